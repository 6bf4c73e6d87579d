"""Errands: everything that happens outside the database, or later. Each is one letter of the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Errand(StrEnum):
    SEND_MESSAGE = "send_message"
    MARK_READ = "mark_read"
    FETCH_MEDIA = "fetch_media"
    TRANSCRIBE = "transcribe"
    SPEAK = "speak"
    TAKE_TURN = "take_turn"
    GIVE_BACK = "give_back"
    SEND_LATER = "send_later"
    EXPIRE_HOLD = "expire_hold"
    KEEP_PROMISE = "keep_promise"
    TAKE_BACK = "take_back"
    ALERT_STAFF = "alert_staff"
    MAKE_PAYMENT_LINK = "make_payment_link"
    CLOSE_LINK = "close_link"
    FETCH_PAYMENT = "fetch_payment"
    FETCH_ORDER = "fetch_order"
    SEARCH_PAYMENTS = "search_payments"
    REFUND_PAYMENT = "refund_payment"
    REMIND_HOLD = "remind_hold"
    OFFER_FREED = "offer_freed"
    JOURNEY_LETTER = "journey_letter"
    END_PENDING = "end_pending"
    OFFER_LATE_MONEY = "offer_late_money"
    ASK_REVIEW = "ask_review"
    READ_REVIEWS = "read_reviews"
    MIND_CASE = "mind_case"
    RESUME_HOUSE = "resume_house"
    CHECK_CHANNEL = "check_channel"
    CHECK_ACCOUNT = "check_account"
    SEND_MAIL = "send_mail"
    CHECK_MAIL = "check_mail"
    FETCH_REVIEWS = "fetch_reviews"
    PUBLISH_REPLY = "publish_reply"
    CHECK_REVIEWS = "check_reviews"
    WRITE_DIGEST = "write_digest"
    TELL_STAFF = "tell_staff"


class Desk(StrEnum):
    """Who runs an errand: the relay talks to channels, thinkers only write, the slow desk takes its time.

    Voice is a desk of its own: a hundred notes to listen to must not hold a single picture or text back. The cashier
    talks to whoever carries money, the postman to the mail server.
    Courtesies are the relay's too, when it has nothing better to do. What nobody waits for (unhurried for thinkers,
    bulk for the relay) gives way to every guest who does.
    """

    RELAY = "relay"
    BULK = "bulk"
    COURTESY = "courtesy"
    THINK = "think"
    UNHURRIED = "unhurried"
    SLOW = "slow"
    VOICE = "voice"
    CASHIER = "cashier"
    MAIL = "mail"


DESK_OF: dict[Errand, Desk] = {
    Errand.SEND_MESSAGE: Desk.RELAY,
    Errand.MARK_READ: Desk.COURTESY,
    Errand.FETCH_MEDIA: Desk.SLOW,
    Errand.TRANSCRIBE: Desk.VOICE,
    Errand.SPEAK: Desk.VOICE,
    Errand.TAKE_TURN: Desk.THINK,
    Errand.GIVE_BACK: Desk.THINK,
    Errand.SEND_LATER: Desk.THINK,
    Errand.EXPIRE_HOLD: Desk.THINK,
    Errand.KEEP_PROMISE: Desk.THINK,
    Errand.TAKE_BACK: Desk.THINK,
    Errand.ALERT_STAFF: Desk.RELAY,
    Errand.MAKE_PAYMENT_LINK: Desk.CASHIER,
    Errand.CLOSE_LINK: Desk.CASHIER,
    Errand.FETCH_PAYMENT: Desk.CASHIER,
    Errand.FETCH_ORDER: Desk.CASHIER,
    Errand.SEARCH_PAYMENTS: Desk.CASHIER,
    Errand.REFUND_PAYMENT: Desk.CASHIER,
    Errand.REMIND_HOLD: Desk.THINK,
    Errand.OFFER_FREED: Desk.THINK,
    Errand.JOURNEY_LETTER: Desk.THINK,
    Errand.END_PENDING: Desk.THINK,
    Errand.OFFER_LATE_MONEY: Desk.THINK,
    Errand.ASK_REVIEW: Desk.UNHURRIED,
    Errand.READ_REVIEWS: Desk.THINK,
    Errand.MIND_CASE: Desk.THINK,
    Errand.RESUME_HOUSE: Desk.THINK,
    Errand.CHECK_CHANNEL: Desk.SLOW,
    Errand.CHECK_ACCOUNT: Desk.CASHIER,
    Errand.SEND_MAIL: Desk.MAIL,
    Errand.CHECK_MAIL: Desk.MAIL,
    Errand.FETCH_REVIEWS: Desk.SLOW,
    Errand.PUBLISH_REPLY: Desk.SLOW,
    Errand.CHECK_REVIEWS: Desk.SLOW,
    Errand.WRITE_DIGEST: Desk.UNHURRIED,
    Errand.TELL_STAFF: Desk.RELAY,
}


class LetterState(StrEnum):
    """Where a letter stands.

    `doubtful` is a call whose process died before its answer was written down: its echo is awaited before
    anything is sent again. `parked` waits for the guest to open the window.
    """

    WAITING = "waiting"
    SENDING = "sending"
    DOUBTFUL = "doubtful"
    PARKED = "parked"
    DONE = "done"
    CANCELLED = "cancelled"
    DEAD = "dead"


class Act(StrEnum):
    """What a refusal of the outside world asks of us."""

    RETRY = "retry"
    SLOW_NUMBER = "slow_number"
    DELAY_GUEST = "delay_guest"
    STOP_CAMPAIGNS = "stop_campaigns"
    USE_TEMPLATE = "use_template"
    TELL_STAFF = "tell_staff"
    UNREACHABLE = "unreachable"
    DROP_QUIETLY = "drop_quietly"
    OPT_OUT = "opt_out"
    RENEW_MEDIA = "renew_media"
    OUR_BUG = "our_bug"
    OTHER_LANGUAGE = "other_language"
    SWITCH_TEMPLATE = "switch_template"
    DROP_AND_ALERT = "drop_and_alert"
    PAUSE_HOTEL = "pause_hotel"
    VERIFY_GUEST = "verify_guest"


@dataclass(frozen=True)
class Refusal:
    """The outside world said no, in its own code and in our words."""

    act: Act
    code: int
    detail: str = ""


MAX_ATTEMPTS = 6
_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 60.0


def pause_before(attempt: int) -> float:
    """Seconds to wait before trying for the n-th time again; jitter is added where the clock is read."""
    return min(_FIRST_PAUSE * 2.0 ** (attempt - 1), _LONGEST_PAUSE)


def pair_pause(attempt: int) -> float:
    """WhatsApp asks for 4^n seconds when one guest was written to too often."""
    return min(4.0**attempt, 600.0)
