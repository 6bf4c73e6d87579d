"""A change that cannot be: why not, and which other days the same people could have."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.memory import Asked
from core.domain.outgoing import Menu, Option, Section
from core.domain.refusals import Refusal
from core.domain.so_far import Named
from core.domain.stays import Party, Stay, Wish
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.stays.change import by_reception
from core.flows.stays.progress import NAME, Matter, Progress, Request, Step, going
from core.flows.turn import Turn
from core.services import offers, words
from core.services.own_stays import Booking
from core.services.scenes import Scene


def offer(session: Session, scene: Scene, booking: Booking, stay: Stay, party: Party, why: Refusal) -> Turn:
    """Why not, and what else could be had for the same people; the stay itself remains as it is meanwhile."""
    wish = Wish(stay.check_in, stay.check_out, party.adults, party.children, _slug(booking), 1)
    others = [one for one in offers.search(session, scene.hotel, wish).alternatives if len(one.parts) == 1]
    rows = [
        Option(
            tap_id(NAME, "to", booking.code, one.stay.check_in.isoformat(), one.stay.check_out.isoformat()),
            words.short_dates(scene, one.stay)[:24],
            words.money(scene, one.total),
        )
        for one in others
        if one.parts[0].room_type.id == booking.room_type_id and len(one.parts[0].quotes) == 1
    ]
    facts = {"dates": words.dates(scene, stay), "people": words.people(scene, party)}
    reason = scene.say("stay.change_not", **facts)
    if not rows:
        return by_reception.because(session, scene, booking, stay, party, why)
    rows.append(Option(welcome.PERSON, scene.say("button.person")))
    content = Menu(
        f"{reason} {scene.say('stay.change_instead')}",
        scene.say("button.offers"),
        (Section(scene.say("booking.section"), tuple(rows)),),
    )
    asked = Asked.among(rows)
    here = Progress(Step.CHANGES, Request(Matter.CHANGE), booking.code)
    turn = going(scene, here, content, asked, "offered_other_dates")
    return replace(turn, memory={**turn.memory, "named": Named()})


def _slug(booking: Booking) -> str | None:
    return booking.agreed.room_type if booking.agreed is not None else None
