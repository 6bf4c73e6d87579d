"""The people of the tests and the things they make: hotels, messages as the channel delivers them, conversations.

Ana and Bruno are guests. Carla (reception), Diego (manager), Olga (owner) and Vera (viewer) work at the Posada;
Elena owns the Cabañas and must never see anything of the Posada.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from core.base import bell, clock, seal
from core.domain.access import Actor, Role
from core.domain.messages import Channel, Echo, Incoming, Kind, Sender
from core.services import intake
from core.store.conversations import Conversation
from core.store.db import across_hotels
from core.store.hotels import ChannelAccount, Hotel
from core.store.messages import Message
from core.store.staff import Membership, Staff
from tests import emptying

# 15:00 in Tigre, of a day later than the stores' own clock, so that what was written just now is due.
AFTERNOON = (datetime.now(UTC) + timedelta(days=1)).replace(hour=18, minute=0, second=0, microsecond=0)
POSADA_NUMBER, CABANAS_NUMBER = "109876543210001", "109876543210002"
ANA = Sender(phone="5491155501234", bsuid="AR.13491208655302741918", name="Ana Pereyra")
BRUNO = Sender(phone="5511987654321", bsuid="BR.20491208655302741919", name="Bruno Lima")
PILAR = Sender(phone="56987654321", bsuid="CL.30491208655302741920", name="Pilar Soto")
_serial = itertools.count(1)


class StoppedClock:
    """The house's clock, stopped; it moves when a test says so."""

    def __init__(self, moment: datetime) -> None:
        self._stack = ExitStack()
        self.set(moment)

    @property
    def now(self) -> datetime:
        return clock.now()

    def set(self, moment: datetime) -> None:
        self._stack.enter_context(clock.frozen(moment))

    def passes(self, **span: float) -> datetime:
        self.set(clock.now() + timedelta(**span))
        return clock.now()

    def close(self) -> None:
        self._stack.close()


@dataclass(frozen=True)
class House:
    """What a test must know of the two hotels: their ids, and the people at work in them."""

    posada: int
    cabanas: int
    carla: Actor
    diego: Actor
    olga: Actor
    vera: Actor
    elena: Actor


_PEOPLE = {
    "carla": ("Carla Ríos", Role.RECEPTION),
    "diego": ("Diego Sosa", Role.MANAGER),
    "olga": ("Olga Benítez", Role.OWNER),
    "vera": ("Vera Luna", Role.VIEWER),
}
PASSWORD = "the-password-of-everybody-here"


def keep_ids_apart(database_url: str) -> None:
    """Each table counts from somewhere else: an id taken for another table's finds nothing instead of luck."""
    engine = create_engine(database_url)
    with engine.begin() as connection:
        names = connection.scalars(
            text("SELECT c.relname FROM pg_class c WHERE c.relkind = 'S' ORDER BY c.relname")
        ).all()
        for place, name in enumerate(names, start=1):
            connection.execute(text(f"ALTER SEQUENCE {name} RESTART {place * 100_000}"))
    engine.dispose()


def fresh_house() -> House:
    emptying.empty_all_tables()
    with across_hotels() as session:
        house = _two_hotels(session)
    forget_rings()
    return house


def empty_house() -> House:
    """A fresh house, or the one that the test before had if nothing was written in it."""
    forget_rings()
    return _kept.as_made()


def forget_rings() -> None:
    bell.connection().flushdb()
    bell._silence.until = 0.0  # an earlier test may have found Redis away


_kept = emptying.Kept(fresh_house)


def _two_hotels(session: Session) -> House:
    posada = _hotel("posada", "Posada del Ceibo", address="Paseo Victorica 1280, Tigre")
    cabanas = _hotel("cabanas", "Cabañas Aguamarina", address="Camino del Faro s/n, La Paloma")
    session.add_all([posada, cabanas])
    session.flush()
    team = {nick: _person(posada, nick, name) for nick, (name, _) in _PEOPLE.items()}
    elena = _person(cabanas, "elena", "Elena Prado")
    session.add_all(
        [*team.values(), elena, channel_of(posada, POSADA_NUMBER), channel_of(cabanas, CABANAS_NUMBER)]
    )
    session.flush()
    actors = {nick: _at_work(session, posada, person, _PEOPLE[nick][1]) for nick, person in team.items()}
    owner = _at_work(session, cabanas, elena, Role.OWNER)
    session.flush()
    return House(posada=posada.id, cabanas=cabanas.id, elena=owner, **actors)


def _hotel(slug: str, name: str, **facts: Any) -> Hotel:
    return Hotel(
        slug=slug,
        name=name,
        country="AR",
        timezone="America/Argentina/Buenos_Aires",
        currency="ARS",
        language="es",
        latitude=-34.4142,
        longitude=-58.5796,
        check_in=time(14),
        check_out=time(10),
        reception_opens=time(8),
        reception_closes=time(22),
        **facts,
    )


