"""Who comes: what the rules found, weighed with everything else the message says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import Final

from core.base.kept import table
from core.flows.understand.entities.children import TWINNED, party_by_rules, told_in_figures
from core.flows.understand.entities.of_age import with_those_of_age
from core.flows.understand.entities.people_words import people_table
from core.flows.understand.entities.tally import People
from core.flows.understand.entities.whole_years import is_plainly_of_each
from core.flows.understand.party.counting import Told
from core.flows.understand.party.cues import Said
from core.flows.understand.party.model import model
from core.flows.understand.party.of_the_rooms import only_of_rooms
from core.flows.understand.party.told_again import without_one_told_again
from core.flows.understand.party.weighing import opinion
from core.flows.understand.party.words import words_for
from core.flows.understand.text import has_figures, says_any
from core.flows.understand.watching import Seldom

LANGUAGES: Final = ("es", "en", "pt")
# "4", "5 y 8", "8 meses": what they count depends on what was asked.
_BARE: Final = re.compile(r"(?:\d+|y|e|o|and|or|de|anos?|mes(?:es)?|years?|months?|old|[^a-z\d])+")
# Most messages tell of nobody: without a word for anybody but the writer, only numbers said so are of people.
_OF_NOBODY: Final = frozenset({"anybody", "writer", "me", "name", "number", "aged", "stands_for", "family"})
_NUMBERED: Final = re.compile(
    r"\b(?:somos|seriamos|seremos|eramos|vamos|viajamos|quedamos|ficamos|para|pra|pa|x|for|we|we're|us|of|all|total"
    r"|tod[oa]s|make|nosotr[oa]s|nos|l[oa]s|[oa]s|the)(?: (?:are|were|be|em|solo|just|only|now|ahora|agora))* "
    r"(?=\d(?!\d?(?:st|nd|rd|th)\b))"
    r"|\d (?:no |total|en total|in total)"
)
# What is less likely is asked for rather than believed, what the rules say too.
_ENOUGH: Final = 0.45
# "Para 2" is of somebody unless nearly everything speaks for a table.
_NOBODY: Final = 0.7
# "Remís para 3": where the rules hear nobody, an even chance is wanted.
_ENOUGH_UNTOLD: Final = 0.5
_FOR_ONE: Final = (" para mi", " pa mi", " pra mim", "just him", "only him")
_UNTOLD: Final = Told()
# "11 a 13 dez casal": the month, which is a number too, and no ten couples.
_THE_MONTH: Final = re.compile(r"(?<=\d )10(?=,? (?:casal|pra|para|somos)\b)")
# "Solo una noche" is short, "una sola pieza" one for all of them: nobody comes alone.
_ONLY_SO_LONG: Final = Seldom(
    r"\b(?:solo|solamente|just|only|so|somente|apenas)(?: (?:por|para|for))? (?:\d{1,2}|una?|uma?|one|a)"
    r" (?:noches?|nights?|noites?|diarias?|dias?|days?)\b"
    r"|\b(?:dice[ns]?|dijo|dijeron|ahora|now|agora|says?|said|diz(?:em)?|falou|disse|puede[ns]?|podemos|puedo|podem?|posso"
    r"|can) (?:que |to |da )?(?:solo|solamente|just|only|so|somente|apenas)"
    r" (?:(?:del?|do|from|dia|el|the|on|entre|hasta|ate|until|till) )+"
    r"\d{1,2}\b(?! ?(?:personas?|pessoas?|people|adult))"
    r"|\b[2-8] (?:habitaci\w+|habs?|piezas?|cuartos?|quartos?|rooms?|cabanas?|cabins?)"
    r"(?= (?:en|no|in|ao) (?:total|todo)\b)"
    r"|\b(?:1|una?) sol[oa] (?:habitacion|pieza|hab|cuarto|cabana)\b"
    r"|\bcamas?\b[^.;!?]{0,20}\b(?:1|una) (?:grande|chica|sola)\b"
    r"|\b(?:solo|solamente|nada mas) (?:1|una?) (?:habitacion|pieza|hab|cuarto|cabana)\b"
    r"|\b(?:la|esa|en|una) (?:familiar|doble|triple|cabana|habitacion|pieza|simple) sola\b"
)
# "The triple, and my mother in a bed of her own": she is one of those who were told before.
_BEDS: Final = ("cama", "bed")
_IN_A_BED: Final = re.compile(
    r"\b(?:mi|minha|meu|my|nuestr[oa]|our) [a-z]+ (?:(?:duerme|dorme|sleeps?|quiere|quer|wants) )?"
    r"(?:en|in|na|numa|em|a)? ?(?:una? |uma |otra |outra |another |su |sua |her |his |a )?"
    r"(?:propia |propria |own |separate )?(?:camas?|beds?)\b"
)
# "Até 17 eu falei": the day that they leave.
_UNTIL_A_DAY: Final = Seldom(
    r"\b(?:ate|hasta|until|til|till) (?:(?:el|o|the|dia) )*(?:1[3-9]|2\d|3[01])(?:st|nd|rd|th)?\b"
    r"(?! ?(?:personas?|pessoas?|people|pax|adult|gente|de nos|of us|somos|we\b))"
)
# Nobody tells so many people one by one: it is a list of something else, and weighing it would take its time.
_MOST: Final = 40


@lru_cache(maxsize=256)
def who_comes(spoken: str, lang: str) -> People:
    """`spoken` is folded and numbered, with money, times and contacts covered.

    Where more children are told with their ages than were counted, nobody is: they are asked about.
    """
    found = _weighed(spoken, lang)
    if not found.children or lang not in LANGUAGES:
        return found
    groups = _children_with_ages(lang).findall(spoken)
    told = sum(int(number) if number.isdigit() else 1 for number in groups)
    return People() if len(groups) > 1 and told > found.children else found


@table
def _children_with_ages(lang: str) -> re.Pattern[str]:
    """ "A boy of 4 ... and 2 girls of 7 and 9"."""
    child = people_table()[lang]["children"]
    return re.compile(rf"\b(\d|una?|uma?|an?|one) (?:{child})(?: \(| de| of| aged| com| con|,)+ ?\d")


def _weighed(spoken: str, lang: str) -> People:
    if lang == "pt":
        spoken = _THE_MONTH.sub("dez", spoken)
    spoken = only_of_rooms(_ONLY_SO_LONG.sub(" ", _UNTIL_A_DAY.sub(" ", spoken)))
    spoken = without_one_told_again(spoken, lang)
    by_rules = party_by_rules(spoken, lang)
    some_of_age = with_those_of_age(spoken, by_rules)
    if some_of_age is not by_rules:
        return some_of_age
    rules = told_by(by_rules)
    beds = rules == _UNTOLD and says_any(spoken, _BEDS) and _IN_A_BED.search(spoken) is not None
    if beds or lang not in LANGUAGES or _BARE.fullmatch(spoken):
        return by_rules
    weights = model()
    said = Said(spoken, words_for(lang), weights.common)
    if (
        not 0 < len(said.mentions) <= _MOST
        or (rules == _UNTOLD and not _may_tell(said, spoken))
        or told_in_figures(spoken, lang)
    ):
        return by_rules
    found = opinion(weights, said, rules)
    told = len(by_rules.child_ages)
    fewer = (found.told.children or 0) < told == by_rules.children
    if fewer and (says_any(spoken, TWINNED) or is_plainly_of_each(spoken)):
        return by_rules  # told with an age for each: twins are two, whatever a word alone may be
    alike = found.told[:2] == rules[:2]
    if alike and min(found.adults, found.children) >= _ENOUGH:
        known = len(by_rules.child_ages) >= len(found.told.ages)
        return by_rules if known else replace(by_rules, child_ages=found.told.ages[: rules.children or 0])
    of_nobody = not alike and found.told[:2] == (None, None)
    alone = by_rules.people == 1 and says_any(spoken, _FOR_ONE)
    if of_nobody and (found.adults < _NOBODY or alone or _a_room_with_a_partner(spoken, lang)):
        return by_rules
    if found.children < _ENOUGH:  # a party whose children were missed would be told a wrong price
        return by_rules if found.told.adults == rules.adults else People()
    enough = _ENOUGH_UNTOLD if rules == _UNTOLD else _ENOUGH
    adults = found.told.adults if found.adults >= enough else None
    children = found.told.children
    ages = found.told.ages[: children or 0]
    if children == by_rules.children and len(by_rules.child_ages) > len(ages):
        ages = by_rules.child_ages
    return People(adults, children, ages, adults + (children or 0) if adults else None)


def _a_room_with_a_partner(spoken: str, lang: str) -> bool:
    """ "A place to crash with my gf" is for two, however little else is said of them."""
    return _with_a_partner(lang).search(spoken) is not None


@table
def _with_a_partner(lang: str) -> re.Pattern[str]:
    return re.compile(
        r"\b(?:rooms?|place|beds?|spot|somewhere|stay|crash|sleep|cabin|nights?|weekend|habitacion|pieza|cuarto|lugar|cabana"
        r"|noches?|finde|dormir|quedarme|quarto|cama|vaga|noites?|ficar)\b[^.?!,;]{0,24}"
        rf"\b(?:with|con|com) (?:my|mi|mi[ns]ha|meu|la|the|o|a) (?:{people_table()[lang]['partners']})\b"
        r"(?! (?:about|on|over|first|antes|primero|sobre|primeiro))"
    )


def _may_tell(said: Said, spoken: str) -> bool:
    kinds = Counter(one.kind for one in said.mentions)
    listed = kinds["name"] and kinds["name"] + kinds["me"] > 1
    return bool(listed or set(kinds) - _OF_NOBODY or (has_figures(spoken) and _NUMBERED.search(spoken)))


def told_by(rules: People) -> Told:
    return Told(rules.grown or None, rules.children or None)
