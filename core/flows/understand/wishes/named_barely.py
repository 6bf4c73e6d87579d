"""Wishes that a word or two point at once they were told: "the flowers", "the nuts", "the chair"; and who has them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.wishes import needs, who_cannot_eat, who_sleeps_there
from core.flows.understand.wishes.needs import NEEDS

_LATE: Final = "late_arrival"
SERIOUS: Final = "serious_allergy"
WHEELS: Final = "wheelchair"
HEALTH: Final = frozenset({"celiac", "allergy", "diet", SERIOUS})
# Written down whatever else a message says.
NEVER_LOST: Final = HEALTH | needs.OF_HEALTH | {WHEELS}
_FOODS: Final = re.compile(
    r"(?<![a-z])(?:(?:the |el |la |los |las |o |a |os |as )?(?:(?:tree |pea)?nuts?|almonds?|hazelnuts?|walnuts?"
    r"|cashews?|pistachios?"
    r"|frutos secos|mani(?:es)?|cacahuates?|nueces|nuez|almendras?|avellanas?|castanas? de caju|amendoim|amendoins"
    r"|nozes"
    r"|castanhas?|amendoas?|avelas?|mariscos?|shellfish|prawns?|shrimps?|camarao|camaroes|camarones|frutos do mar"
    r"|pescado|fish|peixe|leche|milk|leite|lacteos|dairy|laticinios|huevos?|eggs?|ovos?|soja|soya|sesamo|sesame"
    r"|gergelim|frutillas?|strawberries|kiwi|penicilin\w*|latex))(?![a-z])"
)
_ARTICLE: Final = re.compile(r"^(?:the|el|las?|los?|os?|as?) ")
_BARELY: Final = {
    "in_the_room": re.compile(
        r"\b(?:flor(?:es)?|flowers?|ros(?:as?|es)|petal\w*|globos|balloons|baloes|torta|cake|bolo|champ\w+"
        r"|espumante"
        r"|bombones|vino|wine|vinho|decorac\w+)\b"
    ),
    "celebration": re.compile(
        r"\b(?:cumple(?:anos)?|birthday|aniversario|anniversary|luna de miel|honeymoon|lua de mel)\b"
    ),
    "allergy": re.compile(rf"\b{_FOODS.pattern}"),
    "invoice_to": re.compile(
        r"\b(?:factura|invoice|nota fiscal|fatura|rut|cuit|cuil|cnpj|cpf|rfc|nif|razon social|company name"
        r"|tax id|vat number)\b"
    ),
    "flight": re.compile(r"\b(?:vuelo|flight|voo)\b"),
    "grab_bars": re.compile(r"\b(?:barras?|agarraderas?|bars)\b"),
    "help_with_bags": re.compile(r"\b(?:valijas?|maletas?|equipaje|luggage|bags|malas|bagagem)\b"),
    "surprise": re.compile(r"\b(?:sorpresa|surprise|surpresa)\b"),
    "transfer": re.compile(r"\b(?:traslado|transfer|remis)\b(?! (?:bancari|details|money|receipt))"),
    needs.AIDS: re.compile(
        r"\b(?:(?:la|las|the|as|a|my|our) (?:valijas?|maletas?|bags?|luggage|suitcases?|malas?|bagagem|barandas?"
        r"|barras?|almohadas?|pillows?|travesseiros?|rails?|bars?|feathers?|plumas?))\b"
    ),
    WHEELS: re.compile(r"\b(?:la silla|a cadeira|the chair)\b(?! alta)"),
}
_IT_IS: Final = (
    r"(?:(?:it'?s|it is|they'?re|es|son|e|sao|eh|al?|to|aos?|as|por|thanks?|thank you|gracias|obrigad[oa]|si|yes"
    r"|sim|mainly|above all"
    r"|sobre todo|principalmente|all|todos?|todas?|los|las|los frutos secos|nomas|only|and|y|ou|o|or)[ ,:.!]+)*"
)
_OF_IT: Final = re.compile(rf"^{_IT_IS}(?:{_FOODS.pattern})")
_ALLERGIC: Final = ("alerg", "allerg", "intoleran")
_LATELY: Final = 6
_SENTENCES: Final = re.compile(r"(?<=[.!?;\n])\s+")
_SITS_IN_IT: Final = re.compile(
    r"\b(?:us(?:a|o|an|am|amos|es?|ing)|and(?:a|o|an|am) (?:en|de|em)|en|in|on|em|na|de)(?: (?:an?"
    r"|una?|uma?|su|la))? $"
)
_WHO_SITS: Final = ("cadeirante", "cadeirantes", "user", "users")


def kinds(plain: str) -> frozenset[str]:
    return frozenset(kind for kind, said in _BARELY.items() if said.search(plain))


def foods(plain: str) -> tuple[str, ...]:
    """What somebody may not eat, one by one."""
    return tuple(dict.fromkeys(_ARTICLE.sub("", found.group()) for found in _FOODS.finditer(plain)))


def of_their_allergy(words: str, before: Sequence[str]) -> list[str]:
    """The sentences that tell what it is to: "it's nuts: almonds, peanuts", once an allergy was told."""
    said = [one for one in _SENTENCES.split(words) if "?" not in one and _OF_IT.match(normalise(one).strip())]
    told = said and any(stem in normalise(line) for line in before[-_LATELY:] for stem in _ALLERGIC)
    return said if told else []


def is_told(sentence: str, kind: str, start: int, end: int, *, wanted: bool) -> bool:
    """Though the sentence asks too: of whoever has it; of anything else, where it is wanted."""
    if kind in NEEDS | {needs.BAGS}:
        return needs.is_told(kind, sentence[:start], sentence[start:end], wanted=wanted)
    if kind == who_sleeps_there.KIND and who_sleeps_there.tells_of_one_room(
        sentence[:start], sentence[start:end]
    ):
        return True
    if kind not in HEALTH | {WHEELS, _LATE}:
        return wanted
    if kind == WHEELS:
        return _SITS_IN_IT.search(sentence[:start]) is not None or sentence[start:end].endswith(_WHO_SITS)
    return kind in HEALTH and who_cannot_eat.is_told(sentence[:start])
