"""Every flow of the house. Where two serve the same wish the earlier one has it."""

from __future__ import annotations

from core.flows.booking.flow import Booking
from core.flows.care import Care
from core.flows.courtesy.basics import Basics
from core.flows.courtesy.consent import Consent
from core.flows.courtesy.privacy import Privacy
from core.flows.courtesy.talk import Talk
from core.flows.facts.faq import Faq
from core.flows.facts.hours import OpeningHours
from core.flows.facts.location import Location
from core.flows.facts.photos import Photos
from core.flows.flow import Flow
from core.flows.person.reception import Reception
from core.flows.reviews import Reviews
from core.flows.stays.flow import Stays

ALL: tuple[Flow, ...] = (
    Basics(),
    Consent(),
    Privacy(),
    Care(),
    Reviews(),
    Stays(),
    Booking(),
    Faq(),
    OpeningHours(),
    Location(),
    Photos(),
    Reception(),
    Talk(),
)


def named(name: str | None) -> Flow | None:
    return next((flow for flow in ALL if flow.name == name), None)


def serving(wish: str) -> Flow | None:
    return next((flow for flow in ALL if wish in flow.wishes), None)


def answering(topic: str) -> tuple[Flow, ...]:
    return tuple(flow for flow in ALL if topic in flow.topics)
