"""Which of the hotel's own types of room a guest's words mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import fold
from core.services import selling
from core.services.selling import RoomType

_NEAR: Final = 5
_SWAPS: Final = r"\b(?:troc|mud|cambi|pas|chang|switch|swap|mov)\w*"
_SHORTEST: Final = 3
_IN_ANY_NAME: Final = frozenset(
    {"con", "com", "with", "vista", "view", "the", "del", "room", "quarto", "habitacion"}
)
_PARTS: Final = re.compile(r"[.,;!?]+")


def kinds_meant(session: Session, said: str | None) -> list[RoomType]:
    """The hotel's own types behind a guest's word: by their short name, or by what their names tell of them."""
    if not said:
        return []
    kinds = selling.room_types(session)
    exact = [kind for kind in kinds if kind.slug == said]
    return exact or [kind for kind in kinds if said in sorts(kind)]


def named_in(session: Session, words: str) -> str | None:
    """The type whose own name the guest wrote."""
    plain = fold(words.lower())
    for kind in selling.room_types(session):
        names = {fold(name.lower()) for name in (*kind.names.values(), kind.slug.replace("-", " "))}
        if any(len(name) > 3 and name in plain for name in names):
            return kind.slug
    told = told_apart(session, plain)
    return told.slug if told is not None else None


def told_apart(session: Session, plain: str) -> RoomType | None:
    """ "Doble jardín", "the garden double": of several of a sort the one a word of whose own name stands beside it."""
    if not find_room_types(plain):
        return None
    kinds = selling.room_types(session)
    found = {kind.slug: kind for part in _PARTS.split(plain) for kind in _beside(kinds, part.split())}
    return next(iter(found.values())) if len(found) == 1 else None


def by_its_word(session: Session, plain: str, like: int) -> RoomType | None:
    """ "The garden one", "la del río": of rooms that are of one sort with this type, else of all of them."""
    kinds = selling.room_types(session)
    sort = next((sorts(kind) for kind in kinds if kind.id == like), set())
    alike, is_it = [kind for kind in kinds if sorts(kind) & sort], _pointed(plain)
    for among in (alike, kinds):
        found = [kind for kind in among if any(map(is_it, _own_words(kind, among)))]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def of_its_own_word(session: Session, word: str, beside: Collection[str]) -> RoomType | None:
    """ "Una del río y dos jardín": the one whose own name has the word; of several the one that is of a sort with the
    types named `beside` it."""
    kinds = selling.room_types(session)
    having = [kind for kind in kinds if word in _words(kind)] if word not in _IN_ANY_NAME else []
    if len(having) == len(kinds) or find_room_types(word):
        return None
    if len(having) > 1:
        told = set().union(*(sorts(kind) for kind in kinds if kind.slug in beside))
        having = [kind for kind in having if sorts(kind) & told]
    return having[0] if len(having) == 1 else None


def _pointed(plain: str) -> Callable[[str], bool]:
    def is_it(word: str) -> bool:
        of_it = rf"\b(?:la|el|a|o|una|uma) (?:con vista |com vista )?(?:del?|al?|do|da|ao|pro) (?:la |el )?{word}\b"
        way = r"(?:pr[oa]|para|pel[oa]|por|al?|to|for)(?: (?:the|la|el|l?o|a|del?|do|da))*"
        to_it = rf"{_SWAPS} (?:[a-z]+ )?{way} {word}\b"
        return re.search(rf"{of_it}|{to_it}|\b{word} (?:view )?one\b", plain) is not None

    return is_it


def _beside(kinds: Sequence[RoomType], words: list[str]) -> Iterator[RoomType]:
    for at, word in enumerate(words):
        sort = next(iter(find_room_types(word)), None)
        alike = [kind for kind in kinds if sort in sorts(kind)] if sort is not None else []
        near = {*words[max(at - 1, 0) : at], *words[at + 1 : at + _NEAR]}
        own = [kind for kind in alike if near & _own_words(kind, alike)]
        if len(alike) > len(own) == 1:
            yield own[0]


def _own_words(kind: RoomType, alike: Sequence[RoomType]) -> set[str]:
    others = set().union(*(_words(one) for one in alike if one is not kind))
    return _words(kind) - others


def _words(kind: RoomType) -> set[str]:
    told = " ".join((*kind.names.values(), kind.slug.replace("-", " ")))
    return {word for word in fold(told.lower()).split() if len(word) >= _SHORTEST}


def sorts(kind: RoomType) -> set[str]:
    names = (kind.slug.replace("-", " "), *kind.names.values())
    return {sort for name in names for sort in find_room_types(fold(name.lower()))}
