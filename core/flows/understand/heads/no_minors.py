"""Nobody under age comes: "no hay ningún menor", "take the child off", "just two adults", "she has turned 18"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Final

from core.domain.joining import OF_AGE
from core.domain.memory import Party
from core.flows.understand.days.asides import with_heads_settled
from core.flows.understand.entities import Entities, read_entities
from core.flows.understand.entities.people_words import names_children
from core.flows.understand.heads.beside import about_the_house
from core.flows.understand.intents.deciding import Guess
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, numbered

_SAID: Final = {
    name: "(?:" + said.replace("\n", "") + ")"
    for name, said in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
_AGED: Final = r"(?:,? (?:de|of|aged|con|com) \d{1,2}(?: (?:anos?|years?|meses|months?))?(?: old)?)?"
_ENDS: Final = rf"(?= ?(?:{_SAID['ends']}))"
_NONE: Final = re.compile(rf"\b{_SAID['denied']} (?:{_SAID['some']} ){{0,2}}{_SAID['minor']}\b{_AGED}{_ENDS}")
_IS_NONE: Final = re.compile(
    rf"(?:\b|(?='s|'re)){_SAID['is_none']}(?:{_SAID['some']} )?(?:{_SAID['minor']}|under ?(?:18|age))\b{_ENDS}"
)
_WHICH: Final = re.compile(rf"\b{_SAID['which']} {_SAID['minor']}\b(?= ?[?!.,]| ?$| (?:come from|saiu))")
_TAKES_OFF: Final = re.compile(
    rf"\b{_SAID['takes_off']} (?:(?:al|a|{_SAID['some']}|es[eao]s?|est[eao]s?|ess[ea]s?|that|those|mi|my) ){{0,3}}"
    rf"{_SAID['minor']}\b{_AGED}{_ENDS}"
)
_SEVERAL: Final = re.compile(r"s(?:| \(.*)$|children|kids")
_ANEW: Final = re.compile(rf"\b{_SAID['anew']}\b")
_ADULTS: Final = re.compile(
    r"(?<!\blos )(?<!\blas )(?<!\bthe )(?<!\bos )(?<!\bas )(?<!\bof )\b\d{1,2} (?:personas? |pessoas? |senor[ae]s )?"
    r"(?:adult[oa]?s?|mayores(?: de edad)?|grandes|maiores|grown ?-?ups?)\b"
)
_ONLY_THEY: Final = re.compile(rf"\b{_SAID['only_they']}\b")
_WITH_OTHERS: Final = re.compile(
    r"^,? ?(?:y|e|and|con|com|with|mas|mais|plus|\+|&) (?!ya\b|listo|nada|pronto|so\b)"
)
_WHOLE: Final = re.compile(
    r"(?:(?:no|nao|si|sim|yes|hola|hi|oi|ok|perdon|sorry|desculpa|che|pero|but|mas|te dije|ya te dije|i said"
    r"|eu disse|que|es un error|it's a mistake|somos|seremos|vamos|es para|e para|para|pra|for|we are|we're|it's"
    r"|it is)[ ,.:!]*)*"
    r"\d{1,2} (?:personas? |pessoas? )?(?:adult[oa]?s?|mayores(?: de edad)?|maiores|grown ?-?ups?)[ .!]*"
)
# "She turned 18", and not "she turns 18 in March".
_TURNED: Final = re.compile(
    r"\b(?:ya (?:cumpli\w*|tiene|tenemos|tengo|es de|tienen)|(?:recien )?cumpli(?:o|mos|eron)"
    r"|(?:already|now|just|has) (?:is )?(?:turned )?|turned|(?:she|he)(?:'s| is)(?: already| now)?"
    r"|ja (?:fez|tem|completou|faz)|fez|completou|(?:ella|el|ela|ele) (?:ya |ja )?(?:tiene|tem))"
    r" (?P<age>1[89]|2[0-5])\b"
)
_NOT_YET: Final = re.compile(
    r"\b(?:todavia|aun|ainda|not|yet|nunca|hasn't|isn't|no|nao|cuando|quando|when|si|if|se)"
    r" (?:no |nao )?(?:cumpli\w*|tiene|turned|is|fez|tem|he|she)\b"
)
_BABY: Final = re.compile(r"\b(?:bebes?|bebas?|bebita?o?s?|baby|babies|infants?)\b")
_OLDEST_BABY: Final = 2
_NEARLY: Final = 15
_SURE: Final = 0.9
_FEW_WORDS: Final = 3
# What such words alone are taken for.
_THE_WORDS_THEMSELVES: Final = frozenset(
    {"human", "no", "yes", "complaint", "cancel_booking", "opt_out", "inform", "out_of_scope", "help", "ask_policy",
     "review_answer", "modify_booking"}
)  # fmt: skip


def without_minors(known: Party, meant: Understanding) -> Understanding | None:
    """None: whoever was told before stays. A child that is denied is none, whatever age was told with it."""
    if meant.party is not None or meant.undoes:
        return None
    plain = numbered(normalise(with_heads_settled(meant.text)), meant.language.spoken)
    said = _denied(plain, known)
    rest = plain.replace(said.group(), " ", 1) if said is not None else plain
    others = read_entities(rest, meant.language.spoken)
    if (
        said is not None
        and _BABY.search(said.group())
        and known.child_ages
        and min(known.child_ages) > _OLDEST_BABY
    ):
        return _no_baby(meant, others)
    if known.adults is None or not known.children:
        return _never_there(known, meant, others) if said is not None and meant.entities.child_ages else None
    if others.children or (said is None and names_children(rest, meant.language.spoken)):
        return None
    heads = others.adults or others.people
    if said is not None and said.re is _IS_NONE:
        grown = heads or known.heads
    elif said is not None:
        grown = heads or known.adults
    elif _turned(known, plain):
        grown = heads or known.heads
    elif heads and _all_are_adults(known, meant, plain, heads):
        grown = heads
    else:
        return None
    return _with(meant, replace(known, adults=grown, children=0, child_ages=()), rest)


def _no_baby(meant: Understanding, others: Entities) -> Understanding:
    """ "I have no baby", beside children of six and nine: they come as before."""
    said = replace(
        meant.entities,
        adults=others.adults,
        people=others.people,
        children=others.children,
        child_ages=others.child_ages,
    )
    return replace(meant, entities=said)


def _never_there(known: Party, meant: Understanding, others: Entities) -> Understanding | None:
    """ "There is no child of two": nobody told of one, and now nobody comes of that age."""
    if others.children:
        return None
    said = replace(
        meant.entities,
        adults=others.adults,
        people=others.people,
        children=known.children and 0,
        child_ages=(),
    )
    return replace(meant, entities=said)


def _denied(plain: str, known: Party) -> re.Match[str] | None:
    """A question, "no hay menores?", denies nobody."""
    for pattern in (_NONE, _IS_NONE, _TAKES_OFF):
        found = pattern.search(plain)
        if found is None or _is_asked(plain, found.end()):
            continue
        if pattern is _TAKES_OFF and known.children != 1 and not _SEVERAL.search(found.group()):
            continue
        return found
    return _WHICH.search(plain)


def _is_asked(plain: str, at: int) -> bool:
    end = re.search(r"[.,;!?\n]", plain[at:])
    return end is not None and end.group() == "?"


def _turned(known: Party, plain: str) -> bool:
    young = known.child_ages and all(age >= _NEARLY for age in known.child_ages)
    told = _TURNED.search(plain)
    return bool(
        known.children == 1 and young and told and int(told["age"]) >= OF_AGE
    ) and not _NOT_YET.search(plain)


def _all_are_adults(known: Party, meant: Understanding, plain: str, heads: int) -> bool:
    """So many adults, said of all who come: as many as were told before, no others beside them, or told anew."""
    found = _ADULTS.search(plain)
    if (
        found is None
        or about_the_house(plain.replace(found.group(), " "))
        or _WITH_OTHERS.match(plain[found.end() :])
    ):
        return False
    around = plain[max(0, found.start() - 12) : found.end() + 16]
    told_anew = _ANEW.search(plain) or (meant.stay.check_in and meant.stay.check_out)
    whole = _WHOLE.fullmatch(plain) and heads >= (known.adults or 0)
    return bool(heads == known.heads or told_anew or _ONLY_THEY.search(around) or whole)


def _with(meant: Understanding, party: Party, rest: str) -> Understanding:
    """What else is asked is still asked; what the words alone are taken for is not."""
    said = replace(meant.entities, adults=party.adults, children=0, child_ages=(), people=party.adults)
    asked = tuple(one for one in meant.intents if one.name not in _THE_WORDS_THEMSELVES)
    if not meant.answer or len(rest.split()) < _FEW_WORDS:
        asked = ()
    told = (Guess("inform", _SURE), *asked)
    return replace(
        meant, entities=said, party=party, intents=told, right=_SURE, answer=True, agrees=None, option=None
    )
