"""Who the demo hotels are, who works there, and the writing down of all of it."""

from __future__ import annotations

from datetime import time

from sqlalchemy.orm import Session

from core.domain.access import Role
from core.domain.messages import Channel
from core.domain.reviews import Platform
from core.domain.speech import VoiceReplies
from core.local.board import DEMO_PASSWORD
from core.local.demo.inventory import write_inventory
from core.local.demo.stays import write_stays
from core.local.demo.writing import write_facts, write_photos
from core.services import knowledge
from core.services.hotels import local_now
from core.services.opening import HotelFacts, add_channel, add_hotel, add_person
from core.services.payments.accounts import add_account
from core.store import hotels, rooms
from core.store.review_requests import ReviewLink

POSADA = HotelFacts(
    slug="posada-del-ceibo",
    name="Posada del Ceibo",
    country="AR",
    timezone="America/Argentina/Buenos_Aires",
    currency="ARS",
    address="Paseo Victorica 1280, Tigre, Buenos Aires",
    latitude=-34.4142,
    longitude=-58.5796,
    voice_replies=VoiceReplies.WHEN_SPOKEN,
)
CABANAS = HotelFacts(
    slug="cabanas-aguamarina",
    name="Cabañas Aguamarina",
    country="UY",
    timezone="America/Montevideo",
    currency="UYU",
    address="Camino del Faro s/n, La Paloma, Rocha",
    latitude=-34.6627,
    longitude=-54.1570,
    check_in=time(15),
    check_out=time(11),
    reception=(time(9), time(21)),
)
NUMBERS = {
    POSADA.slug: ("109876543210001", "+54 9 11 5000-0001", "local-token-posada", "209876543210001"),
    CABANAS.slug: ("109876543210002", "+598 95 000 002", "local-token-cabanas", "209876543210002"),
}
# What the pay page knows of them, which shares nothing with us but the address.
PAY_ACCOUNTS = {
    POSADA.slug: ("440000001", "APP_USR-local-posada", "local-pay-secret-posada"),
    CABANAS.slug: ("440000002", "APP_USR-local-cabanas", "local-pay-secret-cabanas"),
}
PEOPLE = {
    "olga@posada.demo": ("Olga Benítez", {POSADA.slug: Role.OWNER, CABANAS.slug: Role.VIEWER}),
    "diego@posada.demo": ("Diego Sosa", {POSADA.slug: Role.MANAGER}),
    "carla@posada.demo": ("Carla Ríos", {POSADA.slug: Role.RECEPTION}),
    "vera@posada.demo": ("Vera Luna", {POSADA.slug: Role.VIEWER}),
    "elena@cabanas.demo": ("Elena Prado", {CABANAS.slug: Role.OWNER}),
}

# Pages nobody owns: a demo must not send anybody to write about a hotel that does not exist.
REVIEW_PLACES = (Platform.GOOGLE, Platform.TRIPADVISOR, Platform.BOOKING)

FACTS = {POSADA.slug: "posada", CABANAS.slug: "cabanas"}


def seed(session: Session) -> bool:
    """Makes the demo hotels unless they are there; true when it made them."""
    if hotels.by_slug(session, POSADA.slug) is not None:
        _name_businesses(session)
        return False
    houses = {facts.slug: add_hotel(session, facts) for facts in (POSADA, CABANAS)}
    for slug, number in NUMBERS.items():
        add_channel(session, houses[slug], *number)
    for slug, account in PAY_ACCOUNTS.items():
        add_account(session, houses[slug], *account)
    for slug, hotel in houses.items():
        for position, place in enumerate(REVIEW_PLACES):
            url = f"https://example.com/{place}/{slug}"
            session.add(ReviewLink(hotel_id=hotel.id, platform=place, url=url, position=position))
    for email, (name, roles) in PEOPLE.items():
        add_person(
            session, email, name, DEMO_PASSWORD, {houses[slug].id: role for slug, role in roles.items()}
        )
    return True


def _name_businesses(session: Session) -> None:
    """Demo hotels of an earlier release did not know whose their numbers are."""
    for number, _, _, business in NUMBERS.values():
        row = hotels.channel_account(session, Channel.WHATSAPP, number)
        if row is not None and row.business is None:
            row.business = business


def hotels_without_facts(session: Session) -> list[int]:
    """Demo hotels of an earlier release know nothing of themselves yet."""
    found = [hotels.by_slug(session, slug) for slug in FACTS]
    return [hotel.id for hotel in found if hotel is not None and not _knows_itself(session, hotel.id)]


def _knows_itself(session: Session, hotel_id: int) -> bool:
    return knowledge.mark(session, hotel_id) > 0


def furnish(session: Session, hotel_id: int) -> None:
    """Facts and photos of one demo hotel, in a transaction of its own."""
    hotel = hotels.hotel(session, hotel_id)
    if hotel is not None:
        write_facts(session, hotel, FACTS[hotel.slug])
        write_photos(session, hotel, FACTS[hotel.slug])


def hotels_without_rooms(session: Session) -> list[int]:
    """The same for rooms and stays: a demo hotel that sells nothing yet."""
    found = [hotels.by_slug(session, slug) for slug in FACTS]
    with_rooms = rooms.hotels_with_rooms(session)
    return [hotel.id for hotel in found if hotel is not None and hotel.id not in with_rooms]


def stock(session: Session, hotel_id: int, *, talks: bool = True) -> int:
    """Rooms, prices, rules, and months of stays before and after today, with what guests said of them; answers how
    many stays."""
    hotel = hotels.hotel(session, hotel_id)
    if hotel is None:
        return 0
    today = local_now(hotel).date()
    made = write_inventory(session, hotel, FACTS[hotel.slug], today)
    return write_stays(session, hotel, made, today, talks=talks)
