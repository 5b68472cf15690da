"""How well columns find their fields on files nobody tuned for, and how long it takes.

The beds in `beds/` are invented (see `bed.py`): what was tuned on them is told with them. `LEADTUI_CORPUS` names
a folder of real files with `*.truth.json` beside them; the judge is `../tools/score_mapping.py` from there. Each
file is matched by leave-one-publisher-out: in the second line saved mappings of all *other* publishers help.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.beds.layouts import build
from leadtui import matching, profiling, reading, store
from leadtui.matching import Memory
from leadtui.model.mapping import ColumnMap, Mapping
from leadtui.model.profile import Profile
from leadtui.model.suggestion import Suggestion, Tier
from leadtui.model.target import Target

DATA = Path(__file__).parents[1] / "data"
GOAL_SECONDS = 0.1
BEDS = {
    "first": "F1 0.83 when first seen, then tuned on",
    "second": "0.82 when first seen, then tuned on",
    "third": "0.84 when first seen, then tuned on",
    "fourth": "0.88 when first seen, then tuned on",
    "fifth": "0.94 when first seen",
    "sixth": "0.98 when first seen, then tuned on",
    "seventh": "headers of published files; 0.91 when first seen, then tuned on",
}
_BAR = 40


@dataclass(frozen=True, slots=True)
class Labelled:
    """A file with its labels."""

    name: str
    truth: dict[str, Any]
    profile: Profile


def main(*, full: bool) -> None:
    """Scores of the corpus, if there is one, and the time for a file of forty columns."""
    target = store.load_target("leads")
    _time(target, rounds=50 if full else 10)
    corpus = os.environ.get("LEADTUI_CORPUS")
    judge = Path(corpus).parent / "tools" / "score_mapping.py" if corpus else None
    for bed, told in BEDS.items():
        _bed(bed, told, target, judge)
    if corpus is None:
        print("no scores of real files: LEADTUI_CORPUS names no folder of labelled files")
        return
    files = list(_labelled(Path(corpus)))
    for title, memories in (
        ("no memory", {file.name: Memory.of(()) for file in files}),
        ("memory of the other publishers", {file.name: _memory_of_others(file, files, target) for file in files}),
    ):
        found = {file.name: matching.suggest(file.profile, target, memories[file.name]) for file in files}
        _report(title, files, found, Path(corpus), judge)


def _bed(bed: str, told: str, target: Target, judge: Path | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        build(bed, Path(folder))
        files = list(_labelled(Path(folder)))
        nothing = Memory.of(())
        found = {file.name: matching.suggest(file.profile, target, nothing) for file in files}
        _report(f"{bed} bed ({told})", files, found, Path(folder), judge)


def _time(target: Target, rounds: int) -> None:
    source = reading.find(str(DATA / "source2.csv"))
    profile = profiling.profile(reading.read(source, reading.detect(source), spool=None))
    columns = (*profile.columns, *profile.columns[:10])
    forty = Profile(columns, profile.row_count, profile.sampled_rows)
    matching.suggest(forty, target, Memory.of(()))
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        matching.suggest(forty, target, Memory.of(()))
        taken.append(time.perf_counter() - started)
    print(f"{len(columns)} columns: {1000 * min(taken):.0f} ms (goal: {1000 * GOAL_SECONDS:.0f})")


def _labelled(corpus: Path) -> Iterator[Labelled]:
    for label in sorted(corpus.glob("*.truth.json")):
        truth = json.loads(label.read_text(encoding="utf-8"))
        source = reading.find(str(corpus / truth["file"]))
        raw = reading.read(source, reading.detect(source), spool=None)
        yield Labelled(truth["file"], truth, profiling.profile(raw))


def _memory_of_others(file: Labelled, files: list[Labelled], target: Target) -> Memory:
    others = (other for other in files if other.truth["publisher"] != file.truth["publisher"])
    return Memory.of(_confirmed(other, target) for other in others)


def _confirmed(file: Labelled, target: Target) -> Mapping:
    """What an operator who agrees with the labels would have saved."""
    columns = {name or "?": _column(label) for name, label in file.truth["columns"].items()}
    return Mapping(name=file.name, version=1, target=target, columns=columns)


def _column(label: Any) -> ColumnMap:
    match label:
        case None:
            return ColumnMap(skip="no home")
        case str():
            return ColumnMap(to=(label,))
        case {"any_of": [first, *_]}:
            return _column(first)
        case {"fields": fields, "kind": "split"}:
            return ColumnMap(to=tuple(fields), split="us_address" if "city" in fields else "person_name")
        case _:
            return ColumnMap(to=(label["fields"][0],))


def _report(
    title: str, files: list[Labelled], found: dict[str, tuple[Suggestion, ...]], folder: Path, judge: Path | None
) -> None:
    predictions = {
        file.name: dict(zip(file.truth["columns"], map(_prediction, found[file.name]), strict=True)) for file in files
    }
    print(f"-- {title}")
    print(_judge(predictions, folder, judge))
    right = {
        (file.name, column): _is_right(label, suggestion)
        for file in files
        for (column, label), suggestion in zip(file.truth["columns"].items(), found[file.name], strict=True)
    }
    pairs = [
        (suggestion, right[file.name, column])
        for file in files
        for column, suggestion in zip(file.truth["columns"], found[file.name], strict=True)
    ]
    must = sum(None not in _accepted(label) for file in files for label in file.truth["columns"].values())
    _tiers(pairs, must)
    wrong = sum(not is_right for is_right in right.values())
    homeless = [
        suggestion.decision is None
        for file in files
        for label, suggestion in zip(file.truth["columns"].values(), found[file.name], strict=True)
        if label is None
    ]
    print(f"corrections a file: {wrong / len(files):.1f}; left out of those without a home: "
          f"{sum(homeless) / max(1, len(homeless)):.3f} of {len(homeless)}")  # fmt: skip


def _prediction(suggestion: Suggestion) -> Any:
    best = suggestion.decision
    if best is None:
        return None
    if best.how == "split":
        return {"split": list(best.fields)}
    others = [field for candidate in suggestion.candidates for field in candidate.fields]
    return list(dict.fromkeys([*best.fields, *others]))


def _judge(predictions: dict[str, dict[str, Any]], folder: Path, judge: Path | None) -> str:
    if judge is None or not judge.exists():
        return "no judge: it stands beside the corpus"
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(predictions, file)
        file.flush()
        command = [sys.executable, str(judge), file.name, "--truth", str(folder)]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def _tiers(pairs: list[tuple[Suggestion, bool]], must: int) -> None:
    sure = [is_right for suggestion, is_right in pairs if suggestion.tier is Tier.SURE]
    print(
        f"sure: {len(sure)} columns ({len(sure) / must:.0%} of those to be mapped), {sum(sure)} right; "
        f"at least {_wilson(sum(sure), len(sure)):.3f} with 95% confidence"
    )
    for low, high in ((0.4, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 0.95), (0.95, 0.99), (0.99, 1.0)):
        inside = [is_right for each, is_right in pairs if each.decision and low <= each.decision.confidence < high]
        if inside:
            share = sum(inside) / len(inside)
            bar = "#" * round(_BAR * share)
            print(f"  confidence {low:.2f} to {high:.2f} {bar:{_BAR}} {share:.2f} right of {len(inside)}")


def _wilson(right: int, count: int) -> float:
    """The lower bound of the share that is right."""
    if not count:
        return 0.0
    z, share = 1.96, right / count
    centre = share + z * z / (2 * count)
    return (centre - z * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))) / (1 + z * z / count)


def _is_right(label: Any, suggestion: Suggestion) -> bool:
    accepted = _accepted(label)
    if suggestion.decision is None:
        return None in accepted
    fields = suggestion.decision.fields
    return all(field in accepted for field in fields) if suggestion.decision.how == "split" else fields[0] in accepted


def _accepted(label: Any) -> set[str | None]:
    match label:
        case None | str():
            return {label}
        case {"any_of": answers}:
            return set().union(*map(_accepted, answers))
        case _:
            return set(label["fields"])
