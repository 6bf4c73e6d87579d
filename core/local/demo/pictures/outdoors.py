"""River, garden, pool, beach and tables."""

from __future__ import annotations

from core.local.demo.pictures.canvas import HEIGHT, WIDTH, Canvas, blend

_LEAVES = ("3f6b4a", "4d7d55", "5c8d60", "38614a")


def sky(canvas: Canvas, horizon: float, above: str = "9fc8dd", below: str = "f3e7d3") -> None:
    canvas.gradient(0, horizon, above, below)


def tree(canvas: Canvas, x: float, foot: float, size: float, shade: int = 0) -> None:
    canvas.box((x - size * 0.06, foot - size * 0.7, x + size * 0.06, foot), "6b4f3a")
    crowns = ((-0.32, -0.85, 0.36), (0.3, -0.9, 0.38), (0.0, -1.15, 0.42), (-0.05, -0.8, 0.4))
    for place, (dx, dy, radius) in enumerate(crowns):
        leaf = _LEAVES[(place + shade) % len(_LEAVES)]
        canvas.disc(x + dx * size, foot + dy * size, radius * size, leaf)


def ceibo(canvas: Canvas, x: float, foot: float, size: float) -> None:
    """The tree of the house, in flower."""
    tree(canvas, x, foot, size)
    for number in range(26):
        dx, dy = (number * 37 % 100 - 50) / 75, -(number * 53 % 100) / 130 - 0.55
        canvas.disc(x + dx * size, foot + dy * size, size * 0.035, ("c8352e", "d9483b")[number % 2])


def water(canvas: Canvas, top: float, bottom: float, light: str = "b9d3d2", deep: str = "5f8d95") -> None:
    canvas.gradient(top, bottom, light, deep)
    for number in range(34):
        y = top + (bottom - top) * (number + 0.5) / 34
        x = number * 263 % WIDTH
        reach = 30 + (y - top) / (bottom - top) * 120
        shine = blend(light, "ffffff", 0.35)
        canvas.line([(x - reach, y), (x + reach, y)], shine, 1 + (y - top) / 160)


def far_shore(canvas: Canvas, horizon: float) -> None:
    for number in range(40):
        x, lift = number * 32, number * 29 % 26
        canvas.disc(x, horizon, 18 + lift, blend("6f9a84", "9dbdb0", number * 17 % 10 / 10))


def lawn(canvas: Canvas, top: float) -> None:
    canvas.gradient(top, HEIGHT, "9dbf78", "6c9a58")
    for number in range(160):
        x, y = number * 197 % WIDTH, top + 12 + number * 71 % (HEIGHT - int(top) - 16)
        canvas.line([(x, y), (x + 3, y - 9)], "5f8f50", 1.5)


def house(canvas: Canvas, left: float, foot: float, wide: float) -> None:
    tall = wide * 0.42
    top = foot - tall
    canvas.box((left, top, left + wide, foot), "f4ead9")
    canvas.shape(
        [
            (left - 40, top),
            (left + wide + 40, top),
            (left + wide * 0.84, top - tall * 0.5),
            (left + wide * 0.16, top - tall * 0.5),
        ],
        "a9543c",
    )
    for number in range(5):
        x = left + wide * (0.07 + number * 0.19)
        if number == 2:
            canvas.box((x, top + tall * 0.3, x + wide * 0.11, foot), "3f6f66", 6)
            continue
        canvas.box((x, top + tall * 0.28, x + wide * 0.11, top + tall * 0.72), "4b6c7a", 4)
        canvas.box((x + 5, top + tall * 0.31, x + wide * 0.11 - 5, top + tall * 0.69), "f7dca0")
    canvas.box((left - 20, foot - 14, left + wide + 20, foot), "cdb896")


def front(canvas: Canvas) -> None:
    sky(canvas, 520)
    far_shore(canvas, 520)
    lawn(canvas, 520)
    house(canvas, 270, 600, 640)
    canvas.shape([(560, 600), (640, 600), (760, HEIGHT), (440, HEIGHT)], "e2d2b3")
    ceibo(canvas, 140, 650, 230)
    tree(canvas, 1050, 640, 260, 1)


def garden(canvas: Canvas) -> None:
    sky(canvas, 420)
    water(canvas, 420, 500)
    far_shore(canvas, 420)
    lawn(canvas, 490)
    tree(canvas, 150, 620, 300, 2)
    ceibo(canvas, 960, 600, 250)
    for x in (430, 620):
        canvas.shape([(x, 640), (x + 130, 600), (x + 140, 616), (x + 12, 660)], "f6efe2")
        canvas.shape([(x + 120, 605), (x + 165, 540), (x + 178, 548), (x + 142, 616)], "f6efe2")
        canvas.line([(x + 20, 655), (x + 20, 690)], "8a6a4c", 6)
        canvas.line([(x + 125, 615), (x + 125, 660)], "8a6a4c", 6)
    canvas.shape([(470, 520), (700, 520), (585, 440)], "d98a5b")
    canvas.line([(585, 450), (585, 690)], "8a6a4c", 6)


def pool(canvas: Canvas) -> None:
    sky(canvas, 360)
    far_shore(canvas, 360)
    lawn(canvas, 360)
    tree(canvas, 90, 430, 210, 1)
    tree(canvas, 1120, 440, 240, 3)
    canvas.shape([(150, 470), (1050, 470), (1200, 760), (0, 760)], "e9dcc3")
    canvas.shape([(215, 500), (985, 500), (1105, 730), (95, 730)], "f8f4ea")
    canvas.shape([(230, 508), (970, 508), (1085, 720), (115, 720)], "57b3c4")
    for number in range(14):
        y = 525 + number * 14
        x = 300 + number * 211 % 620
        canvas.line([(x - 60, y), (x, y - 5), (x + 70, y)], "8fd3dc", 3)
    for x in (330, 520, 710):
        canvas.shape([(x, 455), (x + 110, 440), (x + 112, 452), (x + 4, 470)], "fbf7ee")
        canvas.shape([(x + 96, 442), (x + 128, 398), (x + 138, 404), (x + 112, 452)], "fbf7ee")


