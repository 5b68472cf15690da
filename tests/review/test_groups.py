"""Issues as they are looked at: what costs rows first."""

from __future__ import annotations

from leadtui.model.issue import Issue, Severity, issue_frame
from leadtui.review import issue_groups, issues_of


def issue(code: str, severity: Severity, line: int, *, field: str | None = None, rejects: bool = False) -> Issue:
    return Issue(code, severity, line, "C", field, "x", None if rejects else "y", f"{code} happened", rejects=rejects)


FRAME = issue_frame(
    [
        issue("I-CASE", Severity.INFO, 2, field="company"),
        issue("I-CASE", Severity.INFO, 3, field="company"),
        issue("E-DATE", Severity.ERROR, 4, field="license_issued"),
        issue("E-KEY", Severity.ERROR, 5, rejects=True),
        issue("W-PHONE", Severity.WARN, 6, field="phone"),
        issue("I-CASE", Severity.INFO, 7, field="city"),
    ]
)


def test_groups_stand_in_the_order_in_which_they_matter() -> None:
    assert [(group.code, group.field, group.count) for group in issue_groups(FRAME)] == [
        ("E-KEY", None, 1),
        ("E-DATE", "license_issued", 1),
        ("W-PHONE", "phone", 1),
        ("I-CASE", "company", 2),
        ("I-CASE", "city", 1),
    ]


def test_a_group_says_what_became_of_its_values() -> None:
    first = issue_groups(FRAME)[0]
    assert (first.rejecting, first.changed, first.emptied, first.message) == (1, 0, 0, "E-KEY happened")
    cleaned = issue_frame(
        [
            Issue("E-DATE", Severity.ERROR, 4, "C", "f", "x", None, "no"),
            Issue("W-ZIP", Severity.WARN, 4, "C", "f", "x", "x", "odd"),
        ]
    )
    assert [(group.changed, group.emptied) for group in issue_groups(cleaned)] == [(0, 1), (0, 0)]


def test_the_issues_of_a_group_come_in_file_order_and_no_others() -> None:
    company = issue_groups(FRAME)[3]
    assert [found.line for found in issues_of(FRAME, company, 10)] == [2, 3]
    assert [found.line for found in issues_of(FRAME, company, 1)] == [2]


def test_a_group_without_field_finds_its_issues() -> None:
    assert [found.line for found in issues_of(FRAME, issue_groups(FRAME)[0], 10)] == [5]


def test_no_issues_make_no_groups() -> None:
    assert issue_groups(issue_frame()) == ()
