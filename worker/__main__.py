"""`python -m worker think|slow|voice|relay|tick|chores`: one process, one duty."""

from __future__ import annotations

import asyncio
import signal
import sys

from core.adapters import speech
from core.base import bell, telemetry
from core.base.kept import KEPT
from core.base.settings import settings
from worker import chores, pulse, tick
from worker.cashier import Cashier
from worker.postman import Postman
from worker.relay import Relay

# A fresh process now and then costs half a second and forgives many sins.
_JOBS_PER_LIFE = {"think": 20_000, "slow": 2_000, "voice": 2_000}


def think() -> None:
    bell.listen([bell.INBOX, bell.THINK], forking=False, max_jobs=_JOBS_PER_LIFE["think"])


def slow() -> None:
    bell.listen([bell.SLOW, bell.CHORES], forking=True, max_jobs=_JOBS_PER_LIFE["slow"])


def voice() -> None:
    bell.listen([bell.VOICE], forking=False, max_jobs=_JOBS_PER_LIFE["voice"])


def relay() -> None:
    asyncio.run(_relay())


async def _relay() -> None:
    """The relay and, beside it, cashier and postman: they wait for others most of the time, and share a process."""
    carriers = Relay(settings()), Cashier(settings()), Postman(settings())
    loop = asyncio.get_running_loop()

    def stop() -> None:
        for one in carriers:
            one.stop()

    for sign in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(sign, stop)
    await asyncio.gather(*(one.run() for one in carriers))


def keep_ticking() -> None:
    tick.run()


def run_chores() -> None:
    bell.run_schedule(chores.CHORES)


DUTIES = {
    "think": think,
    "slow": slow,
    "voice": voice,
    "relay": relay,
    "tick": keep_ticking,
    "chores": run_chores,
}
# What a process says of itself in /readyz, beyond that it lives.
DETAILS = {"voice": speech.standing}


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] not in DUTIES:
        print(f"usage: python -m worker {'|'.join(DUTIES)}", file=sys.stderr)
        return 2
    KEPT.write()  # whoever is killed later leaves the next one what it read
    duty = sys.argv[1]
    telemetry.start_logging(settings().log_level)
    pulse.start(duty, DETAILS.get(duty))
    DUTIES[duty]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
