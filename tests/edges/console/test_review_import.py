"""Importing reviews, as the browser asks for it: looked at, taken, undone, and every bad file by name."""

from __future__ import annotations

from typing import Any

import pytest

from core.services.reviews.exports import LARGEST
from tests.edges.console.asking import Browser
from tests.edges.console.clicks import post, token
from tests.edges.console.conftest import SignIn
from tests.makers import House

FILE = "﻿fecha;puntaje;comentario;nombre;propiedad\n2026-01-02;4;<b>Lindo</b>;Ana;Otra Casa\nayer;4;Bien;Luz;Otra Casa\n"


def send(browser: Browser, what: str, data: bytes | str = FILE, **facts: Any) -> Any:
    query = {"platform": "google", "name": "enero.csv", **facts}
    content = data.encode() if isinstance(data, str) else data
    return browser.post(f"/api/reviews/imports/{what}", params=query, content=content)


def test_a_file_is_looked_at_taken_and_undone(signed_in: SignIn, house: House) -> None:
    browser = signed_in(house.carla)
    seen = send(browser, "look").json()
    assert (seen["new"], seen["known"], seen["unreadable"], seen["before"]) == (1, 0, 1, None)
    assert seen["faults"] == [{"line": 3, "why": "no_date"}]
    assert (seen["houses"], seen["other_house"]) == (["Otra Casa"], True)
    assert seen["first"][0]["words"] == "<b>Lindo</b>"
    assert browser.get("/api/reviews/list").json()["reviews"] == []
    clicked = token()
    done = send(browser, "take", token=clicked).json()
    assert send(browser, "take", token=clicked).json() == done
    assert send(browser, "look").json()["before"] is not None
    [listed] = browser.get("/api/reviews/imports").json()["imports"]
    assert (listed["file"], listed["who"], listed["new"]) == ("enero.csv", "Carla Ríos", 1)
    assert post(browser, house, f"/api/reviews/imports/{done['id']}/undo").json() == {"gone": 1}
    assert browser.get("/api/reviews/list").json()["reviews"] == []
    assert browser.get("/api/reviews/imports").json()["imports"][0]["undone"] is not None


@pytest.mark.parametrize(
    ("data", "status", "error"),
    [
        (b"", 422, "import_not_a_table"),
        (b"\x89PNG\r\n\x00", 422, "import_not_a_table"),
        ("nombre;apellido\nAna;Ríos\n", 422, "import_not_a_table"),
        (b"x" * (LARGEST + 1), 413, "file_too_large"),
    ],
)
def test_what_is_no_export_is_refused_by_name(
    signed_in: SignIn, house: House, data: bytes | str, status: int, error: str
) -> None:
    answer = send(signed_in(house.carla), "look", data)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_only_who_cares_for_reviews_imports_and_only_for_their_own_hotel(
    signed_in: SignIn, house: House
) -> None:
    viewer = signed_in(house.vera)
    for what in ("look", "take"):
        assert send(viewer, what, token=token()).status_code == 403
    browser = signed_in(house.carla)
    assert send(browser, "look", platform="own").status_code == 400
    assert send(browser, "take").status_code == 400, "no token"
    done = send(browser, "take", token=token()).json()
    neighbour = signed_in(house.elena)
    undo = f"/api/reviews/imports/{done['id']}/undo"
    assert neighbour.post(undo, json={"token": token()}).status_code == 404
    other = browser.post(
        "/api/reviews/imports/take",
        params={"platform": "google", "token": token()},
        content=FILE.encode(),
        headers={"x-conserje": str(house.cabanas)},
    )
    assert (other.status_code, other.json()["error"]) == (409, "other_hotel")
