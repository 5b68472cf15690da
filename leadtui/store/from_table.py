"""A general mapping made from a table of a database: what the table demands, in the words of a mapping file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from leadtui.errors import UsageError
from leadtui.model.live import LiveField, TableShape
from leadtui.model.target import Field, FieldType, LoadRules, Mode, Rule, Target
from leadtui.store import effective, search
from leadtui.store.guarded import locked, replace_text
from leadtui.store.render import section
from leadtui.store.save import destination, mode_of, prepared
from leadtui.store.shape import shape
from leadtui.store.slug import check_name
from leadtui.store.synonym import folded
from leadtui.visible import visible

_ALSO: Final = re.compile(
    r"\b(?:also(?: known as| called)?|a\.?k\.?a\.?|synonyms?|aliases|alias)\s*:?\s+([^.()]+)", re.IGNORECASE
)
_WORDS_OF_A_NAME: Final = 4
_LONGEST_NAME: Final = 60
_LITERAL: Final = re.compile(
    r"\(?(?:'(?:[^']|'')*'|-?\d+(?:\.\d+)?|true|false|NULL)\)?(?:::[\w .\"]+(?:\(\d+(?:,\d+)?\))?(?:\[\])?)*"
)
_PLAIN: Final = re.compile(r"[a-z_][a-z0-9_]*")
_SHOWN_CHOICES: Final = 6


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A column that no field is made for."""

    column: str
    why: str


@dataclass(frozen=True, slots=True)
class Made:
    """A target made from a table."""

    target: Target
    left_out: tuple[LeftOut, ...]


def from_table(table: TableShape) -> Made:
    """The target that fills a table.

    Raises:
        UsageError: the server fills every column itself, or none has a type that a field can have.
    """
    left_out = tuple(LeftOut(column.name, why) for column in table.columns if (why := _why_not(column)))
    skipped = {each.column for each in left_out}
    columns = [column for column in table.columns if column.name not in skipped]
    if not columns:
        raise UsageError(f"{table.name} has no column that a file could fill")
    names = _names(columns)
    keys = tuple(key for key in table.keys if not skipped & set(key))
    load = LoadRules(mode=Mode.UPSERT, key=keys) if keys else LoadRules(mode=Mode.APPEND)
    fields = {column.name: _field(column, names[column.name]) for column in columns}
    return Made(Target(table=table.name, load=load, fields=fields), left_out)


def text_of(made: Made, comment: str | None = None) -> str:
    """The mapping file of a target made from a table."""
    lines = [f"# Fills {visible(made.target.table)}, as the table was when this file was made from it. Yours to edit:"]
    lines += [
        "# `names` are what publishers call a field; `kind` (us_phone, email …) says how it is cleaned and checked."
    ]
    lines += [f"# {visible(' '.join(comment.split())[:200])}"] if comment else []
    lines += [f"# No field for {visible(each.column)}: {visible(each.why)}." for each in made.left_out]
    lines.append("format: 1")
    for name, value in shape(made.target).items():
        lines += section(name, value)
    return "\n".join([*lines, ""])


def save_target(name: str, text: str) -> Path:
    """Save a new general mapping.

    Raises:
        UsageError: there is a mapping of that name, or it cannot be written.
    """
    if search.locate(check_name(name)) is not None:
        raise UsageError(f"there is already a mapping {name!r}", "Choose another name: --name NAME")
    path = destination(name)
    folder = prepared(path.parent)
    effective.of_text(name, text, path)
    with locked(folder):
        replace_text(path, text, mode=mode_of(path))
    return path


def _why_not(column: LiveField) -> str | None:
    if column.is_filled_by_server:
        return "the server fills it itself"
    if column.default is not None and not _LITERAL.fullmatch(column.default):
        return f"the server fills it with {column.default[:60]}"
    if column.type is None:
        return f"a field cannot have the type {column.stored_as}"
    return None


def _field(column: LiveField, names: tuple[str, ...]) -> Field:
    assert column.type is not None  # noqa: S101  those without a type are left out
    return Field(
        type=column.type,
        description=_description(column),
        names=names,
        required=column.is_required and column.default is None,
        rules=tuple(_rules(column)),
    )


def _description(column: LiveField) -> str | None:
    said = [" ".join(column.comment.split())] if column.comment and column.comment.strip() else []
    said += [f"Refers to {column.refers_to}."] if column.refers_to else []
    said += [f"{column.default} by default."] if column.default is not None else []
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said) or None


def _rules(column: LiveField) -> list[Rule]:
    name = column.name if _PLAIN.fullmatch(column.name) else '"' + column.name.replace('"', '""') + '"'
    effect = "reject" if column.is_required and column.default is None else "null"
    found = []
    if column.choices:
        is_text = column.type is FieldType.TEXT
        listed = ", ".join(_quoted(choice) if is_text else choice for choice in column.choices)
        more = " …" if len(column.choices) > _SHOWN_CHOICES else ""
        message = f"{column.name} must be one of {', '.join(column.choices[:_SHOWN_CHOICES])}{more}"
        found.append(Rule(code="E-LIST", expr=f"{name} IN ({listed})", on_failure=effect, message=message))
    if column.ranges and column.type in {FieldType.INTEGER, FieldType.NUMERIC}:
        limits = [f"{name} {each.operator} {each.number}" for each in column.ranges]
        message = f"{column.name} must be {' and '.join(f'{each.operator} {each.number}' for each in column.ranges)}"
        found.append(Rule(code="E-RANGE", expr=" AND ".join(limits), on_failure=effect, message=message))
    return found


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _names(columns: list[LiveField]) -> dict[str, tuple[str, ...]]:
    """Synonyms from the comments; what would name two fields names none."""
    said = {column.name: tuple(dict.fromkeys(_said(column.comment or ""))) for column in columns}
    own = Counter(folded(column.name) for column in columns)
    claims = own + Counter(word for words in said.values() for word in {folded(word) for word in words})
    return {name: tuple(word for word in words if claims[folded(word)] == 1) for name, words in said.items()}


def _said(comment: str) -> list[str]:
    listed = [word for match in _ALSO.finditer(comment) for word in re.split(r"[,;/|]|\bor\b|\band\b", match[1])]
    title = re.split(r"[.:;(\n]", comment, maxsplit=1)[0]
    words = [title] if 0 < len(title.split()) <= _WORDS_OF_A_NAME else []
    cleaned = (" ".join(word.split()).strip(" \"'`“”").lower() for word in (*words, *listed))
    return [word for word in cleaned if folded(word) and len(word) <= _LONGEST_NAME]
