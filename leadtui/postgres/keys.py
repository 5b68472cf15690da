"""The lead key in SQL: each alternative's text for a row, and which alternative a text belongs to.

A key reads `zip=78701` or `phone+zip=15125550101|78701`. Its parts are normalised by the database
alone (`leadtui.normal_key`), so that file and table can't differ in what they take for equal; no part
contains = or |. A row whose alternative lacks a part has no key of that alternative: NULL.
"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg import sql

from leadtui.errors import UsageError
from leadtui.model.mapping import Mapping


@dataclass(frozen=True, slots=True)
class LeadKey:
    """The alternatives of a mapping's lead key, the one that counts most first."""

    alternatives: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, mapping: Mapping) -> LeadKey:
        """The mapping's.

        Raises:
            UsageError: it has none.
        """
        alternatives = tuple(dict.fromkeys(alternative for alternative in mapping.load.key if alternative))
        if not alternatives:
            raise UsageError(
                f"the mapping {mapping.name} has no load.key", "Say which fields tell one row from another."
            )
        return cls(alternatives)

    @property
    def ranks(self) -> range:
        """1 for the best alternative."""
        return range(1, len(self.alternatives) + 1)

    def text(self, rank: int, row: str) -> sql.Composable:
        """The key of alternative `rank` for the row of table `row`; NULL where a part is missing."""
        fields = self.alternatives[rank - 1]
        parts = [sql.SQL("leadtui.normal_key({}::text)").format(sql.Identifier(row, field)) for field in fields]
        return sql.SQL("({} || {})").format(_label(fields), sql.SQL(" || '|' || ").join(parts))

    def best(self, row: str) -> sql.Composable:
        """The key of the best alternative that is complete; NULL where none is."""
        return sql.SQL("coalesce({})").format(sql.SQL(", ").join(self.text(rank, row) for rank in self.ranks))

    def rank(self, key: sql.Composable) -> sql.Composable:
        """Which alternative a key text belongs to; one more than there are for a text of none of them."""
        # The longest label first: a field may be called `a=b` beside one called `a`.
        labels = sorted(self.ranks, key=lambda rank: -len("+".join(self.alternatives[rank - 1])))
        cases = [
            sql.SQL("WHEN starts_with({}, {}) THEN {}").format(key, _label(self.alternatives[rank - 1]), rank)
            for rank in labels
        ]
        return sql.SQL("CASE {} ELSE {} END").format(sql.SQL(" ").join(cases), len(self.alternatives) + 1)

    def agree_above(self, rank: int) -> sql.Composable:
        """SQL: rows `s` and `t` do not both have an alternative before `rank` and differ in it."""
        clauses = [
            sql.SQL("({} <> {}) IS NOT TRUE").format(self.text(stronger, "s"), self.text(stronger, "t"))
            for stronger in self.ranks[: rank - 1]
        ]
        return sql.SQL(" AND ").join([*clauses, sql.SQL("TRUE")])


def _label(fields: tuple[str, ...]) -> sql.Literal:
    return sql.Literal("+".join(fields) + "=")
