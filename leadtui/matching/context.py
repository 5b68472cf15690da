"""What the rest of the table says about a word that means many things by itself."""

from __future__ import annotations

from collections import Counter
from typing import Final

from leadtui.matching.by_values import from_values
from leadtui.matching.candidates import Weighed
from leadtui.matching.clue import Clue, clue
from leadtui.matching.from_name import WORLD
from leadtui.matching.lexicon import Lexicon
from leadtui.matching.look import Look, Table
from leadtui.matching.memory import Home
from leadtui.matching.staff import Staff
from leadtui.matching.vocabulary import RELATED
from leadtui.matching.whose import Whose

_SAID_OF_ANYTHING: Final = frozenset({"license_status", "license_issued", "license_renewed", "license_expires"})
_DOUBTFUL: Final = -2.5
_AT_HOME: Final = 1.0
_ASTRAY: Final = -1.5
_ABOUT_CONTACTS: Final = -3.0
_LIKELY: Final = 0.8
_ABOUT: Final = frozenset({"crm", "modified", "created"})
"""Concepts that say the table is a program's list of contacts, whose statuses and types are its own."""
_OF_CONTACTS: Final = frozenset({"category", "date", "legal_name"})
"""Kinds that such a list has of its own: a status, a day, an owner of the record."""
_ADDRESS_BOOK: Final = frozenset({"birth", "nickname", "salutation", "gender", "middle_name", "related_person"})
"""Concepts that say the table is somebody's address book."""
_REGISTER: Final = frozenset(
    {"business_type", "capacity", "ages", "hours", "legal_owner", "operator", "register_id", "financial_aid", "county"}
)
"""Concepts that say the table is a register of places, whose statuses and types are about these."""
_SEVERAL: Final = 2
_OWN_COLUMNS: Final = -4.0
_MISSING: Final = 5.0
_A_NAME: Final = 1.2
_ONLY_ONE: Final = 1.5
_MOSTLY: Final = 0.6
_CLAIMED: Final = 0.15
_DOUBTED: Final = -1.5
_NO_OTHER: Final = 0.8
_SAYS_SOMETHING: Final = 1.5
_OF_PEOPLE: Final = frozenset({"contact", "responsible", "director", "representative", "chairman", "person", "owner"})
_FIRST, _LAST = "first_name", "last_name"
_PEOPLE: Final = 1.0
_NEARLY_ALL: Final = 0.9
_HARDLY: Final = 0.1
_ENOUGH: Final = 12


def in_context(weighed: dict[Look, tuple[Weighed, ...]], table: Table) -> dict[Look, list[Weighed]]:
    """The candidates, reconsidered in the light of the other columns."""
    view = _View(weighed, table)
    return {
        look: [*(each.with_clues(*view.clues(each, look)) for each in found), *view.missing_name(look)]
        for look, found in weighed.items()
    }


