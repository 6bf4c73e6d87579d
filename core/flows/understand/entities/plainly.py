"""What a form, a pet's age or an age limit says, put so that heads can be counted without them."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import Rewrite, covered, rewritten

# The lines of a form: "Adultos: 2".
_FORM: Final = re.compile(
    r"\b(adult\w*|mayores|personas|pax|huespedes|pasajeros|ninos|menores|chicos|children|kids|people|guests|persons"
    r"|criancas|pessoas|hospedes|bebes|infants) ?[:=] ?(\d{1,2})\b(?![/:-]\d| (?:y|e|and|,) \d)"
)
_PET: Final = (
    r"(?:perr(?:it)?[oa]s?|gat(?:it)?[oa]s?|mascotas?|cachorr(?:inh)?[oa]s?|caniches?|golden|labrador(?:es)?|dogs?|pupp(?:y|ies)"
    r"|cats?|pets?)"
)
_PETS_AGE: Final = re.compile(
    rf"\b{_PET}(?: \w+)? (?:de|of|com|con|tiene|tem|is|aged|has) \d{{1,2}}(?: (?:anos|meses|years?|months?))?"
    rf"|\b\d{{1,2}}[ -](?:years?|months?)[ -]olds? {_PET}\b"
)
# "Do children under 4 pay?": a limit, nobody's age.
_LIMIT: Final = re.compile(
    r"(?<=menores )(?:de|a) \d{1,2}(?: anos)?\b(?!,? (?:y |e )?\d)|\bunder \d{1,2}s\b"
    r"|\b(?:under|over|below|abaixo de|acima de|hasta|ate|up to|mas de|mais de) "
    r"(?:los |las |os |the age of |age )?\d{1,2}s?(?: (?:anos|years(?: old)?))(?! \d)"
)
_LIMITED: Final = re.compile(
    r"\b(?:los|las|os|as|do|si|se|que) menores (?:de|a) \d{1,2}(?: anos)?\b(?!,? (?:y |e )?\d)"
)


_ALLOWED: Final = re.compile(
    r"\b(?:acept\w+|admit\w+|recib\w+|permit\w+|aceit\w+|accept|allow|do you take) (?:a )?(?:nin[oa]s|chic[oa]s"
    r"|nen[ea]s|menores|bebes|children|kids|babies|criancas)(?: (?:de|of) \d{1,2}(?: anos)?)?"
)


# "Adultos 3 niños 2"
_BARE_FORM: Final = re.compile(
    r"\b(adult[a-z]+|mayores) (\d{1,2})(?:,? |,? (?:y|e|and) )(ninos|menores|chicos|children|kids|criancas) (\d{1,2})\b"
)
_ONE_YEAR: Final = re.compile(
    r"(?:(?<=\bde )|(?<=tiene )|(?<=\btem )|(?<=\bcom )|(?<=\bis )|(?<=aged ))"
    r"(?:un|um|one|a)(?= (?:an(?:it|inh)?o|year)\b)"
)
# "Two years ago", "10 años de casados": nobody's age.
_SOME_OF: Final = re.compile(
    r"\b(\d{1,2}) (?:of (my|our)|de (mis|nuestr[oa]s)|d[oa]s (meus|minhas|noss[oa]s)) (?=[a-z])"
)
_PAST: Final = re.compile(
    r"(?:\bhace |\bha |\bfaz )(?:como |unos |unas |casi |uns |ya |mas de |mais de )?\d{1,2} (?:anos?|meses)\b"
    r"|\b\d{1,2} (?:anos?|meses|mes|years?|months?)"
    r"(?= (?:ago|atras|de (?:casad|matrimon|novi|antig|experien|garant|aniver)|of marriage|married|together|juntos))"
)
# "Two humans and a half": the half is a child.
_AND_A_HALF: Final = re.compile(
    r"\b(\d{1,2}) (?:human\w*|personas?|people|persons|adult\w*|pessoas?)"
    r" (?:y medi[oa]|y (?:1|un[oa]) medi[oa]|and (?:a|1) half|e mei[oa])\b"
)
# "Do kids pay?", "criança de 5 anos paga?": of children anywhere, unless they are somebody's.
_CHILDREN_PAY: Final = re.compile(
    r"(?<!mi )(?<!mis )(?<!my )(?<!our )(?<!meu )(?<!meus )(?<!minha )(?<!con )(?<!with )(?<!com )(?<!\d )"
    r"\b(?:(?:un|una|uma?|a) )?(?:nin[oa]s?|nen[ea]s?|chic[oa]s?|menor(?:es)?|bebes?|criancas?|children|kids?|child"
    r"|toddlers?|babies|baby)(?: (?:de|of|aged) \d{1,2}(?: (?:y|e|and|a|to) \d{1,2})?(?: anos| years(?: old)?)?)?"
    r" (?:no |nao |tambien |tambem |also )?(?:pag\w+|abon\w+|cuentan?|conta[mn]?|pays?|count|stay free|go free"
    r"|van gratis|va gratis|entran? gratis|entra de graca|tienen? descuento|tem desconto|get a discount)\b"
)
# "Our one-year-old" is a child without the word.
_SO_OLD: Final = re.compile(
    r"\b(our|my|a|an|the|and|with) (\d{1,2}|one)[ -](year|yr|month)s?[ -]olds?\b"
    r"(?= ?(?:$|[,.;?!)&]|and\b|so\b|for\b|from\b|in\b|on\b|who\b|if\b|is\b|do\b|too\b|as\b))"
)


def _child_so_old(said: re.Match[str]) -> str:
    number = 1 if said[2] == "one" else said[2]
    return f"{said[1]} child aged {number} {said[3]}s"


def _some_first(said: re.Match[str]) -> str:
    return f"{said[2] or said[3] or said[4]} {said[1]} "


def _half_a_head(said: re.Match[str]) -> str:
    young = "1 kid" if "half" in said.group() else "1 nene" if " medi" in said.group() else "1 crianca"
    return f"{said[1]} {'adults' if 'half' in said.group() else 'adultos'} {young}"


_TELLING: Final[tuple[Rewrite, ...]] = (
    ((" medi", " half", " mei"), _AND_A_HALF, _half_a_head),
    (("adult", "mayores"), _BARE_FORM, r"\2 \1 \4 \3"),
    ((" an", " year"), _ONE_YEAR, "1"),
    ((" of my ", " of our ", " de mis ", " de nuestr", "s meus ", "s minhas ", "s noss"), _SOME_OF, _some_first),
    ((":", "="), _FORM, r"\2 \1"),
    (("ano", "mes", "year", "month"), _PAST, covered),
    (("perr", "gat", "mascota", "cachorr", "caniche", "golden", "labrador", "dog", "pup", "cat", "pet"),
     _PETS_AGE, covered),
    (("menores",), _LIMITED, covered),
    (("menores ", "under", "over", "below", "ano", "year"), _LIMIT, covered),
    (("acept", "admit", "recib", "permit", "aceit", "accept", "allow", "you take"), _ALLOWED, covered),
    (("pag", "abon", "cuenta", "conta", "pay", "count", "free", "gratis", "graca", "descuento", "desconto"),
     _CHILDREN_PAY, covered),
    ((" old", "-old"), _SO_OLD, _child_so_old),
)  # fmt: skip


def told_plainly(text: str) -> str:
    return rewritten(text, _TELLING)
