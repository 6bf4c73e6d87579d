"""Whoever is lost in the middle of a booking, or only knocks, hears where it stands and what there is to press."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import beside, open_question, progress
from core.flows.booking.hold import kept
from core.flows.booking.money import paid_without_proof, paying
from core.flows.booking.progress import Progress, Step
from core.flows.booking.wanted import remembered, says_anything
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.money.paid import says_paid
from core.flows.understand.text import normalise, squeeze
from core.services import paying as money
from core.services.scenes import Scene

_SHORT: Final = 14
_LATELY: Final = 4
_LOST: Final = re.compile(
    r"\bwhat (?:is|happens|comes|do i do|should i do|must i do|to do) (?:now|next)\b|\bwhat now\b"
    r"|\b(?:what|which|where)(?: button)? (?:(?:do|must|should|can|shall|have) )?(?:i|we) (?:must "
    r"|have to |need to |to |do )?"
    r"(?:push|press|click|tap|touch)\b|\bi (?:must|have to|should) (?:push|press|click|tap) what\b"
    r"|\b(?:que|y) (?:hago|hacemos|tengo que hacer|hay que hacer)(?: yo)? ?(?:ahora)?(?= *(?:$|[?!.,]))"
    r"|\bahora que hago\b"
    r"|\b(?:que|cual|donde|a donde) (?:boton |tecla |opcion )?(?:(?:tengo|hay) que )?(?:apriet\w*|toco"
    r"|tocar|pulso|pulsar"
    r"|presion\w*|clic\w*)\b"
    r"|\b(?:o que|que|e agora) (?:(?:e que )?eu )?(?:faco|tenho que fazer|devo fazer)\b(?: agora)?"
    r"|\be agora\b(?= *\?)"
    r"|\b(?:me |nos )?(?:falta|queda|resta) (?:hacer )?(?:algo|algun \w+|alguma? \w+)\b|\bfalta (?:eu )?fazer\b"
    r"|\b(?:do|did) (?:i|we) (?:still )?(?:need|have) to do (?:anything|something)\b"
    r"|\banything (?:else )?(?:i|we) (?:still )?(?:need|have) to do\b|\banything left to do\b"
    r"|\b(?:ya )?(?:esta|quedo|quede|ta|ficou) (?:ya |hecha )?(?:reservad[ao]|guardad[ao]|confirmad[ao])\b"
    r"(?= *(?:$|[?,]| o | ou ))"
    r"|^(?:(?:y|ok|listo|lista|bueno|entonces|so|e|entao|and)[ ,.!?]*)*(?:ya |ja )?(?:esta|quedo|quede|ta|ficou|is it"
    r"|are we)(?: (?:ya|list[oa]|hech[oa]|todo|pronto|feito|certo|done|all done))*(?: asi)? ?[?]+$"
    r"|\bis it (?:booked|reserved|held|confirmed|done)\b|\b(?:am i|are we) (?:booked|all set|set|done|good)\b"
    r"|\b(?:onde|qual|em que|que)(?: botao)? (?:eu )?(?:(?:tenho que|devo) )?(?:apert\w+|clic\w+|toc[ao]r?)\b"
)
_KNOCK: Final = re.compile(
    r"(?:(?:hola|hello|hi|hey|oi|ola|alo|che|buenas)[ ,!?.]*){1,3}"
    r"(?:(?:estas|estan|esta|are you there|you there|ta ai|tem alguem)(?: ahi| ai)?)?[ !?.]*"
)


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = progress.of(scene)
    plain = squeeze(normalise(scene.words)).replace("¿", "").replace("¡", "").strip()
    if here is None or scene.taps or not plain or len(plain.split()) > _SHORT:
        return None
    if says_anything(meant) or meant.names & FOR_RECALL or says_paid(plain):
        return None
    if _LOST.search(plain) is not None:
        return _what_to_do(session, scene, here)
    if _KNOCK.fullmatch(plain) is not None:
        return _before_the_question(session, scene, here, "here_i_am", "knocked_at_a_step")
    return None


def _what_to_do(session: Session, scene: Scene, here: Progress) -> Turn | None:
    hold = money.open_hold(session, scene.conversation)
    if hold is not None and here.step in (Step.PAY, Step.GIVE_UP):
        if kept.is_checked(hold):
            return paying.where(session, scene, remembered(scene, here), hold)
        if any(map(says_paid, scene.memory.said_before(_LATELY))):
            return paid_without_proof.not_seen_yet(session, scene, remembered(scene, here), hold)
        lead = scene.say("booking.step_pay", until=kept.until(scene, hold))
        turn = paying.ask_for_money(session, scene, remembered(scene, here), hold, lead)
        return replace(turn, step="told_the_step")
    key = {Step.YES: "step_yes", Step.CHOICE: "step_choice", Step.CHANGE: "step_choice"}.get(
        here.step, "step_asks"
    )
    return _before_the_question(session, scene, here, key, "told_the_step")


def _before_the_question(session: Session, scene: Scene, here: Progress, key: str, step: str) -> Turn | None:
    again = open_question.once_more(session, scene, here)
    if again is None:
        return None
    return beside.before_question(scene, here, again, scene.say(f"booking.{key}"), step)
