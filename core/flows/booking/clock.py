"""What the booking dialogue says of its own accord: a hold nears its end, it is over, a room has become free."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from core.domain.access import House
from core.domain.bookings import Status
from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Option
from core.domain.stays import Stay
from core.flows import engine
from core.flows.booking.hold import kept
from core.flows.booking.money import late
from core.flows.booking.progress import NAME
from core.flows.booking.search import looking_again, waiting
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.turn import Turn
from core.services import bookings, holding, late_money, waitlist, words
from core.services import paying as money
from core.services.scenes import Scene
from core.services.showing import Booking
from core.services.waitlist import WaitlistEntry


def remind(session: Session, hotel_id: int, booking_id: int) -> None:
    """A quarter of an hour is left. Silent where it was paid, paused or given up; later where there is more time."""
    conversation, booking = holding.with_its_talk(session, booking_id)
    if booking is None or booking.status != Status.HELD or booking.hold_until is None:
        return
    if money.remind_later(session, booking) or conversation is None:
        return
    engine.speak_up(session, conversation, lambda scene: reminder(session, scene, booking))


def reminder(session: Session, scene: Scene, booking: Booking) -> Turn | None:
    if not scene.window_is_open or booking.hold_until is None:
        return None
    left = max(1, round((booking.hold_until - scene.now).total_seconds() / 60))
    facts = {
        "minutes": str(left),
        "until": words.hour(scene, booking.hold_until),
        "what": kept.of_hold(session, scene, booking),
        "due": kept.amount_due(session, scene, booking),
    }
    ways = money.ways(session, scene.hotel, booking)
    options = tuple(Option(tap_id(NAME, "pay", way), scene.say(f"button.pay_{way}")) for way in ways[:2])
    options = (*options, Option(welcome.PERSON, scene.say("button.person")))
    content = Buttons(scene.say("booking.remind", **facts), options)
    asked = Asked.among(options)
    going = kept.still_awaited(booking)
    return Turn(says=(content,), asked=asked, goes_on=going, flow=NAME, by=NAME, step="reminded")


def end_hold(session: Session, hotel_id: int, booking_id: int) -> None:
    """The time of a hold may be over: the room is let go, its guest hears of it once, and the next in line has it."""
    conversation, _ = holding.with_its_talk(session, booking_id)
    bookings.expire(session, House(hotel_id), booking_id)
    booking = holding.one(session, booking_id)
    if booking is None or booking.status != Status.EXPIRED or not holding.first_word(session, booking):
        return
    entry = waitlist.of_hold(session, booking)
    if entry is not None:
        waitlist.lapse(entry)
    if conversation is not None and holding.speaks_for_its_group(session, booking):
        engine.speak_up(session, conversation, lambda scene: _over(session, scene, booking, entry))


def _over(session: Session, scene: Scene, booking: Booking, entry: WaitlistEntry | None) -> Turn | None:
    if not scene.window_is_open:
        return None
    key = "booking.over" if entry is None else "waitlist.lapsed"
    turn = looking_again.it_is_over(scene, booking, key, what=kept.of_hold(session, scene, booking))
    ours = scene.memory.flow == NAME and scene.memory.data.get("booking") == booking.id
    return replace(turn, flow=NAME if ours else None, by=NAME)


def offer_freed(session: Session, hotel_id: int, days: dict[str, Any]) -> None:
    """Whoever waits longest for what became free hears of it; another free room is the next one's."""
    around = Stay(date.fromisoformat(days["first"]), date.fromisoformat(days["last"]))
    while (found := waitlist.next_in_line(session, hotel_id, around)) is not None:
        entry, hold = found
        conversation = holding.talk_of(session, entry.conversation_id)
        if conversation is not None:
            engine.speak_up(session, conversation, _offer(session, entry, hold))


def _offer(session: Session, entry: WaitlistEntry, hold: Booking) -> engine.Speaking:
    def offer(scene: Scene) -> Turn | None:
        return waiting.offer(session, scene, entry, hold)

    return offer


def end_pending(session: Session, booking_id: int) -> None:
    """The conversation first, as everybody who may say something."""
    holding.with_its_talk(session, booking_id)
    money.pending_is_over(session, booking_id)


def offer_late_money(session: Session, payload: dict[str, Any]) -> None:
    """Said right after the money came; where the house may not speak, staff have the case and the guest is told so."""
    conversation, booking = holding.with_its_talk(session, payload["booking"])
    money_came = (
        late_money.find(session, conversation, payload["payment"]) if conversation is not None else None
    )
    if conversation is None or booking is None or money_came is None:
        return
    if late_money.standing(session, money_came) is not late_money.Standing.OPEN:
        return

    def speak(scene: Scene) -> Turn | None:
        return late.choices(session, scene, money_came) if scene.window_is_open else None

    if not engine.speak_up(session, conversation, speak):
        late_money.leave_to_people(session, money_came)
