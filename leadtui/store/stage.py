"""A file that was cleaned and checked, packed to be loaded elsewhere: Parquet parts, and one manifest, written last.

Whoever loads it looks for damage: every part's size and hash, the columns and rows of all, and the mapping's own
hash have to be what the manifest says. It is not signed, so whoever can write it can forge it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import polars as pl
from polars.exceptions import PolarsError
from pydantic import BaseModel, ConfigDict, ValidationError

import leadtui
from leadtui.cleaning import DTYPES
from leadtui.errors import RefusedError, SourceError, UsageError
from leadtui.model.checked import Checked
from leadtui.model.issue import ISSUE_SCHEMA
from leadtui.model.mapping import Mapping
from leadtui.model.plan import REJECTS_SCHEMA, LoadRequest
from leadtui.model.source import Format, Source
from leadtui.model.table import LINE
from leadtui.model.wish import Wish
from leadtui.store.canonical import canonical
from leadtui.store.guarded import read_text, replace_bytes, replace_text, shown

MANIFEST: Final = "manifest.json"
_SCHEMA: Final = 1
_PART_ROWS: Final = 200_000
_MODE: Final = 0o600
"""There is personal data in it."""
_MOST_BYTES: Final = 64 << 20
"""Of a manifest."""
_PIECE: Final = 1 << 20


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Part(_Written):
    """One Parquet file of the package."""

    name: str
    kind: Literal["good", "rejects", "refused", "issues"]
    rows: int
    first_row: int
    """Rows of its kind in the parts before it; for whoever reads the parts elsewhere."""
    size: int
    sha256: str


class StagedFile(_Written):
    """The file that was cleaned."""

    name: str
    size: int
    sha256: str
    encoding: str
    rows: int
    """Data records, as its reader counted them."""


class Manifest(_Written):
    """What the package holds."""

    schema_version: int
    leadtui: str
    """The version that wrote it."""
    created: datetime
    file: StagedFile
    mapping_name: str
    mapping_version: int
    mapping_sha256: str
    mapping: dict[str, Any]
    good: int
    rejected: int
    rejected_by_hand: int
    fixed: int
    parts: tuple[Part, ...]


def write_stage(request: LoadRequest, folder: Path) -> tuple[Path, Manifest]:
    """Write the package into a folder; the manifest's path, and what it says.

    Raises:
        UsageError: there is a package already, or it can't be written there.
    """
    path = folder / MANIFEST
    if path.exists():
        raise UsageError(f"{path} is there already", "Name another folder: what is staged is never overwritten.")
    checked = request.checked
    try:
        folder.mkdir(parents=True, exist_ok=True)
        parts = [
            *_good_parts(checked, folder),
            _part(request.rejects, folder, "rejects", 0, 0),
            _part(_refused(checked), folder, "refused", 0, 0),
            _part(checked.issues, folder, "issues", 0, 0),
        ]
        mapping, file = request.mapping, request.file
        manifest = Manifest(
            schema_version=_SCHEMA,
            leadtui=leadtui.__version__,
            created=datetime.now(UTC),
            file=StagedFile(
                name=file.name, size=file.size, sha256=request.sha256, encoding=request.encoding,
                rows=checked.read_count,
            ),
            mapping_name=mapping.name,
            mapping_version=mapping.version,
            mapping_sha256=mapping.sha256,
            mapping=mapping.model_dump(mode="json"),
            good=checked.good_count,
            rejected=request.rejects.height,
            rejected_by_hand=checked.by_hand_count,
            fixed=checked.fixed_count,
            parts=tuple(parts),
        )  # fmt: skip
        replace_text(path, json.dumps(manifest.model_dump(mode="json"), indent=1), mode=_MODE)
    except OSError as error:
        raise UsageError(f"{folder}: the package can't be written ({error.strerror})", "Check the folder.") from error
    return path, manifest


def read_stage(path: Path, wish: Wish) -> LoadRequest:
    """What a package asks to be loaded.

    Raises:
        SourceError: it is no package, or one of a newer leadtui.
        RefusedError: something in it is missing or is not as it was written.
    """
    manifest = _manifest(path)
    for part in manifest.parts:
        _verify(path, part)
    mapping = _mapping(path, manifest)
    types = {name: DTYPES[field.type] for name, field in mapping.target.fields.items()}
    named = {name for key in mapping.load.key for name in key}
    frame = _frame(path, manifest, "good", {LINE: pl.Int64()} | types)
    rejects = _frame(path, manifest, "rejects", REJECTS_SCHEMA).collect()
    known = {LINE: pl.Int64()} | {name: kind for name, kind in types.items() if name in named}
    refused = _frame(path, manifest, "refused", known).collect()
    issues = _frame(path, manifest, "issues", ISSUE_SCHEMA).collect()
    lines = frame.select(LINE).collect().to_series()
    if lines.n_unique() != len(lines) or lines.is_in(rejects[LINE].implode()).any():
        raise _altered(path, "it holds a row twice")
    if (len(lines), rejects.height, len(lines) + rejects.height) != (
        manifest.good,
        manifest.rejected,
        manifest.file.rows,
    ):
        raise _altered(path, "its counts don't add up")
    checked = Checked(
        good=frame,
        good_count=manifest.good,
        rejected=rejects.drop("raw"),
        issues=issues,
        refused=refused,
        fixed_count=manifest.fixed,
        read_count=manifest.file.rows,
        by_hand_count=manifest.rejected_by_hand,
    )
    file = manifest.file
    return LoadRequest(
        mapping=mapping,
        mapping_document=canonical(mapping),
        file=Source(path, file.name, Format.PARQUET, file.size),
        sha256=file.sha256,
        checked=checked,
        rejects=rejects,
        encoding=file.encoding,
        force=wish.force,
        lock_wait=wish.lock_wait,
    )


def _good_parts(checked: Checked, folder: Path) -> list[Part]:
    starts = range(0, max(1, checked.good_count), _PART_ROWS)
    return [
        _part(checked.good.slice(start, _PART_ROWS).collect(), folder, "good", number, start)
        for number, start in enumerate(starts)
    ]


def _refused(checked: Checked) -> pl.DataFrame:
    return checked.refused if checked.refused is not None else pl.DataFrame(schema={LINE: pl.Int64()})


def _part(
    frame: pl.DataFrame,
    folder: Path,
    kind: Literal["good", "rejects", "refused", "issues"],
    number: int,
    first_row: int,
) -> Part:
    path, content = folder / f"{kind}-{number:05}.parquet", BytesIO()
    frame.write_parquet(content, compression="zstd")
    replace_bytes(path, content.getvalue(), mode=_MODE)
    return Part(
        name=path.name,
        kind=kind,
        rows=frame.height,
        first_row=first_row,
        size=len(content.getvalue()),
        sha256=hashlib.sha256(content.getbuffer()).hexdigest(),
    )


def _manifest(path: Path) -> Manifest:
    try:
        content = json.loads(read_text(path, at_most=_MOST_BYTES))
        version = content["schema_version"]
        if version == _SCHEMA:
            return Manifest.model_validate(content)
    except UsageError as error:
        raise SourceError(error.message, "Name the manifest.json of a package: leadtui transform --stage") from error
    except (ValueError, KeyError, TypeError, ValidationError):
        raise SourceError(f"{shown(path)} is no manifest of a package", "It may be damaged: stage it again.") from None
    raise SourceError(f"{shown(path)} is of another version of leadtui (layout {version})", "Load it with that one.")


def _verify(path: Path, part: Part) -> None:
    file = path.with_name(part.name) if Path(part.name).name == part.name else None
    if file is None or not file.is_file() or file.is_symlink():
        raise _altered(path, f"its part {part.name} is missing")
    if file.stat().st_size != part.size or _sha256(file) != part.sha256:
        raise _altered(path, f"its part {part.name} is not as it was written")


def _mapping(path: Path, manifest: Manifest) -> Mapping:
    try:
        mapping = Mapping.model_validate_json(json.dumps(manifest.mapping))
    except ValidationError:
        raise _altered(path, "its mapping can't be used") from None
    if mapping.sha256 != manifest.mapping_sha256:
        raise _altered(path, "its mapping is not as it was written")
    return mapping


def _frame(path: Path, manifest: Manifest, kind: str, schema: dict[str, pl.DataType]) -> pl.LazyFrame:
    """All parts of a kind, in order, with exactly these columns and types."""
    parts = [part for part in manifest.parts if part.kind == kind]
    if not parts or len({part.name for part in parts}) != len(parts):
        raise _altered(path, f"its list of {kind} is not as it was written")
    try:
        frames = [pl.scan_parquet(path.with_name(part.name)) for part in parts]
        for frame in frames:
            if dict(frame.collect_schema()) != dict(schema):
                raise _altered(path, f"the columns of its {kind} are not those of its mapping")
    except (PolarsError, OSError):
        raise _altered(path, f"its {kind} can't be read") from None
    return pl.concat(frames)


def _altered(path: Path, what: str) -> RefusedError:
    return RefusedError(f"{shown(path)}: {what}; nothing was loaded", "Stage the file again: leadtui transform --stage")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
