"""A message as its people are looked for: folded and numbered, with contacts, money and times found and covered."""

from __future__ import annotations

from typing import NamedTuple

from core.flows.understand.entities import in_other_words, not_among_them
from core.flows.understand.entities.addressed import without_who_is_spoken_to
from core.flows.understand.entities.clock_times import ClockTime, find_times
from core.flows.understand.entities.contacts import Contact, find_contacts
from core.flows.understand.entities.found import Found, blank
from core.flows.understand.entities.little_ones import told_once
from core.flows.understand.entities.money import Money, find_money
from core.flows.understand.text import normalise, numbered, squeeze


class Spoken(NamedTuple):
    """`plain` is the whole of it, folded; `left` what is left to be read."""

    plain: str
    contacts: tuple[Found[Contact], ...]
    money: tuple[Found[Money], ...]
    times: tuple[Found[ClockTime], ...]
    left: str


def as_spoken(text: str, lang: str, country: str) -> Spoken:
    plain = normalise(text)
    contacts = find_contacts(plain)
    spoken = without_who_is_spoken_to(squeeze(blank(plain, contacts)), lang)
    left = told_once(in_other_words.plainly(not_among_them.without_those(numbered(spoken, lang))), lang)
    money = find_money(left, country)
    left = blank(left, money)
    times = find_times(left, lang)
    return Spoken(plain, contacts, money, times, blank(left, times))
