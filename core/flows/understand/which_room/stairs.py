"""Who seeks a room without stairs, or cannot climb them; whether there are any to this very room is only asked.

Whoever walks with a stick or comes in a wheelchair need not say what that means for a room.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import Final

from core.flows.understand.text import normalise, says_any
from core.flows.understand.watching import Seldom

# A step at the shower is no matter of floors.
_OF_THE_BATH: Final = r"(?:bano|ducha|banera|banheir[ao]|chuveiro|box|shower|bath(?:room|tub)?)"
_SHOWER_STEP: Final = re.compile(
    rf"\b{_OF_THE_BATH}\b[^.!?,;]{{0,24}}\b(?:escalon(?:es)?|degraus?|steps?)\b"
    rf"|\b(?:escalon(?:es)?|degraus?|steps?)\b[^.!?,;]{{0,24}}\b{_OF_THE_BATH}\b"
)
_STAIRS: Final = r"(?:escaler\w+|escalon(?:es)?|stairs|steps|escadas?|degraus?)"
_LOW: Final = (
    r"(?:planta baja|(?:piso|parte) de abajo|abajo|ground (?:floor|level)|downstairs|terreo|andar de baixo"
    rf"|(?:sin|without|no|sem|nao (?:tenha|tem)) (?:any |subir |que subir )?{_STAIRS})"
)
_ANY: Final = (
    r"(?:algun[ao]?s?|alguma?s?|algo|otr[ao]s?|outr[ao]s?|any(?:thing|where)?|something|another|one|una|uno|uma|um"
    r"|tienen|tenes|tendrian?|tendras|hay|habra|habria|have|got|tem|teria|ha|prefer\w*|prefier\w+|prefiro"
    r"|mejor|better"
    r"|melhor|quier\w+|queremos|quisier\w+|quero|need|want|necesit\w+|precis\w+|busc\w+|procur\w+)"
)
_SOUGHT: Final = re.compile(rf"\b{_ANY}\b[^.?!\n]{{0,40}}\b{_LOW}\b|\b{_LOW}\b[^.?!\n]{{0,20}}\b{_ANY}\b")
_CANNOT: Final = re.compile(
    r"\b(?:no|nao|can'?t|cannot|can not|don'?t|doesn'?t|not able to|unable to|hard to|cuesta\w*|dificil"
    rf"|struggles? with)\b[^.?!\n]{{0,24}}\b{_STAIRS}\b"
    r"|\b(?:no|nao|ni) (?:pued\w+|podemos|podria\w*|consegue\w*|pode|podem|aguanta\w*) (?:ni )?(?:subir|trepar)"
    r"(?= *(?:$|[.,;!?)]|ni\b|nem\b|al? (?:primer|segundo|piso)|pisos?\b|nada\b))"
    r"|\b(?:can'?t|cannot|can not|unable to|not able to) (?:really )?(?:climb|go up|get up)(?! (?:early|on time))"
    rf"|\b(?:upstairs|{_STAIRS}) (?:would be|is|are|seria|es|son|sao|serian) (?:too|muy|demasiad\w+|muito|a lot"
    r"|impos\w+|no good|dificil\w*)\b"
)
_FIRST: Final = r"(?:primer|segundo|first|second|primeiro) (?:piso|floor|andar)"
_UP: Final = rf"(?:planta alta|arriba|upstairs|{_FIRST}|andar de cima)"
_BELOW: Final = r"(?:(?:en|on|no|na|in|de) )*(?:la |the )?(?:planta baja|ground floor|terreo)"
_DOWN: Final = rf"(?:abajo|{_BELOW}|downstairs|embaixo)"
# "Upstairs no", "the two of them downstairs", "it has to be downstairs".
_NOT_UP: Final = re.compile(
    rf"\b(?:{_UP}|{_STAIRS}),? (?:no|nao|ni (?:ahi|loc[ao]|a palos|en pedo))"
    r"(?= *(?:$|[.,;!]| por favor| please| porfa| y| e))"
    r"|\b(?:nada de|no quiero|no queremos|nao quero|don'?t want|no|nothing) (?:una? |la |the |any |de )?"
    rf"(?:{_UP}|{_STAIRS})(?= *(?:$|[.,;!]| por favor| please| porfa| pls))"
    rf"|\b(?:las dos|los dos|ambas|ambos|both|todas|todos|all|as duas|os dois)(?: rooms)? {_DOWN}\b"
    rf"|\b{_DOWN} (?:tiene que ser|has to be|tem que ser|si o si)\b|\b(?:tiene que ser|has to be|must be|tem que ser)"
    rf"(?: (?:si o si|algo|una|um))* {_DOWN}\b|\b(?:va|vaya|duerm\w+|durm\w+|dorm\w+|sleeps?) {_DOWN}\b"
    rf"|\b(?:no|nao) (?:las|los|as) pued\w+ subir\b"
)
_ROOM_LOW: Final = re.compile(
    r"(?<!the )(?<!la )(?<!el )(?<!esa )(?<!that )(?<!o )\b(?:habitacion(?:es)?|cuartos?|piezas?|quartos?|rooms?"
    r"|dobles?|doubles?|triples?|algo|lugar) (?:(?:que (?:sea|este|quede|fique|seja)|de|en|on|at|no|na|in) )+"
    rf"(?:(?:la|el|the|o) )?{_LOW}\b|(?<!the )\bground[ -]?floor (?:rooms?|doubles?|triples?|only|please)\b"
)
# "Two of us from the 15th to the 18th, on the ground floor": named beside what else is wished for, and of no room.
_TOLD_LOW: Final = re.compile(r"\b(?:planta baja|ground[ -]?(?:floor|level)|(?<!do )terreo|andar terreo)\b")
_OF_A_ROOM: Final = re.compile(
    r"\b(?:esta|estan|estaba|queda|quedan|quedaba|hay|habia|is|are|was|were|there|fica|ficam|ficava|tem|tienen?"
    r"|no (?:quier\w+|queremos|me|nos|hace|necesit\w+|la|en)|nao (?:quer\w+|precis\w+|gost\w+)|not|never|avoid"
    r"|evitar|don'?t|doesn'?t|isn'?t|ya no|tampoco|odi\w+|hate\w*|cual(?:es)?|which|what|quais|qual"
    r"|que(?! (?:sea|este|quede|fique|seja|esteja|tenga|ser)\b))\b[^.,;!?\n]{0,40}$"
    r"|\b(?:es|son|it'?s) (?:(?:en|on|la|the) )*$"
)
_NOT_LOW: Final = re.compile(
    r"\b(?:no (?:quier\w+|queremos|quisier\w+)|(?:do not|don'?t|dont) (?:want|like)|nao quer\w+)(?: [a-z]+){0,3}"
    r" (?:planta baja|ground[ -]?floor|terreo)\b"
)
_WITH: Final = (
    r"(?:us[aoe](?:mos|n|s)?|us(?:es|ing)|anda(?:mos|n)? con|camin[ao]n? con|va con|voy con|mov\w+ con"
    r"|anda (?:com|de)"
    r"|walks? with|goes? with|on|in|en|em|con|com|need|needs)"
)
_WALKS_BADLY: Final = re.compile(
    rf"\b{_WITH} (?:(?:a|an|un|una|um|uma|her|his|my|su|mi|two|2) )?(?:baston(?:es)?|andador|muletas?|bengala|cane"
    r"|walker|walking (?:stick|frame)|crutch(?:es)?|rollator)\b"
    r"|\b(?:movilidad reducida|mobilidade reduzida|(?:limited|reduced) mobility|mobility (?:issues?|problems?)"
    r"|problemas? (?:para|con|con las|com) (?:subir|caminar|escaler\w+|andar)"
    r"|problemas? de (?:movilidad|rodillas?|cadera|mobilidade|joelhos?)|bad (?:knees?|hips?|legs?)"
    r"|(?:trouble|difficulty|problems?) (?:walking|climbing|with stairs)"
    r"|(?:sufr\w+|mal|operad[oa]|delicad[oa]) (?:de|con) (?:(?:la|las|mi|mis|su|sus|una) )?"
    r"(?:rodillas?|caderas?|piernas?)|(?:duelen?|dolor\w*)(?: (?:mucho|de|en|mis?))* (?:la |las |los )?"
    r"(?:rodillas?|cadera|piernas?)"
    r"|(?:dor|dores|sofr\w+|mal) (?:no|nos|do|dos|de|d[oa]s?) (?:joelhos?|quadril|pernas?)"
    r"|(?:knees?|hips?) (?:hurts?|trouble|pain|(?:is|are) (?:bad|shot|gone))"
    r"|(?:le|les|me|nos) cuesta (?:mucho |bastante )?(?:caminar|subir)"
    r"|(?:camina|caminan|anda) (?:con dificultad|muy mal|com dificuldade)|dificuldade (?:de|para|pra"
    r"|em) (?:andar|subir"
    r"|caminhar|se locomover)|(?:operad[oa]|oper[oa]) d[aeo] (?:la |una |do |a )?(?:rodilla|cadera|joelho|quadril))\b"
)
_WHEELS: Final = re.compile(
    rf"\b{_WITH} (?:(?:a|una?|uma?|su|mi|her|his|my) )?(?:silla de ruedas|wheel ?chair|cadeira de rodas)\b"
    r"|\b(?:cadeirante|wheel ?chair user)s?\b"
)
_NOT: Final = re.compile(
    rf"\b(?:no|nao|not|doesn'?t|don'?t|sin|sem|without|ya no"
    rf"|no longer)\b[^.,;?!\n]{{0,14}}\b{_WITH} [^.,;?!\n]{{0,20}}"
    r"(?:baston|andador|muleta|bengala|cane|walk|crutch|silla|wheel|cadeira)"
)
_LEVEL: Final = (
    r"(?:arriba|upstairs|piso|floor|andar|escaler\w+|stairs|steps|escadas?|degraus?|planta (?:alta|baja)|terreo|subir"
    r"|climb\w*)"
)
_HIGH: Final = (
    r"(?:arriba|upstairs|planta alta|(?:primer|segundo|first|second|primeiro) (?:piso|floor|andar)"
    r"|andar de cima)"
)
_NEVER_MIND: Final = (
    r"(?:no (?:me |nos |le )?importa\w*|da igual|da lo mismo|(?:don'?t|do not) mind|doesn'?t matter|not a problem"
    r"|tanto faz|nao (?:me |nos )?importa\w*|(?:ya )?no hace falta|ya no (?:necesit\w+|precis\w+)|no longer need"
    r"|(?:don'?t|do not) need|nao precis\w+|sin problemas?|sem problemas?|no hay problema con)"
)
_FINE: Final = (
    r"(?:puede ser|pode ser|podemos ir|esta bien|tambien (?:sirve|va|esta bien)|(?:is|are|would be|works?)"
    r" (?:fine|ok|okay|good|too)|can be|could be|serve|tudo bem|ta bom|works)"
)
_ANY_FLOOR: Final = re.compile(
    rf"\b(?:any|cualquier|qualquer) (?:piso|floor|andar)\b|\b{_NEVER_MIND}\b[^.,;?!\n]{{0,24}}\b{_LEVEL}\b"
    rf"|\b{_LEVEL}\b[^.,;?!\n]{{0,16}}\b{_NEVER_MIND}(?= *(?:$|[.,;!]))"
    rf"|\b{_FINE}\b[^.,;?!\n]{{0,16}}\b{_HIGH}\b|\b{_HIGH}\b[^.,;?!\n]{{0,16}}\b{_FINE}(?!\w)"
)
_LEGS: Final = (
    "baja", "abajo", "ground", "downstairs", "terreo", "baixo", "escal", "stair", "step", "escad", "degrau", "baston",
    "cane", "stick", "walk", "crutch", "wheel", "ruedas", "rodas", "cadeirante", "andador", "muleta", "bengala",
    "movil", "mobil", "camin", "andar", "rodilla", "knee", "hip", "joelho", "arriba", "upstairs", "piso", "floor",
    "rollator", "cadera", "subir", "climb", "legs", "alta",
)  # fmt: skip
_STEPS: Final = r"(?:escalon(?:es|cito)?|steps?|degraus?|desnivel(?:es)?)"
_NOT_EVEN_ONE: Final = Seldom(
    rf"\b{_STEPS}\b[^.!?\n]{{0,16}} (?:at all|anywhere|whatsoever|ni|nem|not even|en ning\w+ lado|em lugar nenhum"
    r"|(?:at|to|into|by) (?:the |get (?:in|into) ?(?:the )?)?(?:door|room|bathroom|it)"
    r"|(?:en la|na) (?:puerta|porta)|(?:para|pra|al|ao) (?:entrar|salir|sair))\b"
    rf"|\b(?:ni (?:un|uno|1)(?: solo)?|ningun|nenhum|nem um|not (?:a single|one|even (?:a|one))|not even) {_STEPS}\b"
)
_OF_THIS: Final = re.compile(
    r"^(?:(?:y|e|and|ah|ok)[ ,]+)*(?:(?:esta|es|queda|is|fica|e) (?:it |esa |ese |essa |esse |ella |that )?"
    r"(?:en |on |in |no |na )?(?:la |the |o )?(?:planta baja|ground|terreo|upstairs|downstairs)"
    r"|(?:(?:so|then|entonces|entao|but|pero|mas|wait)[ ,]+)*(?:that|this|it|esa|ese|esta|este|essa|esse)"
    r"(?: one| room| habitacion| pieza| quarto| opcion)? ?(?:is|'?s|esta|queda|es|fica|e) (?:also |tambien |tambem )?"
    r"(?:en|on|in|no|na) (?:la |the |o )?(?:planta baja|ground|terreo)"
    r"|(?:hay|tem|are there|is there|would there be|there are)(?: que subir)? (?:any )?(?:muchas? |muitas? )?"
    rf"{_STAIRS})"
)


def not_even_one(text: str) -> bool:
    """ "No steps at all, not even at the door?": a ground floor alone is no answer."""
    return _NOT_EVEN_ONE.search(normalise(text)) is not None


def without_a_shower_step(plain: str) -> str:
    return _SHOWER_STEP.sub(" ", plain)


def are_avoided(text: str) -> bool:
    """Something low is sought, or the stairs cannot be climbed."""
    plain = without_a_shower_step(normalise(text)).replace("¿", "").replace("¡", "")
    asks_of_this = _OF_THIS.search(plain) is not None
    return not asks_of_this and (_SOUGHT.search(plain) is not None or cannot_be_climbed(plain))


class Legs(Enum):
    NO_STAIRS = auto()
    WHEELS = auto()
    ANY_FLOOR = auto()


@lru_cache(maxsize=256)
def told_of_legs(text: str) -> Legs | None:
    """What a line says of stairs and whoever has to climb them; nothing where it only asks of a room."""
    plain = normalise(text).replace("¿", "").replace("¡", "")
    if not says_any(plain, _LEGS):
        return None
    plain = without_a_shower_step(plain)
    if _ANY_FLOOR.search(plain) or _NOT.search(plain) or _NOT_LOW.search(plain):
        return Legs.ANY_FLOOR
    if _WHEELS.search(plain):
        return Legs.WHEELS
    low = are_avoided(text) or _WALKS_BADLY.search(plain) or _ROOM_LOW.search(plain)
    return Legs.NO_STAIRS if low or _NOT_UP.search(plain) or _is_told_low(plain) else None


def _is_told_low(plain: str) -> bool:
    """Named as where they would be, in a sentence that asks nothing and tells of no room where it lies."""
    for found in _TOLD_LOW.finditer(plain):
        before, after = plain[: found.start()], plain[found.end() :]
        ends = next((mark for mark in after if mark in ".!?\n"), "")
        if ends != "?" and _OF_A_ROOM.search(before) is None:
            return True
    return False


def cannot_be_climbed(text: str) -> bool:
    return _CANNOT.search(normalise(text)) is not None
