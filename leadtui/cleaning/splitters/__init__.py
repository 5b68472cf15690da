"""One cell into several fields: the splitters a mapping can name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import polars as pl

from leadtui.cleaning.outcome import Options, Parts, Scratch
from leadtui.cleaning.splitters import (
    company_dba,
    name_and_role,
    person_name,
    postal_place,
    type_and_number,
    us_address,
    us_street_unit,
)


@dataclass(frozen=True, slots=True)
class Splitter:
    """A function, and which kind of field each of its parts fills."""

    split: Callable[[pl.Expr, Scratch, Options], Parts]
    parts: Mapping[str, str]

    def assign(self, fields: tuple[str, ...], kinds: Mapping[str, str | None]) -> dict[str, str]:
        """The part for each field: by kind where every field has one of ours, else in their order."""
        by_kind = {kind: part for part, kind in self.parts.items()}
        chosen = [by_kind.get(kinds.get(field) or "") for field in fields]
        if all(chosen) and len(set(chosen)) == len(chosen):
            return {field: str(part) for field, part in zip(fields, chosen, strict=True)}
        return dict(zip(fields, self.parts, strict=False))


SPLITTERS: Final[Mapping[str, Splitter]] = MappingProxyType(
    {
        "us_address": Splitter(us_address.us_address, us_address.PARTS),
        "us_street_unit": Splitter(us_street_unit.us_street_unit, us_street_unit.PARTS),
        "postal_place": Splitter(postal_place.postal_place, postal_place.PARTS),
        "person_name": Splitter(person_name.person_name, person_name.PARTS),
        "name_and_role": Splitter(name_and_role.name_and_role, name_and_role.PARTS),
        "type_and_number": Splitter(type_and_number.type_and_number, type_and_number.PARTS),
        "company_dba": Splitter(company_dba.company_dba, company_dba.PARTS),
    }
)
