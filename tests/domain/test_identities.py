"""All spellings of one telephone meet under one key, and nobody else's meets them there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.identities import IdentifierKind, identifiers_of, is_bsuid, lane_key, phone_key
from core.domain.messages import Sender

digits = st.text("0123456789", min_size=0, max_size=20)


def number(length: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=length, max_size=length)


@given(number(10))
def test_an_argentine_mobile_is_one_with_and_without_its_nine(local: str) -> None:
    assert phone_key("549" + local) == phone_key("54" + local) == "54" + local


@given(number(10))
def test_a_mexican_mobile_is_one_with_and_without_its_one(local: str) -> None:
    assert phone_key("521" + local) == phone_key("52" + local) == "52" + local


@given(number(2), st.sampled_from("6789"), number(7))
def test_a_brazilian_mobile_is_one_with_and_without_its_ninth_digit(area: str, first: str, rest: str) -> None:
    assert phone_key(f"55{area}9{first}{rest}") == phone_key(f"55{area}{first}{rest}")


@given(number(2), st.sampled_from("2345"), number(7))
def test_a_brazilian_landline_keeps_its_digits(area: str, first: str, rest: str) -> None:
    assert phone_key(f"55{area}{first}{rest}") == f"55{area}{first}{rest}"


@pytest.mark.parametrize(
    "spelling",
    ["5491155501234", "+54 9 11 5550-1234", "541155501234", "+54 (11) 5550 1234", "54 9 11 5550.1234"],
)
def test_ana_is_ana_however_her_number_is_written(spelling: str) -> None:
    assert phone_key(spelling) == "541155501234"


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("+55 11 98765-4321", "551187654321"),
        ("551187654321", "551187654321"),
        ("5215512345678", "525512345678"),
        ("525512345678", "525512345678"),
        ("59895123456", "59895123456"),
        ("14155550123", "14155550123"),
        ("34600123456", "34600123456"),
    ],
)
def test_numbers_of_other_countries_have_their_key(spelling: str, key: str) -> None:
    assert phone_key(spelling) == key


@given(digits)
def test_a_key_is_its_own_key(raw: str) -> None:
    assert phone_key(phone_key(raw)) == phone_key(raw)


@given(digits, st.sampled_from(["+", " ", "-", "(", ")", ".", "\u00a0"]), st.integers(0, 20))
def test_marks_between_digits_change_nothing(raw: str, mark: str, place: int) -> None:
    assert phone_key(raw[:place] + mark + raw[place:]) == phone_key(raw)


@given(number(10), number(10))
def test_two_numbers_never_meet(one: str, other: str) -> None:
    for prefix in ("549", "54", "521", "52"):
        assert (phone_key(prefix + one) == phone_key(prefix + other)) == (one == other)


def test_a_sender_is_known_by_the_steadiest_thing_first() -> None:
    sender = Sender(phone="5491155501234", bsuid="AR.1", parent_bsuid="AR.ENT.2", username="Ana.P")
    assert [(found.kind, found.key) for found in identifiers_of(sender)] == [
        (IdentifierKind.BSUID, "AR.1"),
        (IdentifierKind.PHONE, "541155501234"),
        (IdentifierKind.PARENT_BSUID, "AR.ENT.2"),
        (IdentifierKind.USERNAME, "ana.p"),
    ]


def test_the_spelling_of_the_channel_is_kept_beside_the_key() -> None:
    [found] = identifiers_of(Sender(phone="5491155501234"))
    assert found.value == "5491155501234"


def test_an_id_in_the_place_of_the_phone_is_an_id() -> None:
    [found] = identifiers_of(Sender(phone="UY.ABC123def"))
    assert (found.kind, found.key) == (IdentifierKind.BSUID, "UY.ABC123def")


@pytest.mark.parametrize(("words", "is_one"), [("AR.123", True), ("ar.123", False), ("5491155501234", False)])
def test_an_id_begins_with_a_country(words: str, is_one: bool) -> None:
    assert is_bsuid(words) is is_one


def test_nobody_has_no_identifiers_and_a_lane_nevertheless() -> None:
    assert identifiers_of(Sender()) == ()
    assert lane_key(Sender()) == "nobody"


def test_all_spellings_of_one_phone_queue_in_one_lane() -> None:
    lanes = {lane_key(Sender(phone=phone)) for phone in ("5491155501234", "541155501234")}
    assert lanes == {"phone:541155501234"}
