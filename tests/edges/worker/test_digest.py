"""The weekly digest on the house's clock: once to each who asked, in their language, the newest week and no other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from core.base import clock
from core.base.settings import settings
from core.domain.access import Actor
from core.domain.conversations import AlertKind
from core.domain.digest import DigestWay, Rhythm
from core.domain.errands import Act
from core.domain.opinions import Opinion, Sign, Topic
from core.domain.outgoing import Template
from core.domain.reviews import Platform
from core.services import team
from core.services.digest import receiving, sending
from core.services.digest.receiving import Wanted
from core.services.reviews import incoming
from core.services.reviews.exports import Arrived
from core.store.db import across_hotels, transaction
from core.store.hotels import Hotel
from core.store.reviews import ReviewCase
from core.store.staff import Membership, Staff
from tests.edges.worker.conftest import Carrier, alerts, arrives, letters, work
from tests.edges.worker.test_postman import FakeMail
from tests.makers import House, StoppedClock, wa_status
from tests.reviewed import reviewed
from worker import chores
from worker.postman import Postman

TIGRE = ZoneInfo("America/Argentina/Buenos_Aires")
PHONE = "5491155501234"


def sunday(hour: int = 9, minute: int = 0, weeks: int = 0) -> datetime:
    """The next Sunday but so many, on the hotel's clock, after the stores' own today."""
    today = datetime.now(TIGRE).date()
    day = today + timedelta(days=(6 - today.weekday()) % 7 + 7 + 7 * weeks)
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TIGRE)


@pytest.fixture
def monday(house: House, stopped_clock: StoppedClock) -> StoppedClock:
    """Six days before the first Sunday of these stories."""
    stopped_clock.set(sunday() - timedelta(days=6))
    return stopped_clock


def wants(actor: Actor, way: DigestWay = DigestWay.EMAIL, phone: str = "") -> None:
    with transaction(actor.hotel_id) as session:
        token = f"{actor.staff_id}-{way}-{clock.now().timestamp()}"
        receiving.want(session, actor, Wanted(way, phone, agreed=True), token)


def the_hour_comes(the_clock: StoppedClock, moment: datetime, *, mail_goes: bool = True) -> None:
    the_clock.set(moment)
    chores.write_digests()
    chores.write_digests()
    work()
    postman = Postman(settings(), FakeMail())
    while mail_goes and postman.carry_next():
        pass


def mails() -> list[dict[str, Any]]:
    return [letter.payload for letter in letters("send_mail")]


def change_staff(actor: Actor, **facts: object) -> None:
    with across_hotels() as session:
        for name, value in facts.items():
            setattr(session.get_one(Staff, actor.staff_id), name, value)


def test_nobody_who_did_not_ask_gets_one(house: House, monday: StoppedClock) -> None:
    the_hour_comes(monday, sunday())
    assert letters("write_digest") == []


def test_each_who_asked_gets_one_in_their_own_language_however_often_the_chore_runs(
    house: House, monday: StoppedClock
) -> None:
    change_staff(house.diego, language="en")
    wants(house.olga)
    wants(house.diego)
    the_hour_comes(monday, sunday(8, 59))
    assert mails() == []
    the_hour_comes(monday, sunday())
    assert {mail["to"]: mail["subject"].split(",")[0] for mail in mails()} == {
        "olga@posada.test": "Resumen semanal de Posada del Ceibo",
        "diego@posada.test": "Weekly digest of Posada del Ceibo",
    }
    the_hour_comes(monday, sunday(23))
    assert len(mails()) == 2
    the_hour_comes(monday, sunday(weeks=1))
    assert len(mails()) == 4


def test_a_house_that_was_shut_for_weeks_sends_the_newest_once_and_nothing_older(
    house: House, monday: StoppedClock
) -> None:
    wants(house.olga)
    the_hour_comes(monday, sunday(18, weeks=3) + timedelta(days=4))
    [mail] = mails()
    last = sunday(weeks=3).date() - timedelta(days=1)
    assert f" {last.day} " in mail["subject"]
    assert datetime.fromisoformat(mail["until"]) == sunday(weeks=4)
    the_hour_comes(monday, sunday(18, weeks=3) + timedelta(days=5))
    assert len(mails()) == 1


def test_what_was_planned_and_never_written_is_not_written_a_week_later(
    house: House, monday: StoppedClock
) -> None:
    wants(house.olga)
    monday.set(sunday())
    chores.write_digests()
    monday.set(sunday(weeks=1))
    work()
    assert mails() == []


def test_a_mail_that_waited_gives_its_place_to_the_newer(house: House, monday: StoppedClock) -> None:
    wants(house.olga)
    the_hour_comes(monday, sunday(), mail_goes=False)
    the_hour_comes(monday, sunday(weeks=1), mail_goes=False)
    [mail] = [letter for letter in letters("send_mail") if letter.state == "waiting"]
    assert mail.payload["until"] > clock.now().isoformat()
    assert mail.lane.endswith(f":{house.posada}"), (
        "people read for several hotels, each of which has its own line"
    )


def test_it_is_nine_at_each_hotel(house: House, monday: StoppedClock) -> None:
    with across_hotels() as session:
        session.get_one(Hotel, house.cabanas).timezone = "Europe/Madrid"
    wants(house.olga)
    wants(house.elena)
    the_hour_comes(monday, sunday(6))
    assert [mail["to"] for mail in mails()] == ["elena@cabanas.test"]
    the_hour_comes(monday, sunday(9))
    assert [mail["to"] for mail in mails()] == ["elena@cabanas.test", "olga@posada.test"]


def test_whoever_left_or_may_no_longer_read_it_gets_none(house: House, monday: StoppedClock) -> None:
    wants(house.olga)
    wants(house.diego)
    with transaction(house.posada) as session:
        team.deactivate(session, house.olga, house.diego.staff_id, "diego-leaves-the-team")
    the_hour_comes(monday, sunday())
    assert [mail["to"] for mail in mails()] == ["olga@posada.test"]
    with across_hotels() as session:
        session.scalars(
            select(Membership).where(Membership.staff_id == house.olga.staff_id)
        ).one().role = "reception"
    the_hour_comes(monday, sunday(weeks=1))
    assert len(mails()) == 1


def test_whoever_leaves_between_the_hour_and_the_writing_gets_none(
    house: House, monday: StoppedClock
) -> None:
    wants(house.diego)
    monday.set(sunday())
    chores.write_digests()
    with transaction(house.posada) as session:
        receiving.stop(session, house.diego, "diego-does-not-want-it")
    work()
    assert mails() == []


def test_another_hour_is_kept_from_then_on_and_repeats_nothing(house: House, monday: StoppedClock) -> None:
    wants(house.olga)
    the_hour_comes(monday, sunday())
    with transaction(house.posada) as session:
        receiving.set_rhythm(session, house.diego, Rhythm(weekday=5, hour=18), "another-hour-please")
    the_hour_comes(monday, sunday(10))
    assert len(mails()) == 1
    the_hour_comes(monday, sunday(18) + timedelta(days=5, hours=23))
    assert len(mails()) == 1
    the_hour_comes(monday, sunday(18) + timedelta(days=6))
    assert len(mails()) == 2


def test_one_hotels_trouble_does_not_keep_the_next_from_its_digest(
    house: House, monday: StoppedClock
) -> None:
    with across_hotels() as session:
        first = session.scalars(select(Hotel).order_by(Hotel.id)).first()
        assert first is not None
        first.timezone = "Nowhere/Atall"
    wants(house.elena)
    the_hour_comes(monday, sunday())
    assert [mail["to"] for mail in mails()] == ["elena@cabanas.test"]


def test_a_week_with_nothing_is_one_plain_line(house: House, monday: StoppedClock) -> None:
    wants(house.olga)
    the_hour_comes(monday, sunday())
    [mail] = mails()
    assert "No se pidieron ni llegaron reseñas" in mail["plain"]
    assert not any(figure in mail["plain"].split("http")[0] for figure in (": 0", " 0 ", "★"))


def test_a_full_week_says_its_figures_with_what_cannot_be_compared_said_so(
    house: House, monday: StoppedClock
) -> None:
    monday.set(sunday(15) - timedelta(days=3))
    reviewed(house)
    monday.set(sunday(8))
    wants(house.olga)
    with transaction(house.posada) as session:
        case = session.scalars(select(ReviewCase)).one()
        case.resolved_at = case.opened_at + timedelta(hours=3)
        bad = Opinion({Topic.NOISE: Sign.BAD}, 0, 1, False)
        said = [
            Arrived(
                Platform.GOOGLE, f"G{n}", "5", 5, f"Ruido {n}, call +54 9 11 4444 3333", clock.now(), "es"
            )
            for n in range(5)
        ]
        incoming.take_in(session, house.carla, said, "token-of-the-import-2")
        for one in incoming.unread(session, 10):
            incoming.was_read(session, one, bad, "es")
    the_hour_comes(monday, sunday(9, weeks=1))
    [mail] = mails()
    assert "4444" not in mail["plain"]
    with transaction(house.posada) as session:
        told = sending.made(session, session.get_one(Hotel, house.posada), sunday().date(), "es")
    assert (told.week.asked, told.week.answered, told.week.ours.count) == (2, 2, 2)
    assert told.week.ours.average == 3.5
    assert "(son pocas para comparar; la semana anterior hubo 0)." in " ".join(told.ratings())
    assert (told.week.opened, told.week.resolved, told.week.middle_seconds) == (1, 1, 10_800)
    assert "lo habitual fueron 3 h" in told.cases()
    assert told.week.best is not None
    assert told.week.worst is not None
    assert "durísima" in told.week.worst.words


def test_by_message_it_goes_as_an_approved_template_to_the_telephone_that_was_given(
    house: House, monday: StoppedClock, carrier: Carrier
) -> None:
    wants(house.olga, DigestWay.WHATSAPP, "+54 9 11 5550-1234")
    the_hour_comes(monday, sunday())
    carrier.runs_dry()
    [parcel] = carrier.port.sent
    assert parcel.to_phone == PHONE
    assert isinstance(parcel.content, Template)
    assert (parcel.content.name, parcel.content.language) == ("weekly_digest_quiet", "es")
    assert parcel.content.words[0] == "Posada del Ceibo"
    assert "\n" not in "".join(parcel.content.words)
    the_hour_comes(monday, sunday(12))
    carrier.runs_dry()
    assert len(carrier.port.sent) == 1


def test_a_message_the_channel_refuses_is_told_to_people(
    house: House, monday: StoppedClock, carrier: Carrier
) -> None:
    wants(house.olga, DigestWay.WHATSAPP, PHONE)
    the_hour_comes(monday, sunday())
    carrier.port.refuses(Act.TELL_STAFF, 131026, "not on WhatsApp")
    carrier.runs_dry()
    assert [letter.state for letter in letters("tell_staff")] == ["dead"]
    assert alerts() == [AlertKind.LETTER_DEAD]


def test_news_that_it_never_arrived_is_told_to_people(
    house: House, monday: StoppedClock, carrier: Carrier
) -> None:
    wants(house.olga, DigestWay.WHATSAPP, PHONE)
    the_hour_comes(monday, sunday())
    carrier.runs_dry()
    [letter] = letters("tell_staff")
    arrives(statuses=[wa_status("wamid.out.1", "failed", echo=f"{letter.id}.0", code=131026)])
    work()
    assert alerts() == [AlertKind.LETTER_DEAD]


def test_a_message_that_waited_a_week_is_not_sent(
    house: House, monday: StoppedClock, carrier: Carrier
) -> None:
    wants(house.olga, DigestWay.WHATSAPP, PHONE)
    the_hour_comes(monday, sunday())
    monday.set(sunday(weeks=1))
    carrier.runs_dry()
    assert carrier.port.sent == []
    assert [letter.state for letter in letters("tell_staff")] == ["cancelled"]
    assert alerts() == []


def test_one_asked_for_by_hand_comes_once_a_click_and_only_to_a_reader(
    house: House, monday: StoppedClock
) -> None:
    with transaction(house.posada) as session, pytest.raises(sending.NotAReader):
        sending.send_now(session, house.olga, "the-very-same-click")
    wants(house.olga)
    wants(house.diego)
    for _ in range(2):
        with transaction(house.posada) as session:
            sending.send_now(session, house.olga, "the-very-same-click-2")
    work()
    assert [mail["to"] for mail in mails()] == ["olga@posada.test"]
    the_hour_comes(monday, sunday())
    assert sorted(mail["to"] for mail in mails()) == [
        "diego@posada.test",
        "olga@posada.test",
        "olga@posada.test",
    ]
