"""A price that is called a robbery is only too high: nobody was robbed, and nobody has to come running."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.alarms import temper
from core.flows.understand.alarms.temper import Mood
from core.flows.understand.text import fold, normalise

# Said of something with a word before it, and never of what somebody did.
_ROBBERY: Final = re.compile(
    r"\b(?:(?:que|q|es un|es una|eso es|esto es|(?<!voce )(?<!vc )e um|e uma|isso e|puro|tremendo|flor de"
    r"|parece um"
    r"|parece un|terrible) "
    r"(?:afano|robo|choreo|asalto|estafa|curro|roubo|assalto|golpe|furto)\b"
    r"|(?:un|um) (?:afano|choreo|roubo)(?= *(?:$|[!.,?]))"
    r"|(?:what a|that's|thats|this is|it's|its|is|total|absolute|daylight|highway|straight up"
    r"|you people are|you are)"
    r" (?:a )?(?:total |absolute |complete |daylight |highway )*(?:robbery|rip[- ]?off|scam|joke)\b"
    r"|(?:daylight|highway) robbery\b"
    r"|(?:son|sao|are)(?: todos| unos| uns| a bunch of)? (?:ladrones|chorros|estafadores|ladroes|thieves"
    r"|crooks|scammers)\b"
    r"|(?:a scam|estafadores|golpistas|ripped off|rip off))"
)
_IN_ENGLISH: Final = re.compile(r"robbery|rip|scam|joke|thieves|crooks")
_IN_PORTUGUESE: Final = re.compile(r"roubo|assalto|golpe|furto|ladroes|\bisso\b|\be um")
# A sum, or a word of money.
_OF_A_PRICE: Final = re.compile(
    r"\b\d[\d.,]* ?(?:mil|k|lucas|pesos?|reais|dolares|dollars?|usd|ars|conto)\b|[$€] ?\d|\b\d{2,3}[.,]?\d{3}\b"
    r"|\b(?:precios?|prices?|precos?|tarifas?|rates?|diarias?|por noche|a noite|por noite|per night"
    r"|a night|la noche"
    r"|cobr\w+|charg\w+|car[oa]s?|carisim[oa]s?|expensive|pricey|valor(?:es)?|cost\w*|cuesta|custa|sale|"
    r"por una? (?:habitacion|pieza|cuarto|simple|single|doble|triple|familiar|cabana)"
    r"|for (?:a|one|this|that|the) (?:room|night|single|double|triple|family|cabin)"
    r"|por (?:um|uma) (?:quarto|simples|single|duplo|triplo|familiar|cabana|noite)"
    r"|cheap(?:er|est)?|mas barat\w+|mais barat\w+|mas econom\w+|mais em conta|mais econom\w+)\b"
)
_DEAR: Final = re.compile(
    r"\b(?<!\bno )(?<!\bnao )(?<!\bnot )(?<!\bsea )(?<!\bseja )(?:(?:wow|ouch|oof|eita|nossa|muy|mucho|tan|re"
    r"|demasiado|bastante|super"
    r"|medio|muito|mto|mt|ta|tao|bem|meio|que|q|too|so"
    r"|very|really"
    r"|quite|bit|way too|that's|thats) (?:car[oa]s?|expensive|pricey|dear|salgad[oa]|cara pra)"
    r"|carisim[oa]s?|carissim[oa]s?|overpriced|falei (?:q|que) (?:ta|e) car[oa]|salgadinh[oa]|un ojo de la cara"
    r"|can'?t afford|out of (?:our|my) budget|se me va de presupuesto|fora do (?:meu|nosso) orcamento)\b"
)
# Something was taken, or somebody took it: told of people and things, and not of prices.
_REALLY: Final = re.compile(
    r"\b(?:hubo|houve|there was|there has been|rob(?:aron|ando|ado|ada|ou|aram|bed|bing|bers?)|roubaram"
    r"|roubad[oa]s?"
    r"|rouband?o?|stol(?:e|en)|stealing|asalt(?:aron|ado)|assaltad[oa]s?|assaltaram|armad[oa]s?|gun|knife"
    r"|cuchillo|faca"
    r"|arma|ayuda|auxilio|help|socorro|ajuda|polic\w+|llamen|chamem|denunci\w+|processar|sue|falta(?:n"
    r"|m)?|desaparec\w+"
    r"|missing|mochila|celular|billetera|cartera|passport|pasaporte|wallet|bag|my phone)\b"
)


def without_robbery(words: str, *, priced: bool) -> str | None:
    """The words with what they mean, "too dear", in the place of the robbery. Nothing where it is no price."""
    plain = fold(words)
    found = _ROBBERY.search(plain)
    if found is None or not is_called_robbery(words, priced=priced):
        return None
    said = plain[found.start() : found.end()]
    dear = "muy caro"
    if _IN_ENGLISH.search(said):
        dear = "too expensive"
    elif _IN_PORTUGUESE.search(said):
        dear = "muito caro"
    return f"{words[: found.start()]}{dear}{words[found.end() :]}"


def is_called_robbery(words: str, *, priced: bool) -> bool:
    """A sum stands beside it, or nothing but it is said of the price that is shown."""
    plain = normalise(words)
    if _ROBBERY.search(plain) is None or _REALLY.search(plain) or temper.mood(words) is Mood.DANGER:
        return False
    return _OF_A_PRICE.search(plain) is not None or (priced and len(plain.split()) <= 6)


def is_too_dear(words: str, *, priced: bool) -> bool:
    return _DEAR.search(normalise(words)) is not None or is_called_robbery(words, priced=priced)
