"""The list of verbs, declared once: names and summaries without importing what they do."""

from __future__ import annotations

import importlib
from typing import NamedTuple

import click


class Verb(NamedTuple):
    """A verb of the command line; a tuple, because `--help` has no time to build a dataclass."""

    name: str
    summary: str
    """The first line of the command's own help; a test holds them equal."""

    def load(self) -> click.Command:
        """Import the command."""
        module = importlib.import_module(f"leadtui.cli.verbs.{self.name}")
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101  a promise of our own modules
        return command


VERBS = (
    Verb("open", "Look at a file, map, clean and check it, and load it, on screen."),
    Verb("load", "Load files by their saved mappings, without a screen."),
    Verb("watch", "Load files as they arrive in a folder, each by the saved mapping that fits its columns."),
    Verb("map", "Say how the columns of a file would fill the target."),
    Verb("check", "Clean and check files without touching a database."),
    Verb("plan", "Say what a load would do to the live table, without doing it."),
    Verb("tidy", "Write files as strict CSV, each with the list of its issues."),
    Verb(
        "transform", "Clean and check a file, and pack what a load needs: Parquet parts and a manifest, written last."
    ),
    Verb("runs", "List the loads the ledger knows."),
    Verb("report", "Show what one load did."),
    Verb("rows", "List the rows of one load: those it brought in new, or all it wrote."),
    Verb("rejects", "List the rows one load rejected; or load them, once they are corrected."),
    Verb("explain", "Tell the story of one row: each load that touched it, and what that changed."),
    Verb("undo", "Take back what one load did, or what an undo did."),
    Verb("review", "List the files that wait for a person, and how to open each."),
    Verb("mapping", "Look after saved mappings: list, show, explain, diff, log, revert, test."),
    Verb("target", "Make a target, as a mapping file, from a table of a database."),
    Verb("forget", "Forget what was confirmed: a header, a whole mapping, or a draft."),
    Verb("doctor", "Look whether everything leadtui needs is there, and say what to do where it isn't."),
    Verb("help", "Explain an issue code, an exit code or a topic."),
    Verb("config", "Say which settings hold, and where they come from."),
    Verb("db", "Look after the database: url, status, migrate, prune, erase, stop."),
)

EXAMPLES = """\b
Examples:
  leadtui open leads.csv                             the first time: see, confirm, load
  leadtui load --saved-mapping source1 leads.csv     every month after
  leadtui plan leads.csv                             what would happen to the live table
"""


class Verbs(click.Group):
    """A group that imports a verb when it is typed, and says which one was meant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of a day's work."""
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the verb that was typed."""
        return next((verb.load() for verb in VERBS if verb.name == cmd_name), None)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one was probably meant."""
        names = self.list_commands(ctx)
        if args and args[0] not in names and not args[0].startswith("-"):
            import difflib  # noqa: PLC0415  only a typing mistake pays for it

            near = difflib.get_close_matches(args[0], names, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            ctx.fail(f"There is no verb {args[0]!r}.{meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs from the table above, importing none of them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb.name, verb.summary) for verb in VERBS])
