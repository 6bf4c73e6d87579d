"""To be paid once more? What came stays on the booking; of a sum that they name, what would be left is reckoned.

Nobody can see yet whether it came: the sum is the guest's word, and reception looks.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.domain.money import Money
from core.flows.understand.money import paid_again
from core.services import paying, words
from core.services.scenes import Scene
from core.services.showing import Booking


def told(session: Session, scene: Scene, booking: Booking) -> str:
    counts = scene.say("booking.paid_counts")
    named, due = paid_again.sum_paid(scene.words), paying.due(session, booking)
    if named is None:
        return counts
    paid = Money.of(named, due.currency)
    sums = {"paid": words.money(scene, paid), "due": words.money(scene, due)}
    if paid.minor >= due.minor:
        return f"{counts} {scene.say('booking.paid_covers', **sums)}"
    left = words.money(scene, due - paid)
    return f"{counts} {scene.say('booking.paid_leaves', left=left, **sums)}"
