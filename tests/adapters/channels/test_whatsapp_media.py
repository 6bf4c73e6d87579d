"""Which files may be sent in which form."""

from __future__ import annotations

import pytest

from core.adapters.channels.whatsapp import form_for, problem_with

KB, MB = 1024, 1024 * 1024


@pytest.mark.parametrize(
    ("mime", "form"),
    [
        ("image/jpeg", "image"),
        ("IMAGE/PNG", "image"),
        ("image/webp", "sticker"),
        ("audio/ogg; codecs=opus", "voice"),
        ("audio/mpeg", "audio"),
        ("audio/x-m4a", "audio"),
        ("video/mp4", "video"),
        ("application/pdf", "document"),
        ("text/plain; charset=utf-8", "document"),
        ("application/x-msdownload", None),
        ("image/svg+xml", None),
        ("", None),
    ],
)
def test_a_file_goes_out_in_the_form_its_type_asks_for(mime: str, form: str | None) -> None:
    assert form_for(mime) == form


@pytest.mark.parametrize(
    ("form", "mime", "largest"),
    [
        ("image", "image/png", 5 * MB),
        ("voice", "audio/ogg", 16 * MB),
        ("audio", "audio/ogg", 16 * MB),
        ("video", "video/mp4", 16 * MB),
        ("document", "application/pdf", 100 * MB),
        ("sticker", "image/webp", 100 * KB),
    ],
)
def test_each_form_has_its_largest_size(form: str, mime: str, largest: int) -> None:
    assert problem_with(form, mime, largest) is None
    assert str(largest) in (problem_with(form, mime, largest + 1) or "")


def test_a_moving_sticker_may_be_larger() -> None:
    assert problem_with("sticker", "image/webp", 500 * KB, animated=True) is None
    assert problem_with("sticker", "image/webp", 500 * KB) is not None


def test_a_file_in_the_wrong_form_or_without_content_is_told_so() -> None:
    assert problem_with("image", "application/pdf", 10) == "application/pdf cannot be sent as image"
    assert problem_with("image", "image/png", 0) == "the file is empty"
    assert problem_with("hologram", "image/png", 1) == "there is no form 'hologram'"
