"""Counties, towns, streets and units."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.cleaners.case import place_case_if_shouting, street_case_if_shouting
from leadtui.cleaning.cleaners.regions import PROVINCES, STATES
from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

_NAMED: Final = "|".join(
    sorted((name.replace(" ", r"\s+") for name in (STATES | PROVINCES).values()), key=len, reverse=True)
)
_CODES: Final = "|".join(STATES | PROVINCES)
# Codes that may end a town's name as well (`CANYON LA`, `KNOX IN`) count only behind a comma.
_NO_WORDS: Final = "|".join(code for code in STATES if code not in {
    "AL", "CO", "DE", "HI", "ID", "IN", "LA", "MA", "ME", "OH", "OK", "OR", "PA", "MP", "AS", "VI", "AP", "AE", "AA",
})  # fmt: skip
_ZIP: Final = r"(?:\s+[0-9]{5}(?:-[0-9]{4})?)?"
STATE_BEHIND: Final = rf"^(.*\S)(?:\s*,\s*(?:(?i:{_NAMED})|(?:{_CODES}))|\s+(?:{_NO_WORDS})){_ZIP}$"
COUNTY_WORD: Final = r"(?i)(?:[,\s]+(?:county|cnty|co\.?|parish|borough|census area))+$"
COUNTY_OF: Final = r"(?i)^(?:county|parish|borough) of\s+"

# What a publisher writes where an address is not for everybody.
WITHHELD: Final = (
    r"(?i)^[^\p{L}0-9]*(?:(?:(?:street|home|physical|site|location|provider)\s+)?address(?:es)?\s+)?"
    r"(?:(?:is|was|has been)\s+)?"
    r"(?:withheld|confidential|confidentielle?|confidencial|suppressed|redacted|undisclosed|unpublished|on file|"
    r"not (?:disclosed|published|public|shown|displayed|released|listed)|available (?:up)?on request)"
    r"(?:\s+(?:by|at|for|per|due to|upon)\s+\P{N}{1,40})?(?:\s+(?:address|location))?[^\p{L}0-9]*$"
)
NOT_TOLD: Final = "The address is withheld"


def is_withheld(street: pl.Expr, scratch: Scratch) -> pl.Expr:
    """Whether words such as Confidential or Address withheld stand in place of a street."""
    worded = scratch.where(~street.str.contains("[0-9]"), street)
    return scratch.keep(worded.str.contains(WITHHELD).fill_null(value=False))


def us_county(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """The name without the word County, Parish or Borough."""
    name, told = _without_state(value, scratch)
    bare = name.str.replace(COUNTY_WORD, "").str.replace(COUNTY_OF, "")
    outcome = place_case_if_shouting(scratch.keep(pl.coalesce(blank_is_null(bare), name)), scratch, options)
    return Outcome(outcome.value, (*outcome.findings, told))


def city(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A town, without commas at its end, nor the state."""
    name, told = _without_state(scratch.keep(blank_is_null(value.str.strip_chars(" ,;"))), scratch)
    outcome = place_case_if_shouting(name, scratch, options)
    return Outcome(outcome.value, (*outcome.findings, told))


def us_street(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """A street and house number, without commas or stops at its end; a word that withholds it is none."""
    bare = value.str.strip_chars_end(" ,;.").str.strip_chars_start(" ,;")
    withheld = is_withheld(bare, scratch)
    outcome = street_case_if_shouting(scratch.keep(pl.when(~withheld).then(blank_is_null(bare))), scratch, options)
    return Outcome(outcome.value, (*outcome.findings, Finding("I-NULL", NOT_TOLD, withheld)))


def us_unit(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """Suite, floor or unit: `STE. 5` is Ste 5, `# 23` is #23."""
    bare = value.str.replace(r"^(\p{L}+)\.\s", "${1} ").str.replace_all(r"#\s+", "#").str.strip_chars(" ,;.")
    return street_case_if_shouting(scratch.keep(blank_is_null(bare)), scratch, options)


def _without_state(name: pl.Expr, scratch: Scratch) -> tuple[pl.Expr, Finding]:
    several = scratch.where(name.str.contains(r"[ ,]\S*$"), name)
    bare = scratch.keep(several.str.extract(STATE_BEHIND, 1).str.strip_chars(" ,"))
    told = Finding("I-PLACE", "The state behind the name was left out", bare.is_not_null())
    return scratch.keep(pl.coalesce(bare, name)), told
