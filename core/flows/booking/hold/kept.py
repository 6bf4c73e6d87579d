"""What is held for a guest, in the words and in the shape that every step about it needs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from core.domain.memory import Party as PartySoFar
from core.domain.memory import StaySoFar
from core.domain.stays import Stay
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search.kinds_named import by_its_word, kinds_meant
from core.flows.booking.wanted import Wanted
from core.flows.facts import matters
from core.flows.understand.text import normalise
from core.services import claims, cot_words, paying, selling, showing, words
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Booking


def amount_due(session: Session, scene: Scene, booking: Booking) -> str:
    key = "booking.due_all" if paying.all_of_it(session, booking) else "booking.due_deposit"
    return scene.say(key, amount=words.money(scene, paying.due(session, booking)))


def still_kept(session: Session, scene: Scene, booking: Booking) -> str:
    if paying.is_pending(session, booking):
        return scene.say("booking.kept_while_pending", code=booking.code)
    if is_checked(booking):
        return scene.say("booking.kept_while_checked", code=booking.code)
    return scene.say("booking.kept_until", code=booking.code, until=until(scene, booking))


def longer_by_a_claim(session: Session, scene: Scene, booking: Booking) -> str:
    """Until when it is kept by now, where people have to look for money that is said to be on its way."""
    if Way.TRANSFER not in paying.ways(session, scene.hotel, booking) or not claims.give_time(
        session, booking
    ):
        return ""
    return scene.say("booking.kept_meanwhile", until=until(scene, booking))


def is_checked(booking: Booking) -> bool:
    """Somebody looks at money that was sent for it: its clock stands still."""
    return booking.hold_until is None


def wanted_of(session: Session, booking: Booking) -> Wanted:
    """The wish that this hold is."""
    made = showing.together(session, booking.id)
    stay = words.from_to(made)
    first = [one for one in made if one.check_in == stay.check_in]
    children = tuple(age for one in first for age in one.children)
    party = PartySoFar(sum(one.adults for one in first), len(children), children, len(first), None)
    return Wanted(StaySoFar(stay.check_in, stay.check_out, stay.length), party)


def is_wanted(session: Session, booking: Booking, wanted: Wanted) -> bool:
    """The very days and people it is held for."""
    held, party = wanted_of(session, booking), wanted.party
    kinds = {kind.id for kind in kinds_meant(session, party.room_type)}
    other_rooms = party.rooms is not None and party.rooms != held.party.rooms
    same = (wanted.nights, wanted.people) == (held.nights, held.people)
    return same and not other_rooms and (not kinds or booking.room_type_id in kinds)


def as_named(session: Session, said: str, wanted: Wanted) -> Wanted:
    """ "The garden double", where two doubles are sold: that one of them."""
    kinds = {kind.slug: kind.names for kind in selling.room_types(session)}
    named = matters.kinds_named(said, kinds)
    if len(named) != 1:
        return wanted
    return replace(wanted, party=replace(wanted.party, room_type=next(iter(named))))


def named_instead(session: Session, said: str, booking: Booking) -> RoomType | None:
    """The one sort of room that is named and is not the one held."""
    kinds = {kind.slug: kind for kind in selling.room_types(session)}
    named = matters.kinds_named(said, {slug: kind.names for slug, kind in kinds.items()})
    if len(named) == 1:
        found: RoomType | None = kinds[next(iter(named))]
    else:
        found = by_its_word(session, normalise(said), booking.room_type_id) if not named else None
    return found if found is not None and found.id != booking.room_type_id else None


def nights(session: Session, booking: Booking) -> Stay:
    return words.from_to(showing.together(session, booking.id))


def of_hold(session: Session, scene: Scene, booking: Booking) -> str:
    return scene.say(
        "booking.room_and_dates",
        rooms=cot_words.of_booked(session, scene, showing.together(session, booking.id)),
        dates=words.dates(scene, nights(session, booking)),
    )


def in_words(session: Session, scene: Scene, booking: Booking) -> str:
    return scene.say("stay.is_of", code=booking.code, what=of_hold(session, scene, booking))


def line(session: Session, scene: Scene, booking: Booking) -> str:
    """In a list of all that is held."""
    facts = {"code": booking.code, "what": of_hold(session, scene, booking)}
    if is_checked(booking):
        return scene.say("booking.hold_line_checked", **facts)
    due = words.money(scene, paying.due(session, booking))
    return scene.say("booking.hold_line", until=until(scene, booking), due=due, **facts)


def until(scene: Scene, booking: Booking) -> str:
    return words.hour(scene, booking.hold_until) if booking.hold_until else ""


def still_awaited(booking: Booking) -> dict[str, Any]:
    """The dialogue's data while money for this hold is awaited."""
    return Progress(Step.PAY, booking=booking.id).to_json()
