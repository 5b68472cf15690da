"""Zip codes, states, counties, towns, streets."""

from __future__ import annotations

from tests.cleaning.applied import cleaned, codes

ZIPS = {
    "01569": "01569",
    "89027": "89027",
    "89027-1234": "89027-1234",
    "891461234": "89146-1234",
    "78701 - 1234": "78701-1234",
    "78701–1234": "78701-1234",
    "89027-": "89027",
    "89027-0000": "89027",
    "890270000": "89027",
    "89027 1234": "89027-1234",
    "M3C 3A1": "M3C 3A1",
    "m3c3a1": "M3C 3A1",
    "T9V-1M9": "T9V 1M9",
    "SW1A 1AA": "SW1A 1AA",
    "1012 AB": "1012 AB",
    "1569": None,
    "569": None,
    "33-333": "33-333",
    "abc": None,
    "٨٩٠٢٧": None,
    "8902": None,
    "890271": None,
    "8.9E4": None,
    "89027.0": "89027",
    "O1569": None,
    "Nevada": None,
}


def test_zips_stay_text_and_lost_zeros_are_told() -> None:
    assert dict(zip(ZIPS, cleaned("us_zip", list(ZIPS)), strict=True)) == ZIPS
    told = dict(zip(ZIPS, codes("us_zip", list(ZIPS)), strict=True))
    assert {value for value, kept in ZIPS.items() if kept is None} == {v for v, c in told.items() if c == ["E-ZIP"]}
    assert told["M3C 3A1"] == told["SW1A 1AA"] == ["W-ZIP"]


def test_zeros_are_put_back_only_when_asked() -> None:
    assert cleaned("zip_pad", ["1569", "569", "1569-0001", "01569", "abc", None]) == [
        "01569",
        "00569",
        "01569-0001",
        "01569",
        "abc",
        None,
    ]
    assert codes("zip_pad", ["1569", "01569"]) == [["W-ZIP-PAD"], []]


STATES = {
    "NV": "NV",
    "nv": "NV",
    "Nevada": "NV",
    "NEVADA": "NV",
    "N.Y.": "NY",
    "New York": "NY",
    "district of columbia": "DC",
    "D.C.": "DC",
    "BC": "BC",
    "Ontario": "ON",
    "Newfoundland": "NL",
    "Puerto Rico": "PR",
    "Tex.": "TX",
    "West Virginia": "WV",
    "TX,": "TX",
    "XX": None,
    "Other": None,
    "United States": None,
    "N": None,
    "Nevadaa": None,
    "12": None,
    "NV 89027": None,
}


def test_states_by_name_and_by_code() -> None:
    assert dict(zip(STATES, cleaned("us_state", list(STATES)), strict=True)) == STATES
    told = codes("us_state", list(STATES))
    assert [found == ["E-STATE"] for found in told] == [kept is None for kept in STATES.values()]


def test_counties_towns_streets_and_units() -> None:
    assert cleaned(
        "us_county", ["CLARK", "Clark County", "EL PASO", "ST. LOUIS COUNTY", "DeKalb", "Orleans Parish"]
    ) == [
        "Clark",
        "Clark",
        "El Paso",
        "St. Louis",
        "DeKalb",
        "Orleans",
    ]
    assert cleaned("city", ["LAS VEGAS", "Reno,", "MCALLEN", "Coeur d'Alene", ","]) == [
        "Las Vegas",
        "Reno",
        "McAllen",
        "Coeur d'Alene",
        None,
    ]
    assert cleaned("us_street", ["107 E. DALE ST.", "525 Comanche Street,", "3350 W 7800 S", ","]) == [
        "107 E. Dale St",
        "525 Comanche Street",
        "3350 W 7800 S",
        None,
    ]
    assert cleaned("us_unit", ["STE. 5", "# 23", "SUITE 104", "a25", "APT B,", "MEZZANINE LEVEL"]) == [
        "Ste 5",
        "#23",
        "Suite 104",
        "a25",
        "Apt B",
        "Mezzanine Level",
    ]
