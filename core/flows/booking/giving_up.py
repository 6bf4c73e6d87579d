"""A hold given up, or let go for another one: asked before, and with the truth about money that was sent already."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option, Text
from core.domain.refusals import Refusal
from core.flows.booking import kept, offering
from core.flows.booking.asking import WISH, going, how_old, in_few_words
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import Wanted, says_anything
from core.flows.flow import tap_id
from core.flows.handover import hand_over, promise
from core.flows.stays import by_reception
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services import own_changes, paying, showing, words
from core.services.scenes import Scene
from core.services.showing import Booking

_SWAP: Final = tap_id(NAME, "swap")
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
    session: Session,
    scene: Scene,
    wanted: Wanted,
    booking: Booking,
    *,
    left: bool = False,
    longer: bool = False,
) -> Turn:
    """Other dates or people while a room is held: it is let go only when the guest says so.

    Who comes now is said first, and asked where it is not known: nothing is let go for a guess. Of a stay that is to be
    `longer` or shorter the price is told with it.
    """
    progress = Progress(Step.PAY, booking=booking.id, apart=wanted.apart)
    if (about := _UNKNOWN.get(wanted.missing) if wanted.missing else None) is not None:
        said = how_old(scene, wanted.party, left=left) if about is About.AGES else in_few_words(scene, wanted)
        return going(progress, wanted, Text(said), Asked(about), f"asked_{wanted.missing}")
    kind = booking.agreed.room_type if booking.agreed is not None else None
    wanted = replace(wanted, party=replace(wanted.party, room_type=kind)) if longer else wanted
    if longer and (would_be := _as_it_would_be(session, scene, wanted, booking)) is not None:
        found, said = would_be
        if not found:
            return _stays_as_it_is(session, scene, booking, said)
        return _asked_to_swap(scene, wanted, booking, f"{said}\n\n{_question(session, scene, booking)}")
    body = _question(session, scene, booking)
    people, held = wanted.people, kept.wanted_of(session, booking).people
    if people is not None and people != held:
        body = f"{scene.say('booking.noted_people', people=words.people(scene, people))}\n\n{body}"
    return _asked_to_swap(scene, wanted, booking, body)


def _question(session: Session, scene: Scene, booking: Booking) -> str:
    key = "booking.ask_swap_checked" if paying.is_checked(session, booking) else "booking.ask_swap"
    return scene.say(key, what=kept.of_hold(session, scene, booking))


def _asked_to_swap(scene: Scene, wanted: Wanted, booking: Booking, body: str) -> Turn:
    options = (
        Option(_SWAP, scene.say("button.swap")),
        Option(tap_id(NAME, "keep"), scene.say("button.keep")),
    )
    asked = Asked.among(options, About.YES_OR_NO)
    progress = Progress(Step.PAY, booking=booking.id, apart=wanted.apart)
    return going(progress, wanted, Buttons(body, options), asked, "asked_to_swap")


def _as_it_would_be(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking
) -> tuple[bool, str] | None:
    """The room that is held for the other nights: at its price, or why it is not to be had for them."""
    stay, people = wanted.nights, wanted.people
    if stay is None or people is None or len(showing.together(session, booking.id)) > 1:
        return None
    found = own_changes.look(session, booking, stay, people)
    if isinstance(found, Refusal):
        return False, by_reception.reason(session, scene, booking, stay, people, found)
    return True, "\n".join(by_reception.becomes(session, scene, booking, found))


def _stays_as_it_is(session: Session, scene: Scene, booking: Booking, why: str) -> Turn:
    """Nobody lets go of a room for nights that are not to be had."""
    told = f"{why} {kept.still_kept(session, scene, booking)}"
    progress = Progress(Step.PAY, booking=booking.id)
    return going(progress, kept.wanted_of(session, booking), Text(told), None, "nights_not_to_be_had")


def was_asked(scene: Scene, meant: Understanding, here: Progress) -> bool:
    """Whether a yes or no says what becomes of the hold."""
    swaps = scene.memory.asked is not None and _SWAP in scene.memory.asked.options
    return here.step is Step.GIVE_UP or (swaps and not says_anything(meant))


def agreed(session: Session, scene: Scene, wanted: Wanted, booking: Booking, here: Progress) -> Turn:
    if here.step is Step.GIVE_UP:
        return give_up(session, scene, booking)
    return swap(session, scene, wanted, booking)


def swap(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn:
    """Let go, and what was wished for instead is looked for."""
    return offering.go(session, scene, wanted, lead=for_another(session, scene, booking))


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
