"""Other dates or other people: what it costs is said first, a button decides, and a no comes with what could be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.memory import About, Asked
from core.domain.outgoing import Option, Text
from core.domain.refusals import Refusal, Refused
from core.domain.so_far import Before, Named
from core.domain.stays import NotAStay, Party, Stay
from core.flows.flow import tap_id
from core.flows.stays.buttons import Stamp, ask_yes, button, still_true
from core.flows.stays.cancel.cancelling import money_back
from core.flows.stays.change import by_reception, change_wished, other_days_instead, who_comes
from core.flows.stays.progress import NAME, Matter, Progress, Request, Step, going, told
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.services import calling_off, own_changes, showing, words
from core.services.own_changes import Possible
from core.services.own_stays import Booking
from core.services.scenes import Scene


def serve(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    if booking.status in (Status.CANCELLED, Status.EXPIRED, Status.NO_SHOW, Status.CHECKED_OUT):
        return standing.serve(session, scene, request, booking, lead)
    if booking.status != Status.CONFIRMED or booking.group_code is not None:
        return _for_people(session, scene, request, booking)
    request = replace(request, changes=who_comes.of_those_booked(booking, request.changes))
    if (asks := who_comes.missing(scene, booking, request)) is not None:
        return asks
    try:
        stay, party = change_wished.comes_to(booking, request.changes)
    except NotAStay:
        return ask_what(scene, booking, request)
    if (stay, party) == (booking.nights, booking.party):
        told_who = request.changes.get("adults") is not None
        return as_it_was(scene, booking) if told_who else ask_what(scene, booking, request)
    return propose(session, scene, booking, stay, party, lead)


def _for_people(session: Session, scene: Scene, request: Request, booking: Booking) -> Turn:
    """Who is here already, and rooms booked together: what it would cost is said, and reception confirms it."""
    group = [one for one in showing.together(session, booking.id) if one.status == booking.status]
    joins = "moves" in request.changes
    for one in group if joins or len(group) == 1 else ():
        changes = who_comes.of_those_booked(one, request.changes)
        if not who_comes.by_now(one, changes).complete:
            continue
        try:
            stay, party = change_wished.comes_to(one, changes)
        except NotAStay:
            continue
        found = (
            own_changes.look(session, one, stay, party) if (stay, party) != (one.nights, one.party) else None
        )
        if isinstance(found, Possible) and found.difference.minor >= 0:
            beside = scene.say("stay.several_rooms") if len(group) > 1 else ""
            return by_reception.at_a_price(session, scene, one, found, beside)
        if isinstance(found, Refusal) and len(group) == 1:
            return by_reception.because(session, scene, one, stay, party, found)
    lines = [scene.say("stay.several_rooms")] if len(group) > 1 else []
    return by_reception.called(scene, booking, lines, "change_for_people")


def ask_what(scene: Scene, booking: Booking, request: Request, asked: int = 1) -> Turn:
    facts = {"code": booking.code, "dates": words.dates(scene, booking.nights)}
    body = scene.say("stay.change_what", people=words.people(scene, booking.party), **facts)
    here = Progress(Step.CHANGES, Request(Matter.CHANGE), booking.code, asked=asked)
    return going(scene, here, Text(body), Asked(About.OTHER), "asked_what_to_change")


def would_be(session: Session, booking: Booking, changes: Mapping[str, Any]) -> Possible | None:
    """What was put before them, as it could be had now."""
    try:
        stay, party = change_wished.comes_to(booking, changes)
    except NotAStay:
        return None
    found = own_changes.look(session, booking, stay, party)
    return found if isinstance(found, Possible) else None


def propose(
    session: Session, scene: Scene, booking: Booking, stay: Stay, party: Party, lead: str = ""
) -> Turn:
    found = own_changes.look(session, booking, stay, party)
    if isinstance(found, Refusal):
        return other_days_instead.offer(session, scene, booking, stay, party, found)
    if _gives_less(session, booking, stay, found, scene.now):
        return _beside_the_rules(scene, booking)
    return restate(session, scene, booking, found, lead)


def _gives_less(session: Session, booking: Booking, stay: Stay, found: Possible, now: datetime) -> bool:
    """When cancelling is not free any more, neither is going round it by moving the stay away or making it shorter."""
    loses = found.difference.minor < 0 or stay.check_in != booking.check_in
    return loses and own_changes.fee_now(session, booking, now).minor > 0


def _beside_the_rules(scene: Scene, booking: Booking) -> Turn:
    return by_reception.called(scene, booking, [scene.say("stay.free_no_more")], "change_beside_the_rules")


def restate(
    session: Session,
    scene: Scene,
    booking: Booking,
    found: Possible,
    lead: str = "",
    *,
    shortly: bool = False,
) -> Turn:
    """Whole, or `shortly` its price alone to whoever has read the rest."""
    quote = found.quote
    told_of = by_reception.becomes(session, scene, booking, found)
    lines = [lead, *(told_of[-1:] if shortly else told_of)]
    body = "\n".join(line for line in [*lines, scene.say("stay.change_ask")] if line)
    stay, party = quote.stay, quote.party
    ages = "-".join(map(str, party.children)) or "none"
    days = (stay.check_in.strftime("%Y%m%d"), stay.check_out.strftime("%Y%m%d"))
    yes = button("change", booking, scene, *days, str(party.adults), ages, str(quote.total.minor))
    no = tap_id(NAME, "leave", Matter.CHANGE, booking.code)
    here = Progress(
        Step.YES, Request(Matter.CHANGE, changes=change_wished.as_changes(stay, party)), booking.code, yes
    )
    title = scene.say("button.change_it")
    return ask_yes(
        scene, here, body, Option(yes, title), Option(no, scene.say("button.no_thanks")), "restated_change"
    )


def agree(session: Session, scene: Scene, stamped: Stamp, booking: Booking) -> Turn:
    """The button under the new price; made already it says so, and on anything else it looks again."""
    wished = change_wished.in_the_button(stamped)
    if wished is None or booking.status != Status.CONFIRMED or booking.group_code is not None:
        return serve(session, scene, Request(Matter.CHANGE), booking)
    stay, party = wished
    if (stay, party) == (booking.nights, booking.party):
        return told(
            Text(scene.say("stay.changed_already", dates=words.dates(scene, stay))),
            Matter.CHANGE,
            "changed_already",
            booking.code,
        )
    was = who_comes.before(booking)
    calling_off.take_turn(session, [booking])
    found = own_changes.look(session, booking, stay, party)
    same = isinstance(found, Possible) and str(found.quote.total.minor) == stamped.rest[4]
    if isinstance(found, Refusal) or not same or not still_true(stamped, booking, scene):
        return propose(session, scene, booking, stay, party, scene.say("stay.looked_again"))
    if _gives_less(session, booking, stay, found, scene.now):
        return _beside_the_rules(scene, booking)
    try:
        made = own_changes.make(session, booking, found, f"chat:change:{booking.id}:{booking.version}")
    except Refused:
        return propose(session, scene, booking, stay, party, scene.say("stay.looked_again"))
    return _done(session, scene, booking, stay, made, was)


def after_all(session: Session, scene: Scene, stamped: Stamp, booking: Booking) -> Turn:
    """A change that was let be a moment ago, put before them once more; else what they would change is asked."""
    wished = change_wished.in_the_button(stamped)
    if wished is None or booking.status != Status.CONFIRMED or booking.group_code is not None:
        return ask_what(scene, booking, Request(Matter.CHANGE))
    return propose(session, scene, booking, *wished)


def _done(
    session: Session, scene: Scene, booking: Booking, stay: Stay, made: own_changes.Made, was: Before
) -> Turn:
    said = [scene.say("stay.changed", code=booking.code, what=standing.what(session, scene, booking))]
    said.append(standing.money_told(session, scene, booking))
    if made.asked:
        key = "stay.more_deposit_link" if made.later else "stay.difference_link"
        said.append(scene.say(key, amount=words.money(scene, made.asked)))
    elif made.later:
        key = "stay.nothing_now" if made.covered else "stay.difference_later"
        said.append(scene.say(key, amount=words.money(scene, made.later)))
    said += money_back(session, scene, booking, made.sent)
    turn = told(Text("\n".join(said)), Matter.CHANGE, "changed", booking.code)
    return replace(turn, memory={**turn.memory, "before": was})


def as_it_was(scene: Scene, booking: Booking) -> Turn:
    """Nothing of it is changed: how it stands, and for whom."""
    said = scene.say("stay.left_for", people=words.people(scene, booking.party))
    turn = told(Text(said), Matter.CHANGE, "left_as_it_was", booking.code)
    return replace(turn, wish=None, memory={**turn.memory, "named": Named()})


def to(session: Session, scene: Scene, booking: Booking, days: tuple[str, ...]) -> Turn:
    """A row of other dates."""
    first, last = change_wished.day_of(days[0]), change_wished.day_of(days[1])
    changes = {"check_in": days[0], "check_out": days[1]} if first and last and first < last else {}
    return serve(session, scene, Request(Matter.CHANGE, changes=changes), booking)
