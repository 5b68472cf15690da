"""A package of `leadtui transform --stage`: told like any load, without the file it was made from."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leadtui import __version__, packages, pipeline
from leadtui.cli import text
from leadtui.cli.job import Job
from leadtui.cli.outcome import Outcome, blaming, load_prepared
from leadtui.errors import InterruptedLoadError
from leadtui.model.plan import LoadRequest
from leadtui.model.wish import Wish
from leadtui.visible import visible


@dataclass(slots=True)
class StagedOutcome(Outcome):
    """What a package came to."""

    request: LoadRequest | None = None

    def document(self) -> dict[str, Any]:
        """For `--json`: as if the file itself had been loaded."""
        document = Outcome.document(self)
        if self.request is not None:
            file, mapping = self.request.file, self.request.mapping
            document["file"] |= {
                "name": file.name, "sha256": self.request.sha256, "rows": self.request.checked.read_count,
                "encoding": self.request.encoding, "size": file.size,
            }  # fmt: skip
            document["mapping"] = {"name": mapping.name, "version": mapping.version, "drift": []}
        return document

    def lines(self) -> Iterator[str]:
        """For people."""
        if self.request is not None:
            request = self.request
            yield (
                f"leadtui {__version__}  file {visible(request.file.name)}  {request.checked.read_count:,} rows"
                f"  staged  sha256 {request.sha256[:8]}.."
            )
            yield f"mapping   {request.mapping.name} v{request.mapping.version}   as it was staged"
            yield text.counted_checks(request.checked, request.mapping)
        yield from Outcome.lines(self)


def load_staged(manifest: str, db: str | None, wish: Wish, *, writes: bool, quiet: bool) -> StagedOutcome:
    """Verify a package, plan it and, if `writes`, load it."""
    outcome = StagedOutcome(manifest, db=db, is_strict=wish.strict, is_approved=wish.approved)
    with contextlib.suppress(InterruptedLoadError), blaming(outcome):
        outcome.request = request = packages.unpack(Path(manifest), wish)
        with pipeline.database(db) as into:
            mapping = packages.as_careful_as_here(request.mapping)
            outcome.job = job = Job(mapping, request.checked, request)
            load_prepared(outcome, into, job, writes=writes, quiet=quiet)
    return outcome
