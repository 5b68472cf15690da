"""Age groups, and ages in months."""

from __future__ import annotations

from tests.cleaning.applied import cleaned, codes

GROUPS = {
    "Infants (0-11 months), Toddlers (12-23 months; 1yr.)": "Infants, Toddlers",
    "Preschool (24-48 months; 2-4 yrs.), School-age (5 years-older)": "Preschool, School-age",
    "Infant, Toddler, Preschool, School": "Infants, Toddlers, Preschool, School-age",
    "INFANTS": "Infants",
    "toddler": "Toddlers",
    "Pre-School": "Preschool",
    "Pre School": "Preschool",
    "Preschoolers": "Preschool",
    "School Age": "School-age",
    "school-aged children": "School-age",
    "School": "School-age",
    "School, Infant": "School-age, Infants",
    "2 years to 6 years": "2 years to 6 years",
    "6 wks - 12 yrs": "6 wks - 12 yrs",
    "All ages": "All ages",
    "K-5": "K-5",
    "Middle School": "Middle School",
    "Toddlers (staff permitting)": "Toddlers (staff permitting)",
    "babies": "Infants",
    "Infants; Toddlers": "Infants; Toddlers",
    "0-3": "0-3",
    "Elementary": "Elementary",
}


def test_groups_have_one_name_each() -> None:
    assert dict(zip(GROUPS, cleaned("ages", list(GROUPS)), strict=True)) == GROUPS


MONTHS: dict[str | None, tuple[int | None, int | None]] = {
    "Infants (0-11 months), Toddlers (12-23 months; 1yr.)": (0, 23),
    "Preschool (24-48 months; 2-4 yrs.)": (24, 48),
    "School-age (5 years-older)": (60, None),
    "2 years to 6 years": (24, 72),
    "6 wks - 12 yrs": (1, 144),
    "6 weeks to 5 years": (1, 60),
    "birth to 5 years": (0, 60),
    "Up to 12 years": (0, 144),
    "5+ years": (60, None),
    "2 1/2 - 5 yrs": (30, 60),
    "2½ to 5 years": (30, 60),
    "18 months and up": (18, None),
    "3-5": (None, None),
    "Infants": (None, None),
    "All ages": (None, None),
    "18 mos. - 3 yrs.": (18, 36),
    "1-2 years, 3-4 years": (12, 48),
    "under 2 years": (0, 24),
    "0 - 13 Years": (0, 156),
    None: (None, None),
    "2 yrs": (24, 24),
    "12 weeks-6 yrs": (2, 72),
}


def test_ages_in_months_as_they_are_written() -> None:
    youngest, oldest = cleaned("min_age_months", list(MONTHS)), cleaned("max_age_months", list(MONTHS))
    assert dict(zip(MONTHS, zip(youngest, oldest, strict=True), strict=True)) == MONTHS


def test_ages_without_a_unit_are_told() -> None:
    assert codes("min_age_months", ["3-5", "Infants", "2 yrs"]) == [["W-AGES"], [], []]
    for end in ("min_age_months", "max_age_months"):
        assert codes(end, ["5 years - 3 years", "Preschool (5-3 yrs)", "3-5 yrs"]) == [["W-AGES"], ["W-AGES"], []]


def test_a_column_of_ages() -> None:
    assert cleaned("age_in_months", ["6 weeks", "2 years", "24", "18 mos", None]) == ["1", "24", "24", "18", None]
