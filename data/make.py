"""Writes the sample files of this folder: three publishers' layouts with their dirt, and a next month for each.

Every name, street, number and address is invented (telephone numbers are 555 numbers, domains are
`example.*`); towns and zip prefixes are real, so that addresses can be recognised. What was planted
stands in `truth.json`. The same seed gives the same bytes; a test holds this.

    python data/make.py                                      # all samples, beside this file
    python data/make.py --layout source3 --rows 1000000 --to big.csv
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SEED = 20261005
Row = dict[str, str]


def _words(text: str, separator: str = " ") -> tuple[str, ...]:
    return tuple(text.split(separator))


FIRST = _words(
    "Ada Bea Cal Dara Edda Finn Greta Hale Ines Jonah Kira Leif Mona Nils Odette Petra Quinn Rhea Silas Thea Ulla "
    "Vera Wyatt Xenia Yara Zeno Alba Bruno Celia Dorian Elke Fabian Gwen Hugo Imke Jasper"
)
LAST = _words(
    "Abernath Bellwick Corrigane Dunmoor Eastlake Fairweath Goldhart Hollowell Ivorson Jessupp Kettleby Lindqvane "
    "Marrowby Northcut Oakendale Pennigrew Quillfeat Rosterman Silverlow Thornquist Underhaven Valecourt Wetherbee "
    "Yarrowell Zellerman Ashgrove Birchmont Calloren Driftwood Emberlyn"
)
TRAITS = _words(
    "Little Bright Happy Gentle Merry Cozy Sunny Tiny Curious Busy Golden Starry Rolling Singing Paper Velvet "
    "Lucky Clever Dancing Kind"
)
THINGS = _words(
    "Acorns Otters Lanterns Kites Pebbles Sparrows Meadows Puddles Foxes Comets Clovers Ladybugs Harbors Saplings "
    "Robins Bees Rivers Dragonflies Wagons Maples"
)
PLACES = ("Academy", "Child Care", "Preschool", "Learning Center", "Early Learning", "Montessori", "Day School")
STREETS = _words(
    "Quail Feather/Copper Lantern/Blue Thistle/Fox Hollow/Windmill Gate/Amber Reef/Juniper Bell/Painted Wagon/"
    "Silver Heron/Old Ferry/Larkspur/Stone Orchard/Cinder Creek/Maple Hatch/Lost Saddle/Plum Harvest/River Needle/"
    "Granite Fern/Sparrow Point/Tall Cotton",
    "/",
)
SUFFIXES = ("ST", "AVE", "DR", "LN", "CT", "BLVD", "RD", "WAY", "PKWY", "CIR")
HOURS = ("6:00AM - 6:00PM", "6:30AM - 5:30PM", "7:00AM - 5:00PM", "7:30AM - 5:30PM", "8:00AM - 5:00PM")
AGES = (
    "Infants (0-11 months)",
    "Toddlers (12-23 months; 1yr.)",
    "Preschool (24-48 months; 2-4 yrs.)",
    "School-age (5 years-older)",
)
# town, county, first zip of a few that follow each other
NEVADA = (
    ("LAS VEGAS", "CLARK", 89117), ("HENDERSON", "CLARK", 89011), ("NORTH LAS VEGAS", "CLARK", 89030),
    ("BOULDER CITY", "CLARK", 89005), ("MESQUITE", "CLARK", 89027), ("CARSON CITY", "CARSON CITY", 89701),
    ("SPRING CREEK", "ELKO", 89815), ("RENO", "WASHOE", 89501),
)  # fmt: skip
OKLAHOMA = (
    ("OKLAHOMA CITY", "", 73107), ("TULSA", "", 74104), ("NORMAN", "", 73069), ("YUKON", "", 73099),
    ("BROKEN ARROW", "", 74011), ("EL RENO", "", 73036), ("BIXBY", "", 74008),
)  # fmt: skip
TEXAS = (
    ("HOUSTON", "HARRIS", 77007), ("SAN ANTONIO", "BEXAR", 78201), ("DALLAS", "DALLAS", 75203),
    ("FORT WORTH", "TARRANT", 76104), ("AUSTIN", "TRAVIS", 78702), ("EL PASO", "EL PASO", 79902),
    ("THE COLONY", "DENTON", 75056), ("CORPUS CHRISTI", "NUECES", 78401), ("AMARILLO", "POTTER", 79101),
)  # fmt: skip


class Dice:
    """Chance with a seed, and the counters that keep licences and telephones distinct."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.count = 0

    def of(self, values: tuple[str, ...]) -> str:
        """One of these."""
        return self.random.choice(values)

    def one_in(self, many: int) -> bool:
        """True for one row in so many."""
        return self.random.randrange(many) == 0

    def phone(self, areas: tuple[str, ...]) -> str:
        """555-0100 to 555-0199 while they last, then further 555 numbers, then other exchanges; never the same twice.

        The counter is the caller's row number, so the areas take turns.
        """
        turn, area = divmod(self.count, len(areas))
        exchange = 555 if turn < 10_000 else 556 + turn // 10_000
        return f"{areas[area]}-{exchange}-{(turn + 100) % 10_000:04}"

    def person(self) -> tuple[str, str]:
        """First and last name."""
        return self.of(FIRST), self.of(LAST)

    def business(self) -> str:
        """`Bright Otters Academy`."""
        return f"{self.of(TRAITS)} {self.of(THINGS)} {self.of(PLACES)}"

    def street(self) -> str:
        """`1200 N FOX HOLLOW DR`."""
        direction = self.of(("", "", "", "N ", "S ", "E. ", "W. "))
        return f"{self.random.randrange(100, 19999)} {direction}{self.of(STREETS).upper()} {self.of(SUFFIXES)}"

    def town(self, towns: tuple[tuple[str, str, int], ...]) -> tuple[str, str, str]:
        """City, county and zip."""
        # Most rows lie in the first towns, as in a real state.
        city, county, zip_code = towns[min(self.random.randrange(len(towns)), self.random.randrange(len(towns)))]
        return city, county, str(zip_code + self.random.randrange(3) * (zip_code not in {73099, 75056, 89701}))

    def date(self, first_year: int, last_year: int) -> str:
        """`3/28/24`."""
        year, month = self.random.randint(first_year, last_year), self.random.randint(1, 12)
        day = self.random.randint(1, 28)
        return f"{month}/{day}/{year % 100:02}"


