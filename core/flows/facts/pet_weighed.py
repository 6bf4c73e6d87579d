""" "The labrador weighs 35 kilos, may he come or not?": yes or no comes first, and the rest is served as if alone.

Whoever asks of rooms by their names hears as well which of them take none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking.notes import noted
from core.flows.booking.search import pet_limit, pet_weight, pets
from core.flows.booking.wanted import says_anything
from core.flows.facts import matters, telling
from core.flows.facts.room_names import named_whole
from core.flows.heard import hearing
from core.flows.heard.gathering import as_before, gathered
from core.flows.turn import Answer
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.wishes.pets import names_a_pet
from core.flows.wished.noting import Noted
from core.services import selling
from core.services.scenes import Scene

_SENTENCES: Final = re.compile(r"[^.;!?\n]+[.;!?]*")
_PIECES: Final = re.compile(r",\s+|(?<=\w)\s+(?=(?:pero|but|mas)\s)")
# Of the dog as well, beside its weight.
_BESIDE: Final = frozenset(
    {"de", "of", "que", "who", "pesa", "pesan", "weighs", "weighing", "uns", "unos", "about", "casi", "quase", "like",
     "at", "con", "with", "com", "and", "y", "e", "plus", "mas", "mais", "mi", "my", "meu", "minha", "un", "una", "um",
     "uma", "a", "an", "our", "nuestro", "nuestra", "nosso", "nossa", "el", "la", "the", "o", "is", "es", "grande",
     "big"}
)  # fmt: skip
_OF_IT: Final = re.compile(
    r"(?:(?:y|e|and|entonces|entao|so|then|pero|but|mas) )*(?:(?:se )?pued[eo]|pode|can (?:he|she|it)|may"
    r"|is (?:it|he|that)"
    r"|lo aceptan|aceptan|aceitam|hay drama|problem|entra|va|vai|si o no|sim ou nao|yes or no|can i bring|puedo"
    r"|(?:ele|ela|el|ella|he|she|it|es|e|is|era|super|re|muy|very|bien|bem|bonzinh\w+|buen[oa]\w*|mans[oa]|good|so"
    r"|tranquil\w+|kkk+|jaja\w*|haha\w*|lol) ?)+\b.{0,60}"
)
_SAYS_NOTHING: Final = COURTESIES | {
    "inform",
    "out_of_scope",
    "ask_policy",
    "ask_amenity",
    "help",
    "review_answer",
}
_LATELY: Final = 6
_FEWEST_WORDS: Final = 2
_TOPIC: Final = "pet_along"


def heard(session: Session, scene: Scene, meant: Understanding) -> Noted | None:
    if pet_weight.is_told(scene):
        return None
    text = scene.words  # what is heard of a dog is put in other words
    kilos = pet_limit.kilos_in(text)
    rule = noted.rule_of_pets(scene) if kilos is not None else None
    limit = pet_limit.of_rule(rule)
    if kilos is None or rule is None or limit is None or scene.taps or meant.names & FOR_RECALL:
        return None
    if not any(map(names_a_pet, (text, *scene.memory.recent[-_LATELY:]))):
        return None
    told = any(map(names_a_pet, scene.memory.said_before()))
    rest = _rest(text)
    apart = replace(scene, memory=as_before(scene))
    other = hearing.hear_words(apart, rest) if len(rest.split()) >= _FEWEST_WORDS else None
    if other is not None and not _says_more(other):
        other = None
    if kilos > limit:
        said = pet_limit.against(scene, kilos, limit)
    elif meant.stay or noted.theirs(session, scene) is not None or not (other or _rooms(session, text)):
        return None  # told with its room, or alone
    else:
        lines = [pet_limit.against(scene, kilos, limit)]
        lines += [] if told else [telling.fact(session, scene, rule)]
        said = " ".join((*lines, *_not_there(session, scene, text)))
    memory = pet_weight.with_it_told(gathered(apart.memory, other), scene)
    return Noted((Answer(_TOPIC, said, facts=telling.names_of([rule])),), other, memory)


def _says_more(other: Understanding) -> bool:
    told = says_anything(other) or bool(other.entities.as_dict())
    return told or (other.answer and bool(other.names - _SAYS_NOTHING))


def _rest(text: str) -> str:
    left = []
    for sentence in _SENTENCES.findall(text):
        for piece in map(_without_the_dog, _PIECES.split(sentence)):
            plain = normalise(piece).strip(" ¿¡?!.,;")
            if plain and (has_figures(piece) or not (names_a_pet(piece) or _OF_IT.fullmatch(plain))):
                left.append(piece.strip(" ,"))
    return ", ".join(one for one in left if any(map(str.isalnum, one)))


def _without_the_dog(piece: str) -> str:
    """ "Doble del 5 al 7 con mi perro de 35 kilos" leaves the double and the days."""
    weighs = pet_limit.WEIGHS.search(piece)
    if weighs is None:
        return piece
    before, after = piece[: weighs.start()].split(), piece[weighs.end() :].split()
    while before and _is_of_the_dog(before[-1]):
        before.pop()
    while after and _is_of_the_dog(f"kg {after[0]}"):
        after.pop(0)
    return " ".join((*before, *after))


def _is_of_the_dog(word: str) -> bool:
    return normalise(word).strip("(),") in _BESIDE or names_a_pet(word)


def _rooms(session: Session, text: str) -> tuple[str, ...]:
    names = {kind.slug: kind.names for kind in selling.room_types(session)}
    return named_whole(text, names) or matters.kinds_named(text, names)


def _not_there(session: Session, scene: Scene, text: str) -> list[str]:
    named, out = {*_rooms(session, text)}, {*pets.take_none(session, scene)}
    kinds = [kind for kind in selling.room_types(session) if kind.slug in named & out]
    if not kinds:
        return []
    rooms = scene.list_of([kind.name(scene.language) for kind in kinds])
    return [scene.say("booking.takes_no_pet", rooms=rooms)]
