"""A yes that is none yet: "dale, pero todavía no sé", "ok, nobody told me about the dog", "sí, pero esperá"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise

_BUT: Final = r"(?:pero|aunque|but|although|porem|so que|(?<=sim )mas|(?<=ok )mas|(?<=, )mas)"
_WAVERS: Final = re.compile(
    # not known, or not yet
    r"\b(?:no (?:lo )?se(?! (?:preocup|hag|olvid))|no estoy segur\w+|nao (?:sei|tenho certeza)"
    r"|(?:i )?(?:do not|don'?t) know|not sure|todavia no|aun no|ainda nao|not yet|hold on)\b"
    # somebody waits for an answer
    r"|\b(?:(?:no|nunca|ya no|nadie|ninguem|nao|nobody|no ?one|never) (?:me |nos |te )?(?:ha[ns]? )?"
    r"(?:dij|dich|contest|respond|avis|confirm|told|answer|repl|dis[sr]|falou|falaram)\w*"
    r"|(?:you |they )?(?:haven'?t|didn'?t|never|still haven'?t) (?:told|answer\w*|repl\w+|said|sa[iy]|tell)"
    r"|still waiting|sigo esperando|(?:me|nos) (?:avis\w+|confirm\w+|dic\w+|deci\w*|diz\w*) (?:si|se)"
    r"|(?:avis|confirm|dig|dec|diz|diga)\w*(?:me|nos) (?:si|se)|let (?:me|us) know (?:if|whether))\b"
    # and a but that puts it off
    rf"|\b{_BUT}\b.{{0,20}}\b(?:esper\w+|aguard\w+|wait|primero|antes|first|before|dejame|deixa eu|let me"
    r"|pregunt\w+|pergunt\w+|consult\w+|ask|check)\b"
)


def wavers(text: str) -> bool:
    return _WAVERS.search(normalise(text)) is not None
