"""What of a few words is not wanted: all that they name, or only what stands behind "without" and "I don't want"."""

from __future__ import annotations

import re
from typing import Final

_REJECTS: Final = re.compile(
    r"\b(?:no (?:quier\w+|queremos|(?:me|nos) (?:gusta|sirve|convence|interesa|cierra)|la|el|una|l[ao]s)"
    r"|not (?:the|a|that)|(?:don'?t|do not|dont) (?:want|like|need)|nao (?:quer\w+|gost\w+|a|o|me)"
    r"|nem [ao]|ni (?:la|el)|nada de|nothing"
    r"|anything but|except\w*|menos (?:la|el|a|o)|salvo|tampoco|lejos|longe|away from|far from|miedo"
    r"|(?:demasiado|too|(?:muy|muito|really) (?=[a-z]+ (?:para|pra|for)\b)) ?(?:grande|chic[oa]|pequen[oa]|big|large"
    r"|small|tiny)"
    r"|(?:is|are|e|es|seria|would be|looks|feels|parece) (?:(?:a bit|a little|way|far|um pouco|un poco|bastante) )?"
    r"(?:(?:too )?much(?! (?:better|nicer|cheaper|more|mas|mais))|mucho(?! (?:mejor|mas))|demasiad[oa]|demais"
    r"|muito(?! (?:melhor|mais|bo[am]))"
    r"|over the top|overkill)(?: (?:para|pra|for) (?:nosotr[oa]s|mi|nos|gente|a gente|mim|us|me|two|dos|dois))?"
    r"|why would (?:i|we) (?:want|need)|para que quer\w+|pra que (?:eu )?quer\w+"
    r"|(?:grande|pequen[oa]) demais|(?:nos|me) (?:queda|quedaria|fica|ficaria) (?:grande|chic[oa]|pequen[oa])"
    r"|medo|temo|afraid|scared|scary|fear\w*|peligro\w*|perigo\w*|danger\w*|avoid|evitar)\b|\b(?:no|not|nao)$"
)
# Said of what follows alone: "la familiar sin el perro", "the triple, and I don't want breakfast" keep their room.
_OF_WHAT_FOLLOWS: Final = re.compile(
    r"\b(?:sin|sem|without|no (?:quier[eo]|queremos)|(?:don'?t|do not|dont) (?:want|need)|nao quer\w+) "
    r"(?!por\b|porque\b|pq\b|because\b|ya\b|ahora\b|mas$|mais$|any ?more$)"
    r"(?P<what>.+?)(?=$| (?:quiero|queremos|prefiero|preferimos|mejor|sino|quero|prefiro|melhor|i want|i'd)\b)"
)

_KIND: Final = (
    r"(?:singles?|simples?|dobles?|doubles?|dupl[oa]s?|tripl[eo]s?|familiar(?:es)?|family|caban[ao]s?|cabins?|chales?"
    r"|twins?|suites?)"
)
# "Quiero singles no familiar", "the double, not the triple": one kind in place of another.
_ONE_NOT_THE_OTHER: Final = re.compile(
    rf"(?<=[a-z]) (?:y |e |and |pero |but |mas )?(?:no|not|nao) (?:(?:a|an|the|una?|la|el|uma?|o) )?(?P<what>{_KIND})"
    r"(?: (?:room|rooms))?(?=$|[ ,.;!?])"
)
_NAMES_ONE: Final = re.compile(rf"\b{_KIND}\b")


def _without_the_other(part: str) -> tuple[str, str]:
    """What is spoken of, and the kind that is not wanted in its place."""
    found = _ONE_NOT_THE_OTHER.search(part)
    if found is None or _NAMES_ONE.search(part[: found.start()]) is None:
        return part, ""
    return f"{part[: found.start()]}{part[found.end() :]}", found["what"]


def turned_down(part: str) -> str:
    """Whatever of it is not wanted, word for word."""
    part, other = _without_the_other(part)
    if other:
        return other
    beside = _OF_WHAT_FOLLOWS.sub("", part)
    if _REJECTS.search(beside) is not None:
        return part
    return " ".join(found["what"] for found in _OF_WHAT_FOLLOWS.finditer(part))


def left_of(part: str) -> str:
    """Whatever of it is spoken of with no such word."""
    part, _ = _without_the_other(part)
    return "" if _REJECTS.search(left := _OF_WHAT_FOLLOWS.sub("", part)) is not None else left.strip()
