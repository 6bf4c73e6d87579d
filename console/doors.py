"""Every address of the console and who may knock at it. A test holds this table against the routes that exist."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any

from starlette.routing import Route, compile_path

from console import (
    account,
    api,
    attention,
    audit,
    beside,
    booking,
    booking_deeds,
    bookings,
    closures,
    deeds,
    guests,
    health,
    knowledge,
    knowledge_deeds,
    live,
    media,
    money,
    money_deeds,
    numbers,
    numbers_rows,
    overrides,
    rate_deeds,
    rates,
    review_asking,
    review_import,
    review_numbers,
    review_rows,
    reviews,
    room_deeds,
    room_plan,
    settings,
    signin,
    stay_letters,
    steps,
    team,
    today,
    trying,
    why,
)
from console.parts import assets


class Auth(Enum):
    PUBLIC = "public"
    SIGNED_IN = "signed in"


@dataclass(frozen=True)
class Door:
    path: str
    methods: tuple[str, ...]
    answer: Callable[..., Any]
    auth: Auth = Auth.SIGNED_IN


DOORS = (
    Door("/auth/login", ("GET", "POST"), signin.login, Auth.PUBLIC),
    Door("/auth/logout", ("POST",), signin.logout, Auth.PUBLIC),
    Door("/auth/step", ("GET", "POST"), steps.step, Auth.PUBLIC),
    Door("/auth/invite/{secret}", ("GET", "POST"), steps.invite, Auth.PUBLIC),
    Door("/auth/ping", ("GET", "POST"), signin.ping),
    Door("/auth/language", ("POST",), signin.language),
    Door("/auth/hotel", ("POST",), signin.hotel),
    Door("/scan/{pass}", ("GET",), signin.scanned),
    Door("/parts/{version}/{path:path}", ("GET",), assets.serve, Auth.PUBLIC),
    Door("/api/live", ("GET",), live.stream),
    Door("/api/attention", ("GET",), attention.look),
    Door("/api/today", ("GET",), today.day),
    Door("/api/tasks", ("POST",), today.open_task),
    Door("/api/tasks/{id:int}/take", ("POST",), today.take_task),
    Door("/api/tasks/{id:int}/done", ("POST",), today.finish_task),
    Door("/api/bookings", ("GET",), bookings.found),
    Door("/api/walk-ins", ("POST",), bookings.walk_in),
    Door("/api/booking/{code}", ("GET",), booking.card),
    Door("/api/bookings/{id:int}/cancelling", ("GET",), booking.cancelling),
    Door("/api/bookings/{id:int}/bringing-back", ("GET",), booking.bringing_back),
    Door("/api/bookings/{id:int}/late", ("GET",), booking.late),
    Door("/api/bookings/{id:int}/rooms", ("GET",), booking.rooms),
    Door("/api/bookings/{id:int}/price", ("GET",), booking.price),
    Door("/api/bookings/{id:int}/check-in", ("POST",), booking_deeds.check_in),
    Door("/api/bookings/{id:int}/check-out", ("POST",), booking_deeds.check_out),
    Door("/api/bookings/{id:int}/undo-check-in", ("POST",), booking_deeds.undo_check_in),
    Door("/api/bookings/{id:int}/undo-check-out", ("POST",), booking_deeds.undo_check_out),
    Door("/api/bookings/{id:int}/no-show", ("POST",), booking_deeds.no_show),
    Door("/api/bookings/{id:int}/cancel", ("POST",), booking_deeds.cancel),
    Door("/api/bookings/{id:int}/bring-back", ("POST",), booking_deeds.bring_back),
    Door("/api/bookings/{id:int}/time", ("POST",), booking_deeds.give_time),
    Door("/api/bookings/{id:int}/confirm", ("POST",), booking_deeds.force_confirm),
    Door("/api/bookings/{id:int}/pay", ("POST",), booking_deeds.pay),
    Door("/api/bookings/{id:int}/ask", ("POST",), booking_deeds.ask_payment),
    Door("/api/bookings/{id:int}/late", ("POST",), booking_deeds.agree_late),
    Door("/api/bookings/{id:int}/waive-late", ("POST",), booking_deeds.waive_late),
    Door("/api/bookings/{id:int}/note", ("POST",), booking_deeds.note),
    Door("/api/bookings/{id:int}/charge", ("POST",), booking_deeds.charge),
    Door("/api/bookings/{id:int}/change", ("POST",), booking_deeds.change),
    Door("/api/bookings/{id:int}/confirmation", ("POST",), stay_letters.confirm_again),
    Door("/api/bookings/{id:int}/letters/{letter}/skip", ("POST",), stay_letters.skip),
    Door("/api/bookings/{id:int}/letters/{letter}/keep", ("POST",), stay_letters.keep),
    Door("/api/bookings/{id:int}/letters/{letter}/send", ("POST",), stay_letters.send),
    Door("/api/payments/{id:int}/refund", ("POST",), booking_deeds.refund),
    Door("/api/offers", ("GET",), booking.offers),
    Door("/api/inbox", ("GET",), api.inbox),
    Door("/api/search", ("GET",), api.search),
    Door("/api/alerts", ("GET",), api.alerts),
    Door("/api/letters", ("GET",), api.letters),
    Door("/api/conversations/{id:int}", ("GET",), api.conversation),
    Door("/api/media/{id:int}", ("GET",), media.serve),
    Door("/api/conversations/{id:int}/reply", ("POST",), deeds.reply),
    Door("/api/conversations/{id:int}/templates", ("GET",), api.templates),
    Door("/api/conversations/{id:int}/template", ("POST",), deeds.template),
    Door("/api/conversations/{id:int}/note", ("POST",), deeds.note),
    Door("/api/conversations/{id:int}/take", ("POST",), deeds.take),
    Door("/api/conversations/{id:int}/give-back", ("POST",), deeds.give_back),
    Door("/api/conversations/{id:int}/here", ("POST",), beside.here),
    Door("/api/conversations/{id:int}/seen", ("POST",), deeds.seen),
    Door("/api/messages/{id:int}/retry", ("POST",), deeds.retry),
    Door("/api/messages/{id:int}/why", ("GET",), why.behind),
    Door("/api/messages/{id:int}/label", ("POST",), why.correct),
    Door("/api/messages/{id:int}/again", ("POST",), overrides.think_again),
    Door("/api/conversations/{id:int}/pause", ("POST",), overrides.pause),
    Door("/api/alerts/{id:int}/close", ("POST",), deeds.close_alert),
    Door("/api/letters/{box}/{id:int}/revive", ("POST",), deeds.revive),
    Door("/api/plan", ("GET",), room_plan.plan),
    Door("/api/plan/quote", ("GET",), room_plan.quote),
    Door("/api/plan/stays", ("POST",), room_deeds.book),
    Door("/api/plan/stays/{id:int}/price", ("GET",), room_plan.price),
    Door("/api/plan/stays/{id:int}/change", ("POST",), room_deeds.change),
    Door("/api/plan/stays/{id:int}/change-back", ("POST",), room_deeds.change_back),
    Door("/api/plan/stays/{id:int}/aside", ("POST",), room_deeds.aside),
    Door("/api/plan/stays/{id:int}/fix", ("POST",), room_deeds.fix),
    Door("/api/plan/blocks", ("POST",), room_deeds.block),
    Door("/api/plan/blocks/{id:int}/end", ("POST",), room_deeds.unblock),
    Door("/api/plan/rooms/{id:int}/care", ("POST",), room_deeds.care),
    Door("/api/plan/rooms/{id:int}/order", ("POST",), room_deeds.order),
    Door("/api/account", ("GET",), account.mine),
    Door("/api/account/name", ("POST",), account.rename),
    Door("/api/account/password", ("POST",), account.password),
    Door("/api/account/factor", ("POST",), account.begin_factor),
    Door("/api/account/factor/prove", ("POST",), account.prove_factor),
    Door("/api/account/factor/drop", ("POST",), account.drop_factor),
    Door("/api/account/codes", ("POST",), account.new_codes),
    Door("/api/account/sessions/end", ("POST",), account.end_session),
    Door("/api/account/sessions/end-others", ("POST",), account.end_others),
    Door("/api/settings", ("GET",), settings.board),
    Door("/api/settings/facts", ("POST",), settings.set_facts),
    Door("/api/settings/number", ("POST",), settings.set_number),
    Door("/api/settings/account", ("POST",), settings.set_account),
    Door("/api/settings/account/check", ("POST",), settings.check_account),
    Door("/api/settings/mail/check", ("POST",), settings.check_mail),
    Door("/api/settings/google", ("POST",), settings.set_google),
    Door("/api/settings/google/check", ("POST",), settings.check_google),
    Door("/api/settings/google/leave", ("POST",), settings.leave_google),
    Door("/api/settings/letters", ("POST",), settings.set_letters),
    Door("/api/settings/keys", ("POST",), settings.create_key),
    Door("/api/settings/keys/{id:int}/revoke", ("POST",), settings.revoke_key),
    Door("/api/channels/{id:int}/check", ("POST",), settings.check),
    Door("/api/audit", ("GET",), audit.page),
    Door("/api/audit/table", ("GET",), audit.table),
    Door("/api/health", ("GET",), health.board),
    Door("/api/house/pause", ("POST",), health.pause),
    Door("/api/house/resume", ("POST",), health.resume),
    Door("/api/channels/{id:int}/resume", ("POST",), health.resume_channel),
    Door("/api/letters/{box}/{id:int}/drop", ("POST",), health.drop),
    Door("/api/team", ("GET",), team.board),
    Door("/api/team/invites", ("POST",), team.invite),
    Door("/api/team/invites/{id:int}/revoke", ("POST",), team.revoke),
    Door("/api/team/rules", ("POST",), team.set_rules),
    Door("/api/team/{id:int}/sessions", ("GET",), team.sessions),
    Door("/api/team/{id:int}/role", ("POST",), team.role),
    Door("/api/team/{id:int}/deactivate", ("POST",), team.deactivate),
    Door("/api/team/{id:int}/reactivate", ("POST",), team.reactivate),
    Door("/api/team/{id:int}/end-sessions", ("POST",), team.end_sessions),
    Door("/api/team/{id:int}/reset-factor", ("POST",), team.reset_factor),
    Door("/api/team/{id:int}/reset-link", ("POST",), team.reset_link),
    Door("/api/knowledge", ("GET",), knowledge.board),
    Door("/api/knowledge/history", ("GET",), knowledge.history),
    Door("/api/knowledge/phrases", ("GET",), knowledge.own_phrases),
    Door("/api/knowledge/unanswered", ("GET",), knowledge.unanswered),
    Door("/api/knowledge/try", ("POST",), trying.message),
    Door("/api/knowledge/preview", ("POST",), trying.preview),
    Door("/api/knowledge/facts", ("POST",), knowledge_deeds.write_fact),
    Door("/api/knowledge/facts/remove", ("POST",), knowledge_deeds.remove_fact),
    Door("/api/knowledge/place", ("POST",), knowledge_deeds.place),
    Door("/api/knowledge/arrival", ("POST",), knowledge_deeds.arrival),
    Door("/api/knowledge/phrase", ("POST",), knowledge_deeds.phrase),
    Door("/api/knowledge/questions/{id:int}/settle", ("POST",), knowledge_deeds.settle),
    Door("/api/knowledge/handovers/{id:int}/label", ("POST",), knowledge_deeds.label),
    Door("/api/photos", ("POST",), knowledge_deeds.add_photo),
    Door("/api/photos/order", ("POST",), knowledge_deeds.arrange),
    Door("/api/photos/{id:int}/caption", ("POST",), knowledge_deeds.caption),
    Door("/api/photos/{id:int}/remove", ("POST",), knowledge_deeds.remove_photo),
    Door("/api/rates", ("GET",), rates.grid),
    Door("/api/rates/inventory", ("GET",), rates.inventory),
    Door("/api/rates/closures", ("GET",), closures.coming),
    Door("/api/rates/preview", ("POST",), rates.preview),
    Door("/api/rates/days", ("POST",), rate_deeds.days),
    Door("/api/rates/days/back", ("POST",), rate_deeds.days_back),
    Door("/api/rates/rules", ("POST",), rate_deeds.set_rules),
    Door("/api/rates/seasons", ("POST",), rate_deeds.season),
    Door("/api/rates/seasons/{id:int}", ("POST",), rate_deeds.season),
    Door("/api/rates/seasons/{id:int}/remove", ("POST",), rate_deeds.remove_season),
    Door("/api/rates/types", ("POST",), rate_deeds.add_type),
    Door("/api/rates/types/{id:int}", ("POST",), rate_deeds.change_type),
    Door("/api/rates/types/{id:int}/usual", ("POST",), rate_deeds.usual),
    Door("/api/rates/types/{id:int}/retire", ("POST",), rate_deeds.retire_type),
    Door("/api/rates/rooms", ("POST",), rate_deeds.add_room),
    Door("/api/rates/rooms/{id:int}", ("POST",), rate_deeds.change_room),
    Door("/api/rates/rooms/{id:int}/retire", ("POST",), rate_deeds.retire_room),
    Door("/api/replies", ("GET",), knowledge.replies),
    Door("/api/replies", ("POST",), knowledge_deeds.write_reply),
    Door("/api/replies/{id:int}", ("POST",), knowledge_deeds.write_reply),
    Door("/api/replies/{id:int}/picture", ("POST",), knowledge_deeds.reply_picture),
    Door("/api/replies/{id:int}/remove", ("POST",), knowledge_deeds.remove_reply),
    Door("/api/reviews", ("GET",), reviews.board),
    Door("/api/reviews/list", ("GET",), reviews.listed),
    Door("/api/reviews/numbers", ("GET",), review_numbers.board),
    Door("/api/reviews/rows", ("GET",), review_rows.listed),
    Door("/api/reviews/rows.csv", ("GET",), review_rows.sheet),
    Door("/api/reviews/{id:int}/draft", ("GET",), reviews.draft),
    Door("/api/reviews/{id:int}/reply", ("POST",), reviews.reply),
    Door("/api/reviews/{id:int}/publish", ("POST",), reviews.publish),
    Door("/api/reviews/by-hand", ("POST",), reviews.by_hand),
    Door("/api/reviews/imports", ("GET",), review_import.listed),
    Door("/api/reviews/imports/look", ("POST",), review_import.look),
    Door("/api/reviews/imports/take", ("POST",), review_import.take),
    Door("/api/reviews/imports/{id:int}/undo", ("POST",), review_import.undo),
    Door("/api/reviews/asking", ("GET",), review_asking.board),
    Door("/api/reviews/asking/stop", ("POST",), review_asking.halt),
    Door("/api/reviews/asking/resume", ("POST",), review_asking.resume),
    Door("/api/reviews/requests/send", ("POST",), review_asking.send),
    Door("/api/reviews/requests/{id:int}/skip", ("POST",), review_asking.skip),
    Door("/api/reviews/cases/{id:int}/take", ("POST",), reviews.take),
    Door("/api/reviews/cases/{id:int}/resolve", ("POST",), reviews.resolve),
    Door("/api/money", ("GET",), money.board),
    Door("/api/money/payments", ("GET",), money.listed),
    Door("/api/money/payments.csv", ("GET",), money.sheet),
    Door("/api/money/till", ("GET",), money.till),
    Door("/api/money/cases/{id:int}/accept", ("POST",), money_deeds.accept),
    Door("/api/money/cases/{id:int}/rescue", ("POST",), money_deeds.rescue),
    Door("/api/money/cases/{id:int}/send-back", ("POST",), money_deeds.send_back),
    Door("/api/money/cases/{id:int}/close", ("POST",), money_deeds.close),
    Door("/api/numbers", ("GET",), numbers.board),
    Door("/api/numbers/rows", ("GET",), numbers_rows.listed),
    Door("/api/numbers/rows.csv", ("GET",), numbers_rows.sheet),
    Door("/api/guests", ("GET",), guests.found),
    Door("/api/guests/{id:int}", ("GET",), guests.profile),
    Door("/api/guests/{id:int}/export", ("GET",), guests.export),
    Door("/api/guests/{id:int}/change", ("POST",), guests.change),
    Door("/api/guests/{id:int}/block", ("POST",), guests.block),
    Door("/api/guests/{id:int}/unblock", ("POST",), guests.unblock),
    Door("/api/guests/{id:int}/consent", ("POST",), guests.consent),
    Door("/api/guests/{id:int}/merge", ("POST",), guests.merge),
    Door("/api/guests/{id:int}/erase", ("POST",), guests.erase),
    Door("/api/receipts/{id:int}/approve", ("POST",), money_deeds.approve),
    Door("/api/receipts/{id:int}/refuse", ("POST",), money_deeds.refuse),
)

# What Streamlit serves without asking who is there: its own program, our font and icon, its pulse.
_STREAMLIT = ("/_stcore/", "/static/", "/app/", "/media/", "/component/", "/favicon.png")
_STREAMLIT_PUBLIC = ("/static/", "/app/static/", "/favicon.png", "/_stcore/health")


def routes() -> list[Route]:
    return [Route(door.path, door.answer, methods=list(door.methods)) for door in DOORS]


def is_known(path: str) -> bool:
    """A door of ours, or something that Streamlit serves beside its pages."""
    return path.startswith(_STREAMLIT) or any(pattern.match(path) for pattern, _ in _patterns())


def auth_of(path: str) -> Auth:
    """Whatever is not named here is shut."""
    for pattern, auth in _patterns():
        if pattern.match(path):
            return auth
    is_public = any(
        path == part or (part.endswith("/") and path.startswith(part)) for part in _STREAMLIT_PUBLIC
    )
    return Auth.PUBLIC if is_public else Auth.SIGNED_IN


@cache
def _patterns() -> list[tuple[re.Pattern[str], Auth]]:
    return [(compile_path(door.path)[0], door.auth) for door in DOORS]
