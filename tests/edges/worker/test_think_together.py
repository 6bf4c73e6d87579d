"""Guests who write at the same moment share a transaction, and no guest pays for another's misfortune."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.store.db import across_hotels
from tests.edges.worker.conftest import arrives, heard, inbox, said, work
from tests.makers import ANA, BRUNO, Sender, wa_message, wa_tap

pytestmark = pytest.mark.usefixtures("stopped_clock", "house")


def transactions() -> int:
    """In how many the letters that are done were dealt with."""
    with across_hotels() as session:
        return int(
            session.scalar(text("SELECT count(DISTINCT xmin::text) FROM inbox WHERE state = 'done'")) or 0
        )


def ana_and_bruno_are_known() -> None:
    arrives(*(wa_tap("v1:menu:times", sender=guest) for guest in (ANA, BRUNO)))
    work()
    with across_hotels() as session:
        session.execute(text("DELETE FROM inbox"))


def test_guests_who_write_at_the_same_moment_share_a_transaction() -> None:
    ana_and_bruno_are_known()
    arrives(*(wa_tap("v1:menu:times", sender=guest) for guest in (ANA, BRUNO)))
    work()
    assert (len(said()), transactions()) == (4, 1)


def test_who_brings_a_shared_transaction_down_brings_down_nobody_else() -> None:
    bad, other = wa_message("text", {"body": "hola"}, sender=ANA), Sender(phone="5491166660003")
    arrives(wa_tap("v1:menu:times", sender=BRUNO), bad, wa_tap("v1:menu:times", sender=other))
    with across_hotels() as session:
        session.execute(text("UPDATE inbox SET body = 'broken' WHERE key = :key"), {"key": bad["id"]})
    work()
    assert (len(heard()), len(said())) == (2, 2)
    assert sorted(letter.attempts for letter in inbox() if letter.state == "waiting") == [1]


def test_a_turn_that_locked_more_than_its_own_conversation_ends_its_transaction() -> None:
    """As that of whoever is called by the channel as never before does."""
    ana_and_bruno_are_known()
    with across_hotels() as session:
        session.execute(text("UPDATE identifiers SET value = 'as before'"))
    arrives(*(wa_tap("v1:menu:times", sender=guest) for guest in (ANA, BRUNO)))
    work()
    assert (len(said()), transactions()) == (4, 2)
