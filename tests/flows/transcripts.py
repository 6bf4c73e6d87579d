"""Dialogues as hotel staff can read and correct them, played against the house line by line.

# what it is about
clock: 15:00                      the local time of the hotel
day: 2026-12-25                   its date
knows: posada                     the hotel knows about itself what the demo hotel of that name knows
lacks: pt amenity pool            and one text of it is missing in one language
Ana: hola                         a guest writes (Ana, Bruno of Brazil, Pilar of Chile); lines in a row are one burst
Ana taps: Horarios                a button of the house's last message; "taps first" one of the earliest with that title
Ana sends: image                  something without words
Ana speaks: hola                  a voice note, and what was understood of it
Ana mumbles: too_long             a voice note without words, and why (`core.domain.speech.Unheard`)
Ana rewrites: hola                the line written last is edited
Ana wrote 4 hours ago: hola       held back by an outage
Carla: hola Ana                   staff answer; "Carla takes over", "Carla gives back"
telephone: hola Ana               somebody answers from the hotel's own telephone
house: ...                        what the house says next, word for word; "\\n" for a new line, "{link}" for any
buttons: Cómo llegar | Horarios   what the last message offers
place: Posada del Ceibo           a pin with this name
rows: Doble — $100.000 | Triple   the rows of the last message's list, with or without their descriptions
shows: photo | no photo           whether the last message has a picture above it
template: room_freed              a template goes out, with the buttons `Ana taps` knows
house is silent
state: owner=staff reason=asked   what the conversation has become
handover: broken=yes answered=no  what became of the last person called
task: Toallas por favor           the newest task, word for word; "task: none"
on call: +549...                  the telephone of whoever is on call; "on call is told" after it was written to
minutes pass: 31                  and every errand that falls due meanwhile is run
tuteo | house paused              how the hotel wants it
What the hotel has stands in `tests/flows/setting.py`: its day, rooms, prices, rules, and what others do meanwhile;
what guests have booked before in `tests/flows/own_bookings.py`, what they say afterwards in `own_reviews.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.base import clock
from core.domain.errands import Errand
from core.domain.messages import Incoming, Kind, MediaRef, Place, Sender
from core.domain.ports import CannotHear
from core.domain.speech import SPOKEN, Transcript, Unheard
from core.flows import engine
from core.services import conversations, intake, listening, questions
from core.store import outbox, swift
from core.store.alerts import Alert
from core.store.cases import open_cases
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.handovers import Handover
from core.store.hotels import Hotel
from core.store.messages import Message
from core.store.outbox import Claimed, OutboxLetter
from core.store.tasks import Task
from tests.flows.own_bookings import OwnBookings
from tests.flows.own_reviews import OwnReviews
from tests.flows.setting import NO_NAME, Setting
from tests.furnishing import forget, furnish
from tests.inventory import TIGRE
from tests.makers import ANA, BRUNO, PILAR, House, StoppedClock, echo, incoming, tap
from worker import errands

FOLDER = Path(__file__).parent / "scripts"
GUESTS = {"Ana": ANA, "Bruno": BRUNO, "Pilar": PILAR}
_GUEST = re.compile(
    r"^(Ana|Bruno|Pilar)(?: (taps first|taps|sends|speaks|mumbles|rewrites|wrote (\d+) hours ago))?: ?(.*)$"
)


def _options(message: Message) -> list[dict[str, str]]:
    """What a message offers to tap: buttons, or the rows of its list."""
    sections = message.content.get("sections", [])
    return [*message.content.get("options", []), *(one for part in sections for one in part["options"])]


def _row(option: dict[str, str]) -> str:
    said = f"{option['title']} — {option['description']}" if option["description"] else option["title"]
    return said.replace("\xa0", " ")


@dataclass
class Stage:
    """One dialogue under way."""

    house: House
    clock: StoppedClock
    known: str = ""  # the demo hotel whose facts stand there already
    who: str = "Ana"
    burst: list[Incoming] = field(default_factory=list)
    unread: list[Message] = field(default_factory=list)
    last: Message | None = None
    offered: dict[str, str] = field(default_factory=dict)
    first_offered: dict[str, str] = field(default_factory=dict)
    tokens: int = 0
    written: str = ""

    def __post_init__(self) -> None:
        self.setting = Setting(self.house, self.clock)
        self.own = OwnBookings(self.setting, [])
        self.reviews = OwnReviews(self.own)

    def play(self, script: str) -> None:
        for number, line in enumerate(map(str.rstrip, script.splitlines()), start=1):
            if not line or line.startswith("#"):
                continue
            try:
                self._act(line)
            except AssertionError as problem:
                raise AssertionError(f"line {number}: {line}\n{problem}") from problem
        self._nothing_unsaid("the script ends")

    def _act(self, line: str) -> None:
        if found := _GUEST.match(line):
            self._nothing_unsaid("the guest writes")
            name, how, hours, words = found.groups()
            assert name == self.who or not self.burst, "one guest at a time"
            self.who = name
            message = self._message(GUESTS[name], how, hours, self.own.filled(words))
            self.burst.append(message)
            self.written = message.id if message.kind is Kind.TEXT else self.written
            return
        self._take_turn()
        verb, _, rest = line.partition(": ")
        for known, act in self._acts().items():
            if verb == known:
                act(rest.replace("\\n", "\n"))
                if self.written and verb in self.setting.acts():
                    self._listen()
                return
        raise AssertionError(f"nobody knows how to play {line!r}")

    def _acts(self) -> dict[str, Callable[[str], None]]:
        return {
            "clock": self._set_clock,
            "day": self._set_day,
            "knows": self._learns,
            "lacks": self._forgets,
            "minutes pass": self._wait,
            "rows": self._lists,
            "shows": self._shows,
            "template": self._sends_template,
            **self.setting.acts(),
            **self.own.acts(),
            **self.reviews.acts(),
            "house": self._house_says,
            "house is silent": lambda _rest: self._nothing_unsaid("the house is silent"),
            "buttons": self._offers,
            "place": self._shares_place,
            "state": self._has_become,
            "Carla": lambda words: self._staff(conversations.reply, words),
            "Carla takes over": lambda _rest: self._staff(conversations.take_over),
            "Carla gives back": lambda _rest: self._staff(conversations.give_back),
            "telephone": self._telephone,
            "handover": self._handed_over,
            "task": self._task,
            "on call": lambda phone: self._set(on_call_phone=phone.lstrip("+")),
            "on call is told": self._on_call_is_told,
            "tuteo": lambda _rest: self._set(address_form="tuteo"),
        }

    def _message(self, sender: Sender, how: str | None, hours: str | None, words: str) -> Incoming:
        if self.setting.nameless:
            sender = replace(sender, name=NO_NAME)
        if how == "rewrites":
            return incoming(words, kind=Kind.EDIT, target=self.written, sender=sender)
        if how == "taps first":
            return tap(self.first_offered[words], words, sender=sender)
        if how == "taps":
            return tap(self._choice(words), words, sender=sender)
        if how in ("speaks", "mumbles"):
            facts = {"unheard": words} if how == "mumbles" else {}
            return incoming(
                words if how == "speaks" else "",
                kind=Kind.VOICE,
                media=MediaRef("m"),
                sender=sender,
                extra=facts,
            )
        if how == "sends":
            place = Place(-34.4, -58.5) if words == "location" else None
            return incoming(kind=Kind(words), media=MediaRef("m"), place=place, sender=sender)
        at = clock.now() - timedelta(hours=int(hours or 0))
        return incoming(words, sender=sender, at=at)

    def _choice(self, title: str) -> str:
        assert title in self.offered, f"{title!r} is none of {sorted(self.offered)}"
        return self.offered[title]

    def _take_turn(self) -> None:
        if not self.burst:
            return
        with self._session() as session:
            for message in self.burst:
                conversation = self._hear(session, message)
            session.flush()  # each had a transaction of its own
            engine.answer(session, conversation)
        if any(message.kind in (Kind.IMAGE, Kind.DOCUMENT) for message in self.burst):
            self.setting.pictures_are_fetched()
        self.burst = []
        self._listen()

    def _hear(self, session: Session, message: Incoming) -> Conversation:
        """A voice note is listened to as soon as it is there."""
        conversation, line = intake.hear(session, self.house.posada, message)
        if message.kind in SPOKEN and line is not None:
            why = message.extra.get("unheard")
            heard = CannotHear(Unheard(str(why))) if why else Transcript(message.text, "es", 3.0, 0.9)
            listening.write_down(session, line.id, heard, 2.5)
        return conversation

    def _listen(self) -> None:
        with self._session() as session:
            seen = self.last.id if self.last is not None else 0
            said = "row.author = 'house' AND row.id > %(seen)s ORDER BY row.id"
            self.unread = swift.those(session, Message, said, {"seen": seen})
            for message in self.unread:
                self.setting.asks_for_a_yes_to(session, message)
        for message in self.unread:
            self.first_offered = {one["title"]: one["id"] for one in _options(message)} | self.first_offered
            self.offered |= {option["title"]: option["id"] for option in _options(message)}

    def _session(self):  # type: ignore[no-untyped-def]
        return transaction(self.house.posada)

    def _set_clock(self, time: str) -> None:
        hour, minute = map(int, time.split(":"))
        local = clock.now().astimezone(TIGRE).replace(hour=hour, minute=minute)
        self.clock.set(local.astimezone(datetime.now().astimezone().tzinfo))

    def _set_day(self, day: str) -> None:
        local = clock.now().astimezone(TIGRE)
        moved = datetime.combine(date.fromisoformat(day), local.time(), TIGRE)
        self.clock.set(moved.astimezone(datetime.now().astimezone().tzinfo))

    def _learns(self, name: str) -> None:
        if name != self.known:
            with self._session() as session:
                furnish(session, self.house.posada, name)

    def _forgets(self, what: str) -> None:
        with self._session() as session:
            forget(session, self.house.posada, *what.split())

    def _wait(self, minutes: str) -> None:
        """Errands run at their own time, one after the other, as the thinkers would run them."""
        until = clock.now() + timedelta(minutes=int(minutes))
        while (letter := self._next_errand(until)) is not None:
            self.clock.set(max(letter.due_at, clock.now()))
            with self._session() as session:
                errands.HANDLERS[Errand(letter.kind)](session, _as_claimed(letter))
                outbox.finish(session, letter.id, letter.due_at, clock.now())
        self.clock.set(until)
        self._listen()

    def _next_errand(self, until: datetime) -> OutboxLetter | None:
        kinds = [kind for kind in errands.HANDLERS if kind is not Errand.TAKE_TURN]
        with self._session() as session:
            return session.scalars(
                select(OutboxLetter)
                .where(
                    OutboxLetter.state == "waiting",
                    OutboxLetter.kind.in_(kinds),
                    OutboxLetter.due_at <= until,
                )
                .order_by(OutboxLetter.due_at, OutboxLetter.id)
            ).first()

    def _set(self, **facts: object) -> None:
        with self._session() as session:
            hotel = session.get_one(Hotel, self.house.posada)
            for name, value in facts.items():
                setattr(hotel, name, value)

    def _handed_over(self, wanted: str) -> None:
        with self._session() as session:
            handover = session.scalars(select(Handover).order_by(Handover.id.desc())).first()
            assert handover is not None, "nobody was called"
            facts = {
                "broken": "yes" if handover.broken_at else "no",
                "answered": "yes" if handover.answered_at else "no",
                "ended": "yes" if handover.ended_at else "no",
                "reason": handover.reason,
                "words": handover.words.replace(" ", "_"),
            }
            stay = handover.understood.get("stay", {})
            facts |= {"check_in": str(stay.get("check_in")), "nights": str(stay.get("nights"))}
            facts["adults"] = str(handover.understood.get("party", {}).get("adults"))
        for want in wanted.split():
            name, _, value = want.partition("=")
            assert facts[name] == value, f"{name} is {facts[name]}"

    def _task(self, what: str) -> None:
        what = self.own.filled(what)
        with self._session() as session:
            task = session.scalars(select(Task).order_by(Task.id.desc())).first()
            found = f"{task.what} [{task.room}]" if task and task.room else task.what if task else "none"
        assert (found := found.replace("\xa0", " ")) == what, f"the task is {found!r}"

    def _on_call_is_told(self, _rest: str) -> None:
        with self._session() as session:
            told = select(OutboxLetter).where(OutboxLetter.kind == Errand.ALERT_STAFF)
            assert session.scalars(told).first() is not None, "nobody wrote to the telephone on call"

    def _house_says(self, words: str) -> None:
        assert self.unread, "the house said nothing"
        self.last = self.unread.pop(0)
        said = self.last.text.replace("\xa0", " ")
        expected = re.escape(words.replace("\xa0", " ")).replace(
            re.escape("{code}"), "[2346789CDFGHJKMNPQRTVWXY]{6}"
        )
        expected = expected.replace(re.escape("{link}"), r"https?://\S+")
        assert re.fullmatch(expected, said), f"the house said: {said!r}"

    def _shares_place(self, name: str) -> None:
        assert self.unread, "the house said nothing"
        self.last = self.unread.pop(0)
        assert self.last.kind == "place", f"the house said: {self.last.text}"
        assert self.last.content["place"]["name"] == name

    def _offers(self, titles: str) -> None:
        assert self.last is not None
        offered = [option["title"] for option in _options(self.last)]
        assert " | ".join(offered) == titles, f"offered: {offered}"

    def _lists(self, rows: str) -> None:
        assert self.last is not None
        options = _options(self.last)
        shown = " | ".join(map(_row, options))
        titles = " | ".join(one["title"] for one in options)
        assert rows in (shown, titles), f"listed: {shown}"

    def _shows(self, what: str) -> None:
        assert self.last is not None
        shown = "photo" if self.last.content.get("header_media") else "no photo"
        assert shown == what, f"the message shows {shown}"

    def _sends_template(self, name: str) -> None:
        assert self.unread, "the house sent nothing"
        self.last = self.unread.pop(0)
        assert self.last.content.get("name") == name, f"the house sent: {self.last.content}"
        self.offered |= {payload.split(":")[2]: payload for payload in self.last.content["payloads"]}

    def _nothing_unsaid(self, when: str) -> None:
        assert not self.unread, f"{when}, but the house said: {self.unread[0].text}"

    def _staff(self, verb: Callable[..., object], *words: str) -> None:
        self._nothing_unsaid("staff act")
        self.tokens += 1
        with self._session() as session:
            conversation = self._conversation(session)
            verb(session, self.house.carla, conversation.id, *words, f"token {self.tokens}")

    def _telephone(self, words: str) -> None:
        with self._session() as session:
            intake.overhear(session, echo(words, to=GUESTS[self.who]), self.house.posada)

    def _conversation(self, session: Session) -> Conversation:
        guest = select(Guest).where(Guest.name.in_((GUESTS[self.who].name, NO_NAME)))
        found = session.scalars(guest).one()
        return session.scalars(select(Conversation).where(Conversation.guest_id == found.id)).one()

    def _has_become(self, wanted: str) -> None:
        with self._session() as session:
            facts = dict(self._facts(session))
        for want in wanted.split():
            name, _, value = want.partition("=")
            assert facts[name] == value, f"{name} is {facts[name]}"

    def _facts(self, session: Session) -> Iterator[tuple[str, str]]:
        conversation = self._conversation(session)
        guest = session.get_one(Guest, conversation.guest_id)
        alerts = select(Alert.kind).where(Alert.conversation_id == conversation.id, Alert.closed_at.is_(None))
        events = select(Message.kind).where(Message.direction == "event").order_by(Message.id.desc())
        yield "event", session.scalars(events).first() or "none"
        yield "owner", conversation.owner
        yield "reason", str(conversation.handover_reason or "none")
        yield "waiting", "yes" if conversation.waiting_since else "no"
        yield "language", str(conversation.language)
        yield "opted_out", "yes" if guest.opted_out_at else "no"
        yield "alerts", ",".join(sorted(session.scalars(alerts))) or "none"
        open_ones = questions.open_ones(session)
        yield "questions", ",".join(sorted(row.topic or "?" for row in open_ones)) or "none"
        yield "misses", str(conversation.state.get("misses", 0))
        yield "name", str(conversation.state.get("name") or "none").replace(" ", "_")
        yield "booking", self.setting.newest_booking(session, guest.id)
        yield "shown", self.setting.shown(session, conversation.id)
        yield "waits", self.setting.waits(session, guest.id)
        yield "cases", ",".join(case.kind for case in open_cases(session)) or "none"


def _as_claimed(letter: OutboxLetter) -> Claimed:
    return Claimed(letter.id, letter.hotel_id, Errand(letter.kind), letter.lane, letter.payload, 1, "")
