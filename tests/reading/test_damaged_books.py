"""Workbooks whose parts are damaged inside of sound archives: a table or one sentence, never an end of the process."""

from __future__ import annotations

import faulthandler
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final

import pytest

from leadtui import reading
from leadtui.errors import SourceError
from tests.reading.books import LEADS, binary_workbook, opendocument, workbook

_MOST_SECONDS: Final = 20
_ROW: Final = (
    '<table:table-row><table:table-cell office:value-type="string"><text:p>Ada</text:p></table:table-cell>'
    '<table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="3"/></table:table-row>'
)


def _ods(path: Path) -> None:
    opendocument(path, 5 * _ROW)


def _xlsb(path: Path) -> None:
    binary_workbook(path, [(row, column, 1569.0) for row in range(3) for column in range(3)], {(1, 1): 1}, ("00000",))


def _xlsx(path: Path) -> None:
    workbook(path, {"Leads": LEADS, "More": LEADS}, hidden=("More",))


@contextmanager
def _no_hang() -> Iterator[None]:
    """A library that never comes back can't be stopped in any other way than with the process."""
    faulthandler.dump_traceback_later(_MOST_SECONDS, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _mutated(content: bytes, by: Random) -> bytes:
    for _ in range(by.randint(1, 6)):
        place = by.randrange(len(content) + 1)
        match by.randrange(4):
            case 0 | 1:
                content = content[:place] + by.randbytes(1) + content[place + 1 :]
            case 2:
                content = content[:place] + content[place + by.randint(1, 20) :]
            case _:
                content = content[:place] + by.randbytes(by.randint(1, 8)) + content[place:]
    return content


def _sweep(path: Path, make: Callable[[Path], None], count: int, seed: int) -> int:
    """How many could be read all the same."""
    make(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    by, readable = Random(seed), 0
    for _ in range(count):
        damaged = by.choice([name for name in parts if name.endswith((".xml", ".bin", ".rels"))])
        with zipfile.ZipFile(path, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, _mutated(content, by) if name == damaged else content)
        with _no_hang():
            try:
                source = reading.find(str(path))
                reading.read(source, reading.detect(source), spool=None)
            except SourceError as error:
                assert error.message  # noqa: PT017  both ends are fine
            else:
                readable += 1
    return readable


@pytest.mark.parametrize("make", [_ods, _xlsb, _xlsx])
def test_a_few_damaged_parts(make: Callable[[Path], None], tmp_path: Path) -> None:
    assert 0 < _sweep(tmp_path / f"a.{make.__name__[1:]}", make, 80, 3) < 80


@pytest.mark.soak
@pytest.mark.parametrize("make", [_ods, _xlsb, _xlsx])
def test_very_many_damaged_parts(make: Callable[[Path], None], tmp_path: Path) -> None:
    _sweep(tmp_path / f"a.{make.__name__[1:]}", make, 20_000, 4)
