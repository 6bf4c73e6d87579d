"""What the inbox reads: pages, filters, searches, threads and files, each of one hotel only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from core.base import clock
from core.domain.conversations import AlertKind, Reason
from core.domain.messages import Kind
from core.services import alerts, bookings, media, owners
from core.store.conversations import Conversation
from core.store.db import transaction
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.inventory import furnish, wish
from tests.makers import ANA, BRUNO, CABANAS_NUMBER, House, Sender, heard, incoming


def write(house: House, body: str, **facts: Any) -> int:
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming(body, **facts))[0].id


def rows(browser: Browser, **query: str) -> list[dict[str, Any]]:
    answer = browser.get("/api/inbox", params=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


def of(house: House) -> dict[str, str]:
    return {"x-conserje": str(house.posada)}


def names(browser: Browser, **query: str) -> list[str]:
    return [row["name"] for row in rows(browser, **query)]


def test_the_newest_conversation_stands_first(signed_in: SignIn, house: House) -> None:
    write(house, "hola", at=clock.now() - timedelta(minutes=5))
    write(house, "oi", sender=BRUNO)
    first, second = rows(signed_in(house.carla))
    assert (first["name"], first["text"], first["unread"]) == ("Bruno Lima", "oi", 1)
    assert (second["name"], second["author"], second["owner"]) == ("Ana Pereyra", "guest", "house")


def test_a_hotel_never_sees_another(signed_in: SignIn, house: House) -> None:
    conversation = write(house, "secreto")
    elena = signed_in(house.elena)
    assert rows(elena) == []
    assert rows(elena, q="secreto") == []
    assert elena.get(f"/api/conversations/{conversation}").status_code == 404


def test_pages_of_forty_follow_each_other_without_a_gap(signed_in: SignIn, house: House) -> None:
    with transaction(house.posada) as session:
        for number in range(95):
            sender = Sender(phone=f"54911{number:08}", name=f"Guest {number}")
            heard(
                session,
                house.posada,
                incoming("hola", sender=sender, at=clock.now() - timedelta(minutes=number)),
            )
    browser, seen, after = signed_in(house.carla), [], ""
    for expected in (40, 40, 15):
        page = browser.get("/api/inbox", params={"after": after} if after else {}).json()
        assert len(page["rows"]) == expected
        seen += [row["name"] for row in page["rows"]]
        after = page["after"]
    assert after is None
    assert seen == [f"Guest {number}" for number in range(95)]


def test_only_what_news_were_about_is_answered_with_the_numbers_of_all(
    signed_in: SignIn, house: House
) -> None:
    ana, bruno = write(house, "hola"), write(house, "oi", sender=BRUNO)
    carla = signed_in(house.carla)
    assert names(carla, only=str(bruno)) == ["Bruno Lima"]
    assert names(carla, only=f"{ana},{bruno}", filter="unread") == ["Bruno Lima", "Ana Pereyra"]
    assert carla.post(f"/api/conversations/{bruno}/seen", json={}, headers=of(house)).status_code == 200
    left = carla.get("/api/inbox", params={"only": str(bruno), "filter": "unread"}).json()
    assert (left["rows"], left["counts"]["unread"]) == ([], 1)
    numbers = carla.get("/api/inbox", params={"only": ""}).json()
    assert (numbers["rows"], numbers["counts"]["unread"], "alerts" in numbers) == ([], 1, True)
    assert names(signed_in(house.elena), only=f"{ana},{bruno}") == []


@pytest.mark.parametrize("only", ["x", "1,", "1;2", "²", ",".join(map(str, range(41))), "9" * 30])
def test_a_list_of_rows_that_is_none_is_refused(signed_in: SignIn, house: House, only: str) -> None:
    answer = signed_in(house.carla).get("/api/inbox", params={"only": only})
    assert (answer.status_code, answer.json()["error"]) == (400, "unreadable")


def test_one_row_weighs_a_fraction_of_a_page(signed_in: SignIn, house: House) -> None:
    for number in range(40):
        last = write(house, "hola", sender=Sender(phone=f"54911{number:08}", name=f"Guest {number}"))
    carla = signed_in(house.carla)
    whole, one = carla.get("/api/inbox"), carla.get("/api/inbox", params={"only": str(last)})
    assert len(one.content) * 10 < len(whole.content)


def test_filters_show_who_waits_whats_mine_and_what_is_unread(signed_in: SignIn, house: House) -> None:
    waiting, mine = write(house, "una persona"), write(house, "oi", sender=BRUNO)
    with transaction(house.posada) as session:
        owners.call_person(session, session.get_one(Conversation, waiting), Reason.ASKED)
    browser = signed_in(house.carla)
    token = {"token": "0123456789abcdef"}
    assert browser.post(f"/api/conversations/{mine}/take", json=token).status_code == 200
    assert names(browser, filter="waiting") == ["Ana Pereyra"]
    assert names(browser, filter="mine") == ["Bruno Lima"]
    assert names(browser, filter="unread") == ["Ana Pereyra"]
    assert names(signed_in(house.diego), filter="mine") == []
    assert browser.get("/api/inbox").json()["counts"] == {"waiting": 1, "unread": 1}
    assert browser.get("/api/inbox?filter=nonsense").status_code == 400


@pytest.mark.parametrize("words", ["perey", "PÉREYRA", "5501", "+54 9 11 5550", "11 5550-1234"])
def test_search_finds_by_name_and_telephone(signed_in: SignIn, house: House, words: str) -> None:
    write(house, "¿Tienen cochera cubierta?")
    write(house, "Gracias")
    write(house, "oi", sender=BRUNO)
    assert names(signed_in(house.carla), q=words) == ["Ana Pereyra"]


def test_search_finds_by_the_code_of_a_booking(signed_in: SignIn, house: House) -> None:
    talk = write(house, "hola")
    write(house, "oi", sender=BRUNO)
    with transaction(house.posada) as session:
        furnish(session, house.posada)
        ana = session.get_one(Conversation, talk).guest_id
        [held] = bookings.hold(session, house.carla, ana, wish())
        code = held.code
    assert names(signed_in(house.carla), q=code.lower()) == ["Ana Pereyra"]
    assert names(signed_in(house.carla), q=f" {code} ") == ["Ana Pereyra"]


@pytest.mark.parametrize("words", ["%", "_", "100%", "nada de esto", "\\"])
def test_search_takes_signs_as_signs(signed_in: SignIn, house: House, words: str) -> None:
    write(house, "hola")
    assert names(signed_in(house.carla), q=words) == []


def test_a_thread_comes_in_pages_of_sixty_oldest_line_first(signed_in: SignIn, house: House) -> None:
    for number in range(70):
        conversation = write(house, f"line {number}", at=clock.now() - timedelta(minutes=70 - number))
    browser = signed_in(house.carla)
    newest = browser.get(f"/api/conversations/{conversation}").json()
    assert [line["text"] for line in newest["lines"]] == [f"line {number}" for number in range(10, 70)]
    older = browser.get(f"/api/conversations/{conversation}", params={"before": newest["before"]}).json()
    assert [line["text"] for line in older["lines"]] == [f"line {number}" for number in range(10)]
    assert older["before"] is None


def test_a_thread_says_who_wrote_and_what_was_quoted(signed_in: SignIn, house: House) -> None:
    with transaction(house.posada) as session:
        asked = heard(session, house.posada, incoming("¿A qué hora?"))[1]
        conversation, _ = heard(session, house.posada, incoming("Esto pregunto", quotes=asked.provider_id))
    last = signed_in(house.carla).get(f"/api/conversations/{conversation.id}").json()["lines"][-1]
    assert (last["author"], last["quote"]["text"]) == ("guest", "¿A qué hora?")


def test_a_deleted_message_shows_nothing_of_what_it_said(signed_in: SignIn, house: House) -> None:
    with transaction(house.posada) as session:
        conversation, line = heard(session, house.posada, incoming("mi clave es cangrejo"))
        heard(session, house.posada, incoming("¿la viste?", quotes=line.provider_id))
        line.deleted_at = clock.now()
    body = signed_in(house.carla).get(f"/api/conversations/{conversation.id}").text
    assert "cangrejo" not in body


def file_of(house: House, data: bytes, mime: str, name: str | None = None) -> int:
    with transaction(house.posada) as session:
        _, line = heard(session, house.posada, incoming(kind=Kind.DOCUMENT))
        kept = media.keep(session, house.posada, data, mime, name)
        media.attach(session, line.id, kept)
        return kept


@pytest.mark.parametrize(
    ("mime", "shown"),
    [
        ("image/jpeg", True),
        ("audio/ogg; codecs=opus", True),
        ("video/mp4", True),
        ("image/svg+xml", False),
        ("text/html", False),
        ("application/pdf", False),
        ("", False),
    ],
)
def test_only_what_cannot_run_is_shown_in_the_page(
    signed_in: SignIn, house: House, mime: str, shown: bool
) -> None:
    kept = file_of(house, b"<script>alert(1)</script>", mime, 'o"f/erta\n.html')
    answer = signed_in(house.carla).get(f"/api/media/{kept}")
    assert answer.headers["content-disposition"].startswith("inline" if shown else "attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]
    if not shown:
        assert answer.headers["content-type"] == "application/octet-stream"


def test_a_file_belongs_to_its_hotel(signed_in: SignIn, house: House) -> None:
    kept = file_of(house, b"bytes", "image/jpeg")
    assert signed_in(house.elena).get(f"/api/media/{kept}").status_code == 404


def test_players_may_ask_for_a_piece_and_browsers_keep_the_whole(signed_in: SignIn, house: House) -> None:
    kept = file_of(house, b"0123456789", "audio/ogg")
    browser = signed_in(house.carla)
    piece = browser.get(f"/api/media/{kept}", headers={"range": "bytes=2-4"})
    assert (piece.status_code, piece.content, piece.headers["content-range"]) == (206, b"234", "bytes 2-4/10")
    assert browser.get(f"/api/media/{kept}", headers={"range": "bytes=-3"}).content == b"789"
    assert browser.get(f"/api/media/{kept}", headers={"range": "bytes=50-"}).status_code == 416
    whole = browser.get(f"/api/media/{kept}", headers={"range": "lines=1"})
    assert (whole.status_code, whole.content) == (200, b"0123456789")
    again = browser.get(f"/api/media/{kept}", headers={"if-none-match": whole.headers["etag"]})
    assert again.status_code == 304


def test_open_alerts_come_with_the_list(signed_in: SignIn, house: House) -> None:
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola"))
        alerts.raise_alert(
            session, house.posada, AlertKind.NOT_DELIVERED, "failed:1", conversation_id=conversation.id
        )
    (found,) = signed_in(house.carla).get("/api/inbox").json()["alerts"]
    assert (found["kind"], found["guest"]) == ("not_delivered", ANA.name)
    assert signed_in(house.elena).get("/api/inbox").json()["alerts"] == []


@pytest.mark.parametrize("mark", ["x", "2026-01-01~x", "~", "2026-01-01T00:00:00~1~2"])
def test_a_mark_nobody_gave_out_is_refused(signed_in: SignIn, house: House, mark: str) -> None:
    assert signed_in(house.carla).get("/api/inbox", params={"after": mark}).status_code == 400


def test_the_other_hotels_number_changes_nothing(signed_in: SignIn, house: House) -> None:
    with transaction(house.cabanas) as session:
        heard(session, house.cabanas, incoming("hola", account=CABANAS_NUMBER))
    assert names(signed_in(house.elena)) == ["Ana Pereyra"]
    assert names(signed_in(house.carla)) == []
