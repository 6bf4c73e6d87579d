"""What somebody's health, age or gait asks of a house, told and not asked for: "I sleep with an oxygen machine".

Told it is even in a question: whoever asks whether the machine can be plugged in has one.
"""

from __future__ import annotations

import re
from typing import Final

HEALTH_TOLD: Final = "health"
AIDS: Final = "aids"
NEEDS: Final = frozenset({HEALTH_TOLD, AIDS})
BAGS, BARS = "help_with_bags", "grab_bars"
OF_HEALTH: Final = NEEDS | {BAGS, BARS}
# Several of a kind stand beside one another, each in the words that told it.
_DIET: Final = "diet"
IN_THEIR_WORDS: Final = NEEDS | {_DIET}
_SAYS_NO_ITSELF: Final = re.compile(
    r"(?:(?:no|nao|nem|ni|nor|or|not|sin|sem|without|nada|can.?t|can not|cannot|low|non)\b|baj|lower)"
)
_LENT: Final = re.compile(
    r"\b(?:hay|habra|tienen|tenes|venden|alquilan|prestan|do you (?:have|sell|rent|lend)|have you got|got any"
    r"|is there|are there|voces tem|vcs tem|vendem|alugam|emprestam)(?: [a-z]+){0,2} $"
    r"|^[ ¿]*(?:tiene|tem)(?: [a-z]+){0,2} $"
)
_HELPS: Final = re.compile(r"(?:ayud|help|ajud|mano)")
_NOT_ANY_MORE: Final = re.compile(
    r"\b(?:ya no (?:necesit\w+|hace[n]? falta|quer\w+|quier\w+)|no (?:hace[n]? falta|necesit\w+)|no anot\w+"
    r"|no longer need\w*|(?:do ?n.?t|does ?n.?t|not|no) need\w*|no need for|don.?t (?:note|write|put)"
    r"|nao (?:precis\w+|anot\w+|coloq\w+)|sac\w+|quit\w+|remove|forget|olvid\w+|esquec\w+)(?: [a-z']+){0,3} $"
)
_HAS_NONE: Final = re.compile(
    r"\b(?:no (?:tengo|tiene|tenemos|soy|es|somos|estoy|esta|uso|usa|hay|padezco)|not|isn.?t|(?:do ?n.?t|doesn.?t) have"
    r"|nao (?:tenho|tem|sou|e|estou|esta|uso|usa)|ni|nor|nem|without (?:any )?|never had)(?: [a-z]+){0,1} $"
)


# One matter in other words: whoever tells of their asthma twice has one.
_MATTERS: Final = (
    ("oxig", "oxyg"), ("asma", "asthma"), ("embaraz", "pregnan", "gravid", "gestant"), ("marca", "pacemaker"),
    ("valij", "malet", "equipaj", "bolso", "bags", "luggage", "suitcase", "mala", "bagag"),
    ("pluma", "feather", "penas"),
    ("ques", "queij", "chees"), ("pescado", "peixe", "fish"), ("baranda", "barandilla", "bed rail", "grade"),
    ("silla", "chair", "cadeir", "banqu", "banco", "stool"), ("cama baj", "cama baix", "low bed", "lower bed"),
    ("grab", "barra", "agarrad"), ("rodilla", "knee", "joelho"), ("cadera", "hip", "quadril"), ("epilep",),
    ("cardi", "heart", "corazon", "coracao"), ("azucar", "acucar", "sugar"), ("enchuf", "outlet", "socket", "tomada"),
)  # fmt: skip

# "My knee is bad", "tengo mal la rodilla": told in a sentence, and noted by a name.
_IS_SO: Final = (
    (re.compile(r"(?i)^(knees?|hips?|back) (?:is|are|r) dodgy$"), r"dodgy \1"),
    (re.compile(r"(?i)^(knees?|hips?|back) (?:is|are|r) [a-z]+$"), r"bad \1"),
    (re.compile(r"(?i)^mal (?=las? )"), "mal de "),
    (re.compile(r"(?i)^([a-z]+) (?:est[aáãn]+o?|andan?|t[aáã]o?) ([a-zé]+)$"), r"\1 \2"),
)


def by_a_name(thing: str) -> str:
    return next((said.sub(name, thing) for said, name in _IS_SO if said.search(thing)), thing)


def matter_of(thing: str) -> str:
    return next((one[0] for one in _MATTERS if any(stem in thing for stem in one)), thing)


def is_told(kind: str, before: str, said: str, *, wanted: bool) -> bool:
    """Of a sentence that asks, by the folded words before it and its own; rails and bars only where they are wanted."""
    if kind in (AIDS, BAGS):
        return wanted or _HELPS.match(said) is not None
    return _LENT.search(before) is None


def is_denied(kind: str, before: str) -> bool:
    """ "She can't come without her oxygen" denies nothing, nor does "no raw fish" behind another thing not eaten."""
    gone = _NOT_ANY_MORE.search(before) is not None
    return gone or (kind == HEALTH_TOLD and _HAS_NONE.search(before) is not None)


def says_no_itself(said: str) -> bool:
    """ "Nem queijo mole", "sin TACC": what is denied is the cheese or the flour, and not the wish."""
    return _SAYS_NO_ITSELF.match(said) is not None
