"""What stands around a mention, and how it hangs together with the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, pairwise
from typing import Final, Generic, TypeVar

from core.flows.understand.party.mentions import Mention
from core.flows.understand.party.words import WORDS_KEPT, size_of
from core.flows.understand.text import Remembered

Cue = TypeVar("Cue")

_ENDS: Final = frozenset(".?!;")
_SIDES: Final = ("l", "L", "r", "R")
_KINDS_KEPT: Final = 64
_WINDOW, _PAIRS, _CAPPED = 7, 4, 20
STEM: Final = 5
_SHORT, _MIDDLING = 9, 22
JOINED: Final = 3
_FEWEST: Final = 2
_NOT_OTHERS: Final = frozenset({"number", "aged", "stands_for", "alone"})
_UNAGED: Final = frozenset({"aged", "me", "alone"})
_FIGURES: Final = frozenset({"number", "aged"})
_AGED_BY: Final = frozenset({"number", "aged", "name"})


class PutDown(Generic[Cue]):
    """What cues are put down as: as they are said, to learn from them, or as the rows of their weights. What hangs on
    one word alone is worked out once."""

    def __init__(self, cue: Callable[[str], Cue]) -> None:
        self.cue = cue
        self.at_all = self._of_a_word("any {}")
        self.of_me = self._of_a_word("I word {}")
        # On the left of a mention and beyond somebody else on the left, and so on the right.
        self.sides = tuple(self._of_a_word(f"{side} {{}}") for side in _SIDES)
        self.sides_of = Remembered(self._sides_of, _KINDS_KEPT).__getitem__

    def _of_a_word(self, said: str) -> Callable[[str], Cue]:
        return Remembered(lambda word: self.cue(said.format(word)), WORDS_KEPT).__getitem__

    def _sides_of(self, kind: str) -> tuple[Callable[[str], Cue], ...]:
        return tuple(self._of_a_word(f"{kind} {side} {{}}") for side in _SIDES)


class Around(Generic[Cue]):
    def __init__(
        self, tokens: list[str], tags: list[str], mentions: list[Mention], put_down: PutDown[Cue]
    ) -> None:
        self._put_down = put_down
        self._tokens = ["^", "^", *tokens, "$", "$", "$"]
        self._tags = ["^", "^", *tags, "$", "$", "$"]
        self._mentions = mentions
        self._numbers = [mention.number for mention in mentions]
        self._stems = [mention.word[:STEM] for mention in mentions]
        self._explains = _explained(mentions)
        self._look_along()
        self._me = any(mention.kind == "me" for mention in mentions)
        self._length = "short" if len(tokens) < _SHORT else "long" if len(tokens) >= _MIDDLING else "middling"

    def all(self) -> list[list[Cue]]:
        cue = self._put_down.cue
        return [
            [
                *map(cue, self._beside(one)),
                *self._near(one),
                *map(cue, self._numbers_told(place)),
                *map(cue, self._in_the_row(place)),
                *map(cue, () if one.kind in _UNAGED else self._ages_told(place)),
            ]
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

    def _near(self, one: Mention) -> list[Cue]:
        """The words of its sentence on both sides, one by one and in pairs; beyond somebody else they are said of
        them first."""
        first, last, tokens, tags = one.start + 2, one.end + 2, self._tokens, self._tags
        begin = max(2, first - _WINDOW, self._opens[first - 1])
        other = max(begin, self._after_one[first - 1])
        end = min(len(tags) - 3, last + _WINDOW, self._closes[last])
        another = min(end, self._before_one[last])
        pairs = [f"ll {pair}" for pair in self._pairs[max(begin, first - _PAIRS) : first - 1]]
        pairs += [f"rr {pair}" for pair in self._pairs[last : min(end, last + _PAIRS + 1)]]
        stretches = ((other, first), (begin, other), (last, another), (another, end))
        put_down = self._put_down
        return [
            *_along(put_down.sides, tokens, stretches),
            *map(put_down.cue, pairs),
            *_along(put_down.sides_of(one.kind[:4]), tags, stretches),
        ]

    def _look_along(self) -> None:
        """For every place, where its sentence opens and closes, and where the people nearest to it end and begin."""
        tokens, size = self._tokens, len(self._tokens)
        people = {
            place + 2
            for one in self._mentions
            if one.kind not in _NOT_OTHERS
            for place in range(one.start, one.end)
        }
        self._opens, self._after_one = [0] * size, [0] * size
        self._closes, self._before_one = [size] * size, [size] * size
        opens = after_one = 0
        for place, token in enumerate(tokens):
            opens = place + 1 if token in _ENDS else opens
            after_one = place + 1 if place in people else after_one
            self._opens[place], self._after_one[place] = opens, after_one
        closes = before_one = size
        for place in range(size - 1, -1, -1):
            closes = place if tokens[place] in _ENDS else closes
            before_one = place if place in people else before_one
            self._closes[place], self._before_one[place] = closes, before_one
        self._pairs = [f"{one} {after}" for one, after in pairwise(tokens)]

    def _ages_told(self, place: int) -> list[str]:
        """ "Two sons, 22 and 25": the numbers right behind, how many and whose size."""
        one, mentions = self._mentions[place], self._mentions
        sizes, end = [], one.end
        for after in mentions[place + 1 :]:
            if after.start - end > JOINED or after.kind not in _AGED_BY:
                break
            end = after.end
            if after.kind != "name":
                sizes.append(size_of(after.number or 0))
        if not sizes:
            return [f"{one.kind} ageless"]
        as_many = "as many" if len(sizes) == one.number else "other"
        whose = "".join(sorted(set(sizes)))
        return [
            f"{one.kind} aged {sizes[0]}",
            f"{one.kind} aged {as_many} {whose}",
            f"{one.kind} {one.word} aged {whose}",
        ]

    def _numbers_told(self, place: int) -> list[str]:
        """Whether what comes before or after adds up to it: "seven: four adults and three children"."""
        one, number = self._mentions[place], self._numbers[place]
        if number is None:
            return []
        cues = [f"{one.kind} is {min(number, _CAPPED)}"]
        if one.kind in _FIGURES:
            cues += self._owner_of(place)
        if number > 1:
            later = [other or 0 for other in self._numbers[place + 1 :]]
            cues += [f"{one.kind} said before"] if number in self._numbers[:place] else []
            cues += [f"{one.kind} said later"] if number in later else []
            sums = [sum(later[: end + 1]) for end in range(len(later))]
            if number in sums:
                cues.append(f"{one.kind} is all later" if sums[-1] == number else f"{one.kind} is some later")
        return cues

    def _owner_of(self, place: int) -> list[str]:
        """Whose age a number may be: the person told of right before, with or without other numbers between."""
        one = self._mentions[place]
        size, start, passed = size_of(one.number or 0), one.start, 0
        for before in reversed(self._mentions[:place]):
            if start - before.end > JOINED:
                break
            if before.kind not in _AGED_BY:
                fits = "" if before.number is None else " fits" if before.number > passed else " beyond"
                return [
                    f"{one.kind} {size} of {before.kind} {min(passed, 2)}",
                    f"{one.kind} {size} of {before.kind}{fits}",
                ]
            start, passed = before.start, passed + (before.kind != "name")
        return [f"{one.kind} {size} of nobody"]

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
        near = after.start - one.end <= JOINED
        return " ".join(self._tags[one.end + 2 : after.start + 2]) if near else "far"


def _along(
    sides: tuple[Callable[[str], Cue], ...], words: list[str], stretches: Iterable[tuple[int, int]]
) -> Iterator[Cue]:
    return chain.from_iterable(
        [map(side, words[start:end]) for side, (start, end) in zip(sides, stretches, strict=True)]
    )


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