class _View:
    """What a table is about, seen from its clear columns."""

    def __init__(self, weighed: dict[Look, tuple[Weighed, ...]], table: Table) -> None:
        self._table = table
        self._whose = Whose(table)
        self._staff = Staff(table)
        self._clear = {
            (look, field)
            for look, found in weighed.items()
            if not look.reading.is_ambiguous
            for each in found[:1]
            if each.confidence >= _LIKELY
            for field in each.home.fields
            if each.home.how == "copy"
        }
        clear = {field for _, field in self._clear}
        lexicon = table.lexicon
        self._claims = Counter(
            each.home.fields[0]
            for found in weighed.values()
            for each in found
            if each.home.how == "copy" and each.confidence >= _CLAIMED
        )
        self._families = Counter(family for field in clear if (family := lexicon.families.get(field)))
        about = {concept for field in clear if (concept := lexicon.concepts.get(field))}
        self._is_register = len(about & _REGISTER) >= _SEVERAL
        said = [name for look in table.looks for name, each in look.reading.elsewhere.items() if each.is_exact]
        is_program = sum(_is_about_contacts(look) for look in table.looks) >= _SEVERAL
        is_address_book = not self._is_register and len(_ADDRESS_BOOK & set(said)) >= _SEVERAL
        self._about_contacts = is_program or is_address_book
        self._named = {concept for concept in (_FIRST, _LAST) if concept in about}

    def clues(self, each: Weighed, look: Look) -> list[Clue]:
        """What the table says of one candidate."""
        found = [*self._of_people(each), *self._only_one(each, look)]
        found += self._alone(each, look)
        found += self._whose.clues(each.home.fields[0], look)
        found += self._staff.clues(each.home.fields[0], look)
        if not look.reading.is_silent and look.reading.is_ambiguous:
            found += self._ambiguous(each, look)
        elif not look.reading.is_silent:
            found += self._only_of_its_family(each, look)
        return found

    def _only_of_its_family(self, each: Weighed, look: Look) -> list[Clue]:
        """A state or a date that might be a license's, in a table that says nothing else of a license."""
        field = each.home.fields[0]
        family = self._table.lexicon.families.get(field)
        concept = self._table.lexicon.concepts.get(field)
        if each.home.how != "copy" or concept not in _SAID_OF_ANYTHING or not family or family in look.words:
            return []
        families = self._table.lexicon.families
        is_one_of_several = any(
            families.get(other) == family for each_look, other in self._clear if each_look is not look
        )
        return (
            [] if is_one_of_several else [clue("against", f"nothing else in the table is about a {family}", _DOUBTFUL)]
        )

    def _of_people(self, each: Weighed) -> list[Clue]:
        concepts = [self._table.lexicon.concepts.get(field) for field in each.home.fields]
        if each.home.how == "split" and concepts[:2] == [_FIRST, _LAST] and self._named == {_FIRST, _LAST}:
            return [clue("against", "first and last name have columns of their own", _OWN_COLUMNS)]
        return []

    def missing_name(self, look: Look) -> list[Weighed]:
        """Beside a column of first names, one that is just headed *name* holds last names."""
        field = next((name for name, concept in self._table.lexicon.concepts.items() if concept == _LAST), None)
        if field is None or self._named != {_FIRST} or look.words - _OF_PEOPLE != {"name"}:
            return []
        said = clue("neighbours", "the first name has a column of its own", _MISSING)
        return [Weighed(Home((field,)), (said, *from_values(self._table.lexicon.kinds[field], look.values)))]

    def _only_one(self, each: Weighed, look: Look) -> list[Clue]:
        """No other column might be for the field, and the header says something like it."""
        if each.home.how != "copy" or self._claims[each.home.fields[0]] > 1 or look.reading.is_ambiguous:
            return []
        is_near = any(clue.evidence.kind == "name" and _SAYS_SOMETHING <= clue.weight < WORLD for clue in each.clues)
        if not is_near or any(clue.evidence.kind == "against" and clue.weight < _DOUBTED for clue in each.clues):
            return []
        return [clue("neighbours", f"no other column might be {each.home.fields[0]}", _NO_OTHER)]

    def _alone(self, each: Weighed, look: Look) -> list[Clue]:
        """A column without a header, the only one with such values."""
        is_told = any(likeness.is_exact for likeness in look.reading.elsewhere.values())
        is_named = any(clue.evidence.kind == "name" and clue.weight > 0 for clue in each.clues)
        if is_told or is_named or look.words & RELATED:
            return []
        wanted = _TELLING_KINDS if look.reading.is_silent else _UNMISTAKABLE
        kinds = [kin.kind for kin in look.profile.kinds if kin.share >= _MOSTLY and kin.kind in wanted]
        said = any(clue.evidence.kind == "values" and clue.weight > 1 for clue in each.clues)
        if not kinds or not said or any(o.values.share(kinds[0]) >= _MOSTLY for o in self._table.others(look)):
            return []
        return [clue("neighbours", "no other column has such values", _ONLY_ONE)]

    def _ambiguous(self, each: Weighed, look: Look) -> list[Clue]:
        lexicon: Lexicon = self._table.lexicon
        found = []
        family = lexicon.families.get(each.home.fields[0])
        likeness = look.reading.fields.get(each.home.fields[0])
        is_exact = likeness is not None and likeness.is_exact
        kind = lexicon.kinds.get(each.home.fields[0])
        is_about_contacts = self._about_contacts and kind in _OF_CONTACTS
        if family and family not in look.words and look.reading.words:
            if is_exact and self._families[family] and not is_about_contacts:
                text = f"the table has {self._families[family]} other columns about a {family}"
                found.append(clue("neighbours", text, _AT_HOME))
            elif is_exact and self._is_register and not self._about_contacts:
                found.append(clue("neighbours", "the table is a register of places", _AT_HOME))
            elif not self._families[family]:
                found.append(clue("against", f"nothing else in the table is about a {family}", _ASTRAY))
        if look.words == {"name"} and self._is_register != bool(self._named):
            found += self._name_of_what(each, look)
        elif look.words == {"name"} and _are_people(look):
            is_person = each.home.how == "split" and lexicon.concepts.get(each.home.fields[0]) == _FIRST
            found.append(clue("neighbours", "its values are people's names", _PEOPLE if is_person else -_PEOPLE))
        if is_about_contacts and look.reading.words:
            text = "the table is a list of contacts, and such words are about these"
            found.append(clue("against", text, _ABOUT_CONTACTS))
        return found

    def _name_of_what(self, each: Weighed, look: Look) -> list[Clue]:
        """In a register of places a name is the place's, in a list of people a person's."""
        is_place = self._table.lexicon.concepts.get(each.home.fields[0]) == "organization"
        if self._is_register:
            weight = _A_NAME if is_place else -_A_NAME
            return [clue("neighbours", "the table is a register of places", weight)]
        found = [clue("neighbours", "the table is a list of people", _A_NAME if each.home.how == "split" else -_A_NAME)]
        if self._named == {_FIRST, _LAST} and each.home.how == "copy" and look.values.share("person_name") >= _MOSTLY:
            found.append(clue("against", "its values are those people's names once more", _OWN_COLUMNS))
        return found


_TELLING_KINDS: Final = frozenset(
    {"email", "url", "us_phone", "phone", "us_zip", "us_state", "us_address", "us_street", "company", "person_name",
     "us_unit", "ages", "schedule", "job_title", "language"}
)  # fmt: skip


_UNMISTAKABLE: Final = frozenset({"email", "us_phone", "us_address", "us_street", "street"})


def _are_people(look: Look) -> bool:
    """Nearly all values are names of persons by their shape, and hardly any of a business."""
    share = look.values.share
    return look.values.count >= _ENOUGH and share("person_name") >= _NEARLY_ALL and share("company") <= _HARDLY


def _is_about_contacts(look: Look) -> bool:
    return any(likeness.is_exact and name in _ABOUT for name, likeness in look.reading.elsewhere.items())
