"""What people send instead of a table: told by its first bytes, whatever it is called.

Binary marks follow the formats' own definitions; texts are told by what their formats require at the start
(RFC 5322 for mail, RFC 6350 for vCard, RFC 2849 for LDIF), so that no table of names can look like one.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from leadtui.reading.encoding import wide_encoding

_LOOKED_AT: Final = 8_192


class OtherKind(NamedTuple):
    """What it is, as a person calls it, and what to do next."""

    name: str
    hint: str


_AS_TABLE: Final = "Save the table as CSV or Excel first."
_FROM_DATABASE: Final = "Restore it into a database, and export the table as CSV (COPY … TO, mysql --batch)."
_CONTACTS: Final = "Export the contacts as CSV; every address book can."

_BINARY: Final = {
    rb"7z\xbc\xaf\x27\x1c": OtherKind("a compressed file (7z)", "Unpack it first."),
    rb"Rar!\x1a\x07": OtherKind("a compressed file (rar)", "Unpack it first."),
    rb"%PDF-": OtherKind("a PDF document, not a table", _AS_TABLE),
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a": OtherKind("an image, not a table", _AS_TABLE),
    rb"\x7fELF|MZ\x90\x00": OtherKind("a program, not a table", _AS_TABLE),
    rb"SQLite format 3\x00": OtherKind("an SQLite database, not a table", "Export the table as CSV first."),
    rb"PGDMP[\x00-\x08]": OtherKind("a PostgreSQL dump, not a table", _FROM_DATABASE),
}
_MAIL_FIELD: Final = (
    r"(?:from|to|cc|subject|date|received|return-path|delivered-to|message-id|mime-version|reply-to|sender)"
)
_SQL_COMMENT: Final = r"(?:--[^\n]*\n|/\*(?:[^*]|\*(?!/))*+\*/;?|\s)*+"
# Whole statements: names of columns begin with these words, too.
_SQL_NAME: Final = r"(?:if (?:not )?exists\s+)?[\w.`\"\[\]]+"
_SQL_STATEMENT: Final = (
    rf"create (?:table|database|schema)\s+{_SQL_NAME}\s*[(;]|insert into\s+{_SQL_NAME}\s*(?:\(|values|select)"
    rf"|drop (?:table|database)\s+{_SQL_NAME}\s*;|lock tables\s+{_SQL_NAME}\s+write;|pragma \w+\s*="
    r"|(?:use \S+|set [\w.]+ ?(?:=|to)[^\n]*|begin(?: transaction)?|start transaction)\s*;\s*\n"
)
_TEXT: Final = {
    r"BEGIN:VCARD\s": OtherKind("an address book (vCard), not a table", _CONTACTS),
    r"BEGIN:VCALENDAR\s": OtherKind("a calendar, not a table", _AS_TABLE),
    r"(?:version: ?\d\s+)?(?:#[^\n]*\s+)*+dn::? ?\w+=": OtherKind(
        "a directory's export (LDIF), not a table", _CONTACTS
    ),
    r"\{\\rtf\d": OtherKind("a text document (RTF), not a table", _AS_TABLE),
    r"%!PS": OtherKind("a PostScript document, not a table", _AS_TABLE),
    r"#!\s?/\S+": OtherKind("a program, not a table", _AS_TABLE),
    r"-----BEGIN [A-Z ]+-----": OtherKind("a key or a certificate, not a table", _AS_TABLE),
    r"version https://git-lfs\.": OtherKind(
        "a pointer of Git LFS, not the file it stands for", "Fetch the file itself: git lfs pull."
    ),
    # The second record type tells it from a table whose first names are ID and P….
    r"ID;P\w*(?:;\w+)*\s+[BCFOP];": OtherKind("a SYLK workbook", _AS_TABLE),
    r"(?:[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)*content-type:\s*multipart/related": OtherKind(
        "a web page saved as one file (MHTML)", _AS_TABLE
    ),
    rf"(?:from \S+@\S+ [^\n]*\n)?(?:{_MAIL_FIELD}:[^\n]*\n(?:[ \t]+[^\n]*\n)*)"
    rf"(?:[\w-]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)*?{_MAIL_FIELD}:[^\n]*\n": OtherKind(
        "an e-mail, not a table", "Save the file that is attached to it."
    ),
    rf"{_SQL_COMMENT}(?:{_SQL_STATEMENT})": OtherKind("a database dump (SQL), not a table", _FROM_DATABASE),
}
_DOCUMENTS: Final = {
    "word/document.xml": OtherKind("a Word document, not a table", _AS_TABLE),
    "ppt/presentation.xml": OtherKind("a presentation, not a table", _AS_TABLE),
    "Index/Document.iwa": OtherKind("an Apple iWork document", "Export it as Excel or CSV from Numbers."),
    "META-INF/MANIFEST.MF": OtherKind("a program, not a table", _AS_TABLE),
}


def other_kind(head: bytes) -> OtherKind | None:
    r"""What begins like this instead of a table; None where it may be one.

    >>> other_kind(b"BEGIN:VCARD\nVERSION:3.0")[0], other_kind(b"BZhomes,phone"), other_kind(b"From: ,To:")
    ('an address book (vCard), not a table', None, None)
    """
    for mark, kind in _BINARY.items():
        if re.match(mark, head):
            return kind
    text = head[:_LOOKED_AT].decode(wide_encoding(head) or "utf-8", "replace").lstrip("\ufeff \r\n\t")
    text = text.replace("\r\n", "\n")
    return next((kind for mark, kind in _TEXT.items() if re.match(mark, text, re.IGNORECASE | re.DOTALL)), None)


def document_of(members: set[str]) -> OtherKind | None:
    """The document that a zip archive with these members is; None for an archive of files."""
    return next((kind for member, kind in _DOCUMENTS.items() if member in members), None)
