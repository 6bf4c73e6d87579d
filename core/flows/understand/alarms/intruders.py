"""Somebody who should not be there: "hay dos hombres en mi pieza", "someone broke in", "tem um homem no meu quarto"."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise, squeeze

_WHO: Final = (
    r"(?:alguien|alguem|someone|somebody|(?:(?:un|una|dos|tres|unos|unas|um|uma|dois|duas|uns|a|an|the|two|three|some"
    r"|otro|another|el|ese|este|\d) )?(?:hombres?|tipos?|chabon(?:es)?|sujetos?|mujer|extran[oa]s?|desconocid[oa]s?"
    r"|ladron(?:es)?|chorr[oa]s?|intrus[oa]s?|homem|homens|cara|estranh[oa]s?|desconhecid[oa]s?|ladrao|ladroes"
    r"|bandidos?|man|men|guys?|woman|strangers?|intruders?|burglars?|thief|thieves|robbers?)"
    r"(?: (?:que no conozco|desconocid[oa]s?|extran[oa]s?|armad[oa]s?|i don'?t know|with a (?:gun|knife)))?)"
)
_MY_ROOM: Final = (
    r"(?:mi|nuestr[oa]|my|our|meu|minha|nosso|nossa) (?:pieza|cuarto|habitacion|hab|dormitorio|cabana|depto|bano|balcon"
    r"|cama|patio|casa|room|bedroom|bathroom|cabin|apartment|balcony|place|quarto|banheiro|varanda|apartamento|chale)"
)
_ROOM: Final = (
    rf"(?:{_MY_ROOM}|(?:el|la|the|o|a) (?:pieza|cuarto|habitacion|dormitorio|cabana|room|bedroom|cabin|quarto"
    r"|casa|hotel|house|pasillo|corridor|hallway|corredor))"
)
_IN: Final = r"(?:en|adentro de|dentro de|in|inside|at|no|na|em|dentro do|dentro da)"
# The staff's own errands, and whoever only wants to know whether they were there.
_AT_WORK: Final = (
    r"(?! (?:a |para |to |for |pra )?(?:limpi\w+|limp\w+|hacer|tender|dejar|arregl\w+|orden\w+|cambi\w+|clean\w*|fix\w*"
    r"|make|change|repair\w*|consert\w+|arrum\w+|troc\w+|revis\w+|check))"
)
_GOT_IN: Final = (
    r"(?:entro|entraron|ha entrado|se metio|se metieron|se colo|se nos metio|se me metio|entrou|entraram|invadiu"
    r"|invadiram|(?:has |have |just )*(?:broke|broken) in(?:to)?|(?:is |are )?breaking in(?:to)?|got into"
    r"|(?:came|walked|went) into|entered)"
)
_TRYING: Final = (
    r"(?:(?:esta |estan |anda |andan )?(?:tratando de|intentando|queriendo|quiere|quieren|trata de|tratan de)"
    r" (?:entrar|abrir|forzar|meterse)|(?:esta |estan )?forzando|(?:is |are )?"
    r"trying to (?:get in|break in|open (?:my|our|the) (?:door|window)|enter)"
    r"|(?:esta |estao )?(?:tentando|querendo) (?:entrar|abrir|arrombar)|(?:esta |estao )?arrombando)"
)
_SIGNS: Final = re.compile(
    # Seen there. "In the room" alone may be next door: of the guest's own room, or of robbers anywhere.
    rf"\b(?:hay|ha|tem|esta|there'?s|there is|there are|there're|veo|encontre|acho) {_WHO}"
    rf" (?:\w+ ){{0,2}}?{_IN} {_MY_ROOM}\b"
    rf"|\b{_WHO} (?:esta|estan|anda|is|are|was|estava|estao) (?:\w+ ){{0,2}}?{_IN} {_MY_ROOM}\b{_AT_WORK}"
    rf"|\b{_IN} {_MY_ROOM} (?:hay|tem|there'?s|there is|there are) {_WHO}\b"
    # Come in, or about to.
    rf"|\b{_WHO} (?:se |nos |me )?{_GOT_IN}\b(?! (?:sin|con)\b)"
    rf"(?:(?: (?:en|a|al|no|na|em))? {_ROOM}{_AT_WORK}|(?! (?:(?:en|a|al|no|na|em) )?{_ROOM})"
    rf"{_AT_WORK}(?= |$|[^\w\s?]))"
    rf"|\b(?:se (?:me |nos )?(?:metio|metieron|colo)|entro|entraron|entrou|entraram) {_WHO}\b{_AT_WORK}"
    rf"|\b(?:entraron|entraram|se (?:me |nos )?metieron|invadiram|invadieron) (?:en|a|no|na|em) {_ROOM}\b{_AT_WORK}"
    rf"|\b(?:{_WHO}|they|he|eles|nos|me)(?:'s)? {_TRYING}\b"
    rf"|\b{_TRYING} (?:la|mi|nuestra|my|our|the|a|minha) (?:puerta|door|porta)\b"
    r"|\b(?:entr\w+|vinieron|quieren|querem|vieram) (?:a |para )?robar\b|\b(?:entraram|entrou) (?:para|pra) roubar\b"
    r"|\b(?:they|he|thieves|robbers) broke in(?:to)?\b|\b(?:was|were|been|got) broken in(?:to)?\b"
    r"|\b(?:forzaron|rompieron|arrombaram|kicked in)"
    r" (?:la|mi|nuestra|a|minha|nossa|my|our|the) (?:puerta|cerradura|porta|door)\b"
    r"|\bhay (?:un )?(?:ladron|ladrones|intruso|intrusos|chorros)(?: en (?:el|la|mi) \w+)?(?= *(?:$|[.,;!]))"
    r"|\btem (?:um )?(?:ladrao|ladroes|intruso|bandido|bandidos)(?: (?:no|na) \w+)?(?= *(?:$|[.,;!]))"
    r"|\bthere(?:'s| is| are) (?:an? |some )?(?:burglars?|intruders?|thief|thieves|robbers?)"
    r"(?: (?:in|at) (?:the|my|our) \w+)?(?= *(?:$|[.,;!]))"
)
_NOBODY: Final = re.compile(r"\b(?:no|not|nao|didn'?t|nunca|never) $")


def somebody_got_in(text: str) -> bool:
    """Whatever else the message says. "Nobody came in" and "did somebody come to clean?" are no alarm."""
    plain = " ".join(squeeze(word) for word in normalise(text).split())
    return any(not _NOBODY.search(plain[: found.start()]) for found in _SIGNS.finditer(plain))
