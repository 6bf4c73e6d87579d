"""How the house is, felt every few seconds by each process of the console and told to every open screen.

A screen on which nothing happens would otherwise learn from its next question only that the database is away, and
from nothing at all that nobody is there to answer guests.
"""

from __future__ import annotations

import asyncio
import logging
from enum import StrEnum

from console.away import patiently
from console.live import hub
from core.store.db import across_hotels
from core.store.views import health

log = logging.getLogger(__name__)


class Pulse(StrEnum):
    WELL = "well"
    LATE = "late"  # whoever answers guests is silent
    AWAY = "away"  # the database gives no answer


PAUSE_SECONDS = 4.0
_SOON = 1.0
_PATIENCE = 4.0


async def feel() -> None:
    """Runs as long as the process. A database that holds the line and says nothing is asked no second time."""
    question: asyncio.Task[Pulse] | None = None
    while True:
        question = question or asyncio.create_task(asyncio.to_thread(ask))
        await asyncio.wait({question}, timeout=_PATIENCE)
        felt = Pulse.AWAY
        if question.done():
            felt, question = question.result(), None
        hub.felt(felt)
        await asyncio.sleep(_SOON if felt is Pulse.AWAY else PAUSE_SECONDS)


def ask() -> Pulse:
    try:
        return patiently(_look) or Pulse.AWAY
    except Exception:  # whatever else is wrong, this one thing must go on beating
        log.exception("pulse.failed")
        return Pulse.WELL


def _look() -> Pulse:
    with across_hotels() as session:
        return Pulse.LATE if health.nobody_answers(session) else Pulse.WELL
