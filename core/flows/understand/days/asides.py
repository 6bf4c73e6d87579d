"""Words around a stay that tell of no day: "first tell me", a cry of "no, no", "not the 25th, I said Friday".

They are taken out before days are looked for. "We are 5 or 6" is a number of heads, the higher one: who asks for room
for six is not left without a bed.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.heads.grown_by_age import with_grown_ups
from core.flows.understand.text import has_figures, normalise, numbered, says_any

_ES: Final = "ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic"
_PT: Final = "jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez"
_FIRST: Final = ("primero", "primeiro", "first")
# "Let me ask my wife first."
_ASKED_FIRST: Final = ("wife", "husband", "partner", "girlfriend", "boyfriend", "family", "mum", "mom", "dad", "boss",
                       "friend", "friends", "him", "her", "them", "that", "this")  # fmt: skip
_HEADS: Final = ("somos", "ser", "estamos entre", "we ", "we'", "there are")
# The first of a month has an article before it, or a month or another day behind it.
_FIRST_OF_ALL: Final = re.compile(
    r"(?i)(?<!\bel )(?<!\bdel )(?<!\bal )(?<!\bdia )(?<!\bdía )(?<!\bdesde )(?<!\bhasta )(?<!\bde )\bprimero\b"
    rf"(?!\s*(?:de\s+)?(?:{_ES})|\s+(?:al?|y|o|hasta)\b)"
    r"|(?<!\bo )(?<!\bdo )(?<!\bao )(?<!\bno )(?<!\bdia )(?<!\bde )(?<!\baté )\bprimeiro\b"
    rf"(?!\s*(?:de\s+)?(?:{_PT})|\s+(?:ao?|e|ou|at[eé])\b)"
    r"|(?<!\bthe )\bfirst\b(?=,? (?:tell|let|can|could|i|do|does|is|are|please|we|what|how|may|would)\b)"
    r"|\bat first\b|\b(?:said|told|mentioned|offered|showed|gave|wrote)(?: (?:me|us|you|it))? first\b"
    rf"|(?:{'|'.join(rf'(?<={who} )' for who in _ASKED_FIRST)})\bfirst\b"
)
_NO: Final = r"(?:n+o+|n[aã]o)"
_CRIES_NO: Final = re.compile(
    rf"(?im)^[ \t]*{_NO}(?:[ ,]+{_NO})*[ .!,]*\n"
    rf"|\A\s*{_NO}(?:[ ,]+{_NO})+[ ,]+(?=(?:el|la|los|las|del|al|para|o|os|the|from|from the) )"
)
_NOT_THAT_DAY: Final = re.compile(
    r"(?i)\b(?:(?:hasta|del?|al?|el|para|d[ií]a|until|till?|to|the|at[eé]|o|ao|not) )*\d{1,2}(?:st|nd|rd|th)?"
    r"(?: (?:al?|ao|to) \d{1,2}(?:st|nd|rd|th)?)?(?: (?:de|of) [a-z]+)? (?:no|n[aã]o|not)\b"
    r"(?:[ ,.;]+"
    r"(?=(?:(?:yo|te|le|les|eu|i|ya|j[aá]) )*"
    r"(?:dij\w+|quise|era|es|ped[ií]\w*|disse|falei|said|meant|hasta|until|at[eé])\b)"
    r"|[ ]?[,.;]\s*(?=(?:yo |eu |i |we )?(?:quiero|queremos|quisiera\w*|prefer\w+|prefier\w+|mejor|quero|want|rather"
    r"|(?:el|al|del|para el|the|o|do|no dia) \d)))"
)
# "Not 29 November! 7 to 10 December": the stay is told right behind.
_ONE_DAY: Final = rf"\d{{1,2}}(?:st|nd|rd|th)?(?: (?:(?:de|of) )?(?:{_ES}|{_PT}|aug|dec|apr)[a-zç]*)?"
_NO_STAY: Final = re.compile(
    rf"(?i)\b(?:not|no|n[aã]o|non)(?: (?:on|the|el|para|pra|em|dia|from|del?))* {_ONE_DAY}"
    rf"(?: ?(?:al?|to|-|at[eé]) ?{_ONE_DAY})? ?[!.,;]+ *"
    rf"(?=(?:(?:from|del?|do|dia|the|el|is|it's|es|son|[eé]|s[aã]o|sino) )*{_ONE_DAY} ?(?:al?|to|-|at[eé]|until) ?\d)"
    rf"|\b(?:[a-zá]{{3}} )?\d{{1,2}} ?[–-] ?(?:[a-zá]{{3}} )?{_ONE_DAY},? (?:no|n[aã]o|not)\b ?[,.;:]"
    r"(?=[^?]{0,40}\d{1,2} ?(?:al?|to|-|at[eé]) ?\d)"
)
_NO_GOOD: Final = (
    "no good", "n't work", "not work", "n't good", "no use", "sirve", "serve", "no pued", "nao pos", "não pos",
    "nao da", "não d", "no va",
)  # fmt: skip
# "The 10th is no good": of all days not that one.
_NOT_GOOD: Final = re.compile(
    r"(?i)\b(?:the |el |o |no |d[ií]a )*\d{1,2} ?(?:st|nd|rd|th)?(?: (?:de|of) [a-zç]+)?"
    r" (?:is no (?:good|use)|isn'?t (?:good|any good)|(?:does|do|wo)(?:n'?t| not) work|no (?:me |nos )?(?:sirve|va)"
    r"|no (?:puedo|podemos)|n[aã]o (?:me |nos )?(?:serve|d[aá](?: certo)?)|n[aã]o (?:posso|podemos))\b"
    r"(?! (?:for|para|pra) \d)"
)
# "And if not, from the 8th to the 10th" gives no day up.
_IF_NOT: Final = re.compile(
    r"(?i)\b(?:(?:y|o|e|ou|and|or|pero|mas|but) )?(?:si no(?: hay)?|if not|se n[aã]o)\b,?(?= )"
    r"(?! (?:pod[ea]mos|pud\w+|puedo|voy|vamos|vou|conseg\w+)\b)"
)
# "Mi señora es Abril": she is called so, and nobody comes in that month.
_CALLED: Final = (
    "abril", "april", "june", "august", "julio", "junio", "mayo", "domingo", "agosto", "julho",
    "junho",
)  # fmt: skip
_CALLED_SO: Final = re.compile(
    r"(?i)\b(?:mis?|my|meus?|minhas?|nuestr[oa]s?|our|su|sua|his|her|el|la|o|a)"
    r" (?:se[nñ]ora|mujer|espos[oa]|marido|hij[oa]|novi[oa]|herman[oa]|mam[aá]|pap[aá]|amig[oa]|nen[ea]|beb[eé]|beba"
    r"|wife|husband|daughter|son|sister|brother|girlfriend|mulher|filh[oa]|namorad[oa]|irm[aã]o?|m[aã]e|pai)"
    r",? (?:es|se llama|is|is called|is named|[eé]|se chama|called|named|llamad[oa]|chamad[oa])"
    rf" (?:{'|'.join(_CALLED)})\b(?! ?\d)"
)
_TURNS: Final = ("cumpl", "turn", "faz", "fez ", "complet")
# "He turns 3 in December" is an age and a birthday, and no days of a stay; fifty years in January are a reason to come.
_BIRTHDAY: Final = re.compile(
    r"(?i)\b(?:(?:va a |vai )?(?:cumpl(?:e|en|ir[aá]?|i[oó]|ieron)|faz(?:er|em)?|fez|complet(?:a|ar|ou))"
    r"|turn(?:s|ed|ing)?)"
    r"(?: (?:los|sus|reci[eé]n|just))? (?:\d|1[0-7])(?: a[nñ](?:it|inh)?os| years)?"
    rf" (?:en|em|in|el|no|on|a fin(?:es)? de|fines de|agora em)(?: \d{{1,2}} (?:de )?)?"
    rf" ?(?:{_ES}|{_PT}|aug|dec|apr)[a-zç]*"
)
_FEAST: Final = ("birthday", "anniversar", "cumple", "aniversario", "aniversário")
# "My wife's birthday is on Dec 5, we'd come 4 to 6": beside a whole stay no day of it.
_FEAST_ON: Final = re.compile(
    r"(?i)\b(?:birthday|anniversary|cumple(?:a[nñ]os)?|anivers[aá]rio)(?: d[aeo] [a-z]+(?: [a-z]+)?)?"
    r",? (?:is |es |[eé] |falls |cae |cai )?(?:on |el |em |no dia |dia |the )*"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: (?:de|of))? (?:{_ES}|{_PT}|aug|dec|apr)[a-zç]*"
    rf"|(?:{_ES}|{_PT}|aug|dec|apr)[a-z]* \d{{1,2}}(?:st|nd|rd|th)?)\b(?! ?(?:al?|to|-|ate|at[eé]|until|till) ?\d)"
)
_WHOLE_STAY: Final = re.compile(
    r"(?i)\d(?:st|nd|rd|th)? ?(?:al?|to|-|at[eé]|until|till|through) ?(?:el |the )?\d"
)
_NUMBER: Final = (
    r"(?:\d{1,2}|dos|tres|cuatro|cinco|seis|siete|ocho|two|three|four|five|six|seven|eight|dois|tr[eê]s|quatro"
    r"|sete|oito)"
)
_HEADS_IN_DOUBT: Final = re.compile(
    r"(?i)\b((?:somos|ser[ií]amos|seremos|estamos entre|we are|we're|we'll be|we will be|we would be|there are"
    r"|vamos ser)(?: (?:como|unos|unas|about|around|uns|umas|tipo|entre))?) "
    rf"{_NUMBER},? ?(?:o|u|or|ou|-) ?({_NUMBER})\b(?! ?(?:noches?|nights?|noites?|d[ií]as?|days?|de |/))"
)


# "3 parejas y 2 solteros": all of them come, and nobody asks for single rooms.
_SO_MANY: Final = rf"(?:{_NUMBER}|una?|uno|one|an?|uma?)"
_COUPLES_AND_SINGLES: Final = re.compile(
    rf"(?i)\b(?P<couples>{_SO_MANY}) (?P<of>parejas?|matrimonios?|couples?|casais|casal)"
    r" ?(?:,|\+|&|y\b|e\b|and\b|m[aá]s\b|mais\b|plus\b|con\b|com\b) ?"
    rf"(?P<singles>{_SO_MANY}) (?:single (?:people|persons?|adults?|friends?|guys?|girls?|m[ae]n|wom[ae]n)"
    r"|singles?\b(?! (?:rooms?|beds?|bedrooms?))|solter[oa]s?|sol[oa]s|suelt[oa]s"
    r"|solteir[oa]s?|sozinh[oa]s?|avuls[oa]s?)\b"
)
_COUPLES: Final = ("pareja", "matrimonio", "couple", "casa")
# "4 adultos, dois casais", "two couples, so 4 adults": the same heads, told twice.
_OF_COUPLES: Final = (
    rf"(?:(?:somos|son|sao|we are|we're|are|ou seja|o sea|es decir|em|en|as|que|so|=|:|-) )*"
    rf"(?P<couples>{_NUMBER}) (?P<of>parejas?|matrimonios?|couples?|casais|casal)\b"
)
_COUPLES_OF_HEADS: Final = re.compile(
    rf"(?i)\b(?P<couples>{_NUMBER}) (?P<of>parejas?|matrimonios?|couples?|casais|casal) ?[,(:.=-]* ?"
    r"(?:(?:somos|son|sao|we are|we're|are|ou seja|o sea|es decir|so|=) )*"
    rf"(?P<heads>{_NUMBER}) (?P<kind>adult[oa]?s?|personas?|pessoas?|people)\b"
)
_HEADS_OF_COUPLES: Final = re.compile(
    rf"(?i)\b(?P<heads>{_NUMBER}) (?P<kind>adult[oa]?s?|personas?|pessoas?|people) ?[,(:.=-]* ?{_OF_COUPLES}\)?"
)


# "De 8 pra 10 de dezembro": from one day to another, and not for ten people.
_DAY_TO_DAY: Final = re.compile(
    r"(?i)\b(d[eo](?: dia)? \d{1,2}|dia \d{1,2}) (?:pr[ao]|para|p/) (?:o )?"
    rf"(dia \d{{1,2}}\b|\d{{1,2}}(?= ?/| de (?:{_PT})))"
)
_DAY_TO: Final = ("pra ", "pro ", "para ", "p/ ")
_CHANGED: Final = ("mud", "troc", "alter", "passa", "aument")


def without_asides(text: str) -> str:
    """The words of days without what says nothing of them."""
    plain = text.lower()
    if has_figures(plain) and says_any(plain, _NO_GOOD):
        text = _NOT_GOOD.sub(" ", text)
    if says_any(plain, ("si no", "if not", "se nao", "se não")) and has_figures(plain):
        text = _IF_NOT.sub(" ", text)
    if says_any(plain, _TURNS):
        text = _BIRTHDAY.sub(" ", text)
    if says_any(plain, _FEAST) and _WHOLE_STAY.search(left := _FEAST_ON.sub(" ", text)):
        text = left
    if plain.lstrip().startswith("n") or "\n" in plain:
        text = _CRIES_NO.sub("", text)
    if " n" in plain and has_figures(plain):
        text = _NOT_THAT_DAY.sub(" ", text)
    if says_any(plain, _CALLED):
        text = _CALLED_SO.sub(" ", text)
    if says_any(plain, ("no", "na", "nã")) and has_figures(plain):
        text = _NO_STAY.sub(" ", text)
    if not says_any(plain, _FIRST):
        return text
    alone = not _FIRST_OF_ALL.sub("", text).strip(" .,!?¡¿")
    return text if alone else _FIRST_OF_ALL.sub(" ", text)


def with_heads_settled(text: str) -> str:
    """ "We are 5 or 6" as "we are 6", and what is no head at all told as the day it is."""
    text = with_grown_ups(text)
    plain = text.lower()
    if has_figures(plain) and says_any(plain, _DAY_TO) and not says_any(plain, _CHANGED):
        text = _DAY_TO_DAY.sub(r"\1 a \2", text)
    if says_any(plain, _COUPLES):
        text = _COUPLES_AND_SINGLES.sub(_all_of_them, text)
        text = _COUPLES_OF_HEADS.sub(_told_twice, _HEADS_OF_COUPLES.sub(_told_twice, text))
    return _HEADS_IN_DOUBT.sub(r"\1 \2", text) if says_any(text.lower(), _HEADS) else text


def _all_of_them(said: re.Match[str]) -> str:
    of = said["of"].lower()
    lang = "en" if of.startswith("couple") else "pt" if of.startswith("casa") else "es"
    couples, singles = (_count(said[part], lang) for part in ("couples", "singles"))
    return f"{2 * couples + singles} {'adults' if lang == 'en' else 'adultos'}"


def _told_twice(said: re.Match[str]) -> str:
    lang = (
        "en"
        if said["of"].lower().startswith("couple")
        else "pt"
        if said["of"].lower().startswith("casa")
        else "es"
    )
    same = _count(said["heads"], lang) == 2 * _count(said["couples"], lang)
    return f"{said['heads']} {said['kind']}" if same else said.group()


def _count(word: str, lang: str) -> int:
    found = re.search(r"\d+", numbered(normalise(word), lang))
    return int(found.group()) if found else 1
