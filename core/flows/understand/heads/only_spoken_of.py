"""People who are spoken of and come no more often for it: whose name the booking bears, who sleeps beside whom, which
of the couples wants the room by the garden. And "de casal", which is a bed.
"""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import Party
from core.flows.understand.text import says_any

_KIN: Final = (
    r"(?:hij[oa]|sobrin[oa]|niet[oa]|marido|espos[oa]|mujer|se[nñ]ora|novi[oa]|herman[oa]|pap[aá]|mam[aá]|padres?|madre"
    r"|viej[oa]|t[ií][oa]|cu[nñ]ad[oa]|suegr[oa]|jef[ea]|abuel[oa]|abu|filh[oa]|sobrinh[oa]|net[oa]|irm[aã]o?|m[aã]e|pais?|v[oóô]"
    r"|vov[oóô]|av[oóô]|namorad[oa]|chef[ea]|sogr[oa]|son|daughter|niece|nephew|husband|wife|brother|sister|mum|mom|dad"
    r"|parents|boss|friend|amig[oa]|grandm(?:a|other)|grandpa|gran|granny|nana|mother|father|uncle|aunt)"
)
_MY: Final = r"(?:mis?|nuestr[oa]|meus?|minhas?|noss[oa]|my|our)"
# "O nome da reserva é do meu pai, Sebastião": him the booking is named after.
_NAMED_AFTER: Final = re.compile(
    r"(?i)\b(?P<whose>(?:nombre|nome|name)"
    r"(?: (?:de|da|of|on|for) (?:la |the |my |mi |minha )?(?:reserva|booking|reservation))?"
    rf" (?:es|é|e|is|va|vai|sería|seria))(?: (?:el|o|that))? (?:de|do|da|of) {_MY} {_KIN}\b,?"
)
_WITH: Final = r"(?:con|com|with|junto con|junto com|al lado de|next to)"
# "A vó dorme com a minha mãe".
_SLEEPS_BESIDE: Final = re.compile(
    rf"(?i)(?:,? \b(?:y|e|and) )?\b(?:(?:el|la|o|a|the) )?(?:{_MY} )?{_KIN}"
    r" (?:(?:va a|puede|vai|pode|will|can|could) )?(?:duerme|dormir|dorme|sleeps?)"
    rf" {_WITH} (?:(?:el|la|los|las|o|a|os|as|the) )?(?:{_MY} )?"
    rf"(?:{_KIN}|kids|children|ni[nñ][oa]s|nen[ea]s|chic[oa]s|crian[cç]as)\b"
)
# "Tem um de casal mais barato?", "quero ver de casal".
_BED_FOR_TWO: Final = re.compile(r"(?i)\b(?P<one>ver|um|uma|uns|algo|os|outro|tipo|tem|algum) de casal\b")
# "And one couple wants the garden room".
_ONE_COUPLE: Final = re.compile(
    r"(?i)(?<!si )(?<!if )(?<!se )\b(?:una?|um|one|an?|1|la otra|el otro|o outro|the other)"
    r" (?:pareja|matrimonio|casal|couple)"
    r"(?= (?:(?:would|might|que|s[oó]|also|tambi[eé]n) )?(?:wants?|likes?|prefers?|needs?|quier\w+|prefier\w+"
    r"|quer|queria|prefere) )"
)
# "2 familiares" who are two rooms, and no relatives.
_FAMILY_ROOMS: Final = re.compile(
    r"(?i)(?:(?<!con )(?<!mis )(?<!y )|(?=.*\b(?:dobles?|triples?|habitaci\w+|piezas?|cuartos?|una para cada)\b))"
    r"\b(?P<number>[2-4]|dos|tres|cuatro) familiares\b"
)
_ASKED_FOR: Final = re.compile(
    r"(?i)\b(?:quier\w+|quisier\w+|necesit\w+|reserv\w+|tien[ea]\w*|ten[eé]s|hay|qued\w+|precio|cu[aá]nto|dame|tomo"
    r"|para cada)\b"
)
# "What other one? There are three children": the house's own question handed back.
_WHAT_OTHER: Final = re.compile(
    r"(?i)\b(?:mas |pero |but )?(?:qu[eé]|q|qual|cu[aá]l|what|which) (?:outr[oa]s?|otr[oa]s?|other)"
    r"(?: (?:crian[cç]a|chic[oa]|nen[ea]|one|child|kid|person|persona|pessoa)s?)? ?[?!]+"
)
# "1 adulto?? eu e minha namorada": the house's own number handed back, and who comes behind it.
_TOLD_BACK: Final = re.compile(
    r"(?i)^\W*(?:(?:c[oó]mo|como assim|what|s[oó]|solo|only|just|por ?qu[eé]|why) )?(?:\d|una?|one|um|uma) "
    r"(?:adult[oa]?s?|personas?|pessoas?|people|person|guests?|h[oó]sped\w+|hu[eé]sped\w*) ?\?[?!]*"
    r"(?=\W*(?:(?:n[aã]o|no|mas|pero|but|if|si|se|es|[eé]|it'?s|it is)[ ,!.]+)*"
    r"(?:somos|eu|yo|me|i|we|minha|meu|mi|my|seremos|vamos)\b)"
)
# "Eu quis o duplo", of a party that is known: what one of them wanted.
_ONE_WANTED: Final = re.compile(
    r"(?i)\b(?:eu|yo|i) (?P<verb>quis|queria|pedi|disse|falei|escolhi|quise|quer[ií]a|ped[ií]|dije|eleg[ií]|wanted"
    r"|asked|said|meant|chose)\b"
)
# "My boss will kill me", "mi mujer me mata": who is angry at home comes no more often for it.
_WILL_KILL_ME: Final = re.compile(
    rf"(?i)\b{_MY} {_KIN} (?:(?:will|would|is going to|is gonna|gonna|va a|vai|ya|ja|já) )?"
    r"(?:me (?:va a |vai )?(?:mat\w+|ahorc\w+|cuelg\w+|ech\w+|esgan\w+)|(?:kill|murder|fire) me|matarme|echarme)\b"
)
_COUPLES: Final = ("pareja", "matrimon", "casal", "couple")
_FEWEST_OF_TWO_COUPLES: Final = 4


