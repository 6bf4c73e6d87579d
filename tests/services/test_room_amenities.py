"""What rooms have: written by managers on a list the hotel can extend, and told from there and from nowhere else."""

from __future__ import annotations

import pytest

from core.domain.access import Actor, NotAllowed
from core.domain.knowledge import WrongFact
from core.domain.refusals import Refused
from core.domain.topics import ROOM_AMENITIES
from core.services import knowledge, room_amenities, room_types
from core.services.room_amenities import Amenity
from core.services.room_types import Kind, mark_of_type
from core.store import rooms
from core.store.db import transaction
from core.store.rooms import RoomType
from tests.inventory import furnished
from tests.makers import House

HAMMOCK = Amenity("hammock", {"es": "hamaca paraguaya", "en": "a hammock"}, ("hamaca", "hammock"))


@pytest.fixture
def kind(house: House) -> int:
    furnished(house.posada)
    with transaction(house.posada) as session:
        return rooms.types(session)[0].id


def write(house: House, by: Actor, amenity: Amenity = HAMMOCK, token: str = "one") -> None:
    with transaction(house.posada) as session:
        room_amenities.write(session, by, amenity, token)


def change(house: House, type_id: int, token: str = "two", **has: bool) -> None:
    with transaction(house.posada) as session:
        row = session.get_one(RoomType, type_id)
        wanted = Kind(row.names, row.descriptions, row.capacity, row.max_adults, amenities=has)
        room_types.change_type(session, house.diego, type_id, wanted, mark_of_type(row), token)


def kept(house: House, type_id: int) -> dict[str, bool]:
    with transaction(house.posada) as session:
        return dict(session.get_one(RoomType, type_id).amenities)


def test_a_type_says_what_it_has_and_lacks_and_the_rest_stays_open(house: House, kind: int) -> None:
    change(house, kind, balcony=True, bathtub=False)
    assert kept(house, kind) == {"balcony": True, "bathtub": False}
    with pytest.raises(WrongFact):
        change(house, kind, "three", helipad=True)
    assert kept(house, kind) == {"balcony": True, "bathtub": False}


def test_a_hotel_adds_its_own_and_takes_it_back_from_every_room(house: House, kind: int) -> None:
    write(house, house.diego)
    write(house, house.diego)
    change(house, kind, hammock=True, balcony=True)
    with transaction(house.posada) as session:
        own = [one for one in room_amenities.known(session, house.posada) if one.own]
        assert [(one.topic, one.words, one.version) for one in own] == [("hammock", ("hamaca", "hammock"), 1)]
        room_amenities.remove(session, house.diego, "hammock", 1, "away")
        room_amenities.remove(session, house.diego, "hammock", 1, "away")
    assert kept(house, kind) == {"balcony": True}
    with transaction(house.posada) as session:
        assert len(room_amenities.known(session, house.posada)) == len(ROOM_AMENITIES)


def test_its_names_are_enough_for_guests_to_know_it_by(house: House) -> None:
    write(house, house.diego, Amenity("deck", {"es": "Deck privado", "en": "a deck"}))
    with transaction(house.posada) as session:
        assert knowledge.of(session, house.posada).own_room_words == {"deck": ["deck privado", "a deck"]}


@pytest.mark.parametrize(
    "amenity",
    [
        Amenity("balcony", {"es": "balcón"}),
        Amenity("deck", {}),
        Amenity("deck", {"es": "x" * 41}),
        Amenity("deck", {"xx": "deck"}),
        Amenity("a b", {"es": "deck"}),
        Amenity("deck", {"es": "deck a $ 500"}),
    ],
)
def test_what_is_no_amenity_is_not_kept(house: House, amenity: Amenity) -> None:
    with pytest.raises(WrongFact):
        write(house, house.diego, amenity)


def test_two_of_one_name_are_not_made_by_accident(house: House) -> None:
    write(house, house.diego)
    with pytest.raises(WrongFact):
        write(house, house.diego, Amenity("hammock", {"es": "hamaca de jardín"}), "again")
    with pytest.raises(knowledge.ChangedMeanwhile):
        write(house, house.diego, Amenity("hammock", {"es": "hamaca"}, version=7), "late")


def test_reception_and_another_hotel_change_nothing(house: House, kind: int) -> None:
    for by in (house.carla, house.vera):
        with pytest.raises(NotAllowed):
            write(house, by)
    write(house, house.diego)
    with transaction(house.cabanas) as session:
        assert [one for one in room_amenities.known(session, house.cabanas) if one.own] == []
        with pytest.raises(knowledge.NoSuchFact):
            room_amenities.remove(session, house.elena, "hammock", 1, "theirs")


def test_two_who_edit_one_type_do_not_overwrite_each_other(house: House, kind: int) -> None:
    with transaction(house.posada) as session:
        wanted = Kind(session.get_one(RoomType, kind).names, amenities={"tv": True})
        with pytest.raises(Refused):
            room_types.change_type(session, house.diego, kind, wanted, "an old mark", "late")
