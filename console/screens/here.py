"""Who is looking at the page, asked anew on every run and never kept in the page's own memory."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from console.sessions import Away, cookie_name, doorman
from core.services import signin
from core.services.signin import Ending, Presence, Workplace
from core.store.db import across_hotels, transaction
from core.store.views import desk
from core.store.views.desk import House


@dataclass(frozen=True)
class Here:
    present: Presence
    hotel: House
    workplaces: list[Workplace]

    @property
    def language(self) -> str:
        return self.present.language if self.present.language in signin.LANGUAGES else "es"


def look() -> Here | Ending | Away:
    answer = doorman.look_now(st.context.cookies.get(cookie_name()))
    if not isinstance(answer, Presence):
        return answer
    with across_hotels() as session:
        workplaces = signin.workplaces(session, answer.actor.staff_id)
    with transaction(answer.actor.hotel_id) as session:
        hotel = desk.house(session, answer.actor.hotel_id)
    return Here(answer, hotel, workplaces) if hotel else Ending.NO_ACCESS
