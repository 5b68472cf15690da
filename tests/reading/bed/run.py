"""Cases of one damage or two, and their scores by kind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.reading.bed.damage import DAMAGES, Damage
from tests.reading.bed.draft import Case, Draft, Style, UnwritableError
from tests.reading.bed.score import Score, score
from tests.reading.bed.tables import Table, tables


@dataclass(frozen=True, slots=True)
class Line:
    """The mean scores of one kind."""

    kind: str
    count: int
    loaded: float
    header: float
    records: float
    cells: float
    exact: float
    silent: int


def made(table: Table, damages: Sequence[Damage], seed: int) -> Case | None:
    """The table so damaged; None where that can't be."""
    style = Style()
    for damage in damages:
        style = damage.restyle(style) if damage.restyle else style
    kind = " + ".join(damage.kind for damage in damages)
    by = Random(f"{seed} {table.name} {kind}")
    try:
        draft = Draft.of(table, style)
        for damage in damages:
            if damage.edit:
                damage.edit(draft, by)
        return draft.finish(kind)
    except (UnwritableError, ValueError, IndexError):
        # Two damages may leave nothing for each other, as a header alone leaves no row.
        return None


def alone(seeds: Sequence[int], rows: int = 40, every: int = 1) -> Iterator[Case]:
    """Every table (or one in `every`, in turn) with every damage."""
    for seed in seeds:
        for at, table in enumerate(tables(seed, rows)):
            for number, damage in enumerate(DAMAGES):
                case = made(table, [damage], seed) if (at + number) % every == 0 else None
                if case is not None:
                    yield case


def pairs(seed: int, count: int, rows: int = 40) -> Iterator[Case]:
    """Damage of two kinds, drawn at random."""
    by = Random(seed)
    every = tables(seed, rows)
    done = 0
    while done < count:
        case = made(by.choice(every), by.sample(DAMAGES[1:], 2), by.randrange(1 << 30))
        if case is not None:
            done += 1
            yield case


def scored(cases: Iterator[Case]) -> list[tuple[Case, Score]]:
    """Each case read and compared."""
    with tempfile.TemporaryDirectory() as folder:
        return [(case, score(case, Path(folder))) for case in cases]


def by_kind(results: Sequence[tuple[Case, Score]]) -> list[Line]:
    """Mean scores, one line a kind, in the order met."""
    groups: dict[str, list[Score]] = {}
    for case, result in results:
        groups.setdefault(case.kind, []).append(result)
    return [mean(kind, group) for kind, group in groups.items()]


def mean(kind: str, group: Sequence[Score]) -> Line:
    """The scores of a group as one line."""
    count = len(group)
    return Line(
        kind=kind,
        count=count,
        loaded=sum(s.is_loaded for s in group) / count,
        header=sum(s.header for s in group) / count,
        records=sum(s.records for s in group) / count,
        cells=sum(s.cells for s in group) / count,
        exact=sum(s.is_exact for s in group) / count,
        silent=sum(s.is_silent for s in group),
    )
