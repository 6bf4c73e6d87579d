"""One comes in place of another: "my husband can't make it, I'll come with my sister". They are as many as before."""

from __future__ import annotations

import re
from typing import Final

from core.domain.memory import Party
from core.domain.so_far import Named
from core.flows.understand.joining.reading import told_in
from core.flows.understand.text import has_figures, normalise, numbered, says_any

_A_PAIR: Final = 2
_OF_AGE: Final = 18
_ONE: Final = (
    r"(?:(?:mi|my|meu|minha|la|el|un|una|um|uma|an?|o|nuestr[oa]) )?(?!(?:y|e|and|con|com|with|no|nao|not)\b)[a-z]+"
    r"(?: (?:mayor|menor|grande|older|younger|best))?"
)
_LEAVES: Final = (
    r"(?:(?:al final |no final )?(?:ya )?no"
    r" (?:viene|va|vendra|ira|puede(?: (?:ir|venir|viajar))?|podra(?: (?:ir|venir))?)"
    r"|(?:can'?t|cannot|can not|won'?t|couldn'?t) (?:make it|come|go|be coming|be there)|(?:is not|isn'?t) coming"
    r"|nao (?:vai|vem|vira|pode(?: (?:ir|vir))?|vai poder(?: (?:ir|vir))?|consegue (?:ir|vir)))"
)
_GAP: Final = r"(?:[ ,.;]|\b(?:entonces|asi que|so|entao|y|e|and|pero|but|mas|al final|no final|si)\b)+"
_COMES: Final = (
    r"(?:(?:yo )?(?:voy|vamos|ire|iria|vengo|viajo|voy a ir|vou|irei|eu vou) (?:con|com)"
    r"|(?:llevo|traigo|vou levar|levo) a?"
    r"|(?:i'?ll|i'?m|i will|i am|we'?ll|i would|i'?d) (?:be )?(?:(?:come|coming|go|going|travel|travelling) with"
    r"|bring|bringing|take|taking)|viene|vendra|va|ira|vem|vai)"
)
_INSTEAD: Final = r"(?:en su lugar|en lugar (?:de )?(?:el|ella|suyo)|instead|no lugar del[ea])"
_INSTEAD_OF: Final = (
    r"(?:en vez|en lugar|instead|in place|no lugar|em vez|ao inves) (?:de|del|of|da|do|d[oa] (?:meu|minha))"
)
_SWAPS: Final = (
    re.compile(rf"\b(?:{_ONE} {_LEAVES}|{_LEAVES} {_ONE}){_GAP}(?P<comes>{_COMES}) (?P<who>{_ONE})\b"),
    re.compile(rf"\b{_COMES} (?P<who>{_ONE}) {_INSTEAD_OF} {_ONE}"),
    re.compile(rf"\b{_INSTEAD_OF} {_ONE},? {_COMES} (?P<who>{_ONE})\b"),
)
_WORDS: Final = (
    "no ",
    "n't",
    "cant",
    "wont",
    "cannot",
    "not ",
    "nao ",
    " vez ",
    "lugar",
    "instead",
    "place",
    "inves",
)
_JOINS: Final = {"es": "se suma", "en": "also joining us is", "pt": "tambem vem"}
_ONE_MORE: Final = re.compile(
    r",? (?:y|e|and|con|com|with|plus|mas)(?: (?:su|mi|my|her|his|meu|minha|la|el|the|un|una))? [a-z]+"
)
# "Somos dos igual, mi hija y yo": nothing changes.
_STILL: Final = re.compile(
    r"\b(?:seguimos siendo|seguiriamos siendo|seguimos|continuamos(?: sendo| em)?|we(?:'re| are) still|still)"
    r" (?:l[oa]s |the |[oa]s )?(?P<after>\d{1,2})\b(?! (?:noche|night|noite|hab|pieza|room|quarto))"
    r"|\b(?:somos|we(?:'re| are)) (?P<before>\d{1,2}) (?:personas |people |pessoas )?"
    r"(?:igual|igualmente|anyway|de todas (?:formas|maneras)|de todos modos|mesmo|do mesmo jeito)\b"
)
_PARTS: Final = re.compile(r"(?:(?! (?:pero|but|mas|so que)\b)[^.,;!?\n])+[.,;!?\n]*")
_NO_SWAP: Final = re.compile(
    r"\b(?:igual|anyway|mesmo assim|still|solo con|only with|just with|so com|nomas|sol[oa]|alone|tambien|too"
    r"|as well)\b"
)
_PARTNER: Final = re.compile(
    r"\b(?:marido|espos[oa]|mujer|novi[oa]|pareja|husband|wife|partner|boyfriend|girlfriend|mulher|namorad[oa])\b"
)
_AGE: Final = re.compile(r"\b(\d{1,2})(?= ?(?:anos?|anitos|years|yrs|yo\b|\)))")
# What belongs to it, and asks for nothing else.
_LEFT_OVER: Final = re.compile(
    rf"[ ,(]*(?:de |of |aged )?\b\d{{1,2}} ?(?:anos?|anitos|years?(?: old)?|yrs|yo)?\)|[ ,]*\b(?:de |aged )?\d{{1,2}}"
    rf" (?:anos?|anitos|years?(?: old)?|yrs)\b|{_INSTEAD}|\b(?:da (?:lo mismo|igual)|(?:eso )?cambia algo"
    r"|hay (?:algun )?problema|is that (?:ok|okay|a problem|fine)|does (?:it|that) (?:matter|change anything)"
    r"|muda alg(?:o|uma coisa)|tem problema|puede ser|se puede)\b"
)
_IF: Final = re.compile(r"\b(?:y|e|and|pero|but|mas)? ?(?:si|se|if)(?: al final| no final)?\W*$")


