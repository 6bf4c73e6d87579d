"""What is counted in an exam, and how it is written down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from core.flows.understand.intents.deciding import Verdict
from core.flows.understand.intents.labels import COURTESIES, LABELS, TOUCH_BOOKING
from core.flows.understand.intents.refit import is_right, is_sound, may_be_answered

# top-1: the first said is one of those meant; strict: it is the first of them. exact: the same wishes.
# answ'd: answered without asking back; of those, top-1, exact, and sound (nothing said that was not meant).
# ECE: how far the promised chance and the kept one lie apart. noise: points of top-1 lost to slips of the thumb.
# rooms: messages in which a room booking is touched.
HEAD: Final = "asked  top-1 strict  exact  micro  macro answ'd  top-1  exact  sound    ECE  noise  rooms"


@dataclass
class Marks:
    asked: int = 0
    top: int = 0
    strict: int = 0
    exact: int = 0
    answered: int = 0
    answered_top: int = 0
    answered_right: int = 0
    answered_sound: int = 0
    touched: int = 0
    noisy_top: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    sureness: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, intents: tuple[str, ...], verdict: Verdict, noisy: Verdict) -> None:
        meant = frozenset(intents)
        names = [guess.name for guess in verdict.intents]
        right, top, sound = is_right(names, meant), names[0] in meant, is_sound(names, meant)
        self.asked += 1
        self.top += top
        self.strict += names[0] == intents[0]
        self.exact += right
        self.noisy_top += noisy.intents[0].name in meant
        self.touched += bool(TOUCH_BOOKING & set(names))
        if verdict.answer:
            self.answered += 1
            self.answered_top += top
            self.answered_right += right
            self.answered_sound += sound
        self.sureness.append((verdict.right, may_be_answered(names, meant)))
        counted = meant - COURTESIES or meant
        said = set(names) - COURTESIES or set(names)
        self.hits.update(said & counted)
        self.extra.update(said - counted)
        self.missed.update(counted - said)

    def take_in(self, other: Marks) -> None:
        self.asked += other.asked
        for mine, theirs in (
            (self.hits, other.hits), (self.extra, other.extra), (self.missed, other.missed)
        ):  # fmt: skip
            mine.update(theirs)

    def line(self) -> str:
        micro = _f1(self.hits.total(), self.extra.total(), self.missed.total())
        labels = [name for name in self.hits | self.missed if self.hits[name] + self.missed[name] >= 3]
        macro = sum(self.f1(name) for name in labels) / max(len(labels), 1)
        shares = (
            (self.top, self.asked), (self.strict, self.asked), (self.exact, self.asked),
        )  # fmt: skip
        answers = (
            (self.answered, self.asked), (self.answered_top, self.answered),
            (self.answered_right, self.answered), (self.answered_sound, self.answered),
        )  # fmt: skip
        return (
            f"{self.asked:5} {' '.join(_share(*pair) for pair in shares)} {micro:6.1f} {macro:6.1f} "
            f"{' '.join(_share(*pair) for pair in answers)} {_drift(self.sureness):6.1f} "
            f"{100 * (self.top - self.noisy_top) / max(self.asked, 1):6.1f} {self.touched:6}"
        )

    def f1(self, label: str) -> float:
        return _f1(self.hits[label], self.extra[label], self.missed[label])


def label_table(sums: dict[str, Marks]) -> str:
    """F1 of every label over all sets of a part, and how often it was meant there."""
    rows = [f"{'label':<18}" + "".join(f"{half:>8}  meant" for half in sums)]
    for label in LABELS:
        cells = [
            f"{marks.f1(label):8.1f} {marks.hits[label] + marks.missed[label]:6}" for marks in sums.values()
        ]
        rows.append(f"{label:<18}" + "".join(cells))
    return "\n".join(rows)


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
