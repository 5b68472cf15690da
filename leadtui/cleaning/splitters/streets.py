"""The words American addresses are made of, as pieces of regular expressions."""

from __future__ import annotations

from typing import Final

from leadtui.cleaning.cleaners.regions import AUSTRALIAN, PROVINCES, STATES

SUFFIX: Final = (
    r"(?:street|str|st|avenue|aven|ave|av|boulevard|blvd|boul|bl|road|rd|drive|drv|dr|lane|ln|court|ct|crt|circle|"
    r"cir|place|pl|parkway|pkwy|pky|highway|hwy|terrace|terr|ter|trail|trl|tr|way|loop|square|sq|plaza|plz|alley|aly|"
    r"freeway|fwy|frwy|expressway|expwy|expy|turnpike|tpke|pike|crescent|cres|causeway|cswy|crossing|xing|"
    r"ridge road|rdg|bnd|cv|pt|trce|trace|row|path|walk|mall|run|esplanade)"
)
"""What most street names end in. Words many towns end in, too (park, springs, city, beach), are left out."""
BROADWAY: Final = rf"(?:{SUFFIX}|broadway)"
"""Streets that need no suffix."""
CORNER: Final = r"(?:ne|nw|se|sw|n\.e|n\.w|s\.e|s\.w)"
UNIT_WORD: Final = (
    r"(?:suites|suite|ste|units|unit|apartment|apt|building|bldg|bld|room|rm|floor|flr|fl|lot|space|spc|trailer|trlr|"
    r"department|dept|office|ofc)"
)
UNIT_NUMBER: Final = r"(?:[a-z]{0,2}-?[0-9][a-z0-9/-]*|[a-z])\b"
UNIT: Final = (
    rf"(?:(?:{UNIT_WORD}\b\.?\s*#?\s*|#\s*){UNIT_NUMBER}(?:\s*[&,]\s*#?\s*(?:[0-9][a-z0-9-]*|[a-z])\b)*|"
    r"[0-9]{1,3}(?:st|nd|rd|th)\s+(?:floor|flr|fl)\b|p\.?\s?o\.?\s?box\s+[0-9a-z-]+\b)"
)
TOWN: Final = r"\p{L}[\p{L}.'’-]*(?:\s+\p{L}[\p{L}.'’-]*)*"
NUMBERED_ROAD: Final = (
    r"(?:(?:farm to market|ranch to market|state|county|us|u\.s\.|old|interstate|co|private)\s+)?"
    r"(?:fm|rm|cr|sr|us|ih|i|hwy|highway|road|rd|route|rte|rt|interstate|loop|spur|state highway)"
)
STATE: Final = (
    "(?:"
    + "|".join(sorted((name.replace(" ", r"\s+") for name in (STATES | PROVINCES).values()), key=len, reverse=True))
    + "|"
    + "|".join(STATES | PROVINCES | AUSTRALIAN)
    + r"|d\.c\.|n\.\s?[ymjhcd]\.|s\.\s?[cd]\.|w\.\s?v\.|r\.\s?i\.)"
)
ZIP: Final = r"(?:[0-9]{5}(?:[-\s]?[0-9]{4})?|[0-9]{3,4}|[a-z][0-9][a-z][\s-]?[0-9][a-z][0-9])"
COUNTRY: Final = r"(?:usa|u\.s\.a\.|u\.s\.|us|united states(?: of america)?|canada|australia)"
EUROPE: Final = (
    r"(?:germany|deutschland|france|spain|españa|italy|italia|austria|österreich|uk|u\.k\.|united kingdom|england|"
    r"scotland|wales|great britain)"
)
# A word before a known town that is part of another town's name.
TOWN_PREFIX: Final = (
    r"(?:north|south|east|west|n|s|e|w|new|old|san|santa|saint|st|fort|ft|mount|mt|lake|port|point|grand|upper|lower|"
    r"big|little|las|los|la|el|le|palm|cape|glen|royal|rancho|village of|city of|town of|the)"
)
