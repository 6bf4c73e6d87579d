"""Patterns taken apart once: a house knows two thousand, and to take them apart is more than half of its start.

Python compiles modules once and patterns at every start. Here the code a pattern comes to is kept as well, for
everybody who says `re.compile` in this process, by the inner parts of `re` that do it since Python 3.11.
"""

from __future__ import annotations

import re
from array import array
from importlib import import_module
from typing import Any, Final

from core.base.kept import KEPT

_compiler: Final[Any] = import_module("re._compiler")
_sre: Final[Any] = import_module("_sre")
_compile: Final = _compiler.compile
_WORD: Final = "I"

# Flags, code, how many groups, and their names.
_Parts = tuple[int, bytes, int, dict[str, int]]


def keep_patterns() -> None:
    """From here on, in this process."""
    _compiler.compile = _from_kept


def _from_kept(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
    if type(pattern) is not str or flags & re.DEBUG:
        return _compile(pattern, flags)  # type: ignore[no-any-return]
    return _put_together(
        pattern, KEPT.once(("pattern", pattern, flags), lambda: _taken_apart(pattern, flags))
    )


def _taken_apart(pattern: str, flags: int) -> _Parts:
    parsed = _compiler._parser.parse(pattern, flags)
    code = array(_WORD, _compiler._code(parsed, flags))
    return flags | parsed.state.flags, code.tobytes(), parsed.state.groups - 1, dict(parsed.state.groupdict)


def _put_together(pattern: str, parts: _Parts) -> re.Pattern[str]:
    flags, code, groups, named = parts
    by_place: list[str | None] = [None] * (groups + 1)
    for name, place in named.items():
        by_place[place] = name
    words = array(_WORD, code).tolist()
    whole: re.Pattern[str] = _sre.compile(pattern, flags, words, groups, named, tuple(by_place))
    return whole
