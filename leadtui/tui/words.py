"""Numbers and names as people say them."""

from __future__ import annotations

_KILO = 1000
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe", " ": "blank"}


def amount(number: int, unit: str = "") -> str:
    """A count, or a size when the unit is bytes.

    >>> amount(5204), amount(1_234_567, "bytes"), amount(12, "rows")
    ('5,204', '1.2 MB', '12 rows')
    """
    if unit == "bytes":
        return size(number)
    return f"{number:,} {unit}".rstrip()


def size(count: int) -> str:
    """Bytes in the unit that needs the fewest digits.

    >>> size(0), size(999), size(1200), size(5_300_000_000)
    ('0 B', '999 B', '1.2 kB', '5.3 GB')
    """
    value = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if value < _KILO:
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= _KILO
    return f"{value:.1f} TB"


def share(part: int, whole: int) -> str:
    """A part of a whole as a percentage.

    >>> share(1, 2), share(0, 0)
    ('50 %', '0 %')
    """
    return percent(part / whole if whole else 0.0)


def percent(part: float) -> str:
    """A share as a percentage that is never rounded to nothing or to all.

    >>> percent(0.00001), percent(0.99999), percent(0.998), percent(0.0), percent(1.0)
    ('<0.1 %', '>99.9 %', '99.8 %', '0 %', '100 %')
    """
    if part in {0.0, 1.0}:
        return f"{part:.0%}".replace("%", " %")
    if part < 0.001:  # noqa: PLR2004  the last digit shown
        return "<0.1 %"
    if part > 0.999:  # noqa: PLR2004  the last digit shown
        return ">99.9 %"
    return f"{100 * part:.1f} %".replace(".0 ", " ")


def confidence(value: float) -> str:
    """How sure, without claiming more than 99 %.

    >>> confidence(0.97), confidence(0.999)
    ('97%', '99%')
    """
    return f"{min(99, int(100 * value))}%"


def delimiter(character: str) -> str:
    r"""A delimiter's name.

    >>> delimiter("\t"), delimiter("~")
    ('tab', '~')
    """
    return _DELIMITERS.get(character, character)


def plural(number: int, singular: str, several: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "column"), plural(2, "column"), plural(0, "entry", "entries")
    ('1 column', '2 columns', '0 entries')
    """
    return f"{number:,} {singular if number == 1 else several or singular + 's'}"


def bar(part: float, cells: int = 10) -> str:
    """A share as a bar; some of it always shows that there is some, and what is missing from it, too.

    >>> bar(0.5, 4), bar(0.01, 4), bar(0.99, 4), bar(1, 4), bar(0, 4)
    ('━━╌╌', '━╌╌╌', '━━━╌', '━━━━', '╌╌╌╌')
    """
    done = round(min(max(part, 0.0), 1.0) * cells)
    if 0 < part < 1:
        done = min(max(done, 1), cells - 1)
    return "━" * done + "╌" * (cells - done)
