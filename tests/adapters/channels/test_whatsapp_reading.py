"""Every recorded shape, and the words of the domain it must become."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from core.adapters.channels.whatsapp import read, split
from core.domain.messages import (
    Arrival,
    Card,
    ChannelNotice,
    Delivery,
    Echo,
    IdentityChange,
    Incoming,
    Kind,
    MediaRef,
    Place,
    Sender,
    StatusUpdate,
    Trouble,
    Unreadable,
)

ANA = Sender("5491155501234", "AR.13491208655302741918", None, None, "Ana Pereyra")
WITHOUT_NAME = Sender("5491155501234", "AR.13491208655302741918")
AT = datetime.fromtimestamp(1763690000, UTC)

Delivered = Callable[[str], bytes]


def only(raw: bytes) -> Arrival:
    [envelope] = split(raw)
    return read(envelope.kind, envelope.body)


MESSAGES: dict[str, dict[str, Any]] = {
    "text": {
        "kind": Kind.TEXT,
        "text": "Hola! ¿Tienen lugar para el finde largo? 🏡",
        "sender": ANA,
        "at": AT,
    },
    "text_quoting": {"kind": Kind.TEXT, "quotes": "wamid.earlier", "forwarded": False},
    "text_forwarded": {"kind": Kind.TEXT, "forwarded": True},
    "text_without_timestamp": {"kind": Kind.TEXT, "text": "hola"},
    "voice": {"kind": Kind.VOICE, "media": MediaRef("1013859600285441", "audio/ogg", "YWJj")},
    "audio": {"kind": Kind.AUDIO, "media": MediaRef("1013859600285442", "audio/mpeg", "YWJj")},
    "image": {
        "kind": Kind.IMAGE,
        "text": "El comprobante",
        "media": MediaRef("2754859441498128", "image/jpeg", "YWJj"),
    },
    "video": {"kind": Kind.VIDEO, "media": MediaRef("31", "video/mp4", "YWJj")},
    "document": {
        "kind": Kind.DOCUMENT,
        "text": "mi pasaporte",
        "media": MediaRef("32", "application/pdf", "YWJj", "pasaporte.pdf"),
    },
    "sticker": {"kind": Kind.STICKER, "media": MediaRef("33", "image/webp", "YWJj", None, True)},
    "image_without_id": {"kind": Kind.UNSUPPORTED, "text": "¿se ve?", "media": None},
    "location": {
        "kind": Kind.LOCATION,
        "place": Place(-34.4264, -58.5796, "Puerto de Frutos", "Sarmiento 160, Tigre"),
    },
    "location_gps": {"kind": Kind.LOCATION, "place": Place(-34.4264, -58.5796)},
    "contacts": {
        "kind": Kind.CONTACTS,
        "cards": (Card("Juan Pérez", ("5491155509999", "+54 11 4444-0000")),),
    },
    "contacts_shared_by_request": {
        "kind": Kind.CONTACTS,
        "cards": (Card("Ana Pereyra", ("5491155501234",)),),
        "extra": {"origin": "contact_request"},
    },
    "button_reply": {
        "kind": Kind.BUTTON,
        "choice": "v1:hold:42:confirm",
        "text": "Confirmar",
        "quotes": "wamid.asked",
    },
    "list_reply": {
        "kind": Kind.LIST_CHOICE,
        "choice": "v1:room:7",
        "text": "Cabaña del río",
        "extra": {"description": "2 noches · $ 180.000"},
    },
    "form_reply": {
        "kind": Kind.FORM,
        "choice": "v1:checkin:42",
        "text": "Sent",
        "extra": {"name": "flow", "answers": {"document": "30111222", "guests": 2}},
    },
    "form_reply_without_token": {
        "kind": Kind.FORM,
        "choice": None,
        "extra": {"name": "", "answers": {"arrival": "15:00"}},
    },
    "form_reply_broken": {
        "kind": Kind.FORM,
        "extra": {"name": "", "answers": {}, "unread_answers": '{"arrival":'},
    },
    "call_permission_reply": {"kind": Kind.UNSUPPORTED},
    "template_button": {
        "kind": Kind.TEMPLATE_BUTTON,
        "choice": "v1:review:42:good",
        "text": "Muy bien",
        "quotes": "wamid.template",
    },
    "template_button_without_context": {"kind": Kind.TEMPLATE_BUTTON, "choice": None, "text": "Sí"},
    "reaction": {"kind": Kind.REACTION, "text": "❤️", "target": "wamid.ours"},
    "reaction_removed": {"kind": Kind.REACTION, "text": "", "target": "wamid.ours"},
    "edit": {"kind": Kind.EDIT, "text": "Del 12 al 15", "target": "wamid.first"},
    "revoke": {"kind": Kind.DELETION, "target": "wamid.first"},
    "order": {
        "kind": Kind.ORDER,
        "text": "para la noche",
        "extra": {
            "catalog": "777",
            "items": [{"product": "vino-01", "quantity": 2, "claimed_price": 9500.5, "currency": "ARS"}],
        },
    },
    "type_missing": {"kind": Kind.TEXT, "text": "sin tipo"},
    "without_contacts": {"kind": Kind.TEXT, "sender": WITHOUT_NAME},
    "contact_spelled_otherwise": {"sender": Sender("5491155501234", name="Ana Pereyra")},
    "two_contacts": {"sender": ANA},
    "contact_of_somebody_else": {"sender": WITHOUT_NAME},
    "username_without_phone": {
        "text": "hola, sin número",
        "sender": Sender(None, "UY.ABC123def", "UY.ENT.77", "lia.viaja", "Lía"),
    },
    "bsuid_in_from": {"sender": Sender(None, "UY.ABC123def", name="Lía")},
    "text_from_advert": {"kind": Kind.TEXT},
    "text_in_group": {"kind": Kind.TEXT, "extra": {"group": "Y2FwaV9ncm91cA"}},
    "type_of_tomorrow": {
        "kind": Kind.UNSUPPORTED,
        "extra": {"type": "hologram", "raw": {"id": "9", "beam": [1, 2]}},
    },
    "unsupported": {"kind": Kind.UNSUPPORTED},
    "unknown": {"kind": Kind.UNSUPPORTED},
    "interactive_without_body": {"kind": Kind.UNSUPPORTED},
}


@pytest.mark.parametrize("name", MESSAGES)
def test_a_message_becomes_what_the_guest_meant(delivery: Delivered, name: str) -> None:
    message = only(delivery(name))
    assert isinstance(message, Incoming)
    assert (message.id, message.account) == (f"wamid.{name}", "109876543210001")
    assert {part: getattr(message, part) for part in MESSAGES[name]} == MESSAGES[name]


def extra(delivery: Delivered, name: str) -> dict[str, Any]:
    message = only(delivery(name))
    assert isinstance(message, Incoming)
    return message.extra


def test_what_we_do_not_support_keeps_its_type_and_the_reason(delivery: Delivered) -> None:
    told = extra(delivery, "unsupported")
    assert told["type"] == "unsupported"
    assert told["raw"] == {"type": "poll_creation"}
    assert told["errors"][0]["code"] == 131051
    assert extra(delivery, "interactive_without_body")["errors"][0]["code"] == 131000
    permission = extra(delivery, "call_permission_reply")["raw"]
    assert permission["call_permission_reply"]["response"] == "accept"


def test_the_advert_a_guest_came_from_is_kept(delivery: Delivered) -> None:
    assert extra(delivery, "text_from_advert")["referral"]["ctwa_clid"] == "ARAk"


def test_a_message_from_nobody_is_told_as_unreadable(delivery: Delivered) -> None:
    assert only(delivery("from_nobody")) == Unreadable("a message from nobody")


def test_an_echo_says_what_the_hotel_wrote_and_to_whom(delivery: Delivered) -> None:
    echo = only(delivery("echo"))
    assert isinstance(echo, Echo)
    assert echo.message.text == "Hola Ana, soy Marta de la posada"
    assert echo.message.sender.phone == "5491150000001"
    assert echo.to == Sender("5491155501234")
    to_username = only(delivery("echo_to_username"))
    assert isinstance(to_username, Echo)
    assert (to_username.to.bsuid, to_username.to.username) == ("UY.ABC123def", "lia.viaja")


IDENTITIES = {
    "system_changed_number": (WITHOUT_NAME, Sender("5491155507777", "AR.NEW")),
    "system_changed_number_older_spelling": (Sender("5491155501234"), Sender("5491155507777")),
    "system_changed_user_id": (Sender(None, "AR.13491208655302741918"), Sender(None, "AR.NEW")),
}


@pytest.mark.parametrize("name", IDENTITIES)
def test_a_changed_number_or_id_says_who_became_whom(delivery: Delivered, name: str) -> None:
    change = only(delivery(name))
    assert isinstance(change, IdentityChange)
    assert (change.before, change.after) == IDENTITIES[name]


def test_a_new_security_code_is_news_and_not_a_new_person(delivery: Delivered) -> None:
    notice = only(delivery("system_identity_changed"))
    assert isinstance(notice, ChannelNotice)
    assert notice.topic == "customer_identity_changed"
    assert notice.facts["sender"] == {"phone": "5491155501234", "bsuid": "AR.13491208655302741918"}


BOTH = "AR.13491208655302741918"
STATUSES: dict[str, dict[str, Any]] = {
    "status_sent": {
        "state": Delivery.SENT,
        "echo": "outbox-17",
        "billable": True,
        "category": "service",
        "recipient": ANA,
        "at": AT,
    },
    "status_delivered": {
        "state": Delivery.DELIVERED,
        "recipient": Sender("5491155501234", BOTH, "AR.ENT.5"),
        "billable": None,
    },
    "status_read": {"state": Delivery.READ, "recipient": Sender("5491155501234", BOTH, "AR.ENT.5")},
    "status_played": {"state": Delivery.PLAYED},
    "status_failed": {
        "state": Delivery.FAILED,
        "echo": "outbox-18",
        "troubles": (Trouble(131047, "Re-engagement message", "More than 24 hours have passed"),),
    },
    "status_to_username": {"state": Delivery.DELIVERED, "recipient": Sender(None, "UY.ABC123def")},
}


@pytest.mark.parametrize("name", STATUSES)
def test_a_status_tells_how_far_our_message_has_come(delivery: Delivered, name: str) -> None:
    status = only(delivery(name))
    assert isinstance(status, StatusUpdate)
    assert status.message_id == "wamid.ours"
    assert {part: getattr(status, part) for part in STATUSES[name]} == STATUSES[name]


NOTICES = {
    "template_approved": "message_template_status_update",
    "template_rejected": "message_template_status_update",
    "template_category": "template_category_update",
    "account_update": "account_update",
    "phone_number_quality": "phone_number_quality_update",
    "user_preferences": "user_preferences",
    "standby": "standby",
    "history": "history",
    "smb_app_state_sync": "smb_app_state_sync",
    "errors_only": "errors",
    "status_of_tomorrow": "unknown_status",
}


@pytest.mark.parametrize("name", NOTICES)
def test_news_about_the_account_become_notices(delivery: Delivered, name: str) -> None:
    notice = only(delivery(name))
    assert isinstance(notice, ChannelNotice)
    assert notice.topic == NOTICES[name]


def test_a_template_notice_says_whether_the_template_may_still_be_sent(delivery: Delivered) -> None:
    approved, rejected = only(delivery("template_approved")), only(delivery("template_rejected"))
    assert isinstance(approved, ChannelNotice) and isinstance(rejected, ChannelNotice)
    assert (approved.facts["sendable"], rejected.facts["sendable"]) == (True, False)


def test_a_guest_who_wants_no_more_offers_is_named_in_the_notice(delivery: Delivered) -> None:
    notice = only(delivery("user_preferences"))
    assert isinstance(notice, ChannelNotice)
    assert notice.facts["user_preferences"][0]["value"] == "stop"  # type: ignore[index]


def test_every_recorded_shape_is_told_of_in_these_tables(all_deliveries: dict[str, bytes]) -> None:
    told = {*MESSAGES, *IDENTITIES, *STATUSES, *NOTICES}
    told |= {"from_nobody", "echo", "echo_to_username", "system_identity_changed"}
    told |= {"several_hotels", "one_poisonous"}
    assert set(all_deliveries) == told


@pytest.mark.parametrize("kind", ["message", "status", "echo", "identity", "notice", "unreadable", "ufo"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b"null", b"{}", b"\xff\xfe", b"[" * 5000])
def test_any_body_under_any_name_is_read_without_an_accident(kind: str, body: bytes) -> None:
    assert isinstance(read(kind, body), Arrival)
