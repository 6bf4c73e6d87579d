"""A room held from the composer: at the money that was on the question, and the guest reads how to pay for it."""

from __future__ import annotations

from sqlalchemy import select

from core.domain.knowledge import Answer, Fact, Subject
from core.domain.policies import Deposit, Policies
from core.services import knowledge
from core.store.bookings import Booking
from core.store.db import transaction
from core.store.payments import PaymentRequest
from core.store.rates import RatePlan
from core.store.shown import QuoteShown
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import token
from tests.edges.console.conftest import SignIn
from tests.edges.console.hands import at_hand, inn, refused, said, talk, two_nights
from tests.inventory import Inventory, decide
from tests.makers import House
from tests.paying import open_account

__all__ = ["inn", "talk"]


def test_a_hold_from_the_composer_tells_the_guest_and_brings_the_link(
    house: House, talk: int, signed_in: SignIn
) -> None:
    open_account(house.posada)
    desk = signed_in(house.carla)
    thing = {"types": ["doble"], **two_nights()}
    told = at_hand(desk, house, talk, "hold-preview", **thing).json()
    click = token()
    answers = [at_hand(desk, house, talk, "hold", mark=told["mark"], token=click, **thing) for _ in range(2)]
    assert [one.status_code for one in answers] == [200, 200]
    code = answers[0].json()["code"]
    [message] = said(house, talk)
    assert message.text == told["told"].replace("······", code)
    with transaction(house.posada) as session:
        [booking] = session.scalars(select(Booking))
        assert (booking.code, booking.status, booking.total) == (code, "held", 200_000_00)
        [request] = session.scalars(select(PaymentRequest))
        assert (request.booking_id, request.amount) == (booking.id, booking.deposit)
        [kept] = session.scalars(select(QuoteShown))
        assert (kept.outcome, kept.booking_id) == ("held", booking.id)


def hold_of_a_double(house: House, talk: int, desk: Browser) -> tuple[str, str]:
    """What the guest would read, and what they then read."""
    thing = {"types": ["doble"], **two_nights()}
    told = at_hand(desk, house, talk, "hold-preview", **thing).json()
    code = at_hand(desk, house, talk, "hold", mark=told["mark"], **thing).json()["code"]
    [message] = said(house, talk)
    return told["told"].replace("······", code), message.text


def test_a_hold_where_no_link_can_come_says_the_account_or_who_tells(
    house: House, talk: int, signed_in: SignIn
) -> None:
    desk = signed_in(house.carla)
    would, did = hold_of_a_double(house, talk, desk)
    assert did == would
    assert did.endswith("Recepción te dice cómo pagarla.")
    assert "La seña es de" in did


def test_a_hold_of_a_hotel_that_takes_transfers_says_its_account(
    house: House, talk: int, signed_in: SignIn
) -> None:
    with transaction(house.posada) as session:
        fact = Fact(Subject.PAYMENT, "transfer", Answer.YES, {"es": "Alias POSADA.CEIBO"})
        knowledge.keep(session, house.posada, fact)
    would, did = hold_of_a_double(house, talk, signed_in(house.carla))
    assert did == would
    assert "Alias POSADA.CEIBO" in did
    assert "comprobante" in did


def test_an_account_that_changed_after_the_look_is_seen_before_the_hold(
    house: House, talk: int, signed_in: SignIn
) -> None:
    desk, thing = signed_in(house.carla), {"types": ["doble"], **two_nights()}
    mark = at_hand(desk, house, talk, "hold-preview", **thing).json()["mark"]
    with transaction(house.posada) as session:
        fact = Fact(Subject.PAYMENT, "transfer", Answer.YES, {"es": "Alias OTRO.CEIBO"})
        knowledge.keep(session, house.posada, fact)
    assert refused(at_hand(desk, house, talk, "hold", mark=mark, **thing)) == "seen_otherwise"
    assert said(house, talk) == []


def test_the_money_on_the_question_is_that_of_the_hold_and_not_of_the_list(
    house: House, inn: Inventory, talk: int, signed_in: SignIn
) -> None:
    desk, wanted = signed_in(house.carla), two_nights()
    [listed] = [
        one for one in at_hand(desk, house, talk, "free", **wanted).json()["free"] if one["slug"] == "doble"
    ]
    with transaction(house.posada) as session:
        session.get_one(RatePlan, (house.posada, inn.types["doble"])).base += 1_000_00
    told = at_hand(desk, house, talk, "hold-preview", types=["doble"], **wanted).json()
    assert (listed["total"]["amount"], told["total"]["amount"]) == (200_000_00, 202_000_00)
    answer = at_hand(desk, house, talk, "hold", mark=told["mark"], types=["doble"], **wanted)
    assert answer.status_code == 200
    with transaction(house.posada) as session:
        booking = session.scalars(select(Booking)).one()
        assert (booking.total, booking.deposit) == (told["total"]["amount"], told["deposit"]["amount"])


def test_where_nothing_is_due_the_confirmation_comes_and_no_words_are_foretold(
    house: House, talk: int, signed_in: SignIn
) -> None:
    decide(house.posada, Policies(deposit=Deposit()))
    desk, thing = signed_in(house.carla), {"types": ["doble"], **two_nights()}
    told = at_hand(desk, house, talk, "hold-preview", **thing).json()
    assert (told["told"], told["deposit"]["amount"]) == ("", 0)
    assert at_hand(desk, house, talk, "hold", mark=told["mark"], **thing).status_code == 200
    with transaction(house.posada) as session:
        assert session.scalars(select(Booking)).one().status == "confirmed"


def test_the_account_to_transfer_to_goes_with_what_is_due_and_until_when(
    house: House, talk: int, signed_in: SignIn
) -> None:
    desk = signed_in(house.carla)
    would, _ = hold_of_a_double(house, talk, desk)
    assert would
    with transaction(house.posada) as session:
        [booking] = session.scalars(select(Booking.id))
    thing = {"thing": "transfer_details", "booking": booking}
    assert refused(at_hand(desk, house, talk, "preview", **thing)) == "no_transfers"
    with transaction(house.posada) as session:
        fact = Fact(Subject.PAYMENT, "transfer", Answer.YES, {"es": "Alias POSADA.CEIBO"})
        knowledge.keep(session, house.posada, fact)
    [stay] = desk.get(f"/api/conversations/{talk}/at-hand").json()["stays"]
    assert stay["why_no_transfer"] is None
    made = at_hand(desk, house, talk, "preview", **thing).json()
    [line] = made["lines"]
    assert "Alias POSADA.CEIBO" in line["text"]
    assert "$60.000 antes de las" in line["text"]
    click = token()
    for _ in range(2):
        assert at_hand(desk, house, talk, "send", mark=made["mark"], token=click, **thing).status_code == 200
    assert [one.text for one in said(house, talk)][1:] == [line["text"]]
    with transaction(house.posada) as session:
        fact = Fact(Subject.PAYMENT, "transfer", Answer.YES, {"es": "Alias OTRO.CEIBO"})
        knowledge.keep(session, house.posada, fact)
    assert refused(at_hand(desk, house, talk, "send", mark=made["mark"], **thing)) == "seen_otherwise"
