"""A hold given up, or let go for another one: asked before, and with the truth about money that was sent already."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking import kept
from core.flows.booking.asking import WISH, going, how_old, in_few_words
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import Wanted
from core.flows.flow import tap_id
from core.flows.handover import hand_over, promise
from core.flows.turn import Turn
from core.services import paying, words
from core.services.scenes import Scene
from core.services.showing import Booking

_UNKNOWN: Final = {Step.PEOPLE: About.PEOPLE, Step.AGES: About.AGES}


def ask_to_give_up(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn:
    options = (
        Option(tap_id(NAME, "release"), scene.say("button.release")),
        Option(tap_id(NAME, "keep"), scene.say("button.keep")),
    )
    key = "booking.ask_release_checked" if paying.is_checked(session, booking) else "booking.ask_release"
    content = Buttons(scene.say(key, what=kept.of_hold(session, scene, booking)), options)
    asked = Asked.among(options, About.YES_OR_NO)
    progress = Progress(Step.GIVE_UP, booking=booking.id, apart=wanted.apart)
    return going(progress, wanted, content, asked, "asked_to_release")


def ask_to_swap(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, *, left: bool = False
) -> Turn:
    """Other dates or people while a room is held: it is let go only when the guest says so.

    Who comes now is said first, and asked where it is not known: nothing is let go for a guess.
    """
    progress = Progress(Step.PAY, booking=booking.id, apart=wanted.apart)
    if (about := _UNKNOWN.get(wanted.missing) if wanted.missing else None) is not None:
        said = how_old(scene, wanted.party, left=left) if about is About.AGES else in_few_words(scene, wanted)
        return going(progress, wanted, Text(said), Asked(about), f"asked_{wanted.missing}")
    options = (
        Option(tap_id(NAME, "swap"), scene.say("button.swap")),
        Option(tap_id(NAME, "keep"), scene.say("button.keep")),
    )
    key = "booking.ask_swap_checked" if paying.is_checked(session, booking) else "booking.ask_swap"
    body = scene.say(key, what=kept.of_hold(session, scene, booking))
    people, held = wanted.people, kept.wanted_of(session, booking).people
    if people is not None and people != held:
        body = f"{scene.say('booking.noted_people', people=words.people(scene, people))}\n\n{body}"
    content = Buttons(body, options)
    asked = Asked.among(options)
    return going(progress, wanted, content, asked, "asked_to_swap")


def give_up(session: Session, scene: Scene, booking: Booking) -> Turn:
    return released(scene, booking, checked=paying.let_go(session, booking))


def released(scene: Scene, booking: Booking, *, checked: bool) -> Turn:
    """Let go. Whose transfer is still being looked for hears who will write about it, and by when."""
    if not checked:
        said = scene.say("booking.released")
        return Turn(says=(Text(said),), memory={"misses": 0}, step="released", wish=WISH)
    said = f"{scene.say('booking.released_checked', code=booking.code)} {promise(scene, Reason.ASKED)}"
    turn = hand_over(scene, Reason.BOOKING, "released_with_receipt")
    return replace(turn, says=(Text(said),), facts=(f"booking:{booking.code}",))


def for_another(session: Session, scene: Scene, booking: Booking) -> str:
    """Let go so that something else can be looked for: how that is said."""
    checked = paying.let_go(session, booking)
    return scene.say("booking.released_for_another_checked" if checked else "booking.released_for_another")
