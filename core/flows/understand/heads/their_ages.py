"""How old those children are who were counted before: told one by one, anew, or so that they are children no more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.base.kept import table
from core.domain.joining import OF_AGE
from core.domain.memory import Party
from core.flows.understand.entities.people_words import people_table
from core.flows.understand.reading import Understanding

_OLDEST: Final = 99
_MOST_WORDS: Final = 16
_FEW_WORDS: Final = 8
_BEGINS_WITH_NO: Final = re.compile(r"(?:no|nao|nop|nope)\b")
# What may stand behind an age.
YEARS: Final = r"(?: ?(?:anos?|anitos?|aninhos?|years?(?: old)?|yrs?|yo|meses|months?))?"
_HAS: Final = r"(?:tiene|tienen|tem|cumplio|ya cumplio|fez|completou|turned|is|are|'s|es|e|de|of|has)"
_JUST: Final = (
    r"(?:(?:ya|ja|actually|really|en realidad|na verdade|now|just|apenas|recien|already|solo|only|almost) )*"
)
_NUMBER: Final = re.compile(r"\d{1,2}")
_YOUNGEST: Final = (
    r"(?:mas (?:chic[oa]|chiquit[oa]|pequen[oa]|joven)|chiquit[oa]|chic[oa]|menor|menorcit[oa]|peque(?:n[oa])?"
    r"|young(?:er|est)"
    r"|little|littlest|small(?:er|est)|cacul[ao]|mais nov[oa]|mas nov[oa])"
)
_ELDEST: Final = (
    r"(?:mayor|mayorcit[oa]|mas grande|grande|old(?:er|est)|eldest|big(?:ger|gest)?"
    r"|mais velh[oa]|mas velh[oa])"
)
_RANKED: Final = re.compile(
    rf"\b(?:el|la|the|my|mi|a|o|meu|minha|al|ao) (?:\w+ )?(?:(?P<young>{_YOUNGEST})|(?P<old>{_ELDEST}))(?: one"
    rf"| \w+)?,? ?"
    rf"{_JUST}(?:tiene|tem|(?:ya )?cumplio|fez|completou|turned|is|'s) {_JUST}(?P<age>\d{{1,2}})\b{YEARS}"
    r"(?! ?(?:beds?|camas?|hab|rooms?|quartos?|people|personas?|pessoas?|noches?|nights?|mil|k\b|%|[.,:/]\d))"
)
_OF_SUCH_AN_AGE: Final = re.compile(
    rf"\b(?:(?:el|la|the|o|a) (?:\w+ )?(?:de|of) (?P<was>\d{{1,2}}){YEARS}"
    r"|the (?P<was_en>\d{1,2})(?:[ -]years?[ -]old|[ -]?yo| one)(?: \w+)?)"
    rf"(?: en realidad| actually| na verdade)?,? {_JUST}{_HAS} {_JUST}(?P<now>\d{{1,2}})\b{YEARS}"
)
_GROWN_UP: Final = re.compile(
    r"(?:\b(?:es|son|is|are|shes|hes|theyre|sao|e|eh|both|ambos|ambas|tod[oa]s|l[oa]s dos|all|os dois|as duas)|'s"
    r"|'re) (?:(?:ya|ja|all|both|an?|tod[oa]s|los \d|well) )*"
    r"(?:adult[oa]?s?|mayor(?:es)?(?: de (?:edad|idade))?|grandes?|grown(?:[ -]?ups?)?|maior(?:es)?(?: de idade)?"
    r"|over 18)\b"
    r"(?! (?:que|than|de \d|do que))"
)
_ADULTS_TOLD: Final = re.compile(
    r"\b\d{1,2} (?:adult|mayor|grande|grown|maior)|\b(?:el|la|the|o|a) (?:mas )?(?:mayor|grande|old)"
)
_UNBORN: Final = re.compile(
    r"\b(?:en la panza|en camino|por nacer|(?:todavia|aun) no nacio|no nacio|nacera?|va a nacer|not born|unborn"
    r"|isn't born|on the way"
    r"|due in|expecting|pregnant|embarazad[oa]|gravida|na barriga|nao nasceu|vai nascer|(?:the|my|a) bump)\b"
)
_FILLING: Final = (
    r"(?:perdon|digo|espera|sorry|wait|i mean|desculpa|foi mal|quer dizer|en realidad|mejor|actually|na verdade"
    r"|no|nao|not"
    r"|y|e|and|son|sao|they're|they|are|tienen|tiene|tem|de|edades?|ages?|idades?|los|las|the|chic[oa]s|kids|children"
    r"|nen[ea]s?|nin[oa]s?|criancas?|filh[oa]s?|hij[oa]s?|anos?|anitos|years?|old|yo|el|la|it's|she's|he's|she|he"
    r"|is|es|me"
    r"|equivoque|correccion|correction|my|mistake|oops|ups|ops|mal|ahora|bien|ella|ele|ela|ya|ja|already|ambos|both"
    r"|mi|meu|minha|daughter|has|of|a|o|os|as|correcao|errei|bueno|so)"
)
_AGES_ONLY: Final = re.compile(rf"(?:[ ,.;:!…]|\b{_FILLING}\b|\b\d{{1,2}}\b)+")
_TAKES_BACK: Final = re.compile(
    r"\b(?:perdon|digo|sorry|i mean|desculpa|foi mal|quer dizer|en realidad|actually|na verdade|equivoque|mistake"
    r"|correccion|correction|oops|ups|ops|errei|edades|ages|idades|anos|years)\b"
)


def without_the_unborn(known: Party, meant: Understanding, plain: str) -> Party | None:
    """Asked how old: "not born yet"."""
    children = known.children or 0
    if meant.entities.child_ages or children - len(known.child_ages) != 1 or _UNBORN.search(plain) is None:
        return None
    return replace(known, children=children - 1)


def one_by_one(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "The baby is 11 months": one of those counted; an age that is none of theirs has to be asked for."""
    said = meant.entities
    one = _told_of_one(meant.language.spoken)
    if not said.child_ages or said.adults or said.people or len(one.findall(plain)) != len(said.child_ages):
        return None
    if said.children not in (None, len(said.child_ages)):
        return None
    told, children = said.child_ages, known.children or 0
    missing = children - len(known.child_ages)
    if len(told) == children:
        return replace(known, child_ages=told)
    if 0 < len(told) <= missing:
        return replace(known, child_ages=(*known.child_ages, *told))
    if len(told) > children:
        return None
    return known if set(told) <= set(known.child_ages) else replace(known, child_ages=())


