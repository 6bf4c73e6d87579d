"""`python -m worker.open_hotel`: opens a hotel on a server, with its WhatsApp number and its owner."""

from __future__ import annotations

import argparse
import getpass
import re
import sys
import unicodedata

from sqlalchemy.orm import Session

from core.domain.access import Role
from core.domain.passwords import Weakness
from core.services import passwords
from core.services.opening import CannotOpen, HotelFacts, add_channel, add_hotel, add_person
from core.store import staff
from core.store.db import across_hotels

_WEAK = {
    Weakness.SHORT: "it has fewer than 12 characters",
    Weakness.LONG: "it has more than 200 characters",
    Weakness.PLAIN: "it lacks small letters, capitals, numbers or signs (four words or more will do too)",
    Weakness.COMMON: "it is one of the first anybody would try",
    Weakness.NAMED: "it has a name of yours or of the hotel in it",
}


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker.open_hotel", description=__doc__)
    parser.add_argument("name", help='the hotel\'s name, such as "Posada del Ceibo"')
    parser.add_argument("--country", required=True, help="two letters: AR, UY, CL, BR, MX, ES, US")
    parser.add_argument("--timezone", required=True, help="such as America/Argentina/Buenos_Aires")
    parser.add_argument("--currency", required=True, help="three letters: ARS, UYU, CLP, BRL, MXN, USD, EUR")
    parser.add_argument("--language", default="es", help="es, en or pt (es)")
    parser.add_argument("--address", default="", help="as guests should read it")
    parser.add_argument("--number-id", required=True, help="the phone number id of the Cloud API")
    parser.add_argument("--business-id", help="the WhatsApp Business Account that owns the number")
    parser.add_argument("--number", required=True, help="the number as people write it")
    parser.add_argument("--owner-email", required=True)
    parser.add_argument("--owner-name", required=True)
    return parser


def slug_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def worth_having(session: Session, wish: argparse.Namespace, password: str) -> None:
    """What the console asks of everybody is asked of the first owner too; who is known here keeps their own."""
    if staff.by_email(session, wish.owner_email) is None:
        passwords.check(password, [wish.owner_name, wish.owner_email.partition("@")[0], wish.name])


def main() -> int:
    wish = arguments().parse_args()
    # Asked for rather than given as arguments, which anybody on the machine could read.
    token = getpass.getpass("Access token of the WhatsApp system user: ")
    password = getpass.getpass(f"Password for {wish.owner_email} (ignored if they have one): ")
    facts = HotelFacts(
        slug=slug_of(wish.name),
        name=wish.name,
        country=wish.country,
        timezone=wish.timezone,
        currency=wish.currency,
        language=wish.language,
        address=wish.address,
    )
    try:
        with across_hotels() as session:
            worth_having(session, wish, password)
            hotel = add_hotel(session, facts)
            add_channel(session, hotel, wish.number_id, wish.number, token, wish.business_id)
            add_person(session, wish.owner_email, wish.owner_name, password, {hotel.id: Role.OWNER})
    except CannotOpen as problem:
        print(f"Not opened: {problem}", file=sys.stderr)
        return 1
    except passwords.WeakPassword as problem:
        print(
            f"Not opened, the password is too weak: {'; '.join(_WEAK[why] for why in problem.why)}.",
            file=sys.stderr,
        )
        return 1
    print(f"{wish.name} is open. {wish.owner_email} can sign in.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
