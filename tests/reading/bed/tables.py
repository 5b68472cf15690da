"""Clean tables of different nature, invented anew from a seed; the truth of the test bed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final


def _several(text: str, between: str = " ") -> tuple[str, ...]:
    return tuple(text.split(between))


_FIRST: Final = _several("Ada Bea Cal Dara Edda Finn Greta Hale Ines Jonah Kira Leif Mona Nils Odette Petra")
_LAST: Final = _several("Abernath Bellwick Corrigane Dunmoor Eastlake Goldhart Hollowell Kettleby Marrowby Oakendale")
_TOWNS: Final = _several("Rome,Oslo,Springfield,New Haven,St. Paul,Ann Arbor,Troy,Salem,Lima,Las Cruces", ",")
_STREETS: Final = _several(
    "Quail Feather,Copper Lantern,Blue Thistle,Fox Hollow,Amber Reef,Old Ferry,Plum Harvest", ","
)
_WARES: Final = _several("lamp kettle basket ladder drill mirror blanket bucket hammer teapot bench rug")
_TRAITS: Final = _several("small large red blue wooden folding heavy bright quiet round sturdy light")
_VERBS: Final = _several("holds keeps carries warms lights covers cleans opens saves turns")
_FAR: Final = (
    ("Łódź", "ul. Żeromskiego 5", "Zofia Wąs"),
    ("Αθήνα", "Ερμού 12", "Νίκος Παππάς"),
    ("Москва", "ул. Ленина, 7", "Иван Петров"),
    ("東京", "中央区銀座1", "佐藤花子"),
    ("São Paulo", "Rua Augusta 90", "João Conceição"),
    ("Zürich", "Bahnhofstraße 3", "Jürg Müller"),
    ("القاهرة", "شارع النيل ٩", "ليلى حسن"),
)


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of text; an empty cell is the empty text."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(seed: int, count: int = 40) -> tuple[Table, ...]:
    """One table of each nature, with about `count` rows."""
    return tuple(_made(name, header, row, Random(f"{seed} {name}"), count) for name, header, row in _NATURES)


def _made(name: str, header: str, row: Callable[[Random, int], list[str]], by: Random, count: int) -> Table:
    rows = tuple(tuple(row(by, number)) for number in range(count))
    names = tuple(header.split("|"))
    assert all(len(cells) == len(names) for cells in rows)
    return Table(name, names, rows)


def _maybe(by: Random, share: float, text: str) -> str:
    return text if by.random() < share else ""


def _day(by: Random) -> tuple[int, int, int]:
    return by.randint(2015, 2025), by.randint(1, 12), by.randint(1, 28)


def _sentence(by: Random) -> str:
    return f"{by.choice(_TRAITS).title()} {by.choice(_WARES)} that {by.choice(_VERBS)} {by.choice(_WARES)}s"


def _lead(by: Random, _number: int) -> list[str]:
    first, last = by.choice(_FIRST), by.choice(_LAST)
    kind = by.choice(["Academy", "Child Care, Inc.", 'School "K-8"', "Center", "& Sons LLC"])
    return [
        f"{by.choice(_LAST)} {kind}",
        f"{first} {last}",
        f"({by.randint(201, 989)}) 555-{by.randint(100, 9999):04}",
        _maybe(by, 0.7, f"{first}.{last}@example.org".lower()),
        f"{by.randint(1, 9999)} {by.choice(_STREETS)} {by.choice(['St', 'Ave', 'Dr'])}",
        _maybe(by, 0.2, f"Suite {by.randint(1, 400)}"),
        by.choice(_TOWNS),
        by.choice(["TX", "NV", "OK", "MA"]),
        f"{by.randint(501, 99950):05}",
        by.choice(["Active", "Pending", "Closed"]),
    ]


def _sale(by: Random, number: int) -> list[str]:
    year, month, day = _day(by)
    text = ". ".join(_sentence(by) for _ in range(by.randint(1, 5)))
    if number % 4 == 1:
        text += f'\nSize: {by.randint(2, 30)} cm, {by.randint(1, 9)} kg; the "{by.choice(_TRAITS)}" one'
    return [
        f"{month:02}/{day:02}/{year}",
        f"{by.randint(0, 23):02}:{by.randint(0, 59):02}",
        str(by.randint(1, 40)),
        f"{by.choice('ABCD')}{by.randint(1000, 99999):05}",
        f"{by.randint(1, 900)}.{by.randint(0, 99):02}",
        by.choice(["Garden", "Kitchen", "Living room", "Tools"]),
        text + ".",
        f"http://shop.example.org/{by.choice(_WARES)}/{by.randint(1, 9999)}.html",
        _maybe(by, 0.3, f"ask {by.choice(_FIRST)}, then send"),
    ]


def _numbers(by: Random, number: int) -> list[str]:
    return [
        str(number + 1),
        f"{by.gauss(0, 50):.3f}",
        str(by.randint(-500, 500)),
        f"{by.random():.5f}",
        f"{by.randint(1, 9)}.{by.randint(0, 99999):05}E+{by.randint(2, 9):02}",
        str(by.randint(10_000, 9_999_999)),
    ]


def _dates(by: Random, number: int) -> list[str]:
    (year, month, day), (y2, m2, d2) = _day(by), _day(by)
    return [
        f"K-{number:04}",
        f"{year}-{month:02}-{day:02}",
        f"{m2}/{d2}/{y2}",
        f"{year}-{month:02}-{day:02} {by.randint(0, 23):02}:{by.randint(0, 59):02}:{by.randint(0, 59):02}",
        f"{by.randint(1, 12)}:{by.randint(0, 59):02} {by.choice(['AM', 'PM'])}",
        _maybe(by, 0.6, f"{d2}. {by.choice(['Jan', 'Mar', 'Jul'])} {y2}"),
    ]


def _wide(by: Random, number: int) -> list[str]:
    return [
        f"S{number:03}",
        by.choice(_TOWNS),
        *(_maybe(by, 0.8, str(by.randint(0, 100))) for _ in range(18)),
        *(by.choice("YN") for _ in range(8)),
        *(_maybe(by, 0.5, f"{by.random() * 100:.1f}%") for _ in range(8)),
        _maybe(by, 0.3, _sentence(by)),
        f"{by.choice(_FIRST)}",
    ]


_WIDE_HEADER: Final = "|".join(
    [
        "Station",
        "Town",
        *(f"Count {n}" for n in range(1, 19)),
        *(f"Flag {n}" for n in range(1, 9)),
        *(f"Share {n}" for n in range(1, 9)),
        "Remark",
        "Clerk",
    ]
)


def _narrow(by: Random, number: int) -> list[str]:
    return [f"{by.choice(_LAST)}{number}", str(by.randint(18, 90))]


def _one(by: Random, number: int) -> list[str]:
    return [f"{by.choice(_FIRST)}.{by.choice(_LAST)}{number}@example.org".lower()]


def _far(by: Random, number: int) -> list[str]:
    town, street, name = by.choice(_FAR)
    return [str(1000 + number), name, street, town, f"+{by.randint(1, 99)} {by.randint(100, 999)} 555 {number:04}"]


def _near(by: Random, number: int) -> list[str]:
    """Accents of western Europe."""
    return [
        f"{number + 10:04}",
        by.choice(["Crèche Les Écureuils", "Guardería Niños, S.L.", "Kita Müßiggang", "Förskolan Ängen", "Café Zoë"]),
        by.choice(["Orléans", "Málaga", "Köln", "Malmö", "Besançon"]),
        f"{by.randint(10, 99)},{by.randint(0, 99):02} kr",
        f"{by.randint(1, 28):02}.{by.randint(1, 12):02}.{by.randint(2019, 2025)}",
        by.choice(["geöffnet", "fermé", "abierto"]),
    ]


def _words(by: Random, _number: int) -> list[str]:
    return [
        f"{by.choice(_FIRST)} {by.choice(_LAST)}",
        by.choice(["Painter", "Baker", "Night nurse", "Clerk"]),
        by.choice(_TOWNS),
        _sentence(by),
        by.choice(["yes, gladly", "no", "perhaps"]),
    ]


def _sparse(by: Random, number: int) -> list[str]:
    return [
        f"{number + 1}",
        _maybe(by, 0.15, by.choice(_FIRST)),
        _maybe(by, 0.5, f"{by.randint(1, 99)}%"),
        "",
        _maybe(by, 0.3, f"{by.randint(2000, 2025)}"),
        by.choice(["A", "B", "C"]),
        _maybe(by, 0.1, _sentence(by)),
    ]


_NATURES: Final[tuple[tuple[str, str, Callable[[Random, int], list[str]]], ...]] = (
    ("leads", "Company|Contact Name|Phone|Email|Address 1|Address 2|City|State|Zip Code|Status", _lead),
    ("sales", "DATE|TIME|Qty|PRODUCTID|Price|ProductType|ProductDescription|URL|Comments", _sale),
    ("numbers", "n|reading|offset|share|mass|count", _numbers),
    ("dates", "Case|Opened|Closed|Last Seen|Hour|Due Day", _dates),
    ("wide", _WIDE_HEADER, _wide),
    ("narrow", "login|age", _narrow),
    ("one", "email", _one),
    ("far", "id|name|street|town|phone", _far),
    ("near", "Nº|Établissement|Ciudad|Preis|Eröffnet am|Größe", _near),
    ("words", "Person|Job|Town|What it is|Willing", _words),
    ("sparse", "Number|Helper|Done|Spare|Year|Group|Note", _sparse),
)
