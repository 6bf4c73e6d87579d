"""What a form, a pet's age or an age limit says, put so that heads can be counted without them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from core.base.kept import table
from core.flows.understand.entities.people_words import people_table
from core.flows.understand.text import ByWords, Step, covered, has_figures, rewriting, rewritten

_FILE: Final = Path(__file__).with_name("plainly.toml")
_PART: Final = re.compile(r"<(kin|child)>")

# The lines of a form: "Adultos: 2".
_FORM: Final = re.compile(
    r"\b(adult\w*|mayores|personas|pax|huespedes|pasajeros|ninos|menores|chicos|children|kids|people|guests|persons"
    r"|criancas|pessoas|hospedes|bebes|infants) ?[:=] ?(\d{1,2})\b"
    r"(?![/:-]\d| (?:y|e|and|,) \d|, \d{1,2},? (?:y|e|and) \d)"
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
    r"(?<!\d )\b(adult[a-z]+|mayores) (\d{1,2})(?:,? |,? (?:y|e|and) )(ninos|menores|chicos|children|kids"
    r"|criancas) (\d{1,2})\b"
)
_ONE_YEAR: Final = re.compile(
    r"\b(?:(?<=\bde )|(?<=tiene )|(?<=\btem )|(?<=\bcom )|(?<=\bis )|(?<=aged ))"
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
    r"\b(?<!mi )(?<!mis )(?<!my )(?<!our )(?<!meu )(?<!meus )(?<!minha )(?<!con )(?<!with )(?<!com )(?<!\d )"
    r"(?:(?:un|una|uma?|a) )?(?:nin[oa]s?|nen[ea]s?|chic[oa]s?|menor(?:es)?|bebes?|criancas?|children|kids?|child"
    r"|toddlers?|babies|baby)(?: (?:de|of|aged) \d{1,2}(?: (?:y|e|and|a|to) \d{1,2})?(?: anos| years(?: old)?)?)?"
    r" (?:no |nao |tambien |tambem |also )?(?:pag\w+|abon\w+|cuentan?|conta[mn]?|pays?|count|stay free|go free"
    r"|van gratis|va gratis|entran? gratis|entra de graca|tienen? descuento|tem desconto|get a discount)\b"
    r"|\b(?:pagan|pagam) (?:l?os|l?as) 2\b"
)
_DOZEN: Final = re.compile(
    r"\b(?:(media |meia |half )|una |uma |a )?(?:a )?(?:docena|dozen|duzia)(?: de| of)?\b"
)
# "Cuatro con el bebé": the baby is one of them.
_WITH_THE_BABY: Final = re.compile(
    r"\b([3-9]|1\d)(?: personas| people| pessoas| of us| en total| in total| no total)?"
    r" (?:con|contando|incluyendo|incluid[oa]|with|counting|including|com|incluindo)(?: con| com)?"
    r" (?:al? |a la |el |la |o |the |our |my |nuestr[oa] |noss[oa] )"
    r"(bebe|beba|baby|bebita|bebito|nenem|gord[oa]|newborn)\b"
)
# "It says 4 adults, it's 2": what stands somewhere is not who comes.
_SAID_WRONG: Final = re.compile(
    r"\b(?:dice|dicen|decia|figura|figuran|aparece|aparecen|sale|salen|pone|pusiste|pusieron|anotaste|anotaron|mandaste"
    r"|(?:it|that|this) (?:says|said|shows)|says|you (?:put|wrote|said|have)(?: (?:us|me|it))?(?: down)?|diz"
    r"|esta escrito"
    r"|colocou|colocaram)(?: (?:que|ahi|aca|there|here|ai|somos|son|para|for|as|como|we are|we're))* \d{1,2}"
    r"(?: (?:adult\w*|personas?|people|pessoas?|pax|guests))?"
    r"(?:,? (?:y|and|e) \d{1,2} (?:crianc\w+|nin\w+|chic\w+|nen\w+|menores|kids?|children))?"
    r"(?=[ ,.;:]+(?:(?:y|and|e|but|pero|mas|en realidad|actually|na verdade|no|solo|only|just|so|nao|not)[ ,]+)*"
    r"(?:somos|we are|we're|its|it's|it is|it should be|should be|son|seriamos|vamos|sao|only \d|just \d|solo \d"
    r"|so \d)\b)"
)
# "Puse 3 y somos 2": the first was a mistake.
_PUT_WRONG: Final = re.compile(
    r"\b(?:puse|dije|anote|habia puesto|i put|i said|we said|eu disse|coloquei)"
    r" (?:que (?:eramos|seriamos) |para |for )?\d{1,2}(?: personas?| people| pessoas?| adult\w+)?"
    r"(?: (?:y|e|and) \d{1,2} (?:crianc\w+|nin\w+|chic\w+|nen\w+|menores|kids?|children))?"
    r"(?= ?(?:,|(?:y|and|e|but|pero|mas)\b))"
)
# "Tres. No, perdón, cuatro", "from 2 people to 3".
_NO_SORRY: Final = re.compile(
    r"^\d{1,2}[,.]* (?:(?:no|ops|uy|ay|bah|digo|perdon|sorry|wait|oops|espera|desculpa|quis[eo] decir|alias)[,.]* )+"
    r"(\d{1,2})\b"
)
_FROM_TO: Final = re.compile(
    r"\b\d{1,2} (people|personas|pessoas) (?:to|a|para) (\d{1,2})\b(?! ?(?:de |/|noch|night|noit))"
)
# "Adultos são 4".
_ARE: Final = re.compile(
    r"\b(adultos|mayores|adults|grandes|ninos|criancas|kids) (?:son|sao|are) (\d{1,2})\b(?! an|,? ?(?:y|e|and)? ?\d)"
)
_SOMOS: Final = re.compile(r"\b(?:smos|somo|sonos|soms)(?= \d)")
# "Nos quedamos en 4", "we're actually 4": what was counted anew.
_IN_THE_END: Final = re.compile(
    r"\b(nos quedamos en|quedamos en|pasamos a(?: ser)?|ahora somos|al final somos"
    r"|we(?:'re| are) (?:actually|really|now)"
    r"|(?:mas|e|entao|so) agora (?:e|sao|somos)?|agora (?:e|sao|somos)|ficamos em|al final|no final) ?(\d{1,2})\b"
    r"(?! ?(?:noch|noit|night|dia|day|hab|quarto|room|hs|h\b|de [a-z]|[/:.-]\d))"
)
# "Me atendió una chica": somebody of the house.
_OF_THE_HOUSE: Final = re.compile(
    r"\b(?:me|nos) (?:atendi\w*|ayud\w*|recibi\w*|trat\w*|dijo|ajud\w*|disse) (?:muy bien |re bien )?"
    r"(?:una?|uma?|la|el|a|o) (?:chic[oa]|muchach[oa]|nen[ea]|pib[ea]|menin[oa]|moc[oa])\b"
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


def _dozen(said: re.Match[str]) -> str:
    return "6" if said[1] else "12"


def _baby_of_them(said: re.Match[str]) -> str:
    grown = "adults" if said[2] in ("baby", "newborn") else "adultos"
    return f"{int(said[1]) - 1} {grown} 1 {said[2]}"


def _in_the_end(said: re.Match[str]) -> str:
    return f"{'we are' if said[1].startswith('we') else 'somos'} {said[2]}"


def _half_a_head(said: re.Match[str]) -> str:
    young = "1 kid" if "half" in said.group() else "1 nene" if " medi" in said.group() else "1 crianca"
    return f"{said[1]} {'adults' if 'half' in said.group() else 'adultos'} {young}"


_TELLING: Final = rewriting(
    ((" medi", " half", " mei"), _AND_A_HALF, _half_a_head),
    (("dice", "decia", "figura", "aparece", "sale", "pone", "pusi", "anota", "manda", "says", "said", "shows", "you ",
      "diz", "escrito", "coloc"), _SAID_WRONG, covered),
    (("adult", "mayores"), _BARE_FORM, r"\2 \1 \4 \3"),
    ((" an", " year"), _ONE_YEAR, "1"),
    ((" of my ", " of our ", " de mis ", " de nuestr", "s meus ", "s minhas ", "s noss"), _SOME_OF, _some_first),
    ((":", "="), _FORM, r"\2 \1"),
    (("ano", "mes", "year", "month"), _PAST, covered),
    (("menores",), _LIMITED, covered),
    (("menores ", "under", "over", "below", "ano", "year"), _LIMIT, covered),
    (("acept", "admit", "recib", "permit", "aceit", "accept", "allow", "you take"), _ALLOWED, covered),
    (("pag", "abon", "cuenta", "conta", "pay", "count", "free", "gratis", "graca", "descuento", "desconto"),
     _CHILDREN_PAY, covered),
    ((" old", "-old"), _SO_OLD, _child_so_old),
    (("docena", "dozen", "duzia"), _DOZEN, _dozen),
    ((" beb", " baby", " nenem", " gord", " newborn"), _WITH_THE_BABY, _baby_of_them),
    (("quedamos", "pasamos", "ahora", "actually", "really", " now ", "agora", "ficamos", "final"),
     _IN_THE_END, _in_the_end),
    ((" people ", " personas ", " pessoas "), _FROM_TO, r"\2 \1"),
    (("puse", "dije", "anote", "i put", "i said", "we said", "eu disse", "coloquei"), _PUT_WRONG, covered),
    (("no", "ops", "uy", "ay", "bah", "digo", "sorry", "wait", "espera", "desculpa"), _NO_SORRY, r"somos \1"),
    ((" son ", " sao ", " are "), _ARE, r"\2 \1"),
    (("smos", "somo ", "sonos", "soms"), _SOMOS, "somos"),
    (("atendi", "ayud", "recibi", "trat", "dijo", "ajud", "disse"), _OF_THE_HOUSE, covered),
)  # fmt: skip


_compiled = table(re.compile)


@dataclass(frozen=True)
class _Rule:
    pattern: str  # compiled where it is first needed: most are not, and there are many
    put: str | None
    after: str | None

    def rewritten(self, text: str) -> str:
        return _compiled(self.pattern).sub(self._in_its_place, text)

    def _in_its_place(self, found: re.Match[str]) -> str:
        if self.after is not None and not _compiled(self.after).search(found.string[: found.start()]):
            return found.group()
        if self.put is None:
            return covered(found)
        said = {name: told or "" for name, told in found.groupdict().items()}
        number, other = int(said.get("n") or 0), int(said.get("m") or 0)
        if "{less}" in self.put and number <= other:
            return found.group()
        return self.put.format(**said, less=number - other, twice=2 * number)


@table
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))


@table
def _rules(lang: str, figures: bool) -> ByWords[Step]:
    """Many find nothing where no figure stands."""
    table = _table()
    said = people_table()[lang]
    child = rf"{said['children']}|{said['kin_children']}"
    shared = {"kin": f"{said['kin_adults']}|{said['kin_children']}", "child": child} | table["of"]
    stands_before = {
        "child": rf"\b(?:{child})(?![a-z])",
        "anybody": rf"\b(?:{shared['kin']}|{child}|{shared['anybody']})(?![a-z])",
        "feast": rf"\b(?:{shared['feast']})(?![a-z])",
    }
    made = []
    for rule in (*table.get(lang, {}).get("rules", ()), *table["any"]["rules"]):
        if figures or r"\d" not in rule["pattern"]:
            pattern = _PART.sub(lambda name: shared[name[1]], rule["pattern"])
            after = stands_before[rule["after"]] if "after" in rule else None
            made.append((rule["words"], _Rule(pattern, rule.get("put"), after).rewritten))
    return ByWords(made)


@lru_cache(maxsize=256)
def told_plainly(text: str, lang: str) -> str:
    """What is known to be said of nobody covered, the rest in the words that are counted."""
    return rewritten(rewritten(text, _rules(lang, has_figures(text))), _TELLING)
