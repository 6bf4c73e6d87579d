"""What was put before them in place of a hold is refused, and more is said: it stays as it was, and the rest is served.

"Carísimo la familiar, dejalo así, somos 2 nomás. ¿Cuánto pagué yo?" wants neither the room nor the people asked about.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Memory
from core.flows.booking import asking
from core.flows.booking.hold import giving_up, kept, left_as_it_is
from core.flows.booking.money import paying
from core.flows.booking.progress import NAME, awaiting_money
from core.flows.booking.wanted import Wanted, gather, says_anything
from core.flows.flow import Halved
from core.flows.heard import hearing
from core.flows.turn import NOT_UNDERSTOOD, Turn
from core.flows.understand import Understanding
from core.flows.understand.money.dearness import is_too_dear
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services.scenes import Scene
from core.services.showing import Booking

_PIECES: Final = re.compile(r"[.,;:!\n]+|(?<=\?)|\s(?=(?:y|e|and|pero|but|mas|que|so)\s)", re.IGNORECASE)
_LEAD: Final = re.compile(r"(?i)^(?:(?:y|e|and|pero|but|mas|so)\s+)+")
# Said to refuse, and of nothing else.
_REFUSES: Final = re.compile(
    r"(?:(?:n+o+|nao|na+h?|nope|mm+|uf+|uh+|ay|ah|ok|bueno|mejor|melhor|perdon|sorry|desculpa"
    r"|gracias|thanks|thank you"
    r"|obrigad[oa]|please|por favor|porfa|entonces|then|entao|esta|ta|demasiado|muy|muito|too|it'?s"
    r"|eh|che|jaja\w*|lol|kk+|what|wtf|wait|hey|huh|que|q|como|oq|o que|hein|ei|oi|epa|opa|espera|pera|para|stop"
    r"|god|omg|dios|meu deus)(?: |$))+"
)


def heard(session: Session, scene: Scene, meant: Understanding) -> Halved | None:
    booking = money.open_hold(session, scene.conversation) if giving_up.tap_of_a_yes(scene) else None
    if booking is None or left_as_it_is.is_said(session, scene, meant, booking):
        return None
    bits = [_LEAD.sub("", one.strip()) for one in _PIECES.split(scene.words) if any(map(str.isalnum, one))]
    others = [one for one in bits if not left_as_it_is.is_told(one)]
    if len(others) == len(bits) or all(map(refuses_alone, others)):
        return None
    held = kept.wanted_of(session, booking)
    other_people = scene.memory.party.adults not in (None, held.party.adults)
    at = replace(scene, memory=_as_held(scene, booking, held))
    left = [one for one in others if not _goes_with_it(session, at, booking, one)]
    rest = hearing.hear(replace(at, part=", ".join(left))) if left else None
    if rest is not None and says_anything(rest):
        return None
    stands = replace(_stands(session, at, booking, whom=other_people), flow=NAME, by=NAME)
    if rest is None:
        return Halved(at, None, lambda _: stands)
    at = replace(at, part=", ".join(left))
    return Halved(at, rest, joined=lambda turn: _joined(session, at, booking, stands, turn))


def refuses_alone(bit: str) -> bool:
    return _REFUSES.fullmatch(normalise(bit).strip(" ¿?")) is not None


def _as_held(scene: Scene, booking: Booking, held: Wanted) -> Memory:
    """Of the days and people that were asked about nothing is left."""
    here = awaiting_money(scene, booking.id).to_json()
    return replace(
        scene.memory, stay=held.stay, party=held.party, before=None, asked=None, flow=NAME, data=here
    )


def _goes_with_it(session: Session, at: Scene, booking: Booking, bit: str) -> bool:
    """A bare no, a word of the price, or once more what is held: its people, its days, its room."""
    if refuses_alone(bit):
        return True
    if "?" in bit:
        return False
    if is_too_dear(bit, priced=True):
        return True
    said = hearing.hear_words(at, bit)
    if not says_anything(said) or said.names & {"cancel_booking"}:
        return False
    named = kept.as_named(session, bit, gather(at, said, None))
    return kept.is_wanted(session, booking, named) or _says_no_to_it(session, booking, said, bit)


def _says_no_to_it(session: Session, booking: Booking, said: Understanding, bit: str) -> bool:
    """ "La familiar no": the room that was put before them."""
    only_a_room = not said.stay and said.party is None and said.entities.people is None
    refuses = re.search(r"\b(?:n+o+|nao|not|sin|sem)\b", normalise(bit)) is not None
    return only_a_room and refuses and kept.named_instead(session, bit, booking) is not None


def _stands(session: Session, at: Scene, booking: Booking, *, whom: bool) -> Turn:
    turn = paying.as_held(session, at, booking, for_whom=whom, when=not whom)
    return asking.lead_with(turn, at.say("stay.left_as_it_was"))


def _joined(session: Session, at: Scene, booking: Booking, stands: Turn, turn: Turn) -> Turn:
    if not turn.says or turn.step in NOT_UNDERSTOOD:
        return stands
    said = f"{at.say('stay.left_as_it_was')}\n\n{kept.in_words(session, at, booking)}"
    memory = {**stands.memory, **turn.memory}
    return replace(asking.lead_with(turn, said), memory=memory)
