"""A change was put before them, and what is held is to stay: "no, dejalo el lunes nomás", "deixa como estava"."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain import memory
from core.flows.booking.hold import giving_up, kept
from core.flows.booking.progress import Step, of
from core.flows.understand import Understanding
from core.flows.understand.days.calendar_names import NUMBER_OF_WEEKDAY
from core.flows.understand.joining.wanted_back import wants_it_back
from core.flows.understand.text import normalise
from core.services.scenes import Scene
from core.services.showing import Booking

_LEAVES: Final = (
    r"(?:dej(?:a|e|en|o|amos|ala|alo|ela|elo|emosla|emoslo|ame|ar|arla|arlo)(?:la|lo)?|deix(?:a|e|o|ar|amos|emos)|leav(?:e|ing)"
    r"|keep(?:ing)?|que(?:de|da|damos|darse)|manten\w+|stays?|stick(?:ing)?(?: with| to)?|fi(?:ca|que|car|camos|co)"
    r"|me quedo con|prefiero|prefiro|prefer|vuelv\w+ a|volv\w+ a|volta\w* para)"
)
_BETWEEN: Final = (
    r"(?: (?:it|la|lo|l[oa]s|o|a|the|el|me|nos|that|this|isso|eso|en|na|no|on|at|with|con|com|para|pra|pro|for"
    r"|reserva|booking"
    r"|todo|toda|tudo|all|everything|nomas|mejor|melhor|as|ya|just|dia|day|noche|del|de|from|mesmo|mesma|original|first|primer[ao]?))*"
)
_AS_IT_WAS: Final = (
    r"(?:como (?:estaba|esta|antes|era|estava|tava|ta|estan?)|as (?:it|they) (?:is|was|are|were)"
    r"|(?:the )?(?:way|how) (?:it|they) (?:is|was|were|are)"
    r"|igual(?: que antes)?|asi(?: como esta)?|assim(?: mesmo)?|ahi(?: nomas)?|where it is|(?:the )?same as before"
    r"|en (?:la|el) (?:fecha|dia) (?:original|de antes))"
)
_DAY: Final = (
    rf"(?P<weekday>{'|'.join(NUMBER_OF_WEEKDAY)})(?: (?P<also>\d{{1,2}}))?|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
)
_LEFT_SO: Final = re.compile(rf"\b{_LEAVES}\b{_BETWEEN} (?:{_AS_IT_WAS}|{_DAY})\b")
# "Queria la doble como estaba": told of what is held, and no word of leaving it.
_ONLY_AS_IT_WAS: Final = re.compile(
    r"\b(?:(?:tal (?:cual|y) )?como (?:estaba|era|antes|estava|tava|la tenia|lo tenia)"
    r"|(?:as|how|like) (?:it|they|we) (?:was|were|had)(?: it)?(?: before)?|(?:the )?way it was"
    r"|(?:the )?same as before|(?:do jeito|como) que (?:estava|tava|era|estaba))\b"
)
_MOVES: Final = re.compile(
    r"\b(?:cambi\w+|mud[ae]\w*|troc\w+|chang\w+|mov\w+|pas(?:ar|ame|ala)\w*|switch\w*)\b"
)
# What is said of anything else makes it another wish.
_MORE: Final = re.compile(
    r"\?|\b(?:pero|but|mas|porem|somos|personas?|people|pessoas?|noches|nights|noites|otr[oa]|another|outr[oa])\b"
    r"|\b(?:para|pra|for) (?:l?[oa]s |the |nosotr[oa]s |us )?\d{1,2}\b(?! ?(?:de|of|al?|to|ate) )"
)
_FEW: Final = 12


def is_said(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> bool:
    """Only as the answer to a change or a release that was asked about; another day than theirs is another wish."""
    here, plain = of(scene), normalise(meant.text)
    asked = bool(giving_up.tap_of_a_yes(scene)) or (here is not None and here.step is Step.GIVE_UP)
    if asked and wants_it_back(meant.text):
        return True
    if not asked or len(plain.split()) > _FEW or _MORE.search(plain) is not None:
        return False
    found = _LEFT_SO.search(plain)
    if found is None or _others_were_asked_about(session, scene, booking):
        return False
    stay = kept.nights(session, booking)
    nights = [stay.check_in + timedelta(days=night) for night in range((stay.check_out - stay.check_in).days)]
    number = found["day"] or found["also"]
    return (
        found["weekday"] is None or NUMBER_OF_WEEKDAY[found["weekday"]] in {day.weekday() for day in nights}
    ) and (number is None or int(number) in {day.day for day in nights})


def is_told(bit: str) -> bool:
    """A bit of a message that says so of the whole, and names no other day."""
    plain = normalise(bit)
    if "?" in plain or _MOVES.search(plain) is not None:
        return False
    left = _LEFT_SO.search(plain)
    as_it_is = left is not None and not (left["weekday"] or left["day"])
    return as_it_is or _ONLY_AS_IT_WAS.search(plain) is not None


def _others_were_asked_about(session: Session, scene: Scene, booking: Booking) -> bool:
    """Of other people it is told for whom it stays."""
    before = memory.from_json(scene.conversation.state).party
    theirs = kept.wanted_of(session, booking).party
    return before.adults is not None and (before.adults, before.children or 0) != (
        theirs.adults,
        theirs.children or 0,
    )
