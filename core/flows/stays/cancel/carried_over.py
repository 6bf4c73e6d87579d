"""What was paid for a booking, asked about when its days change: it goes along with it, and nothing is lost by that."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.stays import progress, which
from core.flows.stays.change import changing
from core.flows.stays.progress import NAME, Matter, Step, told
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise, says_any
from core.services import payments, words
from core.services.scenes import Scene

_LOOK: Final = (
    "señ",
    "sen",
    "dep",
    "antic",
    "adelan",
    "sinal",
    "pag",
    "paid",
    "pay",
    "plata",
    "money",
    "dinheiro",
)
_MONEY: Final = (
    r"(?:senal?|deposit[oe]?|anticipo|adelanto|sinal|lo que (?:ya )?(?:pague|pagamos|deje)|what (?:i|we)(?:'ve"
    r"| have)? paid"
    r"|o que (?:eu |ja )*(?:paguei|pagamos)|la plata|el dinero|the money|o dinheiro)"
)
_GOES_ALONG: Final = (
    r"(?:carr(?:y|ies|ied) (?:over|across)|transfers? over|still (?:counts?|good|valid|stands?)|counts? (?:for|towards)"
    r"|goes? (?:along|with|towards|over)|mov(?:e|es|ed) (?:over|with|to|across)|stays? (?:valid|with)|vale|valen"
    r"|cuenta|sirve"
    r"|(?:me |se )?(?:la |lo )?(?:pasan?|toman?|mantienen?|respetan?|descuentan?|reconocen)|queda (?:igual|a cuenta"
    r"|a favor)"
    r"|sigue (?:valiendo|igual|ahi)|(?:se |la |lo )*pierd[eo]n?|(?:lose|lost)|perd(?:e|o|emos)|perco|continua|segue"
    r"|passa"
    r"|(?:e )?aproveit\w+|transfere)"
)
_ASKED: Final = re.compile(
    rf"\b{_MONEY}\b.{{0,40}}\b{_GOES_ALONG}\b|\b(?:pierdo|perdemos|perco|lose|do (?:i|we) lose) (?:(?:la|el|o|the|my"
    rf"|mi) )?{_MONEY}\b"
)
_CALLED_OFF: Final = re.compile(
    r"\b(?:cancel\w*|anul\w*|no (?:voy|vamos)|nao (?:vou|vamos)|refund\w*|devol\w*|devuelv\w*)\b"
)
_OF_OTHER_DAYS: Final = re.compile(
    r"\b(?:cambi\w*|mud[aeo]\w*|mov[aeo]\w*|troc\w*|remarc\w*|chang\w*|fechas?|dates?|datas?|dias?|days?)\b"
)
_A_QUESTION: Final = re.compile(r"[?]|\b(?:no|ne|right|verdad|cierto|yeah|correct|certo)\W*$")


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if not says_any(meant.text.lower(), _LOOK) or meant.names & (FOR_RECALL - {"opt_out"}) or meant.stay:
        return None
    plain = normalise(meant.text)
    if _ASKED.search(plain) is None or _CALLED_OFF.search(plain) or _A_QUESTION.search(plain) is None:
        return None
    here = progress.of(scene)
    if scene.memory.wish != Matter.CHANGE and _OF_OTHER_DAYS.search(plain) is None:
        return None
    if here is None and not which.nothing_else_is_open(session, scene):
        return None
    found = which.standing(session, scene, Matter.CHANGE)
    if len(found) != 1 or not (paid := payments.purse(session, found[0]).paid):
        return None
    said = scene.say("stay.paid_goes_along", paid=words.money(scene, paid), code=found[0].code)
    if here is not None and here.step is Step.YES and here.request.matter is Matter.CHANGE:
        proposed = changing.would_be(session, found[0], here.request.changes)
        if proposed is not None:
            turn = changing.restate(session, scene, found[0], proposed, said, shortly=True)
            return replace(turn, flow=NAME, by=NAME)
    return replace(told(Text(said), Matter.CHANGE, "told_what_goes_along", found[0].code), by=NAME)
