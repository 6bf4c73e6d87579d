"""Words about a conversation: who answers, what is noted in it, why a person was called."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class Owner(StrEnum):
    """Staff without a name means: a person was promised and nobody has come yet."""

    HOUSE = "house"
    STAFF = "staff"
    PHONE = "phone"


class Author(StrEnum):
    GUEST = "guest"
    HOUSE = "house"
    STAFF = "staff"
    PHONE = "phone"
    SYSTEM = "system"


class Direction(StrEnum):
    IN = "in"
    OUT = "out"
    NOTE = "note"
    EVENT = "event"


class EventKind(StrEnum):
    """What the thread shows between the bubbles."""

    TOOK_OVER = "took_over"
    GAVE_BACK = "gave_back"
    GAVE_BACK_QUIET = "gave_back_quiet"
    PERSON_CALLED = "person_called"
    PHONE_ANSWERED = "phone_answered"
    OPTED_OUT = "opted_out"
    OPTED_IN = "opted_in"
    GUESTS_MERGED = "guests_merged"
    IDENTITY_CHANGED = "identity_changed"
    PROMISE_BROKEN = "promise_broken"
    NOBODY_CAME = "nobody_came"
    TASK_OPENED = "task_opened"


class Reason(StrEnum):
    """Why the house called a person."""

    ASKED = "asked"
    NOT_UNDERSTOOD = "not_understood"
    BOOKING = "booking"
    URGENT = "urgent"
    SENT_A_FILE = "sent_a_file"
    ANOTHER_MACHINE = "another_machine"
    HOUSE_FAILED = "house_failed"
    ALREADY_OPTED_OUT = "already_opted_out"
    UNKNOWN = "unknown"
    COMPLAINT = "complaint"
    UPSET = "upset"
    ASKED_SERVICE = "asked_service"
    LOST = "lost"


class AlertKind(StrEnum):
    PERSON_NEEDED = "person_needed"
    URGENT = "urgent"
    PROMISE_BROKEN = "promise_broken"
    TASK_OPEN = "task_open"
    ON_CALL_NOT_REACHED = "on_call_not_reached"
    CHANNEL_PAUSED = "channel_paused"
    CHANNEL_SLOW = "channel_slow"
    NOT_DELIVERED = "not_delivered"
    UNREACHABLE = "unreachable"
    TEMPLATE_TROUBLE = "template_trouble"
    LETTER_DEAD = "letter_dead"
    MEDIA_LOST = "media_lost"
    ACCOUNT_NEWS = "account_news"
    PAYMENT_CASE = "payment_case"
    RECEIPT_TO_CHECK = "receipt_to_check"
    PAYMENT_PENDING = "payment_pending"
    REVIEW_BAD = "review_bad"
    REVIEW_CASE_LATE = "review_case_late"
    REVIEWS_STOPPED = "reviews_stopped"


class AuditTag(StrEnum):
    """subject:action, in the order in which the house grew them."""

    CONVERSATION_TAKEN = "conversation:taken"
    CONVERSATION_GIVEN_BACK = "conversation:given_back"
    CONVERSATION_REPLIED = "conversation:replied"
    CONVERSATION_NOTED = "conversation:noted"
    MESSAGE_RETRIED = "message:retried"
    LETTER_REVIVED = "letter:revived"
    ALERT_CLOSED = "alert:closed"
    GUESTS_MERGED = "guests:merged"
    GUEST_CHANGED = "guest:changed"
    GUEST_BLOCKED = "guest:blocked"
    GUEST_UNBLOCKED = "guest:unblocked"
    GUEST_AGREED = "guest:agreed"
    GUEST_EXPORTED = "guest:exported"
    GUEST_ERASED = "guest:erased"
    BOOKING_HELD = "booking:held"
    BOOKING_WALKED_IN = "booking:walked_in"
    BOOKING_CONFIRMED = "booking:confirmed"
    BOOKING_REVIVED = "booking:revived"
    BOOKING_EXPIRED = "booking:expired"
    BOOKING_CANCELLED = "booking:cancelled"
    BOOKING_CHANGED = "booking:changed"
    BOOKING_CHANGED_BACK = "booking:changed_back"
    BOOKING_SET_ASIDE = "booking:set_aside"
    BOOKING_ROOM_FIXED = "booking:room_fixed"
    BOOKING_ARRIVED = "booking:arrived"
    BOOKING_LEFT = "booking:left"
    BOOKING_NO_SHOW = "booking:no_show"
    BOOKING_ARRIVAL_UNDONE = "booking:arrival_undone"
    BOOKING_LEAVING_UNDONE = "booking:leaving_undone"
    BOOKING_NOTED = "booking:noted"
    BOOKING_FORCED = "booking:forced"
    BOOKING_CHARGED = "booking:charged"
    HOLD_EXTENDED = "hold:extended"
    HOLD_PAUSED = "hold:paused"
    HOLD_RESUMED = "hold:resumed"
    HOLD_OVER_TOLD = "hold:over_told"
    HOURS_AGREED = "hours:agreed"
    HOURS_WAIVED = "hours:waived"
    ROOM_BLOCKED = "room:blocked"
    ROOM_UNBLOCKED = "room:unblocked"
    ROOM_CARED_FOR = "room:cared_for"
    ROOM_OUT_OF_ORDER = "room:out_of_order"
    ROOM_IN_ORDER = "room:in_order"
    POLICIES_CHANGED = "policies:changed"
    PRICES_CHANGED = "prices:changed"
    PRICES_CHANGED_BACK = "prices:changed_back"
    SEASON_CHANGED = "season:changed"
    ROOM_TYPE_CHANGED = "room_type:changed"
    ROOM_CHANGED = "room:changed"
    HANDOVER_LABELLED = "handover:labelled"
    PHRASE_CHANGED = "phrase:changed"
    TASK_OPENED = "task:opened"
    TASK_TAKEN = "task:taken"
    TASK_DONE = "task:done"
    PAYMENT_ASKED = "payment:asked"
    PAYMENT_AT_HOTEL = "payment:at_hotel"
    PAYMENT_COUNTED = "payment:counted"
    PAYMENT_RECORDED = "payment:recorded"
    PAYMENT_ACCEPTED = "payment:accepted"
    REFUND_WANTED = "refund:wanted"
    RECEIPT_APPROVED = "receipt:approved"
    RECEIPT_REFUSED = "receipt:refused"
    CASE_CLOSED = "case:closed"
    CASE_RESCUED = "case:rescued"
    CASE_SENT_BACK = "case:sent_back"
    STAFF_SIGNED_IN = "staff:signed_in"
    STAFF_SIGNED_OUT = "staff:signed_out"
    STAFF_LOCKED_OUT = "staff:locked_out"
    STAFF_INVITED = "staff:invited"
    STAFF_INVITE_REVOKED = "staff:invite_revoked"
    STAFF_JOINED = "staff:joined"
    STAFF_ROLE_CHANGED = "staff:role_changed"
    STAFF_LEFT = "staff:left"
    STAFF_BACK = "staff:back"
    STAFF_NAMED = "staff:named"
    STAFF_RESET_MADE = "staff:reset_made"
    STAFF_PASSWORD_SET = "staff:password_set"  # noqa: S105 - the name of a deed
    STAFF_FACTOR_SET = "staff:factor_set"
    STAFF_FACTOR_RESET = "staff:factor_reset"
    STAFF_RECOVERY_USED = "staff:recovery_used"
    STAFF_SESSIONS_ENDED = "staff:sessions_ended"
    ENTRY_RULES_CHANGED = "entry_rules:changed"
    HOUSE_PAUSED = "house:paused"
    HOUSE_RESUMED = "house:resumed"
    LETTER_DROPPED = "letter:dropped"
    CHANNEL_RESUMED = "channel:resumed"
    HOTEL_CHANGED = "hotel:changed"
    CHANNEL_SET = "channel:set"
    CHANNEL_CHECK_ASKED = "channel:check_asked"
    CHANNEL_CHECKED = "channel:checked"
    ACCOUNT_SET = "account:set"
    FACT_WRITTEN = "fact:written"
    FACT_REMOVED = "fact:removed"
    PHOTO_ADDED = "photo:added"
    PHOTO_CHANGED = "photo:changed"
    PHOTO_REMOVED = "photo:removed"
    HOTEL_PLACED = "hotel:placed"
    HOTEL_TIMES_SET = "hotel:times_set"
    QUESTION_SETTLED = "question:settled"
    SAVED_REPLY_WRITTEN = "saved_reply:written"
    SAVED_REPLY_REMOVED = "saved_reply:removed"
    LETTERS_SET = "letters:set"
    LETTER_SKIPPED = "letter:skipped"
    LETTER_SENT_AGAIN = "letter:sent_again"
    API_KEY_CREATED = "api_key:created"
    API_KEY_REVOKED = "api_key:revoked"
    API_KEY_ACTED = "api_key:acted"
    REVIEW_RULES_CHANGED = "review_rules:changed"
    REVIEW_LINKS_CHANGED = "review_links:changed"
    REVIEW_ASKED = "review:asked"
    REVIEW_SKIPPED = "review:skipped"
    REVIEW_IMPORTED = "review:imported"
    REVIEW_IMPORT_UNDONE = "review:import_undone"
    REVIEW_REPLIED = "review:replied"
    REVIEWS_STOPPED = "reviews:stopped"
    REVIEWS_RESUMED = "reviews:resumed"
    REVIEW_CASE_TAKEN = "review_case:taken"
    REVIEW_CASE_RESOLVED = "review_case:resolved"


MACHINE_REPEATS = 4
MACHINE_TURNS = 20
MACHINE_SPAN = timedelta(minutes=3)


def looks_like_a_machine(recent_words: list[str], turn_times: list[datetime]) -> bool:
    """Another bot repeats itself or never tires; people do neither for long."""
    tail = recent_words[-MACHINE_REPEATS:]
    repeats = len(tail) == MACHINE_REPEATS and tail[0] != "" and len(set(tail)) == 1
    crowd = turn_times[-MACHINE_TURNS:]
    tireless = len(crowd) == MACHINE_TURNS and crowd[-1] - crowd[0] < MACHINE_SPAN
    return repeats or tireless
