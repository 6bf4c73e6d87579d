""" "The cheapest that takes the dog", "but that one takes none": of what can be had, the rooms that take it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Stay
from core.flows.booking import progress
from core.flows.booking.offer import choosing, offering, pointed_at
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import free_days, near_days, pets
from core.flows.booking.wanted import remembered
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes.pets import leaves_the_pet, names_a_pet
from core.services import showing, words
from core.services.scenes import Scene

_AT: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE})
_MOST_WORDS: Final = 18
_A_MONTH: Final = timedelta(days=30)
_TAKES: Final = (
    r"(?:acept\w*|admit\w*|permit\w*|dej[ae]\w*|recib\w*|pued[ae]\w*|entr[ae]\w*|aceit\w*|deixa\w*|allow\w*"
    r"|tak(?:es?|ing)"
    r"|accept\w*|let\w*|vaya|va|ir|with|con|com|pet friendly)"
)
_WHICH: Final = re.compile(
    rf"\b(?:cual(?:es)?|que (?:habitacion(?:es)?|pieza|cuarto|opcion)|la que|las que|una que|alguna que|which"
    rf"|the one|any room|(?:another |a )?(?:one|room) (?:that|which|where)|una? (?:habitacion|cuarto|pieza)?(?: )?donde"
    rf"|(?:otra|outro|outra|otro|habitacion|cuarto|quarto) (?:que|donde|onde)|onde"
    rf"|qual|quais|a que|uma? que|algum quarto)\b.{{0,30}}\b{_TAKES}\b"
)
_OTHER_DAYS: Final = re.compile(
    r"\b(?:otr[oa]s?|other|different|another|outr[oa]s?|que|what|which|cuales|quais|cualquier|qualquer|any)"
    r" (?:dias?|fechas?|datas?|days?|dates?|noches?|noites?|nights?|fin(?:es)?(?: de semana)?|findes?"
    r"|fi(?:m|ns) de semana|weekends?|semanas?|weeks?)\b"
    r"|\b(?:cuando|quando|when) (?:si |then |sim )?(?:hay|habria|tienen|tenes|tem|teria|is there|would there"
    r"|do you have)\b.{0,40}\b(?:para|pra|for|con|com|with)\b"
)
_BUT_THAT_ONE: Final = re.compile(
    rf"\b(?:pero|but|mas|y|and|e)\b.{{0,30}}\b(?:no|nao|not|doesn'?t|don'?t|won'?t)\b.{{0,12}}\b{_TAKES}\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where the hotel's rule names rooms; of several that take it the cheapest, where that is asked."""
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step not in _AT or scene.taps or len(plain.split()) > _MOST_WORDS:
        return None
    named, other_days = names_a_pet(plain), _OTHER_DAYS.search(plain) is not None
    if not (named or other_days) or meant.names & FOR_RECALL:
        return None
    if named and leaves_the_pet(plain) and _on_those_days(scene, meant, here):
        return _without_it(session, scene, here)
    if meant.stay or not (other_days or _is_of_rooms(plain)):
        return None
    if not (out := pets.take_none(session, scene)):
        return None
    if other_days:
        theirs = pets.comes_along(scene) and (named or _none_takes_it(session, scene, out))
        return _on_other_days(session, scene, meant, here) if theirs else None
    return _those_that_take_it(session, scene, meant, here, out)


def _is_of_rooms(plain: str) -> bool:
    return bool(wants_cheaper(plain) or _WHICH.search(plain) or _BUT_THAT_ONE.search(plain))


def _those_that_take_it(
    session: Session, scene: Scene, meant: Understanding, here: Progress, out: tuple[str, ...]
) -> Turn | None:
    cheapest, wanted = wants_cheaper(normalise(meant.text)), remembered(scene, here)
    anew = replace(wanted, party=replace(wanted.party, room_type=None))
    turn = offering.go(session, scene, pointed_at.without(session, anew, out), here=here)
    if _none_takes_it(session, scene, out):
        return _on_other_days(session, scene, meant, here)
    rows = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.total or 0)
    if cheapest and len(rows) > 1 and turn.step == "offered":
        turn = choosing.pick(session, scene, rows[0].id, here)
    return replace(turn, flow=NAME, by=NAME)


def _none_takes_it(session: Session, scene: Scene, out: tuple[str, ...]) -> bool:
    """Of those before their eyes."""
    shown = [showing.parts_of(session, row) for row in showing.open_in(session, scene.conversation)]
    return all({part.room_type.slug for part in parts} & {*out} for parts in shown)


def _on_other_days(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """When there is a room that takes it."""
    wanted = remembered(scene, here)
    if wanted.nights is None:
        return None
    first = max(words.today(scene), wanted.nights.check_in - near_days.EARLIER)
    seen = pets.kept_out(session, scene, replace(wanted, party=replace(wanted.party, room_type=None)))
    turn = free_days.tell(session, scene, meant, seen, Stay(first, first + _A_MONTH))
    return replace(turn, flow=NAME, by=NAME)


def _on_those_days(scene: Scene, meant: Understanding, here: Progress) -> bool:
    """ "For the 24th as I said" says nothing new."""
    known, said = remembered(scene, here).nights, meant.stay
    if not said or known is None:
        return not said
    return (
        said.check_in == known.check_in and said.check_out in (None, known.check_out) and not said.candidates
    )


def _without_it(session: Session, scene: Scene, here: Progress) -> Turn | None:
    """Of a dog that stays at home no room is left out any more."""
    if here.step is Step.CHANGE or not pets.take_none(session, scene):
        return None
    return replace(offering.go(session, scene, remembered(scene, here), here=here), flow=NAME, by=NAME)
