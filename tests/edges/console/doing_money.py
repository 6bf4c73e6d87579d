"""Deeds about money that waits for a person, and about guests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.bookings import BlockReason
from core.domain.payments import PaymentState, Snapshot
from core.services import bookings, media, payments
from core.services.payments import take_receipt
from core.store.bookings import Booking
from core.store.cases import PaymentCase
from core.store.db import transaction
from core.store.guests import Guest
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.staging import Stage
from tests.moneyed import slip
from tests.paying import COLLECTOR


def receipt(stage: Stage) -> int:
    held = stage.held()
    with transaction(stage.hotel) as session:
        picture = media.keep(session, stage.hotel, slip(held.code), "image/jpeg", None)
        return take_receipt(session, session.get_one(Booking, held.id), picture).id


@deed("/api/receipts/{id:int}/approve")
def approve(stage: Stage) -> Click:
    return Click(f"/api/receipts/{receipt(stage)}/approve", {"amount": 100_000_00})


@deed("/api/receipts/{id:int}/refuse")
def refuse(stage: Stage) -> Click:
    return Click(f"/api/receipts/{receipt(stage)}/refuse", {"reason": "todavía no está en la cuenta"})


def late_money(stage: Stage) -> tuple[int, int]:
    """A hold ran out, its room was kept for somebody else, and then its payment came: the case, and the block."""
    held = stage.held(people=14)  # no other room is as good
    by = TheHouse(stage.hotel)
    with transaction(stage.hotel) as session:
        booking = session.get_one(Booking, held.id)
        request = payments.ask(session, by, booking)
        assert request is not None
        booking.hold_until = clock.now() - timedelta(minutes=1)
        asked = {"reference": request.reference, "amount": request.amount}
    with transaction(stage.hotel) as session:
        bookings.expire(session, by, held.id)
        block = bookings.block(session, stage.carla, held.room_id, held.nights, BlockReason.OWNER).id
    seen = Snapshot(
        payment_id=f"88{held.id}", state=PaymentState.APPROVED, currency="ARS", collector=COLLECTOR,
        updated_at=clock.now(), raw={}, **asked,
    )  # fmt: skip
    with transaction(stage.hotel) as session:
        payments.settle(session, stage.hotel, seen)
    [case] = stage.all_of(PaymentCase, PaymentCase.booking_id == held.id)
    return case.id, block


@deed("/api/money/cases/{id:int}/accept")
def accept(stage: Stage) -> Click:
    case, block = late_money(stage)
    stage.does(f"/api/plan/blocks/{block}/end")
    return Click(f"/api/money/cases/{case}/accept")


@deed("/api/money/cases/{id:int}/rescue", Again.TOLD, "done_meanwhile")
def rescue(stage: Stage) -> Click:
    case, block = late_money(stage)
    stage.does(f"/api/plan/blocks/{block}/end")
    return Click(f"/api/money/cases/{case}/rescue")


@deed("/api/money/cases/{id:int}/send-back")
def send_back(stage: Stage) -> Click:
    return Click(f"/api/money/cases/{late_money(stage)[0]}/send-back", {"reason": "no queda lugar"})


@deed("/api/money/cases/{id:int}/close")
def close(stage: Stage) -> Click:
    return Click(f"/api/money/cases/{late_money(stage)[0]}/close", {"resolution": "vino y pagó"})


def _on(guest: int, verb: str, **body: Any) -> Click:
    return Click(f"/api/guests/{guest}/{verb}", body)


@deed("/api/guests/{id:int}/change")
def change_guest(stage: Stage) -> Click:
    known = {"name": "Rosa Paz", "language": "pt", "tags": ["vip"], "notes": "toma mate amargo"}
    return _on(stage.talk().guest, "change", **known)


@deed("/api/guests/{id:int}/block")
def block_guest(stage: Stage) -> Click:
    return _on(stage.talk().guest, "block", reason="insulta")


@deed("/api/guests/{id:int}/unblock")
def unblock_guest(stage: Stage) -> Click:
    guest = stage.talk().guest
    stage.does(f"/api/guests/{guest}/block", reason="insulta")
    return _on(guest, "unblock")


@deed("/api/guests/{id:int}/consent")
def consent(stage: Stage) -> Click:
    return _on(stage.talk().guest, "consent", may_write=False)


@deed("/api/guests/{id:int}/merge", Again.TOLD, "no_such_guest")
def merge(stage: Stage) -> Click:
    other = stage.booked()
    return _on(stage.talk().guest, "merge", other=other.guest_id)


@deed("/api/joinings/{joining:int}/part", Again.TOLD, "cannot_part")
def part(stage: Stage) -> Click:
    kept, other = stage.talk().guest, stage.booked().guest_id
    joining = stage.does(f"/api/guests/{kept}/merge", other=other)["joining"]
    return Click(f"/api/joinings/{joining}/part")


@deed("/api/guests/{id:int}/erase", Again.TOLD, "no_such_guest")
def erase(stage: Stage) -> Click:
    guest = stage.talk("me llamo Rosa").guest
    return _on(guest, "erase", typed=stage.row(Guest, guest).name)
