"""What was understood of a wish so far, told back before what is missing is asked for in other words."""

from __future__ import annotations

from core.domain.stays import Party
from core.flows.booking.wanted import Wanted
from core.services import words
from core.services.scenes import Scene


def told(scene: Scene, wanted: Wanted) -> str:
    """ "So far: Sat, Feb 6 – Tue, Feb 9, 2 adults and 2 children."; nothing where nothing is known."""
    known = [one for one in (_days(scene, wanted), people(scene, wanted)) if one]
    return scene.say("booking.so_far", what="; ".join(known)) if known else ""


def _days(scene: Scene, wanted: Wanted) -> str:
    if wanted.nights is not None:
        return words.dates(scene, wanted.nights)
    stay = wanted.stay
    if stay.check_in is not None:
        return scene.say("booking.arriving", day=words.day(scene, stay.check_in))
    return words.nights(scene, stay.nights) if stay.nights else ""


def people(scene: Scene, wanted: Wanted) -> str:
    """Children whose ages are still to be told are counted; those who have one are told with it."""
    if wanted.people is not None:
        return words.people(scene, wanted.people)
    party = wanted.party
    grown = [words.people(scene, Party(party.adults))] if party.adults else []
    count = party.children or 0
    if count:
        key = "booking.child_counted" if count == 1 else "booking.children_counted"
        grown.append(scene.say(key, count=str(count)))
    return scene.list_of(grown) if grown else ""
