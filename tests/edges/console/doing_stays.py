"""Deeds on the card of a booking, on the room plan and at the desk."""

from __future__ import annotations

import itertools
from typing import Any

from core.domain.bookings import BlockReason
from core.domain.stays import Stay
from core.services import bookings
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.payments import Payment
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.staging import Stage
from tests.inventory import in_days

_serial = itertools.count(1)
_CLOSES = "the question closes as its button is pressed"
_REPLACES = "the second takes the place of the first"


def _on(booking: Booking, verb: str, **body: Any) -> Click:
    return Click(f"/api/bookings/{booking.id}/{verb}", body)


@deed("/api/bookings/{id:int}/check-in")
def check_in(stage: Stage) -> Click:
    return _on(stage.booked(0), "check-in")


@deed("/api/bookings/{id:int}/check-out")
def check_out(stage: Stage) -> Click:
    return _on(stage.staying(), "check-out")


@deed("/api/bookings/{id:int}/undo-check-in", Again.TOLD, "wrong_status")
def undo_check_in(stage: Stage) -> Click:
    return _on(stage.staying(), "undo-check-in")


@deed("/api/bookings/{id:int}/undo-check-out", Again.TOLD, "wrong_status")
def undo_check_out(stage: Stage) -> Click:
    stay = stage.staying()
    with transaction(stage.hotel) as session:
        bookings.check_out(session, stage.carla, stay.id)
    return _on(stay, "undo-check-out")


@deed("/api/bookings/{id:int}/no-show")
def no_show(stage: Stage) -> Click:
    return _on(stage.booked(-2, 4), "no-show")


@deed("/api/bookings/{id:int}/cancel", Again.TOLD, "wrong_status")
def cancel(stage: Stage) -> Click:
    stay = stage.booked(1)
    stage.does(f"/api/bookings/{stay.id}/pay", amount=90_000_00, method="cash")
    return _on(stay, "cancel", waive=True, refund=True)


@deed("/api/bookings/{id:int}/bring-back", Again.TOLD, "wrong_status")
def bring_back(stage: Stage) -> Click:
    stay = stage.booked()
    stage.does(f"/api/bookings/{stay.id}/cancel")
    return _on(stay, "bring-back", room=stay.room_id)


@deed("/api/bookings/{id:int}/time", Again.MORE, _CLOSES)
def give_time(stage: Stage) -> Click:
    return _on(stage.held(), "time", minutes=90)


@deed("/api/bookings/{id:int}/confirm", Again.TOLD, "wrong_status")
def confirm(stage: Stage) -> Click:
    return _on(stage.held(), "confirm", reason="lo conoce la dueña")


@deed("/api/bookings/{id:int}/pay", Again.MORE, _CLOSES)
def pay(stage: Stage) -> Click:
    return _on(stage.held(), "pay", amount=60_000_00, method="cash")


@deed("/api/bookings/{id:int}/ask")
def ask(stage: Stage) -> Click:
    return _on(stage.held(), "ask", purpose="deposit")


@deed("/api/bookings/{id:int}/late")
def late(stage: Stage) -> Click:
    return _on(stage.staying(), "late", hour="13:00")


@deed("/api/bookings/{id:int}/waive-late")
def waive_late(stage: Stage) -> Click:
    stay = stage.staying()
    stage.does(f"/api/bookings/{stay.id}/late", hour="13:00")
    return _on(stay, "waive-late")


@deed("/api/bookings/{id:int}/hours-off")
def hours_off(stage: Stage) -> Click:
    stay = stage.staying()
    stage.does(f"/api/bookings/{stay.id}/late", hour="13:00")
    return _on(stay, "hours-off", kind="late_checkout")


@deed("/api/bookings/{id:int}/note", Again.MORE, _REPLACES)
def note(stage: Stage) -> Click:
    return _on(stage.booked(), "note", notes="llega en bici")


@deed("/api/bookings/{id:int}/charge", Again.MORE, _CLOSES)
def charge(stage: Stage) -> Click:
    return _on(stage.staying(), "charge", kind="minibar", amount=3_000_00, note="dos aguas")


@deed("/api/bookings/{id:int}/change", Again.TOLD, "changed_meanwhile")
def change(stage: Stage) -> Click:
    stay = stage.booked()
    return _on(stay, "change", check_out=in_days(43).isoformat(), price="new", version=stay.version)


@deed("/api/bookings/{id:int}/confirmation", Again.MORE, _CLOSES)
def confirmation(stage: Stage) -> Click:
    return _on(stage.booked(), "confirmation", reason="no la encuentra")


@deed("/api/bookings/{id:int}/letters/{letter}/skip")
def skip_letter(stage: Stage) -> Click:
    return _on(stage.booked(), "letters/day_before/skip", reason="ya sabe")


