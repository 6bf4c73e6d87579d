"""Every channel has a reader and a port behind the one gateway."""

from __future__ import annotations

import asyncio

import pytest

from core.adapters.channels import open_port, reader
from core.domain.messages import Channel, Unreadable
from core.domain.outgoing import Text


@pytest.mark.parametrize("channel", Channel)
def test_every_channel_can_be_read(channel: Channel) -> None:
    [envelope] = reader(channel).split(b"?")
    assert isinstance(reader(channel).read(envelope.kind, envelope.body), Unreadable)
    assert reader(channel).check(Text("Hola")) == []


@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("base_url", ["http://127.0.0.1:1", "https://graph.example"])
def test_every_channel_opens_a_port_that_can_be_closed(channel: Channel, base_url: str) -> None:
    async def run() -> None:
        port = open_port(channel, base_url, "v25.0")
        await port.close()

    asyncio.run(run())
