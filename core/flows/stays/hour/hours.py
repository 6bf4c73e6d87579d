"""Leaving later, coming earlier: which hour, what it costs, until when it can be had, and agreed with a button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from sqlalchemy.orm import Session

from core.domain.access import House
from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.knowledge import Answer, Subject
from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Menu, Option, Section, Text
from core.domain.refusals import Refused, WhyNot
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over
from core.flows.stays.approving import ask_staff
from core.flows.stays.buttons import Stamp, ask_yes, button, number, still_true
from core.flows.stays.hour.sides import Side, meant_hour, side_of
from core.flows.stays.progress import NAME, Matter, Progress, Request, Step, going, hour_of, told
from core.flows.turn import Turn
from core.services import extra_hours as offered
from core.services import wording, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_MOST_BUTTONS = 3


def serve(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    side = side_of(request.matter)
    if booking.status not in (Status.CONFIRMED, Status.IN_HOUSE):
        return hand_over(scene, Reason.BOOKING, "hours_of_no_booking")
    wanted = meant_hour(side, scene, request.hour)
    agreed = side.agreed(booking)
    if agreed is not None and (wanted is None or side.reaches(wanted, agreed)):
        return _agreed_already(scene, side, booking, agreed)
    options = [one for one in side.verbs.options(session, booking.id) if one.why_not != WhyNot.ALREADY_LEFT]
    if agreed is not None:
        options = [one for one in options if not side.reaches(one.hour, agreed)]
    if not options:
        return hand_over(scene, Reason.BOOKING, "no_hours_offered")
    free = [one for one in options if one.why_not is None]
    if wanted is not None and side.reaches(wanted, side.usual(scene)):
        lead = _joined(lead, scene.say(f"stay.{side.word}_usual", hour=_hour(scene, side.usual(scene))))
        wanted = None
    if not free:
        return _kind_no(scene, side, booking, lead)
    if wanted is None:
        return _ask_hour(scene, side, request, booking, free, lead)
    chosen = next((one for one in options if one.hour == wanted), None)
    if chosen is not None and chosen.why_not is None:
        return restate(scene, side, booking, chosen, lead)
    return _something_near(scene, side, request, booking, options, wanted)


def _something_near(
    scene: Scene,
    side: Side,
    request: Request,
    booking: Booking,
    options: Sequence[offered.Option],
    wanted: time,
) -> Turn:
    """Not at that hour: because somebody else comes or leaves, or because the hotel offers others."""
    free = [one for one in options if one.why_not is None]
    taken = [one for one in options if one.why_not is WhyNot.ROOM_TAKEN]
    if any(side.reaches(one.hour, wanted) for one in taken):
        nearest = side.best([one for one in free if side.reaches(one.hour, wanted)])
        if nearest is None:
            return _kind_no(scene, side, booking, "")
        facts = {"wanted": _hour(scene, wanted), "hour": _hour(scene, nearest.hour)}
        return restate(scene, side, booking, nearest, scene.say(f"stay.{side.word}_too_much", **facts))
    lead = scene.say("stay.other_hours", wanted=_hour(scene, wanted))
    return _ask_hour(scene, side, request, booking, free, lead)


def _ask_hour(
    scene: Scene,
    side: Side,
    request: Request,
    booking: Booking,
    free: Sequence[offered.Option],
    lead: str,
) -> Turn:
    prices = "\n".join(
        scene.say("stay.hour_price", hour=_hour(scene, one.hour), price=_price(scene, one)) for one in free
    )
    day = words.day(scene, booking.check_out if side.late else booking.check_in)
    body = _joined(lead, scene.say(f"stay.{side.word}_which", day=day, prices=prices))
    rows = tuple(
        Option(
            tap_id(NAME, "hour", side.matter, booking.code, one.hour.strftime("%H%M")), _hour(scene, one.hour)
        )
        for one in free
    )
    content: Buttons | Menu = Buttons(body, rows)
    if len(rows) > _MOST_BUTTONS:
        content = Menu(body, scene.say("button.hours"), (Section(scene.say("button.hours"), rows[:10]),))
    here = Progress(Step.HOUR, replace(request, hour=None), booking.code)
    return going(scene, here, content, Asked(About.OTHER), f"asked_{side.word}_hour")


def restate(scene: Scene, side: Side, booking: Booking, chosen: offered.Option, lead: str = "") -> Turn:
    facts = {
        "hour": _hour(scene, chosen.hour),
        "day": words.day(scene, booking.check_out if side.late else booking.check_in),
        "code": booking.code,
        "price": _price(scene, chosen),
    }
    question = scene.say("stay.shall_i_ask" if chosen.needs_approval else "stay.shall_i")
    costs = scene.say(f"stay.{side.word}_costs", **facts)
    body = _joined(lead, f"{costs} {question}")
    hour = chosen.hour.strftime("%H%M")
    yes = button("agree", booking, scene, side.matter, hour, str(chosen.to_pay.minor))
    no = tap_id(NAME, "leave", side.matter, booking.code)
    here = Progress(Step.YES, Request(side.matter, chosen.hour), booking.code, yes)
    return ask_yes(
        scene,
        here,
        body,
        Option(yes, scene.say("button.yes_please")),
        Option(no, scene.say("button.no_thanks")),
        f"restated_{side.word}",
    )


def agree(session: Session, scene: Scene, stamped: Stamp, booking: Booking) -> Turn:
    """The button under the price. Tapped twice it says that it is agreed; on anything else it looks again."""
    matter, hour = _asked_for(stamped)
    side = side_of(matter)
    if hour is not None and side.agreed(booking) == hour:
        return _agreed_already(scene, side, booking, hour)
    request = Request(matter, hour)
    if hour is None or booking.status not in (Status.CONFIRMED, Status.IN_HOUSE):
        return serve(session, scene, request, booking)
    found = next((one for one in side.verbs.options(session, booking.id) if one.hour == hour), None)
    same = found is not None and str(found.to_pay.minor) == stamped.rest[2]
    if found is None or not same or found.why_not is not None or not still_true(stamped, booking, scene):
        return serve(session, scene, request, booking, scene.say("stay.looked_again"))
    if found.needs_approval:
        what = scene.voice.say(
            scene.hotel.language,
            f"stay.task_{side.word}",
            hour=hour.strftime("%H:%M"),
            code=booking.code,
            price=wording.money(scene.hotel.language, scene.hotel.country, found.price),
        )
        return ask_staff(session, scene, booking, what, matter)
    try:
        token = f"chat:{side.word}:{booking.id}:{booking.version}:{stamped.rest[1]}"
        side.verbs.agree(session, House(booking.hotel_id), booking.id, hour, token)
    except Refused:
        return serve(session, scene, request, booking, scene.say("stay.taken_meanwhile"))
    return _done(scene, side, booking, found)


def _asked_for(stamped: Stamp) -> tuple[Matter, time | None]:
    matter = Matter.EARLY if stamped.rest[:1] == (Matter.EARLY,) else Matter.LATE
    if len(stamped.rest) < 3 or number(stamped.rest[1]) < 0 or len(stamped.rest[1]) != 4:
        return matter, None
    return matter, hour_of(f"{stamped.rest[1][:2]}:{stamped.rest[1][2:]}")


def _done(scene: Scene, side: Side, booking: Booking, chosen: offered.Option) -> Turn:
    facts = {"hour": _hour(scene, chosen.hour), "day": _day(scene, side, booking)}
    body = scene.say(f"stay.{side.word}_done", **facts)
    if chosen.to_pay.minor > 0:
        body += " " + scene.say("stay.on_your_bill", amount=words.money(scene, chosen.to_pay))
    return told(Text(body), side.matter, f"{side.word}_agreed", booking.code)


def _agreed_already(scene: Scene, side: Side, booking: Booking, hour: time) -> Turn:
    facts = {"hour": _hour(scene, hour), "day": _day(scene, side, booking)}
    return told(
        Text(scene.say(f"stay.{side.word}_agreed", **facts)), side.matter, "agreed_already", booking.code
    )


def _kind_no(scene: Scene, side: Side, booking: Booking, lead: str) -> Turn:
    """Luggage is kept only where the hotel says so."""
    body = _joined(
        lead, scene.say(f"stay.{side.word}_no", hour=_hour(scene, side.agreed(booking) or side.usual(scene)))
    )
    luggage = scene.knowledge.fact(Subject.AMENITY, "luggage")
    if luggage is not None and luggage.answer is Answer.YES:
        body += " " + scene.say("stay.luggage")
    return told(Text(body), side.matter, f"{side.word}_not_possible", booking.code)


def _day(scene: Scene, side: Side, booking: Booking) -> str:
    return words.day(scene, booking.check_out if side.late else booking.check_in)


def _hour(scene: Scene, at: time) -> str:
    return wording.hour(scene.language, scene.hotel.country, at)


def _price(scene: Scene, option: offered.Option) -> str:
    return words.money(scene, option.to_pay) if option.to_pay.minor > 0 else scene.say("stay.free")


def _joined(lead: str, body: str) -> str:
    return f"{lead} {body}" if lead else body
