"""Whoever has made the transfer and has no photo of it: noted for reception, who look for it by the sender's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.flows.booking import progress
from core.flows.booking.asking import going
from core.flows.booking.hold import beside_a_hold, kept
from core.flows.booking.money import way_said
from core.flows.booking.progress import NAME, awaiting_money
from core.flows.booking.wanted import Wanted
from core.flows.person.handover import passed_on
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.money.paid import says_paid
from core.flows.understand.money.told_paid import has_no_proof
from core.flows.understand.text import normalise
from core.services import claims, handovers, paying, scenes
from core.services import words as words_of
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking

_LATELY: Final = 4


def told(session: Session, scene: Scene, meant: Understanding, of: Booking | None = None) -> Turn | None:
    """Of that hold, else of the one that is talked of."""
    if meant.names & FOR_RECALL or not _is_said(scene, meant.text):
        return None
    booking = of or paying.open_hold(session, scene.conversation)
    noted = booking is not None and _mark(scene) in booking.notes
    if booking is None or (kept.is_checked(booking) and not noted):
        return None
    if Way.TRANSFER not in paying.ways(session, scene.hotel, booking):
        return None
    words = " ".join(meant.text.split())
    if not noted:
        paying.write_down(session, booking, f"{_mark(scene)} {words}")
    key = "booking.without_proof_already" if noted else "booking.without_proof"
    then = passed_on(scene, Reason.BOOKING)
    said = scene.say(key, code=booking.code)
    if noted:
        return _turn(session, scene, booking, said)
    if (until := claims.stop_the_clock(session, booking, _looked_for_by(session, scene))) is not None:
        said = f"{said} {scene.say('booking.kept_meanwhile', until=words_of.hour(scene, until))}"
    return _turn(session, scene, booking, f"{said} {then}")


def _looked_for_by(session: Session, scene: Scene) -> datetime:
    """When reception is to answer: what was promised already, where somebody is awaited."""
    by = handovers.promised(session, scene.conversation) if scene.somebody_is_awaited else None
    return by or scenes.promised_by(scene, Reason.BOOKING)


def not_seen_yet(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn:
    """Said to be paid, with nothing to show for it yet: a transfer gets the hold some time, a link comes by itself."""
    later = Way.TRANSFER in paying.ways(session, scene.hotel) and way_said.sends_proof_later(scene.words)
    said = scene.say("booking.waits_for_photo") if later else nothing_seen(session, scene)
    said = f"{said} {kept.longer_by_a_claim(session, scene, booking)}".strip()
    here = awaiting_money(scene, booking.id, wanted.apart)
    return going(here, wanted, Text(said), None, "says_paid", (f"booking:{booking.code}",))


def nothing_seen(session: Session, scene: Scene) -> str:
    """What to do about it by the way it was paid; where that is not known, by either."""
    way = _way_of(session, scene)
    known = f"_{way}" if way in (Way.LINK, Way.TRANSFER) else ""
    return scene.say(f"booking.not_seen_yet{known}")


def _way_of(session: Session, scene: Scene) -> Way | None:
    """As these very words say, else as was chosen before; where there is but one, that one."""
    ways, here = paying.ways(session, scene.hotel), progress.of(scene)
    if Way.TRANSFER not in ways:
        return Way.LINK
    if way_said.TRANSFER.search(normalise(scene.words)) or Way.LINK not in ways:
        return Way.TRANSFER
    if way_said.by_card(scene.words):
        return Way.LINK
    return Way(here.way) if here is not None and here.way else None


def _is_said(scene: Scene, text: str) -> bool:
    """In one message, or one after the other."""
    no_proof, paid = has_no_proof(text), says_paid(text)
    if not (no_proof or paid) or way_said.asks_how_to_send(text):
        return False
    if no_proof and paid:
        return True
    lately = [words for words in scene.memory.said_before(_LATELY) if words.strip()]
    before_paid = any(map(says_paid, lately))
    before_none = any(map(has_no_proof, lately))
    return (no_proof and before_paid) or (paid and before_paid and before_none)


def _mark(scene: Scene) -> str:
    return scene.voice.say(scene.hotel.language, "booking.without_proof_note", words="").strip()


def _turn(session: Session, scene: Scene, booking: Booking, said: str) -> Turn:
    turn = beside_a_hold.told(session, scene, booking, said, "paid_without_proof")
    return replace(turn, flow=NAME, by=NAME, call_person=Reason.BOOKING)
