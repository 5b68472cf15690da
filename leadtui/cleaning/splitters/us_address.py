"""Street, unit, town, state and zip out of one cell, also where nothing stands between street and town.

`2845 MOHAWK ST LAS VEGAS, NV 89146` has no comma there. The street ends at its last suffix word or unit;
where there is none (`8125 W. SAHARA LAS VEGAS`), the towns that recur in the column, counted by `settle`,
tell where the town begins. What can't be told stays in the street, with an issue.
"""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.place import NOT_TOLD, is_withheld
from leadtui.cleaning.cleaners.regions import PROVINCES, STATES
from leadtui.cleaning.outcome import Finding, Options, Parts, Scratch, blank_is_null
from leadtui.cleaning.splitters.streets import (
    BROADWAY,
    CORNER,
    COUNTRY,
    EUROPE,
    NUMBERED_ROAD,
    STATE,
    SUFFIX,
    TOWN,
    TOWN_PREFIX,
    UNIT,
    UNIT_WORD,
    ZIP,
)
from leadtui.cleaning.splitters.us_street_unit import leading_unit, one_line, trailing_unit

PARTS: Final = {"street": "us_street", "unit": "us_unit", "city": "city", "state": "us_state", "zip": "us_zip"}
"""Each part and the kind of field it fills."""
USUAL_TAIL: Final = r"^(?P<head>.*[^\s,])[\s,]+(?P<state>[A-Za-z]{2})[\s,]+(?P<zip>[0-9]{5}(?:-[0-9]{4})?)$"
TAIL: Final = rf"(?i)^(?P<head>.*?)[\s,.]+(?P<state>{STATE})\.?(?:[\s,]+(?P<zip>{ZIP})-?)?(?:[\s,]+{COUNTRY}\.?)?$"
ZIP_ONLY: Final = (
    r"(?i)^(?P<head>.*[\p{L}.,])[\s,]+(?P<zip>[0-9]{5}(?:-[0-9]{4})?|[a-z]{1,2}[0-9][a-z0-9]?\s?[0-9][a-z]{2})"
    rf"(?:[\s,]+(?:{EUROPE}|{COUNTRY})\.?)?$"
)
# As some directories write it: Denver, Colorado, United States, 80202.
COUNTRY_INSIDE: Final = rf"(?i), {COUNTRY}, (?P<zip>[0-9]{{5}}(?:-[0-9]{{4}})?)$"
ZIP_ALONE: Final = r"^([0-9]{5}(?:-[0-9]{4})?)$"
# As in Germany, France, Spain: Hauptstr. 5, 10115 Berlin.
ZIP_BEFORE_TOWN: Final = (
    rf"(?i)^(?P<street>.*\S)\s*,\s*(?:[a-z]{{1,2}}-)?(?P<zip>[0-9]{{5}})\s+(?P<town>{TOWN})(?:\s*,\s*{EUROPE})?$"
)
_UNITS: Final = rf"(?P<unit>(?:{UNIT}[\s,.]+)*)"
_STREET: Final = rf".*\b{BROADWAY}\b\.?(?:\s+{CORNER}\b\.?)?(?:\s+[nsew]\b\.?)?"
_LETTERED: Final = r"(?:.*\bave(?:nue)?\b\.?\s+[a-z]\b)"
AFTER_COMMA: Final = rf"(?i)^(?P<street>.*\S)\s*,\s*(?P<city>{TOWN})$"
# A street has a name before its suffix: in `77 Court St Lake Charles` the suffix is St.
SAINT: Final = (
    rf"(?i)^(?P<street>[^\s,]+\s+(?:[nsew]\b\.?\s+)?[^\s,]+.*\b{SUFFIX}\b\.?)"
    rf"[\s,]+{_UNITS}(?P<city>(?:st|saint)\b\.?\s+{TOWN})$"
)
SUFFIXED: Final = rf"(?i)^(?P<street>{_LETTERED}|{_STREET})[\s,]+{_UNITS}(?P<city>{TOWN})$"
NUMBERED: Final = (
    rf"(?i)^(?P<street>[0-9]\S*\s+(?:.*?\b{NUMBERED_ROAD}\b\.?[\s-]*[0-9]+[a-z]?|"
    rf"(?:(?:{CORNER}|[nsew]|north|south|east|west)\b\.?\s+)?[0-9]+(?:st|nd|rd|th)?)"
    rf"(?:\s+(?:{CORNER}|[nsew])\b\.?)?)[\s,]+{_UNITS}(?P<city>{TOWN})$"
)
BOXED: Final = rf"(?i)^(?P<street>p\.?\s?o\.?\s?box\s+[0-9a-z-]+)[\s,]+(?P<city>{TOWN})$"
NO_TOWN: Final = rf"(?i)^(?:{SUFFIX}|{CORNER}|[nsew]|north|south|east|west)\b\.?$|^(?:{UNIT_WORD}|rear|upper|lower)\b"
WAYS: Final = (
    (AFTER_COMMA, ","),
    (SAINT, r"(?i)\s(?:st|saint)\b\.?\s"),
    (SUFFIXED, None),
    (NUMBERED, "^[0-9]"),
    (BOXED, "(?i)box"),
)
"""Surest first; each is tried where the ones before have said nothing, and its hint stands in the text."""
ONLY_TOWN: Final = rf"(?i)^{TOWN}$"
STREET_ONLY: Final = rf"(?i)\b{SUFFIX}\b\.?$"
_NOTHING: Final = {part: pl.lit(None, pl.String) for part in ("street", "unit", "city")}


