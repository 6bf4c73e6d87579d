"""Where a room lies: its view and its floor, found in what the hotel wrote of it and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Subject
from core.flows.facts import telling
from core.flows.facts.room_names import name_words, spoken_of_alone
from core.flows.understand.text import normalise
from core.flows.understand.which_room.stairs import are_avoided, without_a_shower_step
from core.services import room_amenities, selling
from core.services.scenes import Scene
from core.services.selling import RoomType


class Sight(StrEnum):
    """What may be asked for; `topic.<name>` says what is not known of it."""

    VIEW = "view"
    GROUND = "ground_floor"


_STAIRS: Final = r"(?:escaler(?:a|as|ita|itas)|escalon(?:es)?|stairs?|staircase|steps|escadas?|degraus?)"
_ASKED: Final = {
    Sight.VIEW: re.compile(
        r"(?<!desconto a )(?<!pagar a )(?<!pagando a )(?<!pagamento a )\b(?:vistas?|views?)\b(?! previa)"
        r"|\b(?:facing|overlooking) the\b"
        r"|\b(?:de frente|virad[oa]) (?:pro|para o|pra)\b"
        r"|\b(?:que|q|cual|cuales|qual|alguna|algum|si) (?:de|da|dan|mire|mira|miren|miran|den)"
        r" (?:al|a la|hacia|para el|pro|para o)\b"
    ),
    Sight.GROUND: re.compile(
        r"\b(?:planta baja|ground (?:floor|level)|(?:no )?terreo|arriba o abajo|up or down(?:stairs)?"
        r"|em cima ou em ?baixo|(?:esta|estan|queda|quedan|es|son) (?:[a-z]+ ){0,2}?(?:arriba|abajo)"
        r"|(?:fica|ficam|esta|estao|e) (?:[a-z]+ ){0,2}?em ?(?:cima|baixo)"
        r"|(?:sin|no|sem|no teng\w+|nao tenh\w+) (?:escaleras?|escalon(?:es)?|stairs|escadas?)"
        r"|upstairs|downstairs|(?:need|have|has) to climb|climb any"
        r"|(?:que|q|cual|what|which|qual) (?:piso|floor|andar)"
        r"|(?:is|are|esta|estan|queda|quedan|fica|ficam|e|es) (?:[a-z]+ ){0,4}?(?:(?:en|on|no) )?(?:el |the |o )?"
        r"(?:primer|segundo|first|second|primeiro|1er|2do|1o|2o) (?:piso|floor|andar)"
        rf"|(?:hay|habria|tendria|haveria|tiene[ns]?|have|has|are there|there are|there be|any|tem"
        rf"|subir|climb\w*|go up|up|many|muchas?|muitas?|algun[ao]?s?)"
        rf" (?:[a-z]+ ){{0,3}}?{_STAIRS})\b"
    ),
}
# Steps to what everybody uses say nothing of a room.
_TO_THE_HOUSE: Final = re.compile(
    rf"\b{_STAIRS}\b[^.,;?!]{{0,16}}? (?:para|hasta|to|pra|ate|de|del|en|in|no|na|al"
    rf"|ao)(?: [a-z]+){{0,2}}? (?:pool|pileta"
    r"|piscina|dining|comedor|restaurant\w*|refeitorio|muelle|dock(?! cabin)|entrada|entrance|house|hotel"
    r"|posada|pousada"
    r"|lobby|recepcion|reception|recepcao|estacionamiento|parking|playa|beach|praia)\b"
)
_WRITTEN: Final = {
    Sight.VIEW: re.compile(r"\b(?:vistas?|views?|mira al?|overlook\w*|frente al|facing|de frente p)\b"),
    Sight.GROUND: re.compile(r"\b(?:planta baja|ground floor|terreo|pb)\b"),
}
_UPSTAIRS: Final = re.compile(
    r"(?:\b|^)(?:primer|segundo|tercer|first|second|third|primeiro|terceiro|[1-9](?:er|ro|do|to|st|nd|rd|th|o|º|°)?)"
    r" (?:piso|floor|andar)\b|\bpiso (?:[1-9]|alto|de arriba)\b|\bplanta alta\b|\bupstairs\b|\bandar de cima\b"
)


# Of all the rooms there are, whichever lie before the guest's eyes.
_WHICH: Final = re.compile(
    r"\b(?:que|cuales|quais|which|what) (?:de (?:las|los|tus|sus) |dos |das |of (?:the|your) )?"
    r"(?:habitaciones|piezas|cuartos|quartos|rooms?|ones|opciones|opcoes)\b"
    r"|\b(?:cuales|quais|which)(?: ones?)? (?:estan|quedan|son|tienen|hay|ficam|estao|sao|tem|are)\b"
)
_EITHER: Final = re.compile(
    r"\b(?:arriba o abajo|abajo o arriba|up(?:stairs)? or down(?:stairs)?|down(?:stairs)? or up(?:stairs)?"
    r"|em cima ou (?:em ?)?baixo|em ?baixo ou (?:em )?cima|planta (?:baja|alta) o (?:planta )?(?:alta|baja)"
    r"|ground (?:floor )?or (?:upstairs|first floor))\b"
)


@dataclass(frozen=True)
class Told:
    """Of the kinds that were looked at: what is written of some, and what of none."""

    words: str
    facts: tuple[str, ...]
    unknown: tuple[str, ...]


def named(words: str) -> tuple[Sight, ...]:
    plain = _TO_THE_HOUSE.sub(" ", without_a_shower_step(normalise(words)))
    return tuple(sight for sight, asked in _ASKED.items() if asked.search(plain))


def asked_of_all(words: str) -> bool:
    """ "Which rooms are on the ground floor?" """
    return _WHICH.search(normalise(words)) is not None


def asked_up_or_down(words: str) -> bool:
    return _EITHER.search(normalise(words)) is not None


def of(session: Session, scene: Scene, words: str, kinds: Iterable[RoomType]) -> Told | None:
    """Nothing where no sight is asked for. What is written of one room says nothing of the others."""
    asked, kinds = named(words), tuple(kinds)
    if not asked or not kinds:
        return None
    lines: dict[str, str] = {}
    unknown: list[str] = []
    for sight in asked:
        one = named_alone(session, words) if sight is Sight.GROUND and not are_avoided(words) else None
        if one is not None:
            told = _written(session, scene, one, sight) or upstairs(session, scene, one)
            lines |= {f"{one.slug}:{sight}": told} if told else {}
            unknown += [] if told else [sight]
            continue
        found = {kind.slug: said for kind in kinds if (said := _written(session, scene, kind, sight))}
        if not found and sight is Sight.GROUND:
            found = {kind.slug: said for kind in kinds if (said := upstairs(session, scene, kind))}
        lines |= {f"{slug}:{sight}": said for slug, said in found.items() if said not in lines.values()}
        if not found:
            unknown.append(sight)
    facts = tuple(f"room_types:{kind.slug}" for kind in kinds)
    return Told("\n".join(lines.values()), facts, tuple(unknown))


def named_alone(session: Session, words: str) -> RoomType | None:
    """The one a word of whose name is said that none of the others has: "has the river one stairs?"."""
    kinds = {kind.slug: kind for kind in selling.room_types(session)}
    names = {
        slug: {word for name in kind.names.values() for word in name_words(name)}
        for slug, kind in kinds.items()
    }
    own = spoken_of_alone({*name_words(words)}, names)
    return kinds[own[0]] if len(own) == 1 and len(kinds) > 1 else None


def _written(session: Session, scene: Scene, kind: RoomType, sight: Sight) -> str:
    """In the hotel's own words of that room; of the floor, where all its rooms lie on the same."""
    room, fact = kind.name(scene.language), scene.knowledge.fact(Subject.ROOM, kind.slug)
    if fact is not None and any(_WRITTEN[sight].search(normalise(text)) for text in fact.texts.values()):
        return f"{room}: {telling.fact(session, scene, fact)}"
    has = room_amenities.of_type(scene, scene.knowledge, kind).values()
    fitting = [name for name in has if _WRITTEN[sight].search(normalise(name))]
    if fitting:
        return scene.say("room.has", room=room, what=scene.list_of(fitting))
    floors = selling.floors_of(session, kind) if sight is Sight.GROUND else ()
    low = [floor for floor in floors if _WRITTEN[Sight.GROUND].search(normalise(floor))]
    if floors and len(low) == len(floors):
        return scene.say("room.has_floor", room=room)
    return ""


def on_the_ground(session: Session, scene: Scene, kind: RoomType) -> str:
    """What says so; nothing where it does not lie there, or nobody has written it down."""
    return _written(session, scene, kind, Sight.GROUND)


def is_upstairs(session: Session, kind: RoomType) -> bool:
    """Where none of its rooms lies lower."""
    floors = selling.floors_of(session, kind)
    return bool(floors) and all(_UPSTAIRS.search(normalise(floor)) for floor in floors)


def upstairs(session: Session, scene: Scene, kind: RoomType) -> str:
    if not is_upstairs(session, kind):
        return ""
    return scene.say("room.is_upstairs", room=kind.name(scene.language))
