"""The library: every example of its page, what it imports, and what it refuses to decide."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path

import pytest

import leadtui
from leadtui import check, read, suggest, transform
from leadtui.errors import NeedsPersonError, SourceError
from leadtui.library import NOT_SURE

ROOT = Path(__file__).parents[1]
HOMES = "\n".join(
    [
        "License Number,Facility Name,Phone,Email,Zip,Notes to file",
        "17-A,SUNNY KIDS LLC,(617) 555-0142,info@example.org,2108,x1",
        "18-A,Oak Day Care,617-555-0143,ann@gmial.com,02109,x2",
        "19-A,,617-555-0144,bea@example.org,02110,",
        *(f"{n}-A,Elm Day Care {n},617-555-01{n},info{n}@example.org,021{n},x{n}" for n in range(20, 37)),
        "",
    ]
)


@pytest.fixture
def homes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DATA", "STATE", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / f".{name.lower()}"))
    monkeypatch.chdir(tmp_path)  # no mappings but the general one of the program
    (tmp_path / "mappings").mkdir()
    (tmp_path / "mappings" / "leads.yaml").write_text((ROOT / "mappings" / "leads.yaml").read_text())
    path = tmp_path / "homes.csv"
    path.write_text(HOMES)
    return path


def test_every_example_of_the_page_holds(homes: Path, database_url: str) -> None:
    names = {"file": str(homes), "database": database_url}
    found = doctest.testfile(str(ROOT / "docs" / "library.md"), module_relative=False, globs=names)
    assert found.attempted > 20
    assert found.failed == 0


def test_importing_it_costs_nothing_until_it_is_used() -> None:
    code = (
        "import sys, leadtui; early = set(sys.modules); leadtui.read; "
        "print([name for name in ('polars', 'pydantic', 'textual', 'sqlalchemy', 'ruamel') if name in early], "
        "'polars' in sys.modules, 'textual' in sys.modules, 'sqlalchemy' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert said.strip() == "[] True False False"


def test_it_offers_what_it_names_and_nothing_else() -> None:
    assert all(getattr(leadtui, name) for name in leadtui.LIBRARY)
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        leadtui.raed  # noqa: B018


def test_what_is_not_sure_is_taken_only_when_asked(homes: Path) -> None:
    raw = read(homes)
    careful, bold = suggest(raw), suggest(raw, everything=True)
    assert careful.columns["Notes to file"].skip == NOT_SURE
    assert set(careful.columns) == set(bold.columns)
    assert bold.columns["Notes to file"].skip != NOT_SURE
    assert careful.name == "homes"


def test_a_saved_mapping_that_no_longer_fits_needs_a_person(homes: Path) -> None:
    mapped = homes.parent / "mappings" / "homes.yaml"
    mapped.write_text(
        "format: 1\nextends: leads\nversion: 1\nlayout: {header_row: 1, encoding: utf-8, delimiter: ','}\ncolumns:\n"
        "  License Number: {to: license_number}\n  Facility Name: {to: company}\n  Telefon: {to: phone}\n"
    )
    with pytest.raises(NeedsPersonError, match="not laid out as homes was"):
        suggest(read(homes, saved_mapping="homes"), saved_mapping="homes")


def test_transform_and_check_agree(homes: Path) -> None:
    raw = read(homes)
    mapping = suggest(raw)
    cleaned = transform(raw, mapping).collect()
    assert cleaned.columns == ["file_line", *mapping.target.fields]
    assert cleaned["file_line"].to_list() == list(range(2, 22))
    good = check(raw, mapping).good.collect()
    assert good["phone"].to_list() == [cleaned["phone"][place] for place in range(20) if place != 2]


def test_what_is_no_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        read(tmp_path / "none.csv")