def us_address(value: pl.Expr, scratch: Scratch, options: Options) -> Parts:
    """Split at what is certain first: the row's own town, a comma, a suffix, a recurring town."""
    head, state, zip_code = _tail(value, scratch)
    towns = options.settings.get("cities")
    known = towns if isinstance(towns, tuple) else ()
    told = told_by_words(head, scratch)
    listed, by_list = _by_list(head, told["city"], known, scratch)
    hinted = _by_hint(head, options.hints.get("city"), scratch)
    alone = scratch.keep(
        pl.when(state.is_not_null() & head.str.contains(ONLY_TOWN) & ~head.str.contains(STREET_ONLY)).then(head)
    )

    def best(part: str) -> pl.Expr:
        listed_or_told = pl.when(by_list).then(listed[part]).otherwise(told[part])
        return scratch.keep(pl.when(hinted["city"].is_not_null()).then(hinted[part]).otherwise(listed_or_told))

    city = scratch.keep(pl.coalesce(best("city"), alone))
    street = pl.when(city.is_null()).then(head).otherwise(best("street"))
    street, unit = _with_unit(street, best("unit"), scratch, wanted="unit" in options.wanted)
    withheld = is_withheld(street, scratch)
    street = scratch.keep(pl.when(~withheld).then(street))
    asked = "city" in options.wanted and "city" not in options.hints
    twin = _twin(street, city, known, scratch)
    return Parts(
        {"street": street, "unit": unit, "city": city, "state": state, "zip": zip_code},
        (
            Finding("W-ADDRESS", pl.concat_str(pl.lit("Nothing ends the street; the town is taken to be "), city),
                    by_list & hinted["city"].is_null()),
            Finding("W-ADDRESS", "No town is found; all of it is kept as the street",
                    head.is_not_null() & city.is_null() & ~withheld & pl.lit(asked)),
            Finding("I-NULL", NOT_TOLD, withheld),
            Finding("W-ADDRESS", pl.concat_str(pl.lit("Perhaps the town of "), twin, pl.lit(" is meant")),
                    twin.is_not_null() & hinted["city"].is_null()),
        ),
    )  # fmt: skip


def told_by_words(head: pl.Expr, scratch: Scratch) -> dict[str, pl.Expr]:
    """Street, unit and town as the words of one address alone tell them."""
    told: dict[str, list[pl.Expr]] = {"street": [], "unit": [], "city": []}
    rest = head
    for pattern, hint in WAYS:
        way = scratch.groups(rest if hint is None else scratch.where(rest.str.contains(hint), rest), pattern)
        fits = scratch.keep((way["city"].is_not_null() & ~way["city"].str.contains(NO_TOWN)).fill_null(value=False))
        for part, found in way.items():
            told[part].append(pl.when(fits).then(found))
        rest = scratch.where(~fits, rest)
    return {part: scratch.keep(pl.coalesce(*found)) for part, found in told.items()}


