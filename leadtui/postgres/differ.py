"""What becomes of each field of a known row, and which rows change at all.

`new_value` is the one place where blanks and edits by hand are decided; the comparison of the plan and
the UPDATE of the load are both made from it.
"""

from __future__ import annotations

from psycopg import sql

from leadtui.postgres.live_table import LiveColumn
from leadtui.postgres.merge import Merge


def find_differing(merge: Merge) -> None:
    """Make `differing`."""
    merge.execute(
        "CREATE TEMP TABLE differing ON COMMIT DROP AS"
        " SELECT m.line, m.tid, m.version, m.key, {new_key} AS new_key, {differs} AS is_written,"
        "   array_remove(ARRAY[{changed}], NULL) AS changed"
        " FROM pg_temp.matched m JOIN pg_temp.keyed k ON k.line = m.line JOIN {target} t ON t.ctid = m.tid"
        " JOIN pg_temp.stage s ON s.{line} = m.line {joined}"
        " WHERE NOT m.is_current OR m.key <> {new_key} OR {differs}",
        new_key=_new_key(merge),
        changed=sql.SQL(", ").join(_changed(merge)),
        differs=sql.SQL(" OR ").join([*(_differs(merge, column) for column in merge.columns), sql.SQL("FALSE")]),
        joined=joined(merge, "m"),
    )


def new_value(merge: Merge, column: LiveColumn) -> sql.Composable:
    """SQL: what the field will be, from file row `s`, known row `t`, its `edited` e and `spoiled` p."""
    current = sql.SQL("t.{}").format(column.identifier)
    may_replace = merge.may_replace(column.name)
    if may_replace is None:
        return current
    value = incoming(column)
    if not may_replace:
        value = sql.SQL("coalesce({}, {})").format(current, value)
    if merge.rules.blanks == "keep" or column.name in merge.unfed or column.is_required:
        value = sql.SQL("coalesce({}, {})").format(value, current)
    elif merge.has_spoiled:
        # A cell that could not be read is no blank.
        value = sql.SQL("CASE WHEN {} = ANY (p.fields) THEN {} ELSE {} END").format(column.name, current, value)
    if merge.has_edited and merge.rules.edited == "keep":
        value = sql.SQL("CASE WHEN {} = ANY (e.fields) THEN {} ELSE {} END").format(column.name, current, value)
    return value


def incoming(column: LiveColumn) -> sql.Composable:
    """SQL: the field of file row `s`, in the type it is stored as."""
    return sql.SQL("s.{}::{}").format(column.identifier, sql.SQL(column.stored_as))


def inserted(column: LiveColumn) -> sql.Composable:
    """SQL: the field of file row `s` as a new row gets it: for nothing, what the server would take."""
    if column.default is None:
        return incoming(column)
    return sql.SQL("coalesce({}, {})").format(incoming(column), column.default)


def joined(merge: Merge, known: str) -> sql.Composable:
    """SQL: the joins `new_value` needs, `known` being the table that has line and key."""
    joins: list[sql.Composable] = []
    if merge.has_edited:
        joins.append(sql.SQL("LEFT JOIN pg_temp.edited e ON e.key = {}.key").format(sql.Identifier(known)))
    if merge.has_spoiled:
        joins.append(sql.SQL("LEFT JOIN pg_temp.spoiled p ON p.line = {}.line").format(sql.Identifier(known)))
    return sql.SQL(" ").join(joins)


def kept_edits(merge: Merge) -> list[tuple[str, str]]:
    """Key and field of values changed by hand that the file says otherwise, and that stay."""
    if not merge.has_edited or merge.rules.edited != "keep":
        return []
    cases = sql.SQL(" ").join(
        sql.SQL("WHEN {} THEN {} IS DISTINCT FROM t.{} AND s.{} IS NOT NULL").format(
            column.name, incoming(column), column.identifier, column.identifier
        )
        for column in merge.columns
    )
    return merge.rows(
        "SELECT e.key, f.field FROM pg_temp.edited e CROSS JOIN unnest(e.fields) AS f (field)"
        " JOIN pg_temp.matched m ON m.key = e.key JOIN {target} t ON t.ctid = m.tid"
        " JOIN pg_temp.stage s ON s.{line} = m.line WHERE CASE f.field {cases} ELSE FALSE END ORDER BY 1, 2",
        cases=cases,
    )


def _new_key(merge: Merge) -> sql.Composable:
    """The better of the two keys; of two of the same alternative, the file's."""
    return sql.SQL("CASE WHEN k.rank <= {} THEN k.own ELSE m.key END").format(merge.key.rank(sql.SQL("m.key")))


def _differs(merge: Merge, column: LiveColumn) -> sql.Composable:
    return sql.SQL("{} IS DISTINCT FROM t.{}").format(new_value(merge, column), column.identifier)


def _changed(merge: Merge) -> list[sql.Composable]:
    cases = [
        sql.SQL("CASE WHEN {} THEN {} END").format(_differs(merge, column), column.name) for column in merge.columns
    ]
    return [
        *cases,
        sql.SQL("CASE WHEN NOT m.is_current THEN 'is_current' END"),
        sql.SQL("CASE WHEN m.key <> {} THEN 'lead_key' END").format(_new_key(merge)),
    ]
