"""Telephone numbers, e-mail addresses, websites."""

from __future__ import annotations

from tests.cleaning.applied import cleaned, codes, messages, overflow

PHONES = {
    "(209) 747-1797": "+12097471797",
    "209-747-1797": "+12097471797",
    "209.747.1797": "+12097471797",
    "2097471797": "+12097471797",
    "209 747 1797": "+12097471797",
    "1-800-555-0199": "+18005550199",
    "+1 (209) 747-1797": "+12097471797",
    "+12097471797": "+12097471797",
    "(773)-535-8040": "+17735358040",
    "416-694-1138x151": "+14166941138 x151",
    "800-555-0199 ext. 12": "+18005550199 x12",
    "800-555-0199 Extension 7": "+18005550199 x7",
    "+14166941138 x151": "+14166941138 x151",
    "7025550100.0": "+17025550100",
    "Cell: 702-555-0100": "+17025550100",
    "702-555-0100 (office)": "+17025550100",
    "+44 20 7946 0958": "+442079460958",
    "011 44 20 7946 0958": "+442079460958",
    "+44 (0)20 7946 0958": "+442079460958",
    " 702-555-0100": "+17025550100",
    "702/555-0100": "+17025550100",
    "+49 30 901820": "+4930901820",
}
NO_PHONES = (
    "429-1010",
    "1234567890",
    "555-123-4567",
    "702-155-0100",
    "phone work",
    "702-555-010",
    "702-555-01000",
    "1.23457E+11",
    "٧٠٢-555-0100",
    "0000000000",
    "ask at the desk",
    "+1 123 456 7890",
    "7",
    "12/31/2024",
    "a@b.org",
    "02097471797",
    "+",
    "()-",
    "x12",
)


def test_numbers_in_many_styles_become_one() -> None:
    assert dict(zip(PHONES, cleaned("us_phone", list(PHONES)), strict=True)) == PHONES
    assert [found for found in codes("us_phone", list(PHONES)) if found] == []


def test_what_is_no_number_becomes_null_and_is_told() -> None:
    assert cleaned("us_phone", NO_PHONES) == [None] * len(NO_PHONES)
    told = codes("us_phone", NO_PHONES)
    assert all(found in (["E-PHONE"], ["E-EXCEL"]) for found in told)
    assert told[NO_PHONES.index("1.23457E+11")] == ["E-EXCEL"]


def test_a_second_number_overflows() -> None:
    values = ["702.555.0100 / 702-555-0111", "702-555-0100 or 7025550101", "702-555-0100 ext 5; 702-555-0101 x6"]
    assert cleaned("us_phone", values) == ["+17025550100", "+17025550100", "+17025550100 x5"]
    assert overflow("us_phone", values) == ["+17025550111", "+17025550101", "+17025550101 x6"]
    assert codes("us_phone", values) == [["W-PHONE"]] * 3
    assert "left out" in messages("us_phone", values[0])[0]
    assert "left out" not in messages("us_phone", values[0], has_overflow=True)[0]


def test_words_beside_a_number_are_told() -> None:
    values = ["Fax 702-555-0100", "702-555-0100 ask for Jo", "702-555-0100 ; 416-850-HOPE", "Office 702-555-0100"]
    assert codes("us_phone", values) == [["W-PHONE-REST"]] * 3 + [[]]


EMAILS = {
    "jo@example.org": "jo@example.org",
    "MISS_A@YAHOO.COM": "miss_a@yahoo.com",
    "mailto:a@b.org": "a@b.org",
    "Jo <jo@x.com>": "jo@x.com",
    "<jo@x.com>": "jo@x.com",
    "E-mail: a@b.co.uk": "a@b.co.uk",
    "o'neil@x.com": "o'neil@x.com",
    "a.b+c@d-e.museum": "a.b+c@d-e.museum",
    "jo@x.com;": "jo@x.com",
    "(jo@x.com)": "jo@x.com",
    "1@2.io": "1@2.io",
    "a@sub.domain.example.com": "a@sub.domain.example.com",
    "info@x.com.": "info@x.com",
    "jo@x.com, b@y.com": "jo@x.com",
    "jo@x.com/b@y.com": "jo@x.com",
    "(405) 555-0170": None,
    "a@b": None,
    "a..b@c.com": None,
    ".a@c.com": None,
    "@c.com": None,
    "a@": None,
    "x@localhost": None,
    "www.x.com": None,
    "a b@c.com": None,
    "jo@-x.com": None,
}


def test_emails() -> None:
    assert dict(zip(EMAILS, cleaned("email", list(EMAILS)), strict=True)) == EMAILS
    told = dict(zip(EMAILS, codes("email", list(EMAILS)), strict=True))
    assert {value for value, kept in EMAILS.items() if kept is None} == {v for v, c in told.items() if "E-EMAIL" in c}
    assert told["jo@x.com, b@y.com"] == ["W-EMAIL"]
    assert told["a b@c.com"] == ["E-EMAIL"]
    assert told["Jo <jo@x.com>"] == []


def test_a_slip_of_the_keyboard_is_told_and_kept() -> None:
    assert cleaned("email", ["a@gmial.com"]) == ["a@gmial.com"]
    assert messages("email", "a@gmial.com") == ["Perhaps gmail.com was meant"]
    assert codes("email", ["a@gmail.com", "a@gmail.co.example.org", "b@ymail.com"]) == [[], [], []]


URLS = {
    "www.example.com": "www.example.com",
    "HTTPS://Example.ORG/": "https://example.org",
    "http://x.com/A/b?C=1": "http://x.com/A/b?C=1",
    "facebook.com/Abc": "facebook.com/Abc",
    "http:/x.com": "http://x.com",
    "http://http://x.com": "http://x.com",
    "http//x.com": "http://x.com",
    "none yet": None,
    "http://": None,
    "_": None,
    "a@b.com": None,
    "x.com:8080/p": "x.com:8080/p",
    "sub.domain.co.uk": "sub.domain.co.uk",
    "münchen.de": "münchen.de",
    "ftp://x.com": None,
    "x": None,
    "1.2.3.4": None,
    "<www.x.org>": "www.x.org",
    "x.com#top": "x.com#top",
    "www.x.com / more": "www.x.com",
    "javascript:alert(1)": None,
}


def test_urls() -> None:
    assert dict(zip(URLS, cleaned("url", list(URLS)), strict=True)) == URLS
    told = codes("url", list(URLS))
    bad = [found == ["E-URL"] for found in told]
    assert bad == [kept is None for kept in URLS.values()]
