"""Weighs every way in which a message's mentions may be meant, and says which of them is likely, and how likely."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.flows.understand.party.counting import Count, Told, counted, told
from core.flows.understand.party.cues import Said, step_cue, sum_cues
from core.flows.understand.party.mentions import Means

Floats = NDArray[np.float64]
# So many counts are followed at once, and none that is this much less likely than the best.
_FOLLOWED: Final = 16
_HOPELESS: Final = 6.0
_OUT_ALONE: Final = (Means.OUT,)
# "Three brothers and their wives": the rules may come to what no way of counting does.
ONLY_RULES: Final = "only by rules"


@dataclass
class Weights:
    """`words` has a row for each cue and a column for each meaning; `steps` are of one meaning after another, `sums` of
    the whole. `taught` is the digest of the text they were learned from."""

    cues: dict[str, int]
    words: Floats
    steps: dict[str, float]
    sums: dict[str, float]
    common: frozenset[str]
    taught: str = ""

    def rows(self, said: Said) -> list[NDArray[np.int64]]:
        row_of = self.cues.get
        return [
            np.array([row for cue in cues if (row := row_of(cue)) is not None], np.int64)
            for cues in said.cues
        ]


class Node(NamedTuple):
    """What was counted, and how the last mention was meant."""

    come: Count
    meant: Means | None


class Edge(NamedTuple):
    start: Node
    end: Node
    meant: Means
    step: str
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
    followed: int = _FOLLOWED,
    hopeless: float = _HOPELESS,
    keeps_edges: bool = False,
) -> Lattice:
    layers: list[dict[Node, float]] = [{Node(Count(), None): 0.0}]
    edges: list[list[Edge]] = []
    kind_before, steps = "^", weights.steps
    for mention, row in zip(said.mentions, weights.rows(said), strict=True):
        local: list[float] = weights.words[row].sum(axis=0).tolist()
        layer: dict[Node, float] = {}
        taken: list[Edge] = []
        for start, weight in layers[-1].items():
            count = start.come
            for meant in mention.may_be if not count.nobody else _OUT_ALONE:
                step = step_cue(kind_before, start.meant, mention.kind, meant)
                gain = local[meant] + steps.get(step, 0.0)
                end = Node(counted(count, mention, meant), meant)
                layer[end] = _added(layer[end], weight + gain) if end in layer else weight + gain
                if keeps_edges:
                    taken.append(Edge(start, end, meant, step, gain))
        layers.append(_best(layer, followed, hopeless))
        edges.append(taken)
        kind_before = mention.kind
    return Lattice(layers, _ends(layers[-1], weights, rules), edges)


def _ends(layer: dict[Node, float], weights: Weights, rules: Told | None) -> dict[Node, float]:
    """Where a message may end, and one end more for the rules if no way of counting comes to what they found."""
    known = weights.sums
    ends = {
        node: weight + sum(known.get(cue, 0.0) for cue in sum_cues(node.come, rules))
        for node, weight in layer.items()
    }
    if rules is not None and rules.adults and all(told(node.come)[:2] != rules[:2] for node in ends):
        count = Count(adults=rules.adults, children=rules.children or 0)
        alone = sum(known.get(cue, 0.0) for cue in (*sum_cues(count, rules), ONLY_RULES))
        ends[Node(count, None)] = in_all(ends.values()) + alone
    return ends


def _best(layer: dict[Node, float], followed: int, hopeless: float) -> dict[Node, float]:
    least = max(layer.values()) - hopeless
    if len(layer) > followed:
        least = max(least, sorted(layer.values(), reverse=True)[followed - 1])
    return {node: weight for node, weight in layer.items() if weight >= least}


def _added(one: float, other: float) -> float:
    more, less = (one, other) if one > other else (other, one)
    return more + math.log1p(math.exp(less - more))


def in_all(weights: Iterable[float]) -> float:
    every = list(weights)
    most = max(every)
    return most + math.log(sum(math.exp(weight - most) for weight in every))


class Opinion(NamedTuple):
    """The likeliest, and how likely its adults and its children are, each by itself."""

    told: Told
    adults: float
    children: float


def opinion(weights: Weights, said: Said, rules: Told | None) -> Opinion:
    ends = lattice(weights, said, rules).ends
    whole = in_all(ends.values())
    ways: dict[Told, float] = defaultdict(float)
    pairs: dict[tuple[int | None, int | None], float] = defaultdict(float)
    for node, weight in ends.items():
        found = told(node.come)
        chance = math.exp(weight - whole)
        ways[found] += chance
        pairs[found.adults, found.children] += chance
    grown, young = max(pairs, key=pairs.__getitem__)
    likely = max((way for way in ways if way[:2] == (grown, young)), key=lambda way: (ways[way], way.ages))
    adults = sum(chance for pair, chance in pairs.items() if pair[0] == grown)
    children = sum(chance for pair, chance in pairs.items() if pair[1] == young)
    return Opinion(likely, adults, children)
