"""The digest's JSON: everybody asks for themselves, managers set the hour, and its figures are the screens' own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.base import clock
from core.base.settings import settings
from core.services.digest import sending
from core.store.alerts import AuditEntry
from core.store.db import across_hotels, transaction
from core.store.digests import DigestReader
from core.store.hotels import ChannelAccount, Hotel
from core.store.outbox import OutboxLetter
from core.store.templates import TemplateRow
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.edges.console.entering import error, post
from tests.makers import House, StoppedClock
from tests.manyreviews import a_season

PATH = "/api/reviews/digest"
DEEDS = {
    "hour": {"weekday": 0, "hour": 8},
    "mine": {"way": "email"},
    "send": {},
}


def board(browser: Browser) -> dict[str, Any]:
    answer = browser.get(PATH)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def readers() -> list[DigestReader]:
    with across_hotels() as session:
        return list(session.scalars(select(DigestReader)))


@pytest.mark.parametrize("who", ["vera", "carla"])
def test_reception_neither_reads_nor_gets_it(signed_in: SignIn, house: House, who: str) -> None:
    browser = signed_in(getattr(house, who))
    assert browser.get(PATH).status_code == 403
    for name, body in DEEDS.items():
        assert post(browser, f"{PATH}/{name}", **body).status_code == 403, name
    assert readers() == []


def test_whoever_asks_gets_it_and_may_leave_it(signed_in: SignIn, house: House) -> None:
    olga, diego = signed_in(house.olga), signed_in(house.diego)
    assert error(post(olga, f"{PATH}/send")) == (409, "not_a_reader")
    for _ in range(2):
        assert post(olga, f"{PATH}/mine", way="email", token="the-very-same-click").status_code == 200
    assert board(olga)["mine"] == {"way": "email", "phone": "", "email": "olga@posada.test"}
    seen = board(diego)
    assert seen["mine"] is None
    assert seen["readers"] == [{"name": "Olga Benítez", "way": "email", "tail": "", "me": False}]
    assert board(signed_in(house.elena))["readers"] == []
    for _ in range(2):
        assert post(olga, f"{PATH}/send", token="send-it-once-please").status_code == 200
    with across_hotels() as session:
        [letter] = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "write_digest"))
        assert letter.hotel_id == house.posada
    assert post(diego, f"{PATH}/stop").status_code == 200
    assert len(readers()) == 1, "nobody stops it for somebody else"
    assert post(olga, f"{PATH}/stop").status_code == 200
    assert readers() == []


def test_by_message_only_with_a_telephone_and_a_word_that_stands_in_the_book(
    signed_in: SignIn, house: House
) -> None:
    olga = signed_in(house.olga)
    assert error(post(olga, f"{PATH}/mine", way="pigeon")) == (400, "unreadable")
    wrong = [("12", True, "digest_phone"), ("<b>5491155501234</b>", True, "digest_phone"), ("", True, "digest_phone"),
             ("+54 9 11 5550 1234", False, "digest_agree"), ("+54 9 11 5550 1234", "yes", "digest_agree")]  # fmt: skip
    for phone, agreed, why in wrong:
        answer = post(olga, f"{PATH}/mine", way="whatsapp", phone=phone, agreed=agreed)
        assert error(answer) == (422, why)
    assert readers() == []
    answer = post(olga, f"{PATH}/mine", way="whatsapp", phone="+54 9 11 5550 1234", agreed=True)
    assert answer.status_code == 200
    assert board(olga)["mine"]["phone"] == "5491155501234"
    assert board(signed_in(house.diego))["readers"][0]["tail"] == "234"
    assert "5491155501234" not in signed_in(house.diego).get(PATH).text
    with across_hotels() as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.tag == "digest:wanted"))
        assert (entry.details["way"], entry.details["agreed"]) == ("whatsapp", True)


def test_what_is_not_set_up_is_said_and_refused(
    signed_in: SignIn, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    olga = signed_in(house.olga)
    assert (board(olga)["mail"], board(olga)["number"]) == ("folder", "ready")
    monkeypatch.setattr(settings(), "conserje_mode", "server")
    with across_hotels() as session:
        [row] = session.scalars(select(ChannelAccount).where(ChannelAccount.hotel_id == house.posada))
        row.business = "209876543210001"
        session.add(
            TemplateRow(
                hotel_id=house.posada, business=row.business, name="weekly_digest", language="es",
                state="PENDING", category="UTILITY", body="", changed_at=clock.now(),
            )
        )  # fmt: skip
    assert (board(olga)["mail"], board(olga)["number"]) == ("none", "waits")
    assert error(post(olga, f"{PATH}/mine", way="email")) == (422, "mail_not_set_up")
    with across_hotels() as session:
        for row in session.scalars(select(ChannelAccount).where(ChannelAccount.hotel_id == house.posada)):
            session.delete(row)
    assert board(olga)["number"] == "none"
    answer = post(olga, f"{PATH}/mine", way="whatsapp", phone="+5491155501234", agreed=True)
    assert error(answer) == (422, "no_number")


@pytest.mark.parametrize(
    ("weekday", "hour"), [(7, 9), (-1, 9), (6, 24), (6, -1), ("6", 9), (True, 9), (6, None)]
)
def test_an_hour_that_is_none_is_refused(
    signed_in: SignIn, house: House, weekday: object, hour: object
) -> None:
    assert error(post(signed_in(house.diego), f"{PATH}/hour", weekday=weekday, hour=hour)) == (
        400,
        "unreadable",
    )


def test_the_hour_is_the_hotels_own(signed_in: SignIn, house: House) -> None:
    diego, elena = signed_in(house.diego), signed_in(house.elena)
    assert post(diego, f"{PATH}/hour", weekday=0, hour=18).status_code == 200
    assert (board(diego)["weekday"], board(diego)["hour"]) == (0, 18)
    assert (board(elena)["weekday"], board(elena)["hour"]) == (6, 9)


def test_its_figures_are_those_of_the_reviews_screen(
    signed_in: SignIn, house: House, stopped_clock: StoppedClock
) -> None:
    a_season(house)
    olga = signed_in(house.olga)
    with transaction(house.posada) as session:
        hotel = session.get_one(Hotel, house.posada)
        _, last = sending.due(session, hotel)
        week = sending.made(session, hotel, last.day, "es").week
    days = {"period": "custom", "from": (last.day - timedelta(days=7)).isoformat()}
    days["to"] = (last.day - timedelta(days=1)).isoformat()
    screen = olga.get("/api/reviews/numbers", params=days).json()
    assert (week.asked, week.answered) == (screen["steps"]["sent"]["now"], screen["steps"]["answered"]["now"])
    assert week.asked > 0
    assert (week.ours.average, week.public.average) == (screen["rating"]["ours"], screen["rating"]["public"])
    assert week.ours.count + week.public.count == screen["rating"]["count"]
    assert (week.opened, week.resolved) == (screen["unhappy"]["opened"], screen["unhappy"]["resolved"])
    preview = board(olga)["preview"]
    assert str(week.asked) in preview["parts"][0]["lines"][0]
    assert "/reviews?tab=figures" in preview["message"]
    assert len(preview["message"]) <= 1024
