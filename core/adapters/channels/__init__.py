"""The channel gateway: one line per channel; everything else asks here and knows no channel by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.adapters.channels import whatsapp
from core.domain.messages import Arrival, Channel
from core.domain.ports import Envelope


@dataclass(frozen=True)
class Reader:
    """What the receiving side of a channel can do; pure, and never raises."""

    signature_is_good: Callable[[bytes, str | None, Sequence[str]], bool]
    split: Callable[[bytes], list[Envelope]]
    read: Callable[[str, bytes], Arrival]


_READERS: dict[Channel, Reader] = {
    Channel.WHATSAPP: Reader(whatsapp.signature_is_good, whatsapp.split, whatsapp.read),
}


def reader(channel: Channel) -> Reader:
    return _READERS[channel]
