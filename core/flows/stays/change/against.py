"""What is to be different about a booked stay, its days read against those that are booked.

"Que sea del 9 al 11", of a stay in January, is of January, whichever ninth comes first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.stays import Party, Stay
from core.flows.heard.context import clock_of, context_of
from core.flows.stays import which
from core.flows.stays.change import change_wished, who_comes
from core.flows.stays.progress import Matter
from core.flows.understand import StayReading, Understanding, read
from core.flows.understand.answers.halves import is_on_terms
from core.flows.understand.answers.questions import asks
from core.flows.understand.answers.taking import agrees, is_led_by_yes, sums_up
from core.flows.understand.answers.wavering import wavers
from core.flows.understand.days.shifted import shifted
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.stay import Span, Talk
from core.flows.understand.text import normalise
from core.flows.understand.wishes import stay_wishes
from core.services.own_stays import Booking
from core.services.scenes import Scene

_NEAR: Final = 14
_ONE_MORE_OFF: Final = re.compile(
    r"\b(?:otr[oa]s?|outr[oa]s?|another|additional|adicional|tambien|tambem|also|too|still|todavia|ainda"
    r"|(?:y|e|and) (?:una|uma|one)|(?:menos|less|fewer) (?:mas|mais|more))\b"
)
# "So what other days could it be" asks, and sums nothing up.
_THEN: Final = re.compile(r"^(?:(?:so|then|ok|entonces|entao|o sea|ou seja|y|e|and)\b[ ,]*)+")
_OF_A_YES: Final = COURTESIES | {
    "yes", "inform", "confirm_booking", "modify_booking", "book", "ask_availability", "out_of_scope", "booking_status"
}  # fmt: skip


def changes(
    scene: Scene, booking: Booking, meant: Understanding, proposed: Stay | None = None
) -> dict[str, Any]:
    """Against the days that were proposed last, where there are any."""
    known = proposed or booking.nights
    told_of = StayReading(known.check_in, known.check_out, known.length)
    if not (meant.stay.check_in or meant.stay.check_out):
        moved = shifted(meant.text, meant.language.spoken, clock_of(scene), told_of)
        return change_wished.read(replace(meant, stay=moved) if moved is not None else meant)
    span = Span(known.check_in, known.check_out)
    context = replace(context_of(scene), stay=told_of, month=None, talk=Talk((span,)))
    said = read(meant.text, context).stay
    told = said.check_in or said.check_out
    if meant.stay.extra_nights and (said.check_in, said.check_out) == (known.check_in, known.check_out):
        return change_wished.read(
            replace(meant, stay=replace(meant.stay, check_in=None, check_out=None, nights=None))
        )
    return change_wished.read(replace(meant, stay=said) if told else meant)


def fewer_as_proposed(booking: Booking, meant: Understanding, stay: Stay) -> bool:
    """ "One night less?", said to a stay that was just made that much shorter, takes no other night off."""
    another = _ONE_MORE_OFF.search(normalise(meant.text)) is not None
    fewer = meant.stay.extra_nights or 0
    return fewer < 0 and not another and not meant.stay and fewer == stay.length - booking.nights.length


def tells_the_same(scene: Scene, booking: Booking, meant: Understanding, stay: Stay, party: Party) -> bool:
    """ "Yes, till the 26th", of a stay that was just proposed until then: told once more, and not anew."""
    back = is_led_by_yes(meant.text) or (
        sums_up(meant.text) and _ONE_MORE_OFF.search(normalise(meant.text)) is None
    )
    if not back or asks(_THEN.sub("", normalise(meant.text))) or wavers(meant.text):
        return False
    if meant.entities.rooms or meant.entities.room_type or is_on_terms(meant.text, agrees):
        return False
    if not meant.names <= _OF_A_YES or stay_wishes.told(meant.text):
        return False
    said = [changes(scene, booking, meant, of) for of in (None, stay)]
    return any(_comes_to(booking, one, stay, party) for one in said if one)


def _comes_to(booking: Booking, said: dict[str, Any], stay: Stay, party: Party) -> bool:
    """Whether what was said, where it says anything, is what was proposed; a day alone may be either end."""
    days = (said.get("check_in"), said.get("check_out"))
    ends = (stay.check_in.isoformat(), stay.check_out.isoformat())
    if days == (ends[1], None):
        days = (None, ends[1])
    if any(day not in (None, end) for day, end in zip(days, ends, strict=True)):
        return False
    if said.get("nights") not in (None, stay.length):
        return False
    if said.get("more") and not any(days) and said["more"] != stay.length - booking.nights.length:
        return False
    who = who_comes.of_those_booked(booking, said)
    heads = who.get("adults", party.adults), who.get("children") or len(party.children)
    return heads == (party.adults, len(party.children))


def with_another_day(booking: Booking, proposed: Stay, number: int) -> dict[str, str]:
    """The end that was to be another one has this number instead; where both were, the whole stay begins on it."""
    whole = proposed.check_in != booking.check_in and proposed.check_out != booking.check_out
    leaves = proposed.check_in == booking.check_in
    old = proposed.check_out if leaves else proposed.check_in
    near = (old + timedelta(days=by) for by in sorted(range(-_NEAR, _NEAR + 1), key=abs))
    new = next((day for day in near if day.day == number), None)
    if new is None:
        return {}
    after = (
        (new, new + timedelta(days=proposed.length)) if whole
        else (proposed.check_in, new) if leaves
        else (new, proposed.check_out)
    )  # fmt: skip
    return (
        {"check_in": after[0].isoformat(), "check_out": after[1].isoformat()} if after[0] < after[1] else {}
    )


def changes_of_theirs(session: Session, scene: Scene, meant: Understanding) -> dict[str, Any]:
    """Where it is not clear yet which booking is meant the days stay as they were read."""
    codes = which.codes_in(meant)
    named = which.find(session, scene, codes, meant) if codes else None
    found = [named] if named is not None else which.candidates(session, scene, Matter.CHANGE)
    return changes(scene, found[0], meant) if len(found) == 1 else change_wished.read(meant)
