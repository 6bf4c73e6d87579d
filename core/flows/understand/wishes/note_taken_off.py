""" "Sacá lo de la torta", "remove that note", "tira essa anotação": what was noted is to be taken off again.

Patterns over folded text. Which note it is, whoever knows the notes tells: here stand the words that name it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from core.flows.understand.text import fold, tidy
from core.flows.understand.watching import Seldom

_VERB: Final = (
    r"(?:sac(?:a|ame|alo|ala|alos|alas|ar|arme|as|ale|anos|uen|ues|que|ate)|quit(?:a|ame|alo|ala|alos|alas|ar|as|e|en|eme|elo)"
    r"|borr(?:a|ame|alo|ala|alos|alas|ar|as|e|en|eme|elo)|elimin(?:a|ame|alo|ala|ar|as|e|en)|tach(?:a|alo|ala|ar|e)"
    r"|remov(?:e|er|a|am|ed|eme)|delet(?:e|a|ar)|erase|take(?= .{1,40}\b(?:off|out)\b)|take (?:off|out)|scrap"
    r"|drop|strike|scratch|get rid of|cross out|forget"
    r"|wipe|tir(?:a|e|em|ar|am)|apag(?:a|ue|ar|uem)|retir(?:a|e|ar|em)|exclu(?:i|a|ir)|desconsider(?:a|e|ar)|risca"
    r"|olvid(?:a|ate)|esquec(?:e|a)|ignor(?:e|a|ar))"
)
_NOTES: Final = (
    r"(?:notas?|anotacion(?:es)?|apuntes?|notes?|anotacao|anotacoes|observacao|observacoes|observacion(?:es)?"
    r"|observations?|lo (?:ya )?anotado|lo que (?:anotaste|anotaron|tenes anotado|hay anotado)|o que (?:(?:vc"
    r"|voce) )?anotou"
    r"|o que (?:ta|esta|ficou) anotado|(?:what|everything) (?:(?:you|is|has|have|been) )*(?:noted|wrote"
    r"|written)(?: down)?)"
)
_NOT_FISCAL: Final = r"(?! (?:fiscal|fiscais|de (?:credito|debito)))"
_THIS: Final = r"(?:eso|esa|ese|esto|isso|essa|isto|that|this|it|them)"
# "That note", "lo de la torta", "a parte do bolo", "the bit about the cake".
_OF_NOTES: Final = Seldom(
    rf"\b(?P<verb>{_VERB})\b(?P<what>(?:[ ,:]+[^ .!?;\n]+){{0,9}}?)[ ,:]+(?:(?:de|da|das|del|las?|los?|a|as|the|my"
    rf"|our|from|off)\s)*"
    rf"(?P<notes>{_NOTES})\b{_NOT_FISCAL}(?P<more>[^.!?;\n]*)"
)
_OF_THAT: Final = Seldom(
    rf"\b(?P<verb>{_VERB})(?: (?:please|pls|por favor|porfa|ai|ahi|out|off))*"
    r" (?P<lead>lo de(?:l| la| los| las| que)?|isso d[aeo]|o d[aeo]|a parte d[aeo]|aquilo d[aeo]|esa parte de(?:l| la)?"
    r"|(?:the|that) (?:bit|part|thing|line|one) (?:about|on|with|that says|saying)|what (?:it )?says(?: about)?)"
    r" (?P<what>[^.!?;\n]+)"
)
_ALONE: Final = re.compile(
    rf"[^a-z]*(?:(?:no|nao|ay|uy|ah|ops|oops|sorry|perdon|jaja\w*|haha\w*|kk+|ok|bueno|dale|please|pls|por favor"
    rf"|porfa|can you"
    rf"|could you|podes|podrias|pode|puede[ns]?|che|me|that'?s wrong|esta mal|ta errado)[ ,.!]+)*"
    rf"{_VERB}(?: (?:{_THIS}|off|out|de ahi|de la reserva|da reserva|from (?:it|there|the booking|my booking)|dai"
    rf"|ai|no mas|nomas"
    rf"|por favor|porfa|please|pls|pf|pfv|ya|que (?:no|nada) .*))*[^a-z]*"
)
_BARE: Final = Seldom(rf"\b(?P<verb>{_VERB})\b[ ,:]+(?P<what>[^.!?;\n]+)")
_NOBODY: Final = re.compile(
    r"\b(?:no|nao|not|don'?t|never|nunca|sin|sem|without)(?: (?:me|lo|la|las|los|te))? $"
)
_REST: Final = re.compile(
    r"[ ,]+(?:(?:y|and|e|pero|but|mas)\b[ ,]+(?:(?:please|por favor|porfa|tambien|tambem|also|then|en cambio"
    r"|instead)\b[ ,]*)?)"
    r"(?=(?:add|put|note|write|anot|agreg|pon|sum|apunt|coloc|inclu|bota|adicion|we |i |nos |llega|chega))"
)
_TABLE: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
_SAYS_NOTHING: Final = frozenset(_TABLE["says_nothing"].split())
_WORD: Final = re.compile(r"[a-z0-9]+")
_ALIKE: Final = 4
_EVERY: Final = re.compile(r"\b(?:tod[oa]s|all|every|both|ambas|las dos|as duas|everything|todo|tudo)\b")


@dataclass(frozen=True)
class TakenOff:
    """The place of the order, what it says of the note, and whether it is plain that a note is meant."""

    start: int
    end: int
    said: str
    surely: bool
    points: bool = True

    @property
    def words(self) -> frozenset[str]:
        return words_in(self.said)

    @property
    def every(self) -> bool:
        return _EVERY.search(self.said) is not None

    def beside(self, text: str) -> str:
        """What else the message says, if anything but "please"."""
        own = tidy(text)
        left = f"{own[: self.start]} {own[self.end :]}".strip(" ,.;:!?")
        return left if words_in(fold(left)) else ""


def asked(text: str) -> TakenOff | None:
    """The order in a message: one that names notes, that points at one, or that only names a thing."""
    plain = fold(tidy(text))
    for pattern in (_OF_NOTES, _OF_THAT, _BARE):
        found = pattern.search(plain)
        if found is None or _NOBODY.search(plain[: found.start()]) is not None:
            continue
        rest = _REST.search(plain, found.start("what"), found.end())
        end = rest.start() if rest is not None else found.end()
        said = plain[found.end("verb") : end]
        if pattern is _BARE and _ALONE.fullmatch(plain):
            break
        return TakenOff(found.start(), end, said, pattern is _OF_NOTES, pattern is not _BARE)
    return TakenOff(0, len(plain), "", surely=False) if _ALONE.fullmatch(plain) else None


def answered(text: str) -> TakenOff:
    """ "The one of the cake", to whoever was asked which."""
    plain = fold(tidy(text))
    return TakenOff(0, len(plain), plain, surely=True)


def words_in(plain: str) -> frozenset[str]:
    """Of a folded text those that may name a note, as far as "snores" and "snoring" are one word."""
    return frozenset(word[:_ALIKE] for word in _WORD.findall(plain) if word not in _SAYS_NOTHING)
