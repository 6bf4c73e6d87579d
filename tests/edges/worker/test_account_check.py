"""An account for money is tried against the pay page before a guest meets it: whose it is, and in which money."""

from __future__ import annotations

from core.local.pay.client import PayClient
from core.services import account_check, setup
from core.services.setup import Account
from core.store.db import across_hotels, transaction
from core.store.hotels import Hotel
from core.store.payments import PaymentAccount
from tests.edges.worker.conftest import all_rows, letters
from tests.edges.worker.test_cashier import Desk, make_due
from tests.makers import House
from tests.paying import COLLECTOR, SECRET, TOKEN


def entered(house: House, collector: str = COLLECTOR, token: str = TOKEN) -> None:
    with transaction(house.posada) as session:
        setup.set_account(
            session, house.olga, Account(collector, token, SECRET), f"entered-{collector}-{token}"
        )
        account_check.ask(session, house.olga, f"asked-{collector}-{token}")


def verdict(house: House) -> tuple[bool, object, str]:
    with transaction(house.posada) as session:
        said = account_check.last(session)
        assert said is not None
        return said["ok"], said["why"], said["name"]


def paused() -> str | None:
    [account] = all_rows(PaymentAccount)
    return account.paused_reason


def test_what_is_right_is_said_with_the_accounts_name(house: House, pay_page: PayClient) -> None:
    entered(house)
    Desk(pay_page).works()
    assert verdict(house) == (True, None, "Posada del Ceibo")
    assert [letter.state for letter in letters("check_account")] == ["done"]
    assert TOKEN not in str([letter.payload for letter in letters("check_account")])


def test_a_token_that_opens_nothing_stops_the_account_until_it_is_mended(
    house: House, pay_page: PayClient
) -> None:
    entered(house, token="APP_USR-nobodys")
    Desk(pay_page).works()
    assert verdict(house)[:2] == (False, "token")
    assert "401" in (paused() or "")
    entered(house)
    Desk(pay_page).works()
    assert verdict(house)[0] is True
    assert paused() is None


def test_the_token_of_another_account_is_told_apart(house: House, pay_page: PayClient) -> None:
    entered(house, collector="440000009")
    Desk(pay_page).works()
    assert verdict(house) == (False, "collector", "Posada del Ceibo")


def test_an_account_in_other_money_than_the_hotels_is_no_use(house: House, pay_page: PayClient) -> None:
    with across_hotels() as session:
        session.get_one(Hotel, house.posada).currency = "UYU"
    entered(house)
    Desk(pay_page).works()
    assert verdict(house)[:2] == (False, "currency")


def test_a_line_that_breaks_once_is_asked_again(house: House, pay_page: PayClient) -> None:
    pay_page.fail_next(kind="cut_before")
    entered(house)
    Desk(pay_page).works()
    make_due("check_account")
    Desk(pay_page).works()
    assert verdict(house)[0] is True
