"""A real Valkey (or Redis) as a foreground child. It only rings bells: a log it cannot read is put aside."""

import contextlib
import signal
import time
from pathlib import Path
from urllib.parse import quote

import redis

from core.local.children import Program, end_all, last_lines, living_in
from core.local.stores import binaries, rootless
from core.local.stores.places import Places

_PROCESS_NAMES = ("valkey-server", "redis-server")
_UNREADABLE = ("Bad file format", "Error reading the append only file", "Unexpected end of file reading")


class Valkey:
    """One Valkey server in a folder of ours."""

    def __init__(self, places: Places, log: Path, *, durable: bool) -> None:
        self.home = places.valkey
        self.socket = places.sockets / "valkey.sock"
        self.owner = places.owner
        self.durable = durable
        self.log = log
        found = binaries.valkey_program()
        self.binary = rootless.reachable_copy(found, "", self.owner) if self.owner else found
        self.url = f"unix://{quote(str(self.socket))}"

    def program(self) -> Program:
        """How to run the server."""
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.home),
            "appendonly": "yes",
            "appendfsync": "everysec" if self.durable else "no",
            "save": "",
            "daemonize": "no",
            "maxmemory-policy": "noeviction",
        }
        chosen = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return Program(
            name="valkey",
            argv=(str(self.binary), *chosen),
            log=self.log,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"},
            folder=Path("/"),
            owner=self.owner,
            stop_signal=signal.SIGTERM,
            before_start=self.clear_the_way,
            is_ready=self.answers,
        )

    def clear_the_way(self) -> None:
        """Ends a server left over from before, removes its socket, puts an unreadable log aside."""
        end_all(living_in(self.home, _PROCESS_NAMES), signal.SIGTERM, patience=5)
        self.socket.unlink(missing_ok=True)
        kept = self.home / "appendonlydir"
        if kept.exists() and any(sign in line for line in last_lines(self.log) for sign in _UNREADABLE):
            kept.rename(self.home / f"unreadable-{int(time.time())}")

    def answers(self, _uptime: float = 0.0) -> bool:
        """A real PING; a server still loading its log refuses it."""
        client = redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2)
        with contextlib.suppress(redis.RedisError, OSError), contextlib.closing(client):
            return bool(client.ping())
        return False
