"""A quote that was shown is kept word for word, belongs to one conversation, and is held once."""

from __future__ import annotations

import pytest

from core.domain.refusals import Refused, WhyNot
from core.domain.showing import Outcome
from core.services import offers, showing
from core.services.showing import Part
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.rates import RatePlan
from tests.inventory import Inventory, furnished, wish
from tests.makers import ANA, BRUNO, House, StoppedClock, heard, incoming


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada, doble=1)


def shown(house: House) -> tuple[int, int]:
    """Ana was shown a double: the quote's id and her conversation's."""
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola", sender=ANA))
        [offer] = offers.search(session, house.posada, wish()).offers
        parts = (Part(offer.room_type, offer.quotes),)
        row = showing.show(session, conversation, wish(), parts)
        assert showing.parts_of(session, row) == parts
        return row.id, conversation.id


def test_it_is_held_at_the_price_that_was_shown_and_only_once(house: House, inn: Inventory) -> None:
    quote, talk = shown(house)
    with transaction(house.posada) as session:
        conversation = session.get_one(Conversation, talk)
        row = showing.find(session, conversation, quote)
        assert row is not None
        [first] = showing.hold(session, conversation, row)
        [again] = showing.hold(session, conversation, row)
        assert first.id == again.id
        assert (first.total, row.outcome) == (row.total, Outcome.HELD)


def test_another_price_is_seen_before_anything_is_held(house: House, inn: Inventory) -> None:
    quote, talk = shown(house)
    with transaction(house.posada) as session:
        session.get_one(RatePlan, (house.posada, inn.types["doble"])).base += 1_000_00
        session.flush()
        row = showing.find(session, session.get_one(Conversation, talk), quote)
        assert row is not None
        fresh = showing.again(session, row)
        assert isinstance(fresh, tuple)
        assert fresh[0].total.minor == (row.total or 0) + 2_000_00


def test_a_quote_of_another_conversation_or_hotel_is_not_found(house: House, inn: Inventory) -> None:
    quote, _ = shown(house)
    with transaction(house.posada) as session:
        bruno, _ = heard(session, house.posada, incoming("oi", sender=BRUNO))
        assert showing.find(session, bruno, quote) is None
    with transaction(house.cabanas) as session:
        theirs, _ = heard(session, house.cabanas, incoming("hola"))
        assert showing.find(session, theirs, quote) is None


def test_what_somebody_else_took_cannot_be_held(house: House, inn: Inventory) -> None:
    first, talk = shown(house)
    second, _ = shown(house)
    with transaction(house.posada) as session:
        conversation = session.get_one(Conversation, talk)
        taken, late = (showing.find(session, conversation, one) for one in (first, second))
        assert taken is not None
        assert late is not None
        showing.hold(session, conversation, taken)
        with pytest.raises(Refused) as refused:
            showing.hold(session, conversation, late)
        assert refused.value.why is WhyNot.FULL
        assert late.booking_id is None


def test_a_new_search_replaces_what_was_open(house: House, inn: Inventory) -> None:
    quote, talk = shown(house)
    with transaction(house.posada) as session:
        conversation = session.get_one(Conversation, talk)
        assert [row.id for row in showing.open_in(session, conversation)] == [quote]
        showing.open_anew(session, conversation)
        assert showing.open_in(session, conversation) == []
