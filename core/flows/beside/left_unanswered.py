"""Questions in a piece of their own that a reply about rooms has passed over: answered above it, known or not.

"Two of us from the 4th to the 6th, do kids pay, can we come at midnight?": the search is the louder, and asks nothing
of the hotel; what is not known is said to be unknown in the same reply.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.knowledge import Subject
from core.domain.outgoing import Buttons, Menu, Text
from core.flows import composing
from core.flows.booking.offer import paid_for_them
from core.flows.booking.progress import NAME as BOOKING
from core.flows.booking.wanted import says_anything
from core.flows.facts import arriving, boldly, matters, pay_terms
from core.flows.facts.room_names import are_compared
from core.flows.heard import hearing
from core.flows.person.handover import promise
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.days.feasts import open_then
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes import was_it_noted
from core.services import questions
from core.services.paying import Way
from core.services.questions import Unanswered, Why
from core.services.scenes import Scene

_PIECES: Final = re.compile(r"(?<=[.!?;\n])\s+|,\s+|\s+(?=(?:y|e|and|pero|mas|but|also)\s)", re.IGNORECASE)
_LEADS: Final = re.compile(r"(?i)^(?:(?:y|e|and|pero|mas|but|also|tambi[eé]n|tamb[eé]m)\s+)+")
_MOST: Final = 14
_MOST_WORDS: Final = 14
_FEWEST_WORDS: Final = 3
_OF_THE_HOUSE: Final = frozenset(
    {"ask_amenity", "ask_hours", "ask_policy", "ask_payment", "ask_location", "ask_room"}
)
_CLEAR: Final = 0.85
_HALF: Final = 0.5
# "Can one fish there?": whatever it is, nobody has written it down.
_CAN_ONE: Final = re.compile(
    r"(?:se puede|puedo|podemos|can (?:i|we|one|my|our)|is it (?:possible|allowed|ok) to|da (?:pra|para)"
    r"|posso|pode-se"
    r"|hay|tienen|tem|is there|are there|do you have|(?:is|are) (?:fishing|smoking|drones?))\b"
)
# Rooms, money and changes are for whoever serves the message.
_ELSE: Final = re.compile(
    r"\b(?:problem\w*|drama|inconvenient\w*|apuro|habitacion\w*|pieza|cuarto|rooms?|quartos?|lugar|vagas?"
    r"|disponib\w*|availab\w*|prec\w+"
    r"|price\w*|desc\w+"
    r"|disc\w+|barat\w*|cheap\w*|reserv\w*|book\w*|hold|guard\w*|cancel\w*|lleg\w*|cheg\w*|arriv\w*|pag\w*"
    r"|pay\w*|ir|come"
    r"|cambi\w*|change|mud\w*|transf\w*|sena|deposit|sinal|ver|see|otr[ao]s?|other|outr[ao]s?|algo|mas"
    r"|more|mais|onde|donde|where|dej\w+|deix\w+|leave|anot\w*|note|fits?|bigger|larger|smaller|grande|(?:la|el|a"
    r"|o) d[eo]l? \w+"
    r"|(?:la|el) (?:que|de la) \w+)\b"
)
# "Se puede?", "tem como?", "hay drama?" behind what is told: asked of that, and answered with it.
_OF_WHAT_IS_TOLD: Final = re.compile(
    r"(?:(?:y|e|and|eso|isso|asi|assim|pero|mas) )*(?:se puede|se podra|puede ser|podes|pode ser|da|da pra|da para"
    r"|tem como"
    r"|e possivel|es posible|seria posible|is (?:it|that) (?:possible|ok|okay|fine|allowed)|can (?:we|i|you)"
    r"|would that be ok"
    r"|(?:hay|habra|esta|tem|vai ter) (?:alguien|alguem|gente)"
    r"|(?:is|will) (?:any(?:one|body)|some(?:one|body)) (?:be )?there"
    r"|hay(?: (?:lugar|drama|problema))?|tem(?: (?:vaga|problema|jeito))?|any chance)(?: hacer(?:lo)?| eso| isso| that"
    r"| it)?[ ?!.]*"
    r"|(?:(?:tipo|like|around|about|at|a|las?|as|umas|por|como|eso|de) )*\d{1,2}(?:[:.]\d\d)?"
    r"(?: ?(?:am|pm|hs?|hrs?|horas?|de la|da|in the|por la|manana|manha|tarde|noche|noite|morning|afternoon"
    r"|evening))*[ ?!.]*"
)
# What is offered answers it, or what it is about stands before it.
_OF_THE_OFFER: Final = re.compile(
    r"\b(?:recom\w+|suger\w+|suggest\w*|aconsej\w+|what|which|que|cual\w*|qual|quais|cuant\w*|quant\w*|how"
    r"|como|owe|debo|devo|econom\w+|anything|algo|free|livre\w*|libre\w*|each|cada|de vuelta|de volta|back"
    r"|algu(?:ien|em)|anyone|anybody|someone|somebody|ok(?:ay)?|right|parece|entend\w+|sab\w+|know|acuerd\w+"
    r"|apunt\w*|agend\w*|agreg\w*|mand\w*|send|podes|podr\w+|puedes?|could|would|remember|lembr\w+"
    r"|verdad|verdade|cierto|certo|sure|segur[oa]|confirm\w*|gracias|thanks|obrigad\w+)\b"
)
_ACCOUNT: Final = f"{Subject.PAYMENT}:transfer"
_FROM_ABROAD: Final = f"{Subject.PAYMENT}:from_abroad"
_CARDS: Final = frozenset({f"{Subject.PAYMENT}:credit_card", f"{Subject.PAYMENT}:debit_card"})
_BY_THE_LINK: Final = f"pay_by_{Way.LINK}"
_UNKNOWN: Final = frozenset({"ask_amenity"})
_SENTENCES: Final = re.compile(r"[^.!?;\n]+[.!?;\n]*")
_HOW: Final = re.compile(
    r"^(?:(?:y|e|and|ok|so|pero|entonces|entao)[ ,]+)*(?:como|how)(?: (?:es|se|e|eu|i|do|does|goes|it|that|eso|isso|la"
    r"|lo|o|a|hago|hacemos|hace|seria|faco|faz|fazemos|faria|work|works|funciona|pay|pago|pagamos|to|should|can|gente))*$"
)


def beside(
    session: Session, scene: Scene, meant: Understanding, turn: Turn, *, several: bool = False
) -> Turn:
    """`several`: whoever answered has heard the whole, so that only another question may be left."""
    if several and meant.text.count("?") < 2:
        return turn
    pieces = [_LEADS.sub("", one).strip() for one in _PIECES.split(meant.text) if one.strip()]
    if not turn.says or scene.taps or not 2 <= len(pieces) <= _MOST:
        return turn
    if BOOKING not in (turn.by, turn.flow):
        return _beside_answers(session, scene, meant, turn)
    asking = [one for one in pieces if asks(one) and len(one.split()) <= _MOST_WORDS]
    told: dict[str, Answer] = {}
    unknown = []
    for piece in asking:
        for answer in _answers(session, replace(scene, part=piece)):
            if not answer.known:
                unknown += [] if _ELSE.search(normalise(piece)) else [piece]
            elif not _is_told(answer, turn) and _is_named(scene, meant, answer):
                told.setdefault(answer.text, answer)
    answers = list(told.values())
    if not unknown or turn.call_person is not None:
        return replace(composing.reply(scene, answers, turn), wish=turn.wish) if told else turn
    alone = not answers and len(asking) == 1
    answers.append(_not_known(session, scene, unknown, alone=alone))
    return replace(composing.reply(scene, answers, turn), wish=turn.wish, call_person=Reason.UNKNOWN)


def _beside_answers(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """ "What time is breakfast? Are the walls thin?": what is known is told, and that the rest is not."""
    if turn.step != "answered" or turn.call_person is not None or not composing.only_tells(scene, turn):
        return turn
    sentences = [_LEADS.sub("", one.strip()) for one in _SENTENCES.findall(meant.text)]
    asking = [one for one in sentences if asks(one)] if len(sentences) > 1 else []
    unknown = [one for one in asking if _nobody_has_told(replace(scene, part=one))]
    if not unknown:
        return turn
    rest = composing.reply(scene, [_not_known(session, scene, unknown, alone=False)], None)
    told = composing.told_before(scene, turn, rest)
    return replace(turn, says=told.says, call_person=Reason.UNKNOWN)


def _nobody_has_told(at: Scene) -> bool:
    few = len(at.words.split()) <= _MOST_WORDS and not _ELSE.search(normalise(at.words))
    return few and _is_of_something_else(at, hearing.hear(at))


def passed_on(session: Session, scene: Scene, rest: Understanding, turn: Turn) -> Turn:
    """A question that was not understood, beside something that is done: piece by piece it may be known, or else
    reception is asked. How it is done is told by what is done."""
    asking = [
        one for one in map(str.strip, _SENTENCES.findall(rest.text)) if asks(one) and not _asks_how(one)
    ]
    told: dict[str, Answer] = {}
    for piece in asking:
        found = [one for one in _answers(session, replace(scene, part=piece)) if one.known]
        told |= {one.text: one for one in found if not _is_told(one, turn)}
    if told or not asking:
        return replace(composing.reply(scene, list(told.values()), turn), wish=turn.wish)
    if turn.call_person is not None or not turn.says:
        return turn
    questions.note(session, scene.conversation, Unanswered(Why.UNKNOWN, scene.language, rest.text, None))
    said = f"{scene.say('handover.not_sure_of_it')} {promise(scene, Reason.UNKNOWN)}"
    reply = composing.reply(scene, [Answer("help", said)], turn)
    return replace(reply, wish=turn.wish, call_person=Reason.UNKNOWN)


def _asks_how(piece: str) -> bool:
    return _HOW.search(normalise(piece).strip(" ¿?.,!")) is not None


def _not_known(session: Session, scene: Scene, asked: list[str], *, alone: bool) -> Answer:
    """In the guest's own words among several questions, where nobody could tell otherwise which one is meant."""
    questions.note(session, scene.conversation, Unanswered(Why.UNKNOWN, scene.language, scene.words, None))
    whole = [one.strip(" ¿?.,;!") for one in dict.fromkeys(asked)]
    if alone or any(len(one.split()) < _FEWEST_WORDS for one in whole):
        said = scene.say("handover.unknown_this" if alone else "handover.unknown_rest")
    else:
        said = scene.say(
            "handover.unknown",
            topics=scene.list_of([scene.say("joining.quoted", words=one) for one in whole]),
        )
    return Answer("ask_amenity", f"{said} {promise(scene, Reason.UNKNOWN)}")


