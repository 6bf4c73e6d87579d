"""The cashier is killed right before or right after each of its commits: one booking, one charge, one confirmation."""

from __future__ import annotations

import multiprocessing
import os
import signal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from core.base import bell
from core.domain.bookings import Status
from core.local.pay.client import PayClient
from core.services.payments import errands
from core.store.db import engine, transaction
from core.store.outbox import OutboxLetter
from tests.edges.worker.conftest import leases_run_out
from tests.edges.worker.test_cashier import Desk
from tests.makers import House
from tests.paying import all_of, came, cases, held_by_ana, requests, said


def dies(desk: Desk, moment: str, commit: int) -> bool:
    """Runs the cashier in a process of its own that is killed at that commit; true when it came that far."""
    engine().dispose()
    child = multiprocessing.get_context("fork").Process(target=_work_and_die, args=(desk, moment, commit))
    child.start()
    child.join(60)
    assert child.exitcode is not None, "neither done nor dead"
    bell.connection().connection_pool.disconnect()  # half an answer may still lie in the shared line
    leases_run_out()
    return child.exitcode == -signal.SIGKILL


def _work_and_die(desk: Desk, moment: str, commit: int) -> None:
    engine().dispose(close=False)
    bell.connection().connection_pool.reset()
    seen: list[int] = []

    def at_a_commit(_session: Session) -> None:
        seen.append(1)
        if len(seen) == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Session, f"{moment}_commit", at_a_commit)
    desk.works()
    os._exit(0)


@pytest.mark.parametrize("commit", [1, 2, 3])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", ["link", "payment"])
def test_whatever_it_was_doing_the_books_are_right(
    house: House, pay_page: PayClient, step: str, moment: str, commit: int
) -> None:
    held, desk = held_by_ana(house), Desk(pay_page)
    died = dies(desk, moment, commit) if step == "link" else False
    desk.works()
    assert requests() == ["open"]
    assert sum("pagá" in words for words in said()) == 1, "one link was sent"
    pay_page.pay(desk.link(), telling="never")
    [payment] = pay_page.payments(held.reference)
    with transaction(held.hotel) as session:
        errands.fetch(session, held.hotel, str(payment["id"]), "told", verified=True)
    died = dies(desk, moment, commit) if step == "payment" else died
    desk.works()
    assert died or commit > 2, "it was killed where it should have been"
    assert held.row().status == Status.CONFIRMED
    assert came() == [("approved", True)]
    assert [one["status"] for one in pay_page.payments(held.reference)] == ["approved"]
    assert sum("está confirmada" in words for words in said()) == 1
    assert cases() == []
    assert [one.kind for one in all_of(OutboxLetter) if one.state == "dead"] == []
