"""The operator's editing state: every decision about a file as an immutable value.

`from_suggestions` or `from_recalled` begins a `Review`; each verb below returns the next one; `undecided`
lists what is still open; `to_mapping` says what the decisions amount to; `dump` and `restore` keep drafts.
"""

from leadtui.review.begin import from_recalled, from_suggestions
from leadtui.review.compare import Comparison, Pair, compare, is_copied, sources
from leadtui.review.conclude import is_changed, to_mapping
from leadtui.review.draft import dump, restore
from leadtui.review.edit import (
    accept,
    accept_gone,
    accept_rename,
    assign,
    combine,
    confirm,
    confirm_all_sure,
    constant,
    presumed,
    set_date_format,
    set_field,
    set_load,
    share,
    skip,
    take,
    with_key,
    without_key,
)
from leadtui.review.fixes import Fixes, fixes_of
from leadtui.review.groups import IssueGroup, issue_groups, issues_of
from leadtui.review.history import redo, undo
from leadtui.review.home import also_fills, feeders, home, is_replaced, partners
from leadtui.review.lessons import Lesson, lessons, taught
from leadtui.review.letter import Occasion, letter, rejects_as_issues
from leadtui.review.mend import Verdict, clean_with, fix_cell, fix_values, judge, key_of, mended
from leadtui.review.questions import SEVERAL, Question, undecided
from leadtui.review.review import ColumnReview, Gone, Home, Review, State
from leadtui.review.ways import Way, Ways, ways
from leadtui.review.wiring import without

__all__ = [
    "SEVERAL",
    "ColumnReview",
    "Comparison",
    "Fixes",
    "Gone",
    "Home",
    "IssueGroup",
    "Lesson",
    "Occasion",
    "Pair",
    "Question",
    "Review",
    "State",
    "Verdict",
    "Way",
    "Ways",
    "accept",
    "accept_gone",
    "accept_rename",
    "also_fills",
    "assign",
    "clean_with",
    "combine",
    "compare",
    "confirm",
    "confirm_all_sure",
    "constant",
    "dump",
    "feeders",
    "fix_cell",
    "fix_values",
    "fixes_of",
    "from_recalled",
    "from_suggestions",
    "home",
    "is_changed",
    "is_copied",
    "is_replaced",
    "issue_groups",
    "issues_of",
    "judge",
    "key_of",
    "lessons",
    "letter",
    "mended",
    "partners",
    "presumed",
    "redo",
    "rejects_as_issues",
    "restore",
    "set_date_format",
    "set_field",
    "set_load",
    "share",
    "skip",
    "sources",
    "take",
    "taught",
    "to_mapping",
    "undecided",
    "undo",
    "ways",
    "with_key",
    "without",
    "without_key",
]
