"""A change that reception has to confirm: with what it would cost, or why it cannot be as asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.domain.refusals import Refusal, WhyNot
from core.domain.so_far import Named
from core.domain.stays import Party, Stay, Wish
from core.flows.person.handover import hand_over, passed_on
from core.flows.stays.progress import Matter
from core.flows.turn import Turn
from core.services import cot_words, offers, own_changes, showing, words
from core.services.own_changes import Possible
from core.services.own_stays import Booking
from core.services.scenes import Scene

_MOST_ROOMS: Final = 3
_STEPS: Final = ("change_", "refund_by")
# Another room of the same nights would do.
_ABOUT_THE_ROOM: Final = frozenset({WhyNot.TOO_MANY_GUESTS, WhyNot.FULL, WhyNot.ROOM_TAKEN})


def called(scene: Scene, booking: Booking, lines: Iterable[str], step: str) -> Turn:
    body = "\n".join(line for line in (*lines, passed_on(scene, Reason.BOOKING)) if line)
    turn = hand_over(scene, Reason.BOOKING, step)
    facts = (f"booking:{booking.code}",)
    memory = {**turn.memory, "named": Named()}  # nobody joins it or leaves it yet
    return replace(turn, says=(Text(body),), wish=str(Matter.CHANGE), facts=facts, memory=memory)


def explains(turn: Turn) -> bool:
    """Whether a turn that calls reception also says what for: such words are worth saying to whoever waits already."""
    return turn.call_person is not None and turn.step.startswith(_STEPS) and bool(turn.facts)


def at_a_price(session: Session, scene: Scene, booking: Booking, found: Possible, beside: str) -> Turn:
    """The room takes them; that they come is reception's to say."""
    lines = [*becomes(session, scene, booking, found), beside]
    return called(scene, booking, lines, "change_for_people")


def because(session: Session, scene: Scene, booking: Booking, stay: Stay, party: Party, why: Refusal) -> Turn:
    lines = [reason(session, scene, booking, stay, party, why)]
    if why.why in _ABOUT_THE_ROOM:
        lines.append(in_another_room(session, scene, {booking.room_type_id}, stay, party))
    return called(scene, booking, lines, f"change_refused_{why.why}")


def becomes(session: Session, scene: Scene, booking: Booking, found: Possible, room: str = "") -> list[str]:
    """The booking as it would be, and how its price moves; `room` where it would be another one."""
    quote = found.quote
    what = scene.say(
        "booking.what",
        rooms=cot_words.with_cots(
            scene, room or showing.names_of(session, [booking], scene.language), quote.cots
        ),
        dates=words.dates(scene, quote.stay),
        nights=words.nights(scene, quote.stay.length),
        people=words.people(scene, quote.party),
    )
    told = scene.say("stay.change_to", code=booking.code, what=what)
    return [told, _difference(session, scene, booking, found)]


def _difference(session: Session, scene: Scene, booking: Booking, found: Possible) -> str:
    apart, total = found.difference, words.money(scene, own_changes.total_after(session, booking, found))
    if not apart:
        return scene.say("stay.costs_the_same", total=total)
    back = own_changes.comes_back(session, booking, found)
    if back:
        facts = {"amount": words.money(scene, -apart), "refund": words.money(scene, back)}
        return scene.say("stay.costs_less_back", total=total, **facts)
    key = "stay.costs_more" if apart.minor > 0 else "stay.costs_less"
    return scene.say(key, total=total, amount=words.money(scene, apart if apart.minor > 0 else -apart))


def reason(session: Session, scene: Scene, booking: Booking, stay: Stay, party: Party, why: Refusal) -> str:
    facts = {"dates": words.dates(scene, stay), "people": words.people(scene, party)}
    if why.why is WhyNot.TOO_MANY_GUESTS:
        room = showing.names_of(session, [booking], scene.language)
        return scene.say("booking.why_too_many_guests_of_type", room=room, **facts)
    if why.why is WhyNot.MIN_NIGHTS:
        nights = words.nights(scene, int(why.facts["nights"]))
        return scene.say("booking.why_min_nights", nights=nights, **facts)
    if why.why is WhyNot.CLOSED:
        return scene.say("booking.why_closed", **facts)
    return scene.say("stay.change_not", **facts)


def in_another_room(
    session: Session,
    scene: Scene,
    booked: Collection[int],
    stay: Stay,
    party: Party,
    wished: Collection[int] = (),
) -> str:
    """That it is reception's to change, where there is one."""
    rooms = rooms_for(session, scene, booked, stay, party, wished)
    return scene.say("stay.another_room", rooms=scene.list_of(rooms)) if rooms else ""


def rooms_for(
    session: Session,
    scene: Scene,
    booked: Collection[int],
    stay: Stay,
    party: Party,
    wished: Collection[int] = (),
) -> list[str]:
    """Rooms that take these people on these nights, at today's prices; of some only where they were named."""
    wish = Wish(stay.check_in, stay.check_out, party.adults, party.children, None, 1)
    found = [
        one
        for one in offers.search(session, scene.hotel, wish).offers
        if one.room_type.id not in booked and (not wished or one.room_type.id in wished)
    ]
    return [
        scene.say(
            "stay.room_for",
            room=cot_words.with_cots(scene, one.room_type.name(scene.language), one.quote.cots),
            total=words.money(scene, one.total),
        )
        for one in sorted(found, key=lambda one: one.total.minor)[:_MOST_ROOMS]
    ]


def priced(
    session: Session, scene: Scene, booking: Booking, stay: Stay, party: Party, wished: Collection[int]
) -> Turn | None:
    """What other rooms cost for those nights, and where it is one how the price moves. Reception knows already."""
    wish = Wish(stay.check_in, stay.check_out, party.adults, party.children, None, 1)
    found = [
        one
        for one in offers.search(session, scene.hotel, wish).offers
        if one.room_type.id != booking.room_type_id and (not wished or one.room_type.id in wished)
    ]
    if not found:
        return None
    lines = [in_another_room(session, scene, {booking.room_type_id}, stay, party, wished)]
    if len(found) == 1 and booking.agreed is not None:
        apart, total = found[0].total - booking.agreed.total, words.money(scene, found[0].total)
        if apart.minor > 0:
            lines.append(scene.say("stay.costs_more", total=total, amount=words.money(scene, apart)))
    facts = (f"booking:{booking.code}",)
    memory = {"misses": 0}
    return Turn(
        says=(Text("\n".join(lines)),),
        wish=str(Matter.CHANGE),
        memory=memory,
        step="told_price_of_a_change",
        facts=facts,
    )
