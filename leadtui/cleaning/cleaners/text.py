"""Text as such: blanks, words that mean nothing, and what spreadsheets leave behind."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

INVISIBLE: Final = "[\u00ad\u200b\u200e\u200f\u2060\ufeff]"
IRREGULAR: Final = r"\s+"
UNTIDY: Final = rf"{INVISIBLE}|[^\S ]|  "

# Commas and dashes that stand otherwise than a person would set them.
UNTIDY_MARKS: Final = r"\s,|,\p{L}|^[ ,]|[ ,]$|\S -\p{L}|\p{L}{4}- \p{L}"
# Signs that are nobody's name.
NULL_MARKS: Final = ("-", "--", "---", "–", "—", ".", "..", "...", "?", "_", "*", "/", "n/a", "n.a.", "#n/a", "n / a")
NULL_WORDS: Final = (
    *NULL_MARKS, "na", "none", "null", "nil", "nan", "unknown", "unk", "undefined", "missing", "blank", "tbd", "tba",
    "not available", "not applicable", "not provided", "not specified", "not given", "not reported", "not listed",
    "not on file", "not known", "not stated", "not entered", "none listed", "none given", "none provided",
    "none on file", "no data", "no value", "no information", "information not available", "(none)", "(null)", "<null>",
    "[null]", "(blank)", "(empty)", "empty", "xxx", "xxxx", "no email", "no e-mail", "no phone", "no fax",
    "no website", "no web site", "no address", "does not apply", "n.d.", "s/d", "sin datos", "ninguno", "ninguna",
    "no disponible", "no aplica", "aucun", "aucune", "néant", "inconnu", "non disponible", "k.a.", "keine",
    "keine angabe", "unbekannt", "entfällt", "nicht vorhanden", "nicht bekannt", "desconocido", "\\n",
)  # fmt: skip
# Said of a post that nobody holds.
NO_PERSON: Final = (
    "vacant", "tbd", "tba", "unknown", "not available", "not applicable", "not provided", "vacancy",
    "position vacant", "vacant position", "currently vacant", "(vacant)", "open position",
    "position open", "to be determined", "to be announced", "to be hired", "to be filled", "none at this time",
    "no contact", "no name", "no director", "same as above", "see above", "pending hire", "unassigned", "not assigned",
    "not yet hired", "n/a - vacant", "vacante", "vacant - n/a", "unbesetzt", "poste vacant",
)  # fmt: skip
# A label left without what it labels, as in `Contract Number: N/A`.
LABELLED: Final = r"^\p{L}[\p{L}\s/#.'()&-]{0,40}:\s*([^:]{0,20})$"
SHEET_ERROR: Final = r"^#(?:REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|N/A|#+)$"
SHEET_TEXT: Final = r'^=\s*["“]((?:[^"“”#=][^"“”]*)?)["”]$'

_QUOTE: Final = "[\"“”„'‘’‚«»]"
# Around all of a text; inside only apostrophes, so that `'Kids' and 'Tots'` stays.
QUOTED: Final = rf"^{_QUOTE}+\s*((?:[^\"“”„'‘’‚«»]|[\p{{L}}0-9]['’]\p{{L}})+?)\s*{_QUOTE}+$"
# A spreadsheet's sign for text: '00123.
MARKED: Final = "^'([0-9]+)$"
EMPTY: Final = """^(?:""|''|“”)$"""


def trim(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """No blanks at the ends, single ones inside, no invisible characters; nothing left is no value."""
    plain = scratch.keep(blank_is_null(value.str.strip_chars()))
    odd = scratch.where(plain.str.contains(UNTIDY), plain)
    tidy = odd.str.replace_all(INVISIBLE, "").str.replace_all(IRREGULAR, " ").str.strip_chars()
    return Outcome(pl.when(odd.is_null()).then(plain).otherwise(blank_is_null(tidy)))


def unquoted(value: pl.Expr, scratch: Scratch) -> pl.Expr:
    """Without quotes around all of it."""
    odd = scratch.where(value.str.contains(f"^{_QUOTE}"), value)
    bare = odd.str.replace(QUOTED, "${1}").str.replace(MARKED, "${1}").str.replace(EMPTY, "").str.strip_chars()
    return scratch.keep(pl.when(odd.is_null()).then(value).otherwise(blank_is_null(bare)))


def spreadsheet(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Unwrap `="00123"` and quotes; `#REF!` and its like are no value."""
    odd = scratch.where(value.str.contains("^[#=]"), value)
    failed = scratch.keep(odd.str.contains(SHEET_ERROR))
    wrapped = scratch.keep(odd.str.contains(SHEET_TEXT))
    inside = odd.str.replace(SHEET_TEXT, "${1}")
    return Outcome(
        pl.when(failed).then(None).when(wrapped).then(blank_is_null(inside)).otherwise(unquoted(value, scratch)),
        (
            Finding("E-EXCEL", "A spreadsheet's error, not a value", failed),
            Finding("W-EXCEL", "A spreadsheet formula around the text was taken off", wrapped),
        ),
    )


