"""`leadtui help`: a page for each issue code, each exit code and a few topics."""

from __future__ import annotations

import json
import textwrap

import click

from leadtui.checking.codes import CODES
from leadtui.cli.aligned import aligned
from leadtui.cli.options import options
from leadtui.cli.topics import TOPICS
from leadtui.errors import UsageError

_WIDTH = 100


@click.command("help")
@click.argument("topic", required=False, metavar="[TOPIC|CODE]")
@options("json", "no_color", "quiet", "verbose")
def command(topic: str | None, *, as_json: bool, quiet: bool) -> int:
    """Explain an issue code, an exit code or a topic.

    Without a word it lists all there is.
    """
    del quiet  # everything said here is the result
    pages = [_page(topic)] if topic is not None else [_page(name) for name in (*TOPICS, *CODES)]
    if as_json:
        keys = ("name", "title", "text", "next")
        listed = [dict(zip(keys, page, strict=True)) for page in pages]
        click.echo(json.dumps({"schema": 1, "pages": listed}, indent=1))
    elif topic is None:
        for line in aligned([page[:2] for page in pages]):
            click.echo(line)
    else:
        name, title, text, what_next = pages[0]
        click.echo(f"{name}  {title}\n\n{textwrap.fill(text, _WIDTH)}\n\n{textwrap.fill(what_next, _WIDTH)}")
    return 0


def _page(wanted: str) -> tuple[str, str, str, str]:
    """Name, title, text, and what to do."""
    code = CODES.get(wanted.upper())
    if code is not None:
        return code.code, code.title, code.explanation, code.fix
    found = TOPICS.get(wanted.lower())
    if found is not None:
        return found.name, found.title, found.text, found.next
    import difflib  # noqa: PLC0415  only a typing mistake pays for it

    near = difflib.get_close_matches(wanted.upper(), [*CODES, *(name.upper() for name in TOPICS)], n=1)
    if near:
        hint = f"Did you mean {near[0] if near[0] in CODES else near[0].lower()}?"
    else:
        hint = "All there is: leadtui help.  A rule of your own mapping brings its own code."
    raise UsageError(f"there is no page about {wanted!r}", hint)
