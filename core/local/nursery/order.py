"""What a nursery is asked for, in one line of JSON over its socket: which module, as what, with which surroundings."""

from __future__ import annotations

import json
import socket
from dataclasses import asdict, dataclass

_LONGEST = 1 << 20


@dataclass(frozen=True)
class Order:
    """A child: `python -m module arguments`, its log, its folder, its whole environment."""

    name: str
    module: str
    arguments: list[str]
    log: str
    folder: str
    env: dict[str, str]
    stop_signal: int

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> Order:
        return cls(**json.loads(line))


def read_line(line: socket.socket) -> bytes:
    """Up to the end of a line; empty when the other side has gone."""
    said = b""
    while not said.endswith(b"\n") and len(said) < _LONGEST:
        more = line.recv(65536)
        if not more:
            return b""
        said += more
    return said
