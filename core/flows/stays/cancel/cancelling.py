"""Giving a booking up: what it costs and what comes back is said in money first, and a button decides."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.memory import Asked
from core.domain.outgoing import Menu, Option, Section, Text
from core.flows.booking.hold import giving_up
from core.flows.facts import rules
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over
from core.flows.stays.buttons import Stamp, ask_yes, button, still_true
from core.flows.stays.progress import NAME, Matter, Progress, Request, Step, going, told
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.services import calling_off, paying, showing, tasks, wording, words
from core.services.calling_off import CalledOff, Costs
from core.services.own_stays import Booking
from core.services.scenes import Scene
from core.services.sending_back import SentBack
from core.services.tasks import TaskKind

ALL, ONE = "all", "one"
_OPEN = frozenset({Status.HELD, Status.CONFIRMED})


def serve(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    group = showing.together(session, booking.id)
    if any(one.status == Status.IN_HOUSE for one in group):
        return hand_over(scene, Reason.BOOKING, "cancels_while_here")
    if booking.status not in _OPEN:
        return standing.serve(session, scene, request, booking, lead)
    if len(standing_rooms(group)) > 1 and booking.status == Status.CONFIRMED:
        return _ask_scope(session, scene, request, booking, standing_rooms(group))
    return restate(session, scene, booking, ALL, lead)


def standing_rooms(group: Sequence[Booking]) -> list[Booking]:
    return [one for one in group if one.status in _OPEN]


def _ask_scope(
    session: Session, scene: Scene, request: Request, booking: Booking, rooms: Sequence[Booking]
) -> Turn:
    """Rooms booked together: all of them, or one."""
    rows = [Option(tap_id(NAME, "scope", ALL, booking.code), scene.say("stay.all_rooms"))]
    for room in rooms[:9]:
        title = f"{showing.names_of(session, [room], scene.language)} · {room.code}"
        rows.append(
            Option(tap_id(NAME, "scope", ONE, room.code), title[:24], words.short_dates(scene, room.nights))
        )
    body = scene.say("stay.cancel_which", count=str(len(rooms)))
    content = Menu(body, scene.say("button.choose"), (Section(scene.say("stay.yours"), tuple(rows)),))
    asked = Asked.among(rows)
    return going(scene, Progress(Step.WHICH, request, booking.code), content, asked, "asked_scope")


def restate(session: Session, scene: Scene, booking: Booking, scope: str, lead: str = "") -> Turn:
    rooms = _rooms(session, booking, scope)
    costs = calling_off.costs(session, rooms)
    held = booking.status == Status.HELD
    what = showing.names_of(session, rooms, scene.language)
    facts = {"code": booking.code, "rooms": what, "dates": words.dates(scene, words.from_to(rooms))}
    lines = [lead, scene.say("stay.cancel_what", **facts), in_money(scene, costs)]
    if costs.fee:
        lines.append(rules.kept_as_credit(session, scene))
    if held and paying.is_checked(session, booking):
        lines.append(scene.say("stay.receipt_looked_at"))
    lines.append(scene.say("stay.cancel_ask"))
    yes = button("cancel", booking, scene, scope, str(costs.fee.minor), str(costs.refund.minor))
    no = tap_id(NAME, "leave", Matter.CANCEL, booking.code)
    here = Progress(Step.YES, Request(Matter.CANCEL), booking.code, yes)
    body = "\n".join(line for line in lines if line)
    yes_title = scene.say("button.release" if held else "button.cancel_it")
    return ask_yes(
        scene, here, body, Option(yes, yes_title), Option(no, scene.say("button.keep")), "restated_cancelling"
    )


def in_money(scene: Scene, costs: Costs) -> str:
    """What is lost, what comes back, and what is still to be paid."""
    if not costs.fee:
        if not costs.refund:
            return scene.say("stay.costs_nothing")
        return scene.say("stay.all_comes_back", refund=words.money(scene, costs.refund))
    said = [scene.say("stay.costs_fee", fee=words.money(scene, costs.fee))]
    if costs.refund:
        facts = {"paid": words.money(scene, costs.paid), "refund": words.money(scene, costs.refund)}
        said.append(scene.say("stay.part_comes_back", **facts))
    elif costs.paid:
        said.append(scene.say("stay.nothing_comes_back", paid=words.money(scene, costs.paid)))
    if costs.owed:
        said.append(scene.say("stay.still_owed", owed=words.money(scene, costs.owed)))
    return " ".join(said)


def agree(session: Session, scene: Scene, stamped: Stamp, booking: Booking) -> Turn:
    """The button under the costs. What it costs is reckoned again with the money locked; anything else asks anew."""
    request = Request(Matter.CANCEL)
    if booking.status not in _OPEN or len(stamped.rest) != 3 or stamped.rest[0] not in (ALL, ONE):
        return serve(session, scene, request, booking)
    rooms = _rooms(session, booking, stamped.rest[0])
    if any(one.status == Status.IN_HOUSE for one in showing.together(session, booking.id)):
        return serve(session, scene, request, booking)
    calling_off.take_turn(session, rooms)
    costs = calling_off.costs(session, rooms)
    if booking.status not in _OPEN:
        return serve(session, scene, request, booking)
    same = (str(costs.fee.minor), str(costs.refund.minor)) == stamped.rest[1:]
    if not same or not still_true(stamped, booking, scene):
        return restate(session, scene, booking, stamped.rest[0], scene.say("stay.looked_again"))
    held = booking.status == Status.HELD
    if held and not costs.paid and paying.is_checked(session, booking):
        return giving_up.give_up(session, scene, booking)
    done = calling_off.call_off(session, rooms, f"chat:cancel:{booking.id}:{booking.version}")
    if held:
        paying.let_go(session, booking)
    return _done(session, scene, booking, done, held=held)


def _rooms(session: Session, booking: Booking, scope: str) -> list[Booking]:
    return [booking] if scope == ONE else standing_rooms(showing.together(session, booking.id))


def _done(session: Session, scene: Scene, booking: Booking, done: CalledOff, *, held: bool) -> Turn:
    if held and not done.costs.paid:
        return told(Text(scene.say("booking.released")), Matter.CANCEL, "let_go", booking.code)
    said = [scene.say("stay.cancelled", code=booking.code), *money_back(session, scene, booking, done.sent)]
    if done.costs.owed:
        said.append(scene.say("stay.still_owed", owed=words.money(scene, done.costs.owed)))
    return told(Text(" ".join(said)), Matter.CANCEL, "cancelled", booking.code)


def money_back(session: Session, scene: Scene, booking: Booking, sent: SentBack) -> list[str]:
    said = []
    if sent.asked:
        said.append(scene.say("stay.sent_back", amount=words.money(scene, sent.asked)))
    if sent.by_hand:
        amount = wording.money(scene.hotel.language, scene.hotel.country, sent.by_hand)
        what = scene.voice.say(scene.hotel.language, "stay.task_give_back", amount=amount, code=booking.code)
        tasks.open_for_guest(session, scene.conversation, TaskKind.SERVICE, what)
        said.append(scene.say("stay.given_back", amount=words.money(scene, sent.by_hand)))
    return said
