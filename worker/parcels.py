"""What a letter needs on its way: the hotel's account, and files uploaded beforehand."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from core.domain.errands import Act, Refusal
from core.domain.outgoing import Badge, Content, LinkButton
from core.domain.ports import Account, ChannelPort, Refused
from core.services import hotels, media
from core.services.hotels import OpenAccount
from core.store.db import across_hotels, transaction

_FRESH_SECONDS = 3.0


class Directory:
    """The accounts of all hotels, read again every few seconds."""

    def __init__(self) -> None:
        self._accounts: dict[tuple[str, str], OpenAccount] = {}
        self._read_at = 0.0

    def refresh(self) -> None:
        if time.monotonic() - self._read_at < _FRESH_SECONDS:
            return
        with across_hotels() as session:
            self._accounts = hotels.open_accounts(session)
        self._read_at = time.monotonic()

    def account(self, channel: str, account: str) -> OpenAccount | None:
        return self._accounts.get((channel, account))

    def open(self, channel: str, account: str) -> Account:
        found = self.account(channel, account)
        if found is None:
            raise Refused(Refusal(Act.PAUSE_HOTEL, -1, f"no hotel has the account {account}"))
        return found.account


async def with_picture(hotel_id: int, message_id: int, content: Content) -> Content:
    """Draws what is to stand above a link. The same badge is the same picture, however often it is tried."""
    if not isinstance(content, LinkButton) or content.badge is None:
        return content
    drawn = await asyncio.to_thread(_draw, hotel_id, message_id, content.url, content.badge)
    return replace(content, header_media=drawn, badge=None)


def _draw(hotel_id: int, message_id: int, address: str, badge: Badge) -> int:
    from core.adapters import qr  # few messages have one, and it brings a drawing library along

    picture = qr.picture(address, badge.title, badge.code, badge.colour)
    with transaction(hotel_id) as session:
        kept = media.keep(session, hotel_id, picture, "image/png", f"{media.BADGE}{badge.code}.png")
        media.attach(session, message_id, kept)
    return kept


async def media_for(
    hotel_id: int, account: Account, content: Content, port: ChannelPort
) -> dict[int, str] | None:
    """Channel ids for the files of a message; what was uploaded before is not uploaded again."""
    wanted = [getattr(content, name, None) for name in ("media", "header_media")]
    ids = {media_id: await _uploaded(hotel_id, account, media_id, port) for media_id in wanted if media_id}
    return ids or None


async def _uploaded(hotel_id: int, account: Account, media_id: int, port: ChannelPort) -> str:
    known = await asyncio.to_thread(_look_up, hotel_id, account.id, media_id)
    if known is not None:
        return known
    found = await asyncio.to_thread(_read, hotel_id, media_id)
    if found is None:
        raise Refused(Refusal(Act.OUR_BUG, -1, f"the file {media_id} is not there"))
    data, mime, filename = found
    channel_id = await port.upload(account, data, mime, filename)
    await asyncio.to_thread(_remember, hotel_id, account.id, media_id, channel_id)
    return channel_id


def _look_up(hotel_id: int, account: str, media_id: int) -> str | None:
    with transaction(hotel_id) as session:
        return media.uploaded(session, media_id, account)


def _read(hotel_id: int, media_id: int) -> tuple[bytes, str, str] | None:
    with transaction(hotel_id) as session:
        return media.bytes_of(session, media_id)


def _remember(hotel_id: int, account: str, media_id: int, channel_id: str) -> None:
    with transaction(hotel_id) as session:
        media.remember_upload(session, hotel_id, media_id, account, channel_id)