NEVADA_PAIRS: tuple[Callable[[str, str, str, str], str], ...] = (
    lambda f1, l1, f2, l2: f"{f1} & {f2} {l1} & {l2}",
    lambda f1, l1, f2, l2: f"{f1} AND {f2} {l1} AND {l2}",
    lambda f1, l1, f2, l2: f"{f1}, {f2} {l1}, {l2}",
    lambda f1, l1, f2, l2: f"{f1} & {f2}, {l1} & {l2}",
    lambda f1, l1, f2, l2: f"{f1} {l1} & {f2} {l2}",
)


def nevada(dice: Dice) -> Row:
    """One row of a licence list: the address in one cell, sometimes two people in another."""
    number = dice.count
    city, county, zip_code = dice.town(NEVADA)
    street = dice.street() + dice.of(("", "", "", ".", f"., STE {dice.random.randrange(1, 400)}"))
    first, last = (part.upper() for part in dice.person())
    contact = f"{first} {last}"
    if dice.one_in(8):
        second = [part.upper() for part in dice.person()]
        contact = NEVADA_PAIRS[number % len(NEVADA_PAIRS)](first, last, second[0], second[1])
    company = dice.business().upper()
    if dice.one_in(5):
        company += dice.of((" LLC", ", LLC", " L.L.C.", f" - {dice.of(STREETS).upper()}"))
    elif dice.one_in(9):
        company = f"{first}'S {dice.of(THINGS).upper()} & FRIENDS"
    return {
        "Name": company,
        "Credential Type": dice.of(("CENTER", "CENTER", "FAMILY CARE", "GROUP CARE", "CENTER (PROVISIONAL)")),
        "Credential Number": f"{number * 7 + 3:03}-{dice.of(('24', '25', '26'))}",
        "Status": "Active",
        "Expiration Date": dice.date(2026, 2027),
        "Disciplinary Action": "N",
        "Address": f"{street} {city}, NV {zip_code}",
        "State": "NV",
        "County": county,
        "Phone": dice.phone(("702", "725", "775")),
        "First Issue Date": dice.date(1996, 2025),
        "Primary Contact Name": contact,
        "Primary Contact Role": dice.of(("Director", "Owner", "Other", "Person in Charge")),
    }


