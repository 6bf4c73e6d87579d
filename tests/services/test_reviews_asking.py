"""A guest leaves: asked once at a decent hour, reminded twice at most, and left in peace for every good reason."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select, update

from core.base import clock
from core.domain.access import NotAllowed
from core.domain.bookings import Source
from core.domain.conversations import Owner, Reason
from core.domain.errands import Errand
from core.domain.reviews import Platform, RequestState, Rules, Segment, Unasked
from core.services import handovers
from core.services.reviews import answering, asking, rules
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.guests import Guest
from core.store.hotels import ChannelAccount, Hotel
from core.store.messages import Message
from core.store.payments import Payment
from core.store.review_requests import ReviewRequest
from core.store.templates import TemplateRow
from tests.inventory import Inventory, at, furnished
from tests.makers import BRUNO, House, StoppedClock, heard, incoming
from tests.reviewing import errands_due, has_stayed, leaves, request_of, said_to, stays


@pytest.fixture
def inn(house: House, stopped_clock: StoppedClock) -> Inventory:
    return furnished(house.posada)


def change(house: House, table: Any, **values: Any) -> None:
    with transaction(house.posada) as session:
        session.execute(update(table).values(**values))


def questions(house: House) -> list[Message]:
    return [line for line in said_to(house) if line.why is not None and line.why["flow"] == "reviews"]


def test_who_left_at_ten_is_asked_at_two_with_five_stars_to_tap(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    stopped_clock.set(at(0, 13, 59))
    assert errands_due(house) == []
    stopped_clock.set(at(0, 14))
    assert errands_due(house) == [Errand.ASK_REVIEW]
    [asked] = questions(house)
    assert asked.kind == "template", "two days after the last word of the guest"
    assert len(asked.content["payloads"]) == 5
    request = request_of(house, booking)
    assert (request.state, request.segment, request.way) == (RequestState.SENT, Segment.COUPLE, "template")
    assert request.message_id == asked.id


def test_inside_the_window_the_question_comes_in_the_words_for_the_guest(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock, children=(4,))
    with transaction(house.posada) as session:
        heard(session, house.posada, incoming("gracias por todo"))
    stopped_clock.set(at(0, 14))
    errands_due(house)
    [asked] = questions(house)
    assert asked.kind == "menu"
    assert "familia" in asked.text
    assert request_of(house, booking).way == "free"


def test_two_reminders_and_then_silence(house: House, inn: Inventory, stopped_clock: StoppedClock) -> None:
    has_stayed(house, stopped_clock)
    for _ in range(40):
        stopped_clock.passes(days=1)
        errands_due(house)
    assert [line.why["step"] for line in questions(house) if line.why] == ["asked", "reminded", "reminded"]


def test_left_twice_and_from_two_rooms_it_is_one_question(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    first = stays(house, stopped_clock, adults=4, rooms=2)
    with transaction(house.posada) as session:
        session.execute(update(Booking).values(group_code=session.get_one(Booking, first).code))
        both = list(session.scalars(select(Booking.id)))
    stopped_clock.set(at(2, 10))
    for booking in [*both, *both]:
        leaves(house, booking)
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert len(questions(house)) == 1
    with transaction(house.posada) as session:
        assert session.scalars(select(ReviewRequest)).one().segment == Segment.GROUP


def test_one_of_two_rooms_is_still_taken_so_the_guest_is_not_gone(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    first = stays(house, stopped_clock, adults=4, rooms=2)
    with transaction(house.posada) as session:
        session.execute(update(Booking).values(group_code=session.get_one(Booking, first).code))
        other = session.scalars(select(Booking.id).where(Booking.id != first)).one()
    stopped_clock.set(at(1, 10))
    leaves(house, first)
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert questions(house) == []
    stopped_clock.set(at(1, 10))
    leaves(house, other)
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert len(questions(house)) == 1


@pytest.mark.parametrize(
    ("table", "values", "reason"),
    [
        (Guest, {"opted_out_at": clock.now()}, Unasked.OPTED_OUT),
        (Booking, {"status": "cancelled"}, Unasked.NO_STAY),
        (ReviewRequest, {"conversation_id": None}, None),
    ],
)
def test_reasons_found_when_the_hour_comes(
    house: House,
    inn: Inventory,
    stopped_clock: StoppedClock,
    table: Any,
    values: dict[str, Any],
    reason: Unasked | None,
) -> None:
    booking = has_stayed(house, stopped_clock)
    change(house, table, **values)
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert questions(house) == []
    assert request_of(house, booking).reason in (reason, Unasked.UNREACHABLE)


def test_an_open_complaint_comes_before_any_question(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    with transaction(house.posada) as session:
        conversation = session.scalars(select(Conversation)).one()
        handovers.begin(session, conversation, Reason.COMPLAINT, handovers.Case("la ducha no anda"))
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert questions(house) == []
    assert request_of(house, booking).reason == Unasked.COMPLAINT_OPEN


def money_went_back(house: House, booking: int) -> None:
    with transaction(house.posada) as session:
        payment = Payment(
            hotel_id=house.posada, booking_id=booking, method="cash", state="refunded", amount=100, currency="ARS",
            refunded=100, counted=False, created_at=clock.now(), seen_at=clock.now(), raw={}, note="",
        )  # fmt: skip
        session.add(payment)


def test_whose_money_went_back_is_not_asked(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    money_went_back(house, booking)
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert request_of(house, booking).reason == Unasked.REFUNDED


def test_whose_money_went_back_after_the_question_is_not_reminded(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert len(questions(house)) == 1
    money_went_back(house, booking)
    stopped_clock.passes(days=20)
    errands_due(house)
    assert len(questions(house)) == 1
    assert request_of(house, booking).reason == Unasked.REFUNDED


def test_a_stay_called_bad_after_the_question_is_not_reminded_of_and_can_still_be_answered(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    stopped_clock.passes(hours=5)
    errands_due(house)
    request = request_of(house, booking).id
    with transaction(house.posada) as session:
        assert asking.skip(session, house.carla, request, Unasked.BAD_STAY, "token-of-a-bad-stay")
    stopped_clock.passes(days=20)
    errands_due(house)
    assert len(questions(house)) == 1
    with transaction(house.posada) as session:
        talk = session.scalars(select(Conversation)).one()
        assert answering.awaited(session, talk) is not None


def test_the_second_guest_of_a_booking_is_not_asked_and_answers_for_nobody_else(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    stopped_clock.passes(hours=5)
    errands_due(house)
    request = request_of(house, booking).id
    with transaction(house.posada) as session:
        other, _ = heard(session, house.posada, incoming("5 estrellas", sender=BRUNO))
        assert answering.awaited(session, other) is None
        assert answering.awaited(session, other, request) is None, "nor by a button that was passed on"
        assert answering.volunteered(session, other) is None
    assert len(questions(house)) == 1


def test_a_booking_that_a_platform_sold_names_that_platform_first_to_its_guest(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    links = [(platform, f"https://{platform}.example") for platform in (Platform.GOOGLE, Platform.BOOKING)]
    with transaction(house.posada) as session:
        rules.set_links(session, house.diego, links, rules.mark_of_links(session), "token-of-the-links")
        session.execute(update(Booking).where(Booking.id == booking).values(source=Source.BOOKING))
    with transaction(house.posada) as session:
        request = session.scalars(select(ReviewRequest)).one()
        found = rules.links_for(session, request, answering.source_of(session, request))
    assert [platform for platform, _ in found] == [Platform.BOOKING, Platform.GOOGLE]


def test_while_a_person_speaks_with_the_guest_the_question_waits(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    has_stayed(house, stopped_clock)
    change(house, Conversation, owner=Owner.STAFF, owner_staff_id=house.carla.staff_id)
    stopped_clock.passes(hours=4)
    errands_due(house)
    assert questions(house) == []
    change(house, Conversation, owner=Owner.HOUSE, owner_staff_id=None)
    stopped_clock.passes(hours=24)
    errands_due(house)
    assert len(questions(house)) == 1


def test_the_same_guest_is_asked_about_the_next_stay_only_when_time_has_passed(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    change(house, Hotel, house_paused=False)
    has_stayed(house, stopped_clock)
    stopped_clock.passes(hours=5)
    errands_due(house)
    stopped_clock.set(at(20, 15))
    second = has_stayed(house, stopped_clock)
    for wait in (5 * 60, 1):  # the reminder of the first stay comes a place before
        stopped_clock.passes(minutes=wait)
        errands_due(house)
    assert request_of(house, second).reason == Unasked.ASKED_LATELY


def test_staff_can_skip_and_each_click_counts_once(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    request = request_of(house, booking).id
    with transaction(house.posada) as session:
        assert asking.skip(session, house.carla, request, Unasked.BAD_STAY, "a-token-of-the-click")
        assert not asking.skip(session, house.carla, request, Unasked.BAD_STAY, "a-token-of-the-click")
        with pytest.raises(NotAllowed):
            asking.skip(session, house.vera, request, Unasked.BAD_STAY, "another-token")
    stopped_clock.passes(days=2)
    errands_due(house)
    assert questions(house) == []


def test_many_asked_by_hand_leave_one_after_the_other(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    mine, theirs = stays(house, stopped_clock), stays(house, stopped_clock, BRUNO)
    stopped_clock.set(at(2, 10))
    for booking in (mine, theirs):
        leaves(house, booking)
    ids = [request_of(house, booking).id for booking in (mine, theirs)]
    with transaction(house.posada) as session:
        assert asking.send_now(session, house.carla, ids, "a-token-of-the-click") == 2
        assert asking.send_now(session, house.carla, ids, "a-token-of-the-click") == 0
    stopped_clock.set(at(0, 14))
    errands_due(house)
    first = [request_of(house, booking).asked_at for booking in (mine, theirs)]
    assert first == [clock.now(), None]
    stopped_clock.passes(minutes=1)
    errands_due(house)
    assert request_of(house, theirs).asked_at == clock.now()


def test_one_asked_by_hand_does_not_wait_for_others(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    mine, theirs = stays(house, stopped_clock), stays(house, stopped_clock, BRUNO)
    stopped_clock.set(at(2, 10))
    for booking in (mine, theirs):
        leaves(house, booking)
    for number, booking in enumerate((mine, theirs)):
        with transaction(house.posada) as session:
            asking.send_now(
                session, house.carla, [request_of(house, booking).id], f"a-token-of-click-{number}"
            )
    errands_due(house)
    assert all(request_of(house, booking).asked_at == clock.now() for booking in (mine, theirs))


def test_who_is_asked_by_hand_is_asked_now_whatever_the_hour_and_many_in_the_hotels_hours(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    mine, theirs = stays(house, stopped_clock), stays(house, stopped_clock, BRUNO)
    stopped_clock.set(at(2, 22))
    for booking in (mine, theirs):
        leaves(house, booking)
    ids = [request_of(house, booking).id for booking in (mine, theirs)]
    with transaction(house.posada) as session:
        assert asking.opens_at(session, house.posada) == at(1, 10)
        asking.send_now(session, house.carla, ids, "a-token-of-the-first-click")
    errands_due(house)
    assert questions(house) == []
    with transaction(house.posada) as session:
        asking.send_now(session, house.carla, ids[:1], "a-token-of-the-second-click")
    errands_due(house)
    assert request_of(house, mine).asked_at == clock.now()
    assert request_of(house, theirs).asked_at is None
    stopped_clock.set(at(1, 10))
    with transaction(house.posada) as session:
        assert asking.opens_at(session, house.posada) is None


def test_another_hotels_requests_cannot_be_sent(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    with transaction(house.cabanas) as session:
        assert asking.send_now(session, house.elena, [request_of(house, booking).id], "a-token") == 0


def test_rules_changed_by_two_at_once_are_refused_to_the_second(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    with transaction(house.posada) as session:
        assert rules.change(session, house.diego, Rules(delay_hours=24), 0, "first-token-of-two") == 1
        with pytest.raises(Exception, match="changed_meanwhile"):
            rules.change(session, house.diego, Rules(delay_hours=48), 0, "second-token-of-two")
        with pytest.raises(NotAllowed):
            rules.change(session, house.carla, Rules(), 1, "third-token")
    has_stayed(house, stopped_clock)
    stopped_clock.passes(hours=5)
    assert errands_due(house) == []
    stopped_clock.passes(hours=20)
    assert Errand.ASK_REVIEW in errands_due(house)


def test_a_stay_that_goes_on_after_all_is_asked_about_when_it_ends(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    """Checked out by mistake: the guest is in the house again when the hour comes."""
    booking = has_stayed(house, stopped_clock)
    change(house, Booking, status="in_house")
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert request_of(house, booking).reason == Unasked.NOT_OVER
    leaves(house, booking)
    stopped_clock.passes(days=1)
    errands_due(house)
    assert len(questions(house)) == 1


def test_a_template_that_may_not_go_out_is_tried_again_the_next_day(
    house: House, inn: Inventory, stopped_clock: StoppedClock
) -> None:
    booking = has_stayed(house, stopped_clock)
    change(house, ChannelAccount, business="8800")
    with transaction(house.posada) as session:
        paused = TemplateRow(
            hotel_id=house.posada, business="8800", name="review_request", language="es", state="PAUSED",
            category="UTILITY", body="", changed_at=clock.now(),
        )  # fmt: skip
        session.add(paused)
    stopped_clock.passes(hours=5)
    errands_due(house)
    assert questions(house) == []
    assert request_of(house, booking).reason == Unasked.NO_TEMPLATE
    change(house, TemplateRow, state="APPROVED")
    stopped_clock.passes(days=1)
    errands_due(house)
    assert len(questions(house)) == 1
