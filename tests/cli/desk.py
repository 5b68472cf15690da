"""The command line in this process, in a folder of its own: for verbs that need no database."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from leadtui.cli.main import run
from tests.cli.program import Result

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with `mappings/` and `data/` in it, and leadtui at hand."""

    folder: Path
    _run: Callable[..., Result]

    def __call__(self, *words: str | Path) -> Result:
        """Type a command."""
        return self._run(*map(str, words))

    def mapping(self, name: str) -> Path:
        """The file of a mapping."""
        return self.folder / "mappings" / f"{name}.yaml"


def make_desk(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """The shipped mappings and samples in a folder that is the working folder now."""
    for name in ("DATA", "STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / f".{name.lower()}"))
    shutil.copytree(ROOT / "mappings", folder / "mappings")
    (folder / "data").mkdir()
    for path in (ROOT / "data").glob("*.csv"):
        shutil.copy(path, folder / "data")
    monkeypatch.setattr("leadtui.paths.packaged_mappings_folder", lambda: folder / "none")
    monkeypatch.chdir(folder)

    def type_in(*words: str) -> Result:
        capsys.readouterr()
        code = run(list(words))
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert "\x1b" not in said.out + said.err
        return Result(code, said.out, said.err)

    return Desk(folder, type_in)