def channel_of(hotel: Hotel, account: str) -> ChannelAccount:
    return ChannelAccount(
        hotel_id=hotel.id,
        channel=Channel.WHATSAPP,
        account=account,
        display=f"number {account[-1]}",
        token_locked=seal.lock(f"token-of-{hotel.slug}"),
    )


def _person(hotel: Hotel, nick: str, name: str) -> Staff:
    return Staff(email=f"{nick}@{hotel.slug}.test", name=name, password_hash=_hashed())


@cache
def _hashed() -> str:
    """A hash says itself how much work it is to check: this one is little, as everybody signs in in every test."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def _at_work(session: Session, hotel: Hotel, person: Staff, role: Role) -> Actor:
    session.add(Membership(staff_id=person.id, hotel_id=hotel.id, role=role))
    return Actor(staff_id=person.id, hotel_id=hotel.id, name=person.name, role=role)


# What guests send, in the domain's words.


def incoming(body: str = "", *, sender: Sender = ANA, account: str = POSADA_NUMBER, **facts: Any) -> Incoming:
    """A message of a guest; a text written just now unless said otherwise."""
    made = Incoming(
        id=f"wamid.in.{next(_serial)}",
        channel=Channel.WHATSAPP,
        account=account,
        sender=sender,
        at=clock.now(),
        kind=Kind.TEXT,
        text=body,
    )
    return replace(made, **facts)


def tap(choice: str, title: str = "…", **facts: Any) -> Incoming:
    return incoming(title, kind=Kind.BUTTON, choice=choice, **facts)


def echo(body: str, *, to: Sender = ANA, account: str = POSADA_NUMBER, **facts: Any) -> Echo:
    """What the hotel's people wrote from their own telephone."""
    return Echo(incoming(body, sender=Sender(phone="5491150000001"), account=account, **facts), to)


def heard(session: Session, hotel_id: int, message: Incoming) -> tuple[Conversation, Message]:
    """A guest's message, written into its conversation."""
    conversation, line = intake.hear(session, hotel_id, message)
    assert line is not None
    return conversation, line


# What guests send, as WhatsApp delivers it.


def wa_text(body: str, *, sender: Sender = ANA, **facts: Any) -> dict[str, Any]:
    return wa_message("text", {"body": body}, sender=sender, **facts)


def wa_tap(choice: str, title: str = "…", **facts: Any) -> dict[str, Any]:
    reply = {"type": "button_reply", "button_reply": {"id": choice, "title": title}}
    return wa_message("interactive", reply, **facts)


def wa_message(kind: str, part: Any, *, sender: Sender = ANA, **facts: Any) -> dict[str, Any]:
    made = {
        "from": sender.phone,
        "from_user_id": sender.bsuid,
        "id": f"wamid.wa.{next(_serial)}",
        "timestamp": str(int(clock.now().timestamp())),
        "type": kind,
        kind: part,
        **facts,
    }
    return {key: value for key, value in made.items() if value is not None}


def wa_status(
    message_id: str, state: str, *, echo: str | None = None, code: int | None = None
) -> dict[str, Any]:
    made: dict[str, Any] = {
        "id": message_id,
        "status": state,
        "timestamp": str(int(clock.now().timestamp())),
        "recipient_id": ANA.phone,
    }
    if echo is not None:
        made["biz_opaque_callback_data"] = echo
    if code is not None:
        made["errors"] = [{"code": code, "title": f"refused with {code}"}]
    return made


def wa_change(
    *messages: dict[str, Any], statuses: list[dict[str, Any]] | None = None, account: str = POSADA_NUMBER
) -> dict[str, Any]:
    """One change of a delivery: messages and statuses of one number, with a card for each sender."""
    known = {person.phone: person for person in (ANA, BRUNO)}
    senders = {message.get("from"): known.get(message.get("from")) for message in messages}
    contacts = [
        {"profile": {"name": person.name}, "wa_id": person.phone, "user_id": person.bsuid}
        for person in senders.values()
        if person is not None
    ]
    value: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "5491150000001", "phone_number_id": account},
    }
    if messages:
        value |= {"contacts": contacts, "messages": list(messages)}
    if statuses:
        value["statuses"] = statuses
    return {"field": "messages", "value": value}


def wa_delivery(*changes: dict[str, Any]) -> bytes:
    tree = {
        "object": "whatsapp_business_account",
        "entry": [{"id": "102290129340398", "changes": list(changes)}],
    }
    return json.dumps(tree, ensure_ascii=False).encode()


def signed(raw: bytes, secret: str) -> dict[str, str]:
    mark = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"X-Hub-Signature-256": f"sha256={mark}", "Content-Type": "application/json"}
