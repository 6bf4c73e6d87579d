"""What a bottle, a cake or firewood costs, and whether it is sold: no price of a stay.

"Do you sell prosecco, how much?", "la botella cuánto sale?"; a stay "with a cake" is asked of otherwise.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.text import normalise
from core.flows.understand.watching import Seldom

_THINGS: Final = (
    r"(?:bottles?|botell(?:a|ita)s?|garrafas?|bubbly|champagne|champan|prosecco|espumantes?|wines?|vinos?|vinhos?|beers?"
    r"|cervezas?|birras?|cervejas?|whisk(?:e)?y|gin|cakes?|torta|tortita|bolo|flowers|flores|bouquet|ramo|roses|rosas|petals"
    r"|petalos|petalas|balloons|globos|baloes|chocolates?|bombones|firewood|lena|lenha|charcoal|carbon|carvao|ice|hielo|gelo"
    r"|sun ?(?:screen|cream)|protector(?: solar)?|protetor(?: solar)?|repelente|repellent|souvenirs?|snacks?|t-?shirts?"
    r"|remeras?|camisetas?)"
)
_NAMED: Final = Seldom(rf"(?<!with )(?<!con )(?<!com )(?<!sin )(?<!sem )\b{_THINGS}\b")
_WITH_IT: Final = re.compile(
    rf"\b(?:with|con|com|incl\w+)(?: (?:an?|the|una?|la|el|uma?|o|a))? (?:[a-z]+ (?:of|de) )?{_THINGS}\b"
)
_PRICE: Final = re.compile(
    r"\b(?:how much(?! (?:time|longer|further|notice))|what(?:'s| is| does| would) (?:the price|it cost)"
    r"|what (?:does|do|would|is)\b[^.?!]{0,40}\bcosts?\b|(?:price|precio|preco) (?:of|del?|d[oa]|por)\b"
    r"|(?:a )?(?:cuanto|cto|quanto)(?! (?:tiempo|tempo|falta|antes|tarda|demora))|que precio|qual o preco)\b"
)
_SOLD: Final = re.compile(
    r"\b(?:(?:do|can|would|could) (?:you|u|they|we|i) (?:guys )?(?:sell|buy)|for sale"
    r"|vend(?:en|es|e|em)|se (?:vende|puede comprar)|(?:puedo|podemos|posso|da (?:pra|para)) comprar)\b"
)
_OF_THE_STAY: Final = re.compile(
    r"\b(?:total|tod[oa]|tudo|all|altogether|room|habitacion|pieza|quarto|nights?|noches?|noites?|sena|deposit|sinal"
    r"|estadia|stay)\b"
)
_MOST_WORDS: Final = 4


def is_named(words: str) -> bool:
    plain = normalise(words)
    return _NAMED.search(plain) is not None and _WITH_IT.search(plain) is None


def things(words: str) -> tuple[str, ...]:
    return tuple(found.group() for found in _NAMED.finditer(normalise(words)))


def is_asked(sentence: str) -> bool:
    """Of a thing by its name."""
    plain = normalise(sentence)
    of_one = is_named(sentence) and _OF_THE_STAY.search(plain) is None
    return of_one and (_PRICE.search(plain) is not None or _SOLD.search(plain) is not None)


def goes_on(sentence: str) -> bool:
    """ "Do you sell it?", and a bare "how much is it?" behind what asks of a thing."""
    plain = normalise(sentence)
    if _OF_THE_STAY.search(plain) is not None:
        return False
    return _SOLD.search(plain) is not None or (
        _PRICE.search(plain) is not None and len(plain.split()) <= _MOST_WORDS
    )
