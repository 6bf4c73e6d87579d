"""What guests of a dialogue have booked before it begins, and what became of it.

booked: doble 4/12 6/12            Ana has a room, confirmed; "booked: doble x2 4/12 6/12" two of them together
booked by Bruno: doble 4/12 6/12   Bruno has
paid: cash 60000                   of the booking made last; "paid: link 60000" came through the provider
arrives                            the guest of the booking made last is checked in
account                            the hotel takes money through its provider
late: free=4                       the rule for leaving later, its hours stay 12, 14 and 16; "late: approval=1"
early: approval=0                  the rule for coming earlier, its hours stay 12 and 13
luggage is kept                    the hotel says so
bill: late_checkout 40000          every line beyond the quote of the booking made last; "bill: none"
refunds: 60000 wanted              everything that goes back; "refunds: none"
written down: Pide cuna: una cuna  the notes of the newest booking, " | " between them; "written down: nothing"
stays: 4/12 6/12 2                 dates and adults of the booking made last, and its price: "stays: 4/12 6/12 2 200000"

In a guest's words `{code}` is the code of the booking made last, `{first}` of the one made first.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.knowledge import Subject
from core.domain.money import Money, percent
from core.domain.payments import Method, PaymentState, Provider, Purpose, Snapshot
from core.domain.stays import Wish
from core.services import bookings, payments
from core.services.bookings import Terms
from core.store import bookings as rows
from core.store import charges
from core.store import payments as rows_of_money
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.payments import Refund
from tests.flows.setting import Setting
from tests.makers import ANA, BRUNO, heard, incoming
from tests.paying import open_account


@dataclass
class OwnBookings:
    setting: Setting
    made: list[int]

    def acts(self) -> dict[str, Callable[[str], None]]:
        return {
            "booked": lambda said: self._booked(said, ANA),
            "booked by Bruno": lambda said: self._booked(said, BRUNO),
            "paid": self._paid,
            "arrives": self._arrives,
            "account": lambda _rest: open_account(self._hotel),
            "late": lambda said: self._extra("late_checkout", said),
            "early": lambda said: self._extra("early_check_in", said),
            "luggage is kept": lambda _rest: self.setting._fact(Subject.AMENITY, "luggage", "Lo guardamos."),
            "bill": self._bill,
            "refunds": self._refunds,
            "written down": self._written_down,
            "stays": self._stays,
        }

    @property
    def _hotel(self) -> int:
        return self.setting.house.posada

    def filled(self, words: str) -> str:
        for name, at in (("{code}", -1), ("{first}", 0)):
            if name in words:
                with transaction(self._hotel) as session:
                    words = words.replace(name, session.get_one(Booking, self.made[at]).code)
        return words

    def _booked(self, said: str, sender: object) -> None:
        kind, *rest = said.split()
        count = int(rest.pop(0)[1:]) if rest[0].startswith("x") else 1
        first, last = rest[:2]
        wish = Wish(self.setting._day(first), self.setting._day(last), 2 * count, room_type=kind, rooms=count)
        with transaction(self._hotel) as session:
            conversation, line = heard(session, self._hotel, incoming("hola", sender=sender))
            line.handled_at = clock.now()
            by, terms = TheHouse(self._hotel), Terms(conversation_id=conversation.id)
            for one in bookings.hold(session, by, conversation.guest_id, wish, terms):
                bookings.confirm(session, by, one.id)
                self.made.append(one.id)

    def _paid(self, said: str) -> None:
        method, amount = said.split()
        money = Money.of(amount, "ARS")
        with transaction(self._hotel) as session:
            if method != "link":
                olga = self.setting.house.olga
                payments.record_at_desk(session, olga, self.made[-1], Method(method), money, f"paid {said}")
                return
            booking = session.get_one(Booking, self.made[-1])
            asked = payments.ask(session, TheHouse(self._hotel), booking, Purpose.DEPOSIT, money)
            account = rows_of_money.account(session, Provider.MERCADOPAGO)
            assert asked is not None and account is not None, "the hotel has no account"
            seen = Snapshot(
                payment_id=f"9{asked.id}", state=PaymentState.APPROVED, reference=asked.reference,
                amount=asked.amount, currency="ARS", collector=account.collector, updated_at=clock.now(), raw={},
            )  # fmt: skip
        with transaction(self._hotel) as session:
            payments.settle(session, self._hotel, seen)

    def _arrives(self, _rest: str) -> None:
        with transaction(self._hotel) as session:
            bookings.check_in(session, self.setting.house.carla, self.made[-1])

    def _extra(self, side: str, said: str) -> None:
        facts = dict(part.split("=") for part in said.split(", "))
        changes: dict[str, object] = {}
        if "free" in facts:
            changes["free_hours"] = int(facts["free"])
        if "approval" in facts:
            changes["approval"] = facts["approval"] == "1"
        if "share" in facts:
            changes["share_per_hour"] = percent(facts["share"])
        if facts.get("hours") == "none":
            changes["hours"] = ()
        rule = replace(getattr(self.setting.document, side), **changes)
        self.setting._decide(**{side: rule})

    def _bill(self, wanted: str) -> None:
        with transaction(self._hotel) as session:
            lines = charges.of_booking(session, self.made[-1])
            found = ", ".join(f"{line.kind} {line.amount // 100}" for line in lines) or "none"
        assert found == wanted, f"the bill says {found}"

    def _refunds(self, wanted: str) -> None:
        with transaction(self._hotel) as session:
            made = session.scalars(select(Refund).order_by(Refund.id))
            found = ", ".join(f"{one.amount // 100} {one.state}" for one in made) or "none"
        assert found == wanted, f"what goes back: {found}"

    def _written_down(self, wanted: str) -> None:
        with transaction(self._hotel) as session:
            newest = session.scalars(select(Booking).order_by(Booking.id.desc())).first()
            found = " | ".join(newest.notes.splitlines()) if newest and newest.notes else "nothing"
        assert found == wanted, f"the booking says {found!r}"

    def _stays(self, wanted: str) -> None:
        with transaction(self._hotel) as session:
            booking = rows.one(session, self.made[-1])
            assert booking is not None
            days = (booking.check_in, booking.check_out)
            first, last = (f"{day.day}/{day.month}" for day in days)
            found = f"{first} {last} {booking.adults} {booking.total // 100}"
        assert found == wanted or found.rsplit(" ", 1)[0] == wanted, f"the booking is {found}"
