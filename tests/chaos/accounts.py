"""What must be true once a storm is over, asked of the tables and of the phone."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime

from core.local.phone.client import Received
from tests.chaos.guests import Crowd
from tests.chaos.running_house import RunningHouse

_SENT = frozenset({"sent", "delivered", "read"})


def every_message_was_kept_once(house: RunningHouse, crowd: Crowd) -> None:
    kept = Counter(row[0] for row in house.rows("SELECT provider_id FROM messages WHERE direction = 'in'"))
    assert kept == Counter(crowd.wamids), _difference(kept, Counter(crowd.wamids))
    letters = Counter(row[0] for row in house.rows("SELECT key FROM inbox WHERE kind = 'message'"))
    assert letters == kept, _difference(letters, kept)


def every_thread_is_in_order(house: RunningHouse, crowd: Crowd) -> None:
    """By the channel's time, whatever the order of arrival; two of one second may stand either way."""
    rows = house.rows(
        "SELECT conversation_id, at, provider_id FROM messages WHERE direction = 'in' ORDER BY at, id"
    )
    spoken = {wamid: (guest, place) for guest, said in crowd.said.items() for place, wamid in enumerate(said)}
    seconds: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
    owners: dict[int, set[str]] = defaultdict(set)
    for conversation, at, wamid in rows:
        guest, place = spoken[wamid]
        owners[conversation].add(guest)
        seconds[conversation].append((at, place))
    assert all(len(guests) == 1 for guests in owners.values()), "two guests in one conversation"
    for thread in seconds.values():
        assert thread == sorted(thread, key=lambda line: line[0])
        by_second: dict[datetime, list[int]] = defaultdict(list)
        for at, place in thread:
            by_second[at.astimezone(UTC).replace(microsecond=0)].append(place)
        flat = [place for at in sorted(by_second) for place in sorted(by_second[at])]
        assert flat == list(range(len(flat))), f"out of order: {by_second}"


def every_turn_was_answered_once(house: RunningHouse) -> None:
    """One turn may take in several messages; it has one reply, and that reply reached the phone once."""
    silent = house.rows("SELECT id, text FROM messages WHERE direction = 'in' AND handled_at IS NULL")
    assert not silent, f"never handled: {silent[:5]}"
    handed_over = house.rows(
        "SELECT handover_reason, count(*) FROM conversations WHERE owner <> 'house' GROUP BY 1"
    )
    assert not handed_over, f"the test's guests were not understood: {handed_over}"
    [(turns,)] = house.rows(
        "SELECT count(*) FROM (SELECT DISTINCT conversation_id, handled_at FROM messages WHERE direction = 'in') t"
    )
    ours = house.rows("SELECT id, provider_id, delivery FROM messages WHERE direction = 'out'")
    assert len(ours) == turns
    nameless = [row for row in ours if row[1] is None or row[2] not in _SENT]
    assert not nameless, f"not known to have been sent: {nameless[:5]}"
    accepted = Counter(_message_of(message) for message in house.phone.accepted())
    assert accepted == Counter(row[0] for row in ours), _difference(accepted, Counter(row[0] for row in ours))
    assert house.phone.duplicates() == []


def replies_kept_their_order(house: RunningHouse) -> None:
    """The phone took each guest's replies in the order in which their letters were written."""
    conversation_of = dict(house.rows("SELECT id, conversation_id FROM messages WHERE direction = 'out'"))
    taken: dict[int, list[int]] = defaultdict(list)
    for message in sorted(house.phone.accepted(), key=lambda message: message.order):
        letter = int((message.callback or "").split(".")[0])
        taken[conversation_of[_message_of(message)]].append(letter)
    for letters in taken.values():
        assert letters == sorted(letters)


def nothing_is_left_open(house: RunningHouse) -> None:
    assert house.unsettled() == {}


def _message_of(received: Received) -> int:
    return int((received.callback or "0.0").split(".")[1])


def _difference(left: Counter[object], right: Counter[object]) -> str:
    return f"too many: {list((left - right).items())[:5]}, missing: {list((right - left).items())[:5]}"
