"""The file behind a path, refused in one sentence when no table can be in it.

The format is told by the first bytes, never by the extension alone; and nothing is opened before it
is known to be a plain file, because opening a FIFO waits for ever.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from dataclasses import replace
from pathlib import Path
from typing import Final

from leadtui.errors import SourceError
from leadtui.model.source import Format, Packing, Source, Stamp
from leadtui.reading.access import told
from leadtui.reading.encoding import wide_encoding
from leadtui.reading.limits import MAX_LAYERS, MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO, UNSUSPICIOUS_BYTES
from leadtui.reading.markup import markup_of
from leadtui.reading.other_kinds import document_of, other_kind
from leadtui.reading.packed import open_bytes, packed_with

_HEAD: Final = 64 << 10
# A name such as PAR1 alone may begin a table; Thrift follows in a Parquet file.
_PARQUET: Final = re.compile(rb"PAR1[^ -~\s]")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_TEXT_CONTROLS: Final = frozenset(b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f\x07\x08")
_KINDS: Final = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def find(path: str, *, max_unpacked: int | None = None) -> Source:
    """The file at `path`, taken literally: no pattern, no address, no home folder is expanded.

    `max_unpacked` bytes are what a person allows a compressed file or a workbook to unpack to.

    Raises:
        SourceError: missing, not a plain file, empty, not allowed, or nothing a table can be read from.
    """
    try:
        status = os.stat(path)  # noqa: PTH116  a Path would lose what was typed
    except FileNotFoundError:
        raise SourceError(f"{path}: there is no such file", _nearest(path)) from None
    except (OSError, ValueError) as error:
        raise SourceError(f"{path}: {_reason(error)}") from None
    for is_kind, name in _KINDS:
        if is_kind(status.st_mode):
            raise SourceError(f"{path}: this is {name}, not a file", "Name one file.")
    if status.st_size == 0:
        raise SourceError(f"{path}: the file is empty (0 bytes)", "Was it downloaded completely?")
    try:
        with open(path, "rb") as file:  # noqa: PTH123  as above
            head = file.read(_HEAD)
    except OSError as error:
        raise SourceError(f"{path}: {_reason(error)}") from None
    source = Source(Path(path), Path(path).name, Format.CSV, status.st_size, stamp=Stamp.of(status))
    return _look_inside(source, path, head, max_unpacked)


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "you are not allowed to read it"
    if isinstance(error, OSError) and error.strerror:
        return f"it cannot be read ({error.strerror.lower()})"
    return "this is no file name"


def _nearest(path: str) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415  only for a failing run

    folder = Path(path).parent
    try:
        names = [entry.name for entry in os.scandir(folder) if entry.is_file()]
    except OSError:
        return None
    near = get_close_matches(Path(path).name, names, n=1)
    return f"Did you mean {folder / near[0]}?" if near else None


def _look_inside(source: Source, path: str, head: bytes, max_unpacked: int | None) -> Source:
    """What is in the file, its compression undone."""
    while (layer := packed_with(head)) is not None:
        if layer == "zip" and _is_workbook(source, path, max_unpacked):
            return replace(source, format=Format.EXCEL)
        layers = (*(source.packing.layers if source.packing else ()), layer)
        if len(layers) > MAX_LAYERS or "zip" in layers[1:]:
            raise SourceError(f"{path}: a compressed file is inside the compressed file", "Unpack it first.")
        source = replace(source, packing=Packing(layers, max_unpacked))
        with told(source), open_bytes(source) as file:
            head = file.read(_HEAD)
    found = _format(path, head)
    if source.packing is not None and found in {Format.EXCEL, Format.PARQUET}:
        raise SourceError(f"{path}: this is a compressed {found.value} file", "Unpack it first.")
    return replace(source, format=found)


def _format(path: str, head: bytes) -> Format:
    if (other := other_kind(head)) is not None:
        raise SourceError(f"{path}: this is {other.name}", other.hint)
    if _PARQUET.match(head):
        return Format.PARQUET
    if head.startswith(_OLE):
        return Format.EXCEL
    if not head:
        raise SourceError(f"{path}: what is compressed in it is empty", "Was it downloaded completely?")
    if not _is_text(head):
        raise SourceError(f"{path}: this is a binary file, not a table", "Save the table as CSV or Excel first.")
    if _is_json(path, head):
        return Format.JSON_LINES
    return markup_of(head) or Format.CSV


def _is_workbook(source: Source, path: str, max_unpacked: int | None) -> bool:
    """Whether a zip archive is a workbook, and one that may be unpacked."""
    if source.packing is not None:
        return False
    import zipfile  # noqa: PLC0415  most files never need it

    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (OSError, zipfile.BadZipFile):
        raise SourceError(f"{path}: the file is damaged (a zip archive without its end)", "Fetch it again.") from None
    names = {member.filename for member in members}
    if (other := document_of(names)) is not None:
        raise SourceError(f"{path}: this is {other.name}", other.hint)
    if not {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & names:
        return False
    packed = sum(member.compress_size for member in members) or 1
    unpacked = sum(member.file_size for member in members)
    allowed = max_unpacked or MAX_UNPACKED_BYTES
    is_bomb = unpacked > UNSUSPICIOUS_BYTES and unpacked > MAX_UNPACKED_RATIO * packed
    if unpacked > allowed or (is_bomb and max_unpacked is None):
        size = f"{unpacked / 2**20:,.0f} MB"
        raise SourceError(f"{path}: the workbook would unpack to {size}", "Save the table as CSV first.")
    return True


def _is_text(head: bytes) -> bool:
    if head.startswith(_MARKS):
        return True
    nul_count = head.count(0)
    # Wide encodings without a mark: the zeros stand regularly, at one place of each unit.
    if nul_count > len(head) // 8:
        return any(head[place::width].count(0) >= 0.9 * nul_count / (width - 1) for width, place in _NUL_PLACES)
    control_count = sum(head.count(code) for code in range(32) if code not in _TEXT_CONTROLS)
    return control_count <= max(4, len(head) // 200) or _is_utf8(head)


def _is_utf8(head: bytes) -> bool:
    """Text full of control characters is still text: hardly any binary file is valid UTF-8 without a NUL."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return b"\0" not in head


_NUL_PLACES: Final = ((2, 0), (2, 1), (4, 0), (4, 3))


def _is_json(path: str, head: bytes) -> bool:
    wide = wide_encoding(head)
    if wide is not None:
        head = head.decode(wide, "ignore").encode("utf-8", "ignore")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if Path(path).suffix.lower() in {".json", ".jsonl", ".ndjson"}:
        return start[:1] in {b"{", b"["}
    if start.startswith(b"["):
        return start[1:].lstrip().startswith(b"{")
    line = start.partition(b"\n")[0].rstrip()
    is_open = line == b"{" and start[1:].lstrip().startswith(b'"')
    return is_open or (start.startswith(b'{"') and line.endswith((b"}", b"[", b"{")))