def without_who_is_only_spoken_of(text: str, party: Party) -> str:
    plain = text.lower()
    if says_any(plain, ("nombre", "nome", "name")):
        text = _NAMED_AFTER.sub(r"\g<whose>", text)
    if says_any(plain, ("duerm", "dorm", "sleep")):
        text = _SLEEPS_BESIDE.sub(" ", text)
    if says_any(plain, ("kill", "murder", "mat", "fire me", "ahorc", "cuelg", "ech", "esgan")):
        text = _WILL_KILL_ME.sub(" ", text)
    if " familiares" in plain and (party.adults or _ASKED_FOR.search(text)):
        text = _FAMILY_ROOMS.sub(r"\g<number> habitaciones familiares", text)
    if "?" in plain and says_any(plain, ("outr", "otr", "other")):
        text = _WHAT_OTHER.sub(" ", text)
    if "?" in plain and party.adults is not None:
        text = _TOLD_BACK.sub("", text)
    if (party.adults or 0) > 1 and not any(map(str.isdigit, text)):
        text = _ONE_WANTED.sub(r"\g<verb>", text)
    if "de casal" in plain:
        text = _BED_FOR_TWO.sub(r"\g<one> duplo", text)
    return _ONE_COUPLE.sub(" ", text) if one_couple_wishes(text, party) else text


def one_couple_wishes(text: str, party: Party) -> bool:
    """Of the two or more couples who come."""
    several = (party.adults or 0) >= _FEWEST_OF_TWO_COUPLES and says_any(text.lower(), _COUPLES)
    return several and _ONE_COUPLE.search(text) is not None
