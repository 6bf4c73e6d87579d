"""The processes behind the desk, called directly: what arrives is kept as the receiver keeps it, then worked on."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlalchemy import select, text

from core.adapters.channels import whatsapp
from core.base import clock
from core.base.settings import settings
from core.domain.messages import Channel
from core.local.pay.client import PayClient
from core.local.phone.running import running_phone
from core.services import intake
from core.store import hotels
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import across_hotels
from core.store.inbox import InboxLetter
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.fakes import FakeChannel, FakeEars, FakeMouth
from tests.makers import House, StoppedClock, wa_change, wa_delivery
from worker import relay, slow, think, voice
from worker.relay import Relay


def arrives(*messages: dict[str, Any], **facts: Any) -> None:
    """As the receiver keeps a delivery, without its door."""
    keep(wa_delivery(wa_change(*messages, **facts)))


def keep(raw: bytes) -> None:
    with across_hotels() as session:
        known = hotels.accounts_to_hotels(session, Channel.WHATSAPP)
        envelopes = whatsapp.split(raw)
        intake.keep(
            session,
            [intake.Kept(Channel.WHATSAPP, one, known.get(one.account or ""), "trace") for one in envelopes],
        )


def work() -> None:
    """Until nothing is due."""
    for _ in range(100):
        if not think.work_once():
            return
    raise AssertionError("there is always something due")


def all_rows(table: Any) -> list[Any]:
    with across_hotels() as session:
        return list(session.scalars(select(table).order_by(table.id)))


def letters(kind: str) -> list[OutboxLetter]:
    return [letter for letter in all_rows(OutboxLetter) if letter.kind == kind]


def inbox() -> list[InboxLetter]:
    return all_rows(InboxLetter)


def alerts() -> list[str]:
    return [alert.kind for alert in all_rows(Alert) if alert.closed_at is None]


def said() -> list[str]:
    """What went out or waits to, in order."""
    return [line.text for line in all_rows(Message) if line.direction == "out"]


def heard() -> list[str]:
    return [line.text for line in all_rows(Message) if line.direction == "in"]


def conversation() -> Conversation:
    [found] = all_rows(Conversation)
    return found


def leases_run_out() -> None:
    with across_hotels() as session:
        for table in ("inbox", "outbox"):
            session.execute(text(f"UPDATE {table} SET leased_until = now() - interval '1 second'"))


@dataclass
class Carrier:
    """A relay with a channel that does as it is told."""

    port: FakeChannel
    config: dict[str, Any] = field(default_factory=dict)

    def runs_until(self, settled: Callable[[], object], patience: float = 15.0) -> None:
        asyncio.run(self._run(settled, patience))

    async def _run(self, settled: Callable[[], object], patience: float) -> None:
        carrier = Relay(settings().model_copy(update=self.config))
        running = asyncio.create_task(carrier.run())
        try:
            async with asyncio.timeout(patience):
                while not await asyncio.to_thread(settled):  # noqa: ASYNC110 - rows ring no bell
                    await asyncio.sleep(0.01)
        finally:
            carrier.stop()
            await running

    def runs_dry(self) -> None:
        """Until no letter is due and none is under way."""
        self.runs_until(lambda: not due_for_relay())


def due_for_relay() -> int:
    with across_hotels() as session:
        question = text(
            """
            SELECT count(*) FROM outbox AS letter WHERE desk IN ('relay', 'bulk', 'courtesy')
            AND (state = 'sending' OR state IN ('waiting', 'doubtful') AND due_at <= :now)
            AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.lane = letter.lane
                            AND earlier.state IN ('waiting', 'sending', 'doubtful') AND earlier.id < letter.id)
            """
        )
        return int(session.scalar(question, {"now": clock.now()}) or 0)


@pytest.fixture(scope="module")
def pay_page() -> Iterator[PayClient]:
    with running_phone() as phone:
        client = PayClient(phone.url)
        yield client
        client.close()


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> FakeChannel:
    channel = FakeChannel()
    for module in (relay, slow):
        monkeypatch.setattr(module, "open_port", lambda *_: channel)
    return channel


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> FakeEars:
    made = FakeEars()
    monkeypatch.setattr(voice, "senses", voice.Senses(made, FakeMouth()))
    return made


@pytest.fixture
def mouth(ears: FakeEars) -> FakeMouth:
    made = voice.senses.mouth
    assert isinstance(made, FakeMouth)
    return made


@pytest.fixture
def stage(house: House, port: FakeChannel, ears: FakeEars, stopped_clock: StoppedClock) -> Any:
    from tests.edges.worker.speaking import Stage  # which needs what is above

    return Stage(port, ears, stopped_clock)


@pytest.fixture
def carrier(house: House, port: FakeChannel, stopped_clock: StoppedClock) -> Carrier:
    return Carrier(port)
