"""`make goals` plays guests who never saw an answer, and says what each of them went away without.

One of them, with all that was said: `make goals ONLY=norma`. Nothing here is learned from; a line that was read to
mend the house is no longer a stranger's, so new files are added and the old ones kept to see that nothing is lost.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from core.domain.payments import RequestState
from core.store.db import transaction
from core.store.guests import Guest
from core.store.payments import PaymentRequest
from tests.flows.goals import talks
from tests.flows.goals.talks import Talk
from tests.flows.goals.wants import End
from tests.flows.transcripts import GUESTS, Stage
from tests.makers import House, StoppedClock

_BEGINS = datetime(2026, 11, 27, 18, tzinfo=UTC)
_ONLY = os.environ.get("ONLY", "")
_TALKS = [
    pytest.param(talk, id=f"{file.removesuffix('.txt')}-{talk.name}")
    for file in talks.FILES
    for talk in talks.talks(file)
    if _ONLY in ("", talk.name, file.removesuffix(".txt"))
]


class Listening(Stage):
    """Plays a guest's lines whatever the house answers, and keeps all of it."""

    def play(self, script: str) -> None:
        self.said: list[str] = []
        for line in script.splitlines():
            print(">", line)
            self._act(line)
            self._take_turn()
            while self._a_link_is_waited_for():
                self._act("the link is made")

    def _listen(self) -> None:
        super()._listen()
        for message in self.unread:
            self.last = message
            self.said.append(message.text)
            offered = " | ".join(option["title"] for option in message.content.get("options", []))
            print("   house:", message.text.replace("\n", "\n          "), f"[{offered}]" if offered else "")
        self.unread = []

    def _a_link_is_waited_for(self) -> bool:
        with self._session() as session:
            waiting = select(PaymentRequest.id).where(PaymentRequest.state == RequestState.WANTED)
            return session.scalars(waiting).first() is not None


@pytest.mark.parametrize("talk", _TALKS)
def test_the_guest_goes_away_content(house: House, stopped_clock: StoppedClock, talk: Talk) -> None:
    stopped_clock.set(_BEGINS)
    print(f"\n=== {talk.name}: {talk.goal}")
    stage = Listening(house, stopped_clock)
    stage.play("\n".join([*talks.settings()[talk.setting], *talk.lines]))
    with transaction(house.posada) as session:
        guest = session.scalars(select(Guest).where(Guest.name == GUESTS["Ana"].name)).one()
        end = End(session, guest, stage.said)
        missed = list(end.missed(talk.wants))
        print(f"    kept: {end.kept()}; missed: {missed or 'nothing'}")
        assert not missed, f"{talk.name}: {'; '.join(missed)} (kept: {end.kept()})"
