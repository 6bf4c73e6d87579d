"""Opening a hotel: the house itself, its number on a channel, and the people who work in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy.orm import Session

from core.base import seal
from core.domain.access import Role
from core.domain.messages import Channel
from core.domain.speech import VoiceReplies
from core.services.phrases import LANGUAGES
from core.store import hotels, staff
from core.store.hotels import ChannelAccount, Hotel
from core.store.staff import Membership, Staff

SHORTEST_PASSWORD = 12


class CannotOpen(Exception):
    """What is wrong with the wish, in one line."""


@dataclass(frozen=True)
class HotelFacts:
    slug: str
    name: str
    country: str
    timezone: str
    currency: str
    language: str = "es"
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    check_in: time = time(14)
    check_out: time = time(10)
    reception: tuple[time, time] = field(default=(time(8), time(22)))
    voice_replies: VoiceReplies = VoiceReplies.NEVER


def add_hotel(session: Session, facts: HotelFacts) -> Hotel:
    if facts.timezone not in available_timezones():
        raise CannotOpen(f"{facts.timezone} is no time zone (such as America/Argentina/Buenos_Aires)")
    if facts.language not in LANGUAGES:
        raise CannotOpen(f"the house speaks {', '.join(LANGUAGES)}, not {facts.language}")
    if hotels.by_slug(session, facts.slug) is not None:
        raise CannotOpen(f"there is a hotel called {facts.slug} already")
    hotel = Hotel(
        slug=facts.slug,
        name=facts.name,
        country=facts.country.upper(),
        timezone=ZoneInfo(facts.timezone).key,
        currency=facts.currency.upper(),
        language=facts.language,
        address=facts.address,
        latitude=facts.latitude,
        longitude=facts.longitude,
        check_in=facts.check_in,
        check_out=facts.check_out,
        voice_replies=facts.voice_replies,
        reception_opens=facts.reception[0],
        reception_closes=facts.reception[1],
    )
    session.add(hotel)
    session.flush()
    return hotel


def add_channel(
    session: Session, hotel: Hotel, account: str, display: str, token: str, business: str | None = None
) -> None:
    """The token is locked with SECRET_KEY before it is stored. `business` owns the number and its templates."""
    if hotels.channel_account(session, Channel.WHATSAPP, account) is not None:
        raise CannotOpen(f"the number id {account} belongs to a hotel already")
    session.add(
        ChannelAccount(
            hotel_id=hotel.id,
            channel=Channel.WHATSAPP,
            account=account,
            display=display,
            token_locked=seal.lock(token),
            business=business,
        )
    )
    session.flush()


def add_person(session: Session, email: str, name: str, password: str, roles: Mapping[int, Role]) -> Staff:
    """A person with a role in each hotel; somebody known by that e-mail keeps name and password."""
    person = staff.by_email(session, email)
    if person is None:
        if len(password) < SHORTEST_PASSWORD:
            raise CannotOpen(f"a password needs at least {SHORTEST_PASSWORD} characters")
        person = Staff(email=email.strip().lower(), name=name, password_hash=seal.hash_password(password))
        session.add(person)
        session.flush()
    session.add_all(
        Membership(staff_id=person.id, hotel_id=hotel_id, role=role) for hotel_id, role in roles.items()
    )
    session.flush()
    return person
