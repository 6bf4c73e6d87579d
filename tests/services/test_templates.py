"""How templates stand with the channel: heard, counted, stopped, and who is told."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.conversations import AlertKind
from core.domain.messages import Channel, ChannelNotice
from core.domain.ports import TemplateSeen
from core.services import notices, template_states, templates
from core.store import hotels
from core.store.alerts import Alert
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.templates import TemplateRow
from tests.makers import POSADA_NUMBER, House, StoppedClock, heard, incoming

BUSINESS = "209876543210001"
FACTS = {"hotel": "Posada", "code": "K7MQ4X", "day": "4 dic", "hour": "14:00", "address": "Tigre"}


@pytest.fixture
def talk(house: House, stopped_clock: StoppedClock) -> int:
    with transaction(house.posada) as session:
        account = hotels.channel_account(session, Channel.WHATSAPP, POSADA_NUMBER)
        assert account is not None
        account.business = BUSINESS
        return heard(session, house.posada, incoming("hola"))[0].id


def seen(name: str = "day_before", language: str = "es", state: str = "APPROVED") -> TemplateSeen:
    return TemplateSeen("77", name, language, state, "UTILITY", body="x")


def stock(house: House, *found: TemplateSeen) -> None:
    with transaction(house.posada) as session:
        template_states.take_stock(session, house.posada, BUSINESS, found)


def news(house: House, event: str, language: str = "es", topic: str = "status", **facts: str) -> None:
    named = {"message_template_name": "day_before", "message_template_language": language}
    value: dict[str, object] = {"waba": BUSINESS, "event": event, **named, **facts}
    names = {
        "status": "message_template_status_update",
        "quality": "message_template_quality_update",
        "category": "template_category_update",
    }
    with transaction(house.posada) as session:
        notice = ChannelNotice("n", Channel.WHATSAPP, BUSINESS, names[topic], value)
        notices.note(session, house.posada, notice)


def goes_out_in(house: House, talk: int, language: str = "es") -> str | None:
    with transaction(house.posada) as session:
        found = templates.filled(session, session.get_one(Conversation, talk), "day_before", language, FACTS)
        return found.language if found else None


def alerts(session: Session) -> list[str]:
    open_ones = select(Alert).where(Alert.kind == AlertKind.TEMPLATE_TROUBLE, Alert.closed_at.is_(None))
    return [str(alert.facts.get("state")) for alert in session.scalars(open_ones)]


def test_what_the_channel_was_never_asked_about_is_tried(house: House, talk: int) -> None:
    assert goes_out_in(house, talk) == "es"
    assert goes_out_in(house, talk, "pt") == "pt_BR"


@pytest.mark.parametrize("state", ["PENDING", "REJECTED", "PAUSED", "DISABLED", "WORD_OF_TOMORROW"])
def test_only_what_is_approved_goes_out(house: House, talk: int, state: str) -> None:
    stock(house, seen(state=state))
    assert goes_out_in(house, talk) is None


def test_another_approved_language_is_better_than_silence(house: House, talk: int) -> None:
    stock(house, seen(state="REJECTED"), seen(language="en"))
    assert goes_out_in(house, talk) == "en"


def test_news_of_a_pause_stop_it_and_tell_staff_and_of_its_end_let_it_go(house: House, talk: int) -> None:
    stock(house, seen())
    news(house, "PAUSED")
    news(house, "PAUSED")
    assert goes_out_in(house, talk) is None
    with transaction(house.posada) as session:
        assert alerts(session) == ["PAUSED"]
    news(house, "APPROVED")
    assert goes_out_in(house, talk) == "es"
    with transaction(house.posada) as session:
        assert alerts(session) == []


def test_a_refusal_says_why(house: House, talk: int) -> None:
    news(house, "REJECTED", reason="TAG_CONTENT_MISMATCH")
    with transaction(house.posada) as session:
        [row] = session.scalars(select(TemplateRow)).all()
        assert (row.state, row.reason) == ("REJECTED", "TAG_CONTENT_MISMATCH")


def test_quality_and_price_are_kept(house: House, talk: int) -> None:
    stock(house, seen())
    news(house, "", topic="quality", new_quality_score="RED")
    news(house, "", topic="category", new_category="MARKETING")
    with transaction(house.posada) as session:
        [row] = session.scalars(select(TemplateRow)).all()
        assert (row.quality, row.category, row.state) == ("RED", "MARKETING", "APPROVED")


def test_templates_of_others_in_the_same_account_are_none_of_ours(house: House, talk: int) -> None:
    stock(house, seen(name="hello_world"))
    with transaction(house.posada) as session:
        assert session.scalars(select(TemplateRow)).all() == []


def test_everything_is_handed_in_once(house: House, talk: int) -> None:
    with transaction(house.posada) as session:
        lacking = template_states.missing(session, BUSINESS)
    assert len(lacking) == len(templates.registry()) * 3
    stock(house, *(seen(one.name, language, "PENDING") for one, language in lacking))
    with transaction(house.posada) as session:
        assert template_states.missing(session, BUSINESS) == []


def test_what_the_channel_has_lost_is_handed_in_again(house: House, talk: int) -> None:
    stock(house, seen())
    stock(house)
    with transaction(house.posada) as session:
        assert ("day_before", "es") in [
            (one.name, language) for one, language in template_states.missing(session, BUSINESS)
        ]


def test_older_words_at_the_channel_are_noticed(house: House, talk: int) -> None:
    stock(house, seen())
    with transaction(house.posada) as session:
        assert template_states.outdated(session, BUSINESS) == ["day_before (es)"]


def test_a_message_refused_for_its_template_stops_the_template(house: House, talk: int) -> None:
    stock(house, seen())
    address = {"channel": "whatsapp", "account": POSADA_NUMBER, "name": "day_before", "language": "es"}
    with transaction(house.posada) as session:
        template_states.refused(session, house.posada, address, 132015)
    assert goes_out_in(house, talk) is None


def test_another_hotels_states_are_not_seen(house: House, talk: int) -> None:
    stock(house, seen(state="PAUSED"))
    with transaction(house.cabanas) as session:
        assert session.scalars(select(TemplateRow)).all() == []
