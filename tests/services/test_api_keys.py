"""Keys of the API: who may make and take them away, what they may be for, and that only a fingerprint is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from core.domain.access import NotAllowed
from core.domain.api_keys import NewKey, Scope, WrongKey, checked
from core.services import api_keys
from core.services.api_keys import NoSuchKey
from core.store import hotels, retention
from core.store.alerts import AuditEntry
from core.store.api_answers import Answer, found, keep
from core.store.db import across_hotels, transaction
from tests.makers import House, StoppedClock
from tests.paying import all_of
from worker import api_keys as command

WEBSITE = NewKey("  our   website ", Scope.HOLD, ("https://www.Posada.example/",))


def made(house: House, new: NewKey = WEBSITE) -> str:
    with transaction(house.posada) as session:
        key = api_keys.create(session, house.diego, new, "click-1")
        assert key is not None
        return key.secret


def test_a_key_is_recognised_and_what_is_kept_of_it_opens_nothing(house: House) -> None:
    secret = made(house)
    assert api_keys.hotel_of(secret) == house.posada
    with transaction(house.posada) as session:
        holder = api_keys.recognised(session, secret)
        assert holder is not None
        assert (holder.name, holder.scope) == ("our website", Scope.HOLD)
        assert holder.origins == {"https://www.posada.example"}
        kept = session.execute(text("SELECT to_jsonb(k)::text FROM api_keys k")).scalar_one()
        assert secret.split("_", 2)[2] not in kept
        [row] = api_keys.listed(session, house.diego)
        assert secret.endswith(row.hint)


def test_a_click_that_comes_twice_makes_one_key(house: House) -> None:
    made(house)
    with transaction(house.posada) as session:
        assert api_keys.create(session, house.diego, WEBSITE, "click-1") is None
        assert len(api_keys.listed(session, house.diego)) == 1


@pytest.mark.parametrize("who", ["carla", "vera"])
def test_only_managers_deal_with_keys(house: House, who: str) -> None:
    secret, actor = made(house), getattr(house, who)
    with transaction(house.posada) as session:
        [key] = api_keys.listed(session, house.olga)
        for deed in (
            lambda: api_keys.create(session, actor, WEBSITE),
            lambda: api_keys.revoke(session, actor, key.id),
            lambda: api_keys.listed(session, actor),
        ):
            with pytest.raises(NotAllowed):
                deed()
        assert api_keys.recognised(session, secret) is not None


def test_making_and_taking_away_stand_in_the_book(house: House) -> None:
    made(house)
    with transaction(house.posada) as session:
        [key] = api_keys.listed(session, house.olga)
        api_keys.revoke(session, house.olga, key.id, "click-2")
        api_keys.revoke(session, house.olga, key.id, "click-2")
    book = [(one.tag, one.staff_id) for one in all_of(AuditEntry)]
    assert book == [
        ("api_key:created", house.diego.staff_id),
        ("api_key:revoked", house.olga.staff_id),
    ]


def test_another_hotels_key_cannot_be_taken_away(house: House) -> None:
    secret = made(house)
    with transaction(house.posada) as session:
        [key] = api_keys.listed(session, house.olga)
    with transaction(house.cabanas) as session, pytest.raises(NoSuchKey):
        api_keys.revoke(session, house.elena, key.id)
    with transaction(house.posada) as session:
        assert api_keys.recognised(session, secret) is not None
    with transaction(house.cabanas) as session:
        assert api_keys.recognised(session, secret) is None


@pytest.mark.parametrize(
    "new",
    [
        NewKey("", Scope.READ),
        NewKey("x" * 61, Scope.READ),
        NewKey("a\x00b", Scope.READ),
        NewKey("site", Scope.HOLD, ("*",)),
        NewKey("site", Scope.HOLD, ("http://posada.example",)),
        NewKey("site", Scope.HOLD, ("https://posada.example/path",)),
        NewKey("site", Scope.HOLD, ("null",)),
        NewKey("site", Scope.HOLD, tuple(f"https://{n}.example" for n in range(11))),
        NewKey("site", Scope.STAFF, ("https://posada.example",)),
    ],
)
def test_keys_that_nobody_should_have_are_not_made(new: NewKey) -> None:
    with pytest.raises(WrongKey):
        checked(new)


def test_answers_are_forgotten_after_a_day(house: House, stopped_clock: StoppedClock) -> None:
    with transaction(house.posada) as session:
        holder = api_keys.recognised(session, made(house))
        assert holder is not None
        keep(session, holder, "token", Answer("q", 200, "application/json", "{}"), stopped_clock.now)
    later = stopped_clock.passes(hours=25)
    with across_hotels() as session:
        assert retention.api_answers(session, later) == 1
    with transaction(house.posada) as session:
        assert found(session, holder.id, "token", stopped_clock.now) is None


def test_the_command_makes_shows_and_takes_away(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["create", "posada", "--name", "scripts", "--scope", "staff"]) == 0
    secret = capsys.readouterr().out.splitlines()[0]
    with transaction(house.posada) as session:
        holder = api_keys.recognised(session, secret)
        assert holder is not None
        assert holder.may(Scope.STAFF)
    assert command.main(["list", "posada"]) == 0
    said = capsys.readouterr().out
    assert "scripts" in said
    assert secret not in said
    assert command.main(["revoke", "posada", str(holder.id)]) == 0
    with transaction(house.posada) as session:
        assert api_keys.recognised(session, secret) is None
        assert hotels.by_slug(session, "posada") is not None


@pytest.mark.parametrize(
    "given",
    [
        ["list", "nowhere"],
        ["revoke", "posada", "1"],
        ["create", "posada", "--name", "x", "--scope", "staff", "--origin", "https://x.example"],
    ],
)
def test_the_command_says_what_cannot_be(
    house: House, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(given) == 1
    assert capsys.readouterr().err
