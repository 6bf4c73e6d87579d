"""Whose age is told: a dog's, a grown daughter's, and where no word says years, "one is 7, the other 2".

Over folded text with its numbers as digits, before anybody is counted.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import covered, has_figures, rewriting, rewritten

_PET: Final = (
    r"(?:perr(?:it)?[oa]s?|gat(?:it)?[oa]s?|mascotas?|cachorr(?:inh)?[oa]s?|caniches?|golden|labrador(?:es)?"
    r"|dogs?|pupp(?:y|ies)|labs?|collies?|poodles?|beagles?"
    r"|terriers?|retrievers?|kittens?|bulldogs?|pugs?|chihuahuas?|salchichas?|pitbulls?|boxers?"
    r"|cats?|pets?)"
)
_PETS_AGE: Final = re.compile(
    rf"\b{_PET}(?: \w+)? (?:de|of|com|con|tiene|tem|is|aged|has) \d{{1,2}}(?:(?:,| y| e"
    rf"| and) ?\d{{1,2}})*(?: (?:anos|meses|years?|months?))?"
    rf"|\b\d{{1,2}}[ -](?:years?|yrs?|months?)[ -]olds? {_PET}\b"
    rf"|\b(?:tiene|tienen|has|have|tem) \d {_PET}\b"
)
_MONTHS_BEHIND: Final = (
    r"(?! ?(?:de|of|/|st\b|nd\b|rd\b|th\b|jan|ene|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|kg))"
)
# "My daughter of 45" is as grown up as a sister.
_GROWN_CHILD: Final = re.compile(
    r"\b(?P<whose>my|our|mi|meu|minha|nuestr[oa]|noss[oa])"
    r" (?:hij[oa]|filh[oa]|son|daughter|kid|nen[ea]|menin[oa]|boy|girl)"
    r"(?:[ ,(]+(?:who's|who is|she is|she's|he's|he is|que tiene|tiene|que tem|tem|de|of|aged|com|con|is|already"
    r"|ya|ja|cumple|cumplio|turns|turned|faz|fez))+ "
    rf"(?:3[2-9]|[4-9]\d|(?:1[89]|2\d|3[01]){_MONTHS_BEHIND})\b(?: (?:years?(?: old)?|anos?))?"
)
# "We are two and a half": a child, or one that is not born yet.
_HALF_OF_US: Final = re.compile(
    r"\b(?P<are>somos|seriamos|vamos|we are|we're|it's|its|it is|para|for|pra) (?P<heads>\d) (?:y|and|e|n|&) "
    r"(?:1 |a |una? |uma )?"
    r"(?:medi[oa]|half|mei[oa])\b(?! (?:hora|hour|dia|day|noche|night|pension|board|pensao))"
)
_HALF_IS_TOLD: Final = re.compile(
    r"embaraz|pregnan|gravid|panza|\bbump\b|barriga|expecting|beb[ea]|baby|nen[ea]|nin[oa]|hij[oa]|chic[oa]|kid"
    r"|child|son\b"
    r"|daughter|crianca|filh[oa]|menin[oa]|girl|boy|toddler"
)
# "Embarazada de 7 meses": nobody's age yet.
_GROWN: Final = 18
_UNBORN: Final = re.compile(
    r"\b(?:embarazad[oa]s?|gravidas?|pregnant|expecting)(?: de| com| at)? \d{1,2} (?:meses|semanas|months|weeks)\b"
    r"|\b\d{1,2} (?:meses de embarazo|months pregnant|weeks pregnant|meses de gravidez)\b"
    r"|\b(?:esperando|expecting|we're having|having) (?:a |an |un |una |um |uma |our |nuestr[oa] |noss[oa] )?"
    r"(?:first |second |primer |segundo |primeiro )?(?:beb[ea]|baby|child|kid|hij[oa]|filh[oa])\b"
    r"|\b(?:nos llega|llega|nace|viene|vai nascer|nasce) (?:un|una|el|la|nuestr[oa]|um|o|noss[oa]) beb[ea] en? [a-z]+\b"
    r"|\bbeb[ea] en camino\b|\bbaby on the way\b"
    r"|\b(?:i am|i'm|she's|she is|estoy|esta|estou) (?:pregnant|embarazada|gravida),? \d{1,2} (?:months?|weeks?"
    r"|meses|semanas)\b"
    r"|\b(?:estoy|estou) de \d{1,2} (?:meses|semanas)\b"
    r"|\b(?:the |el |la |o )?(?:baby|bebe)s? (?:comes|is due|arrives|nace|nasce|llega|chega|viene)(?: only|"
    r" recien| so)?"
    r" (?:in|en|em) [a-z]+\b"
)
# "They're 13 and 16. We arrive on the 21st": told, not asked, and nothing behind it that days would have.
_THEY_ARE_OF: Final = re.compile(
    r"(?:^|(?<=[.,;!] )|(?<=\bque )|(?<=\bellos )|(?<=\bchicos )|(?<=\bchicas )|(?<=\bnenes )|(?<=\bkids )|(?<=\belas )"
    r"|(?<=\beles )|(?<=\bninos )|(?<=\bhijos ))"
    r"(?P<have>tienen|tem|they are|they're|they r)"
    r" (?P<ages>(?:(?:\d|1[0-7]), ?)*(?:\d|1[0-7]) (?:y|e|and|&) (?:\d|1[0-7]))(?= *(?:[.,;!]|$))"
)
# "One is 7 and the other 2".
_ONE_AND_OTHER: Final = re.compile(
    r"\b(?P<one>(?:the |la |el |a |o )?(?:one|uno?|una|uma?|1)(?: (?:is|has|tiene|tem))+) (?P<age>\d|1[0-7])"
    r"(?P<and>,? (?:and|y|e|pero|but)? ?(?:the other|(?:la|el) otr[oa]|[ao] outr[oa]|another|otr[oa]|outr[oa])"
    r"(?: one)?(?: (?:is|has|de|tiene|tem))*) (?P<other>\d|1[0-7])\b"
    r"(?! ?(?:years?|anos?|yrs?|yo|months?|mes|al? |to |noch|night|noit|/|hab|room|quart|person|people|pessoa))"
)

# "I have two, 8 and 11": as many ages as there are.
_SO_MANY_AGED: Final = re.compile(
    r"\b(?:tengo|tenemos|llevo|llevamos|traigo|vienen|son|i have|we have|i've got|we've got|there are|they are"
    r"|they're|tenho|temos"
    r"|levo|sao|have|has) (?P<number>[2-6])(?: of them)?[,:]? \(?(?:de|aged|ages|of|con|com|they are|they're"
    r"|tienen|tem)[ :]+"
    r"(?P<ages>(?:\d|1[0-7])(?:(?:, ?| y | e | and |,? ?& ?|, (?:y|and|e) )(?:\d|1[0-7]))+)\b"
    r"(?! ?(?:de [a-z]|/|:|personas|people|pessoas|noch|night|noit|hab|room|quart|al? |to ))"
)

# "I am 17 and come with two friends": whoever writes comes.
_MY_OWN_AGE: Final = re.compile(
    r"\b(?P<own>tengo|tenho) 1[0-7](?: anos)?(?:,? (?:y|e))? (?P<me>(?:voy|vou|vamos|viajo|vengo|venho) (?:con|com))\b"
)

# "We are elderly people" tells no number.
_OLD_PEOPLE: Final = re.compile(
    r"\b(?:somos |we are |we're )?(?:gente (?:grande|mayor|ya grande)|(?:pessoas|gente) de idade"
    r"|older people)\b(?!,? \d{1,2} pers)"
)
# "And a girl, the girl is 2", "my granddaughter and I, she is 9".
_THE_SAME_CHILD: Final = re.compile(
    r"(?P<one>\b(?:un[oa]?|1|an?|uma?|one|mi|my|meu|minha) (?P<noun>[a-z]{3,})),? (?:(?:y|and|e) )?(?:la|el|the|a"
    r"|o|my|mi) (?P=noun)"
    r"(?:'s| is| tiene| tem| has| de) (?P<age>\d{1,2})\b"
)
_THE_ONE_AND_I: Final = re.compile(
    r"(?P<who>\b(?:mi|minha|meu|my) (?P<noun>[a-z]+) (?:y|e|and) (?:yo|eu|i|me|myself)"
    r"|\b(?:yo|eu|me|i) (?:y|e|and) (?:mi|minha|meu|my) (?P<other>[a-z]+))"
    r" ?[,.;]? ?(?:(?:ella|el|ela|ele|que) )?(?:tiene|tem|she is|she's|he is|he's) (?P<age>\d{1,2})"
    r"(?: anos| years(?: old)?)?\b(?! ?(?:month|mes))"
)


def _with_me(said: re.Match[str]) -> str:
    """Grown up as said of a child, "my daughter of 34 and I"; a child keeps the age where it stood."""
    if int(said["age"]) < _GROWN:
        years = "years" if said["who"].split()[0] in ("my", "me", "i") else "anos"
        return f"{said['who']}, {said['age']} {years}"
    noun = said["noun"] or said["other"]
    return said["who"].replace(noun, f"{noun} de {said['age']}", 1)


def _so_many_aged(said: re.Match[str]) -> str:
    if len(re.findall(r"\d+", said["ages"])) != int(said["number"]):
        return said.group()
    first = said.group().split()[0]
    noun = "criancas de" if first in ("tenho", "temos", "levo", "sao") else "nenes de"
    noun = (
        "kids aged"
        if first in ("i", "we", "i've", "we've", "there", "they", "they're", "have", "has")
        else noun
    )
    return f"{said['number']} {noun} {said['ages']}"


def _half_of_us(said: re.Match[str]) -> str:
    told = _HALF_IS_TOLD.search(said.string) is not None
    grown, young = (
        ("adults", "kid")
        if said["are"] in ("we are", "we're", "it's", "its", "it is", "for")
        else ("adultos", "nene")
    )
    return f"{said['are']} {said['heads']} {grown}{'' if told else f' 1 {young}'}"


def _grown_relative(said: re.Match[str]) -> str:
    whose = said["whose"]
    if whose in ("my", "our"):
        return f"{whose} sister"
    return f"{whose} {'irma' if whose in ('meu', 'minha') or whose.startswith('nos') else 'hermana'}"


def _are_of(said: re.Match[str]) -> str:
    return f"{said['have']} {said['ages']} {'years' if said['have'].startswith('they') else 'anos'}"


def _with_years(said: re.Match[str]) -> str:
    unit = "years" if "other" in said["and"] else "anos"
    return f"{said['one']} {said['age']} {unit}{said['and']} {said['other']} {unit}"


_TABLE: Final = rewriting(
    ((" medi", " half", " mei"), _HALF_OF_US, _half_of_us),
    (
        (
            "embaraz",
            "gravid",
            "pregnan",
            "expecting",
            "having ",
            "esperando",
            "beb",
            "baby",
            "estoy de",
            "estou de",
        ),
        _UNBORN,
        covered,
    ),
    (("tienen ", "tem ", "they"), _THEY_ARE_OF, _are_of),
    (("la ", "el ", "the ", "my ", "mi ", " a ", " o "), _THE_SAME_CHILD, r"\g<one> de \g<age> anos"),
    ((" tiene ", " tem ", "he is ", "he's "), _THE_ONE_AND_I, _with_me),
    (("gente ", "older people", "de idade"), _OLD_PEOPLE, covered),
    (("tengo 1", "tenho 1"), _MY_OWN_AGE, r"\g<me>"),
    (
        (
            "perr",
            "gat",
            "mascota",
            "cachorr",
            "caniche",
            "golden",
            "labrador",
            "dog",
            "pup",
            "cat",
            "pet",
            " old ",
            " old-",
        ),
        _PETS_AGE,
        covered,
    ),
    ((" de ", " aged ", " ages ", " of ", " con ", " com ", "tienen", "they"), _SO_MANY_AGED, _so_many_aged),
    (("other", "otr", "outr"), _ONE_AND_OTHER, _with_years),
)


def with_whose_age(text: str) -> str:
    return rewritten(text, _TABLE)


def with_grown_children(text: str) -> str:
    """Only to count them: by what they are called is another matter."""
    return _GROWN_CHILD.sub(_grown_relative, text) if has_figures(text) else text
