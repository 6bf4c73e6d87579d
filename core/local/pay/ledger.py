"""What the stand-in remembers: preferences, payments, refunds; in a journal, so that a restart forgets nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from core.local.phone.journal import Journal, Line

_FIRST_PAYMENT = 1_300_000_000
_FIRST_ORDER = 25_000_000


@dataclass
class Preference:
    id: str
    seller_id: str
    order_id: int
    created: float
    body: dict[str, Any]
    opens: float = 0.0
    closes: float = 0.0
    key: str = ""

    @property
    def reference(self) -> str:
        return str(self.body.get("external_reference", ""))

    @property
    def total(self) -> Decimal:
        return sum((Decimal(str(i["unit_price"])) * i["quantity"] for i in self.body["items"]), Decimal(0))

    @property
    def currency(self) -> str:
        return str(self.body["items"][0]["currency_id"])


@dataclass
class Payment:
    """`amount` and the rest of the money are decimal text. `late` ones are approved once their link is over."""

    id: int
    seller_id: str
    preference_id: str
    order_id: int
    reference: str
    amount: str
    currency: str
    status: str
    detail: str
    method: str
    kind: str
    created: float
    updated: float
    approved: float | None = None
    visible_from: float = 0.0
    late: bool = False
    silent: bool = False
    refunds: list[dict[str, Any]] = field(default_factory=list)

    @property
    def refunded(self) -> Decimal:
        good = (Decimal(one["amount"]) for one in self.refunds if one["status"] != "rejected")
        return sum(good, Decimal(0))


class Ledger:
    """Everything by id. Each change is on the disk before anybody is answered."""

    def __init__(self, folder: Path) -> None:
        self._journal = Journal(folder)
        self.preferences: dict[str, Preference] = {}
        self.payments: dict[int, Payment] = {}
        self.answers: dict[str, dict[str, Any]] = {}

    def load(self) -> None:
        records = self._journal.load()
        for row in records.get("preference", {}).values():
            self.preferences[row["id"]] = Preference(**row)
        for row in records.get("payment", {}).values():
            self.payments[row["id"]] = Payment(**row)
        self.answers = dict(records.get("answer", {}))
        self._journal.rewrite(self._present())

    def clear(self) -> None:
        for book in (self.preferences, self.payments, self.answers):
            book.clear()
        self._journal.rewrite(self._present())

    def keep(self, row: Preference | Payment) -> None:
        book, kind = (
            (self.preferences, "preference") if isinstance(row, Preference) else (self.payments, "payment")
        )
        book[row.id] = row  # type: ignore[index, assignment]
        self._write(kind, str(row.id), asdict(row))

    def keep_answer(self, key: str, answer: dict[str, Any]) -> None:
        """The same idempotency key gets the same answer again, also after a restart."""
        self.answers[key] = answer
        self._write("answer", key, answer)

    def next_payment(self) -> int:
        return max(self.payments, default=_FIRST_PAYMENT) + 1

    def next_order(self) -> int:
        return max((one.order_id for one in self.preferences.values()), default=_FIRST_ORDER) + 1

    def of_preference(self, preference_id: str) -> list[Payment]:
        return [one for one in self.payments.values() if one.preference_id == preference_id]

    def _write(self, kind: str, key: str, row: dict[str, Any]) -> None:
        self._journal.put(kind, key, row)
        self._journal.flush()

    def _present(self) -> Iterator[Line]:
        for preference in self.preferences.values():
            yield "preference", preference.id, asdict(preference)
        for payment in self.payments.values():
            yield "payment", str(payment.id), asdict(payment)
        for key, answer in self.answers.items():
            yield "answer", key, answer
