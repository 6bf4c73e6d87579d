"""Who comes after a message: what is told whole replaces what was known, what is told in part changes only that.

Whoever reads a message against the party told before (who joins, who is no child, who of them is older) tells the party
that comes after it, and that holds. Of all others the numbers count: so many heads as before leave everybody as they
were, ages belong to the children told with them or before, and what contradicts what was known is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Final

from core.domain.memory import Memory, Party
from core.flows.understand import Understanding
from core.flows.understand.entities import read_entities
from core.flows.understand.entities.people_words import names_children
from core.flows.understand.entities.whole_years import is_of_each
from core.flows.understand.heads.birthdays import with_ages_at
from core.flows.understand.party.told_again import points_at_one_of
from core.flows.understand.text import normalise, numbered

_A_BREATH: Final = 14
_LATELY: Final = 6
_A_PAIR: Final = 2
_A_GROUP: Final = 4
# A room for a couple says who sleeps in it, until somebody tells otherwise.
_A_COUPLES_ROOM: Final = re.compile(
    r"\b(?:quartos?|suites?|apartamentos?|aptos?|chales?|cabanas?|acomodac[a-z]+)"
    r" (?:(?:simples|so|bom|boa) )?(?:de |do |pra |para )?casal\b"
    r"|\b(?:habitaci[a-z]+|habs?|piezas?|cuartos?|suites?) matrimonial(?:es)?\b|^(?:una |1 )?matrimonial\b"
)
# "2 habitaciones single", "dois quartos individuais": one sleeps in each.
_SINGLES: Final = re.compile(
    r"\b(?P<rooms>[2-9]) (?:(?:habitaci[a-z]+|habs?|piezas?|cuartos?|quartos?|rooms?) )?"
    r"(?:singles?|simples?|individua(?:l|les|is))\b(?! (?:bed|cama))"
)
_ADULTS: Final = re.compile(r"(?i)\badult|\bgrown")
_TWINS: Final = re.compile(
    r"\b(?:twins|twin (?:boys|girls)|mellizos|mellizas|gemelos|gemelas|gemeos|gemeas)\b(?! (?:bed|room))"
)


# "Let's start with one: my mother-in-law and my father-in-law", of a large party.
_BEGINS_WITH: Final = re.compile(
    r"\b(?:empe[cz]\w+|arran\w+|comen[cz]\w+|start\w*|begin\w*|vamos|let'?s do) (?:por|con|with|com|de a|pela|pelo)"
    r" (?:el |la |o |a |the )?(?:un[ao]?|uma?|one|primer\w*|primeir\w*|first)\b"
)


def after(memory: Memory, meant: Understanding, arrives_on: date | None) -> Party:
    known = _as_told_once(memory, meant)
    party = _after(known, meant, _speaks_of_twins(memory))
    party = _as_their_rooms_say(memory, party, meant.language.spoken)
    if memory.at is None:
        return party
    return with_ages_at(party, memory.recent, meant.language.spoken, memory.at.date(), arrives_on)


def _as_their_rooms_say(memory: Memory, party: Party, language: str) -> Party:
    """ "Um quarto de casal de 4 a 6": two of them, of whom nobody needs to be asked."""
    if party.adults is not None or party.children is not None:
        return party
    if party.room_type == "single" and memory.recent:
        singles = _SINGLES.findall(numbered(normalise(memory.recent[-1]), language))
        if len(singles) == 1:
            return replace(party, adults=int(singles[0]))
    asked_for = any(_A_COUPLES_ROOM.search(normalise(words)) for words in memory.recent[-_LATELY:])
    return replace(party, adults=_A_PAIR * (party.rooms or 1)) if asked_for else party


def _as_told_once(memory: Memory, meant: Understanding) -> Party:
    """ "Note: 9 people", who were told as six and three children before one of the rooms was talked about."""
    said, known = meant.entities, memory.party
    heads = said.people or said.adults or 0
    bare = meant.party is None and said.children is None and not _ADULTS.search(meant.text)
    if not bare or heads < _A_GROUP or heads == known.heads:
        return known
    for line in reversed(memory.said_before()):
        told = read_entities(line, meant.language.spoken)
        adults, children = told.adults or 0, told.children or 0
        if children and adults + children == heads and len(told.child_ages) in (0, children):
            return replace(known, adults=adults, children=children, child_ages=told.child_ages)
    return known


def _speaks_of_twins(memory: Memory) -> bool:
    """They are as old as each other, whenever that is told."""
    return any(_TWINS.search(normalise(words)) for words in memory.recent[-_LATELY:])


def with_ages_told_before(memory: Memory, party: Party) -> Party:
    """Whoever had to be asked who comes is not asked the same children's ages again."""
    was = memory.before.party if memory.before is not None else None
    if memory.party.adults is not None or was is None or party.child_ages or party.children != was.children:
        return party
    return replace(party, child_ages=was.child_ages)


