"""The general mapping that comes with the program, as a target."""

from __future__ import annotations

import pytest

from leadtui import paths
from leadtui.model.target import Target
from leadtui.store import effective


@pytest.fixture(scope="session")
def leads() -> Target:
    """The target of `mappings/leads.yaml`, wherever the tests are started."""
    path = paths.packaged_mappings_folder() / "leads.yaml"
    return effective.of_text("leads", path.read_text(encoding="utf-8"), path).target