def dock(canvas: Canvas) -> None:
    sky(canvas, 380, "e9a27a", "fbe6c0")
    canvas.disc(840, 330, 62, "fff1c9")
    far_shore(canvas, 380)
    water(canvas, 380, HEIGHT, "f0cfa4", "5c7f8a")
    canvas.shape([(360, HEIGHT), (640, HEIGHT), (560, 470), (500, 470)], "9a7450")
    for number in range(16):
        y = 480 + number * number * 1.28
        spread = (y - 470) / 330
        canvas.line([(500 - 140 * spread, y), (560 + 80 * spread, y)], "7c5b3d", 2 + spread * 3)
    for x, y in ((478, 560), (590, 560), (420, 690), (628, 690)):
        canvas.box((x - 7, y - 70, x + 7, y + 40), "6b4f3a", 4)
    canvas.shape([(720, 560), (1000, 560), (950, 620), (770, 620)], "3f6f66")
    canvas.box((730, 548, 990, 562), "e8ddc6", 5)


def beach(canvas: Canvas) -> None:
    sky(canvas, 330)
    water(canvas, 330, 560, "a8d2d6", "3f8aa0")
    canvas.gradient(555, HEIGHT, "f0dfb8", "dcc391")
    canvas.line([(0, 562), (300, 552), (620, 566), (900, 554), (WIDTH, 564)], "ffffff", 9)
    canvas.box((1040, 150, 1075, 335), "f7f3ea")
    canvas.box((1040, 200, 1075, 235), "c8443a")
    canvas.box((1034, 132, 1081, 152), "8e3129", 4)
    canvas.shape([(300, 590), (560, 590), (430, 500)], "d95f4c")
    canvas.shape([(386, 590), (474, 590), (430, 500)], "f6ead2")
    canvas.line([(430, 510), (430, 740)], "8a6a4c", 7)
    canvas.shape([(480, 720), (640, 690), (646, 706), (488, 742)], "5b93a5")


def table(canvas: Canvas, top: float, wood: str) -> None:
    canvas.gradient(top, HEIGHT, blend(wood, "ffffff", 0.15), wood)
    for number in range(6):
        y = top + 22 + number * number * 9
        canvas.line([(0, y), (WIDTH, y)], blend(wood, "000000", 0.14), 2)


def plate(canvas: Canvas, x: float, y: float, size: float) -> None:
    canvas.oval((x - size, y - size * 0.46, x + size, y + size * 0.5), "d8cdbb")
    canvas.oval((x - size, y - size * 0.5, x + size, y + size * 0.46), "fdfaf3")
    canvas.oval((x - size * 0.7, y - size * 0.36, x + size * 0.7, y + size * 0.3), "f1eadc")


def breakfast(canvas: Canvas) -> None:
    canvas.gradient(0, 430, "f7ead0", "f0d8ae")
    canvas.box((120, 40, 620, 380), "fffaf0", 8)
    canvas.gradient(55, 365, "b8dbe4", "e6efd8", (135, 605))
    canvas.box((364, 40, 376, 380), "fffaf0")
    table(canvas, 420, "b98a5a")
    plate(canvas, 430, 590, 190)
    for number, x in enumerate((330, 420, 510)):
        canvas.oval((x - 60, 545 - number * 6, x + 60, 615 - number * 6), "c98642")
        canvas.oval((x - 40, 552 - number * 6, x + 40, 585 - number * 6), "e0a661")
    canvas.box((760, 480, 890, 640), "f6f1e6", 22)
    canvas.oval((760, 462, 890, 500), "5a3b26")
    canvas.line([(890, 520), (940, 540), (930, 600), (888, 606)], "f6f1e6", 16)
    canvas.shape([(1000, 430), (1090, 430), (1078, 620), (1012, 620)], "f2a93b")
    canvas.oval((1000, 418, 1090, 444), "f7c876")
    for x, y, fruit in ((640, 690, "c8352e"), (700, 710, "7ba84f"), (580, 712, "e8b23c")):
        canvas.disc(x, y, 40, fruit)
        canvas.disc(x - 12, y - 14, 8, blend(fruit, "ffffff", 0.5))


def restaurant(canvas: Canvas) -> None:
    canvas.gradient(0, 470, "5a4636", "84674c")
    canvas.box((90, 70, 1110, 400), "3b2d22", 6)
    canvas.gradient(84, 300, "26415a", "d98f63", (104, 1096))
    canvas.gradient(300, 386, "c98a68", "41596a", (104, 1096))
    for x in (430, 765):
        canvas.box((x - 5, 70, x + 5, 400), "3b2d22")
    for x in (300, 600, 900):
        canvas.line([(x, 0), (x, 110)], "2b2019", 4)
        canvas.shape([(x - 46, 160), (x + 46, 160), (x + 22, 104), (x - 22, 104)], "d9b36a")
        canvas.disc(x, 162, 16, "fff1c9")
    table(canvas, 460, "8a5f3c")
    for x in (340, 860):
        plate(canvas, x, 640, 160)
        canvas.line([(x - 200, 600), (x - 190, 700)], "d9d4cb", 7)
        canvas.line([(x + 200, 600), (x + 192, 700)], "d9d4cb", 7)
    canvas.box((585, 520, 615, 660), "f7f0e0", 8)
    canvas.oval((588, 478, 612, 526), "ffcf70")
