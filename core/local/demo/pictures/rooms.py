"""Rooms from within: a wall, a window with its view, beds, lamps, a rug."""

from __future__ import annotations

from dataclasses import dataclass

from core.local.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, blend
from core.local.demo.pictures.outdoors import far_shore, lawn, sky, tree, water

_FLOOR = 560


@dataclass(frozen=True)
class Palette:
    wall: str
    wood: str
    blanket: str
    rug: str


RIVER = Palette("e6ecea", "8a6a4c", "4f8291", "c9d8d6")
GARDEN = Palette("eef0e0", "9a7450", "7c9c68", "dcd6b8")
WARM = Palette("f4e6d4", "8d5f3f", "c07a52", "e3c9ab")
CABIN = Palette("c79c6d", "7a5334", "a5483c", "e0c69c")


def walls(canvas: Canvas, palette: Palette) -> None:
    canvas.gradient(0, _FLOOR, blend(palette.wall, "ffffff", 0.3), palette.wall)
    canvas.gradient(_FLOOR, HEIGHT, blend(palette.wood, "ffffff", 0.35), blend(palette.wood, "ffffff", 0.12))
    for number in range(9):
        x = number * 150
        canvas.line([(x, _FLOOR), (x * 1.5 - 300, HEIGHT)], blend(palette.wood, "ffffff", 0.05), 2)
    canvas.box((0, _FLOOR - 14, WIDTH, _FLOOR), blend(palette.wall, "ffffff", 0.65))


def window(canvas: Canvas, left: float, right: float, view: str, palette: Palette) -> None:
    """River or garden, and curtains to both sides."""
    top, bottom = 90, 380
    canvas.box((left - 16, top - 16, right + 16, bottom + 16), blend(palette.wood, "ffffff", 0.55), 4)
    if view == "river":
        canvas.gradient(top, 240, "a5cde0", "f2e8d2", (left, right))
        canvas.gradient(240, bottom, "a9c9cb", "5f8d95", (left, right))
        canvas.gradient(228, 244, "7fa58f", "6f9a84", (left, right))
    else:
        canvas.gradient(top, 250, "b4d7e2", "f0ecd6", (left, right))
        canvas.gradient(250, bottom, "8fb46e", "6c9a58", (left, right))
        for number in range(5):
            x = left + (right - left) * (number + 0.5) / 5
            canvas.disc(x, 250, 34, ("4d7d55", "5c8d60")[number % 2])
    middle = (left + right) / 2
    canvas.box((middle - 5, top, middle + 5, bottom), blend(palette.wood, "ffffff", 0.55))
    for x, side in ((left - 60, 1), (right + 60, -1)):
        cloth = blend(palette.blanket, "ffffff", 0.72)
        canvas.shape(
            [(x - 38, top - 34), (x + 38, top - 34), (x + 26 * side, bottom + 150), (x - 40, bottom + 150)],
            cloth,
        )
        canvas.line([(x, top - 20), (x - 4, bottom + 140)], blend(cloth, "000000", 0.06), 4)
    canvas.line([(left - 120, top - 36), (right + 120, top - 36)], palette.wood, 8)


def bed(canvas: Canvas, left: float, wide: float, palette: Palette, pillows: int = 2) -> None:
    foot = 720
    canvas.box((left - 8, 400, left + wide + 8, 590), palette.wood, 14)
    canvas.box((left, 520, left + wide, foot), "fbf8f1", 18)
    canvas.shape(
        [(left - 14, 600), (left + wide + 14, 600), (left + wide + 22, foot + 14), (left - 22, foot + 14)],
        palette.blanket,
    )
    canvas.box((left - 14, 588, left + wide + 14, 622), blend(palette.blanket, "ffffff", 0.35), 10)
    gap = wide / pillows
    for number in range(pillows):
        canvas.box((left + gap * number + 14, 492, left + gap * (number + 1) - 14, 562), "ffffff", 26)
        canvas.box((left + gap * number + 22, 540, left + gap * (number + 1) - 22, 560), "eee7da", 12)


def lamp(canvas: Canvas, x: float, palette: Palette) -> None:
    canvas.box((x - 44, 560, x + 44, 690), blend(palette.wood, "000000", 0.1), 6)
    canvas.line([(x, 560), (x, 500)], blend(palette.wood, "000000", 0.3), 8)
    canvas.shape([(x - 46, 505), (x + 46, 505), (x + 26, 440), (x - 26, 440)], "fbe7b8")