def oklahoma(dice: Dice) -> Row:
    """One row of a web locator: cells of several lines, labels inside values, and trailing columns that slipped."""
    first, last = dice.person()
    is_centre = dice.one_in(4)
    business = dice.business().upper()
    company = business + dice.of(("", ", LLC", " ,LLC")) if is_centre else f"{last}, {first}".upper()
    if not is_centre and dice.one_in(2):
        company += f" {dice.of(('DBA', 'DBA', 'dba'))} {business}"
    city, _, zip_code = dice.town(OKLAHOMA)
    phone = dice.phone(("405", "918", "580", "539"))
    start = dice.random.randrange(3)
    ages = [*AGES[start : start + dice.random.randrange(1, 5)], "", "", ""]
    subsidy = dice.of(("Accepts Subsidy", "Accepts Subsidy", ""))
    hours, year_round = dice.of(HOURS), dice.of(("Year Round", "Year Round", "Year Round", ""))
    days = dict.fromkeys(("Mon", "Tues", "Wed", "Thurs", "Friday"), hours) | {"Saturday": "CLOSED", "Sunday": "CLOSED"}
    if dice.one_in(12):
        days = dict.fromkeys(days, "12:00AM - 12:00AM")
    role = "Director" if is_centre else "Primary Caregiver"
    year, month, day = dice.random.randint(2019, 2026), dice.random.randint(1, 9), dice.random.randint(1, 28)
    return {
        "Type License": f"CHILD CARE {'CENTER' if is_centre else 'FAMILY'} - K{'83' if is_centre else '82'}"
        f"00{70001 + dice.count * 13}",
        "Company": company,
        "Accepts Subsidy": subsidy,
        "Year Round": year_round,
        "Daytime Hours": "Daytime Hours",
        "Star Level": f"{dice.random.randint(1, 5)} Star Level Program",
        **days,
        "Primary Caregiver": f"{first} {last}\n \n {role}",
        "Phone": f"({phone[:3]}) {phone[4:]}",
        "Email": f"{first}.{last}{dice.count}@example.{dice.of(('com', 'org', 'net'))}".lower(),
        "Address1": dice.street(),
        "Address2": f"APT {dice.random.randrange(1, 60)}" if dice.one_in(10) else "",
        "City": city,
        "State": "OK",
        "Zip": zip_code,
        "Subsidy Contract Number": f"Subsidy Contract Number: {30011 + dice.count * 17 if subsidy else 'N/A'}",
        "Total Cap": str(dice.random.randrange(40, 120) if is_centre else dice.of(("7", "12"))),
        "Ages Accepted 1": ages[0],
        "AA2": ages[1],
        "AA3": ages[2],
        "AA4": ages[3],
        "License Monitoring Since": f"Monitoring since {year}-{month:02}-{day:02}",
        # The publisher fills its last two columns with whatever came first and second on the page.
        "School Year Only": subsidy or year_round or "Daytime Hours",
        "Evening Hours": "Daytime Hours" if subsidy or year_round else "",
    }


