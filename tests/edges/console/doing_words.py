"""Deeds that teach the house: facts, hours, phrases, photos, saved replies, and what is only tried out."""

from __future__ import annotations

import io
import itertools
from typing import Any

from PIL import Image

from core.services import questions
from core.services.photos import NewPhoto, keep
from core.services.questions import Unanswered, Why
from core.store.conversations import Conversation
from core.store.db import transaction
from core.store.questions import OpenQuestion
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.staging import Stage

_serial = itertools.count(1)


def picture() -> bytes:
    held, shade = io.BytesIO(), next(_serial) % 250
    Image.new("RGB", (64, 64), (shade, 80, 255 - shade)).save(held, "PNG")
    return held.getvalue()


def _question(stage: Stage) -> int:
    talk, words = stage.talk(), f"¿se puede remar a las {next(_serial)}?"
    with transaction(stage.hotel) as session:
        asked = Unanswered(Why.UNKNOWN, "es", words)
        questions.note(session, session.get_one(Conversation, talk.id), asked)
    [row] = stage.all_of(OpenQuestion, OpenQuestion.words == words)
    return int(row.id)


def _fact(topic: str, **facts: Any) -> dict[str, Any]:
    made = {"subject": "amenity", "topic": topic, "answer": "yes", "texts": {"es": "Sí, se puede remar."}}
    return {**made, "words": [topic, "remar"], "version": 0, **facts}


@deed("/api/knowledge/facts", Again.MORE, "the same words once more are written once more")
def write_fact(stage: Stage) -> Click:
    fact = _fact(f"kayak_{next(_serial)}")
    return Click("/api/knowledge/facts", {"fact": fact, "settles": _question(stage)})


@deed("/api/knowledge/facts/remove", Again.TOLD, "gone")
def remove_fact(stage: Stage) -> Click:
    topic = f"kayak_{next(_serial)}"
    stage.does("/api/knowledge/facts", fact=_fact(topic))
    return Click("/api/knowledge/facts/remove", {"subject": "amenity", "topic": topic, "version": 1})


@deed("/api/knowledge/place")
def place(stage: Stage) -> Click:
    address = f"Paseo Victorica {1280 + next(_serial)}, Tigre"
    return Click("/api/knowledge/place", {"address": address, "position": [-34.41, -58.57]})


@deed("/api/knowledge/arrival")
def arrival(stage: Stage) -> Click:
    hour = f"14:{next(_serial) % 60:02}"
    return Click("/api/knowledge/arrival", {"check_in": hour, "check_out": "10:00"})


@deed("/api/knowledge/phrase", Again.TOLD, "written_meanwhile")
def phrase(stage: Stage) -> Click:
    facts, lines = {"language": "es", "key": "greeting.thanks"}, stage.get("/api/knowledge/phrases")
    return Click(
        "/api/knowledge/phrase",
        {**facts, "words": f"¡De nada, che! {next(_serial)}", "seen": seen_of(lines, **facts)},
    )


def seen_of(found: Any, language: str, key: str) -> str:
    """The hotel's own words, as the screen has them; none where the house's stand."""
    line = next(one for one in found["phrases"] if one["key"] == key)
    return str(line["own"].get(language, ""))


@deed("/api/knowledge/questions/{id:int}/settle")
def settle(stage: Stage) -> Click:
    return Click(f"/api/knowledge/questions/{_question(stage)}/settle")


@deed("/api/knowledge/try")
def try_out(stage: Stage) -> Click:
    return Click("/api/knowledge/try", {"messages": ["hola, ¿tienen pileta?"]})


@deed("/api/knowledge/preview")
def preview(stage: Stage) -> Click:
    return Click("/api/knowledge/preview", {"fact": _fact("kayak")})


@deed("/api/photos")
def add_photo(stage: Stage) -> Click:
    """The very same picture is one photo, whoever sends it again."""
    return Click("/api/photos", {"of": f"view-{next(_serial)}"}, data=picture())


def _photos(stage: Stage) -> tuple[str, list[int]]:
    of = f"view-{next(_serial)}"
    with transaction(stage.hotel) as session:
        made = [keep(session, stage.hotel, NewPhoto(of, picture()), "image/png") for _ in range(2)]
    return of, made


@deed("/api/photos/order")
def arrange(stage: Stage) -> Click:
    of, made = _photos(stage)
    return Click("/api/photos/order", {"of": of, "order": made[::-1]})


@deed("/api/photos/{id:int}/caption")
def caption(stage: Stage) -> Click:
    return Click(f"/api/photos/{_photos(stage)[1][0]}/caption", {"captions": {"es": "El río"}})


@deed("/api/photos/{id:int}/remove", Again.TOLD, "gone")
def remove_photo(stage: Stage) -> Click:
    return Click(f"/api/photos/{_photos(stage)[1][0]}/remove")


def _reply(stage: Stage) -> int:
    title = f"Cena {next(_serial)}"
    return int(stage.does("/api/replies", title=title, texts={"es": "Hay cena."})["id"])


@deed("/api/replies", Again.TOLD, "title_taken")
def new_reply(stage: Stage) -> Click:
    return Click("/api/replies", {"title": f"Remo {next(_serial)}", "texts": {"es": "Se rema."}})


@deed("/api/replies/{id:int}", Again.TOLD, "written_meanwhile")
def write_reply(stage: Stage) -> Click:
    body = {"title": f"Remo {next(_serial)}", "texts": {"es": "Se rema."}, "version": 1}
    return Click(f"/api/replies/{_reply(stage)}", body)


@deed("/api/replies/{id:int}/picture", Again.MORE, "the question closes as its button is pressed")
def reply_picture(stage: Stage) -> Click:
    return Click(f"/api/replies/{_reply(stage)}/picture", data=picture())


@deed("/api/replies/{id:int}/remove", Again.TOLD, "gone")
def remove_reply(stage: Stage) -> Click:
    return Click(f"/api/replies/{_reply(stage)}/remove", {"version": 1})
