"""`leadtui doctor`: whether everything leadtui needs is there, and what to do where it isn't."""

from __future__ import annotations

import json
from typing import Final

import click

from leadtui.checkup import Check, State, checkup
from leadtui.cli.options import options
from leadtui.cli.outcome import WORST_FIRST
from leadtui.visible import visible

_MARKS: Final = {State.OK: "ok", State.WARN: "!", State.BAD: "x"}


@click.command("doctor")
@options("db", "json", "no_color", "quiet", "verbose")
def command(*, db: str | None, as_json: bool, quiet: bool) -> int:
    """Look whether everything leadtui needs is there, and say what to do where it isn't.

    The exit code is 0 unless something would keep other verbs from working.
    """
    checks = []
    for check in checkup(db):
        checks.append(check)
        if not as_json and not (quiet and check.state is State.OK):
            _tell(check)
    code = min((check.exit_code for check in checks), key=WORST_FIRST.index)
    if as_json:
        listed = [
            {"name": each.name, "state": each.state.value, "said": each.said, "advice": each.advice} for each in checks
        ]
        reason = next((each.said for each in checks if each.exit_code == code and code), "all is well")
        click.echo(json.dumps({"schema": 1, "checks": listed, "exit": {"code": code, "reason": reason}}, indent=1))
    return code


def _tell(check: Check) -> None:
    click.echo(f"{_MARKS[check.state]:<3}{check.name:<14}{visible(check.said)}")
    if check.advice:
        click.echo(f"   {'':<14}{visible(check.advice)}")
