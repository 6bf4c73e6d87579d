"""What other services ask about a hotel: its clock, its channels, its pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from core.base import clock, seal
from core.domain.conversations import AlertKind
from core.domain.messages import Channel
from core.domain.ports import Account
from core.services import alerts
from core.store import hotels
from core.store.hotels import Hotel


class NoSuchHotel(Exception):
    pass


@dataclass(frozen=True)
class OpenAccount:
    """A channel account ready for use, with what keeps it from being used."""

    account: Account
    hotel_id: int
    paused_reason: str | None
    slow_until: datetime | None
    business: str | None = None


def get(session: Session, hotel_id: int) -> Hotel:
    found = hotels.hotel(session, hotel_id)
    if found is None:
        raise NoSuchHotel(str(hotel_id))
    return found


def local_now(hotel: Hotel) -> datetime:
    return clock.now().astimezone(ZoneInfo(hotel.timezone))


def open_accounts(session: Session) -> dict[tuple[str, str], OpenAccount]:
    """Every account of the install with its secret opened; one whose secret cannot be opened counts as paused."""
    found: dict[tuple[str, str], OpenAccount] = {}
    for row in hotels.all_channel_accounts(session):
        token, reason = "", row.paused_reason
        try:
            token = seal.unlock(row.token_locked)
        except seal.CannotOpen as problem:
            reason = str(problem)
        account = Account(Channel(row.channel), row.account, token)
        found[row.channel, row.account] = OpenAccount(
            account, row.hotel_id, reason, row.slow_until, row.business
        )
    return found


def pause_channel(session: Session, hotel_id: int, channel: Channel, account: str, reason: str) -> None:
    row = hotels.channel_account(session, channel, account)
    if row is None or row.paused_reason is not None:
        return
    row.paused_reason = reason
    row.paused_at = clock.now()
    alerts.raise_alert(
        session, hotel_id, AlertKind.CHANNEL_PAUSED, f"paused:{account}", facts={"reason": reason}
    )


def resume_channel(session: Session, hotel_id: int, channel: Channel, account: str) -> None:
    """A message went through: whatever had paused the channel is over."""
    if hotels.unpause(session, channel, account):
        alerts.close_alert(session, hotel_id, f"paused:{account}")


def slow_channel(session: Session, channel: Channel, account: str, seconds: float) -> None:
    row = hotels.channel_account(session, channel, account)
    if row is not None:
        row.slow_until = clock.after(seconds)
