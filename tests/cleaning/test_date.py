"""Dates: never the year 21, never the other order, never a magic word."""

from __future__ import annotations

from datetime import date, datetime

from tests.cleaning.applied import cleaned, codes, messages

DATES = {
    "11/30/23": date(2023, 11, 30),
    "6/30/24": date(2024, 6, 30),
    "12/1/13": date(2013, 12, 1),
    "1/1/21": date(2021, 1, 1),
    "4/5/24": date(2024, 4, 5),
    "2020-09-02": date(2020, 9, 2),
    "2020/9/2": date(2020, 9, 2),
    "09-02-2020": date(2020, 9, 2),
    "Monitoring since 2020-09-02": date(2020, 9, 2),
    "20-Apr-16": date(2016, 4, 20),
    "11MAR26": date(2026, 3, 11),
    "16 Sep 2016 13:41:00:000": date(2016, 9, 16),
    "2023-06-01 6:35:38": date(2023, 6, 1),
    "Sept 5, 2021": date(2021, 9, 5),
    "September 5th 2021": date(2021, 9, 5),
    "5 September 2021": date(2021, 9, 5),
    "20200902": date(2020, 9, 2),
    "2/29/24": date(2024, 2, 29),
    "1/5/69": date(1969, 1, 5),
    "1/5/68": date(2068, 1, 5),
    "Mon 1/2/23": date(2023, 1, 2),
    "1/2/2023 3:04 PM": date(2023, 1, 2),
    "2024-01-05T00:00:00Z": date(2024, 1, 5),
    "2024-01-05T00:00:00+02:00": date(2024, 1, 5),
    "Expires: 12/31/2026": date(2026, 12, 31),
    "12/31/1999": date(1999, 12, 31),
    "Jan. 3, '24": date(2024, 1, 3),
}
NO_DATES = (
    "13/04/24",
    "2/30/21",
    "2/29/23",
    "0000-00-00",
    "9999-99-99",
    "9999-12-31",
    "0021-01-02",
    "1/1/0021",
    "1/2/3",
    "1-2/24",
    "now",
    "today",
    "epoch",
    "infinity",
    "-infinity",
    "not-a-date",
    "pending",
    "44197",
    "2016",
    "Sep 2016",
    "5 years",
    "٢٠٢٠-٠١-٠١",
    "12/2020",
    "1/2/20245",
    "00/10/24",
    "10/00/24",
    "31-Feb-24",
    "2020-13-01",
    "K820055232",
    "2020-09-02-01",
)


def test_the_usual_spellings() -> None:
    assert dict(zip(DATES, cleaned("date", list(DATES)), strict=True)) == DATES
    assert [found for found in codes("date", list(DATES)) if found] == []


def test_what_is_no_day_becomes_null_and_is_told() -> None:
    assert dict(zip(NO_DATES, cleaned("date", NO_DATES), strict=True)) == dict.fromkeys(NO_DATES)
    assert codes("date", NO_DATES) == [["E-DATE"]] * len(NO_DATES)


def test_the_order_of_the_column_holds_for_every_cell() -> None:
    values = ["30/11/23", "11/30/23", "4/5/24", "2020-09-02"]
    assert cleaned("date", values, settings={"date_order": "dmy"}) == [
        date(2023, 11, 30),
        None,
        date(2024, 5, 4),
        date(2020, 9, 2),
    ]
    assert messages("date", "13/04/24") == ["There is no month 13 (read with the month first)"]
    assert messages("date", "9999-12-31") == ["The year 9999 is not believed"]
    assert messages("date", "2/30/21") == ["There is no such day (read with the month first)"]


def test_the_century_of_the_column_holds_for_every_cell() -> None:
    assert cleaned("date", ["1/1/65", "1/1/23", "1/1/24"], settings={"pivot_year": 23}) == [
        date(1965, 1, 1),
        date(2023, 1, 1),
        date(1924, 1, 1),
    ]


def test_day_numbers_of_a_spreadsheet_only_where_the_column_is_made_of_them() -> None:
    assert cleaned("date", ["44197", "44197.5"], settings={"serials": "yes"}) == [date(2021, 1, 1)] * 2


def test_a_format_is_taken_at_its_word() -> None:
    assert cleaned("date", ["11/30/23", "2023-11-30", None], format="%m/%d/%y") == [date(2023, 11, 30), None, None]
    assert cleaned("date", ["1/1/65"], format="%m/%d/%y", settings={"pivot_year": 23}) == [date(1965, 1, 1)]
    assert cleaned("date", ["1/1/21"], format="%m/%d/%Y") == [None]
    assert cleaned("date", ["since 2020-09-02"], format="since %Y-%m-%d") == [date(2020, 9, 2)]
    assert codes("date", ["2023-11-30"], format="%m/%d/%y") == [["E-DATE"]]


def test_words_that_may_change_the_meaning_are_told() -> None:
    assert cleaned("date", ["pending 1/2/24", "1/2/24 (denied)"]) == [date(2024, 1, 2)] * 2
    assert codes("date", ["pending 1/2/24", "1/2/24 (denied)"]) == [["W-DATE-TEXT"]] * 2


def test_times() -> None:
    values = ["2023-06-01 6:35:38", "1/2/2023 3:04 PM", "1/2/2023 12:04 AM", "1/2/2023", "nonsense"]
    assert cleaned("timestamp", values) == [
        datetime(2023, 6, 1, 6, 35, 38),  # noqa: DTZ001  files rarely tell their zone
        datetime(2023, 1, 2, 15, 4),  # noqa: DTZ001
        datetime(2023, 1, 2, 0, 4),  # noqa: DTZ001
        datetime(2023, 1, 2),  # noqa: DTZ001
        None,
    ]
    assert cleaned("timestamp", ["06/01/2023 06:35"], format="%m/%d/%Y %H:%M") == [datetime(2023, 6, 1, 6, 35)]  # noqa: DTZ001
