"""The rejects file: each rejected record byte for byte, with line, code and reason in front.

It is written beside the file it comes from, so that it can go back to the publisher as it is; never
over another file, and never half: a temporary file is renamed when it is whole.
"""

from __future__ import annotations

import codecs
import csv
import filecmp
import io
import itertools
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

from leadtui.model.dialect import Dialect
from leadtui.model.plan import LoadRequest
from leadtui.model.table import LINE
from leadtui.paths import make_private, state_folder

_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READABLE: Final = 0o666
_PRIVATE: Final = 0o600


def write_rejects(wanted: LoadRequest, dialect: Dialect, header: bytes | None) -> Path | None:
    """Write the rejects of `wanted` and say where; None when there are none.

    `header` is the file's own header record as received. Beside the file, for those who may read that one,
    or in the state folder when nothing can be written there. The same content is not written twice.

    Raises:
        OSError: neither place takes it; nothing half-written is left.
    """
    if wanted.rejects.is_empty():
        return None
    content = partial(_content, wanted, dialect, header)
    name = f"{wanted.file.stem}.rejects"
    if wanted.file.name != "-":
        try:
            return _write(
                wanted.file.path.parent, name, content, wanted.file.path.stat().st_mode & _READABLE | _PRIVATE
            )
        except OSError:
            pass  # a read-only folder; the operator is told where the file is
    return _write(make_private(state_folder() / "rejects"), name, content, _PRIVATE)


def _content(wanted: LoadRequest, dialect: Dialect, header: bytes | None) -> Iterator[bytes]:
    mark = next((mark for mark in _MARKS if header and header.startswith(mark)), b"")
    encoding = _encoding(dialect.encoding, mark)
    newline = "\n".encode(encoding)
    yield mark
    if header is not None:
        yield _front(("leadtui_line", "code", "reason"), dialect, encoding) + _ended(header[len(mark) :], newline)
    for row in wanted.rejects.select(LINE, "code", "reason", "raw").iter_rows():
        *front, raw = row
        yield _front(tuple(map(str, front)), dialect, encoding) + _ended(raw or b"", newline)


def _front(cells: tuple[str, ...], dialect: Dialect, encoding: str) -> bytes:
    """The added cells in the file's own dialect, ready to stand before a record."""
    text = io.StringIO()
    delimiter = dialect.delimiter if len(dialect.delimiter) == 1 else ","
    csv.writer(text, delimiter=delimiter, quotechar=dialect.quote or '"', lineterminator="").writerow(cells)
    return (text.getvalue() + delimiter).encode(encoding, "replace")


def _ended(record: bytes, newline: bytes) -> bytes:
    """The record as received; only a last line without an end gets one."""
    return record if record.endswith((newline, newline.replace(b"\n", b"\r"))) else record + newline


def _encoding(encoding: str, mark: bytes) -> str:
    """A codec that adds no byte-order mark of its own."""
    name = codecs.lookup(encoding).name
    if name in {"utf-16", "utf-32"}:
        big = mark in {codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE}
        return f"{name}-{'be' if big else 'le'}"
    return "utf-8" if name == "utf-8-sig" else name


def _write(folder: Path, name: str, content: Callable[[], Iterator[bytes]], mode: int) -> Path:
    temporary = folder / f".{name}.{os.getpid()}"
    try:
        with temporary.open("xb") as file:
            os.fchmod(file.fileno(), mode)
            file.writelines(content())
            file.flush()
            os.fsync(file.fileno())
        for number in itertools.count(1):
            path = folder / f"{name}{'' if number == 1 else f'-{number}'}.csv"
            try:
                os.link(temporary, path)
            except FileExistsError:
                if filecmp.cmp(temporary, path, shallow=False):
                    return path
            else:
                return path
    finally:
        temporary.unlink(missing_ok=True)
    raise AssertionError("counting never ends")
