"""Draws a parcel as the JSON body WhatsApp expects."""

from __future__ import annotations

import re
from typing import Any

from core.adapters.channels.whatsapp import limits
from core.adapters.channels.whatsapp.codes import NO_CODE
from core.domain.errands import Act, Refusal
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
    Template,
    Text,
)
from core.domain.ports import Parcel, Refused

_FORM_VERSION = "3"
_UNTITLED = "document"
_MEDIA_TYPES = {"voice": "audio"}


def render(parcel: Parcel) -> dict[str, Any]:
    """Raises `Refused` before anything is asked of the channel when the parcel breaks one of its rules."""
    wrong = [*limits.check(parcel.content), *_check_address(parcel)]
    if wrong:
        raise Refused(Refusal(Act.OUR_BUG, NO_CODE, "; ".join(wrong)))
    kind, part = _draw(parcel.content, parcel.media_ids or {})
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        **_address(parcel),
        "type": kind,
        kind: part,
    }
    if parcel.echo:
        body["biz_opaque_callback_data"] = parcel.echo
    if parcel.quotes and kind != "reaction":
        body["context"] = {"message_id": parcel.quotes}
    return body


def _check_address(parcel: Parcel) -> list[str]:
    wrong = [] if _digits(parcel.to_phone) or parcel.to_bsuid else ["nobody to send to"]
    if len(parcel.echo) > limits.CALLBACK_DATA:
        wrong.append(f"the mark is longer than {limits.CALLBACK_DATA} characters")
    return wrong


def _digits(phone: str | None) -> str:
    return re.sub(r"[^0-9]", "", phone or "")


def _address(parcel: Parcel) -> dict[str, str]:
    """The phone wins where one is known: only it reaches everybody."""
    phone = _digits(parcel.to_phone)
    return {"to": phone} if phone else {"recipient": parcel.to_bsuid or ""}


def _draw(content: Content, media_ids: dict[int, str]) -> tuple[str, Any]:
    match content:
        case Text(body=body, preview_link=preview):
            return "text", {"body": body, "preview_url": preview}
        case File():
            return _MEDIA_TYPES.get(content.form, content.form), _file(content, media_ids)
        case PlaceCard():
            return "location", _place(content)
        case ContactCard(name=name, phone=phone):
            return "contacts", [_contact(name, phone)]
        case Reaction(message_id=message_id, emoji=emoji):
            return "reaction", {"message_id": message_id, "emoji": emoji}
        case Template():
            return "template", _template(content, media_ids)
        case _:
            return "interactive", _interactive(content, media_ids)


def _media_id(media: int, media_ids: dict[int, str]) -> str:
    found = media_ids.get(media)
    if not found:
        raise Refused(Refusal(Act.RENEW_MEDIA, NO_CODE, f"media {media} is not uploaded yet"))
    return found


def _file(file: File, media_ids: dict[int, str]) -> dict[str, Any]:
    part: dict[str, Any] = {"id": _media_id(file.media, media_ids)}
    if file.caption:
        part["caption"] = file.caption
    if file.form == "voice":
        part["voice"] = True
    if file.form == "document":
        part["filename"] = file.filename or _UNTITLED
    return part


def _place(card: PlaceCard) -> dict[str, Any]:
    """An address is shown only beside a name, so an address alone stands in as the name."""
    place = card.place
    part: dict[str, Any] = {"latitude": place.latitude, "longitude": place.longitude}
    name = place.name or place.address
    if name:
        part["name"] = name
    if place.address:
        part["address"] = place.address
    return part


def _contact(name: str, phone: str) -> dict[str, Any]:
    """WhatsApp asks for the whole name and at least one part of it."""
    first, _, last = name.strip().partition(" ")
    parts = {"formatted_name": name.strip(), "first_name": first}
    if last:
        parts["last_name"] = last.strip()
    return {"name": parts, "phones": [{"phone": phone, "wa_id": _digits(phone), "type": "CELL"}]}


