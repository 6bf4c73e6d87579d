"""What tells how a mention is meant: its own words, what stands around it, and what else the message says."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property, lru_cache
from typing import Final

from core.flows.understand.party.around import JOINED, STEM, Around, Cue, PutDown
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
from core.flows.understand.party.words import Words
from core.flows.understand.patterns import at_words

_AS_SAID: Final[PutDown[str]] = PutDown(str)
_ENDS: Final = frozenset(".?!;")
_TELLING: Final = frozenset({"<we>", "<i>", "<alone>", "<comes>", "<come>", "<not>", "<away>"})
_LEFT_OUT: Final = frozenset({"<not>", "<away>", "<was>"})
_COMING: Final = frozenset({"<we>", "<i>", "<comes>", "<come>"})
_LISTING: Final = frozenset({"y", "e", "and", "&", "+", "con", "com", "with", "mas", "mais", "plus", "n"})
_FROM_ME: Final = at_words(
    r"(?:somos|vamos|seriamos|viajamos|venimos|llegamos|iriamos|queremos|queriamos|nuestr\w*|nosotr[oa]s|voy|viajo"
    r"|vengo|llego|iria|ire|estoy|soy|quiero|queria|mis?|tengo|llevo|con|we|we're|our|us|i|i'm|my|with|bringing|vou|venho"
    r"|estou|sou|meus?|minhas?|noss\w+|nos|tenho|levo|com)\b"
)
_COUNTS_KEPT: Final = 4096
_OF_THE_WRITER: Final = (
    "alone", "partner", "kin", "child", "couple", "kins", "childs", "child#", "kin#", "people#", "adult#", "name",
    "trade",
)  # fmt: skip


class Said:
    """A message's mentions with the cues for each; the first two are of the message as a whole."""

    def __init__(self, spoken: str, words: Words, common: frozenset[str]) -> None:
        self._spoken, self._words = spoken, words
        self._tokens = tokens_of(spoken)
        self._named = mentions_of(self._tokens, words, common)
        self.mentions: list[Mention] = [ANYBODY, WRITER, *self._named] if self._named else []

    @cached_property
    def _tags(self) -> list[str]:
        return tagged(self._tokens, self._words)

    @cached_property
    def links(self) -> list[str]:
        """How each mention hangs together with the one before it."""
        links = ["", ""]
        end = 0
        for one in self._named:
            links.append(_link(self._tags[end : one.start]))
            end = one.end
        return links

    @cached_property
    def cues(self) -> list[list[str]]:
        return self.put_down(_AS_SAID)

    def put_down(self, put_down: PutDown[Cue]) -> list[list[Cue]]:
        if not self._named:
            return []
        tags = self._tags
        words = sorted({*self._tokens, *tags})
        return [
            [put_down.cue("any"), *map(put_down.at_all, words)],
            _of_the_writer(self._spoken, words, tags, self._named, put_down),
            *Around(self._tokens, tags, self._named, put_down).all(),
        ]


def _link(between: list[str]) -> str:
    said = set(between)
    if said & _ENDS:
        return "."
    if said & _LEFT_OUT:
        return "not"
    if said & _COMING:
        return "come"
    if len(between) > JOINED:
        return "far"
    return "and" if said & _LISTING else "," if "," in said else ""


def _of_the_writer(
    spoken: str, words: list[str], tags: list[str], named: list[Mention], put_down: PutDown[Cue]
) -> list[Cue]:
    kinds = Counter(mention.kind for mention in named)
    me, numbers = kinds["me"] > 0, kinds["number"] > 0
    young = bool(kinds["child"] + kinds["child#"] + kinds["childs"])
    cues = [f"I {me}", f"I {me} {numbers}", f"I {me} {numbers} {kinds['partner'] > 0} {young}"]
    cues += [f"I {me} from {word}" for word in sorted(set(_FROM_ME.findall(spoken)))]
    cues += [f"I {me} has {kind}" for kind in _OF_THE_WRITER if kinds[kind]]
    found = [*map(put_down.cue, cues)]
    if not me:
        found += [put_down.of_me(word) for word in words if not word.isdigit()]
        pairs = {
            (one, after)
            for one, after in zip(["^", *tags], tags, strict=False)
            if one in _TELLING or after in _TELLING
        }
        found += [put_down.cue(f"I pair {one} {after}") for one, after in sorted(pairs)]
    return found


@cache
def step_cues(
    kind_before: str, meant_before: Means | None, link: str, kind: str, meant: Means
) -> tuple[str, str]:
    was = meant_before.name if meant_before is not None else "^"
    step = f"{kind_before[:STEM]} {was} > {kind[:STEM]} {meant.name}"
    return step, f"{was} {link} > {meant.name}"


@lru_cache(maxsize=_COUNTS_KEPT)
def sum_cues(count: Count, rules: Told | None) -> tuple[str, ...]:
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
    return tuple(cues)


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
