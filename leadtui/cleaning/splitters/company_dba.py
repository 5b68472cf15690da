"""The trading name and who holds the license: `BRIGGS, DANA DBA LEARNING STATION, LLC`.

A person written last name first is turned round, so that `HELLSTROM, ELIZABETH` can be read; a comma
before LLC, or a name made of business words, is left alone.
"""

from __future__ import annotations

from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Finding, Options, Parts, Scratch
from leadtui.cleaning.splitters.person_name import DEGREE, GENERATION, PARTICLE, TRAILING_GENERATION

PARTS: Final = {"company": "company", "licensee": "legal_name"}
_SIGN: Final = r"(?:d[./]?\s?b[./]?\s?a\b\.?|doing business as|t/a|trading as)"
# The first sign parts them; a second one belongs to the trading name.
DBA: Final = rf"(?i)^\s*(?P<legal>.*?[^\s,(–—-])[\s,(–—-]+{_SIGN}[\s:–—-]+(?P<trade>\S.*?)\s*\)?\s*$"
ONLY_TRADE: Final = rf"(?i)^\s*{_SIGN}[\s:]+(\S.*?)\s*$"
HINT_OF_DBA: Final = r"(?i)(?:^|[\s,(–—-])(?:d[./]?\s?b|t/a|doing|trading)"
_WORD: Final = r"[\p{L}][\p{L}.'’-]*"
TURNED: Final = (
    rf"(?i)^\s*(?P<last>(?:{PARTICLE}\s+)*{_WORD}(?:\s+{_WORD})?(?:\s+{GENERATION})?)\s*,"
    rf"\s*(?P<first>{_WORD}(?:\s+{_WORD}){{0,2}})\s*$"
)
ONE_NAME: Final = rf"(?i)^\s*(?:{PARTICLE}\s+)*{_WORD}(?:\s+{GENERATION})?\s*,"
BUSINESS: Final = (
    r"(?i)\b(?:llc|l\.l\.c|llp|lp|inc|incorporated|corp|corporation|co|company|ltd|limited|plc|pllc|pc|foundation|"
    r"trust|church|ministry|ministries|chapel|temple|school|schools|academy|preschool|pre-school|nursery|daycare|day|"
    r"care|childcare|child|children|childrens|children's|kids|kidz|kid|tots|baby|babies|learning|center|centre|"
    r"centers|early|education|educational|enterprises|services|group|club|house|home|playhouse|montessori|head|start|"
    r"headstart|association|society|university|college|county|city|district|department|ymca|ywca|program|programs|"
    r"the|and|of|for|little|big|tiny|happy|sunny|steps|stars|years|hands|hearts|friends|family|play|fun|grow|growing|"
    r"discovery|development|institute|community|partners|studio|gardens?|village|world|place|land)\b"
)


def company_dba(value: pl.Expr, scratch: Scratch, _options: Options) -> Parts:
    """Trading name and licensee; alone, a person is both, a business only the first."""
    hinted = scratch.where(value.str.contains(HINT_OF_DBA), value)
    only_trade = scratch.keep(hinted.str.extract(ONLY_TRADE, 1))
    parts = scratch.groups(scratch.where(only_trade.is_null(), hinted), DBA)
    has_dba = parts["trade"].is_not_null()
    legal_text = scratch.keep(pl.coalesce(parts["legal"], value))
    turned = scratch.groups(scratch.where(legal_text.str.contains(",", literal=True), legal_text), TURNED)
    is_person = scratch.keep(
        turned["first"].is_not_null()
        & ~scratch.where(turned["first"].is_not_null(), legal_text).str.contains(BUSINESS)
        & ~turned["first"].str.contains(rf"(?i)^(?:{GENERATION}|{DEGREE})$")
        # Without a DBA, two words before the comma may just as well be a business.
        & (has_dba | legal_text.str.contains(ONE_NAME))
    )
    generation = pl.coalesce(turned["first"].str.extract(TRAILING_GENERATION, 0), pl.lit(""))
    first = turned["first"].str.replace(TRAILING_GENERATION, "")
    person = pl.concat_str(first, pl.lit(" "), turned["last"], generation)
    legal = scratch.keep(pl.when(is_person).then(person).when(has_dba).then(legal_text))
    company = scratch.keep(
        pl.when(has_dba)
        .then(parts["trade"])
        .when(only_trade.is_not_null())
        .then(only_trade)
        .when(is_person)
        .then(person)
        .otherwise(value)
    )
    return Parts(
        {"company": company, "licensee": legal},
        (Finding("I-NAME", "Read as last name, first name, and turned round", is_person & ~has_dba),),
    )
