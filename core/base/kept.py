"""What every start would work out anew is worked out once, as Python compiles its modules once: kept beside them.

Kept is what modules say while they are read, and tables that are made once and marked so; never what comes of a
guest's words. Whatever was kept by another Python, or before the module that makes it was changed, is made anew;
where nothing can be written, nothing is kept.
"""

from __future__ import annotations

import atexit
import marshal
import os
import sys
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, wraps
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import FrameType
from typing import Any, Final, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Found = TypeVar("Found")

# What was changed since stays behind; so much is more than a whole house asks for.
_MOST: Final = 8_000
_READS_MODULES: Final = "<frozen importlib._bootstrap>"
_READABLE: Final = 0o644


class Kept:
    def __init__(self, file: Path) -> None:
        self._file = file
        self._found: dict[Hashable, Any] = self._read()
        self._new: dict[Hashable, Any] = {}
        self._within = threading.local()  # of one thread: beside it another may be reading a guest's words

    def once(self, key: Hashable, work_out: Callable[[], Found]) -> Found:
        """Of plain values only: numbers, texts, bytes, and tuples, sets and tables of them. What was read is handed
        out once: whoever asks remembers it, and a process does not carry it about in two shapes."""
        found: Found
        if key in self._found:
            found = self._found.pop(key)
        else:
            found = work_out()
            if getattr(self._within, "tables", False) or _reads_a_module(sys._getframe(1)):
                self._new[key] = found
        return found

    @contextmanager
    def tables(self) -> Iterator[None]:
        """What is asked for in here is the same at every start, though no module is being read."""
        before = getattr(self._within, "tables", False)
        self._within.tables = True
        try:
            yield
        finally:
            self._within.tables = before

    def write(self) -> None:
        """For the next process. Of two that write at once one is heard, and its file is whole."""
        new, self._new = self._new, {}
        if not new or sys.dont_write_bytecode:
            return
        together = {**self._read(), **new}
        whole = marshal.dumps((sys.version, together if len(together) <= _MOST else new))
        with suppress(OSError):
            self._file.parent.mkdir(exist_ok=True)
            self._put(whole)

    def _put(self, whole: bytes) -> None:
        with NamedTemporaryFile(dir=self._file.parent, delete=False) as written, ExitStack() as failed:
            failed.callback(os.unlink, written.name)
            written.write(whole)
            written.flush()
            os.chmod(written.name, _READABLE)
            os.replace(written.name, self._file)
            failed.pop_all()

    def _read(self) -> dict[Hashable, Any]:
        try:
            version, found = marshal.loads(self._file.read_bytes())  # noqa: S302 (as much ours as the modules beside it)
        except (OSError, EOFError, ValueError, TypeError):
            return {}
        return found if version == sys.version and isinstance(found, dict) else {}


def _reads_a_module(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename == _READS_MODULES:
            return True
        frame = frame.f_back
    return False


def as_of(module: str) -> tuple[str, int, int]:
    """Told beside what a module has worked out, so that it is worked out anew once the module was changed."""
    state = os.stat(module)
    return Path(module).name, state.st_mtime_ns, state.st_size


KEPT: Final = Kept(Path(cache_from_source(__file__)).with_suffix(".found"))
atexit.register(KEPT.write)


def table(make: Callable[Asked, Found]) -> Callable[Asked, Found]:
    """Made once a process, when it is first asked for, of files and words of our own: patterns in it are kept."""

    @wraps(make)
    def made(*asked: Asked.args, **named: Asked.kwargs) -> Found:
        with KEPT.tables():
            return make(*asked, **named)

    once: Callable[Asked, Found] = cache(made)  # type: ignore[assignment]
    return once
