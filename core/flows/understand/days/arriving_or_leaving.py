"""Whether it is of coming or of going that somebody speaks."""

from __future__ import annotations

import re
from typing import Final

_ARRIVING: Final = re.compile(
    r"\b(?:arriv\w*|com(?:e|ing)|came|get(?:ting)? there|got there|check(?:ed|ing)?[ -]?in|start\w*|lleg\w+"
    r"|ven(?:ir|imos|go)|entr(?:ar|amos|aria\w*|o|asse\w*)|cheg\w+|vir|viermos|viesse\w*|arranc\w+|empez\w+|comec\w+)\b"
)
_LEAVING: Final = re.compile(
    r"\b(?:leav\w+|left|check(?:ed|ing)?[ -]?out|go(?:ing)? (?:home|back)|irnos|nos (?:vamos|fueramos|iriamos)"
    r"|me voy|irme|salir|sal(?:imos|go|iamos|ieramos|drian?)|sair\w*|saiss\w*|saim\w*|saio|ir embora|vamos embora|hasta"
    r"|until|till"
    r"|ate|volv\w+|volt\w+)\b"
)


def arrives(plain: str) -> bool:
    return _ARRIVING.search(plain) is not None


def leaves(plain: str) -> bool:
    return _LEAVING.search(plain) is not None
