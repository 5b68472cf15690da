"""`transform --stage` and `load --from-stage`: the very same rows, or nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.cli.program import DATA, Program
from tests.cli.test_parallel import CONTENT

REJECTS = "SELECT line, code, raw FROM leadtui.rejects WHERE run = %s ORDER BY 1"


def with_rejects(folder: Path) -> Path:
    """The third sample with two rows that have no key."""
    lines = (DATA / "source3.csv").read_text().splitlines(keepends=True)
    blank = "," * (len(lines[0].split(",")) - 1)
    path = folder / "some.csv"
    path.write_text("".join([*lines[:40], f"{blank}\n".replace(",", "x,", 1), *lines[40:], "y" + blank + "\n"]))
    return path


def staged(program: Program, file: Path, *more: str) -> Path:
    done = program("transform", file, "--stage", "stage", "--json", *more)
    assert done.code == 0
    return program.folder / str(done.json["stage"]["manifest"])


def test_the_same_rows_as_loading_the_file(program: Program) -> None:
    file = with_rejects(program.folder)
    limit = ("--max-rejects", "5")
    direct = program("load", file, "--json", *limit).json
    rows, rejects = program.rows(CONTENT), program.rows(REJECTS, direct["run"])
    assert direct["loaded"]["rows"]["rejected"] == len(rejects) == 2
    manifest = staged(program, file, *limit)
    assert program("load", "--from-stage", manifest, "--json").json["already_loaded"] == direct["run"]
    assert program("undo", str(direct["run"]), "--yes").code == 0
    assert program.rows(CONTENT) != rows
    file.unlink()  # it is elsewhere
    there = program("load", "--from-stage", manifest, "--json")
    assert there.code == 0
    assert program.rows(CONTENT) == rows
    assert program.rows(REJECTS, there.json["run"]) == rejects
    assert there.json["loaded"]["rows"] == direct["loaded"]["rows"]
    assert there.json["file"]["sha256"] == direct["file"]["sha256"]


def test_what_is_packed_is_plain_and_says_what_it_is(program: Program) -> None:
    manifest = json.loads(staged(program, DATA / "source2.csv").read_text())
    assert (manifest["file"]["name"], manifest["good"], manifest["rejected"]) == ("source2.csv", 40, 0)
    assert [(part["kind"], part["rows"], part["first_row"]) for part in manifest["parts"]] == [
        ("good", 40, 0), ("rejects", 0, 0), ("refused", 0, 0), ("issues", manifest["parts"][3]["rows"], 0),
    ]  # fmt: skip
    text = program("load", "--from-stage", "stage/manifest.json", "--dry-run").out
    assert "+40 new" in text
    assert program.rows("SELECT count(*) FROM public.leads") == [(0,)]


def change(key: str, value: Any) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / "manifest.json"
        content = json.loads(path.read_text())
        content[key] = value
        path.write_text(json.dumps(content))

    return edit


def flip(name: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)

    return edit


def rule(folder: Path) -> None:
    path = folder / "manifest.json"
    path.write_text(path.read_text().replace('"mode": "upsert"', '"mode": "append"'))


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (flip("good-00000.parquet"), 4),
        (flip("rejects-00000.parquet"), 4),
        (flip("issues-00000.parquet"), 4),
        (lambda folder: (folder / "good-00000.parquet").unlink(), 4),
        (lambda folder: shutil.copy(folder / "issues-00000.parquet", folder / "rejects-00000.parquet"), 4),
        (rule, 4),
        (change("good", 69), 4),
        (change("parts", []), 4),
        (change("schema_version", 9), 2),
        (change("mapping", {"name": "x"}), 4),
        (lambda folder: (folder / "manifest.json").write_text("{"), 2),
        (lambda folder: (folder / "manifest.json").unlink(), 2),
    ],
)
def test_a_package_that_is_not_whole_is_refused(program: Program, edit: Callable[[Path], object], code: int) -> None:
    manifest = staged(program, DATA / "source1.csv")
    edit(manifest.parent)
    done = program("load", "--from-stage", manifest)
    assert (done.code, done.out) == (code, "")
    assert program.rows("SELECT count(*) FROM public.leads") == [(0,)]


def test_a_part_outside_the_package_is_not_read(program: Program) -> None:
    manifest = staged(program, DATA / "source1.csv")
    part = manifest.parent / "good-00000.parquet"
    part.rename(program.folder / "good-00000.parquet")
    manifest.write_text(manifest.read_text().replace('"good-00000.parquet"', '"../good-00000.parquet"'))
    assert program("load", "--from-stage", manifest).code == 4


def test_wrong_use_is_a_sentence(program: Program) -> None:
    manifest = staged(program, DATA / "source1.csv")
    for arguments, said in (
        (["transform", DATA / "source1.csv", "--stage", "stage"], "is there already"),
        (["transform", DATA / "source1.csv", "--stage", "s3://bucket/x"], "folder of this machine"),
        (["load", "--from-stage", manifest, DATA / "source1.csv"], "or one package"),
        (["load"], "or one package"),
        (["load", "--from-stage", manifest, "--mode", "append"], "as it was staged"),
    ):
        done = program(*arguments)
        assert (done.code, said in done.err) == (2, True)


def test_above_the_limit_nothing_is_packed(program: Program) -> None:
    done = program("transform", with_rejects(program.folder), "--stage", "stage")
    assert (done.code, (program.folder / "stage").exists()) == (4, False)
    (program.folder / "unknown.csv").write_text("x,y\n1,2\n")
    assert program("transform", "unknown.csv", "--stage", "stage").code == 5


def forged(manifest: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """The package changed as whoever knows how would do it: with the hashes of what lies there now."""
    content = json.loads(manifest.read_text())
    change(content)
    for part in content["parts"]:
        found = (manifest.parent / part["name"]).read_bytes()
        part |= {"size": len(found), "sha256": hashlib.sha256(found).hexdigest()}
    manifest.write_text(json.dumps(content))


def twice(content: dict[str, Any]) -> None:
    content["parts"].append(content["parts"][0])
    content["good"] *= 2
    content["file"]["rows"] *= 2


def none_good(content: dict[str, Any]) -> None:
    content["parts"] = content["parts"][1:]


@pytest.mark.parametrize("change", [twice, none_good])
def test_a_package_that_lists_a_part_twice_or_not_is_refused(
    program: Program, change: Callable[[dict[str, Any]], None]
) -> None:
    manifest = staged(program, DATA / "source1.csv")
    forged(manifest, change)
    assert program("load", "--from-stage", manifest).code == 4


@pytest.mark.parametrize("kind", ["garbage", "doubled", "other types", "other columns"])
def test_a_part_that_holds_something_else_is_refused(program: Program, kind: str) -> None:
    manifest = staged(program, DATA / "source1.csv")
    good = manifest.parent / "good-00000.parquet"
    frame = pl.read_parquet(good)
    match kind:
        case "garbage":
            good.write_bytes(b"PAR1 nothing")
        case "doubled":
            pl.concat([frame.head(35), frame.head(35)]).write_parquet(good)
        case "other types":
            frame.with_columns(pl.lit(3).alias("company")).write_parquet(good)
        case _:
            frame.drop("company").write_parquet(good)
    forged(manifest, lambda _content: None)
    done = program("load", "--from-stage", manifest)
    assert (done.code, program.rows("SELECT count(*) FROM public.leads")) == (4, [(0,)])


def test_what_wants_approval_here_wants_it_of_a_package(program: Program) -> None:
    manifest = staged(program, DATA / "source1.csv")
    (program.folder / "mappings").mkdir()
    shipped = (DATA.parent / "mappings/source1.yaml").read_text()
    (program.folder / "mappings/source1.yaml").write_text(f"{shipped}\nload: {{require_approval: true}}\n")
    assert program("load", "--from-stage", manifest).code == 5
    assert program("load", "--from-stage", manifest, "--yes").code == 0


def test_a_package_is_for_its_owner_and_follows_no_link(program: Program) -> None:
    manifest = staged(program, DATA / "source1.csv")
    assert {path.stat().st_mode & 0o777 for path in manifest.parent.iterdir()} == {0o600}
    (program.folder / "victim").write_text("mine")
    (program.folder / "other").mkdir()
    (program.folder / "other/good-00000.parquet").symlink_to("../victim")
    assert program("transform", DATA / "source1.csv", "--stage", "other").code == 2
    assert (program.folder / "victim").read_text() == "mine"
