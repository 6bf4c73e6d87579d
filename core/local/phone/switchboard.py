"""Holds the parts of the phone together, keeps its state in the journal and brings it back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from core.local.phone.chats import Chats, Message
from core.local.phone.clock import Clock
from core.local.phone.counters import Counters
from core.local.phone.deliveries import SMOOTH, Deliveries, Trouble
from core.local.phone.faults import Faults
from core.local.phone.guests import DEFAULT_GUESTS, Guest, GuestBook
from core.local.phone.journal import Journal, Line
from core.local.phone.knobs import Knobs
from core.local.phone.limits import Limits
from core.local.phone.live import Live
from core.local.phone.media import Media, MediaShelf
from core.local.phone.numbers import Numbers
from core.local.phone.settings import HotelNumber, PhoneSettings
from core.local.phone.subscription import Subscription
from core.local.phone.templates import Template, Templates
from core.local.phone.views import guest_view, message_view
from core.local.phone.wire import Wire

_log = logging.getLogger("phone")
_SHUFFLE_OF_A_GUEST = 2.5


class Switchboard:
    """Every part by name. The verbs live in outbound, inbound and statuses."""

    def __init__(self, settings: PhoneSettings) -> None:
        self.settings = settings
        self.clock = Clock()
        self.knobs = Knobs()
        self.numbers = Numbers(settings.numbers)
        self.guests = GuestBook()
        self.chats = Chats()
        self.templates = Templates()
        self.media = MediaShelf(settings.data / "media", self.clock)
        self.media.own_url = settings.own_url
        self.limits = Limits(self.knobs)
        self.counters = Counters()
        self.wire = Wire()
        self.faults = Faults()
        self.live = Live()
        self.journal = Journal(settings.data)
        self.subscription = Subscription(settings.webhook_url, settings.verify_token)
        self.deliveries = Deliveries(
            settings.webhook_url, settings.app_secret, self.knobs, self.wire, self.counters.counts
        )
        self.subscription.changed = self._subscription_changed
        self.wire.heard = lambda: self.live.tell("wire", {"pending": self.deliveries.pending})
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        self._bring_back()
        self.journal.rewrite(self._present())
        self.deliveries.start()
        self._tasks = [
            asyncio.create_task(self.journal.keep_writing(self._present)),
            asyncio.create_task(self.subscription.check()),
        ]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.deliveries.stop()
        self.journal.flush()

    def reset(self) -> None:
        """Back to the first day: default guests, no chats, default knobs."""
        self.deliveries.clear()
        self.clock.clear()
        for people in (self.guests, self.chats, self.templates, self.media):
            people.clear()
        for record in (self.limits, self.counters, self.faults):
            record.clear()
        self.wire.clear()
        self.knobs.turn(Knobs().as_dict())
        self._default_people()
        self.journal.rewrite(self._present())
        self.live.tell("reload", {})

    def keep_guest(self, guest: Guest, *changed: str) -> None:
        changes = {name: getattr(guest, name) for name in changed} if changed else guest.record()
        self.journal.put("guest", guest.id, changes)
        if self.live.watched:
            self.live.tell("guest", guest_view(guest))

    def keep_message(self, message: Message, *changed: str) -> None:
        """Write down a new message, or only what changed of one."""
        changes = {name: getattr(message, name) for name in changed} if changed else message.record()
        self.journal.put("message", message.id, changes)
        if self.live.watched:
            self.live.tell("message", message_view(message, self.media))

    def keep_media(self, media: Media) -> None:
        self.journal.put("media", media.id, media.record())

    def keep_template(self, template: Template) -> None:
        self.journal.put("template", template.id, template.record())

    def forget_template(self, template: Template) -> None:
        self.journal.put("template", template.id, None)

    def add_number(self, number: HotelNumber) -> None:
        self.numbers.add(number)
        self.journal.put("number", number.number_id, asdict(number))
        self.live.tell("reload", {})

    def trouble_of(self, guest: Guest | None) -> Trouble:
        if guest is None or not (guest.duplicates or guest.out_of_order):
            return SMOOTH
        return Trouble(guest.duplicates, _SHUFFLE_OF_A_GUEST if guest.out_of_order else 0.0)

    def _subscription_changed(self) -> None:
        _log.info(
            "The webhook's subscription check: %s, %s", self.subscription.state, self.subscription.reason
        )
        self.live.tell("subscription", self.subscription.view())

    def _bring_back(self) -> None:
        records = self.journal.load()
        for record in records.get("number", {}).values():
            self.numbers.add(HotelNumber(**record))
        for record in records.get("guest", {}).values():
            self.guests.add(Guest(**record))
        for record in records.get("media", {}).values():
            self.media.put(Media(**record))
        for record in records.get("template", {}).values():
            self.templates.put(Template(**record))
        for record in sorted(records.get("message", {}).values(), key=_moment):
            self.chats.add(Message(**record))
        if not len(self.guests):
            self._default_people()

    def _default_people(self) -> None:
        for guest in DEFAULT_GUESTS:
            fresh = Guest(**{**guest.record(), "known_by": [], "blocked": [], "windows": {}})
            self.guests.add(fresh)
        for number in self.numbers.all():
            self.templates.put(_hello_world(number))

    def _present(self) -> Iterator[Line]:
        for number in self.numbers.all():
            if number not in self.settings.numbers:
                yield "number", number.number_id, asdict(number)
        for guest in self.guests:
            yield "guest", guest.id, guest.record()
        for media in self.media.all():
            yield "media", media.id, media.record()
        for template in self.templates:
            yield "template", template.id, template.record()
        for message in self.chats.all():
            yield "message", message.id, message.record()


def _moment(record: dict[str, Any]) -> float:
    return float(record.get("at", 0.0))


def _hello_world(number: HotelNumber) -> Template:
    return Template(
        id=str(int(number.account_id) + 7),
        account_id=number.account_id,
        name="hello_world",
        language="en_US",
        category="UTILITY",
        components=[
            {
                "type": "BODY",
                "text": "Welcome and congratulations! This message shows you can send templates.",
            }
        ],
        status="APPROVED",
    )
