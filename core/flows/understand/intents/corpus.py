"""Reads the training text and draws its lines: choices and slots filled anew for every copy, always the same way."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from core.flows.understand.intents.labels import LABELS

FOLDER: Final = Path(__file__).parent / "training"
T = TypeVar("T")
_PADDING: Final = "-"
_INNERMOST: Final = re.compile(r"\(([^()]*)\)")
_SLOT: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Line:
    """One line as written. `labels` is empty for padding; `number` tells lines apart when they are held out."""

    language: str
    labels: frozenset[str]
    pattern: str
    number: int

    @property
    def variety(self) -> int:
        """Roughly how many different messages it can become."""
        ways: int = 1
        for choice in _INNERMOST.findall(self.pattern):
            ways *= choice.count("|") + 1
        return ways * int(6 ** len(_SLOT.findall(self.pattern)))


@dataclass(frozen=True)
class Corpus:
    lines: tuple[Line, ...]
    slots: dict[str, dict[str, list[str]]]

    def draw(self, line: Line, dice: random.Random) -> str:
        """One message out of a line."""
        text = line.pattern
        while choice := _INNERMOST.search(text):
            text = text[: choice.start()] + pick(choice.group(1).split("|"), dice) + text[choice.end() :]
        slots = self.slots[line.language]
        for _ in range(30):
            slot = _SLOT.search(text)
            if slot is None:
                break
            text = text[: slot.start()] + pick(slots[slot.group(1)], dice) + text[slot.end() :]
        return re.sub(r" +([?!.,])", r"\1", re.sub(r"\s+", " ", text)).strip()


def pick(choices: Sequence[T], dice: random.Random) -> T:
    """Only `random()` promises to draw alike in every Python to come."""
    return choices[int(dice.random() * len(choices))]


def seeded(seed: int) -> random.Random:
    """Dice that fall alike every time: nothing secret hangs on them."""
    return random.Random(seed)  # noqa: S311


def read_corpus(folder: Path = FOLDER) -> Corpus:
    lines: list[Line] = []
    slots: dict[str, dict[str, list[str]]] = {}
    for path in sorted(folder.glob("*.*.txt")):
        language = path.name.split(".")[0]
        labels: frozenset[str] = frozenset()
        for row in path.read_text(encoding="utf-8").splitlines():
            said = row.strip()
            if said.startswith("@"):
                _take_slot(said[1:], slots.setdefault(language, {}))
            elif said.startswith("[") and said.endswith("]"):
                labels = _labels(said[1:-1], path.name)
            elif said:
                lines.append(Line(language, labels, said, len(lines)))
    return Corpus(tuple(lines), slots)


def _take_slot(row: str, slots: dict[str, list[str]]) -> None:
    name, _, words = row.partition("=")
    said = [word.strip() for word in words.split("|")]
    slots.setdefault(name.rstrip("+ ").strip(), []).extend(word for word in said if word)


def _labels(names: str, where: str) -> frozenset[str]:
    found = frozenset(names.split()) - {_PADDING}
    strangers = found - set(LABELS)
    if strangers:
        raise ValueError(f"{where} names labels nobody knows: {', '.join(sorted(strangers))}")
    return found
