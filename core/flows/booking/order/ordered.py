"""What is before their eyes, ordered in one breath: which room, how it is paid and until when it should be kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import progress
from core.flows.booking.money import way_said
from core.flows.booking.offer import choosing
from core.flows.booking.offer.pointed_at import all_names_of, price_of
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import kinds
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.ordering import Order, order_in
from core.flows.understand.text import normalise
from core.flows.understand.which_room.by_price import by_its_name
from core.flows.understand.which_room.pointing import by_a_word, parts
from core.services import showing, words
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown

# "Las dos", "book all three", of rooms that are offered together.
_TOGETHER: Final = {
    2: frozenset({"both", "two", "dos", "ambas", "ambos", "duas", "dois"}),
    3: frozenset({"three", "tres"}),
    4: frozenset({"four", "cuatro", "quatro"}),
}
_ALL: Final = frozenset({"all", "them", "lot", "todas", "todos", "todo", "tudo"})
_AT: Final = frozenset({Step.CHOICE, Step.YES})


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Of several that are shown only the one whose name is told with a plain order, or with a "please"."""
    here = progress.of(scene)
    if here is None or here.step not in _AT or scene.taps or scene.a_person_answers:
        return None
    found = _meant(session, scene, meant, here)
    if found is None:
        return None
    row, parts = found
    if kinds.are_others(session, meant, parts):
        return None
    stay = _are_the_days(meant, parts)
    order = order_of(meant.text, parts, days=stay)
    if order is Order.NOTHING:
        return None
    chosen = here.step is Step.CHOICE and order is not Order.PLAINLY
    turn = (choosing.pick if chosen else choosing.take)(session, scene, row.id, here)
    return replace(turn, flow=NAME, by=NAME)


def picked(session: Session, scene: Scene, shown_id: int, here: Progress | None) -> Turn:
    """One of the rows, tapped or named: told with a plain order it is taken at once."""
    row = showing.find(session, scene.conversation, shown_id)
    parts = showing.parts_of(session, row) if row is not None and not scene.taps else ()
    if parts and order_of(scene.words, parts) is Order.PLAINLY:
        return choosing.take(session, scene, shown_id, here)
    return choosing.pick(session, scene, shown_id, here)


def naming_one(session: Session, scene: Scene) -> Callable[[str], bool]:
    """Whether of several that are shown exactly one is named by a text, and nothing else said of it; they are looked
    up once, for the first text that asks."""

    @cache
    def shown() -> dict[int, frozenset[str]]:
        open_ones = showing.open_in(session, scene.conversation)
        return dict(
            enumerate(filter(None, (all_names_of(showing.parts_of(session, row)) for row in open_ones)))
        )

    return lambda text: any(by_a_word(part, shown()) is not None for part in parts(text))


def ordering_it(session: Session, scene: Scene, here: Progress) -> Callable[[str], bool]:
    """Whether a text orders the one that is talked about, with more than a bare yes; it is looked up as late."""

    @cache
    def talked_of() -> tuple[Part, ...]:
        row = showing.find(session, scene.conversation, here.shown or 0)
        return showing.parts_of(session, row) if row is not None else ()

    return lambda text: bool(talked_of()) and order_of(text, talked_of()) >= Order.TAKES


def order_of(text: str, parts: tuple[Part, ...], *, days: bool = False) -> Order:
    heads = words.whole_party(parts).guests
    names = all_names_of(parts) | so_many(parts) | (_ALL if _rooms(parts) > 1 else frozenset())
    said = _with_its_name(text, parts)
    return order_in(said, names, way=way_said.names_one(said), days=days, heads=heads)


def _with_its_name(text: str, parts: Sequence[Part]) -> str:
    """What it costs tells which is meant as its name does."""
    return by_its_name(text, price_of(parts), parts[0].room_type.name("es"))


def so_many(parts: tuple[Part, ...]) -> frozenset[str]:
    """The words for how many rooms they are, of several."""
    return _TOGETHER.get(_rooms(parts), frozenset())


def _rooms(parts: tuple[Part, ...]) -> int:
    """Of the stay that has most of them."""
    return max((sum(len(part.quotes) for part in parts if part.stay == one.stay) for one in parts), default=0)


def _meant(
    session: Session, scene: Scene, meant: Understanding, here: Progress
) -> tuple[QuoteShown, tuple[Part, ...]] | None:
    """The one most of whose name is told; where none is named, the one that is talked about."""
    open_ones = [
        (row, showing.parts_of(session, row)) for row in showing.open_in(session, scene.conversation)
    ]
    shared = {row.id: _names_told(meant.text, parts) for row, parts in open_ones if parts}
    most = max(shared.values(), default=0)
    best = [(row, parts) for row, parts in open_ones if shared.get(row.id) == most]
    talked_about = [one for one in best if one[0].id == here.shown]
    if talked_about:
        return talked_about[0]
    return best[0] if most and len(best) == 1 else None


def _names_told(text: str, parts: Sequence[Part]) -> int:
    told = set(re.findall(r"[a-z]{3,}", normalise(_with_its_name(text, parts))))
    return len(told & all_names_of(parts))


def _are_the_days(meant: Understanding, parts: tuple[Part, ...]) -> bool:
    """Days told once more; a stay of which nothing is told anew may be ordered without them."""
    stay, said = words.whole_stay(parts), meant.stay
    same = said.check_in in (None, stay.check_in) and said.check_out in (None, stay.check_out)
    return bool(said) and same and said.nights in (None, stay.length)
