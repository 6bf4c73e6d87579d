"""Photos of the demo hotels, drawn by ourselves: calm scenes, the same bytes every time, taken from nowhere."""

from __future__ import annotations

from collections.abc import Callable

from core.local.demo.pictures import outdoors, rooms
from core.local.demo.pictures.canvas import Canvas

Scene = Callable[[Canvas], None]

SCENES: dict[str, Scene] = {
    "front": outdoors.front,
    "pool": outdoors.pool,
    "garden": outdoors.garden,
    "dock": outdoors.dock,
    "beach": outdoors.beach,
    "breakfast": outdoors.breakfast,
    "restaurant": outdoors.restaurant,
    "simple-jardin": rooms.single,
    "doble-rio": rooms.river_double,
    "doble-rio-balcon": rooms.balcony,
    "doble-jardin": rooms.garden_double,
    "triple": rooms.triple,
    "familiar": rooms.family,
    "cabana": rooms.cabin,
}


def jpeg(scene: str) -> bytes:
    canvas = Canvas()
    SCENES[scene](canvas)
    return canvas.jpeg()