@deed("/api/bookings/{id:int}/letters/{letter}/keep")
def keep_letter(stage: Stage) -> Click:
    stay = stage.booked()
    stage.does(f"/api/bookings/{stay.id}/letters/day_before/skip", reason="ya sabe")
    return _on(stay, "letters/day_before/keep")


@deed("/api/bookings/{id:int}/letters/{letter}/send", Again.MORE, _REPLACES)
def send_letter(stage: Stage) -> Click:
    return _on(stage.booked(), "letters/day_before/send", reason="llama preguntando")


@deed("/api/payments/{id:int}/refund", Again.TOLD, "cannot_refund")
def refund(stage: Stage) -> Click:
    """All of it: of a part there would be as much again to send back."""
    stay = stage.booked()
    stage.does(f"/api/bookings/{stay.id}/pay", amount=60_000_00, method="cash")
    [payment] = stage.all_of(Payment, Payment.booking_id == stay.id)
    return Click(f"/api/payments/{payment.id}/refund", {"amount": 60_000_00, "reason": "canceló"})


@deed("/api/walk-ins", Again.TOLD, "room_taken")
def walk_in(stage: Stage) -> Click:
    place = stage.place()
    facts = {
        "check_in": in_days(0).isoformat(),
        "check_out": in_days(1).isoformat(),
        "adults": 2,
        "children": [],
    }
    money = {"method": "cash", "amount": 100_000_00}
    return Click(
        "/api/walk-ins",
        {**facts, **money, "room": place.room, "name": "Rosa Paz", "phone": "", "how": "walk_in"},
    )


def _new_stay(stage: Stage) -> dict[str, Any]:
    room = stage.place().room
    return {"check_in": in_days(50).isoformat(), "check_out": in_days(52).isoformat(), "room": room}


@deed("/api/plan/stays", Again.TOLD, "room_taken")
def plan_stay(stage: Stage) -> Click:
    who = {
        "name": "Rosa Paz",
        "phone": f"+54 9 11 4444 {next(_serial):04}",
        "how": "confirmed",
        "agreed": True,
    }
    return Click("/api/plan/stays", {**_new_stay(stage), **who, "adults": 2, "children": [], "notes": "cuna"})


@deed("/api/plan/stays/{id:int}/change", Again.TOLD, "changed_meanwhile")
def plan_change(stage: Stage) -> Click:
    stay = stage.booked()
    facts = {"check_in": in_days(41).isoformat(), "check_out": in_days(44).isoformat(), "price": "new"}
    return Click(f"/api/plan/stays/{stay.id}/change", {**facts, "version": stay.version})


@deed("/api/plan/stays/{id:int}/change-back", Again.TOLD, "changed_meanwhile")
def plan_change_back(stage: Stage) -> Click:
    stay, of = stage.booked(), f"the-change-of-{stage.place().slug}"
    facts = {"check_out": in_days(44).isoformat(), "price": "new", "version": stay.version, "token": of}
    stage.does(f"/api/plan/stays/{stay.id}/change", **facts)
    return Click(f"/api/plan/stays/{stay.id}/change-back", {"of": of})


@deed("/api/plan/stays/{id:int}/aside", Again.TOLD, "changed_meanwhile")
def aside(stage: Stage) -> Click:
    stay = stage.booked()
    return Click(f"/api/plan/stays/{stay.id}/aside", {"version": stay.version})


@deed("/api/plan/stays/{id:int}/fix")
def fix(stage: Stage) -> Click:
    return Click(f"/api/plan/stays/{stage.booked().id}/fix", {"fixed": True})


@deed("/api/plan/blocks", Again.TOLD, "room_taken")
def block(stage: Stage) -> Click:
    return Click("/api/plan/blocks", {**_new_stay(stage), "reason": "maintenance", "notes": "pintura"})


@deed("/api/plan/blocks/{id:int}/end")
def unblock(stage: Stage) -> Click:
    room = stage.place().room
    with transaction(stage.hotel) as session:
        stay = Stay(in_days(50), in_days(52))
        made = bookings.block(session, stage.carla, room, stay, BlockReason.MAINTENANCE)
    return Click(f"/api/plan/blocks/{made.id}/end")


@deed("/api/plan/rooms/{id:int}/care")
def care(stage: Stage) -> Click:
    return Click(f"/api/plan/rooms/{stage.place().room}/care", {"state": "dirty"})


@deed("/api/plan/rooms/{id:int}/order")
def order(stage: Stage) -> Click:
    return Click(f"/api/plan/rooms/{stage.place().room}/order", {"out": True, "why": "gotea"})
