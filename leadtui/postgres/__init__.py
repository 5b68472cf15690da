"""Everything that knows SQL: the embedded server, connections, migrations, plan and load, the ledger.

`open_database(choose())` gives the `Database`; its `plan` and `load` take the same `LoadRequest` and run
the same statements, of which a plan keeps none.
"""

from __future__ import annotations

from leadtui.postgres import embedded
from leadtui.postgres.choose import DatabaseChoice, choose
from leadtui.postgres.database import Database, open_database
from leadtui.postgres.migrate import MigrationState
from leadtui.postgres.status import DatabaseStatus
from leadtui.postgres.table_name import TableName

__all__ = [
    "Database",
    "DatabaseChoice",
    "DatabaseStatus",
    "MigrationState",
    "TableName",
    "choose",
    "embedded",
    "open_database",
]
