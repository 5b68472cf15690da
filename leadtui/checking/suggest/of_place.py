"""States and zip codes: what the rest of the row says decides how sure a suggestion is."""

from __future__ import annotations

import polars as pl

from leadtui.checking.plausible import STATES_OF
from leadtui.checking.suggest.guess import Guess, Look, digits_for_letters, only
from leadtui.checking.suggest.nearest import SHORT, of_list
from leadtui.cleaning.cleaners.postcode import NOBODYS
from leadtui.cleaning.cleaners.postcode import SHORT as SHORT_ZIP
from leadtui.cleaning.cleaners.regions import CODES


def zip_code(look: Look) -> Guess:
    """The leading zero put back, or letters read as digits, if such a code exists and fits the row's state."""
    short = only(look.value, look.value.str.contains(SHORT_ZIP))
    padded = pl.concat_str(short.str.extract("^([0-9]+)", 1).str.pad_start(5, "0"), short.str.replace("^[0-9]+", ""))
    read = digits_for_letters(look.value)
    found = pl.coalesce(padded, only(read, read.str.contains("^[0-9]{5}(?:-[0-9]{4})?$") & ~read.is_in(NOBODYS)))
    states = found.str.head(3).replace_strict(STATES_OF, default=None, return_dtype=pl.String)
    fits = states.str.contains(look.neighbour("us_state"), literal=True)
    return Guess(only(found, states.is_not_null() & fits.fill_null(value=True)), fits)


def state(look: Look) -> Guess:
    """The state whose name is one slip away; safe where the row's zip code lies in it."""
    names = {name: code for name, code in CODES.items() if len(name) >= SHORT}
    guess = of_list(look.value, names)
    states = look.neighbour("us_zip").str.head(3).replace_strict(STATES_OF, default=None, return_dtype=pl.String)
    return Guess(guess.text, states.str.contains(guess.text, literal=True))
