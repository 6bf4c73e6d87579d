"""What the hotel hears: signed, retried, in the shapes of v25."""

from __future__ import annotations

import hashlib
import hmac
import time

import pytest

from core.local.phone.client import PhoneClient
from core.local.phone.running import APP_SECRET
from tests.local.phone.conftest import ANA, Post, to_ana
from tests.local.phone.webhook_ear import Ear


def test_a_body_is_signed_as_sent_with_its_accents_escaped(phone: PhoneClient, ear: Ear) -> None:
    phone.guest("ana").says("¿Mañana? 🏡")
    ear.wait_for(1)
    assert b"\\u00bfMa\\u00f1ana? \\ud83c\\udfe1" in ear.bodies[0]
    expected = hmac.new(APP_SECRET.encode(), ear.bodies[0], hashlib.sha256).hexdigest()
    assert ear.signatures == [f"sha256={expected}"]


def test_a_message_has_the_v25_shape(phone: PhoneClient, ear: Ear) -> None:
    wamid = phone.guest("ana").says("hola")
    message = ear.wait_for(1)[0]
    assert message["id"] == wamid
    assert message["from"] == ANA
    assert message["text"] == {"body": "hola"}
    assert message["timestamp"].isdigit()
    assert message["from_user_id"].startswith("AR.")
    value = ear.values()[0]
    assert value["metadata"] == {
        "display_phone_number": "5491150000001",
        "phone_number_id": "109876543210001",
    }
    assert value["contacts"][0]["wa_id"] == ANA
    assert value["contacts"][0]["profile"] == {"name": "Ana Ferreyra"}


def test_a_username_guest_shows_no_number_until_the_hotel_writes_to_it(
    phone: PhoneClient, ear: Ear, post: Post
) -> None:
    lu = phone.guest("lu")
    message, contact = ear.hears(lu.says("hola"))
    assert "from" not in message
    assert "wa_id" not in contact
    assert contact["profile"]["username"] == "lu.viajera"
    user_id = message["from_user_id"]
    answer = post({"messaging_product": "whatsapp", "recipient": user_id, "text": {"body": "¡Hola!"}})
    assert answer.json()["contacts"] == [{"input": user_id, "user_id": user_id}]
    assert all("recipient_id" not in status for status in ear.wait_for(3, "statuses"))
    card, _ = ear.hears(lu.shares_contact())
    number = card["contacts"][0]["phones"][0]["wa_id"]
    assert post(to_ana("text", {"body": "x"}, to=number)).json()["contacts"][0]["wa_id"] == number
    assert ear.hears(lu.says("¿y ahora?"))[0]["from"] == number


def test_callback_data_comes_back_in_every_status_and_the_price_only_in_sent(ear: Ear, post: Post) -> None:
    post(to_ana("text", {"body": "x"}, biz_opaque_callback_data="carta-1"))
    statuses = ear.wait_for(3, "statuses")
    assert [status["status"] for status in statuses] == ["sent", "delivered", "read"]
    assert {status["biz_opaque_callback_data"] for status in statuses} == {"carta-1"}
    assert ["pricing" in status for status in statuses] == [True, False, False]
    assert statuses[0]["pricing"]["category"] == "service"
    assert statuses[0]["recipient_id"] == ANA


def test_an_unknown_recipient_is_accepted_and_then_fails_without_contacts(ear: Ear, post: Post) -> None:
    answer = post(to_ana("text", {"body": "x"}, to="+54 9 11 4444 4444", biz_opaque_callback_data="9"))
    assert answer.json()["contacts"][0]["wa_id"] == "5491144444444"
    failed = ear.wait_for(1, "statuses")[0]
    assert failed["status"] == "failed"
    assert failed["errors"][0]["code"] == 131026
    assert failed["biz_opaque_callback_data"] == "9"
    assert "recipient_user_id" not in failed
    assert all("contacts" not in value for value in ear.values() if "statuses" in value)


@pytest.mark.parametrize("written", ["541161234567", "+54 9 11 6123-4567", ANA])
def test_a_number_written_otherwise_finds_the_same_guest(post: Post, written: str) -> None:
    contact = post(to_ana("text", {"body": "x"}, to=written)).json()["contacts"][0]
    assert contact == {"input": written, "wa_id": ANA}


def test_a_refused_webhook_comes_again_until_it_is_taken(phone: PhoneClient, ear: Ear) -> None:
    ear.answers.extend([503, 500, 404])
    wamid = phone.guest("ana").says("hola")
    assert [message["id"] for message in ear.wait_for(4)] == [wamid] * 4
    phone.wait_until_quiet()
    assert phone.counters()["webhook_refused"] == 3
    assert len(set(ear.bodies)) == 1
    assert phone.guest("ana").chat()[0]["status"] == "delivered"


def test_a_phone_that_is_off_gets_the_message_when_it_is_on_again(
    phone: PhoneClient, ear: Ear, post: Post
) -> None:
    ana = phone.guest("ana")
    ana.becomes(offline=True)
    post(to_ana("text", {"body": "x"}))
    ana.says("escrito sin señal")
    ear.wait_for(1, "statuses")
    time.sleep(0.1)
    assert [status["status"] for status in ear.statuses()] == ["sent"]
    assert len(ear.messages()) == 1
    ana.becomes(offline=False)
    assert [status["status"] for status in ear.wait_for(3, "statuses")] == ["sent", "delivered", "read"]
    assert ear.wait_for(2)[1]["text"]["body"] == "escrito sin señal"


