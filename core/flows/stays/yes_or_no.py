"""A yes or a no to what was asked of a booking, however it is said."""

from __future__ import annotations

import re
from typing import Final

from core.flows.stays.progress import Matter
from core.flows.understand import Understanding
from core.flows.understand.answers import calling_off
from core.flows.understand.answers.halves import is_on_terms
from core.flows.understand.answers.taking import agrees, moves_it
from core.flows.understand.answers.wavering import wavers
from core.flows.understand.money.paid import refuses_to_pay

# A message that is of these alone says nothing of another matter.
BARE: Final = frozenset({"inform", "yes", "no", "out_of_scope", "help", "greet", "thanks", "review_answer"})
_YES: Final = re.compile(
    r"(?i)\s*[¡!]*(?:s[ií]+|yes|yep|yeah|sim|dale|ok(?:ay|ey|is)?|de una|perfecto|sure|claro|bueno|joya|listo"
    r"|confirm\w*|go ahead|pode ser|isso)\b"
)
_NO: Final = re.compile(
    r"(?i)^\s*(?:no|nop|nah|n[aã]o|mejor no|better not|melhor n[aã]o)\b|\b(?:mejor no|mejor dej[aá]|dejal[oa]"
    r"|d[eé]jal[oa]|dej[aá](?:lo|la) as[ií]|never ?mind|deixa (?:pra l[aá]|assim|quieto)|me arrepent[ií])"
)


def says_no(meant: Understanding) -> bool:
    return meant.agrees is False or _NO.search(meant.text) is not None or refuses_to_pay(meant.text)


def says_yes(meant: Understanding, matter: Matter) -> bool:
    others = meant.names - {"yes", "confirm_booking", "thanks", "inform", str(matter)}
    plain = _YES.match(meant.text) is not None and not others and "?" not in meant.text
    called_off = calling_off.is_ordered(meant.text) or calling_off.is_ordered_first(meant.text)
    ordered = matter is Matter.CANCEL and called_off
    moves = matter is Matter.CHANGE and moves_it(meant.text)
    agreed = (meant.agrees is True or plain) and not wavers(meant.text)
    return (agreed and not is_on_terms(meant.text, agrees)) or ordered or moves
