"""What tests about money share: a room held for Ana, an account, and payments as the provider would show them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.payments import PaymentState, Snapshot
from core.services import bookings, payments
from core.services.payments import accounts
from core.services.payments.reads import Purse
from core.store import bookings as rows
from core.store import hotels
from core.store.bookings import Booking
from core.store.cases import PaymentCase
from core.store.db import across_hotels, transaction
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from core.store.payments import Payment, PaymentRequest, Refund
from tests.inventory import Inventory, furnish, wish
from tests.makers import House, heard, incoming

COLLECTOR, TOKEN, SECRET = "440000001", "APP_USR-local-posada", "local-pay-secret-posada"


@dataclass(frozen=True)
class Held:
    """A hold and what was asked for it."""

    hotel: int
    inn: Inventory
    booking: int
    request: int
    reference: str
    amount: int

    def seen(self, payment_id: str = "9001", **facts: Any) -> Snapshot:
        """The payment as it should be, unless said otherwise."""
        made = Snapshot(
            payment_id=payment_id,
            state=PaymentState.APPROVED,
            reference=self.reference,
            amount=self.amount,
            currency="ARS",
            collector=COLLECTOR,
            updated_at=clock.now(),
            raw={"id": payment_id},
        )
        return replace(made, **facts)

    def settle(self, *seen: Snapshot) -> None:
        for one in seen:
            with transaction(self.hotel) as session:
                payments.settle(session, self.hotel, one)

    def row(self) -> Booking:
        with transaction(self.hotel) as session:
            found = rows.one(session, self.booking)
            assert found is not None
            return found

    def purse(self) -> Purse:
        with transaction(self.hotel) as session:
            booking = rows.one(session, self.booking)
            assert booking is not None
            return payments.purse(session, booking)


def open_account(hotel_id: int) -> None:
    with across_hotels() as session:
        hotel = hotels.hotel(session, hotel_id)
        assert hotel is not None
        accounts.add_account(session, hotel, COLLECTOR, TOKEN, SECRET)


def held_by_ana(house: House, **facts: Any) -> Held:
    """Ana holds a double in ten days, and was asked for what makes it hers."""
    open_account(house.posada)
    by = TheHouse(house.posada)
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola"))
        inn = furnish(session, house.posada)
        terms = bookings.Terms(conversation_id=conversation.id)
        head = bookings.hold(session, by, conversation.guest_id, wish(**facts), terms)[0]
        request = payments.ask(session, by, head)
        assert request is not None
        return Held(house.posada, inn, head.id, request.id, request.reference, request.amount)


def all_of(table: Any) -> list[Any]:
    with across_hotels() as session:
        return list(session.scalars(select(table).order_by(table.id)))


def said() -> list[str]:
    """What the house said, in order."""
    return [line.text for line in all_of(Message) if line.direction == "out"]


def cases() -> list[str]:
    return [one.kind for one in all_of(PaymentCase) if one.closed_at is None]


def came() -> list[tuple[str, bool]]:
    return [(one.state, one.counted) for one in all_of(Payment)]


def requests() -> list[str]:
    return [one.state for one in all_of(PaymentRequest)]


def refunds() -> list[tuple[int, str]]:
    return [(one.amount, one.state) for one in all_of(Refund)]


def open_letters(kind: str) -> list[OutboxLetter]:
    return [one for one in all_of(OutboxLetter) if one.kind == kind and one.state == "waiting"]
