"""A quarrel told in passing is a family's own affair; one that goes on in the house is an alarm.

Quarrels and mishaps are also why people stay at home.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise, says_any

_LOOK: Final = (
    "pele", "pelia", "discut", "agarr", "pinas", "trompada", "pina", "bronca", "brig", "fight", "fought", "argu",
    "quarrel", "fell out", "falling out", "porrada", "golpes",
)  # fmt: skip
_QUARREL: Final = re.compile(
    r"\b(?:pele(?:as?|o|e|amos|aron|an|arse|ar|ando(?:se)?|aba[ns]?)|pelia\w*|(?:se|nos|me) agarr(?:o|e|aron|amos|an)"
    r"|agarrando(?:se)? a|a (?:las )?(?:pinas|trompadas|golpes)|(?:tuv\w+|hubo) (?:una )?(?:bronca|discusion)"
    r"|discuti(?:o|eron|mos|endo|ndo|ram|u)?"
    r"|brig(?:as?|ou|uei|amos|aram|am|ando|ar)|(?:na|saiu|sair) porrada"
    r"|(?:fight|fights|fighting|fought|argue[sd]?|arguing|arguments?|quarrel\w*|fell out|falling out))\b"
)
# Said of whoever stays at home for it, and no call for help either.
_MISHAP: Final = (
    r"\b(?:se (?:enoj|separ|enferm|quebr|lesion|lastim|contagi)[a-z]+|terminaron|cortaron|romp[a-z]+|terminou"
    r"|broke up|broke (?:his|her|a|their) [a-z]+|quebrou [a-z]+ [a-z]+|got sick|is sick|fic(?:ou|aram) doentes?"
    r"|(?:esta|ta|anda) (?:enferm[oa]|doente|resfriad[oa]|gripad[oa]|(?:con|com) (?:fiebre|febre|gripe))"
    r"|tiene (?:fiebre|gripe|covid)|tem (?:febre|covid)|has (?:a fever|the flu|covid))"
)
WHY_AWAY: Final = re.compile(rf"{_QUARREL.pattern}|{_MISHAP}")
# Under way at this moment, not over and not a habit.
_GOING_ON: Final = re.compile(
    r"\b(?:peleando(?:se)?|peliando\w*|agarrando(?:se)?|discutiendo|brigando|discutindo|fighting|arguing|quarrell?ing"
    r"|hay (?:una |gente )?(?:pelea|discusion|bronca)|(?:tem|ta tendo|esta tendo) (?:uma )?(?:briga|discussao)"
    r"|there(?: i|')?s a (?:\w+ )?(?:fight|argument)|a fight (?:broke|is|going)|se armo)\b"
)
_PLACE: Final = re.compile(
    r"\b(?:(?:en|in|at|no|na|nos|nas|por|del|de la|da|do|outside|afuera|afuera de|fora|fora do|near|next to) "
    r"(?:el |la |los |las |the |my |our |mi |meu |nuestr[oa] |nosso |de mi |de la )?"
    r"(?:pasillo|corredor|hall(?:way)?|lobby|recep\w+|front desk|pileta|piscina|pool|hotel|posada|pousada|bar|patio"
    r"|playa de estacionamiento|estacionamento|estacionamiento|parking|escaleras?|stairs|escada|comedor|restauran\w+"
    r"|jard[ai]n?\w*|garden|jardim|pieza|cuarto|habitacion|room|quarto|caba\w+|chale|puerta|door|porta|piso|floor"
    r"|andar|predio|edificio|building|lado)|al lado|ao lado|next door|upstairs|downstairs|vecin\w+|vizinh\w+"
    r"|neighbou?rs?|aca|aqui|here|conserje|recepcionista|receptionist|mozo|garcom|waiter|empleado|funcionari\w+|staff"
    r"|guardia|guard|seguranca)\b"
)
_STRANGERS: Final = re.compile(
    r"\b(?:tipos?|(?<!\ba )gente|alguien|alguem|caras|homens|hombres|mujeres|chabones?|pibes|borrach\w+|bebad\w+"
    r"|drunk\w*|(?:guys|people) (?:are |were |keep )?(?:fight|argu|quarrel|yell|shout|hav)\w*|some(?:one|body)|men"
    r"|guests?|huespedes|hospedes|parejas? (?:de|del)|pessoal d[oae])\b"
)
_VIOLENCE: Final = re.compile(
    r"\b(?:peg(?:o|a|aron|ando|aba)|golpe\w*|lastim\w+|sangr\w+|cuchill\w+|navaj\w+|armad?[oa]?s?|amenaz\w+|encerr\w+"
    r"|ahorc\w+|bate(?:u|ndo|ram)|machuc\w+|faca|ameac\w+|tranc(?:ou|aram)|hit(?:s|ting)?|punch\w*|hurt\w*|blood|bleed\w*"
    r"|knife|gun|threat\w*|locked|police|policia|ayuda|auxilio|socorro|help|ambulanc\w+|miedo|medo|scared|afraid)\b"
)
# Whoever quarrels elsewhere stays away.
_STAYS_AWAY: Final = re.compile(
    r"\b(?:no (?:viene|vienen|va|van|vamos)|se baj\w+|nao (?:vem|vai|vao)|(?:not|isn't|aren't|won't be) coming"
    r"|ain't coming|(?:is|are|he's|she's|they're) out)\b"
)
# The rest of the sentence up to where another thought begins.
_NEXT: Final = (
    r"(?:y|e|and|so|asi|que|entao|pero|mas|but|porque|por|pq|because"
    r"|hay|tem|is|are|no|nao|not|vamos|somos|we|i)\b"
)
_TOLD: Final = re.compile(
    rf"(?:\b(?:se|nos|me|(?:had a|got into an?)(?: (?!(?:se|nos|me)\b)\w+)?|tuv\w+ una|tiveram uma"
    rf"|teve uma) )*{_QUARREL.pattern}"
    rf"(?: (?!{_NEXT})[a-z']+\b){{0,4}}"
)


def told_in_passing(text: str) -> bool:
    """ "My sister had a fight with my mother, so she isn't coming": over, elsewhere, and nobody is hurt."""
    plain = normalise(text)
    if not says_any(plain, _LOOK) or _QUARREL.search(plain) is None:
        return False
    if _GOING_ON.search(plain) and not _STAYS_AWAY.search(plain):
        return False
    return not any(sign.search(plain) for sign in (_PLACE, _STRANGERS, _VIOLENCE))


def going_on(text: str) -> bool:
    """ "Two guys are fighting outside my room": now, and here, among strangers, or with blows."""
    plain = normalise(text)
    if not says_any(plain, _LOOK) or _GOING_ON.search(plain) is None:
        return False
    return any(sign.search(plain) for sign in (_PLACE, _STRANGERS, _VIOLENCE))


def without(text: str) -> str:
    """What is said beside the quarrel."""
    return _TOLD.sub(" ", normalise(text))
