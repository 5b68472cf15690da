"""A target from any table, and files of three trades mapped to such tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.cli.program import Program

TABLE = """
CREATE SCHEMA sales;
CREATE TYPE sales.stage AS ENUM ('new', 'won''t do', 'Closed');
CREATE DOMAIN sales.rating AS integer CHECK (VALUE BETWEEN 1 AND 5);
CREATE TABLE sales.companies (id serial PRIMARY KEY, name text);
CREATE TABLE sales."Mixed Contacts" (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "Full Name" text NOT NULL,
  email varchar(80) NOT NULL UNIQUE,
  phone text,
  zip char(10),
  born date,
  created_at timestamptz NOT NULL DEFAULT now(),
  stage sales.stage NOT NULL DEFAULT 'new',
  rating sales.rating,
  status varchar(20) CHECK (status IN ('open', 'closed')),
  tags text[],
  seats int CHECK (seats >= 0 AND seats <= 100),
  price numeric(8, 2) CHECK (price > 0),
  company_id int REFERENCES sales.companies,
  initials text GENERATED ALWAYS AS (left("Full Name", 1)) STORED,
  note text CHECK (length(note) < 100),
  "no" text,
  UNIQUE ("Full Name", zip)
);
CREATE UNIQUE INDEX ON sales."Mixed Contacts" (lower(email));
CREATE UNIQUE INDEX ON sales."Mixed Contacts" (phone) WHERE phone IS NOT NULL;
COMMENT ON TABLE sales."Mixed Contacts" IS E'People we sell to\\nformat: 2';
COMMENT ON COLUMN sales."Mixed Contacts".phone IS 'Telephone number (also: tel, mobile no, Full name)';
COMMENT ON COLUMN sales."Mixed Contacts".born IS 'Their first day on earth. Synonyms: birthday, date of birth';
"""


@pytest.fixture
def tables(program: Program) -> Program:
    with psycopg.connect(program.url) as connection:
        connection.execute(TABLE)
    return program


def made(program: Program, table: str, *more: str) -> Any:
    answer = program("target", "from-table", table, "--json", *more)
    assert answer.code == 0, answer.err
    return answer.json


def test_a_table_becomes_a_mapping_file(tables: Program) -> None:
    document = made(tables, 'sales."Mixed Contacts"')
    assert document["key"] == [["Full Name", "zip"], ["email"]]
    assert {each["column"] for each in document["left_out"]} == {"id", "created_at", "tags", "initials"}
    assert document["fields"] == [
        "Full Name", "email", "phone", "zip", "born", "stage", "rating", "status", "seats", "price", "company_id",
        "note", "no",
    ]  # fmt: skip
    text = Path(document["file"]).read_text()
    assert text == document["document"]
    assert "# People we sell to format: 2" in text
    assert "  Full Name:  {required: true}" in text
    assert "names: [telephone number, tel, mobile no]" in text, "what names another column is no synonym"
    assert "names: [birthday, date of birth]" in text
    assert "stage IN ('new', 'won''t do', 'Closed')" in text
    assert "status IN ('open', 'closed')" in text
    assert "rating >= 1 AND rating <= 5" in text
    assert "price > 0" in text
    assert "length" not in text
    assert "Refers to sales.companies." in text
    listed = tables("mapping", "list", "--json").json["mappings"]
    assert ("mixed-contacts", "general", None) in {(each["name"], each["kind"], each["mistake"]) for each in listed}


def test_it_says_what_it_made_and_what_to_type_next(tables: Program) -> None:
    answer = tables("target", "from-table", 'sales."Mixed Contacts"', "--name", "people")
    assert answer.out.strip().endswith("people.yaml")
    assert "required  Full Name, email" in answer.err
    assert "Now: leadtui map FILE --table people" in answer.err
    again = tables("target", "from-table", 'sales."Mixed Contacts"', "--name", "people")
    assert again.code == 2
    assert "--name" in again.err


def test_a_dry_run_prints_the_file_and_writes_none(tables: Program) -> None:
    answer = tables("target", "from-table", "sales.companies", "--dry-run")
    assert "load: {mode: append}" in answer.out, "nothing identifies a row there"
    assert tables("mapping", "show", "companies").code == 2


@pytest.mark.parametrize(
    ("table", "code", "said"),
    [
        ("sales.nope", 6, "there is no table sales.nope"),
        ("pg_catalog.pg_class", 2, "not for loading into"),
        ("leadtui.runs", 2, "not for loading into"),
        ("public.leads; drop table x", 2, "is not a table name"),
        ("Leads", 2, "has capitals but no quotes"),
        ("leads_view", 4, "is not a plain table"),
    ],
)
def test_what_cannot_be_a_target(tables: Program, table: str, code: int, said: str) -> None:
    with psycopg.connect(tables.url) as connection:
        connection.execute("CREATE VIEW leads_view AS SELECT 1 AS one")
    refused = tables("target", "from-table", table)
    assert refused.code == code
    assert said in refused.err


def test_a_name_that_no_mapping_can_have_writes_nothing(tables: Program) -> None:
    refused = tables("target", "from-table", "sales.companies", "--name", "../x")
    assert refused.code == 2
    assert not list(tables.folder.glob("**/x.yaml"))


@dataclass(frozen=True, slots=True)
class Trade:
    """A table of some trade, a file for it, and where its columns belong."""

    ddl: tuple[str, ...]
    header: str
    row: str
    """With `{n}`, a digit, and `{letter}`."""
    wanted: dict[str, str]

    def file(self) -> str:
        """Eight rows."""
        rows = (self.row.format(n=number, letter="ABCDEFGHI"[number]) for number in range(1, 9))
        return "\n".join([self.header, *rows, ""])


TRADES = {
    "owners": Trade(
        (
            (
                "CREATE TABLE owners (parcel_no text PRIMARY KEY, owner text NOT NULL, mailing_street text,"
                " mailing_city text, assessed_value numeric, sold_on date)"
            ),
            "COMMENT ON COLUMN owners.parcel_no IS 'Parcel number (also: APN, PIN, account no)'",
            "COMMENT ON COLUMN owners.owner IS 'Owner name'",
            "COMMENT ON COLUMN owners.assessed_value IS 'Total assessed value, also: total value'",
            "COMMENT ON COLUMN owners.sold_on IS 'Last sale date'",
        ),
        "APN,Owner Name,Mailing Street,Mailing City,Total Value,Last Sale Date,Deed Book",
        "12-00{n}-07,Doe {letter} & Sons,1{n} Oak St,Salem,{n}45000,2019-0{n}-14,{n}/77",
        {
            "APN": "parcel_no",
            "Owner Name": "owner",
            "Mailing Street": "mailing_street",
            "Mailing City": "mailing_city",
            "Total Value": "assessed_value",
            "Last Sale Date": "sold_on",
        },
    ),
    "attendees": Trade(
        (
            (
                "CREATE TABLE attendees (badge_id text UNIQUE, first_name text NOT NULL, last_name text NOT NULL,"
                " email text, employer text, checked_in_at timestamptz)"
            ),
            "COMMENT ON COLUMN attendees.badge_id IS 'Badge number'",
            "COMMENT ON COLUMN attendees.employer IS 'Company'",
        ),
        "Badge Number,First Name,Last Name,E-mail,Company,Checked In At,Dietary Notes",
        "B000{n},Ana{letter},Ruiz{letter},ana{n}@example.org,Acme {n} Inc,2026-05-01 09:0{n}:00,none",
        {
            "Badge Number": "badge_id",
            "First Name": "first_name",
            "Last Name": "last_name",
            "E-mail": "email",
            "Company": "employer",
            "Checked In At": "checked_in_at",
        },
    ),
    "customers": Trade(
        (
            (
                "CREATE TABLE customers (customer_no text PRIMARY KEY, trading_name text, vat_id text,"
                " credit_limit numeric, payment_days integer, web text)"
            ),
            "COMMENT ON COLUMN customers.customer_no IS 'Customer number, also: account, Kundennummer'",
            "COMMENT ON COLUMN customers.trading_name IS 'Trade name'",
            "COMMENT ON COLUMN customers.payment_days IS 'Payment terms'",
            "COMMENT ON COLUMN customers.web IS 'Website'",
        ),
        "Kundennummer,Trade Name,VAT ID,Credit Limit,Payment Terms,Website,Sales Rep",
        "K-100{n},Hofladen {letter} GmbH,DE12345678{n},{n}000.00,1{n},https://h{n}.example,Bo",
        {
            "Kundennummer": "customer_no",
            "Trade Name": "trading_name",
            "VAT ID": "vat_id",
            "Credit Limit": "credit_limit",
            "Payment Terms": "payment_days",
            "Website": "web",
        },
    ),
}


def with_table(program: Program, trade: Trade) -> None:
    with psycopg.connect(program.url) as connection:
        for statement in trade.ddl:
            connection.execute(statement.encode())
    (program.folder / "f.csv").write_text(trade.file())


@pytest.mark.parametrize("name", TRADES)
def test_a_file_of_another_trade_is_mapped_to_its_table(program: Program, name: str) -> None:
    with_table(program, TRADES[name])
    made(program, name)
    columns = program("map", "f.csv", "--table", f"public.{name}", "--json").json["columns"]
    decided = {each["column"]: each["decision"]["fields"][0] for each in columns if each["decision"]}
    assert decided == TRADES[name].wanted


@pytest.fixture
def county(program: Program) -> Program:
    """A file of owners, and a saved mapping into their table."""
    trade = TRADES["owners"]
    with_table(program, trade)
    path = Path(made(program, "owners")["file"])
    columns = "".join(f'  "{column}": {{to: {field}}}\n' for column, field in trade.wanted.items())
    (path.parent / "county.yaml").write_text(
        f'format: 1\nextends: owners\ncolumns:\n{columns}  "Deed Book": {{skip: not needed}}\n'
    )
    return program


def test_such_a_table_is_loaded_like_our_own(county: Program) -> None:
    def owners() -> list[tuple[Any, ...]]:
        return county.rows("SELECT parcel_no, owner, assessed_value FROM owners ORDER BY 1")

    planned = county("plan", "f.csv", "--json").json
    assert (planned["plan"]["inserted"], owners()) == (8, [])
    loaded = county("load", "f.csv", "--json")
    assert (loaded.code, loaded.json["loaded"]["rows"]["inserted"]) == (0, 8)
    first = owners()
    assert len(first) == 8
    assert "already, as run 1" in county("load", "f.csv").out
    (county.folder / "f.csv").write_text(TRADES["owners"].file().replace("Doe B", "Roe B").replace("12-008", "12-009"))
    again = county("load", "f.csv", "--json").json["loaded"]["rows"]
    assert (again["inserted"], again["updated"], again["vanished"]) == (1, 1, 1)
    assert county("rows", "2", "--new").out.count("\n") == 2
    assert "Doe B" in county("explain", "12-001-07").out
    assert county("undo", "2", "--yes").code == 0
    assert owners() == first


def test_with_several_targets_a_new_file_waits_for_a_person_who_says_which(program: Program) -> None:
    with_table(program, TRADES["owners"])
    made(program, "owners")
    asked = program("load", "f.csv")
    assert asked.code == 5
    assert "Which table shall the file fill? Targets known: public.leads, public.owners" in asked.err
    assert "--table" in program("review").out
    assert program("map", "f.csv").code == 5
    unknown = program("map", "f.csv", "--table", "public.nope")
    assert (unknown.code, "leadtui target from-table" in unknown.err) == (2, True)


def test_a_row_that_the_table_refuses_is_a_reject_like_any_other(county: Program) -> None:
    with psycopg.connect(county.url) as connection:
        connection.execute("ALTER TABLE owners ADD CONSTRAINT cheap CHECK (assessed_value < 800000)")
    refused = county("load", "f.csv")
    assert (refused.code, "1 of 8 rows are rejected" in refused.err) == (4, True)
    loaded = county("load", "f.csv", "--max-rejects", "1", "--json").json
    assert (loaded["loaded"]["rows"]["inserted"], loaded["loaded"]["rows"]["rejected"]) == (7, 1)
    assert loaded["checks"]["by_code"]["E-CONSTRAINT"] == 1
    header, reject = (county.folder / loaded["rejects_file"]).read_text().splitlines()
    assert header.startswith("leadtui_line,code,reason,APN")
    assert reject.startswith("9,E-CONSTRAINT,breaks cheap of the table: ")
    assert "12-008-07" in reject
    mended = county.folder / loaded["rejects_file"]
    mended.write_text(mended.read_text().replace("845000", "745000"))
    assert county("rejects", "1", "--reload", mended).code == 0
    assert county.rows("SELECT count(*) FROM owners") == [(8,)]
