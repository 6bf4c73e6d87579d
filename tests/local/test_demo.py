"""The demo hotels know themselves: facts that stand the checks, photos a channel takes, all in good time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from core.domain.knowledge import Answer, Subject, checked
from core.domain.topics import AMENITIES, POLICIES
from core.local.demo import pictures
from core.local.demo.houses import CABANAS, POSADA, furnish, hotels_without_facts, seed
from core.local.demo.inventory import policies_of
from core.local.demo.writing import facts_of
from core.services import knowledge
from core.store import hotels
from core.store.db import across_hotels, transaction
from tests.makers import House

LARGEST = 200_000


@pytest.fixture
def posada(house: House) -> Iterator[Session]:
    """The demo Posada beside the hotels of the tests, whose numbers it would otherwise share."""
    with across_hotels() as session:
        for account in hotels.all_channel_accounts(session):
            session.delete(account)
        session.flush()
        assert seed(session)
        found = hotels.by_slug(session, POSADA.slug)
        assert found is not None
        hotel_id = found.id
    with transaction(hotel_id) as session:
        furnish(session, hotel_id)
        session.info["posada"] = hotel_id
        yield session


@pytest.mark.parametrize("scene", pictures.SCENES)
def test_a_picture_is_a_light_photo_in_full_measure(scene: str) -> None:
    data = pictures.jpeg(scene)
    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.size, picture.mode) == ("JPEG", (1200, 800), "RGB")
    assert len(data) < LARGEST


def test_pictures_are_the_same_each_time_and_different_from_each_other() -> None:
    drawn = {scene: pictures.jpeg(scene) for scene in pictures.SCENES}
    assert drawn["pool"] == pictures.jpeg("pool")
    assert len(set(drawn.values())) == len(drawn)


@pytest.mark.parametrize("name", ["posada", "cabanas"])
def test_every_fact_of_a_demo_hotel_stands_the_checks_of_a_managers(name: str) -> None:
    for fact in facts_of(name):
        assert checked(fact).texts == dict(fact.texts)


def test_the_posada_has_an_answer_to_every_topic_guests_have_words_for() -> None:
    told = {(fact.subject, fact.topic) for fact in facts_of("posada")}
    topics = {topic for subject, topic in told if subject in (Subject.AMENITY, Subject.POLICY)}
    assert {*AMENITIES, *POLICIES} - topics == set()


def test_seeding_leaves_no_gap(posada: Session) -> None:
    hotel_id = posada.info["posada"]
    known = knowledge.of(posada, hotel_id)
    assert known.gaps == []
    assert len(known.photos) == 13
    assert {fact.topic for fact in known.all_of(Subject.ROOM)} == {
        "simple-jardin", "doble-rio", "doble-jardin", "triple", "familiar", "cabana-muelle",
    }  # fmt: skip


def test_only_hotels_that_know_nothing_are_furnished(posada: Session) -> None:
    posada.commit()
    with across_hotels() as session:
        left = hotels_without_facts(session)
        cabanas = hotels.by_slug(session, CABANAS.slug)
        assert cabanas is not None
        assert left == [cabanas.id]


def test_the_cabanas_show_their_gaps() -> None:
    missing = [fact.topic for fact in facts_of("cabanas") if fact.texts and len(fact.texts) < 3]
    assert missing == ["grill", "smoking", "cabana-faro"]
    assert any(fact.answer is Answer.PAID for fact in facts_of("cabanas"))


@pytest.mark.parametrize("name", ["posada", "cabanas"])
def test_what_a_demo_hotel_says_of_cancelling_is_what_its_rules_do(name: str) -> None:
    """Free until so many days before; then the share that is lost is the deposit, and none of it is kept."""
    [said] = [fact.texts for fact in facts_of(name) if fact.topic == "cancelling"]
    document = policies_of(name)
    free = min(tier.hours_before for tier in document.cancellation if not tier.fee) // 24
    assert [re.findall(r"\d+", text) for text in said.values()] == [[str(free)]] * len(said)
    assert {tier.fee for tier in document.cancellation if tier.fee} == {document.deposit.share}
    for text, lost in zip(
        said.values(), ("no se devuelve", "is not refunded", "não é devolvido"), strict=True
    ):
        assert lost in text