def texas(dice: Dice) -> Row:
    """One row of a state register: one fact per cell, many optional cells empty, two columns never filled."""
    city, county, zip_code = dice.town(TEXAS)
    name = dice.business() + dice.of(("", "", "", ", LLC", " Inc.", " II"))
    if dice.one_in(15):
        name = dice.of((f"{dice.random.randrange(1, 500)} {name}", name.upper(), f"A + {name}", f"1.2..{name}"))
    is_home = dice.one_in(3)
    flags = dice.of(("YYYY", "YYYY", "NYYY", "NNYY", "YYYN"))
    return {
        "Operation": str(504003 + dice.count * 41),
        "Agency Number": "",
        "Operation Name": name,
        "Address": dice.street().replace(".", "") + dice.of(("", "", "", "", f" STE {dice.random.randrange(1, 90)}")),
        "City": city,
        "State": "TX",
        "Zip": zip_code,
        "County": county,
        "Phone": dice.phone(("210", "214", "281", "512", "713", "817", "915", "972")),
        "Type": "Licensed Child-Care Home" if is_home else "Licensed Center - Child Care Program",
        "Status": "" if dice.one_in(20) else "Full Permit",
        "Issue Date": "" if dice.one_in(20) else dice.date(1994, 2026),
        "Capacity": "12" if is_home else str(dice.random.randrange(16, 330)),
        "Email Address": "" if dice.one_in(4) else f"office{dice.count}@{dice.of(THINGS).lower()}.example.com",
        "Facility ID": f"{4521 + dice.count * 29:06}",
        "Monitoring Frequency": "",
        **dict(zip(("Infant", "Toddler", "Preschool", "School"), flags, strict=True)),
    }


@dataclass(frozen=True)
class Layout:
    """One publisher: how its rows are made, what is planted in them, and what the next month brings."""

    row: Callable[[Dice], Row]
    key: str
    """The column that holds the licence."""
    count: int
    line_end: str
    final_line_end: bool
    planted: tuple[tuple[int, Row], ...]
    """Cells written over the n-th row: one of each kind of dirt, wherever the dice fell."""
    changes: tuple[Row, ...]
    """What may happen to a row in a month; every one of them reaches a loaded field."""
    not_loaded: Row
    """A change of a column that has no field: the row stays unchanged for the table."""
    blanked: str | None
    """A column that becomes empty; an empty cell does not erase what is known."""
    changed_count: int
    new_count: int
    vanished_count: int


