"""What happens to money: payments are made, refused, sent back, disputed; and word of it goes out, or does not."""

from __future__ import annotations

import asyncio
import itertools
import time
from decimal import Decimal
from typing import Any

from core.local.pay.knobs import Knobs
from core.local.pay.ledger import Ledger, Payment, Preference
from core.local.pay.messenger import Messenger
from core.local.pay.notices import Notice, legacy, wants_webhooks_only, webhook
from core.local.pay.problems import PayProblem
from core.local.pay.settings import PaySettings, Seller

OUTCOMES = {
    "approve": ("approved", "accredited"),
    "reject": ("rejected", "cc_rejected_other_reason"),
    "no_funds": ("rejected", "cc_rejected_insufficient_amount"),
    "wrong_code": ("rejected", "cc_rejected_bad_filled_security_code"),
    "expired_card": ("rejected", "cc_rejected_bad_filled_date"),
    "call_bank": ("rejected", "cc_rejected_call_for_authorize"),
    "pending": ("in_process", "pending_review_manual"),
    "late": ("in_process", "pending_contingency"),
}
TELLINGS = ("once", "twice", "early", "never")
_WATCH_SECONDS = 0.1


class Till:
    def __init__(self, settings: PaySettings) -> None:
        self.settings = settings
        self.knobs = Knobs()
        self.ledger = Ledger(settings.data / "pay")
        self.messenger = Messenger(self.knobs)
        self.refusals: list[PayProblem | str] = []
        self._skipped = 0.0
        self._numbers = itertools.count(int(time.time() * 1000))
        self._watch: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self.ledger.load()
        self.messenger.start()
        self._watch = asyncio.create_task(self._keep_promises())

    async def stop(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
        await self.messenger.stop()

    def reset(self) -> None:
        self.messenger.clear()
        self.messenger.told.clear()
        self.refusals.clear()
        self.ledger.clear()
        self._skipped = 0.0
        self.knobs.turn(Knobs().as_dict())

    def now(self) -> float:
        return time.time() + self._skipped

    def skip(self, seconds: float) -> None:
        self._skipped += seconds

    def seller(self, seller_id: str) -> Seller:
        return next(one for one in self.settings.sellers if one.id == seller_id)

    def preference(self, preference_id: str) -> Preference:
        found = self.ledger.preferences.get(preference_id)
        if found is None:
            raise LookupError("there is no such link")
        return found

    def payment(self, payment_id: int) -> Payment:
        found = self.ledger.payments.get(payment_id)
        if found is None:
            raise LookupError("there is no such payment")
        return found

    def is_open(self, preference: Preference) -> bool:
        return preference.opens <= self.now() < preference.closes

    def pay(self, preference: Preference, outcome: str, telling: str = "once", **more: Any) -> Payment:
        """One attempt; each has an id of its own. A link that is over starts none."""
        if outcome not in OUTCOMES or telling not in TELLINGS:
            raise ValueError(f"outcome is one of {', '.join(OUTCOMES)}; telling one of {', '.join(TELLINGS)}")
        if not self.is_open(preference):
            raise PayProblem(400, "the link is over, or not open yet")
        now, (status, detail) = self.now(), OUTCOMES[outcome]
        payment = Payment(
            id=self.ledger.next_payment(),
            seller_id=str(more.get("collector") or preference.seller_id),
            preference_id=preference.id,
            order_id=preference.order_id,
            reference=preference.reference,
            amount=str(more.get("amount") or preference.total),
            currency=str(more.get("currency") or preference.currency),
            status=status,
            detail=detail,
            method=str(more.get("method") or "visa"),
            kind=str(more.get("kind") or "credit_card"),
            created=now,
            updated=now,
            approved=now if status == "approved" else None,
            visible_from=now + self.knobs.hidden_seconds if telling == "early" else 0.0,
            late=outcome == "late",
            silent=telling == "never",
        )
        self.ledger.keep(payment)
        self.tell(payment, "payment.created", times=2 if telling == "twice" else 1)
        return payment

    def moves(self, payment: Payment, status: str, detail: str) -> None:
        payment.status, payment.detail, payment.late = status, detail, False
        payment.updated = self.now()
        if status == "approved" and payment.approved is None:
            payment.approved = payment.updated
        self.ledger.keep(payment)
        self.tell(payment, "payment.updated")

    def send_back(self, payment: Payment, amount: Decimal | None, status: str = "approved") -> dict[str, Any]:
        """A refund: by the seller's call, or by somebody in the seller's panel."""
        left = Decimal(payment.amount) - payment.refunded
        if payment.status not in ("approved", "in_mediation") or left <= 0:
            raise PayProblem(400, "The action requested is not valid for the current payment state", 2063)
        if self.now() - payment.created > 180 * 86_400:
            raise PayProblem(400, "Payment too old to be refunded", 15016)
        wanted = left if amount is None else amount
        if wanted > left:
            raise PayProblem(400, "The amount to refund is greater than what is left", 4040)
        made = {
            "id": payment.id * 100 + len(payment.refunds),
            "payment_id": payment.id,
            "amount": str(wanted),
            "status": status,
            "date_created": self.now(),
        }
        payment.refunds.append(made)
        whole = payment.refunded >= Decimal(payment.amount)
        self.moves(payment, *(("refunded", "refunded") if whole else (payment.status, "partially_refunded")))
        return made

    def tell(self, payment: Payment, action: str, times: int = 1) -> None:
        preference = self.ledger.preferences.get(payment.preference_id)
        base = str(preference.body.get("notification_url", "")) if preference else ""
        if not base or payment.silent:
            return
        facts = {"at": self.now(), "seller_id": payment.seller_id}
        url, body = webhook(base, next(self._numbers), "payment", str(payment.id), action=action, **facts)
        for copy in range(times):
            self._send(payment, url, body, str(payment.id), copy * 0.15)
        order = str(payment.order_id)
        if self.knobs.orders_too:
            topic = "topic_merchant_order_wh"
            url, body = webhook(base, next(self._numbers), topic, order, action="update", **facts)
            self._send(payment, url, body, order, 0.1)
        if not wants_webhooks_only(base):
            url, body = legacy(base, "payment", str(payment.id))
            self._send(payment, url, body, "unverifiable", 0.2)

    def tell_of(self, payment: Payment, topic: str, subject: str, **data: Any) -> None:
        """A notification about something around a payment: a chargeback, a fraud alert."""
        base = str(self.preference(payment.preference_id).body.get("notification_url", ""))
        facts = {"at": self.now(), "seller_id": payment.seller_id, "action": "created", "data": data}
        url, body = webhook(base, next(self._numbers), topic, subject, **facts)
        self._send(payment, url, body, subject, 0.0)

    def _send(self, payment: Payment, url: str, body: bytes, subject: str, later: float) -> None:
        secret = self.seller(payment.seller_id).webhook_secret
        self.messenger.send(
            Notice(url, subject, body, secret, self.knobs.sign), self.knobs.notify_after + later
        )

    async def _keep_promises(self) -> None:
        """Approves what was promised for after a link's end, whenever that end comes."""
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            for payment in list(self.ledger.payments.values()):
                closed = self.ledger.preferences[payment.preference_id].closes if payment.late else 0.0
                if payment.late and closed + self.knobs.late_after_expiry <= self.now():
                    self.moves(payment, "approved", "accredited")
