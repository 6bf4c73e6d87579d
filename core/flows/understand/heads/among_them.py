"""Of those who were counted before two are children, one brings somebody; "and my son, 8" comes on top.

Such words change only what they tell; everybody else comes as before.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, NamedTuple

from core.base.kept import table
from core.domain.joining import OF_AGE, TO_BE_ASKED
from core.domain.memory import Party
from core.flows.understand.entities.people_words import names_children, people_table
from core.flows.understand.heads.their_ages import (
    YEARS,
    by_rank,
    of_other_ages,
    one_by_one,
    without_the_unborn,
)
from core.flows.understand.reading import Understanding
from core.flows.understand.text import says_any

_MOST_WORDS: Final = 16
_A_PAIR: Final = 2
_BRINGING: Final = ("tra", " con ", "bring", "with ", " com ", "leva")
_NUMBER: Final = re.compile(r"\d{1,2}")
_ONE: Final = r"(?:\d{1,2}|uno?|una|one|um|uma)"
_OF_THEM: Final = (
    r"(?:,? ?(?:de (?:ell[oa]s|nosotr[oa]s|l[oa]s \d{1,2}|nos|l[oa]s cuales)|of (?:them|us|the \d{1,2}|whom|those)"
    r"|del[ea]s|d[oa]s \d{1,2}|dos quais))"
)
_ARE: Final = r"(?:es|son|seria|serian|is|are|'s|sao|e|eh|tiene|tienen)"
_ARTICLE: Final = (
    r"(?:(?:un|una|a|an|mi|mis|my|our|meu|minha|meus|minhas|um|uma|just|only|solo|todavia|still|ainda|el|la|the"
    r"|nuestr[oa]s?"
    r"|menor(?:es)? de) )*"
)
_INCLUDING: Final = (
    r"(?:incluyendo|incluid[oa]s?|contando|counting|including|incl|incluindo|entre (?:ell[oa]s|nosotr[oa]s)|among them"
    r"|entre eles)(?: con| a)?"
)
_MINOR: Final = r"menor(?:es|zinho)?(?: de (?:edad|idade))?|under ?age|under 18|minors?"
_OWN_AGE: Final = re.compile(
    r"\b(?:tengo|tenho|i'?m|i am|yo|eu|soy de|mine is) (?:(?:recien|solo|just|only|ya|de) )*(?P<age>1[0-7])\b"
    r"|\b(?P<first>1[0-7]) (?:anos )?(?:tengo|tenho|yo\b|eu\b|me\b)"
)
_SO_MANY_OF: Final = re.compile(
    rf"\b(?P<number>{_ONE}|another|otr[oa]|outr[oa]){_OF_THEM}?"
    r"(?: (?:que|who|tenemos|tienen|tiene|have|has|are|is|de|of|con|com|temos|tem|with))+ (?P<age>1[0-7])\b"
)
_GROWN_AGE: Final = re.compile(r"\b(?:1[89]|[2-9]\d)\b(?! ?(?:de [a-z]|[/:]|noch|noit|night|hs|h\b))")
# Nobody had told of a baby, and whether it was counted nobody knows.
_COT_FOR_THE_BABY: Final = re.compile(
    r"\b(?:cuna|practicuna|moises|crib|cot|berco|sillita|high ?chair|cadeirinha) (?:para|for|pra) (?:el|la|mi"
    r"|nuestr[oa]|the|my"
    r"|our|o|a|meu|minha|noss[oa]) (?:beb[ea]|bebit[oa]|baby|gord[oa]|nene|nena|little one|hij[oa]|son|daughter"
    r"|nenem|filh[oa])\b"
)
_WITH_THEIR_OWN: Final = re.compile(
    r"\b(?:my|our|mi|nuestr[oa]|minha|meu) [a-z]+(?: [a-z]+)? (?:is coming|comes|is bringing|brings|viene|trae"
    r"|vem|traz) (?:(?:with|con|com|a) )?"
    r"(?:her|his|their|su|sus|o|a|os|as|seu|seus)(?: own| \d| two)? (?:bab(?:y|ies)|kids?|child(?:ren)?|son"
    r"|daughter|boys?|girls?"
    r"|twins|beb[ea]s?|hij[oa]s?|nen[ea]s?|nin[oa]s?|chic[oa]s|mell\w+|filh[oa]s?|criancas?)\b"
)
_BRINGS: Final = re.compile(
    r"(?:\b(?:uno|una|one|um|uma)(?: (?:of|de|d[oa]s) \w+(?: \w+)?)?|\b(?!(?:yo|eu|i|we|me|cuando|si|if|se|que"
    r"|who)\b)[a-z]+)"
    r" (?:(?:is|'s|are|nos|me|tambien|also|va a) )*(?:trae|traeria|traer|viene con|vendra con|va con|llega con"
    r"|bringing|brings|bring"
    r"|coming with|comes with|vem com|traz|vai levar|vai trazer|leva)(?: a)? (?:su|la|el|his|her|an?|una?|um|uma"
    r"|o|a|sua|seu)"
    r" (?:novi[oa]|mujer|marido|espos[oa]|pareja|amig[oa]|girlfriend|gf|boyfriend|bf|wife|husband|partner|friend"
    r"|mate|missus"
    r"|namorad[oa]|mulher|companer[oa])\b(?! (?:al?|ao?|to|pra|para) )"
)
_ON_TOP: Final = re.compile(
    r"(?:(?:ah|oh|uy|ay|ok|perdon|sorry|desculpa|hola|hi)[ ,!.]*)*(?:y|e|and|also|plus|mas|mais|\+|tambien|ademas)"
    r"(?: (?:tambien|also|tambem|va|viene|vem|con|com|with))*"
    r" (?:mi|my|meu|minha|una?|an?|um|uma|nuestr[oa]|our|noss[oa])(?: \d{1,2}[ -]years?[ -]old)? (?P<who>[a-z]+)"
    rf"(?: (?:tambien|too|tambem|as well))?(?:[,(]? ?(?:de|of|aged|que tiene|who is|who's|com"
    rf"|con)? ?(?P<age>\d{{1,2}}){YEARS})?"
    r"\)?(?: (?:tambien|too|tambem|as well))?[ .!]*"
)
_OPENS_A_LIST: Final = re.compile(r"(?:(?:ah|oh|uy|ok)[ ,!.]*)*(?:y|e|and|also|plus|\+|tambien|ademas) ")
_OWNED: Final = re.compile(r"\b(?:mi|my|minha|meu|la|el|the|nuestr[oa]|our)\b")
_IS_ASKED: Final = re.compile(r"[^.,;!?]*\?")
_OPENS_ON_TOP: Final = re.compile(
    r"(?:(?:ah|oh|uy|ay|ok)[ ,!.]*)*(?:y|e|and|also|plus|\+|tambien|ademas) (?:l[oa]s|the|[oa]s|mis|my|2"
    r"|3) [a-z]+ (?:de|of|d[oa]) (?:mi|my|la|el|the|o|a|minha|meu)\b"
    r"|(?:(?:ah|oh|uy|ay|ok)[ ,!.]*)*(?:y|e|and|also|plus|tambien) (?:mis?|my|meus?|minhas?) (?:sobrin[oa]s"
    r"|nephews?|nieces?|niet[oa]s)"
)
_WITH_THE_CHILDREN: Final = (
    r"\b(?:con|with|y|and|com|e|plus|mas) (?:tod[oa]s |all )?(?:los|las|mis|the|my|os|as|meus|minhas|our"
    r"|nuestr[oa]s|noss[oa]s)"
    r" (?:\d )?(?:{children})(?![a-z])|\b(?:con|with|com) (?:ell[oa]s(?: \d)?|them|el[ea]s)\b"
)
_NOT_THE_CHILDREN: Final = (
    "sin ",
    "without",
    "sem ",
    "no vien",
    "no van",
    "not coming",
    "aren't",
    "nao v",
    "n't ",
)
_OPENERS: Final = (
    " son ", " es ", " are ", "'s ", " is ", " sao ", " e ", "inclu", "contando", "counting", "entre ", "among", " de ",
    " eh ",
)  # fmt: skip


class _Patterns(NamedTuple):
    """Children among those counted, "the children" of before, and relatives one after the other."""

    among: re.Pattern[str]
    the_children: re.Pattern[str]
    relatives: re.Pattern[str]


def told_of_them(known: Party, meant: Understanding, plain: str, last: str, *, answers: bool) -> Party | None:
    """The party after it; None where nothing is told of those counted before.

    `last` is what the guest wrote before; with `answers` the house has just asked how old the children are.
    """
    said = meant.entities
    if meant.party is not None or meant.undoes:
        return None
    if known.adults is None and known.children:
        return _with_the_children(known, meant, plain)
    if known.adults is None:
        anew = None if said.children or not said.adults else replace(known, adults=said.adults)
        return _some_are_under_age(anew, meant, plain) if anew is not None else None
    if (brought := _brings_somebody(known, meant, plain)) is not None:
        return brought
    if (relatives := _relatives_on_top(known, meant, plain)) is not None:
        return relatives
    if not known.children:
        if _COT_FOR_THE_BABY.search(plain) is not None and not meant.entities.children:
            return TO_BE_ASKED
        return _some_are_children(known, meant, plain) or _some_are_under_age(known, meant, plain)
    heard = (without_the_unborn, _with_the_children, _one_more, by_rank, one_by_one)
    told = (hears(known, meant, plain) for hears in heard)
    first = next((party for party in told if party is not None), None)
    return first if first is not None else of_other_ages(known, meant, plain, last, answers)


def _brings_somebody(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "One of them is bringing his girlfriend"; of "my sister is coming with her baby" who comes is asked."""
    if not says_any(plain, _BRINGING) or "?" in plain or meant.changes or meant.perhaps:
        return None
    if known.complete and _WITH_THEIR_OWN.search(plain) is not None:
        return TO_BE_ASKED  # whether she was counted herself nobody knows
    said = meant.entities
    if (
        (known.adults or 0) < _A_PAIR
        or known.heads < (said.people or said.adults or 0)
        or _BRINGS.search(plain) is None
    ):
        return None
    return replace(known, adults=(known.adults or 0) + 1)


