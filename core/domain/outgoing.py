"""What we can say to a guest. Channels draw these; nothing here knows how a channel draws."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from core.domain.messages import Place


@dataclass(frozen=True)
class Text:
    body: str
    preview_link: bool = False


@dataclass(frozen=True)
class File:
    """A picture, voice note, video, document or sticker that lies in our own media store."""

    media: int
    form: str  # image | voice | audio | video | document | sticker
    caption: str = ""
    filename: str | None = None


@dataclass(frozen=True)
class PlaceCard:
    place: Place


@dataclass(frozen=True)
class ContactCard:
    name: str
    phone: str


@dataclass(frozen=True)
class Reaction:
    message_id: str
    emoji: str


@dataclass(frozen=True)
class Option:
    id: str
    title: str
    description: str = ""


@dataclass(frozen=True)
class Buttons:
    body: str
    options: tuple[Option, ...]
    header: str = ""
    footer: str = ""
    header_media: int | None = None


@dataclass(frozen=True)
class Section:
    title: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Menu:
    body: str
    label: str
    sections: tuple[Section, ...]
    header: str = ""
    footer: str = ""


@dataclass(frozen=True)
class Badge:
    """A picture to show at the door, drawn when the message goes out: the link as a code that a camera reads."""

    title: str
    code: str
    colour: str


@dataclass(frozen=True)
class LinkButton:
    body: str
    label: str
    url: str
    header: str = ""
    footer: str = ""
    header_media: int | None = None
    badge: Badge | None = None


@dataclass(frozen=True)
class AskPlace:
    body: str


@dataclass(frozen=True)
class AskContact:
    body: str


@dataclass(frozen=True)
class Form:
    """A form the channel opens inside the chat."""

    body: str
    label: str
    form_id: str
    token: str
    screen: str
    data: dict[str, Any]


@dataclass(frozen=True)
class Template:
    """A message approved beforehand: the only kind that may go out when the window is closed."""

    name: str
    language: str
    words: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    payloads: tuple[str, ...] = ()
    url_suffix: str | None = None
    header_media: int | None = None


Content = (
    Text
    | File
    | PlaceCard
    | ContactCard
    | Reaction
    | Buttons
    | Menu
    | LinkButton
    | AskPlace
    | AskContact
    | Form
    | Template
)

# What is written in a bubble of its own words, with or without something to tap below.
BUBBLES: Final = (Text, Buttons, Menu, LinkButton)

_KINDS: dict[str, type] = {
    "text": Text,
    "file": File,
    "place": PlaceCard,
    "contact": ContactCard,
    "reaction": Reaction,
    "buttons": Buttons,
    "menu": Menu,
    "link": LinkButton,
    "ask_place": AskPlace,
    "ask_contact": AskContact,
    "form": Form,
    "template": Template,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def kind_of(content: Content) -> str:
    return _NAMES[type(content)]


def to_json(content: Content) -> dict[str, Any]:
    return {"kind": kind_of(content), **asdict(content)}


def from_json(data: dict[str, Any]) -> Content:
    """The inverse of `to_json`: tuples and nested parts come back as they were."""
    kind = _KINDS[data["kind"]]
    values = {f.name: _revive(f.name, data[f.name]) for f in fields(kind) if f.name in data}
    content: Content = kind(**values)
    return content


def _revive(name: str, value: Any) -> Any:
    if name == "place":
        return Place(**value)
    if name == "badge":
        return None if value is None else Badge(**value)
    if name == "options":
        return tuple(Option(**option) for option in value)
    if name == "sections":
        return tuple(Section(section["title"], _revive("options", section["options"])) for section in value)
    if name == "named":
        return tuple((key, word) for key, word in value)
    return tuple(value) if isinstance(value, list) else value


def plain_words(content: Content) -> str:
    """The text a person would read aloud: for lists, search and previews."""
    match content:
        case Text(body=body) | Buttons(body=body) | Menu(body=body) | LinkButton(body=body):
            return body
        case AskPlace(body=body) | AskContact(body=body) | Form(body=body):
            return body
        case File(caption=caption, filename=filename):
            return caption or filename or ""
        case PlaceCard(place=place):
            return place.name or place.address or ""
        case ContactCard(name=name):
            return name
        case Reaction(emoji=emoji):
            return emoji
        case Template(words=words, named=named, name=name):
            return " · ".join([*words, *(word for _, word in named)]) or name
