"""Every folder and file the program owns, in one page.

Folders follow the XDG base directory specification on every system that has a home folder, macOS
included (https://specifications.freedesktop.org/basedir-spec/latest/), so that one page of
documentation holds everywhere.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs.unix import Unix


def _folders() -> Unix:
    return Unix("leadtui", appauthor=False)


def data_folder() -> Path:
    """What must survive: saved mappings of the user, the embedded database."""
    return _folders().user_data_path


def state_folder() -> Path:
    """What should survive a restart: drafts, logs, history of files."""
    return _folders().user_state_path


def config_folder() -> Path:
    """What the user writes: `config.toml`."""
    return _folders().user_config_path


def cache_folder() -> Path:
    """What can be deleted at any time: spools of files being looked at."""
    return _folders().user_cache_path


def embedded_database_folder() -> Path:
    """The data directory of the embedded Postgres."""
    return data_folder() / "postgres"


def user_mappings_folder() -> Path:
    """Saved mappings of the user, searched after `./mappings`."""
    return data_folder() / "mappings"


def packaged_mappings_folder() -> Path:
    """The mappings that come with the program (beside the package in a checkout, inside a wheel)."""
    package = Path(__file__).parent
    inside = package / "mappings"
    return inside if inside.is_dir() else package.parent / "mappings"


def drafts_folder() -> Path:
    """Decisions not yet saved as a mapping, one file per source file."""
    return state_folder() / "drafts"


def make_private(folder: Path) -> Path:
    """Create `folder` readable by its owner only (0700, whatever the umask), and return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    return folder
