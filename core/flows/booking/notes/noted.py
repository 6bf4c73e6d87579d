"""What stands on a booking of its guests' wishes and companions, in their own words, line by line.

The last line on a matter counts: a dog that stays at home after all is told beside the dog that was to come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.knowledge import Answer, Fact, Subject
from core.flows.booking.notes import as_said
from core.flows.booking.notes.as_said import FEAST
from core.flows.booking.search import pet_limit
from core.flows.facts import arriving, sights, telling
from core.flows.understand.text import normalise
from core.flows.understand.which_room.singles_are_beds import as_beds
from core.flows.understand.wishes import (
    fetched_where,
    for_the_room,
    named_barely,
    stay_wishes,
    to_be_noted,
    who_sleeps_there,
)
from core.flows.understand.wishes.named_barely import SERIOUS, WHEELS
from core.flows.understand.wishes.needs import AIDS, IN_THEIR_WORDS, NEEDS
from core.flows.understand.wishes.pet_comes import brings_a_pet
from core.flows.understand.wishes.pets import leaves_the_pet, names_a_pet, told_of_it
from core.flows.understand.wishes.their_own import brings_their_own
from core.services import own_stays, paying, selling, tasks
from core.services.own_stays import Booking
from core.services.phrases import LANGUAGES
from core.services.scenes import Scene
from core.services.tasks import TaskKind

PET: Final = "pet"
GROUND: Final = "ground_floor"
CRIB: Final = "crib"
INVOICE: Final = "invoice_to"
LATE: Final = "late_arrival"
CAR: Final = "transfer"
NOTE: Final = to_be_noted.KIND
SURPRISE, BAGS, BARS = "surprise", "help_with_bags", "grab_bars"
FLIGHT, NAMES = "flight", "who_by_name"
_IN_A_CRIB: Final = 2
_BEDS: Final = frozenset({"beds_apart", "double_bed"})
_TO_ARRANGE: Final = frozenset(
    {
        CRIB,
        "high_chair",
        GROUND,
        "quiet_room",
        CAR,
        "near_each_other",
        for_the_room.KIND,
        BAGS,
        BARS,
        AIDS,
        *_BEDS,
    }
)
ALLERGY: Final = "allergy"
# Somebody has to see to it: a car, flowers, the paper, a room with a ramp.
ORDERED: Final = frozenset({CAR, for_the_room.KIND, INVOICE, WHEELS, SERIOUS, BARS, FLIGHT, *NEEDS})
_ITS_LETTER: Final = re.compile(r"(?<=factura )[abc](?= a nombre\b)")
_ASKED_OF_BARELY: Final = frozenset({for_the_room.KIND, FEAST, INVOICE, CAR, FLIGHT})
_LATELY: Final = 12
_MOST_LETTERS: Final = 160


def named(words: str) -> set[str]:
    """The kinds that are spoken of."""
    return {*stay_wishes.named(words), *({PET} if names_a_pet(words) else ())}


def asked_of(words: str, told: Mapping[str, str]) -> frozenset[str]:
    """What a question whether it is noted is about; nuts are an allergy only where one was told."""
    barely = stay_wishes.asked_of(words) - named(words)
    of_a_note = {NOTE} if to_be_noted.is_of_it(normalise(words), normalise(told.get(NOTE, ""))) else set()
    return frozenset(named(words)) | (barely & (told.keys() | _ASKED_OF_BARELY)) | of_a_note


def before_booking(scene: Scene) -> dict[str, str]:
    """What was told while nothing was booked yet, kind by kind, in the words that told it."""
    wanted: dict[str, str] = {}
    lately = scene.memory.recent[-_LATELY:]
    for at, said in enumerate(lately):
        words = as_beds(said, (scene.memory.said or "", *lately[max(at - 1, 0) : at]))
        if brings_a_pet(told_of_it(words, lately[:at], scene.language)):
            wanted[PET] = words
        if leaves_the_pet(words):
            wanted.pop(PET, None)
        if _needs_a_crib(scene, words):
            wanted[CRIB] = words
        if ALLERGY in wanted and named_barely.of_their_allergy(words, lately[:at]):
            wanted[ALLERGY] = f"{wanted[ALLERGY]} {words}"
        for wish in stay_wishes.told(words):
            before = wanted.get(wish.kind, "")
            wanted = {kind: said for kind, said in wanted.items() if not _ends(wish.kind, kind)}
            if wish.wanted:
                wanted[wish.kind] = _beside(wish.kind, before, wish.sentence)
    if PET in wanted and pet_limit.is_too_heavy(rule_of_pets(scene), lately):
        del wanted[PET]
    if LATE in wanted and arriving.met(scene, wanted[LATE]) is not None:
        del wanted[LATE]
    return {kind: said for kind, said in wanted.items() if not is_lacking(scene, kind)}


def _beside(kind: str, before: str, said: str) -> str:
    """A cake beside the flowers takes none of them away."""
    adds = before and kind in {ALLERGY, for_the_room.KIND, NOTE, NAMES, INVOICE, *IN_THEIR_WORDS}
    if not adds:
        return said
    return before if said in before else f"{before}. {said}"


def _needs_a_crib(scene: Scene, words: str) -> bool:
    """ "Is there a crib?" of those who come with a baby wants one, and nobody asks again once the room is taken."""
    if CRIB not in stay_wishes.named(words) or any(wish.kind == CRIB for wish in stay_wishes.told(words)):
        return False
    if brings_their_own(words):
        return False
    return "?" in words and any(age <= _IN_A_CRIB for age in scene.memory.party.child_ages)


def _ends(kind: str, other: str) -> bool:
    return kind == other or {kind, other} <= _BEDS


def fact_of(scene: Scene, kind: str) -> Fact | None:
    """What the hotel has written of it, under its own topic or one that the hotel has added by such words."""
    known = scene.knowledge.fact(Subject.AMENITY, kind)
    if known is not None:
        return known
    own = scene.knowledge.own_words.items()
    topic = next(
        (topic for topic, words in own if any(kind in stay_wishes.named(one) for one in words)), None
    )
    return scene.knowledge.fact(Subject.AMENITY, topic) if topic is not None else None


def rule_of_pets(scene: Scene) -> Fact | None:
    """Which may come, and at what price."""
    return scene.knowledge.fact(Subject.POLICY, "pets") or scene.knowledge.fact(Subject.AMENITY, "pets")


def is_lacking(scene: Scene, kind: str) -> bool:
    fact = fact_of(scene, kind)
    return fact is not None and fact.answer is Answer.NO


def to_arrange(kinds: Iterable[str]) -> set[str]:
    """What nobody can promise before the day; the others are only to be known."""
    return {*kinds} & _TO_ARRANGE


def line(scene: Scene, kind: str, words: str, *, wanted: bool = True) -> str:
    """As reception reads it, in the hotel's language."""
    return (
        f"{_mark(scene, scene.hotel.language, kind, wanted=wanted)} {' '.join(words.split())[:_MOST_LETTERS]}"
    )


