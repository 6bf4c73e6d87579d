"""Two of the staff do the same at nearly the same moment: one of them does it, the other is told so in words.

The second sets out when the first has done everything but commit, which is the worst moment there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.domain.messages import Delivery
from core.store.bookings import Booking
from core.store.messages import Message
from core.store.payments import Payment, Refund
from tests.edges.console.approving import approve
from tests.edges.console.at_once import at_once
from tests.edges.console.clicks import token
from tests.edges.console.doing_money import late_money, receipt
from tests.edges.console.staging import Stage, staged

CASH = {"amount": 60_000_00, "method": "cash"}


@pytest.fixture(scope="module")
def stage(_open_house: None) -> Iterator[Stage]:
    with staged() as made:
        yield made


def both(
    stage: Stage, path: str, body: dict[str, Any], *, other: tuple[str, dict[str, Any]] | None = None
) -> Any:
    """Olga acts, and Diego a moment later; answers what Diego was told."""
    olga, diego = stage.browser("olga"), stage.browser("diego")
    his_path, his_body = other or (path, body)
    one, two = at_once(
        lambda: olga.post(path, json={"token": token(), **body}),
        lambda: diego.post(his_path, json={"token": token(), **his_body}),
    )
    assert one.status_code == 200, one.text
    return two


def told(answer: Any) -> tuple[int, str, str]:
    found = answer.json()
    return answer.status_code, found.get("error", ""), found.get("facts", {}).get("name", "")


BY_OLGA = (409, "colleague_was_first", "Olga Benítez")


def said_to(stage: Stage, conversation: int | None) -> list[Message]:
    return stage.all_of(Message, Message.conversation_id == conversation, Message.direction == "out")


def card(stage: Stage, booking: Booking) -> dict[str, Any]:
    found: dict[str, Any] = stage.get(f"/api/booking/{booking.code}")
    return found


def test_the_same_money_is_registered_once(stage: Stage) -> None:
    held = stage.held()
    seen = card(stage, held)["money"]["paid"]
    answer = both(stage, f"/api/bookings/{held.id}/pay", {**CASH, "seen": seen})
    assert told(answer)[:2] == (409, "money_meanwhile")
    assert [one.amount for one in stage.all_of(Payment, Payment.booking_id == held.id)] == [60_000_00]
    assert len(said_to(stage, held.conversation_id)) == 1
    seen = card(stage, held)["money"]["paid"]
    stage.does(f"/api/bookings/{held.id}/pay", **CASH, seen=seen)
    assert len(stage.all_of(Payment, Payment.booking_id == held.id)) == 2, "who has looked may go on"


@pytest.mark.parametrize("amount", [60_000_00, 20_000_00], ids=["all", "a part"])
def test_the_same_money_goes_back_once(stage: Stage, amount: int) -> None:
    stay = stage.booked()
    stage.does(f"/api/bookings/{stay.id}/pay", **CASH)
    [paid] = card(stage, stay)["payments"]
    body = {"amount": amount, "reason": "canceló", "seen": paid["back"]}
    answer = both(stage, f"/api/payments/{paid['id']}/refund", body)
    expected = "cannot_refund" if amount == CASH["amount"] else "money_meanwhile"
    assert told(answer)[:2] == (409, expected)
    assert [one.amount for one in stage.all_of(Refund, Refund.payment_id == paid["id"])] == [amount]
    [paid] = card(stage, stay)["payments"]
    assert (paid["refunded"], paid["back"]) == (amount, amount)


def test_a_guest_is_received_once(stage: Stage) -> None:
    stay = stage.booked(0)
    answer = both(stage, f"/api/bookings/{stay.id}/check-in", {})
    assert told(answer) == BY_OLGA
    now = stage.row(Booking, stay.id)
    assert (now.status, now.version) == ("in_house", stay.version + 1)


def test_a_stay_is_cancelled_once_and_its_guest_hears_it_once(stage: Stage) -> None:
    stay = stage.booked(1)
    stage.does(f"/api/bookings/{stay.id}/pay", **CASH)
    before = len(said_to(stage, stay.conversation_id))
    path = f"/api/bookings/{stay.id}/cancel"
    assert told(both(stage, path, {"refund": True}, other=(path, {"waive": True, "refund": True}))) == BY_OLGA
    assert len(said_to(stage, stay.conversation_id)) == before + 1
    again = stage.browser().post(path, json={"token": token()})
    assert told(again)[:2] == (409, "wrong_status"), "who did it oneself hears how it stands"


def test_a_receipt_is_judged_once_whoever_says_what(stage: Stage) -> None:
    for his in ("approve", "refuse"):
        mine = receipt(stage)
        body = {"amount": 100_000_00, "reason": "no está"}
        path = f"/api/receipts/{mine}/approve"
        assert told(both(stage, path, body, other=(f"/api/receipts/{mine}/{his}", body))) == BY_OLGA
    late = stage.browser().post(f"/api/receipts/{mine}/refuse", json={"token": token(), **body})
    assert told(late)[:2] == (409, "judged_otherwise"), "not even by oneself"


@pytest.mark.parametrize("his", ["accept", "rescue", "close", "send-back"])
def test_late_money_is_decided_once(stage: Stage, his: str) -> None:
    case, _ = late_money(stage)
    body = {"reason": "no queda lugar", "resolution": "vino y pagó"}
    path = f"/api/money/cases/{case}"
    assert told(both(stage, f"{path}/send-back", body, other=(f"{path}/{his}", body))) == BY_OLGA


def test_a_guest_gets_one_answer_of_two_who_write_at_once(stage: Stage) -> None:
    approve(stage.hotel, "reopening")
    for verb, body in (
        ("reply", {"body": "¡Hola! Ya miro."}),
        ("at-hand/send", {"thing": "way_here"}),
        (
            "template",
            {"template": "reopening", "language": "es", "words": {"hotel": "la Posada", "what": "tu duda"}},
        ),
    ):
        talk = stage.talk()
        if verb == "at-hand/send":
            body["mark"] = stage.does(f"/api/conversations/{talk.id}/at-hand/preview", **body)["mark"]
        if verb == "template":
            [one] = [
                row
                for row in stage.get(f"/api/conversations/{talk.id}/templates")["templates"]
                if row["name"] == "reopening"
            ]
            body["words"] = {name: known or "una duda" for name, known in one["words"].items()}
            body["language"] = one["language"]
        answer = both(stage, f"/api/conversations/{talk.id}/{verb}", {**body, "seen": talk.line})
        assert told(answer) == (409, "answered_meanwhile", "Olga Benítez"), verb
        assert {line.staff_id for line in said_to(stage, talk.id)} == {stage.olga.staff_id}
        assert all(line.delivery != Delivery.FAILED for line in said_to(stage, talk.id))


def test_a_confirmation_goes_out_again_once(stage: Stage) -> None:
    stay = stage.booked()
    before = len(said_to(stage, stay.conversation_id))
    path = f"/api/bookings/{stay.id}/confirmation"
    assert told(both(stage, path, {"reason": "no la encuentra"})) == BY_OLGA
    assert len(said_to(stage, stay.conversation_id)) == before + 1
