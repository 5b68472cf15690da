"""What loads when: `--help` is instant, a headless load knows no screen, the first paint no SQL."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import leadtui as leadtui_package
from leadtui.cli.group import VERBS
from leadtui.cli.main import leadtui, run

HEAVY = {"textual", "polars", "sqlalchemy", "psycopg", "pydantic", "rich"}


def _loaded(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint('\\n'.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_loads_nothing_heavy() -> None:
    assert not HEAVY & _loaded("from leadtui.cli.main import run\nrun(['--help'])")


def test_help_loads_no_archives_and_no_settings() -> None:
    unwanted = {"bz2", "lzma", "shutil", "tomllib", "dataclasses", "platformdirs", "logging"}
    assert not unwanted & _loaded("from leadtui.cli.main import run\nrun(['--help'])")


@pytest.mark.parametrize("columns", ["", "0", "many", "30", "60", "70", "90", "500"])
def test_help_is_as_wide_as_click_would_have_it(
    columns: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    run(["open", "--help"])
    ours = capfd.readouterr().out
    leadtui.main(["open", "--help"], prog_name="leadtui", standalone_mode=False)
    assert ours == capfd.readouterr().out


def test_the_first_picture_needs_no_library_of_screens() -> None:
    assert not HEAVY & _loaded("import leadtui.tui.curtain")


def test_a_load_loads_no_screen() -> None:
    assert not {"textual", "rich"} & _loaded("import leadtui.cli.verbs.load, leadtui.postgres")


def test_the_first_paint_needs_no_sql() -> None:
    assert not {"sqlalchemy", "psycopg", "alembic"} & _loaded("import leadtui.tui.app")


def test_nothing_tells_a_person_to_type_a_verb_that_does_not_exist() -> None:
    root = Path(leadtui_package.__file__).parents[1]
    pages = [*root.glob("leadtui/**/*.py"), *root.glob("mappings/*.yaml"), root / "README.md"]
    said = {
        (verb, page.name)
        for page in pages
        for verb in re.findall(r"`leadtui ([a-z]+)|(?<=[:,(] )leadtui ([a-z]+) ", page.read_text())
    }
    known = {verb.name for verb in VERBS}
    assert said
    assert {(verb, name) for (one, other), name in said if (verb := one or other) not in known} == set()


def test_nothing_tells_a_person_to_type_a_part_of_a_verb_that_does_not_exist() -> None:
    root = Path(leadtui_package.__file__).parents[1]
    groups = {verb.name: command for verb in VERBS if isinstance(command := verb.load(), click.Group)}
    said = {
        (group, part, page.name)
        for page in (*root.glob("leadtui/**/*.py"), root / "README.md")
        for group, part in re.findall(rf"leadtui ({'|'.join(groups)}) ([a-z-]+)", page.read_text())
    }
    assert {group for group, _, _ in said} >= {"mapping", "target", "db"}
    assert {each for each in said if each[1] not in groups[each[0]].commands} == set()


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_each_verb_says_in_its_help_what_the_list_says(verb: object) -> None:
    name, summary = verb.name, verb.summary  # type: ignore[attr-defined]
    result = CliRunner().invoke(leadtui, [name, "--help"])
    assert result.exit_code == 0
    assert summary in " ".join(result.output.split())
