"""How the house is, as JSON; pausing it, dropping what will not go, and starting a channel again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.errands import Errand
from core.store.db import across_hotels, transaction
from core.store.hotels import ChannelAccount, Hotel
from core.store.outbox import OutboxLetter
from tests.edges.console.conftest import SignIn
from tests.edges.console.entering import error, post
from tests.makers import POSADA_NUMBER, House, StoppedClock
from worker import errands as desk

DEEDS = ["/api/house/pause", "/api/house/resume", "/api/channels/1/resume", "/api/letters/outbox/1/drop"]


def a_dead_letter(house: House) -> int:
    with transaction(house.posada) as session:
        now = clock.now()
        letter = OutboxLetter(
            kind=Errand.FETCH_MEDIA, desk="slow", lane="l", payload={}, state="dead", attempts=6,
            due_at=now, written_at=now, error="<b>no</b>", trace_id="t",
        )  # fmt: skip
        session.add(letter)
        session.flush()
        return letter.id


def hotel(house: House) -> Hotel:
    with across_hotels() as session:
        return session.get_one(Hotel, house.posada)


@pytest.mark.parametrize(("who", "may_look"), [("vera", False), ("carla", True)])
def test_reception_looks_and_managers_act(signed_in: SignIn, house: House, who: str, may_look: bool) -> None:
    browser = signed_in(getattr(house, who))
    assert (browser.get("/api/health").status_code == 200) == may_look
    for deed in DEEDS:
        assert post(browser, deed, minutes=30).status_code == 403, deed
    assert not hotel(house).house_paused


def test_a_paused_house_says_so_on_every_screen_and_wakes_by_itself(
    signed_in: SignIn, house: House, stopped_clock: StoppedClock
) -> None:
    diego, vera, elena = signed_in(house.diego), signed_in(house.vera), signed_in(house.elena)
    assert vera.get("/api/attention").json()["house"] is None
    assert post(diego, "/api/house/pause", minutes=30).status_code == 200
    assert vera.get("/api/attention").json()["house"]["until"] is not None
    assert elena.get("/api/attention").json()["house"] is None
    with transaction(house.posada) as session:
        [letter] = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.RESUME_HOUSE))
        assert letter.due_at == stopped_clock.now + timedelta(minutes=30)
        desk.pausing.resume_when_due(session, house.posada)
    assert hotel(house).house_paused
    stopped_clock.passes(minutes=31)
    with transaction(house.posada) as session:
        desk.pausing.resume_when_due(session, house.posada)
    assert not hotel(house).house_paused
    assert vera.get("/api/attention").json()["house"] is None


def test_a_longer_pause_outlives_the_shorter_ones_letter(
    signed_in: SignIn, house: House, stopped_clock: StoppedClock
) -> None:
    diego = signed_in(house.diego)
    post(diego, "/api/house/pause", minutes=30)
    post(diego, "/api/house/pause", minutes=0)
    stopped_clock.passes(minutes=50)
    with transaction(house.posada) as session:
        desk.pausing.resume_when_due(session, house.posada)
        letters = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.RESUME_HOUSE))
        assert [one.state for one in letters] == ["cancelled"]
    assert hotel(house).house_paused
    assert post(diego, "/api/house/resume").status_code == 200
    assert not hotel(house).house_paused


@pytest.mark.parametrize("minutes", [-1, 100_000, "30", None, True])
def test_a_pause_nobody_meant_is_refused(signed_in: SignIn, house: House, minutes: object) -> None:
    assert error(post(signed_in(house.diego), "/api/house/pause", minutes=minutes)) == (400, "unreadable")


def test_a_dead_letter_is_shown_and_dropped_once(signed_in: SignIn, house: House) -> None:
    number = a_dead_letter(house)
    diego = signed_in(house.diego)
    assert [one["error"] for one in diego.get("/api/health").json()["letters"]] == ["<b>no</b>"]
    assert error(post(signed_in(house.elena), f"/api/letters/outbox/{number}/drop")) == (404, "gone")
    assert post(diego, f"/api/letters/outbox/{number}/drop").status_code == 200
    assert diego.get("/api/health").json()["letters"] == []
    assert error(post(diego, f"/api/letters/outbox/{number}/drop")) == (404, "gone")
    assert error(post(diego, f"/api/letters/elsewhere/{number}/drop"))[0] == 404


def test_a_channel_that_stopped_is_tried_again(signed_in: SignIn, house: House) -> None:
    with across_hotels() as session:
        [row] = session.scalars(select(ChannelAccount).where(ChannelAccount.account == POSADA_NUMBER))
        row.paused_reason = "the token has expired"
        number = row.id
    diego = signed_in(house.diego)
    [line] = diego.get("/api/health").json()["lines"]
    assert line["paused"] == "the token has expired"
    assert error(post(signed_in(house.elena), f"/api/channels/{number}/resume")) == (404, "gone")
    assert post(diego, f"/api/channels/{number}/resume").status_code == 200
    assert diego.get("/api/health").json()["lines"][0]["paused"] is None


def test_silent_processes_are_silent(signed_in: SignIn, house: House) -> None:
    found = signed_in(house.carla).get("/api/health").json()
    assert set(found["alive"].values()) == {None}
    assert found["files"] == {"count": 0, "bytes": 0}
    assert [one["count"] for one in found["queues"]] == [0] * 7


def test_mail_that_did_not_go_is_told_with_what_to_do(signed_in: SignIn, house: House) -> None:
    carla = signed_in(house.carla)
    assert carla.get("/api/health").json()["mail"] == {
        "way": "folder",
        "server": "",
        "why": None,
        "detail": "",
    }
    with transaction(house.posada) as session:
        now = clock.now()
        for state, error in (("waiting", "login: 535 bad password"), ("dead", "address: 550 nobody")):
            session.add(
                OutboxLetter(
                    kind=Errand.SEND_MAIL, desk="mail", lane=state, payload={}, state=state, attempts=1,
                    due_at=now, written_at=now, error=error, trace_id="t",
                )
            )  # fmt: skip
    found = carla.get("/api/health").json()
    assert (found["mail"]["why"], found["mail"]["detail"]) == ("login", "535 bad password")
    assert [one["mail"] for one in found["letters"]] == ["address"]
    assert signed_in(house.elena).get("/api/health").json()["mail"]["why"] is None
