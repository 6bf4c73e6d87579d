"""Cases: what about money a person must decide, with the alert that calls them."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Action, Actor, require
from core.domain.conversations import AlertKind, AuditTag
from core.domain.settling import CaseKind
from core.services import alerts, meanwhile
from core.services.written import written_down
from core.store import cases
from core.store.bookings import Booking
from core.store.cases import PaymentCase
from core.store.db import tell_after_commit
from core.store.payments import Payment


class NoSuchCase(Exception):
    pass


def open_case(
    session: Session,
    hotel_id: int,
    kind: CaseKind,
    booking: Booking | None,
    payment: Payment | None,
    **facts: Any,
) -> None:
    """One open case for the same trouble; people are called once."""
    about = (
        f"payment:{payment.id}"
        if payment
        else f"booking:{booking.id}"
        if booking
        else facts.get("about", "-")
    )
    key = f"{kind}:{about}"
    made = cases.open_once(
        session,
        PaymentCase(
            hotel_id=hotel_id,
            kind=kind,
            key=key,
            booking_id=booking.id if booking else None,
            payment_id=payment.id if payment else None,
            facts=facts,
            opened_at=clock.now(),
        ),
    )
    if made is None:
        return
    alerts.raise_alert(
        session,
        hotel_id,
        AlertKind.PAYMENT_CASE,
        f"case:{made}",
        conversation_id=booking.conversation_id if booking else None,
        facts={"case": kind, "code": booking.code if booking else "", **facts},
    )
    tell_after_commit(session, hotel_id, kind="case", case=made)


def is_open(session: Session, booking: Booking, kind: CaseKind) -> bool:
    return any(case.kind == kind for case in cases.open_cases(session, [booking.id]))


def close_case(session: Session, actor: Actor, case_id: int, resolution: str, token: str) -> None:
    """A person looked at it and says what they did."""
    require(actor, Action.SETTLE_CASES)
    case = cases.locked(session, case_id)
    if case is None:
        raise NoSuchCase
    if case.closed_at is not None:
        meanwhile.unless_by_another(session, actor, case.closed_by)
        return
    if not written_down(
        session, actor, AuditTag.CASE_CLOSED, f"case:{case_id}", token, resolution=resolution[:300]
    ):
        return
    case.closed_at, case.closed_by, case.resolution = clock.now(), actor.staff_id, resolution[:1000]
    alerts.close_alert(session, actor.hotel_id, f"case:{case_id}", actor.staff_id)
    tell_after_commit(session, actor.hotel_id, kind="case", case=case_id)