def test_with_receipts_off_nothing_is_ever_read(phone: PhoneClient, ear: Ear, post: Post) -> None:
    phone.guest("ana").becomes(receipts_off=True)
    post(to_ana("text", {"body": "x"}))
    ear.wait_for(2, "statuses")
    time.sleep(0.1)
    assert [status["status"] for status in ear.statuses()] == ["sent", "delivered"]


def test_duplicates_and_overtaking_can_be_switched_on(phone: PhoneClient, ear: Ear) -> None:
    ana = phone.guest("ana")
    ana.becomes(duplicates=True)
    wamid = ana.says("dos veces")
    assert [message["id"] for message in ear.wait_for(2)] == [wamid, wamid]
    ana.becomes(duplicates=False)
    phone.settings(shuffle_seconds=0.4)
    said = [ana.says(str(count)) for count in range(12)]
    heard = [message["id"] for message in ear.wait_for(14)[2:]]
    assert sorted(heard) == sorted(said)
    assert heard != said


def test_tapping_editing_deleting_and_reacting_have_their_own_shapes(
    phone: PhoneClient, ear: Ear, post: Post
) -> None:
    ana = phone.guest("ana")
    buttons = [{"type": "reply", "reply": {"id": "v1:si", "title": "Sí"}}]
    sent = post(
        to_ana("interactive", {"type": "button", "body": {"text": "?"}, "action": {"buttons": buttons}})
    ).json()["messages"][0]["id"]
    ana.taps("Sí")
    said = ana.says("perdon")
    ana.edits(said, "perdón")
    ana.reacts(sent, "❤️")
    ana.deletes(said)
    tap, _, edit, reaction, revoke = ear.wait_for(6)[1:]
    assert tap["interactive"] == {"type": "button_reply", "button_reply": {"id": "v1:si", "title": "Sí"}}
    assert tap["context"] == {"from": "5491150000001", "id": sent}
    assert edit["edit"] == {
        "original_message_id": said,
        "message": {"type": "text", "text": {"body": "perdón"}},
    }
    assert reaction["reaction"] == {"message_id": sent, "emoji": "❤️"}
    assert revoke["type"] == "revoke"
    assert revoke["revoke"] == {"original_message_id": said}


def test_reading_and_typing_need_a_message_of_the_guest(phone: PhoneClient, ear: Ear, post: Post) -> None:
    ana = phone.guest("ana")
    wamid = ana.says("hola?")
    receipt = {"messaging_product": "whatsapp", "status": "read", "typing_indicator": {"type": "text"}}
    assert post(receipt | {"message_id": wamid}).json() == {"success": True}
    assert [message["status"] for message in ana.chat()] == ["read", "read"]
    assert post(receipt | {"message_id": "wamid.none"}).json()["error"]["code"] == 131009


def test_the_hotels_own_phone_app_is_heard_as_an_echo(phone: PhoneClient, ear: Ear) -> None:
    phone.guest("ana").hears_from_the_hotels_own_phone("Ya te ayudo, soy Marta")
    ear.wait_for(1, "values")
    echo = ear.values()[0]["message_echoes"][0]
    assert echo["from"] == "5491150000001"
    assert echo["to"] == ANA
    assert echo["text"]["body"].endswith("Marta")


def test_a_raw_webhook_is_signed_and_a_false_signature_can_be_chosen(phone: PhoneClient, ear: Ear) -> None:
    phone.webhook(b'{"entry":[]}')
    phone.webhook(b'{"entry":[]}', signature="sha256=bad")
    phone.wait_until_quiet()
    good = "sha256=" + hmac.new(APP_SECRET.encode(), b'{"entry":[]}', hashlib.sha256).hexdigest()
    assert sorted(ear.signatures) == sorted([good, "sha256=bad"])


def test_several_changes_share_one_body_when_asked(phone: PhoneClient, ear: Ear, post: Post) -> None:
    phone.settings(webhook_batch=20)
    for count in range(8):
        post(to_ana("text", {"body": str(count)}))
    ear.wait_for(24, "statuses")
    phone.wait_until_quiet()
    assert len(ear.bodies) < 25


def test_a_late_refusal_comes_as_a_failed_status(phone: PhoneClient, ear: Ear, post: Post) -> None:
    phone.settings(late_codes=[131047])
    phone.guest("ana").is_silent_for(hours=30)
    assert post(to_ana("text", {"body": "x"})).status_code == 200
    assert ear.wait_for(1, "statuses")[0]["errors"][0]["code"] == 131047


def test_the_subscription_check_tells_what_the_webhook_said(phone: PhoneClient, ear: Ear) -> None:
    assert phone.ask("POST", "/lab/subscription")["state"] == "good"
    ear.verify_token = "another"
    try:
        refused = phone.ask("POST", "/lab/subscription")
    finally:
        ear.verify_token = "local-verify-token"
    assert refused["state"] == "refused"
    assert "403" in refused["reason"]
