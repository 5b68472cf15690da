"""The screens: door 2. They draw values and compute nothing; `guide.py` owns what they show."""

from __future__ import annotations


def run(
    file: str,
    *,
    saved_mapping: str | None = None,
    db: str | None = None,
    table: str | None = None,
    theme: str | None = None,
) -> int:
    """Open a file on screen; the exit code of the session."""
    from leadtui.tui.app import LeadtuiApp  # noqa: PLC0415  the screens' libraries load only when they are opened
    from leadtui.tui.walk import Wish  # noqa: PLC0415  as above

    app = LeadtuiApp(Wish(file, saved_mapping=saved_mapping, database=db, table=table), theme=theme)
    try:
        code = app.run()
        if app.failure is not None:
            raise app.failure
        return code or 0
    finally:
        app.close()
