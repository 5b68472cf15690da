"""What a single value can be in the world, as a closed list of Polars expressions.

A recogniser answers for one trimmed, non-blank text, looks at nothing but that text, and errs on the
side of no: `us_zip` is true for `01569` and false for `1569`. Rust's regular expressions take linear
time on any input, so no value can stall them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from leadtui.profiling import vocabulary as words


@dataclass(frozen=True, slots=True)
class Kind:
    """One recogniser."""

    name: str
    description: str
    """For people."""
    test: Callable[[pl.Expr], pl.Expr]
    """From trimmed texts to Booleans (NULL stays NULL)."""
    is_specific: bool = True
    """Says something about the world; false for shapes such as `integer` that many kinds share."""


def _pattern(regex: str) -> Callable[[pl.Expr], pl.Expr]:
    return lambda text: text.str.contains(f"^(?:{regex})$")


def _one_of(*values: str) -> Callable[[pl.Expr], pl.Expr]:
    folded = sorted({value.lower() for value in values})
    return lambda text: text.str.to_lowercase().is_in(folded)


# Any letter beyond ASCII counts as one: the exact classes of Unicode take ten times longer to compile.
_LETTERS: Final = r"A-Za-z\x{AA}\x{B5}\x{BA}\x{C0}-\x{1FFF}\x{2C00}-\x{D7FF}\x{F900}-\x{FFFD}\x{10000}-\x{10FFFF}"
_MONTH: Final = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}\.?"
_CLOCK: Final = r"(?:[01]?\d|2[0-4])(?:[:.h][0-5]\d|:[0-5]\d:[0-5]\d|h)?(?:\s?(?i:a\.?m\.?|p\.?m\.?|a|p|uhr|h))?"
_WORD: Final = rf"[{_LETTERS}][{_LETTERS}'’.\-]*"
_SUFFIX: Final = "|".join(words.STREET_SUFFIXES)
_UNIT: Final = rf"(?i:(?:{'|'.join(words.UNITS)})\b\.?\s*#?\s*[A-Za-z\d\-]{{1,10}}(?:\s?[\-&,/]\s?[A-Za-z\d\-]{{1,6}})?|#\s?[A-Za-z\d\-]{{1,8}})"
_STREET: Final = (
    r"(?:\d{1,6}(?:[\- ]?\d{1,4}/\d)?[A-Za-z]?(?:-\d{1,5})?,? (?:[^\s,;:/]+,? ){0,6}?"
    rf"(?i:(?:{_SUFFIX})\b\.?)"
    r"(?:,? (?i:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?)?"
    r"(?: [A-Z]?\d{1,5}[A-Z]?)?"
    r"|\d{1,6} (?i:(?:n|s|e|w|ne|nw|se|sw)\.? )?\d{1,3}(?i:st|nd|rd|th)"
    r"|(?i:p\.? ?o\.?|post office) ?(?i:box|drawer) \d{1,7})"
)
_CITY_STATE: Final = (
    rf"[{_LETTERS}][{_LETTERS}.'’\- ]+(?:, *| +)(?i:{'|'.join((*words.STATES, *words.STATE_NAMES))})\.?"
)
_TOWN: Final = rf"[{_LETTERS}][{_LETTERS}.'’()/ \-]+"
_ZIP: Final = r"\d{5}(?:[\- ]?\d{4})?"
_LAND: Final = r"(?:,? (?i:usa?|u\.s\.(?:a\.)?|united states(?: of america)?))?"
"""May stand behind an address."""
_FOREIGN_STREET: Final = (
    rf"(?:\d{{1,5}}(?: ?(?i:[a-z]|bis|ter))?,? )?(?i:(?:{'|'.join(words.STREETS_BEFORE)}))[ .]\s?\S.*"
    rf"|[{_LETTERS}\d.'’ \-]*(?i:{'|'.join(words.STREETS_WITHIN)})\.?,? ?\d{{1,4}} ?[A-Za-z]?(?: ?[\-–/] ?\d{{1,4}} ?[A-Za-z]?)?"
    rf"|\d{{1,4}}[A-Za-z]? [{_LETTERS}'’.\- ]+ (?i:(?:{'|'.join(words.STREETS_AFTER)}))\.?(?:,.*)?"
    rf"|[{_LETTERS}][{_LETTERS}'’.\-]*(?:,| [{_LETTERS}'’.\-]+){{1,5}},? (?:n[º°.]? ?)?\d{{1,4}}[A-Za-z]?"
)
_INTERNATIONAL_PHONE: Final = (
    r"(?:\+|00)[1-9]\d{0,2}[\d\s().\-/]{6,18}"
    r"|\(?0\d{1,5}\)?[\s.\-/]*\d[\d\s.\-/]{4,14}"
    r"|\(?[1-9]\d{1,3}\)?[\s.\-]\d{2,4}(?:[\s.\-]\d{2,4}){1,3}"
    r"|[2-9]\d{2,3}[\s.\-]\d{4}"
)
_LABEL: Final = r"(?:\p{L}+(?:[.:]+ ?| ))?"
"""May stand before a number: `Tel.: `, `p:`."""
_PHONE_DIGITS: Final = (6, 15)
_LONGEST_NAME: Final = 80
_LONGEST_CODE: Final = 40
_MOST_WORDS: Final = 7
"""Names and titles have no more."""
_LATITUDE: Final = r"[+\-]?\d{1,3}\.\d{3,}"


def _is_date(text: pl.Expr) -> pl.Expr:
    style = date_style(text)
    return style.is_not_null()


def date_style(text: pl.Expr) -> pl.Expr:
    """How a date is written (`iso`, `slash`, `dash`, `dot`, `named`, `compact`); NULL when it is no date.

    The order of day and month is a question for the whole column, not for one value.
    """
    clock = rf"(?:[ T]{_CLOCK}(?:[.:]\d{{1,9}})?(?:Z|[+\-]\d\d:?\d\d)?)?"
    year, day, month = r"(?:19|20)\d\d", r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
    two = rf"(?:{year}|\d\d)"
    styles = {
        "iso": rf"{year}-{month}-{day}{clock}",
        "slash": rf"(?:{day}/{day}/{two}|{year}/{month}/{day}){clock}",
        "dash": rf"{day}-{day}-{two}{clock}",
        "dot": rf"(?:{day}\.{day}\.{two}|{year}\.{month}\.{day}){clock}",
        "named": rf"(?:{day}[ \-.]?{_MONTH}[ \-.,]{{0,2}}{two}|{_MONTH} ?{day}(?i:st|nd|rd|th)?,? {year}){clock}",
        "compact": rf"{year}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",
    }
    found = pl.lit(None, dtype=pl.String)
    for style, regex in reversed(styles.items()):
        found = pl.when(text.str.contains(f"^(?:{regex})$")).then(pl.lit(style)).otherwise(found)
    return found


def _is_person(text: pl.Expr) -> pl.Expr:
    shape = text.str.contains(rf"^{_WORD}(?:,? {_WORD}){{1,3}}(?:,? (?i:jr|sr|ii|iii|iv|phd|md|esq)\.?)?$")
    return shape & ~_has_company_word(text) & ~text.str.contains(rf"(?i)\b(?:{'|'.join(words.NOT_IN_NAMES)})\b")


def _is_role(text: pl.Expr) -> pl.Expr:
    has_word = text.str.contains(rf"(?i)\b(?:{'|'.join(words.ROLES)})\b")
    return has_word & text.str.contains(rf"^[{_LETTERS} \-/,]+$") & (text.str.len_chars() <= _LONGEST_NAME)


def _are_people(text: pl.Expr) -> pl.Expr:
    joined = text.str.contains(
        rf"^{_WORD}(?: {_WORD}){{0,3}}(?:,| (?:&|(?i:and)) | ?/ ?) ?{_WORD}(?: (?:&|(?i:and)|{_WORD}),?)*$"
    )
    return joined & text.str.contains(r"(?i) & | and |, | ?/ ?") & ~_has_company_word(text)


def _has_company_word(text: pl.Expr) -> pl.Expr:
    return text.str.contains(rf"(?i)\b(?:{'|'.join(words.COMPANY_WORDS)})\b")


def _is_company(text: pl.Expr) -> pl.Expr:
    return _has_company_word(text) & (text.str.len_chars() <= 2 * _LONGEST_NAME)


def _is_identifier(text: pl.Expr) -> pl.Expr:
    code = text.str.contains(
        r"^[A-Za-z]{0,6}[\-_#/. ]?\d[\dA-Za-z]*(?:[\-_/.][\dA-Za-z]+)*$|^[A-Z]{1,4}\d+[A-Z\d]*$|^[A-Z]{1,6}(?:[\-/][A-Z]{1,4}){1,2}[\-/]\d{2,}$"
    )
    return code & text.str.contains(r"\d") & (text.str.len_chars() <= _LONGEST_CODE)


def _is_prose(text: pl.Expr) -> pl.Expr:
    return text.str.count_matches(rf"[{_LETTERS}]+") > _MOST_WORDS


def _is_phone(text: pl.Expr) -> pl.Expr:
    digits = text.str.count_matches(r"\d").is_between(*_PHONE_DIGITS)
    is_day = text.str.contains(r"^(?:\d{4}[\-/.]\d\d?[\-/.]\d\d?|\d\d?[\-/.]\d\d?[\-/.](?:\d\d|\d{4}))\b")
    return digits & _pattern(rf"{_LABEL}(?:{_INTERNATIONAL_PHONE})(?:,? ?(?i:x|ext\.?)\s?\d{{1,6}})?")(text) & ~is_day


KINDS: Final[tuple[Kind, ...]] = (
    Kind("email", "e-mail address", _pattern(rf"[^\s@,;:<>()]+@[{_LETTERS}\d_\-]+(?:\.[{_LETTERS}\d_\-]+)*\.[A-Za-z]{{2,24}}")),
    Kind("url", "web address", _pattern(r"(?i:https?://[^\s]+|www\.[^\s]+\.[^\s]+|(?:[a-z0-9\-]+\.)+(?:com|org|net|edu|gov|us|info|biz|io|co|ca|uk|de|fr|es|at|ch|it|nl|be|pt|mx|ar|eu|cat|au|nz)(?:/[^\s]*)?)")),
    Kind("us_phone", "telephone number of ten digits, however written, extension allowed",
         _pattern(rf"{_LABEL}(?:\+?1[ .\-]?)?(?:\([2-9]\d\d\)|[2-9]\d\d)[ .\-/]*[2-9]\d\d[ .\-]*\d{{4}}(?:,?\s*(?i:x|ext\.?|extension)\s*\d{{1,6}})?")),
    Kind("phone", "telephone number of another country, or a local one", _is_phone),
    Kind("us_zip", "zip of five digits, or ZIP+4", _pattern(_ZIP)),
    Kind("postal_code", "postal code of another country", _pattern(r"[A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|\d{4} ?[A-Z]{2}|\d{4}-\d{3}|\d{3} \d{2}|(?:D|F|CH|A)-\d{4,5}|[A-Z]\d[\dW] ?[A-Z\d]{4}")),
    Kind("us_state", "state as code or name", _one_of(*words.STATES, *words.STATE_NAMES)),
    Kind("region", "state or province of another country", _one_of(*words.REGIONS)),
    Kind("country", "country as code or name", _one_of(*words.COUNTRIES)),
    Kind("us_address", "street, city, state and zip in one text",
         lambda text: text.str.contains(rf"(?s)^\S.{{4,}}?[,\s]\s*{_CITY_STATE}{_LAND}(?:,|,?\s+){_ZIP}{_LAND}$") & text.str.contains(r"^(?i:#?\d|p\.? ?o\.? ?box|one )")),
    Kind("us_street", "house number and street, unit allowed", _pattern(rf"{_STREET}(?:[., ]{{1,3}}{_UNIT})?")),
    Kind("street", "street and house number as other countries write them", _pattern(_FOREIGN_STREET)),
    Kind("zip_city", "postal code and town in one text", lambda text: _pattern(rf"(?:[A-Z]{{1,3}}-)?\d{{4,5}} {_TOWN}")(text) & ~text.str.contains(rf"(?i)\b(?:{_SUFFIX})\.?$")),
    Kind("street_zip_city", "street, postal code and town in one text", _pattern(rf"(?s:[^\s,].+?)[,;\n ]\s*(?:[A-Z]{{1,3}}-)?\d{{4,5}} {_TOWN}")),
    Kind("city_state_zip", "town, state and zip in one text", _pattern(rf"{_CITY_STATE},? +{_ZIP}")),
    Kind("us_unit", "suite, apartment, floor or building", _pattern(_UNIT)),
    Kind("name_and_role", "person and role on separate lines of one cell",
         _pattern(rf"{_WORD}(?: (?:&|{_WORD})){{0,4}}\s*[\r\n]\s*[{_LETTERS} \-/]+")),
    Kind("type_and_number", "a class and its number in one text: CENTER - K12345",
         _pattern(rf"[{_LETTERS}][{_LETTERS} /&()\-]+?(?: - |: ?| #)[A-Z]{{0,4}}-?\d[\dA-Z\-]{{2,20}}")),
    Kind("labelled_date", "a date after words: Monitoring since 2020-09-02",
         _pattern(rf"[{_LETTERS}][{_LETTERS} ]+:? (?:(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}}|{_MONTH} \d{{1,2}},? \d{{4}})")),
    Kind("schedule", "days, hours or seasons of opening",
         lambda text: text.str.contains(rf"^(?i:closed|open|24 ?(?:hours|/ ?7)|(?:{'|'.join(words.SEASONS)}))$")
         | text.str.contains(rf"^(?:[{_LETTERS}.,\-/& ]+:? ?)?{_CLOCK}\s*(?:-|–|(?i:to|until|a|à|bis))\s*{_CLOCK}(?:[;, ].*)?$") & text.str.contains(r"(?i)[:ap]|\dh|uhr|\d\.[0-5]\d") & ~text.str.contains(rf"(?i)\b(?:{'|'.join(words.SPANS)})\b")
         | text.str.contains(rf"(?i)^\W*(?:(?:de|von|du) )?(?:{'|'.join(words.LONG_DAYS)})\b.*\d")
         | text.str.contains(rf"^(?i:(?:{'|'.join(words.WEEKDAYS)})(?:\s*(?:-|–|,|/|&|to|through|and)\s*(?:{'|'.join(words.WEEKDAYS)}))*)$")),
    Kind("ages", "ages or age groups of children",
         lambda text: text.str.contains(rf"(?i)\b(?:{'|'.join(words.AGE_WORDS)})\b|\b\d+\s*(?:m|mo|mos|y|yr|yrs)\b") & (text.str.len_chars() <= 2 * _LONGEST_NAME)),
    Kind("date", "day, with or without a time; see date_style", _is_date),
    Kind("time", "time of day", lambda text: text.str.contains(rf"^{_CLOCK}$") & text.str.contains(r":|(?i:am|pm)")),
    Kind("yes_no", "yes or no, however written", _one_of("y", "n", "yes", "no", "true", "false", "t", "f", "x", "0", "1", "si", "sí", "ja", "nein", "oui", "non", "s", "j", "o")),
    Kind("standing", "whether a license or a business is in force", _pattern(rf"(?i:(?:{'|'.join(words.STANDINGS)})(?: ?[\-(/,].{{0,30}})?)")),
    Kind("sales_stage", "how far a sale is", _pattern(rf"(?i:(?:{'|'.join(words.SALES_STAGES)}))")),
    Kind("ownership", "who owns a business, or in which legal form", _pattern(rf"(?i:(?:{'|'.join(words.OWNERSHIPS)})(?: (?:agency|organi[sz]ation|company|school|center))?(?: ?[\-(/,].{{0,60}})?)")),
    Kind("job_title", "what a person does there", _is_role),
    Kind("language", "names of languages", _pattern(rf"(?i:(?:{'|'.join(words.LANGUAGES)})(?:\s*(?:[,;/&]|and)*\s*(?:{'|'.join(words.LANGUAGES)}))*[;,.\s]*)")),
    Kind("money", "amount with a currency sign or two decimals", _pattern(r"\(?-?[$€£]\s?\d{1,3}(?:,?\d{3})*(?:\.\d{1,2})?\)?|-?\d{1,3}(?:,\d{3})+\.\d\d|\d+(?:[.,]\d{2})? ?(?i:usd|eur|€|\$)")),
    Kind("coordinate", "latitude, longitude or both", _pattern(rf"(?i:point ?)?\(?{_LATITUDE}(?:[, ]\s?{_LATITUDE})?\)?")),
    Kind("uuid", "universally unique identifier", _pattern(r"(?i:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})")),
    Kind("company", "name of a business, by a word only businesses have", _is_company),
    Kind("person_names", "two or more people in one text", _are_people),
    Kind("person_name", "first and last name of one person, by shape", _is_person),
    Kind("identifier", "code or number of a register", _is_identifier, is_specific=False),
    Kind("integer", "whole number", _pattern(r"[+\-]?\d{1,3}(?:,\d{3})+|[+\-]?\d{1,18}"), is_specific=False),
    Kind("decimal", "number with decimals", _pattern(r"[+\-]?\d*[.,]\d+"), is_specific=False),
    Kind("word", "one word of letters", _pattern(_WORD), is_specific=False),
    Kind("words", "two to seven words of letters", _pattern(rf"{_WORD}(?: (?:&|{_WORD})){{1,6}}"), is_specific=False),
    Kind("free_text", "prose: more words than a name has", _is_prose, is_specific=False),
)  # fmt: skip
"""Most telling first: of two kinds that fit equally often, the earlier one wins."""

KIND_NAMES: Final[tuple[str, ...]] = tuple(kind.name for kind in KINDS)
_BY_NAME: Final[dict[str, Kind]] = {kind.name: kind for kind in KINDS}


def is_kind(name: str, text: pl.Expr) -> pl.Expr:
    """Whether trimmed texts are of a kind.

    >>> values = pl.DataFrame({"zip": ["01569", "1569", "78701-1234", None]})
    >>> values.select(is_kind("us_zip", pl.col("zip")))["zip"].to_list()
    [True, False, True, None]
    """
    return _BY_NAME[name].test(text)
