"""Templates that staff send when the channel's day is over: what is offered, what goes out, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.base import clock
from core.domain.access import NotAllowed
from core.domain.ports import TemplateSeen
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.stays import progress
from core.services import approved, conversations, template_states, templates
from core.services.approved import BlankLeft, LeftAlone, NotApproved
from core.services.conversations import Wanted
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.hotels import ChannelAccount
from core.store.messages import Message
from core.store.outbox import OutboxLetter
from tests.inventory import Inventory, furnished
from tests.journeys import booked
from tests.makers import House, StoppedClock, heard, incoming

FILLED = {"hotel": "Posada del Ceibo"}


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


@pytest.fixture
def quiet(house: House, stopped_clock: StoppedClock) -> int:
    """Ana wrote more than a day ago."""
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming("hola", at=clock.now() - timedelta(hours=30)))[0].id


def send(house: House, conversation: int, wanted: Wanted, token: str = "token-of-a-click-1") -> int:
    with transaction(house.posada) as session:
        return conversations.write_approved(session, house.carla, conversation, wanted, token).id


def test_without_a_stay_only_the_general_one_is_offered(house: House, quiet: int) -> None:
    with transaction(house.posada) as session:
        [one] = approved.on_offer(session, house.carla, quiet)
    assert (one.name, one.language, one.words) == ("reopening", "es", FILLED)


def test_a_stay_fills_the_blanks(house: House, inn: Inventory) -> None:
    booking = booked(house)
    with transaction(house.posada) as session:
        talk = session.scalars(select(Conversation)).first()
        assert talk is not None
        offered = {one.name: one.words for one in approved.on_offer(session, house.carla, talk.id)}
    assert set(offered) == set(approved.BY_HAND)
    assert all(all(words.values()) for words in offered.values()), booking


def test_it_goes_out_once_and_reads_as_it_was_shown(house: House, quiet: int) -> None:
    wanted = Wanted("reopening", "es", FILLED)
    first, again = (send(house, quiet, wanted) for _ in range(2))
    assert first == again
    with transaction(house.posada) as session:
        line = session.get_one(Message, first)
        assert line.text == templates.registry()["reopening"].read("es", ("Posada del Ceibo",))
        [letter] = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == "send_message"))
        assert letter.payload["content"]["name"] == "reopening"
        assert letter.payload["content"]["words"] == ["Posada del Ceibo"]
        assert session.get_one(Conversation, quiet).owner_staff_id == house.carla.staff_id


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        (Wanted("reopening", "es", {}), BlankLeft),
        (Wanted("reopening", "es", {"hotel": " \n "}), BlankLeft),
        (Wanted("reopening", "es", {"hotel": "x" * 1100}), BlankLeft),
        (Wanted("reopening", "xx", FILLED), NotApproved),
        (Wanted("staff_alert", "es", FILLED), NotApproved),
        (Wanted("nothing", "es", FILLED), NotApproved),
    ],
)
def test_what_the_channel_would_refuse_never_leaves(
    house: House, quiet: int, wanted: Wanted, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        send(house, quiet, wanted)
    with transaction(house.posada) as session:
        assert session.scalars(select(Message).where(Message.direction == "out")).all() == []


def test_one_that_is_paused_is_neither_offered_nor_sent(house: House, quiet: int) -> None:
    with transaction(house.posada) as session:
        account = session.scalars(select(ChannelAccount)).one()
        account.business = "209876543210001"
        seen = TemplateSeen("7", "reopening", "es", "PAUSED", "UTILITY")
        template_states.take_stock(session, house.posada, account.business, [seen])
    with transaction(house.posada) as session:
        assert approved.on_offer(session, house.carla, quiet) == []
    with pytest.raises(NotApproved):
        send(house, quiet, Wanted("reopening", "es", FILLED))


@pytest.mark.parametrize("how", ["opted_out_at", "blocked_at"])
def test_who_said_stop_is_left_alone(house: House, quiet: int, how: str) -> None:
    with transaction(house.posada) as session:
        guest = session.get_one(Guest, session.get_one(Conversation, quiet).guest_id)
        setattr(guest, how, clock.now())
    with pytest.raises(LeftAlone):
        send(house, quiet, Wanted("reopening", "es", FILLED))


def test_a_viewer_and_another_hotel_send_nothing(house: House, quiet: int) -> None:
    wanted = Wanted("reopening", "es", FILLED)
    with transaction(house.posada) as session, pytest.raises(NotAllowed):
        conversations.write_approved(session, house.vera, quiet, wanted, "token-of-a-click-2")
    with transaction(house.cabanas) as session, pytest.raises(conversations.NoSuchConversation):
        conversations.write_approved(session, house.elena, quiet, wanted, "token-of-a-click-3")


def test_their_buttons_are_the_houses_own() -> None:
    known = {welcome.LOCATION, welcome.PERSON, welcome.TIMES}
    known |= {tap_id(progress.NAME, "this", matter, "K7MQ4X") for matter in progress.Matter}
    for made in templates.registry().values():
        assert set(made.tapped({"code": "K7MQ4X"})) <= known, made.name
    for name in approved.BY_HAND:
        made = templates.registry()[name]
        assert len(made.taps) == len(made.wordings["es"].buttons)
