"""From what the house found to what the API tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.bookings import Status
from core.domain.quotes import Quote
from core.domain.refusals import Refusal, WhyNot
from core.services import (
    calling_off,
    hotels,
    knowledge,
    passes,
    pay_doors,
    paying,
    phrases,
    room_amenities,
    selling,
    words,
)
from core.services import offers as found_offers
from core.services.confirmations import LetterVoice
from core.services.free_nights import TypeNights
from core.services.guests import contact_of
from core.services.offers import Offers
from core.services.paying import Way
from core.services.payments.reads import Purse, group_of, purse
from core.services.showing import Booking
from core.services.web_bookings import mark
from webhook.api import told
from webhook.api.told import money


class Teller:
    """Tells in one language what one hotel has."""

    def __init__(self, session: Session, hotel_id: int, language: str | None) -> None:
        self._session = session
        self._hotel = hotels.get(session, hotel_id)
        spoken = language or self._hotel.language
        self._voice = LetterVoice(self._hotel, spoken, phrases.of(session, self._hotel))
        self._language = spoken

    def availability(self, found: Offers) -> told.Availability:
        wish, reason = found.wish, found.reason
        return told.Availability(
            check_in=wish.check_in,
            check_out=wish.check_out,
            night_count=wish.stay.length,
            currency=self._hotel.currency,
            offers=[self.offer(offer) for offer in found.offers],
            why_not=self.reason(found, reason) if reason is not None else None,
            reasons={slug: self.reason(found, why) for slug, why in found.reasons.items()},
            alternatives=[self._alternative(one) for one in found.alternatives],
        )

    def calendar(self, found: Sequence[TypeNights]) -> told.Calendar:
        return told.Calendar(
            currency=self._hotel.currency,
            types=[
                told.CalendarType(
                    room_type=one.room_type.slug,
                    name=one.room_type.name(self._language),
                    nights=[
                        told.CalendarNight(
                            day=night.day,
                            free=night.free,
                            closed=night.closed,
                            min_nights=night.min_nights,
                            price=money(night.price),
                        )
                        for night in one.nights
                    ],
                    why_not=one.why_not,
                )
                for one in found
            ],
        )

    def reason(self, found: Offers, refusal: Refusal) -> told.Reason:
        wish = found.wish
        nights = refusal.facts.get("nights")
        said = self._voice.say(
            f"booking.why_{refusal.why}",
            dates=words.dates(self._voice, wish.stay),
            people=words.people(self._voice, wish.party),
            count=str(refusal.facts.get("nights", refusal.facts.get("capacity", ""))),
            nights=words.nights(self._voice, int(nights)) if nights else "",
        )
        return told.Reason(code=refusal.why, words=said, facts=_plain(refusal.facts))

    def nothing(self, found: Offers) -> dict[str, Any]:
        """What a refused hold brings along: why, and what could be had."""
        why = found.reason or Refusal(WhyNot.FULL)
        alternatives = [self._alternative(one).model_dump(mode="json") for one in found.alternatives]
        return {
            "why_not": self.reason(found, why).model_dump(mode="json"),
            "alternatives": alternatives,
        }

    def _alternative(self, one: found_offers.Alternative) -> told.Alternative:
        return told.Alternative(
            kind=one.kind,
            check_in=one.stay.check_in,
            check_out=one.stay.check_out,
            total=money(one.total),
            parts=[self.offer(part) for part in one.parts],
        )

    def offer(self, offer: found_offers.Offer) -> told.Offer:
        kind, quote = offer.room_type, offer.quote
        pictures = knowledge.of(self._session, self._hotel.id).photos_of(f"room:{kind.slug}")
        captions = [
            knowledge.in_language(one.captions, self._language, self._hotel.language) for one in pictures
        ]
        return told.Offer(
            room_type=kind.slug,
            name=kind.name(self._language),
            description=kind.description(self._language),
            beds=kind.beds,
            size_m2=kind.size_m2,
            sleeps=kind.capacity,
            amenities=self._amenities(kind),
            photos=[caption[0] for caption in captions if caption],
            check_in=offer.stay.check_in,
            check_out=offer.stay.check_out,
            rooms=len(offer.quotes),
            free=offer.free,
            total=money(offer.total),
            deposit=money(offer.deposit),
            nights=[_nights(one) for one in offer.quotes],
            lines=[_lines(one) for one in offer.quotes],
            cancelling=[
                told.Rule(hours_before=tier.hours_before, fee_percent=tier.fee / 100)
                for tier in quote.cancellation
            ],
            free_cancelling_until=selling.free_until(self._session, self._hotel, quote, clock.now()),
            quote=mark(offer),
        )

    def _amenities(self, kind: selling.RoomType) -> list[told.Amenity]:
        known = knowledge.of(self._session, self._hotel.id)
        has = room_amenities.of_type(self._voice, known, kind)
        return [told.Amenity(topic=topic, name=name) for topic, name in has.items()]

    def booking(self, head: Booking, *, to_staff: bool) -> told.Booking:
        group = group_of(self._session, head)
        name, phone = contact_of(self._session, head.guest_id or 0) if to_staff else (None, None)
        purse_now = purse(self._session, head)
        stands = Status(head.status) in (Status.CONFIRMED, Status.IN_HOUSE)
        return told.Booking(
            code=head.code,
            status=Status(head.status),
            source=head.source,
            check_in=min(one.check_in for one in group),
            check_out=max(one.check_out for one in group),
            held_until=head.hold_until,
            rooms=[self._room(one) for one in group],
            total=money(paying.price(self._session, head)),
            payment=self._to_pay(head, purse_now),
            page=passes.address(head) if stands else None,
            guest=name,
            phone=phone,
        )

    def _room(self, one: Booking) -> told.Room:
        kind = selling.type_of(self._session, one)
        return told.Room(
            room_type=kind.slug,
            name=kind.name(self._language),
            status=Status(one.status),
            check_in=one.check_in,
            check_out=one.check_out,
            adults=one.adults,
            children=list(one.children),
            total=money(one.price),
        )

    def _to_pay(self, head: Booking, now: Purse) -> told.ToPay:
        ways = paying.ways(self._session, self._hotel) if now.deposit_due else []
        door = pay_doors.state_of(self._session, head) if Way.LINK in ways else None
        transfer = Way.TRANSFER in ways
        account = paying.account_words(self._session, self._hotel, self._language) if transfer else None
        return told.ToPay(
            due_now=money(now.deposit_due),
            paid=money(now.paid),
            balance=money(now.balance),
            ways=_told(ways),
            link=pay_doors.address(head) if door is not None else None,
            link_state=door,
            transfer=account,
        )


def _told(ways: Sequence[Way]) -> list[Literal["link", "transfer"]]:
    """Paying at the hotel is agreed in the chat alone."""
    known: dict[Way, Literal["link", "transfer"]] = {Way.LINK: "link", Way.TRANSFER: "transfer"}
    return [name for way, name in known.items() if way in ways]


def costs(found: calling_off.Costs) -> told.Costs:
    return told.Costs(
        fee=money(found.fee),
        paid=money(found.paid),
        goes_back=money(found.refund),
        still_owed=money(found.owed),
    )


def _nights(quote: Quote) -> list[told.Night]:
    return [told.Night(day=night.day, price=money(night.price)) for night in quote.nights]


def _lines(quote: Quote) -> list[told.Line]:
    return [
        told.Line(
            kind=line.kind, name=line.name, count=line.count, unit=money(line.unit), counts=money(line.counts)
        )
        for line in quote.lines
    ]


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, bool | int | str) or value is None:
            return value
        return [plain(one) for one in value] if isinstance(value, Sequence) else str(value)

    return {name: plain(value) for name, value in facts.items()}
