"""What is asked beside something that is done: a plain question, or another matter that is served alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from core.flows.booking.order import sealed
from core.flows.booking.wanted import tells_of_the_stay
from core.flows.facts.boldly import about_what_is_known
from core.flows.facts.terms import ROOM_WISHES
from core.flows.heard import hearing
from core.flows.understand import Guess, Understanding
from core.flows.understand.answers.halves import Halves, halved
from core.flows.understand.intents.labels import ANSWERS, COURTESIES, FOR_RECALL
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.pet_comes import brings_a_pet
from core.flows.understand.wishes.pets import names_a_pet
from core.services.scenes import Scene

_OTHERS: Final = FOR_RECALL | {"cancel_booking", "modify_booking", "complaint"}
_SEARCHES: Final = frozenset({"ask_price", "ask_availability", "book"})
# A question by its mark or by how it begins, before anything is cut.
_MAY_ASK: Final = re.compile(
    r"\?|\b(?:wait|hold on|espera|pera|para|can|could|do|does|is|are|how|what|where|when|which|como|que|cual|donde"
    r"|cuando|cuanto|hay|tiene\w*|tenes|acept\w*|se puede|puedo|podemos|tem|aceit\w*|posso|onde|quando|quanto|qual"
    r"|da pra|factura|invoice|nota fiscal)\b"
)


def asked_beside(meant: Understanding, does: Callable[[str], bool]) -> Halves | None:
    found = halved(meant.text, does) if _MAY_ASK.search(normalise(meant.text)) else None
    return found if found is not None and (found.asks or found.doubts) else None


def plainly_asked(scene: Scene, halves: Halves | None) -> Understanding | None:
    """Wishes, days and people beside a choice are heard with it, as one."""
    if halves is None or stay_wishes.told(halves.rest) or brings_a_pet(halves.rest):
        return None
    rest = hearing.hear(replace(scene, part=halves.rest))
    rest = rest if rest.answer and rest.names - ANSWERS else about_what_is_known(scene, rest)
    if rest.names == {"ask_price"} and rest.entities.amenities:
        rest = replace(rest, intents=(Guess("ask_amenity", rest.right),))  # what the car costs
    if rest.names & sealed.BESIDE and not tells_of_the_stay(rest):
        rest = replace(rest, intents=tuple(one for one in rest.intents if one.name not in ROOM_WISHES))
    asked = rest.names - COURTESIES
    return rest if asked and asked <= sealed.BESIDE and not tells_of_the_stay(rest) else None


def another_matter(scene: Scene, halves: Halves) -> Understanding | None:
    """Asked beside a choice, and of no stay: it is served as if it had come alone."""
    if not halves.asks or stay_wishes.told(halves.rest) or names_a_pet(halves.rest):
        return None
    rest = hearing.hear(sealed.alone(replace(scene, part=halves.rest)))
    others = rest.names & (_OTHERS | _SEARCHES)
    return None if others or tells_of_the_stay(rest) else rest
