"""Who wants no more messages gets none; who may only want other ones is asked first."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option, Text
from core.flows.flow import Flow, Tap, tap_id
from core.flows.heard.hearing import hear_words
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

NAME: Final = "consent"
GO_ON: Final = tap_id(NAME, "go_on")
_OUT: Final = tap_id(NAME, "out")
_SURE, _ANOTHER_WISH = 0.7, 0.5
# Said along with a stop, or instead of it, and nothing that an answer would be owed to.
BESIDE: Final = frozenset(
    {"opt_out", "no", "inform", "greet", "thanks", "bye", "complaint", "cancel_booking"}
)
# Not writing itself is unwanted but what is written: buttons, pictures, the same question once more.
_ITS_FORM: Final = re.compile(
    r"(?i)\b(?:bot[oõ](?:n|nes|es)|buttons?|fotos?|photos?|pictures?|im[aá]gen\w*|audios?|notas? de voz|voice notes?"
    r"|links?|pregunt\w+|pergunt\w+|ask\w*|questions?|opciones|op[cç][oõ]es|options?|emojis?)\b"
)
# Not at this hour, not today: that is no stop for good.
_FOR_NOW: Final = re.compile(
    r"(?i)\b(?:(?:a|de|por|en|durante) la (?:noche|ma[ñn]ana|tarde)|de noche|at night|[aà] noite|de madrugada"
    r"|tan temprano|tan tarde|so (?:early|late)|por ahora|for now|por enquanto|hasta (?:ma[ñn]ana|el|las)|until"
    r"|ahora no|not now)\b"
)


class Consent(Flow):
    """The buttons of the question; going on is the business of whoever answers wishes."""

    name = NAME

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        return out(scene) if tap.action == "out" else None


def out(scene: Scene) -> Turn:
    return Turn(says=(Text(scene.say("consent.out")),), opted_out=True, step="opted_out")


def was_asked(scene: Scene) -> bool:
    return scene.memory.asked is not None and _OUT in scene.memory.asked.options


def is_meant(scene: Scene, meant: Understanding) -> bool:
    """A stop in plain words, be it in one line of many, or said again when asked."""
    lines = [line for line in scene.words.splitlines() if line.strip()]
    readings = [meant] if len(lines) < 2 else [hear_words(scene, line) for line in lines]
    return was_asked(scene) or any(_stops(reading) for reading in readings)


def _stops(meant: Understanding) -> bool:
    if _FOR_NOW.search(meant.text):
        return False
    sure = any(guess.name == "opt_out" and guess.confidence >= _SURE for guess in meant.intents)
    wants_more = any(g.name not in BESIDE and g.confidence >= _ANOTHER_WISH for g in meant.intents)
    return sure and not wants_more and not _ITS_FORM.search(meant.text)


def asked_first(scene: Scene) -> Turn:
    options = (
        Option(_OUT, scene.say("button.stop_writing")),
        Option(GO_ON, scene.say("button.keep_writing")),
    )
    return Turn(
        says=(Buttons(scene.say("consent.sure"), options),),
        asked=Asked.among(options, About.YES_OR_NO),
        memory={"greeted": True, "doubted": scene.words},
        step="asked_to_stop",
    )
