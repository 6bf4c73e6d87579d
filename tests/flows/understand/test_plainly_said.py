"""Families of sentences that need no weighing, each beside one of its neighbours that it must leave alone."""

from __future__ import annotations

import pytest

from core.flows.understand.intents import plainly_said
from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.labels import LABELS


def said(text: str) -> list[str]:
    return [guess.name for guess in decide(text).intents]


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to cancel, I just need another date",
        "no la quiero cancelar, solamente correrla para el martes",
        "não quero cancelar a reserva, só mudar o dia",
    ],
)
def test_a_cancelling_that_is_denied_is_not_heard(text: str) -> None:
    assert "cancel_booking" not in said(text)
    assert said(text)[0] == "modify_booking"
    assert "opt_out" not in said(text)


@pytest.mark.parametrize(
    "text", ["no voy a poder ir, cancelen la reserva", "I can't come, please cancel my booking"]
)
def test_a_cancelling_after_another_no_is_heard(text: str) -> None:
    assert said(text)[0] == "cancel_booking"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("una con vista por favor", "ask_room"),
        ("que mire al río puede ser?", "ask_room"),
        ("ground floor please, my mother walks badly", "ask_room"),
        ("mándame fotos de la que tiene vista", "ask_photos"),
        ("how much would it be per head?", "ask_price"),
        ("quanto sai por cabeça?", "ask_price"),
        ("our budget is $120 a night", "ask_price"),
        ("tengo 2 días libres", "ask_availability"),
        ("los bebés pagan?", "ask_policy"),
        ("cuánto pagan los chicos?", "ask_price"),
        ("llegamos pasada la medianoche, se atrasó el colectivo", "inform"),
        ("llegamos tarde, podemos quedarnos hasta las 2 el domingo?", "late_checkout"),
        ("como andan de lugar para febrero", "ask_availability"),
        ("não estou conseguindo escolher, como faço pra seguir", "help"),
        ("no puedo dormir con este ruido", "complaint"),
    ],
)
def test_what_is_said_plainly_is_what_is_heard_first(text: str, wish: str) -> None:
    assert said(text)[0] == wish


def test_every_rule_moves_labels_that_exist() -> None:
    moved = {name for rule in plainly_said.rules() for name in (rule.lifts, *rule.lowers) if name}
    assert moved <= set(LABELS)
    assert all(rule.lifts or rule.lowers for rule in plainly_said.rules())


def test_danger_and_people_called_for_are_never_talked_over() -> None:
    calm = dict.fromkeys(LABELS, 0.01)
    for name in ("urgent_help", "human", "opt_out"):
        found = calm | {name: 0.6}
        assert plainly_said.as_plainly_said(found, "con vista por favor", frozenset(), 4) == found


def test_whoever_tells_a_story_is_weighed() -> None:
    calm = dict.fromkeys(LABELS, 0.01)
    assert plainly_said.as_plainly_said(calm, "con vista por favor", frozenset(), 40) == calm
    assert plainly_said.as_plainly_said(calm, "con vista por favor", frozenset(), 4)["ask_room"] > 0.8
