"""Words that keep a spelling of their own where everything else gets one capital."""

from __future__ import annotations

from typing import Final

SMALL: Final = (
    "of", "the", "and", "for", "at", "in", "on", "to", "or", "by", "with", "from", "an", "as", "de", "des", "du",
)  # fmt: skip
ACRONYMS: Final = (
    "USA", "UK", "YMCA", "YWCA", "YMHA", "UMC", "ABC", "ABCS", "ECE", "ELC", "EHS", "ISD", "USD", "CEO", "COO", "CFO",
    "NE", "SE", "II", "III", "IV", "VII", "VIII", "IX", "XI", "XII", "XIII", "DBA", "STEM", "STEAM", "AME", "CME",
    "NAACP", "PTA", "KIPP", "CDA", "GED", "ESL", "NYC", "USPS", "NASA", "UCLA", "AFB", "HOA", "CAA", "MLK", "JFK",
    "IBM", "AAA", "UAW", "AFSCME", "ARC", "ESC", "LULAC", "UPMC", "SUNY", "CUNY", "EOC", "CAP",
)  # fmt: skip
ABBREVIATIONS: Final = (
    "Dr", "Mr", "Mrs", "Ms", "Jr", "Sr", "St", "Mt", "Ft", "Pt", "Rd", "Ln", "Ct", "Ctr", "Cntr", "Schl", "Sch", "Ltd",
    "Blvd", "Pkwy", "Hwy", "Trl", "Pl", "Sq", "Bldg", "Rm", "Fl", "Frwy", "Dept", "Mgr", "Tr", "Chldrn", "Lrng", "Lrn",
    "Prtnrs", "Srvcs", "Svcs", "Nth", "Sth", "Wm", "Chrstn", "Pkw", "Brd", "Dvlpmt", "Inc", "Corp", "Co",
)  # fmt: skip
STREET_WORDS: Final = (
    "NE",
    "NW",
    "SE",
    "SW",
    "FM",
    "RM",
    "CR",
    "SR",
    "RR",
    "US",
    "PO",
    "II",
    "III",
    "IH",
    "MLK",
    "JFK",
)
PLACES: Final = (
    "DeKalb", "DuPage", "LaPorte", "LaGrange", "LaSalle", "DeSoto", "DeWitt", "LaMoure", "DeBary", "DeLand", "LaBelle",
    "DuBois", "LaVergne", "DeForest", "LaFollette", "DeRidder",
)  # fmt: skip
SMALL_IN_PLACES: Final = (
    "of", "the", "and", "or", "on", "upon", "am", "de", "du", "des", "del", "der", "sur", "sous", "en", "aux", "di",
)  # fmt: skip
"""Never the first word, which no place has small."""
MACS: Final = (
    "MacDonald", "MacArthur", "MacGregor", "MacIntyre", "MacLeod", "MacPherson", "MacMillan", "MacLean", "MacIntosh",
    "MacNeil", "MacNeill", "MacDougall", "MacFarlane", "MacAllister", "MacAulay", "MacQueen", "MacPhail", "MacBeth",
    "MacCormack", "MacDowell", "MacGillivray", "MacInnes", "MacIsaac", "MacKinnon", "MacLaren", "MacNab", "MacPhee",
    "MacDonnell", "MacCallum", "MacEwan", "MacKay", "MacKinley", "MacNamara", "MacDuff",
)  # fmt: skip
"""Most names with `Mac` are spelled with a small letter after it (Mack, Macias); these are not."""

GENERATIONS: Final = ("II", "III", "IV")
INITIALS: Final = (
    "AJ", "BJ", "CJ", "DJ", "EJ", "JB", "JC", "JD", "JJ", "JP", "JT", "KC", "KJ", "LJ", "MJ", "PJ", "RJ", "TJ",
)  # fmt: skip
