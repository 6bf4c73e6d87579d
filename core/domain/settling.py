"""What a payment means for a booking. One pure table of reasons: order, copies, lateness, amount, currency, owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from core.domain.bookings import Status
from core.domain.payments import HOLDS_MONEY, MOVES, PaymentState, Snapshot


class Standing(StrEnum):
    """How the booking stands when money comes."""

    HELD = "held"
    LAPSED = "lapsed"
    STANDS = "stands"
    GIVEN_UP = "given_up"
    MISSING = "missing"


_STANDING: Final = {
    Status.HELD: Standing.HELD,
    Status.EXPIRED: Standing.LAPSED,
    Status.CONFIRMED: Standing.STANDS,
    Status.IN_HOUSE: Standing.STANDS,
    Status.CHECKED_OUT: Standing.STANDS,
    Status.CANCELLED: Standing.GIVEN_UP,
    Status.NO_SHOW: Standing.GIVEN_UP,
    Status.BLOCKED: Standing.MISSING,
}


def standing_of(status: Status | None) -> Standing:
    return Standing.MISSING if status is None else _STANDING[status]


class Verdict(StrEnum):
    """`count`: the booking stands and the money is owed. `rescue`: the hold was over; the room is asked for again."""

    IGNORE = "ignore"
    REMEMBER = "remember"
    WAIT = "wait"
    CONFIRM = "confirm"
    COUNT = "count"
    RESCUE = "rescue"
    SEND_BACK = "send_back"
    CASE = "case"


class CaseKind(StrEnum):
    """What a person must look at. No room is ever freed by one of these."""

    WRONG_AMOUNT = "wrong_amount"
    WRONG_CURRENCY = "wrong_currency"
    NOT_OUR_ACCOUNT = "not_our_account"
    NO_BOOKING = "no_booking"
    PAID_AFTER_END = "paid_after_end"
    LATE_NO_ROOM = "late_no_room"
    PAID_THEN_GIVEN_UP = "paid_then_given_up"
    SENT_BACK_BY_OTHERS = "sent_back_by_others"
    DISPUTED = "disputed"
    CHARGED_BACK = "charged_back"
    ODD_STATE = "odd_state"
    FRAUD_ALERT = "fraud_alert"
    REFUND_REFUSED = "refund_refused"
    LINK_REFUSED = "link_refused"
    ACCOUNT_TROUBLE = "account_trouble"


@dataclass(frozen=True)
class Asked:
    """What was asked for. `owed` is what the booking still owes, `paid` whether other money met this request."""

    amount: int
    currency: str
    collector: str
    owed: int
    paid: bool = False


@dataclass(frozen=True)
class Known:
    """What we knew of this very payment before, and what of it we have sent back ourselves."""

    state: PaymentState
    updated_at: datetime | None
    refunded: int = 0
    counted: bool = False
    sent_back: int = 0


@dataclass(frozen=True)
class Decision:
    verdict: Verdict
    case: CaseKind | None = None
    refund: int = 0


def outcome(asked: Asked, standing: Standing, known: Known | None, seen: Snapshot) -> Decision:
    """What to do about a payment as it stands now."""
    if known is not None and not is_news(known, seen):
        return Decision(Verdict.IGNORE)
    if seen.collector is not None and seen.collector != asked.collector:
        return _case(CaseKind.NOT_OUR_ACCOUNT)
    if seen.state is PaymentState.UNKNOWN or (known is not None and seen.state not in MOVES[known.state]):
        return _case(CaseKind.ODD_STATE)
    if seen.state is PaymentState.APPROVED:
        return _approved(asked, standing, known, seen)
    return _anything_else(known, seen)


def is_news(known: Known, seen: Snapshot) -> bool:
    """Pictures arrive out of order. The same moment counts as news only if something in it is different."""
    differs = seen.state is not known.state or seen.refunded != known.refunded
    if known.updated_at is None or seen.updated_at is None:
        return differs and _RANK[seen.state] >= _RANK[known.state]
    if seen.updated_at == known.updated_at:
        return differs and _RANK[seen.state] >= _RANK[known.state] and seen.refunded >= known.refunded
    return seen.updated_at > known.updated_at


_RANK: Final = {
    PaymentState.UNKNOWN: 0,
    PaymentState.PENDING: 1,
    PaymentState.IN_PROCESS: 1,
    PaymentState.AUTHORIZED: 2,
    PaymentState.REJECTED: 3,
    PaymentState.CANCELLED: 3,
    PaymentState.APPROVED: 4,
    PaymentState.IN_MEDIATION: 5,
    PaymentState.REFUNDED: 6,
    PaymentState.CHARGED_BACK: 7,
}


def _approved(asked: Asked, standing: Standing, known: Known | None, seen: Snapshot) -> Decision:
    ours = known.sent_back if known else 0
    if seen.refunded > ours:
        return _case(CaseKind.SENT_BACK_BY_OTHERS)
    if known is not None and (known.counted or known.state in HOLDS_MONEY or ours):
        return Decision(Verdict.REMEMBER)
    if seen.currency != asked.currency or seen.amount is None:
        differs = seen.currency != asked.currency
        return _case(CaseKind.WRONG_CURRENCY if differs else CaseKind.WRONG_AMOUNT)
    if standing is Standing.MISSING:
        return _case(CaseKind.NO_BOOKING)
    if asked.paid:
        return Decision(Verdict.SEND_BACK, refund=seen.amount)
    if seen.amount != asked.amount:
        return _case(CaseKind.WRONG_AMOUNT)
    if standing is Standing.GIVEN_UP:
        return _case(CaseKind.PAID_AFTER_END)
    if standing is Standing.STANDS:
        enough = asked.owed >= seen.amount
        return Decision(Verdict.COUNT) if enough else Decision(Verdict.SEND_BACK, refund=seen.amount)
    return Decision(Verdict.CONFIRM if standing is Standing.HELD else Verdict.RESCUE)


def _anything_else(known: Known | None, seen: Snapshot) -> Decision:
    ours = known.sent_back if known else 0
    match seen.state:
        case PaymentState.PENDING | PaymentState.IN_PROCESS | PaymentState.AUTHORIZED:
            return Decision(Verdict.WAIT)
        case PaymentState.IN_MEDIATION:
            return _case(CaseKind.DISPUTED)
        case PaymentState.CHARGED_BACK:
            return _case(CaseKind.CHARGED_BACK)
        case PaymentState.REFUNDED | PaymentState.CANCELLED if known is not None and known.counted:
            whole = seen.amount is not None and ours >= seen.amount
            return Decision(Verdict.REMEMBER) if whole else _case(CaseKind.SENT_BACK_BY_OTHERS)
        case _:
            return Decision(Verdict.REMEMBER)


def _case(kind: CaseKind) -> Decision:
    return Decision(Verdict.CASE, kind)
