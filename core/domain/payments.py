"""Payments as the house sees them, whoever carries the money. Amounts are whole minor units of a currency."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final


class Provider(StrEnum):
    MERCADOPAGO = "mercadopago"


class Method(StrEnum):
    """How money came. All but the first are written down by staff."""

    MERCADOPAGO = "mercadopago"
    TRANSFER = "transfer"
    CASH = "cash"
    CARD_AT_DESK = "card_at_desk"


class Strictness(StrEnum):
    """What happens to a notification that is not rightly signed: refused, or only taken as a reason to ask."""

    STRICT = "strict"
    FETCH = "fetch"


class Purpose(StrEnum):
    """What money is asked for: to make a hold a booking, the rest of it, or something on top."""

    DEPOSIT = "deposit"
    BALANCE = "balance"
    EXTRA = "extra"


class ReceiptState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"


class RequestState(StrEnum):
    """`wanted` has no link yet. A request that is over may still be paid: then money is late."""

    WANTED = "wanted"
    OPEN = "open"
    PAID = "paid"
    OVER = "over"


# Somebody may still pay by it in time.
LIVING: Final = frozenset({RequestState.WANTED, RequestState.OPEN})


class PaymentState(StrEnum):
    """How a payment stands with whoever carries it. `unknown` is a word of tomorrow: people look at it."""

    PENDING = "pending"
    IN_PROCESS = "in_process"
    AUTHORIZED = "authorized"
    APPROVED = "approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    IN_MEDIATION = "in_mediation"
    CHARGED_BACK = "charged_back"
    UNKNOWN = "unknown"


class RefundState(StrEnum):
    """`wanted` was not asked for yet; `asked` is under way at the provider."""

    WANTED = "wanted"
    ASKED = "asked"
    DONE = "done"
    REFUSED = "refused"


# Where a payment may go from where we saw it last. A payment refused is over: another try has another number.
_FIRST = frozenset(PaymentState)
MOVES: Final[dict[PaymentState, frozenset[PaymentState]]] = {
    PaymentState.PENDING: _FIRST,
    PaymentState.IN_PROCESS: _FIRST,
    PaymentState.AUTHORIZED: _FIRST - {PaymentState.PENDING},
    PaymentState.APPROVED: frozenset(
        {
            PaymentState.APPROVED,
            PaymentState.REFUNDED,
            PaymentState.IN_MEDIATION,
            PaymentState.CHARGED_BACK,
            PaymentState.CANCELLED,
            PaymentState.UNKNOWN,
        }
    ),
    PaymentState.IN_MEDIATION: frozenset(
        {
            PaymentState.IN_MEDIATION,
            PaymentState.APPROVED,
            PaymentState.REFUNDED,
            PaymentState.CHARGED_BACK,
            PaymentState.UNKNOWN,
        }
    ),
    PaymentState.CHARGED_BACK: frozenset(
        {PaymentState.CHARGED_BACK, PaymentState.APPROVED, PaymentState.REFUNDED, PaymentState.UNKNOWN}
    ),
    PaymentState.REFUNDED: frozenset(
        {PaymentState.REFUNDED, PaymentState.CHARGED_BACK, PaymentState.UNKNOWN}
    ),
    PaymentState.REJECTED: frozenset({PaymentState.REJECTED, PaymentState.UNKNOWN}),
    PaymentState.CANCELLED: frozenset({PaymentState.CANCELLED, PaymentState.REFUNDED, PaymentState.UNKNOWN}),
    PaymentState.UNKNOWN: _FIRST,
}

# The states in which money lies with the hotel, or is fought over.
HOLDS_MONEY: Final = frozenset({PaymentState.APPROVED, PaymentState.IN_MEDIATION})


@dataclass(frozen=True)
class RefundSeen:
    """A refund as the provider tells of it."""

    id: str
    amount: int
    state: RefundState


@dataclass(frozen=True)
class Snapshot:
    """One payment at one moment. `amount` is what was asked and paid, without anybody's interest for instalments.

    `updated_at` tells which of two snapshots is the younger; `collector` is whose account the money went to.
    """

    payment_id: str
    state: PaymentState
    reference: str
    amount: int | None
    currency: str
    refunded: int = 0
    collector: str | None = None
    detail: str = ""
    method: str = ""
    created_at: datetime | None = None
    approved_at: datetime | None = None
    updated_at: datetime | None = None
    refunds: tuple[RefundSeen, ...] = ()
    live: bool = True
    raw: dict[str, Any] = field(default_factory=dict)


class Topic(StrEnum):
    """What a notification is about. It proves nothing: whoever acts on it asks the provider first."""

    PAYMENT = "payment"
    ORDER_OF_PAYMENTS = "order_of_payments"
    FRAUD_ALERT = "fraud_alert"
    CHARGEBACK = "chargeback"
    CLAIM = "claim"
    ACCESS_REVOKED = "access_revoked"
    OTHER = "other"


@dataclass(frozen=True)
class Hint:
    """A notification, reduced to what may be asked about: `key` is the same for each copy of it."""

    key: str
    topic: Topic
    subject: str
    payment_id: str | None = None
    detail: str = ""
