"""Text as such: blanks, words for nothing, spreadsheets' leavings, capitals."""

from __future__ import annotations

from tests.cleaning.applied import cleaned, codes

TRIMMED = {
    " Reno ": "Reno",
    "Las  Vegas": "Las Vegas",
    "a\n \n b": "a b",
    "\tTab\t": "Tab",
    "": None,
    "   ": None,
    "\u00a0No\u00a0Break\u00a0": "No Break",
    "zero\u200bwidth": "zerowidth",
    "\ufeffmark": "mark",
    "soft\u00adhyphen": "softhyphen",
    "\u200b": None,
    "ok": "ok",
    "two words": "two words",
    "a b  c": "a b c",
    "line\r\nend": "line end",
    "Älter werden": "Älter werden",
    "日本語": "日本語",
    "x\u3000y": "x y",
    " - ": "-",
    "O'Neil": "O'Neil",
    "trailing,": "trailing,",
    "🙂 smile": "🙂 smile",
}


def test_trim() -> None:
    assert dict(zip(TRIMMED, cleaned("trim", list(TRIMMED)), strict=True)) == TRIMMED


NOTHING = (
    "N/A",
    "n/a",
    "NA",
    "None",
    "NULL",
    "nil",
    "-",
    "--",
    "–",
    ".",
    "?",
    "Unknown",
    "unk",
    "TBD",
    "not available",
    "Not Applicable",
    "not provided",
    "#N/A",
    "(none)",
    "missing",
    "_",
    "nan",
    "no data",
)
SOMETHING = (
    "Nathan",
    "Nancy",
    "Nonesuch Road",
    "0",
    "no",
    "No",
    "Unknown Road",
    "Banana",
    "Tbilisi",
    "A",
    "x",
    "N",
    "Nilsson",
    "Null Island",
    "--- see note",
    "NAACP",
    "None of the above",
    "1",
    "Missing Link Daycare",
    "false",
)


def test_words_for_nothing_become_null_and_are_told() -> None:
    assert cleaned("null_words", NOTHING) == [None] * len(NOTHING)
    assert codes("null_words", NOTHING) == [["I-NULL"]] * len(NOTHING)


def test_words_that_say_something_stay() -> None:
    assert cleaned("null_words", SOMETHING) == list(SOMETHING)
    assert codes("null_words", SOMETHING) == [[]] * len(SOMETHING)


def test_a_name_may_be_a_word_for_nothing() -> None:
    assert cleaned("null_marks", ["Null", "Na", "None", "-", "N/A"]) == ["Null", "Na", "None", None, None]
    assert cleaned("null_marks", ["Vacant", "TBD", "To be hired", "Vacante"]) == [None] * 4


def test_spreadsheets_leave_errors_and_formulas() -> None:
    values = ["#REF!", "#VALUE!", "#NAME?", "#DIV/0!", '="00123"', "=“00123”", "# 5", "#12", "=1+1", "=cmd", None]
    assert cleaned("spreadsheet", values) == [None] * 4 + ["00123", "00123", "# 5", "#12", "=1+1", "=cmd", None]
    assert codes("spreadsheet", values)[:6] == [["E-EXCEL"]] * 4 + [["W-EXCEL"]] * 2


def test_a_rounded_number_identifies_nothing() -> None:
    assert cleaned("long_digits", ["1.23457E+11", "1,2E+5", "123E", "E+11", "12-24", "1E11A"]) == [
        None,
        None,
        "123E",
        "E+11",
        "12-24",
        "1E11A",
    ]


TITLED = {
    "SUNSHINE ACADEMY PRE-SCHOOL": "Sunshine Academy Pre-School",
    "TINY TLC CHILD CARE": "Tiny TLC Child Care",
    "YMCA - DURANGO HILLS": "YMCA - Durango Hills",
    "BOLD AND BRIGHT ACADEMY LLC": "Bold and Bright Academy LLC",
    "DISCOVERY GARDENS L.L.C.": "Discovery Gardens L.L.C.",
    "MOMMY'S ANGELS": "Mommy's Angels",
    "PRIMROSE OF LAS VEGAS AT LONE MOUNTAIN": "Primrose of Las Vegas at Lone Mountain",
    "KIDS ARE US": "Kids Are Us",
    "MCDONALD'S FARM": "McDonald's Farm",
    "O'NEIL & SONS INC.": "O'Neil & Sons Inc.",
    "GRANNY T'S": "Granny T's",
    "1ST STEP, 22ND ST": "1st Step, 22nd St",
    "THE SCHOOL OF THE ARTS, LLC": "The School of the Arts, LLC",
    "NCA LEARNING CENTER": "NCA Learning Center",
    "MLK JR. ACADEMY": "MLK Jr. Academy",
    "BRING'EM YOUNG": "Bring'em Young",
    "ST. MARY'S": "St. Mary's",
    "ABC ETC/LITTLE ONES": "ABC Etc/Little Ones",
    "K-12 TECH": "K-12 Tech",
    "CAFÉ DES PETITS": "Café des Petits",
    "STEPS II": "Steps II",
    "CENTER (PROVISIONAL)": "Center (Provisional)",
    "CITY OF RENO & THE DEPT": "City of Reno & the Dept",
}
AS_THEY_ARE = (
    "iPad Kids",
    "Sunshine LLC",
    "eBay",
    "1.2..me Kidz",
    "Kidz R Us",
    "McDonald",
    "A",
    "A & B",
    "12",
    "Ünder",
    "kaizen high",
    "GIGi'S CHILDCARE",
    "O.S.C.",
    "A B C",
    "",
    "K9",
    "YMCA of Reno",
    "DeSoto",
    "La Petite",
    "ñandú",
)


