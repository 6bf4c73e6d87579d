"""A small hotel whose figures can be reckoned by hand: four rooms, ten days, a few stays, talks and losses.

Ten days from `first`, four rooms: 40 nights, three of them under repair, 37 could be sold.
A  5 nights from two days before, 100 a night: 3 nights and 300 of it are ours; by WhatsApp, a double.
B  2 nights at 150: 300; at the desk, a double.
C  4 nights at 200 from the ninth day: 2 nights and 400 of it; by the website, the triple.
E  2 nights in the cabin from another calendar: sold, without a price.
So 9 of 37 nights are sold, 7 with a price; 1000 in all: 142.86 a night sold, 27.03 a night that could be.
D  4 nights in the cabin for 1000, called off. X  a hold of 2 nights for 500 that ran out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from core.domain.messages import Channel
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.handovers import Handover
from core.store.messages import Message
from core.store.shown import QuoteShown
from tests.inventory import TIGRE, Inventory, furnish
from tests.makers import POSADA_NUMBER, House


@dataclass(frozen=True)
class Counted:
    first: date
    inn: Inventory

    def at(self, day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
        return moment(self.first + timedelta(days=day), hour, minute, second)


def moment(day: date, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=TIGRE)


def counted(house: House, first: date) -> Counted:
    with transaction(house.posada) as session:
        there = Counted(first, furnish(session, house.posada))
        talks = [_talk(session, house, there, name, language) for name, language in
                 (("Ana", "es"), ("Bruno", "pt"), ("Chloe", "en"), ("Dario", "es"), ("Elsa", "es"))]  # fmt: skip
        _stays(session, house, there, talks)
        _lines(session, house, there, talks)
        _quotes(session, house, there, talks)
    return there


def _talk(session: Session, house: House, there: Counted, name: str, language: str) -> Conversation:
    guest = Guest(hotel_id=house.posada, name=f"{name} =1+1", created_at=there.at(0, 9))
    session.add(guest)
    session.flush()
    made = Conversation(
        hotel_id=house.posada, guest_id=guest.id, channel=Channel.WHATSAPP, account=POSADA_NUMBER,
        language=language, last_message_at=there.at(0, 9),
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def _stays(session: Session, house: House, there: Counted, talks: list[Conversation]) -> None:
    ana, bruno, chloe, dario, elsa = talks

    def stay(code: str, room: str, begins: int, nights: int, total: int, **facts: Any) -> Booking:
        first = there.first + timedelta(days=begins)
        last = first + timedelta(days=nights)
        made = {
            "status": "checked_out", "source": "whatsapp", "created_at": there.at(begins - 5, 12),
            "confirmed_at": there.at(begins - 5, 13), **facts,
        }  # fmt: skip
        booking = Booking(
            hotel_id=house.posada, code=code, room_id=there.inn.rooms[room],
            room_type_id=there.inn.types[room.split("-", maxsplit=1)[0]], stay=Range(first, last),
            occupied=Range(moment(first, 14), moment(last, 10)), adults=2, children=[], cots=0, total=total,
            deposit=0, currency="ARS", notes="", room_fixed=False, version=1, changed_at=there.at(0, 0), **made,
        )  # fmt: skip
        session.add(booking)
        session.flush()
        return booking

    stay("AAAA22", "doble-1", -2, 5, 500_00, guest_id=ana.guest_id, conversation_id=ana.id)
    stay("BBBB22", "doble-2", 4, 2, 300_00, guest_id=bruno.guest_id, source="desk")
    stay("CCCC22", "triple-1", 8, 4, 800_00, guest_id=chloe.guest_id, source="web", status="confirmed")
    gone = {"guest_id": dario.guest_id, "conversation_id": dario.id, "ended_at": there.at(1, 12)}
    stay("DDDD22", "cabana-1", 0, 4, 1000_00, status="cancelled", **gone)
    out = {
        "guest_id": elsa.guest_id,
        "conversation_id": elsa.id,
        "ended_at": there.at(2, 12),
        "confirmed_at": None,
    }
    stay("XXXX22", "cabana-1", 3, 2, 500_00, status="expired", **out)
    block = {"status": "blocked", "source": "calendar", "guest_id": None}
    stay("EEEE22", "cabana-1", 5, 2, 0, block_reason="calendar", **block)
    stay("FFFF22", "doble-1", 5, 3, 0, block_reason="maintenance", **block)


def _lines(session: Session, house: House, there: Counted, talks: list[Conversation]) -> None:
    """Five talks on the second day. Ana's is the house's alone, in 10 s. Bruno asked twice, 20 s each. Chloe was
    answered by staff after five minutes, Dario was handed over after 30 s, and nobody answered Elsa.
    """
    ana, bruno, chloe, dario, elsa = talks
    number = iter(range(1, 99))

    def line(talk: Conversation, minute: int, second: int, author: str, **facts: Any) -> None:
        at = there.at(1, 10 + talks.index(talk), minute, second)
        session.add(
            Message(
                hotel_id=house.posada, conversation_id=talk.id, direction="in" if author == "guest" else "out",
                author=author, kind=facts.pop("kind", "text"), text="", content=facts.pop("content", {}),
                reactions={}, at=at, stored_at=at, trace_id="", provider_id=f"wamid.{next(number)}", **facts,
            )
        )  # fmt: skip
        session.flush()

    def knew(intent: str, step: str = "told", **more: Any) -> dict[str, Any]:
        return {"flow": "faq", "step": step, "intents": [[intent, 0.9]], **more}

    line(ana, 0, 0, "guest")
    line(ana, 0, 10, "house", why=knew("ask_price"))
    for minute in (0, 5):
        line(bruno, minute, 0, "guest")
        line(bruno, minute, 20, "house", why=knew("ask_hours"))
    line(chloe, 0, 0, "guest")
    line(chloe, 1, 0, "guest")
    line(chloe, 5, 0, "staff", staff_id=house.carla.staff_id)
    line(dario, 0, 0, "guest")
    line(dario, 0, 30, "house", why=knew("human", called="asked"))
    line(elsa, 0, 0, "guest")
    line(ana, 40, 0, "house", kind="template", content={"name": "day_before"}, billed_as="UTILITY")
    session.add(
        Handover(
            hotel_id=house.posada, conversation_id=dario.id, reason="asked", words="", understood={},
            called_at=there.at(1, 13, 0, 30), answered_at=there.at(1, 13, 10, 30), ended_at=there.at(1, 13, 10, 30),
        )
    )  # fmt: skip


def _quotes(session: Session, house: House, there: Counted, talks: list[Conversation]) -> None:
    """Ana was shown a price and took it, Chloe left hers unanswered, for Dario three nights had nothing free."""
    ana, _, chloe, dario, _ = talks
    stay = session.query(Booking).filter_by(code="AAAA22").one()

    def quote(talk: Conversation, nights: int, total: int | None, outcome: str, **facts: Any) -> None:
        begins = there.first + timedelta(days=20)
        session.add(
            QuoteShown(
                hotel_id=house.posada, conversation_id=talk.id, guest_id=talk.guest_id, kind="wish", check_in=begins,
                check_out=begins + timedelta(days=nights), wish={"rooms": 1}, parts=[], total=total,
                currency="ARS" if total else None, shown_at=there.at(1, 11), expires_at=there.at(1, 12),
                outcome=outcome, **facts,
            )
        )  # fmt: skip

    quote(ana, 5, 500_00, "held", booking_id=stay.id)
    quote(chloe, 2, 240_00, "open")
    quote(dario, 3, None, "nothing", reason="full")
