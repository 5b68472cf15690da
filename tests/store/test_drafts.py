"""Drafts: kept privately, found by file name and layout, harmless when broken."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leadtui import store
from leadtui.errors import UsageError
from leadtui.store import drafts

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def draft(file: str = "/in/Leads May.csv", fingerprint: str = "12345678", **content: drafts.Json) -> store.Draft:
    return store.Draft(file, fingerprint, "2 columns are new", NOW, content, "source1")


def test_a_draft_is_found_by_file_name_and_layout(project: Path) -> None:
    drafts.save(draft(decided=3))
    assert drafts.find("/elsewhere/Leads May.csv", "12345678") == draft(decided=3)
    assert drafts.find("/in/Leads May.csv", "87654321") is None
    assert drafts.find("/in/Leads June.csv", "12345678") is None
    assert drafts.load(draft().key) == draft(decided=3)


def test_a_draft_replaces_its_former_self_and_can_be_deleted(project: Path) -> None:
    first, second = drafts.save(draft(a=1)), drafts.save(draft(a=2))
    assert first == second
    assert drafts.waiting() == (draft(a=2),)
    drafts.delete(draft().key)
    drafts.delete(draft().key)
    assert drafts.waiting() == ()


def test_drafts_are_private(project: Path) -> None:
    path = drafts.save(draft())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert path.parent == project.parent / "xdg_state_home" / "leadtui" / "drafts"


def test_the_newest_draft_comes_first(project: Path) -> None:
    for days in (1, 3, 2):
        drafts.save(store.Draft(f"{days}.csv", "x", "", NOW + timedelta(days=days), None))
    assert [waiting.file for waiting in drafts.waiting()] == ["3.csv", "2.csv", "1.csv"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": 1}',
        '{"format": 2}',
        "[" * 100_000,
        '{"format": 1, "created": "yesterday"}',
        "\ud800",
    ],
)
def test_a_broken_draft_is_named_and_does_not_hide_the_others(project: Path, text: str) -> None:
    good = drafts.save(draft())
    (good.parent / "broken.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(UsageError, match=r"broken\.json"):
        drafts.waiting()
    told: list[str] = []
    assert drafts.waiting(on_mistake=lambda path, _: told.append(path.name)) == (draft(),)
    assert told == ["broken.json"]


@pytest.mark.parametrize("key", ["../source", "../../x", "", "nothing"])
def test_keys_lead_nowhere_else(project: Path, key: str) -> None:
    outside = project.parent / "xdg_state_home" / "leadtui" / "source.json"
    drafts.save(draft())
    outside.write_text("{}")
    assert drafts.load(key) is None
    drafts.delete(key)
    assert outside.exists()


def test_a_symlink_in_place_of_the_folder_is_refused(project: Path, tmp_path: Path) -> None:
    state, elsewhere = tmp_path / "xdg_state_home" / "leadtui", tmp_path / "elsewhere"
    state.mkdir(parents=True)
    elsewhere.mkdir()
    (state / "drafts").symlink_to(elsewhere)
    with pytest.raises(UsageError, match="not a folder of its own"):
        drafts.save(draft())
    assert list(elsewhere.iterdir()) == []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(file=st.text(st.characters(codec="utf-8", exclude_characters="\0")), content=JSON)
def test_whatever_the_caller_keeps_comes_back(project: Path, file: str, content: drafts.Json) -> None:
    kept = store.Draft(file, "x", "", NOW, content)
    path = drafts.save(kept)
    assert path.parent == drafts.save(draft()).parent
    assert drafts.load(kept.key) == kept
