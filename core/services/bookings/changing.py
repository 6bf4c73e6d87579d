"""One verb for every change of a stay: dates, room, hours, guests. It re-quotes, asks the constraint, fixes money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum

from sqlalchemy.orm import Session

from core.domain.access import Action, Actor, By, require
from core.domain.bookings import Deed, Status
from core.domain.conversations import AuditTag
from core.domain.money import Money
from core.domain.quotes import Quote, at_price, to_json
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.stays import NotAStay, Occupied, Party, Stay
from core.services import reckoning
from core.services.bookings import deeds, undoing
from core.services.reckoning import Reckoning
from core.store import bookings, rooms, taking
from core.store.bookings import Booking
from core.store.rooms import Room


class Price(StrEnum):
    """What a changed stay costs: what was agreed, or what it costs anew."""

    KEEP = "keep"
    NEW = "new"


@dataclass(frozen=True)
class Change:
    """Only what is given changes. `version` is the booking as the asker saw it: whoever looks at an old one is told.
    `fixed` says whether the guest asked for this very room; who has leaves it only when that is taken back.
    """

    check_in: date | None = None
    check_out: date | None = None
    room_id: int | None = None
    adults: int | None = None
    children: tuple[int, ...] | None = None
    cots: int | None = None
    arrives: time | None = None
    notes: str | None = None
    fixed: bool | None = None
    price: Price | Money = Price.NEW
    version: int | None = None


@dataclass(frozen=True)
class Changed:
    booking: Booking
    before: Money
    after: Money

    @property
    def difference(self) -> Money:
        """Above nothing the guest pays more, below it something goes back."""
        return self.after - self.before


@dataclass(frozen=True)
class PriceChange:
    """What a change would cost, before anybody agrees: to keep the price, or to take the new one."""

    keep: Money
    new: Quote | Refusal
    room_is_free: bool
    in_the_way: int | None = None

    @property
    def difference(self) -> Money | None:
        return self.new.total - self.keep if isinstance(self.new, Quote) else None


def change_stay(
    session: Session, by: By, booking_id: int, change: Change, token: str | None = None
) -> Changed:
    require(by, _needed(by, change))
    with session.begin_nested():
        room = _room(session, booking_id, change)
        booking = deeds.take_with_room(session, booking_id, room, change.version)
        if deeds.done_before(session, token):
            return Changed(booking, booking.price, booking.price)
        deeds.step(booking, Deed.CHANGE)
        _mind_the_lock(booking, change, room)
        plan = _plan(session, by, booking, change, room)
        before, earlier = booking.price, undoing.snapshot(booking)
        values = _new_values(plan, change)
        taking.sweep(session, {room.id}, plan.occupied, plan.book.now, but=booking.id)
        if not taking.rewrite(session, booking, **values):
            raise deeds.in_the_way(session, room, plan.occupied, plan.book.now, but=booking.id)
        deeds.note(
            session, by, AuditTag.BOOKING_CHANGED, booking, token,
            was=plan.was, now=_facts(booking), price=str(change.price), before=before.minor, after=booking.total,
            earlier=earlier, version=booking.version,
        )  # fmt: skip
    return Changed(booking, before, booking.price)


def price_change(session: Session, by: By, booking_id: int, change: Change) -> PriceChange:
    """The same reckoning with nothing written: what the screen shows before the choice."""
    require(by, Action.READ_BOOKINGS)
    booking = bookings.one(session, booking_id)
    if booking is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    room = _room(session, booking_id, change)
    wanted = replace(change, price=Price.KEEP)
    plan = _plan(session, by, booking, wanted, room)
    new = _priced_anew(plan, by)
    rival = taking.taken_by(session, room.id, plan.occupied, but=booking.id, now=plan.book.now)
    return PriceChange(booking.price, new, rival is None, rival)


def _needed(by: By, change: Change) -> Action:
    """Reception takes the price as the list says it; to keep another one is an agreement."""
    asks_for_money = isinstance(change.price, Money) or change.price is Price.KEEP
    touches_price = any(
        given is not None
        for given in (change.check_in, change.check_out, change.adults, change.children, change.cots)
    )
    return Action.AGREE_PRICE if asks_for_money and touches_price else Action.BOOK


def _mind_the_lock(booking: Booking, change: Change, room: Room) -> None:
    if booking.room_fixed and change.fixed is not False and room.id != booking.room_id:
        raise Refused(WhyNot.ROOM_FIXED, code=booking.code)


def _room(session: Session, booking_id: int, change: Change) -> Room:
    booking = bookings.one(session, booking_id)
    if booking is None:
        raise Refused(WhyNot.NO_SUCH_BOOKING)
    room = rooms.one(session, change.room_id or booking.room_id)
    if room is None:
        raise Refused(WhyNot.NO_SUCH_ROOM)
    if room.out_of_service and room.id != booking.room_id:
        raise Refused(WhyNot.OUT_OF_SERVICE, room=room.number)
    return room


@dataclass(frozen=True)
class _Plan:
    """The booking as it would be."""

    book: Reckoning
    booking: Booking
    room: Room
    stay: Stay
    party: Party
    cots: int
    occupied: Occupied
    quote: Quote | None
    was: dict[str, object]


def _plan(session: Session, by: By, booking: Booking, change: Change, room: Room) -> _Plan:
    try:
        stay = Stay(change.check_in or booking.check_in, change.check_out or booking.check_out)
        children = tuple(booking.children) if change.children is None else change.children
        party = Party(booking.adults if change.adults is None else change.adults, children)
    except NotAStay as problem:
        raise Refused(WhyNot.MIN_NIGHTS, nights=1) from problem
    book = reckoning.open_for(session, by.hotel_id, stay.check_in, stay.check_out)
    _check_times(book, booking, stay, change)
    plan = _Plan(
        book=book,
        booking=booking,
        room=room,
        stay=stay,
        party=party,
        cots=_cots(book, booking, room, party) if change.cots is None else change.cots,
        occupied=_hours(book, booking, stay, room),
        quote=None,
        was=_facts(booking),
    )
    if booking.block_reason is not None:
        return plan
    return replace(plan, quote=_agreed_quote(plan, by, change))


def _cots(book: Reckoning, booking: Booking, room: Room, party: Party) -> int:
    """They go with the babies who stay at home, and come with those for whom the room has no bed."""
    kept = min(booking.cots, book.policies.babies(party.children))
    rate = book.rates.get(room.room_type_id)
    return max(kept, book.cots_needed(rate.kind, party)) if rate is not None else kept


def _check_times(book: Reckoning, booking: Booking, stay: Stay, change: Change) -> None:
    if booking.status == Status.IN_HOUSE and stay.check_in != booking.check_in:
        raise Refused(WhyNot.WRONG_STATUS, status=booking.status, deed=str(Deed.CHANGE))
    moved = change.check_in is not None and change.check_in != booking.check_in
    if (moved and stay.check_in < book.today) or stay.check_out < book.today:
        raise Refused(WhyNot.PAST, today=book.today.isoformat())


def _hours(book: Reckoning, booking: Booking, stay: Stay, room: Room) -> Occupied:
    """Who moves in the middle of a stay has the new room from now on, whoever slept there before."""
    usual = book.hours.occupied(stay, booking.early_from, booking.late_until)
    if (
        booking.status == Status.IN_HOUSE
        and room.id != booking.room_id
        and usual.starts < book.now < usual.ends
    ):
        return Occupied(book.now, usual.ends)
    return usual


def _agreed_quote(plan: _Plan, by: By, change: Change) -> Quote:
    booking, agreed = plan.booking, plan.booking.agreed
    untouched = (plan.stay, plan.party, plan.cots) == (booking.nights, booking.party, booking.cots)
    if agreed is not None and untouched and plan.room.room_type_id == booking.room_type_id:
        if isinstance(change.price, Money):
            return at_price(agreed, change.price, agreed.deposit)
        return agreed
    if change.price is Price.NEW:
        found = _priced_anew(plan, by)
        if isinstance(found, Refusal):
            raise Refused.of(found)
        return found
    found = plan.book.staff_quote(_sold(plan, change), plan.stay, plan.party, plan.cots)
    if isinstance(found, Refusal):
        raise Refused.of(found)
    price = change.price if isinstance(change.price, Money) else booking.price
    return at_price(found, price, booking.down_payment)


def _sold(plan: _Plan, change: Change) -> int:
    """The type on the bill: what was sold while its price is kept, unless the party only fits where it goes."""
    sold = plan.book.type_with(plan.booking.room_type_id)
    fits = sold is not None and sold.capacity >= plan.party.guests - plan.cots
    return plan.booking.room_type_id if fits and change.price is not Price.NEW else plan.room.room_type_id


def _priced_anew(plan: _Plan, by: By) -> Quote | Refusal:
    if plan.room.room_type_id not in plan.book.rates:
        return Refusal(WhyNot.NO_PRICE)
    staff = isinstance(by, Actor) or plan.booking.status == Status.IN_HOUSE
    ask = plan.book.staff_quote if staff else plan.book.quote
    return ask(plan.room.room_type_id, plan.stay, plan.party, plan.cots)


def _new_values(plan: _Plan, change: Change) -> dict[str, object]:
    values: dict[str, object] = {
        "room_id": plan.room.id,
        "stay": taking.as_range(plan.stay),
        "occupied": taking.as_hours(plan.occupied),
        "adults": plan.party.adults,
        "children": list(plan.party.children),
        "cots": plan.cots,
        "arrives": change.arrives or plan.booking.arrives,
        "notes": plan.booking.notes if change.notes is None else change.notes[:2000],
        "changed_at": plan.book.now,
        "room_fixed": plan.booking.room_fixed if change.fixed is None else change.fixed,
        "aside_since": None if change.room_id is not None else plan.booking.aside_since,
    }
    if plan.quote is not None:
        values |= {
            "room_type_id": plan.room.room_type_id if _is_of(plan) else plan.booking.room_type_id,
            "quote": to_json(plan.quote),
            "total": plan.quote.total.minor,
            "deposit": plan.quote.deposit.minor,
        }
    return values


def _is_of(plan: _Plan) -> bool:
    """Whether the quote is for the type of the room it goes to."""
    kind = plan.book.type_with(plan.room.room_type_id)
    return kind is not None and plan.quote is not None and plan.quote.room_type == kind.slug


def _facts(booking: Booking) -> dict[str, object]:
    return {
        "room": booking.room_id,
        "check_in": booking.check_in.isoformat(),
        "check_out": booking.check_out.isoformat(),
        "adults": booking.adults,
        "children": list(booking.children),
    }
