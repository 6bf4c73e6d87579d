"""The worker dies between each two steps of hold, link, payment and confirmation, not only at moments.

Whatever is written on the way is a step: a letter taken, what a call outside came to, a payment, a booking. A trigger
makes whoever writes it wait for a lock that the test has; there they stand, with the step before done and theirs not,
and are killed. What they did outside meanwhile is done and nowhere written, which is the worst of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil
import psycopg
import pytest

from tests.chaos.paying_guests import STILL_TO_SEND, check, count, hold, link_of, open_to_payers
from tests.chaos.running_house import RunningHouse, until

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]
_LOCK = 4711


@dataclass(frozen=True)
class Step:
    """What is being written when somebody is killed, and by whom."""

    name: str
    table: str
    event: str
    when: str
    who: tuple[str, ...] = ("relay",)


def _taken(kind: str) -> str:
    return f"NEW.kind = '{kind}' AND NEW.attempts > OLD.attempts"


_NAMED = "OLD.provider_id IS NULL AND NEW.provider_id IS NOT NULL AND NEW.direction = 'out'"
LINK = (
    Step("link asked for", "outbox", "UPDATE", _taken("make_payment_link")),
    Step("link made", "payment_requests", "UPDATE", "OLD.link_id IS NULL AND NEW.link_id IS NOT NULL"),
    Step("link on its way", "outbox", "UPDATE", _taken("send_message")),
    Step("link sent", "messages", "UPDATE", _NAMED),
)
THINKERS = ("think-1", "think-2")
PAYMENT = (
    Step("told of", "inbox", "INSERT", "NEW.kind = 'payment'", ("webhook",)),
    Step("heard", "outbox", "INSERT", "NEW.kind = 'fetch_payment'", THINKERS),
    Step("looked up", "outbox", "UPDATE", _taken("fetch_payment")),
    Step("written down", "payments", "INSERT", "true"),
    Step("confirmed", "bookings", "UPDATE", "NEW.status = 'confirmed' AND OLD.status = 'held'"),
    Step("confirmation written", "outbox", "INSERT", "NEW.kind = 'send_message'"),
    Step("settled", "outbox", "UPDATE", "NEW.kind = 'fetch_payment' AND NEW.state = 'done'"),
    Step("confirmation on its way", "outbox", "UPDATE", _taken("send_message")),
    Step("confirmation sent", "messages", "UPDATE", _NAMED),
)


def lay_traps(house: RunningHouse) -> None:
    """One armed step at a time; whoever is bound by row-level security stops for it as well."""
    with house.database() as line:
        line.execute("CREATE TABLE armed (step text PRIMARY KEY)")
        line.execute(
            f"""
            CREATE FUNCTION stand_here() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                IF EXISTS (SELECT FROM public.armed WHERE step = TG_ARGV[0]) THEN
                    PERFORM pg_advisory_xact_lock({_LOCK});
                END IF;
                RETURN NULL;
            END $$
            """
        )
        for number, step in enumerate((*LINK, *PAYMENT)):
            line.execute(
                f"CREATE TRIGGER trap_{number} AFTER {step.event} ON {step.table} FOR EACH ROW "  # type: ignore[arg-type]
                f"WHEN ({step.when}) EXECUTE FUNCTION stand_here('{step.name}')"
            )


@contextmanager
def killed_at(house: RunningHouse, step: Step) -> Iterator[None]:
    """Armed before the block; at its end somebody stands at the step, and is killed there."""
    with house.database() as line:
        line.execute("SELECT pg_advisory_lock(%s)", (_LOCK,))
        line.execute("INSERT INTO armed VALUES (%s)", (step.name,))
        yield
        until(lambda: _stands_there(line), 90, f"somebody at '{step.name}'", pause=0.05)
        for name in step.who:
            _kill(house, name)
        line.execute("DELETE FROM armed")


def _stands_there(line: psycopg.Connection[tuple[int]]) -> bool:
    found = line.execute(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND NOT granted", (_LOCK,)
    ).fetchone()
    return found is not None and found[0] > 0


def _kill(house: RunningHouse, name: str) -> None:
    """The webhook's own children do its work, and any of them may be the one."""
    children = house.process(name).children() if name == "webhook" else []
    for child in children:
        try:
            child.kill()
        except psutil.NoSuchProcess:
            continue
    if not children:
        house.kill_as_if_never_before(name)


def test_one_booking_one_charge_one_confirmation_whichever_step_it_was() -> None:
    with open_to_payers("abcdefghi", hidden_seconds=0.0) as (house, pay, guests):
        house.settle(60)
        lay_traps(house)
        with killed_at(house, LINK[0]):
            held = hold(house, guests)
        for step in LINK[1:]:
            with killed_at(house, step):
                pass
        for step, guest in zip(PAYMENT, guests, strict=True):
            look = link_of(house, guest)
            until(look, 90, f"the link of {guest.id}", pause=0.1)
            with killed_at(house, step):
                pay.pay(look() or "", telling="once")
        ids = [one["booking"] for one in held]
        query = "SELECT count(*) FROM bookings WHERE id = ANY(%s) AND status = 'confirmed'"
        until(lambda: count(house, query, ids) == len(ids), 120, "confirming", pause=0.2)
        until(lambda: count(house, STILL_TO_SEND) == 0, 120, "sending", pause=0.2)
        check(house, pay, guests, held)
        pay.close()
