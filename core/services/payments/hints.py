"""What a notification sets in motion: the provider is asked, and only its answer counts."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from core.domain.payments import Hint, Method, Provider, Topic
from core.domain.settling import CaseKind
from core.services.payments import errands
from core.services.payments.cases import open_case
from core.store import bookings, payments


def take_hint(session: Session, hotel_id: int, hint: Hint, verified: bool) -> None:
    """Whatever it is about, it only asks. What nobody signed may ask about a payment and nothing else."""
    if hint.payment_id is not None:
        errands.fetch(session, hotel_id, hint.payment_id, hint.key, verified)
    elif hint.topic is Topic.ORDER_OF_PAYMENTS:
        errands.fetch_order(session, hotel_id, hint.subject, hint.key, verified)
    if not verified:
        return
    match hint.topic:
        case Topic.FRAUD_ALERT:
            _case(session, hotel_id, CaseKind.FRAUD_ALERT, hint)
        case Topic.CLAIM:
            _case(session, hotel_id, CaseKind.DISPUTED, hint)
        case Topic.CHARGEBACK if hint.payment_id is None:
            _case(session, hotel_id, CaseKind.CHARGED_BACK, hint)
        case Topic.ACCESS_REVOKED:
            pause_account(session, hotel_id, "the hotel took its permission back")


def pause_account(session: Session, hotel_id: int, reason: str) -> None:
    """No links can be made until somebody enters a token that works."""
    account = payments.account(session, Provider.MERCADOPAGO)
    if account is not None and account.paused_reason is None:
        account.paused_reason = reason[:300]
    open_case(
        session, hotel_id, CaseKind.ACCOUNT_TROUBLE, None, None, about="mercadopago", detail=reason[:300]
    )


def to_json(hint: Hint, verified: bool) -> dict[str, Any]:
    return {
        "key": hint.key,
        "topic": hint.topic,
        "subject": hint.subject,
        "payment": hint.payment_id,
        "detail": hint.detail,
        "verified": verified,
    }


def from_json(told: dict[str, Any]) -> tuple[Hint, bool]:
    hint = Hint(told["key"], Topic(told["topic"]), told["subject"], told["payment"], told["detail"])
    return hint, bool(told["verified"])


def _case(session: Session, hotel_id: int, kind: CaseKind, hint: Hint) -> None:
    payment = (
        payments.by_provider_id(session, Method.MERCADOPAGO, hint.payment_id) if hint.payment_id else None
    )
    booking = bookings.one(session, payment.booking_id) if payment and payment.booking_id else None
    about = f"mercadopago:{hint.subject}"
    open_case(session, hotel_id, kind, booking, payment, about=about, detail=hint.detail)
