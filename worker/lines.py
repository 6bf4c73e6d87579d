"""Asks a channel whether what a hotel entered is right: the number, the token, the account with the templates."""

from __future__ import annotations

import asyncio

from core.adapters.channels import open_template_desk
from core.base import clock, telemetry
from core.base.settings import settings
from core.domain.errands import MAX_ATTEMPTS, Act
from core.domain.ports import Refused, TemplatePort
from core.domain.templates import GOES_OUT
from core.services import hotels, setup
from core.services.setup import Found
from core.store import hotels as rows
from core.store import outbox, templates
from core.store.db import transaction
from core.store.outbox import Claimed
from worker import errands
from worker.message_templates import Office, visit


class NotNow(Exception):
    """Nobody answered; the errand comes back later."""


def run(letter: Claimed) -> None:
    with telemetry.traced(letter.trace_id):
        try:
            check(letter)
        except Exception as problem:  # noqa: BLE001 - an errand must never take the process with it
            errands.set_aside(letter, problem)


def check(letter: Claimed) -> None:
    """Calls are made with no transaction open; what was said is written down either way."""
    found = asyncio.run(_ask(letter))
    with transaction(letter.hotel_id) as session:
        setup.checked(session, letter.hotel_id, letter.payload["channel_id"], found)
        outbox.done(session, [letter.id], clock.now())


async def _ask(letter: Claimed) -> Found:
    office = _office(letter)
    if isinstance(office, Found):
        return office
    desk = open_template_desk(settings().whatsapp_api_url, settings().whatsapp_api_version)
    try:
        return await _answered(desk, office, submit=letter.payload["submit"])
    except Refused as no:
        if no.refusal.act is Act.RETRY and letter.attempts < MAX_ATTEMPTS // 2:
            raise NotNow(no.refusal.detail) from no
        return Found(ok=False, problem=no.refusal.detail[:300], code=no.refusal.code)
    finally:
        await desk.close()


async def _answered(desk: TemplatePort, office: Office, *, submit: bool) -> Found:
    number = await desk.number(office.account)
    if not office.business:
        return Found(ok=True, number=number)
    problems = await visit(desk, office, only_look=not submit)
    with transaction(office.hotel_id) as session:
        known = templates.of_account(session, office.business)
    ready = sum(row.state in GOES_OUT for row in known)
    problem = "; ".join(problems)[:300]
    return Found(ok=not problems, number=number, problem=problem, ready=ready, known=len(known))


def _office(letter: Claimed) -> Office | Found:
    with transaction(letter.hotel_id) as session:
        row = next(
            (one for one in rows.all_channel_accounts(session) if one.id == letter.payload["channel_id"]),
            None,
        )
        if row is None:
            return Found(ok=False, problem="the number is not connected any more")
        account = hotels.open_accounts(session)[row.channel, row.account]
        if not account.account.token:
            return Found(ok=False, problem=account.paused_reason or "the access token cannot be opened")
        return Office(letter.hotel_id, "", account.account, row.business or "")
