"""Weighs every way in which a message's mentions may be meant, and says which of them is likely, and how likely."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.flows.understand.party.around import PutDown
from core.flows.understand.party.counting import Count, Told, counted, told
from core.flows.understand.party.cues import Said, step_cues, sum_cues
from core.flows.understand.party.mentions import Means

Floats = NDArray[np.float64]
Rows = list[int]
# What was counted, and how the last mention was meant.
Node = tuple[Count, Means | None]
# The kind of the mention before and how it was meant, what links the two, this one's kind and how it is meant.
Step = tuple[str, Means | None, str, str, Means]
_KEPT: Final = 4096
# An end that is this much less likely than the best is as good as none.
_UNLIKELY: Final = 4.0
# "Three brothers and their wives": the rules may come to what no way of counting does.
ONLY_RULES: Final = "only by rules"


@dataclass
class Weights:
    """`words` has a row for each cue and a column for each meaning; `steps` are of one meaning after another, `sums` of
    the whole. The first row belongs to no cue and is every mention's. `begun` is the digest of what they
    were learned from, and of how learning it begins."""

    cues: dict[str, int]
    words: Floats
    steps: dict[str, float]
    sums: dict[str, float]
    common: frozenset[str]
    begun: str = ""

    def rows(self, said: Said) -> list[Rows]:
        return [[0, *filter(None, rows)] for rows in said.put_down(self._as_rows)]

    @cached_property
    def _as_rows(self) -> PutDown[int | None]:
        return PutDown(self.cues.get)

    def summed(self, rows: list[Rows]) -> list[list[float]]:
        """For each mention what its cues come to, all in one step."""
        starts = list(accumulate(map(len, rows[:-1]), initial=0))
        every = self.words.take([*chain.from_iterable(rows)], axis=0)
        table: list[list[float]] = np.add.reduceat(every, starts, axis=0).tolist()
        return table

    def of_step(self, step: Step) -> tuple[float, float]:
        one, other = step_cues(*step)
        return self.steps.get(one, 0.0), self.steps.get(other, 0.0)

    def of_whole(self, count: Count, rules: Told | None) -> float:
        return sum(self.sums.get(cue, 0.0) for cue in sum_cues(count, rules))


@dataclass
class Settled(Weights):
    """Weights that move no more: what a step or a whole comes to is worked out once."""

    def __post_init__(self) -> None:
        # In place of the methods: they are asked dozens of times a message.
        self.of_step = lru_cache(_KEPT)(super().of_step)  # type: ignore[method-assign]
        self.of_whole = lru_cache(_KEPT)(super().of_whole)  # type: ignore[method-assign]


class Reach(NamedTuple):
    """So many counts are followed at once, and none that is this much less likely than the best."""

    followed: int
    hopeless: float


_REACH: Final = Reach(16, 6.0)


class Edge(NamedTuple):
    start: Node
    end: Node
    meant: Means
    step: Step
    weight: float


@dataclass
class Lattice:
    """Layer by layer, the log of how much leads to each node; what whole readings weigh; and, where they are wanted to
    learn from, the edges between two layers."""

    layers: list[dict[Node, float]]
    ends: dict[Node, float]
    edges: list[list[Edge]]


def lattice(
    weights: Weights,
    said: Said,
    rules: Told | None,
    rows: list[Rows],
    reach: Reach = _REACH,
    keeps_edges: bool = False,
) -> Lattice:
    layers: list[dict[Node, float]] = [{(Count(), None): 0.0}]
    edges: list[list[Edge]] = []
    kind_before = "^"
    locals_of = weights.summed(rows)
    for mention, link, local in zip(said.mentions, said.links, locals_of, strict=True):
        layer: dict[Node, float] = {}
        taken: list[Edge] = []
        ways: dict[Means | None, list[tuple[Step, float]]] = {}
        for start, weight in layers[-1].items():
            come, before = start
            if before not in ways:
                steps = [(kind_before, before, link, mention.kind, meant) for meant in mention.may_be]
                ways[before] = [(step, _gain(weights, step, local)) for step in steps]
            for step, gain in ways[before] if not come.nobody else ways[before][:1]:  # out
                meant = step[-1]
                end = counted(come, mention, meant), meant
                so_far, leads = layer.get(end), weight + gain
                layer[end] = leads if so_far is None else _added(so_far, leads)
                if keeps_edges:
                    taken.append(Edge(start, end, meant, step, gain))
        layers.append(_best(layer, reach))
        edges.append(taken)
        kind_before = mention.kind
    return Lattice(layers, _ends(layers[-1], weights, rules, locals_of[0]), edges)


def _gain(weights: Weights, step: Step, local: list[float]) -> float:
    one, other = weights.of_step(step)
    return local[step[-1]] + one + other


def _ends(
    layer: dict[Node, float], weights: Weights, rules: Told | None, agreeing: list[float]
) -> dict[Node, float]:
    """Where a message may end, and one end more for the rules if no likely way of counting comes to what they found."""

    def whole(count: Count) -> float:
        return weights.of_whole(count, rules) + sum([agreeing[meant] for meant in alike(count, rules)])

    ends = {node: weight + whole(node[0]) for node, weight in layer.items()}
    if rules is not None and rules.adults:
        least = max(ends.values()) - _UNLIKELY
        if all(told(come)[:2] != rules[:2] for (come, _), weight in ends.items() if weight >= least):
            count = Count(adults=rules.adults, children=rules.children or 0)
            only_rules = weights.sums.get(ONLY_RULES, 0.0)
            ends[count, None] = in_all(ends.values()) + whole(count) + only_rules
    return ends


@lru_cache(_KEPT)
def alike(count: Count, rules: Told | None) -> tuple[Means, ...]:
    """In what a count comes to what the rules found: how far they can be believed is learned of the whole message's
    words, in the columns that `ANYBODY` has no other use for."""
    if rules is None:
        return ()
    adults, children, _ = told(count)
    agreed = (Means.ADULTS,) if adults == rules.adults else ()
    if children == rules.children:
        return (*agreed, Means.CHILDREN, Means.ALL) if agreed else (Means.CHILDREN,)
    return agreed


def _best(layer: dict[Node, float], reach: Reach) -> dict[Node, float]:
    least = max(layer.values()) - reach.hopeless
    if len(layer) > reach.followed:
        least = max(least, sorted(layer.values(), reverse=True)[reach.followed - 1])
    return {node: weight for node, weight in layer.items() if weight >= least}


def _added(one: float, other: float) -> float:
    more, less = (one, other) if one > other else (other, one)
    return more + math.log1p(math.exp(less - more))


def in_all(weights: Iterable[float]) -> float:
    every = list(weights)
    most = max(every)
    return most + math.log(sum([math.exp(weight - most) for weight in every]))


class Opinion(NamedTuple):
    """The likeliest, and how likely its adults and its children are, each by itself."""

    told: Told
    adults: float
    children: float


def opinion(weights: Weights, said: Said, rules: Told | None) -> Opinion:
    ends = lattice(weights, said, rules, weights.rows(said)).ends
    whole = in_all(ends.values())
    ways: dict[Told, float] = defaultdict(float)
    pairs: dict[tuple[int | None, int | None], float] = defaultdict(float)
    for (come, _), weight in ends.items():
        found = told(come)
        chance = math.exp(weight - whole)
        ways[found] += chance
        pairs[found.adults, found.children] += chance
    grown, young = max(pairs, key=pairs.__getitem__)
    likely = max((way for way in ways if way[:2] == (grown, young)), key=lambda way: (ways[way], way.ages))
    adults = sum(chance for pair, chance in pairs.items() if pair[0] == grown)
    children = sum(chance for pair, chance in pairs.items() if pair[1] == young)
    return Opinion(likely, adults, children)
