"""Connection parameters as libpq understands them; nothing here ever prints a password.

libpq parses the URL and fills in the rest (environment, service file, .pgpass). Its messages about a
URL it can't parse quote parts of it, and a password with a bare @ or / ends up in what it takes for
the host: such a URL is refused in our own words, without showing any of it.
"""

from __future__ import annotations

import getpass
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

import psycopg
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict

from leadtui.errors import UsageError

_HINT: Final = (
    "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with odd letters of the password percent-encoded "
    "(@ %40, : %3A, / %2F, % %25, # %23); better, keep the password in ~/.pgpass."
)
_ENVIRONMENT: Final = {
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "require_auth": "PGREQUIREAUTH",
    "application_name": "PGAPPNAME",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
_ALWAYS: Final = {
    "application_name": "leadtui",
    "connect_timeout": "10",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}
"""A server that falls silent is given up after half a minute."""
_REQUIRE_AUTH_SINCE: Final = 160000
_LOCAL: Final = re.compile(r"|[/@].*|localhost|127\.\d+\.\d+\.\d+|::1")


class Conninfo:
    """Parameters of a connection; its repr shows only where it leads to."""

    __slots__ = ("_given", "_known")

    def __init__(self, given: Mapping[str, str], environ: Mapping[str, str]) -> None:
        self._given = dict(given)
        self._known = _known(given, environ)

    @classmethod
    def parse(cls, text: str, origin: str, environ: Mapping[str, str]) -> Self:
        """From a URL or from `key=value` pairs, as libpq takes them.

        Raises:
            UsageError: it is neither; `origin` says whose mistake it is.
        """
        plain = re.sub(r"^postgres(ql)?\+\w+://", "postgresql://", text.strip())
        try:
            given = {key: str(value) for key, value in conninfo_to_dict(plain).items() if value is not None}
        except (psycopg.Error, UnicodeError, ValueError):
            given = None
        if given is None or not plain or not _is_sound(given, is_url="://" in plain):
            raise UsageError(f"{origin} is not the address of a Postgres database", _HINT)
        return cls(given, environ)

    @property
    def label(self) -> str:
        """Where it leads to, for people: `leads@db1`; never with a password."""
        known = self._known
        host = known.get("host") or known.get("hostaddr") or ""
        if not host and "service" in known:
            return _plain(f"{known.get('dbname', 'service')}@{known['service']}")
        place = "local" if host.startswith(("/", "@")) or not host else host
        return _plain(f"{known.get('dbname') or self.user}@{place}")

    @property
    def user(self) -> str:
        """The role, as far as it is known before connecting."""
        return _plain(self._known.get("user") or getpass.getuser())

    @property
    def is_local(self) -> bool:
        """Whether every host is this machine, so that nothing travels over a network."""
        known = self._known
        hosts = (known.get("hostaddr") or known.get("host") or "").split(",")
        return all(_LOCAL.fullmatch(host.strip()) for host in hosts)

    def parameters(self) -> dict[str, str]:
        """What to connect with: as given, and our defaults where neither a person nor a file said otherwise."""
        added = {key: value for key, value in _ALWAYS.items() if key not in self._known}
        if not self.is_local:
            added |= self._guarded()
        return {**added, **self._given, "client_encoding": "UTF8"}

    def _guarded(self) -> dict[str, str]:
        """Over a network: encryption by default, and no clear-text password where it was switched off."""
        if "sslmode" not in self._known:
            return {"sslmode": "require"}
        open_mode = self._known["sslmode"] in {"disable", "allow", "prefer"}
        if open_mode and "require_auth" not in self._known and pq.version() >= _REQUIRE_AUTH_SINCE:
            return {"require_auth": "!password"}
        return {}

    def scrub(self, text: str) -> str:
        """`text` without the password, should a server ever repeat it."""
        secret = self._known.get("password")
        return text.replace(secret, "***") if secret else text

    def __repr__(self) -> str:
        return f"Conninfo({self.label})"


def _is_sound(given: Mapping[str, str], *, is_url: bool) -> bool:
    """Whether libpq understood what was meant: no piece of a password taken for a host, port or database."""
    ports_are_numbers = re.fullmatch(r"[\d,]*", given.get("port", "")) is not None
    host_is_one = "@" not in given.get("host", "").removeprefix("@")
    return ports_are_numbers and host_is_one and not (is_url and "@" in given.get("dbname", ""))


def _known(given: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """What is known before connecting, in libpq's order: given, service file, environment."""
    from_environment = {key: environ[name] for key, name in _ENVIRONMENT.items() if environ.get(name)}
    service = given.get("service") or from_environment.get("service")
    from_service = _service(service, given.get("servicefile"), environ) if service else {}
    return {**from_environment, **from_service, **{key: value for key, value in given.items() if value}}


def _service(name: str, file: str | None, environ: Mapping[str, str]) -> dict[str, str]:
    """The entries of one section of the first service file that has it."""
    places = [file, environ.get("PGSERVICEFILE"), str(Path.home() / ".pg_service.conf")]
    if folder := environ.get("PGSYSCONFDIR"):
        places.append(str(Path(folder) / "pg_service.conf"))
    for place in filter(None, places):
        try:
            lines = Path(place).read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            continue
        found = _section(lines, name)
        if found is not None:
            return found
    return {}


def _section(lines: list[str], name: str) -> dict[str, str] | None:
    found: dict[str, str] | None = None
    for line in map(str.strip, lines):
        if line.startswith("["):
            if found is not None:
                break
            found = {} if line == f"[{name}]" else None
        elif found is not None and "=" in line and not line.startswith("#"):
            key, _, value = line.partition("=")
            found[key.strip()] = value.strip()
    return found


def _plain(text: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in text)
