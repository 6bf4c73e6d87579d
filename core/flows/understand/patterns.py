"""What is known of a pattern's matches before it is tried: a look at little spares most texts, or places, the rest.

Read off the pattern as the standard library takes it apart. Whatever is not known here says nothing of its matches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from string import digits
from typing import Any, Final, NamedTuple

from core.base.kept import KEPT, as_of

_parser: Final[Any] = import_module("re._parser")
_constants: Final[Any] = import_module("re._constants")

Words = frozenset[str]
_MOST_WRITTEN_OUT: Final = 64
_MOST_OF_A_RANGE: Final = 12
_LONG_ENOUGH: Final = 4
_AS_OF: Final = as_of(__file__)
_A_FIGURE: Final = (_constants.CATEGORY, _constants.CATEGORY_DIGIT)


class _Says(NamedTuple):
    """All that a part may stand for, where that is a few texts; and words of which it holds one at least."""

    whole: Words | None = None
    holds: Words | None = None


_ANYTHING: Final = _Says()
_NOTHING: Final = _Says(whole=frozenset({""}))
_NEVER: Final = _Says(frozenset(), frozenset())


def any_of(words: Iterable[str]) -> str:
    """An alternation that prefers the longer word. Words that begin alike share a branch: tried once, not each."""
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return _alternation(tree) if tree else "(?!)"


def _alternation(tree: dict[str, Any]) -> str:
    longer = "|".join(re.escape(letter) + _alternation(tree[letter]) for letter in sorted(tree) if letter)
    return "" if not longer else f"(?:{longer}){'?' if '' in tree else ''}"


def needed(pattern: str) -> Words:
    """Of these one stands in every text in which the pattern is found. Nothing where there is no telling."""
    return KEPT.once(("needed", pattern, _AS_OF), lambda: _needed(pattern))


def _needed(pattern: str) -> Words:
    parsed = _parser.parse(pattern)
    if _ignores_case(parsed.state.flags):
        return frozenset()
    return _shortest(_in_turn(parsed).holds or frozenset())


def needs_a_figure(pattern: str) -> bool:
    """Whether no text without one matches."""
    return KEPT.once(("needs_a_figure", pattern, _AS_OF), lambda: _any_is_a_figure(_parser.parse(pattern)))


def _any_is_a_figure(parts: Iterable[tuple[Any, Any]]) -> bool:
    return any(_is_a_figure(kind, told) for kind, told in parts)


def _is_a_figure(kind: Any, told: Any) -> bool:
    if kind is _constants.IN:
        return all(one == _A_FIGURE or _are_figures(_one_of([one]).whole) for one in told)
    if kind is _constants.BRANCH:
        return all(map(_any_is_a_figure, told[1]))
    if kind in (_constants.SUBPATTERN, _constants.ASSERT):
        return _any_is_a_figure(told[-1])
    if kind is _constants.ATOMIC_GROUP:
        return _any_is_a_figure(told)
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        return told[0] > 0 and _any_is_a_figure(told[2])
    return kind is _constants.LITERAL and chr(told) in digits


def _are_figures(letters: Words | None) -> bool:
    return letters is not None and letters <= {*digits}


def _ignores_case(flags: int) -> bool:
    return bool(flags & _constants.SRE_FLAG_IGNORECASE)


def _shortest(words: Words) -> Words:
    """Who holds another of them is not asked for."""
    return frozenset(word for word in words if not any(other != word and other in word for other in words))


def _in_turn(parts: Iterable[tuple[Any, Any]]) -> _Says:
    """Parts that follow each other are written out together as long as that makes few texts."""
    so_far = frozenset({""})
    best: Words | None = None
    broken = False
    for part in parts:
        one = _says(part)
        if one == _NEVER:
            return _NEVER
        if one.whole is not None and len(so_far) * len(one.whole) <= _MOST_WRITTEN_OUT:
            so_far = frozenset(before + after for before in so_far for after in one.whole)
            continue
        broken = True
        best = _better(best, _telling(so_far), one.holds)
        so_far = one.whole if one.whole is not None else frozenset({""})
    best = _better(best, _telling(so_far))
    return _Says(None if broken else so_far, best)


def _telling(words: Words) -> Words | None:
    return None if "" in words else words


def _better(*choices: Words | None) -> Words | None:
    """Longer words are seldom met, and few are found sooner."""
    known = [words for words in choices if words]
    return max(known, key=_worth) if known else None


def _worth(words: Words) -> tuple[int, int]:
    return min(_LONG_ENOUGH, *map(len, words)), -len(words)


def _says(part: tuple[Any, Any]) -> _Says:
    kind, told = part
    if _is_never(kind, told):
        return _NEVER
    if kind in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
        return _NOTHING
    say = _SAYS.get(kind)
    return say(told) if say is not None else _ANYTHING


def _is_never(kind: Any, told: Any) -> bool:
    """ "(?!)" stands for words that a language lacks."""
    return kind is _constants.FAILURE or (kind is _constants.ASSERT_NOT and not len(told[1]))


def _letter(code: int) -> _Says:
    word = frozenset({chr(code)})
    return _Says(word, word)


def _one_of(members: list[tuple[Any, Any]]) -> _Says:
    letters: set[str] = set()
    for kind, told in members:
        if kind is _constants.LITERAL:
            letters.add(chr(told))
        elif kind is _constants.RANGE and told[1] - told[0] < _MOST_OF_A_RANGE:
            letters.update(map(chr, range(told[0], told[1] + 1)))
        else:
            return _ANYTHING
    return _Says(frozenset(letters), frozenset(letters))


def _either(told: tuple[Any, list[Any]]) -> _Says:
    ways = [_in_turn(way) for way in told[1]]
    return _Says(
        _together([way.whole for way in ways], _MOST_WRITTEN_OUT), _together([way.holds for way in ways])
    )


def _together(choices: list[Words | None], most: int | None = None) -> Words | None:
    """All of them, where each is known."""
    known = [words for words in choices if words is not None]
    together = frozenset[str]().union(*known)
    return together if len(known) == len(choices) and (most is None or len(together) <= most) else None


def _group(told: tuple[Any, int, int, Any]) -> _Says:
    _, put_on, _, parts = told
    return _ANYTHING if _ignores_case(put_on) else _in_turn(parts)


def _repeated(told: tuple[int, int, Any]) -> _Says:
    least, most, parts = told
    once = _in_turn(parts)
    if least == most == 1:
        return once
    if least:
        return _Says(holds=once.holds)
    return _Says(once.whole | {""}) if most == 1 and once.whole is not None else _ANYTHING


_SAYS: Final[dict[Any, Callable[[Any], _Says]]] = {
    _constants.LITERAL: _letter,
    _constants.IN: _one_of,
    _constants.BRANCH: _either,
    _constants.SUBPATTERN: _group,
    _constants.ATOMIC_GROUP: _in_turn,
    _constants.MAX_REPEAT: _repeated,
    _constants.MIN_REPEAT: _repeated,
    _constants.POSSESSIVE_REPEAT: _repeated,
}


class _Opening(NamedTuple):
    """How a match may begin; where it is `cut`, anything may follow, else what comes after it in the pattern."""

    text: str
    cut: bool = False


_Openings = frozenset[_Opening]
_NOTHING_YET: Final = _Openings({_Opening("")})
_OPEN: Final = _Openings({_Opening("", cut=True)})
# So many letters tell nearly every word of a text from those a pattern begins with.
_LETTERS: Final = 4


def at_words(pattern: str) -> re.Pattern[str]:
    """Tried only where a word or number begins, and with letters that a match can begin with."""
    return re.compile(KEPT.once(("at_words", pattern, _AS_OF), lambda: _at_words(pattern)))


def _at_words(pattern: str) -> str:
    parsed = _parser.parse(pattern)
    openings = _OPEN if _ignores_case(parsed.state.flags) else _openings(parsed)
    if not all(one.text for one in openings):
        raise ValueError(f"a match of {pattern!r} may begin with anything")
    return rf"\b(?={any_of(one.text for one in openings)})(?:{pattern})"


def _openings(parts: Iterable[tuple[Any, Any]]) -> _Openings:
    so_far = _NOTHING_YET
    for part in parts:
        if all(one.cut for one in so_far):
            break
        so_far = _followed(so_far, _opens(part))
    return so_far


def _followed(first: _Openings, then: _Openings) -> _Openings:
    return frozenset(
        before if before.cut else _cut(before.text + after.text, after.cut)
        for before in first
        for after in (then if not before.cut else _NOTHING_YET)
    )


def _cut(text: str, cut: bool) -> _Opening:
    return _Opening(text[:_LETTERS], cut or len(text) >= _LETTERS)


def _opens(part: tuple[Any, Any]) -> _Openings:
    kind, told = part
    if _is_never(kind, told):
        return _Openings()
    if kind in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
        return _NOTHING_YET
    if kind is _constants.LITERAL:
        return frozenset({_cut(chr(told), cut=False)})
    if kind is _constants.IN:
        return _of_letters(told)
    if kind is _constants.BRANCH:
        return _Openings().union(*map(_openings, told[1]))
    if kind is _constants.SUBPATTERN:
        return _OPEN if _ignores_case(told[1]) else _openings(told[3])
    if kind is _constants.ATOMIC_GROUP:
        return _openings(told)
    if kind in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        return _of_repeated(*told)
    return _OPEN


def _of_letters(members: list[tuple[Any, Any]]) -> _Openings:
    if members == [_A_FIGURE]:
        return frozenset(_Opening(digit, cut=True) for digit in digits)
    whole = _one_of(members).whole
    return frozenset(map(_Opening, whole)) if whole is not None else _OPEN


def _of_repeated(least: int, most: int, parts: Any) -> _Openings:
    once = _openings(parts)
    so_far, reached = _NOTHING_YET if not least else _Openings(), _NOTHING_YET
    for times in range(1, min(most, _LETTERS) + 1):
        reached = _followed(reached, once)
        so_far |= reached if times >= least else frozenset(one for one in reached if one.cut)
    return so_far
