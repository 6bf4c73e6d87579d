"""Who has booked says that somebody joins or stays at home, or how many they are by now: that stay is changed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.memory import Party
from core.flows.booking import progress as booking
from core.flows.stays import progress, serving, which
from core.flows.stays.change import against, by_reception, change_wished, who_comes
from core.flows.stays.progress import Matter, Request
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.days.part_of_stay import comes_for_a_part
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying
from core.services.own_stays import Booking
from core.services.scenes import Scene

_BY_NOW: Final = re.compile(
    r"\b(?:al final|en realidad|finalmente|ahora|ya no somos|after all|in the end|actually|now|no final|na verdade"
    r"|agora)\b"
)
_BESIDE: Final = COURTESIES | {"inform", "yes", "no", "modify_booking", "cancel_booking", "complaint"}
# "A friend would like to come along, so three adults": the stay is theirs, whatever is asked of it.
_JOINS_US: Final = re.compile(
    r"\b(?:come (?:along|too|with us|as well)|com(?:es|ing) (?:along|too|with us)|join(?:s|ing)? us"
    r"|se (?:nos )?(?:suma|sumo|sumaria"
    r"|pego|agrega|agrego|une|unio)|quiere(?:n)? (?:venir|sumarse)|viene(?:n)? con nosotr[oa]s|(?:vai|vem|quer ir"
    r"|quer vir)"
    r" (?:junto|com a gente|conosco|tambem))\b"
)
_ALSO: Final = frozenset({"ask_availability", "book", "ask_policy", "ask_price", "ask_room"})
# "My mother cannot look after him, so we bring him": of a child that is told beside it.
_BRINGS: Final = re.compile(
    r"\b(?:(?:nos )?(?:lo|la|los|las) (?:vamos a llevar|llevo|llevamos|llevaremos|traemos|traigo|tenemos que llevar"
    r"|tendriamos que llevar)|(?:va|van|viene|vienen) con nosotr[oa]s|(?:a gente|vou|vamos) (?:leva|levar"
    r"|trazer) (?:ele|ela|eles|elas)"
    r"|(?:we|i)(?:'re|'m|'ll| are| am| will| have to)? (?:be )?(?:bring|tak)(?:e|ing) (?:him|her|them))\b"
)
_IS_OF_AGE: Final = re.compile(
    r"\b(?:ela|ele|el|ella|she|he|que) (?:tem|tiene|is|has|ya tiene|ja tem|so tem|just turned|turned|cumplio|fez)"
    r" (?:so |solo |only )?(?P<age>1[0-7]|\d)\b(?! ?(?:noches?|nights?|noites?|dias?|days?|:|kilos?|kg|meses|months))"
)
# "Would a third person fit in our room?", "entra una más en la nuestra?": somebody grown up, unless it is said.
_ONE_MORE: Final = (
    r"(?:una? (?:persona )?mas|otra persona|un tercero|una tercera(?: persona)?"
    r"|(?:mais )?uma pessoa(?: a)?(?: mais)?|mais (?:uma?|um)"
    r"|one more(?: person)?|another person|a third(?: person)?|an extra person|1 more)"
)
_FITS: Final = re.compile(
    r"\b(?:entra(?:ria|mos)?|cabe(?:ria|mos)?|hay (?:lugar|espacio)|alcanza|fit|tem (?:lugar|espaco)"
    rf"|(?:is there|there'?s|have you got|do you have) (?:room|space))\b[^.?!]{{0,12}} {_ONE_MORE}\b"
    rf"|\b(?:{_ONE_MORE}|podemos ser \d|can we be \d) (?:person |persona |pessoa )?(?:would |could |can |will )?"
    r"(?:fit|sleep|entra(?:ria)?|cabe(?:ria)?|en|in|no|na)\b"
)
_OUR_ROOM: Final = re.compile(
    r"\b(?:nuestr[oa]|la|mi|our|the|my|noss[oa]|n?o|meu|misma|same|mesmo) (?:misma |same |mesmo )?"
    r"(?:habitacion|habi|pieza|cuarto|room|quarto|doble|double|duplo|triple|caban\w*|cabin)\b|\b(?:la nuestra"
    r"|ours|o nosso)\b"
)
_OF_A_SEARCH: Final = frozenset(booking.Step) - {booking.Step.PAY, booking.Step.GIVE_UP}


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Not while other rooms are looked for, nor while one is held, nor where its change is talked of already."""
    taken_back = _as_before(scene, meant)
    brought = _brings_children(meant)
    fits = _asks_if_one_more_fits(meant)
    told = meant.changes or taken_back or brought or fits or _tells_a_number(meant)
    if not told or meant.names & FOR_RECALL:
        return None
    looks_around, here = booking.of(scene), progress.of(scene)
    if looks_around is not None and looks_around.step in _OF_A_SEARCH:
        return None
    if here is not None and here.request.matter is Matter.CHANGE:
        return None
    if paying.open_hold(session, scene.conversation) is not None:
        return None
    found = which.standing(session, scene, Matter.CHANGE)
    if not found:
        return None
    if meant.changes and comes_for_a_part(meant.text):
        turn = by_reception.called(scene, found[0], [], "change_for_a_part_of_it")
        return replace(turn, flow=progress.NAME, by=progress.NAME)
    told = taken_back or (_one_more(found[0], meant) if fits else change_wished.read(meant))
    if meant.undoes and meant.stay:  # the days that are told are those of the booking
        told = against.changes(scene, found[0], meant)
    elif brought and not meant.changes:
        told = _with_these_children(found[0], meant)
    elif (age := _age_of_the_child(meant)) is not None:
        told = {
            "adults": found[0].adults,
            "children": len(found[0].children) + 1,
            "ages": [*found[0].children, age],
        }
    turn = serving.begin(session, scene, Request(Matter.CHANGE, changes=told), meant)
    party = _those_talked_of(found[0], told) if by_reception.explains(turn) else Party()
    return replace(turn, flow=progress.NAME, by=progress.NAME, memory={**turn.memory, "party": party})


