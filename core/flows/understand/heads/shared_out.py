"""All who come, shared out over rooms: "de a dos, la quinta sola", "3 of us in one and they in another"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.memory import Party
from core.flows.understand.heads.beside import about_the_house
from core.flows.understand.heads.named_by_room import heads_named
from core.flows.understand.heads.room_by_room import ROOM
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.stay import StayReading
from core.flows.understand.text import normalise, numbered, says_any

_SURE: Final = 0.9
_A_PAIR: Final = 2
_FEWEST: Final = 2
_MOST_WORDS: Final = 22
_SO_MANY_EACH: Final = re.compile(
    rf"\bde a (?P<each>[2-4])\b(?! (?:cuadras|km|kilo|metros|horas|poco))|\b(?:in|as) (?:pairs|twos|couples)\b"
    rf"|\bde a pares\b|\ben pareja?s\b|\b(?:em|en) (?:duplas|pares)\b|\bde 2 em 2\b|\b2 a 2\b"
    rf"|\b2 (?:por|en cada|em cada|per|in each|to a|a) {ROOM}\b|\b2 each\b"
    rf"|\b(?:cada pareja|cada matrimonio|cada casal|each couple)(?: (?:is|has|gets|va|duerme|fica|dorme|tiene"
    rf"|quiere|wants))?"
    rf" (?:en|in|with|con|no|em|com)? ?(?:su|seu|its|their|a|el|o)(?: own| propi[oa]| proprio)? (?:{ROOM})"
    rf"|\b(?:una?|1|one|um|a) {ROOM} (?:por|per|para cada|for each|each|por cada) (?:pareja|matrimonio|couple|casal)\b"
)
_A_COUPLE_EACH: Final = re.compile(
    rf"\b(?:una?|uno|1|one|um|uma|a)(?: {ROOM})? (?:(?:para|pra|por|for|per) )?(?:cada|each|every)"
    r" (?:pareja|matrimonio|couple|casal)\b"
)
_OF_COUPLES: Final = ("parej", "matrimonio", "couple", "casai", "casal")
_SO_MANY_COUPLES: Final = re.compile(
    r"\b(?P<couples>[2-9]) (?:parejas|parejitas|matrimonios|couples|casais|casales|casals)\b"
)
_A_ROOM_EACH: Final = re.compile(
    rf"\b(?:una?|1|one|um|uma|a)(?: {ROOM})? (?:(?:para|pra|por|for|per|em) )?(?:cada|each|every|couple|pareja|casal)\b"
    rf"|\b(?:cada|each|every)(?: (?:un[ao]|uma?|one|pareja|matrimonio|casal|couple))?"
    rf" (?:(?:con|en|em|com|with|in|no|na|wants?|quiere|quer|has|needs?) )?"
    rf"(?:su|sua?|seu|its|their|la suya|(?:an? )?own)(?: (?:own|propi[oa]|propri[oa]))?(?: {ROOM})?\b"
)
_ONE_EACH: Final = re.compile(
    rf"\b(?:una?|uno|1|one|um|uma|a)(?: {ROOM})?(?: separad[oa])?,? (?:(?:para|pra|por|for|per) )?"
    r"(?:cada (?:un[oa]?|uma?|persona|pessoa)|each(?: one| of us| person)?|every (?:one|person))\b"
)
_APIECE: Final = re.compile(
    r"\b(?:una?|1|one|um|uma) (?:persona|pessoa|person|huesped|hospede|guest)"
    rf" (?:(?:en|por|em|in|per|to) (?:(?:cada|each|every|an?) )?{ROOM}|(?:en|por|em|in) (?:cada una?|cada uma?|each))\b"
    r"|\b(?:cada (?:un[oa]?|uma|persona|pessoa)|each(?: of us| one| person)?)"
    r" (?:(?:en|em|in|con|com|with|no) )?(?:su|seu|sua|their|his|her|an?|una?|uma?)"
    rf"(?: own| propi[oa]| propri[oa])? {ROOM}\b"
)
_SEPARATE: Final = re.compile(
    r"(?<!\bno )(?<!\bnao )(?<!\bnot )(?<!\bsin )(?<!\bsem )(?<!\bno queremos )(?<!\btienen )(?<!\btiene )"
    r"(?:\b(?:habitaciones|habs|cuartos|piezas|quartos)"
    r" (?:separad[oa]s|aparte|distint[oa]s|diferentes|individua(?:les|is))"
    r"|\b(?:separate|different|individual|single) (?:bed)?rooms)\b"
)
_OF_MONEY: Final = re.compile(
    r"\b(?:cuant[oa]s?|quant[oa]s?|how much|preci?os?|price|cost\w*|sale|sai|pag\w+|pay|total|cuesta|custa)\b"
)
_OTHERS: Final = (
    r"(?:el resto|los otros|las otras|los demas|las demas|ell[oa]s|el[ea]s|they|the (?:others?|rest|kids|children)|them"
    r"|(?P<me>yo|eu|i|me|myself)|o resto|os outros|as outras|os demais"
    r"|(?:(?:los|las|mis|sus|my|our|os|as|meus|minhas|noss[oa]s) [a-z]+)"
    r"|(?:el|la|mi|o|a|meu|minha) [a-z]+)"
)
_IN_ONE: Final = r"(?:(?:en|in|em) (?:1|una|uno|one|um|uma)|num|numa)"
_IN_ANOTHER: Final = (
    r"(?:(?:en|in|em) (?:(?:la |el |the |a |o )?(?:otr[oa]|another|other|outr[oa]))|noutr[oa]|na outra)"
)
_THE_OTHERS: Final = re.compile(
    rf"\b(?P<some>\d{{1,2}})(?: de nosotr[oa]s| of us| (?:hombres|mujeres|chic[oa]s|varones|homens|mulheres|men|women"
    rf"|guys|girls|adult[oa]?s))? {_IN_ONE}(?: {ROOM})?(?: (?:con|with|com) (?:[a-z]+ )?(?:camas|beds)(?: [a-z]+)?)?"
    rf",? ?(?:y|e|and|,) {_OTHERS} {_IN_ANOTHER}\b"
)
# "Los dos hombres comparten y yo sola", "my two colleagues share and I'm on my own".
_AND_ME_ALONE: Final = re.compile(
    r"\b(?P<some>[2-9]) (?:(?:de ell[oa]s|of them|[a-z]{3,}) ){0,2}"
    r"(?:(?:van|vao|duermen|dormem|sleep|go) )?(?:compart\w+|share|dividem|junt[oa]s|together)"
    rf"(?: (?:(?:una?|um|uma|an?|one|la|el|the|o) )?(?:{ROOM}|cama|bed))?,? (?:(?:y|e|and|pero|but|mas) )?"
    r"(?:yo|eu|i|me)(?:'m|'ll| am| will be| voy| duermo| estoy| fico| vou| durmo| sleep| quedo)?"
    rf" (?:sol[oa]|sozinh[oa]|alone|aparte|on my own|by myself|{_IN_ANOTHER})\b"
)
_A_KIND: Final = rf"(?:{ROOM}|simples?|singles?|solteiro|individual|triples?|triplo)"
_SOMEBODY: Final = (
    r"(?:mi|my|minha|meu|la|the|a|o|su|her|his) (?!casa|home|work)[a-z]+"
    r"(?! (?:y|e|and) (?:mi|my|su|her|el|la|minha|o|a)\b)"
    r"|ella|el|her|him|ela|ele"
)
# "And a single for my sister", "she would have her own room", "mi vieja aparte".
_ONE_APART: Final = re.compile(
    rf"\b(?:y|e|and|plus|mas|,) (?:(?:otr[oa]|another|outr[oa])(?: {_A_KIND})?"
    rf"|(?:una?|1|an?|um|uma) {_A_KIND}(?: room)?)"
    rf" (?:para|for|pra) (?:{_SOMEBODY})(?=$| ?[,.!?]| please| por favor| porfa)"
    r"|\b(?:her|his) own room\b|\bsu (?:propia|propio) (?:habitacion|pieza|cuarto)\b|\bno (?:seu )?proprio quarto\b"
    rf"|\b(?:y|e|and|pero|but) (?:{_SOMEBODY}) (?:aparte|en otra|in another|separate|em outro|noutro)\b"
)
_LISTED_ONE: Final = re.compile(r"\b(?:\d{1,2}|una?|uma?|one)\b")
_LISTED: Final = re.compile(
    r"\W*(?:(?:no|si|yes|sim|seria|serian|mejor|en|somos|we|like|rather|dormimos|queremos|quiero)[ ,]+)*"
    r"(?P<all>(?:\d{1,2}|una?|uma?|one)(?: juntos| juntas)?(?:(?: ?[,+] ?| y | e | and | mas )"
    r"(?:\d{1,2}|una?|uma?|one)(?: juntos| juntas)?)+)"
    r" (?:sol[oa]|sozinh[oa]|alone|aparte|on (?:her|his|their) own|by (?:her|him)self)\W*"
)
# "5 + 3 please", "5 y 3 en habitaciones separadas".
_ADDED: Final = re.compile(
    r"\W*(?:(?:no|si|yes|sim|seria|serian|mejor|en|somos|we|like|rather|dormimos|queremos|quiero|it'?s|as|so"
    r"|vamos)[ ,]+)*"
    r"(?P<all>\d{1,2}(?:(?: ?[,+] ?| y | e | and )\d{1,2})+)"
    rf"(?P<apart>,? (?:en|in|em) (?:(?:2|3|dos|two) )?(?:(?:separate|different) )?{ROOM}(?: (?:separad|distint"
    rf"|diferent)[a-z]+)?)?"
    r"(?:[ ,]+(?:please|pls|plz|por favor|porfa|gracias|thanks))?\W*"
)


def shared_out(known: Party, meant: Understanding) -> Understanding | None:
    """ "De a dos", "3 in one room, they in the other": everybody told so far, over several rooms."""
    heads = known.heads if known.adults is not None else meant.entities.people or meant.entities.adults or 0
    if (couples := _couples(known, meant, heads)) is not None:
        return couples
    if (alone := _one_each(known, meant, heads)) is not None:
        return alone
    if each := heads_named(meant.text, meant.language.spoken) or _and_me_alone(meant, heads):
        return _told_by_name(known, meant, each)
    apart = _heads(meant.text, meant.language.spoken, heads)
    if not apart:
        return None
    who = known if known.adults is not None else None
    stay = meant.stay if meant.stay.complete else StayReading()
    inform = (Guess("inform", _SURE),)
    told = replace(meant, apart=apart, changes=(), perhaps=False, stay=stay, agrees=None, option=None)
    if who is None:
        return told if meant.answer else _looks_for(told)
    said = replace(meant.entities, adults=None, people=None, children=None, child_ages=(), rooms=None)
    return replace(told, entities=said, party=who, intents=inform, right=_SURE, answer=True)


def _told_by_name(known: Party, meant: Understanding, each: tuple[int, ...]) -> Understanding:
    """They are as many as sleep in all the rooms, whoever was counted before."""
    told = replace(meant, apart=each, changes=(), perhaps=False, party=None, agrees=None, option=None)
    if known.adults is not None and known.heads == sum(each):
        said = replace(meant.entities, adults=None, people=None, children=None, child_ages=(), rooms=None)
        told = replace(told, entities=said, party=known)
    else:
        young = max(meant.entities.children or 0, len(meant.entities.child_ages))
        said = replace(meant.entities, adults=sum(each) - young, people=sum(each), rooms=None)
        told = replace(told, entities=said)
    return told if meant.answer and meant.names & {"ask_availability", "ask_price"} else _looks_for(told)


def _couples(known: Party, meant: Understanding, heads: int) -> Understanding | None:
    """ "Two rooms, one for each couple" tells how many come: two in each, unless more were told already.

    "Three couples, one room each" tells how many rooms they want.
    """
    if not says_any(normalise(meant.text), _OF_COUPLES):
        return None
    rooms = meant.entities.rooms or known.rooms or 0
    plain = numbered(normalise(meant.text), meant.language.spoken)
    if (couples := _SO_MANY_COUPLES.search(plain)) is not None and _A_ROOM_EACH.search(plain):
        rooms, heads = int(couples["couples"]), 0 if heads == _A_PAIR * int(couples["couples"]) else heads
    elif _A_COUPLE_EACH.search(plain) is None:
        return None
    if rooms < _FEWEST or heads >= _A_PAIR * rooms:
        return None
    everybody = _A_PAIR * rooms
    said = replace(meant.entities, adults=everybody, people=everybody, rooms=rooms)
    told = replace(meant, entities=said, apart=(_A_PAIR,) * rooms, party=None, changes=(), perhaps=False)
    return told if meant.answer else _looks_for(told)


def a_room_each(text: str) -> bool:
    """ "Two rooms, one for each of us", "a room each": it asks for no price a head."""
    plain = normalise(text)
    found = _ONE_EACH.search(plain) or _APIECE.search(plain)
    return found is not None and re.search(ROOM, plain) is not None and not _OF_MONEY.search(plain)


def _one_each(known: Party, meant: Understanding, heads: int) -> Understanding | None:
    """As many as there are rooms, or as many rooms as they are; two in separate rooms have one each."""
    plain = normalise(meant.text)
    if heads < _FEWEST and _APIECE.search(plain):
        grown = meant.entities.adults or 0
        heads = grown if grown >= _FEWEST else 0
    rooms = meant.entities.rooms or known.rooms or 0
    rooms = heads if heads >= _FEWEST and rooms < _FEWEST else rooms
    if rooms < _FEWEST or heads not in (0, rooms) or (known.children or meant.entities.children):
        return None
    if not a_room_each(meant.text) and (heads != _A_PAIR or _SEPARATE.search(plain) is None):
        return None
    said = replace(meant.entities, adults=rooms, people=rooms, rooms=rooms)
    told = replace(meant, entities=said, apart=(1,) * rooms, party=None, changes=(), perhaps=False)
    return _looks_for(told)


def _and_me_alone(meant: Understanding, heads: int) -> tuple[int, ...]:
    plain = numbered(normalise(meant.text), meant.language.spoken)
    found = _AND_ME_ALONE.search(plain)
    if found is None and (others := _THE_OTHERS.search(plain)) is not None and others["me"]:
        found = others
    some = int(found["some"]) if found is not None else 0
    return (some, 1) if some and heads in (0, some, some + 1) else ()


def _looks_for(told: Understanding) -> Understanding:
    return replace(told, intents=(Guess("ask_availability", _SURE),), right=_SURE, answer=True)


def _heads(text: str, lang: str, heads: int) -> tuple[int, ...]:
    """Of so many: "in twos", "3 in one and the others in another", "2 y 2 y una sola". Nobody is left over."""
    plain = numbered(normalise(text), lang)
    if heads <= _FEWEST or len(plain.split()) > _MOST_WORDS or about_the_house(plain) or "pag" in plain:
        return ()
    if (found := _SO_MANY_EACH.search(plain)) is not None:
        each = int(found["each"]) if found["each"] else _A_PAIR
        rest = heads % each if each else 0
        return (*[each] * (heads // each), *([rest] if rest else [])) if 0 < each < heads else ()
    if (found := _THE_OTHERS.search(plain)) is not None and 0 < (some := int(found["some"])) < heads:
        return (some, heads - some)
    if _ONE_APART.search(plain) is not None:
        return (heads - 1, 1)
    if (found := _ADDED.fullmatch(plain)) is not None and ("+" in found["all"] or found["apart"]):
        added = tuple(map(int, re.findall(r"\d+", found["all"])))
        return added if sum(added) == heads else ()
    if (found := _LISTED.fullmatch(plain)) is not None:
        told = tuple(int(one) if one.isdigit() else 1 for one in _LISTED_ONE.findall(found["all"]))
        return told if sum(told) == heads else ()
    return ()
