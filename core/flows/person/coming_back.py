"""Who was promised a person and thinks better of it: "ok nvm, book the double", "dejá, seguimos con la reserva"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from core.flows.understand.text import normalise

_BEFORE: Final = (
    r"(?:ok(?:ay|ey|is)?|bueno|no|na|nah|nop|mejor|igual|ya|dale|listo|perdon|sorry|ah|uh|hmm+|jaj\w*|haha\w*|che"
    r"|mira|actually|well|but|pero|mas|look|olha|bom|ta(?: bem)?|certo|na verdade|en realidad|igualmente|tudo bem"
    r"|y|and|e)"
)
_NEEDED_NO_MORE: Final = (
    r"(?:(?:dej[ae](?:lo|la)?|deixa|leave it) (?:como|as|like) (?:esta(?:ba|va)?|tava|it (?:was|is)|is)"
    r"|dej[ae](?:lo|la)?(?: asi| ahi| nomas| no mas| estar)?|olvida(?:te|lo)"
    r"|(?:ya )?no hace falta(?: ya(?! no hace falta)| mas)?"
    r"|(?:no te|no se) preocup\w+|no importa|no pasa nada|ya fue|no era nada|ya no"
    r"|nvm|nm|never ?mind|forget (?:it|that|about it)|no need(?: any ?more)?|don'?t (?:bother|worry(?: about it)?)"
    r"|no worries|all good|(?:it'?s|i'?m) (?:fine|ok(?:ay)?|all good)|todo bien"
    r"|deixa(?: (?:(?:pra|para) la|quieto|assim))?|esquece|nao precisa(?: mais)?|nao tem problema)"
)
_ON_WE_GO: Final = (
    r"(?:(?:asi que |entonces |so |entao )?(?:seguimos|sigamos|sigo|continuemos|continuamos|retomemos|volvamos"
    r"|let'?s (?:go on|continue|carry on|keep going|go back|get back)"
    r"|(?:i|we)(?:'?ll| can| will)? (?:go on|continue|carry on)|(?:vamos|podemos|pode) (?:continuar|seguir)|sigue"
    r"|vamos a seguir|podes seguir))"
)
# What it goes on with: the room that was talked of, or whoever writes here.
_WITH: Final = (
    r"(?: (?:con|with|com|to|a|on) )?(?:(?:la|el|lo|the|my|our|mi|nuestra|a|o|minha|nossa)?"
    r" ?(?:reservas?|booking|reservation|room|habitacion|quarto|cuarto))?"
)
_WITH_YOU: Final = (
    r"(?:(?: (?:con|with|com))? (?:vos|ti|usted|you|u|voce|vc|el bot|the bot|o bot|aqui|aca|here|nomas|no mas|igual"
    r"|mesmo|entonces|then|entao))*"
)
_ON_AGAIN: Final = rf"{_ON_WE_GO}{_WITH}{_WITH_YOU}"
_THANKS: Final = r"(?:[ ,]+(?:muchas )?(?:gracias|thanks|thank you|thx|ty|obrigad[oa]))?"
# Said so plainly that whatever follows needs no mark before it.
_PLAINLY: Final = r"(?:nvm|never ?mind|forget (?:it|that)|ya fue) (?=\S)"
_END: Final = r"(?=$|[ ]*[,.;:!\n]+|[ ]+(?:y|and|e|mejor|just|solo|so)\b)"
_NO_MORE: Final = rf"{_NEEDED_NO_MORE}(?:[ ,.!]+{_NEEDED_NO_MORE})*"
_SAID: Final = rf"(?:{_NO_MORE}(?:[ ,.!]+(?:{_BEFORE}[ ,.!]+)*{_ON_AGAIN})?|{_ON_AGAIN})"
_BACK: Final = re.compile(rf"(?:{_BEFORE}[ ,.!]+)*(?:{_SAID}{_WITH_YOU}{_THANKS}{_END}|{_PLAINLY})")
# "Don't worry, I'll wait": nobody is called off by it.
_STILL_WAITS: Final = re.compile(
    r"\b(?:esper\w+|aguard\w+|wait\w*|take (?:your|ur) time|cuando pueda[ns]?|when(?:ever)? (?:you|u) can"
    r"|quando puder(?:em)?|sin apuro|no (?:rush|hurry)|sem pressa|tranqui\w*)\b"
)
_A_ROOM: Final = re.compile(r"\b(?:reservas?|booking|reservation|room|habitacion|quarto|cuarto)\b")


@dataclass(frozen=True)
class Back:
    """`rest` is what is asked for in the same breath; `to_the_room` where the booking is what goes on."""

    rest: str = ""
    to_the_room: bool = False


def come_back(words: str) -> Back | None:
    """A plain word that nobody needs to come, or that it goes on here; nothing for anything less plain."""
    plain = normalise(words)
    found = _BACK.match(plain)
    if found is None or _STILL_WAITS.search(plain) is not None:
        return None
    rest = plain[found.end() :].strip(" ,.;:!\n")
    return Back(_as_written(words, rest), _A_ROOM.search(found.group()) is not None)


def still_waits(words: str) -> bool:
    """ "Don't worry, I'll wait": kindly said, and nothing is asked."""
    plain = normalise(words)
    return _BACK.match(plain) is not None and _STILL_WAITS.search(plain) is not None


def _as_written(words: str, rest: str) -> str:
    """With its capitals and accents, which names are known by."""
    tail = " ".join(words.split()[-len(rest.split()) :]) if rest else ""
    return tail if normalise(tail).strip(" ,.;:!\n") == rest else rest
