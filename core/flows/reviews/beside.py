"""What a review is not: a question or a wish of its own, alone or beside the stars."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.heard import hearing
from core.flows.heard.hearing import PLAIN
from core.flows.reviews.stars import Stars
from core.flows.understand import Guess, Understanding
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_ELSEWHERE: Final = frozenset(PLAIN) | {
    "ask_availability", "ask_price", "book", "late_checkout", "early_checkin", "booking_status",
    "cancel_booking", "modify_booking", "lost_found", "invoice", "refund", "service_booking",
}  # fmt: skip
# Heard along with a wish like "send me what I forgot", and no opinion either.
_ALONG: Final = frozenset(
    {"service_request", "help", "yes", "inform", "thanks", "greet", "bye", "confirm_booking"}
)
_SURE: Final = 0.6
# "Quiero volver en enero" is a compliment and a wish, once it says when.
_COMING_BACK: Final = re.compile(
    r"\b(?:quer\w+|quier\w*|quisier\w*|gustaria|encantaria|pensa\w*|vamos a|voy a|want|would|wanna|\w+'d|going to"
    r"|gostaria|adoraria)\b.{0,20}"
    r"\b(?:volver|regresar|repetir|venir|come|coming|return|be back|stay again|voltar|retornar)\b"
    r"|\b(?:can|could|puedo|podemos|quier\w*|quer\w+|posso)\b.{0,20}\b(?:book|reserv\w+)\b"
)


# "The pool", said of what was liked, asks nothing about it.
_ASKS: Final = re.compile(
    r"\?|\b(?:hay|tienen|tenes|tiene|tienes|cual|cuanto|cuanta|cuando|donde|como|puedo|podemos|pueden|podes|quiero"
    r"|necesito|quisiera|is|are|do|does|can|could|how|what|where|when|which|need|want|tem|voces|qual|quanto|quando|onde"
    r"|posso|podemos|preciso|quero)\b|\ba que hora\b|\ba que horas\b"
)


def asks(text: str) -> bool:
    return _ASKS.search(normalise(text)) is not None


def is_for_another(meant: Understanding) -> bool:
    """A question or a wish of its own, surely meant."""
    if meant.names <= frozenset(PLAIN) and not asks(meant.text):
        return False
    others = [guess for guess in meant.intents if guess.name in _ELSEWHERE]
    alone = "?" in meant.text or all(guess.name in _ELSEWHERE | _ALONG for guess in meant.intents)
    return bool(others) and meant.answer and alone and max(guess.confidence for guess in others) >= _SURE


def wish_beside(scene: Scene, given: Stars) -> Understanding | None:
    """What is wished for in the words beside the stars."""
    if not given.says_more:
        return None
    rest = hearing.hear_words(
        replace(scene, memory=replace(scene.memory, asked=None)), given.rest.strip(" .,;:!")
    )
    if is_for_another(rest):
        return rest
    if rest.stay and _COMING_BACK.search(normalise(rest.text)) is not None:
        return replace(rest, intents=(Guess("book", 0.9),), rivals=(), right=0.9, answer=True)
    return None
