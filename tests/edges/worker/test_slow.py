"""The slow desk keeps what guests send, once, and says so where it cannot."""

from __future__ import annotations

import pytest

from core.domain.conversations import AlertKind
from core.domain.errands import MAX_ATTEMPTS, Act, Refusal
from core.domain.messages import Kind, MediaRef
from core.domain.ports import Download, Refused, Unanswered
from core.services import conversations
from core.store.db import across_hotels, transaction
from core.store.hotels import ChannelAccount
from core.store.media import Media
from core.store.messages import Message
from core.store.views import thread
from tests.edges.worker.conftest import alerts, all_rows, letters
from tests.fakes import FakeChannel
from tests.makers import BRUNO, House, StoppedClock, heard, incoming
from worker import slow

pytestmark = pytest.mark.usefixtures("stopped_clock")


def sent_a_photo(house: House, media_id: str = "photo-1", **facts: object) -> int:
    photo = MediaRef(media_id, "image/jpeg", "sha", filename="patio.jpg")
    with transaction(house.posada) as session:
        return heard(session, house.posada, incoming("", kind=Kind.IMAGE, media=photo, **facts))[1].id


def line(message_id: int) -> Message:
    return next(message for message in all_rows(Message) if message.id == message_id)


def states() -> list[str]:
    return [letter.state for letter in letters("fetch_media")]


def test_a_photo_is_fetched_and_shown_in_its_line(house: House, port: FakeChannel) -> None:
    port.files["photo-1"] = Download(b"jpeg bytes", "image/jpeg")
    message = sent_a_photo(house)
    slow.work_errands(1)
    assert states() == ["done"]
    with transaction(house.posada) as session:
        media_id = line(message).media_id
        assert media_id is not None
        attachment = thread.attachment(session, media_id)
        assert attachment is not None
        assert (attachment.mime, attachment.size, attachment.filename) == ("image/jpeg", 10, "patio.jpg")
        assert thread.attachment_bytes(session, media_id) == b"jpeg bytes"
    assert port.closed


def test_the_same_photo_from_two_guests_is_stored_once(house: House, port: FakeChannel) -> None:
    port.files = {"photo-1": Download(b"same", "image/jpeg"), "photo-2": Download(b"same", "image/jpeg")}
    ana, bruno = sent_a_photo(house), sent_a_photo(house, "photo-2", sender=BRUNO)
    slow.work_errands(1)
    assert len(all_rows(Media)) == 1
    assert line(ana).media_id == line(bruno).media_id


def test_a_photo_the_channel_will_not_give_is_told_at_once(house: House, port: FakeChannel) -> None:
    port.files["photo-1"] = Refused(Refusal(Act.DROP_AND_ALERT, 100, "the file is larger than 20 MB"))
    message = sent_a_photo(house)
    slow.work_errands(1)
    assert (states(), line(message).trouble) == (["done"], "the file is larger than 20 MB")
    assert alerts() == [AlertKind.MEDIA_LOST]


@pytest.mark.parametrize("act", [Act.RETRY, Act.SLOW_NUMBER, Act.PAUSE_HOTEL])
def test_a_channel_in_trouble_is_asked_again(
    house: House, port: FakeChannel, stopped_clock: StoppedClock, act: Act
) -> None:
    port.files["photo-1"] = Refused(Refusal(act, 131000, "later"))
    message = sent_a_photo(house)
    slow.work_errands(1)
    assert (states(), alerts(), line(message).trouble) == (["waiting"], [], None)
    port.files["photo-1"] = Download(b"jpeg bytes", "image/jpeg")
    stopped_clock.passes(minutes=2)
    slow.work_errands(1)
    assert line(message).media_id is not None


@pytest.mark.parametrize("problem", [Unanswered("the line broke"), OSError("disk")])
def test_a_photo_that_never_comes_is_told_and_can_be_tried_again(
    house: House, port: FakeChannel, stopped_clock: StoppedClock, problem: Exception
) -> None:
    port.files["photo-1"] = problem
    message = sent_a_photo(house)
    for _ in range(MAX_ATTEMPTS):
        slow.work_errands(1)
        stopped_clock.passes(minutes=2)
    assert states() == ["dead"]
    assert str(problem) in str(line(message).trouble)
    assert alerts() == [AlertKind.MEDIA_LOST]
    with transaction(house.posada) as session:
        conversations.revive(session, house.carla, "outbox", letters("fetch_media")[0].id, "v1")
    port.files["photo-1"] = Download(b"jpeg bytes", "image/jpeg")
    slow.work_errands(1)
    assert line(message).media_id is not None
    assert line(message).trouble is None


def test_one_bad_file_does_not_hold_the_next_one_back(house: House, port: FakeChannel) -> None:
    port.files = {"photo-1": OSError("disk"), "photo-2": Download(b"good", "image/jpeg")}
    sent_a_photo(house)
    good = sent_a_photo(house, "photo-2")
    slow.work_errands(1)
    assert line(good).media_id is not None


def test_a_number_that_is_gone_keeps_the_errand(house: House, port: FakeChannel) -> None:
    sent_a_photo(house)
    with across_hotels() as session:
        for account in session.query(ChannelAccount):
            session.delete(account)
    slow.work_errands(1)
    assert states() == ["waiting"]