LAYOUTS = {
    "source1": Layout(
        row=nevada, key="Credential Number", count=70, line_end="\n", final_line_end=False,
        planted=(
            (2, {"Name": "MY LITTLE STARLINGíS HOME DAYCARE LLC", "Credential Type": "FAMILY CARE"}),
            (5, {"Name": "HOLLOWELL, ODETTE DBA THE KITE ROOM"}),
            (9, {"Credential Number": "007-26"}),
            (12, {"Address": "9859 W. TALL COTTON LAS VEGAS, NV 89117", "County": "CLARK"}),
            (15, {"Address": "240 SILVER HERON BLVD HENDERSON, NV 89011-4417", "County": "CLARK"}),
            (18, {"Address": "1650 OLD FERRY RD BOULDER CITY, NV", "County": "CLARK"}),
            (21, {"Primary Contact Name": "ELKE & GWEN VAN OAKENDALE ASHGROVE & MARROWBY"}),
            (24, {"Name": "ROSTERMAN FITNESS -LARKSPUR", "Credential Type": "ACCOMMODATION",
              "Phone": "702-555-0188", "Address": "4100 LARKSPUR BLVD LAS VEGAS, NV 89118", "County": "CLARK"}),
            (27, {"Name": "ROSTERMAN FITNESS- COPPER LANTERN", "Credential Type": "ACCOMMODATION",
              "Phone": "702-555-0188", "Address": "77 COPPER LANTERN RD HENDERSON, NV 89012", "County": "CLARK"}),
            (30, {"Name": "PETRA NORTHCUT", "Primary Contact Name": "PETRA NORTHCUT"}),
            (33, {"Primary Contact Name": "IMKE KETTLEBY-FAIRWEATH"}),
            (36, {"Name": "ABC ETC/TINY ROBINS",
              "Address": "88 ST. FABIAN ST  BOULDER CITY, NV 89005", "County": "CLARK"}),
            (39, {"Name": " CITY OF MESQUITE YOUTH PROGRAMS & RECREATION ", "Credential Type": "PERMITS"}),
            (42, {"Primary Contact Name": "ALBA, BRUNO DUNMOOR, WETHERBEE"}),
        ),
        changes=(
            {"Expiration Date": "12/31/27"}, {"Phone": "702-555-9{n:03}"}, {"Status": "Expired"},
            {"Primary Contact Name": "RHEA CALLOREN", "Primary Contact Role": "Acting Director"},
            {"Expiration Date": "6/30/28", "Credential Type": "CENTER (RENEWED)"},
        ),
        not_loaded={"Disciplinary Action": "Y"}, blanked=None,
        changed_count=14, new_count=9, vanished_count=6,
    ),
    "source2": Layout(
        row=oklahoma, key="Type License", count=40, line_end="\r\n", final_line_end=True,
        planted=(
            (3, {"Primary Caregiver": "HUGO SILVERLOW\n \n Primary Caregiver"}),
            (7, {"Ages Accepted 1": "", "AA2": AGES[1], "AA3": AGES[2], "AA4": ""}),
            (11, {"Accepts Subsidy": "Year Round", "Year Round": "", "School Year Only": "Daytime Hours"}),
            (14, {"Primary Caregiver": "Ines M. Valecourt\n \n Director", "Zip": "73107-0042"}),
            (17, {"Phone": "", "Email": "(405) 555-0170"}),
            (20, {"Evening Hours": AGES[2]}),
            (23, {"Ages Accepted 1": "", "AA2": "", "AA3": AGES[2], "AA4": AGES[3]}),
            (26, {"Company": "UNDERHAVEN, ULLA K. DBA YES, WE PLAY! LEARNING CENTER"}),
            (29, {"Primary Caregiver": "Leif & Mona Thornquist\n \n Primary Caregiver"}),
            (32, {"Evening Hours": "Evening Hours", "Friday": "5:30AM - 11:59PM", "Saturday": "6:00AM - 6:00PM"}),
        ),
        changes=(
            {"Phone": "(405) 555-9{n:03}"}, {"Total Cap": "15"}, {"Email": "new{n}@example.org"},
            {"Saturday": "9:00AM - 1:00PM"}, {"Primary Caregiver": "Thea Lindqvane\n \n Director"},
        ),
        not_loaded={"Star Level": "Not Rated"}, blanked=None,
        changed_count=8, new_count=5, vanished_count=3,
    ),
    "source3": Layout(
        row=texas, key="Operation", count=120, line_end="\n", final_line_end=True,
        planted=(
            (0, {"Operation Name": 'B" Avenue Learning Center LLC"'}),
            (4, {"Operation Name": "1.2..play Kidz"}),
            (8, {"Address": "30856 FM 4417", "City": "AMARILLO", "County": "POTTER", "Zip": "79101"}),
            (13, {"Zip": "75203-0117"}),
            (19, {"Email Address": "Front.Desk@Otters.Example.com"}),
            (25, {"Capacity": ""}),
            (31, {"Operation Name": "CAFÉ DES PETITS"}),
            (44, {"Address": "3502 CINDER CREEK RD A25"}),
            (57, {"Phone": ""}),
            (63, {"Operation Name": "Bellwick, Hale dba Paper Kites Day School"}),
        ),
        changes=(
            {"Capacity": "64"}, {"Phone": "512-555-9{n:03}"}, {"Status": "Temporarily Closed"},
            {"Email Address": "desk{n}@example.net"}, {"Infant": "Y", "Toddler": "N"},
            {"Operation Name": "New Name Academy {n}"},
        ),
        not_loaded={"Monitoring Frequency": "Annual"}, blanked="Email Address",
        changed_count=21, new_count=14, vanished_count=9,
    ),
}  # fmt: skip


def rows(layout: str, count: int, seed: int = SEED) -> Iterator[Row]:
    """`count` rows of a layout without the planted ones; licences and telephones are distinct."""
    dice = Dice(seed)
    for number in range(count):
        dice.count = number
        yield LAYOUTS[layout].row(dice)


