"""Whether a text is a web page or XML: told by how it begins, whatever it is called."""

from __future__ import annotations

import re
from typing import Final

from leadtui.model.source import Format
from leadtui.reading.encoding import wide_encoding

_LOOKED_AT: Final = 4_096
_OPENING: Final = re.compile(r"(?:\s|<!--.*?-->)*", re.DOTALL)
_HTML: Final = re.compile(
    r"<(?:!doctype\s+html|html|head|meta|title|body|table|style|script|div|center|font)\b", re.IGNORECASE
)
_XML: Final = re.compile(r"<\?xml\b|<Workbook\b")


def markup_of(head: bytes) -> Format | None:
    """`HTML`, `XML`, or None for other texts.

    >>> markup_of(b" <TABLE border=1><tr>"), markup_of(b"<?xml version='1.0'?><a/>"), markup_of(b"<5,a")
    (<Format.HTML: 'html'>, <Format.XML: 'xml'>, None)
    """
    text = head[:_LOOKED_AT].decode(wide_encoding(head) or "utf-8", "replace").lstrip("\ufeff")
    opening = _OPENING.match(text)
    text = text[opening.end() :] if opening else text
    if _XML.match(text):
        # A page that is well-formed XML is a page.
        return Format.HTML if re.search(r"<html\b", text, re.IGNORECASE) else Format.XML
    return Format.HTML if _HTML.match(text) else None
