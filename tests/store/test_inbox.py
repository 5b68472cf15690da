"""A watched folder: what is complete, whose it is, where it goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leadtui.errors import UsageError
from leadtui.store.inbox import Inbox, Shelf


@pytest.fixture
def inbox(tmp_path: Path) -> Inbox:
    found = Inbox(tmp_path, settle=2)
    found.open()
    return found


def drop(inbox: Inbox, name: str, text: str = "a,b\n", *, at: int = 100) -> Path:
    path = inbox.folder / name
    path.write_text(text)
    os.utime(path, (at, at))
    return path


def test_a_file_is_complete_when_it_has_not_changed_for_a_while(inbox: Inbox) -> None:
    path = drop(inbox, "a.csv")
    assert inbox.settled(0) == []
    assert inbox.settled(1.9) == []
    drop(inbox, "a.csv", "a,b\n1,2\n")
    assert inbox.settled(2.5) == []
    assert inbox.settled(4.5) == [path]
    path.unlink()
    assert inbox.settled(9) == []


def test_the_oldest_comes_first(inbox: Inbox) -> None:
    later, sooner = drop(inbox, "a.csv", at=200), drop(inbox, "b.csv", at=100)
    inbox.settled(0)
    assert inbox.settled(2) == [sooner, later]


def test_what_is_unfinished_hidden_ours_or_no_file_is_left_alone(inbox: Inbox) -> None:
    for name in ("a.csv.part", ".b.csv", "~$c.xlsx", "d.rejects.csv", "e.csv.why.txt", "F.CSV.TMP", "g.crdownload"):
        drop(inbox, name)
    (inbox.folder / "h").mkdir()
    os.mkfifo(inbox.folder / "i.csv")
    (inbox.folder / "j.csv").symlink_to("/etc/hostname")
    inbox.settled(0)
    assert inbox.settled(9) == []


def test_a_file_is_worked_on_by_one_alone(inbox: Inbox) -> None:
    path = drop(inbox, "a.csv")
    other = Inbox(inbox.folder, settle=2)
    with inbox.claimed(path) as ours:
        assert ours
        with other.claimed(path) as theirs:
            assert not theirs
    with other.claimed(path) as theirs:
        assert theirs
    with other.claimed(inbox.folder / "gone.csv") as theirs:
        assert not theirs


def test_what_was_put_away_meanwhile_is_nobodys(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    path = drop(inbox, "a.csv")
    real = os.open

    def opened_late(*arguments: object, **more: object) -> int:
        found = real(*arguments, **more)  # type: ignore[arg-type]
        inbox.put(path, Shelf.DONE)
        drop(inbox, "a.csv")
        return found

    monkeypatch.setattr(os, "open", opened_late)
    with Inbox(inbox.folder, settle=2).claimed(path) as ours:
        assert not ours


def test_nothing_is_overwritten_on_a_shelf(inbox: Inbox) -> None:
    goals = [inbox.put(drop(inbox, "a.csv", text), Shelf.DONE) for text in ("one", "two", "three")]
    assert len(set(goals)) == 3
    assert sorted(goal.read_text() for goal in goals) == ["one", "three", "two"]
    assert all(goal.suffix == ".csv" for goal in goals)


def test_a_note_goes_with_the_file(inbox: Inbox) -> None:
    goal = inbox.put(drop(inbox, "a.csv"), Shelf.PERSON)
    inbox.note(goal, "why")
    assert inbox.waiting() == [goal]
    assert (goal.parent / "a.csv.why.txt").read_text() == "why\n"
    assert inbox.back(goal) == inbox.folder / "a.csv"
    assert list((inbox.folder / Shelf.PERSON).iterdir()) == []


def test_no_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not a folder"):
        Inbox(tmp_path / "none", settle=2).open()
