"""What staff send from the composer: made of what the database says, seen before it goes, and sent once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from console import words
from core.base import clock
from core.domain.access import Actor
from core.services import at_hand as things
from core.services import hotels, photos
from core.services.photos import NewPhoto
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from core.store.payments import PaymentRequest
from core.store.rates import RatePlan
from core.store.rooms import Room
from core.store.shown import QuoteShown
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.edges.console.hands import at_hand, inn, refused, said, talk, two_nights
from tests.furnishing import speck
from tests.inventory import Inventory
from tests.journeys import booked, in_days
from tests.makers import BRUNO, House, StoppedClock, heard, incoming
from tests.paying import open_account

__all__ = ["inn", "talk"]


def seen(browser: Browser, house: House, talk: int, **thing: Any) -> dict[str, Any]:
    answer = at_hand(browser, house, talk, "preview", **thing)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def send(browser: Browser, house: House, talk: int, **thing: Any) -> Any:
    mark = seen(browser, house, talk, **thing)["mark"]
    return at_hand(browser, house, talk, "send", mark=mark, **thing)


def test_free_types_come_with_their_price_and_several_go_as_a_list(
    house: House, talk: int, signed_in: SignIn
) -> None:
    desk = signed_in(house.carla)
    found = at_hand(desk, house, talk, "free", **two_nights()).json()
    assert {one["slug"]: one["total"]["amount"] for one in found["free"]} == {
        "doble": 200_000_00,
        "triple": 300_000_00,
        "cabana": 500_000_00,
    }
    thing = {"thing": "offer", "types": ["doble", "cabana"], **two_nights()}
    [line] = seen(desk, house, talk, **thing)["lines"]
    rows = [one["title"] for one in line["content"]["sections"][0]["options"]]
    assert (line["kind"], rows) == ("menu", ["Doble", "Cabana"])
    assert said(house, talk) == []
    assert send(desk, house, talk, **thing).status_code == 200
    [message] = said(house, talk)
    with transaction(house.posada) as session:
        kept = list(session.scalars(select(QuoteShown).order_by(QuoteShown.id)))
        mine = session.get_one(Conversation, talk)
        assert (mine.owner, mine.owner_staff_id) == ("staff", house.carla.staff_id)
    options = message.content["sections"][0]["options"]
    assert [one["id"] for one in options] == [f"v1:booking:pick:{row.id}" for row in kept]
    assert message.text == line["content"]["body"]
    assert "200.000" in options[0]["description"]


def test_one_type_goes_with_everything_said_and_a_button(house: House, talk: int, signed_in: SignIn) -> None:
    desk = signed_in(house.carla)
    assert send(desk, house, talk, thing="offer", types=["doble"], **two_nights()).status_code == 200
    [message] = said(house, talk)
    assert message.kind == "buttons"
    assert "200.000" in message.text
    assert message.content["options"][0]["id"].startswith("v1:booking:take:")


def test_a_price_that_moved_after_the_preview_is_seen_before_anything_goes(
    house: House, inn: Inventory, talk: int, signed_in: SignIn
) -> None:
    desk = signed_in(house.carla)
    thing = {"thing": "offer", "types": ["doble"], **two_nights()}
    mark = seen(desk, house, talk, **thing)["mark"]
    with transaction(house.posada) as session:
        session.get_one(RatePlan, (house.posada, inn.types["doble"])).base += 1_000_00
    assert refused(at_hand(desk, house, talk, "send", mark=mark, **thing)) == "seen_otherwise"
    assert refused(at_hand(desk, house, talk, "hold", mark=mark, **thing)) == "seen_otherwise"
    assert said(house, talk) == []
    assert send(desk, house, talk, **thing).status_code == 200


def test_an_hour_that_moves_on_by_itself_is_no_other_offer(
    house: House, talk: int, signed_in: SignIn, stopped_clock: StoppedClock
) -> None:
    desk = signed_in(house.carla)
    thing = {"thing": "offer", "types": ["doble"], **two_nights()}
    mark = seen(desk, house, talk, **thing)["mark"]
    stopped_clock.passes(minutes=5)
    assert at_hand(desk, house, talk, "send", mark=mark, **thing).status_code == 200


def test_nothing_free_says_why_and_what_is_near(house: House, talk: int, signed_in: SignIn) -> None:
    desk = signed_in(house.carla)
    found = at_hand(desk, house, talk, "free", **two_nights(adults=9)).json()
    assert found["free"] == []
    assert found["why"]["error"] == "too_many_guests"
    with transaction(house.posada) as session:
        for room in session.scalars(select(Room)):
            room.out_of_service = True
    thing = {"thing": "offer", "types": ["doble"], **two_nights()}
    assert refused(at_hand(desk, house, talk, "preview", **thing)) in ("nothing_free", "taken_meanwhile")


def test_a_click_that_arrives_twice_sends_once(house: House, talk: int, signed_in: SignIn) -> None:
    desk = signed_in(house.carla)
    thing = {"thing": "way_here"}
    mark, click = seen(desk, house, talk, **thing)["mark"], token()
    for _ in range(2):
        assert at_hand(desk, house, talk, "send", mark=mark, token=click, **thing).status_code == 200
    assert len(said(house, talk)) == 2  # the pin and the words
    with transaction(house.posada) as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.tag == "conversation:replied"))
        assert (entry.details["thing"], entry.staff_id) == ("way_here", house.carla.staff_id)


def test_the_link_to_pay_is_of_the_guests_own_stay_and_says_its_amount(
    house: House, inn: Inventory, signed_in: SignIn
) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        [talk] = session.scalars(select(Conversation.id))
        strangers = heard(session, house.posada, incoming("hola", sender=BRUNO))[0].id
    desk = signed_in(house.carla)
    assert refused(at_hand(desk, house, talk, "preview", thing="pay_link", booking=booking)) == "no_account"
    open_account(house.posada)
    [stay] = desk.get(f"/api/conversations/{talk}/at-hand").json()["stays"]
    assert (stay["id"], stay["why_no_link"], stay["why_no_pass"]) == (booking, None, None)
    made = seen(desk, house, talk, thing="pay_link", booking=booking)
    assert made["later"]
    assert "200.000" in made["lines"][0]["text"]
    assert send(desk, house, talk, thing="pay_link", booking=booking).status_code == 200
    with transaction(house.posada) as session:
        [request] = session.scalars(select(PaymentRequest))
        request.state, request.link_url = "open", "https://pay.example/1"
        assert request.amount == stay["due"]["amount"]
    sent = len(said(house, talk))
    assert send(desk, house, talk, thing="pay_link", booking=booking).status_code == 200
    assert [one.content.get("url") for one in said(house, talk)[sent:]] == ["https://pay.example/1"]
    assert refused(at_hand(desk, house, strangers, "preview", thing="pay_link", booking=booking)) == "no_stay"


def test_what_is_paid_needs_no_link(house: House, inn: Inventory, signed_in: SignIn) -> None:
    open_account(house.posada)
    booking = booked(house)
    with transaction(house.posada) as session:
        [talk] = session.scalars(select(Conversation.id))
        session.get_one(Booking, booking).total = 0
        session.get_one(Booking, booking).deposit = 0
    desk = signed_in(house.carla)
    [stay] = desk.get(f"/api/conversations/{talk}/at-hand").json()["stays"]
    assert stay["why_no_link"] == "paid_already"
    assert refused(at_hand(desk, house, talk, "preview", thing="pay_link", booking=booking)) == "paid_already"


def test_the_pass_and_the_calendar_are_for_stays_that_stand(
    house: House, inn: Inventory, signed_in: SignIn
) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        [talk] = session.scalars(select(Conversation.id))
    desk = signed_in(house.carla)
    [line] = seen(desk, house, talk, thing="pass", booking=booking)["lines"]
    assert line["qr"][0] > 20
    [entry] = seen(desk, house, talk, thing="calendar", booking=booking)["lines"]
    assert entry["content"]["url"].endswith(".ics")
    for thing in ("pass", "calendar"):
        assert send(desk, house, talk, thing=thing, booking=booking).status_code == 200
    with transaction(house.posada) as session:
        session.get_one(Booking, booking).status = "held"
        session.get_one(Booking, booking).hold_until = clock.now() + timedelta(hours=1)
    assert refused(at_hand(desk, house, talk, "preview", thing="pass", booking=booking)) == "not_confirmed"


def test_the_way_here_is_a_pin_and_words_or_a_word_about_what_is_missing(
    house: House, talk: int, signed_in: SignIn
) -> None:
    desk = signed_in(house.carla)
    kinds = [line["kind"] for line in seen(desk, house, talk, thing="way_here")["lines"]]
    assert kinds == ["place", "text"]
    with transaction(house.posada) as session:
        hotel = hotels.get(session, house.posada)
        hotel.latitude = hotel.longitude = None
        hotel.address = ""
    assert refused(at_hand(desk, house, talk, "preview", thing="way_here")) == "no_place"
    assert desk.get(f"/api/conversations/{talk}/at-hand").json()["way_here"] is False


def test_photos_go_in_the_order_in_which_they_were_ticked(house: House, talk: int, signed_in: SignIn) -> None:
    desk = signed_in(house.carla)
    assert refused(at_hand(desk, house, talk, "preview", thing="photos", photos=[1])) == "no_photos"
    with transaction(house.posada) as session:
        for shade in (1, 2, 3):
            photo = NewPhoto("room:doble", speck(shade), {"es": f"foto {shade}"})
            photos.keep(session, house.posada, photo, "image/png")
    there = [one["media"] for one in desk.get(f"/api/conversations/{talk}/at-hand").json()["photos"]]
    picked = [there[2], there[0]]
    assert send(desk, house, talk, thing="photos", photos=picked).status_code == 200
    assert [one.media_id for one in said(house, talk)] == picked
    assert [one.text for one in said(house, talk)] == ["foto 3", "foto 1"]
    assert refused(at_hand(desk, house, talk, "preview", thing="photos", photos=[2**40])) == "photo_gone"
    assert refused(at_hand(desk, house, talk, "preview", thing="photos", photos=[])) == "nothing_chosen"


def test_after_the_guests_day_nothing_goes(
    house: House, talk: int, signed_in: SignIn, stopped_clock: StoppedClock
) -> None:
    desk = signed_in(house.carla)
    thing = {"thing": "way_here"}
    mark = seen(desk, house, talk, **thing)["mark"]
    stopped_clock.passes(hours=25)
    desk = signed_in(house.carla)
    assert refused(at_hand(desk, house, talk, "send", mark=mark, **thing)) == "window_closed"
    hold = {"types": ["doble"], **two_nights()}
    mark = at_hand(desk, house, talk, "hold-preview", **hold).json()["mark"]
    assert refused(at_hand(desk, house, talk, "hold", mark=mark, **hold)) == "window_closed"
    with transaction(house.posada) as session:
        assert session.scalars(select(Booking)).all() == []


def test_a_colleague_who_answered_meanwhile_is_named_first(
    house: House, talk: int, signed_in: SignIn
) -> None:
    desk, manager = signed_in(house.carla), signed_in(house.diego)
    mark = seen(desk, house, talk, thing="way_here")["mark"]
    with transaction(house.posada) as session:
        newest = session.scalars(select(Message.id)).one()
    post(manager, house, f"/api/conversations/{talk}/reply", body="¡Hola!")
    answer = at_hand(desk, house, talk, "send", mark=mark, thing="way_here", seen=newest)
    assert refused(answer) == "answered_meanwhile"
    again = at_hand(desk, house, talk, "send", mark=mark, thing="way_here", seen=newest, anyway=True)
    assert again.status_code == 200


@pytest.mark.parametrize("verb", ["free", "preview", "send", "hold-preview", "hold"])
def test_viewers_and_other_hotels_send_nothing(house: House, talk: int, signed_in: SignIn, verb: str) -> None:
    thing = {"thing": "offer", "types": ["doble"], "mark": "x", **two_nights()}
    assert refused(at_hand(signed_in(house.vera), house, talk, verb, **thing)) == "not_allowed"
    elena: Actor = house.elena
    path = f"/api/conversations/{talk}/at-hand/{verb}"
    answer = signed_in(elena).post(
        path, json={"token": token(), **thing}, headers={"x-conserje": str(house.cabanas)}
    )
    if verb != "free":  # which names no conversation's content, only the asker's own rooms
        assert refused(answer) in ("not_found", "nothing_free")
    assert said(house, talk) == []


@pytest.mark.parametrize(
    "broken",
    [
        {"thing": "rocket"},
        {"thing": "pay_link", "booking": "1; drop table"},
        {"thing": "photos", "photos": ["1"]},
        {"thing": "photos", "photos": list(range(1, 200))},
        {"thing": "offer", "types": "doble", **two_nights()},
        {"thing": "offer", "types": ["doble"], **two_nights(check_out="never")},
        {"thing": "offer", "types": ["doble"], **two_nights(children=["six"])},
    ],
)
def test_what_cannot_be_read_is_refused(
    house: House, talk: int, signed_in: SignIn, broken: dict[str, Any]
) -> None:
    desk = signed_in(house.carla)
    for verb in ("preview", "send"):
        assert refused(at_hand(desk, house, talk, verb, mark="x", **broken)) == "unreadable"


def test_dates_the_wrong_way_round_are_no_stay(house: House, talk: int, signed_in: SignIn) -> None:
    desk = signed_in(house.carla)
    wrong = two_nights(check_in=in_days(12).isoformat(), check_out=in_days(10).isoformat())
    assert refused(at_hand(desk, house, talk, "free", **wrong)) == "not_a_stay"


@pytest.mark.parametrize("why", [*map(str, things.Why), "seen_otherwise", "not_a_stay"])
def test_every_no_has_words_for_staff(why: str) -> None:
    for language in words.LANGUAGES:
        assert len(words.say(language, f"common.error_{why}")) > 10
