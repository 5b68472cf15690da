"""What cleaning costs and how right it is: CPU per row of transform and check, and each labelled value table.

The rows have 20 columns and known defects, so that the issues found are compared with those planted.
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

import polars as pl

from leadtui import checking, cleaning
from leadtui.model.dialect import Detection, Dialect
from leadtui.model.mapping import Mapping
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE, LINE_COUNT, Column, RawTable
from leadtui.model.target import Target
from tests.cleaning.judged import VALUES, judged

FIELDS: Final = {
    "company": {"kind": "company", "required": True},
    "license_number": {"kind": "identifier"},
    "first_name": {"kind": "person_first"},
    "last_name": {"kind": "person_last"},
    "title": {"kind": "job_title"},
    "phone": {"kind": "us_phone", "overflow": "phone2"},
    "phone2": {"kind": "us_phone"},
    "email": {"kind": "email"},
    "website": {"kind": "url"},
    "street": {"kind": "us_street"},
    "unit": {"kind": "us_unit"},
    "city": {"kind": "city"},
    "state": {"kind": "us_state"},
    "zip": {"kind": "us_zip"},
    "county": {"kind": "us_county"},
    "license_type": {"kind": "category"},
    "status": {"kind": "category"},
    "issued": {"type": "date", "kind": "date"},
    "capacity": {"type": "integer", "kind": "count"},
    "subsidized": {"type": "boolean", "kind": "yes_no"},
}
PLANTED: Final = {
    "phone": ("555-0101", "E-PHONE"),
    "email": ("jane at example", "E-EMAIL"),
    "zip": ("2108", "E-ZIP"),
    "issued": ("13/32/2021", "E-DATE"),
    "capacity": ("12 (est.)", "E-INT"),
    "subsidized": ("perhaps", "E-FLAG"),
}
"""The bad value of each field, and the code it has to get."""
PART: Final = 50_000
"""Rows made at a time."""
EVERY: Final = 20
"""One row in so many has a bad value of a kind: 300,000 issues in 1,000,000 rows."""


def main(*, full: bool) -> None:
    """Figures of each table, then of each size."""
    for path in sorted(VALUES.glob("*.tsv")):
        rows = judged(path.stem)
        right = sum(row.is_right for row in rows)
        silent = sum(row.is_silently_wrong for row in rows)
        share = 100 * right / len(rows)
        print(f"{path.stem:>12}: {right:>3} of {len(rows):>3} right, {share:5.1f} %; silently wrong: {silent}")
    # Peak memory is that of all rounds so far: it is flat if the long ones add nothing.
    for count in (250_000, 500_000, 1_000_000) if full else (20_000,):
        _round(count)


def _round(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _measure(_table(count, Path(folder)), count, Path(folder))


def _measure(raw: RawTable, count: int, folder: Path) -> None:
    target = Target.model_validate({"target": "public.places", "load": {"key": [["license_number"]]}, "fields": FIELDS})
    made = Mapping.model_validate(
        {
            "name": "bench",
            "version": 1,
            "target": target,
            "columns": {name: {"to": name} for name in FIELDS if name != "phone2"},
        }
    )
    floor = _floor(raw)
    began = time.process_time()
    recipe = cleaning.settle(cleaning.compile_recipe(made, raw.columns), raw)
    settled = time.process_time()
    checked = checking.check(raw, recipe, target, spool=folder)
    ended = time.process_time()
    found = Counter(dict(checked.issues.group_by("code").len().iter_rows()))
    wanted = Counter({code: _planted(count, place) for place, (_, code) in enumerate(PLANTED.values())})
    assert found == wanted, (found, wanted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{count:,} rows of {len(FIELDS)} fields: settle {1e6 * (settled - began) / count:.2f}, transform and check "
        f"{1e6 * (ended - settled) / count:.2f} us CPU a row; {(ended - began) / floor:.0f} times reading each cell; "
        f"{checked.issues.height:,} issues as planted; peak {peak} MB"
    )


def _planted(count: int, place: int) -> int:
    return len(range(place, count, EVERY))


def _floor(raw: RawTable) -> float:
    """CPU seconds to look at each cell once."""
    keys = [column.key for column in raw.columns]
    began = time.process_time()
    raw.frame.select(pl.col(keys).str.len_bytes().sum()).collect()
    return time.process_time() - began


def _table(count: int, folder: Path) -> RawTable:
    """The rows in files, as a reader leaves them: what is in memory afterwards is the cleaning's own."""
    columns: tuple[Column, ...] = ()
    parts = []
    for start in range(0, count, PART):
        columns, frame = _part(start, min(start + PART, count))
        parts.append(folder / f"raw-{start:09}.arrow")
        frame.write_ipc(parts[-1])
    return RawTable(
        source=Source(Path("made.csv"), "made.csv", Format.CSV, 1),
        detection=Detection(Dialect()),
        columns=columns,
        frame=pl.scan_ipc(parts),
        row_count=count,
        sha256="0" * 64,
    )


