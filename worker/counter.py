"""What the cashier does at the provider's counter, one errand each: ask, and say how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from core.domain.conversations import AlertKind
from core.domain.errands import MAX_ATTEMPTS, Act, Errand, LetterState, Refusal
from core.domain.payments import Provider, RefundSeen, RefundState
from core.domain.ports import LinkWish, Refused
from core.services import account_check, alerts
from core.services import payments as verbs
from core.services.account_check import Said, Wrong
from core.services.payments import asking, errands, hints, wishes
from core.services.payments.wishes import RefundTrip
from core.store import outbox, payments
from core.store.db import transaction
from core.store.outbox import Claimed

if TYPE_CHECKING:
    from worker.cashier import Cashier

Ending = Callable[[Session], None]


def _nothing(_: Session) -> None:
    """There was nothing to do any more."""


async def make_link(cashier: Cashier, letter: Claimed) -> Ending:
    account, door = await cashier.account(letter.hotel_id)
    request_id = letter.payload["request"]
    wish = await asyncio.to_thread(_wish, letter, cashier.address_of(door))
    if wish is None:
        return _nothing
    link = await cashier.port().create_link(account, wish)
    return lambda session: asking.link_made(session, request_id, link)


async def close_link(cashier: Cashier, letter: Claimed) -> Ending:
    account, _ = await cashier.account(letter.hotel_id)
    at = datetime.fromisoformat(letter.payload["at"])
    await cashier.port().close_link(account, letter.payload["link"], at)
    return _nothing


async def fetch_payment(cashier: Cashier, letter: Claimed) -> Ending:
    account, _ = await cashier.account(letter.hotel_id)
    seen = await cashier.port().fetch(account, letter.payload["payment"])

    def settle(session: Session) -> None:
        verbs.settle(session, letter.hotel_id, seen)

    return settle


async def fetch_order(cashier: Cashier, letter: Claimed) -> Ending:
    account, _ = await cashier.account(letter.hotel_id)
    order_id = letter.payload["order"]
    found = await cashier.port().payments_of_order(account, order_id)

    def ask_for_each(session: Session) -> None:
        for payment_id in found:
            key = f"{letter.id}:{payment_id}"
            errands.fetch(session, letter.hotel_id, payment_id, key, letter.payload["verified"])

    return ask_for_each


async def search_payments(cashier: Cashier, letter: Claimed) -> Ending:
    """Finds what nobody told us of: notifications get lost, and money does not."""
    account, _ = await cashier.account(letter.hotel_id)
    request_id = letter.payload["request"]
    reference = await asyncio.to_thread(_reference, letter)
    if reference is None:
        return _nothing
    found = await cashier.port().search(account, reference)

    def settle_each(session: Session) -> None:
        for seen in reversed(found):
            verbs.settle(session, letter.hotel_id, seen)
        asking.looked(session, request_id)

    return settle_each


async def refund_payment(cashier: Cashier, letter: Claimed) -> Ending:
    """Who asks again first looks whether it was done: a key is remembered by the provider for a while only."""
    account, _ = await cashier.account(letter.hotel_id)
    refund_id = letter.payload["refund"]
    trip = await asyncio.to_thread(_trip, letter)
    if trip is None:
        return _nothing
    port = cashier.port()
    if trip.asked:
        seen = await port.fetch(account, trip.payment_id)
        if seen.refunded >= trip.before + trip.amount:
            last = seen.refunds[-1].id if seen.refunds else ""
            gone = RefundSeen(last, trip.amount, RefundState.DONE)
            return lambda session: verbs.refund_done(session, refund_id, gone)
    answer = await port.refund(account, trip.payment_id, trip.amount, trip.currency, trip.key)
    return lambda session: verbs.refund_done(session, refund_id, answer)


async def check_account(cashier: Cashier, letter: Claimed) -> Ending:
    """A no is what was asked for: only silence makes it ask again."""
    account, _ = await cashier.account(letter.hotel_id)
    try:
        seen = await cashier.port().whose(account)
    except Refused as no:
        if no.refusal.act in (Act.RETRY, Act.SLOW_NUMBER) and letter.attempts < MAX_ATTEMPTS // 2:
            raise
        why = Wrong.TOKEN if no.refusal.act is Act.PAUSE_HOTEL else Wrong.OTHER
        said = Said(why, no.refusal.detail[:300])
        return lambda session: account_check.answered(session, letter.hotel_id, said)

    def judge(session: Session) -> None:
        verdict = account_check.judged(session, letter.hotel_id, seen)
        account_check.answered(session, letter.hotel_id, verdict)

    return judge


HANDLERS: dict[Errand, Callable[[Cashier, Claimed], Awaitable[Ending]]] = {
    Errand.MAKE_PAYMENT_LINK: make_link,
    Errand.CLOSE_LINK: close_link,
    Errand.FETCH_PAYMENT: fetch_payment,
    Errand.FETCH_ORDER: fetch_order,
    Errand.SEARCH_PAYMENTS: search_payments,
    Errand.REFUND_PAYMENT: refund_payment,
    Errand.CHECK_ACCOUNT: check_account,
}


def _wish(letter: Claimed, notify_at: str) -> LinkWish | None:
    with transaction(letter.hotel_id) as session:
        return wishes.wish_for(session, letter.payload["request"], notify_at)


def _reference(letter: Claimed) -> str | None:
    with transaction(letter.hotel_id) as session:
        request = payments.request(session, letter.payload["request"])
        return request.reference if request else None


def _trip(letter: Claimed) -> RefundTrip | None:
    with transaction(letter.hotel_id) as session:
        return wishes.refund_trip(session, letter.payload["refund"])


def account_works(session: Session) -> None:
    account = payments.account(session, Provider.MERCADOPAGO)
    if account is not None and account.paused_reason is not None:
        account.paused_reason = None


def account_fails(session: Session, hotel_id: int, refusal: Refusal) -> None:
    hints.pause_account(session, hotel_id, refusal.detail)


def give_up(session: Session, letter: Claimed, refusal: Refusal) -> None:
    """What nobody will try again by itself. A link ends by itself; what nobody signed was perhaps never true."""
    unsigned = letter.payload.get("verified") is False
    quietly = letter.kind is Errand.CLOSE_LINK or unsigned
    state = LetterState.CANCELLED if quietly else LetterState.DEAD
    outbox.put_aside(session, letter.id, state, refusal.detail)
    if quietly:
        return
    if letter.kind is Errand.MAKE_PAYMENT_LINK:
        asking.link_refused(session, letter.payload["request"], refusal.detail)
    elif letter.kind is Errand.REFUND_PAYMENT:
        verbs.refund_refused(session, letter.payload["refund"], refusal.detail)
    else:
        facts = {"box": "outbox", "errand": str(letter.kind)}
        key = f"outbox:{letter.id}"
        alerts.raise_alert(session, letter.hotel_id, AlertKind.LETTER_DEAD, key, facts=facts)
