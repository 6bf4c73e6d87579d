"""What a message adds to what is remembered of stay and people; what it says anew replaces what was said before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.domain.memory import About, Memory, Party, StaySoFar, from_json
from core.domain.so_far import Before
from core.flows.booking.progress import NAME as BOOKING
from core.flows.heard import who_comes
from core.flows.understand import StayReading, Understanding
from core.flows.understand.own_stay.whose_name import asks_whose_name
from core.flows.understand.text import normalise
from core.flows.understand.wishes import who_sleeps_there
from core.services.scenes import Scene


def known_before(scene: Scene) -> Memory:
    """As it was when this message came."""
    return from_json(scene.conversation.state).as_of(scene.now, scene.local_now.date())


def as_before(scene: Scene) -> Memory:
    """The days and the people of this message are none of the stay: two single beds are no two people."""
    known = known_before(scene)
    return replace(scene.memory, stay=known.stay, party=known.party, named=known.named, before=known.before)


def gathered(memory: Memory, meant: Understanding | None) -> Memory:
    """Memory with what this message adds, if it says anything."""
    if meant is None:
        return memory
    name = _their_own(memory, meant) or memory.name
    # One more night of a stay that is booked already changes no wish.
    said = meant.stay if memory.flow == BOOKING else replace(meant.stay, extra_nights=None)
    stay = _stay(memory.stay, said)
    party = who_comes.after(memory, meant, stay.check_in)
    if meant.undoes and (was := memory.before) is not None:
        stay = stay if meant.stay else was.stay or memory.stay
        party = was.party or memory.party
        return replace(memory, stay=stay, party=party, named=was.named, before=None, name=name)
    party = who_comes.with_ages_told_before(memory, party)
    before = memory.before if meant.again else _before(memory, stay, party)
    named = memory.named if meant.named is None else meant.named
    return replace(memory, stay=stay, party=party, named=named, before=before, name=name)


def _their_own(memory: Memory, meant: Understanding) -> str | None:
    """The name of whoever books; "my wife's name is Mary Long" renames nobody who was not asked for a name,
    and a part of the name that is known takes nothing of it away."""
    name, asked = meant.entities.name, memory.asked is not None and memory.asked.about is About.NAME
    if name is None or asked:
        return name
    if who_sleeps_there.is_of_another(name, meant.text) or asks_whose_name(meant.text):
        return None
    known = normalise(memory.name or "").split()
    return None if set(normalise(name).split()) < set(known) else name


def _before(memory: Memory, stay: StaySoFar, party: Party) -> Before | None:
    """How it was, where this message changed what was known; adding what was still missing changes nothing."""
    known = memory.party
    who = [(one.adults, one.children or 0, one.child_ages) for one in (known, party)]
    of_party = known if known.complete and who[0] != who[1] else None
    was = _whole(memory.stay)
    of_stay = was if was.check_in and was.check_out and _whole(stay) != was else None
    if of_party is None and of_stay is None:
        return replace(memory.before, just=False) if memory.before is not None else None
    return Before(of_stay, of_party, memory.named)


def _whole(stay: StaySoFar) -> StaySoFar:
    """With its end, where only the nights from its first day on were told: "the 20th then", of three nights."""
    if stay.check_in is None or stay.check_out is not None or not stay.nights:
        return stay
    return replace(stay, check_out=stay.check_in + timedelta(days=stay.nights))


def _stay(known: StaySoFar, said: StayReading) -> StaySoFar:
    if said.extra_nights and not said.check_in and not said.check_out and known.check_in and known.nights:
        length = known.nights + said.extra_nights
        if length < 1:
            return known
        first = known.check_in - timedelta(days=said.extra_nights if said.at_the_start else 0)
        return StaySoFar(first, first + timedelta(days=length), length)
    if not said or said.candidates:
        return replace(known, month=said.within.check_in.replace(day=1) if said.within else known.month)
    if said.nights and known.check_in and not said.check_in and not said.check_out:
        return StaySoFar(known.check_in, known.check_in + timedelta(days=said.nights), said.nights)
    check_in = said.check_in or known.check_in
    check_out = said.check_out or (known.check_out if None in (said.check_in, known.check_in) else None)
    if check_in and check_out and check_out <= check_in:
        return StaySoFar(said.check_in, said.check_out, said.nights)
    nights = (check_out - check_in).days if check_in and check_out else said.nights or known.nights
    return StaySoFar(check_in, check_out, nights, None if check_in or check_out else known.month)
