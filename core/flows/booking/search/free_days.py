"""Which nights are free? Told as stretches of days with what a night costs, and each is one tap from a room."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked, StaySoFar
from core.domain.outgoing import Buttons, Menu, Option, Section, Text
from core.domain.stays import OLDEST_CHILD, Party, Stay
from core.flows.booking import asking, progress
from core.flows.booking.asking import going
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import budget, free_together, kinds_named, low_rooms, so_far
from core.flows.booking.wanted import Wanted
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.heard.context import context_of
from core.flows.turn import Turn
from core.flows.understand import Understanding, read
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.text import fold
from core.flows.understand.which_room.stairs import Legs
from core.services import free_nights, selling, words
from core.services.free_nights import Means, Stretch
from core.services.scenes import Scene

_ASKED: Final = re.compile(
    r"\b(?:que|qe|q|ke|k|cuales|cual|quais|qual|what|which)\b[^.!?]{0,25}\b(?:fechas?|dias|noches|datas?|noites|dates?|days|nights)\b"
    r"[^.!?]{0,30}\b(?:libres?|disponib\w*|disponiv\w*|quedan?|lugar|vacantes?|livres?|vagas?|restam|free|available|open|left)\b"
    r"|\b(?:fechas|dias|noches|datas|noites) (?:libres|disponibles|livres|disponiveis)\b"
    r"|\b(?:free|available|open) (?:dates|days|nights)\b"
    r"|\b(?:cuando|quando)\b[^.!?]{0,25}\b(?:libres?|lugar|disponib\w*|vacantes?|livres?|vagas?)\b"
    r"|\bwhen (?:are you|are there|do you have|is there|have you)\b[^.!?]{0,25}"
    r"\b(?:free|available|availability|rooms?|space|vacanc\w+)\b"
)
_UNTIL: Final = re.compile(r"\b(?:hasta|until|till?|ate)\b")
_WHO: Final = frozenset({"adults", "people", "children", "room_type"})
_LONGEST_MONTH: Final = timedelta(days=31)
_A_MONTH: Final = timedelta(days=30)
_LATER: Final = timedelta(days=60)
_LATELY: Final = 3
_SHORT: Final = 3
_AS_A_WHOLE: Final = 2
# A whole month is no stay: it is told, and no button.
_MOST_AT_ONCE: Final = 14
_MOST: Final = 9
_MOST_BUTTONS: Final = 3


def asked_for(meant: Understanding) -> bool:
    """The words alone would do for the days on which the pool is open as well."""
    about_rooms = "ask_availability" in meant.names and not meant.entities.amenities
    return about_rooms and _ASKED.search(fold(meant.text.lower())) is not None


def asked_about(scene: Scene, meant: Understanding, wanted: Wanted) -> Stay | None:
    """The time in which free nights are looked for; None where nobody asked, or said days that can be looked at.

    "Any room in January?": which of its nights are free says more than asking which are wanted.
    """
    today, said = words.today(scene), meant.stay
    if _asked_until_a_day(meant, wanted):
        last = said.check_out
        return Stay(today, last) if last is not None and today < last <= today + _LATER else None
    if said.within is None and not asked_for(meant):
        return _for_others(scene, meant, wanted, today)
    if said.period is not None and said.period.nights > _SHORT:
        first, last = max(said.period.check_in, today), said.period.check_out
        return Stay(first, last) if first < last else None
    if said.complete or said.candidates or said.check_in is not None:
        return None
    known = wanted.stay.check_in
    first = known if known is not None and known >= today else today
    return Stay(first, first + _A_MONTH)


def _asked_until_a_day(meant: Understanding, wanted: Wanted) -> bool:
    """ "Hasta el 30 tienen lugar?", before any day of arrival was told: from today on."""
    only_an_end = meant.stay.check_out is not None and wanted.stay.check_in is None and not meant.stay.nights
    asks = "ask_availability" in meant.names and not meant.entities.amenities
    return only_an_end and asks and _UNTIL.search(fold(meant.text.lower())) is not None


def _for_others(scene: Scene, meant: Understanding, wanted: Wanted, today: date) -> Stay | None:
    """ "And for four?", while a month or a long weekend is talked of: its free nights anew."""
    month = wanted.stay.month
    if month is None or wanted.stay or meant.stay or meant.entities.as_dict().keys().isdisjoint(_WHO):
        return None
    last_day = (month + _LONGEST_MONTH).replace(day=1) - timedelta(days=1)
    span = _told_before(scene, month) or Stay(month, last_day)
    first = max(span.check_in, today)
    return Stay(first, span.check_out) if first < span.check_out else None


def _told_before(scene: Scene, month: date) -> Stay | None:
    """The days within which it was to be, where they were fewer than the month."""
    for line in reversed(scene.memory.said_before(_LATELY)):
        within = read(line, context_of(scene)).stay.within
        if within is not None:
            same = within.check_in.replace(day=1) == month
            return Stay(within.check_in, within.check_out) if same else None
    return None


def tell(session: Session, scene: Scene, meant: Understanding, wanted: Wanted, span: Stay) -> Turn:
    month = span.check_in.replace(day=1)
    until = wanted.stay.check_out if _asked_until_a_day(meant, wanted) else None
    stay = StaySoFar(check_out=until, nights=_nights_wished(meant, wanted), month=month)
    wanted = replace(wanted, stay=stay)
    party = wanted.people or whoever_they_are(wanted)
    who = so_far.people(scene, wanted) or words.people(scene, party)
    facts = {"dates": words.dates(scene, span), "people": who}
    cheapest = wants_cheaper(meant.text)
    need = low_rooms.held_to(session, scene, party)
    sought = low_rooms.kept_low(session, scene, wanted) if need is not None else wanted
    means = budget.means(scene, progress.of(scene), wanted.stay.nights)
    found = _cheapest(session, scene, sought, party, span) if cheapest else []
    found = found or _found(session, scene, sought, party, span, means)
    found = found or _found(session, scene, sought, party, span)
    if found and need is Legs.WHEELS:
        return offered(scene, wanted, found, scene.say("booking.free_adapted", **facts))
    if sought != wanted and found:
        facts["dates"] = scene.say("booking.on_the_ground", dates=facts["dates"])
    if found:
        alike = cheapest and sum(one.stay.length for one in found) == span.length
        key = "free_alike" if alike else "free_cheapest" if cheapest else "free_nights"
        return offered(scene, wanted, found, scene.say(f"booking.{key}", **facts))
    found, rooms = free_together.found(session, scene, wanted, party, span)
    if found:
        return asking.lead_with(
            offered(scene, wanted, found, scene.say("booking.free_nights", **facts)), rooms
        )
    later = Stay(span.check_out, span.check_out + _LATER)
    found = _found(session, scene, sought, party, later)
    if not found:
        found, rooms = free_together.found(session, scene, wanted, party, later)
    if found:
        lead = scene.say("booking.free_later", **facts)
        turn = offered(scene, wanted, found[:_MOST_BUTTONS], lead, every=True)
        return asking.lead_with(turn, rooms) if rooms else turn
    return asking.ask(scene, wanted, lead=scene.say("booking.free_none", **facts))


def whoever_they_are(wanted: Wanted) -> Party:
    """A child of unknown age needs a bed all the same, and is reckoned as the oldest there are."""
    party = wanted.party
    ages = tuple(min(age, OLDEST_CHILD) for age in party.child_ages)
    unknown = max(0, (party.children or 0) - len(ages))
    return Party(party.adults or 2, (*ages, *(OLDEST_CHILD,) * unknown))


def _nights_wished(meant: Understanding, wanted: Wanted) -> int | None:
    """A month that was asked about is no wish to stay for a month."""
    if not meant.stay:
        stay = wanted.nights
        return stay.length if stay is not None else wanted.stay.nights
    period = meant.stay.period
    return None if period is not None and meant.stay.nights == period.nights else meant.stay.nights


def _found(
    session: Session,
    scene: Scene,
    wanted: Wanted,
    party: Party,
    span: Stay,
    means: Means | None = None,
) -> list[Stretch]:
    hotel, slugs, nights = scene.hotel.id, types_meant(session, wanted), wanted.stay.nights or 1
    if means is not None:
        return free_nights.affordable(session, hotel, span, party, slugs, means)
    return free_nights.stretches(session, hotel, span, party, slugs, nights)


def _cheapest(session: Session, scene: Scene, wanted: Wanted, party: Party, span: Stay) -> list[Stretch]:
    slugs = types_meant(session, wanted)
    return free_nights.cheapest(session, scene.hotel.id, span, party, slugs, wanted.stay.nights or 1)


def types_meant(session: Session, wanted: Wanted) -> frozenset[str]:
    kinds = kinds_named.kinds_meant(session, wanted.party.room_type)
    slugs = frozenset(kind.slug for kind in kinds)
    if wanted.party.not_wanted and not slugs:
        return frozenset(kind.slug for kind in selling.room_types(session)) - {*wanted.party.not_wanted}
    return slugs


def offered(scene: Scene, wanted: Wanted, found: list[Stretch], lead: str, *, every: bool = False) -> Turn:
    """Where the nearest is told `every` stretch begins on a day that may be taken, however long it is."""
    if (each := _each_way(wanted, found)) and not every:
        return _arrivals(scene, wanted, found[0], each, lead)
    few = len(found) <= _MOST_BUTTONS
    pressed = [one for one in found if every or one.stay.length <= _MOST_AT_ONCE] if few else found
    options = [_option(scene, wanted, stretch) for stretch in pressed[:_MOST]]
    choose = scene.say("booking.free_choose") if options else asking.in_few_words(scene, wanted)
    content: Buttons | Menu | Text
    if few:
        lines = [
            scene.say("booking.free_line", dates=words.dates(scene, one.stay), night=_price(scene, one))
            for one in found
        ]
        plain = tuple(replace(option, description="") for option in options)
        said = "\n".join((lead, *lines, "", choose))
        content = Buttons(said, plain) if plain else Text(said)
    else:
        person = Option(welcome.PERSON, scene.say("button.person"))
        sections = (Section(scene.say("booking.section"), (*options, person)),)
        content = Menu(f"{_with_prices(scene, found, lead)}\n\n{choose}", scene.say("button.dates"), sections)
    asked = Asked.among(options) if options else Asked(About.OTHER)
    progress = Progress(Step.DATES, apart=wanted.apart)
    return going(progress, wanted, content, asked, "told_free_nights", ("bookings.free_nights",))


def _with_prices(scene: Scene, found: list[Stretch], lead: str) -> str:
    """Where every night costs the same it is said once."""
    if len({one.night_from for one in found}) == 1:
        return f"{lead}\n{scene.say('booking.free_from', night=_price(scene, found[0]))}."
    lines = [
        scene.say("booking.free_line", dates=words.short_dates(scene, one.stay), night=_price(scene, one))
        for one in found[:_MOST]
    ]
    return "\n".join((lead, *lines))


def _each_way(wanted: Wanted, found: list[Stretch]) -> list[Stay]:
    """Of so many nights within one stretch, the few ways in which they can lie in it."""
    nights, stay = wanted.stay.nights, found[0].stay
    if nights is None or len(found) > 1 or not nights < stay.length < nights + _MOST_BUTTONS:
        return []
    first = (stay.check_in + timedelta(days=later) for later in range(stay.length - nights + 1))
    return [Stay(day, day + timedelta(days=nights)) for day in first]


def _arrivals(scene: Scene, wanted: Wanted, stretch: Stretch, each: list[Stay], lead: str) -> Turn:
    options = [
        Option(
            tap_id(NAME, "dates", stay.check_in.isoformat(), stay.check_out.isoformat()),
            words.short_dates(scene, stay),
        )
        for stay in each
    ]
    line = scene.say(
        "booking.free_line", dates=words.dates(scene, stretch.stay), night=_price(scene, stretch)
    )
    asks = asking.in_few_words(scene, wanted)
    content = Buttons("\n".join((lead, line, "", asks)), tuple(options))
    progress = Progress(Step.DATES, apart=wanted.apart, which=tuple(option.id for option in options))
    return going(
        progress, wanted, content, Asked.among(options), "told_free_nights", ("bookings.free_nights",)
    )


def _option(scene: Scene, wanted: Wanted, stretch: Stretch) -> Option:
    """A couple of days is taken as a whole; of more it is the day of arrival, and how long is asked then."""
    stay = stretch.stay
    whole = stretch.min_nights <= stay.length <= _AS_A_WHOLE and wanted.stay.nights in (None, stay.length)
    days = (stay.check_in, stay.check_out) if whole else (stay.check_in,)
    tap = tap_id(NAME, "dates" if whole else "from", *(day.isoformat() for day in days))
    return Option(
        tap, words.short_dates(scene, stay), scene.say("booking.free_from", night=_price(scene, stretch))
    )


def _price(scene: Scene, stretch: Stretch) -> str:
    return words.money(scene, stretch.night_from)
