"""Danger by night: carried to the telephone on call, or said aloud when it could not be."""

from __future__ import annotations

from core.domain.conversations import AlertKind, Reason
from core.domain.errands import Act
from core.domain.outgoing import Template
from core.services import handovers, hotels
from core.store.db import transaction
from tests.edges.worker.conftest import Carrier, alerts, arrives, letters, work
from tests.makers import House, heard, incoming, wa_status


def danger(house: House) -> int:
    """A guest in danger, and a telephone on call; answers the id of the letter to it."""
    with transaction(house.posada) as session:
        hotels.get(session, house.posada).on_call_phone = "5491150009999"
        conversation, _ = heard(session, house.posada, incoming("hay fuego en la cocina"))
        handovers.begin(session, conversation, Reason.URGENT, handovers.Case("hay fuego en la cocina"))
    return letters("alert_staff")[0].id


def test_danger_is_carried_to_the_telephone_on_call_and_to_nobody_else(
    house: House, carrier: Carrier
) -> None:
    letter_id = danger(house)
    carrier.runs_dry()
    [parcel] = carrier.port.sent
    assert (parcel.to_phone, parcel.to_bsuid, parcel.echo) == ("5491150009999", None, f"{letter_id}.0")
    assert isinstance(parcel.content, Template)
    assert parcel.content.words[2] == "hay fuego en la cocina"
    assert letters("alert_staff")[0].state == "done"


def test_a_telephone_on_call_that_refuses_is_told_to_staff(house: House, carrier: Carrier) -> None:
    danger(house)
    carrier.port.refuses(Act.TELL_STAFF, 131026, "not on WhatsApp")
    carrier.runs_dry()
    assert letters("alert_staff")[0].state == "dead"
    assert AlertKind.ON_CALL_NOT_REACHED in alerts()


def test_news_that_it_never_arrived_there_is_told_to_staff(house: House, carrier: Carrier) -> None:
    letter_id = danger(house)
    carrier.runs_dry()
    arrives(statuses=[wa_status("wamid.out.1", "failed", echo=f"{letter_id}.0", code=131026)])
    work()
    assert AlertKind.ON_CALL_NOT_REACHED in alerts()