def _mark(scene: Scene, language: str, kind: str, *, wanted: bool) -> str:
    if kind == PET:
        return scene.voice.say(
            language, f"booking.{'pet_note' if wanted else 'pet_off_note'}", words=""
        ).strip()
    wish = scene.voice.say(language, f"noted.{kind}")
    return scene.voice.say(language, "noted.wants" if wanted else "noted.no_longer", wish=wish)


def is_a_line(scene: Scene, written: str) -> bool:
    """Written by the house for reception, of a wish that is told elsewhere as well."""
    kinds = (PET, *stay_wishes.kinds())
    return any(written.startswith(_mark(scene, scene.hotel.language, kind, wanted=True)) for kind in kinds)


def standing(scene: Scene, booking: Booking) -> dict[str, str]:
    """What is wanted by what is written there now, whatever language the hotel wrote in then, with its words."""
    marks = {
        _mark(scene, language, kind, wanted=wanted): (kind, wanted)
        for language in LANGUAGES
        for kind in (PET, *stay_wishes.kinds())
        for wanted in (True, False)
    }
    wanted: dict[str, str] = {}
    for written in booking.notes.splitlines():
        mark = next((mark for mark in marks if written.startswith(mark)), None)
        if mark is None:
            continue
        ended, wants = marks[mark]
        before = wanted.get(ended, "")
        wanted = {kind: said for kind, said in wanted.items() if not _ends(ended, kind)}
        if wants:
            wanted[ended] = _beside(ended, before, written.removeprefix(mark).strip())
    return wanted


def write(session: Session, scene: Scene, booking: Booking, kind: str, words: str, *, wanted: bool) -> None:
    paying.write_down(session, booking, line(scene, kind, words, wanted=wanted))