def _asks_if_one_more_fits(meant: Understanding) -> bool:
    plain = normalise(meant.text)
    whole = not (meant.stay or meant.changes or meant.entities.children or meant.entities.rooms)
    return whole and "?" in plain and _FITS.search(plain) is not None and _OUR_ROOM.search(plain) is not None


def _one_more(booking: Booking, meant: Understanding) -> dict[str, Any]:
    """The number that was told, where it is more than have booked; else one more."""
    said = meant.entities.people or meant.entities.adults or 0
    adults = said - len(booking.children) if said > booking.party.guests else booking.adults + 1
    return {"adults": adults, "children": len(booking.children), "ages": list(booking.children)}


def _those_talked_of(booking: Booking, told: dict[str, Any]) -> Party:
    """Reception has to move them elsewhere: what is asked meanwhile is asked for all of them."""
    return who_comes.by_now(booking, who_comes.of_those_booked(booking, told))


def _brings_children(meant: Understanding) -> bool:
    said = meant.entities
    return (
        bool(said.children)
        and not said.adults
        and not meant.stay
        and _BRINGS.search(normalise(meant.text)) is not None
    )


def _age_of_the_child(meant: Understanding) -> int | None:
    """ "My granddaughter wants to come too, she is 6"."""
    joins = [one.who for one in meant.changes if one.joins]
    alone = len(meant.changes) == 1 and len(joins) == 1 and joins[0].children == 1 and not joins[0].ages
    told = _IS_OF_AGE.search(normalise(meant.text)) if alone and not joins[0].adults else None
    return int(told["age"]) if told is not None else None


def _with_these_children(booking: Booking, meant: Understanding) -> dict[str, Any]:
    ages = [*booking.children, *meant.entities.child_ages]
    count = len(booking.children) + (meant.entities.children or 0)
    return {"adults": booking.adults, "children": count, "ages": ages}


def _as_before(scene: Scene, meant: Understanding) -> dict[str, Any]:
    """What is remembered by now is the stay as it was before it was changed."""
    party, stay = scene.memory.party, scene.memory.stay
    if not meant.undoes or not party.adults or not stay.check_in or not stay.check_out:
        return {}
    days = {"check_in": stay.check_in.isoformat(), "check_out": stay.check_out.isoformat()}
    return {**days, "adults": party.adults, "children": party.children or 0, "ages": list(party.child_ages)}


def _tells_a_number(meant: Understanding) -> bool:
    said = meant.entities
    if not (said.people or said.adults) or said.rooms or meant.stay:
        return False
    plain = normalise(meant.text)
    if _JOINS_US.search(plain) is not None:
        return meant.names <= _BESIDE | _ALSO
    return meant.names <= _BESIDE and _BY_NOW.search(plain) is not None
