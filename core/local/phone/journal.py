"""An append-only file of what the chats looked like, so that they survive a restart."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

Records = dict[str, dict[str, dict[str, Any]]]
Line = tuple[str, str, dict[str, Any] | None]


class Journal:
    """Lines `[kind, key, changes]`, later ones merging over earlier ones; `null` removes."""

    def __init__(self, folder: Path, rewrite_at: int = 48 * 1024 * 1024) -> None:
        self._path = folder / "journal.jsonl"
        self._rewrite_at = rewrite_at
        self._waiting: list[Line] = []
        self._written = 0

    def put(self, kind: str, key: str, changes: dict[str, Any] | None) -> None:
        self._waiting.append((kind, key, changes))

    def load(self) -> Records:
        """Everything the file knows; a torn last line (power cut) is left out."""
        records: Records = {}
        if not self._path.exists():
            return records
        with self._path.open(encoding="utf-8") as lines:
            for line in lines:
                try:
                    kind, key, changes = json.loads(line)
                except ValueError:
                    continue
                if changes is None:
                    records.get(kind, {}).pop(key, None)
                else:
                    records.setdefault(kind, {}).setdefault(key, {}).update(changes)
        return records

    def rewrite(self, lines: Iterable[Line]) -> None:
        """Replace the file by the present state, in one rename."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._waiting.clear()
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as file:
            for line in lines:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
            self._written = file.tell()
        fresh.replace(self._path)

    def flush(self) -> None:
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in waiting)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(text)
            self._written = file.tell()

    @property
    def has_grown(self) -> bool:
        return self._written > self._rewrite_at

    async def keep_writing(self, present: Any, pause: float = 0.25) -> None:
        """Write behind, several times a second; compact when the file has grown."""
        with contextlib.suppress(asyncio.CancelledError):
            while True:
                await asyncio.sleep(pause)
                self.flush()
                if self.has_grown:
                    self.rewrite(present())
