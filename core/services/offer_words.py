"""An offer in the guest's words, whoever makes it: rooms, dates, people, price, and what taking it commits to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.money import Money, total
from core.domain.outgoing import Option
from core.domain.taps import tap_id
from core.services import cot_words, knowledge, room_amenities, selling, words
from core.services.showing import Part, total_of
from core.services.words import Speaker

Choice = Sequence[Part]
ROW_TITLE: Final = 24
_ROW_WORDS: Final = 72
_JOINED: Final = re.compile(r", | (?:y|e|and) ")
_SMALL_WORDS: Final = re.compile(
    r" (?:al|a la|del|de la|de|do|da|no|na|con|com|with|of the|of|on the|by the)(?= )"
)
_FLOW: Final = "booking"
_MOST_TOLD: Final = 6


def in_full(session: Session, speaker: Speaker, parts: Choice) -> str:
    """All of one offer, and until when it would be kept."""
    lines = [
        what(speaker, parts),
        *_has(session, speaker, parts),
        *cot_words.of_offer(speaker, parts),
        speaker.say(_even_or_mean("booking.total", parts), **_price(speaker, parts)),
        terms(session, speaker, [parts]),
    ]
    minutes = selling.hold_minutes(session, speaker.hotel)
    until = words.hour(speaker, speaker.local_now + timedelta(minutes=minutes))
    key = "booking.shall_i_hold" if any(part.deposit for part in parts) else "booking.shall_i"
    return "\n".join([*lines, speaker.say(key, until=until)])


def in_short(speaker: Speaker, parts: Choice) -> str:
    """The question for a yes once more, where all of it was told: which rooms, when, and for how much."""
    return speaker.say(
        "booking.shall_i_short",
        rooms=cot_words.of_parts(speaker, parts),
        dates=words.dates(speaker, words.whole_stay(parts)),
        total=words.money(speaker, total_of(parts)),
    )


def _has(session: Session, speaker: Speaker, parts: Choice) -> list[str]:
    """Of rooms of one type alone, in short: of several it would be said of the wrong one."""
    if len({part.room_type.id for part in parts}) > 1:
        return []
    facts = knowledge.of(session, speaker.hotel.id)
    told = room_amenities.listed(speaker, facts, parts[0].room_type, _MOST_TOLD)
    return [told] if told else []


def what(speaker: Speaker, parts: Choice) -> str:
    """Rooms, dates and people; of rooms one after the other, each with its own dates."""
    stay, party = words.whole_stay(parts), words.whole_party(parts)
    rooms = words.all_rooms(speaker, parts)
    if words.one_after_another(parts):
        rooms = speaker.list_of(
            [f"{cot_words.of_parts(speaker, [part])} ({words.dates(speaker, part.stay)})" for part in parts]
        )
    return speaker.say(
        "booking.what",
        rooms=rooms,
        dates=words.dates(speaker, stay),
        nights=words.nights(speaker, stay.length),
        people=words.people(speaker, party),
    )


def row(speaker: Speaker, parts: Choice) -> str:
    """One of several, in a line."""
    return speaker.say(_even_or_mean("booking.row", parts), **_price(speaker, parts))[:_ROW_WORDS]


def price_line(speaker: Speaker, parts: Choice) -> str:
    """The same in the message itself: nobody should have to open the list to read what a room costs."""
    total = words.money(speaker, total_of(parts))
    return speaker.say("booking.price_line", what=cot_words.of_parts(speaker, parts), total=total)


def fitted(title: str) -> str:
    """As a row of a list may be called: rooms side by side without their small words, and no word cut in two."""
    if len(title) <= ROW_TITLE:
        return title
    rooms = [_SMALL_WORDS.sub("", room) for room in _JOINED.split(title)]
    if len(short := " + ".join(rooms)) <= ROW_TITLE:
        return short
    every = set.intersection(*(set(room.split()) for room in rooms)) if len(rooms) > 1 else set()
    told_apart = [" ".join(word for word in room.split() if word not in every) for room in rooms]
    short = " + ".join(told_apart) if all(told_apart) else short
    begins = short[: ROW_TITLE - 1]
    return short if len(short) <= ROW_TITLE else f"{begins.rpartition(' ')[0] or begins}…"


def take_or_change(speaker: Speaker, shown_id: int) -> tuple[Option, Option]:
    """What there is to say to one offer."""
    return (
        Option(tap_id(_FLOW, "take", str(shown_id)), speaker.say("button.book")),
        Option(tap_id(_FLOW, "change"), speaker.say("button.change")),
    )


def pick(shown_id: int, title: str, words_of_it: str) -> Option:
    """One of several, to be tapped."""
    return Option(tap_id(_FLOW, "pick", str(shown_id)), fitted(title), words_of_it)


def per_night(parts: Choice) -> Money:
    return total_of(parts).each(words.whole_stay(parts).length)


def _even_or_mean(key: str, parts: Choice) -> str:
    """Where the nights do not come out even, what one of them costs is told as the mean that it is."""
    even = per_night(parts).minor * words.whole_stay(parts).length == total_of(parts).minor
    return key if even else f"{key}_on_average"


def _price(speaker: Speaker, parts: Choice) -> dict[str, str]:
    return {
        "total": words.money(speaker, total_of(parts)),
        "night": words.money(speaker, per_night(parts)),
    }


def terms(session: Session, speaker: Speaker, choices: Sequence[Choice]) -> str:
    """What is paid now, until when cancelling is free."""
    said = [_deposit(speaker, choices), cancelling(session, speaker, choices)]
    if selling.breakfast_included(session, speaker.hotel):
        said.append(speaker.say("booking.breakfast"))
    return " ".join(said)


def _deposit(speaker: Speaker, choices: Sequence[Choice]) -> str:
    deposits = [_sum([part.deposit for part in choice]) for choice in choices]
    totals = [_sum([part.total for part in choice]) for choice in choices]
    if not any(deposits):
        return speaker.say("booking.pay_later")
    if deposits == totals:
        return speaker.say("booking.pay_all")
    return speaker.say("booking.deposit", deposit=_from(speaker, deposits))


def cancelling(session: Session, speaker: Speaker, choices: Sequence[Choice]) -> str:
    """Until when it costs nothing, else what it costs."""
    quotes = [quote for choice in choices for part in choice for quote in part.quotes]
    moments = [selling.free_until(session, speaker.hotel, quote, speaker.local_now) for quote in quotes]
    free = [moment for moment in moments if moment is not None]
    if len(free) == len(moments):
        return speaker.say("booking.cancel_free", until=words.moment(speaker, min(free)))
    fees = [_fee(session, speaker, choice) for choice in choices]
    if not all(fees) and any(fees):
        some = _from(speaker, [fee for fee in fees if fee])
        return speaker.say("booking.cancel_some", fee=some)
    return speaker.say("booking.cancel_fee", fee=_from(speaker, fees))


def _fee(session: Session, speaker: Speaker, choice: Choice) -> Money:
    quotes = [quote for part in choice for quote in part.quotes]
    return _sum([selling.fee_at(session, speaker.hotel, quote, speaker.local_now) for quote in quotes])


def _sum(amounts: list[Money]) -> Money:
    return total(amounts, amounts[0].currency)


def _from(speaker: Speaker, amounts: Sequence[Money]) -> str:
    """One amount, or the least of several and that it is only the least."""
    least = min(amounts, key=lambda amount: amount.minor)
    said = words.money(speaker, least)
    return (
        said if len({amount.minor for amount in amounts}) == 1 else speaker.say("booking.from", amount=said)
    )
