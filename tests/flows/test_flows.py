"""The seam on which flows stand: who hears a message first, whose button it is, and what becomes one bubble."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.outgoing import Buttons, Option, Text
from core.flows import engine, flows
from core.flows.flow import Flow, Tap, read_tap, tap_id
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.services.scenes import Scene
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.messages import Message
from tests.makers import House, StoppedClock, heard, incoming, tap


class Picnic(Flow):
    """A flow as others will write them: it asks how many come, and ends with the answer."""

    name = "picnic"
    wishes = frozenset({"book"})
    topics = frozenset({"ask_payment"})

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        if scene.memory.flow != self.name:
            return self._ask(scene, "¿Cuántos son?")
        if meant.entities.people is None and meant.entities.adults is None:
            return None
        return Turn(says=(Text(f"{scene.memory.data['basket']} para {meant.entities.adults}."),), step="done")

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        return Turn(says=(Text(f"canasta {tap.rest[0]}"),), step="chosen") if tap.action == "basket" else None

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        return Answer(topic, "Se paga en efectivo.", facts=("payment:cash",))

    def again(self, session: Session, scene: Scene) -> Turn | None:
        return self._ask(scene, "Entonces, ¿cuántos son?")

    def _ask(self, scene: Scene, words: str) -> Turn:
        option = Option(tap_id(self.name, "basket", "big"), "Grande")
        return Turn(
            says=(Buttons(words, (option,)),),
            asked=Asked(About.ADULTS, {option.id: option.title}),
            goes_on={"basket": "Canasta"},
            step="asked_people",
        )


@pytest.fixture
def session(house: House, stopped_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    monkeypatch.setattr(flows, "ALL", (Picnic(), *flows.ALL))
    with transaction(house.posada) as session:
        yield session


Says = Callable[..., list[Message]]


@pytest.fixture
def guest(house: House, session: Session) -> Says:
    def says(words: str = "", **facts: Any) -> list[Message]:
        known = set(session.scalars(select(Message.id)))
        message = tap(facts.pop("choice"), words) if "choice" in facts else incoming(words, **facts)
        conversation, _ = heard(session, house.posada, message)
        engine.answer(session, conversation)
        session.flush()
        spoken = select(Message).where(Message.author == "house").order_by(Message.id)
        return [line for line in session.scalars(spoken) if line.id not in known]

    return says


def state(session: Session) -> dict[str, Any]:
    return session.scalars(select(Conversation)).one().state


def test_the_flow_that_serves_the_wish_begins(session: Session, guest: Says) -> None:
    [reply] = guest("quiero reservar")
    assert reply.text == "¿Cuántos son?"
    assert state(session)["flow"] == "picnic"
    assert state(session)["data"] == {"basket": "Canasta"}
    assert state(session)["asked"]["about"] == "adults"


def test_a_bare_number_answers_its_question_and_ends_it(session: Session, guest: Says) -> None:
    guest("quiero reservar")
    [reply] = guest("4")
    assert reply.text == "Canasta para 4."
    assert (state(session)["flow"], state(session)["asked"]) == (None, None)


def test_a_question_in_between_is_answered_and_the_open_one_put_again(session: Session, guest: Says) -> None:
    guest("quiero reservar")
    [reply] = guest("a qué hora es el check in?")
    assert "14:00" in reply.text
    assert reply.text.endswith("\n\nEntonces, ¿cuántos son?")
    assert [option["title"] for option in reply.content["options"]] == ["Grande"]
    [reply] = guest("somos 3")
    assert reply.text == "Canasta para 3."


def test_a_thank_you_in_between_leaves_the_flow_under_way(session: Session, guest: Says) -> None:
    guest("quiero reservar")
    guest("gracias!")
    assert state(session)["flow"] == "picnic"
    [reply] = guest("2 adultos")
    assert reply.text == "Canasta para 2."


def test_a_flow_and_a_question_answered_by_another_share_one_bubble(guest: Says) -> None:
    [reply] = guest("quiero reservar. dónde queda el hotel?")
    assert reply.text == "Estamos en Paseo Victorica 1280, Tigre.\n\n¿Cuántos son?"


def test_danger_comes_before_any_flow(session: Session, guest: Says) -> None:
    guest("quiero reservar")
    [reply] = guest("hay olor a gas!")
    assert "urgente" in reply.text


def test_a_button_finds_its_flow_however_old_it_is(guest: Says) -> None:
    [reply] = guest("Grande", choice="v1:picnic:basket:big")
    assert reply.text == "canasta big"


def test_a_title_typed_is_its_button_tapped(guest: Says) -> None:
    guest("quiero reservar")
    [reply] = guest("grande")
    assert reply.text == "canasta big"


def test_a_person_called_takes_the_flow_along(session: Session, guest: Says) -> None:
    guest("quiero reservar")
    guest("quiero hablar con alguien")
    assert session.scalars(select(Conversation)).one().owner == "staff"


def test_the_house_can_say_why_it_said_what_it_said(guest: Says) -> None:
    [reply] = guest("quiero reservar. puedo pagar en efectivo?")
    assert reply.why is not None
    assert (reply.why["flow"], reply.why["step"]) == ("picnic", "asked_people")
    assert "book" in [name for name, _ in reply.why["intents"]]
    assert reply.why["wish"] == "book"
    assert reply.why["facts"] == ["payment:cash"]
    assert set(reply.why["gate"]) == {"right", "answer"}
    [reply] = guest("Grande", choice="v1:picnic:basket:big")
    assert reply.why is not None
    assert reply.why["tap"] == "v1:picnic:basket:big"


@pytest.mark.parametrize("choice", ["", "v1", "v1:menu", "v0:menu:times", "nonsense", ":::"])
def test_what_is_no_button_of_this_release_is_none(choice: str) -> None:
    assert read_tap(choice) is None


def test_a_button_keeps_what_it_was_given() -> None:
    assert read_tap(tap_id("booking", "room", "7", "x")) == Tap("booking", "room", ("7", "x"))
