"""Settings a person keeps in a file: `leadtui.toml` in this folder over `config.toml` of the user.

TOML, read by the standard library; the nearest file wins key by key. A database URL may stand here,
but a password is better kept in `.pgpass` or a service file.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from pathlib import Path

from leadtui.errors import UsageError
from leadtui.paths import config_folder

PROJECT_FILE = "leadtui.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with what holds when no file says otherwise."""

    database_url: str | None = None
    """Where to load, when neither `--db` nor the environment says so; `embedded` for the own server."""
    keep_before_images: str | None = None
    """For how many days a load can be undone; `leadtui db prune` forgets what is older. 90 when nothing is said."""
    theme: str | None = None
    """A theme of the screens; Textual's names."""
    alert_command: str | None = None
    """A command that gets an alert as JSON on standard input."""
    alert_webhook: str | None = None
    """An address that an alert is posted to as JSON; never shown whole."""
    alert_on: str | None = None
    """Events to be told of: `failure`, `person`, `unusual`, `success`. All but the last when nothing is said."""


def settings(folder: Path | None = None) -> Settings:
    """The settings in force in `folder` (the working folder by default).

    Raises:
        UsageError: a file is not TOML, or has a key or a type that is not known.
    """
    found = Settings()
    for path in (config_folder() / "config.toml", (folder or Path.cwd()) / PROJECT_FILE):
        found = replace(found, **settings_of(path))
    return found


def settings_of(path: Path) -> dict[str, str]:
    """What one file says; nothing when there is none.

    Raises:
        UsageError: as for `settings`.
    """
    return _read(path) if path.is_file() else {}


def _read(path: Path) -> dict[str, str]:
    import tomllib  # noqa: PLC0415  most people have no such file, and everybody waits for the first paint

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}", "Mend it, or move it away.") from error
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}", "Check its permissions.") from error
    known = [setting.name for setting in fields(Settings)]
    for key, value in content.items():
        if key not in known:
            import difflib  # noqa: PLC0415  only a typing mistake pays for it

            near = difflib.get_close_matches(key, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"Known settings: {', '.join(known)}."
            raise UsageError(f"{path}: unknown setting {key!r}", hint)
        if not isinstance(value, str):
            raise UsageError(f"{path}: {key} must be text in quotes", f'Write {key} = "…".')
    return content
