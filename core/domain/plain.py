"""Dataclasses as plain JSON and back. Reading is strict: what does not fit is named, nothing is guessed."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

_AS_THEY_ARE = frozenset({type(None), bool, int, str})


class NotPlain(Exception):
    """What is wrong, and where in the document."""


def to_plain(value: Any) -> Any:
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, int | str):
        return value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(kind):
        return {name: to_plain(getattr(value, name)) for name in _names(kind)}
    raise NotPlain(f"{kind.__name__} has no plain form")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def from_plain(kind: Any, data: Any, where: str = "document") -> Any:
    """A value of that kind, or `NotPlain` with the place that does not fit."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind, data, where)
    if origin is tuple:
        return _several(get_args(kind)[0], data, where)
    if is_dataclass(kind):
        return _record(kind, data, where)
    if kind in (date, time, datetime) or (isinstance(kind, type) and issubclass(kind, StrEnum)):
        return _written(kind, data, where)
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise NotPlain(f"{where} should be {kind.__name__}, not {data!r}")
    return data


def _optional(kind: Any, data: Any, where: str) -> Any:
    if data is None:
        return None
    [inner] = [choice for choice in get_args(kind) if choice is not type(None)]
    return from_plain(inner, data, where)


def _several(kind: Any, data: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        raise NotPlain(f"{where} should be a list, not {data!r}")
    return tuple(from_plain(kind, item, f"{where}[{place}]") for place, item in enumerate(data))


def _written(kind: Any, data: Any, where: str) -> Any:
    try:
        return kind.fromisoformat(data) if kind in (date, time, datetime) else kind(data)
    except (TypeError, ValueError):
        raise NotPlain(f"{where} should be a {kind.__name__}, not {data!r}") from None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _record(kind: Any, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise NotPlain(f"{where} should be an object, not {data!r}")
    known = {field.name: field for field in fields(kind)}
    if strange := sorted(set(data) - set(known)):
        raise NotPlain(f"{where} has no place for {', '.join(strange)}")
    given = {}
    for name, field in known.items():
        if name in data:
            given[name] = from_plain(_hints(kind)[name], data[name], f"{where}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise NotPlain(f"{where}.{name} is missing")
    return kind(**given)
