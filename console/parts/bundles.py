"""A screen's scripts in one file: eighty small ones each wait for a poor line, and are found one after the other.

`<piece>/main.js` holds all modules that the piece begins with, those first that others need. The frame stands around
every screen, so what it has loaded is taken from it: each module is there once, whoever asks.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from typing import Final

FRAME: Final = "frame/main.js"
_BEGINNING: Final = "/main.js"
_IMPORT: Final = re.compile(r'^import \{ ([\w$, ]+) \} from "(\.{1,2}/[\w./]+)";$', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|const|class)\b\W*([\w$]+))", re.MULTILINE)
_LEFT_OVER: Final = re.compile(r"^(?:import|export)\b.*|\bawait import\(", re.MULTILINE)
_HERE: Final = "import.meta.url"


class Unbundled(ValueError):
    """A module says something that cannot be put into one file with others."""


def bundles(scripts: Mapping[str, str]) -> dict[str, str]:
    """By name, of all pieces: each takes the place of the module that it begins with."""
    beginnings = [name for name in scripts if name.endswith(_BEGINNING)]
    framed = _in_order(scripts, FRAME) if FRAME in beginnings else []
    return {name: _bundle(scripts, name, framed) for name in beginnings}


def _bundle(scripts: Mapping[str, str], beginning: str, framed: list[str]) -> str:
    known = [] if beginning == FRAME else framed
    needed = _in_order(scripts, beginning)
    taken = [name for name in needed if name in known]
    own = [name for name in needed if name not in known]
    numbers = {name: place for place, name in enumerate(dict.fromkeys([*framed, *needed]))}
    lines = []
    if taken:
        lines.append(f'import {{ {", ".join(f"m{numbers[name]}" for name in taken)} }} from "../{FRAME}";')
    lines += [_wrapped(name, scripts[name], numbers, beginning) for name in own]
    if beginning == FRAME:
        lines.append(f"export {{ {', '.join(f'm{numbers[name]}' for name in own)} }};")
    lines.append(f"export const mount = m{numbers[beginning]}.mount;")
    return "\n".join(lines) + "\n"


def _in_order(scripts: Mapping[str, str], beginning: str) -> list[str]:
    """All that it needs, each after what it needs itself."""
    found: list[str] = []
    under_way: list[str] = []

    def visit(name: str) -> None:
        if name in found:
            return
        if name in under_way:
            raise Unbundled(f"{name} needs itself: {' > '.join([*under_way, name])}")
        if name not in scripts:
            raise Unbundled(f"{under_way[-1]} needs {name}, which is not there")
        under_way.append(name)
        for needed in _IMPORT.finditer(scripts[name]):
            visit(_address(name, needed[2]))
        found.append(under_way.pop())

    visit(beginning)
    return found


def _address(name: str, relative: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), relative))


def _wrapped(name: str, script: str, numbers: Mapping[str, int], beginning: str) -> str:
    """A module as a block of its own: what it takes and what it gives are named as in its own file."""

    def taken(match: re.Match[str]) -> str:
        names = re.sub(r"([\w$]+) as ([\w$]+)", r"\1: \2", match[1])
        return f"const {{ {names} }} = m{numbers[_address(name, match[2])]};"

    if _HERE in script and name.count("/") != beginning.count("/"):
        raise Unbundled(f"{name} asks where it is, and would find nothing from where {beginning} is")
    given = [match[1] for match in _EXPORT.finditer(script)]
    body = _EXPORT.sub("", _IMPORT.sub(taken, script))
    if left := _LEFT_OVER.search(body):
        raise Unbundled(f"{name}: {left[0]}")
    return f"const m{numbers[name]} = (() => {{ // {name}\n{body}return {{ {', '.join(given)} }};\n}})();"