def tells_ages_alone(plain: str) -> bool:
    """There is no day in it."""
    return _AGES_ONLY.fullmatch(plain) is not None


def of_other_ages(known: Party, meant: Understanding, plain: str, last: str, answers: bool) -> Party | None:
    """The children's ages told anew, of all of them; those of eighteen are children no more."""
    missing = (known.children or 0) - len(known.child_ages)
    short = "?" not in plain and len(plain.split()) <= _FEW_WORDS
    if missing and short and _GROWN_UP.search(plain) and not _ADULTS_TOLD.search(plain):
        return _aged(known, (OF_AGE,) * (known.children or 0))
    numbers = tuple(int(one) for one in _NUMBER.findall(plain))
    if not numbers or _AGES_ONLY.fullmatch(plain) is None or max(numbers) > _OLDEST:
        return None
    if missing and len(numbers) in (missing, known.children) and max(numbers) >= OF_AGE:
        told = answers or _TAKES_BACK.search(plain) or re.search(r"\b(?:is|'s|are|tienen?|tem)\b", plain)
        kept = known.child_ages if len(numbers) == missing else ()
        return _aged(known, (*kept, *numbers)) if told else None
    if missing or len(numbers) != known.children:
        return None
    before = tuple(int(one) for one in _NUMBER.findall(last))
    just_told = sorted(before) == sorted(known.child_ages) and len(last.split()) < _MOST_WORDS
    descending = len(numbers) > 1 and max(numbers) < OF_AGE and list(numbers) == sorted(numbers, reverse=True)
    corrects = _TAKES_BACK.search(plain) is not None or (
        just_told and _BEGINS_WITH_NO.match(plain) is not None
    )
    if meant.stay.complete and not just_told:
        return None
    if corrects if len(numbers) == 1 else (just_told or corrects or descending):
        return _aged(known, numbers)
    said_old = re.search(r"\b(?:tienen?|tem|she's|he's|they're|years|anos)\b", plain)
    return _aged(known, numbers) if said_old and not meant.stay else None


def by_rank(known: Party, _meant: Understanding, plain: str) -> Party | None:
    """ "The younger one is 4", "la de 5 tiene 6"."""
    if not known.complete or "?" in plain or len(plain.split()) > _MOST_WORDS:
        return None
    ages, changed = list(known.child_ages), False
    for said in _OF_SUCH_AN_AGE.finditer(plain):
        was = int(said["was"] or said["was_en"])
        if ages.count(was) == 1:
            ages[ages.index(was)], changed = int(said["now"]), True
    if not changed and len(ages) > 1:
        for said in _RANKED.finditer(plain):
            which = min(known.child_ages) if said["young"] else max(known.child_ages)
            if which in ages:
                ages[ages.index(which)], changed = int(said["age"]), True
    return _aged(known, tuple(ages)) if changed else None


def _aged(known: Party, ages: tuple[int, ...]) -> Party:
    """Whoever is eighteen or older is one of the grown-ups."""
    young = tuple(age for age in ages if age < OF_AGE)
    grown = len(ages) - len(young)
    return replace(
        known, adults=(known.adults or 0) + grown, children=(known.children or 0) - grown, child_ages=young
    )


@table
def _told_of_one(lang: str) -> re.Pattern[str]:
    table = people_table()
    said = table[lang if lang in table else "es"]
    return re.compile(
        rf"\b(?:el|la|the|my|mi|o|a|meu|minha|our|nuestr[oa]|noss[oa]) (?:\w+ )?(?:{said['children']}"
        rf"|{said['kin_children']}),?"
        rf" {_JUST}(?:{_HAS} )?{_JUST}\d"
    )
