"""Money that came too late for its room: the guest chooses by buttons, and each button does what it says, once."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking import asking
from core.flows.booking.hold import kept
from core.flows.booking.offer import offering
from core.flows.booking.progress import NAME, Step
from core.flows.flow import Tap, tap_id
from core.flows.turn import Turn
from core.services import confirmations, late_money, words
from core.services.late_money import LateMoney, Standing
from core.services.scenes import Scene

ACTIONS: Final = frozenset({"late_room", "late_dates", "late_back"})


def tapped(session: Session, scene: Scene, tap: Tap) -> Turn | None:
    number = tap.rest[0] if tap.rest and tap.rest[0].isdecimal() and len(tap.rest[0]) < 16 else "0"
    late = late_money.find(session, scene.conversation, int(number))
    if late is None:
        return None
    stands = late_money.standing(session, late)
    if stands is Standing.USED:
        return _it_is_used(session, late)
    if stands is Standing.GOING_BACK:
        return _it_goes_back(scene, late)
    match tap.action:
        case "late_room":
            return _another_room(session, scene, late)
        case "late_dates":
            return _other_dates(session, scene, late)
    late_money.give_back(session, late)
    return _it_goes_back(scene, late)


def choices(session: Session, scene: Scene, late: LateMoney) -> Turn:
    number = str(late.payment.id)
    room = Option(tap_id(NAME, "late_room", number), scene.say("button.another_room"))
    free = late_money.something_free(session, late)
    options = (
        *((room,) if free else ()),
        Option(tap_id(NAME, "late_dates", number), scene.say("button.other_dates")),
        Option(tap_id(NAME, "late_back", number), scene.say("button.money_back")),
    )
    facts = {"amount": words.money(scene, late.amount), "code": late.booking.code}
    key = "late.choose" if free else "late.choose_days"
    asked = Asked.among(options)
    return Turn(says=(Buttons(scene.say(key, **facts), options),), asked=asked, by=NAME, step="late_choices")


def _another_room(session: Session, scene: Scene, late: LateMoney) -> Turn:
    """The same again where it became free; else what there is on those days, and the money waits for it."""
    if late_money.try_again(session, late):
        return _it_is_used(session, late)
    late_money.choose_another_stay(session, late)
    wanted = kept.wanted_of(session, late.booking)
    return offering.go(session, scene, wanted, lead=_waits(scene, late))


def _other_dates(session: Session, scene: Scene, late: LateMoney) -> Turn:
    late_money.choose_another_stay(session, late)
    wanted = kept.wanted_of(session, late.booking).without(Step.DATES)
    return asking.ask(scene, wanted, lead=_waits(scene, late))


def _waits(scene: Scene, late: LateMoney) -> str:
    return scene.say("late.waits", amount=words.money(scene, late.amount))


def _it_is_used(session: Session, late: LateMoney) -> Turn:
    content = confirmations.confirmation(session, late.booking)
    return Turn(says=(content,), memory={"misses": 0}, step="late_used", wish="booking_status")


def _it_goes_back(scene: Scene, late: LateMoney) -> Turn:
    said = scene.say("stay.going_back", amount=words.money(scene, late.amount), code=late.booking.code)
    return Turn(says=(Text(said),), memory={"misses": 0}, step="late_back", wish="refund")
