"""Learns from messages with who comes in them: no word is labelled, only what all of them come to.

Of all ways of reading a message those that come to the right number are made likelier than the others. Chances are
rounded before they are used, so that a last bit that differs between processors changes nothing.
"""

from __future__ import annotations

import math
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from core.flows.understand.intents.corpus import seeded
from core.flows.understand.party.counting import Count, Told, told
from core.flows.understand.party.cues import Said, step_cues, sum_cues
from core.flows.understand.party.mentions import Means
from core.flows.understand.party.weighing import (
    ONLY_RULES,
    Lattice,
    Node,
    Reach,
    Rows,
    Weights,
    alike,
    in_all,
    lattice,
)

_PASSES: Final = 5
_RIPE: Final = 2  # passes before this one count only as a beginning
_RATE: Final = 0.1
_FADE: Final = 0.01
_COVERED: Final = (
    0.5  # how often the rules' word is kept back, so that the message's own words learn to do without
)
_RARE: Final = 14  # a cue seen less often is not kept
_REACH: Final = Reach(48, 12.0)  # more ways are followed than where a guest waits
_GRAIN: Final = 2.0**20
_MEANINGS: Final = len(Means)


@dataclass(frozen=True)
class Lesson:
    """`ages_told` where the ages that are meant are all there are."""

    said: Said
    rules: Told | None
    meant: Told
    ages_told: bool

    def is_right(self, count: Count) -> bool:
        return self.is_near(count) and (not self.ages_told or told(count).ages == self.meant.ages)

    def is_near(self, count: Count) -> bool:
        return told(count)[:2] == self.meant[:2]


def _rounded(chance: float) -> float:
    return round(chance * _GRAIN) / _GRAIN


class _Shares:
    """How much of the likelihood goes through each cue, given where a message may end."""

    def __init__(self) -> None:
        self.words: list[dict[Means, float]] = []
        self.steps: dict[str, float] = defaultdict(float)
        self.sums: dict[str, float] = defaultdict(float)


def _shares(found: Lattice, may_end: Callable[[Count], bool], rules: Told | None) -> _Shares | None:
    good = {node: weight for node, weight in found.ends.items() if may_end(node[0])}
    if not good:
        return None
    whole, shares = in_all(good.values()), _Shares()
    back: dict[Node, float] = {}
    agreed: dict[Means, float] = defaultdict(float)
    for node, weight in good.items():
        chance = _rounded(math.exp(weight - whole))
        come, last = node
        for cue in (*sum_cues(come, rules), *((ONLY_RULES,) if last is None else ())):
            shares.sums[cue] += chance
        for meant in alike(come, rules):
            agreed[meant] += chance
        if last is not None:
            back[node] = weight - whole - found.layers[-1][node]
    for layer, edges in zip(reversed(found.layers[:-1]), reversed(found.edges), strict=True):
        words: dict[Means, float] = defaultdict(float)
        earlier: dict[Node, list[float]] = defaultdict(list)
        for edge in edges:
            if edge.end not in back:
                continue
            behind = edge.weight + back[edge.end]
            chance = _rounded(math.exp(min(0.0, layer[edge.start] + behind)))
            words[edge.meant] += chance
            for cue in step_cues(*edge.step):
                shares.steps[cue] += chance
            earlier[edge.start].append(behind)
        shares.words.append(words)
        back = {node: in_all(ways) for node, ways in earlier.items()}
    shares.words.reverse()
    shares.words[0].update(agreed)
    return shares


class Learner:
    """Weights on their way: what was moved much moves less."""

    def __init__(self, lessons: Sequence[Lesson], common: frozenset[str]) -> None:
        seen = Counter(cue for lesson in lessons for cues in lesson.said.cues for cue in set(cues))
        kept = sorted(cue for cue, times in seen.items() if times >= _RARE)
        cues = {cue: row for row, cue in enumerate(["", *kept])}
        self.weights = Weights(cues, np.zeros((len(cues), _MEANINGS)), {}, {}, common)
        self._moved = np.ones((len(cues), _MEANINGS))
        self._moved_apart: dict[str, float] = defaultdict(lambda: 1.0)

    def take(self, lesson: Lesson, rows: list[Rows], rules: Told | None) -> bool:
        """Whether a way of reading comes to what was meant: else there is nothing to learn."""
        if not lesson.said.mentions:
            return True
        weights = self.weights
        found = lattice(weights, lesson.said, rules, rows, _REACH, keeps_edges=True)
        right = _shares(found, lesson.is_right, rules) or _shares(found, lesson.is_near, rules)
        every = _shares(found, lambda _: True, rules)
        if right is None or every is None:
            return False
        for row, more, less in zip(rows, right.words, every.words, strict=True):
            wanted = np.array([more.get(meant, 0.0) - less.get(meant, 0.0) for meant in Means])
            self._moved[row] += wanted * wanted
            wanted = wanted - _FADE * weights.words[row]
            weights.words[row] += _RATE * wanted / np.sqrt(self._moved[row])
        self._move(weights.steps, right.steps, every.steps)
        self._move(weights.sums, right.sums, every.sums)
        return True

    def _move(self, kept: dict[str, float], more: dict[str, float], less: dict[str, float]) -> None:
        for cue in sorted({*more, *less}):
            wanted = more.get(cue, 0.0) - less.get(cue, 0.0)
            self._moved_apart[cue] += wanted * wanted
            kept[cue] = kept.get(cue, 0.0) + _RATE * wanted / math.sqrt(self._moved_apart[cue])


def learned(
    lessons: Sequence[Lesson],
    common: frozenset[str],
    say: Callable[[str], object] = len,
) -> Weights:
    """What is kept is the middle of the later passes: the last messages of a single one would weigh too much."""
    learner, order, dice = Learner(lessons, common), list(range(len(lessons))), seeded(1)
    rows = [learner.weights.rows(lesson.said) for lesson in lessons]
    ripe: list[Weights] = []
    for turn in range(_PASSES):
        _shuffle(order, dice)
        missed = 0
        for place in order:
            rules = None if dice.random() < _COVERED else lessons[place].rules
            missed += not learner.take(lessons[place], rows[place], rules)
        say(f"pass {turn + 1}: {missed} of {len(lessons)} messages can't be read as they are meant")
        if turn >= _RIPE:
            now = learner.weights
            ripe.append(replace(now, words=now.words.copy(), steps=dict(now.steps), sums=dict(now.sums)))
    return _middle(ripe)


def _shuffle(order: list[int], dice: random.Random) -> None:
    """Only `random()` promises to fall alike in every Python to come."""
    order.sort()
    keys = [dice.random() for _ in order]
    order.sort(key=keys.__getitem__)


def _middle(ripe: Sequence[Weights]) -> Weights:
    words = np.add.reduce([one.words for one in ripe]) / len(ripe)
    steps = {cue: sum(one.steps.get(cue, 0.0) for one in ripe) / len(ripe) for cue in ripe[-1].steps}
    sums = {cue: sum(one.sums.get(cue, 0.0) for one in ripe) / len(ripe) for cue in ripe[-1].sums}
    return replace(ripe[-1], words=words, steps=steps, sums=sums)
