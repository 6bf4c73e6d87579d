"""Quotes as guests see them: kept word for word, asked for again before they are believed, held as they were said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import House
from core.domain.money import Money, total
from core.domain.quotes import Quote, from_json, to_json
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.showing import QUOTE_LIVES, Outcome
from core.domain.stays import Stay, Wish
from core.services import bookings, offers, reckoning
from core.services.bookings import Terms
from core.store import bookings as rows
from core.store import rooms, shown
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import known
from core.store.rooms import RoomType
from core.store.shown import QuoteShown

# Flows know no tables; what they name of them, they name through here.
__all__ = [
    "AS_WISHED",
    "Booking",
    "Part",
    "QuoteShown",
    "again",
    "close",
    "decline",
    "find",
    "hold",
    "is_free",
    "nothing",
    "open_anew",
    "open_in",
    "parts_of",
    "rooms_of",
    "same_terms",
    "show",
    "together",
    "total_of",
    "wish_of",
]

AS_WISHED = "wish"


@dataclass(frozen=True)
class Part:
    """Rooms of one type for one stay, a quote for each."""

    room_type: RoomType
    quotes: tuple[Quote, ...]

    @property
    def stay(self) -> Stay:
        return self.quotes[0].stay

    @property
    def total(self) -> Money:
        return total([quote.total for quote in self.quotes], self.quotes[0].currency)

    @property
    def deposit(self) -> Money:
        return total([quote.deposit for quote in self.quotes], self.quotes[0].currency)

    @property
    def cots(self) -> int:
        return sum(quote.cots for quote in self.quotes)

    @property
    def wish(self) -> Wish:
        """What to ask the house for to get exactly this."""
        parties = [quote.party for quote in self.quotes]
        return Wish(
            self.stay.check_in,
            self.stay.check_out,
            sum(party.adults for party in parties),
            tuple(age for party in parties for age in party.children),
            self.room_type.slug,
            len(self.quotes),
            self.cots,
        )


def total_of(parts: Sequence[Part]) -> Money:
    return total([part.total for part in parts], parts[0].total.currency)


def same_terms(one: Sequence[Part], other: Sequence[Part]) -> bool:
    """The same rooms, days, people and money, to be cancelled under the same rules."""
    return _terms(one) == _terms(other)


def _terms(parts: Sequence[Part]) -> list[tuple[object, ...]]:
    return [
        (part.room_type.slug, q.total, q.deposit, q.cancellation, q.stay, q.party)
        for part in parts
        for q in part.quotes
    ]


def open_anew(session: Session, conversation: Conversation) -> None:
    """A new search begins: what was shown before and not taken is replaced by it."""
    shown.close_open(session, conversation.id, Outcome.REPLACED, clock.now())


def decline(session: Session, conversation: Conversation) -> None:
    shown.close_open(session, conversation.id, Outcome.DECLINED, clock.now())


def show(
    session: Session,
    conversation: Conversation,
    wish: Wish,
    parts: Sequence[Part],
    kind: str = AS_WISHED,
    reason: WhyNot | None = None,
) -> QuoteShown:
    """Keeps an offer just as it is said; its id is what goes on the button."""
    row = _row(conversation, wish, kind)
    money = total_of(parts)
    row.parts = [_part_out(part) for part in parts]
    row.total, row.currency, row.reason = money.minor, money.currency, reason
    session.add(row)
    session.flush()
    return row


def nothing(session: Session, conversation: Conversation, wish: Wish, reason: WhyNot) -> None:
    """There was nothing to show: that too is a night lost, and why."""
    row = _row(conversation, wish, AS_WISHED)
    row.reason, row.outcome, row.outcome_at = reason, Outcome.NOTHING, clock.now()
    session.add(row)
    session.flush()


def _row(conversation: Conversation, wish: Wish, kind: str) -> QuoteShown:
    return QuoteShown(
        hotel_id=conversation.hotel_id,
        conversation_id=conversation.id,
        guest_id=conversation.guest_id,
        kind=kind,
        check_in=wish.check_in,
        check_out=wish.check_out,
        wish={
            "adults": wish.adults,
            "children": list(wish.children),
            "room_type": wish.room_type,
            "rooms": wish.rooms,
        },
        parts=[],
        shown_at=clock.now(),
        expires_at=clock.now() + QUOTE_LIVES,
        outcome=Outcome.OPEN,
    )


def _part_out(part: Part) -> dict[str, Any]:
    return {"room_type": part.room_type.slug, "quotes": [to_json(quote) for quote in part.quotes]}


def find(session: Session, conversation: Conversation, shown_id: int) -> QuoteShown | None:
    """Only what was shown in this very conversation."""
    row = shown.one(session, shown_id)
    return row if row is not None and row.conversation_id == conversation.id and row.parts else None


def parts_of(session: Session, row: QuoteShown) -> tuple[Part, ...]:
    """Empty when a type of it is sold no more. Read once a transaction: what was shown never changes."""
    name = f"parts shown: {row.id}"
    if name not in known(session):
        known(session)[name] = _parts_of(session, row)
    found: tuple[Part, ...] = known(session)[name]
    return found


def _parts_of(session: Session, row: QuoteShown) -> tuple[Part, ...]:
    parts = []
    sold = {kind.slug: kind for kind in rooms.types_sold(session)}
    for kept in row.parts:
        kind = sold.get(kept["room_type"])
        if kind is None:
            return ()
        parts.append(Part(kind, tuple(from_json(quote) for quote in kept["quotes"])))
    return tuple(parts)


def again(session: Session, row: QuoteShown) -> tuple[Part, ...] | Refusal:
    """The same rooms and people at today's prices and rules."""
    kept = parts_of(session, row)
    if not kept:
        return Refusal(WhyNot.NO_SUCH_TYPE)
    first = min(part.stay.check_in for part in kept)
    last = max(part.stay.check_out for part in kept)
    book = reckoning.open_for(session, row.hotel_id, first, last)
    fresh = []
    for part in kept:
        if part.room_type.id not in book.rates:
            return Refusal(WhyNot.NO_PRICE)
        quotes = [book.quote(part.room_type.id, q.stay, q.party, q.cots) for q in part.quotes]
        refused = next((quote for quote in quotes if isinstance(quote, Refusal)), None)
        if refused is not None:
            return refused
        fresh.append(Part(part.room_type, tuple(quote for quote in quotes if isinstance(quote, Quote))))
    return tuple(fresh)


