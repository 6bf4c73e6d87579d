"""Whom one is dealing with: "how do I know this is no scam?", "which number do I ring?". Told as it is, no more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.booking import beside
from core.flows.person.handover import passed_on
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom
from core.services.scenes import Scene

_FALSE: Final = (
    r"(?:estafa|estafas|estafador\w*|scams?|scammers?|fraude?s?|golpe|golpistas?|fake|falso|truch[oa]"
    r"|cuento del tio|legit|for real|confiables?|confiavel|trustworthy)"
)
_DOUBTED: Final = Seldom(
    r"\b(?:como|how|que)\b(?: [a-z']+){0,5}? (?:se|sei|saber|sabemos|know|sure|trust|confiar|garant\w+)\b"
    rf"[^.!?]{{0,40}}\b{_FALSE}\b"
    rf"|\b(?:es|esto|is|this|isso|e|isto|sera|seran|son|sao|seja|are you(?: guys)?|voces|vcs|ustedes)"
    rf" (?:es |is |e |sao |son |a |an |una? |um |real o |ou |or )*{_FALSE}\b[^.!?]*(?:\?|$)"
    rf"|\b(?:pregunt\w+|asked|perguntei) (?:si|if|se) (?:\w+ ){{0,2}}(?:una? |a |um )?{_FALSE}\b"
    r"|\b(?:puedo|podemos|can i|can we|posso|como) (?:confiar|trust)\b"
)
# Whoever tells what happened is heard by people.
_HAPPENED: Final = re.compile(
    r"\b(?:me|nos|we|i) (?:estafaron|cagaron|robaron|enganaron|got scammed|was scammed|been scammed|were scammed)\b"
    r"|\byou (?:scammed|robbed)\b|\b(?:son|sao|are) (?:unos|uns|all|a bunch of) "
)
_A_NUMBER: Final = Seldom(
    r"\b(?:a )?(?:que|cual|what|which|qual) (?:es el |e o |is the |is your )?"
    r"(?:numero|nro|telefono|phone|number|telefone)"
    r"\b[^.!?]{0,24}\b(?:llam\w*|call|ring|lig\w*|comunic\w*|habl\w*|reach)\b"
    r"|\b(?:tienen|tenes|hay|me pas\w*|me das?|dame|pasame|do you have|is there|give me|tem|me da|me passa)"
    r" (?:algun |un |el |a |an? |um |o )?(?:numero|nro|telefono|telefone|phone(?: number)?)"
    r"(?: (?:de telefono|fijo|para llamar|to call|pra ligar|para ligar|de contacto|de la recepcion|da recepcao))?"
    r"\b(?= *(?:$|[?.!]| (?:i|we) can\b| que pueda))"
    r"|\b(?:donde|where|onde|a donde) (?:los |les |te )?(?:llamo|llamamos|can i call|do i call|ligo|posso ligar)\b"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    if scene.taps or meant.stay:
        return None
    if _DOUBTED.search(plain) and not _HAPPENED.search(plain):
        return _who_and_where(session, scene)
    return _no_number(session, scene) if _A_NUMBER.search(plain) else None


def _who_and_where(session: Session, scene: Scene) -> Turn:
    hotel = scene.hotel
    where = scene.say("answer.address", address=hotel.address) if hotel.address else ""
    who = scene.say("talk.who_answers", hotel=hotel.name)
    turn = beside.told(session, scene, f"{where} {who}".strip(), "told_who_and_where")
    return replace(turn, facts=("hotel.address",))


def _no_number(session: Session, scene: Scene) -> Turn:
    """None is written down: whoever is called answers here."""
    said = scene.say("talk.no_number")
    if scene.somebody_is_awaited:
        turn = beside.told(session, scene, said, "told_no_number")
        return replace(turn, facts=("hotel.name",))
    turn = beside.told(session, scene, f"{said} {passed_on(scene, Reason.ASKED_SERVICE)}", "told_no_number")
    return replace(turn, call_person=Reason.ASKED_SERVICE)
