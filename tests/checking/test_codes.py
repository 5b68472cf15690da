"""Every code that can appear has its page."""

from __future__ import annotations

import re
from pathlib import Path

from leadtui import store
from leadtui.checking import CODES
from leadtui.model.target import RULE_CODES

PACKAGE = Path(__file__).parents[2] / "leadtui"
USED = re.compile(r'"([EWI]-[A-Z]+(?:-[A-Z]+)*)"')


def test_every_code_of_the_program_has_its_page_and_every_page_its_code() -> None:
    rooms = ("model", "cleaning", "checking", "reading", "postgres", "store")
    files = [path for room in rooms for path in (PACKAGE / room).rglob("*.py") if path.name != "codes.py"]
    used = {code for path in files for code in USED.findall(path.read_text(encoding="utf-8"))}
    ruled = {rule.code for field in store.load_target("leads").fields.values() for rule in field.rules}
    ruled |= set(RULE_CODES.values())
    assert (used | ruled) - set(CODES) == set()
    assert set(CODES) - used - ruled == set()


def test_pages_are_written_in_sentences() -> None:
    for code, page in CODES.items():
        assert page.code == code
        assert page.title == page.title.strip(".")
        assert page.explanation.endswith(".")
        assert page.fix.endswith(".")
