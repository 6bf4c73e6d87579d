"""Files of reviews taken in by staff: shown first, kept once, taken back, whatever state the file is in."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from core.domain.access import NotAllowed
from core.domain.reviews import Platform
from core.services.reviews import importing, incoming
from core.services.reviews.exports import Fault, read_table
from core.services.reviews.importing import Sent
from core.store.db import transaction
from core.store.reviews import Review
from tests.makers import House

HEADS = "Hotel name;Guest name;Reservation number;Review date;Positive review;Review score;Colour\n"
FILE = (
    HEADS + "Posada del Río;Ana;1;2026-01-02;Todo;9;x\nPosada del Río;Luz;2;2026-01-03;Bien;8;x\n"
).encode()


def sent(data: bytes = FILE, name: str = "enero.csv") -> Sent:
    return Sent(data, Platform.BOOKING, name)


def count(house: House) -> int:
    with transaction(house.posada) as session:
        return session.scalar(select(func.count()).select_from(Review)) or 0


def test_looking_says_what_a_file_would_bring_and_keeps_nothing(house: House) -> None:
    twice = FILE + b"Posada del R\xc3\xado;Ana;1;2026-01-02;Todo;9;x\nPosada;Eva;3;ayer;Mal;2;x\n"
    with transaction(house.posada) as session:
        seen = importing.look(session, house.carla, sent(twice))
        assert (len(seen.new), seen.known, seen.twice) == (2, 0, 1)
        assert seen.table.faults == [(5, Fault.NO_DATE)]
        assert seen.table.columns["Colour"] == ""
        assert seen.table.columns["Review date"] == "written_at"
        assert not seen.of_another_house("Posada del Río")
        assert seen.of_another_house("Cabañas del Lago")
        with pytest.raises(NotAllowed):
            importing.look(session, house.vera, sent())
    assert count(house) == 0


def test_a_click_counts_once_and_the_same_file_later_brings_nothing(house: House) -> None:
    with transaction(house.posada) as session:
        first = importing.take(session, house.carla, sent(), "token-of-the-click")
        assert (first.new, first.known, first.unreadable) == (2, 0, 0)
        assert importing.take(session, house.carla, sent(), "token-of-the-click") == first
        assert importing.look(session, house.carla, sent()).before is not None
        again = importing.take(session, house.carla, sent(), "token-of-another")
        assert (again.new, again.known) == (0, 2)
    with transaction(house.cabanas) as session:
        assert importing.look(session, house.elena, sent()).known == 0, "another hotel's are none of ours"


def test_an_import_is_undone_once_and_what_was_answered_stays(house: House) -> None:
    with transaction(house.posada) as session:
        done = importing.take(session, house.carla, sent(), "token-of-the-click")
        ana = session.scalars(select(Review).where(Review.author == "Ana")).one()
        incoming.reply(session, house.carla, ana.id, "¡Gracias!", "token-of-the-reply")
    with transaction(house.cabanas) as session, pytest.raises(importing.NoSuchImport):
        importing.undo(session, house.elena, done.id, "token-of-a-neighbour")
    with transaction(house.posada) as session:
        assert importing.undo(session, house.carla, done.id, "token-of-the-undo") == 1
        assert importing.undo(session, house.carla, done.id, "token-of-a-second") == 0
        assert importing.take(session, house.carla, sent(), "token-of-a-third").new == 1
    assert count(house) == 2


def test_half_a_file_is_taken_up_to_where_it_ends_and_said_to_be_cut() -> None:
    [whole] = read_table(FILE[: len(FILE) - 12], Platform.BOOKING).reviews
    assert whole.author == "Ana"
    quoted = (HEADS + 'P;Ana;1;2026-01-02;Todo;9;x\nP;Luz;2;2026-01-03;"Bien y\nmucho; más').encode()
    table = read_table(quoted, Platform.BOOKING)
    assert [one.author for one in table.reviews] == ["Ana"]
    assert table.faults == [(3, Fault.CUT_OFF)]


def test_marks_that_do_not_close_spoil_one_line_only() -> None:
    table = read_table(
        (HEADS + 'P;Ana;1;2026-01-02;"a"b;9;x\nP;Luz;2;2026-01-03;Bien;8;x\n').encode(), Platform.BOOKING
    )
    assert [one.author for one in table.reviews] == ["Luz"]
    assert table.faults == [(2, Fault.BROKEN)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    text = "fecha;puntuación;opinión\n2026-01-02;5;Ñandú, qué lindo\n"
    [one] = read_table(text.encode(encoding), Platform.GOOGLE).reviews
    assert one.words == "Ñandú, qué lindo"


def test_as_many_rows_as_a_file_may_have_are_kept(house: House) -> None:
    lines = "".join(f"P;G{n};{n};2026-01-02;Bien;9;x\n" for n in range(4999))
    with transaction(house.posada) as session:
        assert (
            importing.take(session, house.carla, sent((HEADS + lines).encode()), "token-of-the-click").new
            == 4999
        )
