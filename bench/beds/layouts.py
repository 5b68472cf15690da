"""Files nobody has: layouts in the style of many publishers, filled with invented values.

A bed is a text of layouts (`*.txt` beside this module). A layout starts with
`= FILE | PUBLISHER | LOCALE | TRADE`; each line after it is a column, `HEADER|TRUTH|VALUES`.
TRUTH: a field; `-` no home; `a/b` either; `a+b` a split; `&a` one of several columns that make a.
VALUES: a maker of `values.py`, or a pattern (`#` a digit); `?30` fills 30 % of the rows.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.beds.values import Maker

BEDS = Path(__file__).parent
ROWS = 60
_DIRT = 0.03
_PARTS = 3


@dataclass(frozen=True, slots=True)
class Layout:
    """One invented file."""

    name: str
    publisher: str
    locale: str
    trade: str
    has_header: bool
    columns: tuple[tuple[str, Any, str], ...]
    """Header, label, how its values are made."""


def layouts(bed: str) -> Iterator[Layout]:
    """The layouts of a bed."""
    blocks = (BEDS / f"{bed}.txt").read_text(encoding="utf-8").split("\n= ")
    for block in blocks:
        first, *lines = block.removeprefix("= ").splitlines()
        name, publisher, locale, trade, *more = (part.strip() for part in first.split("|"))
        columns = []
        for line in filter(None, lines):
            header, truth, values = line.split("|", _PARTS - 1)
            columns.append((header, label(truth), values))
        yield Layout(name, publisher, locale, trade, "noheader" not in more, tuple(columns))


def label(text: str) -> Any:
    """A label as the judge wants it.

    >>> label("-"), label("city/-"), label("first_name+last_name")
    (None, {'any_of': ['city', None]}, {'fields': ['first_name', 'last_name'], 'kind': 'split'})
    """
    if "/" in text:
        return {"any_of": [label(each) for each in text.split("/")]}
    if text.startswith("&"):
        return {"fields": [text[1:]], "kind": "combine"}
    if "+" in text:
        return {"fields": text.split("+"), "kind": "split"}
    return None if text == "-" else text


def build(bed: str, folder: Path, *, seed: int = 7) -> None:
    """The files of a bed with their labels, as the corpus has them."""
    folder.mkdir(parents=True, exist_ok=True)
    for layout in layouts(bed):
        chance = random.Random(f"{seed} {layout.name}")  # noqa: S311
        maker = Maker(layout.locale, layout.trade, chance)
        cells = [_cells(maker, values, chance) for _, _, values in layout.columns]
        headers = [header for header, _, _ in layout.columns]
        with (folder / layout.name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, delimiter=chance.choice(",;") if layout.locale != "us" else ",")
            if layout.has_header:
                writer.writerow(headers)
            writer.writerows(zip(*cells, strict=True))
        truth = {
            "file": layout.name,
            "publisher": layout.publisher,
            "header_row": 0 if layout.has_header else None,
            "columns": {header: truth for header, truth, _ in layout.columns},
        }
        (folder / f"{layout.name}.truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1))


def _cells(maker: Maker, values: str, chance: random.Random) -> list[str]:
    values, _, share = values.rpartition("?") if values.rpartition("?")[2].isdigit() else (values, "", "100")
    made = maker.column(values, ROWS)
    kept = [cell if chance.random() * 100 < int(share) else "" for cell in made]
    return [_dirty(cell, chance) for cell in kept]


def _dirty(cell: str, chance: random.Random) -> str:
    if chance.random() >= _DIRT:
        return cell
    return chance.choice(["", "", "N/A", f" {cell}", f"{cell} ", "-", cell.upper()])