def _picture_above(media: int | None, media_ids: dict[int, str]) -> dict[str, Any]:
    return {} if media is None else {"header": _picture(media, media_ids)}


def _interactive(content: Content, media_ids: dict[int, str]) -> dict[str, Any]:
    match content:
        case Buttons():
            part = _frame("button", content.body, content.header, content.footer)
            part |= _picture_above(content.header_media, media_ids)
            part["action"] = {"buttons": [_button(option) for option in content.options]}
        case Menu():
            part = _frame("list", content.body, content.header, content.footer)
            part["action"] = {"button": content.label, "sections": _sections(content)}
        case LinkButton(label=label, url=url):
            part = _frame("cta_url", content.body, content.header, content.footer)
            part |= _picture_above(content.header_media, media_ids)
            part["action"] = {"name": "cta_url", "parameters": {"display_text": label, "url": url}}
        case AskPlace(body=body):
            part = _frame("location_request_message", body)
            part["action"] = {"name": "send_location"}
        case AskContact(body=body):
            part = _frame("request_contact_info", body)
            part["action"] = {"name": "request_contact_info"}
        case Form():
            part = _frame("flow", content.body)
            part["action"] = {"name": "flow", "parameters": _form(content)}
        case _:
            raise TypeError(f"WhatsApp cannot draw a {type(content).__name__}")
    return part


def _frame(kind: str, body: str, header: str = "", footer: str = "") -> dict[str, Any]:
    part: dict[str, Any] = {"type": kind, "body": {"text": body}}
    if header:
        part["header"] = {"type": "text", "text": header}
    if footer:
        part["footer"] = {"text": footer}
    return part


def _picture(media: int, media_ids: dict[int, str]) -> dict[str, Any]:
    return {"type": "image", "image": {"id": _media_id(media, media_ids)}}


def _button(option: Option) -> dict[str, Any]:
    return {"type": "reply", "reply": {"id": option.id, "title": option.title}}


def _sections(menu: Menu) -> list[dict[str, Any]]:
    sections = []
    for section in menu.sections:
        rows = [_row(option) for option in section.options]
        sections.append({"title": section.title, "rows": rows} if section.title else {"rows": rows})
    return sections


def _row(option: Option) -> dict[str, str]:
    row = {"id": option.id, "title": option.title}
    if option.description:
        row["description"] = option.description
    return row


def _form(form: Form) -> dict[str, Any]:
    first: dict[str, Any] = {"screen": form.screen}
    if form.data:
        first["data"] = form.data
    return {
        "flow_message_version": _FORM_VERSION,
        "flow_id": form.form_id,
        "flow_cta": form.label,
        "mode": "published",
        "flow_token": form.token,
        "flow_action": "navigate",
        "flow_action_payload": first,
    }


def _template(template: Template, media_ids: dict[int, str]) -> dict[str, Any]:
    components: list[dict[str, Any]] = []
    if template.header_media is not None:
        picture = _picture(template.header_media, media_ids)
        components.append({"type": "header", "parameters": [picture]})
    words: list[dict[str, str]] = [{"type": "text", "text": one_line(word)} for word in template.words]
    words += [
        {"type": "text", "text": one_line(word), "parameter_name": name} for name, word in template.named
    ]
    if words:
        components.append({"type": "body", "parameters": words})
    for index, payload in enumerate(template.payloads):
        components.append(_template_button("quick_reply", index, {"type": "payload", "payload": payload}))
    if template.url_suffix is not None:
        suffix = {"type": "text", "text": template.url_suffix}
        components.append(_template_button("url", len(template.payloads), suffix))
    drawn: dict[str, Any] = {"name": template.name, "language": {"code": template.language}}
    return {**drawn, "components": components} if components else drawn


def _template_button(kind: str, index: int, parameter: dict[str, str]) -> dict[str, Any]:
    return {"type": "button", "sub_type": kind, "index": str(index), "parameters": [parameter]}


def one_line(word: str) -> str:
    """Template words may hold no newline, no tab and no row of blanks."""
    return re.sub(r"\s+", " ", word).strip()
