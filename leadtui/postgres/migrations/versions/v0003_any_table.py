"""Bookkeeping for tables that are not ours: lineage beside the table, which itself is never altered."""

from __future__ import annotations

from alembic import op

from leadtui.postgres.connect import driver_of

revision = "0003"
down_revision = "0002"

TABLES = """
CREATE TABLE leadtui.tables (
    table_name    text PRIMARY KEY,
    identified_by text[] NOT NULL CHECK (cardinality(identified_by) > 0)
);
COMMENT ON TABLE leadtui.tables IS 'Tables without columns of leadtui''s, whose lineage is kept in leadtui.lineage';
COMMENT ON COLUMN leadtui.tables.identified_by IS 'The columns whose values tell its rows apart: row_id, as JSON';

CREATE TABLE leadtui.lineage (
    table_name text NOT NULL REFERENCES leadtui.tables,
    source     text NOT NULL,
    lead_key   text COLLATE "C" NOT NULL,
    row_id     jsonb NOT NULL,
    run_id     bigint,
    file_line  bigint,
    first_seen timestamptz,
    last_seen  timestamptz NOT NULL,
    is_current boolean NOT NULL,
    written    jsonb NOT NULL,
    PRIMARY KEY (table_name, source, lead_key)
);
CREATE INDEX lineage_of_row ON leadtui.lineage (table_name, row_id, source);
COMMENT ON TABLE leadtui.lineage IS 'Where the rows of tables come from that are not leadtui''s own';
COMMENT ON COLUMN leadtui.lineage.run_id IS 'The load that wrote the values; none for a row that was there before';
COMMENT ON COLUMN leadtui.lineage.first_seen IS 'The load that inserted the row; none for one that was there before';
COMMENT ON COLUMN leadtui.lineage.written IS 'The row as leadtui last saw it: what differs by now was changed by hand';

ALTER TABLE leadtui.changes
    DROP CONSTRAINT changes_action_check,
    ADD CHECK (action IN ('insert', 'update', 'vanish', 'delete', 'settle', 'adopt')),
    ADD COLUMN row_id  jsonb,
    ADD COLUMN lineage jsonb;
ALTER TABLE leadtui.runs ADD COLUMN encoding text;
COMMENT ON COLUMN leadtui.runs.encoding IS 'How the file, and so the bytes of its rejects, are encoded: a Python codec';
COMMENT ON COLUMN leadtui.changes.row_id IS 'Of a table that is not ours: which row, after the change';
COMMENT ON COLUMN leadtui.changes.lineage IS 'Of a table that is not ours: its entry in leadtui.lineage before, if any';
"""

VERSIONS = """
CREATE OR REPLACE FUNCTION leadtui.versions(target anyelement)
RETURNS TABLE (version anyelement, valid_from timestamptz, valid_to timestamptz, is_current boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    name text := (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_type t
                  JOIN pg_class c ON c.oid = t.typrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE t.oid = pg_typeof(target));
    identity text := (SELECT string_agg(format('to_jsonb(t.%I)', k.part), ', ' ORDER BY k.place)
                      FROM leadtui.tables o, unnest(o.identified_by) WITH ORDINALITY AS k (part, place)
                      WHERE o.table_name = name);
BEGIN
    IF identity IS NULL THEN
        RETURN QUERY EXECUTE format(
            'SELECT t, coalesce(r.started, t.first_seen), NULL::timestamptz, true'
            ' FROM %s t LEFT JOIN leadtui.runs r ON r.run = t.run_id WHERE t.is_current', name);
    ELSE
        RETURN QUERY EXECUTE format(
            'SELECT t, coalesce(r.started, b.first_seen), NULL::timestamptz, true FROM %1$s t JOIN ('
            ' SELECT DISTINCT ON (row_id) * FROM leadtui.lineage WHERE table_name = %2$L AND is_current'
            ' ORDER BY row_id, run_id DESC NULLS LAST) b ON b.row_id = jsonb_build_array(%3$s)'
            ' LEFT JOIN leadtui.runs r ON r.run = b.run_id', name, name, identity);
    END IF;
    RETURN QUERY
        SELECT jsonb_populate_record(target, c.before),
               coalesce(w.started, (b.books->>'first_seen')::timestamptz), r.started, false
        FROM leadtui.changes c JOIN leadtui.runs r ON r.run = c.run AND r.kind = 'load'
        CROSS JOIN LATERAL (SELECT CASE WHEN identity IS NULL THEN c.before ELSE c.lineage END AS books) b
        LEFT JOIN leadtui.runs w ON w.run = (b.books->>'run_id')::bigint
        WHERE c.table_name = name AND c.action IN ('update', 'vanish', 'delete')
          AND coalesce((b.books->>'is_current')::boolean, true)
          AND (r.state = 'loaded' OR NOT EXISTS (
              SELECT FROM leadtui.changes o JOIN leadtui.runs u ON u.run = o.run
              WHERE u.undoes_run = r.run AND u.state = 'loaded' AND o.table_name = name
                AND o.lead_key = coalesce(b.books->>'lead_key', c.lead_key)));
END $$;
"""

IS_INPUT = """
CREATE FUNCTION leadtui.is_input(value text, type text) RETURNS boolean STABLE LANGUAGE {language} AS $${body}$$;
COMMENT ON FUNCTION leadtui.is_input(text, text) IS 'Whether a column of that type takes the text';
"""
SOFT = "SELECT pg_input_is_valid(value, type)"
HARD = """
BEGIN
    EXECUTE format('SELECT CAST(%L AS %s)', value, type);
    RETURN true;
EXCEPTION WHEN data_exception OR integrity_constraint_violation THEN
    RETURN false;
END """
_ASKS_SOFTLY = 160000


def upgrade() -> None:
    """Once; nothing of what is there changes."""
    driver = driver_of(op.get_bind())
    for statements in (TABLES, VERSIONS):
        driver.execute(statements)
    is_soft = driver.info.server_version >= _ASKS_SOFTLY
    driver.execute(IS_INPUT.format(language="sql" if is_soft else "plpgsql", body=SOFT if is_soft else HARD))
