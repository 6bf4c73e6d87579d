"""Lists are complete: what one place names, every other place that must know it knows."""

from __future__ import annotations

import inspect
import re
import tomllib
from collections import defaultdict
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from core.adapters.channels import reader
from core.adapters.channels.whatsapp import codes
from core.base import bell
from core.domain.access import ALLOWED, Action, Role
from core.domain.conversations import AlertKind, AuditTag, EventKind, Owner, Reason
from core.domain.errands import DESK_OF, Act, Desk, Errand
from core.domain.messages import Channel, Kind
from core.domain.outgoing import _KINDS as OUTGOING_KINDS
from core.domain.ports import ChannelPort
from core.domain.refusals import WhyNot
from core.domain.speech import AWAITED, Unheard
from core.flows.flows import ALL as FLOWS
from core.flows.heard.hearing import PLAIN
from core.flows.understand.intents.labels import LABELS
from core.services.phrases import LANGUAGES
from tests.fakes import FakeChannel
from worker import chores, counter, errands, postman, slow, tick, voice

ROOT = Path(__file__).parents[2]
CODE = {
    path: path.read_text(encoding="utf-8")
    for room in ("core", "webhook", "worker", "console")
    for path in (ROOT / room).rglob("*.py")
}
CONSOLE_WORDS = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "console" / "words").glob("*.toml"))
}


def test_every_errand_has_a_desk() -> None:
    assert set(DESK_OF) == set(Errand)


def test_every_errand_of_a_desk_has_a_handler_there() -> None:
    of_desk = {desk: {errand for errand in Errand if DESK_OF[errand] is desk} for desk in Desk}
    assert set(errands.HANDLERS) == of_desk[Desk.THINK] | of_desk[Desk.UNHURRIED]
    assert set(slow.HANDLERS) == of_desk[Desk.SLOW]
    assert set(voice.HANDLERS) == of_desk[Desk.VOICE]
    assert set(counter.HANDLERS) == of_desk[Desk.CASHIER]
    assert of_desk[Desk.MAIL] == postman.CARRIES
    relay = (ROOT / "worker" / "relay.py").read_text(encoding="utf-8")
    assert of_desk[Desk.RELAY] == {Errand.SEND_MESSAGE, Errand.ALERT_STAFF, Errand.TELL_STAFF}
    assert of_desk[Desk.BULK] == set(), "the same messages, said to many"
    assert of_desk[Desk.COURTESY] == {Errand.MARK_READ}
    assert "Errand.MARK_READ" in relay


def test_the_tick_rings_for_every_desk() -> None:
    assert set(tick._BELL_OF) == {"inbox", *Desk}


def test_every_bell_that_starts_a_job_names_a_function_that_takes_a_letter() -> None:
    for dotted in bell._JOB_OF.values():
        module, name = dotted.rsplit(".", 1)
        function = getattr(__import__(module, fromlist=[name]), name)
        assert list(inspect.signature(function).parameters) == ["letter_id"]


def test_every_desk_that_queues_has_its_time_and_somebody_who_listens() -> None:
    main = (ROOT / "worker" / "__main__.py").read_text(encoding="utf-8")
    assert set(bell.JOB_SECONDS) == {*bell._JOB_OF, bell.CHORES}
    for name in ("INBOX", "THINK", "SLOW", "VOICE", "CHORES"):
        assert f"bell.{name}" in main


def test_every_chore_is_there_and_asks_for_nothing() -> None:
    for dotted, cron in chores.CHORES.items():
        module, name = dotted.rsplit(".", 1)
        assert module == "worker.chores"
        assert not inspect.signature(getattr(chores, name)).parameters
        assert len(cron.split()) == 5


def test_every_channel_has_a_gateway() -> None:
    for channel in Channel:
        assert callable(reader(channel).read)


def test_every_act_of_the_table_of_refusals_can_happen() -> None:
    of_files_and_payments = {Act.TELL_STAFF}
    assert {act for act, numbers in codes._CODES.items() if numbers} == set(Act) - of_files_and_payments


