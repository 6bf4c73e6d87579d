"""Looking, holding, confirming and giving up through the API: the same rooms, rules and clock as in the chat."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask.testing import FlaskClient

from core.domain.access import House as TheHouse
from core.domain.api_keys import Scope
from core.domain.bookings import Status
from core.domain.policies import Deposit, Policies
from core.flows.booking import clock as booking_clock
from core.services import bookings
from core.store import bookings as rows
from core.store.alerts import AuditEntry
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.guests import Guest
from core.store.rooms import RoomType
from tests.edges.webhook.api.conftest import Site, code_of, key_of, stay, token
from tests.inventory import Inventory, decide, wish
from tests.makers import ANA, House, StoppedClock, heard, incoming
from tests.paying import all_of, open_account, open_letters, requests, said


def row(house: House, code: str) -> Booking:
    with transaction(house.posada) as session:
        found = rows.by_code(session, code)
        assert found is not None
        return found


def test_an_offer_names_every_line_of_its_price(site: Site, inn: Inventory) -> None:
    offer = site.offer(children=[4])
    assert offer["name"] == "Doble"
    assert offer["free"] == 2
    assert [night["price"]["amount"] for night in offer["nights"][0]] == ["100000.00", "100000.00"]
    assert sum(line["counts"]["minor"] for line in offer["lines"][0]) == offer["total"]["minor"]
    assert 0 < offer["deposit"]["minor"] <= offer["total"]["minor"]


def test_what_cannot_be_had_says_why_and_what_can(site: Site, inn: Inventory, house: House) -> None:
    for _ in range(2):
        with transaction(house.posada) as session:
            bookings.hold(session, TheHouse(house.posada), inn.guest, wish())
    found = site.get("/availability", **stay(room_type="doble", language="en")).json
    assert found is not None
    assert found["offers"] == []
    assert found["why_not"]["code"] == "full"
    assert found["why_not"]["words"].startswith("For ")
    assert "other_type" in {one["kind"] for one in found["alternatives"]}
    assert all(one["total"]["minor"] > 0 for one in found["alternatives"])


def test_an_offer_says_what_the_room_has_in_the_language_asked_for(
    site: Site, inn: Inventory, house: House
) -> None:
    with transaction(house.posada) as session:
        doble = session.get_one(RoomType, inn.types["doble"])
        doble.amenities = {"safe": True, "balcony": True, "bathtub": False}
    found = site.get("/availability", **stay(room_type="doble", language="pt")).json
    assert found is not None
    assert found["offers"][0]["amenities"] == [
        {"topic": "safe", "name": "cofre"},
        {"topic": "balcony", "name": "varanda ou terraço"},
    ]


@pytest.mark.parametrize(
    ("wish", "why"),
    [
        ({"first": -3}, "past"),
        ({"nights": 400}, "too_long"),
        ({"adults": 20}, "too_many_guests"),
        ({"room_type": "palacio"}, "no_such_type"),
    ],
)
def test_the_reason_is_the_houses_own(site: Site, wish: dict[str, Any], why: str) -> None:
    found = site.get("/availability", **stay(**wish)).json
    assert found is not None
    assert found["why_not"]["code"] == why
    assert found["why_not"]["words"]


def test_a_hold_is_a_hold_like_any_other(site: Site, house: House, stopped_clock: StoppedClock) -> None:
    open_account(house.posada)
    held = site.hold()
    assert held["status"] == "held"
    booking = row(house, held["code"])
    assert (booking.source, booking.status) == ("web", Status.HELD)
    assert held["held_until"] == booking.hold_until.isoformat().replace("+00:00", "Z")
    assert [letter.payload for letter in open_letters("expire_hold")] == [{"booking": booking.id}]
    assert len(open_letters("remind_hold")) == 1
    assert held["payment"]["ways"] == ["link"]
    assert "/pay/" in held["payment"]["link"]
    assert held["payment"]["due_now"]["minor"] == booking.deposit
    assert requests() == ["wanted"]


def test_the_guest_behind_the_number_hears_of_it_in_their_chat(
    site: Site, house: House, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola"))
    wanted = site.wanted()
    wanted["guest"] = {"name": "Somebody Else", "phone": "+54 11 5550-1234"}
    held = site.post("/holds", wanted, once=token()).json
    assert held is not None
    booking = row(house, held["code"])
    assert (booking.conversation_id, booking.guest_id) == (conversation.id, conversation.guest_id)
    assert "Somebody Else" in booking.notes
    with transaction(house.posada) as session:
        assert session.get_one(Guest, conversation.guest_id).name == ANA.name, "a website renames nobody"
    stopped_clock.passes(minutes=61)
    with transaction(house.posada) as session:
        booking_clock.end_hold(session, house.posada, booking.id)
    assert row(house, held["code"]).status == Status.EXPIRED
    assert len(said()) == 1


def test_nothing_of_a_known_guest_is_told_to_a_website(site: Site, house: House) -> None:
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("hola"))
    held = site.hold()
    assert (held["guest"], held["phone"]) == (None, None)
    assert ANA.name not in site.get(f"/bookings/{held['code']}").text


def test_where_nothing_is_due_the_rooms_are_the_guests_at_once(site: Site, house: House) -> None:
    decide(house.posada, Policies(deposit=Deposit()))
    held = site.hold()
    assert (held["status"], held["payment"]["ways"]) == ("confirmed", [])
    assert "/q/" in held["page"]


def test_at_another_price_nothing_is_held(site: Site, house: House) -> None:
    wanted = site.wanted()
    decide(house.posada, Policies(deposit=Deposit(amount=1)))
    answer = site.post("/holds", wanted, once=token())
    assert (answer.status_code, code_of(answer)) == (409, "price_changed")
    assert all_of(Booking) == []
    assert answer.json is not None
    fresh = {**wanted, "quote": answer.json["offers"][0]["quote"]}
    assert site.post("/holds", fresh, once=token()).status_code == 200


def test_two_holds_race_for_the_last_room_and_one_has_it(site: Site, house: House) -> None:
    wanted = [
        {**site.wanted("triple", adults=3), "guest": {"name": f"Guest {n}", "email": f"g{n}@x.example"}}
        for n in range(4)
    ]
    together = threading.Barrier(len(wanted))

    def ask(body: dict[str, Any]) -> Any:
        together.wait()
        return Site(site.client.application.test_client(), site.key).post("/holds", body, once=token())

    with ThreadPoolExecutor(len(wanted)) as pool:
        said = list(pool.map(ask, wanted))
    assert sorted(answer.status_code for answer in said) == [200, 409, 409, 409]
    lost = next(answer for answer in said if answer.status_code == 409)
    assert code_of(lost) == "nothing_free"
    assert lost.json is not None
    assert lost.json["why_not"]["code"] == "full"
    assert lost.json["alternatives"]
    assert [one.status for one in all_of(Booking)] == [Status.HELD]
    assert len(all_of(Guest)) == 2, "of those who got nothing nothing is kept"


def test_the_same_request_again_gives_the_same_answer_and_one_booking(site: Site) -> None:
    wanted, once = site.wanted(), token()
    first, second = site.post("/holds", wanted, once=once), site.post("/holds", wanted, once=once)
    assert (first.status_code, first.data) == (200, second.data)
    assert second.headers["Idempotency-Replayed"] == "true"
    assert len(all_of(Booking)) == 1


def test_twins_at_the_same_moment_make_one_booking(site: Site) -> None:
    wanted, once, together = site.wanted(), token(), threading.Barrier(3)

    def ask(_: int) -> Any:
        together.wait()
        return Site(site.client.application.test_client(), site.key).post("/holds", wanted, once=once)

    with ThreadPoolExecutor(3) as pool:
        said = list(pool.map(ask, range(3)))
    assert {answer.status_code for answer in said} == {200}
    assert len({answer.data for answer in said}) == 1
    assert len(all_of(Booking)) == 1


def test_the_same_token_with_other_words_is_refused(site: Site) -> None:
    wanted, once = site.wanted(), token()
    site.post("/holds", wanted, once=once)
    answer = site.post("/holds", {**wanted, "notes": "by the window"}, once=once)
    assert (answer.status_code, code_of(answer)) == (422, "other_question")


def test_a_no_is_remembered_too(site: Site, house: House) -> None:
    wanted, once = {**site.wanted(), "quote": "0" * 32}, token()
    first, second = site.post("/holds", wanted, once=once), site.post("/holds", wanted, once=once)
    assert (first.status_code, first.data) == (409, second.data)


def test_after_a_day_a_token_is_forgotten(site: Site, house: House, stopped_clock: StoppedClock) -> None:
    wanted, once = site.wanted(first=20), token()
    first = site.post("/holds", wanted, once=once)
    stopped_clock.passes(hours=25)
    second = site.post("/holds", wanted, once=once)
    assert first.json is not None
    assert second.json is not None
    assert first.json["code"] != second.json["code"]


def test_one_keys_token_is_not_anothers(site: Site, desk: Site) -> None:
    once = token()
    one, other = site.post("/holds", site.wanted(), once=once), desk.post("/holds", site.wanted(), once=once)
    assert one.json is not None
    assert other.json is not None
    assert one.json["code"] != other.json["code"]


def test_a_hold_without_a_token_is_not_made(site: Site) -> None:
    answer = site.post("/holds", site.wanted())
    assert (answer.status_code, code_of(answer)) == (422, "not_valid")
    assert all_of(Booking) == []


def test_nobody_keeps_more_rooms_than_one_may(site: Site, stopped_clock: StoppedClock) -> None:
    for first in (10, 20, 30):
        site.hold(first=first)
    answer = site.post("/holds", site.wanted(first=40), once=token())
    assert (answer.status_code, code_of(answer)) == (409, "too_many_holds")
    stopped_clock.passes(hours=2)
    site.hold(first=40)


HOSTILE = [
    {"guest": {"name": "x" * 81, "email": "a@b.cc"}},
    {"guest": {"name": "   ", "email": "a@b.cc"}},
    {"guest": {"name": "Ana\x00", "email": "a@b.cc"}},
    {"guest": {"name": "Ana\ud800", "email": "a@b.cc"}},
    {"guest": {"name": "Ana"}},
    {"guest": {"name": "Ana", "phone": "1155501234"}},
    {"guest": {"name": "Ana", "phone": "+1 (((((((((("}},
    {"guest": {"name": "Ana", "email": "not an address"}},
    {"guest": {"name": ["Ana"], "email": "a@b.cc"}},
    {"adults": 0},
    {"adults": "2; DROP TABLE bookings"},
    {"adults": 10**30},
    {"children": [18]},
    {"children": [4] * 11},
    {"rooms": 5},
    {"check_in": "9999-12-31"},
    {"check_in": 0},
    {"check_in": "tomorrow"},
    {"check_out": "2020-01-01", "check_in": "2020-01-05"},
    {"room_type": "../../etc/passwd"},
    {"quote": "' OR 1=1 --"},
    {"arrives": "25:99"},
    {"notes": "x" * 1001},
    {"surprise": True},
]


@pytest.mark.parametrize("change", HOSTILE, ids=lambda change: str(change)[:40])
def test_what_makes_no_sense_is_refused_and_never_repeated(site: Site, change: dict[str, Any]) -> None:
    answer = site.post("/holds", {**site.wanted(), **change}, once=token())
    assert answer.status_code == 422, answer.text
    assert code_of(answer) in ("not_valid", "not_a_stay")
    assert "DROP TABLE" not in answer.text
    assert all_of(Booking) == []


def test_words_that_would_be_markup_are_kept_as_words(site: Site, house: House) -> None:
    wanted = {**site.wanted(), "notes": "<script>alert(1)</script>\nlate"}
    wanted["guest"] = {"name": "'; DROP TABLE guests; --", "email": "Bobby@Tables.Example"}
    held = site.post("/holds", wanted, once=token()).json
    assert held is not None
    booking = row(house, held["code"])
    assert "DROP TABLE" in booking.notes
    assert "<script>alert(1)</script>\nlate" in booking.notes


def test_another_hotels_booking_is_as_good_as_none(
    site: Site, desk: Site, client: FlaskClient, house: House
) -> None:
    code = site.hold()["code"]
    theirs = Site(client, key_of(house.cabanas, Scope.STAFF))
    for answer in (
        theirs.get(f"/bookings/{code}"),
        theirs.post(f"/bookings/{code}/confirm", {}, once=token()),
        theirs.post(f"/bookings/{code}/cancel", {"preview": True}),
        theirs.get("/bookings/2346789"),
        theirs.get("/bookings/%00"),
    ):
        assert (answer.status_code, code_of(answer)) == (404, "no_such_booking")
    assert desk.get(f"/bookings/{code.lower()}").status_code == 200


def test_a_website_sees_nothing_that_was_booked_otherwise(
    site: Site, desk: Site, inn: Inventory, house: House
) -> None:
    with transaction(house.posada) as session:
        [held] = bookings.hold(session, TheHouse(house.posada), inn.guest, wish())
    assert site.get(f"/bookings/{held.code}").status_code == 404
    seen = desk.get(f"/bookings/{held.code}").json
    assert seen is not None
    assert seen["guest"] == "Ana Pereyra"


def test_staff_confirm_without_waiting_for_money_and_twice_changes_nothing(
    site: Site, desk: Site, house: House
) -> None:
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("hola"))
    code = site.hold()["code"]
    first = desk.post(f"/bookings/{code}/confirm", {}, once=token())
    second = desk.post(f"/bookings/{code}/confirm", {}, once=token())
    assert [answer.json["status"] for answer in (first, second) if answer.json] == ["confirmed", "confirmed"]
    assert len(said()) == 1
    entry = next(one for one in all_of(AuditEntry) if one.details.get("deed") == "confirm")
    assert entry.tag == "api_key:acted"


def test_a_hold_that_is_over_cannot_be_confirmed(site: Site, desk: Site, stopped_clock: StoppedClock) -> None:
    code = site.hold()["code"]
    stopped_clock.passes(hours=2)
    answer = desk.post(f"/bookings/{code}/confirm", {}, once=token())
    assert (answer.status_code, code_of(answer)) == (409, "hold_over")


def test_cancelling_says_its_price_first_and_is_done_at_that_price_only(
    site: Site, desk: Site, house: House, stopped_clock: StoppedClock
) -> None:
    held = site.hold()
    desk.post(f"/bookings/{held['code']}/confirm", {}, once=token())
    mine = {"contact": "+54 9 11 5550-1234"}
    path = f"/bookings/{held['code']}/cancel"
    before = site.post(path, {"preview": True, **mine})
    assert before.json is not None
    assert (before.json["status"], before.json["preview"]) == ("confirmed", True)
    assert row(house, held["code"]).status == Status.CONFIRMED
    wrong = site.post(path, {"fee": before.json["costs"]["fee"]["minor"] + 1, **mine}, once=token())
    assert code_of(wrong) == "fee_changed"
    done = site.post(path, {"fee": before.json["costs"]["fee"]["minor"], **mine}, once=token())
    assert done.json is not None
    assert done.json["status"] == "cancelled"
    again = site.post(path, {"fee": 0, **mine}, once=token())
    assert (again.status_code, code_of(again)) == (409, "wrong_status")


def test_to_cancel_a_visitor_says_how_they_booked(site: Site, house: House) -> None:
    code = site.hold()["code"]
    for contact in ({}, {"contact": "+54 11 0000 0000"}, {"contact": "someone@else.example"}):
        answer = site.post(f"/bookings/{code}/cancel", {"preview": True, **contact})
        assert (answer.status_code, code_of(answer)) == (403, "not_theirs")
    mine = site.post(f"/bookings/{code}/cancel", {"fee": 0, "contact": "5491155501234"}, once=token())
    assert mine.status_code == 200
    assert row(house, code).status == Status.CANCELLED


def test_cancelling_blindly_is_refused(desk: Site, site: Site) -> None:
    code = site.hold()["code"]
    assert code_of(desk.post(f"/bookings/{code}/cancel", {}, once=token())) == "not_valid"


def test_several_rooms_are_one_matter(site: Site, desk: Site, house: House) -> None:
    held = site.hold(rooms=2, adults=4)
    assert len(held["rooms"]) == 2
    confirmed = desk.post(f"/bookings/{held['code']}/confirm", {}, once=token()).json
    assert confirmed is not None
    assert [room["status"] for room in confirmed["rooms"]] == ["confirmed", "confirmed"]
    costs = desk.post(f"/bookings/{held['code']}/cancel", {"preview": True}).json
    assert costs is not None
    done = desk.post(
        f"/bookings/{held['code']}/cancel", {"fee": costs["costs"]["fee"]["minor"]}, once=token()
    )
    assert done.status_code == 200
    assert {one.status for one in all_of(Booking)} == {Status.CANCELLED}
