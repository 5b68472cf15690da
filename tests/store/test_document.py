"""Mapping files as files: hostile, broken, huge."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from leadtui.errors import UsageError
from leadtui.store.document import LARGEST, parse, read

HERE = Path("m.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("# nothing\n", "is empty"),
        ("- a\n", "is a map of keys"),
        ("just text", "is a map of keys"),
        ("a: 1\na: 2\n", "m.yaml:2: a: written twice, first in line 1"),
        ("a: [1\n", "not YAML"),
        ("a: b: c\n", "m.yaml:1: not YAML"),
        ("a: 1\n---\nb: 2\n", "not YAML"),
        ("a: &x 1\nb: *x\n", "m.yaml:1: a: anchors and aliases"),
        ("a:\n  <<: {b: 1}\n", "`<<` is not used"),
        ("a: !!python/object/apply:os.system [ls]\n", "m.yaml:1: a: the tag"),
        ("a: !!binary aGk=\n", "is not allowed"),
        ("!custom\na: 1\n", "is not allowed"),
        ("? [a, b]\n: 1\n", "a key must be plain text"),
        ("a: \x00\n", "not YAML"),
        ("url: postgresql://me:hunter2@db/leads\n", "m.yaml:1: looks like a URL with a password"),
        ("a: 1 # host=db password=hunter2\n", "looks like a password"),
        ("a: '-----BEGIN RSA PRIVATE KEY-----'\n", "looks like a private key"),
    ],
)
def test_what_cannot_be_a_mapping_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(text, HERE)
    assert said in refused.value.message
    assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "bomb",
    [
        "[" * 100_000,
        "{" * 100_000,
        "[a," * 50_000,
        "- " * 100_000,
        "? " * 100_000,
        "a: {" * 50_000,
        "".join(f"{'a' * n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n > 1 else 'x'}]\n" for n in range(1, 10)),
        "\n".join("  " * depth + "a:" for depth in range(200)),
    ],
)
def test_bombs_are_refused_quickly(bomb: str) -> None:
    started = time.process_time()
    with pytest.raises(UsageError):
        parse(bomb, HERE)
    assert time.process_time() - started < 1


def test_a_file_that_is_too_large_is_not_even_parsed(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    path.write_bytes(b"# " + b"x" * LARGEST)
    with pytest.raises(UsageError, match="larger than"):
        read(path)


def test_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    with pytest.raises(UsageError, match=r"latin\.yaml:2: not valid UTF-8"):
        read(path)


def test_a_byte_order_mark_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfformat: 1\n")
    assert read(path).version == 1


def test_neither_symlink_nor_fifo_nor_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("format: 1\n")
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")
    os.mkfifo(tmp_path / "fifo.yaml")
    (tmp_path / "folder.yaml").mkdir()
    for name, said in (("link", "is a symlink"), ("fifo", "not a regular file"), ("folder", "not a regular file")):
        with pytest.raises(UsageError, match=said):
            read(tmp_path / f"{name}.yaml")
