"""The settings' JSON: who may change what, secrets that never come back, and mistakes said by name."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from console import words
from core.base import seal
from core.domain.errands import Errand
from core.services.account_check import Wrong
from core.store.alerts import AuditEntry
from core.store.db import across_hotels
from core.store.hotels import ChannelAccount, Hotel
from core.store.outbox import OutboxLetter
from core.store.payments import PaymentAccount
from tests.edges.console.asking import Browser
from tests.edges.console.conftest import SignIn
from tests.edges.console.entering import error, post
from tests.makers import CABANAS_NUMBER, POSADA_NUMBER, House

SECRET = "EAAG-a-token-nobody-may-read-again"
FACTS = {
    "name": "Posada del Ceibo", "language": "es", "address_form": "", "on_call_phone": "+54 9 11 5550 1234",
    "promise_minutes": 20, "give_back_minutes": 45,
}  # fmt: skip
NUMBER = {
    "account": POSADA_NUMBER,
    "display": "+54 11 5550-1234",
    "business": "209876543210001",
    "secret": SECRET,
}
ACCOUNT = {"collector": "440000001", "access": SECRET, "hook_secret": "hook-" + SECRET}


def board(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/api/settings")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize("who", ["vera", "carla"])
def test_reception_neither_sees_nor_changes_settings(signed_in: SignIn, house: House, who: str) -> None:
    browser = signed_in(getattr(house, who))
    assert browser.get("/api/settings").status_code == 403
    assert post(browser, "/api/settings/facts", **FACTS).status_code == 403
    assert post(browser, "/api/settings/letters", on=[], hold_reminder=15).status_code == 403
    assert post(browser, "/api/settings/keys", name="web", scope="read", origins="").status_code == 403


def test_only_owners_enter_credentials(signed_in: SignIn, house: House) -> None:
    diego = signed_in(house.diego)
    assert post(diego, "/api/settings/number", **NUMBER).status_code == 403
    assert post(diego, "/api/settings/account", **ACCOUNT).status_code == 403


def test_facts_are_changed_with_what_was_before(signed_in: SignIn, house: House) -> None:
    diego = signed_in(house.diego)
    assert post(diego, "/api/settings/facts", **FACTS).status_code == 200
    assert board(diego)["facts"]["on_call_phone"] == "5491155501234"
    with across_hotels() as session:
        [entry] = session.scalars(select(AuditEntry).where(AuditEntry.tag == "hotel:changed"))
        assert entry.details["was"]["promise_minutes"] == 30
        assert entry.details["becomes"]["promise_minutes"] == 20
        assert "name" not in entry.details["was"]
        assert session.get_one(Hotel, house.cabanas).promise_minutes == 30


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", " "), ("name", "x" * 81), ("language", "de"), ("address_form", "usted"), ("on_call_phone", "abc"),
     ("promise_minutes", 1), ("give_back_minutes", 9999)],
)  # fmt: skip
def test_wrong_facts_are_named(signed_in: SignIn, house: House, field: str, value: object) -> None:
    answer = post(signed_in(house.diego), "/api/settings/facts", **{**FACTS, field: value})
    assert error(answer) == (422, f"fact_{field}")


def test_a_token_is_kept_under_lock_and_never_comes_back(signed_in: SignIn, house: House) -> None:
    olga = signed_in(house.olga)
    assert post(olga, "/api/settings/number", **NUMBER).status_code == 200
    assert SECRET not in olga.get("/api/settings").text
    with across_hotels() as session:
        [row] = session.scalars(select(ChannelAccount).where(ChannelAccount.hotel_id == house.posada))
        assert seal.unlock(row.token_locked) == SECRET
        assert SECRET not in str([entry.details for entry in session.scalars(select(AuditEntry))])
        [letter] = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.CHECK_CHANNEL))
        assert SECRET not in str(letter.payload)
    assert (
        post(
            olga, "/api/settings/number", **{**NUMBER, "secret": "", "display": "+54 11 1111 1111"}
        ).status_code
        == 200
    )
    with across_hotels() as session:
        [row] = session.scalars(select(ChannelAccount).where(ChannelAccount.hotel_id == house.posada))
        assert (seal.unlock(row.token_locked), row.display) == (SECRET, "+54 11 1111 1111")


def test_a_double_click_asks_the_channel_once(signed_in: SignIn, house: House) -> None:
    olga = signed_in(house.olga)
    for _ in range(2):
        assert post(olga, "/api/settings/number", **NUMBER, token="the-very-same-click").status_code == 200
    with across_hotels() as session:
        assert len(list(session.scalars(select(OutboxLetter.id)))) == 1


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [("account", "12 34", "fact_account"), ("business", "x", "fact_business"), ("display", "<b>", "fact_display"),
     ("secret", "with space", "fact_token"), ("secret", "ñ", "fact_token")],
)  # fmt: skip
def test_a_wrong_number_is_named(signed_in: SignIn, house: House, field: str, value: str, why: str) -> None:
    assert error(post(signed_in(house.olga), "/api/settings/number", **{**NUMBER, field: value})) == (
        422,
        why,
    )


def test_another_hotels_number_cannot_be_taken(signed_in: SignIn, house: House) -> None:
    answer = post(signed_in(house.olga), "/api/settings/number", **{**NUMBER, "account": CABANAS_NUMBER})
    assert error(answer) == (409, "number_elsewhere")
    with across_hotels() as session:
        owner = select(ChannelAccount.hotel_id).where(ChannelAccount.account == CABANAS_NUMBER)
        assert session.scalar(owner) == house.cabanas


def test_nor_is_another_hotels_channel_checked(signed_in: SignIn, house: House) -> None:
    with across_hotels() as session:
        number = session.scalar(select(ChannelAccount.id).where(ChannelAccount.hotel_id == house.cabanas))
    assert error(post(signed_in(house.diego), f"/api/channels/{number}/check"))[0] == 422


def test_an_account_for_money_is_entered_and_parts_of_it_replaced(signed_in: SignIn, house: House) -> None:
    olga = signed_in(house.olga)
    assert error(post(olga, "/api/settings/account", **{**ACCOUNT, "access": ""})) == (422, "fact_token")
    assert post(olga, "/api/settings/account", **ACCOUNT).status_code == 200
    assert (
        post(olga, "/api/settings/account", **{**ACCOUNT, "access": "", "hook_secret": "new-one"}).status_code
        == 200
    )
    assert SECRET not in olga.get("/api/settings").text
    with across_hotels() as session:
        [row] = session.scalars(select(PaymentAccount))
        assert (seal.unlock(row.token_locked), seal.unlock(row.secret_locked)) == (SECRET, "new-one")


def test_letters_are_switched_off_and_on(signed_in: SignIn, house: House) -> None:
    diego = signed_in(house.diego)
    assert post(diego, "/api/settings/letters", on=["arrival"], hold_reminder=20).status_code == 200
    kept = board(diego)["letters"]
    assert [name for name, rule in kept.items() if isinstance(rule, dict) and rule["on"]] == ["arrival"]
    assert kept["hold_reminder"]["minutes"] == 20
    assert error(post(diego, "/api/settings/letters", on="all", hold_reminder=20)) == (400, "unreadable")


def test_a_key_is_shown_once_and_taken_away(signed_in: SignIn, house: House) -> None:
    diego = signed_in(house.diego)
    wanted = {"name": "web", "scope": "hold", "origins": "https://www.posada.example"}
    made = [
        post(diego, "/api/settings/keys", **wanted, token="one-click-for-a-key").json()["secret"]
        for _ in range(2)
    ]
    assert made[0].startswith("cj_")
    assert made[1] is None
    [key] = board(diego)["keys"]
    assert made[0] not in str(key)
    assert error(post(signed_in(house.elena), f"/api/settings/keys/{key['id']}/revoke")) == (404, "gone")
    assert post(diego, f"/api/settings/keys/{key['id']}/revoke").status_code == 200
    assert board(diego)["keys"][0]["revoked"] is not None
    assert error(post(diego, "/api/settings/keys", **{**wanted, "scope": "staff"})) == (422, "wrong_key")


def test_an_account_is_tried_as_soon_as_it_is_entered_and_whenever_asked(
    signed_in: SignIn, house: House
) -> None:
    olga = signed_in(house.olga)
    assert error(post(olga, "/api/settings/account/check")) == (422, "fact_collector")
    assert post(olga, "/api/settings/account", **ACCOUNT).status_code == 200
    for _ in range(2):
        assert post(olga, "/api/settings/account/check", token="the-very-same-check").status_code == 200
    with across_hotels() as session:
        tried = list(session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.CHECK_ACCOUNT)))
        assert len(tried) == 2
        assert SECRET not in str([letter.payload for letter in tried])
    assert board(olga)["account"]["check"] is None
    assert error(post(signed_in(house.carla), "/api/settings/account/check"))[0] == 403


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_there_is_a_sentence_for_everything_that_can_be_wrong_with_an_account(language: str) -> None:
    assert {f"mend_account_{why}" for why in Wrong} <= words.group(language, "settings").keys()


def test_a_test_mail_is_asked_for_once_and_goes_to_whoever_asks(signed_in: SignIn, house: House) -> None:
    assert post(signed_in(house.carla), "/api/settings/mail/check").status_code == 403
    diego = signed_in(house.diego)
    found = board(diego)["mail"]
    assert (found["way"], found["check"]) == ("folder", None)
    assert found["mailbox"].startswith("http://127.0.0.1:")
    for _ in range(2):
        answer = post(
            diego, "/api/settings/mail/check", token="the-very-same-click", to="somebody@else.example"
        )
        assert answer.status_code == 200
    with across_hotels() as session:
        [letter] = session.scalars(select(OutboxLetter).where(OutboxLetter.kind == Errand.CHECK_MAIL))
    assert letter.payload["to"] == "diego@posada.test"
