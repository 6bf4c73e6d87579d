"""The guests screen's JSON: looked up, cared for, joined, taken home and erased, each by whom it may be and once."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from sqlalchemy import select

from core.domain.api_keys import NewKey, Scope
from core.domain.bookings import ChargeKind
from core.domain.money import Money
from core.services import api_answers, api_keys, media
from core.services.bookings import charge, write_note
from core.store.alerts import AuditEntry
from core.store.api_answers import Answer, ApiAnswer
from core.store.bookings import Booking
from core.store.charges import Charge
from core.store.db import across_hotels, transaction
from core.store.guests import Guest, GuestIdentifier
from core.store.media import Media
from core.store.messages import Message
from core.store.payments import Payment
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.makers import BRUNO, House, heard, incoming
from tests.moneyed import Moneyed, moneyed
from tests.paying import all_of


@pytest.fixture
def there(house: House) -> Moneyed:
    return moneyed(house)


def of(name: str) -> int:
    with across_hotels() as session:
        return (
            session.scalars(
                select(Guest.id)
                .where(Guest.name.startswith(name), Guest.merged_into.is_(None))
                .order_by(Guest.id)
            ).first()
            or 0
        )


def on(browser: Browser, house: House, guest: int, deed: str, **body: Any) -> Any:
    return post(browser, house, f"/api/guests/{guest}/{deed}", **body)


def names(browser: Browser, **query: str) -> list[str]:
    answer = browser.get("/api/guests", params=query)
    assert answer.status_code == 200, answer.text
    return [row["name"] for row in answer.json()["rows"]]


KNOWN = {
    "name": "Bruno Lima",
    "language": "pt",
    "tags": ["vip", "family"],
    "notes": "Piso alto <b>siempre</b>",
}


def test_guests_are_found_by_name_phone_and_code(signed_in: SignIn, house: House, there: Moneyed) -> None:
    browser = signed_in(house.vera)
    assert set(names(browser)) == {"Bruno Lima", "Ana Pereyra"}
    assert (
        names(browser, q="brúno")
        == names(browser, q="98765-4321")
        == names(browser, q=there.owing)
        == ["Bruno Lima"]
    )
    assert names(browser, q="%") == names(browser, q="nadie") == names(browser, tag="vip") == []
    assert browser.get("/api/guests?tag=tall").status_code == 400


def test_a_profile_has_stays_money_and_what_happened(signed_in: SignIn, house: House, there: Moneyed) -> None:
    found = signed_in(house.vera).get(f"/api/guests/{of('Bruno')}").json()
    assert (found["stays"], found["spent"], found["belongs"]["bookings"]) == (1, 130_000_00, 2)
    assert {one["kind"] for one in found["timeline"]} == {"stay", "payment", "talk"}
    assert {one["kind"] for one in found["identifiers"]} == {"phone", "bsuid"}


def test_reception_cares_and_a_viewer_only_reads(signed_in: SignIn, house: House, there: Moneyed) -> None:
    bruno, vera, carla = of("Bruno"), signed_in(house.vera), signed_in(house.carla)
    for deed in ("change", "block", "unblock", "consent", "merge", "erase"):
        assert on(vera, house, bruno, deed, **KNOWN, other=1, typed="x", reason="x").status_code == 403
    assert on(carla, house, bruno, "change", **KNOWN).status_code == 200
    found = carla.get(f"/api/guests/{bruno}").json()
    assert (found["tags"], found["notes"], found["language"]) == (["family", "vip"], KNOWN["notes"], "pt")
    assert names(carla, tag="vip") == ["Bruno Lima"]
    assert on(carla, house, bruno, "erase", typed="Bruno Lima").status_code == 403
    assert carla.get(f"/api/guests/{bruno}/export").status_code == 403
    assert on(carla, house, bruno, "change", **{**KNOWN, "tags": ["tall"]}).status_code == 400


def test_whom_the_house_no_longer_answers_and_no_longer_writes_to(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    bruno, carla = of("Bruno"), signed_in(house.carla)
    click = token()
    for _ in range(2):
        assert on(carla, house, bruno, "block", reason="spam", token=click).status_code == 200
    assert names(carla, tag="blocked") == ["Bruno Lima"]
    assert [one.tag for one in all_of(AuditEntry)].count("guest:blocked") == 1
    assert on(carla, house, bruno, "unblock").status_code == 200
    assert names(carla, tag="blocked") == []
    assert on(carla, house, bruno, "consent", may_write=False).status_code == 200
    assert carla.get(f"/api/guests/{bruno}").json()["opted_out"] is not None


def test_two_records_become_one_with_all_they_had(signed_in: SignIn, house: House, there: Moneyed) -> None:
    ana, bruno, carla = of("Ana"), of("Bruno"), signed_in(house.carla)
    click = token()
    for _ in range(2):
        assert on(carla, house, ana, "merge", other=bruno, token=click).status_code == 200
    assert bruno not in [row["id"] for row in carla.get("/api/guests").json()["rows"]]
    found = carla.get(f"/api/guests/{ana}").json()
    assert (found["belongs"]["bookings"], found["belongs"]["identifiers"]) == (3, 4)
    assert carla.get(f"/api/guests/{bruno}").status_code == 404
    assert on(carla, house, ana, "merge", other=ana).json()["error"] == "cannot_join"
    assert on(carla, house, ana, "merge", other=bruno).status_code == 404


def test_a_joining_is_shown_with_what_would_go_back_and_taken_back_once(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    ana, bruno, carla = of("Ana"), of("Bruno"), signed_in(house.carla)
    made = on(carla, house, ana, "merge", other=bruno).json()["joining"]
    [shown] = carla.get(f"/api/guests/{ana}").json()["joinings"]
    assert (shown["id"], shown["name"], shown["by"]) == (made, "Bruno Lima", "Carla Ríos")
    assert shown["back"]["identifiers"] == 2
    path, click = f"/api/joinings/{made}/part", token()
    assert post(signed_in(house.vera), house, path).status_code == 403
    assert post(signed_in(house.elena), house, path).status_code in (403, 409)
    for _ in range(2):
        assert post(carla, house, path, token=click).json() == {"guest": bruno}
    assert post(carla, house, path).json()["error"] == "cannot_part"
    assert carla.get(f"/api/guests/{bruno}").status_code == 200
    assert carla.get(f"/api/guests/{ana}").json()["joinings"] == []


def test_all_of_it_is_taken_home_and_written_down(signed_in: SignIn, house: House, there: Moneyed) -> None:
    bruno, diego = of("Bruno"), signed_in(house.diego)
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("=cmd()", sender=BRUNO))
    answer = diego.get(f"/api/guests/{bruno}/export")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as papers:
        whole = json.loads(papers.read("guest.json"))
        table = papers.read("messages.csv").decode("utf-8-sig")
    assert whole["guest"]["name"] == "Bruno Lima"
    assert {one["code"] for one in whole["bookings"]} == {there.owing, there.off}
    assert "'=cmd()" in table
    assert [one.tag for one in all_of(AuditEntry)].count("guest:exported") == 1


def erasable(house: House) -> int:
    """Bruno with a picture, whose stays are over."""
    with transaction(house.posada) as session:
        _, line = heard(session, house.posada, incoming("mi secreto", sender=BRUNO))
        kept = media.keep(session, house.posada, b"a private picture", "image/jpeg", "yo.jpg")
        media.attach(session, line.id, kept)
        for booking in session.scalars(select(Booking).where(Booking.status == "confirmed")):
            booking.status = "checked_out"
    return of("Bruno")


def test_erasing_asks_for_the_name_and_waits_for_stays(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    bruno, diego = of("Bruno"), signed_in(house.diego)
    for typed in ("Bruno Lima", "Bruno", ""):
        answer = on(diego, house, bruno, "erase", typed=typed)
        assert (answer.status_code, answer.json()["error"]) == (409, "cannot_erase")
    erasable(house)
    assert on(diego, house, bruno, "erase", typed="Otra Persona").status_code == 409
    assert of("Bruno") == bruno


def test_what_is_erased_is_gone_and_the_money_stays(signed_in: SignIn, house: House, there: Moneyed) -> None:
    bruno, diego = erasable(house), signed_in(house.diego)
    before = sorted(one.amount for one in all_of(Payment))
    click = token()
    for _ in range(2):
        assert on(diego, house, bruno, "erase", typed="  bruno   LIMA ", token=click).status_code == 200
    assert diego.get(f"/api/guests/{bruno}").status_code == 404
    assert sorted(one.amount for one in all_of(Payment)) == before
    assert [one.guest_id for one in all_of(GuestIdentifier) if one.guest_id == bruno] == []
    everything = json.dumps([[one.text, one.content] for one in all_of(Message)])
    assert "mi secreto" not in everything
    assert "Bruno" not in "".join(one.name for one in all_of(Guest))
    with across_hotels() as session:
        assert b"a private picture" not in [one.data for one in session.scalars(select(Media))]
    assert of("Ana") != 0


def test_erasing_reaches_the_book_the_bill_and_what_a_website_was_told(
    signed_in: SignIn, house: House, there: Moneyed
) -> None:
    bruno, diego = of("Bruno"), signed_in(house.diego)
    assert on(diego, house, bruno, "block", reason="gritón-secreto").status_code == 200
    with transaction(house.posada) as session:
        stay, *_ = session.scalars(select(Booking).where(Booking.guest_id == bruno).order_by(Booking.id))
        write_note(session, house.diego, stay.id, "nota-secreta", token())
        write_note(session, house.diego, stay.id, "otra", token())
        charge(session, house.diego, stay.id, ChargeKind.MINIBAR, Money.of(500, "ARS"), "copa-secreta")
        made = api_keys.create(session, house.olga, NewKey("web", Scope.HOLD))
        assert made is not None
        holder = api_keys.recognised(session, made.secret)
        assert holder is not None
        told = json.dumps({"code": stay.code, "name": "Bruno-secreto"})
        api_answers.remember(session, holder, "t" * 16, Answer("q", 200, "application/json", told))
        api_answers.remember(
            session, holder, "u" * 16, Answer("q", 200, "application/json", "de otra persona")
        )
    erasable(house)
    assert on(diego, house, bruno, "erase", typed="Bruno Lima").status_code == 200
    with across_hotels() as session:
        left = session.scalars(select(ApiAnswer.body)).all()
    assert sorted(left) == ["de otra persona", "{}"]
    book, bill = json.dumps([one.details for one in all_of(AuditEntry)]), [one.note for one in all_of(Charge)]
    assert "secret" not in book + "".join(bill)
    assert {"guest:blocked", "booking:noted", "booking:charged"} <= {one.tag for one in all_of(AuditEntry)}


def test_another_hotels_guest_is_nobody(signed_in: SignIn, house: House, there: Moneyed) -> None:
    bruno, elena = erasable(house), signed_in(house.elena)
    assert names(elena) == []
    assert elena.get(f"/api/guests/{bruno}").status_code == 404
    assert elena.get(f"/api/guests/{bruno}/export").status_code == 404
    headers = {"x-conserje": str(house.cabanas)}
    for deed in ("change", "block", "unblock", "consent", "merge", "erase"):
        body = {"token": token(), **KNOWN, "other": of("Ana"), "typed": "Bruno Lima", "reason": "x"}
        assert elena.post(f"/api/guests/{bruno}/{deed}", json=body, headers=headers).status_code == 404
    assert of("Bruno") == bruno
