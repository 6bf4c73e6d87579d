"""The demo Posada on a busy day: months of stays, and people who wait for something on every screen.

Unlike the hotels most tests make for themselves it has everything at once; a module makes it once and looks often.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.access import Actor
from core.domain.conversations import AlertKind, Reason
from core.domain.messages import Kind
from core.local.demo.houses import POSADA, furnish, seed, stock
from core.services import alerts, conversations, media, owners, payments, tasks
from core.services.tasks import TaskKind
from core.store import hotels
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import across_hotels, transaction
from core.store.staff import Membership, Staff
from tests.makers import BRUNO, fresh_house, heard, incoming
from tests.moneyed import slip


@dataclass(frozen=True)
class LivedIn:
    """The hotel, who works there by their first names, and what the tests look for."""

    hotel: int
    people: dict[str, Actor]
    talk: int
    held: int
    staying: str


def lived_in() -> LivedIn:
    """Some three seconds: whatever was there before is gone."""
    fresh_house()
    with across_hotels() as session:
        for account in hotels.all_channel_accounts(session):
            session.delete(account)
        session.flush()
        seed(session)
        found = hotels.by_slug(session, POSADA.slug)
        assert found is not None
        hotel_id = found.id
    for fill in (furnish, stock):
        with transaction(hotel_id) as session:
            fill(session, hotel_id)
    people = _people(hotel_id)
    with transaction(hotel_id) as session:
        talk = _talks(session, hotel_id, people["carla"])
        held = _money_to_look_at(session, talk)
        staying = session.scalars(
            select(Booking.code).where(Booking.status == "in_house").order_by(Booking.id)
        ).first()
    assert staying is not None
    return LivedIn(hotel_id, people, talk, held, staying)


def _people(hotel_id: int) -> dict[str, Actor]:
    with across_hotels() as session:
        found = session.execute(
            select(Staff, Membership)
            .join(Membership, Membership.staff_id == Staff.id)
            .where(Membership.hotel_id == hotel_id)
        ).all()
        return {
            person.email.partition("@")[0]: Actor(person.id, hotel_id, person.name, place.role)
            for person, place in found
        }


def _talks(session: Session, hotel_id: int, carla: Actor) -> int:
    """Ana waits for a person and wants towels, Bruno has been answered; answers Ana's conversation."""
    before = clock.now() - timedelta(minutes=40)
    bruno, _ = heard(session, hotel_id, incoming("oi, tem quarto para sexta?", sender=BRUNO, at=before))
    conversations.reply(session, carla, bruno.id, "Oi Bruno! Já olho para você.", "answer-to-bruno-01")
    conversations.write_note(
        session, carla, bruno.id, "Pregunta por la cabaña: es alérgico al maní", "note-0001"
    )
    ana, _ = heard(session, hotel_id, incoming("hola, ¿hay alguien? necesito toallas"))
    _, picture = heard(session, hotel_id, incoming("Acá va el comprobante", kind=Kind.IMAGE))
    media.attach(session, picture.id, media.keep(session, hotel_id, slip(), "image/jpeg", None))
    owners.call_person(session, ana, Reason.ASKED)
    tasks.open_for_guest(session, ana, TaskKind.SERVICE, "Llevar dos toallas", "12")
    alerts.raise_alert(session, hotel_id, AlertKind.MEDIA_LOST, "media:1", conversation_id=bruno.id)
    return ana.id


def _money_to_look_at(session: Session, talk: int) -> int:
    """One of the holds the demo leaves is Ana's, and its receipt waits to be judged."""
    ana = session.get_one(Conversation, talk)
    held = session.scalars(select(Booking).where(Booking.status == "held").order_by(Booking.id)).first()
    assert held is not None
    held.guest_id, held.conversation_id = ana.guest_id, talk
    session.flush()
    kept = media.keep(session, ana.hotel_id, slip("Comprobante"), "image/jpeg", None)
    payments.take_receipt(session, held, kept)
    return held.id
