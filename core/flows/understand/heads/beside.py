"""People spoken of beside the party: a table for 2, towels for 4, a son who may not eat nuts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.memory import About, Asked, Party
from core.flows.understand.entities import read_entities
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.reading import Understanding
from core.flows.understand.stay import StayReading
from core.flows.understand.text import normalise, numbered
from core.flows.understand.wishes.pets import asks_to_leave_it_alone

# What a house has and what people eat. "With a pool" describes the room that is wished for.
_OF_THE_HOUSE: Final = re.compile(
    r"(?<!\bcon )(?<!\bwith )(?<!\bcom )(?<!\bwith a )\b(?:"
    r"desayun\w*|almuerz\w*|almorzar|cenas?|cenar|merienda|comer|comida|comidas|menu|mesas?|restauran\w*|asados?|bar"
    r"|breakfast|lunch|dinner|supper|eats?|food|tables?|drinks?|cafe da manha|almoco|jantar|refeic\w*|comem|carne"
    r"|gluten|celiac\w*|coeliac|alergi\w*|allerg\w*|vegan\w*|vegetarian\w*|lactos\w*|camarao|mariscos|nuts|peanuts?"
    r"|pileta|piscina|alberca|pool|sauna|spa|jacuzzi|gym|gimnasio|academia|masaj\w*|massag\w*|bicis?|bikes?|kayaks?"
    r"|escaler\w*|escad\w*|stairs?|steps|ascensor|elevador|elevator|lift|toall\w*|toalhas?|towels?|almohad\w*|pillows?"
    r"|cochera|estacionamiento|parking|auto|coche|carro|car|taxi|remis|transfer|paraguas)\b"
)
# Said so, it is about who comes all the same.
_OF_THE_PARTY: Final = re.compile(
    r"\b(?:somos|seremos|seriamos|vamos|venimos|viajamos|llegamos|vienen?|vem|vir|venir|vindo|we are|we're|we will be"
    r"|we'll be|coming|comes|to come"
    r"|come (?:too|along|with)|adult\w*|habitaci\w*|piezas?|cuartos?|quartos?|rooms?|caban\w*|cabins?|depto|suite"
    r"|noches?|nights?|noites?|reserv\w*|book\w*|lugar|disponib\w*|availab\w*|vagas?|agreg\w+|sumar|sumame|add"
    r"|acrescent\w*|al final|after all|no final|en realidad|actually|na verdade)\b"
)
# Who fetches, visits or brings something goes again.
_PASSES_BY: Final = re.compile(
    r"\b(?:(?:com(?:es?|ing)|is|are|will)(?: over| by| round)?(?: to)? (?:pick|fetch|collect|visit|drop|see|meet|bring)"
    r"|(?:viene|vienen|va|van|pasa|pasan|vendra) a (?:busc|recog|visit|tra|ver|salud|dej|conoc)[a-z]*"
    r"|(?:vem|vai|vao|passa|passam)(?: (?:pra|para|a))? (?:(?:me|nos) )?(?:busc|visit|traz|ver\b|peg|deix)[a-z]*"
    # Who drives the party there is one of it, or goes again: its number stays.
    r"|(?:driv(?:es?|ing)|drop(?:s|ping)?|tak(?:es?|ing)|bring(?:s|ing)?|pick(?:s|ing)?) (?:us|me)"
    r"(?: there| off| over| up| down)?\b|giv(?:es?|ing) (?:us|me) a (?:ride|lift)"
    r"|(?:nos|me) (?:va a |van a |puede |vai |vao )?(?:llev|alcanz|acerc|tra[eia]|tir|dej|lev|deix|busc)[a-z]*"
    r"|(?:va|van|vai|vao) (?:a )?(?:llevarnos|alcanzarnos|traernos|dejarnos|nos levar|nos deixar|levar nos)"
    r"|(?:lev|deix|busc)[a-z]* a gente)"
)
_FOR_ME: Final = re.compile(r"\b(?:para|pra|pa) mim?\b|\bfor me\b")
_ALONE: Final = re.compile(
    r"\b(?:sol[oa]|solamente|nomas|so|apenas|somente|sozinh[oa]|just|only|alone|myself|1|una?|uma?|one|single|simple)\b"
)
_AT_A_TABLE: Final = re.compile(
    r"\b(?:mes(?:a|ita)s?|tables?)(?: (?:grande|larga|big|large))? (?:para|pra|p/|de|for|of)"
    r" (?:l[oa]s |nos |us )?\d{1,2}(?: (?:personas?|pessoas?|people|persons|comensales|adult\w*))?\b"
)
# "A taxi tomorrow at 5" is asked for by whoever is there, whatever they were asked before.
_A_RIDE: Final = re.compile(r"\b(?:taxis?|remis(?:es)?|cabs?|uber|cabify|didi)\b")
_A_SERVICE: Final = frozenset({"service_booking"})
# Open questions that days and people do not answer.
_ASKED_OTHERWISE: Final = frozenset({About.YES_OR_NO, About.CHOICE})
_OF_PEOPLE: Final = frozenset({About.PEOPLE, About.ADULTS, About.CHILDREN, About.AGES})


def about_the_house(plain: str) -> bool:
    """Of normalised words: they speak of food, pools, stairs and the like, and of nobody who comes."""
    return _OF_THE_HOUSE.search(plain) is not None and _OF_THE_PARTY.search(plain) is None


def beside_the_party(known: Party, meant: Understanding, asked: Asked | None) -> Understanding:
    """A party told before stays as it is, whoever would like to dine or swim. What was asked for is an answer."""
    plain = normalise(meant.text)
    one = known.heads > 1 and meant.entities.people == 1
    if one and (_is_done_for_them(plain) or asks_to_leave_it_alone(meant.text)):
        return replace(meant, entities=replace(meant.entities, adults=None, people=None))
    if known.adults is None or meant.stay or (asked is not None and asked.about in _OF_PEOPLE):
        return meant
    said = meant.entities
    if not about_the_house(plain) and not _PASSES_BY.search(plain):
        return meant
    return replace(meant, entities=replace(said, adults=None, children=None, child_ages=(), people=None))


def _is_done_for_them(plain: str) -> bool:
    """ "Guardala para mí": whoever writes is done a favour, and need not come alone."""
    return _FOR_ME.search(plain) is not None and _ALONE.search(plain) is None


def beside_the_stay(meant: Understanding, asked: Asked | None) -> Understanding:
    """ "We are 8 and would like to dine on Saturday": a table or a boat is wished for, and no stay told.

    Where the house has just asked for days or people they are the answer, unless it is plainly a table's.
    """
    plain = numbered(normalise(meant.text), meant.language.spoken)
    at_a_table = _AT_A_TABLE.search(plain) is not None
    was_asked = asked is not None and asked.about not in _ASKED_OTHERWISE
    is_service = meant.answer and meant.names - COURTESIES == _A_SERVICE
    rides = _A_RIDE.search(plain) is not None and not meant.stay.complete
    if is_service and (at_a_table or rides or not (was_asked or meant.stay.complete)):
        said = replace(meant.entities, adults=None, children=None, child_ages=(), people=None, rooms=None)
        return replace(meant, entities=said, stay=StayReading())
    return _without_diners(meant, plain) if at_a_table else meant


def _without_diners(meant: Understanding, plain: str) -> Understanding:
    """ "A table for eight and a room for two": two of them stay."""
    left = read_entities(_AT_A_TABLE.sub(" ", plain), meant.language.spoken)
    who = ("adults", "children", "child_ages", "people")
    return replace(meant, entities=replace(meant.entities, **{name: getattr(left, name) for name in who}))
