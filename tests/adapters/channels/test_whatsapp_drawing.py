"""What we say, drawn as WhatsApp wants it, and refused beforehand where WhatsApp would refuse it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.adapters.channels.whatsapp import render
from core.domain.errands import Act
from core.domain.messages import Channel, Place
from core.domain.outgoing import (
    AskContact,
    AskPlace,
    Buttons,
    ContactCard,
    Content,
    File,
    Form,
    LinkButton,
    Menu,
    Option,
    PlaceCard,
    Reaction,
    Section,
    Template,
    Text,
)
from core.domain.ports import Account, Parcel, Refused

HOTEL = Account(Channel.WHATSAPP, "109876543210001", "token")
MEDIA = {7: "media-7"}


def parcel(content: Content, **more: Any) -> Parcel:
    return replace(Parcel(HOTEL, content, "5491155501234", None, "outbox-17", None, MEDIA), **more)


def reply(option: str, title: str) -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": option, "title": title}}


DRAWN: list[tuple[Content, str, Any]] = [
    (Text("Hola", preview_link=True), "text", {"body": "Hola", "preview_url": True}),
    (File(7, "image", "La pileta"), "image", {"id": "media-7", "caption": "La pileta"}),
    (File(7, "voice"), "audio", {"id": "media-7", "voice": True}),
    (File(7, "audio"), "audio", {"id": "media-7"}),
    (File(7, "sticker"), "sticker", {"id": "media-7"}),
    (
        File(7, "document", "Tu voucher", "voucher.pdf"),
        "document",
        {"id": "media-7", "caption": "Tu voucher", "filename": "voucher.pdf"},
    ),
    (File(7, "document"), "document", {"id": "media-7", "filename": "document"}),
    (
        PlaceCard(Place(-34.4, -58.5, "Posada", "Río Luján 100")),
        "location",
        {"latitude": -34.4, "longitude": -58.5, "name": "Posada", "address": "Río Luján 100"},
    ),
    (
        PlaceCard(Place(-34.4, -58.5, None, "Río Luján 100")),
        "location",
        {"latitude": -34.4, "longitude": -58.5, "name": "Río Luján 100", "address": "Río Luján 100"},
    ),
    (
        ContactCard("Marta Gómez", "+54 9 11 5000-0009"),
        "contacts",
        [
            {
                "name": {"formatted_name": "Marta Gómez", "first_name": "Marta", "last_name": "Gómez"},
                "phones": [{"phone": "+54 9 11 5000-0009", "wa_id": "5491150000009", "type": "CELL"}],
            }
        ],
    ),
    (Reaction("wamid.x", "👍"), "reaction", {"message_id": "wamid.x", "emoji": "👍"}),
    (Reaction("wamid.x", ""), "reaction", {"message_id": "wamid.x", "emoji": ""}),
    (
        Buttons("¿Confirmo?", (Option("a", "Sí"), Option("b", "No")), "Reserva", "Posada"),
        "interactive",
        {
            "type": "button",
            "header": {"type": "text", "text": "Reserva"},
            "body": {"text": "¿Confirmo?"},
            "footer": {"text": "Posada"},
            "action": {"buttons": [reply("a", "Sí"), reply("b", "No")]},
        },
    ),
    (
        Buttons("Esta es", (Option("a", "La quiero"),), header_media=7),
        "interactive",
        {
            "type": "button",
            "header": {"type": "image", "image": {"id": "media-7"}},
            "body": {"text": "Esta es"},
            "action": {"buttons": [reply("a", "La quiero")]},
        },
    ),
    (
        Menu(
            "Elegí", "Ver", (Section("Río", (Option("r1", "Doble", "2 personas"), Option("r2", "Triple"))),)
        ),
        "interactive",
        {
            "type": "list",
            "body": {"text": "Elegí"},
            "action": {
                "button": "Ver",
                "sections": [
                    {
                        "title": "Río",
                        "rows": [
                            {"id": "r1", "title": "Doble", "description": "2 personas"},
                            {"id": "r2", "title": "Triple"},
                        ],
                    }
                ],
            },
        },
    ),
    (
        LinkButton("Tu reserva", "Ver", "https://hotel.example/q/1", header_media=7),
        "interactive",
        {
            "type": "cta_url",
            "header": {"type": "image", "image": {"id": "media-7"}},
            "body": {"text": "Tu reserva"},
            "action": {
                "name": "cta_url",
                "parameters": {"display_text": "Ver", "url": "https://hotel.example/q/1"},
            },
        },
    ),
    (
        LinkButton("La seña", "Pagar", "https://pagos.example/1", footer="Vence en 60 min"),
        "interactive",
        {
            "type": "cta_url",
            "body": {"text": "La seña"},
            "footer": {"text": "Vence en 60 min"},
            "action": {
                "name": "cta_url",
                "parameters": {"display_text": "Pagar", "url": "https://pagos.example/1"},
            },
        },
    ),
    (
        AskPlace("¿Dónde estás?"),
        "interactive",
        {
            "type": "location_request_message",
            "body": {"text": "¿Dónde estás?"},
            "action": {"name": "send_location"},
        },
    ),
    (
        AskContact("¿Tu número?"),
        "interactive",
        {
            "type": "request_contact_info",
            "body": {"text": "¿Tu número?"},
            "action": {"name": "request_contact_info"},
        },
    ),
    (
        Form("Check-in", "Completar", "123", "v1:checkin:42", "GUEST", {"name": "Ana"}),
        "interactive",
        {
            "type": "flow",
            "body": {"text": "Check-in"},
            "action": {
                "name": "flow",
                "parameters": {
                    "flow_message_version": "3",
                    "flow_id": "123",
                    "flow_cta": "Completar",
                    "mode": "published",
                    "flow_token": "v1:checkin:42",
                    "flow_action": "navigate",
                    "flow_action_payload": {"screen": "GUEST", "data": {"name": "Ana"}},
                },
            },
        },
    ),
    (Template("hola", "es_AR"), "template", {"name": "hola", "language": {"code": "es_AR"}}),
    (
        Template(
            "reserva",
            "es_AR",
            ("Ana", "del 12\nal\t15    de mayo"),
            (),
            ("v1:ok", "v1:no"),
            "abc",
            header_media=7,
        ),
        "template",
        {
            "name": "reserva",
            "language": {"code": "es_AR"},
            "components": [
                {"type": "header", "parameters": [{"type": "image", "image": {"id": "media-7"}}]},
                {
                    "type": "body",
                    "parameters": [
                        {"type": "text", "text": "Ana"},
                        {"type": "text", "text": "del 12 al 15 de mayo"},
                    ],
                },
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "0",
                    "parameters": [{"type": "payload", "payload": "v1:ok"}],
                },
                {
                    "type": "button",
                    "sub_type": "quick_reply",
                    "index": "1",
                    "parameters": [{"type": "payload", "payload": "v1:no"}],
                },
                {
                    "type": "button",
                    "sub_type": "url",
                    "index": "2",
                    "parameters": [{"type": "text", "text": "abc"}],
                },
            ],
        },
    ),
    (
        Template("reserva", "es", named=(("guest", "Ana"),)),
        "template",
        {
            "name": "reserva",
            "language": {"code": "es"},
            "components": [
                {"type": "body", "parameters": [{"type": "text", "text": "Ana", "parameter_name": "guest"}]}
            ],
        },
    ),
]


@pytest.mark.parametrize(("content", "kind", "part"), DRAWN)
def test_everything_we_can_say_is_drawn(content: Content, kind: str, part: Any) -> None:
    assert render(parcel(content)) == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "5491155501234",
        "type": kind,
        kind: part,
        "biz_opaque_callback_data": "outbox-17",
    }


def test_a_phone_is_preferred_and_an_id_will_do() -> None:
    both = render(parcel(Text("Hola"), to_phone="+54 9 11 5550-1234", to_bsuid="AR.1"))
    assert both["to"] == "5491155501234" and "recipient" not in both
    only_id = render(parcel(Text("Hola"), to_phone=None, to_bsuid="AR.1"))
    assert only_id["recipient"] == "AR.1" and "to" not in only_id


def test_a_quote_names_the_quoted_message_and_a_reaction_has_none() -> None:
    assert render(parcel(Text("Sí"), quotes="wamid.q"))["context"] == {"message_id": "wamid.q"}
    assert "context" not in render(parcel(Reaction("wamid.x", "👍"), quotes="wamid.q"))


@pytest.mark.parametrize(
    ("change", "complaint"),
    [({"to_phone": None}, "nobody to send to"), ({"echo": "e" * 513}, "the mark is longer")],
)
def test_a_parcel_without_an_address_or_with_a_giant_mark_stays_here(change: Any, complaint: str) -> None:
    with pytest.raises(Refused) as no:
        render(parcel(Text("Hola"), **change))
    assert complaint in no.value.refusal.detail


def test_a_file_that_was_not_uploaded_asks_for_its_upload() -> None:
    with pytest.raises(Refused) as no:
        render(parcel(File(8, "image")))
    assert no.value.refusal.act is Act.RENEW_MEDIA
