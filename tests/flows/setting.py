"""What a dialogue is played in: the hotel's day, its rooms, prices and rules, and what other people do meanwhile.

date: 2026-11-26                   the hotel's day, at three in the afternoon
rooms: doble 2, triple 1           what the hotel sells, see tests/inventory.py for prices
taken: doble 27/11 29/11           another guest has one of them, for good
retired: triple                    this type is sold no more
somebody cancels                   the stay taken last is cancelled
price: doble 120000                a night costs this from now on
rules: min_nights=3                any number of the hotel's rules
cancelling: 168 0, 0 30            up to 168 hours before arrival it is free, up to 0 it costs 30 %
tax: IVA 21 | Tasa 2 on top        what the price holds, or what comes on top of it
deposit: none | all                what is paid ahead, a third otherwise
closed: 28/11                      nobody stays that night
amenities: doble tv yes, desk no   what the rooms of a type have and lack
own amenity: deck = deck privado   the hotel's own, by the word guests and the house have for it
floor: doble Planta baja           where all rooms of a type lie
about: doble Con vista al parque.  what the hotel writes of a type, in Spanish
transfer: Alias POSADA.CEIBO       the hotel takes transfers, in its words
breakfast is included
has none: crib No prestamos cunas. the hotel says that it lacks this, in Spanish
written of deposits: Queda a favor. what the hotel has written of them, in Spanish
pay at the hotel: 30               guests may, for arrivals up to so many days ahead
photo: doble                       the hotel has a picture of it
name: none                         the channel shows no name of the guests
mercado pago                       the hotel takes links; "the link is made", "payment arrives" play the cashier
no link is asked for               none is on its way
payment is looked at               it is neither done nor refused yet
Carla approves the receipt: 60000  the transfer is on the account
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.base import clock
from core.domain import policies as rules
from core.domain.access import House as TheHouse
from core.domain.knowledge import Answer, Fact, Subject
from core.domain.money import WHOLE, Money, percent
from core.domain.payments import PaymentState, Snapshot
from core.domain.policies import Deposit, PayAtHotel, Policies, Tax, Tier
from core.domain.ports import PayLink
from core.domain.rates import DayRule
from core.domain.stays import Wish
from core.services import (
    bookings,
    knowledge,
    media,
    paying,
    payments,
    photos,
    room_amenities,
    showing,
    wording,
)
from core.services.payments.accounts import add_account
from core.store import rates
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.payments import PaymentRequest
from core.store.policies import PolicyRow
from core.store.rates import RatePlan
from core.store.receipts import Receipt
from core.store.rooms import Room, RoomType
from core.store.shown import QuoteShown
from core.store.waitlist import WaitlistEntry
from tests.inventory import furnish_only
from tests.makers import House, StoppedClock

TIGRE = ZoneInfo("America/Argentina/Buenos_Aires")
_PICTURE = b"a picture of a room"
COLLECTOR = "900100200"
NO_NAME = "☀️ luz"


@dataclass
class Setting:
    house: House
    clock: StoppedClock
    document: Policies = field(default_factory=Policies)
    versions: int = 0
    taken: list[int] = field(default_factory=list)
    nameless: bool = False

    def acts(self) -> dict[str, Callable[[str], None]]:
        return {
            "date": self._date,
            "rooms": self._rooms,
            "taken": self._taken,
            "retired": self._retired,
            "somebody cancels": self._somebody_cancels,
            "price": self._price,
            "rules": self._rules,
            "cancelling": self._cancelling,
            "tax": self._tax,
            "deposit": self._deposit,
            "closed": self._closed,
            "amenities": self._amenities,
            "own amenity": self._own_amenity,
            "floor": self._floor,
            "about": self._about,
            "transfer": lambda words: self._fact(Subject.PAYMENT, "transfer", words),
            "has none": self._has_none,
            "written of deposits": lambda words: self._fact(Subject.POLICY, "deposit", words),
            "breakfast is included": lambda _rest: self._fact(
                Subject.AMENITY, "breakfast", "Desayuno incluido."
            ),
            "pay at the hotel": lambda days: self._decide(
                pay_at_hotel=PayAtHotel(allowed=True, days_ahead=int(days or 30))
            ),
            "photo": self._photo,
            "name": self._nameless,
            "mercado pago": self._takes_links,
            "the link is made": self._link_is_made,
            "no link is asked for": self._no_link,
            "payment arrives": lambda _rest: self._payment_is(PaymentState.APPROVED),
            "payment is looked at": lambda _rest: self._payment_is(PaymentState.PENDING),
            "Carla approves the receipt": self._receipt_is_approved,
        }

    def _date(self, day: str) -> None:
        self.clock.set(datetime.combine(date.fromisoformat(day), datetime.min.time(), TIGRE).replace(hour=15))

    def _rooms(self, said: str) -> None:
        counts = {kind: int(count) for kind, count in (part.split() for part in said.split(", "))}
        with transaction(self.house.posada) as session:
            furnish_only(session, self.house.posada, counts)

    def _retired(self, slug: str) -> None:
        with transaction(self.house.posada) as session:
            session.scalars(select(RoomType).where(RoomType.slug == slug)).one().active = False

    def _amenities(self, said: str) -> None:
        slug, _, rest = said.partition(" ")
        with transaction(self.house.posada) as session:
            kind = session.scalars(select(RoomType).where(RoomType.slug == slug)).one()
            pairs = [part.split() for part in rest.split(", ")]
            kind.amenities = {**kind.amenities, **{topic: answer == "yes" for topic, answer in pairs}}

    def _floor(self, said: str) -> None:
        slug, _, floor = said.partition(" ")
        with transaction(self.house.posada) as session:
            for room in session.scalars(select(Room).join(RoomType).where(RoomType.slug == slug)):
                room.floor = floor

    def _about(self, said: str) -> None:
        slug, _, words = said.partition(" ")
        fact = Fact(Subject.ROOM, slug, texts={"es": words}, details={"names": {"es": slug.capitalize()}})
        with transaction(self.house.posada) as session:
            knowledge.keep(session, self.house.posada, fact)

    def _own_amenity(self, said: str) -> None:
        topic, _, words = said.partition(" = ")
        with transaction(self.house.posada) as session:
            wanted = room_amenities.Amenity(topic, {"es": words})
            room_amenities.write(session, self.house.diego, wanted, f"amenity-{topic}")

    def _taken(self, said: str) -> None:
        kind, first, last = said.split()
        with transaction(self.house.posada) as session:
            somebody = Guest(hotel_id=self.house.posada, name="Somebody else", created_at=clock.now())
            session.add(somebody)
            session.flush()
            by = TheHouse(self.house.posada)
            wish = Wish(self._day(first), self._day(last), 2, room_type=kind)
            [made] = bookings.hold(session, by, somebody.id, wish)
            bookings.confirm(session, by, made.id)
            self.taken.append(made.id)

    def _somebody_cancels(self, _rest: str) -> None:
        with transaction(self.house.posada) as session:
            bookings.cancel(session, TheHouse(self.house.posada), self.taken.pop())

    def _day(self, said: str) -> date:
        day, month = map(int, said.split("/"))
        now = clock.now().astimezone(TIGRE)
        return date(now.year + (month < now.month), month, day)

    def _price(self, said: str) -> None:
        kind, price = said.split()
        with transaction(self.house.posada) as session:
            which = select(RoomType.id).where(RoomType.slug == kind).scalar_subquery()
            base = Money.of(price, "ARS").minor
            session.execute(update(RatePlan).where(RatePlan.room_type_id == which).values(base=base))

    def _rules(self, said: str) -> None:
        self._decide(**{name: int(value) for name, value in (part.split("=") for part in said.split(", "))})

    def _cancelling(self, said: str) -> None:
        steps = (map(int, step.split()) for step in said.split(", "))
        self._decide(cancellation=tuple(Tier(hours, percent(share)) for hours, share in steps))

    def _tax(self, said: str) -> None:
        name, share, *on_top = said.split(" ", 2)
        self._decide(taxes=(Tax(name, percent(int(share)), included=not on_top),))

    def _deposit(self, said: str) -> None:
        self._decide(deposit=Deposit(share=WHOLE if said == "all" else None))

    def _decide(self, **changes: object) -> None:
        self.document = replace(self.document, **changes)  # type: ignore[arg-type]
        self.versions += 1
        with transaction(self.house.posada) as session:
            document = rules.to_json(self.document)
            session.add(
                PolicyRow(
                    hotel_id=self.house.posada, version=self.versions, document=document, at=clock.now()
                )
            )

    def _closed(self, said: str) -> None:
        with transaction(self.house.posada) as session:
            rates.set_day(session, self.house.posada, None, self._day(said), DayRule(closed=True))

    def _fact(self, subject: Subject, topic: str, words: str) -> None:
        fact = Fact(subject, topic, Answer.YES, {"es": words})
        with transaction(self.house.posada) as session:
            knowledge.keep(session, self.house.posada, fact)

    def _has_none(self, said: str) -> None:
        topic, _, words = said.partition(" ")
        fact = Fact(Subject.AMENITY, topic, Answer.NO, {"es": words})
        with transaction(self.house.posada) as session:
            knowledge.keep(session, self.house.posada, fact)

    def _photo(self, kind: str) -> None:
        with transaction(self.house.posada) as session:
            photo = photos.NewPhoto(f"room:{kind}", _PICTURE)
            photos.keep(session, self.house.posada, photo, "image/jpeg")

    def _nameless(self, _rest: str) -> None:
        """Names that tell nothing, as many people have them."""
        self.nameless = True

    def _takes_links(self, _rest: str) -> None:
        with transaction(self.house.posada) as session:
            hotel = session.get_one(Hotel, self.house.posada)
            add_account(session, hotel, COLLECTOR, "token", "secret")

    def _request(self, session: Session) -> PaymentRequest:
        return session.scalars(select(PaymentRequest).order_by(PaymentRequest.id.desc())).first()  # type: ignore[return-value]

    def _link_is_made(self, _rest: str) -> None:
        with transaction(self.house.posada) as session:
            payments.link_made(session, self._request(session).id, PayLink("pref-1", "https://pay.test/1"))

    def _no_link(self, _rest: str) -> None:
        with transaction(self.house.posada) as session:
            assert self._request(session) is None, "a link is on its way"

    def _payment_is(self, state: PaymentState) -> None:
        with transaction(self.house.posada) as session:
            request = self._request(session)
            seen = Snapshot(
                payment_id="77001",
                state=state,
                reference=request.reference,
                amount=request.amount,
                currency=request.currency,
                collector=COLLECTOR,
                updated_at=clock.now(),
            )
            payments.settle(session, self.house.posada, seen)

    def _receipt_is_approved(self, amount: str) -> None:
        with transaction(self.house.posada) as session:
            waiting = select(Receipt.id).where(Receipt.state == "waiting")
            receipt = session.scalars(waiting).one()
            money = Money.of(amount, "ARS")
            payments.approve_receipt(session, self.house.carla, receipt, money, f"receipt {receipt}")

    def pictures_are_fetched(self) -> None:
        """As the slow desk does once it has the bytes."""
        with transaction(self.house.posada) as session:
            for message in session.scalars(select(Message).where(Message.content.has_key("receipt_for"))):
                if message.media_id is None:
                    data = f"picture {message.id}".encode()
                    kept = media.keep(session, self.house.posada, data, "image/jpeg", None)
                    media.attach(session, message.id, kept)
                    paying.receipt_fetched(session, message.id)

    def asks_for_a_yes_to(self, session: Session, message: Message) -> None:
        """Whoever is asked for a yes reads what it is a yes to, in the question itself: rooms and total."""
        ids = [one["id"].split(":") for one in message.content.get("options", [])]
        taken = [int(rest[0]) for _, flow, action, *rest in ids if (flow, action) == ("booking", "take")]
        for shown in taken:
            row = session.get_one(QuoteShown, shown)
            parts = showing.parts_of(session, row)
            total = showing.total_of(parts)
            languages = ("es", "en", "pt")
            priced = [wording.money(language, "AR", total) for language in languages]
            assert any(price in message.text for price in priced), f"no total in {message.text!r}"
            for part in parts:
                names = [part.room_type.name(language) for language in languages]
                assert any(name in message.text for name in names), f"no room in {message.text!r}"

    def newest_booking(self, session: Session, guest_id: int) -> str:
        query = select(Booking.status).where(Booking.guest_id == guest_id).order_by(Booking.id)
        return ",".join(session.scalars(query)) or "none"

    def shown(self, session: Session, conversation_id: int) -> str:
        query = select(QuoteShown.outcome).where(QuoteShown.conversation_id == conversation_id)
        return ",".join(session.scalars(query.order_by(QuoteShown.id))) or "none"

    def waits(self, session: Session, guest_id: int) -> str:
        query = select(WaitlistEntry.state).where(WaitlistEntry.guest_id == guest_id)
        return ",".join(session.scalars(query.order_by(WaitlistEntry.id))) or "none"
