"""What taking a room commits the guest to, in money and dates: what is paid now, until when cancelling is free."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core.domain.money import Money, total
from core.domain.policies import fee_share
from core.domain.quotes import Quote
from core.services import selling, words
from core.services.scenes import Scene
from core.services.showing import Part

Choice = Sequence[Part]


def in_words(session: Session, scene: Scene, choices: Sequence[Choice]) -> str:
    said = [deposit(scene, choices), cancelling(session, scene, choices)]
    if selling.breakfast_included(session, scene.hotel):
        said.append(scene.say("booking.breakfast"))
    return " ".join(said)


def deposit(scene: Scene, choices: Sequence[Choice]) -> str:
    deposits = [_sum([part.deposit for part in choice]) for choice in choices]
    totals = [_sum([part.total for part in choice]) for choice in choices]
    if not any(deposits):
        return scene.say("booking.pay_later")
    if deposits == totals:
        return scene.say("booking.pay_all")
    return scene.say("booking.deposit", deposit=_from(scene, deposits))


def cancelling(session: Session, scene: Scene, choices: Sequence[Choice]) -> str:
    quotes = [quote for choice in choices for part in choice for quote in part.quotes]
    moments = [selling.free_until(session, scene.hotel, quote, scene.now) for quote in quotes]
    free = [moment for moment in moments if moment is not None]
    if len(free) == len(moments):
        return scene.say("booking.cancel_free", until=words.moment(scene, min(free)))
    fees = [_fee(session, scene, choice) for choice in choices]
    return scene.say("booking.cancel_fee", fee=_from(scene, fees))


def _fee(session: Session, scene: Scene, choice: Choice) -> Money:
    quotes = [quote for part in choice for quote in part.quotes]
    return _sum([_fee_of(session, scene, quote) for quote in quotes])


def _fee_of(session: Session, scene: Scene, quote: Quote) -> Money:
    arrival = selling.arrival(session, scene.hotel, quote.stay)
    return quote.total.share(fee_share(quote.cancellation, arrival, scene.now))


def _sum(amounts: list[Money]) -> Money:
    return total(amounts, amounts[0].currency)


def _from(scene: Scene, amounts: Sequence[Money]) -> str:
    """One amount, or the least of several and that it is only the least."""
    least = min(amounts, key=lambda amount: amount.minor)
    said = words.money(scene, least)
    return said if len({amount.minor for amount in amounts}) == 1 else scene.say("booking.from", amount=said)
