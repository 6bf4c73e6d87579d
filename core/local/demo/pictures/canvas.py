"""A canvas in the measures of a photo: 1200 by 800, drawn at double size and made smaller, so that edges are soft."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
_FINE = 2
Colour = tuple[int, int, int]
Point = tuple[float, float]


def rgb(code: str) -> Colour:
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def blend(one: str, other: str, part: float) -> str:
    mixed = (round(a + (b - a) * part) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "".join(f"{value:02x}" for value in mixed)


class Canvas:
    """Colours are six hex digits; places are in the pixels of the finished picture."""

    def __init__(self) -> None:
        self._image = Image.new("RGB", (WIDTH * _FINE, HEIGHT * _FINE))
        self._draw = ImageDraw.Draw(self._image)

    def gradient(self, top: float, bottom: float, first: str, last: str, sides: Point = (0, WIDTH)) -> None:
        """A band whose colour changes from top to bottom."""
        column = Image.new("RGB", (1, 2))
        column.putpixel((0, 0), rgb(first))
        column.putpixel((0, 1), rgb(last))
        size = (round(sides[1] - sides[0]) * _FINE, round(bottom - top) * _FINE)
        tall = column.resize((1, size[1]), Image.Resampling.BILINEAR)
        self._image.paste(
            tall.resize(size, Image.Resampling.NEAREST), (round(sides[0]) * _FINE, round(top) * _FINE)
        )

    def box(self, place: tuple[float, float, float, float], colour: str, round_by: float = 0) -> None:
        self._draw.rounded_rectangle([edge * _FINE for edge in place], round_by * _FINE, fill=rgb(colour))

    def oval(self, place: tuple[float, float, float, float], colour: str) -> None:
        self._draw.ellipse([edge * _FINE for edge in place], fill=rgb(colour))

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        self.oval((x - radius, y - radius, x + radius, y + radius), colour)

    def shape(self, points: list[Point], colour: str) -> None:
        self._draw.polygon([(x * _FINE, y * _FINE) for x, y in points], fill=rgb(colour))

    def line(self, points: list[Point], colour: str, width: float) -> None:
        scaled = [(x * _FINE, y * _FINE) for x, y in points]
        self._draw.line(scaled, fill=rgb(colour), width=round(width * _FINE), joint="curve")

    def jpeg(self) -> bytes:
        held = io.BytesIO()
        self._image.reduce(_FINE).save(held, "JPEG", quality=86, optimize=False)
        return held.getvalue()
