"""`python -m worker.api_keys`: makes, lists and takes away keys of the API for a hotel's website and scripts."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy.orm import Session

from core.domain.access import House
from core.domain.api_keys import NewKey, Scope, WrongKey
from core.services import api_keys
from core.services.api_keys import NoSuchKey
from core.store import hotels
from core.store.db import across_hotels, transaction


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker.api_keys", description=__doc__)
    deeds = parser.add_subparsers(dest="deed", required=True)
    create = deeds.add_parser("create", help="makes a key and shows it, this once")
    create.add_argument("slug", help="the hotel's short name, such as posada-del-ceibo")
    create.add_argument("--name", required=True, help='what it is for, such as "our website"')
    create.add_argument("--scope", choices=[*Scope], default=Scope.READ, help="read, hold or staff (read)")
    create.add_argument(
        "--origin",
        action="append",
        default=[],
        help="a website whose pages may use it, such as https://posada.example",
    )
    listed = deeds.add_parser("list", help="shows a hotel's keys, without their secrets")
    listed.add_argument("slug")
    revoke = deeds.add_parser("revoke", help="takes a key away, at once")
    revoke.add_argument("slug")
    revoke.add_argument("id", type=int, help="its number in the list")
    return parser


def main(given: list[str] | None = None) -> int:
    wish = arguments().parse_args(given)
    with across_hotels() as session:
        hotel = hotels.by_slug(session, wish.slug)
    if hotel is None:
        print(f"There is no hotel called {wish.slug}.", file=sys.stderr)
        return 1
    try:
        with transaction(hotel.id) as session:
            said = _DEEDS[wish.deed](session, House(hotel.id), wish)
    except (WrongKey, NoSuchKey) as problem:
        print(f"Not done: {problem}", file=sys.stderr)
        return 1
    print(said)
    return 0


def _create(session: Session, by: House, wish: argparse.Namespace) -> str:
    made = api_keys.create(session, by, NewKey(wish.name, Scope(wish.scope), tuple(wish.origin)))
    assert made is not None
    return f"{made.secret}\nKeep it now: it is not shown again. Its number is {made.key.id}."


def _list(session: Session, by: House, _: argparse.Namespace) -> str:
    keys = api_keys.listed(session, by)
    return (
        "\n".join(
            f"{key.id}  {key.name}  {key.scope}  …{key.hint}  "
            + (f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else _use(key.last_used_at))
            + (f"  {', '.join(key.origins)}" if key.origins else "")
            for key in keys
        )
        or "No keys."
    )


def _use(at: object) -> str:
    return f"last used {at:%Y-%m-%d %H:%M} UTC" if at is not None else "never used"


def _revoke(session: Session, by: House, wish: argparse.Namespace) -> str:
    api_keys.revoke(session, by, wish.id)
    return "Revoked. It opens nothing from now on."


_DEEDS = {"create": _create, "list": _list, "revoke": _revoke}

if __name__ == "__main__":
    sys.exit(main())
