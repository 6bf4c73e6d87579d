"""How a booking stands: what, when, who, what is paid, and what is still to be done."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.outgoing import Buttons, LinkButton, Option, Text
from core.domain.stays import Party
from core.flows.booking.hold import kept
from core.flows.flow import tap_id
from core.flows.stays.progress import Matter, Request, told
from core.flows.stays.told import pass_again
from core.flows.turn import Turn
from core.services import cot_words, passes, paying, payments, sending_back, showing, wording, words
from core.services.own_stays import Booking
from core.services.scenes import Scene


def serve(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    if booking.status in (Status.CANCELLED, Status.EXPIRED, Status.NO_SHOW, Status.CHECKED_OUT):
        return told(
            Text(_what_became_of_it(session, scene, booking)), request.matter, "is_over", booking.code
        )
    if (once_more := pass_again.sent(session, scene, booking)) is not None:
        return once_more
    lines = [
        lead,
        title(session, scene, booking),
        what(session, scene, booking),
        money_told(session, scene, booking),
    ]
    if booking.status == Status.HELD:
        return _held(session, scene, booking, lines)
    lines += _hours(scene, booking)
    if scene.hotel.address:
        lines.append(scene.say("answer.address", address=scene.hotel.address))
    body = "\n".join(line for line in lines if line)
    content = LinkButton(body, scene.say("button.my_booking"), passes.address(booking))
    return told(content, Matter.STATUS, "told_standing", booking.code)


def _what_became_of_it(session: Session, scene: Scene, booking: Booking) -> str:
    """With how far its money is on the way back, or that people still look for it."""
    group = showing.together(session, booking.id)
    code = group[0].code
    lines = [scene.say(f"stay.is_{booking.status}", code=code)]
    way = sending_back.way_of(session, group)
    if way.under_way:
        lines.append(scene.say("stay.going_back", amount=words.money(scene, way.under_way), code=code))
    elif way.done:
        lines.append(scene.say("stay.went_back", amount=words.money(scene, way.done), code=code))
    elif paying.is_looked_for(session, group[0]):
        lines.append(scene.say("stay.money_of_released", code=code))
    return "\n".join(lines)


def what(session: Session, scene: Scene, booking: Booking) -> str:
    group = [one for one in showing.together(session, booking.id) if one.status == booking.status]
    stay = words.from_to(group)
    first = [one for one in group if one.check_in == stay.check_in]
    party = Party(sum(one.adults for one in first), tuple(age for one in first for age in one.children))
    return scene.say(
        "booking.what",
        rooms=cot_words.of_booked(session, scene, group),
        dates=words.dates(scene, stay),
        nights=words.nights(scene, stay.length),
        people=words.people(scene, party),
    )


def title(session: Session, scene: Scene, booking: Booking) -> str:
    if booking.status == Status.HELD:
        return kept.still_kept(session, scene, booking)
    return scene.say(f"stay.title_{booking.status}", code=booking.code)


def money_told(session: Session, scene: Scene, booking: Booking) -> str:
    purse = payments.purse(session, booking)
    facts = {"total": words.money(scene, purse.owed), "paid": words.money(scene, purse.paid)}
    if purse.balance.minor <= 0:
        return scene.say("stay.all_paid", total=facts["total"])
    if not purse.paid:
        return scene.say("stay.nothing_paid", total=facts["total"])
    return scene.say("stay.part_paid", balance=words.money(scene, purse.balance), **facts)


def what_is_left(session: Session, scene: Scene, booking: Booking) -> str:
    """What came, and what is to be paid on arrival."""
    purse = payments.purse(session, booking)
    if purse.balance.minor <= 0:
        return scene.say("stay.paid_already", code=booking.code)
    paid, left = words.money(scene, purse.paid), words.money(scene, purse.balance)
    if booking.status == Status.IN_HOUSE:
        return scene.say("stay.part_paid", total=words.money(scene, purse.owed), balance=left, paid=paid)
    if not purse.paid:
        return scene.say("stay.left_for_arrival", balance=left, code=booking.code)
    return scene.say("stay.paid_so_far", balance=left, code=booking.code, paid=paid)


def _hours(scene: Scene, booking: Booking) -> list[str]:
    arrival, departure = scene.hotel.check_in, scene.hotel.check_out
    comes = wording.hour(scene.language, scene.hotel.country, booking.early_from or arrival)
    leaves = wording.hour(scene.language, scene.hotel.country, booking.late_until or departure)
    key = "stay.your_departure" if booking.status == Status.IN_HOUSE else "stay.your_hours"
    return (
        [scene.say("stay.your_hours", arrival=comes, departure=leaves)]
        if key == "stay.your_hours"
        else [scene.say(key, departure=leaves)]
    )


def _held(session: Session, scene: Scene, booking: Booking, lines: list[str]) -> Turn:
    """The booking dialogue knows the ways to pay."""
    due = paying.due(session, booking)
    lines.append(scene.say("booking.due_deposit", amount=words.money(scene, due)) if due else "")
    body = "\n".join(line for line in lines if line)
    hold = paying.open_hold(session, scene.conversation)
    if hold is None or hold.code != showing.together(session, booking.id)[0].code or not due:
        return told(Text(body), Matter.STATUS, "told_hold", booking.code)
    let_go = Option(tap_id("stay", "this", Matter.CANCEL, booking.code), scene.say("button.let_go"))
    pay = Option(tap_id("booking", "keep"), scene.say("button.pay_it"))
    options = (let_go,) if kept.is_checked(booking) else (pay, let_go)  # nobody pays twice
    return told(Buttons(body, options), Matter.STATUS, "told_hold", booking.code)
