"""What every flow of the dialogue offers: one class per file, one instance in `core.flows.flows`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from core.domain.taps import Tap, read_tap, tap_id
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene

# Where flows look for what their buttons carry.
__all__ = ["Flow", "Tap", "read_tap", "tap_id"]


@dataclass(frozen=True)
class Shared:
    """A message of two matters: `answer` is what the flow under way says to its own, `rest` what others are to serve.

    `goes_on` is what the flow keeps unless another one takes over.
    """

    answer: Answer
    rest: Understanding
    goes_on: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Halved:
    """A message that does something for the flow under way, and says more: `scene` is how it is for that `rest`, if
    there is any.

    `done` does it, once the plain questions of the rest have their answers; nothing where it waits for a yes. Without
    it the rest is served as if it had come alone; where it is `apart` that is told first, and then it is done, if what
    is told asks nothing back. What is `noted` is told above, in place of what could not be done yet. What is `sure` is
    done whoever else knows more of what is asked; `at` is how it is for them, where the rest is to be served alone.
    `joined` puts both into one where neither of these ways would do, given the turn that serves the rest.
    """

    scene: Scene
    rest: Understanding | None
    done: Callable[[Sequence[Answer]], Turn | None] | None = None
    noted: str = ""
    apart: bool = False
    sure: bool = False
    at: Scene | None = None
    joined: Callable[[Turn], Turn] | None = None


class Flow:
    """`wishes` are the intents it acts on, `topics` the plain questions it can answer in a sentence.

    The flow under way hears every message first and may pass by answering None. Flows read and write through
    services on the given session, never commit, and decide: the engine says, remembers and calls.
    """

    name: ClassVar[str] = ""
    wishes: ClassVar[frozenset[str]] = frozenset()
    topics: ClassVar[frozenset[str]] = frozenset()
    # It asked for an opinion: harsh words are its answer, and no reason to call a person over its head.
    hears_anger: ClassVar[bool] = False

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        """Takes the message, or passes. Under way, `scene.memory.data` is what the last turn's `goes_on` kept."""
        return None

    def shares(self, session: Session, scene: Scene, meant: Understanding) -> Shared | None:
        """Under way: its answer and a wish of somebody else in one message."""
        return None

    def halves(self, session: Session, scene: Scene, meant: Understanding) -> Halved | None:
        """Under way: something done and something else, a question most often, in one message."""
        return None

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        """Something that belongs here though nobody asked for it, and whatever else was heard in it."""
        return None

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        """One of its own buttons, of this turn's question or of one long ago."""
        return None

    def given(self, session: Session, scene: Scene) -> Turn | None:
        """A picture or a paper, with or without words, that this flow waits for."""
        return None

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        """A plain question among others. None: nothing to say about it in this hotel."""
        return None

    def again(self, session: Session, scene: Scene) -> Turn | None:
        """Its open question once more, in few words, after the guest asked something else in between."""
        return None
