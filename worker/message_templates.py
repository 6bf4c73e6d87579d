"""`python -m worker.message_templates`: hands in what each number's account lacks, and takes stock of how all stand."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from core.adapters.channels import open_template_desk
from core.base import telemetry
from core.base.settings import settings
from core.domain.errands import Act
from core.domain.ports import Account, Refused, TemplatePort, TemplateSeen
from core.domain.templates import GOES_OUT
from core.services import hotels, template_states
from core.store import hotels as rows
from core.store import templates
from core.store.db import across_hotels, transaction

_PAUSE_SECONDS = 0.5


@dataclass(frozen=True)
class Office:
    """One hotel's account at the channel."""

    hotel_id: int
    slug: str
    account: Account
    business: str


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m worker.message_templates", description=__doc__)
    parser.add_argument("slug", nargs="?", help="one hotel's short name; without it all of them")
    parser.add_argument("--only-look", action="store_true", help="hand nothing in, only take stock")
    parser.add_argument("--wait", type=float, default=0.0, help="seconds to wait for the channel to answer")
    return parser


def offices(slug: str | None) -> list[Office]:
    found = []
    with across_hotels() as session:
        for account in hotels.open_accounts(session).values():
            hotel = rows.hotel(session, account.hotel_id)
            if hotel is not None and account.business and slug in (None, hotel.slug):
                found.append(Office(hotel.id, hotel.slug, account.account, account.business))
    return found


async def visit(desk: TemplatePort, office: Office, *, only_look: bool) -> list[str]:
    """Answers what the channel refused, each in a line; calls are made with no transaction open."""
    _take_stock(office, await desk.listed(office.account, office.business))
    problems = []
    with transaction(office.hotel_id) as session:
        lacking = [] if only_look else template_states.missing(session, office.business)
    for definition, language in lacking:
        try:
            seen = await desk.submit(office.account, office.business, definition, language)
        except Refused as no:
            problems.append(f"{definition.name} ({language}): {no.refusal.detail}")
            continue
        with transaction(office.hotel_id) as session:
            template_states.handed_in(session, office.hotel_id, office.business, seen)
    if lacking:
        _take_stock(office, await desk.listed(office.account, office.business))
    return problems


def _take_stock(office: Office, found: Sequence[TemplateSeen]) -> None:
    with transaction(office.hotel_id) as session:
        template_states.take_stock(session, office.hotel_id, office.business, found)


def report(office: Office) -> None:
    with transaction(office.hotel_id) as session:
        known = templates.of_account(session, office.business)
        old = template_states.outdated(session, office.business)
    ready = sum(row.state in GOES_OUT for row in known)
    print(f"{office.slug}: {ready} of {len(known)} templates may go out")
    for row in known:
        if row.state not in GOES_OUT:
            print(f"  {row.name} ({row.language}): {row.state} {row.reason or ''}".rstrip())
    for name in old:
        print(f"  {name}: the channel still has older words; replace it in its manager")


async def run(slug: str | None, *, only_look: bool, wait: float) -> int:
    desk = open_template_desk(settings().whatsapp_api_url, settings().whatsapp_api_version)
    known = offices(slug)
    if not known:
        print("No hotel's number names its business account (see worker.open_hotel).", file=sys.stderr)
        return 1
    failed = False
    try:
        for office in known:
            problems = await _patiently(desk, office, only_look, time.monotonic() + wait)
            report(office)
            for problem in problems:
                print(f"  refused: {problem}", file=sys.stderr)
            failed = failed or bool(problems)
    finally:
        await desk.close()
    return 1 if failed else 0


async def _patiently(desk: TemplatePort, office: Office, only_look: bool, until: float) -> list[str]:
    while True:
        try:
            return await visit(desk, office, only_look=only_look)
        except Refused as no:
            if no.refusal.act is not Act.RETRY or time.monotonic() >= until:
                return [no.refusal.detail]
        await asyncio.sleep(_PAUSE_SECONDS)


def main() -> int:
    wish = arguments().parse_args()
    telemetry.start_logging(settings().log_level)
    return asyncio.run(run(wish.slug, only_look=wish.only_look, wait=wish.wait))


if __name__ == "__main__":
    sys.exit(main())
