"""Approved templates: what the house has defined, how each stands with the channel, and in which language it goes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.messages import Channel
from core.domain.outgoing import Template
from core.domain.templates import GOES_OUT, Definition, definition_of
from core.services.wording import led_by_its_words
from core.store import hotels, templates
from core.store.conversations import Conversation
from core.store.hotels import Hotel
from core.store.templates import TemplateRow

# How the channel spells a language, the most usual first: the one in which templates are submitted.
_SPELLINGS: Final = {
    "es": ("es", "es_AR", "es_MX", "es_ES"),
    "pt": ("pt_BR", "pt_PT"),
    "en": ("en", "en_US", "en_GB"),
}
_FILE: Final = Path(__file__).parent.parent / "phrases" / "templates.toml"


@cache
def registry() -> dict[str, Definition]:
    """Every template the house may send; refuses to load one the channel would refuse."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {name: definition_of(name, data) for name, data in read.items()}


def spelled(language: str) -> str:
    """The channel's word for a language of ours."""
    return _SPELLINGS.get(language, (language,))[0]


def language_of(spelling: str) -> str:
    """And back."""
    return spelling.partition("_")[0]


@dataclass(frozen=True)
class Line:
    """A hotel's number, where no conversation says which."""

    hotel_id: int
    channel: str
    account: str


def filled(
    session: Session,
    conversation: Conversation,
    name: str,
    language: str,
    facts: Mapping[str, str],
    payloads: tuple[str, ...] = (),
) -> Template | None:
    """The template in the guest's language, else in one in which it is approved; nothing where it may not go out."""
    made = registry()[name]
    spelling = sendable(session, conversation, name, language)
    if spelling is None:
        return None
    told = {fact: led_by_its_words(language, words) for fact, words in facts.items()}
    return Template(name, spelling, made.words(told), payloads=payloads)


def sendable(session: Session, conversation: Conversation | Line, name: str, language: str) -> str | None:
    """The spelling in which it may go out. What the channel was never asked about is tried, and the channel answers."""
    known = _known(session, conversation)
    if not known:
        return spelled(language)
    open_in = {row.language for row in known if row.name == name and row.state in GOES_OUT}
    hotel = hotels.hotel(session, conversation.hotel_id)
    wanted = [spelled(one) for one in (language, hotel.language if hotel else language, *_SPELLINGS)]
    return next((spelling for spelling in wanted if spelling in open_in), None)


def are_known(session: Session, conversation: Conversation) -> bool:
    """Whether the channel was ever asked about this number's templates."""
    return bool(_known(session, conversation))


def _known(session: Session, conversation: Conversation | Line) -> list[TemplateRow]:
    account = hotels.channel_account(session, Channel(conversation.channel), conversation.account)
    return templates.of_account(session, account.business) if account and account.business else []


def other_language(hotel: Hotel, template: dict[str, Any], tried: list[str]) -> str | None:
    """The next language in which a template may exist: the one asked for in its other spellings, the language
    the hotel has registered, the hotel's own, then any in which guests are written to. None when all were tried."""
    registered = hotel.reopening_template or {}
    known = [registered["language"]] if registered.get("name") == template["name"] else []
    asked = language_of(str(template["language"]))
    wanted = [*_SPELLINGS.get(asked, ()), *known, *_SPELLINGS.get(hotel.language, ())]
    wanted += [spelling for spellings in _SPELLINGS.values() for spelling in spellings]
    return next((language for language in wanted if language not in {*tried, template["language"]}), None)
