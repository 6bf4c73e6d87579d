"""What one turn of the house decides, and the pieces it is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from core.domain.conversations import EventKind, Reason
from core.domain.memory import Asked
from core.domain.outgoing import Content


@dataclass(frozen=True)
class Answer:
    """What one plain question of a message is told.

    `topic` is the intent it answers. Not `known`: of some of it the house has no fact, a person is asked for that.
    `shows` is what no bubble of words can hold: a pin, photos. `beside` is said even where `shows` says the rest.
    `asked` is the question put with it. `lacks` names what exactly is not known, where the topic is too wide a word.
    """

    topic: str
    text: str = ""
    known: bool = True
    shows: tuple[Content, ...] = ()
    facts: tuple[str, ...] = ()
    beside: str = ""
    asked: Asked | None = None
    lacks: str = ""


@dataclass(frozen=True)
class Turn:
    """What is said, and what changes with it. Saying nothing is a decision too.

    One bubble is the rule; several contents only where the channel has no single one for them (a pin and words).
    `asked` is the question put with it. `goes_on` is the flow's own data while it is under way; without it the
    flow is over. `wish` is the intent being talked about, so that "and for 4?" has something to go on from.
    `memory` changes other fields of `core.domain.memory.Memory`; `step` and `facts` say why, for the console.
    The engine fills in `by`, the flow whose turn it is, and `flow`, when that one begins, goes on or ends.
    `event` is what staff read between the bubbles of it.
    What is `unhurried` is said to many, and gives way to every answer on its way out.
    """

    says: tuple[Content, ...] = ()
    call_person: Reason | None = None
    opted_out: bool | None = None
    asked: Asked | None = None
    wish: str | None = None
    goes_on: dict[str, Any] | None = None
    memory: dict[str, Any] = field(default_factory=dict)
    step: str = ""
    facts: tuple[str, ...] = ()
    by: str = ""
    flow: str | None = None
    unhurried: bool = False
    event: EventKind | None = None


SILENCE = Turn()
# The topic of what is written down for whoever receives the guests.
NOTED_WISH: Final = "noted_wish"
# The steps of a turn that only asks what was meant: beside something that is served it needs no question back.
NOT_UNDERSTOOD: Final = frozenset({"missed", "asked_which"})
