"""How many rooms, and which kind. "una habitación" counts only when nothing else is counted: it is an article too."""

from __future__ import annotations

import re
from functools import lru_cache

_NOUNS = {
    "es": r"habitacion(?:es)?|habs?\b|habitasion(?:es)?|abitacion(?:es)?|cuartos?(?! de hora)|piezas?|cabanas?|departamentos?|deptos?|dptos?|suites?|dormis?|bungalows?|unidades|aptos?|chales?|apartamentos?",
    "en": r"rooms?|bedrooms?|suites?|cabins?|apartments?|flats?|doubles|singles|twins|units?|bungalows?|chalets?|triples|cottages?|lodges?",
    "pt": r"quartos?|chales?|suites?|apartamentos?|aptos?|apartos?|cabanas?|acomodac(?:ao|oes)|unidades|bangalos?",
    "fr": r"chambres?|suites?|appartements?",
}
_KINDS = {
    "es": r"dobles|singles|triples|cuadruples|matrimoniales|individuales",
    "en": r"(?:double|single|twin|triple|family|king|queen|deluxe|standard|superior|connecting|separate|en-?suite|private|quad|nice|quiet)",
    "pt": r"duplos|triplos|solteiros|casal", "fr": r"doubles|simples",
}  # fmt: skip
_ONE = {"es": "un|una|uno", "en": "one|a|an", "pt": "um|uma", "fr": "un|une"}
# A room's kind by the words for it. First that fits wins; keys are the same in every language.
_TYPES = (
    ("family", r"\bfamiliar(?:es)?\b|\bfamily (?:room|suite|cabin|apartment)s?\b|\bquartos? familia\b|\bfamilia(?:is)?\b(?= ?$)|\bfamiliares\b"),
    ("suite", r"\bsuites?\b|\bsuit\b(?=[ ?.!,]|$)"),
    ("quadruple", r"\bcuadruples?\b|\bquadruplos?\b|\bquadruples?\b|\bquads?\b|\bcuadru\b|\bfour[ -]bed\b"),
    ("triple", r"\btriples?\b|\btriplos?\b|\btripple\b"),
    ("twin", r"\btwins?\b|\b2 camas (?:individuales|simples|separadas|chicas|de una plaza|de solteiro|singles)|\bcamas separadas\b|\b2 (?:single|separate|twin) beds\b|\bseparate beds\b|\b2 camas de solteiro\b|\bdoble twin\b|\bdos camas\b"),
    ("double", r"\bdobles?\b|\bdoubles?\b|\bduplos?\b|\bmatrimonial(?:es)?\b|\bcama (?:grande|de casal|matrimonial|queen|king|de 2 plazas|doble)|\bking(?:[ -]size)?\b|\bqueen(?:[ -]size)?\b|\bquartos? de casal\b|\bquartos? casal\b|\bdbl\b|\bdobel\b|\bsuite casal\b"),
    ("single", r"\bsingles?(?! (?:beds?|parent|night|day))\b|\bsimples?\b(?=[ ,.?!]|$)(?<!camas simples)|\bindividual(?:es)?\b(?<!camas individuales)|\bsolteiros?\b(?<!camas de solteiro)|\bsgl\b|\bsencillas?\b"),
    ("dorm", r"\bdormis?\b|\bdormitorio compartido\b|\bdorm(?:itory)?\b|\bcompartid[oa]s?\b|\bshared room\b|\bquarto compartilhado\b|\bcama en dormi"),
    ("studio", r"\bmonoambientes?\b|\bstudios?\b|\bestudios?\b(?= (?:para|con|libre|disp))|\bkitnets?\b"),
    ("cabin", r"\bcabanas?\b|\bcabins?\b|\bchales?\b|\bbungalows?\b|\bcabanitas?\b|\bcottages?\b|\bchalets?\b|\bbangalos?\b"),
    ("apartment", r"\bdepartamentos?\b|\bdeptos?\b|\bdptos?\b|\bapartments?\b|\bapartamentos?\b|\baptos?\b|\baparts?\b|\bflats?\b"),
)  # fmt: skip


@lru_cache(maxsize=None)
def _counting(lang: str) -> re.Pattern[str]:
    kinds, nouns = _KINDS[lang], _NOUNS[lang]
    middle = rf"(?:{kinds} )?" if lang == "en" else r"(?:otras? |otros? |outr[oa]s? |mas )?"
    return re.compile(
        rf"(?<![\d/.,$\x01-])\b(?P<number>\d{{1,2}}|{_ONE[lang]}) ?{middle}(?:{nouns}|{'(?!)' if lang == 'en' else kinds})(?![a-z])"
    )


@lru_cache(maxsize=1)
def _types() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{key}>{pattern})" for key, pattern in _TYPES))


def find_rooms(text: str, lang: str) -> int | None:
    """`text` is folded and numbered. A number is a count; the article counts as one only when it is alone."""
    total, article = 0, False
    for match in _counting(lang).finditer(text):
        said = match.group("number")
        if said.isdigit():
            total += int(said)
        else:
            article = True
            total += said == "one" if lang == "en" else 0
    return total or (1 if article else None)


def find_room_types(text: str) -> tuple[str, ...]:
    found = dict.fromkeys(match.lastgroup or "" for match in _types().finditer(text))
    order = [key for key, _ in _TYPES]
    return tuple(sorted(found, key=order.index))
