"""Whole conversations of guests who never saw an answer, and what must be true when they have ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_HERE = Path(__file__).parent
_SETTINGS = "settings.txt"
FILES = sorted(path.name for path in _HERE.glob("*.txt") if path.name != _SETTINGS)
_OR = " OR "


@dataclass(frozen=True)
class Talk:
    """`lines` are the guest's alone. Each of `wants` is true if one of its alternatives is."""

    name: str
    setting: str
    goal: str = ""
    lines: list[str] = field(default_factory=list)
    wants: list[list[str]] = field(default_factory=list)


def settings() -> dict[str, list[str]]:
    """How a conversation begins, in the language of the dialogues."""
    found: dict[str, list[str]] = {}
    for line in _lines(_SETTINGS):
        if line.startswith("#"):
            found[line.removeprefix("#").strip()] = []
        else:
            found[list(found)[-1]].append(line)
    return found


def talks(name: str) -> list[Talk]:
    return list(_read(name))


def _read(name: str) -> Iterator[Talk]:
    talk: Talk | None = None
    for line in _lines(name):
        if line.startswith("#case "):
            if talk is not None:
                yield talk
            _, called, setting = line.split()
            talk = Talk(called, setting)
            continue
        assert talk is not None, f"{name}: {line!r} belongs to nobody"
        if line.startswith("# goal: "):
            talk = Talk(talk.name, talk.setting, line.removeprefix("# goal: "))
        elif line.startswith("wants: "):
            talk.wants.append(line.removeprefix("wants: ").split(_OR))
        else:
            assert line.startswith(("Ana: ", "minutes pass: ", "payment arrives")), f"{name}: {line!r}"
            talk.lines.append(line)
    if talk is not None:
        yield talk


def _lines(name: str) -> list[str]:
    text = (_HERE / name).read_text(encoding="utf-8")
    return [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("##")]
