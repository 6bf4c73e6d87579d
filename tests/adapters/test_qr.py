"""The picture of a confirmation is read by a camera, in any hotel's colour and under any name."""

from __future__ import annotations

import io

import pytest
import zxingcpp
from PIL import Image

from core.adapters import qr

ADDRESS = "https://hotel.example/q/17-K7MQ4X-0123456789abcdef0123456789abcdef"


def drawn(title: str = "Posada del Ceibo", accent: str = "#1f6f5c") -> Image.Image:
    return Image.open(io.BytesIO(qr.picture(ADDRESS, title, "K7MQ4X", accent))).convert("RGB")


def test_it_is_a_small_picture_that_any_telephone_shows() -> None:
    made = qr.picture(ADDRESS, "Posada del Ceibo", "K7MQ4X", "#1f6f5c")
    assert made.startswith(b"\x89PNG")
    assert len(made) < 40_000
    assert made == qr.picture(ADDRESS, "Posada del Ceibo", "K7MQ4X", "#1f6f5c")


@pytest.mark.parametrize("accent", ["#1f6f5c", "#ffd1dc", "#ffffff", "#000000", "#ffff00"])
def test_a_camera_reads_it_in_any_colour(accent: str) -> None:
    small = drawn(accent=accent).resize((300, 330))
    assert [code.text for code in zxingcpp.read_barcodes(small)] == [ADDRESS]


@pytest.mark.parametrize("title", ["Ñandú", "A" * 300, "Cabañas " * 20, "Hotel São João & Cía.", "酒店", " "])
def test_any_name_fits_between_the_margins(title: str) -> None:
    picture = drawn(title)
    band = picture.getpixel((5, 5))
    edges = [picture.getpixel((x, y)) for x in (10, 25, picture.width - 10) for y in range(0, 120, 5)]
    assert all(pixel == band for pixel in edges)
