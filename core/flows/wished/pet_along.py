"""A dog that comes along: written on the booking for reception, where its room takes one; else where it could.

Whatever else the message says is served as if it had come alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import noted
from core.flows.booking.search import pets
from core.flows.booking.wanted import says_anything
from core.flows.facts import pet_price, room_has, telling
from core.flows.heard import hearing
from core.flows.heard.gathering import as_before, gathered
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import takes_it
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.pet_by_name import tells_its_kind
from core.flows.understand.wishes.pet_comes import brings_a_pet, is_to_be_noted
from core.flows.understand.wishes.pets import (
    asks_what_it_costs,
    is_of_what_else,
    leaves_the_pet,
    names_a_pet,
)
from core.flows.wished.noting import Noted
from core.services.own_stays import Booking
from core.services.scenes import Scene

_SENTENCES: Final = re.compile(r"[^.;!?\n]+[.;!?]*")
_PIECES: Final = re.compile(r"[^,]+,?")
# Said of the dog as well, though it is not named again.
_OF_IT_TOO: Final = re.compile(
    r"(?:(?:y|e|and|me|nos|lo|la|o|a|it|him|her|please|por favor|porfa|pls|ok|es|is|de|of|un|una|muy|very"
    r"|bien|bem) )*"
    r"(?:\d{1,2} ?(?:kg|kgs|kilos?)?|anot\w+|agreg\w+|note|add|note it|add it|acrescent\w+|coloc\w+|chiquit[oa]"
    r"|chic[oa]|pequen\w+|small|tiny|mans[oa]|tranquil[oa]|educad[oa]|porfa|please|por favor|gracias|thanks"
    r"|obrigad[oa])"
    r"(?: (?:si|no|kg|kilos?|por favor|porfa|please|en la reserva|na reserva|on (?:my|the) booking))*[ .!?,¿¡]*"
)
# Beside a crib that is to be noted: "... y al perro".
_BARELY: Final = re.compile(r"(?:(?:y|e|and|a|al|el|la|o|the|mi|my|meu|minha|tambien|also) )+[a-z]+[ .!]*")
# "A small one of 5 kilos" is no party of five.
_WEIGHT: Final = re.compile(
    r"(?i)\b(?:de |of |com |con )?\d{1,2}(?:[.,]\d)? ?(?:kgs?|kilos?|kilitos|quilos?|pounds|lbs?)\b"
)
# "My mum wants to bring her cat": she was counted before.
_WHO_BRINGS: Final = re.compile(
    r"(?i)\b(?:my|our|mi|nuestr[oa]|minha|meu|nosso|nossa) [a-zç]+ (?:also )?"
    r"(?:wants? to|would like to|quiere|querr[ií]a|quer|queria|gostaria de|is going to|va a"
    r"|vai)(?: tambi[eé]n| tamb[eé]m)? "
    r"(?=bring|take|traer|llevar|levar|trazer)"
)
_WHETHER: Final = re.compile(
    r"(?:(?:is|would|will) (?:that|it|this)(?: be)? (?:ok|okay|fine|allowed|possible|alright)|se puede"
    r"|puede ser|hay problema"
    r"|hay drama|pode|tem problema|can (?:it|she|he|we)|(?:esta|tudo) (?:bien|bem))\b.{0,30}\?"
)
_FIGURES: Final = re.compile(r"(?i)\$? ?\d[\d.,]*(?: ?(?:mil|k|lucas)\b)?")
_MATTER: Final = 4
_FEWEST_WORDS: Final = 2
_AYE: Final = re.compile(r"\b(?:si+|yes|yep|yeah|sim|dale|ok|claro|sure)\b")
_ALL_OF_IT: Final = re.compile(
    r"\b(?:cuanto|quanto|how much)\b.{0,24}\b(?:todo|total|tudo|all|altogether|everything)\b"
)
_SO_IT_IS: Final = re.compile(
    r"(?:(?:y|e|and|so|entonces|entao|o sea|ou seja|then|total) )+"
    r"(?:(?:son|es|it'?s|sao|da|seria[n]?|that'?s|serian) )?"
    r"(?:como )?(?:\$|ars )?\d[\d.,]*(?: ?(?:mil|k|lucas|pesos))?(?: en total| no total| in total| total)?[ ?!.]*"
)
# "And the dog? Is it in the price or do I pay there?"
_WHETHER_IN_IT: Final = re.compile(
    r"(?:(?:y|e|and|o|ou|or|ya|ja|already|esta|ta|tao|vai|va|van|es|eh|is|are|it|he|she|that|this|isso|eso|ele|ela|lo|la"
    r"|tudo|todo|sao|son|se|do|does|i|we|eu|a gente) )*"
    r"(?:inclu\w+|aparte|a parte|por fora|extra|separad\w+|pag(?:a|o|amos)|pay|cobra\w*|custa|cuesta|costs?|on top"
    r"|dentro|adentro|in the (?:price|total))\b[^?]*[ ?!.]*"
)
_BUT: Final = re.compile(r"[^a-z]*(?:mas|pero|but)\b")
_TOPIC: Final = "pet_along"


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if scene.taps or meant.names & FOR_RECALL or not names_a_pet(meant.text):
        return _asks_for_all_of_it(session, scene, meant)
    mine, rest = _apart(meant.text)
    before = as_before(scene)
    apart = replace(scene, memory=before)
    of_it = _heard_of_it(apart, mine)
    if says_anything(of_it) or of_it.changes:
        return None
    made = noted.theirs(session, scene)
    said = (
        _of_an_offer(session, scene, mine, rest) if made is None else _said(session, scene, made, mine, of_it)
    )
    if said is None:
        return None
    counts = len(rest.split()) >= _FEWEST_WORDS or _AYE.search(normalise(rest))
    other = hearing.hear_words(apart, rest) if counts else None
    says_more = other is not None and (other.answer or "?" in rest) and not other.names <= COURTESIES
    if other is not None and (not says_more or names_a_pet(other.text)):
        other = None  # "how much with the dog? he's 8 kg": the dog is he
    if other is not None and _is_asked_before_a_yes(mine, other):
        other = None
    memory = gathered(before, other)
    facts = (f"booking:{made.code}",) if made is not None else ()
    return Noted((Answer(_TOPIC, said, facts=facts),) if said else (), other, memory)


def _heard_of_it(apart: Scene, mine: str) -> Understanding:
    """ "Do the 180 hold the 15 of the dog?" tells of no day and of nobody."""
    heard = hearing.hear_words(apart, _WHO_BRINGS.sub("we ", _WEIGHT.sub(" ", mine)))
    if heard.stay.complete or not asks_what_it_costs(mine):
        return heard
    return hearing.hear_words(apart, _FIGURES.sub(" ", mine))


def _asks_for_all_of_it(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    """ "How much is it all?" of whoever comes with a dog and looks at a room: with the dog."""
    asks = _ALL_OF_IT.search(normalise(meant.text)) is not None and not meant.stay
    if scene.taps or not asks or not pet_price.is_offered(scene) or not pets.comes_along(scene):
        return None
    said = pet_price.beside_the_offer(session, scene, meant.text)
    return Noted((Answer(_TOPIC, said),), None, as_before(scene)) if said else None


def _apart(text: str) -> tuple[str, str]:
    """What is said of the dog, and the rest."""
    mine: list[str] = []
    others: list[str] = []
    for sentence in _SENTENCES.findall(text):
        costs = asks_what_it_costs(sentence)
        pieces = [sentence] if costs else _PIECES.findall(sentence)
        for piece in pieces:
            plain = normalise(piece).strip(" ¿¡")
            too = bool(_OF_IT_TOO.fullmatch(plain) or _WHETHER.fullmatch(plain))
            too = too or bool(_SO_IT_IS.fullmatch(plain)) or _is_of_its_price(mine, plain)
            of_it = names_a_pet(piece) or (mine and too)
            if tells_its_kind(piece) and others and piece is not pieces[0]:
                mine.append(others.pop())  # "anotá que viene Toto, el caniche"
            (mine if of_it else others).append(piece.strip(" ,"))
    return " ".join(mine), ", ".join(filter(None, others))


def _is_asked_before_a_yes(mine: str, other: Understanding) -> bool:
    """ "The days are fine. But does that include the dog?" takes no room yet, unless it is ordered."""
    ordered = takes_it(other.text) or "book" in other.names
    return not ordered and asks_what_it_costs(mine) and _BUT.match(normalise(mine)) is not None


def _is_of_its_price(mine: list[str], plain: str) -> bool:
    of_it = bool(mine) and "?" in mine[-1] and _WHETHER_IN_IT.fullmatch(plain) is not None
    return of_it and not is_of_what_else(plain)


def _of_an_offer(session: Session, scene: Scene, mine: str, rest: str) -> str | None:
    """ "Me sirve, con la perra": it is noted with the room that is taken."""
    offered = pet_price.is_offered(scene)
    known = any(map(names_a_pet, scene.memory.said_before()))
    if offered and asks_what_it_costs(mine) and (known or pets.comes_along(scene)):
        return pet_price.beside_the_offer(session, scene, mine, first=not known)
    if offered and known and leaves_the_pet(mine) and "?" not in mine and not pets.take_none(session, scene):
        return scene.say("noted.not_to_come", wishes=scene.say("noted.pet"))
    comes = brings_a_pet(mine) or is_to_be_noted(mine)
    if not offered or not comes or "?" in mine or len(rest.split()) > _MATTER:
        return None
    lines = [scene.say("noted.to_come", wishes=scene.say("noted.pet"))]
    rule = noted.rule_of_pets(scene)
    if rule is not None and not known:
        lines.append(
            f"{telling.fact(session, scene, rule)} {room_has.not_meant(session, scene, rule)}".strip()
        )
    return "\n".join(lines)


def _said(session: Session, scene: Scene, made: Booking, mine: str, of_it: Understanding) -> str | None:
    written = noted.PET in noted.standing(scene, made)
    if leaves_the_pet(mine):
        if not written:
            return scene.say("noted.not_to_come", wishes=scene.say("noted.pet"))
        noted.write(session, scene, made, noted.PET, mine, wanted=False)
        return scene.say("booking.pet_off", code=made.code)
    if asks_what_it_costs(mine) and (price := pet_price.beside_the_total(session, scene, made, mine)):
        return price
    whether = stay_wishes.asks_whether_noted(mine)
    to_note = (
        is_to_be_noted(mine)
        or _BARELY.fullmatch(normalise(mine))
        or (whether and not written and _was_told(scene))
    )
    rule = noted.rule_of_pets(scene)
    if not (to_note or whether) and not _asks_of_this_room(mine, of_it):
        return None
    if rule is not None and (elsewhere := pets.not_in_this_room(session, scene, made)):
        return elsewhere
    if to_note:
        if not written:
            noted.write(session, scene, made, noted.PET, mine, wanted=True)
        told = "" if written or rule is None else telling.fact(session, scene, rule)
        return "\n".join(filter(None, (scene.say("booking.pet_noted", code=made.code), told)))
    if whether:
        key = "noted.is_on" if written else "noted.is_off"
        return scene.say(key, code=made.code, wishes=scene.say("noted.pet"))
    return telling.fact(session, scene, rule) if rule is not None else None


def _was_told(scene: Scene) -> bool:
    """Whoever asks whether it was noted has told of it, and need not be asked whether they want it."""
    told = False
    for line in scene.memory.said_before():
        told = (told or brings_a_pet(line) or is_to_be_noted(line)) and not leaves_the_pet(line)
    return told


def _asks_of_this_room(mine: str, of_it: Understanding) -> bool:
    """ "Thank you. And the dog?", "¿ahí no aceptan perro?" """
    return "?" in mine and len(mine.split()) <= _MATTER + 3 and not of_it.stay
