"""What a payment means for a booking, cell by cell, and what must hold in every cell there is."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.domain.bookings import Status
from core.domain.payments import MOVES, PaymentState, Snapshot
from core.domain.settling import (
    Asked,
    CaseKind,
    Decision,
    Known,
    Standing,
    Verdict,
    is_news,
    outcome,
    standing_of,
)

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ASKED = Asked(amount=10_000, currency="ARS", collector="44", owed=30_000)
PAID = Snapshot(
    payment_id="9",
    state=PaymentState.APPROVED,
    reference="hold_1",
    amount=10_000,
    currency="ARS",
    collector="44",
    updated_at=NOON,
)
S, V, C, P = Standing, Verdict, CaseKind, PaymentState


def decide(standing: Standing, known: Known | None = None, asked: Asked = ASKED, **seen: Any) -> Decision:
    return outcome(asked, standing, known, replace(PAID, **seen))


def case(kind: CaseKind) -> Decision:
    return Decision(V.CASE, kind)


# A payment seen for the first time, all else as it should be: its state by how the booking stands.
FIRST_SEEN: dict[PaymentState, tuple[Decision, ...]] = {
    # held, lapsed, stands, given up, missing
    P.APPROVED: (
        Decision(V.CONFIRM),
        Decision(V.RESCUE),
        Decision(V.COUNT),
        case(C.PAID_AFTER_END),
        case(C.NO_BOOKING),
    ),
    P.PENDING: (Decision(V.WAIT),) * 5,
    P.IN_PROCESS: (Decision(V.WAIT),) * 5,
    P.AUTHORIZED: (Decision(V.WAIT),) * 5,
    P.REJECTED: (Decision(V.REMEMBER),) * 5,
    P.CANCELLED: (Decision(V.REMEMBER),) * 5,
    P.REFUNDED: (Decision(V.REMEMBER),) * 5,
    P.IN_MEDIATION: (case(C.DISPUTED),) * 5,
    P.CHARGED_BACK: (case(C.CHARGED_BACK),) * 5,
    P.UNKNOWN: (case(C.ODD_STATE),) * 5,
}


@pytest.mark.parametrize("state", P)
@pytest.mark.parametrize("place", range(5))
def test_first_seen(state: PaymentState, place: int) -> None:
    assert decide(list(S)[place], state=state) == FIRST_SEEN[state][place]


SECOND = replace(ASKED, paid=True)
NOTHING_OWED = replace(ASKED, owed=0)
BACK = Decision(V.SEND_BACK, refund=10_000)

# Approved and seen for the first time, but something is different: by how the booking stands.
DIFFERENT: list[tuple[str, dict[str, Any], Asked, tuple[Decision, ...]]] = [
    ("less", {"amount": 9_999}, ASKED, (*(case(C.WRONG_AMOUNT),) * 4, case(C.NO_BOOKING))),
    ("more", {"amount": 10_001}, ASKED, (*(case(C.WRONG_AMOUNT),) * 4, case(C.NO_BOOKING))),
    ("no amount one could read", {"amount": None}, ASKED, (case(C.WRONG_AMOUNT),) * 5),
    ("another currency", {"currency": "USD"}, ASKED, (case(C.WRONG_CURRENCY),) * 5),
    ("somebody else's account", {"collector": "45"}, ASKED, (case(C.NOT_OUR_ACCOUNT),) * 5),
    ("no account named", {"collector": None}, ASKED, FIRST_SEEN[P.APPROVED]),
    ("part was sent back by others", {"refunded": 1}, ASKED, (case(C.SENT_BACK_BY_OTHERS),) * 5),
    ("paid already", {}, SECOND, (*(BACK,) * 4, case(C.NO_BOOKING))),
    (
        "paid already, of another amount",
        {"amount": 7_000},
        SECOND,
        (*(Decision(V.SEND_BACK, refund=7_000),) * 4, case(C.NO_BOOKING)),
    ),
    ("paid already, in another currency", {"currency": "USD"}, SECOND, (case(C.WRONG_CURRENCY),) * 5),
    (
        "nothing is owed any more",
        {},
        NOTHING_OWED,
        (Decision(V.CONFIRM), Decision(V.RESCUE), BACK, case(C.PAID_AFTER_END), case(C.NO_BOOKING)),
    ),
]


@pytest.mark.parametrize(("what", "seen", "asked", "wanted"), DIFFERENT, ids=[row[0] for row in DIFFERENT])
def test_approved_but_different(
    what: str, seen: dict[str, Any], asked: Asked, wanted: tuple[Decision, ...]
) -> None:
    assert tuple(decide(standing, asked=asked, **seen) for standing in S) == wanted


LATER, EARLIER = NOON + timedelta(hours=1), NOON - timedelta(hours=1)
COUNTED = Known(P.APPROVED, NOON, counted=True)
WAITING = Known(P.IN_PROCESS, NOON)

# A payment we know: what it was, what it is, and what follows for a booking that stands.
KNOWN: list[tuple[str, Known, dict[str, Any], Decision]] = [
    ("the same again", COUNTED, {}, Decision(V.IGNORE)),
    ("told again hours later", COUNTED, {"updated_at": LATER}, Decision(V.REMEMBER)),
    ("an older picture", COUNTED, {"state": P.PENDING, "updated_at": EARLIER}, Decision(V.IGNORE)),
    ("older, though further along", WAITING, {"updated_at": EARLIER}, Decision(V.IGNORE)),
    ("waiting, then approved", WAITING, {"updated_at": LATER}, Decision(V.COUNT)),
    ("waiting, then approved within the same second", WAITING, {}, Decision(V.COUNT)),
    ("waiting, then declined", WAITING, {"state": P.REJECTED, "updated_at": LATER}, Decision(V.REMEMBER)),
    ("approved, then waiting", COUNTED, {"state": P.PENDING, "updated_at": LATER}, case(C.ODD_STATE)),
    (
        "declined, then approved",
        Known(P.REJECTED, NOON),
        {"updated_at": LATER},
        case(C.ODD_STATE),
    ),
    ("disputed", COUNTED, {"state": P.IN_MEDIATION, "updated_at": LATER}, case(C.DISPUTED)),
    (
        "charged back weeks later",
        COUNTED,
        {"state": P.CHARGED_BACK, "updated_at": LATER},
        case(C.CHARGED_BACK),
    ),
    (
        "the dispute was won",
        Known(P.IN_MEDIATION, NOON, counted=True),
        {"updated_at": LATER},
        Decision(V.REMEMBER),
    ),
    (
        "sent back by somebody in the provider's panel",
        COUNTED,
        {"state": P.REFUNDED, "refunded": 10_000, "updated_at": LATER},
        case(C.SENT_BACK_BY_OTHERS),
    ),
    (
        "sent back by us",
        replace(COUNTED, sent_back=10_000),
        {"state": P.REFUNDED, "refunded": 10_000, "updated_at": LATER},
        Decision(V.REMEMBER),
    ),
    (
        "part of it sent back by us",
        replace(COUNTED, sent_back=4_000),
        {"refunded": 4_000, "updated_at": LATER},
        Decision(V.REMEMBER),
    ),
    (
        "we sent part back, and somebody else more",
        replace(COUNTED, sent_back=4_000),
        {"refunded": 6_000, "updated_at": LATER},
        case(C.SENT_BACK_BY_OTHERS),
    ),
    (
        "a second payment that is on its way back is approved again",
        Known(P.APPROVED, NOON, sent_back=10_000),
        {"updated_at": LATER},
        Decision(V.REMEMBER),
    ),
    (
        "no moments at all: further along counts",
        Known(P.PENDING, None),
        {"updated_at": None},
        Decision(V.COUNT),
    ),
    (
        "no moments at all: less far along does not",
        Known(P.APPROVED, None, counted=True),
        {"state": P.PENDING, "updated_at": None},
        Decision(V.IGNORE),
    ),
    ("a word of tomorrow", WAITING, {"state": P.UNKNOWN, "updated_at": LATER}, case(C.ODD_STATE)),
]


@pytest.mark.parametrize(("what", "known", "seen", "wanted"), KNOWN, ids=[row[0] for row in KNOWN])
def test_a_payment_we_know(what: str, known: Known, seen: dict[str, Any], wanted: Decision) -> None:
    assert decide(S.STANDS, known, **seen) == wanted


def every_cell() -> list[tuple[Asked, Standing, Known | None, Snapshot]]:
    knowns: list[Known | None] = [None]
    knowns += [
        Known(state, moment, refunded, counted, sent_back)
        for state, moment, refunded, counted, sent_back in itertools.product(
            P, (None, EARLIER, NOON, LATER), (0, 4_000), (False, True), (0, 4_000, 10_000)
        )
    ]
    seen = [
        replace(PAID, state=state, amount=amount, currency=currency, collector=collector, refunded=refunded)
        for state, amount, currency, collector, refunded in itertools.product(
            P, (None, 9_999, 10_000), ("ARS", "USD"), (None, "44", "45"), (0, 4_000, 10_000)
        )
    ]
    asked = (ASKED, SECOND, NOTHING_OWED)
    # One in ninety-seven of four million: the step is prime to every dimension, so each value meets each other.
    assert all(math.gcd(_STEP, len(dimension)) == 1 for dimension in (asked, S, knowns, seen))
    return list(itertools.islice(itertools.product(asked, S, knowns, seen), 0, None, _STEP))


_STEP = 97


def test_in_every_cell_money_is_safe() -> None:
    cells = every_cell()
    assert len(cells) > 30_000
    for asked, standing, known, seen in cells:
        found = outcome(asked, standing, known, seen)
        assert (found.verdict is V.CASE) == (found.case is not None)
        assert (found.verdict is V.SEND_BACK) == (found.refund > 0)
        if found.verdict in (V.CONFIRM, V.COUNT, V.RESCUE):
            assert seen.state is P.APPROVED
            assert (seen.amount, seen.currency, seen.refunded) == (asked.amount, asked.currency, 0)
            assert seen.collector in (None, asked.collector)
            assert not asked.paid
            assert known is None or not known.counted
        if found.verdict is V.SEND_BACK:
            assert found.refund == seen.amount
            assert seen.collector in (None, asked.collector)
            assert known is None or known.sent_back == 0
        if known and known.updated_at and known.updated_at > NOON:
            assert found.verdict is V.IGNORE


def test_what_was_decided_is_not_decided_again() -> None:
    """The same picture a second time, after its first was written down, changes nothing."""
    for standing, state in itertools.product(S, P):
        seen = replace(PAID, state=state)
        first = outcome(ASKED, standing, None, seen)
        counted = first.verdict in (V.CONFIRM, V.COUNT, V.RESCUE)
        known = Known(state, NOON, counted=counted)
        assert not is_news(known, seen)
        assert outcome(ASKED, standing, known, seen) == Decision(V.IGNORE)


def test_every_status_of_a_booking_is_a_standing() -> None:
    assert {standing_of(status) for status in Status} | {standing_of(None)} == set(S)


def test_every_state_knows_where_it_may_go() -> None:
    assert set(MOVES) == set(P)
    assert all(state in ways for state, ways in MOVES.items())
