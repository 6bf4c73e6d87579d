"""Somebody comes as well, and how many they are with them: "and my sister's boy of 3, that makes us 6"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.domain.joining import OF_AGE
from core.domain.memory import Party
from core.flows.understand.entities.people_words import names_children
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered, says_any

_COMES: Final = re.compile(
    r"\b(?:viene|vienen|se suman?|se agregan?|se prenden?|tambien|tmb|tb|tbn|is coming|are coming|comes? too|too|also"
    r"|joins?|joining|vem|vai junto|tambem|tbm)\b"
)
_ALSO: Final = re.compile(r"\b(?:tambien|tmb|tb|tbn|too|as well|tambem|tbm)\b")
_MAKES: Final = re.compile(
    r"\b(?:seriamos|seremos|somos|vamos a ser|quedamos|quedariamos|estariamos|that makes us|that makes|we'd be"
    r"|we would be|we'll be|we will be|we are|we're|so|vamos ser|ficamos|daria|total)"
    r" (?:like |como |en total |in total )?(\d{1,2})\b"
    r"(?! ?(?:adult|mayor|grande|grown|noche|night|noit|chic|nen|kid|child|crian))"
)
# Of whoever comes alone: the reason for another room.
_PARTNER_COMES: Final = re.compile(
    r"\b(?:q|que|porque|xq|pq|because|cos|cause) (?:(?:va|viene|voy con|vamos con|vai|vem|vou com) (?:mi|meu|minha|o|a)"
    r" (?:novi[oa]|marido|espos[oa]|mujer|pareja|namorad[oa]|mulher)"
    r"|my (?:boyfriend|girlfriend|husband|wife|partner) (?:is coming|comes|is joining))\b"
)
# "Mejor la familiar porque viene mi hermano": he is one more than those of before.
_KIN_COMES: Final = re.compile(
    r"\b(?:q|que|porque|xq|pq|because|since|pois)"
    r" (?:(?:tambien |tambem )?(?:viene|se suma|se agrega|vem)(?: tambien| tambem)?"
    r" (?:mi|un|una|meu|minha|o meu|a minha|um|uma) (?:herman[oa]|suegr[oa]|cunad[oa]|amig[oa]|prim[oa]|ti[oa]|mama"
    r"|papa"
    r"|madre|padre|vieja|viejo|abuel[oa]|irma|irmao|sogr[oa]|cunhad[oa]|mae|pai|av[oo])"
    r"|(?:my|a) (?:brother|sister|friend|mother|mum|mom|father|dad|aunt|uncle|cousin|grandma|grandpa)"
    r" (?:is coming|comes|is joining))\b(?! (?:y|e|and|con|com|with)\b)"
)
_OF_ADULTS: Final = re.compile(r"\badult|\bgrown|\bmayores\b")
_MOST: Final = 30


# "Se agregan mis suegros, son dos adultos más": one and the same two.
_TOLD_TWICE: Final = re.compile(
    r"\b(?P<comes>(?:se (?:agregan|suman|unen|prenden)|vienen|vem|vao|vão)"
    r"(?: tambi[eé]n| tamb[eé]m)?) (?:a )?(?:mis?|los|nuestros|meus|minhas|mis dos|os) [a-zñãçáéíóú]+[,:;]? "
    r"(?:(?:que )?(?:son|ser[ií]an|s[aã]o|seriam) )?"
    r"(?P<many>(?:mais )?(?:\d|dos|tres|duas|dois|tr[eê]s) (?:adult[oa]s|personas|pessoas) ?(?:m[aá]s|mais)?)"
    r"|\b(?:my|our|the) [a-z]+ (?P<are>(?:are|will be) (?:joining|coming))(?: too| as well| us)?[,:;] "
    r"(?:(?:they'?re|that'?s|so) )?(?P<heads>(?:\d|two|three) (?:more )?(?:adults|people)(?: more)?)",
    re.IGNORECASE,
)

# "3 adults + kid", and behind whoever comes "..., 3 adults and the kid": all of them, and nobody more.
_GROWN: Final = (
    r"(?:\d{1,2}|two|three|four|dos|tres|cuatro|dois|duas|tr[eê]s|quatro)"
    r" (?:adult[oa]?s|grandes|mayores|grown ?-?ups)"
)
_ARTICLE: Final = r"(?:an?|one|the|our|my|l[oa]s?|el|una?|uma?|[oa]s?|mi|nuestr[oa]|minha|meu|noss[oa])"
_CHILD: Final = (
    r"(?:kids?|child(?:ren)?|toddlers?|girls?|boys?|daughters?|sons?|bab(?:y|ies)|nen[ea]s?|ni[nñ][oa]s?|chic[oa]s?"
    r"|hij[oa]s?|beb[eéê]s?|menor(?:es)?|crian[cç]as?|menin[oa]s?|filh[oa]s?)\b"
)
_SUM: Final = re.compile(
    rf"\b(?P<grown>{_GROWN}) ?(?:\+|plus|m[aá]s|mais) ?(?=(?:(?:\d{{1,2}}|{_ARTICLE}) )?{_CHILD})",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(
    rf"(?<=[a-zñãçáéíóú], )(?={_GROWN} (?:y|e|and) {_ARTICLE} {_CHILD})", re.IGNORECASE
)
_FOR_GROWN_UPS: Final = ("adult", "grandes", "mayores", "grown")
_AND: Final = {"es": "y", "en": "and", "pt": "e"}
_WE_ARE: Final = {"es": "somos", "en": "we are", "pt": "somos"}


def summed_up(words: str, lang: str) -> str:
    if not says_any(words.lower(), _FOR_GROWN_UPS):
        return words
    summed = _SUM.sub(rf"\g<grown> {_AND.get(lang, 'y')} ", words)
    return _BEHIND.sub(f"{_WE_ARE.get(lang, 'somos')} ", summed)


def counted_once(words: str) -> str:
    found = _TOLD_TWICE.search(words)
    if found is None:
        return words
    said = f"{found['comes']} {found['many']}" if found["comes"] else f"{found['heads']} {found['are']}"
    return f"{words[: found.start()]}{said}{words[found.end() :]}"


def grown_to(known: Party, meant: Understanding) -> Party | None:
    """The children of before stay, those told with an age come on top, and the rest of the number is grown up."""
    plain = numbered(normalise(meant.text), meant.language.spoken)
    if known.heads == 1 and known.adults == 1 and _PARTNER_COMES.search(plain):
        return replace(known, adults=2)
    told = (meant.entities.people, meant.entities.adults, meant.entities.children) != (None, None, None)
    if known.complete and known.adults and not (told or meant.changes) and _KIN_COMES.search(plain):
        return replace(known, adults=known.adults + 1)
    makes = _MAKES.search(plain)
    if known.adults is None or not known.complete or _COMES.search(plain) is None:
        return None
    if makes is None:
        return _one_child_more(known, meant) if _ALSO.search(plain) else None
    heads, said = int(makes[1]), meant.entities
    if not known.heads < heads < _MOST or _OF_ADULTS.search(plain) is not None:
        return None
    new = tuple(age for age in said.child_ages if age < OF_AGE)
    if not new and names_children(plain, meant.language.spoken):
        return None
    if not known.children and not new:
        return None
    children = (known.children or 0) + len(new)
    adults = heads - children
    if adults < known.adults or sorted(new) == sorted(known.child_ages):
        return None
    return replace(known, adults=adults, children=children, child_ages=(*known.child_ages, *new))


def _one_child_more(known: Party, meant: Understanding) -> Party | None:
    """ "My sister's youngest too, he's 3": an age that none of them has yet."""
    said, new = meant.entities, meant.entities.child_ages
    others = (said.people, said.adults) != (None, None) or said.children != len(new) or meant.stay
    if not known.children or others or len(new) != 1 or new[0] in known.child_ages or new[0] >= OF_AGE:
        return None
    return replace(known, children=known.children + 1, child_ages=(*known.child_ages, *new))
