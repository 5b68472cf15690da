"""The ledger in schema `leadtui`, the normalising of keys, and the built-in target `public.leads`."""

from __future__ import annotations

import unicodedata

from alembic import op

from leadtui.postgres.connect import driver_of

revision = "0001"
down_revision = None

LEDGER = """
CREATE TABLE leadtui.runs (
    run              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text NOT NULL DEFAULT 'load',
    state            text NOT NULL DEFAULT 'loaded' CHECK (state IN ('loaded', 'undone')),
    table_name       text NOT NULL,
    source           text NOT NULL,
    mode             text NOT NULL,
    file_name        text NOT NULL,
    file_size        bigint NOT NULL,
    sha256           text NOT NULL,
    mapping_version  integer NOT NULL,
    mapping_sha256   text NOT NULL,
    mapping_document text NOT NULL,
    read             bigint NOT NULL DEFAULT 0,
    inserted         bigint NOT NULL DEFAULT 0,
    updated          bigint NOT NULL DEFAULT 0,
    unchanged        bigint NOT NULL DEFAULT 0,
    rejected         bigint NOT NULL DEFAULT 0,
    duplicates       bigint NOT NULL DEFAULT 0,
    vanished         bigint NOT NULL DEFAULT 0,
    started          timestamptz NOT NULL,
    finished         timestamptz NOT NULL,
    role             text NOT NULL DEFAULT session_user,
    person           text NOT NULL,
    host             text NOT NULL,
    leadtui_version  text NOT NULL,
    previous_run     bigint REFERENCES leadtui.runs,
    repeats_run      bigint REFERENCES leadtui.runs,
    CONSTRAINT row_equation CHECK (read = inserted + updated + unchanged + rejected + duplicates)
);
CREATE INDEX runs_of_source ON leadtui.runs (table_name, source, run);
COMMENT ON TABLE leadtui.runs IS 'One row per load, committed together with the rows it wrote';
COMMENT ON COLUMN leadtui.runs.previous_run IS 'The latest load of this source and table before, not undone';
COMMENT ON COLUMN leadtui.runs.repeats_run IS 'The load of the same bytes that was repeated on purpose (--force)';

CREATE TABLE leadtui.rejects (
    run        bigint NOT NULL REFERENCES leadtui.runs,
    line       bigint NOT NULL,
    line_count bigint NOT NULL,
    code       text NOT NULL,
    reason     text NOT NULL,
    raw        bytea
);
CREATE INDEX rejects_of_run ON leadtui.rejects (run, line);
COMMENT ON TABLE leadtui.rejects IS 'Records that could not be kept, with their bytes as received';

CREATE TABLE leadtui.duplicates (
    run       bigint NOT NULL REFERENCES leadtui.runs,
    line      bigint NOT NULL,
    kept_line bigint,
    lead_key  text NOT NULL,
    is_equal  boolean NOT NULL
);
CREATE INDEX duplicates_of_run ON leadtui.duplicates (run, line);
COMMENT ON TABLE leadtui.duplicates IS 'Rows of a file that lost to another row of it (kept_line), or to the table (no kept_line)';

CREATE TABLE leadtui.changes (
    run        bigint NOT NULL REFERENCES leadtui.runs,
    table_name text NOT NULL,
    lead_key   text NOT NULL,
    action     text NOT NULL CHECK (action IN ('update', 'vanish', 'delete')),
    before     jsonb NOT NULL
);
CREATE INDEX changes_of_run ON leadtui.changes (run, lead_key);
CREATE INDEX changes_of_lead ON leadtui.changes (table_name, lead_key);
COMMENT ON TABLE leadtui.changes IS
    'Each row as it was before a load changed it; rows a load inserted are those with its run_id and no entry here';

CREATE TABLE leadtui.edits (
    table_name text NOT NULL,
    source     text NOT NULL,
    lead_key   text NOT NULL,
    field      text NOT NULL,
    edited_at  timestamptz NOT NULL DEFAULT now(),
    edited_by  text NOT NULL DEFAULT session_user,
    PRIMARY KEY (table_name, source, lead_key, field)
);
COMMENT ON TABLE leadtui.edits IS 'Fields changed by somebody else since leadtui last wrote the row';
"""

NOTE_EDIT = """
CREATE FUNCTION leadtui.note_edit() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO leadtui.edits AS known (table_name, source, lead_key, field)
    SELECT format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME), NEW.source, NEW.lead_key, after.key
    FROM jsonb_each(to_jsonb(NEW)) AS after JOIN jsonb_each(to_jsonb(OLD)) AS before USING (key)
    WHERE after.value <> before.value
      AND after.key NOT IN ('source', 'lead_key', 'run_id', 'file_line', 'first_seen', 'last_seen', 'is_current')
    ON CONFLICT (table_name, source, lead_key, field) DO UPDATE SET edited_at = now(), edited_by = session_user;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION leadtui.note_edit() IS 'Remembers which fields of a row somebody else than leadtui changed';

CREATE FUNCTION leadtui.watch_edits(target regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'CREATE TRIGGER leadtui_note_edit AFTER UPDATE ON %s FOR EACH ROW '
        'WHEN (nullif(current_setting(''leadtui.run'', true), '''') IS NULL AND OLD.* IS DISTINCT FROM NEW.*) '
        'EXECUTE FUNCTION leadtui.note_edit()', target);
END $$;
COMMENT ON FUNCTION leadtui.watch_edits(regclass) IS 'Have edits by hand of a table noted';
"""