def _answers(session: Session, at: Scene) -> list[Answer]:
    if children := paid_for_them.in_words(session, at, at.words):
        return [Answer("ask_policy", children, facts=("policies.children",))]
    plain = normalise(at.words).strip(" ¿")
    if _OF_WHAT_IS_TOLD.fullmatch(plain) or are_compared(at.words) or was_it_noted.is_asked(plain):
        return []  # of all of them together, or of what stands on the booking
    heard = hearing.hear(at)
    if heard.stay or says_anything(heard) or heard.names & FOR_RECALL or open_then(at.words, at.language):
        return []
    if coming := arriving.at_an_hour(session, at, heard):
        return [coming]
    if matters.speaks_of("later", at.words) and "ask_payment" in heard.names:
        return [pay_terms.paid_when(session, at, "ask_payment")]
    heard = heard if heard.answer else boldly.about_what_is_known(at, heard)
    if (not heard.answer and _is_unheard_of(at)) or _is_of_something_else(at, heard):
        return [Answer("ask_amenity", known=False)]
    if "ask_payment" in heard.names and not matters.paying(at.words):
        return []  # every way to pay is no answer to half of a question
    if not heard.answer or not heard.names <= _OF_THE_HOUSE:
        return []
    sure = [guess.name for guess in heard.intents if guess.confidence >= _CLEAR]
    sure = sure or [name for name in heard.names if boldly.names_what_is_known(at, at.words)]
    found = composing.answers_to(session, at, heard, sure)
    of_it = (one for one in found if one.topic in _UNKNOWN or (one.known and one.facts))
    return [one for one in of_it if not (one.known and (one.shows or not one.text))]


