"""`python -m worker.open_payments`: enters a hotel's Mercado Pago account, or replaces its secrets."""

from __future__ import annotations

import argparse
import getpass
import sys

from core.base.settings import settings
from core.domain.payments import Strictness
from core.services.payments.accounts import add_account
from core.store import hotels
from core.store.db import across_hotels


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker.open_payments", description=__doc__)
    parser.add_argument("slug", help="the hotel's short name, such as posada-del-ceibo")
    parser.add_argument("--collector", required=True, help="the account's user id: whose money it is")
    parser.add_argument(
        "--mode", choices=[*Strictness], default=Strictness.STRICT, help="see docs/deployment.md"
    )
    return parser


def main() -> int:
    wish = arguments().parse_args()
    if not wish.collector.isdecimal():
        print("Not entered: a collector is a number (GET /users/me tells it).", file=sys.stderr)
        return 1
    # Asked for rather than given as arguments, which anybody on the machine could read.
    token = getpass.getpass("Access token: ").strip()
    secret = getpass.getpass("Secret of the webhook: ").strip()
    if not token or not secret:
        print("Not entered: both are needed.", file=sys.stderr)
        return 1
    with across_hotels() as session:
        hotel = hotels.by_slug(session, wish.slug)
        if hotel is None:
            print(f"Not entered: there is no hotel called {wish.slug}.", file=sys.stderr)
            return 1
        add_account(session, hotel, wish.collector, token, secret, Strictness(wish.mode))
    print(f"Entered. Notifications come to {settings().public_webhook_url}/mercadopago/{wish.slug}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
