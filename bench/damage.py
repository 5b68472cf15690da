"""Damaged files read without a hint: how much comes back, per kind of damage, alone and in pairs."""

from __future__ import annotations

from tests.reading.bed.run import Line, alone, by_kind, mean, pairs, scored

_HEAD = f"  {'kind':28} files loaded header records cells  exact silent"


def main(*, full: bool) -> None:
    """Print one line per kind, then all of them, then pairs."""
    results = scored(alone(range(1, 9) if full else range(1, 2)))
    print(_HEAD)
    for line in by_kind(results):
        print(_line(line))
    print(_line(mean("ALL, one damage", [score for _, score in results])))
    twice = scored(pairs(1, 4_000 if full else 200))
    print(_line(mean("ALL, two damages", [score for _, score in twice])))
    clean = [score for case, score in results if case.kind == "clean"]
    print(f"  false alarms on {len(clean)} clean files: {sum(bool(score.alarms) for score in clean)}")


def _line(line: Line) -> str:
    return (
        f"  {line.kind:28} {line.count:5} {line.loaded:6.2f} {line.header:6.3f} {line.records:7.3f} {line.cells:5.3f}"
        f"  {line.exact:5.3f} {line.silent:6}"
    )
