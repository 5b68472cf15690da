"""What loads when: `--help` is instant, a headless load knows no screen, the first paint no SQL."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from leadtui.cli.group import VERBS
from leadtui.cli.main import leadtui

HEAVY = {"textual", "polars", "sqlalchemy", "psycopg", "pydantic", "rich"}


def _loaded(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint('\\n'.join({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_loads_nothing_heavy() -> None:
    assert not HEAVY & _loaded("from leadtui.cli.main import run\nrun(['--help'])")


def test_a_load_loads_no_screen() -> None:
    assert not {"textual", "rich"} & _loaded("import leadtui.cli.verbs.load, leadtui.postgres")


def test_the_first_paint_needs_no_sql() -> None:
    assert not {"sqlalchemy", "psycopg", "alembic"} & _loaded("import leadtui.tui.app")


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_each_verb_says_in_its_help_what_the_list_says(verb: object) -> None:
    name, summary = verb.name, verb.summary  # type: ignore[attr-defined]
    result = CliRunner().invoke(leadtui, [name, "--help"])
    assert result.exit_code == 0
    assert summary in " ".join(result.output.split())
