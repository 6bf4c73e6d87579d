"""What each letter of the journey says, from what the database knows of the stay and the hotel; nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.journey import JourneyLetter
from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Content, Option
from core.flows.courtesy import welcome
from core.flows.facts import telling
from core.flows.flow import tap_id
from core.flows.stays.progress import NAME as STAYS
from core.flows.stays.progress import Matter
from core.flows.turn import Turn
from core.services import late_checkout, on_the_way, paying, templates, wording, words
from core.services.journey.writing import Due
from core.services.scenes import Scene

NAME: Final = "journey"
_LONGEST_BODY: Final = 1024


@dataclass(frozen=True)
class Said:
    """A letter in both its forms: free words, and the words of a template of that name."""

    lines: tuple[str, ...]
    options: tuple[Option, ...]
    template: str
    facts: dict[str, str]


def turn(session: Session, scene: Scene, due: Due) -> Turn | None:
    """Nothing where the channel would take only a template and has approved none."""
    said = said_in(session, scene, due)
    content = _drawn(session, scene, said)
    if content is None:
        return None
    busy = scene.memory.flow is not None or scene.memory.asked is not None
    asked = Asked.among(said.options)
    return Turn(
        says=(content,),
        asked=scene.memory.asked if busy else asked,
        by=NAME,
        step=str(due.letter),
        facts=(due.mark,),
    )


def said_in(session: Session, scene: Scene, due: Due) -> Said:
    return _WRITERS[due.letter](session, scene, due)


def in_free_words(said: Said) -> Buttons:
    body = ""
    for line in filter(None, said.lines):
        longer = f"{body}\n{line}".strip()
        body = longer if len(longer) <= _LONGEST_BODY else body
    return Buttons(body, said.options)


def _drawn(session: Session, scene: Scene, said: Said) -> Content | None:
    if scene.window_is_open:
        return in_free_words(said)
    payloads = templates.registry()[said.template].tapped(said.facts)
    return templates.filled(session, scene.conversation, said.template, scene.language, said.facts, payloads)


def _balance_due(session: Session, scene: Scene, due: Due) -> Said:
    facts = {**_usual(scene, due), "amount": words.money(scene, due.balance)}
    options = (
        Option(tap_id(STAYS, "this", Matter.PAY, due.booking.code), scene.say("button.pay_it")),
        Option(tap_id(STAYS, "this", Matter.STATUS, due.booking.code), scene.say("button.my_booking")),
    )
    return Said((scene.say("journey.balance_due", **facts),), options, "balance_due", facts)


def _day_before(session: Session, scene: Scene, due: Due) -> Said:
    booking, hotel = due.booking, scene.hotel
    facts = {
        **_usual(scene, due),
        "day": words.day(scene, booking.check_in),
        "hour": wording.hour(scene.language, hotel.country, booking.early_from or hotel.check_in),
        "address": hotel.address or hotel.name,
    }
    lines = (
        scene.say(_when(due), **facts),
        scene.say("confirmation.arrive", hour=facts["hour"]),
        scene.say("answer.address", address=hotel.address) if hotel.address else "",
        _owing(scene, due),
        *on_the_way.directions(session, scene),
    )
    pay = Option(tap_id(STAYS, "this", Matter.PAY, booking.code), scene.say("button.pay_it"))
    owes = due.balance.minor > 0 and bool(paying.ways(session, hotel)) and scene.window_is_open
    options = (
        Option(welcome.LOCATION, scene.say("button.location")),
        *((pay,) if owes else ()),
        Option(welcome.PERSON, scene.say("button.person")),
    )
    return Said(lines, options, "day_before", facts)


def _when(due: Due) -> str:
    days = due.booking.check_in - due.plan.today
    if days == timedelta(days=1):
        return "journey.see_you_tomorrow"
    return "journey.see_you_today" if days <= timedelta(0) else "journey.see_you"


def _arrival(session: Session, scene: Scene, due: Due) -> Said:
    wifi = on_the_way.wifi(session, scene)
    facts = {**_usual(scene, due), "hour": _departure(scene, due)}
    lines = [scene.say("journey.welcome", **facts), wifi, _breakfast(scene)]
    lines.append(scene.say("stay.your_departure", departure=facts["hour"]))
    lines.append(_owing(scene, due))
    options = (
        Option(welcome.TIMES, scene.say("button.times")),
        Option(welcome.PERSON, scene.say("button.person")),
    )
    if wifi:
        return Said(tuple(lines), options, "arrival_wifi", {**facts, "wifi": wifi})
    return Said(tuple(lines), options, "arrival", facts)


def _breakfast(scene: Scene) -> str:
    hours = scene.knowledge.hours("breakfast")
    if hours is None or not any(hours.week):
        return ""
    return scene.say("hours.breakfast", hours=telling.week(scene, hours))


def _checkout_day(session: Session, scene: Scene, due: Due) -> Said:
    """Longer is offered only where it can be had."""
    facts = {**_usual(scene, due), "hour": _departure(scene, due)}
    free = [one for one in late_checkout.options(session, due.booking.id) if one.why_not is None]
    offers = bool(free) and due.booking.late_until is None
    lines = [scene.say("journey.leaving", **facts), _owing(scene, due)]
    person = Option(welcome.PERSON, scene.say("button.person"))
    if not offers:
        return Said((*lines, scene.say("journey.thanks")), (person,), "checkout_day", facts)
    later = Option(tap_id(STAYS, "this", Matter.LATE, due.booking.code), scene.say("wish.late_checkout"))
    return Said((*lines, scene.say("journey.stay_longer")), (later, person), "checkout_day_late", facts)


def _departure(scene: Scene, due: Due) -> str:
    return wording.hour(scene.language, scene.hotel.country, due.booking.late_until or scene.hotel.check_out)


def _owing(scene: Scene, due: Due) -> str:
    if due.balance.minor <= 0:
        return ""
    return scene.say("stay.owing", code=due.booking.code, amount=words.money(scene, due.balance))


def _usual(scene: Scene, due: Due) -> dict[str, str]:
    return {
        "hotel": scene.hotel.name,
        "code": due.booking.code,
        "dates": words.dates(scene, due.booking.nights),
    }


_WRITERS: Final[dict[JourneyLetter, Callable[[Session, Scene, Due], Said]]] = {
    JourneyLetter.BALANCE_DUE: _balance_due,
    JourneyLetter.DAY_BEFORE: _day_before,
    JourneyLetter.ARRIVAL: _arrival,
    JourneyLetter.CHECKOUT_DAY: _checkout_day,
}
