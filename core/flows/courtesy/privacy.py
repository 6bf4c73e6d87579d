"""Whether somebody stays here is told to nobody by a machine: not to a husband, not to an office."""

from __future__ import annotations

import re
from typing import ClassVar, Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Buttons, Option
from core.flows.courtesy import welcome
from core.flows.flow import Flow
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_WHO: Final = (
    r"(?:(?:mi|my|meu|minha|su|his|her) [a-z]+|(?:el |la |o |a )?(?:senora?|sra?|mr|mrs|ms)\.? [a-z]+|alguien|un tal"
    r"|una persona|someone|somebody|a guest|alguem)"
)
_STAYS_HERE: Final = (
    r"(?:alojad[oa]|hospedad[oa]|registrad[oa]|parando|durmiendo"
    r"|staying|registered|checked in|a guest|ficando)"
)
_ASKS: Final = re.compile(
    r"\b(?:saber|sabes|decir|decirme|decis|confirmar|confirmas|averiguar|fijarte|tell me|know|confirm|check|dizer"
    r"|confirma|me diz)\b|\?"
)
# Who is here already and asks on for themselves tells where they stay.
_NO_MORE: Final = r"(?=(?:(?! y | e | and )[^?.,]){0,25}[?.! ]*$)"
_ABOUT_SOMEBODY: Final = re.compile(
    rf"(?:\b{_WHO}(?: [a-z]+){{0,3}} (?:esta|estan|estuvo|se encuentra|ta|is|was)(?: [a-z]+)? {_STAYS_HERE}\b"
    rf"|\b(?:esta|se encuentra|is|was|ta) {_STAYS_HERE} (?:ahi |ahi con ustedes |alli |there |ai )?{_WHO}\b"
    rf"|\b(?:is|was) {_WHO}(?: [a-z]+){{0,3}} {_STAYS_HERE}\b"
    rf"|\b(?:tienen|tenes|hay|do you have|is there|tem) (?:a )?(?:alguien|un huesped|una huesped|a guest|guest|someone"
    rf"|somebody|um hospede|alguem) (?:llamad[oa]|que se llam[ae]|named|called|chamad[oa])\b)"
    rf"{_NO_MORE}"
)
_MINE: Final = re.compile(
    r"\b(?:mi|my|minha|meu|su) (?:reserva|reservation|booking|auto|car|carro|perr[oa]|dog)\b"
)


class Privacy(Flow):
    name: ClassVar[str] = "privacy"

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        if not asks_for_somebody(meant.text) or meant.names & FOR_RECALL or meant.stay:
            return None
        person = Option(welcome.PERSON, scene.say("button.person"))
        told = Buttons(scene.say("talk.privacy"), (person,))
        return Turn(says=(told,), memory={"misses": 0, "greeted": True}, step="privacy")


def asks_for_somebody(text: str) -> bool:
    plain = normalise(text)
    asks = _ASKS.search(plain) is not None and _ABOUT_SOMEBODY.search(plain) is not None
    return asks and _MINE.search(plain) is None
