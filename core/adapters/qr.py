"""The picture of a confirmation: a QR under the hotel's name, in its colour, with the code written below it."""

from __future__ import annotations

import io
from functools import cache
from typing import Final

import qrcode
from PIL import Image, ImageColor, ImageDraw, ImageFont
from qrcode.constants import ERROR_CORRECT_M

_WIDTH: Final = 720
_QR: Final = 520
_BAND: Final = 120
_MARGIN: Final = 40
_INK: Final = (28, 32, 30)
_PAPER: Final = (255, 255, 255)
_DARK_ENOUGH: Final = 150


def picture(address: str, title: str, code: str, accent: str) -> bytes:
    """A PNG that a telephone reads from a screen; the same words make the same bytes."""
    colour = _dark(accent)
    height = _BAND + _MARGIN + _QR + 110
    page = Image.new("RGB", (_WIDTH, height), _PAPER)
    pen = ImageDraw.Draw(page)
    pen.rectangle((0, 0, _WIDTH, _BAND), fill=colour)
    _centred(pen, title, _BAND // 2, 40, _PAPER)
    page.paste(_code(address, colour), ((_WIDTH - _QR) // 2, _BAND + _MARGIN))
    _centred(pen, code, _BAND + _MARGIN + _QR + 50, 46, _INK)
    written = io.BytesIO()
    page.quantize(32).save(written, "PNG", optimize=False)
    return written.getvalue()


def _code(address: str, colour: tuple[int, int, int]) -> Image.Image:
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=1, border=0)
    made.add_data(address)
    made.make(fit=True)
    matrix = made.get_matrix()
    small = Image.new("RGB", (len(matrix), len(matrix)), _PAPER)
    small.putdata([colour if dark else _PAPER for row in matrix for dark in row])
    return small.resize((_QR, _QR), Image.Resampling.NEAREST)


def _centred(
    pen: ImageDraw.ImageDraw, words: str, middle: int, size: int, colour: tuple[int, int, int]
) -> None:
    """Long names are written smaller, and cut only when they would not be readable any more."""
    font = _font(size)
    while pen.textlength(words, font) > _WIDTH - 2 * _MARGIN and size > 22:
        size -= 2
        font = _font(size)
    while pen.textlength(words, font) > _WIDTH - 2 * _MARGIN:
        words = words[:-2].rstrip() + "…"
    pen.text((_WIDTH // 2, middle), words, fill=colour, font=font, anchor="mm")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    """The one that comes with Pillow: it is there on every machine."""
    found = ImageFont.load_default(size)
    assert isinstance(found, ImageFont.FreeTypeFont)
    return found


def _dark(accent: str) -> tuple[int, int, int]:
    """A pale colour would not be read by a camera, so it is darkened first."""
    red, green, blue = ImageColor.getrgb(accent)[:3]
    light = (299 * red + 587 * green + 114 * blue) / 1000
    if light <= _DARK_ENOUGH:
        return red, green, blue
    by = _DARK_ENOUGH / light
    return int(red * by), int(green * by), int(blue * by)
