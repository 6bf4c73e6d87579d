"""What tells how a mention is meant: its own words, what stands around it, and what else the message says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Final

from core.flows.understand.party.counting import Count, Told, told
from core.flows.understand.party.mentions import (
    ANYBODY,
    WRITER,
    Means,
    Mention,
    mentions_of,
    tagged,
    tokens_of,
)

_ENDS: Final = frozenset(".?!;")
_WINDOW, _PAIRS, _STEM, _CAPPED = 7, 4, 5, 20
_SHORT, _MIDDLING = 9, 22
_JOINED: Final = 3
_FEWEST: Final = 2
_FROM_ME: Final = re.compile(
    r"\b(?:somos|vamos|seriamos|viajamos|venimos|llegamos|iriamos|queremos|queriamos|nuestr\w*|nosotr[oa]s|voy|viajo"
    r"|vengo|llego|iria|ire|estoy|soy|quiero|queria|mis?|tengo|llevo|con|we|we're|our|us|i|i'm|my|with|bringing|vou|venho"
    r"|estou|sou|meus?|minhas?|noss\w+|nos|tenho|levo|com)\b"
)
_OF_THE_WRITER: Final = (
    "alone", "partner", "kin", "child", "couple", "kins", "childs", "child#", "kin#", "people#", "adult#", "name",
    "trade",
)  # fmt: skip


class Said:
    """A message's mentions with the cues for each; the first two are of the message as a whole."""

    def __init__(self, spoken: str, lang: str, common: frozenset[str]) -> None:
        self._spoken, self._lang = spoken, lang
        self._tokens = tokens_of(spoken)
        self._named = mentions_of(self._tokens, lang, common)
        self.mentions: list[Mention] = [ANYBODY, WRITER, *self._named] if self._named else []

    @cached_property
    def cues(self) -> list[list[str]]:
        if not self._named:
            return []
        tags = tagged(self._tokens, self._lang)
        return [
            _of_anybody(self._tokens, tags),
            _of_the_writer(self._spoken, self._tokens, self._named),
            *_Around(self._tokens, tags, self._named).all(),
        ]


def _of_anybody(tokens: list[str], tags: list[str]) -> list[str]:
    return ["any", *(f"any {word}" for word in sorted({*tokens, *tags}))]


def _of_the_writer(spoken: str, tokens: list[str], named: list[Mention]) -> list[str]:
    kinds = Counter(mention.kind for mention in named)
    me, numbers = kinds["me"] > 0, kinds["number"] > 0
    young = bool(kinds["child"] + kinds["child#"] + kinds["childs"])
    cues = [f"I {me}", f"I {me} {numbers}", f"I {me} {numbers} {kinds['partner'] > 0} {young}"]
    cues += [f"I {me} from {word}" for word in sorted(set(_FROM_ME.findall(spoken)))]
    cues += [f"I {me} has {kind}" for kind in _OF_THE_WRITER if kinds[kind]]
    if not me:
        cues += [f"I word {token}" for token in sorted(set(tokens)) if not token.isdigit()]
    return cues


