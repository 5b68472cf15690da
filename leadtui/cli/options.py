"""Options that mean the same for every verb, declared once."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def _loudness(_ctx: click.Context, _param: click.Parameter, value: int) -> int:
    logging.basicConfig(level=max(logging.DEBUG, logging.WARNING - 10 * value), format="%(name)s: %(message)s")
    return value


def _colourless(_ctx: click.Context, _param: click.Parameter, value: bool) -> bool:
    if value:
        os.environ["NO_COLOR"] = "1"
    return value


class Size(click.ParamType[int]):
    """Bytes, with a unit or without."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        found = re.fullmatch(r"(\d+)\s*([KMGT]?)I?B?", str(value).strip().upper())
        if found is None:
            self.fail(f"{value!r} is no size; write 500MB or 4GB.", param, ctx)
        return int(found[1]) << 10 * " KMGT".index(found[2] or " ")


_OPTIONS = {
    "saved_mapping": click.option("--saved-mapping", metavar="NAME", help="Use this saved mapping."),
    "db": click.option("--db", metavar="URL|embedded", help="Which database."),
    "table": click.option("--table", metavar="NAME", help="Another table than the mapping's."),
    "mode": click.option(
        "--mode",
        type=click.Choice(["append", "upsert", "replace_source", "history"]),
        help="What to do with rows the table already knows.",
    ),
    "max_rejects": click.option(
        "--max-rejects", metavar="N|P%", help="How many rows may be rejected before nothing is loaded."
    ),
    "limit": click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N rows: a try-out."),
    "lock_wait": click.option(
        "--lock-wait",
        type=click.FloatRange(min=0),
        default=10.0,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait for another load of the same source.",
    ),
    "force": click.option("--force", is_flag=True, help="Load the same bytes again."),
    "strict": click.option("--strict", is_flag=True, help="Exit 3 where rows are rejected inside the limit."),
    "dry_run": click.option("--dry-run", is_flag=True, help="Stop after the plan; nothing is written."),
    "max_unpacked": click.option(
        "--max-unpacked",
        type=Size(),
        metavar="SIZE",
        help="What a compressed file may unpack to, or standard input hold: 4GB.",
    ),
    "safe": click.option(
        "--spreadsheet-safe", "safe", is_flag=True, help="Put an apostrophe before what a spreadsheet would run."
    ),
    "jobs": click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many files at a time."),
    "approved": click.option("--yes", "approved", is_flag=True, help="Approve of the plan, where the mapping asks."),
    "yes": click.option("--yes", is_flag=True, help="Do it without asking."),
    "json": click.option("--json", "as_json", is_flag=True, help="The result as one JSON document."),
    "no_input": click.option(
        "--no-input", is_flag=True, expose_value=False, help="Never ask; fail instead (this verb never asks)."
    ),
    "no_color": click.option(
        "--no-color", is_flag=True, expose_value=False, callback=_colourless, help="No colours (also: NO_COLOR)."
    ),
    "quiet": click.option("-q", "--quiet", is_flag=True, help="Say nothing but the result and failures."),
    "verbose": click.option(
        "-v", "--verbose", count=True, expose_value=False, callback=_loudness, help="Say more; twice for all."
    ),
}


def options(*names: str) -> Callable[[F], F]:
    """Give a command these options, in this order in its help."""

    def give(function: F) -> F:
        for name in reversed(names):
            function = _OPTIONS[name](function)
        return function

    return give
