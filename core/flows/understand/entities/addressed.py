"""Who is spoken to or told of: "thank you, my son" at the desk, "my granddaughter told me to write"; nobody comes."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import covered, says_any

_LOOK: Final = {
    "es": ("hij", "mij", "nieto", "nieta", "sobrin", "nene", "nena", "yerno", "nuera", " amig", " herman"),
    "en": (
        " son",
        "grandson",
        "daughter",
        "child",
        "niece",
        "nephew",
        " mate",
        " friend",
        " bro",
        " budd",
        " pal",
    ),
    "pt": ("filh", "net", "sobrin", "genro", "nora", " amig", " irma"),
}
_PERSON: Final = ("person", "pessoa", "human")
_DEAR: Final = (
    r"(?:(?:meu|minha) (?:filh[oa]|filhinh[oa]|net[oa])|m'?ij(?:it)?[oa]|(?:mi )?hij(?:it)?[oa]|(?:mi )?nen[ea]"
    r"|(?:my )?(?:son|child))"
)
_KIN: Final = (
    r"(?:marido|esposa|esposo|mulher|mujer|senora|mae|pai|madre|padre|mama|papa|filh\w+|hij\w+|irma\w*|herman\w+|sogr\w+"
    r"|suegr\w+|net[oa]s?|niet\w+|ti[oa]s?|prim[oa]s?|amig\w+|wife|husband|mother|mom|mum|dad|father|sister|brother|kids"
    r"|namorad\w+|novi[oa]|avo|abuel\w+|eu|yo|me|i|nos|nosotr\w+|\d+|adult\w*|pessoas|personas|people|com|con|with|e|y|and)"
)
_COURTESY: Final = (
    r"(?:tarde|noite|dia|oi|ola|hola|buenas|buenos dias|tardes|noches|gracias|obrigad[oa]|disculpa|desculpe?|perdon"
    r"|ay|ai|por favor|please|thanks|thank you|hello|hi|morning|evening|abencoe|bendiga|bless you|pague|bueno|bom"
    r"|mire|mira|olha|olhe|escuche|look|listen|ta|sim|nao|no|si|yes|entendo|entiendo|viu|calma|claro)"
)
_END: Final = r"(?= ?(?:[,.!?;:)\n]|$))"
_OF_PEOPLE: Final = re.compile(_KIN)
# At the head of the message, behind a courtesy, or set off by a comma that ends no list of people.
_SPOKEN_TO: Final = re.compile(
    rf"^(?:ay |ai |che )?(?P<first>{_DEAR})(?= ?[,!.:])(?! ?, (?:mis?|meus?|minhas?|my|su|{_KIN})\b)"
    rf"|\b{_COURTESY}[ ,!]+(?P<after>{_DEAR}){_END}(?! ?, (?:mis?|meus?|minhas?|my|su|{_KIN})\b)"
    rf"|(?P<word>[a-z\d]+), ?(?P<apart>{_DEAR})(?= ?(?:[.!?;\n]|$))"
)
# "Hello mate, me and the wife", "hola amigo, mi mujer y yo": the desk is no third.
_FRIEND: Final = re.compile(
    rf"\b(?:{_COURTESY}|cheers|hey|hiya|alright|che|opa|salve|fala|e ai|dale|ok)"
    r" (?:my |mi |meu |minha )?(?:mates?|budd(?:y|ies)|friends?|bro|brother|pal|amig[oa]s?|amigaz[oa]|herman[oa]|irmao)"
    r"(?= ?(?:[,.!:;\n]|$))"
)
# "Are you a person or a bot?": nobody comes.
_WHAT_ARE_YOU: Final = re.compile(
    r"\b(?:sos|es|eres|e|are you|is this) (?:1|una|uma|an?) (?:person|persona|pessoa|human)(?=,? (?:o|ou|or) )"
)
_HELPER: Final = (
    r"(?:net[oa]|niet[oa]|filh[oa]|hij[oa]|grandson|granddaughter|son|daughter|sobrin[oa]|nephew|niece|nora|genro|yerno"
    r"|nuera)"
)
# "My grandson told me to write here", "my son will drive us there": who helps does not say that he stays.
_TOLD_OF: Final = re.compile(
    rf"\b(?:(?:mi|meu|minha|my|el|la|o|a) ){_HELPER}(?=(?: (?!me\b|nos\b)[a-z]+)?"
    r" (?:ya |ja |es quien |que |quem |quien |(?:fue |foi )(?:quien |quem |a que |la que |o que |el que )|who )?"
    r"(?:me |nos |already |just )?(?:l[oa]s? )?"
    r"(?:recomend\w*|recommend\w*|aconsej\w+|suger\w+|suggest\w*|indicou|disse\w*|falou|dijo|decia|explic\w+|ensin\w+|ensen\w+|mostr\w+|instal\w+|ayud\w+|ajud\w+|told|said"
    r"|says|showed|helps?|helped|is helping|set up|typ\w+|pagou|pago|paid|transferiu|transfirio|deposito|depositou"
    r"|sent it|did it|(?:fez|hizo) (?:l[oa] |el |la |o |a )?(?:(?:pago|pagamento|pix|transfer\w+|tudo|todo) )?(?:pra"
    r"|para|por|con|com)? ?(?:mim|mi|nos|el celular|o celular)?|(?:vai|va a|will|is going to|can) (?:nos |me |us )?"
    r"(?:levar?(?:nos)?|llevar(?:nos)?|deixar|dejar(?:nos)?|buscar|drive|drop|take|bring)\b(?: us| me)?"
    r"|(?:leva|lleva|trae|drives|drops|takes) (?:us |me )?))"
)


def without_who_is_spoken_to(text: str, lang: str) -> str:
    """`text` is folded; what is covered is as long as before."""
    if says_any(text, _PERSON):
        text = _WHAT_ARE_YOU.sub(covered, text)
    if not says_any(text, _LOOK.get(lang, ())):
        return text
    text = _SPOKEN_TO.sub(_covered_dear, _FRIEND.sub(covered, text))
    return _TOLD_OF.sub(covered, text)


def _covered_dear(said: re.Match[str]) -> str:
    kind = next(name for name in ("first", "after", "apart") if said[name])
    if kind == "apart" and _OF_PEOPLE.fullmatch(said["word"]):
        return said.group()
    start, end = said.start(kind) - said.start(), said.end(kind) - said.start()
    return f"{said.group()[:start]}{chr(1) * (end - start)}{said.group()[end:]}"
