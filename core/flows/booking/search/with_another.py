""" "The triple and another room", "3 in the triple and 2 in another", "one couple wants the garden room": one of two
rooms is named, and the other is whatever costs least beside it.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Party as PartySoFar
from core.domain.stays import Party
from core.flows.booking.search import kinds, kinds_named, mixing
from core.flows.booking.wanted import Wanted
from core.flows.facts.room_has import offered
from core.flows.facts.room_names import slugs_told_apart
from core.flows.understand import Understanding
from core.flows.understand.entities.rooms import find_room_types
from core.flows.understand.heads.only_spoken_of import one_couple_wishes
from core.flows.understand.text import normalise, numbered, says_any
from core.services.scenes import Scene
from core.services.showing import Part

_OTHERS: Final = ("otr", "outr", "other")
_ROOM: Final = r"(?:habitaci\w+|hab|cuarto|pieza|quarto|room|one)"
_ONE: Final = r"(?:una?|uma?|numa|em|en|in)"
# "La otra" alone is another of those that are shown.
_AND_ANOTHER: Final = re.compile(
    r"(?: (?!o\b|ou\b|or\b|no\b|not\b|nao\b)[a-z]+){0,3},? ?(?:\b(?:y|e|and|con|com|mas|mais|plus)\b|\+|&) ?"
    rf"(?:(?:(?:los|las|os|the) )?(?:(?:otr[oa]s|outr[oa]s|other) )?\d{{1,2}} (?:{_ONE} )?(?:(?:la|el|a|o|the) )?"
    rf"|(?:{_ONE} )*)(?:otr[oa]|outr[oa]|another|other)"
    rf"(?: {_ROOM}\b| (?:cuanto|quanto|how|para|pra|for|mas|si|se|que)\b|(?= ?(?:$|[.,;?!])))"
)
_NAMED_AS: Final = re.compile(r"[a-z]{4,}")


def kinds_of_both(session: Session, scene: Scene, meant: Understanding, wanted: Wanted) -> tuple[str, ...]:
    """The types of the two rooms; nothing where not one of them alone was named, or nothing can be had so."""
    if wanted.missing is not None or not _one_is_named(scene, meant, wanted.party):
        return ()
    named = kinds_named.named_in(session, meant.text) or meant.entities.room_type
    slugs = frozenset(kind.slug for kind in kinds_named.kinds_meant(session, named))
    slugs = slugs or frozenset(_of_those_shown(session, scene, meant))
    mixes = _with_one_of(session, scene, wanted, slugs) if slugs else []
    if one_couple_wishes(scene.words, wanted.party):
        mixes = [mix for mix in mixes if len(mix) > 1] or mixes  # the others wish for another
    return tuple(part.room_type.slug for part in mixes[0] for _ in part.quotes) if mixes else ()


def _of_those_shown(session: Session, scene: Scene, meant: Understanding) -> tuple[str, ...]:
    """ "The garden room", of what is before their eyes."""
    shown = {kind.slug: kind.names for kind in offered(session, scene)}
    told = slugs_told_apart(meant.text, shown)
    return told if len(told) == 1 else ()


def are_several(session: Session, scene: Scene, meant: Understanding) -> bool:
    """More rooms than one are wished for by name, or one beside another."""
    party = scene.memory.party
    return _one_is_named(scene, meant, party) or bool(kinds.wished_for(session, meant, party.heads))


def _one_is_named(scene: Scene, meant: Understanding, party: PartySoFar) -> bool:
    if (party.rooms or 1) > 1 and one_couple_wishes(scene.words, party):
        return True
    plain = numbered(normalise(meant.text), meant.language.spoken)
    if not says_any(plain, _OTHERS):
        return False
    named = [one for one in _NAMED_AS.finditer(plain) if find_room_types(one.group())]
    return len(named) == 1 and _AND_ANOTHER.match(plain, named[0].end()) is not None


def _with_one_of(
    session: Session, scene: Scene, wanted: Wanted, slugs: frozenset[str]
) -> list[tuple[Part, ...]]:
    wish = wanted.wish()
    if len(wanted.apart) == len({*wanted.apart}) == 2 and not wish.children:
        laying = tuple(Party(heads) for heads in sorted(wanted.apart, reverse=True))
        return list(mixing.cheapest_mixes(session, scene, wish, [laying], mixing.any_of(slugs)))
    return mixing.with_one_of(session, scene, wish, slugs)