def to_csv(table: list[Row], line_end: str = "\n", *, final_line_end: bool = True) -> bytes:
    """The bytes of a table, header first; only cells that need it are quoted."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(table[0]), lineterminator=line_end)
    writer.writeheader()
    writer.writerows(table)
    content = text.getvalue().encode()
    return content if final_line_end else content.removesuffix(line_end.encode())


def month(layout: Layout, dice: Dice) -> list[Row]:
    """The first month: rows as they fall, then the planted dirt over some of them."""
    table = []
    for number in range(layout.count):
        dice.count = number
        table.append(layout.row(dice))
    for number, cells in layout.planted:
        table[number] |= cells
    return table


def next_month(layout: Layout, table: list[Row], dice: Dice) -> tuple[list[Row], dict[str, object]]:
    """The same register a month later, in another order, and what was planted."""
    order = list(range(len(table)))
    dice.random.shuffle(order)
    vanished, order = order[: layout.vanished_count], order[layout.vanished_count :]
    changed, kept = order[: layout.changed_count], order[layout.changed_count :]
    after = {number: dict(table[number]) for number in changed + kept}
    changes: dict[str, list[str]] = {}
    for turn, number in enumerate(changed):
        cells = {name: value.format(n=turn + 1) for name, value in layout.changes[turn % len(layout.changes)].items()}
        changes[table[number][layout.key]] = [name for name in cells if cells[name] != table[number][name]]
        after[number] |= cells
    after[kept[0]] |= layout.not_loaded
    blanked = [number for number in kept[1:] if layout.blanked and table[number][layout.blanked]][:2]
    for number in blanked:
        after[number][str(layout.blanked)] = ""
    new = []
    for number in range(layout.count, layout.count + layout.new_count):
        dice.count = number
        new.append(layout.row(dice))
    result = [*after.values(), *new]
    dice.random.shuffle(result)
    key = layout.key
    return result, {
        "rows": len(result),
        "net_new": len(new),
        "changed": len(changed),
        "unchanged": len(kept),
        "vanished": len(vanished),
        "net_new_keys": sorted(row[key] for row in new),
        "changed_columns": dict(sorted(changes.items())),
        "vanished_keys": sorted(table[number][key] for number in vanished),
        "unchanged_but_for_a_column_not_loaded": [table[kept[0]][key]],
        "unchanged_but_for_a_cell_now_empty": [table[number][key] for number in blanked],
    }


def write(folder: Path) -> None:
    """All sample files and their truth."""
    truth: dict[str, object] = {}
    for turn, (name, layout) in enumerate(LAYOUTS.items()):
        dice = Dice(SEED + turn)
        table = month(layout, dice)
        later, planted = next_month(layout, table, dice)
        for stem, content in ((name, table), (f"{name}_next", later)):
            (folder / f"{stem}.csv").write_bytes(to_csv(content, layout.line_end, final_line_end=layout.final_line_end))
        dirt = {table[number][layout.key]: sorted(cells) for number, cells in layout.planted}
        truth[name] = {"rows": len(table), "key": layout.key, "rejects": [], "planted_dirt": dirt}
        truth[f"{name}_next"] = {"key": layout.key, "rejects": [], **planted}
    (folder / "truth.json").write_text(json.dumps(truth, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Either all samples, or one big file for measuring."""
    parser = argparse.ArgumentParser(description="Write the sample files.")
    parser.add_argument("--layout", choices=LAYOUTS, default="source3")
    parser.add_argument("--rows", type=int)
    parser.add_argument("--to", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    if options.rows is None:
        write(options.to)
        return
    with options.to.open("w", encoding="utf-8", newline="") as file:
        table = rows(options.layout, options.rows)
        first = next(table)
        writer = csv.DictWriter(file, fieldnames=list(first), lineterminator=LAYOUTS[options.layout].line_end)
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(table)


if __name__ == "__main__":
    main()
