"""A message of two halves: something that is done by it, and whatever else is said in the same breath.

"The double. Does it have a fridge?", "book it, how do I pay?", "mercado pago, and rather from the 11th".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from core.flows.understand.answers.questions import asks
from core.flows.understand.text import normalise

_ENDS: Final = re.compile(
    r"(?:[.!?…;,\n]+|\s-\s)\s*|\s+(?=(?i:pero|but|por[eé]m|y|and|e|actually|wait|espera|esper[aá]|antes)\s"
    r"|(?i:si|if|se) (?i:hay|tien|acept|admit|se pued|puedo|you|there|it|they|i can|tiver|aceit|tem|posso))"
)
_SMALL: Final = re.compile(
    r"^[ ,.;…]*(?:(?:y|e|and|also|tamb[ií][eé]n|tamb[eé]m|ah|oh|ok)\b[ ,.]*)+(?=\S)", re.IGNORECASE
)
# Asked without a mark: "resérvela; a qué hora es el desayuno".
_HOW: Final = re.compile(
    r"^(?:a |y |e |de |en |con |em |com )*(?:que|como|what|how|where|when|which|cual|qual|donde|onde)\b"
)
_LONGEST: Final = 60
_PARTED: Final = re.compile(r"\s*[.,;!…\n-]")
_SHORT_YES: Final = re.compile(
    r"\W*(?:ok(?:ay|is)?|dale|perfecto|listo|bueno|b[aá]rbaro|genial|joya|va|s[ií]|sim|yes|sure|great|perfect|fine"
    r"|beleza|[oó]timo|perfeito|de acuerdo)\s+(?=\w)",
    re.IGNORECASE,
)
# "Si reservala a nombre de Ana": a yes without its accent.
_IS_ORDERED: Final = (
    r"(?:reserv|confirm|apart|agend|separ)(?:a|e|al[ao]|el[ao]|ame|eme|anos|enos|amel[ao]|emel[ao]|anosl[ao])"
)
# Said with these the rest comes first: whether it is done at all may hang on it.
_DOUBTS: Final = re.compile(
    r"\b(?:actually|wait|hold on|hang on|hmm+|before|first|but|only if|as long as|provided|unless"
    r"|depends|otherwise"
    r"|if so|if not|en realidad|esper[ae]\w*|aguarda|para un poco|un momento|momentito|antes|primero"
    r"|pero|aunque"
    r"|solo si|siempre que|siempre y cuando|a menos que|depende|si es asi|si (?:tien|hay|se pued"
    r"|acept|entr)\w*"
    r"|sino|si no|na verdade|pera|peraí|perai|um momento|primeiro|porem|so se|desde que"
    r"|se (?:tiver|for|der|puder|aceit\w+))\b"
    rf"|^(?:mas|if|si(?! {_IS_ORDERED}\b)|se(?! (?:pued|pag|acept|cobr|permit|admit|hac))\w*)\b"
)
# "Reservala. Ah, pará": told with the deed itself.
_WAITS: Final = re.compile(
    r"\b(?:wait|hold on|hang on|esper[ae]\w*|aguarda|un momento|momentito|perai?|um momento)\b|\bpara(?=[,.!]|$)"
)
# "May I leave my bags before?" is of the hour: nothing hangs on it.
_SOONER: Final = re.compile(
    r"\b(?:dejar|dejo|dejamos|entrar|llegar|llego|llegamos|ingresar|check-? ?in|arrive|get in|come"
    r"|drop|leave|deixar"
    r"|deixo|chegar)\b[^.,;!?]*\b(?:antes|before|earlier)\b(?! (?:de |que )?(?:reserv|pag|confirm"
    r"|decid|i book|we book))"
)


# "Pregunté si tiene vista": a question, and nothing hangs on it.
_WHETHER: Final = re.compile(
    r"\b(?:pregunt\w+|consult\w+|pergunt\w+|asked|asking|wondering)\b[^.!?]{0,40}?\b(?:si|se|if|whether)\b"
)
# "Resérvala pero con flores": wished for, and no condition.
_BUT: Final = re.compile(r"\b(?:pero|but|mas|porem)\b")
_WITH_SOMETHING: Final = re.compile(
    r"\b(?:pero|but|mas|porem) (?:please |porfa |por favor )?(?:con|with|com|poneme|pone|poner|ponganle|put|leave|deja"
    r"|deixa|coloca)(?: (?:unas?|algunas?|some|umas?|a few|a bunch of|un ramo de|um buque de|muchas|lots of))?"
    r" (?:flores|flowers|petalos|petals|petalas|rosas|roses|globos|balloons|baloes|chocolates?|bombones|bombons"
    r"|champan|champagne|velas|candles|toallas|towels|toalhas|almohadas|pillows|travesseiros)\b"
)


@dataclass(frozen=True)
class Halves:
    """`deed` is what is done, `rest` what stands beside it."""

    deed: str
    rest: str

    @property
    def doubts(self) -> bool:
        """It may hang on the rest whether it is done at all."""
        rest, deed = normalise(self.rest), normalise(self.deed).strip(" !.,;")
        rest = _WHETHER.sub(" ", rest)
        rest = _BUT.sub(" ", rest) if _WITH_SOMETHING.search(rest) else rest
        return any(map(_WAITS.search, (rest, deed))) or _DOUBTS.search(_SOONER.sub(" ", rest)) is not None

    @property
    def asks(self) -> bool:
        plain = _DOUBTS.sub(" ", normalise(self.rest)).strip(" ,.;!")
        return asks(self.rest) or asks(plain) or any(one.search(plain) for one in (_HOW, _WHETHER))

    @property
    def only_waits(self) -> bool:
        """ "Book it, wait", and no more."""
        return not any(map(str.isalpha, _DOUBTS.sub(" ", normalise(self.rest))))


def halved(text: str, does: Callable[[str], bool]) -> Halves | None:
    """The longest beginning, or else end, that does something by itself; nothing where all of it does, or nothing."""
    if len(text.split()) > _LONGEST:
        return None
    for deed, rest in _ways_to_cut(text):
        if rest and any(map(str.isalpha, rest)) and not asks(deed) and does(deed.strip(" ,.;!…-\n")):
            return Halves(deed, rest)
    return None


def beginning_with(text: str, does: Callable[[str], bool]) -> Halves | None:
    """Something done in so many words at the beginning; an "ok" that only leads up to "and the crib?" does nothing."""
    found = halved(text, does)
    if found is None or not text.startswith(found.deed):
        return None
    return found if _PARTED.match(text[len(found.deed.rstrip(" .,;!")) :]) else None


def short_yes(text: str) -> Halves | None:
    """ "Ok pasame el alias", with nothing between the yes and the rest."""
    found = _SHORT_YES.match(text)
    return Halves(found.group(), text[found.end() :]) if found is not None else None


def is_on_terms(text: str, does: Callable[[str], bool]) -> bool:
    """ "Yes, but could we be three?" is no yes yet."""
    found = beginning_with(text, does)
    return found is not None and found.doubts


def _ways_to_cut(text: str) -> Iterator[tuple[str, str]]:
    cuts = [(found.start(), found.end()) for found in _ENDS.finditer(text) if 0 < found.end() < len(text)]
    for start, end in reversed(cuts):
        yield text[:end] if "?" in text[start:end] else text[:start], _SMALL.sub("", text[end:])
    for start, end in cuts:
        yield text[end:], text[: max(start, end)].strip()
