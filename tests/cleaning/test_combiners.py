"""Several columns into one field."""

from __future__ import annotations

from tests.cleaning.applied import Text, combined

WEEK = ("Mon", "Tues", "Wed", "Thurs", "Friday", "Saturday", "Sunday")
PHRASES = ("Year Round", "School Year Only", "Daytime Hours", "Evening Hours")


def _week(*hours: str | None, said: tuple[str | None, ...] = (None,) * 4) -> dict[str, list[str | None]]:
    return {name: [value] for name, value in zip((*WEEK, *PHRASES), (*hours, *said), strict=True)}


def _schedule(*hours: str | None, said: tuple[str | None, ...] = (None,) * 4) -> tuple[str | None, list[str]]:
    values, codes = combined("schedule", _week(*hours, said=said))
    return values[0], codes[0]


def test_days_with_equal_hours_run_together() -> None:
    day = "7:30AM - 5:30PM"
    usual = (day,) * 5 + ("CLOSED", "CLOSED")
    assert _schedule(*usual) == ("Mon-Fri 7:30AM-5:30PM", [])
    assert _schedule(*usual, said=("Year Round", None, "Daytime Hours", None)) == (
        "Mon-Fri 7:30AM-5:30PM; Year Round; Daytime Hours",
        [],
    )
    assert _schedule(*(day,) * 4, "8 am to 1 p.m.", None, "")[0] == "Mon-Thu 7:30AM-5:30PM; Fri 8:00AM-1:00PM"
    assert _schedule(day, "closed", day, "closed", day, "closed", "closed")[0] == (
        "Mon 7:30AM-5:30PM; Wed 7:30AM-5:30PM; Fri 7:30AM-5:30PM"
    )
    assert _schedule(*("CLOSED",) * 5, day, day)[0] == "Sat-Sun 7:30AM-5:30PM"
    assert _schedule(*(day,) * 7)[0] == "Mon-Sun 7:30AM-5:30PM"
    assert _schedule(*("CLOSED",) * 7)[0] == "Closed"
    assert _schedule(*(None,) * 7) == (None, [])


def test_phrases_are_said_by_a_yes_by_themselves_or_in_a_neighbours_column() -> None:
    none = (None,) * 7
    assert _schedule(*none, said=("Y", "N", "yes", "0")) == ("Year Round; Daytime Hours", [])
    assert _schedule(*none, said=(None, "Year Round", None, "Daytime Hours")) == ("Year Round; Daytime Hours", [])
    assert _schedule(*none, said=(None, None, None, "6:00pm-11:00pm")) == ("6:00pm-11:00pm", [])


def test_what_has_slipped_in_from_elsewhere_is_told_and_left_out() -> None:
    none = (None,) * 7
    assert _schedule(*none, said=("Year Round", "Accepts Subsidy", None, None)) == ("Year Round", ["W-SHIFT"])


def test_opening_and_closing_columns() -> None:
    values, _ = combined("schedule", {"Monday Open": ["8:00 am"], "Monday Close": ["5 p.m."], "Tue": ["CLOSED"]})
    assert values == ["Mon 8:00AM-5:00PM"]


def test_flags() -> None:
    values, codes = combined(
        "flags",
        {
            "Infants (0-17 months)": ["Y", "N", "10", "x", None, "0"],
            "Toddlers": ["N", "", "0", "maybe", None, "Toddlers"],
        },
    )
    assert values == ["Infants (0-17 months)", None, "Infants (0-17 months)", "Infants (0-17 months)", None, "Toddlers"]
    assert codes == [[], [], [], ["W-FLAG"], [], []]


def test_plain_ones() -> None:
    columns: dict[str, list[Text]] = {"a": ["5255", None, "NA"], "b": ["S", "S", " "], "c": ["", "x ", "-"]}
    assert combined("join", columns)[0] == ["5255 S", "S x", None]
    assert combined("join", columns, separator="/")[0] == ["5255/S", "S/x", None]
    assert combined("lines", columns)[0] == ["5255, S", "S, x", None]
    assert combined("first", columns)[0] == ["5255", "S", None]
    assert combined("ages", {"a": ["X", "X", ""], "b": ["X", "Y", None]})[0] == ["X", "X, Y", None]
