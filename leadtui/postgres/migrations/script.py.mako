"""${message}"""

from __future__ import annotations

from alembic import op

from leadtui.postgres.connect import driver_of

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Once; there is no way down, undo works on rows."""
    driver_of(op.get_bind()).execute("")