def test_the_fake_channel_offers_what_the_port_asks_for() -> None:
    wanted = {name: value for name, value in vars(ChannelPort).items() if inspect.iscoroutinefunction(value)}
    assert set(wanted) == {"send", "mark_read", "upload", "download", "close"}
    for name, method in wanted.items():
        ours = getattr(FakeChannel, name)
        assert inspect.iscoroutinefunction(ours), name
        assert list(inspect.signature(ours).parameters) == list(inspect.signature(method).parameters), name


@cache
def _uses() -> dict[str, set[str]]:
    """Whatever is written with a dot, and the files in which it stands."""
    found: dict[str, set[str]] = defaultdict(set)
    for path, code in CODE.items():
        for written in re.findall(r"\b(?=(\w+\.\w+))", code):
            found[written].add(str(path.relative_to(ROOT)))
    return found


def uses_of(word: StrEnum) -> set[str]:
    """Where a word of an enum is used, apart from where it is defined."""
    return _uses()[f"{type(word).__name__}.{word.name}"]


def test_no_word_stands_in_a_list_unused() -> None:
    words: list[StrEnum] = [*AuditTag, *AlertKind, *EventKind, *Reason, *Errand, *Desk, *Owner]
    assert [word for word in words if not uses_of(word)] == []


def test_every_wish_the_reader_knows_is_served_by_somebody() -> None:
    """`urgent_help`, `human` and `opt_out` come before any flow; what no flow can answer goes to reception."""
    served = {wish for flow in FLOWS for wish in (*flow.wishes, *flow.topics)}
    assert set(LABELS) - served - set(PLAIN) == {"urgent_help", "human", "opt_out"}
    assert served <= set(LABELS)


def test_every_flow_has_a_name_of_its_own() -> None:
    names = [flow.name for flow in FLOWS]
    assert all(names)
    assert len(set(names)) == len(names)


NOT_YET_ASKED_FOR: dict[Action, str] = {}


@pytest.mark.parametrize("action", Action)
def test_every_action_is_asked_for_somewhere(action: Action) -> None:
    asked = uses_of(action) - {"core/domain/access.py"}
    assert bool(asked) != (action in NOT_YET_ASKED_FOR)


def test_every_role_has_its_list_of_what_it_may_do() -> None:
    assert set(ALLOWED) == set(Role)


def console_words(language: str) -> dict[str, str]:
    return {
        f"{chapter}.{key}": words
        for chapter, lines in CONSOLE_WORDS[language].items()
        for key, words in lines.items()
    }


def test_the_console_speaks_spanish_and_english() -> None:
    assert set(CONSOLE_WORDS) == {"es", "en"}


def test_the_console_says_everything_in_both_languages_with_the_same_blanks() -> None:
    def blanks(words: str) -> list[str]:
        return sorted(set(re.findall(r"{(\w+)}", words)))

    spanish, english = console_words("es"), console_words("en")
    assert set(spanish) == set(english)
    assert {key for key in spanish if blanks(spanish[key]) != blanks(english[key])} == set()
    silent = {key for key in spanish if not spanish[key] or not english[key]}
    assert silent == {"common.reason_other"}


SPOKEN: list[tuple[str, Any]] = [
    ("alert", AlertKind),
    ("event", EventKind),
    ("reason", Reason),
    ("letter", Errand),
    ("kind", Kind),
    ("lang", LANGUAGES),
    ("kind", OUTGOING_KINDS),
    ("hearing", [AWAITED, *Unheard]),
    ("error", WhyNot),
]
SELDOM_SEEN = {"kind_edit", "kind_deletion"}


@pytest.mark.parametrize(
    ("prefix", "words"), SPOKEN, ids=lambda value: str(getattr(value, "__name__", value))[:20]
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_console_has_words_for_all_it_can_meet(prefix: str, words: Any, language: str) -> None:
    wanted = {f"{prefix}_{word}" for word in words} - SELDOM_SEEN
    said = CONSOLE_WORDS[language]
    assert wanted - set(said["ui"]) - set(said["common"]) == set()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_console_names_every_role(language: str) -> None:
    assert set(CONSOLE_WORDS[language]["roles"]) == set(Role)