class _Around:
    def __init__(self, tokens: list[str], tags: list[str], mentions: list[Mention]) -> None:
        self._tokens = ["^", "^", *tokens, "$", "$", "$"]
        self._tags = ["^", "^", *tags, "$", "$", "$"]
        self._mentions = mentions
        self._numbers = [mention.number for mention in mentions]
        self._stems = [mention.word[:_STEM] for mention in mentions]
        self._explains = _explained(mentions)
        self._me = any(mention.kind == "me" for mention in mentions)
        self._length = "short" if len(tokens) < _SHORT else "long" if len(tokens) >= _MIDDLING else "middling"

    def all(self) -> list[list[str]]:
        return [
            [*self._beside(one), *self._near(one), *self._numbers_told(place), *self._in_the_row(place)]
            for place, one in enumerate(self._mentions)
        ]

    def _beside(self, one: Mention) -> list[str]:
        first, last, kind, word = one.start + 2, one.end + 2, one.kind, one.word
        before, after = self._tokens[first - 1], self._tokens[last]
        tag_before, tag_after = self._tags[first - 1], self._tags[last]
        return [
            kind,
            f"{kind} {word}",
            f"{kind} < {before}",
            f"{kind} > {after}",
            f"{kind} << {self._tags[first - 2]} {tag_before}",
            f"{kind} >> {tag_after} {self._tags[last + 1]}",
            f"{kind} {word} < {tag_before}",
            f"{kind} {word} > {tag_after}",
            f"{kind} <> {tag_before} {tag_after}",
            f"<< {self._tokens[first - 2]} {before}",
            f">> {after} {self._tokens[last + 1]}",
            f"{kind} {self._length}",
            f"{kind} me {self._me}",
            *([f"{kind} begins"] if one.start == 0 else ()),
        ]

    def _near(self, one: Mention) -> list[str]:
        """The words of its sentence on both sides, one by one and in pairs."""
        first, last, kind = one.start + 2, one.end + 2, one.kind[:4]
        tokens, tags = self._tokens, self._tags
        cues = []
        for place in range(first - 1, max(1, first - 1 - _WINDOW), -1):
            if tokens[place] in _ENDS:
                break
            cues += [f"l {tokens[place]}", f"{kind} l {tags[place]}"]
            if first - _PAIRS - 1 < place < first - 1:
                cues.append(f"ll {tokens[place]} {tokens[place + 1]}")
        for place in range(last, min(len(tokens) - 3, last + _WINDOW)):
            if tokens[place] in _ENDS:
                break
            cues += [f"r {tokens[place]}", f"{kind} r {tags[place]}"]
            if place <= last + _PAIRS:
                cues.append(f"rr {tokens[place]} {tokens[place + 1]}")
        return cues

    def _numbers_told(self, place: int) -> list[str]:
        """Whether what comes before or after adds up to it: "seven: four adults and three children"."""
        one, number = self._mentions[place], self._numbers[place]
        if number is None:
            return []
        cues = [f"{one.kind} is {min(number, _CAPPED)}"]
        if number > 1:
            later = [other or 0 for other in self._numbers[place + 1 :]]
            cues += [f"{one.kind} said before"] if number in self._numbers[:place] else []
            cues += [f"{one.kind} said later"] if number in later else []
            sums = [sum(later[: end + 1]) for end in range(len(later))]
            if number in sums:
                cues.append(f"{one.kind} is all later" if sums[-1] == number else f"{one.kind} is some later")
        return cues

    def _in_the_row(self, place: int) -> list[str]:
        mentions, one = self._mentions, self._mentions[place]
        stem, cues = self._stems[place], [f"{one.kind} {how}" for how in sorted(self._explains[place])]
        if stem not in ("#", "~"):
            cues += [f"{one.kind} again"] if stem in self._stems[:place] else []
            cues += [f"{one.kind} once more"] if stem in self._stems[place + 1 :] else []
        if place:
            gap = self._gap(mentions[place - 1], one)
            before = mentions[place - 1].kind
            cues += [f"{one.kind} after {before} {gap}", f"after {gap}", f"{one.kind} after {before}"]
        else:
            cues.append(f"{one.kind} first")
        if place + 1 < len(mentions):
            after = mentions[place + 1]
            gap = self._gap(one, after)
            cues += [f"{one.kind} before {after.kind} {gap}", f"{one.kind} before {after.kind}"]
        else:
            cues.append(f"{one.kind} last")
        return cues

    def _gap(self, one: Mention, after: Mention) -> str:
        near = after.start - one.end <= _JOINED
        return " ".join(self._tags[one.end + 2 : after.start + 2]) if near else "far"


def _explained(mentions: list[Mention]) -> list[set[str]]:
    """For each mention, the numbers it is a part of: told one by one after "two adults", or summed up at the end."""
    parts: list[set[str]] = [set() for _ in mentions]
    for place, whole in enumerate(mentions):
        if not whole.number or whole.number < _FEWEST or "#" not in whole.kind + whole.word:
            continue
        for how, row in (("of", range(place + 1, len(mentions))), ("in", range(place - 1, -1, -1))):
            if (length := _adding_up(mentions, row, whole.number)) > 1:
                for part in row[:length]:
                    parts[part].add(f"{how} {whole.kind}")
    return parts


def _adding_up(mentions: list[Mention], row: Iterable[int], wanted: int) -> int:
    """How many mentions of a row come to that number, and nought if none do."""
    found = 0
    for length, place in enumerate(row, start=1):
        found += mentions[place].number or 0
        if found >= wanted:
            return length if found == wanted else 0
    return 0


@cache
def step_cue(kind_before: str, meant_before: Means | None, kind: str, meant: Means) -> str:
    was = meant_before.name if meant_before is not None else "^"
    return f"{kind_before[:_STEM]} {was} > {kind[:_STEM]} {meant.name}"


def sum_cues(count: Count, rules: Told | None) -> list[str]:
    """Of the whole: whether the numbers agree with each other, and with what the rules found."""
    cues = [f"told {count.together > 0} {count.adults > 0} {count.children > 0} {count.some_children}"]
    if rules is not None:
        cues += _with_rules(count, rules)
    if count.together:
        over = count.together - count.adults - count.children
        cues.append(f"together {(over > 0) - (over < 0)} {count.adults > 0} {count.children > 0}")
        cues += ["all children"] if count.children >= count.together else []
    if count.ages:
        cues.append(f"ages {max(-2, min(2, len(count.ages) - count.children))}")
    return cues


def _with_rules(count: Count, rules: Told) -> list[str]:
    none = f"{rules.adults is None} {rules.children is None}"
    if count.nobody:
        return [f"nobody {none}"]
    found = told(count)
    return [
        f"adults {_agrees(found.adults, rules.adults)}",
        f"children {_agrees(found.children, rules.children)}",
        f"both {(found.adults, found.children) == (rules.adults, rules.children)} {none}",
    ]


def _agrees(found: int | None, rules: int | None) -> str:
    if rules is None:
        return "untold"
    return "none" if found is None else "alike" if found == rules else "unlike"
