"""Pages about codes and topics, and where settings come from."""

from __future__ import annotations

import pytest

from leadtui.checking import CODES
from leadtui.errors import LeadtuiError
from tests.cli.desk import Desk


def every(kind: type[LeadtuiError]) -> set[int]:
    return {kind.exit_code, *(code for below in kind.__subclasses__() for code in every(below))}


def test_every_code_and_every_exit_code_has_a_page(desk: Desk) -> None:
    listed = [line.split()[0] for line in desk("help").out.splitlines()]
    assert set(CODES) <= set(listed)
    assert {"0", *map(str, every(LeadtuiError))} <= set(listed)
    assert [page["name"] for page in desk("help", "--json").json["pages"]] == listed


@pytest.mark.parametrize("code", ["E-ZIP", "e-zip", "W-SHIFT", "5", "drift", "Learning"])
def test_a_page_says_what_it_means_and_what_to_do(desk: Desk, code: str) -> None:
    (page,) = desk("help", code, "--json").json["pages"]
    told = desk("help", code)
    assert told.out.startswith(f"{page['name']}  {page['title']}\n\n")
    assert "".join(page["next"].split()) in "".join(told.out.split())
    assert all(len(line) <= 100 for line in told.out.splitlines())


def test_the_exit_codes_have_a_page_of_their_own(desk: Desk) -> None:
    told = " ".join(desk("help", "exit-codes").out.split())
    assert all(f"{code}: " in told for code in every(LeadtuiError))


def test_a_typing_mistake_gets_the_nearest_page(desk: Desk) -> None:
    refused = desk("help", "E-ZPI")
    assert (refused.code, "Did you mean E-ZIP?" in refused.err) == (2, True)
    assert "leadtui help" in desk("help", "\x1b[2J").err


def test_settings_say_who_said_so_and_never_a_password(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "(not set)" in desk("config", "show").out
    (desk.folder / ".config" / "leadtui").mkdir(parents=True)
    user = desk.folder / ".config" / "leadtui" / "config.toml"
    user.write_text('theme = "nord"\ndatabase_url = "postgresql://ops:hunter2@db1/leads"\n')
    (desk.folder / "leadtui.toml").write_text('theme = "gruvbox"\n')
    told = desk("config", "show", "--origin").out
    lines = {line.split()[0]: line for line in told.splitlines()}
    assert lines["database_url"].split()[1:] == ["leads@db1", str(user)]
    assert lines["theme"].split()[1:] == ["gruvbox", str(desk.folder / "leadtui.toml")]
    monkeypatch.setenv("DATABASE_URL", "postgresql://ops:hunter3@db2/leads")
    answer = desk("config", "show", "--json")
    assert {each["setting"]: each["origin"] for each in answer.json["settings"]}["database_url"] == "DATABASE_URL"
    assert "hunter" not in told + answer.out


def test_a_settings_file_with_a_mistake_is_named(desk: Desk) -> None:
    (desk.folder / "leadtui.toml").write_text('thme = "nord"\n')
    refused = desk("config", "show")
    assert (refused.code, "Did you mean theme?" in refused.err) == (2, True)


def test_where_everything_is(desk: Desk) -> None:
    places = {each["what"]: each for each in desk("config", "where", "--json").json["places"]}
    assert places["project mappings"]["path"] == str(desk.folder / "mappings")
    assert places["project mappings"]["exists"]
    assert str(desk.folder / "mappings") in desk("config", "where").out
