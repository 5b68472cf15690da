"""What is no table is refused in one sentence, before anything waits or breaks."""

from __future__ import annotations

import os
import socket
import zipfile
from pathlib import Path

import pytest

from leadtui.errors import SourceError
from leadtui.model.source import Format
from leadtui.reading import find


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"BZh91AY&SY", "damaged"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (bytes(range(256)) * 40, "binary"),
        (b"PK\x03\x04 but nothing more", "damaged"),
    ],
)
def test_no_table(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said) as caught:
        find(str(path))
    assert "\n" not in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\nEND:VCARD\r\n", "vCard"),
        ("\ufeff\nbegin:vcard\nversion:4.0\n", "vCard"),
        ("version: 1\ndn: cn=Ada,dc=example,dc=com\ncn: Ada\n", "LDIF"),
        ("# extended LDIF\n#\n# LDAPv3\n\ndn:: Y249QWRh=\n", "LDIF"),
        ("{\\rtf1\\ansi Name\\par}", "RTF"),
        ("#!/bin/sh\necho a,b\n", "a program"),
        ("-----BEGIN CERTIFICATE-----\nMIIB\n", "certificate"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n", "LFS"),
        ('ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K"Name"\nE\n', "SYLK"),
        ("From: <Saved>\nSubject: x\nContent-Type: multipart/related;\n\tboundary=a\n\n--a\n", "MHTML"),
        ("Return-Path: <a@b.c>\nX-Mark: 1\n\tfolded, on\nSubject: list\n\nname,phone\n", "e-mail"),
        ("From a@b.c Mon Nov  2 10:00:00 2026\nFrom: a@b.c\nTo: d@e.f\n\nhello\n", "e-mail"),
        ("-- MySQL dump 10.13\n/*!40101 SET NAMES utf8 */;\nDROP TABLE IF EXISTS `leads`;\n", "SQL"),
        ("--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\nCOPY a (b) FROM stdin;\n", "SQL"),
        ("INSERT INTO leads VALUES (1,'a'),(2,'b');\n", "SQL"),
        ("/**/" * 1_500 + "/*", None),
    ],
)
def test_texts_that_are_no_table_are_called_by_their_name(tmp_path: Path, content: str, said: str | None) -> None:
    path = tmp_path / "some.csv"
    path.write_text(content, newline="")
    if said is None:
        assert find(str(path)).format is Format.CSV
        return
    with pytest.raises(SourceError, match=said) as caught:
        find(str(path))
    assert caught.value.hint


@pytest.mark.parametrize(
    "content",
    [
        "BZhomes,phone\nAcme,1\n",
        "PAR1,PAR2\n3,4\n",
        "MZ,name\n1,2\n",
        "ID;PHONE;NAME\n1;2;3\n",
        "From,To,Subject\na,b,c\n",
        "From: ,To: ,Date: \na,b,c\n",
        "dn,mail\ncn=Ada,a@b.c\n",
        "-- list of leads\nname,phone\nAcme,1\n",
        "# name,phone\nAcme,1\n",
        "Create table?,Use\nyes,no\n",
        "Insert date,Set\n2026-01-01,3\n",
        "BEGIN,END\n1,2\n",
        "Begin;End\n1;2\n",
        "Use count;Set\n1;2\n",
        "version,dn\n1,cn=Ada\n",
        "Name: Ada\nPhone: 1\nSubject: x\n",
    ],
)
def test_tables_that_begin_nearly_like_something_else_are_tables(tmp_path: Path, content: str) -> None:
    path = tmp_path / "some.dat"
    path.write_text(content)
    assert find(str(path)).format is Format.CSV


@pytest.mark.parametrize(
    ("member", "said"), [("word/document.xml", "Word"), ("ppt/presentation.xml", "presentation"), ("a.txt", None)]
)
def test_documents_that_are_archives_are_called_by_their_name(tmp_path: Path, member: str, said: str | None) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, "a,b\n1,2\n")
    if said is None:
        assert find(str(path)).packing is not None
        return
    with pytest.raises(SourceError, match=said):
        find(str(path))


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "leads_march.csv").write_text("a,b\n")
    with pytest.raises(SourceError, match="no such file") as caught:
        find(str(tmp_path / "leads_marhc.csv"))
    assert "leads_march.csv" in (caught.value.hint or "")


def test_neither_folders_nor_pipes_nor_devices_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket"))
        for name, said in (("", "a folder"), ("pipe", "a pipe"), ("socket", "a socket")):
            with pytest.raises(SourceError, match=said):
                find(str(tmp_path / name))
    with pytest.raises(SourceError, match="a device"):
        find(os.devnull)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5_000, "", "http://example.com/a.csv", "s3://bucket/a.csv", "*.csv"])
def test_a_path_is_taken_literally(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text("a,b\n")
    with pytest.raises(SourceError):
        find(name)


@pytest.mark.parametrize("name", ["-rf", "--help", "a\nb.csv", "\x1b[2J.csv", "[x].csv", "a?b*.csv", "~", "ä.csv"])
def test_odd_names_are_names(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text("a,b\n1,2\n")
    source = find(name)
    assert (source.name, source.size, source.format) == (name, 8, Format.CSV)


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("x.csv", b"a,b\n", Format.CSV),
        ("x.csv", "a,b\n1,2\n".encode("utf-16"), Format.CSV),
        ("x.csv", "a,b\n1,2\n".encode("utf-16-le"), Format.CSV),
        ("x.csv", "a,b\n1,2\n".encode("utf-32-be"), Format.CSV),
        ("x.json", b' [{"a": 1}]', Format.JSON_LINES),
        ("x.txt", b'{"a": 1}\n{"a": 2}\n', Format.JSON_LINES),
        ("x.csv", b'{"a": 1},b\n', Format.CSV),
        ("x", b"PAR1\x15\x04", Format.PARQUET),
        ("x.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Format.EXCEL),
    ],
)
def test_the_first_bytes_tell_the_format(tmp_path: Path, name: str, content: bytes, wanted: Format) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert find(str(path)).format is wanted


def test_a_workbook_that_would_fill_the_disk_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "b.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(80 << 20))
    with pytest.raises(SourceError, match="unpack to"):
        find(str(bomb))