def give_to_reception(
    session: Session, scene: Scene, booking: Booking, kind: str, words: str, *, wanted: bool
) -> None:
    """A car does not come by being written down: somebody orders it, or calls it off."""
    if kind in ORDERED:
        words = (
            scene.words if kind == CAR and words.strip() in scene.words else words
        )  # with the day and the hour
        what = f"{line(scene, kind, words, wanted=wanted)} ({booking.code})"
        tasks.open_for_guest(session, scene.conversation, TaskKind.SERVICE, what)


def keep(session: Session, scene: Scene, booking: Booking, kind: str, words: str, *, wanted: bool) -> None:
    """On the booking, and with reception where it has to be arranged."""
    write(session, scene, booking, kind, words, wanted=wanted)
    give_to_reception(session, scene, booking, kind, words, wanted=wanted)


def are_unsure(session: Session, scene: Scene, booking: Booking | None, kinds: Iterable[str]) -> bool:
    """Whether something of it may not be had; a booked cot, or a room on the ground floor, is there already."""
    open_still = {kind for kind in to_arrange(kinds) if kind in ORDERED or fact_of(scene, kind) is None}
    if booking is not None and GROUND in open_still:
        lies_there = sights.on_the_ground(session, scene, selling.type_of(session, booking))
        open_still -= {GROUND} if lies_there else set()
    return bool(open_still - ({CRIB} if booking is not None and booking.cots else set()))


def said(session: Session, scene: Scene, booking: Booking, told: Mapping[str, str]) -> str:
    """That it stands there now, of each kind the words that told it; what has to be arranged is no promise."""
    kinds = list(told)
    wished = [kind for kind in kinds if kind != PET]
    lines = [scene.say("booking.pet_noted", code=booking.code)] if PET in kinds else []
    if wished:
        lines.append(scene.say("noted.wish", code=booking.code, wishes=names_as_told(scene, told, wished)))
    if are_unsure(session, scene, booking, wished):
        lines.append(scene.say("noted.only_a_wish"))
    return "\n".join(lines)


def names(scene: Scene, kinds: Iterable[str], wishes: Iterable[stay_wishes.StayWish] = ()) -> str:
    """Where there is to be more than one of it, with how many; what somebody cannot have, as they said it."""
    told = {wish.kind: wish for wish in wishes}
    return scene.list_of([_name(scene, kind, told.get(kind)) for kind in kinds])


def names_as_told(scene: Scene, told: Mapping[str, str], kinds: Iterable[str] | None = None) -> str:
    """Of each kind the words that told it, whole."""
    chosen = list(told if kinds is None else kinds)
    wishes = [wish_in(kind, told[kind]) for kind in chosen]
    return names(scene, chosen, wishes)


def wish_in(kind: str, words: str) -> stay_wishes.StayWish:
    found = next((wish for wish in stay_wishes.told(words) if wish.kind == kind), None)
    return replace(found, sentence=words) if found else stay_wishes.StayWish(kind, True, words)


def _name(scene: Scene, kind: str, wish: stay_wishes.StayWish | None) -> str:
    name = scene.say(f"noted.{kind}")
    if wish is not None and kind == NOTE:
        return wish.sentence
    if wish is not None and kind == FLIGHT and wish.words:
        return wish.words
    if wish is not None and kind == NAMES and wish.words:
        named = stay_wishes.words_of(NAMES, wish.sentence) or (wish.words,)
        return "; ".join(map(who_sleeps_there.without_order, named))
    if wish is not None and kind == LATE and (hour := arriving.hour_told(wish.sentence, scene.language)):
        return scene.say("noted.arrival_at", time=telling.hour(scene, hour))
    if wish is not None and kind == CAR and fetched_where.is_elsewhere(wish.sentence):
        return scene.say("noted.car")
    if wish is not None and kind == CAR:
        return as_said.trip(scene, wish.sentence) or name
    if wish is not None and kind == INVOICE and " " in wish.words:
        words = ", ".join(stay_wishes.words_of(INVOICE, wish.sentence)) or wish.words
        return _ITS_LETTER.sub(lambda letter: letter.group().upper(), words)
    if wish is not None and kind in {ALLERGY, FEAST, for_the_room.KIND, *IN_THEIR_WORDS}:
        return as_said.by_its_words(scene, kind, name, wish)
    return name if wish is None or wish.number == 1 else f"{name} × {wish.number}"


def theirs(session: Session, scene: Scene) -> Booking | None:
    """The booking that is held, else the nearest of those that lie ahead."""
    hold = paying.open_hold(session, scene.conversation)
    if hold is not None:
        return hold
    ahead = own_stays.current(session, scene.conversation)
    return next((one for one in ahead if one.status == Status.CONFIRMED), None)
