"""`leadtui forget`: take back what was confirmed, after a look at what that is."""

from __future__ import annotations

import json
import sys

import click

from leadtui import store
from leadtui.cli.aligned import aligned
from leadtui.cli.options import options
from leadtui.cli.talk import say
from leadtui.errors import NeedsPersonError, UsageError
from leadtui.store import Draft, Trace
from leadtui.visible import visible


@click.command("forget")
@click.argument("header", required=False)
@click.option("--mapping", metavar="NAME", help="Only in this mapping; without HEADER, the whole mapping.")
@click.option("--draft", metavar="FILE", help="The draft that waits for this file.")
@options("yes", "json", "no_color", "quiet", "verbose")
@click.option("--no-input", is_flag=True, help="Never ask; fail instead.")
def command(
    header: str | None, *, mapping: str | None, draft: str | None, yes: bool, as_json: bool, quiet: bool, no_input: bool
) -> int:
    """Forget what was confirmed: a header, a whole mapping, or a draft.

    A HEADER is taken out of the general names, and out of the mappings that decided about such a column, which
    ask about it again. Every file that changes keeps its former version: leadtui mapping revert.
    """
    if draft is not None:
        if header is not None or mapping is not None:
            raise UsageError("--draft stands alone", "leadtui forget --draft FILE")
        return _forget_draft(draft, yes=yes, asks=not no_input, as_json=as_json, quiet=quiet)
    if header is None and mapping is None:
        raise UsageError("what shall be forgotten?", "leadtui forget HEADER, --mapping NAME or --draft FILE")
    found = store.traces(header, mapping)
    if not found:
        where = f" in {mapping}" if mapping else ""
        hint = "What is remembered of a field: leadtui mapping explain NAME FIELD"
        raise UsageError(f"nothing is remembered of {header!r}{where}", hint)
    if not as_json:
        rows = [(each.kind, each.mapping, str(each.place), f"{each.what} -> {each.says}") for each in found]
        for line in aligned(rows):
            click.echo(line)
    _approve(f"forget {'this' if len(found) == 1 else f'these {len(found)}'}", yes=yes, asks=not no_input)
    versions = [store.forget(trace) for trace in found]
    if as_json:
        _tell([_document(*each) for each in zip(found, versions, strict=True)])
    elif not quiet:
        for name, version in {each.mapping: version for each, version in zip(found, versions, strict=True)}.items():
            say(_told(name, version, is_gone=found[0].kind == "mapping"))
    return 0


def _told(name: str, version: int, *, is_gone: bool) -> str:
    back = version if is_gone else version - 1
    now = "is gone" if is_gone else f"is v{version} now"
    return f"{name} {now}; leadtui mapping revert {name} v{back} brings it back"


def _document(trace: Trace, version: int) -> dict[str, object]:
    return {
        "kind": trace.kind,
        "mapping": trace.mapping,
        "what": trace.what,
        "said": trace.says,
        "file": str(trace.place.path),
        "line": trace.place.line,
        "version": version,
    }


def _forget_draft(file: str, *, yes: bool, asks: bool, as_json: bool, quiet: bool) -> int:
    found = [draft for draft in store.drafts.waiting(on_mistake=lambda *_: None) if _is_of(draft, file)]
    if not found:
        raise UsageError(f"no draft waits for {file}", "leadtui review lists those that wait.")
    if not as_json:
        for draft in found:
            click.echo(f"draft  {visible(draft.file)}  {visible(draft.reason)}")
    _approve(f"forget {'it' if len(found) == 1 else 'them'}", yes=yes, asks=asks)
    for draft in found:
        store.drafts.delete(draft.key)
    if as_json:
        _tell([{"kind": "draft", "what": each.file} for each in found])
    elif not quiet:
        say(f"{len(found)} forgotten")
    return 0


def _tell(forgotten: list[dict[str, object]]) -> None:
    click.echo(json.dumps({"schema": 1, "forgotten": forgotten}, indent=1))


def _is_of(draft: Draft, file: str) -> bool:
    return file in {draft.file, draft.key, draft.file.rpartition("/")[2]}


def _approve(what: str, *, yes: bool, asks: bool) -> None:
    """A person's yes, by flag or at the terminal."""
    if yes:
        return
    if asks and sys.stdin.isatty() and click.confirm(f"{what[0].upper()}{what[1:]}?", err=True):
        return
    raise NeedsPersonError("nothing was forgotten", f"To {what}, say --yes.")
