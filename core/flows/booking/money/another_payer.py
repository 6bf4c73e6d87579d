""" "May I pay though I don't stay?", "can my mum pay?": whoever pays may, and tells in whose name the money comes."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import beside
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom
from core.services.scenes import Scene

_MOST_WORDS: Final = 18
_MAY: Final = (
    r"(?:puedo|podria|puede[ns]?|podrian?|podemos|podes|se puede|can|could|may|posso|pode[ms]?|podemos"
    r"|poderia|da (?:pra|para)"
    r"|tem como|hay problema (?:si|en que)|problem if|tem problema se)"
)
_PAY: Final = r"(?:pag\w+|abon\w+|transfer\w+|deposit\w+|pay(?:ing)?|se[nñ]ar\w*)"
_OTHERS: Final = (
    r"(?:otra persona|alguien mas|otro|outra pessoa|outro|someone else|somebody else|another person"
    r"|(?:mi|mis|meu|minha|my|nuestr[oa]|un|una|um|uma|a|la|el|o) (?:espos[oa]|marid[oa]|mujer|mulher"
    r"|novi[oa]|noiv[oa]"
    r"|mama|mami|madre|mae|papa|papi|padre|pai|hij[oa]|filh[oa]|herman[oa]|irmao?|amig[oa]|suegr[oa]|sogr[oa]"
    r"|jefe|empresa"
    r"|tia|tio|abuel[oa]|wife|husband|mum|mom|mother|dad|father|son|daughter|brother|sister|friend|boss"
    r"|company|boyfriend"
    r"|girlfriend|partner))"
)
_NOT_STAYING: Final = (
    r"(?:(?:aunque|pese a que|si) (?:yo )?no (?:me |nos )?(?:hosped|aloj|qued|viaj|vay|voy|vamos)\w*"
    r"|sin (?:hospedarme|alojarme|ir)|(?:mesmo )?sem (?:me hospedar|ficar|ir|viajar)"
    r"|(?:even )?(?:though|if) i(?:'m| am|) (?:not|don'?t|wont|won'?t) \w+|without staying|sendo que eu nao)"
)
_MYSELF: Final = r"(?:yo(?: mism[oa])?|eu(?: mesm[oa])?|myself|(?:por|for) (?:ell[oa]s|el[ea]s|them|him|her))"
_ASKED: Final = Seldom(
    rf"\b{_MAY}\b[^.?!]{{0,24}}\b{_PAY}\b[^.?!]{{0,30}}(?:\b{_OTHERS}\b|\b{_NOT_STAYING}|\b{_MYSELF}\b)"
    rf"|\b{_MAY}\b[^.?!]{{0,6}}\b(?:yo|eu)\b[^.?!]{{0,6}}\b{_PAY}\b"
    rf"|\b{_OTHERS}\b[^.?!]{{0,12}}\b{_MAY}\b[^.?!]{{0,10}}\b{_PAY}\b|\b{_MAY}\b {_OTHERS} {_PAY}\b"
)
_ASKS_AGAIN: Final = re.compile(
    r"\b(?:pregunt\w+|pergunt\w+|asked|asking|saber|know|d[ei][cg]\w+|tell|diz|diga)\b[^.?!]{0,20}\b(?:si|se"
    r"|if|whether)\b"
)
# What a child or a guest has to pay is another question.
_HOW_MUCH: Final = re.compile(r"\b(?:cuanto|quanto|how much|menos|descuento|discount|desconto|gratis|free)\b")


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text)
    if scene.taps or meant.names & FOR_RECALL or len(plain.split()) > _MOST_WORDS:
        return None
    if not asks(meant.text) and _ASKS_AGAIN.search(plain) is None:
        return None
    if _ASKED.search(plain) is None or _HOW_MUCH.search(plain) is not None:
        return None
    return beside.told(session, scene, scene.say("booking.anybody_may_pay"), "told_who_may_pay")
