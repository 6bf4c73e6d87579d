"""Other days or people while a room is held: looked for first, and the hold stands until the guest takes the new.

The room that is held takes them: a tap changes it in its place. Another room would: it is let go by a tap, and then the
very days that were told are looked for. Money that reception is looking for goes along with the booking: they move it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking.asking import going, how_old, in_few_words, lead_with
from core.flows.booking.hold import (
    beside_a_hold,
    giving_up,
    had_instead,
    kept,
    near_a_hold,
    proposed_instead,
)
from core.flows.booking.offer import offering
from core.flows.booking.progress import NAME, Step, awaiting_money, of
from core.flows.booking.search import low_rooms
from core.flows.booking.wanted import Wanted, remembered
from core.flows.flow import read_tap, tap_id
from core.flows.person.handover import passed_on
from core.flows.stays.change import by_reception
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.own_stay import own_booking, their_days
from core.flows.understand.text import normalise
from core.services import paying, words
from core.services.own_changes import Possible
from core.services.scenes import Scene
from core.services.showing import Booking, Part

_UNKNOWN: Final = {Step.PEOPLE: About.PEOPLE, Step.AGES: About.AGES}


def ask(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, *, left: bool = False, lead: str = ""
) -> Turn:
    """Who comes is asked where it is not known: nothing is looked for by a guess."""
    progress = awaiting_money(scene, booking.id, wanted.apart)
    if (about := _UNKNOWN.get(wanted.missing) if wanted.missing else None) is not None:
        said = how_old(scene, wanted.party, left=left) if about is About.AGES else in_few_words(scene, wanted)
        return going(progress, wanted, Text(said), Asked(about), f"asked_{wanted.missing}")
    if wanted.nights is None or wanted.people is None:
        return which_days(session, scene, booking, lead)
    found = had_instead.in_its_place(session, wanted, booking)
    if isinstance(found, Possible):
        return _led(_may_be_moved(session, scene, wanted, booking, found), lead)
    choices = had_instead.once_let_go(session, scene, wanted, booking)
    sort = had_instead.the_only_one(session, wanted, booking, choices)
    if sort is not None:
        any_rooms = had_instead.in_any_rooms(wanted)
        only = replace(any_rooms, party=replace(any_rooms.party, room_type=sort.slug))
        found_there = had_instead.in_its_place(session, only, booking)
        if isinstance(found_there, Possible):
            turn = _led(_may_be_moved(session, scene, only, booking, found_there), lead)
            return replace(turn, memory={**turn.memory, **wanted.memory})
    if not choices:
        facts = {"dates": words.dates(scene, wanted.nights), "people": words.people(scene, wanted.people)}
        why = scene.say("stay.change_not", **facts)
        if found is not None:
            why = by_reception.reason(session, scene, booking, wanted.nights, wanted.people, found)
        if near := near_a_hold.look(session, scene, wanted, booking):
            return _near_it(session, scene, wanted, booking, near, lead)
        return _stays_as_it_is(session, scene, booking, f"{lead} {why}".strip())
    return _choices_told(session, scene, wanted, booking, choices, lead)


def _choices_told(
    session: Session,
    scene: Scene,
    wanted: Wanted,
    booking: Booking,
    choices: Sequence[tuple[Part, ...]],
    lead: str = "",
) -> Turn:
    """Rooms that can be had in its place; that the one they named is not among them is said first."""
    named = near_a_hold.why_not_the_named(session, scene, wanted, booking, choices)
    told = beside_a_hold.others_there_are(scene, wanted, choices, paying.price(session, booking))
    adapted = low_rooms.which_are_adapted(session, scene, choices)
    return _may_be_let_go(session, scene, wanted, booking, [lead, named, told, adapted])


def all_there_are(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn:
    """Every room that would take them on these nights, the held sort among them."""
    choices = had_instead.once_let_go(session, scene, wanted, booking)
    return (
        _choices_told(session, scene, wanted, booking, choices)
        if choices
        else ask(session, scene, wanted, booking)
    )


def _led(turn: Turn, lead: str) -> Turn:
    return lead_with(turn, lead, "\n") if lead else turn


def asked_again(session: Session, scene: Scene, booking: Booking) -> Turn | None:
    """What was put before them in place of the hold, as it is by now; nothing where no such question is open."""
    tap = read_tap(giving_up.tap_of_a_yes(scene))
    if tap is None:
        return None
    return ask(session, scene, proposed_instead.proposed(tap.rest, remembered(scene, of(scene))), booking)


def heard(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """Words about what was put before them, or about other days that nobody has told yet."""
    tap = read_tap(giving_up.tap_of_a_yes(scene))
    if tap is not None and own_booking.asks_its_price(meant):
        return _its_price(
            session, scene, proposed_instead.proposed(tap.rest, remembered(scene, of(scene))), booking
        )
    if their_days.wants_other_dates(normalise(meant.text)) and not meant.stay:
        return which_days(session, scene, booking)
    return None


def _its_price(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn:
    """Of what they have read already the price alone, and the question once more."""
    found = had_instead.in_its_place(session, wanted, booking)
    if not isinstance(found, Possible):
        return ask(session, scene, wanted, booking)
    return _may_be_moved(session, scene, wanted, booking, found, brief=True)


def which_days(session: Session, scene: Scene, booking: Booking, lead: str = "") -> Turn:
    """Something is to be different, and nobody has said what: the hold stands meanwhile."""
    held = kept.wanted_of(session, booking)
    stay, people = kept.nights(session, booking), held.people
    who = words.people(scene, people) if people is not None else ""
    asks = scene.say("stay.change_what", code=booking.code, dates=words.dates(scene, stay), people=who)
    beside = scene.say("booking.money_goes_along") if kept.is_checked(booking) else ""
    body = "\n".join(part for part in (lead, asks, beside) if part)
    progress = awaiting_money(scene, booking.id)
    return going(progress, held, Text(body), Asked(About.OTHER), "asked_what_to_change")


def _may_be_moved(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, found: Possible, *, brief: bool = False
) -> Turn:
    """As it would be, with its price and by how much that moves; `brief`: of what they have read that alone."""
    other = had_instead.another_sort(session, wanted, booking)
    name = other.name(scene.language) if other is not None else ""
    told = by_reception.becomes(session, scene, booking, found, name)
    lines = told[-1:] if brief else told
    if kept.is_checked(booking):
        return _by_reception(scene, wanted, booking, lines)
    sort = (other.slug,) if other is not None else ()
    stamp = (*proposed_instead.stamp(wanted), str(found.quote.total.minor), *sort)
    options = (
        Option(tap_id(NAME, "move", *stamp), scene.say("button.change_it")),
        Option(tap_id(NAME, "swap", *proposed_instead.stamp(wanted)), scene.say("button.swap")),
        Option(tap_id(NAME, "keep"), scene.say("button.keep")),
    )
    return _asked(scene, wanted, booking, [*lines, scene.say("stay.change_ask")], options)


def _may_be_let_go(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, lines: Sequence[str]
) -> Turn:
    if kept.is_checked(booking):
        return _by_reception(scene, wanted, booking, lines)
    asks = scene.say("booking.ask_swap", what=kept.of_hold(session, scene, booking))
    options = (
        Option(tap_id(NAME, "swap", *proposed_instead.stamp(wanted)), scene.say("button.swap")),
        Option(tap_id(NAME, "keep"), scene.say("button.keep")),
    )
    return _asked(scene, wanted, booking, [*lines, asks], options)


def _asked(
    scene: Scene, wanted: Wanted, booking: Booking, lines: Sequence[str], options: tuple[Option, ...]
) -> Turn:
    body = "\n".join(line for line in lines if line)
    progress = awaiting_money(scene, booking.id, wanted.apart)
    asked = Asked.among(options, About.YES_OR_NO)
    return going(progress, wanted, Buttons(body, options), asked, "asked_to_swap")


def _by_reception(scene: Scene, wanted: Wanted, booking: Booking, lines: Sequence[str]) -> Turn:
    """Its money is being looked for: nothing is let go, and reception moves both together to what was told."""
    then = passed_on(scene, Reason.BOOKING)
    said = [*lines, f"{scene.say('booking.money_goes_along')} {then}"]
    progress = awaiting_money(scene, booking.id)
    body = "\n".join(line for line in said if line)
    facts = (f"booking:{booking.code}",)
    turn = going(progress, wanted, Text(body), None, "change_of_a_checked_hold", facts)
    return replace(turn, call_person=Reason.ASKED_SERVICE)


def _near_it(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, near: near_a_hold.Near, lead: str
) -> Turn:
    """These very nights can be had by changing rooms on the way: that is asked for a yes. Other days are told, and the
    hold stands as it is."""
    why = f"{lead} {near.said}".strip()
    if not near.same_nights:
        then = f"{kept.still_kept(session, scene, booking)} {scene.say('booking.rather_another')}"
        if kept.is_checked(booking):
            return _by_reception(scene, kept.wanted_of(session, booking), booking, [why])
        return beside_a_hold.told(session, scene, booking, f"{why}\n{then}", "told_what_is_near")
    turn = _may_be_let_go(session, scene, wanted, booking, [why])
    return replace(turn, memory={**turn.memory, **kept.wanted_of(session, booking).memory})


def _stays_as_it_is(session: Session, scene: Scene, booking: Booking, why: str) -> Turn:
    """Nobody lets go of a room for nights that are not to be had."""
    told = f"{why} {kept.still_kept(session, scene, booking)}"
    progress = awaiting_money(scene, booking.id)
    return going(progress, kept.wanted_of(session, booking), Text(told), None, "nights_not_to_be_had")


def let_go(session: Session, scene: Scene, wanted: Wanted, booking: Booking) -> Turn:
    """Let go, and what was wished for instead is looked for."""
    return offering.go(session, scene, wanted, lead=giving_up.for_another(session, scene, booking))
