"""Compressed files: read as what is inside, whatever they are called, and never further than is allowed."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from leadtui import reading
from leadtui.errors import SourceError
from leadtui.model.source import Source, stem_of
from leadtui.model.table import RawTable
from leadtui.reading import gather, limits
from tests.reading.glance import codes, rows, spans

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = 'id,name\r\n1,"Zoë\n& Sons"\r\n2,B\0\r\n3,Cy\r\n'.encode()


def zipped(text: bytes, *more: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/", b"")
        archive.writestr("in/leads.csv", text)
        for name, content in more:
            archive.writestr(name, content)
    return file.getvalue()


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "zstd": zstd.compress,
    "zip": zipped,
}


def written(folder: Path, content: bytes, name: str = "leads.csv") -> Source:
    (folder / name).write_bytes(content)
    return reading.find(str(folder / name))


def table_of(source: Source, spool: Path | None = None) -> RawTable:
    return reading.read(source, reading.detect(source), spool=spool)


@pytest.mark.parametrize("kind", PACKERS)
def test_the_content_decides_and_lines_are_those_inside(kind: str, tmp_path: Path) -> None:
    packed = PACKERS[kind](TEXT)
    source = written(tmp_path, packed)
    assert source.packing is not None
    assert source.packing.layers == (kind,)
    assert source.size == len(packed)
    table = table_of(source)
    assert rows(table) == [("1", "Zoë\n& Sons"), ("3", "Cy")]
    assert spans(table) == [(2, 2), (5, 1)]
    assert codes(table) == [("E-NUL", 4)]
    assert table.sha256 == hashlib.sha256(packed).hexdigest()
    preview = reading.preview(source, reading.detect(source))
    assert rows(preview) == rows(table)
    assert preview.sha256 == table.sha256
    bad = reading.raw_records(source, table.dialect, table.unreadable)
    assert bad["raw"].to_list() == [b"2,B\0\r\n"]


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "xz", "zstd"])
def test_streams_one_after_the_other_are_one_file(kind: str, tmp_path: Path) -> None:
    pack = PACKERS[kind]
    source = written(tmp_path, pack(TEXT[:20]) + pack(b"") + pack(TEXT[20:]))
    assert len(rows(table_of(source))) == 2


@pytest.mark.parametrize("kind", PACKERS)
def test_a_big_file_streams_to_the_spool(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "SPOOL_FILE_BYTES", 1 << 20)
    text = b"id,name\n" + b"".join(b"%d,name %d\n" % (number, number * 7919) for number in range(100_000))
    source = written(tmp_path, PACKERS[kind](text))
    told: list[tuple[int, int]] = []
    table = reading.read(source, reading.detect(source), spool=tmp_path, on_progress=lambda *done: told.append(done))
    assert table.row_count == 100_000
    assert table.frame.tail(1).collect().row(0)[:3] == ("99999", "name 791892081", 100_001)
    assert list(tmp_path.glob("raw-*/*.arrow"))
    assert told == sorted(told)
    assert 0.9 * source.size < told[-1][0] <= source.size


def test_packed_twice(tmp_path: Path) -> None:
    source = written(tmp_path, gzip.compress(gzip.compress(bz2.compress(TEXT))))
    assert source.packing is not None
    assert str(source.packing) == "bzip2 in gzip in gzip"
    assert len(rows(table_of(source))) == 2
    for content in (gzip.compress(source.path.read_bytes()), gzip.compress(zipped(TEXT))):
        with pytest.raises(SourceError, match="a compressed file is inside the compressed file"):
            written(tmp_path, content)


def test_json_lines_inside(tmp_path: Path) -> None:
    source = written(tmp_path, gzip.compress(b'{"id": 1}\n{"id": 2}\n'), "a.jsonl.gz")
    assert rows(table_of(source)) == [("1",), ("2",)]
    source = written(tmp_path, gzip.compress(b'[{"id": 1},{"id": 2}]'), "a.json.gz")
    assert rows(table_of(source)) == [("1",), ("2",)]


def test_wide_text_inside(tmp_path: Path) -> None:
    source = written(tmp_path, gzip.compress("id;name\r\n1;Zoë\r\n2;Bo\r\n".encode("utf-16")))
    assert rows(table_of(source)) == [("1", "Zoë"), ("2", "Bo")]


@pytest.mark.parametrize("kind", PACKERS)
def test_damage_is_said_in_one_sentence(kind: str, tmp_path: Path) -> None:
    packed = PACKERS[kind](b"id,name\n" + b"".join(b"%d,%d\n" % (number, number**5) for number in range(50_000)))
    halves = [packed[: len(packed) // 2], packed[: len(packed) // 2] + b"\xa5" * 64 + packed[len(packed) // 2 + 64 :]]
    for damaged in halves:
        with pytest.raises(SourceError, match="damaged") as caught:
            table_of(written(tmp_path, damaged))
        assert "leads.csv" in caught.value.message


@pytest.mark.parametrize("kind", PACKERS)
def test_a_bomb_is_refused_unless_it_is_allowed(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "UNSUSPICIOUS_BYTES", 1 << 20)
    path = tmp_path / "bomb.csv"
    path.write_bytes(PACKERS[kind](b"id,name\n" + b"1,aaaaaaaaaa\n" * 400_000))
    with pytest.raises(SourceError, match="unpack to more than") as caught:
        table_of(reading.find(str(path)))
    assert "--max-unpacked" in (caught.value.hint or "")
    assert table_of(reading.find(str(path), max_unpacked=1 << 30), tmp_path).row_count == 400_000
    with pytest.raises(SourceError, match="unpack to more than 4"):
        table_of(reading.find(str(path), max_unpacked=4 << 20))


def test_a_pipe_that_never_ends_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:
            return b"1,2\n" * (size // 4)

    monkeypatch.setattr(limits, "MAX_UNPACKED_TEXT_BYTES", 5 << 20)
    kept = tmp_path / "stdin"
    with pytest.raises(SourceError, match="more than 5MB came in") as caught:
        reading.keep(Endless(), kept)  # type: ignore[arg-type]
    assert "--max-unpacked" in (caught.value.hint or "")
    assert not kept.exists()
    reading.keep(io.BytesIO(b"a\n" * (3 << 20)), kept, max_bytes=6 << 20)
    assert kept.stat().st_size == 6 << 20


def test_too_much_is_refused_at_any_ratio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_UNPACKED_TEXT_BYTES", 1_000)
    with pytest.raises(SourceError, match="unpack to more than"):
        table_of(written(tmp_path, gzip.compress(b"id,name\n" + b"1,aaa\n" * 400)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zipped(TEXT, ("b.csv", TEXT)), "holds 2 files: in/leads.csv, b.csv"),
        (gzip.compress(b""), "empty"),
        (gzip.compress(b"\x89PNG\r\n\x1a\n"), "an image"),
        (gzip.compress(b"PAR1\x15\x04"), "compressed parquet"),
        (b"7z\xbc\xaf\x27\x1c", "compressed file \\(7z\\)"),
        (b"\x1f\x8b", "damaged"),
        (b"PK\x03\x04", "damaged"),
    ],
    ids=["two files", "nothing", "an image", "parquet", "7z", "half a gzip", "half a zip"],
)
def test_what_cannot_be_a_table_is_said(content: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        written(tmp_path, content)
    assert "leads.csv" in caught.value.message


def test_what_a_mac_adds_to_an_archive_does_not_count(tmp_path: Path) -> None:
    source = written(tmp_path, zipped(TEXT, ("__MACOSX/in/._leads.csv", b"\0"), ("in/.DS_Store", b"\0")))
    assert len(rows(table_of(source))) == 2


def test_a_protected_archive(tmp_path: Path) -> None:
    packed = bytearray(zipped(TEXT))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = packed.rfind(magic) if magic == b"PK\x01\x02" else packed.find(magic, 4)
        packed[start + place] |= 1
    with pytest.raises(SourceError, match="password"):
        written(tmp_path, bytes(packed))


def test_a_window_of_gigabytes_is_not_opened(tmp_path: Path) -> None:
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 29}
    packed = zstd.ZstdCompressor(options=options).compress(TEXT, zstd.ZstdCompressor.FLUSH_BLOCK)
    with pytest.raises(SourceError, match="damaged"):
        written(tmp_path, packed)


def test_names_without_their_compression() -> None:
    assert stem_of("-rf.CSV.GZ") == "-rf"
