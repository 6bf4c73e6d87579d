"""Weighs every way in which a message's mentions may be meant, and says which of them is likely, and how likely."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.flows.understand.party.counting import Count, Told, counted, told
from core.flows.understand.party.cues import Said, step_cues, sum_cues
from core.flows.understand.party.mentions import Means

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
# An end that is this much less likely than the best is as good as none.
_UNLIKELY: Final = 4.0
_OUT_ALONE: Final = (Means.OUT,)
# "Three brothers and their wives": the rules may come to what no way of counting does.
ONLY_RULES: Final = "only by rules"


@dataclass
class Weights:
    """`words` has a row for each cue and a column for each meaning; `steps` are of one meaning after another, `sums` of
    the whole. The first row belongs to no cue and is every mention's. `taught` is the digest of the text they were
    learned from."""

    cues: dict[str, int]
    words: Floats
    steps: dict[str, float]
    sums: dict[str, float]
    common: frozenset[str]
    taught: str = ""

    def rows(self, said: Said) -> list[Rows]:
        row_of = self.cues.get
        return [np.array([0, *filter(None, map(row_of, cues))], np.int64) for cues in said.cues]

    def summed(self, rows: list[Rows]) -> list[list[float]]:
        """For each mention what its cues come to, all in one step."""
        starts = list(accumulate((len(row) for row in rows[:-1]), initial=0))
        table: list[list[float]] = np.add.reduceat(
            self.words.take(np.concatenate(rows), axis=0), starts, axis=0
        ).tolist()
        return table


class Reach(NamedTuple):
    """So many counts are followed at once, and none that is this much less likely than the best."""

    followed: int
    hopeless: float


_REACH: Final = Reach(16, 6.0)


class Node(NamedTuple):
    """What was counted, and how the last mention was meant."""

    come: Count
    meant: Means | None


class Edge(NamedTuple):
    start: Node
    end: Node
    meant: Means
    steps: tuple[str, str]
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
    layers: list[dict[Node, float]] = [{Node(Count(), None): 0.0}]
    edges: list[list[Edge]] = []
    kind_before, steps = "^", weights.steps
    locals_of = weights.summed(rows)
    for mention, link, local in zip(said.mentions, said.links, locals_of, strict=True):
        layer: dict[Node, float] = {}
        taken: list[Edge] = []
        for start, weight in layers[-1].items():
            count = start.come
            for meant in mention.may_be if not count.nobody else _OUT_ALONE:
                step = step_cues(kind_before, start.meant, link, mention.kind, meant)
                gain = local[meant] + steps.get(step[0], 0.0) + steps.get(step[1], 0.0)
                end = Node(counted(count, mention, meant), meant)
                layer[end] = _added(layer[end], weight + gain) if end in layer else weight + gain
                if keeps_edges:
                    taken.append(Edge(start, end, meant, step, gain))
        layers.append(_best(layer, reach))
        edges.append(taken)
        kind_before = mention.kind
    return Lattice(layers, _ends(layers[-1], weights, rules, locals_of[0]), edges)


def _ends(
    layer: dict[Node, float], weights: Weights, rules: Told | None, agreeing: list[float]
) -> dict[Node, float]:
    """Where a message may end, and one end more for the rules if no likely way of counting comes to what they found."""
    known = weights.sums

    def whole(count: Count) -> float:
        gain = sum(known.get(cue, 0.0) for cue in sum_cues(count, rules))
        return gain + sum(agreeing[meant] for meant in alike(count, rules))

    ends = {node: weight + whole(node.come) for node, weight in layer.items()}
    if rules is not None and rules.adults:
        least = max(ends.values()) - _UNLIKELY
        if all(told(node.come)[:2] != rules[:2] for node, weight in ends.items() if weight >= least):
            count = Count(adults=rules.adults, children=rules.children or 0)
            ends[Node(count, None)] = in_all(ends.values()) + whole(count) + known.get(ONLY_RULES, 0.0)
    return ends


def alike(count: Count, rules: Told | None) -> list[Means]:
    """In what a count comes to what the rules found: how far they can be believed is learned of the whole message's
    words, in the columns that `ANYBODY` has no other use for."""
    if rules is None:
        return []
    adults, children, _ = told(count)
    agreed = [Means.ADULTS] if adults == rules.adults else []
    if children == rules.children:
        agreed += [Means.CHILDREN, Means.ALL] if agreed else [Means.CHILDREN]
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
    return most + math.log(sum(math.exp(weight - most) for weight in every))


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
