"""The lived-in hotel as a stage for deeds: what each needs is made for it alone, so that none is in another's way."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from core.base import clock
from core.base.settings import settings
from core.domain.access import Actor
from core.domain.access import House as TheHouse
from core.domain.messages import Sender
from core.domain.stays import Wish
from core.local.board import DEMO_PASSWORD
from core.services import bookings
from core.services.bookings import Terms
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.rates import RatePlan
from core.store.rooms import Room, RoomType
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import token
from tests.edges.console.conftest import APP, ORIGIN, email_of
from tests.inventory import in_days
from tests.lived_in import LivedIn, lived_in
from tests.makers import AFTERNOON, heard, incoming

_serial = itertools.count(1)


@dataclass(frozen=True)
class Place:
    """A room and its type, which no other room has."""

    room: int
    type: int
    slug: str


@dataclass(frozen=True)
class Talk:
    id: int
    guest: int
    line: int


class Stage:
    def __init__(self, there: LivedIn, browsers: ExitStack) -> None:
        self.there, self.hotel = there, there.hotel
        self.olga, self.carla, self.diego, self.vera = (
            there.people[name] for name in ("olga", "carla", "diego", "vera")
        )
        self._browsers, self._signed_in = browsers, dict[str, Browser]()

    def of(self, click: Any) -> Browser:
        return click.by or self.browser()

    def browser(self, name: str = "olga") -> Browser:
        if name not in self._signed_in:
            self._signed_in[name] = self.signs_in(self.there.people[name])
        return self._signed_in[name]

    def signs_in(self, actor: Actor, password: str = DEMO_PASSWORD) -> Browser:
        browser = self._opened()
        answer = browser.post("/auth/login", data={"email": email_of(actor), "password": password})
        assert answer.status_code == 303, answer.text
        return browser

    def second_tab(self, of: Browser) -> Browser:
        """Another page of the same person in the same browser."""
        tab = self._opened()
        for cookie in of.cookies.jar:
            tab.cookies.jar.set_cookie(cookie)
        return tab

    def _opened(self) -> Browser:
        headers = {"origin": ORIGIN, "sec-fetch-site": "same-origin", "x-conserje": str(self.hotel)}
        return self._browsers.enter_context(Browser(APP, follow_redirects=False, headers=headers))

    def get(self, path: str, **query: Any) -> Any:
        answer = self.browser().get(path, params=query)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    def does(self, path: str, **body: Any) -> Any:
        """Something that was done before."""
        answer = self.browser().post(path, json={"token": token(), **body})
        assert answer.status_code == 200, (path, answer.text)
        return answer.json()

    def place(self, people: int = 2) -> Place:
        number = next(_serial)
        with transaction(self.hotel) as session:
            kind = RoomType(
                hotel_id=self.hotel, slug=f"stage-{number}", names={"es": f"Suite {number}", "en": f"Suite {number}"},
                descriptions={}, beds="", sort=100 + number, active=True, capacity=people + 1, max_adults=people,
                max_children=1, cots=1,
            )  # fmt: skip
            session.add(kind)
            session.flush()
            room = Room(
                hotel_id=self.hotel, room_type_id=kind.id, number=f"S{number}", floor="", sort=100 + number,
                housekeeping="clean", out_of_service=False, out_of_service_why="",
            )  # fmt: skip
            session.add_all(
                [
                    room,
                    RatePlan(
                        hotel_id=self.hotel, room_type_id=kind.id, currency="ARS", base=100_000_00, included=2,
                        extra_guest=20_000_00,
                    ),
                ]
            )  # fmt: skip
            session.flush()
            return Place(room.id, kind.id, kind.slug)

    def talk(self, words: str = "hola, buenas") -> Talk:
        """Somebody who wrote just now; nobody has answered yet."""
        number = next(_serial)
        sender = Sender(phone=f"549116{number:07}", name=f"Huésped {number}")
        with transaction(self.hotel) as session:
            conversation, line = heard(session, self.hotel, incoming(words, sender=sender))
            return Talk(conversation.id, conversation.guest_id, line.id)

    def held(self, first: int = 40, nights: int = 2, people: int = 2) -> Booking:
        place, talk = self.place(people), self.talk()
        wish = Wish(in_days(first), in_days(first + nights), people, room_type=place.slug)
        terms = Terms(conversation_id=talk.id, rooms=(place.room,), free_hand=True)
        with transaction(self.hotel) as session:
            session.get_one(Conversation, talk.id).language = "es"
            return bookings.hold(session, TheHouse(self.hotel), talk.guest, wish, terms)[0]

    def booked(self, first: int = 40, nights: int = 2) -> Booking:
        made = self.held(first, nights)
        with transaction(self.hotel) as session:
            bookings.confirm(session, TheHouse(self.hotel), made.id)
        return self.row(Booking, made.id)

    def staying(self, nights: int = 2) -> Booking:
        made = self.booked(0, nights)
        with transaction(self.hotel) as session:
            bookings.check_in(session, self.carla, made.id)
        return self.row(Booking, made.id)

    def row(self, kind: Any, row_id: int) -> Any:
        with transaction(self.hotel) as session:
            return session.get_one(kind, row_id)

    def all_of(self, kind: Any, *where: Any) -> list[Any]:
        with transaction(self.hotel) as session:
            return list(session.scalars(select(kind).where(*where).order_by(kind.id)))

    def sets(self, kind: Any, row_id: int, **facts: Any) -> None:
        """As if it had come to be so."""
        with transaction(self.hotel) as session:
            found = session.get_one(kind, row_id)
            for name, value in facts.items():
                setattr(found, name, value)


@contextmanager
def staged() -> Iterator[Stage]:
    """On a clock that stands still, so that what differs between one post and two is never the time."""
    with ExitStack() as ends, pytest.MonkeyPatch.context() as patched:
        patched.setattr(settings(), "public_console_url", ORIGIN)
        ends.enter_context(clock.frozen(AFTERNOON))
        yield Stage(lived_in(), ends)