def _after(known: Party, meant: Understanding, twins: bool) -> Party:
    said = meant.entities
    if meant.party is not None:
        who = meant.party
        return replace(known, adults=who.adults, children=who.children, child_ages=who.child_ages)
    if _counts_nobody(known, meant):
        ages = () if _is_one_of_them(known, meant) else said.child_ages
        said = replace(said, children=None, adults=None, people=None, child_ages=ages)
        meant = replace(meant, entities=said)
    adults, children = _heads(known, meant)
    of_them = _ages(known, meant, twins) if children else ()
    return replace(
        known,
        adults=adults,
        children=max(children, len(of_them)) if children and said.child_ages else children,
        child_ages=of_them,
        rooms=said.rooms or known.rooms,
        room_type=said.room_type or known.room_type,
    )


def _heads(known: Party, meant: Understanding) -> tuple[int | None, int | None]:
    """ "We are 4": everybody, and who of them is a child is as it was if the number is the same.

    So many as the grown-ups are come without children, but whoever is alone with one is the only grown-up all the same;
    of any other number nobody can tell.
    """
    said = meant.entities
    if said.children is not None:
        heads = said.people
        counted = max(1, heads - said.children) if heads is not None and said.adults is None else said.adults
        return known.adults if counted is None else counted, said.children
    heads = said.people if said.people is not None else said.adults
    if heads is None or _ADULTS.search(meant.text):
        return known.adults if said.adults is None else said.adults, known.children
    if not known.children:
        return heads, known.children
    if heads == known.heads or heads == known.adults == 1:
        return known.adults, known.children
    begins = _BEGINS_WITH.search(normalise(meant.text)) is not None
    return (heads, 0) if begins or heads == known.adults or known.adults is None else (None, None)


def _counts_nobody(known: Party, meant: Understanding) -> bool:
    """ "They're 18 months" counts nobody: it is of the children told of before."""
    if _is_one_of_them(known, meant):
        return True
    said = meant.entities
    of_them = 0 < len(said.child_ages) == said.children and said.children < (known.children or 0)
    plain = normalise(meant.text)
    if (
        of_them
        and said.people is None
        and points_at_one_of(known.child_ages, numbered(plain, meant.language.spoken))
    ):
        return True
    return of_them and not names_children(plain, meant.language.spoken)


def _is_one_of_them(known: Party, meant: Understanding) -> bool:
    """ "5 in the family room? The 2 year old sleeps with us": of as many as before one is spoken of by its age."""
    said, so_old = meant.entities, set(meant.entities.child_ages)
    fewer = 0 < (said.children or 0) < len(known.child_ages)
    return fewer and said.people == known.heads and bool(so_old) and so_old <= set(known.child_ages)


def _ages(known: Party, meant: Understanding, twins: bool) -> tuple[int, ...]:
    """Ages told belong to the children told with them: another number of children makes the old ones void."""
    said = meant.entities
    if said.child_ages:
        asked_of = (known.children if said.children is None else said.children) or 0
        missing = asked_of - len(known.child_ages) if asked_of == known.children else 0
        if asked_of == known.children and _are_some_of(said.child_ages, known):
            return known.child_ages
        each = len(said.child_ages) == 1 and asked_of > 1
        if each and (_is_of_each(meant) or (twins and _A_PAIR in (asked_of, missing))):
            return (*known.child_ages, *said.child_ages * missing) if missing else said.child_ages * asked_of
        one_by_one = known.child_ages and missing == len(said.child_ages)
        return (*known.child_ages, *said.child_ages) if one_by_one else said.child_ages
    changed = said.children is not None and said.children != known.children
    return () if changed else known.child_ages


def _are_some_of(ages: tuple[int, ...], known: Party) -> bool:
    """ "There are three, the 2 year old is the one with the crib": how old the others are was told before."""
    all_told = len(known.child_ages) == known.children and len(ages) < len(known.child_ages)
    return all_told and not Counter(ages) - Counter(known.child_ages)


def _is_of_each(meant: Understanding) -> bool:
    """ "They're 18 months old" of two: said in a breath, it is of both."""
    plain = normalise(meant.text)
    return len(plain.split()) <= _A_BREATH and is_of_each(plain)
