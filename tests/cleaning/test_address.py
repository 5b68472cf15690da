"""Streets, units and towns told apart, with and without commas."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cleaning.applied import split, split_codes

TOWNS = ("LAS VEGAS", "NORTH LAS VEGAS", "HENDERSON", "NEW YORK")
ADDRESSES: dict[str, tuple[str | None, ...]] = {
    "3208 FERN PKWY MESQUITE, NV 89028": ("3208 FERN PKWY", None, "MESQUITE", "NV", "89028"),
    "9805 WINDMILL ST LAS VEGAS, NV 89146": ("9805 WINDMILL ST", None, "LAS VEGAS", "NV", "89146"),
    "6044 BELLE ST NORTH LAS VEGAS, NV 89031": ("6044 BELLE ST", None, "NORTH LAS VEGAS", "NV", "89031"),
    "8889 S. EAST AVE., STE 160 LAS VEGAS, NV 89123": ("8889 S. EAST AVE.", "STE 160", "LAS VEGAS", "NV", "89123"),
    "7625 S. BOW BLVD., STE 104-106 RENO, NV 89501": ("7625 S. BOW BLVD.", "STE 104-106", "RENO", "NV", "89501"),
    "3980 W. ANN RD., STE 1 NORTH LAS VEGAS, NV 89031": ("3980 W. ANN RD.", "STE 1", "NORTH LAS VEGAS", "NV", "89031"),
    "525 Main St, STE A LAS VEGAS, NV 89101": ("525 Main St", "STE A", "LAS VEGAS", "NV", "89101"),
    "8125 W. COTTON LAS VEGAS, NV 89117": ("8125 W. COTTON", None, "LAS VEGAS", "NV", "89117"),
    "100 ST. JUDE ST BOULDER CITY, NV 89005": ("100 ST. JUDE ST", None, "BOULDER CITY", "NV", "89005"),
    "3528 ST. ROSE PKWY HENDERSON, NV 89052": ("3528 ST. ROSE PKWY", None, "HENDERSON", "NV", "89052"),
    "100 MAIN ST ST LOUIS, MO 63101": ("100 MAIN ST", None, "ST LOUIS", "MO", "63101"),
    "100 MAIN ST SAINT PAUL, MN 55101": ("100 MAIN ST", None, "SAINT PAUL", "MN", "55101"),
    "470 GYPSUM DRIVE SPRING CREEK, NV 89815": ("470 GYPSUM DRIVE", None, "SPRING CREEK", "NV", "89815"),
    "3210 S 320TH ST FEDERAL WAY, WA 98003": ("3210 S 320TH ST", None, "FEDERAL WAY", "WA", "98003"),
    "2150 SNOW TRAIL LAS VEGAS, NV 89134": ("2150 SNOW TRAIL", None, "LAS VEGAS", "NV", "89134"),
    "1200 AVENUE K BROOKLYN, NY 11230": ("1200 AVENUE K", None, "BROOKLYN", "NY", "11230"),
    "500 AVENUE OF THE AMERICAS NEW YORK, NY 10001": ("500 AVENUE OF THE AMERICAS", None, "NEW YORK", "NY", "10001"),
    "30856 FM 803 LOS FRESNOS, TX 78566": ("30856 FM 803", None, "LOS FRESNOS", "TX", "78566"),
    "240 HWY 6 S COLLEGE STATION, TX 77840": ("240 HWY 6 S", None, "COLLEGE STATION", "TX", "77840"),
    "3930 E 105TH CHICAGO, IL 60617": ("3930 E 105TH", None, "CHICAGO", "IL", "60617"),
    "7901 NW 113 OKLAHOMA CITY, OK 73162": ("7901 NW 113", None, "OKLAHOMA CITY", "OK", "73162"),
    "15302 E 89TH ST N OWASSO, OK 74055": ("15302 E 89TH ST N", None, "OWASSO", "OK", "74055"),
    "PO BOX 123 ELKO, NV 89801": ("PO BOX 123", None, "ELKO", "NV", "89801"),
    "6649 N Gum St, New Orleans, LA, 70116": ("6649 N Gum St", None, "New Orleans", "LA", "70116"),
    "8 W Elm Ave #54, Bridgeport, NJ, 8014": ("8 W Elm Ave", "#54", "Bridgeport", "NJ", "8014"),
    "12 Oak Ln, Apt 4, Salem OR 97301-1234": ("12 Oak Ln", "Apt 4", "Salem", "OR", "97301-1234"),
    "10 Gate Blvd, Suite 104\nToronto, ON     M3C 3A1": ("10 Gate Blvd", "Suite 104", "Toronto", "ON", "M3C 3A1"),
    "123 5th Ave New York, New York 10001": ("123 5th Ave", None, "New York", "New York", "10001"),
    "1600 Elm Ave NW, Washington, D.C. 20500": ("1600 Elm Ave NW", None, "Washington", "D.C.", "20500"),
    "1650 FERRY RD BOULDER CITY, NV": ("1650 FERRY RD", None, "BOULDER CITY", "NV", None),
    "150 Willow St Mesquite 89027": ("150 Willow St", None, "Mesquite", None, "89027"),
    "1 LOOP RD CUPERTINO CA 95014 USA": ("1 LOOP RD", None, "CUPERTINO", "CA", "95014"),
    "Las Vegas, NV": (None, None, "Las Vegas", "NV", None),
    "101 SEVENTH ST": ("101 SEVENTH ST", None, None, None, None),
    "150 WILLOW ST, NV 89027": ("150 WILLOW ST", None, None, "NV", "89027"),
    "1 ELM ST REAR LAS VEGAS, NV 89146": ("1 ELM ST REAR", None, "LAS VEGAS", "NV", "89146"),
    "500 N BROADWAY ST CEDAR GROVE, NJ 07009": ("500 N BROADWAY ST", None, "CEDAR GROVE", "NJ", "07009"),
    "": (None, None, None, None, None),
}
PLACES: dict[str, tuple[str | None, ...]] = {
    "Hauptstr. 12, 53111 Bonn": ("Hauptstr. 12", "53111", "Bonn"),
    "12 rue des Lilas 31000 Saint-Étienne": ("12 rue des Lilas", "31000", "Saint-Étienne"),
    "C/ Mayor, 3, 37001 Alba de Tormes": ("C/ Mayor, 3", "37001", "Alba de Tormes"),
    "D-06108 Halle (Saale)": (None, "06108", "Halle (Saale)"),
    "8001 Zürich": (None, "8001", "Zürich"),
    "75011 PARIS 11": (None, "75011", "PARIS"),
    "Hauptstr. 12": ("Hauptstr. 12", None, None),
    "": (None, None, None),
}
DOUBTED = {
    "8125 W. COTTON LAS VEGAS, NV 89117",
    "500 AVENUE OF THE AMERICAS NEW YORK, NY 10001",
    "101 SEVENTH ST",
    "150 WILLOW ST, NV 89027",
    "1 ELM ST REAR LAS VEGAS, NV 89146",
}


def test_a_postal_code_before_the_town() -> None:
    assert split("postal_place", list(PLACES)) == list(PLACES.values())
    assert split_codes("postal_place", ["Hauptstr. 12", "8001 Zürich", ""]) == [["W-ADDRESS"], [], []]


def test_every_part_of_an_address() -> None:
    found = split("us_address", list(ADDRESSES), settings={"cities": TOWNS})
    assert dict(zip(ADDRESSES, found, strict=True)) == ADDRESSES


def test_what_is_taken_on_trust_is_told() -> None:
    told = split_codes("us_address", list(ADDRESSES), settings={"cities": TOWNS})
    assert {address for address, codes in zip(ADDRESSES, told, strict=True) if codes == ["W-ADDRESS"]} == DOUBTED


def test_without_recurring_towns_the_street_keeps_what_cant_be_told() -> None:
    assert split("us_address", ["8125 W. COTTON LAS VEGAS, NV 89117"]) == [
        ("8125 W. COTTON LAS VEGAS", None, None, "NV", "89117")
    ]


def test_a_street_that_ends_in_a_direction_may_mean_another_town() -> None:
    told = split_codes(
        "us_address",
        ["12 MAIN ST N LAS VEGAS, NV 89030", "12 MAIN ST S LAS VEGAS, NV 89030"],
        settings={"cities": TOWNS},
    )
    assert told == [["W-ADDRESS"], []]


def test_a_unit_nobody_asked_for_stays_in_the_street() -> None:
    wanted = ("street", "city", "state", "zip")
    parts = split("us_address", ["8889 S. EAST AVE., STE 160 RENO, NV 89501"], wanted)
    assert parts == [("8889 S. EAST AVE., STE 160", "STE 160", "RENO", "NV", "89501")]


STREETS = {
    "401 FM 685 STE 104": ("401 FM 685", "STE 104"),
    "3502 SLIDE RD A25": ("3502 SLIDE RD", "A25"),
    "3037 W ELM AVE # 23": ("3037 W ELM AVE", "# 23"),
    "PO BOX 12": ("PO BOX 12", None),
    "123 MAIN ST PO BOX 5": ("123 MAIN ST", "PO BOX 5"),
    "525 Oak Street,": ("525 Oak Street", None),
    "4255 S R L THORNTON FWY": ("4255 S R L THORNTON FWY", None),
    "1444 NE 30TH ST": ("1444 NE 30TH ST", None),
    "12 OAK ST, BLDG A, STE 5": ("12 OAK ST", "BLDG A, STE 5"),
    "130 ELM ST W": ("130 ELM ST W", None),
    "7 FLOOR ST": ("7 FLOOR ST", None),
    "FM 803": ("FM 803", None),
    "12 Main St 2nd Floor": ("12 Main St", "2nd Floor"),
    "100 UNIT ST": ("100 UNIT ST", None),
    "10 Gate Blvd\nSuite 104": ("10 Gate Blvd", "Suite 104"),
    "4990 FM 3455 RD": ("4990 FM 3455 RD", None),
    "6 Elm St Apt B": ("6 Elm St", "Apt B"),
    "": (None, None),
    "9 Space Center Dr": ("9 Space Center Dr", None),
    "1 Lot Rd Lot 7": ("1 Lot Rd", "Lot 7"),
}


def test_street_and_unit() -> None:
    assert dict(zip(STREETS, split("us_street_unit", list(STREETS)), strict=True)) == STREETS
    assert split("us_street_unit", ["6 Elm St Apt B"], ("street",)) == [("6 Elm St Apt B", None)]


WORDS = st.sampled_from(
    ["QUAIL FEATHER", "LAKE MEAD", "ST. ROSE", "OLD FERRY", "CENTER", "E 12TH", "KING'S", "LARKSPUR"]
)
SUFFIXES = st.sampled_from(["ST", "AVE", "Blvd", "RD", "Drive", "LN", "CT", "PKWY", "WAY", "Cir", "PL", "Terrace"])
UNITS = st.sampled_from(["", "", "STE 104", "# 5", "UNIT B", "APT 2-C", "BLDG 3 STE 7"])
CITIES = st.sampled_from(
    ["RENO", "LAS VEGAS", "NORTH LAS VEGAS", "Boulder City", "St. Louis", "SPRING CREEK", "O'Fallon", "Winston-Salem"]
)


@settings(max_examples=60, deadline=None)
@given(
    number=st.integers(1, 99999),
    words=WORDS,
    suffix=SUFFIXES,
    dot=st.sampled_from(["", "."]),
    unit=UNITS,
    comma=st.sampled_from(["", ","]),
    city=CITIES,
    zip_code=st.sampled_from(["", " 89146", " 89146-0001"]),
)
def test_addresses_put_together_come_apart_again(
    *, number: int, words: str, suffix: str, dot: str, unit: str, comma: str, city: str, zip_code: str
) -> None:
    street = f"{number} {words} {suffix}{dot}"
    cell = " ".join(part for part in (street + (comma if unit else ""), unit, city) if part) + f", NV{zip_code}"
    with_commas = f"{street}{comma}{' ' if unit else ''}{unit}, {city}, NV{zip_code}"
    expected = (street.rstrip("."), unit or None, city, "NV", zip_code.strip() or None)
    found = split("us_address", [cell, with_commas.replace(",,", ",")])
    assert [(first.rstrip("."), *rest) for first, *rest in found] == [expected, expected]
