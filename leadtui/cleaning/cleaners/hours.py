"""Days and hours of opening in one canonical text: `Mon-Thu 7:00AM-5:00PM; Fri 7:00AM-3:00PM; Year Round`.

Days, times and phrases are put into one spelling each; only where the whole text has become such a list is it
taken. Anything else stays as it was received, with an issue: an hour without AM or PM is not guessed at.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch, blank_is_null

DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# Longest spellings first; those of one or two letters only between signs.
_SPELLINGS: Final = {
    "Mon": "mondays?|lunes|lundis?|montags?|mon|lun|mo|m",
    "Tue": "tuesdays?|martes|mardis?|dienstags?|tues|tue|mar|tu|di|t",
    "Wed": "wednesdays?|miércoles|miercoles|mercredis?|mittwochs?|weds|wed|mié|mer|we|mi|w",
    "Thu": "thursdays?|jueves|jeudis?|donnerstags?|thurs|thur|thu|jue|jeu|th|do|r",
    "Fri": "fridays?|viernes|vendredis?|freitags?|fri|vie|ven|fr|f",
    "Sat": "saturdays?|sábados?|sabados?|samedis?|samstags?|sat|sáb|sab|sam|sa",
    "Sun": "sundays?|domingos?|dimanches?|sonntags?|sun|dom|dim|so|su",
}
_RUNS: Final = {
    r"\b(?:daily|every ?day|7 days(?: a week)?|seven days(?: a week)?|all week)\b": "Mon-Sun",
    r"\bweek ?days?\b": "Mon-Fri",
    r"\bweek ?ends?\b": "Sat-Sun",
    r"\bm(?:on)?/?w(?:ed)?/?f(?:ri)?\b": "Mon, Wed, Fri",
    r"\bt(?:ue?s?)?\s?/?\s?th(?:u(?:rs?)?)?\b": "Tue, Thu",
    r"\bm\s?/?\s?t\s?/?\s?w\s?/?\s?th\s?/?\s?f\b": "Mon-Fri",
}
_TO: Final = r"\s*(?:-|\bto\b|\bthru\b|\bthrough\b|\buntil\b|\btill\b|\bbis\b|\ba\b|\bau\b|\bà\b)\s*"
_HOUR: Final = "(1[0-2]|0?[1-9])"
_MERIDIEM: Final = r"\s*([ap])\.?\s?m\b\.?"
TIME: Final = "(?:1[0-2]|[1-9]):[0-5][0-9][AP]M"
SPAN: Final = f"(?:{TIME}-{TIME}|Open 24 Hours)"
DAY: Final = f"(?:{'|'.join(DAYS)})"
DAY_LIST: Final = f"{DAY}(?:(?:-|, ){DAY})*"
PHRASES: Final = {
    r"\b(?:year[\s-]?round|all year(?: round)?|full[\s-]year|12 months)\b": "Year Round",
    r"\bschool[\s-]year(?: only)?\b": "School Year",
    r"\bsummers?(?: only)?\b": "Summer",
    r"\bevenings?(?: hours| care)?\b": "Evenings",
    r"\bovernights?(?: care)?\b": "Overnight",
    r"\bby app(?:oin)?t(?:ment)?s?\b(?: only)?\.?": "By Appointment",
}
_PHRASE: Final = "(?:" + "|".join([*dict.fromkeys(PHRASES.values()), "Closed"]) + ")"
_PART: Final = f"(?:(?:{DAY_LIST} )?{SPAN}(?:, {SPAN})*|{DAY_LIST} Closed|{DAY_LIST}|{_PHRASE})"
CANONICAL: Final = f"^{_PART}(?:; {_PART})*$"
ROUND_THE_CLOCK: Final = r"\b(?:open\s+)?24\s*(?:hours?|hrs?)(?:\s+a day)?\b"


def hours(value: pl.Expr, scratch: Scratch, _options: Options) -> Outcome:
    """`M-F 6:30am - 6:00pm` is Mon-Fri 6:30AM-6:00PM; a text that is no list of hours stays as it is."""
    done = value.str.contains(CANONICAL)
    text = scratch.where(~done, value)
    timed = scratch.keep(times(scratch.keep(text.str.to_lowercase().str.replace_all("[–—−]", "-"))))
    listed = scratch.keep(_listed(scratch.keep(_phrases(_days(timed)))))
    merged = scratch.keep(_merged(listed, scratch))
    fits = merged.str.contains(CANONICAL)
    return Outcome(
        scratch.keep(pl.when(fits).then(merged).otherwise(value)),
        (Finding("W-SCHEDULE", "Not a list of days and hours; kept as received", text.is_not_null() & ~fits),),
    )


def times(text: pl.Expr) -> pl.Expr:
    """Every time as 7:30AM; of 24 hours only where one of a pair is past noon or both have two digits."""
    spoken = text.str.replace_all(r"\b(?:12\s*)?noon\b", "12:00 pm").str.replace_all(
        r"\b(?:12\s*)?midnight\b", "12:00 am"
    )
    long = spoken.str.replace_all(
        r"\b([01]?[0-9]|2[0-3])\s?h\s?([0-5][0-9])?\b(?:\s*uhr)?", "${1}:${2}="
    ).str.replace_all(r"\b([01]?[0-9]|2[0-3])\s*-\s*([01]?[0-9]|2[0-3])\s*uhr\b", "${1}:=-${2}:=")
    filled = long.str.replace_all(r":=", ":00").str.replace_all("=", "").str.replace_all(r"\s*\buhr\b", "")
    # 0700-1730
    four = filled.str.replace_all(
        rf"\b([01][0-9]|2[0-3])([0-5][0-9]){_TO}([01][0-9]|2[0-3])([0-5][0-9])\b", "${1}:${2}-${3}:${4}"
    )
    exact = four.str.replace_all(rf"\b{_HOUR}{_MERIDIEM}", "${1}:00${2}M").str.replace_all(
        rf"\b{_HOUR}:([0-5][0-9]){_MERIDIEM}", "${1}:${2}${3}M"
    )
    paired = exact.str.replace_all(
        rf"\b([0-9]{{1,2}}:[0-9]{{2}}){_TO}((?:1[3-9]|2[0-3]):[0-9]{{2}})\b", "@${1}-@${2}"
    ).str.replace_all(rf"\b(0[0-9]:[0-9]{{2}}){_TO}((?:0[0-9]|1[0-2]):[0-9]{{2}})\b([^apAP]|$)", "@${1}-@${2}${3}")
    halves = {f"@{hour:02}:": f"{hour % 12 or 12}:" for hour in range(24)} | {
        f"@{hour}:": f"{hour}:" for hour in range(1, 10)
    }
    marked = paired.str.replace_all(r"@(0?[0-9]|1[01]):([0-9]{2})", "@${1}:${2}aM").str.replace_all(
        r"@(1[2-9]|2[0-3]):([0-9]{2})", "@${1}:${2}pM"
    )
    plain = marked.str.replace_many(halves).str.replace_all(r"\b0([1-9]:[0-9]{2}[apM])", "${1}")
    return (
        plain.str.replace_all("aM", "AM")
        .str.replace_all("pM", "PM")
        .str.replace_all(rf"([AP]M){_TO}([0-9])", "${1}-${2}")
    )


def _days(text: pl.Expr) -> pl.Expr:
    for pattern, run in _RUNS.items():
        text = text.str.replace_all(pattern, run)
    text = text.str.replace_all(r"^24\s*/\s*7$|\b24/7\b", "Mon-Sun Open 24 Hours").str.replace_all(
        ROUND_THE_CLOCK, "Open 24 Hours"
    )
    for day, spellings in _SPELLINGS.items():
        text = text.str.replace_all(rf"\b(?:{spellings})\b\.?", day)
    joined = text.str.replace_all(rf"({DAY}){_TO}({DAY})", "${1}-${2}")
    return joined.str.replace_all("Sun-Sat", "Mon-Sun", literal=True)


def _phrases(text: pl.Expr) -> pl.Expr:
    for pattern, phrase in PHRASES.items():
        text = text.str.replace_all(pattern, phrase)
    return text.str.replace_all(r"\bclosed\b", "Closed")


def _listed(text: pl.Expr) -> pl.Expr:
    """One sign between the parts, days before their hours."""
    bare = text.str.replace(r"^(?:open|hours)\s*:?\s+", "")
    signs = (
        bare.str.replace_all(r"[\n|]+", "; ")
        .str.replace_all(rf"({DAY})\s*,\s*", "${1}, ")
        .str.replace_all(rf"({DAY})\s*(?:&|/|\band\b|\by\b|\bund\b|\bet\b)\s*({DAY})", "${1}, ${2}")
    )
    tight = signs.str.replace_all(r"\s+", " ").str.replace_all(
        rf"({DAY})\s*[:,]?\s*(?:de\s+|from\s+|von\s+)?([0-9]|Open 24|Closed)", "${1} ${2}"
    )
    behind = tight.str.replace_all(rf"^({SPAN})\s*\(?,?\s*({DAY_LIST})\)?$", "${2} ${1}")
    parts = behind.str.replace_all(rf"({SPAN}|Closed|{_PHRASE})\s*[,;&]?\s*({DAY}|{_PHRASE})", "${1}; ${2}")
    once = parts.str.replace_all(rf"({SPAN})\s*[,;&]\s*({SPAN})", "${1}, ${2}").str.replace_all(
        r"\s*[,;]\s*;|\s*;\s*", "; "
    )
    closed = once.str.replace_all(rf"(?:; )?{DAY_LIST} Closed", "").str.replace_all("^; ", "")
    kept = pl.when(closed.str.strip_chars(" ;") == "").then(pl.lit("Closed")).otherwise(closed)
    return blank_is_null(kept.str.strip_chars(" ;,."))


def _merged(text: pl.Expr, scratch: Scratch) -> pl.Expr:
    """Single days with the same hours become runs."""
    single = scratch.where(text.str.contains(f"^{DAY} {SPAN}(?:; {DAY} {SPAN})+$"), text)
    of_day = [scratch.keep(single.str.extract(f"{day} ({SPAN})", 1)) for day in DAYS]
    merged = pl.concat_str(*runs(of_day, scratch), separator="; ", ignore_nulls=True)
    return pl.when(single.is_not_null()).then(merged).otherwise(text)


def runs(hours: list[pl.Expr], scratch: Scratch) -> list[pl.Expr]:
    """One text per first day of a run of equal hours: `Mon-Fri 8AM-5PM`."""
    last: pl.Expr | None = None
    ends: list[pl.Expr] = []
    for day in reversed(range(len(DAYS))):
        own = pl.lit(DAYS[day])
        last = own if last is None else pl.when(hours[day] == hours[day + 1]).then(last).otherwise(own)
        last = scratch.keep(last)
        ends.insert(0, last)
    texts: list[pl.Expr] = []
    for day, (hour, end) in enumerate(zip(hours, ends, strict=True)):
        begins = hour.is_not_null() & (hour.ne_missing(hours[day - 1]) if day else pl.lit(value=True))
        days = pl.when(end == DAYS[day]).then(pl.lit(DAYS[day])).otherwise(pl.concat_str(pl.lit(f"{DAYS[day]}-"), end))
        texts.append(pl.when(begins).then(pl.concat_str(days, pl.lit(" "), hour)))
    return texts
