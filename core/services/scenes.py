"""The conversation as the house finds it when its turn comes, and the writing down of what it decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy.orm import Session

from core.base import clock, telemetry
from core.domain import memory, over_and_over
from core.domain.conversations import EventKind, Owner, Reason
from core.domain.errands import Desk, Errand
from core.domain.knowledge import Knowledge
from core.domain.memory import Memory
from core.domain.messages import TAPS, Kind, is_stale, window_is_open
from core.domain.outgoing import Content
from core.domain.speech import SPOKEN, is_awaited
from core.services import handovers, hotels, knowledge, outgoing, owners, phrases, promises
from core.services.aloud import also_aloud, asks_for_words, with_what_was_heard
from core.services.guests import note, reads_abroad
from core.services.handovers import Case
from core.services.phrases import LANGUAGES, Voice
from core.store import guests, messages, newest, outbox
from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.outbox import NewErrand, turn_key

# Flows know no tables; what they name of them, they name through here.
__all__ = [
    "Case",
    "Conversation",
    "Message",
    "Scene",
    "also_aloud",
    "asks_for_words",
    "attendance",
    "call_person",
    "keep",
    "leave",
    "look",
    "mark_read",
    "plan_turn",
    "postpone_turn",
    "promised_by",
    "raise_urgent",
    "say",
    "set_consent",
    "settle",
    "speak_language",
    "tell_staff",
    "turn_errand",
    "turn_key",
    "visit",
    "with_what_was_heard",
]

_LONGEST_GATHERING = timedelta(seconds=8)


@dataclass(frozen=True)
class Scene:
    """Who speaks with whom, and what was said since anybody last dealt with it."""

    hotel: Hotel
    guest: Guest
    conversation: Conversation
    lines: list[Message]
    now: datetime
    language: str = LANGUAGES[0]
    memory: Memory = field(default_factory=Memory)
    voice: Voice = field(default_factory=Voice)
    knowledge: Knowledge = field(default_factory=Knowledge)
    again: bool = False
    part: str | None = None

    @property
    def newest(self) -> Message:
        return self.lines[-1]

    @property
    def words(self) -> str:
        """Of one half of a message, that half alone. What is said over and over is heard a few times."""
        said = "\n".join(line.text for line in self.lines if line.text and line.kind not in TAPS)
        return over_and_over.a_few_times(said if self.part is None else self.part)

    @property
    def earlier_words(self) -> str | None:
        """What was answered already and then written anew; nothing where anything of it is new."""
        found = [line.content.get(messages.ANSWERED) for line in self.lines]
        return "\n".join(map(str, found)) if found and None not in found else None

    @property
    def taps(self) -> list[str]:
        """Ids of the buttons tapped, the newest last."""
        return [str(line.content.get("choice")) for line in self.lines if line.kind in TAPS]

    @property
    def is_late(self) -> bool:
        """An outage held everything back: nothing here may be answered as if it were live, unless staff ask for it."""
        return not self.again and all(is_stale(line.at, self.now) for line in self.lines)

    @property
    def window_is_open(self) -> bool:
        return window_is_open(self.conversation.last_guest_at, self.now)

    @property
    def house_speaks(self) -> bool:
        return self.conversation.owner == Owner.HOUSE and not self.hotel.house_paused

    @property
    def somebody_is_awaited(self) -> bool:
        return _awaits_somebody(self.conversation)

    @property
    def a_person_answers(self) -> bool:
        """Somebody came, and the house of this hotel is not told to keep quiet altogether."""
        owned = self.conversation.owner != Owner.HOUSE and not self.somebody_is_awaited
        return owned and not self.hotel.house_paused

    @property
    def local_now(self) -> datetime:
        return hotels.local_now(self.hotel)

    @cached_property
    def reads_abroad(self) -> bool:
        return reads_abroad(self.conversation, self.hotel)

    def say(self, key: str, **values: str) -> str:
        """A phrase of the house, in the guest's language."""
        return self.voice.say(self.language, key, **values)

    def list_of(self, words: Sequence[str]) -> str:
        """ "a, b and c", as the guest's language joins them."""
        joined = ", ".join(words[:-1])
        return self.say("joining.last", before=joined, last=words[-1]) if joined else "".join(words)


def look(session: Session, conversation: Conversation) -> Scene | None:
    """Nothing when nobody said anything that is still open. A note that is being listened to is not yet said."""
    now, said = clock.now(), messages.unanswered(session, conversation.id)
    lines = [line for line in said if not is_awaited(line.content, line.stored_at, now)]
    return _scene(session, conversation, lines) if lines else None


def visit(session: Session, conversation: Conversation) -> Scene | None:
    """The conversation as it stands when nobody has just written."""
    return _scene(session, conversation, [])


def _scene(session: Session, conversation: Conversation, lines: list[Message]) -> Scene | None:
    guest = guests.one(session, conversation.guest_id)
    if guest is None:
        return None
    hotel, now = hotels.get(session, conversation.hotel_id), clock.now()
    remembered = memory.from_json(conversation.state).as_of(now, hotels.local_now(hotel).date())
    spoken = conversation.language or guest.language or hotel.language
    language = spoken if spoken in LANGUAGES else LANGUAGES[0]
    own = phrases.of(session, hotel), knowledge.of(session, hotel.id)
    return Scene(hotel, guest, conversation, lines, now, language, remembered, *own)


