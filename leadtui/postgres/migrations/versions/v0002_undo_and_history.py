"""What undo, the comparison with past loads, and history need of the ledger."""

from __future__ import annotations

from alembic import op

from leadtui.postgres.connect import driver_of

revision = "0002"
down_revision = "0001"

RUNS = """
ALTER TABLE leadtui.runs
    ADD CHECK (kind IN ('load', 'undo')),
    ADD COLUMN undoes_run  bigint REFERENCES leadtui.runs,
    ADD COLUMN reloads_run bigint REFERENCES leadtui.runs,
    ADD COLUMN is_complete boolean NOT NULL DEFAULT true,
    ADD COLUMN filled      jsonb,
    ADD COLUMN pruned      timestamptz;
UPDATE leadtui.runs SET is_complete = false WHERE mode = 'append';
COMMENT ON COLUMN leadtui.runs.kind IS
    'load; or undo, which counts rows put back as inserted, set back as updated, kept as unchanged, taken out as vanished';
COMMENT ON COLUMN leadtui.runs.undoes_run IS 'The run that this one undid';
COMMENT ON COLUMN leadtui.runs.reloads_run IS 'The run whose corrected rejects this one loaded';
COMMENT ON COLUMN leadtui.runs.is_complete IS 'Whether the file was all of its source, so that rows it lacked had vanished';
COMMENT ON COLUMN leadtui.runs.filled IS 'How many rows of the file had a value, field by field';
COMMENT ON COLUMN leadtui.runs.pruned IS 'When its before-images were forgotten; it cannot be undone any more';
"""

CHANGES = """
ALTER TABLE leadtui.changes
    DROP CONSTRAINT changes_action_check,
    ADD CHECK (action IN ('insert', 'update', 'vanish', 'delete', 'settle')),
    ALTER COLUMN before DROP NOT NULL,
    ADD COLUMN after_run     bigint,
    ADD COLUMN after_current boolean,
    ADD COLUMN edits         jsonb;
UPDATE leadtui.changes SET
    after_run = CASE action WHEN 'update' THEN run WHEN 'vanish' THEN (before->>'run_id')::bigint END,
    after_current = CASE action WHEN 'update' THEN true WHEN 'vanish' THEN false END;
COMMENT ON COLUMN leadtui.changes.lead_key IS 'The key of the row after the change';
COMMENT ON COLUMN leadtui.changes.before IS 'The whole row before; none for a row that an undo put back';
COMMENT ON COLUMN leadtui.changes.after_run IS 'run_id of the row after the change; none when it was deleted';
COMMENT ON COLUMN leadtui.changes.edits IS 'What was known of edits by hand of the row before';
"""

SEEN = """
CREATE TABLE leadtui.seen (
    run      bigint NOT NULL REFERENCES leadtui.runs,
    lead_key text NOT NULL
);
CREATE INDEX seen_of_run ON leadtui.seen (run, lead_key);
COMMENT ON TABLE leadtui.seen IS
    'Rows that a file which was not all of its source left unchanged; of a complete file those are the current rows';
"""

EDITS = """
ALTER TABLE leadtui.edits ADD COLUMN at_run bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN leadtui.edits.at_run IS 'The latest run of the ledger when the field was changed';
CREATE OR REPLACE FUNCTION leadtui.note_edit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO leadtui.edits AS known (table_name, source, lead_key, field, at_run)
    SELECT format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), NEW.source, NEW.lead_key, after.key,
           (SELECT coalesce(max(run), 0) FROM leadtui.runs)
    FROM jsonb_each(to_jsonb(NEW)) AS after JOIN jsonb_each(to_jsonb(OLD)) AS before USING (key)
    WHERE after.value <> before.value
      AND after.key NOT IN ('source', 'lead_key', 'run_id', 'file_line', 'first_seen', 'last_seen', 'is_current')
    ON CONFLICT (table_name, source, lead_key, field)
        DO UPDATE SET edited_at = now(), edited_by = session_user, at_run = excluded.at_run;
    RETURN NULL;
END $$;
"""

HISTORY = """
CREATE FUNCTION leadtui.versions(target anyelement)
RETURNS TABLE (version anyelement, valid_from timestamptz, valid_to timestamptz, is_current boolean)
LANGUAGE plpgsql STABLE AS $$
DECLARE
    name text := (SELECT format('%I.%I', n.nspname, c.relname) FROM pg_type t
                  JOIN pg_class c ON c.oid = t.typrelid JOIN pg_namespace n ON n.oid = c.relnamespace
                  WHERE t.oid = pg_typeof(target));
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT t, coalesce(r.started, t.first_seen), NULL::timestamptz, true'
        ' FROM %s t LEFT JOIN leadtui.runs r ON r.run = t.run_id WHERE t.is_current', name);
    RETURN QUERY
        SELECT jsonb_populate_record(target, c.before),
               coalesce(w.started, (c.before->>'first_seen')::timestamptz), r.started, false
        FROM leadtui.changes c JOIN leadtui.runs r ON r.run = c.run AND r.kind = 'load'
        LEFT JOIN leadtui.runs w ON w.run = (c.before->>'run_id')::bigint
        WHERE c.table_name = name AND c.action IN ('update', 'vanish', 'delete')
          AND (c.before->>'is_current')::boolean
          AND (r.state = 'loaded' OR NOT EXISTS (
              SELECT FROM leadtui.changes b JOIN leadtui.runs u ON u.run = b.run
              WHERE u.undoes_run = r.run AND u.state = 'loaded' AND b.table_name = name
                AND b.lead_key = c.before->>'lead_key'));
END $$;
COMMENT ON FUNCTION leadtui.versions(anyelement) IS
    'Every version of each row and when it held: SELECT * FROM leadtui.versions(NULL::public.leads)';

CREATE FUNCTION leadtui.as_of(target anyelement, moment timestamptz) RETURNS SETOF anyelement
LANGUAGE sql STABLE AS $$
    SELECT (v.version).* FROM leadtui.versions(target) v
    WHERE v.valid_from <= moment AND (v.valid_to IS NULL OR v.valid_to > moment)
$$;
COMMENT ON FUNCTION leadtui.as_of(anyelement, timestamptz) IS
    'The rows that were current at a moment: SELECT * FROM leadtui.as_of(NULL::public.leads, ''2026-03-01'')';
"""


def upgrade() -> None:
    """Once; what earlier runs wrote stays, and can be undone, too."""
    run = driver_of(op.get_bind()).execute
    for statements in (RUNS, CHANGES, SEEN, EDITS, HISTORY):
        run(statements)
