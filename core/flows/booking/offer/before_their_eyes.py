"""What was shown and still can be had: chosen by its place, its name or its price, or shown once more to tap on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Asked, Party
from core.domain.outgoing import Menu, Option, Section, Text
from core.domain.stays import Stay
from core.flows.booking import asking
from core.flows.booking.offer import choosing, named_together, offering, pointed_at, restating
from core.flows.booking.progress import Progress, Step
from core.flows.booking.search import higher_up, kinds, kinds_named, rooms_wanted, with_another
from core.flows.booking.wanted import Wanted, remembered, rooms_apart
from core.flows.courtesy import welcome
from core.flows.flow import read_tap
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.taking import wants_cheaper
from core.flows.understand.text import normalise
from core.flows.understand.which_room.by_price import place_by_price
from core.flows.understand.which_room.places import as_named, both_said, place_in_a_part, place_said
from core.flows.understand.which_room.pointing import By, by_degree, says_that_one
from core.services import showing, words
from core.services.offers import Instead
from core.services.scenes import Scene
from core.services.showing import QuoteShown

_WAIT: Final = "wait"
_ON_THE_TABLE: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE})
_ASKING: Final = frozenset(
    {"ask_amenity", "ask_policy", "ask_room", "ask_photos", "ask_payment", "ask_hours"}
)
# A list holds ten, and the last of them is a person.
_MOST_ROWS: Final = 9
_LATELY: Final = 6
# All that was wished for, if in more rooms than one.
FOR_ALL_OF_THEM: Final = frozenset({showing.AS_WISHED, str(Instead.MORE_ROOMS)})
_GLADLY: Final = re.compile(
    r"(?i)\b(?:dale|s[ií]|ok|okay|listo|bueno|perfecto|reserv\w+|quiero|yes|book|take|sim|quero|pode ser|fecho)\b"
)


def shown_again(session: Session, scene: Scene) -> Turn:
    """The open offers under the open question. Where none is open any more, the question alone."""
    question = scene.say("booking.choose")
    offered = offering.rows_of(session, scene, _in_order(session, scene))
    if not offered:
        return Turn(says=(Text(question),), step="asked_once_more")
    rows = (*offered, *_the_waiting_list(scene))[:_MOST_ROWS]
    everything = (*rows, Option(welcome.PERSON, scene.say("button.person")))
    menu = Menu(question, scene.say("button.offers"), (Section(scene.say("booking.section"), everything),))
    memory = {"party": _with_their_type(session, scene)}
    return Turn(says=(menu,), asked=Asked.among(rows), memory=memory, step="asked_once_more")


def _with_their_type(session: Session, scene: Scene) -> Party:
    """A type that was only asked about does not narrow what is looked for next."""
    party = scene.memory.party
    shown = {part["room_type"] for row in showing.open_in(session, scene.conversation) for part in row.parts}
    meant = {kind.slug for kind in kinds_named.kinds_meant(session, party.room_type)}
    return party if shown <= meant else replace(party, room_type=None)


class Gladly(IntEnum):
    """How far it goes, what is said of several that are shown."""

    POINTS = 0
    AGREES = 1
    ORDERS = 2
    ORDERS_BY_NAME = 3


def taken_gladly(session: Session, scene: Scene, here: Progress, how: Gladly) -> Turn:
    """ "Yes, we want it": the only one there is, or the one they spoke of, which an order takes.

    Where they spoke of none the cheapest is put before them, and an order in somebody's name holds it at once; who
    only points at "that one" is asked which. With nothing there it is the yes to "shall we try other days?".
    """
    rows, by_name = _in_order(session, scene), how is Gladly.ORDERS_BY_NAME
    if not rows:
        return asking.ask(scene, remembered(scene, here).without(Step.DATES), here)
    if len(rows) == 1:
        return (choosing.take if by_name else choosing.pick)(session, scene, rows[0].id, here)
    if (meant := _spoken_of(session, scene, rows)) is not None:
        return (choosing.take if how >= Gladly.ORDERS else choosing.pick)(session, scene, meant.id, here)
    if how is Gladly.POINTS or not {row.kind for row in rows} <= FOR_ALL_OF_THEM:
        return _which_one(session, scene, here)
    cheapest = min(rows, key=lambda row: row.total or 0)
    if by_name:
        told = scene.say("booking.cheapest_taken")
        return asking.lead_with(choosing.take(session, scene, cheapest.id, here), told)
    turn = choosing.pick(session, scene, cheapest.id, here)
    turn = asking.lead_with(turn, scene.say("booking.cheapest_of_them"))
    return as_ordered(turn) if how is Gladly.ORDERS else turn


def cheapest_first(session: Session, scene: Scene, wanted: Wanted, found: Turn) -> Turn:
    """Whoever looks for the cheapest is shown that one, and told that there are others."""
    rows = _in_order(session, scene)
    listed = (found.goes_on or {}).get("step") == Step.CHOICE and found.step == "offered"
    listed = listed and not all(
        higher_up.all_are(session, scene, showing.parts_of(session, row)) for row in rows
    )
    if not listed or len(rows) < 2 or not {row.kind for row in rows} <= FOR_ALL_OF_THEM:
        return found
    cheapest = min(rows, key=lambda row: row.total or 0)
    turn = choosing.pick(session, scene, cheapest.id, Progress(Step.CHOICE, apart=wanted.apart))
    return asking.lead_with(turn, scene.say("booking.cheapest_of_them"))


def as_ordered(turn: Turn) -> Turn:
    """Put before somebody who has said that they take it: thanks are enough of a yes."""
    at = turn.goes_on or {}
    return replace(turn, goes_on={**at, "ordered": True}) if at.get("step") == Step.YES else turn


def _spoken_of(session: Session, scene: Scene, rows: Sequence[QuoteShown]) -> QuoteShown | None:
    """The one of them that they asked about last, by a word that no other's name has."""
    names = {row.id: pointed_at.all_names_of(showing.parts_of(session, row)) for row in rows}
    for line in reversed(scene.memory.said_before(_LATELY)):
        told = set(re.findall(r"[a-z]{3,}", normalise(line)))
        spoken = [row for row in rows if told & names[row.id]]
        if spoken:
            return spoken[0] if len(spoken) == 1 and not pointed_at.left_out(session, line) else None
    return None


