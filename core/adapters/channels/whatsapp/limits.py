"""WhatsApp's limits for everything we can say. The channel refuses and never trims, so we look first."""

from __future__ import annotations

import re
from collections.abc import Iterable

from core.adapters.channels.whatsapp.media import FORMS, FORMS_WITH_CAPTION
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
    PlaceCard,
    Reaction,
    Template,
    Text,
)

TEXT = 4096
BODY = 1024
CAPTION = 1024
HEADER = 60
FOOTER = 60
BUTTONS = 3
BUTTON_TITLE = 20
BUTTON_ID = 256
MENU_LABEL = 20
SECTIONS = 10
ROWS = 10
ROW_ID = 200
ROW_TITLE = 24
ROW_DESCRIPTION = 72
SECTION_TITLE = 24
LINK_LABEL = 20
URL = 2000
FORM_LABEL = 20
TEMPLATE_BUTTONS = 10
PAYLOAD = 128
CALLBACK_DATA = 512

_TEMPLATE_NAME = re.compile(r"[a-z0-9_]{1,512}")
_LINK = re.compile(r"https?://\S+")


def check(content: Content) -> list[str]:
    """What is wrong with it, in words for our own log; empty when it may go out. Counts code points."""
    match content:
        case Text(body=body):
            return _length("text", body, TEXT)
        case AskPlace(body=body) | AskContact(body=body):
            return _length("body", body, BODY)
        case File():
            return _check_file(content)
        case PlaceCard():
            return _check_place(content)
        case ContactCard(name=name, phone=phone):
            return _required("name", name) + (
                [] if re.search(r"[0-9]", phone) else ["the phone has no digits"]
            )
        case Reaction(message_id=message_id):
            return _required("message id", message_id)
        case Buttons():
            return _check_buttons(content)
        case Menu():
            return _check_menu(content)
        case LinkButton():
            return _check_link(content)
        case Form():
            return _check_form(content)
        case Template():
            return _check_template(content)


def _required(what: str, words: str) -> list[str]:
    return [] if words.strip() else [f"{what} is empty"]


def _at_most(what: str, words: str, limit: int) -> list[str]:
    return [f"{what} has {len(words)} characters, {limit} are allowed"] if len(words) > limit else []


def _length(what: str, words: str, limit: int) -> list[str]:
    return _required(what, words) + _at_most(what, words, limit)


def _unique(what: str, values: Iterable[str]) -> list[str]:
    listed = list(values)
    return [f"two {what} are the same"] if len(set(listed)) < len(listed) else []


def _frame(body: str, header: str, footer: str) -> list[str]:
    return (
        _length("body", body, BODY) + _at_most("header", header, HEADER) + _at_most("footer", footer, FOOTER)
    )


def _id(what: str, value: str, limit: int) -> list[str]:
    blanks = [f"{what} begins or ends with a blank"] if value != value.strip() else []
    return _length(what, value, limit) + blanks


def _check_file(file: File) -> list[str]:
    if file.form not in FORMS:
        return [f"there is no form {file.form!r}"]
    if file.caption and file.form not in FORMS_WITH_CAPTION:
        return [f"a {file.form} carries no caption"]
    return _at_most("caption", file.caption, CAPTION)


def _check_place(card: PlaceCard) -> list[str]:
    place = card.place
    on_earth = abs(place.latitude) <= 90 and abs(place.longitude) <= 180
    return [] if on_earth else ["the place is not on Earth"]


def _check_buttons(buttons: Buttons) -> list[str]:
    options = buttons.options
    wrong = _frame(buttons.body, buttons.header, buttons.footer)
    if not 1 <= len(options) <= BUTTONS:
        wrong.append(f"{len(options)} buttons, 1 to {BUTTONS} are allowed")
    for option in options:
        wrong += _id("button id", option.id, BUTTON_ID)
        wrong += _length("button title", option.title, BUTTON_TITLE)
    wrong += _unique("button ids", (option.id for option in options))
    wrong += _unique("button titles", (option.title for option in options))
    return wrong + _one_header(buttons)


def _one_header(content: Buttons | LinkButton) -> list[str]:
    pictured = content.header_media is not None or getattr(content, "badge", None) is not None
    both = content.header and pictured
    return ["a header is words or a picture, not both"] if both else []


def _check_menu(menu: Menu) -> list[str]:
    options = [option for section in menu.sections for option in section.options]
    wrong = _frame(menu.body, menu.header, menu.footer) + _length("menu label", menu.label, MENU_LABEL)
    if not 1 <= len(menu.sections) <= SECTIONS:
        wrong.append(f"{len(menu.sections)} sections, 1 to {SECTIONS} are allowed")
    if not 1 <= len(options) <= ROWS:
        wrong.append(f"{len(options)} rows, 1 to {ROWS} are allowed over all sections")
    for section in menu.sections:
        wrong += _at_most("section title", section.title, SECTION_TITLE)
        wrong += _required("section title", section.title) if len(menu.sections) > 1 else []
        wrong += [] if section.options else ["a section has no rows"]
    for option in options:
        wrong += _id("row id", option.id, ROW_ID)
        wrong += _length("row title", option.title, ROW_TITLE)
        wrong += _at_most("row description", option.description, ROW_DESCRIPTION)
    return wrong + _unique("row ids", (option.id for option in options))


def _check_link(link: LinkButton) -> list[str]:
    wrong = _frame(link.body, link.header, link.footer) + _length("link label", link.label, LINK_LABEL)
    wrong += _at_most("url", link.url, URL) + _one_header(link)
    return wrong if _LINK.fullmatch(link.url) else [*wrong, "the url is not a web address"]


def _check_form(form: Form) -> list[str]:
    return [
        *_length("body", form.body, BODY),
        *_length("form label", form.label, FORM_LABEL),
        *_required("form id", form.form_id),
        *_required("form token", form.token),
        *_required("form screen", form.screen),
    ]


def _check_template(template: Template) -> list[str]:
    wrong = [] if _TEMPLATE_NAME.fullmatch(template.name) else [f"{template.name!r} is no template name"]
    wrong += _required("template language", template.language)
    if template.words and template.named:
        wrong.append("a template takes numbered words or named ones, not both")
    for word in [*template.words, *(word for _, word in template.named)]:
        wrong += _length("template word", word, BODY)
    wrong += _unique("template names", (name for name, _ in template.named))
    for payload in template.payloads:
        wrong += _length("template payload", payload, PAYLOAD)
    if template.url_suffix is not None:
        wrong += _length("url suffix", template.url_suffix, URL)
    buttons = len(template.payloads) + (template.url_suffix is not None)
    if buttons > TEMPLATE_BUTTONS:
        wrong.append(f"{buttons} template buttons, {TEMPLATE_BUTTONS} are allowed")
    return wrong
