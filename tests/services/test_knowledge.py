"""Writing facts and photos down: roles, one act per click, earlier versions, and what a turn reads of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import time

import pytest
from PIL import Image
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from core.domain.access import Actor, NotAllowed
from core.domain.knowledge import Answer, Fact, Gap, Per, Subject, WrongFact
from core.services import hotels, knowledge, photos, questions
from core.services.knowledge import ChangedMeanwhile, NoSuchFact
from core.services.photos import NewPhoto, NoSuchPhoto
from core.services.questions import NoSuchQuestion, Unanswered, Why
from core.store.alerts import AuditEntry
from core.store.db import engine, transaction
from tests.makers import CABANAS_NUMBER, House, heard, incoming

POOL = Fact(Subject.AMENITY, "pool", Answer.YES, {"es": "Hay pileta.", "en": "A pool.", "pt": "Há piscina."})
PARKING = replace(POOL, topic="parking", answer=Answer.PAID, price=500_000, per=Per.DAY)


def picture(kind: str = "JPEG", colour: int = 90, mode: str = "RGB") -> bytes:
    held = io.BytesIO()
    Image.new(mode, (40, 30), colour).save(held, kind)
    return held.getvalue()


def audit(session: Session) -> list[str]:
    return list(session.scalars(select(AuditEntry.tag).order_by(AuditEntry.id)))


def of(house: House, session: Session) -> knowledge.Knowledge:
    return knowledge.of(session, house.posada)


Verb = Callable[[Session, Actor], object]
VERBS: dict[str, Verb] = {
    "write": lambda s, a: knowledge.write(s, a, POOL, "t"),
    "remove": lambda s, a: knowledge.remove(s, a, Subject.AMENITY, "pool", "t"),
    "history": lambda s, a: knowledge.history(s, a, Subject.AMENITY, "pool"),
    "place": lambda s, a: knowledge.place_hotel(s, a, "Elsewhere 1", (0.0, 0.0), "t"),
    "arrival": lambda s, a: knowledge.set_arrival(s, a, time(15), time(11), "t"),
    "add a photo": lambda s, a: photos.add(s, a, NewPhoto("pool", picture()), "t"),
    "caption": lambda s, a: photos.caption(s, a, 1, {}, "t"),
    "arrange": lambda s, a: photos.arrange(s, a, "pool", [], "t"),
    "take a photo away": lambda s, a: photos.remove(s, a, 1, "t"),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS)
@pytest.mark.parametrize("who", ["vera", "carla"])
def test_only_managers_say_what_the_hotel_is_like(
    house: House, session: Session, verb: Verb, who: str
) -> None:
    with pytest.raises(NotAllowed):
        verb(session, getattr(house, who))
    assert audit(session) == []


def test_a_fact_is_kept_and_read_by_topic(house: House, session: Session) -> None:
    knowledge.write(session, house.diego, PARKING, "t")
    kept = of(house, session).fact(Subject.AMENITY, "parking")
    assert kept is not None
    assert (kept.price, kept.per, kept.texts["en"], kept.version) == (500_000, Per.DAY, "A pool.", 1)
    assert audit(session) == ["fact:written"]


def test_a_click_that_arrives_twice_writes_once(house: House, session: Session) -> None:
    for _ in range(2):
        assert knowledge.write(session, house.diego, POOL, "the same token").version == 1
    assert audit(session) == ["fact:written"]


def test_what_it_said_before_stays_readable(house: House, session: Session) -> None:
    knowledge.write(session, house.diego, POOL, "t1")
    knowledge.write(session, house.olga, replace(POOL, texts={"es": "La pileta está cerrada."}), "t2")
    (before,) = knowledge.history(session, house.diego, Subject.AMENITY, "pool")
    assert before.content["texts"]["es"] == "Hay pileta."
    assert (before.version, before.changed_by) == (1, house.diego.staff_id)


def test_two_who_edit_at_once_do_not_undo_each_other(house: House, session: Session) -> None:
    first = knowledge.write(session, house.diego, POOL, "t1")
    knowledge.write(session, house.olga, replace(first, texts={"es": "De Olga."}), "t2")
    with pytest.raises(ChangedMeanwhile):
        knowledge.write(session, house.diego, replace(first, texts={"es": "De Diego."}), "t3")


def test_what_was_removed_is_unknown_and_can_come_back(house: House, session: Session) -> None:
    knowledge.write(session, house.diego, POOL, "t1")
    knowledge.remove(session, house.diego, Subject.AMENITY, "pool", "t2")
    assert of(house, session).fact(Subject.AMENITY, "pool") is None
    knowledge.remove(session, house.diego, Subject.AMENITY, "pool", "t2")
    with pytest.raises(NoSuchFact):
        knowledge.remove(session, house.diego, Subject.AMENITY, "pool", "t3")
    assert knowledge.write(session, house.diego, POOL, "t4").version == 3


def test_a_wrong_fact_leaves_no_trace(house: House, session: Session) -> None:
    with pytest.raises(WrongFact):
        knowledge.write(session, house.diego, replace(PARKING, price=None), "t")
    assert audit(session) == []


def test_gaps_are_listed(house: House, session: Session) -> None:
    knowledge.write(session, house.diego, replace(POOL, texts={"es": "Hay pileta."}), "t")
    assert knowledge.gaps(session, house.posada) == [
        Gap("amenity", "pool", "en"),
        Gap("amenity", "pool", "pt"),
    ]


def queries(session: Session, ask: Callable[[], object]) -> int:
    seen: list[str] = []
    listener = lambda _c, _cur, statement, *_rest: seen.append(statement)  # noqa: E731
    event.listen(engine(), "before_cursor_execute", listener)
    try:
        ask()
    finally:
        event.remove(engine(), "before_cursor_execute", listener)
    return len(seen)


def test_a_turn_asks_one_swift_question_and_reads_all_only_after_an_edit(
    house: House, session: Session
) -> None:
    knowledge.write(session, house.diego, POOL, "t1")
    of(house, session)
    assert queries(session, lambda: of(house, session)) == 0
    knowledge.write(session, house.diego, PARKING, "t2")
    assert of(house, session).fact(Subject.AMENITY, "parking") is not None


def test_an_edit_that_was_undone_is_not_remembered(house: House) -> None:
    with transaction(house.posada) as session:
        knowledge.write(session, house.diego, POOL, "t1")
        assert of(house, session).fact(Subject.AMENITY, "pool") is not None
        session.rollback()
    with transaction(house.posada) as session:
        assert of(house, session).fact(Subject.AMENITY, "pool") is None
        knowledge.write(session, house.diego, PARKING, "t2")
        assert of(house, session).fact(Subject.AMENITY, "pool") is None


def test_the_neighbours_know_nothing_of_it(house: House) -> None:
    with transaction(house.posada) as session:
        knowledge.write(session, house.diego, POOL, "t1")
        photos.add(session, house.diego, NewPhoto("pool", picture()), "t2")
    with transaction(house.cabanas) as session:
        found = knowledge.of(session, house.cabanas)
        assert (found.facts, found.photos) == ({}, ())


def test_the_pin_moves_and_the_old_place_is_in_the_book(house: House, session: Session) -> None:
    knowledge.place_hotel(session, house.diego, " Lavalle  520,\nTigre ", (-34.42, -58.57), "t")
    hotel = hotels.get(session, house.posada)
    assert (hotel.address, hotel.latitude) == ("Lavalle 520, Tigre", -34.42)
    before = session.scalars(select(AuditEntry.details)).one()
    assert before["address"] == "Paseo Victorica 1280, Tigre"


@pytest.mark.parametrize("position", [(91.0, 0.0), (0.0, -181.0), (float("nan"), 0.0)])
def test_a_pin_off_the_map_is_refused(house: House, session: Session, position: tuple[float, float]) -> None:
    with pytest.raises(WrongFact):
        knowledge.place_hotel(session, house.diego, "Lavalle 520", position, "t")


def test_arrival_times_are_set_once_per_click(house: House, session: Session) -> None:
    knowledge.set_arrival(session, house.diego, time(15), time(11), "t")
    knowledge.set_arrival(session, house.diego, time(16), time(9), "t")
    assert hotels.get(session, house.posada).check_in == time(15)


def test_photos_keep_the_order_they_are_given(house: House, session: Session) -> None:
    ids = [
        photos.add(session, house.diego, NewPhoto("room:doble-rio", picture(colour=shade)), f"t{shade}")
        for shade in (10, 20, 30)
    ]
    photos.arrange(session, house.diego, "room:doble-rio", [ids[2], ids[0], ids[1]], "t")  # type: ignore[list-item]
    assert [photo.id for photo in of(house, session).photos] == [ids[2], ids[0], ids[1]]
    with pytest.raises(WrongFact, match="each photo"):
        photos.arrange(session, house.diego, "room:doble-rio", [ids[0]], "t9")  # type: ignore[list-item]


def test_the_same_picture_twice_is_one_photo(house: House, session: Session) -> None:
    first = photos.add(session, house.diego, NewPhoto("pool", picture()), "t1")
    again = photos.add(session, house.diego, NewPhoto("pool", picture(), {"es": "La pileta"}), "t2")
    assert again == first
    assert of(house, session).photos[0].captions == {"es": "La pileta"}
    assert photos.add(session, house.diego, NewPhoto("pool", picture(colour=7)), "t2") is None


def test_a_photo_taken_away_is_gone_once(house: House, session: Session) -> None:
    kept = photos.add(session, house.diego, NewPhoto("pool", picture()), "t1")
    assert kept is not None
    for token in ("t2", "t2"):
        photos.remove(session, house.diego, kept, token)
    assert of(house, session).photos == ()
    with pytest.raises(NoSuchPhoto):
        photos.remove(session, house.diego, kept, "t3")


BAD_PICTURES = {
    "no picture": b"hello",
    "nothing": b"",
    "half a head": picture()[:12],
    "a GIF": picture("GIF", mode="L"),
    "print colours": picture(mode="CMYK"),
    "too heavy": picture() + b"\0" * (5 * 1024 * 1024),
}


@pytest.mark.parametrize("data", BAD_PICTURES.values(), ids=BAD_PICTURES)
def test_what_the_channel_would_refuse_is_refused_here(house: House, session: Session, data: bytes) -> None:
    with pytest.raises(WrongFact):
        photos.add(session, house.diego, NewPhoto("pool", data), "t")


def test_a_png_is_as_good_as_a_jpeg() -> None:
    assert photos.picture_kind(picture("PNG", mode="RGBA")) == "image/png"


@pytest.mark.parametrize("of_what", ["", "the pool", "rooms:doble", "room:", "../pool"])
def test_a_photo_is_of_a_room_or_a_place(house: House, session: Session, of_what: str) -> None:
    with pytest.raises(WrongFact):
        photos.add(session, house.diego, NewPhoto(of_what, picture()), "t")


def test_a_question_asked_again_counts_and_a_settled_one_starts_anew(house: House, session: Session) -> None:
    ana, _ = heard(session, house.posada, incoming("tienen kayak?"))
    for words in ("tienen kayak?", "Tienen  KAYAK?", "hay sauna?"):
        questions.note(session, ana, Unanswered(Why.UNKNOWN, "es", words))
    first, second = questions.open_ones(session)
    assert [(first.words, first.times), (second.words, second.times)] == [
        ("Tienen KAYAK?", 2),
        ("hay sauna?", 1),
    ]
    questions.settle(session, house.carla, first.id, "t1")
    questions.settle(session, house.carla, first.id, "t1")
    questions.note(session, ana, Unanswered(Why.UNKNOWN, "es", "tienen kayak?"))
    assert sorted(row.times for row in questions.open_ones(session)) == [1, 1]
    assert audit(session) == ["question:settled"]


def test_a_question_as_long_as_a_book_is_cut(house: House, session: Session) -> None:
    ana, _ = heard(session, house.posada, incoming("hola"))
    questions.note(session, ana, Unanswered(Why.UNKNOWN, "es", "palabra\x00 " * 1000))
    assert len(questions.open_ones(session)[0].words) == 300


def test_viewers_settle_nothing_and_neighbours_find_nothing(house: House) -> None:
    with transaction(house.posada) as session:
        ana, _ = heard(session, house.posada, incoming("kayak?"))
        questions.note(session, ana, Unanswered(Why.UNKNOWN, "es", "kayak?"))
        asked = questions.open_ones(session)[0].id
        with pytest.raises(NotAllowed):
            questions.settle(session, house.vera, asked, "t")
    with transaction(house.cabanas) as session:
        heard(session, house.cabanas, incoming("hola", account=CABANAS_NUMBER))
        assert questions.open_ones(session) == []
        with pytest.raises(NoSuchQuestion):
            questions.settle(session, house.elena, asked, "t")