def _in_order(session: Session, scene: Scene) -> list[QuoteShown]:
    """What is sold no more since it was shown is left out."""
    rows = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.id)
    return [row for row in rows if showing.parts_of(session, row)]


def _the_waiting_list(scene: Scene) -> tuple[Option, ...]:
    """Offered with them, where nothing was free as wished."""
    before = scene.memory.asked.options if scene.memory.asked is not None else {}
    taps = {key: tap for key in before if (tap := read_tap(key)) is not None}
    words = scene.say("booking.tell_me_when_free")
    return tuple(Option(key, before[key], words) for key, tap in taps.items() if tap.action == _WAIT)


def chosen_by_place(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "No wait, the first", with one of several already before the guest's eyes."""
    if here.step is Step.CHOICE and both_said(meant.text, scene.memory.asked):
        if _are_pairs(session, scene):
            return taken_gladly(session, scene, here, Gladly.AGREES)
        said = Text(scene.say("booking.choose"))
        return asking.going(here, remembered(scene, here), said, scene.memory.asked, "both")
    place = place_said(meant.text) if here.step in (Step.CHOICE, Step.YES) else None
    rows = _in_order(session, scene)
    if place is None and here.step is Step.CHOICE and not _are_other_days(session, meant, rows):
        place = place_in_a_part(meant.text)
    if place is None and here.step in (Step.CHOICE, Step.YES):
        return _of_that_price(session, scene, meant, here, rows)
    if place is None or abs(place) > len(rows):
        return None
    names = [pointed_at.all_names_of(showing.parts_of(session, row)) for row in rows]
    return choosing.pick(session, scene, rows[as_named(meant.text, place, names)].id, here)


def _of_that_price(
    session: Session, scene: Scene, meant: Understanding, here: Progress, rows: Sequence[QuoteShown]
) -> Turn | None:
    """ "La de 515", of several that are shown."""
    prices = [pointed_at.price_of(showing.parts_of(session, row)) for row in rows]
    at = place_by_price(meant.text, prices)
    return choosing.pick(session, scene, rows[at].id, here) if at is not None else None


def _are_other_days(session: Session, meant: Understanding, rows: Sequence[QuoteShown]) -> bool:
    """Than those of which all that is shown is."""
    stays = [words.whole_stay(showing.parts_of(session, row)) for row in rows] if meant.stay else []
    told = (meant.stay.check_in, meant.stay.check_out)
    return any((stay.check_in, stay.check_out) != told for stay in stays)


def is_any_of(session: Session, scene: Scene, stay: Stay) -> bool:
    """Whether something that is shown, if anything is, is for those very days."""
    rows = _in_order(session, scene)
    return not rows or stay in [words.whole_stay(showing.parts_of(session, row)) for row in rows]


def _are_pairs(session: Session, scene: Scene) -> bool:
    """ "Both", where each that is shown is two rooms: they take two, and nothing tells of which sort."""
    shown = [showing.parts_of(session, row) for row in _in_order(session, scene)]
    return bool(shown) and all(words.rooms_side_by_side(parts) == 2 for parts in shown)


def chosen_by_word(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "La doble", "the cheapest", "la otra": one of what was just shown, named or described and not tapped."""
    if (several := _named_room_by_room(session, scene, meant, here)) is not None:
        return choosing.pick(session, scene, several.id, here)
    if not _names_one_at_most(session, scene, meant, here):
        return None
    one = _pointed_at(session, scene, meant, here)
    if one is not None and not one.is_shown(here):
        return pointed_at.take_up(session, scene, one, here)
    if pointed_at.left_out(session, meant.text):
        return None
    turn = _shown_by_name(session, scene, meant, here)
    if turn is None and one is not None and here.step is Step.YES:
        turn = _still_that_one(session, scene, here)
    if turn is None and says_that_one(meant.text):
        turn = _that_one(session, scene, meant, here)
    if turn is None and by_degree(meant.text) is By.OTHER and len(_in_order(session, scene)) > 2:
        turn = _which_one(session, scene, here)
    if turn is None and one is None and (kind := pointed_at.of_all(session, meant.text)) is not None:
        wanted = remembered(scene, here)
        wanted = rooms_wanted.all_in_one(session, wanted, meant.text, kind)
        turn = offering.go(session, scene, replace(wanted, party=replace(wanted.party, room_type=kind)))
    return turn


def _named_room_by_room(
    session: Session, scene: Scene, meant: Understanding, here: Progress
) -> QuoteShown | None:
    """ "Triple y doble al jardín, Inés Tapia": the one of several whose every room was named, and no other."""
    if here.step not in _ON_THE_TABLE or len(meant.entities.room_types) < 2 or meant.stay:
        return None
    one = named_together.row_of(session, _in_order(session, scene), meant.text)
    one = one if one is not None and one.id != here.shown else None
    others = one is not None and kinds.are_others(session, meant, showing.parts_of(session, one))
    return None if others else one


def _names_one_at_most(session: Session, scene: Scene, meant: Understanding, here: Progress) -> bool:
    """Of the rooms; and says nothing of days or people."""
    said = meant.entities
    if here.step not in _ON_THE_TABLE or meant.stay or rooms_apart(meant) or said.child_ages:
        return False
    if any(value is not None for value in (said.adults, said.children, said.people)):
        return False
    return not with_another.are_several(session, scene, meant)


def _pointed_at(
    session: Session, scene: Scene, meant: Understanding, here: Progress
) -> pointed_at.OnTable | None:
    named = kinds_named.named_in(session, meant.text) or meant.entities.room_type
    cheapest = wants_cheaper(meant.text) and not named
    return pointed_at.chosen(session, scene, meant.text, here, cheapest=cheapest)


def only_asks_of_one(session: Session, scene: Scene, meant: Understanding, here: Progress) -> bool:
    """ "Does the cabin have a grill?" is answered, and chooses nothing."""
    asks = bool(meant.answer and meant.names) and meant.names <= _ASKING
    if not asks or meant.party is not None or not _names_one_at_most(session, scene, meant, here):
        return False
    return meant.entities.rooms is None and _pointed_at(session, scene, meant, here) is None


def _shown_by_name(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    cheapest = wants_cheaper(meant.text)
    named = kinds_named.named_in(session, meant.text) or meant.entities.room_type
    slugs = [kind.slug for kind in kinds_named.kinds_meant(session, named)]
    if not slugs and (named or not cheapest):
        return None
    rows = choosing.of_type(session, scene, slugs)
    if not rows or not (cheapest or len(rows) == 1):
        return None
    if rows[0].id != here.shown:
        return choosing.pick(session, scene, rows[0].id, here)
    if cheapest and here.step is Step.YES:
        return restating.after(session, scene, here, scene.say("booking.no_cheaper"), "no_cheaper")
    gladly = here.step is Step.YES and not cheapest and "?" not in meant.text and _GLADLY.search(meant.text)
    return choosing.take(session, scene, rows[0].id, here) if gladly and meant.agrees is not False else None


def _still_that_one(session: Session, scene: Scene, here: Progress) -> Turn | None:
    again = restating.again(session, scene, here)
    return (
        asking.going(here, remembered(scene, here), again.says[0], again.asked, "restated") if again else None
    )


def _that_one(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """Of one that is asked about it is no yes by itself, and "bueno, esa" is one."""
    if here.step is Step.YES and _GLADLY.search(meant.text) and "?" not in meant.text:
        return choosing.take(session, scene, here.shown or 0, here)
    if here.step is Step.YES:
        return _still_that_one(session, scene, here)
    return taken_gladly(session, scene, here, Gladly.POINTS) if here.step is Step.CHOICE else None


def _which_one(session: Session, scene: Scene, here: Progress) -> Turn:
    turn = shown_again(session, scene)
    asked = turn.asked or scene.memory.asked
    progress = Progress(Step.CHOICE, apart=here.apart)
    return asking.going(progress, remembered(scene, here), turn.says[0], asked, "asked_which_one")
