"""XML as sheets: workbooks of 2003 (XML Spreadsheet), and records that come again and again under one parent.

Nothing outside the file is fetched, and a file that declares entities of its own is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from leadtui.errors import SourceError
from leadtui.model.source import Source
from leadtui.reading.limits import MAX_COLUMNS
from leadtui.reading.packed import open_bytes
from leadtui.reading.pages import Page, Pages

_SS: Final = "{urn:schemas-microsoft-com:office:spreadsheet}"
_HEAD: Final = 64 << 10
_MIDNIGHT: Final = "T00:00:00.000"
_SEVERAL: Final = 2
_FEW_NAMES: Final = 2
_MANY_MORE: Final = 3
Path = tuple[str, ...]


def xml_pages(source: Source) -> Pages:
    """The sheets of a file.

    Raises:
        SourceError: it is damaged, declares entities, or holds no records.
    """
    with open_bytes(source) as file:
        head = file.read(_HEAD)
    if b"<!ENTITY" in head.replace(b"\0", b""):
        raise SourceError(f"{source.name}: the XML declares entities of its own", "Don't trust this file.")
    try:
        if _SS[1:-1].encode() in head.replace(b"\0", b""):
            return _workbook(source)
        return _records(source)
    except ET.ParseError as error:
        line, _ = error.position
        raise SourceError(
            f"{source.name}: the XML is damaged in line {line}", "Was it downloaded completely?"
        ) from None


def _events(file: IO[bytes]) -> Iterator[tuple[str, Element]]:
    yield from ET.iterparse(file, events=("start", "end"))  # noqa: S314  entities were refused before


# -- workbooks of 2003 -----------------------------------------------------------------------------


def _workbook(source: Source) -> Pages:
    pages: list[Page] = []
    hidden: list[str] = []
    with open_bytes(source) as file:
        for event, element in _events(file):
            if event == "start" and element.tag == f"{_SS}Worksheet":
                pages.append(Page(element.get(f"{_SS}Name") or f"sheet {len(pages) + 1}"))
            elif event == "end" and element.tag == f"{_SS}Row" and pages:
                _add_row(pages[-1], element, source.name)
                element.clear()
            elif event == "end" and element.tag.endswith("}Visible") and pages and element.text in {
                "SheetHidden", "SheetVeryHidden"
            }:  # fmt: skip
                hidden.append(pages[-1].name)
    if not any(page.width for page in pages):
        raise SourceError(f"{source.name}: the workbook has no sheet with anything in it")
    return Pages(tuple(pages), tuple(hidden))


def _add_row(page: Page, row: Element, name: str) -> None:
    while len(page.rows) < _number(row, "Index", 1) - 1:
        page.add([], name)
    if row.get(f"{_SS}Hidden") == "1":
        page.hidden_rows.append(len(page.rows))
    cells: list[str | None] = []
    for cell in row.iter(f"{_SS}Cell"):
        start = min(_number(cell, "Index", len(cells) + 1) - 1, MAX_COLUMNS)
        cells += [None] * (start - len(cells))
        right, down = _number(cell, "MergeAcross", 0), _number(cell, "MergeDown", 0)
        if right or down:
            top = len(page.rows)
            page.merged_cell_ranges.append(((top, len(cells)), (top + down, len(cells) + right)))
        cells += [_value(cell.find(f"{_SS}Data")), *[None] * min(right, MAX_COLUMNS)]
    page.add(cells, name)


def _value(data: Element | None) -> str | None:
    if data is None:
        return None
    text = "".join(data.itertext()).strip()
    match data.get(f"{_SS}Type"):
        case "Boolean":
            text = {"1": "TRUE", "0": "FALSE"}.get(text, text)
        case "DateTime":
            text = text.removesuffix(_MIDNIGHT).replace("T", " ").removesuffix(".000")
    return text or None


def _number(element: Element, name: str, otherwise: int) -> int:
    said = element.get(f"{_SS}{name}", "")
    return int(said) if said.isascii() and said.isdigit() else otherwise


# -- records ---------------------------------------------------------------------------------------


def _records(source: Source) -> Pages:
    """The elements that come most often, with something inside of them, as one sheet with names in its first row."""
    path = _repeated(source)
    if path is None:
        hint = "Save the table as CSV or Excel first."
        raise SourceError(f"{source.name}: this is XML without records that repeat themselves", hint)
    names: dict[str, int] = {}
    rows: list[dict[str, str]] = []
    above: list[str] = []
    with open_bytes(source) as file:
        for event, element in _events(file):
            if event == "start":
                above.append(element.tag)
                continue
            if tuple(above) == path:
                rows.append(record := _cells(element))
                for name in record:
                    names.setdefault(name, len(names))
                element.clear()
            above.pop()
            if len(names) > MAX_COLUMNS:
                raise SourceError(f"{source.name}: more than {MAX_COLUMNS:,} different names", "Is it really a table?")
    name = _bare(path[-1])
    page = Page(name, note=f"Only the elements “{name}” are read, not what stands beside them.")
    page.add(list(names), source.name)
    for record in rows:
        page.add([record.get(name) for name in names], source.name)
    return Pages((page,))


def _repeated(source: Source) -> Path | None:
    """The path of the elements that are records: outermost of those that come again, unless they only group others."""
    seen = _Seen()
    above: list[str] = []
    with open_bytes(source) as file:
        for event, element in _events(file):
            if event == "start":
                above.append(element.tag)
                seen.counts[tuple(above)] += 1
                continue
            if len(element) or element.attrib:
                seen.with_parts[tuple(above)] += 1
            elif len(above) > 1:
                seen.leaves.setdefault(tuple(above[:-1]), set()).add(above[-1])
            above.pop()
            element.clear()
    return seen.records()


@dataclass(slots=True)
class _Seen:
    """What paths there are in a file."""

    counts: Counter[Path] = field(default_factory=Counter)
    with_parts: Counter[Path] = field(default_factory=Counter)
    """Elements with children or attributes."""
    leaves: dict[Path, set[str]] = field(default_factory=dict)
    """The names of plain children."""

    def records(self) -> Path | None:
        """The records' path; None where nothing comes again."""
        outermost = [
            path
            for path, count in self.with_parts.items()
            if count >= _SEVERAL and len(path) > 1 and all(self.counts[path[:end]] == 1 for end in range(1, len(path)))
        ]
        if not outermost:
            return None
        path = max(outermost, key=lambda each: self.counts[each])
        while (inner := self._grouped(path)) is not None:
            path = inner
        return path

    def _grouped(self, path: Path) -> Path | None:
        """The elements that those of a path only group: many more of them, and hardly anything beside them."""
        if len(self.leaves.get(path, ())) > _FEW_NAMES:
            return None
        below = [
            (count, inner)
            for inner, count in self.with_parts.items()
            if inner[:-1] == path and count >= _MANY_MORE * self.counts[path]
        ]
        return max(below)[1] if below else None


def _cells(record: Element) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, text in _leaves(record, ()):
        cells[name] = f"{cells[name]}; {text}" if name in cells else text
    return cells


def _leaves(element: Element, path: Path) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        if value.strip():
            yield ".".join((*path, _bare(key))), value.strip()
    text = (element.text or "").strip()
    if text:
        yield ".".join(path) or "text", text
    for child in element:
        yield from _leaves(child, (*path, _bare(child.tag)))


def _bare(tag: str) -> str:
    """A name without its namespace."""
    return tag.rpartition("}")[2]