def test_shouting_becomes_a_title() -> None:
    assert dict(zip(TITLED, cleaned("title_case_if_shouting", list(TITLED)), strict=True)) == TITLED


def test_what_somebody_spelled_with_care_stays() -> None:
    assert cleaned("title_case_if_shouting", AS_THEY_ARE) == list(AS_THEY_ARE)


def test_where_capitals_are_rare_a_single_word_of_them_is_an_acronym() -> None:
    values = ["OCASI", "HAPPY KIDS"]
    assert cleaned("business_case_if_shouting", values) == ["Ocasi", "Happy Kids"]
    assert cleaned("business_case_if_shouting", values, settings={"capitals": "rare"}) == ["OCASI", "Happy Kids"]
    assert cleaned("title_case_if_shouting", values, settings={"capitals": "rare"}) == ["Ocasi", "Happy Kids"]


def test_an_odd_letter_among_capitals_is_told_and_kept() -> None:
    assert cleaned("title_case_if_shouting", ["MY ANGELíS HOME"]) == ["My Angelís Home"]
    assert codes("title_case_if_shouting", ["MY ANGELíS HOME", "STRAßE", "CAFÉ"]) == [["W-LETTER"], [], []]


NAMES = {
    "O'NEIL": "O'Neil",
    "VAN RHYN": "Van Rhyn",
    "HELAIRE-SMITH": "Helaire-Smith",
    "SMITH III": "Smith III",
    "MCGEE": "McGee",
    "D'ANGELO JR.": "D'Angelo Jr.",
    "NG": "Ng",
    "JD": "JD",
    "DE LA CRUZ": "De La Cruz",
    "JOSÉ": "José",
    "van der Berg": "van der Berg",
    "McCoy": "McCoy",
    "A": "A",
    "test1": "test1",
    "LINDA K.": "Linda K.",
    "ST. LOUIS": "St. Louis",
    "LAS VEGAS": "Las Vegas",
    "Los Fresnos": "Los Fresnos",
    "XI": "Xi",
    "ABBY-LYNN": "Abby-Lynn",
}
STREETS = {
    "10900 NW 38TH TERRACE": "10900 NW 38th Terrace",
    "401 FM 685 STE 104": "401 FM 685 Ste 104",
    "19290 K ST": "19290 K St",
    "123 MCCARRAN BLVD": "123 McCarran Blvd",
    "PO BOX 12": "PO Box 12",
    "5 O'CONNOR LN": "5 O'Connor Ln",
    "3465 Fm 544 West": "3465 Fm 544 West",
    "100 ST. JUDE ST": "100 St. Jude St",
    "US HWY 6": "US Hwy 6",
}


def test_people_and_streets_have_their_own_exceptions() -> None:
    assert dict(zip(NAMES, cleaned("name_case_if_shouting", list(NAMES)), strict=True)) == NAMES
    assert dict(zip(STREETS, cleaned("street_case_if_shouting", list(STREETS)), strict=True)) == STREETS


def test_small_repairs() -> None:
    marks = {
        "GIGGLES ,LLC": "GIGGLES, LLC",
        "a,b": "a, b",
        "1,000 Kids": "1,000 Kids",
        "end,": "end",
        ",": None,
        "FITNESS -EAST": "FITNESS - EAST",
        "FITNESS- BLUE": "FITNESS - BLUE",
        "PRE- SCHOOL": "PRE- SCHOOL",
        "PRE-SCHOOL": "PRE-SCHOOL",
        "A - B": "A - B",
        "-5": "-5",
    }
    assert dict(zip(marks, cleaned("tidy_marks", list(marks)), strict=True)) == marks

    assert cleaned("without_brackets", ["CENTER (PROVISIONAL)", "(all)", "A [b] (c)", "plain"]) == [
        "CENTER",
        "(all)",
        "A",
        "plain",
    ]
    assert cleaned("language", ["Spanish;;", ";;", "Spanish|French", "ASL / English", None]) == [
        "Spanish",
        None,
        "Spanish, French",
        "ASL, English",
        None,
    ]
