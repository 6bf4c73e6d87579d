"""How each template of an account stands with the channel: what to hand in, what was heard, whom to tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.base import clock
from core.domain.conversations import AlertKind
from core.domain.messages import Channel, ChannelNotice
from core.domain.ports import TemplateSeen
from core.domain.review_pace import Stop
from core.domain.templates import GOES_OUT, Definition, TemplateState
from core.services import alerts
from core.services.phrases import LANGUAGES
from core.services.reviews import stops
from core.services.templates import language_of, registry, spelled
from core.store import hotels, templates
from core.store.templates import TemplateRow

_STATUS: Final = "message_template_status_update"
_QUALITY: Final = "message_template_quality_update"
_CATEGORY: Final = "template_category_update"
TOPICS: Final = frozenset({_STATUS, _QUALITY, _CATEGORY})
_NOTHING_WRONG: Final = GOES_OUT | {TemplateState.PENDING, TemplateState.UNSENT, "IN_APPEAL"}
_HALTED: Final = frozenset({TemplateState.PAUSED, TemplateState.DISABLED})
# What a refused message says of its template.
_REFUSED: Final = {
    132001: TemplateState.UNSENT,
    132007: TemplateState.REJECTED,
    132015: TemplateState.PAUSED,
    132016: TemplateState.DISABLED,
}


def missing(session: Session, business: str) -> list[tuple[Definition, str]]:
    """What the account was never handed, or has lost."""
    known = {
        (row.name, row.language)
        for row in templates.of_account(session, business)
        if row.state != TemplateState.UNSENT
    }
    return [
        (definition, spelled(language))
        for definition in registry().values()
        for language in LANGUAGES
        if (definition.name, spelled(language)) not in known
    ]


def outdated(session: Session, business: str) -> list[str]:
    """Templates whose words the house has changed since: the channel keeps the old ones until they are replaced."""
    return [
        f"{row.name} ({row.language})"
        for row in templates.of_account(session, business)
        if (made := registry().get(row.name)) is not None
        and row.state != TemplateState.UNSENT
        and language_of(row.language) in made.wordings
        and row.body != made.numbered(language_of(row.language))
    ]


def handed_in(session: Session, hotel_id: int, business: str, seen: TemplateSeen) -> None:
    row = _row(session, hotel_id, business, seen.name, seen.language)
    row.submitted_at = clock.now()
    _learn(session, row, seen)


def take_stock(session: Session, hotel_id: int, business: str, found: Sequence[TemplateSeen]) -> int:
    """The whole list as the channel has it; answers how many are known. What it has lost counts as never handed in."""
    ours = [seen for seen in found if seen.name in registry()]
    for seen in sorted(ours, key=lambda one: (one.name, one.language)):
        _learn(session, _row(session, hotel_id, business, seen.name, seen.language), seen)
    there = {(seen.name, seen.language) for seen in ours}
    for row in templates.of_account(session, business):
        if (row.name, row.language) not in there:
            _becomes(session, row, TemplateState.UNSENT, None)
    return len(ours)


def hear(session: Session, hotel_id: int, notice: ChannelNotice) -> None:
    """News of one template: its state, its quality, or what it is billed as."""
    facts = {key: str(value)[:200] for key, value in notice.facts.items()}
    name, language = facts.get("message_template_name", ""), facts.get("message_template_language", "")
    if not name or not language or not facts.get("waba") or name not in registry():
        return
    row = _row(session, hotel_id, facts["waba"], name, language)
    if notice.topic == _QUALITY:
        row.quality, row.changed_at = facts.get("new_quality_score"), clock.now()
    elif notice.topic == _CATEGORY:
        row.category, row.changed_at = facts.get("new_category", row.category), clock.now()
    else:
        reason = facts.get("reason")
        _becomes(session, row, facts.get("event", "").upper(), None if reason == "NONE" else reason)


def refused(session: Session, hotel_id: int, address: dict[str, str], code: int) -> None:
    """A message came back because of its template: it stops until the channel says otherwise."""
    state = _REFUSED.get(code)
    account = hotels.channel_account(session, Channel(address["channel"]), address["account"])
    if state is None or account is None or account.business is None or address["name"] not in registry():
        return
    if not templates.of_account(session, account.business):
        return  # an account whose templates were never asked for is still tried
    row = _row(session, hotel_id, account.business, address["name"], address["language"])
    _becomes(session, row, state, str(code))


def _learn(session: Session, row: TemplateRow, seen: TemplateSeen) -> None:
    row.provider_id, row.category = seen.id or row.provider_id, seen.category or row.category
    row.quality, row.body = seen.quality or row.quality, seen.body or row.body
    _becomes(session, row, seen.state, seen.reason)


def _becomes(session: Session, row: TemplateRow, state: str, reason: str | None) -> None:
    """Staff hear of what stops letters, and are left in peace once it goes out again."""
    went_out = row.state in GOES_OUT
    row.state, row.changed_at = state, clock.now()
    row.reason = None if reason in (None, "NONE", "") else reason
    session.flush()
    key = f"template:{row.business}:{row.name}:{row.language}"
    if state in _NOTHING_WRONG:
        if state in GOES_OUT:
            alerts.close_alert(session, row.hotel_id, key)
        return
    facts = {"template": row.name, "language": row.language, "state": state, "reason": row.reason or ""}
    if row.name == stops.TEMPLATE and (went_out or state in _HALTED):
        stops.stop(session, row.hotel_id, Stop.TEMPLATE, **facts)  # and that is told once, for all who wait
        return
    alerts.raise_alert(session, row.hotel_id, AlertKind.TEMPLATE_TROUBLE, key, facts=facts)


def _row(session: Session, hotel_id: int, business: str, name: str, language: str) -> TemplateRow:
    row = templates.locked(session, business, name, language)
    if row is None:
        row = TemplateRow(
            hotel_id=hotel_id,
            business=business,
            name=name,
            language=language,
            state=TemplateState.UNSENT,
            category=str(registry()[name].category),
            body="",
            changed_at=clock.now(),
        )
        session.add(row)
        session.flush()
    return row
