"""The book of who did what: who may read it, how it is found, and as a file that runs nothing."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from console import words
from console.book_words import UNSAID
from core.domain.access import Role
from core.domain.bookings import BlockReason, ChargeKind
from core.domain.conversations import AuditTag
from core.domain.journey import JourneyLetter
from core.domain.money import Money
from core.domain.payments import Method
from core.domain.reviews import Platform, Rules
from core.services import bookings, conversations, payments
from core.services.at_hand.things import NAMES
from core.services.written import written_down
from core.store.db import transaction
from tests.edges.console import written_details
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.edges.console.entering import post
from tests.inventory import furnished, wish
from tests.makers import BRUNO, House, heard, incoming

# What staff send from the composer.
THINGS = NAMES.values()


def lines(browser: Browser, query: str = "") -> list[dict[str, Any]]:
    answer = browser.get(f"/api/audit?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["lines"]
    return found


@pytest.mark.parametrize("who", ["vera", "carla"])
def test_the_book_is_for_managers(signed_in: SignIn, house: House, who: str) -> None:
    browser = signed_in(getattr(house, who))
    assert browser.get("/api/audit").status_code == 403
    assert browser.get("/api/audit/table").status_code == 403


def test_it_is_found_by_person_deed_and_day(signed_in: SignIn, house: House) -> None:
    signed_in(house.carla)
    diego = signed_in(house.diego)
    assert [one["who"] for one in lines(diego)] == ["Diego Sosa", "Carla Ríos"]
    assert [one["who"] for one in lines(diego, f"who={house.carla.staff_id}")] == ["Carla Ríos"]
    assert lines(diego, "who=house") == []
    assert len(lines(diego, "tag=staff:signed_in")) == 2
    assert lines(diego, "tag=staff:signed_out") == []
    assert lines(diego, "from=2020-01-01&to=2020-01-02") == []
    for wrong in ("tag=nothing", "who=1%27", "from=yesterday", "before=-1"):
        assert diego.get(f"/api/audit?{wrong}").status_code == 400


def test_what_was_done_to_a_booking_is_found_by_its_code(signed_in: SignIn, house: House) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        [held] = bookings.hold(session, house.carla, inn.guest, wish(), bookings.Terms())
        code = held.code
    diego = signed_in(house.diego)
    assert [(one["tag"], one["code"]) for one in lines(diego, f"code={code.lower()}")] == [
        ("booking:held", code)
    ]
    assert lines(diego, "code=ZZZZZZ") == []


def test_another_hotel_reads_nothing_of_it(signed_in: SignIn, house: House) -> None:
    signed_in(house.carla)
    assert {one["who"] for one in lines(signed_in(house.elena))} == {"Elena Prado"}


def test_the_pages_follow_each_other_without_a_gap(signed_in: SignIn, house: House) -> None:
    with transaction(house.posada) as session:
        for number in range(130):
            written_down(session, house.carla, AuditTag.CONVERSATION_NOTED, f"conversation:{number}")
    diego = signed_in(house.diego)
    seen, before = [], ""
    while True:
        found = diego.get(f"/api/audit?tag=conversation:noted&before={before}").json()
        seen += [one["subject"] for one in found["lines"]]
        if found["after"] is None:
            break
        before = str(found["after"])
    assert seen == [f"conversation:{number}" for number in reversed(range(130))]


def test_the_file_carries_it_all_and_runs_nothing(signed_in: SignIn, house: House) -> None:
    assert post(signed_in(house.carla), "/api/account/name", name="=HYPERLINK(1)").status_code == 200
    answer = signed_in(house.diego).get("/api/audit/table")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "cambió su nombre" in answer.text
    assert "\n=HYPERLINK" not in answer.text
    assert ";=HYPERLINK" not in answer.text


def test_all_around_a_guest_is_found_by_their_card_or_by_half_their_name(
    signed_in: SignIn, house: House
) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        [stay] = bookings.hold(session, house.carla, inn.guest, wish(), bookings.Terms())
        bookings.confirm(session, house.carla, stay.id)
        money = Money.of(1_000, "ARS")
        payments.record_at_desk(session, house.carla, stay.id, Method.CASH, money, "paid-in-cash-0001")
        talk = heard(session, house.posada, incoming("hola", sender=BRUNO))[0]
        conversations.take_over(session, house.carla, talk.id, "take-over-000001")
        guest, bruno, code = inn.guest, talk.guest_id, stay.code
    diego = signed_in(house.diego)
    of_ana = ["payment:recorded", "booking:confirmed", "booking:held"]
    assert [one["tag"] for one in lines(diego, f"guest={guest}")] == of_ana
    assert [one["tag"] for one in lines(diego, "code=PEREY")] == of_ana
    assert [one["tag"] for one in lines(diego, f"code={code}")] == of_ana
    assert [one["tag"] for one in lines(diego, f"guest={bruno}")] == ["conversation:taken"]
    assert diego.get(f"/api/audit?guest={guest}").json()["guest"] == "Ana Pereyra"
    assert code in diego.get(f"/api/audit/table?guest={guest}").text


def test_another_hotels_guest_is_nobody_here(signed_in: SignIn, house: House) -> None:
    guest = furnished(house.posada).guest
    elena = signed_in(house.elena)
    answer = elena.get(f"/api/audit?guest={guest}").json()
    assert (answer["guest"], answer["lines"], answer["types"]) == (None, [], {})


@pytest.mark.parametrize("words", ["%25", "'; DROP TABLE audit --", "<img>", "%00", "x" * 500])
def test_strange_names_find_nothing_and_break_nothing(signed_in: SignIn, house: House, words: str) -> None:
    signed_in(house.carla)
    assert lines(signed_in(house.diego), f"code={words}") == [] or words == "%00"


def test_a_guest_that_is_no_number_is_unreadable(signed_in: SignIn, house: House) -> None:
    assert signed_in(house.diego).get("/api/audit?guest=1;2").status_code == 400


@pytest.mark.parametrize("language", ["es", "en"])
def test_whatever_is_written_down_with_a_deed_has_a_name_in_words(language: str) -> None:
    asked = {one.name for one in fields(Rules)}
    written = written_details.names() | asked | (set(Platform) - {Platform.OWN})
    assert written >= {"beds", "max_adults", "min_nights"}, "what is written down as a whole is read too"
    assert len(written) > 60
    said = words.group(language, "audit")
    assert {name for name in written - UNSAID if f"detail_{name}" not in said} == set()


@pytest.mark.parametrize(
    "word",
    [*Role, *ChargeKind, *Method, *(f"reason_{one}" for one in BlockReason), *JourneyLetter, *THINGS, "hold"],
)
def test_every_word_of_the_house_in_a_detail_is_said_in_the_readers(word: str) -> None:
    for language in words.LANGUAGES:
        said = words.group(language, "audit")
        assert f"value_{word}" in said or f"value_{word.removeprefix('reason_')}" in said


def test_details_are_said_in_words_money_and_days_on_the_screen_and_in_the_file(
    signed_in: SignIn, house: House
) -> None:
    facts = {"amount": 150_000_00, "currency": "ARS", "method": "cash", "until": "2026-12-04T18:00:00+00:00"}
    with transaction(house.posada) as session:
        tag, subject = AuditTag.PAYMENT_RECORDED, "payment:1"
        written_down(session, house.carla, tag, subject, was={"role": "viewer"}, unheard_of="x", **facts)
    diego = signed_in(house.diego)
    [line] = lines(diego, "tag=payment:recorded")
    assert {one["label"]: one["value"] for one in line["told"]} == {
        "antes": "rol: Solo lectura",
        "importe": "$150.000",
        "medio": "efectivo",
        "hasta": "vie 4 dic 15:00",
    }
    file = diego.get("/api/audit/table?tag=payment:recorded").text
    assert "importe: $150.000" in file
    assert "unheard_of" not in file


@pytest.mark.parametrize(
    "reason",
    ["2026-13-40", "2026-12-01T10:00 llamó", "2026-12-01T99:99", "99:99:99", "0001-01-01T00:00:00+00:00"],
)
def test_a_reason_that_looks_like_a_day_of_no_calendar_is_read_as_it_was_written(
    signed_in: SignIn, house: House, reason: str
) -> None:
    with transaction(house.posada) as session:
        written_down(session, house.carla, AuditTag.PAYMENT_RECORDED, "payment:1", reason=reason)
    diego = signed_in(house.diego)
    [line] = lines(diego, "tag=payment:recorded")
    assert [one["value"] for one in line["told"]] == [reason]
    assert reason in diego.get("/api/audit/table?tag=payment:recorded").text


def test_of_a_type_that_was_changed_the_book_tells_what_is_no_longer_the_same(
    signed_in: SignIn, house: House
) -> None:
    was = {"names": {"es": "Doble", "en": "Double"}, "beds": "", "capacity": 2, "size_m2": 20}
    becomes = was | {"names": {"es": "Doble", "en": "Twin"}, "beds": "dos", "size_m2": None}
    amenities = {"tv": True, "bathtub": False}, {"tv": True, "bathtub": True, "fogon_grande": False}
    whole = {"before": was | {"amenities": amenities[0]}, "after": becomes | {"amenities": amenities[1]}}
    tag, subject = AuditTag.ROOM_TYPE_CHANGED, "type:1"
    with transaction(house.posada) as session:
        written_down(session, house.diego, tag, subject, before=whole["after"], after=whole["after"])
        written_down(session, house.diego, tag, subject, **whole)
    diego = signed_in(house.diego)
    changed, the_same = lines(diego, "tag=room_type:changed")
    assert the_same["told"] == []
    assert {one["label"]: set(one["value"].split(", ")) for one in changed["told"]} == {
        "antes": {
            "nombres: inglés: Double", "camas: —", "superficie (m²): 20",
            "qué tiene: bañera (no)", "fogon grande (sin anotar)",
        },
        "después": {
            "nombres: inglés: Twin", "camas: dos", "superficie (m²): —",
            "qué tiene: bañera (sí)", "fogon grande (no)",
        },
    }  # fmt: skip


def test_a_season_says_by_how_much_its_price_differs(signed_in: SignIn, house: House) -> None:
    before = {"name": "Fiestas", "share": 12_000, "min_nights": None, "price": None}
    after = before | {"share": 8_750, "min_nights": 3}
    with transaction(house.posada) as session:
        tag = AuditTag.SEASON_CHANGED
        written_down(session, house.diego, tag, "season:1", before=before, after=after)
    [line] = lines(signed_in(house.diego), "tag=season:changed")
    assert [set(one["value"].split(", ")) for one in line["told"]] == [
        {"sobre el precio de siempre: +20 %", "noches como mínimo: —"},
        {"sobre el precio de siempre: −12,5 %", "noches como mínimo: 3"},
    ]
