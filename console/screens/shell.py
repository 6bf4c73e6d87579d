"""The frame around every screen: the bar on top, the pages a role may open, and words when something breaks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from console import words
from console.parts import assets
from console.screens import inbox, pieces
from console.screens.here import Here, look
from console.sessions import Away
from core.base import telemetry
from core.base.settings import settings
from core.domain.access import Action
from core.services.signin import Ending

log = logging.getLogger(__name__)

_ICON = Path(__file__).parent.parent / "static" / "icon.svg"


@dataclass(frozen=True)
class Screen:
    """A page of the console: `word` names it in `words`, `path` is its address, `needs` opens it."""

    word: str
    path: str
    show: Callable[[Here], None]
    needs: Action


SCREENS = (Screen("inbox", "", inbox.show, Action.READ_CONVERSATIONS),)


def show() -> None:
    here = look()
    st.set_page_config(page_title="Conserje", page_icon=str(_ICON), layout="wide")
    st.html(f"<style>{assets.text('frame/streamlit.css')}</style>")
    if isinstance(here, Away):
        st.rerun()
    if isinstance(here, Ending):
        pieces.frame({"gone": here.value})
        return
    open_to_them = [screen for screen in SCREENS if here.present.actor.may(screen.needs)]
    pages = [_page(screen, here, first=number == 0) for number, screen in enumerate(open_to_them)]
    chosen = st.navigation(pages, position="hidden")
    _bar(here, open_to_them, chosen.url_path)
    chosen.run()


def failed(problem: Exception) -> bool:
    """Nobody at a front desk can read a traceback: they get words, the log gets the rest."""
    with telemetry.traced(None) as reference:
        log.error("console.screen_failed", exc_info=problem)
        st.error(words.say("es", "frame.failed", reference=reference))
        st.caption(words.say("en", "frame.failed", reference=reference))
    return True


def _page(screen: Screen, here: Here, *, first: bool) -> Any:
    def run() -> None:
        screen.show(here)

    title = words.say(here.language, f"frame.{screen.word}")
    return st.Page(run, title=f"{title} · {here.hotel.name}", url_path=screen.path or "inbox", default=first)


def _bar(here: Here, open_to_them: list[Screen], at: str) -> None:
    actor = here.present.actor
    pieces.frame(
        {
            "lang": here.language,
            "words": words.group(here.language, "frame"),
            "hotel": {"id": actor.hotel_id, "name": here.hotel.name},
            "hotels": [{"id": place.hotel_id, "name": place.name} for place in here.workplaces],
            "me": {
                "id": actor.staff_id,
                "name": actor.name,
                "role": words.say(here.language, f"roles.{actor.role.value}"),
            },
            "pages": [
                {"path": screen.path, "title": words.say(here.language, f"frame.{screen.word}")}
                for screen in open_to_them
            ],
            "at": at,
            "idle_seconds": settings().session_idle_minutes * 60,
        }
    )
