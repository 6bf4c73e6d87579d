"""Days written as people of other countries write them, and what stands between a question and its days.

"19. January", "22.03. to 24.03.", "have you a room or not from the 26th?", "we leave on the 12th in the morning".
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH
from core.flows.understand.text import fold

_MONTH: Final = "|".join(
    sorted({*NUMBER_OF_MONTH, *(name[:3] for name in NUMBER_OF_MONTH)}, key=len, reverse=True)
)
_ORDINAL: Final = re.compile(
    r"(?<!son )(?<!somos )(?<!are )(?<!para )(?<!for )(?<!of )"
    rf"\b(\d{{1,2}})\. ?(?=(?:de |of )?(?:{_MONTH})\b)"
)
_TO: Final = r"(?:to|till|until|bis|-|al?|ao|ate|hasta|and|und|y|e)"
_DOTTED: Final = re.compile(
    rf"\b(\d{{1,2}})\.(\d{{1,2}})\.?(?P<mid> ?{_TO} ?(?:the |el |o |dia )*)(\d{{1,2}})\.(\d{{1,2}})\b\.?(?![\d.])"
)
_OR_NOT: Final = re.compile(
    r"(?<=[a-z]) (?:o no|ou nao|or not)(?: (?:hay|tienen|tenes|tiene|tem|ha|there is|is there|you do))?"
    r"(?=[ ,?]+(?:[a-z]+ )*\d)"
)
_LEAVES: Final = (
    r"(?:nos vamos|me voy|vamonos|nos iri?amos|nos retir\w+|me retir\w+|salimos|salgo|saldr\w+|volvemos|vuelvo|leav\w+"
    r"|check(?:ing)?[ -]?out|ir embora|vamos embora|vou embora|saimos|saio|voltamos|volto)"
)
_MORNING: Final = re.compile(
    rf"(\b{_LEAVES}\b[^.;!?]{{0,16}}\b\d{{1,2}}(?:st|nd|rd|th)?(?: (?:de |of )?(?:{_MONTH}))?)"
    r" (?:(?:por|a|en|de) la manana|(?:pela|de|na) manha|in the morning)\b"
)
# What is kept on a day between those of the stay.
_FEAST_ON: Final = re.compile(
    r"(\b(?:an[ou]s de casad[oa]s?|aniversario|bodas|anniversary|cumpleanos|cumple|birthday)\b[^.;!?]{0,40}?),?"
    r" (?:(?:no |el |on the |on )?(?:dia )?\d{1,2}(?:st|nd|rd|th)?)\b(?! ?(?:anos|years|personas|people|pessoas|noches"
    r"|noites|nights|dias|days))(?=.*\b(?:chegar?|cheg\w+|llega\w*|arriv\w+|entr\w+)\b.*\d)"
)
_RETIRES: Final = re.compile(r"\bnos retirar(?:iamos|emos)\b")
_ANOTHER_WEEKEND: Final = re.compile(
    r"\b(?:(?:para|por|pra) )?(?P<which>otro|another|outro) (?:finde|fin de semana|weekend|fds|fim de semana)\b"
)
# That names none, and is no "next weekend", where one is told.
_ANOTHER_TIME: Final = {"otro": "para otra fecha", "outro": "para outra data", "another": "another time"}


# "Do you have a smaller one?" is no little girl.
_SMALLER: Final = re.compile(
    r"\b(?:una?|uma?|alguna?|algo|otra) (?:(?P<room>habitacion|pieza|cuarto|quarto) )?(?:un poco |um pouco )?"
    r"(?:mas|mais) (?:chiquit[oa]|chic[oa]|pequen[oa]|pequenin[oa])\b(?! (?:que (?:yo|ella|el|eu)|de (?:edad|idade)))"
)
_SMALL: Final = {
    "una": "la de menor medida", "habitacion": "una habitacion de menor medida", "pieza": "una pieza de menor medida",
    "cuarto": "un cuarto de menor medida", "quarto": "um quarto de menor medida",
}  # fmt: skip


def plainly_written(words: str) -> str:
    """As the hotel's own guests would have put it; most messages stay as they are."""
    plain = fold(words.lower())
    if len(plain) != len(words):
        return words
    if (smaller := _SMALLER.search(plain)) is not None:
        return f"{words[: smaller.start()]}{_SMALL[smaller['room'] or 'una']}{words[smaller.end() :]}"
    if not any(map(str.isdigit, plain)):
        return words
    for told, instead in (
        (_ORDINAL, r"\1 "), (_DOTTED, _slashed), (_OR_NOT, ""), (_MORNING, r"\1"), (_FEAST_ON, r"\1"),
        (_RETIRES, "nos iriamos"),
    ):  # fmt: skip
        found = told.search(plain)
        if found is not None:
            put = found.expand(instead) if isinstance(instead, str) else instead(found)
            words = f"{words[: found.start()]}{put}{words[found.end() :]}"
            plain = fold(words.lower())
    found = _ANOTHER_WEEKEND.search(plain)
    if found is not None and any(map(str.isdigit, plain[found.end() :])):
        words = f"{words[: found.start()]}{_ANOTHER_TIME[found['which']]}{words[found.end() :]}"
    return words


def _slashed(found: re.Match[str]) -> str:
    first, month, last, other = found.group(1), found.group(2), found.group(4), found.group(5)
    if not (
        1 <= int(month) <= 12 and 1 <= int(other) <= 12 and 1 <= int(first) <= 31 and 1 <= int(last) <= 31
    ):
        return found.group()
    return f"{first}/{month}{found['mid']}{last}/{other}"
