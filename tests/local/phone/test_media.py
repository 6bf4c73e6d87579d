"""Files: uploaded, fetched within five minutes with the token, and judged by what they really are."""

from __future__ import annotations

import base64
import hashlib
import struct
from pathlib import Path

import pytest

from core.local.phone.client import PhoneClient
from core.local.phone.prepared import CannotPrepare, SpokenNotes
from core.local.phone.voice import NotOpus, as_voice_note, webm_to_ogg
from tests.local.phone.conftest import NUMBER, TOKEN, Post, code_of, to_ana
from tests.local.phone.webhook_ear import Ear

HEADERS = {"Authorization": f"Bearer {TOKEN}"}
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
OGG = b"OggS" + b"\0" * 24 + b"OpusHead" + b"\0" * 40


def _upload(phone: PhoneClient, content: bytes, mime: str) -> str:
    data = {"messaging_product": "whatsapp", "type": mime}
    answer = phone.http.post(
        f"/v25.0/{NUMBER}/media", data=data, files={"file": ("f", content, mime)}, headers=HEADERS
    )
    assert answer.status_code == 200, answer.text
    return str(answer.json()["id"])


def test_an_uploaded_file_is_described_fetched_and_deleted(phone: PhoneClient) -> None:
    media_id = _upload(phone, PNG, "image/png")
    info = phone.http.get(f"/v25.0/{media_id}", params={"phone_number_id": NUMBER}, headers=HEADERS).json()
    assert info["sha256"] == hashlib.sha256(PNG).hexdigest()
    assert info["mime_type"] == "image/png"
    assert phone.http.get(info["url"], headers=HEADERS).content == PNG
    assert phone.http.get(info["url"]).status_code == 401
    assert (
        phone.http.get(info["url"], headers={"Authorization": "Bearer local-token-cabanas"}).status_code
        == 404
    )
    assert phone.http.delete(f"/v25.0/{media_id}", headers=HEADERS).json() == {"success": True}
    assert code_of(phone.http.get(f"/v25.0/{media_id}", headers=HEADERS)) == 100


def test_the_address_dies_after_five_minutes_and_the_received_id_after_seven_days(
    phone: PhoneClient, ear: Ear
) -> None:
    phone.guest("ana").attaches(PNG, "image/png", caption="mi comprobante")
    image = ear.wait_for(1)[0]["image"]
    assert base64.b64decode(image["sha256"]) == hashlib.sha256(PNG).digest()
    assert image["caption"]
    url = phone.http.get(f"/v25.0/{image['id']}", headers=HEADERS).json()["url"]
    phone.skip(301)
    assert phone.http.get(url, headers=HEADERS).status_code == 404
    again = phone.http.get(f"/v25.0/{image['id']}", headers=HEADERS).json()["url"]
    assert phone.http.get(again, headers=HEADERS).status_code == 200
    phone.skip(7 * 86_400)
    assert code_of(phone.http.get(f"/v25.0/{image['id']}", headers=HEADERS)) == 100


@pytest.mark.parametrize(("mime", "code"), [("application/zip", 100), ("image/png", 131053)])
def test_what_cannot_be_kept_is_refused_at_upload(phone: PhoneClient, mime: str, code: int) -> None:
    files = {"file": ("f", b"" if code == 131053 else b"PK", mime)}
    data = {"messaging_product": "whatsapp", "type": mime}
    assert code_of(phone.http.post(f"/v25.0/{NUMBER}/media", data=data, files=files, headers=HEADERS)) == code


@pytest.mark.parametrize(
    ("kind", "content", "mime", "extra"),
    [
        ("image", b"not a picture at all", "image/png", {}),
        ("image", OGG, "audio/ogg", {}),
        ("audio", b"ID3" + b"0" * 30, "audio/mpeg", {"voice": True}),
    ],
)
def test_a_file_of_the_wrong_kind_fails_after_it_was_accepted(
    phone: PhoneClient, ear: Ear, post: Post, kind: str, content: bytes, mime: str, extra: dict[str, bool]
) -> None:
    assert code_of(post(to_ana(kind, {"id": _upload(phone, content, mime), **extra}))) == 0
    assert ear.wait_for(1, "statuses")[0]["errors"][0]["code"] == 131053


def test_a_link_that_is_not_public_https_fails_later(ear: Ear, post: Post) -> None:
    assert code_of(post(to_ana("image", {"link": "http://127.0.0.1:9/room.png"}))) == 0
    assert ear.wait_for(1, "statuses")[0]["errors"][0]["code"] == 131052


def test_a_good_voice_note_is_delivered(phone: PhoneClient, ear: Ear, post: Post) -> None:
    assert code_of(post(to_ana("audio", {"id": _upload(phone, OGG, "audio/ogg"), "voice": True}))) == 0
    assert [status["status"] for status in ear.wait_for(3, "statuses")] == ["sent", "delivered", "read"]