def head_of(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """The address without state, zip and country."""
    return _tail(value, scratch)[0]


def _tail(value: pl.Expr, scratch: Scratch) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """What stands before the state, the state, and the zip."""
    lines = one_line(value, scratch)
    tidy = lines.str.replace_all(r"(?:\s*,)+\s*", ", ").str.replace(COUNTRY_INSIDE, ", ${zip}")
    line = scratch.keep(blank_is_null(tidy.str.strip_chars(" ,")))
    usual = scratch.groups(line, USUAL_TAIL)
    is_usual = scratch.keep(usual["state"].str.to_uppercase().is_in(list(STATES | PROVINCES)).fill_null(value=False))
    unusual = scratch.where(~is_usual, line)
    careful = scratch.groups(unusual, TAIL)
    stateless = scratch.where(careful["state"].is_null(), unusual)
    bare = scratch.groups(stateless, ZIP_ONLY)
    before = scratch.groups(stateless, ZIP_BEFORE_TOWN)
    alone = stateless.str.extract(ZIP_ALONE, 1)
    tail = {part: scratch.keep(pl.when(is_usual).then(usual[part]).otherwise(careful[part])) for part in usual}
    is_road = bare["head"].str.contains(rf"(?i)\b{NUMBERED_ROAD}\.?$")
    zip_only = pl.when(~is_road).then(bare["zip"])
    has_tail = tail["state"].is_not_null()
    head = (
        pl.when(has_tail).then(tail["head"]).when(zip_only.is_not_null()).then(bare["head"])
        .when(before["zip"].is_not_null()).then(pl.concat_str(before["street"], pl.lit(", "), before["town"]))
        .when(alone.is_null()).then(line)
    )  # fmt: skip
    zip_code = pl.when(has_tail).then(tail["zip"]).otherwise(pl.coalesce(zip_only, before["zip"], alone))
    clean_head = scratch.keep(blank_is_null(head.str.strip_chars(" ,")))
    return clean_head, tail["state"], scratch.keep(zip_code)


def _by_list(
    head: pl.Expr, told: pl.Expr, known: tuple[str, ...], scratch: Scratch
) -> tuple[dict[str, pl.Expr], pl.Expr]:
    """Street and town, where the address ends in a town that recurs; and where that is better than what was told."""
    if not known:
        return _NOTHING, pl.lit(value=False)
    towns = "|".join(re.escape(town).replace(r"\ ", r"\s+") for town in sorted(known, key=len, reverse=True))
    listed = scratch.groups(head, rf"(?i)^(?P<street>.*?\S)[\s,.]+(?P<city>{towns})\.?$")
    length = told.str.len_chars().cast(pl.Int64) - listed["city"].str.len_chars().cast(pl.Int64)
    prefix = scratch.keep(told.str.slice(0, length).str.strip_chars())
    is_cut = (
        (length > 0)
        & ~told.str.to_uppercase().is_in(known)
        & ~prefix.str.contains(rf"(?i)^(?:{TOWN_PREFIX}\b\.?\s*)+$")
    )
    better = listed["city"].is_not_null() & (told.is_null() | is_cut)
    return {**_NOTHING, **listed}, scratch.keep(better.fill_null(value=False))


def _by_hint(head: pl.Expr, hint: pl.Expr | None, scratch: Scratch) -> dict[str, pl.Expr]:
    """Street and town, where the address ends in the town that another column of the row names."""
    if hint is None:
        return _NOTHING
    town = scratch.keep(blank_is_null(hint.str.strip_chars()))
    ends = scratch.keep(head.str.to_lowercase().str.ends_with(town.str.to_lowercase()))
    length = head.str.len_chars().cast(pl.Int64) - town.str.len_chars().cast(pl.Int64)
    street = scratch.keep(pl.when(ends).then(head.str.slice(0, length).str.strip_chars_end(" ,")))
    return {**_NOTHING, "street": street, "city": scratch.keep(pl.when(street != "").then(town))}


def _with_unit(street: pl.Expr, unit: pl.Expr, scratch: Scratch, *, wanted: bool) -> tuple[pl.Expr, pl.Expr]:
    """Units at the beginning or the end of the street belong to the unit; unless nobody asked for it."""
    before = leading_unit(street, scratch) if wanted else {}
    street = pl.coalesce(before["street"], street) if before else street
    inside = trailing_unit(scratch.keep(street.str.strip_chars(" ,")), scratch)
    bare = pl.coalesce(inside["street"], street).str.strip_chars(" ,")
    parts = [*([before["unit"]] if before else []), inside["unit"], unit.str.strip_chars(" ,")]
    joined = scratch.keep(blank_is_null(pl.concat_str(*parts, separator=", ", ignore_nulls=True)))
    if wanted:
        return scratch.keep(blank_is_null(bare)), joined
    return scratch.keep(blank_is_null(pl.concat_str(bare, joined, separator=", ", ignore_nulls=True))), joined


def _twin(street: pl.Expr, city: pl.Expr, known: tuple[str, ...], scratch: Scratch) -> pl.Expr:
    """`North Las Vegas`, where a street ends in N, the town is Las Vegas, and both towns recur."""
    direction = scratch.keep(street.str.extract(r"(?i)\s([nsew])\.?$", 1).str.to_uppercase())
    words = {word[0]: word for word in ("NORTH", "SOUTH", "EAST", "WEST")}
    word = direction.replace_strict(words, default=None, return_dtype=pl.String)
    twin = scratch.keep(pl.concat_str(word, pl.lit(" "), city.str.to_uppercase()))
    return scratch.keep(pl.when(twin.is_in(known)).then(twin.str.to_titlecase()))
