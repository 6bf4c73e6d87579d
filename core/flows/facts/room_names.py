"""The names of a hotel's kinds of rooms, and how guests say them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from core.domain.knowledge import Knowledge, Subject, Texts
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.text import normalise

_SMALL_WORDS: Final = frozenset(
    {"the", "las", "los", "del", "dos", "das", "con", "com", "with", "and", "para", "for", "una", "que", "room",
     "rooms", "quarto", "quartos", "habitacion", "habitaciones", "cuarto", "cuartos", "pieza", "piezas"}
)  # fmt: skip
# "What's the difference", "which is better, the cabin or the triple?"
_COMPARES: Final = re.compile(
    r"\b(?:diferenc\w*|differ(?:en\w*|s)?|diffs?"
    r"|distint[oa]s?|compar\w*|versus|vs|(?:cual|que|qual|which)(?: one| de \w+)?"
    r" (?:es|esta|e|is|'s|me|conviene|recom\w*|would)\b.{0,30}"
    r"\b(?:mejor|melhor|better|bigger|mas grande|maior|larger|conviene|recom\w*)"
    r"|mejor que (?!mi\b|mis\b|no\b|va|ve|sea|somos)|melhor que (?!meu|minha|nao\b|va|se)"
    r"|better than|bigger than|mas grande que|maior que)\b"
)


def names_of_rooms(known: Knowledge) -> tuple[str, ...]:
    """Of several words, in every language: one word alone may be what the hotel has besides."""
    names = (name for fact in known.all_of(Subject.ROOM) for name in fact.names.values())
    return tuple(name for name in names if " " in name.strip())


def are_compared(words: str) -> bool:
    return _COMPARES.search(normalise(words)) is not None


def slugs_told_apart(words: str, names: Mapping[str, Texts]) -> tuple[str, ...]:
    """ "Between garden and river": those a word of whose name none of the others has."""
    spoken = set(name_words(words))
    own = {
        slug: {word for name in names_of(slug, theirs) for word in name_words(name)}
        for slug, theirs in names.items()
    }
    return spoken_of_alone(spoken, own)


def spoken_of_alone(spoken: set[str], names: Mapping[str, set[str] | frozenset[str]]) -> tuple[str, ...]:
    """Those a word of whose name is spoken that none of the others has."""
    return tuple(
        one
        for one, own in names.items()
        if spoken & own.difference(*(others for other, others in names.items() if other != one))
    )


def compared(words: str, known: Knowledge) -> tuple[str, ...]:
    """Every kind of room that is named, where they are held against each other."""
    if not are_compared(words):
        return ()
    spoken, kinds = set(name_words(words)), set(find_room_types(normalise(words)))
    rooms = {fact.topic: names_of(fact.topic, fact.names) for fact in known.all_of(Subject.ROOM)}
    named = _the_ones_meant(
        {topic: names for topic, names in rooms.items() if is_named(names, spoken, kinds)}, spoken
    )
    return named if len(named) > 1 else _of_one_sort(rooms, spoken) or named


def _the_ones_meant(named: Mapping[str, list[str]], spoken: set[str]) -> tuple[str, ...]:
    """ "The river double or the family room": of two doubles the one whose own word stands there."""
    own = {topic: {word for name in names for word in name_words(name)} for topic, names in named.items()}
    apart = spoken_of_alone(spoken, own)
    told_by_it = {sort for topic in apart for sort in _sorts(named[topic])}
    return tuple(topic for topic in named if topic in apart or not _sorts(named[topic]) & told_by_it)


def _of_one_sort(rooms: Mapping[str, list[str]], spoken: set[str]) -> tuple[str, ...]:
    """ "The difference between garden and river", of two doubles that are told apart by that."""
    by_sort: dict[str, list[str]] = {}
    for topic, names in rooms.items():
        if spoken & {word for name in names for word in name_words(name)}:
            for sort in _sorts(names):
                by_sort.setdefault(sort, []).append(topic)
    most = max(by_sort.values(), key=len, default=[])
    return tuple(most) if len(most) > 1 else ()


def written_of(texts: Iterable[str], kinds: Mapping[str, Texts]) -> frozenset[str]:
    """The kinds that a text of the hotel names: by a whole name, or by what only one of them is."""
    sorts = {slug: _sorts(names_of(slug, names)) for slug, names in kinds.items()}
    found = set()
    for text in texts:
        words, said = set(name_words(text)), set(find_room_types(normalise(text)))
        for slug, names in kinds.items():
            others = [sort for other, theirs in sorts.items() if other != slug for sort in theirs]
            whole = any((told := set(name_words(name))) and told <= words for name in names_of(slug, names))
            if whole or said & sorts[slug] - set(others):
                found.add(slug)
    return frozenset(found)


def _sorts(names: Iterable[str]) -> set[str]:
    return {sort for name in names for sort in find_room_types(normalise(name))}


def is_named(names: Iterable[str], spoken: set[str], kinds: set[str]) -> bool:
    for name in names:
        words = set(name_words(name))
        if (words and words <= spoken) or kinds & set(find_room_types(normalise(name))):
            return True
    return False


def named_whole(words: str, types: Mapping[str, Texts]) -> tuple[str, ...]:
    """Each room of which every word of a name stands there: "the family room or the garden double" are two."""
    spoken = set(name_words(words))
    whole = {topic: [set(name_words(name)) for name in names.values()] for topic, names in types.items()}
    return tuple(topic for topic, names in whole.items() if any(one and one <= spoken for one in names))


def names_of(topic: str, names: Texts) -> list[str]:
    return [*names.values(), topic.replace("-", " ")]


def name_words(name: str) -> Iterable[str]:
    """Plural and singular meet: "dobles" and "doble" are one word here."""
    for word in re.findall(r"[a-z]{3,}", normalise(name)):
        if word not in _SMALL_WORDS:
            yield word.removesuffix("s")
