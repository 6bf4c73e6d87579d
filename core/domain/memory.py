"""What the house remembers of a conversation between turns: kept as JSON, read back with suspicion.

An older release, a newer one or half a write may have left anything there: what cannot be read is forgotten,
what belongs to somebody else (`rest`) is kept as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Final, Protocol

from core.domain import so_far
from core.domain.so_far import Before, Named, Party, StaySoFar

__all__ = ["About", "Asked", "Choice", "Memory", "Party", "StaySoFar", "from_json"]

# After this much silence an open question is no longer open: "2" tomorrow is not the answer to today's question.
QUESTION_LIVES: Final = timedelta(hours=12)
# A stay that was talked of is worth a summary for some weeks, as long as it lies ahead.
STAY_LIVES: Final = timedelta(days=30)
_LONGEST_WORDS: Final = 1000
_MOST_RECENT: Final = 20
_NO_STAY, _NO_PARTY, _NOBODY = StaySoFar(), Party(), Named()


class About(StrEnum):
    """What the house asked for."""

    YES_OR_NO = "yes_or_no"
    CHOICE = "choice"
    ADULTS = "adults"
    CHILDREN = "children"
    PEOPLE = "people"
    AGES = "ages"
    ROOMS = "rooms"
    NIGHTS = "nights"
    RATING = "rating"
    NAME = "name"
    OTHER = "other"


class Choice(Protocol):
    """A button or a row of a list."""

    @property
    def id(self) -> str: ...

    @property
    def title(self) -> str: ...


@dataclass(frozen=True)
class Asked:
    """The last question. `options` are the titles on its buttons or list, by id."""

    about: About
    options: dict[str, str] = field(default_factory=dict)

    @classmethod
    def among(cls, options: Iterable[Choice], about: About = About.CHOICE) -> Asked:
        """A question answered by tapping one of these, or by typing its title."""
        return cls(about, {option.id: option.title for option in options})


@dataclass(frozen=True)
class Memory:
    """`flow` is the one under way with its own `data`; `doubted` are the words behind "did you mean ...?".

    `name` is how the guest said to be called, or for whom the stay is. `said` are the house's last words, and
    `echoes` how often they were said again.
    """

    greeted: bool = False
    misses: int = 0
    asked: Asked | None = None
    wish: str | None = None
    doubted: str | None = None
    stay: StaySoFar = _NO_STAY
    party: Party = _NO_PARTY
    named: Named = _NOBODY
    before: Before | None = None
    name: str | None = None
    flow: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    said: str | None = None
    echoes: int = 0
    upset: bool = False
    recent: tuple[str, ...] = ()
    turns: tuple[datetime, ...] = ()
    at: datetime | None = None
    rest: dict[str, Any] = field(default_factory=dict)

    def as_of(self, now: datetime, today: date) -> Memory:
        """What still holds after the silence since the last turn."""
        if self.at is None:
            return self
        silence = now - self.at
        fresh = self
        if silence > QUESTION_LIVES:
            fresh = replace(
                fresh, asked=None, wish=None, doubted=None, flow=None, data={}, misses=0, told=(), upset=False,
                said=None, echoes=0, before=None,
            )  # fmt: skip
        begun = self.stay.check_in
        if silence > STAY_LIVES or (begun is not None and begun < today):
            fresh = replace(fresh, stay=_NO_STAY, party=_NO_PARTY, named=_NOBODY)
        return fresh

    def noting(self, words: str, now: datetime) -> Memory:
        """With this turn's words, as they were written, and its time: whoever never tires is a machine."""
        recent = (*self.recent, words.strip()[:_LONGEST_WORDS])[-_MOST_RECENT:]
        return replace(self, recent=recent, turns=(*self.turns, now)[-_MOST_RECENT:], at=now)

    def said_before(self, most: int = _MOST_RECENT) -> tuple[str, ...]:
        """The guest's last words before those of this turn, which are noted already."""
        return self.recent[:-1][-most:] if most else ()

    def says_it_again(self) -> bool:
        """Whether this turn's words are those of the turn before, in small letters or in capitals."""
        return len(self.recent) > 1 and self.recent[-1].casefold() == self.recent[-2].casefold()

    def to_json(self) -> dict[str, Any]:
        return {
            **self.rest,
            "greeted": self.greeted,
            "misses": self.misses,
            "asked": _asked_out(self.asked),
            "wish": self.wish,
            "doubted": self.doubted[:_LONGEST_WORDS] if self.doubted else None,
            "stay": so_far.stay_out(self.stay),
            "party": so_far.party_out(self.party),
            "named": so_far.named_out(self.named),
            "before": so_far.before_out(self.before),
            "name": self.name,
            "flow": self.flow,
            "data": self.data,
            "told": list(self.told),
            "said": self.said,
            "echoes": self.echoes,
            "upset": self.upset,
            "recent": list(self.recent),
            "turns": [moment.isoformat() for moment in self.turns],
            "at": self.at.isoformat() if self.at else None,
        }


def from_json(kept: Any) -> Memory:
    """Never raises: whatever is odd is left out, and the rest is remembered."""
    state = kept if isinstance(kept, dict) else {}
    flow = so_far.word(state.get("flow"))
    return Memory(
        greeted=state.get("greeted") is True,
        misses=so_far.count(state.get("misses")) or 0,
        asked=_asked(state.get("asked")),
        wish=so_far.word(state.get("wish")),
        doubted=so_far.word(state.get("doubted")) or None,
        stay=so_far.stay_from(state.get("stay")),
        party=so_far.party_from(state.get("party")),
        named=so_far.named_from(state.get("named")),
        before=so_far.before_from(state.get("before")),
        name=so_far.word(state.get("name")),
        flow=flow,
        data=state["data"] if flow and isinstance(state.get("data"), dict) else {},
        told=tuple(filter(None, so_far.each(state.get("told"), so_far.word))),
        said=so_far.word(state.get("said")),
        echoes=so_far.count(state.get("echoes")) or 0,
        upset=state.get("upset") is True,
        recent=tuple(word for word in so_far.each(state.get("recent"), so_far.word) if word is not None),
        turns=tuple(filter(None, so_far.each(state.get("turns"), _moment))),
        at=_moment(state.get("at")),
        rest={key: value for key, value in state.items() if key not in _OURS},
    )


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo is not None else None


def _asked(value: Any) -> Asked | None:
    if not isinstance(value, dict) or value.get("about") not in set(About):
        return None
    options = value.get("options")
    titles = list(options.items()) if isinstance(options, dict) else options
    told = [one for one in titles if isinstance(one, list | tuple) and len(one) == 2] if titles else []
    return Asked(About(value["about"]), {str(key): str(title) for key, title in told})


def _asked_out(asked: Asked | None) -> dict[str, Any] | None:
    """The options as a list: the database keeps the order of lists, but not that of keys."""
    if asked is None:
        return None
    return {"about": asked.about, "options": [list(option) for option in asked.options.items()]}


_OURS: Final = frozenset(Memory().to_json())