def test_the_number_tells_its_name_and_quality(phone: PhoneClient) -> None:
    asked = {"fields": "display_phone_number,verified_name,quality_rating"}
    assert phone.http.get(f"/v25.0/{NUMBER}", params=asked, headers=HEADERS).json() == {
        "display_phone_number": "+54 9 11 5000-0001",
        "verified_name": "Posada del Ceibo",
        "quality_rating": "GREEN",
        "id": NUMBER,
    }


def _element(name: bytes, payload: bytes, *, open_ended: bool = False) -> bytes:
    size = b"\x01" + b"\xff" * 7 if open_ended else b"\x08" + struct.pack(">I", len(payload))
    return name + size + payload


def _recording(packets: list[bytes]) -> bytes:
    """A live WebM as a browser writes it: segment and clusters without a size."""
    head = b"OpusHead\x01\x01" + struct.pack("<HIhB", 312, 48_000, 0, 0)
    tracks = _element(b"\x16\x54\xae\x6b", _element(b"\xae", _element(b"\x63\xa2", head)))
    blocks = [_element(b"\xa3", b"\x81\x00\x00\x80" + packet) for packet in packets]
    half = len(blocks) // 2
    clusters = b"".join(
        _element(b"\x1f\x43\xb6\x75", b"".join(some), open_ended=True)
        for some in (blocks[:half], blocks[half:])
    )
    ebml = _element(b"\x1a\x45\xdf\xa3", b"\x42\x86\x81\x01")
    return ebml + _element(b"\x18\x53\x80\x67", tracks + clusters, open_ended=True)


def test_a_browser_recording_leaves_as_the_ogg_whatsapp_uses() -> None:
    packets = [bytes([0x78]) + bytes([count]) * (300 if count == 5 else 40) for count in range(120)]
    ogg, mime = as_voice_note(_recording(packets), "audio/webm;codecs=opus")
    assert mime == "audio/ogg; codecs=opus"
    pages = ogg.split(b"OggS")[1:]
    assert b"OpusHead" in pages[0]
    assert b"OpusTags" in pages[1]
    assert len(pages) == 5
    assert (pages[0][1], pages[-1][1]) == (2, 4), "first and last page are marked"
    assert struct.unpack("<Q", pages[-1][2:10])[0] == 120 * 960, "120 packets of 20 ms"
    assert all(packet in ogg for packet in packets)


def test_a_recording_that_is_not_opus_is_never_mislabelled() -> None:
    with pytest.raises(NotOpus):
        as_voice_note(b"RIFF....WAVE", "audio/wav")
    with pytest.raises(NotOpus):
        webm_to_ogg(b"\x1aE\xdf\xa3\x80")
    assert as_voice_note(b"\0\0\0 ftypM4A", "audio/mp4")[1] == "audio/mp4"


def test_a_prepared_note_is_spoken_at_first_use_and_travels_like_a_recorded_one(
    phone: PhoneClient, ear: Ear
) -> None:
    ana = phone.guest("ana")
    ana.speaks("es-room")
    ana.speaks("es-room")
    first, second = (message["audio"] for message in ear.wait_for(2))
    assert first["voice"] is True
    assert first["mime_type"] == "audio/ogg; codecs=opus"
    assert first["sha256"] == second["sha256"], "it is spoken once"
    url = phone.http.get(f"/v25.0/{first['id']}", headers=HEADERS).json()["url"]
    spoken = phone.http.get(url, headers=HEADERS).content
    assert spoken.startswith(b"OggS")
    assert b"OpusHead" in spoken[:512]
    assert 4_000 < len(spoken) < 200_000
    assert spoken[28:].index(b"OpusHead") >= 0
    assert spoken[spoken.index(b"OpusHead") + 9] == 1, "one channel"


def test_every_prepared_note_can_be_spoken_in_its_language(phone: PhoneClient) -> None:
    offered = phone.http.get("/lab/notes").json()
    assert offered["can_speak"] is True
    assert {note["language"] for note in offered["notes"]} == {"es", "en", "pt"}
    for note in offered["notes"]:
        phone.guest("bruno").speaks(note["id"])


def test_a_note_nobody_prepared_is_refused_and_so_is_one_nobody_can_speak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = SpokenNotes(tmp_path)
    with pytest.raises(LookupError):
        notes.recording("../../etc/passwd")
    monkeypatch.setenv("PATH", "/nowhere")
    assert notes.offered()["can_speak"] is False
    with pytest.raises(CannotPrepare, match="apt install espeak-ng"):
        notes.recording("es-room")
    assert list(tmp_path.iterdir()) == []
