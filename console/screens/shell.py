"""The frame around every screen: the rail beside it, the pages a role may open, and words when something breaks."""

from __future__ import annotations

import logging
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from console import words
from console.parts import assets
from console.screens import (
    account,
    audit,
    bookings,
    calendar,
    guests,
    health,
    inbox,
    knowledge,
    money,
    numbers,
    pieces,
    rates,
    reviews,
    settings,
    team,
    today,
)
from console.screens.here import Here, look
from console.screens.screen import Screen, Section
from console.sessions import Away
from core.base import telemetry
from core.base.settings import settings as house_settings
from core.domain.access import Action
from core.services.signin import Ending

log = logging.getLogger(__name__)

_ICON = Path(__file__).parent.parent / "static" / "icon.svg"

# The first one lives at "/". The order is that of the rail and of the keys Alt+1 to Alt+9.
SCREENS = (
    Screen(
        "today", "", today.show, Action.READ_BOOKINGS, icon="today", daily=True, badge="holds", piece="today"
    ),
    Screen(
        "inbox",
        "conversations",
        inbox.show,
        Action.READ_CONVERSATIONS,
        icon="chat",
        daily=True,
        badge="waiting",
        piece="inbox",
    ),
    Screen(
        "calendar",
        "calendar",
        calendar.show,
        Action.READ_BOOKINGS,
        icon="calendar",
        daily=True,
        piece="calendar",
    ),
    Screen(
        "bookings",
        "bookings",
        bookings.show,
        Action.READ_BOOKINGS,
        icon="book",
        daily=True,
        piece="bookings",
    ),
    Screen(
        "guests",
        "guests",
        guests.show,
        Action.READ_GUESTS,
        icon="people",
        piece="guests",
    ),
    Screen(
        "money",
        "money",
        money.show,
        Action.READ_MONEY,
        section=Section.MANAGE,
        icon="money",
        badge="money",
        piece="money",
    ),
    Screen(
        "reviews",
        "reviews",
        reviews.show,
        Action.READ_REVIEWS,
        section=Section.MANAGE,
        icon="star",
        badge="cases",
        piece="reviews",
    ),
    Screen(
        "rates",
        "rates",
        rates.show,
        Action.READ_BOOKINGS,
        section=Section.MANAGE,
        icon="tag",
        piece="rates",
    ),
    Screen(
        "knowledge",
        "knowledge",
        knowledge.show,
        Action.READ_CONVERSATIONS,
        section=Section.MANAGE,
        icon="lamp",
        piece="knowledge",
    ),
    Screen(
        "numbers",
        "numbers",
        numbers.show,
        Action.READ_NUMBERS,
        section=Section.MANAGE,
        icon="chart",
        piece="numbers",
    ),
    Screen(
        "settings",
        "settings",
        settings.show,
        Action.SET_HOTEL,
        section=Section.HOUSE,
        icon="gear",
        piece="settings",
    ),
    Screen(
        "team",
        "team",
        team.show,
        Action.MANAGE_STAFF,
        section=Section.HOUSE,
        icon="people",
        piece="team",
    ),
    Screen(
        "audit",
        "audit",
        audit.show,
        Action.READ_AUDIT,
        section=Section.HOUSE,
        icon="list",
        piece="audit",
    ),
    Screen(
        "health",
        "health",
        health.show,
        Action.READ_HEALTH,
        section=Section.HOUSE,
        icon="pulse",
        piece="health",
    ),
    Screen(
        "account",
        "account",
        account.show,
        Action.READ_CONVERSATIONS,
        section=Section.HOUSE,
        icon="person",
        piece="account",
        listed=False,
    ),
)


def show() -> None:
    here = look()
    st.set_page_config(page_title="Conserje", page_icon=str(_ICON), layout="wide")
    st.html(f"<style>{assets.text('frame/streamlit.css')}</style>")
    if isinstance(here, Away):
        st.rerun()
    if isinstance(here, Ending):
        pieces.frame({"gone": here.value})
        return
    open_to_them = in_order(here)
    shut = [screen for screen in SCREENS if screen not in open_to_them]
    pages = [_page(screen, here, first=number == 0) for number, screen in enumerate([*open_to_them, *shut])]
    chosen = st.navigation(pages, position="hidden")
    _frame(here, open_to_them, chosen.url_path)
    chosen.run()


def in_order(here: Here) -> list[Screen]:
    """The screens this person may open, section by section."""
    sections = list(Section)
    allowed = [screen for screen in SCREENS if here.present.actor.may(screen.needs)]
    return sorted(allowed, key=lambda screen: sections.index(screen.section))


def failed(problem: Exception) -> bool:
    """Nobody at a front desk can read a traceback: they get words, the log gets the rest."""
    with telemetry.traced(None) as reference:
        log.error("console.screen_failed", exc_info=problem)
        st.error(words.say("es", "frame.failed", reference=reference))
        st.caption(words.say("en", "frame.failed", reference=reference))
    return True


def _page(screen: Screen, here: Here, *, first: bool) -> Any:
    title = words.say(here.language, f"frame.screen_{screen.word}")

    def run() -> None:
        if here.present.actor.may(screen.needs):
            screen.show(here)
        else:
            _say_it_is_shut(here, title)

    return st.Page(
        run, title=f"{title} · {here.hotel.name}", url_path=screen.path or screen.word, default=first
    )


def _say_it_is_shut(here: Here, title: str) -> None:
    """A link that somebody with more to say has sent."""
    why = words.say(here.language, "frame.shut", hotel=here.hotel.name)
    back = words.say(here.language, "frame.to_first_screen")
    said = f'<h1>{escape(title)}</h1><p>{escape(why)}</p><a href="/">{escape(back)}</a>'
    st.html(f'<main class="shut">{said}</main>')


def _frame(here: Here, open_to_them: list[Screen], at: str) -> None:
    actor = here.present.actor
    pieces.frame(
        pieces.facts(here, "frame", "booking")
        | {
            "hotels": [{"id": place.hotel_id, "name": place.name} for place in here.workplaces],
            "role": words.say(here.language, f"roles.{actor.role.value}"),
            "pages": [_link(screen, here.language) for screen in open_to_them],
            "at": at,
            "idle_seconds": house_settings().session_idle_minutes * 60,
        }
    )


def _link(screen: Screen, language: str) -> dict[str, Any]:
    return {
        "word": screen.word,
        "path": screen.path,
        "title": words.say(language, f"frame.screen_{screen.word}"),
        "section": words.say(language, f"frame.section_{screen.section.value}"),
        "icon": screen.icon,
        "daily": screen.daily,
        "badge": screen.badge,
        "piece": screen.piece,
        "listed": screen.listed,
    }
