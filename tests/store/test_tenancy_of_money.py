"""Money has walls too: forged ids of payments, bookings and receipts are refused by the database itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.money import Money
from core.domain.payments import Method
from core.services import payments as verbs
from core.services.payments.desk import NoSuchPayment
from core.services.payments.receipts import NoSuchReceipt
from core.store import payments, receipts
from core.store.cases import PaymentCase, open_cases
from core.store.db import across_hotels, transaction
from core.store.payments import Payment, PaymentRequest, Refund
from core.store.receipts import Receipt
from tests.makers import House
from tests.store.conftest import Treasure


def of_posada(house: House, table: type) -> int:
    """An id of the Posada's that somebody of the Cabañas might guess."""
    with across_hotels() as session:
        found = session.scalar(select(table.id).where(table.hotel_id == house.posada))  # type: ignore[attr-defined]
        assert found is not None
        return int(found)


def a_payment(booking: int | None) -> Payment:
    now = clock.now()
    return Payment(
        booking_id=booking,
        method=Method.CASH,
        state="approved",
        amount=1,
        currency="ARS",
        refunded=0,
        counted=True,
        created_at=now,
        seen_at=now,
        raw={},
        note="",
    )


Forgery = Callable[[House, Treasure], object]
FORGERIES: dict[str, Forgery] = {
    "a payment for their booking": lambda _, theirs: a_payment(theirs.booking),
    "a request for their booking": lambda _, theirs: PaymentRequest(
        booking_id=theirs.booking,
        provider="mercadopago",
        purpose="deposit",
        reference="cj-forged",
        amount=1,
        currency="ARS",
        state="wanted",
        expires_at=clock.now(),
        created_at=clock.now(),
    ),
    "a refund of their payment": lambda house, _: Refund(
        payment_id=of_posada(house, Payment),
        key="refund-forged",
        amount=1,
        currency="ARS",
        state="wanted",
        reason="",
        wanted_at=clock.now(),
    ),
    "a receipt with their picture": lambda _, theirs: Receipt(
        booking_id=theirs.booking,
        media_id=theirs.media,
        sha256="0",
        state="waiting",
        reason="",
        sent_at=clock.now(),
    ),
    "a case about their payment": lambda house, _: PaymentCase(
        kind="disputed",
        key="forged",
        payment_id=of_posada(house, Payment),
        facts={},
        opened_at=clock.now(),
        resolution="",
    ),
}


@pytest.mark.parametrize("forgery", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_id_is_refused(house: House, treasure: Treasure, forgery: Forgery) -> None:
    row = forgery(house, treasure)
    with pytest.raises(IntegrityError), transaction(house.cabanas) as session:
        session.add(row)


Question = Callable[[Session, House, Treasure], object]
QUESTIONS: dict[str, Question] = {
    "the account": lambda session, _, __: payments.account(session, "mercadopago"),
    "payments of a booking": lambda session, _, theirs: payments.of_bookings(session, [theirs.booking]),
    "requests of a booking": lambda session, _, theirs: payments.requests_of(session, [theirs.booking]),
    "a payment by its number": lambda session, _, __: payments.by_provider_id(session, "mercadopago", "9001"),
    "receipts of a booking": lambda session, _, theirs: receipts.waiting_of(session, [theirs.booking]),
    "the open cases": lambda session, _, __: open_cases(session),
    "money by raw question": lambda session, _, __: session.execute(text("SELECT * FROM payments")).all(),
}


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_neighbours_money_is_not_seen_and_ones_own_is(
    house: House, treasure: Treasure, question: Question
) -> None:
    with transaction(house.cabanas) as session:
        assert not question(session, house, treasure)
    with transaction(house.posada) as session:
        assert question(session, house, treasure)


def test_elena_cannot_touch_the_posadas_money(house: House, treasure: Treasure) -> None:
    payment, receipt = of_posada(house, Payment), of_posada(house, Receipt)
    money = Money.of(1, "ARS")
    with pytest.raises(NoSuchPayment), transaction(house.cabanas) as session:
        verbs.refund(session, house.elena, payment, money, "", "e1")
    with pytest.raises(NoSuchPayment), transaction(house.cabanas) as session:
        verbs.accept(session, house.elena, payment, "e2")
    with pytest.raises(NoSuchReceipt), transaction(house.cabanas) as session:
        verbs.approve_receipt(session, house.elena, receipt, money, "e3")
    with pytest.raises(NoSuchPayment), transaction(house.cabanas) as session:
        verbs.record_at_desk(session, house.elena, treasure.booking, Method.CASH, money, "e4")
