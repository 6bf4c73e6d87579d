"""What a stay costs each of those who come: the rooms have a price, and guests share it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.money import Money
from core.domain.stays import Stay
from core.flows.booking import asking
from core.flows.booking.hold import kept
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.heads.shared_out import a_room_each
from core.flows.understand.text import normalise
from core.services import paying, showing, words
from core.services.scenes import Scene
from core.services.showing import Booking, Part

_PER_HEAD: Final = re.compile(
    r"\b(?:por (?:persona|cabeza|pessoa|cabeca)|(?:p/|x) ?(?:persona|pessoa|cabeza)|per (?:person|head)|a head|apiece"
    r"|(?:pra |para )?cada (?:un[oa]?|uma?)\b(?! de)|how much (?:is it |would it be |does it come to )?each"
    r"|each of us)"
)
_SPLIT: Final = re.compile(
    r"\b(?:dividid[oa]s?|repartid[oa]s?|split|divided|each"
    r"|cada un[oa]|cada uma|entre (?:l[ao]s |nos(?:otr[ao]s)? )?(?:\d|tod[ao]s))\b"
)
_MONEY: Final = frozenset({"ask_price", "ask_payment"})
_MOST_WORDS: Final = 12
_OFFERED: Final = frozenset({"offered", "restated"})


def asked_for(meant: Understanding) -> bool:
    """Of the price, or in so few words that it is of nothing else."""
    if _PER_HEAD.search(normalise(meant.text)) is None or a_room_each(meant.text):
        return False
    return bool(meant.names & _MONEY) or len(meant.text.split()) <= _MOST_WORDS


def is_spoken_of(plain: str) -> bool:
    """Of any sum: "split five ways" as well."""
    return _PER_HEAD.search(plain) is not None or _SPLIT.search(plain) is not None


def of_offers(session: Session, scene: Scene) -> str:
    """Of everything that is open, or of the one that was chosen; nothing where nothing is."""
    rows = sorted(showing.open_in(session, scene.conversation), key=lambda row: row.id)
    chosen = scene.memory.data.get("shown")
    offers = [parts for row in rows if chosen in (None, row.id) and (parts := showing.parts_of(session, row))]
    if len(offers) == 1:
        return _of_one(scene, showing.total_of(offers[0]), _guests(offers[0]), words.whole_stay(offers[0]))
    alike = {(_guests(parts), words.whole_stay(parts).length) for parts in offers}
    lines = [_row(scene, parts) for parts in offers]
    if len(alike) == 1:
        guests, nights = alike.pop()
        between = {"count": str(guests), "nights": words.nights(scene, nights)}
        lines = [scene.say("booking.per_head_of_each", **between), *lines] if guests > 1 else lines
    return "\n".join(lines)


def of_booking(session: Session, scene: Scene, booking: Booking) -> str:
    wish = kept.wanted_of(session, booking).wish()
    return _of_one(scene, paying.price(session, booking), wish.party.guests, wish.stay)


def _guests(parts: Sequence[Part]) -> int:
    """Babies count: who of them pays is the guests' own affair, and the total is what is owed."""
    return words.whole_party(parts).guests


def _of_one(scene: Scene, whole: Money, guests: int, stay: Stay) -> str:
    said = {"total": words.money(scene, whole), "nights": words.nights(scene, stay.length)}
    if guests < 2:
        return scene.say("booking.for_one", **said)
    return scene.say("booking.per_head", each=each(scene, whole, guests), count=str(guests), **said)


def _row(scene: Scene, parts: Sequence[Part]) -> str:
    whole = showing.total_of(parts)
    return scene.say(
        "booking.per_head_row",
        room=words.all_rooms(scene, parts),
        each=each(scene, whole, _guests(parts)),
        total=words.money(scene, whole),
    )


def each(scene: Scene, whole: Money, guests: int) -> str:
    """Each one's share. What does not come out even is said to be about so much."""
    part = whole.each(guests)
    share = words.money(scene, part)
    return share if part * guests == whole else scene.say("booking.per_head_about", amount=share)


def beside(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """Offers that were just found for whoever asked so: each one's share above them."""
    if turn.step not in _OFFERED or not asked_for(meant):
        return turn
    data = turn.goes_on or {}
    told = of_offers(session, replace(scene, memory=replace(scene.memory, data=data)))
    return asking.lead_with(turn, told) if told else turn
