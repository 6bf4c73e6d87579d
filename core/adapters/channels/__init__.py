"""The channel gateway: one line per channel; everything else asks here and knows no channel by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from core.adapters.channels import whatsapp
from core.domain.errands import Act
from core.domain.messages import Arrival, Channel
from core.domain.outgoing import Content
from core.domain.ports import Account, ChannelPort, Download, Envelope, TemplatePort


class OpenPort(ChannelPort, Protocol):
    """A port that holds connections, and will not swallow a file larger than it is told to."""

    async def download(self, account: Account, media_id: str, sha256: str, cap: int = ...) -> Download: ...

    async def close(self) -> None: ...


class Gateway(Protocol):
    """What a channel's package offers. Everything but the port is pure."""

    def signature_is_good(self, raw: bytes, header: str | None, secrets: Sequence[str]) -> bool: ...

    def split(self, raw: bytes) -> list[Envelope]: ...

    def read(self, envelope_kind: str, body: bytes) -> Arrival: ...

    def check(self, content: Content) -> list[str]: ...

    def fit(self, content: Content) -> Content: ...

    def split_text(self, body: str) -> list[str]: ...

    def act_for(self, code: int, http_status: int | None = None, is_transient: bool = False) -> Act: ...

    def form_for(self, mime: str) -> str | None: ...

    def problem_with(self, form: str, mime: str, size: int, animated: bool = False) -> str | None: ...

    def open_port(self, base_url: str, version: str) -> OpenPort: ...


_CHANNELS: dict[Channel, Gateway] = {
    Channel.WHATSAPP: whatsapp,
}


def reader(channel: Channel) -> Gateway:
    return _CHANNELS[channel]


def open_port(channel: Channel, base_url: str, version: str) -> OpenPort:
    return _CHANNELS[channel].open_port(base_url, version)


def open_template_desk(base_url: str, version: str) -> TemplatePort:
    """Only one channel wants its messages approved beforehand."""
    return whatsapp.open_template_desk(base_url, version)