def _relatives_on_top(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "And my mum and my dad", who are none of those counted: a partner may be one of them."""
    if not known.complete or meant.changes or meant.stay or not _OPENS_A_LIST.match(plain):
        return None
    if _words(meant.language.spoken).relatives.fullmatch(plain) is None:
        return None
    grown = len(_OWNED.findall(plain))
    return replace(known, adults=(known.adults or 0) + grown) if grown > 1 else None


def _some_are_children(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "Two of them are kids, 6 and 9", "one is my daughter", "including a baby"."""
    if not says_any(f" {plain}", _OPENERS):
        return None
    found = _words(meant.language.spoken).among.search(plain)
    if found is None or (found["size"] and not meant.entities.child_ages):
        return None
    if _IS_ASKED.match(plain, found.end()) is not None:
        return None
    said = found["number"] or found["of"] or found["with"] or ""
    number = int(said) if said.isdigit() else 1
    heads = meant.entities.people or known.adults or 0
    if not 0 < number < heads or heads < (known.adults or 0):
        return None
    ages = tuple(meant.entities.child_ages)
    if len(ages) != number:
        told = tuple(int(one) for one in _NUMBER.findall(plain[found.end() :]))
        ages = told if len(told) == number and max(told) < OF_AGE and not meant.stay else ()
    return replace(known, adults=heads - number, children=number, child_ages=ages)


def _words(lang: str) -> _Patterns:
    return _patterns().get(lang) or _patterns()["es"]


def _some_are_under_age(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "I'm 17, the other two are 18": who of friends is under age beside somebody who is not."""
    if _GROWN_AGE.search(plain) is None or meant.apart or len(plain.split()) > _MOST_WORDS:
        return None
    ages = [int(said["age"] or said["first"]) for said in _OWN_AGE.finditer(plain)][:1]
    left = _OWN_AGE.sub(" ", plain)
    for said in _SO_MANY_OF.finditer(left):
        ages += [int(said["age"])] * (int(said["number"]) if said["number"].isdigit() else 1)
    if not 0 < len(ages) < (known.adults or 0):
        return None
    return replace(known, adults=(known.adults or 0) - len(ages), children=len(ages), child_ages=tuple(ages))


def _with_the_children(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "It's only me and the kids": they come as before."""
    said = meant.entities
    heads = said.adults or said.people
    if not heads or said.child_ages or said.children not in (None, known.children):
        return None
    children = _words(meant.language.spoken).the_children
    if children.search(plain) is None or says_any(plain, _NOT_THE_CHILDREN):
        return None
    grown = said.adults if said.children is None or said.adults else heads - (known.children or 0)
    return replace(known, adults=grown) if grown and grown > 0 else None


def _one_more(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "And my son, 8", of a party whose other children all have their ages."""
    if not known.complete or len(plain.split()) > _MOST_WORDS or meant.changes:
        return None
    if (found := _ON_TOP.fullmatch(plain)) is None:
        return _others_on_top(known, meant, plain)
    if not names_children(found["who"], meant.language.spoken) or meant.stay:
        return None
    age = int(found["age"]) if found["age"] else None
    if age is not None and (age in known.child_ages or age >= OF_AGE):
        return None
    ages = known.child_ages if age is None else (*known.child_ages, age)
    return replace(known, children=(known.children or 0) + 1, child_ages=ages)


def _others_on_top(known: Party, meant: Understanding, plain: str) -> Party | None:
    """ "And my sister's twins, of 6": who comes by now is asked, unless it is an age that is known."""
    said = meant.entities
    others = (
        bool(said.children) and said.adults is None and bool(set(said.child_ages) - set(known.child_ages))
    )
    return TO_BE_ASKED if others and _OPENS_ON_TOP.match(plain) else None


@table
def _patterns() -> dict[str, _Patterns]:
    made = {}
    for lang, said in people_table().items():
        if "children" not in said:
            continue
        child = rf"(?:{said['children']}|{said['kin_children']}|{_MINOR}|beb[ea]s?|bab(?:y|ies))"
        among = re.compile(
            rf"\b(?P<number>{_ONE}){_OF_THEM}?(?: |(?='s)){_ARE} {_ARTICLE}(?:(?P<size>(?:chiquit|chic"
            rf"|pequen)[oa]\b)|{child}(?![a-z]))"
            rf"|\b{_INCLUDING} (?:(?:mis?|my|our|el|la|los|las|the|os|as|o|meus?|minhas?"
            rf"|al?) )*(?:(?P<with>{_ONE}) )?{child}(?![a-z])"
            rf"|\b(?P<of>{_ONE}){_OF_THEM} {_ARTICLE}{child}(?![a-z])"
        )
        children = f"{said['children']}|{said['kin_children']}"
        one = rf"(?:mi|my|minha|meu|la|el|the|nuestr[oa]|our) (?!(?:{said['partners']})\b)(?:{said['kin_adults']})"
        relatives = (
            r"(?:(?:ah|oh|uy|ok|tambien|also)[ ,!.]*)*(?:(?:,|y|e|and|also|plus|\+|tambien|ademas) ?)+"
            rf"{one}(?:(?: ?,| y| e| and| plus)+ {one}){{1,8}}[ .!]*"
        )
        made[lang] = _Patterns(
            among,
            re.compile(_WITH_THE_CHILDREN.format(children=children)),
            re.compile(relatives),
        )
    return made
