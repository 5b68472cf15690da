"""Yes and no in several languages; a remark beside it makes it an issue, not a guess."""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Outcome, Scratch

YES: Final = (
    "y", "yes", "true", "t", "1", "1.0", "x", "✓", "✔", "☑", "✅", "on", "si", "sí", "s", "oui", "o", "ja", "j", "sim",
    "da", "tak", "vrai", "wahr", "verdadero", "cierto", "verdadeiro", "vero", "yep", "yeah", "enabled",
    "accepted", "accepts", "accept", "available", "offered", "offers", "included", "provided",
)  # fmt: skip
NO: Final = (
    "n", "no", "false", "f", "0", "0.0", "✗", "✘", "☐", "❌", "off", "non", "nein", "não", "nao", "nie", "nej", "nei",
    "faux", "falsch", "falso", "nope", "disabled", "not accepted", "does not accept", "doesn't accept", "not offered",
    "not provided", "not included", "not available", "none offered",
)  # fmt: skip


def yes_no(value: pl.Expr, scratch: Scratch, options: Options) -> Outcome:
    """Yes or no; a cell that repeats the name of its own column says yes, an empty one says nothing."""
    said = scratch.keep(value.str.to_lowercase().str.strip_chars(" .!()[]"))
    truth = scratch.keep(truth_of(said, options.labels))
    return Outcome(truth, (Finding("E-FLAG", "Neither yes nor no", value.is_not_null() & truth.is_null()),))


def truth_of(said: pl.Expr, labels: tuple[str, ...]) -> pl.Expr:
    """True, false or NULL for text in small letters."""
    own = tuple(" ".join(label.lower().split()) for label in labels)
    return pl.when(said.is_in([*YES, *own])).then(pl.lit(value=True)).when(said.is_in(NO)).then(pl.lit(value=False))
