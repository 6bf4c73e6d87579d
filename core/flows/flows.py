"""Every flow of the house. Where two serve the same wish the earlier one has it."""

from __future__ import annotations

from core.flows.basics import Basics
from core.flows.booking.flow import Booking
from core.flows.care import Care
from core.flows.consent import Consent
from core.flows.faq import Faq
from core.flows.flow import Flow
from core.flows.hours import OpeningHours
from core.flows.location import Location
from core.flows.photos import Photos
from core.flows.privacy import Privacy
from core.flows.reception import Reception
from core.flows.reviews import Reviews
from core.flows.stays.flow import Stays
from core.flows.talk import Talk

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
