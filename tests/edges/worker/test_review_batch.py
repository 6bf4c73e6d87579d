"""Very many guests are asked: over the hours, within the channel's day, behind every live guest, until it stops."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from core.adapters.channels import whatsapp
from core.base import clock
from core.domain.errands import Act
from core.domain.messages import Channel
from core.domain.outgoing import Text
from core.domain.reviews import Rules
from core.services import intake, outgoing
from core.services.reviews import rules, stops
from core.store.db import across_hotels, transaction
from core.store.hotels import ChannelAccount
from core.store.outbox import OutboxLetter
from core.store.review_requests import ReviewRequest
from tests.edges.worker.conftest import Carrier, alerts, all_rows, arrives, due_for_relay, letters, work
from tests.inventory import at, furnished
from tests.makers import House, Sender, StoppedClock, heard, incoming, wa_text
from tests.reviewing import many_left

NEWS = Path(__file__).parents[2] / "adapters" / "channels" / "whatsapp"


@pytest.fixture
def many(house: House, stopped_clock: StoppedClock) -> list[int]:
    furnished(house.posada)
    return many_left(house, stopped_clock, 13)


def asked_at() -> list[datetime]:
    return sorted(request.asked_at for request in all_rows(ReviewRequest) if request.asked_at is not None)


def the_day_goes_on(carrier: Carrier, the_clock: StoppedClock, until: datetime, **step: float) -> None:
    """Everybody works after every step of the clock; the relay when enough has gathered to be worth its start."""
    gathers = 1 if "seconds" not in step else 8
    while clock.now() < until:
        the_clock.passes(**step)
        work()
        if due_for_relay() >= gathers:
            carrier.runs_dry()
    while any(letter.desk == "bulk" and letter.state == "waiting" for letter in letters("send_message")):
        the_clock.passes(seconds=2)  # what gave way to the number's pace comes again a moment later
        carrier.runs_dry()


def may_ask(house: House, **decided: Any) -> None:
    with transaction(house.posada) as session:
        rules.change(session, house.diego, Rules(**decided), 0, "token-of-the-rules")


def the_channel_says(house: House, file: str, **changes: str) -> None:
    told = json.loads((NEWS / file).read_text())
    entry = told["entry"][0]
    entry["id"] = "209876543210001"
    entry["changes"][0]["value"] |= changes
    with across_hotels() as session:
        [news] = whatsapp.split(json.dumps(told).encode())
        intake.keep(session, [intake.Kept(Channel.WHATSAPP, news, house.posada, "trace")])
    work()


def may_write_to(house: House, people: str) -> None:
    with transaction(house.posada) as session:
        session.execute(update(ChannelAccount).values(messaging_limit=people))


def test_many_are_spread_over_the_hours_that_are_left(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    may_ask(house, closes=time(14, 3))
    the_day_goes_on(carrier, stopped_clock, at(0, 13, 30), minutes=30)
    assert asked_at() == []
    the_day_goes_on(carrier, stopped_clock, at(0, 14, 3), seconds=6)
    moments = asked_at()
    assert len(moments) == len(many) == len(carrier.port.sent)
    assert moments[-1] - moments[0] > timedelta(minutes=2), "not all at once"
    assert moments[-1] < at(0, 14, 3)


def test_one_look_gives_all_who_wait_their_places_in_the_order_in_which_they_came(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    stopped_clock.set(at(0, 14))
    work()
    waiting = [letter for letter in letters("ask_review") if letter.state == "waiting"]
    open_ones = [letter for letter in waiting if letter.due_at < at(1, 0)]
    assert len(open_ones) == len(many) - 1, "the first was asked, and will be reminded"
    assert all(letter.payload["given"] for letter in open_ones)
    assert sum(letter.attempts for letter in letters("ask_review")) <= 2, "nobody else was looked at for it"
    moments = [letter.due_at for letter in sorted(open_ones, key=lambda letter: letter.payload["request"])]
    gaps = {later - sooner for sooner, later in pairwise(moments)}
    assert gaps == {timedelta(minutes=1)}
    assert {
        request.id: request.due_at for request in all_rows(ReviewRequest) if request.asked_at is None
    } == {letter.payload["request"]: letter.due_at for letter in open_ones}, "the screen says the same"


def test_who_finds_no_place_before_the_hours_end_has_one_the_next_morning(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    may_ask(house, closes=time(14, 0, 1))
    stopped_clock.set(at(0, 14))
    work()
    due = sorted(letter.due_at for letter in letters("ask_review") if letter.state == "waiting")
    today = [moment for moment in due if moment < at(0, 14, 1)]
    assert 0 < len(today) < len(due)
    assert all(moment >= at(1, 10) for moment in due[len(today) :])
    assert len(set(due)) == len(due), "one after the other there, too"


def test_the_channels_day_is_never_used_up_for_questions(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    may_write_to(house, "TIER_10")
    the_day_goes_on(carrier, stopped_clock, at(0, 20), minutes=30)
    assert len(carrier.port.sent) == 8, "four fifths of ten"
    the_day_goes_on(carrier, stopped_clock, at(1, 13), hours=1)
    assert len(carrier.port.sent) == 8, "the day of the first is not over"
    the_day_goes_on(carrier, stopped_clock, at(1, 20), minutes=30)
    assert len(carrier.port.sent) == len(many)
    assert len({parcel.to_phone for parcel in carrier.port.sent}) == len(many)


def test_a_template_paused_in_the_middle_stops_the_rest_until_a_person_resumes(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    the_day_goes_on(carrier, stopped_clock, at(0, 14, 6), minutes=1)
    sent = len(carrier.port.sent)
    assert 5 < sent < len(many)
    carrier.port.refuses(Act.SWITCH_TEMPLATE, 132015, "Template is paused")
    the_day_goes_on(carrier, stopped_clock, at(0, 14, 8), minutes=1)
    the_day_goes_on(carrier, stopped_clock, at(0, 19), minutes=30)
    assert len(carrier.port.tried) == sent + 1, "one refusal is enough"
    assert alerts() == ["reviews_stopped"], "and one alert"
    with transaction(house.posada) as session:
        assert stops.resume(session, house.carla, "token-of-the-resume")
        assert not stops.resume(session, house.carla, "token-of-the-resume"), "a click that arrives twice"
    the_day_goes_on(carrier, stopped_clock, at(1, 9), hours=1)
    the_day_goes_on(carrier, stopped_clock, at(1, 10, 20), minutes=1)
    phones = [parcel.to_phone for parcel in carrier.port.sent]
    assert len(phones) == len(set(phones)) == len(many), "each once, also the one who was refused"
    assert alerts() == []


def test_a_number_whose_quality_drops_asks_nobody_any_more(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    the_day_goes_on(carrier, stopped_clock, at(0, 14, 3), minutes=1)
    sent = len(carrier.port.sent)
    the_channel_says(house, "phone_number_quality.json")
    the_channel_says(house, "account_update.json")
    the_day_goes_on(carrier, stopped_clock, at(0, 20), minutes=30)
    assert len(carrier.port.sent) == sent
    assert "reviews_stopped" in alerts()
    with transaction(house.posada) as session:
        account = session.scalars(select(ChannelAccount)).one()
        assert (account.quality, account.messaging_limit) == ("FLAGGED", "TIER_2K")


def test_another_number_of_the_same_owner_stops_nobody(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    with transaction(house.posada) as session:
        session.execute(update(ChannelAccount).values(display="+54 9 11 5000-0001"))
    the_channel_says(house, "phone_number_quality.json", display_phone_number="5491199999999")
    the_day_goes_on(carrier, stopped_clock, at(0, 14, 5), minutes=1)
    assert carrier.port.sent
    assert "reviews_stopped" not in alerts()


def test_a_guest_who_writes_is_answered_before_all_who_only_wait_to_be_asked(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    may_write_to(house, "TIER_UNLIMITED")
    stopped_clock.set(at(0, 14))
    with transaction(house.posada) as session:
        session.execute(
            update(OutboxLetter)
            .where(OutboxLetter.kind == "ask_review")
            .values(payload=OutboxLetter.payload.op("||")({"given": True}))
        )
    arrives(wa_text("¿A qué hora es el check in?", sender=Sender(phone="5491177777777", name="Zoe")))
    for _ in range(30):
        work()
        stopped_clock.passes(seconds=0.2)
    work()
    order = [letter.desk for letter in letters("send_message") if letter.state == "waiting"]
    assert order.count("bulk") == len(many)
    carrier.runs_dry()
    assert carrier.port.sent[0].to_phone == "5491177777777"


def test_whoever_writes_is_not_kept_waiting_behind_their_own_question(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    stopped_clock.set(at(0, 14))
    work()
    [question] = [letter for letter in letters("send_message") if letter.desk == "bulk"]
    with transaction(house.posada) as session:
        talk, _ = heard(session, house.posada, incoming("¿hola?"))
        assert talk.id == question.payload["conversation"]
        outgoing.say(session, talk, Text("¡Hola!"))
    assert {letter.desk for letter in letters("send_message")} == {"relay"}


def test_another_hotels_person_resumes_nothing(
    house: House, carrier: Carrier, stopped_clock: StoppedClock, many: list[int]
) -> None:
    with transaction(house.posada) as session:
        stops.halt(session, house.carla, "token-of-the-halt")
    with transaction(house.cabanas) as session:
        assert not stops.resume(session, house.elena, "token-of-the-resume")
    the_day_goes_on(carrier, stopped_clock, at(0, 15), minutes=15)
    assert carrier.port.sent == []
    assert alerts() == [], "who stopped it knows"
