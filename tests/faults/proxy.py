"""A proxy between a load and its server that does to the connection what networks do."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs, urlsplit

_RESET: Final = struct.pack("ii", 1, 0)
"""SO_LINGER that makes closing a reset."""
_PIECE: Final = 8192
_COMMIT: Final = b"COMMIT\0"


@dataclass(slots=True)
class Proxy:
    """What is to happen; each fault happens once, to the first connection that comes to it."""

    url: str = ""
    reset_after: int | None = None
    """Bytes from the client after which the connection is reset."""
    silent_after: int | None = None
    """Bytes from the client after which nothing comes through any more, and nothing is closed."""
    lose_commit: str | None = None
    """`answer`: the server commits, its answer is lost. `question`: the server never hears of it."""
    is_closed: bool = False
    """Nobody gets in any more."""
    delay: float = 0.0
    """Seconds each piece waits, in each direction."""
    rate: float | None = None
    """Bytes a second."""
    on_loss: Callable[[], None] = lambda: None
    """Called when a COMMIT was lost, before the client notices."""
    count: int = 0
    """Connections so far."""
    happened: list[str] = field(default_factory=list)
    _sent: int = 0

    def _take(self, name: str) -> None:
        self.happened.append(name)
        self.reset_after = self.silent_after = self.lose_commit = None


@contextmanager
def proxy(database_url: str) -> Iterator[Proxy]:
    """Before the server of `database_url`, which has a Unix socket; `Proxy.url` leads through it."""
    parts = urlsplit(database_url)
    path = Path(parse_qs(parts.query)["host"][0]) / ".s.PGSQL.5432"
    made = Proxy()
    ready = threading.Event()
    stops: list[Callable[[], object]] = []

    async def serve() -> None:
        over = asyncio.Event()
        loop = asyncio.get_running_loop()
        stops.append(lambda: loop.call_soon_threadsafe(over.set))
        server = await asyncio.start_server(lambda r, w: _Connection(made, path).carry(r, w), "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        made.url = f"postgresql://{parts.username}@127.0.0.1:{port}{parts.path}"
        ready.set()
        await over.wait()
        server.close()

    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield made
    finally:
        for stop in stops:
            stop()
        thread.join(5)


class _Connection:
    """One client's connection, and its counterpart to the server."""

    def __init__(self, fault: Proxy, path: Path) -> None:
        self.fault = fault
        self.path = path
        self.is_deaf = False
        """What the server says is lost."""
        self.answered = asyncio.Event()

    async def carry(self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        """Both ways, until one of them ends or a fault happens."""
        self.fault.count += 1
        if self.fault.is_closed:
            _reset(to_client)
            return
        server, to_server = await asyncio.open_unix_connection(str(self.path))
        self.fault._sent = 0
        ways = [
            asyncio.create_task(self._there(client, to_client, to_server)),
            asyncio.create_task(self._back(server, to_client)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for writer in (to_server, to_client):
                writer.transport.abort()

    async def _there(
        self, client: asyncio.StreamReader, to_client: asyncio.StreamWriter, to_server: asyncio.StreamWriter
    ) -> None:
        fault = self.fault
        while piece := await _read(client):
            await self._wait(len(piece))
            fault._sent += len(piece)
            if fault.reset_after is not None and fault._sent > fault.reset_after:
                fault._take("reset")
                _reset(to_client)
                return
            if fault.silent_after is not None and fault._sent > fault.silent_after:
                fault._take("silence")
                self.is_deaf = True
                await asyncio.Event().wait()
            if fault.lose_commit and _COMMIT in piece:
                await self._lose(to_client, lambda: _send(to_server, piece))
                return
            await _send(to_server, piece)

    async def _lose(self, to_client: asyncio.StreamWriter, commit: Callable[[], Awaitable[None]]) -> None:
        is_done = self.fault.lose_commit == "answer"
        self.fault._take("commit")
        self.is_deaf = True
        if is_done:
            await commit()
            await self.answered.wait()
        await asyncio.get_running_loop().run_in_executor(None, self.fault.on_loss)
        _reset(to_client)

    async def _back(self, server: asyncio.StreamReader, to_client: asyncio.StreamWriter) -> None:
        while piece := await _read(server):
            if self.is_deaf:
                self.answered.set()
                continue
            await self._wait(len(piece))
            await _send(to_client, piece)
        if self.is_deaf:
            await asyncio.Event().wait()

    async def _wait(self, size: int) -> None:
        seconds = self.fault.delay + (size / self.fault.rate if self.fault.rate else 0)
        if seconds:
            await asyncio.sleep(seconds)


async def _read(reader: asyncio.StreamReader) -> bytes:
    with suppress(OSError):
        return await reader.read(_PIECE)
    return b""


async def _send(writer: asyncio.StreamWriter, piece: bytes) -> None:
    with suppress(OSError):
        writer.write(piece)
        await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    sock = writer.get_extra_info("socket")
    if sock is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
    writer.transport.abort()
