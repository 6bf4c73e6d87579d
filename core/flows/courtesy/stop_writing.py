"""Whether somebody wants no more messages: a stop speaks of writing, or is one of the words for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.heard.context import context_of
from core.flows.understand import Guess, Understanding, read
from core.flows.understand.own_stay import own_booking
from core.flows.understand.text import normalise
from core.flows.understand.wishes import note_taken_off
from core.services.scenes import Scene

_CLEAR: Final = 0.85
_SHORT: Final = 4
_ABOUT_WRITING: Final = re.compile(
    r"(?i)escrib|escrev|writ|mensa[jg]|messag|text|contact|mand|env[ií]|llam|call|lig(?:ue|ar|uem)|whats|wpp|chat"
    r"|stop|unsub|subscri|suscri|inscri|(?:^|[.,;!\n] *|\b(?:de|la|una|mi|quiero|pido|solicito"
    r"|por favor) )baja\b(?! temporada)"
    r"|\balta\b|lista|list\b"
    r"|sair(?! (?:mais )?(?:antes|cedo))|parar|parem|\bpare\b|spam|public|promo"
    r"|molest|incomod|bother|\bpaz\b|alone|d[eé]jen|dejame|deja[dr]|borr|elimin|remov|delet|n[uú]mero|number"
)
# Lost among lists and buttons, and asking for a word of help.
_PUZZLED: Final = re.compile(
    r"(?i)\bno (?:lo |la )?(?:entiend|entend|comprend)|don'?t (?:get|understand)|n[aã]o entend"
)


def with_every_stop(meant: Understanding, scene: Scene) -> Understanding:
    """A stop in a line of its own is a stop, whatever stands in the lines around it."""
    lines = [line for line in scene.words.splitlines() if 0 < len(line.split()) <= _SHORT]
    if len(scene.words.splitlines()) < 2 or "opt_out" in meant.names:
        return meant
    if any("opt_out" in read(line, context_of(scene)).names for line in lines):
        return replace(meant, intents=(Guess("opt_out", 0.99), *meant.intents))
    return meant


def without_false_stops(meant: Understanding) -> Understanding:
    """ "I don't want it any more" is about a room."""
    if "opt_out" not in meant.names:
        return meant
    others = tuple(guess for guess in meant.intents if guess.name != "opt_out")
    if (order := note_taken_off.asked(meant.text)) is not None and order.surely:
        return replace(meant, intents=others or (Guess("inform", _CLEAR),))
    if own_booking.is_shown(normalise(meant.text)):
        return meant.heard_as("booking_status", _CLEAR)
    puzzled = _PUZZLED.search(meant.text) is not None and "help" in meant.names
    if meant.stay.extra_nights and own_booking.takes_off(meant.text, meant.language.spoken):
        return meant.heard_as("modify_booking", _CLEAR)
    of_theirs = own_booking.takes_off(meant.text, meant.language.spoken)
    if _ABOUT_WRITING.search(meant.text) and not (puzzled or of_theirs):
        return meant
    return replace(meant, intents=others or (Guess("no", _CLEAR),))
