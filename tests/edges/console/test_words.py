"""The screens' scripts ask for words by name; every name they ask for is in the books, and every word is asked for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from console import numbers_rows, words
from core.domain.bookings import ChargeKind, Source, Status
from core.domain.conversations import AuditTag, Reason
from core.domain.payments import Method, PaymentState, ReceiptState, RefundState
from core.domain.quotes import LineKind
from core.domain.settling import CaseKind
from core.domain.showing import Outcome
from core.flows.understand.intents.labels import LABELS
from core.services.phrases import blanks, book

PARTS = Path(words.__file__).parents[1] / "parts"
# The words of each piece, beside the common ones.
GROUPS = {
    "inbox": "ui",
    "frame": "frame",
    "today": "today",
    "booking": "booking",
    "bookings": "bookings",
    "money": "money",
    "team": "team",
    "account": "account",
    "knowledge": "knowledge",
    "reading": "reading",
    "numbers": "numbers",
    "rates": "rates",
    "reviews": "reviews",
    "guests": "guests",
    "audit": "audit",
    "health": "health",
    "settings": "settings",
}
# Screens whose rows open the card's questions bring its words along.
ALSO = {
    "today": ("booking",),
    "bookings": ("booking",),
    "money": ("booking",),
    "team": ("office",),
    "account": ("office",),
    "knowledge": ("ui", "reading"),
    "inbox": ("reading",),
    "audit": ("office",),
    "health": ("office",),
    "reviews": ("numbers",),
    "settings": ("office",),
}
# Names put together at run time, by the part that stands in the script.
MADE_UP = (
    "kind_",
    "event_",
    "reason_",
    "trouble_",
    "alert_",
    "letter_",
    "error_",
    "lang_",
    "hearing_",
    "badge_",
    "section_",
    "screen_",
    "filter_",
    "status_",
    "source_",
    "line_",
    "charge_",
    "method_",
    "payment_",
    "errand_",
    "audit_",
    "act_",
    "time_",
    "letter_state_",
    "case_",
    "review_",
    "state_",
    "refund_state_",
    "seen_before_",
    "deed_",
    "closure_",
    "tab_",
    "head_",
    "role_",
    "weak_",
    "proof_",
    "topic_",
    "subject_",
    "add_",
    "answer_",
    "per_",
    "audience_",
    "weekday_",
    "intent_",
    "chapter_",
    "decision_",
    "doubt_",
    "about_",
    "fact_",
    "example_",
    "file_",
    "tag_",
    "moves_",
    "stay_",
    "title_",
    "what_is_",
    "weekday_",
    "language_",
    "intent_",
    "called_",
    "outcome_",
    "quote_",
    "lost_",
    "billed_",
    "step_",
    "phrase_blank_",
    "by_",
    "period_",
    "group_",
    "hand_",
    "detail_",
    "value_",
    "legend_",
    "deposit_",
    "care_",
    "tag_",
    "queue_",
    "process_",
    "do_line_",
    "mend_",
    "mail_way_",
    "mail_means_",
    "speaks_",
    "form_",
    "journey_",
    "when_",
    "scope_",
    "template_",
    "moment_",
    "unwritten_",
    "withheld_",
    "blank_",
    "asking_",
    "channel_",
    "column_",
    "fault_",
    "field_title_",
    "note_",
    "rules_",
    "short_",
    "requests_",
    "platform_",
    "reply_",
    "request_",
    "segment_",
    "sign_",
    "stop_",
    "unasked_",
    "unsent_",
    "upset_",
    "variant_",
    "way_",
)
# Words the frame's Python says itself: the names of screens, and what is said when one breaks.
SAID_IN_PYTHON = {
    "frame": {"title", "failed", "hotel", "shut", "to_first_screen", "needs_script"},
    "audit": {"file"},
    "reviews": {"average", "how_many"},
    "numbers": {"same_day", "this_period", "on_the_books"},
}


def scripts(*folders: str) -> str:
    """A piece's own scripts; "." are the parts that all share."""
    found = sorted(path for folder in folders for path in (PARTS / folder).glob("*.js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in found)


def asked(script: str) -> set[str]:
    return set(re.findall(r"\bt\(\s*\"(\w+)\"", script))


@pytest.mark.parametrize(("folder", "group"), GROUPS.items())
def test_every_word_a_piece_asks_for_is_there(folder: str, group: str) -> None:
    wanted = asked(scripts(folder))
    assert len(wanted) > 3, folder
    known = {
        *words.group("es", group),
        *words.group("es", "common"),
        *(word for beside in ALSO.get(folder, ()) for word in words.group("es", beside)),
    }
    assert wanted - known == set()


def test_shared_parts_ask_for_common_words_only() -> None:
    """But for what only screens of the office share."""
    common = set(words.group("es", "common"))
    of_office = (PARTS / "signed_in.js").read_text(encoding="utf-8")
    assert asked(of_office) - common - set(words.group("es", "office")) == set()
    assert asked(scripts(".").replace(of_office, "")) - common == set()


@pytest.mark.parametrize(("folder", "group"), [*GROUPS.items(), (".", "common")])
def test_no_word_is_kept_that_nobody_says(folder: str, group: str) -> None:
    script = scripts(folder, ".", *(GROUPS if group == "common" else ()))
    spoken = set(re.findall(r"[\"`](\w+)", script)) | set(re.findall(r"(\w+):", script))
    hints = {f"{word}_{end}" for word in spoken for end in ("hint", "plain", "title", "means")}
    known = {key for key in words.group("es", group) if not key.startswith(MADE_UP)}
    assert known - spoken - hints - SAID_IN_PYTHON.get(group, set()) == set()


def test_no_group_says_a_common_word_in_its_own_way() -> None:
    common = set(words.group("es", "common"))
    assert {name: common & set(words.group("es", name)) for name in GROUPS.values()} == {
        name: set() for name in GROUPS.values()
    }


def test_nothing_a_guest_wrote_can_become_markup() -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in sorted(PARTS.rglob("*.js")))
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", everything) == []


SAID_ON_THE_CARD = [
    *(f"status_{status}" for status in Status),
    *(f"charge_{kind}" for kind in ChargeKind),
    *(f"source_{source}" for source in Source),
    *(f"line_{kind}" for kind in LineKind),
    *(f"method_{method}" for method in Method),
    *(f"payment_{state}" for state in PaymentState),
    *(
        f"audit_{tag.value.replace(':', '_')}"
        for tag in AuditTag
        if tag.value.startswith(("booking:", "hold:", "hours:"))
    ),
]


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_card_has_words_for_all_a_booking_can_be(language: str) -> None:
    assert set(SAID_ON_THE_CARD) - set(words.group(language, "booking")) == set()


SAID_OF_MONEY = [
    *(f"state_{state}" for state in PaymentState),
    *(f"refund_state_{state}" for state in RefundState),
    *(f"seen_before_{state}" for state in ReceiptState),
    *(word for kind in CaseKind for word in (f"case_{kind}", f"case_{kind}_why")),
]


@pytest.mark.parametrize("language", ["es", "en"])
def test_money_has_words_for_all_it_can_be(language: str) -> None:
    assert set(SAID_OF_MONEY) - set(words.group(language, "money")) == set()


SAID_OF_NUMBERS = [
    *(f"called_{reason}" for reason in Reason),
    *(f"intent_{label}" for label in LABELS),
    *(f"source_{source}" for source in Source),
    *(f"quote_{outcome}" for outcome in Outcome),
    *(f"file_{figure}" for figure in numbers_rows.FIGURES),
]


@pytest.mark.parametrize("language", ["es", "en"])
def test_numbers_have_words_for_all_they_count(language: str) -> None:
    assert set(SAID_OF_NUMBERS) - set(words.group(language, "numbers")) == set()


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_book_has_words_for_every_deed(language: str) -> None:
    wanted = {f"tag_{tag.value.replace(':', '_')}" for tag in AuditTag}
    assert wanted - set(words.group(language, "audit")) == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_blank_of_a_phrase_has_a_name_of_its_own_for_staff(language: str) -> None:
    """Staff write these names in place of those that are kept: no name may mean two blanks of one phrase."""
    told = words.group(language, "knowledge")
    for key, phrase in book()["es"].items():
        kept = blanks(phrase)
        said = {told[f"phrase_blank_{name}"].lower(): name for name in kept}
        assert len(said) == len(kept), key
        assert all(said.get(name, name) == name for name in kept), key
        assert not any(set("{}") & set(one) for one in said), key
