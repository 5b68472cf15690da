"""The number formats of an OpenDocument file, as the codes that spreadsheets of the other kind write.

A format is a tree there (`number:number` with so many digits, texts before, behind and inside of it, and
conditions that lead to other formats): <https://docs.oasis-open.org/office/OpenDocument/v1.3/>, part 3, 16.29.
"""

from __future__ import annotations

import re
import zipfile
from typing import Final
from xml.sax.saxutils import unescape

from leadtui.reading.number_format import Shown, shown_as
from leadtui.reading.ods_rows import CONTENT

_MOST_BYTES: Final = 32 << 20
_PARTS: Final = ("styles.xml", CONTENT)
_ATTRIBUTE: Final = re.compile(rb"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_FORMAT: Final = re.compile(rb"<number:number-style\b([^>]*)>(.*?)</number:number-style>", re.DOTALL)
_PART: Final = re.compile(
    rb"<number:text\b[^>]*?(?:/>|>(?P<text>[^<]*)</number:text>)"
    rb"|<number:number\b(?P<number>[^>]*?)(?:/>|>(?P<inside>.*?)</number:number>)"
    rb"|<(?P<other>number:(?!embedded-text)[\w-]+)",
    re.DOTALL,
)
_EMBEDDED: Final = re.compile(rb"<number:embedded-text\b([^>]*)>([^<]*)</number:embedded-text>")
_MAP: Final = re.compile(rb"<style:map\b([^>]*?)/?>")
_CONDITION: Final = re.compile(r"value\(\)\s*([<>]?=?)\s*(\d+)")
_STYLE: Final = re.compile(rb"<style:style\b([^>]*)>")
_WIDEST: Final = 40
_PARENTS: Final = 20


def attributes_of(tag: bytes) -> dict[str, str]:
    """The attributes of a tag, without entities."""
    more = {"&quot;": '"', "&apos;": "'"}
    return {
        name.decode(): unescape((one or other).decode("utf-8", "replace"), more)
        for name, one, other in _ATTRIBUTE.findall(tag)
    }


def formats_of_styles(archive: zipfile.ZipFile) -> dict[str, Shown]:
    """The styles of cells whose format is part of what a cell says, by their name."""
    texts = [_head(archive, part) for part in _PARTS if part in archive.namelist()]
    shown = _formats(texts)
    if not shown:
        return {}
    styles = {each["style:name"]: each for text in texts for each in map(attributes_of, _STYLE.findall(text))
              if each.get("style:family") == "table-cell" and "style:name" in each}  # fmt: skip
    formats = {name: shown.get(_data_style(name, styles)) for name in styles}
    return {name: format_ for name, format_ in formats.items() if format_ is not None}


def _head(archive: zipfile.ZipFile, part: str) -> bytes:
    """What stands in front of the cells."""
    with archive.open(part) as file:
        return file.read(_MOST_BYTES).partition(b"<office:spreadsheet")[0]


def _data_style(name: str, styles: dict[str, dict[str, str]]) -> str:
    """The format a style has, or takes from the one it is made from."""
    for _ in range(_PARENTS):
        style = styles.get(name, {})
        if "style:data-style-name" in style:
            return style["style:data-style-name"]
        name = style.get("style:parent-style-name", "")
    return ""


def _formats(texts: list[bytes]) -> dict[str, Shown]:
    codes: dict[str, str] = {}
    maps: dict[str, list[tuple[str, str]]] = {}
    for text in texts:
        for head, body in _FORMAT.findall(text):
            name = attributes_of(head).get("style:name", "")
            codes[name] = _code(body)
            maps[name] = [
                (condition, at.get("style:apply-style-name", ""))
                for at in map(attributes_of, _MAP.findall(body))
                if (condition := _rule(at.get("style:condition", "")))
            ]
    whole = {
        name: ";".join([*(f"{rule}{codes.get(other, 'General')}" for rule, other in maps[name][:1]), code])
        for name, code in codes.items()
    }
    shown = {name: shown_as(code) for name, code in whole.items()}
    return {name: each for name, each in shown.items() if each is not None}


def _rule(condition: str) -> str:
    """A condition as format codes have it; that a value is negative is no rule of its own there."""
    found = _CONDITION.fullmatch(condition.strip())
    return f"[{found[1]}{found[2]}]" if found and found[1] else ""


def _code(body: bytes) -> str:
    """One format as a code; `General` when it only makes a number nicer to read.

    >>> _code(b'<number:number number:decimal-places="0" number:min-integer-digits="5"/>')
    '00000'
    >>> _code(b'<number:number number:decimal-places="2" number:min-integer-digits="1"/>')
    'General'
    """
    parts = []
    for part in _PART.finditer(body):
        if part["other"]:
            return "General"
        if part["number"] is None:
            parts.append(_quoted(part["text"] or b""))
            continue
        at = attributes_of(part["number"])
        if at.get("number:decimal-places", "0") != "0" or at.get("number:grouping") == "true":
            return "General"
        parts.append(_digits(at.get("number:min-integer-digits", "0"), part["inside"] or b""))
    return "".join(parts)


def _digits(least: str, inside: bytes) -> str:
    """The places of digits, with the texts between them."""
    zeros = min(int(least), _WIDEST) if least.isdecimal() else 0
    texts = {}
    for head, text in _EMBEDDED.findall(inside):
        position = attributes_of(head).get("number:position", "")
        if position.isdecimal() and 0 < int(position) < _WIDEST:
            texts[int(position)] = _quoted(text)
    count = max([1, zeros, *(position + 1 for position in texts)])
    places = []
    for place in range(count, 0, -1):
        places.append(texts.get(place, ""))
        places.append("0" if place <= zeros else "#")
    return "".join(places)


def _quoted(text: bytes) -> str:
    return "".join(f"\\{sign}" for sign in unescape(text.decode("utf-8", "replace"), {"&quot;": '"', "&apos;": "'"}))
