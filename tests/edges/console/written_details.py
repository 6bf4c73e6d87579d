"""The names of all that is written down with a deed, read from the code that writes it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

_ROOMS = ("core/services", "core/flows", "webhook", "worker")
_ROOT = Path(__file__).parents[3]


def names() -> set[str]:
    found: set[str] = set()
    for path in (one for room in _ROOMS for one in (_ROOT / room).rglob("*.py")):
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(made, ast.FunctionDef):
                found |= _of(made) | (_plainly(made) if made.name.startswith("_plain") else set())
    return found


def _plainly(made: ast.FunctionDef) -> set[str]:
    """What a row looks like written down before and after: the keys it is given, or the names it is read by."""
    found: set[str] = set()
    for one in ast.walk(made):
        if isinstance(one, ast.Dict):
            found |= set(_keys(one))
        elif isinstance(one, ast.Tuple):
            found |= {name.value for name in one.elts if isinstance(name, ast.Constant) and name.value}
    return found


def _of(made: ast.FunctionDef) -> set[str]:
    kept = _dictionaries(made)
    found: set[str] = set()
    for call in ast.walk(made):
        if not isinstance(call, ast.Call) or not any(_is_a_tag(one) for one in call.args):
            continue
        found |= {one.arg for one in call.keywords if one.arg is not None}
        spread = [one.value for one in call.keywords if one.arg is None]
        for one in (*spread, *call.args):
            found |= set(_keys(one)) if isinstance(one, ast.Dict) else set()
            found |= kept.get(one.id, set()) if isinstance(one, ast.Name) else set()
    return found


def _is_a_tag(one: ast.expr) -> bool:
    named = isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name) and one.value.id == "AuditTag"
    return named or (isinstance(one, ast.Name) and one.id == "tag")


def _dictionaries(made: ast.FunctionDef) -> dict[str, set[str]]:
    """What a function puts into a dictionary before it writes it down."""
    found: dict[str, set[str]] = {}
    for name, value in _assigned(made):
        if isinstance(name, ast.Name) and isinstance(value, ast.Dict):
            found.setdefault(name.id, set()).update(_keys(value))
        elif isinstance(name, ast.Subscript) and isinstance(name.value, ast.Name):
            key = name.slice.value if isinstance(name.slice, ast.Constant) else None
            found.setdefault(name.value.id, set()).update({key} if isinstance(key, str) else set())
    return found


def _assigned(made: ast.FunctionDef) -> Iterator[tuple[ast.expr, ast.expr]]:
    for one in ast.walk(made):
        if isinstance(one, ast.AnnAssign) and one.value is not None:
            yield one.target, one.value
        if not isinstance(one, ast.Assign):
            continue
        for target in one.targets:
            if isinstance(target, ast.Tuple) and isinstance(one.value, ast.Tuple):
                yield from zip(target.elts, one.value.elts, strict=False)
            else:
                yield target, one.value


def _keys(one: ast.Dict) -> Iterator[str]:
    return (key.value for key in one.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))
