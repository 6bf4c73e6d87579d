"""What only asks, with or without its mark: nothing is agreed to by a question.

"Does the cabin have steps yes or no" has a yes in it and wants an answer.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.answers.taking import agrees, takes_it
from core.flows.understand.text import fold, normalise

_SENTENCES: Final = re.compile(r"[^.!?;,\n]+[.!?;,\n]*")
# "Yes or no?" asks for either.
_EITHER: Final = re.compile(
    r"\b(?:yes|yeah|si|sim|ok) (?:or|o|ou) (?:no|not|nao|nope)\b|\b(?:true|right) or (?:false|not|wrong)\b"
)
_LEADS: Final = (
    r"(?:(?:and|but|so|ok|okay|ah|oh|um|hmm|well|like|wait|right|hey|hi|hello|also|now|please|y|e|pero"
    r"|mas|o sea|che|bueno"
    r"|hola|oi|entao|entonces|mano|moca?|no|nao|omg|lol|then|just)[ ,]+)*"
)
_WHO: Final = (
    r"(?:i|we|you|u|it|he|she|they|there|that|this|these|those|the|my|our|your|any|mam|mum|mom|dad"
    r"|breakfast|wifi|pets?"
    r"|dogs?|kids?|children)"
)
_ASKS: Final = re.compile(
    rf"{_LEADS}(?!do the needful)"
    rf"(?:(?:does|do|did|is|are|was|were|has|have|will|would|can|could|should|may|must) (?:{_WHO}|\d+ ?[ap]m)\b"
    r"|(?:what|which|where|when|why|who|whose|how)(?:'?s)?\b(?! about it)"
    r"|if (?:we|i|you|they) .{2,40}\b(?:do|does|can|will|would|is|are) (?:we|i|you|it|they|the)\b"
    r"|(?:cuanto|cuantos|cuantas|cuanta|cuando|donde|cual|cuales|quien|por que|quanto|quantos|quantas"
    r"|quando|onde|qual"
    r"|quais|quem)\b"
    r"|(?:hay|tenes|tienen|tendran|aceptan|se puede|existe|da (?:para|pra|p))\b"
    r"|(?:voces|vcs|vc|voce) (?:tem|aceita\w*)\b"
    r"|(?:si|se) (?:cancel|no (?:voy|vamos)|nao|desist|chove|chover|llueve)\w*.{0,40}"
    r"\b(?:devuelven|devolv\w+|pierd\w+|perd\w+|pod\w+|puedo|posso|cobran?|reembols\w+|hay que|tem que"
    r"|o dinheiro|la plata"
    r"|mi dinero)\b)"
)


def only_asks(text: str) -> bool:
    """A question, and no yes beside it. "Can you book it?" takes, however it is marked."""
    if agrees(text) or takes_it(text):
        return False
    sentences = [one.strip() for one in _SENTENCES.findall(normalise(text))]
    asking = [one for one in sentences if asks(one)]
    return bool(asking) and not any(agrees(one.strip(" .!?;,")) for one in sentences if one not in asking)


def asks(sentence: str) -> bool:
    plain = normalise(sentence).strip(" ¿¡,")
    return plain.endswith("?") or _EITHER.search(plain) is not None or _ASKS.match(plain) is not None


def wants_either(text: str) -> bool:
    return _EITHER.search(normalise(text)) is not None


def without_either(text: str) -> str:
    """ "Are there steps yes or no": the question itself, so that its yes and its no are not heard."""
    found = _EITHER.search(fold(text))
    if found is None:
        return text
    left = f"{text[: found.start()].rstrip(' ,:;.?!¿')}? {text[found.end() :].strip(' ?!.')}".strip()
    return left if any(map(str.isalpha, left)) else text
