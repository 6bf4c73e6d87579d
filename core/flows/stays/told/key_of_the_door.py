""" "When do you send me the key?", "how do I get in?" of a booked stay: how the hotel lets in whoever comes late.

Whoever arrives today needs more than that: reception is called, and at once where they stand at the door, come within
the hour, or nobody is at reception.
"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.knowledge import Subject
from core.domain.outgoing import Text
from core.flows.booking.notes import noted
from core.flows.facts import arriving, telling
from core.flows.person.handover import in_words, promise
from core.flows.stays.progress import NAME
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import scenes, words
from core.services.scenes import Scene

_SHORT: Final = 16
_KEY: Final = r"(?:clave|codigo|llaves?|keys?|door code|entry code|code|senha|chaves?(?! (?:d[eo] )?pix))"
_GIVEN: Final = (
    r"(?:cuando|quando|when|mandan?|mandas|mandam|pasan?|pasas|passam?|envian?|enviam?|dan|das|dao|send|give|get"
    r"|pick up|retir\w+|busc\w+|recib\w+|receb\w+|pego|pegar|pega)"
)
_ASKED: Final = re.compile(
    rf"\b{_KEY}\b.{{0,40}}\b{_GIVEN}\b|\b{_GIVEN}\b.{{0,30}}\b{_KEY}\b"
    r"|^(?:(?:y|e|and|ok|che|hola)[ ,]+)*(?:la|las|the|a|as|my|mi) (?:clave|llaves?|keys?|senha|chaves?) ?[?]"
    rf"|\b(?:cual|que|what|which|qual)(?:'s| es| is| e| era)?(?: (?:la|el|the|a|o))? {_KEY}\b"
    rf"|\b{_KEY}\b.{{0,24}}\b(?:cual(?: es| era)?|what is it|qual(?: e)?)\b"
    rf"|\b(?:necesito|falta|preciso|need|don'?t have|no tengo|nao tenho|dame|pasame|mandame|manda)(?: (?:la|el|the"
    rf"|a|o))? {_KEY}\b"
)
_GETTING_IN: Final = re.compile(
    r"\b(?:como|por donde|por onde|how)(?: (?:hago|hacemos|puedo|podemos|faco|fazemos|posso|do|can|should"
    r"|will|eu"
    r"|a gente|para|pra|i|we|am i|are we|supposed to))* (?:entr(?:o|ar|amos|a)|ingres(?:o|ar|amos)"
    r"|get in(?:side)?|enter)\b"
    r"|\b(?:quien|quem|who) (?:(?:me|nos|vai|va|a|is|will|going to|lets?) )*(?:abr\w+|recib\w+|receb\w+|us in"
    r"|me in|open)\b"
)
_AT_THE_DOOR: Final = re.compile(
    r"\b(?:estoy|estamos|toy|ya estoy|i'?m|i am|we'?re|we are|estou|estamos|to|tou|tamo)(?: (?:ya|aca|here|right"
    r"|standing|just"
    r"|aqui))* (?:en|frente a|at|in front of|outside|afuera|na frente|na|no|do lado de fora)"
    r"(?: (?:la|el|the|a|o|de|of|da|do))* ?(?:puerta|porton|entrada|hotel|posada|lugar|door|gate|entrance|place"
    r"|porta|portao"
    r"|pousada)?(?= *(?:$|[,.;!?]|y\b|and\b|e\b|now|ahora|agora|aca|aqui|here|como|how|no |nadie))"
    r"|(?<!como )(?<!como nos )\b(?:ya )?(?:llegue|cheguei|(?:llegamos|chegamos)(?! (?:en|em|a|al|as|la|el|tarde"
    r"|manana|amanha|hoy|hoje"
    r"|temprano|cedo"
    r"|dentro|mas|mais|recien|por|\d|de|con|como))|we arrived|i arrived|we'?ve arrived|we are here|i'?m here"
    r"|we'?re here)\b"
)
# Who thanks, or finds it lovely, is in.
_ARRIVED_WELL: Final = re.compile(
    r"^(?!.*\b(?:nadie|nobody|no one|ninguem|cerrad[oa]|closed|fechad[oa])\b).*"
    r"\b(?:gracias|thank\w*|obrigad[oa]|todo (?:bien|ok|perfecto|hermoso|lindo|divino|genial)|tudo (?:bem|certo"
    r"|lindo)"
    r"|ya entramos|entramos|all good|lovely|hermos[oa]|lind[oa]|bien)\b"
)
_SOON: Final = re.compile(
    r"\b(?:llego|llegamos|llegando|chego|chegamos|chegando|arriv\w*|(?:will |'ll )?be there|estoy|estamos)\b.{0,16}"
    r"\b(?:(?:en|in|em|dentro de) (?:(?:como|unos|about|uns|mas o menos) )*(?:1|una|un|one|an|uma|media|half an?"
    r"|meia|[1-5]\d|5)"
    r" ?(?:horas?|hora|hours?|hs?|min\w*|ratito|rato)|ya|ahora|now|agora|pronto|soon|cerca)\b"
    r"|\b(?:ya )?(?:estoy|estamos|voy|vamos|i'?m|we'?re|estou|to) (?:llegando|en camino|on (?:my|our|the) way"
    r"|chegando|a caminho)\b"
)
_ANOTHER: Final = re.compile(
    r"\b(?:wi-?fi|internet|red|qr|reserva|booking|reservation|descuento|discount|desconto|promo\w*|perd\w+|lost"
    r"|olvid\w+"
    r"|esquec\w+|devolv\w+|return|dej\w+|leave|deix\w+|no (?:abre|anda|funciona)|broken|bici\w*|bikes?|moto"
    r"|candado|kayak|pileta|piscina|pool|comedor"
    r"|restauran\w*|spa|gym|gimnasio|app|pagina|web|link|cochera|garage|auto|coche|carro|car|check)\b"
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    plain = normalise(meant.text).replace("¿", "")
    key, in_ = _ASKED.search(plain) is not None, _GETTING_IN.search(plain) is not None
    if _ANOTHER.search(plain) or len(plain.split()) > _SHORT or meant.names & (FOR_RECALL - {"human"}):
        return None
    there = _AT_THE_DOOR.search(plain) is not None and _ARRIVED_WELL.search(plain) is None
    comes = "?" not in plain and _SOON.search(plain) is not None and not scenes.attendance(scene).is_open
    booking = noted.theirs(session, scene) if key or in_ or there or comes else None
    if booking is None or booking.status != Status.CONFIRMED:
        return None
    fact = scene.knowledge.fact(Subject.POLICY, arriving.TOPIC)
    told = telling.fact(session, scene, fact) if fact is not None else ""
    facts = (f"{fact.subject}:{fact.topic}",) if fact is not None else ()
    if booking.check_in <= words.today(scene) < booking.check_out:
        return _of_today(scene, told, facts, plain)
    if not told or not key:
        return None
    return Turn(
        says=(Text(told),), asked=scene.memory.asked, memory={"misses": 0}, step="told_of_the_key", facts=facts, by=NAME
    )  # fmt: skip


def _of_today(scene: Scene, told: str, facts: tuple[str, ...], plain: str) -> Turn:
    """No machine knows the code of today: a person has to write it, before the guest stands in the dark."""
    there = _AT_THE_DOOR.search(plain) is not None
    hurries = there or _SOON.search(plain) is not None or not scenes.attendance(scene).is_open
    reason = Reason.URGENT if hurries else Reason.ASKED
    if hurries:
        when = in_words(scene, scenes.promised_by(scene, reason))
        called = scene.say("handover.key_now", when=when)
    else:
        called = promise(scene, reason)
    body = called if there else f"{told} {called}".strip()
    return Turn(
        says=(Text(body),), call_person=reason, asked=scene.memory.asked, memory={"misses": 0},
        step="called_for_the_key", facts=facts, by=NAME,
    )  # fmt: skip