def open_in(session: Session, conversation: Conversation, chosen: int | None = None) -> list[QuoteShown]:
    """What may be chosen from now, or of it only the one that is talked about."""
    rows_shown = shown.of_conversation(session, conversation.id)
    alive = (row for row in rows_shown if row.outcome == Outcome.OPEN and row.expires_at > clock.now())
    return [row for row in alive if chosen in (None, row.id)]


def open_choices(
    session: Session, conversation: Conversation, chosen: int | None = None
) -> list[tuple[Part, ...]]:
    """The rooms of each that may be chosen from now, the oldest first, but for types that are sold no more."""
    rows_open = open_in(session, conversation, chosen)
    return [parts for row in rows_open if (parts := parts_of(session, row))]


def close(row: QuoteShown, outcome: Outcome) -> None:
    row.outcome, row.outcome_at = outcome, clock.now()


def wish_of(row: QuoteShown) -> Wish:
    kept, children = row.wish, tuple(row.wish["children"])
    return Wish(row.check_in, row.check_out, kept["adults"], children, kept["room_type"], kept["rooms"])


def is_free(session: Session, conversation: Conversation, parts: Sequence[Part]) -> bool:
    """Whether all of it could be had now; only `hold` makes sure."""
    return all(offers.search(session, conversation.hotel_id, part.wish).offers for part in parts)


def hold(session: Session, conversation: Conversation, row: QuoteShown, notes: str = "") -> list[Booking]:
    """Takes all rooms of what was shown, at the prices shown, or none of them; a second time it answers the first."""
    if row.booking_id is not None:
        return together(session, row.booking_id)
    parts = parts_of(session, row)
    if not parts:
        raise Refused(WhyNot.NO_SUCH_TYPE)
    by, guest, held = House(row.hotel_id), conversation.guest_id, {}
    # As everybody locks: types by their id, and of one type first what needs all of it.
    turns = sorted(enumerate(parts), key=lambda turn: (turn[1].room_type.id, -len(turn[1].quotes)))
    with session.begin_nested():
        for place, part in turns:
            terms = Terms(conversation_id=conversation.id, notes=notes, agreed=part.quotes)
            held[place] = bookings.hold(session, by, guest, part.wish, terms, token=f"shown:{row.id}:{place}")
        made = [booking for place in sorted(held) for booking in held[place]]
        for booking in made if len(made) > 1 else ():
            # Booked with one tap they are one matter: one code stands for all, and they are paid together.
            booking.group_code = made[0].code
    row.outcome, row.outcome_at, row.booking_id = Outcome.HELD, clock.now(), made[0].id
    return made


def together(session: Session, booking_id: int) -> list[Booking]:
    """A booking with all that were made with it."""
    booking = rows.one(session, booking_id)
    return [] if booking is None else rows.together(session, booking)


def rooms_of(session: Session, booking: Booking, language: str) -> str:
    """`Doble`, `2 × Doble`, `Doble + Suite`."""
    return names_of(session, together(session, booking.id), language)


def names_of(session: Session, made: Sequence[Booking], language: str) -> str:
    """Of these rooms alone, whatever was booked with them."""
    counts = Counter(one.room_type_id for one in made)
    kinds = {kind.id: kind for one in counts if (kind := rooms.one_type(session, one)) is not None}
    names = {type_id: kind.name(language) for type_id, kind in kinds.items()}
    return " + ".join(f"{counts[one]} × {name}" if counts[one] > 1 else name for one, name in names.items())
