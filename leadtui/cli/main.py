"""Where the command line starts, and the one place that turns every failure into a sentence and a code."""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from leadtui import __version__, stdout
from leadtui.cli.group import EXAMPLES, Verbs
from leadtui.cli.memory import be_thrifty
from leadtui.errors import LeadtuiError

BUG = 1
USAGE = 2
INTERRUPTED = 130
_WIDEST, _USUAL, _NARROWEST = 100, 80, 50
"""Columns of a terminal that help makes use of."""


@click.group(
    cls=Verbs,
    invoke_without_command=True,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": _WIDEST},
)
@click.version_option(__version__, message="leadtui %(version)s")
@click.pass_context
def leadtui(ctx: click.Context) -> int | None:
    """Messy lead, contact and business files into Postgres: see, map, clean, check, plan, load.

    Without a verb, on a terminal: the start screen.
    """
    if ctx.invoked_subcommand is not None:
        return None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise click.exceptions.NoArgsIsHelpError(ctx)
    from leadtui.tui import start  # noqa: PLC0415  the other door: its libraries load only when it is opened

    return start()


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line; never returns, never shows a traceback."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    be_thrifty()
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        code = leadtui.main(args=arguments, prog_name="leadtui", standalone_mode=False, terminal_width=_width())
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  the door: everything becomes a sentence
        code = _explain(error)
        if stdout.is_lost(error):
            stdout.give_up()
        elif "--json" in (sys.argv[1:] if arguments is None else arguments) and not isinstance(error, BrokenPipeError):
            _document(code, error)
        return code
    except SystemExit:  # so says click that whoever read our output has gone
        return 0
    return code if isinstance(code, int) else 0


def _width() -> int:
    """The width of help, as click would find it, but without the libraries of archives that it loads for that."""
    said = os.environ.get("COLUMNS", "")
    try:
        columns = int(said) if said.isdecimal() else os.get_terminal_size(sys.__stdout__.fileno()).columns  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # not a terminal, or closed
        columns = 0
    return max(min(columns or _USUAL, _WIDEST) - 2, _NARROWEST)


def _explain(error: BaseException) -> int:
    match error:
        case click.exceptions.Abort() | KeyboardInterrupt():
            _say("interrupted; what was not finished is rolled back", "What was loaded before: leadtui runs")
            return INTERRUPTED
        case click.ClickException():
            error.show()
            return USAGE
        case LeadtuiError():
            _say(error.message, error.hint)
            return error.exit_code
        case BrokenPipeError():
            # Whoever read our output has gone; there is nobody left to tell.
            stdout.give_up()
            return 0
        case OSError() if stdout.is_lost(error):
            _say(f"the result can't be written to standard output: {error.strerror}")
            return USAGE
        case _:
            return _confess(error)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _say(message: str, hint: str | None = None) -> None:
    from leadtui.cli.talk import complain  # noqa: PLC0415  `--help` pays only for what it uses

    complain(message, hint)


def _document(code: int, error: BaseException) -> None:
    """Who asked for JSON gets JSON whatever happens: verbs write theirs last, so nothing was written yet."""
    import json  # noqa: PLC0415  `--help` pays only for what it uses

    reason = error.message if isinstance(error, LeadtuiError | click.ClickException) else type(error).__name__
    click.echo(json.dumps({"schema": 1, "exit": {"code": code, "reason": reason}}, indent=1))


def _confess(error: BaseException) -> int:
    from leadtui.store.bug import write_bug_report  # noqa: PLC0415  needed only when we failed

    path = write_bug_report(error)
    where = f"What happened is written down in {path}." if path else None
    _say(f"this is a bug in leadtui: {type(error).__name__}; what was not finished is rolled back", where)
    return BUG
