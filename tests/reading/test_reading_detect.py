"""Encoding, delimiter, quote and header, found without a hint; each with its reason."""

from __future__ import annotations

import pytest

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.dialect import Dialect
from leadtui.model.mapping import Layout
from tests.reading.glance import Write

PEOPLE = "name;city;zip\nAda;Łódź;01569\nBo;Kraków;78701\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"a,b\n1,2\n", "utf-8"),
        ("a,b\ncafé,2\n".encode(), "utf-8"),
        ("a,b\ncafé,2\n".encode("utf-8-sig"), "utf-8"),
        ("a,b\n1,2\n".encode("utf-16"), "utf-16"),
        ("a,b\n1,2\n".encode("utf-16-be"), "utf-16-be"),
        ("a,b\n1,2\n".encode("utf-32"), "utf-32"),
        ("a,b\n1,2\n".encode("utf-32-le"), "utf-32-le"),
        ("a,b\ncafé,2\nMüller’s,1\n".encode("cp1252"), "cp1252"),
        (("a,b\n" + "Иван Петров живёт,в Москве на улице Ленина\n" * 9).encode("cp1251"), "cp1251"),
        (b"a,b\n1,\xff\n", "utf-8"),
        (b"a,b\n1,\xed\xa0\x80x\n", "utf-8"),
        (b"a,b\n" + "é,1\n".encode() * 5 + b"\xe9,2\n", "utf-8"),
    ],
)
def test_encodings(write: Write, content: bytes, encoding: str) -> None:
    assert reading.detect(write(content)).dialect.encoding == encoding


def test_an_accent_late_in_the_file_counts(write: Write) -> None:
    content = b"name,city\n" + b"Ada,Paris\n" * 60_000 + "Zoé,Orléans\n".encode("cp1252")
    assert reading.detect(write(content)).dialect.encoding == "cp1252"


@pytest.mark.parametrize(
    ("text", "delimiter", "quote", "header_row"),
    [
        ("name,zip\nAda,01569\nBo,78701\n", ",", '"', 1),
        (PEOPLE, ";", '"', 1),
        ("name\tzip\nSmith, Ada\t01569\nLee, Bo\t78701\n", "\t", '"', 1),
        ("name|zip|note\nAda|01569|a, b\nBo|78701|c; d\n", "|", '"', 1),
        ("name:zip\nAda:01569\nBo:78701\n", ":", '"', 1),
        ("name^zip\nAda^01569\nBo^78701\n", "^", '"', 1),
        ("name;price;when\nA;1,50;10:30\nB;2,75;11:45\nC;3,10;9:15\n", ";", '"', 1),
        ("'name','note'\n'Ada','it''s, fine'\n'Bo','a, b'\n", ",", "'", 1),
        ('size\tname\n5" pipe\tAda\n6" pipe\tBo\n', "\t", None, 1),
        ('name,note\n"Smith, A","say ""hi"""\n"Lee, B","two\nlines"\n', ",", '"', 1),
        ("Ada,ada@example.org,01569\nBo,bo@example.org,78701\nCy,cy@example.org,10001\n", ",", '"', None),
        ("1,2.5,2024-01-02\n2,3.5,2024-01-03\n3,4.5,2024-01-04\n", ",", '"', None),
        ("Licences of March\n\nname,zip,city\nAda,01569,X\nBo,78701,Y\nCy,10001,Z\n", ",", '"', 3),
        ("Licences of March,,\nname,zip,city\nAda,01569,X\nBo,78701,Y\nCy,10001,Z\n", ",", '"', 2),
        ("email\nada@example.org\nbo@example.org\n", ",", '"', 1),
        ("name,age\n", ",", '"', 1),
    ],
)
def test_dialects(write: Write, text: str, delimiter: str, quote: str | None, header_row: int | None) -> None:
    found = reading.detect(write(text.encode())).dialect
    assert (found.delimiter, found.quote, found.header_row) == (delimiter, quote, header_row)


def test_every_decision_has_its_reason(write: Write) -> None:
    detection = reading.detect(write(PEOPLE.encode()))
    settings = [reason.setting for reason in detection.reasons]
    assert settings == ["encoding", "delimiter", "quote", "escape", "header_row"]
    assert all(reason.because and 0 < reason.confidence <= 1 for reason in detection.reasons)
    assert 0.5 < detection.confidence <= 1


def test_what_a_person_says_is_taken_as_said(write: Write) -> None:
    source = write(b"a;b\n1;2\n")
    said = Dialect(encoding="cp1252", delimiter=",", quote=None, header_row=None)
    assert reading.detect(source, layout=said).dialect == said


def test_a_mark_in_the_file_is_stronger(write: Write) -> None:
    source = write("a,b\n1,2\n".encode("utf-16"))
    assert reading.detect(source, layout=Dialect(encoding="cp1252")).dialect.encoding == "utf-16"


def test_a_saved_layout_is_believed_while_it_fits(write: Write) -> None:
    layout = Layout(delimiter=",", header_row=1, columns=3)
    assert reading.detect(write(b"a,b,c\n1,2,3\n"), layout=layout).reasons[1].because == "as the layout says"
    moved = reading.detect(write(PEOPLE.encode()), layout=layout)
    assert moved.dialect.delimiter == ";"


@pytest.mark.parametrize("encoding", ["no-such", "base64", "rot13"])
def test_encodings_that_are_none(write: Write, encoding: str) -> None:
    with pytest.raises(SourceError, match="encoding"):
        reading.detect(write(b"a,b\n"), layout=Dialect(encoding=encoding))