def without_the_swap(known: Party, text: str, lang: str, named: Named) -> str | None:
    """What else the message says; nothing where nobody takes another's place."""
    plain = normalise(text)
    if (still := _STILL.search(numbered(plain, lang))) is not None and not known.children:
        heads = int(still["after"] or still["before"])
        return _beside_the_number(numbered(plain, lang), still) if known.heads == heads else None
    found = _swap(plain, lang)
    if found is None or _NO_SWAP.search(plain) or _ONE_MORE.match(plain, found.end()):
        return None
    if any(int(age) < _OF_AGE for age in _AGE.findall(plain)):
        return None  # a child pays and sleeps otherwise
    who = found["who"].split()[-1]
    counted = _PARTNER.search(found["who"]) or any(who in name for name in named.come)
    if known.heads == 1 or (known.heads > _A_PAIR and counted):
        return None
    rest = f"{_IF.sub(' ', plain[: found.start()])} {plain[found.end() :]}"
    return _LEFT_OVER.sub(" ", rest).strip(" ,.;¿?!()")


def _beside_the_number(plain: str, still: re.Match[str]) -> str:
    """ "Can we move it to the 8th? Still 2 of us": other days and questions are heard, and nobody is counted anew."""
    parts = _PARTS.finditer(plain)
    others = (part.group() for part in parts if not part.start() <= still.start() < part.end())
    return " ".join(part.strip() for part in others if "?" in part or has_figures(part))


def with_others_joining(text: str, lang: str) -> str:
    """ "He isn't coming, I'll bring my sister and her son": those who come instead join as others do."""
    plain = normalise(text)
    found = _swap(plain, lang)
    if found is None or found.re is not _SWAPS[0] or _NO_SWAP.search(plain) or _PARTNER.search(found["who"]):
        return text
    return (
        f"{plain[: found.start('comes')]}. {_JOINS[lang]} {plain[found.start('who') :]}"
        if lang in _JOINS
        else text
    )


def is_told(text: str, lang: str) -> bool:
    return _swap(normalise(text), lang) is not None


def _swap(plain: str, lang: str) -> re.Match[str] | None:
    """Both are people."""
    if not says_any(plain, _WORDS):
        return None
    found = next((match for swap in _SWAPS if (match := swap.search(plain)) is not None), None)
    return found if found is not None and len(told_in(found.group(), lang).called) >= _A_PAIR else None
