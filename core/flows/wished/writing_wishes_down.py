"""Wishes go onto the booking and to reception, and the guest hears what becomes of each."""

from __future__ import annotations

from sqlalchemy.orm import Session

from core.flows.booking.notes import hour_of_coming, names_counted, noted
from core.flows.facts import fetching, telling
from core.flows.turn import NOTED_WISH, Answer
from core.flows.understand.wishes.stay_wishes import PART, StayWish
from core.services.own_stays import Booking
from core.services.scenes import Scene


def written_down(
    session: Session, scene: Scene, booking: Booking | None, wishes: tuple[StayWish, ...]
) -> Answer:
    lacking = {wish.kind for wish in wishes if wish.wanted and noted.is_lacking(scene, wish.kind)}
    wanted = [wish for wish in wishes if wish.wanted and wish.kind not in lacking]
    dropped = [wish for wish in wishes if not wish.wanted]
    lines = []
    if booking is not None:
        for wish in (*wanted, *dropped):
            noted.keep(session, scene, booking, wish.kind, wish.sentence, wanted=wish.wanted)
    if dropped:
        lines.append(_of(scene, booking, "taken_off" if booking is not None else "not_to_come", dropped))
    expected = hour_of_coming.of_a_late_one(session, scene, booking, wanted)
    wanted_beside = [wish for wish in wanted if not (expected and wish.kind == noted.LATE)]
    lines += expected
    if wanted_beside:
        lines.append(_of(scene, booking, "wish" if booking is not None else "to_come", wanted_beside))
    known = [
        (kind, fact) for kind, wish in {wish.kind: wish for wish in wishes if wish.wanted}.items()
        if (fact := noted.fact_of(scene, kind)) is not None
        and not fetching.is_a_car_from_elsewhere(fact, wish.sentence)
    ]  # fmt: skip
    lines += [telling.fact(session, scene, fact) for _kind, fact in known]
    lines += names_counted.more_than_booked(session, scene, booking, wanted)
    if any(wish.kind == PART for wish in wanted):
        lines.append(scene.say("noted.priced_for_all_nights"))
    elif noted.are_unsure(session, scene, booking, [wish.kind for wish in wanted]):
        lines.append(scene.say("noted.only_a_wish"))
    of_it = (f"booking:{booking.code}",) if booking is not None else ()
    facts = (*of_it, *telling.names_of(fact for _kind, fact in known))
    return Answer(NOTED_WISH, "\n".join(lines), facts=facts)


def _of(scene: Scene, booking: Booking | None, key: str, wishes: list[StayWish]) -> str:
    names = noted.names(scene, [wish.kind for wish in wishes], wishes)
    return scene.say(f"noted.{key}", wishes=names, **({"code": booking.code} if booking is not None else {}))