NORMAL_KEY = """
CREATE FUNCTION leadtui.odd_key(value text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$
DECLARE
    key text := ltrim(normalize(value, NFKC), ' +');
BEGIN
    {fold}
    key := lower(regexp_replace(key, {dropped}, '', 'g') COLLATE "C");
    RETURN CASE WHEN octet_length(key) > 120 THEN left(key, 20) || '~' || md5(key) ELSE nullif(key, '') END;
END $$;
COMMENT ON FUNCTION leadtui.odd_key(text) IS 'normal_key() of what is long, not plain ASCII, or oddly punctuated';

CREATE FUNCTION leadtui.normal_key(value text) RETURNS text IMMUTABLE PARALLEL SAFE LANGUAGE sql
RETURN CASE
    WHEN octet_length(value) > 120 THEN leadtui.odd_key(value)
    WHEN value ~ '^[0-9A-Za-z]+$' THEN lower(value COLLATE "C")
    WHEN value ~ '^[-0-9A-Za-z .,''/#()&+]*$' THEN nullif(lower({replaced} COLLATE "C"), '')
    ELSE leadtui.odd_key(value)
END;
COMMENT ON FUNCTION leadtui.normal_key(text) IS
    'A part of a lead key: without case, blanks and punctuation, the same in every locale; NULL when nothing is left';
"""

LEADS = """
CREATE TABLE public.leads (
    first_name text, last_name text, title text, email text, phone text, phone2 text, language text,
    company text, operator text, licensee_name text, provider_id text,
    facility_type text, curriculum_type text, accepts_financial_aid boolean,
    ages_served text, min_age integer, max_age integer, capacity integer, schedule text, website_address text,
    address1 text, address2 text, city text, state text, county text, zip text,
    license_number text, license_type text, license_status text,
    license_issued date, license_renewed date, certificate_expiration_date date,
    source text NOT NULL,
    lead_key text COLLATE "C" NOT NULL,
    run_id bigint NOT NULL,
    file_line bigint NOT NULL,
    first_seen timestamptz NOT NULL,
    last_seen timestamptz NOT NULL,
    is_current boolean NOT NULL,
    PRIMARY KEY (source, lead_key)
);
SELECT leadtui.watch_edits('public.leads');
COMMENT ON COLUMN public.leads.min_age IS 'Months';
COMMENT ON COLUMN public.leads.max_age IS 'Months';
COMMENT ON COLUMN public.leads.source IS 'The saved mapping that loads these rows';
COMMENT ON COLUMN public.leads.lead_key IS 'The best key the row is known by, unique within its source';
COMMENT ON COLUMN public.leads.run_id IS 'The load that wrote these values: leadtui report RUN';
COMMENT ON COLUMN public.leads.file_line IS 'Where in that load''s file';
COMMENT ON COLUMN public.leads.last_seen IS
    'The last load that wrote the row; once it is not current, the last one whose file had it. '
    'A current row was in the latest file of its source';
"""

COMMON = " .,'/#()-"
"""Dropped one by one, which is four times as fast as a pattern."""
DROPPED = (
    r" \t\n\r\v\f!\"#'()*,\-./:;<=>?\[\\\]^_`{|}~"  # ASCII without + & @ $ %: they tell names apart
    "\u0085\u00ab\u00ad\u00ae\u00a9\u00b7\u00bb\u200b-\u200f\u2010-\u2015\u2018-\u201f\u2022\u2028\u2029\u2039\u203a\u2060\ufeff"
)
FOLDED = ((0x00C0, 0x0180), (0x0386, 0x03AC), (0x0400, 0x0430))
"""Latin with accents, Greek, Cyrillic: what servers of any version and locale shall fold alike."""


def literal(text: str) -> str:
    """A constant of SQL, whatever the server's setting for backslashes."""
    quoted = text.replace("\\", "\\\\").replace("'", "''")
    return "E'" + "".join(letter if letter.isascii() else f"\\u{ord(letter):04x}" for letter in quoted) + "'"


def fold() -> str:
    """PL/pgSQL that makes the capitals beyond ASCII in `key` small, script by script, where there are any."""
    statements = []
    for first, end in FOLDED:
        capitals = "".join(
            letter
            for letter in map(chr, range(first, end))
            if len(letter.lower()) == 1 and letter.lower() != letter and unicodedata.is_normalized("NFKC", letter)
        )
        small = "".join(letter.lower() for letter in capitals)
        statements.append(f"IF key ~ {literal(f'[{capitals}]')} THEN key := translate(key, {literal(capitals)}, {literal(small)}); END IF;")
    return "\n    ".join(statements)


def replaced(value: str) -> str:
    """SQL for `value` without common punctuation."""
    for letter in COMMON:
        value = f"replace({value}, {literal(letter)}, '')"
    return value


def upgrade() -> None:
    """Once; there is no way down, undo works on rows."""
    # psycopg itself: several statements at once, and no % is a parameter.
    run = driver_of(op.get_bind()).execute
    run(LEDGER)
    run(NOTE_EDIT)
    run(
        NORMAL_KEY.replace("{fold}", fold())
        .replace("{dropped}", literal(f"[{DROPPED}]+"))
        .replace("{replaced}", replaced("ltrim(value, ' +')"))
    )
    if run("SELECT to_regclass('public.leads')").fetchone() == (None,):
        run(LEADS)
