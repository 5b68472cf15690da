"""A folder to work in, with a general mapping and a source, and nothing of the real user in reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.examples import GENERAL, SOURCE


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project's folder with `mappings/general.yaml` and `mappings/source.yaml`; the working folder."""
    for variable in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable.lower()))
    monkeypatch.setattr("leadtui.paths.packaged_mappings_folder", lambda: tmp_path / "packaged")
    folder = tmp_path / "project"
    (folder / "mappings").mkdir(parents=True)
    (folder / "mappings" / "general.yaml").write_text(GENERAL)
    (folder / "mappings" / "source.yaml").write_text(SOURCE)
    monkeypatch.chdir(folder)
    return folder
