"""Files that nobody here wrote open as their labels say (only where LEADTUI_CORPUS names their folder)."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from leadtui import reading

FOLDER = Path(os.environ["LEADTUI_CORPUS"])
TRUTHS = sorted(FOLDER.glob("*.truth.json"))


@pytest.mark.parametrize("label", TRUTHS, ids=lambda path: path.name.partition(".")[0])
def test_opens_right(label: Path) -> None:
    truth = json.loads(label.read_text(encoding="utf-8"))
    source = reading.find(str(FOLDER / truth["file"]))
    detection = reading.detect(source)
    table = reading.read(source, detection, spool=None)
    header_row = None if truth["header_row"] is None else truth["header_row"] + 1
    assert detection.dialect.header_row == header_row
    assert table.row_count == truth["data_rows"]
    assert table.unreadable.is_empty()
    assert len(table.columns) == len(truth["columns"])
    if truth["delimiter"] != "xlsx":
        assert (detection.dialect.delimiter, detection.dialect.encoding) == (truth["delimiter"], truth["encoding"])
