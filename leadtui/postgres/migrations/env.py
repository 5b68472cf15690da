"""What Alembic runs for each upgrade: on the connection it is given, in the transaction that is open."""

from __future__ import annotations

from alembic import context

from leadtui.postgres.migrations import SCHEMA, VERSION_TABLE

if hasattr(context, "config"):  # Alembic at work, not somebody who only imports all modules.
    context.configure(
        connection=context.config.attributes["connection"],
        version_table=VERSION_TABLE,
        version_table_schema=SCHEMA,
        transactional_ddl=True,
    )
    context.run_migrations()
