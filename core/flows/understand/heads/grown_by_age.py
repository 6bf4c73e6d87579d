"""Grown-ups put so that whoever looks for days or for people takes them for nothing else.

"2 personas, 18 y 18" are two adults and nobody's eighteenth; "mi hermana Chiquita" is called so, however old she is;
"2 adulto so eu e ela" are two, and "21 de dez" is a month and nobody of ten.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.days.calendar_names import MONTHS, WEEKDAYS
from core.flows.understand.text import has_figures, normalise, says_any

_OF_AGE: Final = r"(?:1[89]|[2-9]\d|dieciocho|diecinueve|eighteen|nineteen|dezoito|dezenove)"
_TWO_OF_THEM: Final = re.compile(
    r"(?i)\b(?:2|two|dos|dois|duas|amb[oa]s|both|of us)\b|(1[89]|[2-9]\d) (?:y|e|and) \1"
)
_ME: Final = re.compile(r"\b(?:yo|eu|me|i)\b")
_FIGURE_OF_AGE: Final = re.compile(r"1[89]|[2-9]\d")
_YEARS: Final = r"(?:a[nñ](?:it|inh)?os|years?(?: old)?|yrs)"
_PEOPLE: Final = r"(?:personas?|pessoas?|people|pax|adult[oa]?s?|amig[oa]s|friends)"
_TWO: Final = r"(?:2|two|dos|dois|duas)"
# Two who are as old as each other; two days would not be the same. Other ages have their word beside them.
_BOTH_OF_AGE: Final = re.compile(
    rf"(?i)\b(?:somos |seremos |we are |we're |para |for |pra )?{_TWO}(?: {_PEOPLE})?,? ?\(?"
    r"(?:de |of |aged |con |com |with )?"
    rf"(?:(?P<age>{_OF_AGE}),? (?:y|e|and|,) ?(?P=age)(?: {_YEARS})?"
    rf"|{_OF_AGE},? (?:y|e|and) {_OF_AGE} {_YEARS})\)?(?! ?(?:de |of |/|:))"
    rf"|(?<![\d/] )\b(?P<twice>{_OF_AGE}) (?:y|e|and) (?P=twice)(?: {_YEARS})?(?: (?:l[oa]s|os|as|both|the|n[oó]s)?"
    rf" ?(?:{_TWO}|of us))?(?! ?(?:de |of |/|:))"
)
# Half now and half later.
_HALF_AND_HALF: Final = re.compile(r"(?i)(?<![\d/])50 ?(?:y|e|and|/) ?50\b(?! (?:a[nñ]os|years))")
# "Los dos tenemos 18", "we're both 19", "somos dos de 18".
_EACH_OF_AGE: Final = re.compile(
    rf"(?i)\b(?:(?:l[oa]s|os|as|n[oó]s|nosotr[oa]s) {_TWO}|ambos|ambas|we both|both of us|we'?re both|we are both)"
    rf" (?:(?:ya|j[aá]) )?(?:tenemos|temos|tienen|t[eê]m|have|are|is|de|con|com)? ?{_OF_AGE}\b(?: {_YEARS})?"
    rf"(?! ?(?:de |of |/|:|noch|night|noit))"
    rf"|\b(?:l[oa]s|os|as) {_TWO} (?:(?:ya|j[aá]|somos|son|s[aã]o) )*(?:mayores|maiores) de (?:edad|idade)\b"
    rf"|\b(?:somos|we are|we're) {_TWO} (?:de|con|com|of|aged) {_OF_AGE}\b(?: {_YEARS})?"
    rf"(?! ?(?:de |of |/|:|al? |to |noch|night|noit|y |e |and ))"
)
_KIN: Final = (
    r"(?:herman[oa]|prim[oa]|amig[oa]|cu[nñ]ad[oa]|t[ií][oa]|novi[oa]|pareja|espos[oa]|marido|mujer|sueg[r][oa]|abuel[oa]"
    r"|mam[aá]|pap[aá]|madre|padre|compa[nñ]er[oa]|socio|socia|vecin[oa]|irm[aã]o?|namorad[oa]|m[aã]e|pai|sogr[oa]"
    r"|cunhad[oa]|av[oóô]|sister|brother|cousin|friend|aunt|uncle|wife|husband|partner|mother|father|girlfriend"
    r"|boyfriend|mate|mum|mom|dad)"
)
_NICK: Final = (
    r"(?:Chiquit[oa]|Chiqui|Chic[oa]|Nen[eaêé]|Nen[eé]m|Nenuch[oa]|Beb[aeéê]|Bebo|Pibe|Piba|Peque|Peques|Pequen[oa]|Negr[oa]|Negrit[oa]"
    r"|Gord[oa]|Gordit[oa]|Flac[oa]|Rubi[oa]|Colorad[oa]|Tat[aoá]|Nin[oaé]|Ni[nñ][oa]|Menin[oa]|Junior|J[uú]nior|Kid|Kiddo|Baby|Babe"
    r"|Babi|Little|Tiny|Ni[nñ]it[oa]|Chavit[oa]|Criança|Filhinh[oa]|Caçula|Peke|Cachorro|Chata|Chato)"
)
# What each of those has in it, or is one of the few words of it.
_NICKS: Final = (
    "chiqui", "chic", "nen", "beb", "pib", "peque", "peke", "negr", "gord", "flac", "rubi", "colorad", "tat", "nin",
    "niñ", "menin", "junior", "júnior", "kid", "bab", "little", "tiny", "chav", "crian", "filhinh", "caçul", "cachorr",
    "chat",
)  # fmt: skip
# A name begins with a capital; behind a grown-up's word its article says so too.
_CALLED: Final = re.compile(
    rf"\b((?i:mi|mis|mi mejor|nuestr[oa]|su|la|el|a|o|minha|meu|noss[oa]|my|our|her|his|una|un|uma|um) (?i:{_KIN}))"
    rf"(?: (?i:la|el|a|o|le dicen|alias|the|called|que le dicen|llamad[oa]|chamad[oa])){{0,2}}"
    rf"(?: {_NICK}){{1,2}}\b(?! (?:de|que tiene|tiene|con|com|tem|of|aged|is) (?:\d|1[0-7])\b)"
)
_GROWN_KIN: Final = (
    r"(?:marido|esposo|esposa|mujer|suegr[oa]|mam[aá]|pap[aá]|madre|padre|t[ií][oa]|abuel[oa]|novi[oa]"
    r"|pareja)"
)
_CALLED_IN_SMALL: Final = re.compile(
    rf"(?i)\b((?:mi|nuestr[oa]|su) {_GROWN_KIN}) (?:la|el) (?:chiquit[oa]|chiqui|nen[ea]|beb[ae]|pib[ea]|peque|negr[oa]"
    r"|gord[oa]|flac[oa]|chic[oa])\b(?! (?:de|que))"
)
# "Empezamos de 0: 26 al 27" is nobody's hour.
_FROM_ZERO: Final = re.compile(
    r"(?i)\b((?:empe|comen|come[cç]|arran|start)\w+) (?:de|d|desde|do|from|at) 0 ?[:.,;-]+ ?"
)
_AND_THE_OTHER: Final = ("eu e", " e eu", "yo y", " y yo", "me and", "and me", "and i")
_AGES_IN_WORDS: Final = ("mayores", "maiores", "dieci", "teen", "dezoito", "dezenove")
_OF_ZERO: Final = (" 0:", " 0.", " 0,", " 0 ", " 0;")
# "21 de dez" is a month, and ten of nobody.
_DECEMBER: Final = re.compile(
    r"(?i)(?<=\d)(?P<of>(?: de| do)? )dez\b(?! (?:an(?:inh)?os|pessoas|noites|di[aá]rias?|dias|amig|adult|crian|mil"
    r"|reais|hom|mulh|quartos|hor))"
)
_DECEMBER_BEHIND_A_STROKE: Final = re.compile(r"(?i)(?<=\d)/dez\b")
# "A room p 2".
_FOR: Final = re.compile(r"(?i)(?<![\w/.])p (?=[1-9]\b(?! ?(?:m\b|am\b)))")
_ANOTHER: Final = r"(?:el[ea]|(?:a |o )?(?:minha|meu) [\wã]+|ell?a?|mi [\wñ]+|her|him|my \w+)"
_NAME_AND_AGE: Final = (
    r"[A-ZÁÉÍÓÚ][a-záéíóúñãõç]{1,11},? \(?(?:de |con |com )?(?:\d|1[0-7])\)?(?: a[nñ](?:it|inh)?os)?"
)
_ANOTHER_ONE: Final = r"(?:,|,? (?:y|e|and)) "
# "Sofi 7, Tomi 4 y yo".
_NAMED_CHILDREN: Final = re.compile(
    rf"(?<![\w/])(?P<before>{_NAME_AND_AGE}(?:{_ANOTHER_ONE}{_NAME_AND_AGE}){{1,4}}){_ANOTHER_ONE}(?P<me>yo|eu|me|I)\b"
    rf"|\b(?P<I>[Yy]o|[Ee]u|[Mm]e|I){_ANOTHER_ONE}(?P<behind>{_NAME_AND_AGE}(?:{_ANOTHER_ONE}{_NAME_AND_AGE}){{1,4}})"
    r"(?=$|[ ,.;!?])(?! ?(?:de|of|/))"
)
# Days and rooms are told much the same.
_NO_NAMES: Final = {
    "dia", "day", "room", "cuarto", "quarto", "habitacion", "cabana", "cabin",
    *(name for names in (*WEEKDAYS.values(), *MONTHS.values()) for name in names),
}  # fmt: skip
# "Para 26 y 27 de diciembre" are days, and nobody comes with twenty-five others.
_FOR_THOSE_DAYS: Final = re.compile(
    r"(?i)\bpara (?=\d{1,2} (?:y|e) \d{1,2} (?:de |d )?(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov"
    r"|dic|jan|fev|mai|out|dez))"
)
# Two, and who they are.
_THE_TWO: Final = re.compile(
    rf"(?i)\b(?P<two>{_TWO} (?:{_PEOPLE}|adulto))[ ,.:(-]*(?:s[oóò]|solo|s[oó]lo|just|only|apenas|somente|solamente)? ?"
    rf"(?:eu e {_ANOTHER}|{_ANOTHER} e eu|yo y {_ANOTHER}|{_ANOTHER} y yo"
    rf"|me and {_ANOTHER}|{_ANOTHER} and (?:me|i))\b\)?"
)
_PARTNER: Final = r"(?:namorad[oa]|mina|noiv[oa]|mulher|espos[oa]|marido|boy|mozao|moz[aã]o)"
_GIRLFRIEND: Final = re.compile(r"(?i)\bminha mina\b")
# "My little sister of 8" is one, and a child.
_SMALL_KIN: Final = re.compile(
    r"(?i)\bmi (?:herman[oa]|prim[oa]|sobrin[oa]) (?:chiquit[oa]|chic[oa]|peque\w*) "
    r"(?:de |que tiene |tiene )(?P<age>\d|1[0-7])\b(?: a[nñ]os)?"
)
_SMALL: Final = ("chiquit", "chic", "peque")
_TAKES_ALONG: Final = re.compile(
    rf"(?i)\b(?:quero|queria|vou|gostaria de|pretendo|pensei em|t[oô] querendo) (?:levar|trazer)"
    rf" (?:a |o )?(?P<whom>(?:minha|meu) {_PARTNER})\b"
    r"(?! (?:a[ot]?|at[eé]|pra jantar|para jantar|pra almo|no aero|ao aero|à|na pisc))"
)


def with_grown_ups(text: str) -> str:
    """The message as it is read for days and people."""
    folded = text.lower()
    if "minha mina" in folded:
        text = _GIRLFRIEND.sub("minha namorada", text)
    if says_any(folded, _SMALL):
        text = _SMALL_KIN.sub(r"1 nene de \g<age> años", text)
    if says_any(folded, (" levar ", " trazer ")):
        text = _TAKES_ALONG.sub(r"vou com \g<whom>", text)
    if "dez" in folded:
        text = _DECEMBER_BEHIND_A_STROKE.sub("/12", _DECEMBER.sub(r"\g<of>dezembro", text))
    if says_any(folded, _AND_THE_OTHER):
        text = _THE_TWO.sub(r"\g<two>", text)
    if has_figures(text):
        text = _with_figures(text, folded)
    elif says_any(folded, _AGES_IN_WORDS):
        text = _with_two_of_age(text)
    return _with_nobody_called_small(text) if says_any(folded, _NICKS) else text


def _with_figures(text: str, folded: str) -> str:
    if "p " in folded:
        text = _FOR.sub("para ", text)
    if "para " in folded:
        text = _FOR_THOSE_DAYS.sub("el ", text)
    if says_any(text, _OF_ZERO):
        text = _FROM_ZERO.sub(r"\1 de cero, ", text)
    if text != folded and _ME.search(folded) is not None:  # names begin with a capital
        text = _NAMED_CHILDREN.sub(_with_their_number, text)
    if not says_any(folded, _AGES_IN_WORDS) and _FIGURE_OF_AGE.search(text) is None:
        return text
    return _with_two_of_age(text) if _TWO_OF_THEM.search(text) is not None else text


def _with_two_of_age(text: str) -> str:
    if _HALF_AND_HALF.search(text) is not None:
        return text
    return _EACH_OF_AGE.sub(_two_adults, _BOTH_OF_AGE.sub(_two_adults, text))


def _with_nobody_called_small(text: str) -> str:
    if " " not in text or text.islower():
        return _CALLED_IN_SMALL.sub(r"\1", text)
    return _CALLED_IN_SMALL.sub(r"\1", _CALLED.sub(r"\1", text))


def _with_their_number(said: re.Match[str]) -> str:
    told = said["before"] or said["behind"]
    if _NO_NAMES & set(normalise(told).split()):
        return said.group()
    ages = re.findall(r"\d+", told)
    me = (said["me"] or said["I"]).lower()
    noun, of, joined = {
        "eu": ("crianças", "de", "e"), "yo": ("nenes", "de", "y"),
    }.get(me, ("kids", "aged", "and"))  # fmt: skip
    listed = f" {joined} ".join((", ".join(ages[:-1]), ages[-1]))
    return f"{me} {joined} {len(ages)} {noun} {of} {listed}"


def _two_adults(said: re.Match[str]) -> str:
    english = re.search(r"(?i)\b(?:and|people|both|we|friends|years)\b", said.group())
    return "2 adults" if english else "2 adultos"
