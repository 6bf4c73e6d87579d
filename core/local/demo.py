"""The demo hotels: two houses that never see each other, with the people who work there."""

from __future__ import annotations

import sys
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import seal, telemetry
from core.base.settings import settings
from core.domain.access import Role
from core.domain.messages import Channel
from core.store.db import across_hotels
from core.store.hotels import ChannelAccount, Hotel
from core.store.staff import Membership, Staff

PASSWORD = "ceibo-demo-2026"  # noqa: S105 - printed on the board of every local house

POSADA = {
    "slug": "posada-del-ceibo",
    "name": "Posada del Ceibo",
    "country": "AR",
    "timezone": "America/Argentina/Buenos_Aires",
    "currency": "ARS",
    "language": "es",
    "address": "Paseo Victorica 1280, Tigre, Buenos Aires",
    "latitude": -34.4142,
    "longitude": -58.5796,
    "check_in": time(14),
    "check_out": time(10),
    "reception_opens": time(8),
    "reception_closes": time(22),
}
CABANAS = {
    "slug": "cabanas-aguamarina",
    "name": "Cabañas Aguamarina",
    "country": "UY",
    "timezone": "America/Montevideo",
    "currency": "UYU",
    "language": "es",
    "address": "Camino del Faro s/n, La Paloma, Rocha",
    "latitude": -34.6627,
    "longitude": -54.1570,
    "check_in": time(15),
    "check_out": time(11),
    "reception_opens": time(9),
    "reception_closes": time(21),
}
NUMBERS = {
    "posada-del-ceibo": ("109876543210001", "+54 9 11 5000-0001", "local-token-posada"),
    "cabanas-aguamarina": ("109876543210002", "+598 95 000 002", "local-token-cabanas"),
}
PEOPLE = {
    "olga@posada.demo": ("Olga Benítez", {"posada-del-ceibo": Role.OWNER, "cabanas-aguamarina": Role.VIEWER}),
    "diego@posada.demo": ("Diego Sosa", {"posada-del-ceibo": Role.MANAGER}),
    "carla@posada.demo": ("Carla Ríos", {"posada-del-ceibo": Role.RECEPTION}),
    "vera@posada.demo": ("Vera Luna", {"posada-del-ceibo": Role.VIEWER}),
    "elena@cabanas.demo": ("Elena Prado", {"cabanas-aguamarina": Role.OWNER}),
}


def seed(session: Session) -> bool:
    """Makes the demo hotels unless they are there; true when it made them."""
    if session.scalar(select(Hotel.id).where(Hotel.slug == POSADA["slug"])) is not None:
        return False
    houses = {facts["slug"]: Hotel(**facts) for facts in (POSADA, CABANAS)}
    session.add_all(houses.values())
    session.flush()
    for slug, (account, display, token) in NUMBERS.items():
        session.add(
            ChannelAccount(
                hotel_id=houses[slug].id,
                channel=Channel.WHATSAPP,
                account=account,
                display=display,
                token_locked=seal.lock(token),
            )
        )
    hashed = seal.hash_password(PASSWORD)
    for email, (name, roles) in PEOPLE.items():
        person = Staff(email=email, name=name, password_hash=hashed)
        session.add(person)
        session.flush()
        session.add_all(
            Membership(staff_id=person.id, hotel_id=houses[slug].id, role=role) for slug, role in roles.items()
        )
    return True


def main() -> int:
    telemetry.start_logging(settings().log_level)
    if not settings().is_local:
        print("The demo hotels belong to local mode only (CONSERJE_MODE=local).", file=sys.stderr)
        return 2
    with across_hotels() as session:
        if seed(session):
            print("Two demo hotels are ready: Posada del Ceibo and Cabañas Aguamarina.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