def settle(scene: Scene) -> None:
    for line in scene.lines:
        line.handled_at = scene.now


def keep(scene: Scene, remembered: Memory) -> None:
    scene.conversation.state = remembered.to_json()


def speak_language(scene: Scene) -> None:
    if scene.conversation.language != scene.language:
        scene.conversation.language = scene.guest.language = scene.language


def say(
    session: Session,
    scene: Scene,
    content: Content,
    why: dict[str, Any] | None = None,
    *,
    unhurried: bool = False,
    reads: bool = False,
) -> Message:
    """Unhurried is what the house says to many and nobody waits for. A reply also says that we have read."""
    desk, line = Desk.BULK if unhurried else Desk.RELAY, scene.newest if reads else None
    return outgoing.say(session, scene.conversation, content, why=why, desk=desk, reads=line)


def leave(scene: Scene) -> None:
    """The end of a turn: what the house has dealt with, by words or by a wise silence, needs nobody's eye."""
    if scene.house_speaks:
        scene.conversation.unread = 0


def call_person(session: Session, scene: Scene, reason: Reason, case: Case) -> None:
    handovers.begin(session, scene.conversation, reason, case)


def tell_staff(session: Session, scene: Scene, event: EventKind) -> None:
    """A line between the bubbles; where the guest needs nobody any more the house has the conversation again."""
    if event is EventKind.CALLED_OFF:
        owners.house_takes_back(session, scene.conversation, event)
    else:
        note(session, scene.conversation, event)


def raise_urgent(session: Session, scene: Scene) -> None:
    """Danger while somebody else owns the conversation."""
    handovers.raise_urgent(session, scene.conversation, scene.words)


def promised_by(scene: Scene, reason: Reason) -> datetime:
    """When a person called now will have answered, in the hotel's time: the same that is written down."""
    return promises.promised_by(scene.hotel, scene.knowledge, reason)


def attendance(scene: Scene) -> promises.Attendance:
    return promises.attendance(scene.hotel, scene.knowledge)


def set_consent(session: Session, scene: Scene, *, opted_out: bool) -> None:
    """Whoever comes back is answered by the house again: the person called meanwhile was only told of their words."""
    scene.guest.opted_out_at = scene.now if opted_out else None
    waits = scene.conversation.handover_reason == Reason.ALREADY_OPTED_OUT and scene.somebody_is_awaited
    if not opted_out and waits:
        owners.house_takes_back(session, scene.conversation, EventKind.OPTED_IN)
    else:
        note(session, scene.conversation, EventKind.OPTED_OUT if opted_out else EventKind.OPTED_IN)


def mark_read(session: Session, scene: Scene) -> None:
    outgoing.mark_read(session, scene.conversation, scene.newest, typing=False)


def plan_turn(session: Session, conversation: Conversation, message: Message, window: float) -> bool:
    """Puts the turn off until the guest has finished writing; true when it is due right now.

    A tap speaks for itself, and where the house is silent nothing is worth waiting for. A burst moves the turn along,
    not for ever. A voice note that has no words yet holds it back: its words open it, or the errand written with it.
    """
    theirs = conversation.owner != Owner.HOUSE and not _awaits_somebody(conversation)
    silent = theirs or hotels.get(session, conversation.hotel_id).house_paused
    if silent or message.kind in TAPS or window <= 0:
        _no_later_turn(session, conversation)
        return True
    lines = messages.unanswered(session, conversation.id)
    if any(is_awaited(line.content, line.stored_at, clock.now()) for line in lines):
        _no_later_turn(session, conversation)
        outgoing.mark_read(session, conversation, message, typing=True)
        return False
    patience = window if _may_go_on(message) else window / 2
    first = min((line.stored_at for line in lines), default=clock.now())
    due_at = min(clock.now() + timedelta(seconds=patience), first + _LONGEST_GATHERING)
    outbox.write(session, conversation.hotel_id, turn_errand(conversation, due_at))
    if conversation.owner == Owner.HOUSE:  # where a person is awaited nobody may be about to answer
        outgoing.mark_read(session, conversation, message, typing=True)
    return False


def _awaits_somebody(conversation: Conversation) -> bool:
    return conversation.owner == Owner.STAFF and conversation.owner_staff_id is None


def _no_later_turn(session: Session, conversation: Conversation) -> None:
    if newest.turn_may_wait(session, conversation.id):
        outbox.cancel(session, turn_key(conversation.id))


def postpone_turn(session: Session, conversation: Conversation, seconds: float) -> None:
    outbox.write(session, conversation.hotel_id, turn_errand(conversation, clock.after(seconds)))


def turn_errand(
    conversation: Conversation, due_at: datetime, again: Sequence[str] | None = None
) -> NewErrand:
    """`again` is a turn taken before, with what staff say was meant, if they say it."""
    retaken = {} if again is None else {"again": list(again)}
    return NewErrand(
        kind=Errand.TAKE_TURN,
        lane=turn_key(conversation.id),
        payload={"conversation": conversation.id, **retaken},
        due_at=due_at,
        trace_id=telemetry.current_trace(),
        key=turn_key(conversation.id),
    )


def _may_go_on(message: Message) -> bool:
    """A bare "hola" is usually followed by the matter; a whole question, or a voice note, is not."""
    if message.kind in SPOKEN:
        return not message.text
    whole = message.text.rstrip().endswith("?") or len(message.text.split()) > 5
    return not (message.kind is Kind.TEXT and whole)
