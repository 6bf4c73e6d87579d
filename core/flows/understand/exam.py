"""Scores the understanding of intents on text its authors did not write: `make exam`, or `... exam --errors`.

Half of every set, by its id, may be looked at to mend things; the other half is only ever counted.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import zlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from core.flows.understand.intents.corpus import seeded
from core.flows.understand.intents.deciding import Verdict, decide
from core.flows.understand.intents.examples import smudge
from core.flows.understand.intents.labels import COURTESIES, TOUCH_BOOKING
from core.flows.understand.intents.refit import Chat, is_right, is_sound, refit

FOLDER: Final = Path("tests/flows/understand/exam")
_SETS: Final = ("long_*.jsonl", "short_*.jsonl", "tables.jsonl")
_HALVES: Final = ("dev", "held")


@dataclass(frozen=True)
class Question:
    text: str
    intents: tuple[str, ...]
    half: str


@dataclass
class Marks:
    asked: int = 0
    top: int = 0
    exact: int = 0
    answered: int = 0
    answered_right: int = 0
    answered_sound: int = 0
    touched: int = 0
    noisy_top: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    sureness: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, question: Question, verdict: Verdict, noisy: Verdict) -> None:
        meant = frozenset(question.intents)
        names = [guess.name for guess in verdict.intents]
        right, top = is_right(names, meant), names[0] in meant
        self.asked += 1
        self.top += top
        self.exact += right
        self.noisy_top += noisy.intents[0].name in meant
        self.touched += bool(TOUCH_BOOKING & set(names))
        if verdict.answer:
            self.answered += 1
            self.answered_right += right
            self.answered_sound += is_sound(names, meant)
        self.sureness.append((verdict.right, is_sound(names, meant)))
        counted = meant - COURTESIES or meant
        said = set(names) - COURTESIES or set(names)
        self.hits.update(said & counted)
        self.extra.update(said - counted)
        self.missed.update(counted - said)

    def line(self) -> str:
        micro = _f1(self.hits.total(), self.extra.total(), self.missed.total())
        labels = [name for name in self.hits | self.missed if self.hits[name] + self.missed[name] >= 3]
        each = [_f1(self.hits[name], self.extra[name], self.missed[name]) for name in labels]
        macro = sum(each) / max(len(each), 1)
        return (
            f"{self.asked:5} {_share(self.top, self.asked)} {_share(self.exact, self.asked)} {micro:6.1f} {macro:6.1f} "
            f"{_share(self.answered, self.asked)} {_share(self.answered_right, self.answered)} "
            f"{_share(self.answered_sound, self.answered)} {_drift(self.sureness):6.1f} "
            f"{100 * (self.top - self.noisy_top) / max(self.asked, 1):6.1f} {self.touched:6}"
        )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):6.1f}"


def _f1(hits: int, extra: int, missed: int) -> float:
    return 200 * hits / max(2 * hits + extra + missed, 1)


def _drift(sureness: list[tuple[float, bool]]) -> float:
    """Expected calibration error in points: how far promised and kept lie apart, over ten bins."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in sureness:
        bins.setdefault(min(int(chance * 10), 9), []).append((chance, right))
    apart = [
        abs(sum(chance for chance, _ in held) - sum(right for _, right in held)) for held in bins.values()
    ]
    return 100 * sum(apart) / max(len(sureness), 1)


def read_questions(path: Path) -> list[Question]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Question(row["text"], tuple(row["intents"]), _HALVES[zlib.crc32(row["id"].encode()) % 2])
        for row in rows
    ]


def sit(path: Path, errors: bool) -> dict[str, Marks]:
    dice = seeded(zlib.crc32(path.name.encode()))
    marks = {half: Marks() for half in _HALVES}
    for question in read_questions(path):
        verdict = decide(question.text)
        marks[question.half].add(question, verdict, decide(smudge(question.text, dice)))
        if errors and question.half == "dev" and verdict.intents[0].name not in question.intents:
            guesses = ", ".join(f"{g.name} {g.confidence:.2f}" for g in (*verdict.intents, *verdict.rivals))
            sys.stdout.write(f"  {question.text}\n    meant {', '.join(question.intents)}; said {guesses}\n")
    return marks


def _gate_on_strangers(paths: list[Path]) -> str:
    """The gate fitted to one part of the unseen half and tried on the other, both ways round."""
    parts: list[list[tuple[str, Question]]] = [[], []]
    for path in paths:
        for question in read_questions(path):
            if question.half == "held":
                parts[zlib.crc32(question.text.encode()) // 2 % 2].append((path.stem.split("_")[0], question))
    marks: dict[str, Marks] = {}
    for fitted, tried in (parts, parts[::-1]):
        rules = refit([Chat(question.text, frozenset(question.intents)) for _, question in fitted])
        for kind, question in tried:
            verdict = decide(question.text, rules)
            marks.setdefault(kind, Marks()).add(question, verdict, verdict)
    return "\n".join(
        f"{'gate of strangers, ' + kind:<26}{one.line()[5:]}" for kind, one in sorted(marks.items())
    )


def _speed(paths: list[Path]) -> str:
    texts = [question.text for path in paths for question in read_questions(path)]
    spans = []
    for text in texts:
        begun = time.perf_counter()
        decide(text)
        spans.append(1000 * (time.perf_counter() - begun))
    spans.sort()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"median {spans[len(spans) // 2]:.2f} ms, p99 {spans[int(len(spans) * 0.99)]:.2f} ms, memory {memory:.0f} MB"


def main(arguments: list[str]) -> int:
    paths = [path for pattern in _SETS for path in sorted(FOLDER.glob(pattern))]
    head = "asked  top-1  exact  micro  macro answ'd  exact  sound    ECE  noise rooms"
    sys.stdout.write(f"{'set':<22} {head}\n")
    for path in paths:
        for half, marks in sit(path, "--errors" in arguments).items():
            sys.stdout.write(f"{path.stem + ' ' + half:<22} {marks.line()}\n")
    sys.stdout.write(f"{_gate_on_strangers(paths)}\n{_speed(paths)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
