"""Turns a browser's WebM/Opus recording into Ogg/Opus; the packets only change boxes."""

from __future__ import annotations

import struct
from collections.abc import Iterator

OGG_OPUS = "audio/ogg; codecs=opus"
_META_AUDIO = ("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg")

_SEGMENT, _CLUSTER, _TRACKS, _TRACK = 0x18538067, 0x1F43B675, 0x1654AE6B, 0xAE
_CODEC_PRIVATE, _SIMPLE_BLOCK, _BLOCK_GROUP, _BLOCK = 0x63A2, 0xA3, 0xA0, 0xA1
_CONTAINERS = frozenset({_SEGMENT, _CLUSTER, _TRACKS, _TRACK, _BLOCK_GROUP})
_PACKETS_PER_PAGE = 50


class NotOpus(ValueError):
    """The recording cannot be given in a type WhatsApp would deliver."""


def as_voice_note(content: bytes, mime: str) -> tuple[bytes, str]:
    """The bytes and the true MIME type of a voice note; nothing is ever mislabelled."""
    bare = mime.partition(";")[0].strip().lower()
    if content.startswith(b"OggS") and b"OpusHead" in content[:512]:
        return content, OGG_OPUS
    if content.startswith(b"\x1aE\xdf\xa3"):
        return webm_to_ogg(content), OGG_OPUS
    if bare in _META_AUDIO and bare != "audio/ogg":
        return content, bare
    raise NotOpus(f"{bare or 'an unknown type'} is neither Ogg/Opus nor WebM/Opus nor a type WhatsApp takes")


def webm_to_ogg(content: bytes) -> bytes:
    head, packets = b"", []
    for element, payload in _elements(content, 0, len(content)):
        if element == _CODEC_PRIVATE and payload.startswith(b"OpusHead"):
            head = payload
        elif element in (_SIMPLE_BLOCK, _BLOCK):
            packets.append(_packet(payload))
    if not head or not packets:
        raise NotOpus("the WebM recording holds no Opus track")
    return _ogg(head, packets)


def _elements(data: bytes, at: int, end: int) -> Iterator[tuple[int, bytes]]:
    """Walk the EBML tree; a live recording leaves the sizes of its outer boxes unknown."""
    while at < end:
        element, at = _number(data, at, keep_marker=True)
        size, at = _number(data, at, keep_marker=False)
        stop = end if size < 0 else min(end, at + size)
        if element in _CONTAINERS:
            yield from _elements(data, at, stop)
        else:
            yield element, data[at:stop]
        at = stop


def _number(data: bytes, at: int, *, keep_marker: bool) -> tuple[int, int]:
    """An EBML variable-length number; -1 stands for "unknown size"."""
    if at >= len(data) or not data[at]:
        raise NotOpus("the WebM recording is damaged")
    length = 9 - data[at].bit_length()
    raw = int.from_bytes(data[at : at + length], "big")
    if keep_marker:
        return raw, at + length
    mask = (1 << (7 * length)) - 1
    value = raw & mask
    return (-1 if value == mask else value), at + length


def _packet(block: bytes) -> bytes:
    """A block is: track number, two bytes of time, flags, one frame (recorders do not lace)."""
    _, at = _number(block, 0, keep_marker=False)
    if block[at + 2] & 0x06:
        raise NotOpus("the WebM recording is laced")
    return block[at + 3 :]


def _samples(packet: bytes) -> int:
    """How long a packet sounds, at 48 kHz, from its first byte (RFC 6716, section 3.1)."""
    config = packet[0] >> 3
    if config < 12:
        size = (480, 960, 1920, 2880)[config % 4]
    elif config < 16:
        size = (480, 960)[config % 2]
    else:
        size = (120, 240, 480, 960)[config % 4]
    code = packet[0] & 3
    frames = (1, 2, 2, packet[1] & 0x3F if len(packet) > 1 else 0)[code]
    return size * frames


def _ogg(head: bytes, packets: list[bytes]) -> bytes:
    tags = b"OpusTags" + struct.pack("<I", 5) + b"phone" + struct.pack("<I", 0)
    pages = [_page([head], 0, 0, 2), _page([tags], 0, 1, 0)]
    position, number, waiting = 0, 2, []
    for index, packet in enumerate(packets):
        waiting.append(packet)
        position += _samples(packet)
        last = index == len(packets) - 1
        if last or len(waiting) == _PACKETS_PER_PAGE or sum(len(one) // 255 + 1 for one in waiting) > 200:
            pages.append(_page(waiting, position, number, 4 if last else 0))
            number, waiting = number + 1, []
    return b"".join(pages)


def _page(packets: list[bytes], position: int, number: int, flags: int) -> bytes:
    lacing = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    front = (
        struct.pack("<4sBBQIII", b"OggS", 0, flags, position, 1, number, 0) + bytes([len(lacing)]) + lacing
    )
    page = front + b"".join(packets)
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _table() -> list[int]:
    table = []
    for byte in range(256):
        rest = byte << 24
        for _ in range(8):
            rest = ((rest << 1) ^ (0x04C11DB7 if rest & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(rest)
    return table


_CRC = _table()


def _checksum(page: bytes) -> int:
    """Ogg's own CRC-32: not reflected, starting from zero, so zlib's does not fit."""
    rest = 0
    for byte in page:
        rest = ((rest << 8) & 0xFFFFFFFF) ^ _CRC[(rest >> 24) ^ byte]
    return rest
