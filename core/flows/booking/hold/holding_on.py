"""A hold that its guest wants to keep, for longer perhaps: nothing is let go, and more time is reception's to give."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.flows.booking.hold import beside_a_hold, kept, wished_otherwise
from core.flows.booking.money import at_hotel, way_said
from core.flows.booking.progress import awaiting_money
from core.flows.booking.search.second_thoughts import no_hurry, thinks_it_over
from core.flows.booking.wanted import says_anything
from core.flows.person.handover import passed_on
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.keeping import (
    asks_for_time,
    does_it_later,
    holds_on,
    keeps_until,
    pays_later_today,
    pays_this_evening,
)
from core.flows.understand.answers.later_on import has_nothing_with_them
from core.flows.understand.days.part_of_stay import beside_the_part, comes_for_a_part
from core.flows.understand.money.paid import says_paid
from core.flows.understand.stay.days_of_money import pays_another_day
from core.flows.understand.text import normalise
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking

_EVENING: Final = 21
_NOTHING_ELSE: Final = frozenset({"inform", "yes", "no", "thanks", "bye", "greet", "out_of_scope"})


def heard(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """The days told with it are none of the stay: what is held stays as it is held."""
    if (later := wants_longer(session, scene, meant, booking)) is not None:
        return later
    rather = wished_otherwise.would_rather(session, meant, booking) is not None
    if holds_on(meant.text) and not (_tells_of_people(meant) or meant.stay.check_in or rather):
        said = f"{scene.say('booking.not_let_go')} {kept.still_kept(session, scene, booking)}"
        return beside_a_hold.told(session, scene, booking, said, "holds_on")
    return None


def wants_longer(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """Until when it is kept, and that more is reception's to give; nothing where others come."""
    late = asks_for_time(meant.text) or does_it_later(meant.text) or _pays_later(meant.text)
    late = (late and not at_hotel.said(meant.text)) or has_nothing_with_them(normalise(meant.text))
    here = awaiting_money(scene, booking.id)
    if not late or wished_otherwise.tells_of_others(session, scene, meant, booking, here):
        return None
    told = kept.still_kept(session, scene, booking)
    if kept.is_checked(booking):
        return beside_a_hold.told(session, scene, booking, told, "is_checked")
    longer = keeps_until(meant.text)
    in_time = not longer and pays_this_evening(meant.text) and reaches_the_evening(scene, booking.hold_until)
    if in_time or (pays_later_today(meant.text) and not longer):
        return beside_a_hold.told(session, scene, booking, told, "is_kept_this_evening")
    said = f"{told} {reception_decides(scene)}"
    turn = beside_a_hold.told(session, scene, booking, said, "asks_for_time")
    return replace(turn, call_person=Reason.ASKED_SERVICE)


def _pays_later(text: str) -> bool:
    """ "I'll wire it first thing tomorrow": told, and neither asked nor done."""
    return "?" not in text and not says_paid(text) and pays_another_day(normalise(text))


def for_a_part(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """Who sleeps there one night of several is no guest of all of them: what that costs is reception's to say."""
    of_theirs = beside_the_part(meant.text) is not None and not says_anything(meant)
    if not of_theirs and not (meant.changes and comes_for_a_part(meant.text)):
        return None
    told = f"{kept.still_kept(session, scene, booking)} {passed_on(scene, Reason.BOOKING)}"
    turn = beside_a_hold.told(session, scene, booking, told, "change_for_a_part_of_it")
    return replace(turn, call_person=Reason.ASKED_SERVICE)


def when_it_counts(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """ "When do you confirm the transfer?": with its receipt; whose receipt is there is waited for by reception."""
    if not way_said.asks_when_it_counts(meant.text):
        return None
    here, checked = awaiting_money(scene, booking.id), kept.is_checked(booking)
    then = passed_on(scene, Reason.ASKED) if checked else ""
    if not checked:
        then = scene.say(
            "booking.counts_when_paid" if here.way == Way.LINK else "booking.counts_with_the_receipt"
        )
    said = f"{kept.still_kept(session, scene, booking)} {then}"
    turn = beside_a_hold.told(session, scene, booking, said, "told_when_it_counts")
    return replace(turn, call_person=Reason.ASKED_SERVICE if checked else None)


def longer_than_it_is_kept(scene: Scene) -> str:
    """Said in the breath that takes the room: until when it is kept is told, and more is reception's to give."""
    asked = (
        asks_for_time(scene.words) and not pays_later_today(scene.words) and not at_hotel.said(scene.words)
    )
    return reception_decides(scene) if asked or keeps_until(scene.words) else ""


def while_they_decide(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """Who thinks it over, or asks at home, hears until when it is kept; an open question stays open."""
    of_else = meant.answer and not meant.names <= _NOTHING_ELSE
    if of_else or says_anything(meant) or not thinks_it_over(meant.text):
        return None
    return no_hurry(scene, kept.still_kept(session, scene, booking))


def reaches_the_evening(scene: Scene, until: datetime | None) -> bool:
    """Whether the hour until which a room is kept comes after this evening has begun."""
    begins = scene.local_now.replace(hour=_EVENING, minute=0, second=0, microsecond=0)
    return until is not None and until >= begins


def reception_decides(scene: Scene) -> str:
    then = passed_on(scene, Reason.ASKED)
    return f"{scene.say('booking.more_time')} {then}"


def _tells_of_people(meant: Understanding) -> bool:
    said = meant.entities
    return meant.party is not None or said.adults is not None or said.children is not None
