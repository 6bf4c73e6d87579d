"""A room ordered in words, "book the river one, I'll pay by card": told from all that could stand beside it.

A word that is none of those known here may take the order back or ask something: then nothing is ordered.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from enum import IntEnum
from pathlib import Path
from typing import Final

from core.flows.understand.answers.keeping import asks_for_time
from core.flows.understand.days.calendar_names import NUMBER_OF_MONTH, NUMBER_OF_WEEKDAY
from core.flows.understand.text import normalise

_LEXICON: Final = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
_SAID: Final = _LEXICON["orders"] | _LEXICON["takes"] | _LEXICON["please"]
_MONTHS: Final = frozenset(word for name in NUMBER_OF_MONTH for word in (name, name[:3]))
_WEEKDAYS: Final = frozenset(NUMBER_OF_WEEKDAY)
_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+[a-z]*")
_MONEY_COMES: Final = re.compile(
    r"\b(?:mand|pas|envi|send|gimme|give|quero|quiero|want)\w*\b.{0,12}\blinks?\b"
    r"|(?<!mercado )\b(?:pago|pagamos|abono|pagare|transfiero|i'?ll pay|we'?ll pay|paying"
    r"|(?:vou|vamos|voy) (?:a )?pagar)\b"
)
# "Si puedo pagar con tarjeta" is no yes.
_IF: Final = re.compile(
    r"^(?:(?:y|e|ok|bueno) )?(?:si|se|if) "
    r"(?:puedo|pudiera|podria|podemos|te|le|me|lo|la|pago|pagamos|hago|reservo|i|we|eu)\b"
)
# "Esa y la triple": two rooms, of which one alone would be the wrong order.
_AND_ANOTHER: Final = re.compile(
    r"\b(?:es[ae]|esta|ess[ae]|this|that|it)(?: one)?,? (?:y|e|and|plus|mas|mais|con) (?:also |tambien |tambem )?"
    r"(?:la|el|the|a|o|una?|uma?|otr[ao]|another|outr[ao])\b"
)
# "Tengo mi bici, ¿la puedo guardar?": it is they who would keep it, and no room.
_THEY_KEEP_IT: Final = re.compile(
    r"\b(?:puedo|podemos|podria(?:mos)?|pued[eo]n? dejar|posso|podia|can (?:i|we)|could (?:i|we)|may (?:i|we)"
    r"|donde|onde"
    r"|where|hay donde|tem onde)\b[^.!,;]{0,20}\b(?:guard\w+|keep|store|leave|dejar\w*|deixar|hold)\b"
)


class Order(IntEnum):
    """How plainly a room is ordered."""

    NOTHING = 0
    AGREES = 1
    TAKES = 2
    PLAINLY = 3


def speaks_of_it(text: str) -> bool:
    """Any of the words an order may be given with."""
    return not _SAID.isdisjoint(_WORD.findall(normalise(text)))


def knows(text: str) -> bool:
    """Nothing but words that an order may be given with, or a day or a month."""
    known = frozenset().union(*_LEXICON.values()) | _MONTHS | _WEEKDAYS
    return known.issuperset(_WORD.findall(normalise(text)))


def order_in(text: str, named: Collection[str], *, way: bool, days: bool, heads: int) -> Order:
    """`named` are the words of the room's names. A `way` to pay is spoken of, `days` are the days offered already,
    and `heads` is the party's size."""
    plain = normalise(text)
    words = set(spoken := _WORD.findall(plain))
    late = asks_for_time(text)
    beside = _LEXICON["around"] | _LEXICON["please"] | frozenset(named)
    beside |= _LEXICON["ways"] if way else frozenset()
    beside |= _LEXICON["later"] if late else frozenset()
    beside |= _LEXICON["days"] | _MONTHS | _WEEKDAYS if days else frozenset()
    rest = {word for word in spoken if word not in beside and not (days and word[0].isdigit())}
    rest -= _for_all(rest, heads)
    if (
        _AND_ANOTHER.search(plain)
        or ("?" in text and _THEY_KEEP_IT.search(plain))
        or not words
        or not rest <= _LEXICON["orders"] | _LEXICON["takes"] | _LEXICON["agrees"]
    ):
        return Order.NOTHING
    if words & _LEXICON["orders"] or (words & set(named) and words & _LEXICON["please"]):
        return Order.PLAINLY
    if "?" in text:
        return Order.NOTHING
    if words & (_LEXICON["takes"] | set(named)) or (way and _MONEY_COMES.search(plain)):
        return Order.TAKES
    agrees = (
        words & _LEXICON["agrees"] and (way or late) and not ("sí" not in text.lower() and _IF.search(plain))
    )
    return Order.AGREES if agrees else Order.NOTHING


def _for_all(words: set[str], heads: int) -> frozenset[str]:
    """ "For 2", where it is for two."""
    told = {word for word in words if word.isdigit()}
    return _LEXICON["heads"] | {str(heads)} if told <= {str(heads)} else frozenset()
