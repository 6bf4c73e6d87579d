"""A confirmation's picture: drawn on its way out, the same one however often it is tried, forgotten after the stay."""

from __future__ import annotations

import io
from datetime import timedelta

import zxingcpp
from PIL import Image

from core.base import clock
from core.domain.access import House as TheHouse
from core.domain.errands import Act
from core.domain.outgoing import Badge, LinkButton
from core.services import bookings, media, outgoing
from core.store import retention
from core.store.bookings import Booking
from core.store.db import across_hotels, transaction
from core.store.media import Media
from core.store.messages import Message
from tests.edges.worker.conftest import Carrier, all_rows, letters
from tests.inventory import furnished, wish
from tests.makers import House, StoppedClock, heard, incoming

ADDRESS = "https://hotel.example/q/1-K7MQ4X-0123"


def confirmed(house: House, code: str = "K7MQ4X", times: int = 1) -> None:
    with transaction(house.posada) as session:
        conversation, _ = heard(session, house.posada, incoming("hola"))
        for _ in range(times):
            badge = Badge("Posada del Ceibo", code, "#1f6f5c")
            outgoing.say(session, conversation, LinkButton("Confirmada", "Ver", ADDRESS, badge=badge))


def test_it_stands_above_the_words_and_a_camera_reads_it(house: House, carrier: Carrier) -> None:
    confirmed(house)
    carrier.runs_dry()
    [drawn] = carrier.port.uploads
    assert [code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)))] == [ADDRESS]
    [parcel] = carrier.port.sent
    assert isinstance(parcel.content, LinkButton)
    assert parcel.media_ids == {parcel.content.header_media: "file-1"}
    [line] = [row for row in all_rows(Message) if row.direction == "out"]
    assert line.media_id == parcel.content.header_media  # staff see it too


def test_tried_again_it_is_the_same_picture(house: House, carrier: Carrier) -> None:
    confirmed(house, times=2)
    carrier.port.refuses(Act.RETRY, 131000)
    carrier.runs_dry()
    assert len(carrier.port.uploads) == 1
    assert len(all_rows(Media)) == 1


def test_it_is_forgotten_some_days_after_the_stay(
    house: House, carrier: Carrier, stopped_clock: StoppedClock
) -> None:
    inn = furnished(house.posada)
    with transaction(house.posada) as session:
        booking = bookings.hold(session, TheHouse(house.posada), inn.guest, wish())[0]
    confirmed(house, booking.code)
    confirmed(house, "GHJKMN")
    carrier.runs_dry()
    before = all_rows(Booking)[0].ends_at
    with across_hotels() as session:
        assert retention.badges(session, media.BADGE, before - timedelta(hours=1)) == 0
        assert retention.badges(session, media.BADGE, before + timedelta(hours=1)) == 1
    assert [row.filename for row in all_rows(Media)] == ["pass-GHJKMN.png"]
    assert len([row for row in all_rows(Message) if row.direction == "out"]) == 2
    assert len(letters("send_message")) == 2
    assert clock.now() == stopped_clock.now