def null_words(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Words such as `N/A`, `none` or `-` are no value, nor is a label with nothing behind it."""
    labelled = scratch.where(value.str.contains(":", literal=True), value).str.extract(LABELLED, 1).str.strip_chars()
    label_only = labelled.str.to_lowercase().is_in([*NULL_WORDS, ""]).fill_null(value=False)
    return _without(scratch.keep(_says(NULL_WORDS, value, scratch) | label_only), value)


def null_marks(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """Signs such as `N/A` or `-`, and words for nobody, are no value; what may be a name (`Null`, `Na`) stays."""
    return _without(scratch.keep(_says((*NULL_MARKS, *NO_PERSON), value, scratch)), value)


def _says(words: tuple[str, ...], value: pl.Expr, scratch: Scratch) -> pl.Expr:
    short = scratch.where(value.str.len_bytes() <= max(map(len, words)), value)
    return short.str.to_lowercase().is_in(words).fill_null(value=False)


def _without(says_nothing: pl.Expr, value: pl.Expr) -> Outcome:
    return Outcome(
        pl.when(says_nothing).then(None).otherwise(value),
        (Finding("I-NULL", "A word for no value", says_nothing),),
    )


def upper(value: pl.Expr, _scratch: Scratch, _options: Options) -> Outcome:
    """Capitals."""
    return Outcome(value.str.to_uppercase())


def lower(value: pl.Expr, _scratch: Scratch, _options: Options) -> Outcome:
    """Small letters."""
    return Outcome(value.str.to_lowercase())


def without_brackets(value: pl.Expr, _scratch: Scratch, _options: Options) -> Outcome:
    """Without a remark in brackets at the end: `CENTER (PROVISIONAL)` is `CENTER`."""
    bare = value.str.replace(r"(?:\s*(?:\([^()]*\)|\[[^\[\]]*\]))+\s*$", "")
    return Outcome(pl.when(bare == "").then(value).otherwise(bare))


def tidy_marks(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`GIGGLES ,LLC` is `GIGGLES, LLC`, `FITNESS -EAST` is `FITNESS - EAST`; `1,000` and `PRE- SCHOOL` stay."""
    odd = scratch.where(value.str.contains(UNTIDY_MARKS), value)
    commas = odd.str.replace_all(r"\s+,[\s,]*", ", ").str.replace_all(r",(\p{L})", ", ${1}").str.strip_chars(" ,")
    dashes = commas.str.replace_all(r"(\S) -(\p{L})", "${1} - ${2}").str.replace_all(
        r"(\p{L}{4})- (\p{L})", "${1} - ${2}"
    )
    return Outcome(pl.when(odd.is_null()).then(value).otherwise(blank_is_null(dashes)))


def language(value: pl.Expr, _scratch: Scratch, _options: Options) -> Outcome:
    """Several languages with a comma between them, whatever stood there."""
    listed = value.str.replace_all(r"\s*[;|/,]+\s*", ", ").str.strip_chars(", ")
    return Outcome(blank_is_null(listed))


def long_digits(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """A number that a spreadsheet has rounded (`1.23457E+11`) identifies nothing any more."""
    rounded = scratch.keep(value.str.contains(r"^[0-9](?:[.,][0-9]+)?[eE]\+[0-9]+$"))
    return Outcome(
        pl.when(rounded).then(None).otherwise(value),
        (Finding("E-EXCEL", "A spreadsheet has rounded this number; its digits are lost", rounded),),
    )
