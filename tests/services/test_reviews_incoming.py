"""Reviews from the platforms: whatever their exports look like, each is kept once and read for what it says."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core.domain.access import NotAllowed
from core.domain.reviews import Platform
from core.services.reviews import exports, incoming
from core.services.reviews.exports import CannotRead, Fault, read_table, stars_of
from core.store.db import transaction
from core.store.reviews import Review
from tests.makers import House, StoppedClock
from tests.reviewing import errands_due

BOOKING = (
    b"Guest name,Reservation number,Review date,Review title,Positive review,Negative review,Review score\n"
    b'Marta,4001,2026-11-02 10:15:00,Muy lindo,"Desayuno rico, buena gente",Mucho ruido,8\n'
    b"John,4002,2026-11-03,,Spotless,,10\n"
)
GOOGLE = "name;createTime;starRating;comment\nLuz;2026-11-01T12:00:00Z;FOUR;Ótimo café da manhã\n".encode(
    "utf-8-sig"
)
SPREADSHEET = "Fecha\tNombre\tPuntuación\tComentario\n05/11/2026\tRaúl\t3,5\tLa cama dura\n".encode("cp1252")


def test_the_export_of_booking_has_two_columns_of_words_and_counts_to_ten() -> None:
    first, second = read_table(BOOKING, Platform.BOOKING).reviews
    assert (first.stars, first.author, first.key) == (4, "Marta", "4001")
    assert first.words == "Muy lindo\nDesayuno rico, buena gente\nMucho ruido"
    assert first.written_at == datetime(2026, 11, 2, 10, 15, tzinfo=UTC)
    assert (second.stars, second.words) == (5, "Spotless")


def test_other_separators_marks_and_languages_are_read_too() -> None:
    [luz] = read_table(GOOGLE, Platform.GOOGLE).reviews
    assert (luz.stars, luz.words) == (4, "Ótimo café da manhã")
    [raul] = read_table(SPREADSHEET, Platform.TRIPADVISOR).reviews
    assert (raul.stars, raul.written_at.date().isoformat()) == (4, "2026-11-05")


@pytest.mark.parametrize(
    ("score", "platform", "stars"),
    [
        ("10", Platform.BOOKING, 5), ("7,5", Platform.BOOKING, 4), ("1", Platform.BOOKING, 1),
        ("5", Platform.GOOGLE, 5), ("4/5", Platform.BOOKING, 4), ("9 de 10", Platform.OWN, 4),
        ("TWO", Platform.GOOGLE, 2), ("0", Platform.GOOGLE, None), ("11", Platform.BOOKING, None),
        ("muy bien", Platform.OWN, None), ("", Platform.OWN, None), ("5/0", Platform.OWN, None),
    ],
)  # fmt: skip
def test_every_scale_becomes_five_stars(score: str, platform: Platform, stars: int | None) -> None:
    assert stars_of(score, platform) == stars


def test_a_bad_line_is_named_and_the_others_are_taken() -> None:
    table = read_table(
        b"date,rating,text\n2026-11-01,5,ok\nsoon,4,ok\n2026-11-02,lots,ok\n2026-11-03,,\n", Platform.GOOGLE
    )
    assert len(table.reviews) == 1
    assert table.faults == [(3, Fault.NO_DATE), (4, Fault.NO_SCORE), (5, Fault.EMPTY)]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", Fault.NOT_A_TABLE),
        (b"hello", Fault.NOT_A_TABLE),
        (b"a,b\n1,2\n", Fault.NOT_A_TABLE),
        (b"\x89PNG\x00\x00", Fault.NOT_A_TABLE),
        (b"x" * (exports.LARGEST + 1), Fault.TOO_LARGE),
        (b"date,rating\n" + b"2026-11-01,5\n" * (exports.MOST_ROWS + 1), Fault.TOO_MANY),
    ],
)
def test_what_is_no_export_is_refused_by_name(data: bytes, fault: Fault) -> None:
    with pytest.raises(CannotRead) as caught:
        read_table(data, Platform.GOOGLE)
    assert caught.value.fault is fault


@given(st.binary(max_size=400))
def test_no_file_whatever_breaks_the_reader(data: bytes) -> None:
    with contextlib.suppress(CannotRead):
        read_table(b"date,rating,text\n" + data, Platform.GOOGLE)


def test_the_same_file_twice_brings_nothing_and_is_read_for_what_it_says(
    house: House, stopped_clock: StoppedClock
) -> None:
    listed = read_table(BOOKING, Platform.BOOKING).reviews
    with transaction(house.posada) as session:
        assert incoming.take_in(session, house.carla, listed, "a-token-of-the-click") == 2
        assert incoming.take_in(session, house.carla, listed, "a-token-of-the-click") == 0
        assert incoming.take_in(session, house.carla, listed, "another-token-of-it") == 0
        with pytest.raises(NotAllowed):
            incoming.take_in(session, house.vera, listed, "token-of-a-viewer")
    stopped_clock.passes(seconds=1)
    errands_due(house)
    with transaction(house.posada) as session:
        marta, john = session.scalars(select(Review).order_by(Review.key)).all()
    assert (marta.language, john.language) == ("es", "en")
    assert marta.topics == {"breakfast": "good", "noise": "bad", "staff": "good"}
    assert john.topics == {"cleanliness": "good"}
    with transaction(house.cabanas) as session:
        assert session.scalars(select(Review)).all() == []


def test_a_reply_is_noted_once_and_never_posted(house: House, stopped_clock: StoppedClock) -> None:
    with transaction(house.posada) as session:
        incoming.take_in(session, house.carla, read_table(GOOGLE, Platform.GOOGLE).reviews, "a-token-of-it")
        review = session.scalars(select(Review)).one()
        incoming.reply(session, house.carla, review.id, "¡Gracias, Luz!", "token-of-the-reply")
        incoming.reply(session, house.carla, review.id, "otra", "token-of-the-reply")
        assert review.reply == "¡Gracias, Luz!"
