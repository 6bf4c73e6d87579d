"""Makes words fit: shortens what loses nothing vital, and cuts long texts into several at natural places."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from core.adapters.channels.whatsapp import limits
from core.domain.outgoing import (
    AskContact,
    AskPlace,
    Buttons,
    Content,
    File,
    Form,
    LinkButton,
    Menu,
    Option,
    Section,
)

_ELLIPSIS = "…"
_JOINERS = "\u200d\ufe0e\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS = "".join(map(chr, range(0x1F1E6, 0x1F200)))


def fit(content: Content) -> Content:
    """Shortens labels, titles, descriptions, captions and mere prompts.

    The body of an offer is never touched: its last line may be the price the guest agrees to.
    """
    match content:
        case File():
            return replace(content, caption=shorten(content.caption, limits.CAPTION))
        case AskPlace() | AskContact():
            return replace(content, body=shorten(content.body, limits.BODY))
        case Buttons():
            return replace(
                content,
                options=_fit_options(content.options, limits.BUTTON_TITLE),
                header=shorten(content.header, limits.HEADER),
                footer=shorten(content.footer, limits.FOOTER),
            )
        case Menu():
            return _fit_menu(content)
        case LinkButton():
            return replace(
                content,
                label=shorten(content.label, limits.LINK_LABEL),
                header=shorten(content.header, limits.HEADER),
                footer=shorten(content.footer, limits.FOOTER),
            )
        case Form():
            return replace(content, label=shorten(content.label, limits.FORM_LABEL))
        case _:
            return content


def _fit_menu(menu: Menu) -> Menu:
    return replace(
        menu,
        label=shorten(menu.label, limits.MENU_LABEL),
        header=shorten(menu.header, limits.HEADER),
        footer=shorten(menu.footer, limits.FOOTER),
        sections=tuple(
            Section(
                shorten(section.title, limits.SECTION_TITLE),
                _fit_options(section.options, limits.ROW_TITLE),
            )
            for section in menu.sections
        ),
    )


def _fit_options(options: tuple[Option, ...], limit: int) -> tuple[Option, ...]:
    """Two titles that become the same by shortening are told apart by a number."""
    fitted: list[Option] = []
    taken: set[str] = set()
    for option in options:
        title = shorten(option.title, limit)
        if title in taken and title != option.title:
            mark = f" {len(taken) + 1}"
            title = shorten(option.title, limit - len(mark)) + mark
        taken.add(title)
        fitted.append(Option(option.id, title, shorten(option.description, limits.ROW_DESCRIPTION)))
    return tuple(fitted)


def shorten(words: str, limit: int) -> str:
    """At most `limit` code points, ending at a word where one is near, else between two whole characters."""
    if len(words) <= limit:
        return words
    room = words[: limit - 1]
    blank = max(room.rfind(mark) for mark in " \n\t")
    if words[limit - 1].isspace():
        kept = room
    elif blank >= limit // 2:
        kept = room[:blank]
    else:
        kept = room[: _before_broken_character(words, limit - 1)]
    return kept.rstrip(" \n\t,;:-·(") + _ELLIPSIS


def _before_broken_character(words: str, end: int) -> int:
    """The nearest place at or before `end` that does not tear an accent, an emoji or a flag apart."""
    while end > 0 and _continues(words, end):
        end -= 1
    return end


def _continues(words: str, at: int) -> bool:
    following, before = words[at], words[at - 1]
    if following in _JOINERS or before == "\u200d" or ord(following) in _SKIN_TONES:
        return True
    if following in _FLAG_LETTERS:
        return (at - len(words[:at].rstrip(_FLAG_LETTERS))) % 2 == 1
    return unicodedata.combining(following) != 0


_BREAKS = (
    re.compile(r"\n\s*\n"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])[ \t]+"),
    re.compile(r"[ \t]+"),
)


def split_text(body: str, limit: int = limits.TEXT) -> list[str]:
    """Pieces that may each be sent: cut between paragraphs, else lines, sentences or words."""
    pieces: list[str] = []
    rest = body.strip()
    while len(rest) > limit:
        end, start = _best_break(rest, limit)
        pieces.append(rest[:end].rstrip())
        rest = rest[start:].lstrip()
    return [*pieces, rest] if rest else pieces


def _best_break(words: str, limit: int) -> tuple[int, int]:
    """Where a piece ends and the next begins. A break in the first third would leave a mere scrap."""
    for kind in _BREAKS:
        found = [
            match for match in kind.finditer(words, 0, limit + 1) if limit // 3 <= match.start() <= limit
        ]
        if found:
            return found[-1].start(), found[-1].end()
    end = _before_broken_character(words, limit) or limit
    return end, end