def _is_named(scene: Scene, meant: Understanding, answer: Answer) -> bool:
    """By the whole message too: the bikes of those who come on motorbikes are none that are lent."""
    named = matters.amenities(meant.text, scene.knowledge)
    theirs = (name.partition(":")[2] for name in answer.facts if name.startswith(f"{Subject.AMENITY}:"))
    return all(topic in named for topic in theirs)


def _is_unheard_of(at: Scene) -> bool:
    asked = _CAN_ONE.match(normalise(at.words).strip(" ¿")) is not None and at.words.rstrip().endswith("?")
    return asked and not boldly.names_what_is_known(at, at.words)


def _is_of_something_else(at: Scene, heard: Understanding) -> bool:
    """ "Se escucha la ruta?", "tienen torta de cumple?": a whole question, and of nothing that anybody has told."""
    if not at.words.rstrip().endswith("?") or len(at.words.split()) < _FEWEST_WORDS:
        return False
    if _OF_THE_OFFER.search(normalise(at.words)):
        return False
    loud = [guess.name for guess in heard.intents if guess.confidence >= _HALF]
    return (
        set(loud) <= _UNKNOWN
        and not heard.entities.amenities
        and not boldly.names_what_is_known(at, at.words)
    )


def _is_told(answer: Answer, turn: Turn) -> bool:
    bodies = [one.body for one in turn.says if isinstance(one, Text | Buttons | Menu)]
    if answer.facts == (_ACCOUNT,) and turn.step == _BY_THE_LINK:
        return True  # whoever pays by the link wants no account
    if _FROM_ABROAD in turn.facts and set(answer.facts) <= _CARDS:
        return True  # it tells which cards, and of which countries
    lines = [line for line in answer.text.split("\n") if line.strip()]
    told = bool(lines) and all(any(line in body for body in bodies) for line in lines)
    return told or bool(answer.facts and set(answer.facts) <= set(turn.facts))
