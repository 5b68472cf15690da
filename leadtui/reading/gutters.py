"""Where the columns of a fixed-width text begin: below a ruler line, or after gutters blank in all lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

RULER: Final = re.compile(r"\s*[-=_]{2,}(?:[ +|]+[-=_]+)+\s*")
_CELL: Final = re.compile(r"[-=_]+")
_QUOTED: Final = re.compile(r"\"[^\"]*\"")
_FEWEST_LINES: Final = 4
_MANY_LINES: Final = 15
"""So many lines don't share a blank by chance."""
_CONFORMING: Final = 0.95
_LINES: Final = 300
_ALIGNED: Final = 0.9
_DELIMITED: Final = 0.6
_FAR_MORE: Final = 3
"""Times as many delimiters in a line as it has gutters: that is no text in columns."""
_LONG: Final = 0.5
"""Of the usual length: shorter lines are titles and footers."""


@dataclass(frozen=True, slots=True)
class Gutters:
    """What was found."""

    cuts: tuple[int, ...]
    """Where each column begins, in characters from 0; the first is 0."""
    ruler: int | None
    """Index of the ruler line."""
    because: str
    confidence: float


def find_gutters(lines: Sequence[str]) -> Gutters | None:
    """The columns of a text's first physical lines; None when it has none of fixed width."""
    texts = [line.rstrip() for line in lines[:_LINES]]
    if any("\t" in text for text in texts):
        return None
    for place, text in enumerate(texts):
        if RULER.fullmatch(text) and place and "|" not in texts[place - 1] and _is_under(texts[place - 1], text):
            starts = [match.start() for match in _CELL.finditer(text)]
            return Gutters(
                (0, *starts[1:]), place, f"the line of dashes on line {place + 1} has {len(starts)} parts", 0.97
            )
    filled = [text for text in texts if text]
    usual = sorted(map(len, filled))[len(filled) // 2] if filled else 0
    body = [text for text in filled if len(text) >= _LONG * usual]
    found = _blank_through(body) if len(body) >= _FEWEST_LINES else None
    return None if found is None or _is_delimited(body, len(found.cuts)) else found


def _is_delimited(lines: Sequence[str], columns: int) -> bool:
    """Whether one of the usual delimiters divides the lines at least as finely."""
    plain = [_QUOTED.sub("", line) for line in lines]
    bars = Counter(line.count("|") for line in plain).most_common(1)[0]
    # A line drawn between columns has a gutter on either side.
    if bars[0] and 2 * (bars[0] + 1) >= columns and bars[1] >= _DELIMITED * len(lines):
        return True
    for delimiter in ",;|":
        counts = [line.count(delimiter) for line in plain]
        count, times = Counter(counts).most_common(1)[0]
        if count + 1 >= max(2, columns) and times >= _DELIMITED * len(lines):
            return True
        # Cells over several lines, and quotes gone astray, make the counts uneven.
        if sum(count >= _FAR_MORE * columns for count in counts) >= _DELIMITED * len(lines):
            return True
    # Padding makes the number of blanks change from line to line; delimiters are as many in each.
    blanks = Counter(line.count(" ") for line in plain)
    is_one_length = len(set(map(len, lines))) == 1
    return not is_one_length and blanks.most_common(1)[0][1] >= _DELIMITED * len(lines)


def _is_under(header: str, ruler: str) -> bool:
    """Whether the words above a ruler stand above its parts."""
    starts = [match.start() for match in _CELL.finditer(ruler)]
    return bool(header.strip()) and all(
        start == 0 or start > len(header) or header[start - 1] == " " for start in starts
    )


def _blank_through(lines: Sequence[str]) -> Gutters | None:
    width = max(map(len, lines))
    counts = [0] * width
    for line in lines:
        for place, letter in enumerate(line):
            counts[place] += letter != " "
    allowed = (1 - _CONFORMING) * len(lines) if len(lines) >= _MANY_LINES else 0
    runs = _runs([count <= allowed for count in counts])
    inner = [_clear_of(lines[0], run) for run in runs if run[0] > 0 and run[1] < width]
    gutters = [run for run in inner if run[0] < run[1] and _is_gutter(run, lines)]
    kept = _between_values(lines, gutters, width)
    # Somewhere a short value is padded; where nothing ever is, blanks are a delimiter like any other.
    is_padded = any("  " in line.strip() for line in lines)
    if not kept or not is_padded:
        return None
    ends = [*(start for start, _ in kept[1:]), width]
    cuts = (0, *(_cut(run, end, lines) for run, end in zip(kept, ends, strict=True)))
    share = sum(all(_parts_at(line, cut) for cut in cuts) for line in lines) / len(lines)
    if share < _CONFORMING:
        return None
    because = f"{len(kept)} gutters are blank in {share:.0%} of the first {len(lines)} lines"
    return Gutters(cuts, None, because, 0.9 if len(lines) >= _MANY_LINES else 0.75)


def _clear_of(first: str, run: tuple[int, int]) -> tuple[int, int]:
    """The part of a gutter that the first line leaves blank, too: a name may be longer than all values below it."""
    start, stop = run
    blanks = _runs([letter == " " for letter in first[start:stop].ljust(stop - start)])
    widest = max(blanks, key=lambda blank: blank[1] - blank[0], default=(0, 0))
    return start + widest[0], start + widest[1]


def _between_values(lines: Sequence[str], gutters: list[tuple[int, int]], width: int) -> list[tuple[int, int]]:
    """The gutters without single blanks inside of values: a piece without a name, or `(512) 555-0101`."""
    first, kept, before = lines[0], [], 0
    is_named = not any(letter.isdigit() for letter in first)
    ends = [start for start, _ in gutters[1:]] + [width] * bool(gutters)
    for (start, stop), end in zip(gutters, ends, strict=True):
        has_names = first[before:start].strip() and first[stop:end].strip()
        closing = sum(line[start - 1 : start] == ")" for line in lines)
        is_inside = (is_named and not has_names) or closing >= _ALIGNED * (len(lines) - 1)
        if stop - start > 1 or not is_inside:
            kept.append((start, stop))
            before = stop
    return kept


def _is_gutter(run: tuple[int, int], lines: Sequence[str]) -> bool:
    start, stop = run
    has_right = sum(bool(line[stop : stop + 1].strip()) for line in lines)
    has_left = sum(bool(line[start - 1 : start].strip()) for line in lines)
    is_wide = stop - start > 1
    return (is_wide or len(lines) >= _MANY_LINES) and has_left > 0 and has_right > 0


def _cut(run: tuple[int, int], end: int, lines: Sequence[str]) -> int:
    """Where in a gutter the next column (up to `end`) begins: values that end at one place grow to the left."""
    start, stop = run
    values = [line[:end].rstrip() for line in lines if line[stop:end].strip()]
    last = Counter(map(len, values)).most_common(1)[0][1] if values else 0
    first = {len(value) - len(value[start:].lstrip()) for value in values}
    is_right = last >= _ALIGNED * len(values) and len(first) > 1
    return start + 1 if is_right else stop


def _parts_at(line: str, cut: int) -> bool:
    return cut == 0 or cut >= len(line) or line[cut - 1] == " " or line[cut] == " "


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    runs, start = [], None
    for place, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            runs.append((start, place))
            start = None
    return runs
