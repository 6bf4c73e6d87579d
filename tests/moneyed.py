"""A hotel with money in every state: a receipt to judge, late money, a stay called off, a guest who owes."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta

from PIL import Image, ImageDraw
from sqlalchemy import select

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.bookings import BlockReason, Status
from core.domain.messages import Kind
from core.domain.money import Money
from core.domain.payments import Method
from core.services import bookings, media, payments
from core.services.bookings import Terms
from core.store import bookings as rows
from core.store.bookings import Booking
from core.store.cases import PaymentCase
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from tests.inventory import wish
from tests.makers import BRUNO, House, heard, incoming
from tests.paying import Held, all_of, held_by_ana

CAPTION = "Acá va el comprobante <b>de la seña</b>"


@dataclass(frozen=True)
class Moneyed:
    held: Held
    receipt: int
    owing: str
    off: str
    cash: int


def slip(words: str = "Transferencia") -> bytes:
    """A picture of a transfer, tall as telephones make them."""
    sheet = Image.new("RGB", (540, 900), "#f4f6f8")
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((0, 0, 540, 130), fill="#1b4d8c")
    for place, line in enumerate(
        (words, "Banco del Delta", "$ 100.000,00", "A: Posada del Ceibo", "26/11/2026 10:42")
    ):
        draw.text((40, 50 + place * 110), line, fill="white" if place == 0 else "#1e2a25", font_size=34)
    held = io.BytesIO()
    sheet.save(held, "JPEG")
    return held.getvalue()


def moneyed(house: House) -> Moneyed:
    held = held_by_ana(house)
    receipt = _receipt(house, held)
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola", sender=BRUNO))
        by, terms = TheHouse(house.posada), Terms(conversation_id=conversation.id)
        [owing] = bookings.hold(session, by, conversation.guest_id, wish(0, 3), terms)
        bookings.confirm(session, by, owing.id)
        payments.record_at_desk(
            session, house.carla, owing.id, Method.CASH, Money.of(50_000, "ARS"), "click-0001-of-tests"
        )
        [off] = bookings.hold(session, by, conversation.guest_id, wish(30, 2, room_type="cabana"), terms)
        bookings.confirm(session, by, off.id)
        cash = payments.record_at_desk(
            session, house.carla, off.id, Method.CASH, Money.of(80_000, "ARS"), "click-0002-of-tests"
        )
        assert cash is not None
        bookings.cancel(session, house.carla, off.id)
        return Moneyed(held, receipt, owing.code, off.code, cash.id)


def _receipt(house: House, held: Held) -> int:
    with transaction(house.posada) as session:
        booking = rows.one(session, held.booking)
        assert booking is not None
        ana = session.scalars(select(Conversation)).one()
        _, line = heard(session, house.posada, incoming(CAPTION, kind=Kind.IMAGE))
        kept = media.keep(session, house.posada, slip(), "image/jpeg", None)
        media.attach(session, line.id, kept)
        session.flush()
        assert session.get_one(Message, line.id).conversation_id == ana.id
        return payments.take_receipt(session, booking, kept).id


def late_money(house: House, held: Held) -> int:
    """Ana's hold ran out, every room was kept for somebody else, and then her payment came. Answers its case."""
    with transaction(house.posada) as session:
        booking = session.get_one(Booking, held.booking)
        booking.hold_until = clock.now() - timedelta(minutes=1)
    with transaction(house.posada) as session:
        bookings.expire(session, TheHouse(house.posada), held.booking)
        stay = session.get_one(Booking, held.booking).nights
        for room in held.inn.rooms.values():
            bookings.block(session, house.carla, room, stay, BlockReason.OWNER)
    held.settle(held.seen("9007"))
    return int(all_of(PaymentCase)[-1].id)


def rooms_are_free_again(house: House, held: Held) -> None:
    with transaction(house.posada) as session:
        for block in session.scalars(select(Booking).where(Booking.status == Status.BLOCKED)):
            bookings.unblock(session, house.carla, block.id)
