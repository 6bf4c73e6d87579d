"""What the guest wants, from this message and all that was said before, and what of it is still missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final

from core.domain.memory import Party as PartySoFar
from core.domain.memory import StaySoFar
from core.domain.stays import Party, Stay, Wish
from core.flows.booking.progress import Progress, Step
from core.flows.understand import Understanding
from core.flows.understand.heads.room_by_room import heads_by_room
from core.services.scenes import Scene

MOST_ROOMS: Final = 8


@dataclass(frozen=True)
class Wanted:
    """`apart` are the people of each room when they were told room by room."""

    stay: StaySoFar
    party: PartySoFar
    apart: tuple[int, ...] = ()

    @property
    def nights(self) -> Stay | None:
        check_in, check_out, nights = self.stay.check_in, self.stay.check_out, self.stay.nights
        if check_in and not check_out and nights:
            check_out = check_in + timedelta(days=nights)
        if check_out and not check_in and nights:
            check_in = check_out - timedelta(days=nights)
        return Stay(check_in, check_out) if check_in and check_out and check_in < check_out else None

    @property
    def people(self) -> Party | None:
        party = self.party
        children = party.children or 0
        if party.adults is None or children > len(party.child_ages):
            return None
        ages = tuple(min(age, 17) for age in party.child_ages[:children])
        return Party(party.adults, ages)

    @property
    def missing(self) -> Step | None:
        """The one thing to ask next."""
        if self.nights is None:
            return Step.NIGHTS if self.stay.check_in else Step.DATES
        if self.party.adults is None:
            return Step.PEOPLE
        return Step.AGES if self.people is None else None

    @property
    def memory(self) -> dict[str, Any]:
        """What of the conversation's memory it is."""
        return {"stay": self.stay, "party": self.party}

    def without(self, step: Step) -> Wanted:
        """The part that cannot be is to be said anew."""
        if step is Step.DATES:
            return replace(self, stay=StaySoFar(month=self.stay.month))
        return replace(self, party=replace(self.party, adults=None, children=None, child_ages=()), apart=())

    def wish(self, room_type: str | None = None) -> Wish:
        stay, people = self.nights, self.people
        if stay is None or people is None:
            raise ValueError(f"{self.missing} is still to be asked")
        rooms = max(1, min(self.party.rooms or 1, people.adults, MOST_ROOMS))
        return Wish(stay.check_in, stay.check_out, people.adults, people.children, room_type, rooms)


def gather(scene: Scene, meant: Understanding, here: Progress | None) -> Wanted:
    """The memory already holds what the message said; several rooms told one by one are read here."""
    memory = scene.memory
    wanted = Wanted(memory.stay, memory.party, here.apart if here is not None else ())
    apart = rooms_apart(meant)
    if len(apart) > 1:
        party = replace(wanted.party, rooms=len(apart), kinds=())
        if not meant.apart:
            party = replace(party, adults=sum(apart), children=None, child_ages=())
        return replace(wanted, party=party, apart=apart)
    said = meant.entities
    told_anew = said.adults is not None or said.rooms is not None or meant.party is not None
    return replace(wanted, apart=()) if told_anew else wanted


def remembered(scene: Scene, here: Progress | None) -> Wanted:
    return Wanted(scene.memory.stay, scene.memory.party, here.apart if here is not None else ())


def rooms_apart(meant: Understanding) -> tuple[int, ...]:
    return meant.apart or heads_by_room(meant.text, meant.language.spoken)[:MOST_ROOMS]


def tells_who(meant: Understanding) -> bool:
    said = meant.entities
    return meant.party is not None or any((said.adults, said.children, said.people, said.child_ages))


def says_anything(meant: Understanding) -> bool:
    """Something about the stay or the people, beside whatever else is said."""
    said = meant.entities
    told = (said.adults, said.people, said.children, said.rooms, said.room_type)
    ages = bool(said.child_ages)
    return (
        bool(meant.stay or meant.stay.extra_nights or meant.no_such_day)
        or meant.party is not None
        or ages
        or any(one is not None for one in told)
        or len(rooms_apart(meant)) > 1
    )


def tells_of_the_stay(rest: Understanding) -> bool:
    """And not only of which room is asked about."""
    return says_anything(replace(rest, entities=replace(rest.entities, room_types=())))