def rug(canvas: Canvas, palette: Palette) -> None:
    canvas.oval((240, 690, 1010, 796), palette.rug)
    canvas.oval((300, 704, 950, 782), blend(palette.rug, "ffffff", 0.4))


def frame(canvas: Canvas, x: float, y: float, palette: Palette) -> None:
    canvas.box((x, y, x + 120, y + 150), palette.wood, 4)
    canvas.box((x + 12, y + 12, x + 108, y + 138), "f8f3e6")
    canvas.disc(x + 60, y + 68, 30, "c8352e")
    canvas.line([(x + 60, y + 98), (x + 60, y + 130)], "4d7d55", 6)


def single(canvas: Canvas) -> None:
    walls(canvas, GARDEN)
    window(canvas, 700, 1000, "garden", GARDEN)
    rug(canvas, GARDEN)
    bed(canvas, 180, 270, GARDEN, 1)
    lamp(canvas, 540, GARDEN)
    frame(canvas, 250, 150, GARDEN)


def river_double(canvas: Canvas) -> None:
    walls(canvas, RIVER)
    window(canvas, 640, 1060, "river", RIVER)
    rug(canvas, RIVER)
    bed(canvas, 150, 430, RIVER)
    lamp(canvas, 90, RIVER)
    frame(canvas, 300, 130, RIVER)


def garden_double(canvas: Canvas) -> None:
    walls(canvas, GARDEN)
    window(canvas, 150, 480, "garden", GARDEN)
    rug(canvas, GARDEN)
    bed(canvas, 600, 430, GARDEN)
    lamp(canvas, 1110, GARDEN)
    frame(canvas, 750, 140, GARDEN)


def triple(canvas: Canvas) -> None:
    walls(canvas, WARM)
    window(canvas, 470, 740, "garden", WARM)
    rug(canvas, WARM)
    bed(canvas, 90, 400, WARM)
    bed(canvas, 830, 250, WARM, 1)
    lamp(canvas, 660, WARM)


def family(canvas: Canvas) -> None:
    walls(canvas, WARM)
    window(canvas, 420, 620, "river", WARM)
    canvas.box((690, 0, 712, _FLOOR), blend(WARM.wood, "ffffff", 0.5))
    rug(canvas, WARM)
    bed(canvas, 60, 380, WARM)
    bed(canvas, 740, 190, WARM, 1)
    bed(canvas, 980, 190, WARM, 1)
    frame(canvas, 200, 160, WARM)


def cabin(canvas: Canvas) -> None:
    walls(canvas, CABIN)
    for number in range(9):
        y = number * 64
        canvas.line([(0, y), (WIDTH, y)], blend(CABIN.wall, "000000", 0.12), 3)
    window(canvas, 420, 900, "river", CABIN)
    rug(canvas, CABIN)
    bed(canvas, 60, 330, CABIN)
    canvas.box((960, 470, 1190, 700), blend(CABIN.wood, "000000", 0.15), 8)
    canvas.box((950, 456, 1200, 480), "e9e1d2", 4)
    canvas.box((1010, 520, 1140, 640), "3b2d22", 8)
    canvas.shape([(1045, 630), (1105, 630), (1090, 570), (1074, 600), (1060, 560)], "e8863a")


def balcony(canvas: Canvas) -> None:
    sky(canvas, 380)
    far_shore(canvas, 380)
    water(canvas, 380, 640)
    lawn(canvas, 640)
    tree(canvas, 1080, 690, 320, 1)
    canvas.gradient(640, HEIGHT, "c9a77c", "a9845a")
    canvas.box((0, 520, WIDTH, 540), "7a5334")
    for number in range(25):
        canvas.box((number * 50 + 8, 540, number * 50 + 18, 660), "7a5334")
    for x in (260, 620):
        canvas.box((x, 560, x + 170, 580), "f6efe2", 8)
        canvas.box((x + 8, 580, x + 162, 660), "e9dcc3", 10)
        for leg in (x + 14, x + 148):
            canvas.box((leg, 660, leg + 10, 740), "7a5334")
    canvas.oval((460, 610, 600, 650), "8a6a4c")
    canvas.box((524, 630, 536, 750), "6b4f3a")
