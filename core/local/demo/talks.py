"""The chats in which a demo hotel's guests were asked how it was: the question, their stars, their words, thanks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.messages import Channel, Kind
from core.local.demo.questions import Question, texts
from core.local.demo.rows import keep, numbered
from core.services import phrases
from core.services.reviews.asking import TEMPLATE
from core.services.templates import registry
from core.store.conversations import Conversation
from core.store.hotels import ChannelAccount, Hotel
from core.store.messages import Message

_SOON, _WRITES = timedelta(seconds=3), timedelta(minutes=2)
_BILLED: Final = {"template": "utility", "free": "service"}

Line = dict[str, Any]


def write_talks(session: Session, hotel: Hotel, asked: list[Question]) -> None:
    """Each guest has one chat; the requests learn which, and with which message they were asked."""
    account = session.scalar(select(ChannelAccount.account).order_by(ChannelAccount.id).limit(1))
    if account is None or not asked:
        return
    threads: dict[int, list[Question]] = {}
    for one in asked:
        threads.setdefault(one.row["guest_id"], []).append(one)
    heads = [_head(hotel, account, guest, threads[guest]) for guest in threads]
    made = numbered(session, Conversation, heads)
    talks = dict(zip(threads, made, strict=True))
    for one in asked:
        one.row["conversation_id"] = talks[one.row["guest_id"]]
    first = [_question(hotel, one) for one in asked]
    numbers = numbered(session, Message, first)
    for one, number in zip(asked, numbers, strict=True):
        one.row["message_id"] = number
    keep(session, Message, [line for one in asked for line in _answers(hotel, one)])


def _head(hotel: Hotel, account: str, guest: int, questions: list[Question]) -> dict[str, Any]:
    last = questions[-1]
    lines = [_question(hotel, last), *_answers(hotel, last)]
    heard = [line["at"] for one in questions for line in _answers(hotel, one) if line["direction"] == "in"]
    return {
        "hotel_id": hotel.id, "guest_id": guest, "channel": Channel.WHATSAPP, "account": account,
        "owner": "house", "language": last.row["language"], "last_guest_at": max(heard, default=None),
        "last_message_at": lines[-1]["at"], "last_text": lines[-1]["text"], "last_author": lines[-1]["author"],
        "unread": 0,
    }  # fmt: skip


def _question(hotel: Hotel, one: Question) -> Line:
    row = one.row
    if row["way"] == "template":
        kind, words = "template", registry()[TEMPLATE].read(row["language"], (hotel.name,))
    else:
        opening = phrases.say(row["language"], f"review.open_{row['segment']}", hotel=hotel.name)
        kind, words = (
            Kind.TEXT,
            "\n\n".join((opening, phrases.say(row["language"], f"review.ask_{row['variant']}"))),
        )
    return _line(one, row["asked_at"], "house", words) | {
        "kind": kind, "delivery": one.delivery, "delivery_at": row["asked_at"] + _SOON,
        "billed_as": _BILLED[row["way"]],
    }  # fmt: skip


def _answers(hotel: Hotel, one: Question) -> Iterator[Line]:
    said, language = one.said, one.row["language"]
    if said is None:
        return
    at: datetime = one.row["answered_at"]
    unhappy = one.is_upset
    yield _line(one, at, "guest", phrases.say(language, f"review.star_{said['s']}"))
    asks = "better_sorry" if unhappy else "best" if said["s"] == 5 else "better"
    yield _line(one, at + _SOON, "house", phrases.say(language, f"review.{asks}"))
    if said["w"]:
        yield _line(one, at + _WRITES, "guest", said["w"])
        thanks = "thanks_sorry" if unhappy else "thanks"
        yield _line(one, at + _WRITES + _SOON, "house", phrases.say(language, f"review.{thanks}"))
    if one.case is not None and one.case["followed_up_at"]:
        line = _line(one, one.case["followed_up_at"], "staff", texts()["told"][language])
        yield line | {"staff_id": one.case["resolved_by"]}


def _line(one: Question, at: datetime, author: str, text: str) -> Line:
    is_guest = author == "guest"
    return {
        "hotel_id": one.row["hotel_id"], "conversation_id": one.row["conversation_id"],
        "direction": "in" if is_guest else "out", "author": author, "kind": Kind.TEXT, "text": text, "at": at,
        "stored_at": at, "handled_at": at if is_guest else None, "delivery": None if is_guest else "read",
        "delivery_at": None if is_guest else at, "billed_as": None, "staff_id": None,
    }  # fmt: skip
