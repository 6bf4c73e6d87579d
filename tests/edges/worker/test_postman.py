"""The postman: a letter is handed over once, tried again while that can help, and shown to people when it cannot."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from core.base import clock
from core.base.settings import settings
from core.domain.conversations import AlertKind
from core.domain.mail import MAIL_TRIES, Mail, MailTrouble, NotSent
from core.services import conversations, mail
from core.store.alerts import AuditEntry
from core.store.db import transaction
from tests.edges.worker.conftest import alerts, all_rows, leases_run_out, letters
from tests.edges.worker.test_cashier import make_due
from tests.makers import House, StoppedClock
from worker.postman import Postman

WORDS = mail.Words("Resumen", "Hola", "<p>Hola</p>")


@dataclass
class FakeMail:
    """A mail server that does as it is told."""

    taken: list[Mail] = field(default_factory=list)
    troubles: list[NotSent | Exception] = field(default_factory=list)

    def send(self, letter: Mail) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.taken.append(letter)


@pytest.fixture
def server() -> FakeMail:
    return FakeMail()


@pytest.fixture
def postman(server: FakeMail, house: House, stopped_clock: StoppedClock) -> Postman:
    return Postman(settings(), server)


def written(house: House, key: str = "mail:1", days: int = 7) -> None:
    with transaction(house.posada) as session:
        mail.write(session, house.posada, key, "olga@posada.test", WORDS, clock.now() + timedelta(days=days))


def works(postman: Postman) -> None:
    postman._rests_until = 0.0
    while postman.carry_next():
        pass


def test_a_letter_is_handed_over_once(house: House, postman: Postman, server: FakeMail) -> None:
    written(house)
    works(postman)
    works(postman)
    [letter] = server.taken
    assert (letter.to, letter.subject, letter.plain, letter.html) == (
        "olga@posada.test",
        "Resumen",
        "Hola",
        "<p>Hola</p>",
    )
    assert [one.state for one in letters("send_mail")] == ["done"]


def test_what_may_pass_is_tried_again_under_the_same_name_and_then_goes(
    house: House, postman: Postman, server: FakeMail
) -> None:
    server.troubles = [NotSent(MailTrouble.BUSY, "451 later"), NotSent(MailTrouble.AWAY, "nobody there")]
    written(house)
    works(postman)
    [letter] = letters("send_mail")
    assert (letter.state, letter.error) == ("waiting", "busy: 451 later")
    assert letter.due_at > clock.now() + timedelta(seconds=30)
    make_due("send_mail")
    works(postman)
    make_due("send_mail")
    works(postman)
    assert [one.mark for one in server.taken] == [f"conserje.{letter.id}.{letter.trace_id}"]
    assert alerts() == []


def test_a_mailbox_that_does_not_exist_is_shown_to_people_at_once(
    house: House, postman: Postman, server: FakeMail
) -> None:
    server.troubles = [NotSent(MailTrouble.ADDRESS, "550 no such mailbox")]
    written(house)
    works(postman)
    [letter] = letters("send_mail")
    assert (letter.state, letter.error) == ("dead", "address: 550 no such mailbox")
    assert alerts() == [AlertKind.LETTER_DEAD]


def test_patience_ends_where_people_see_it_and_another_try_by_hand_goes_through(
    house: House, postman: Postman, server: FakeMail
) -> None:
    server.troubles = [NotSent(MailTrouble.LOGIN, "535 bad password")] * MAIL_TRIES
    written(house)
    for _ in range(MAIL_TRIES):
        make_due("send_mail")
        works(postman)
    [letter] = letters("send_mail")
    assert letter.state == "dead"
    with transaction(house.posada) as session:
        conversations.revive(session, house.olga, "outbox", letter.id, "one-more-try-please")
    works(postman)
    assert len(server.taken) == 1


def test_a_server_that_is_out_is_left_alone_whoever_else_has_a_letter(
    house: House, postman: Postman, server: FakeMail
) -> None:
    server.troubles = [NotSent(MailTrouble.AWAY, "nobody there")] * 2
    for key in ("mail:1", "mail:2", "mail:3"):
        written(house, key)
    while postman.carry_next():
        pass
    assert len(server.troubles) == 1, "one try said enough"
    works(postman)
    assert len(server.troubles) == 0


def test_what_nobody_wants_any_more_is_not_sent(
    house: House, postman: Postman, server: FakeMail, stopped_clock: StoppedClock
) -> None:
    written(house, days=7)
    stopped_clock.passes(days=7)
    works(postman)
    assert server.taken == []
    assert [one.state for one in letters("send_mail")] == ["cancelled"]


def test_a_postman_who_died_is_followed_by_another_and_his_late_answer_changes_nothing(
    house: House, postman: Postman, server: FakeMail
) -> None:
    written(house)

    class Dies(FakeMail):
        def send(self, letter: Mail) -> None:
            leases_run_out()
            works(postman)
            raise NotSent(MailTrouble.ADDRESS, "told too late")

    Postman(settings(), Dies()).carry_next()
    assert len(server.taken) == 1
    assert [one.state for one in letters("send_mail")] == ["done"]
    assert alerts() == []


def test_a_letter_that_breaks_the_postman_does_not_keep_the_next_from_going(
    house: House, postman: Postman, server: FakeMail
) -> None:
    server.troubles = [ValueError("odd")]
    written(house, "mail:1")
    written(house, "mail:2")
    works(postman)
    assert len(server.taken) == 1
    assert sorted(one.state for one in letters("send_mail")) == ["done", "waiting"]


def test_whoever_asks_for_a_test_mail_gets_it_and_reads_what_came_of_it(
    house: House, postman: Postman, server: FakeMail
) -> None:
    for token in ("first-click-of-diego", "first-click-of-diego"):
        with transaction(house.posada) as session:
            mail.ask_to_check(session, house.diego, token)
    works(postman)
    [letter] = server.taken
    assert letter.to == "diego@posada.test"
    assert "Posada del Ceibo" in letter.subject
    assert checked(house)["ok"] is True

    server.troubles = [NotSent(MailTrouble.LOGIN, "535 bad password")]
    with transaction(house.posada) as session:
        mail.ask_to_check(session, house.diego, "second-click-of-diego")
    works(postman)
    found = checked(house)
    assert (found["ok"], found["why"], found["problem"]) == (False, "login", "535 bad password")
    assert {one.hotel_id for one in all_rows(AuditEntry)} == {house.posada}
    with transaction(house.cabanas) as session:
        assert mail.last_check(session) is None


def checked(house: House) -> dict[str, object]:
    with transaction(house.posada) as session:
        found = mail.last_check(session)
    assert found is not None
    return found