def _part(start: int, end: int) -> tuple[tuple[Column, ...], pl.DataFrame]:
    place = pl.int_range(start, end, dtype=pl.Int64)

    def of(*words: str) -> pl.Expr:
        return (
            (place % len(words))
            .cast(pl.Int64)
            .replace_strict(list(range(len(words))), list(words), return_dtype=pl.String)
        )

    def digits(size: int, factor: int) -> pl.Expr:
        return ((place * factor) % int("1" + "0" * size)).cast(pl.String).str.pad_start(size, "0")

    cells = {
        "company": pl.concat_str(
            of("SUNNY KIDS ", "Little Stars ", "ABC LEARNING "), digits(6, 1), of(" LLC", " Academy", ", INC.")
        ),
        "license_number": digits(8, 1),
        "first_name": of("JANE", "Maria", "TOM", "Ana", "WILL", "Robert", "LUCY"),
        "last_name": pl.concat_str(of("SMITH", "Garcia", "MCDONALD", "Lee", "O'NEIL"), of("", "-JONES", "")),
        "title": of("Director", "OWNER", "Manager"),
        "phone": pl.concat_str(of("(512) ", "512-"), (place % 700 + 200).cast(pl.String), pl.lit("-"), digits(4, 7)),
        "email": pl.concat_str(of("jane", "Info", "office"), digits(6, 1), pl.lit("@example.org")),
        "website": pl.concat_str(pl.lit("www.example"), digits(5, 3), pl.lit(".org")),
        "street": pl.concat_str((place % 9000 + 1).cast(pl.String), of(" MAIN ST", " Oak Avenue", " NW 38TH TERRACE")),
        "unit": of("", "Ste 4", "", "", "#12"),
        "city": of("AUSTIN", "Dallas", "FORT WORTH", "El Paso"),
        "state": of("TX", "Texas", "tx"),
        "zip": pl.concat_str(pl.lit("7"), digits(4, 3)),
        "county": of("TRAVIS", "Dallas", "TARRANT COUNTY"),
        "license_type": of("Licensed Center", "REGISTERED HOME"),
        "status": of("Active", "Full Permit", "CLOSED"),
        "issued": pl.concat_str(
            (place % 12 + 1).cast(pl.String),
            pl.lit("/"),
            (place % 28 + 1).cast(pl.String),
            pl.lit("/"),
            (place % 20 + 2000).cast(pl.String),
        ),
        "capacity": (place % 200 + 1).cast(pl.String),
        "subsidized": of("Y", "N", "Yes"),
    }
    for offset, (name, (bad, _)) in enumerate(PLANTED.items()):
        cells[name] = pl.when(place % EVERY == offset).then(pl.lit(bad)).otherwise(cells[name])
    columns = tuple(Column(number, name, name) for number, name in enumerate(cells))
    frame = pl.select(
        *(cells[column.name].alias(column.key) for column in columns),
        (place + 2).alias(LINE),
        pl.lit(1, dtype=pl.Int64).alias(LINE_COUNT),
    )
    return columns, frame
