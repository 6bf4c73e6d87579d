"""Deeds about reviews: who is asked, the unhappy, what is answered in public, and last week's figures."""

from __future__ import annotations

import itertools
from typing import Any

from core.base import clock
from core.domain.reviews import Platform
from core.services.reviews import asking, incoming
from core.services.reviews.exports import Arrived
from core.store.db import transaction
from core.store.review_requests import ReviewRequest
from core.store.reviews import Review, ReviewCase
from tests.edges.console.deeds_of import Again, Click, deed
from tests.edges.console.doing_house import PLACE
from tests.edges.console.staging import Stage

_serial = itertools.count(1)
_FILE = "fecha;puntaje;comentario;nombre\n2026-01-02;4;Lindo lugar {0};Ana {0}\n2026-01-03;5;Todo bien {0};Luz {0}\n"


def public(stage: Stage) -> int:
    """A review that stands at Google and has no answer yet."""
    author = f"Marta {next(_serial)}"
    one = Arrived(Platform.GOOGLE, author, "4", 4, f"Muy lindo, {author}.", clock.now(), "es")
    with transaction(stage.hotel) as session:
        incoming.take_in(session, stage.carla, [one], f"the-review-of-{author}")
    [review] = stage.all_of(Review, Review.author == author)
    stage.sets(Review, review.id, seen_at=clock.now())
    return int(review.id)


@deed("/api/reviews/{id:int}/reply")
def note_reply(stage: Stage) -> Click:
    return Click(f"/api/reviews/{public(stage)}/reply", {"words": "¡Gracias, Marta!"})


@deed("/api/reviews/{id:int}/publish", Again.MORE, "the question closes as its button is pressed")
def publish(stage: Stage) -> Click:
    stage.does("/api/settings/google", **PLACE)
    return Click(f"/api/reviews/{public(stage)}/publish", {"words": "¡Gracias, Marta!"})


@deed("/api/reviews/by-hand")
def by_hand(stage: Stage) -> Click:
    told = {"platform": "google", "stars": 4, "day": "2026-01-05", "author": f"Pía {next(_serial)}"}
    return Click("/api/reviews/by-hand", {**told, "words": "Lindo parque"})


def _file(**facts: Any) -> tuple[dict[str, Any], bytes]:
    number = next(_serial)
    return {"platform": "google", "name": f"enero-{number}.csv", **facts}, _FILE.format(number).encode()


@deed("/api/reviews/imports/look")
def look(stage: Stage) -> Click:
    said, data = _file()
    return Click("/api/reviews/imports/look", said, data=data)


@deed("/api/reviews/imports/take", Again.MORE, "known by its lines, it brings nothing new")
def take_in(stage: Stage) -> Click:
    said, data = _file()
    return Click("/api/reviews/imports/take", said, data=data)


@deed("/api/reviews/imports/{id:int}/undo")
def undo(stage: Stage) -> Click:
    said, data = _file(token=f"the-import-of-{next(_serial):06}")
    made = stage.browser().post("/api/reviews/imports/take", params=said, content=data).json()["id"]
    return Click(f"/api/reviews/imports/{made}/undo")


@deed("/api/reviews/digest/hour")
def digest_hour(stage: Stage) -> Click:
    return Click("/api/reviews/digest/hour", {"weekday": 2, "hour": next(_serial) % 24})


@deed("/api/reviews/digest/mine")
def digest_mine(stage: Stage) -> Click:
    stage.does("/api/reviews/digest/stop")
    return Click("/api/reviews/digest/mine", {"way": "email"})


@deed("/api/reviews/digest/stop")
def digest_stop(stage: Stage) -> Click:
    stage.does("/api/reviews/digest/mine", way="email")
    return Click("/api/reviews/digest/stop")


@deed("/api/reviews/digest/send", Again.MORE, "the button waits for its answer")
def digest_send(stage: Stage) -> Click:
    stage.does("/api/reviews/digest/mine", way="email")
    return Click("/api/reviews/digest/send")


@deed("/api/reviews/asking/stop")
def halt(stage: Stage) -> Click:
    if stage.get("/api/reviews/asking")["stop"]:
        stage.does("/api/reviews/asking/resume")
    return Click("/api/reviews/asking/stop")


@deed("/api/reviews/asking/resume")
def resume(stage: Stage) -> Click:
    stage.does("/api/reviews/asking/stop")
    return Click("/api/reviews/asking/resume")


@deed("/api/reviews/rules", Again.TOLD, "changed_meanwhile")
def rules(stage: Stage) -> Click:
    version = stage.get("/api/reviews/asking")["rules"]["version"]
    times = {"on": True, "delay": 3, "opens": 10, "closes": 20, "first": 3, "second": 0}
    return Click("/api/reviews/rules", {**times, "cap": 90 + next(_serial), "version": version})


@deed("/api/reviews/links", Again.TOLD, "changed_meanwhile")
def links(stage: Stage) -> Click:
    """There is one already: the first of all is written otherwise than one that takes its place."""
    stage.does("/api/reviews/links", **_link(stage))
    return Click("/api/reviews/links", _link(stage))


def _link(stage: Stage) -> dict[str, Any]:
    seen = stage.get("/api/reviews/asking")["rules"]["links_mark"]
    return {"google": f"https://example.com/g{next(_serial)}", "seen": seen}


def _asked(stage: Stage) -> int:
    """Somebody who left this morning and is to be asked tonight."""
    stay = stage.booked()
    with transaction(stage.hotel) as session:
        request = ReviewRequest(
            hotel_id=stage.hotel, booking_id=stay.id, stay_key=stay.code, guest_id=stay.guest_id,
            conversation_id=stay.conversation_id, state="planned", reminded=0, left_at=clock.now(),
            due_at=clock.after(7200),
        )  # fmt: skip
        session.add(request)
        session.flush()
        asking.put_off(session, request, request.due_at)
        return int(request.id)


@deed("/api/reviews/requests/send")
def send(stage: Stage) -> Click:
    return Click("/api/reviews/requests/send", {"ids": [_asked(stage), _asked(stage)]})


@deed("/api/reviews/requests/{id:int}/skip")
def skip(stage: Stage) -> Click:
    return Click(f"/api/reviews/requests/{_asked(stage)}/skip", {"reason": "bad_stay"})


def case(stage: Stage) -> int:
    """Nobody's yet, and its guest wrote just now."""
    review, talk = public(stage), stage.talk("la cama durísima")
    with transaction(stage.hotel) as session:
        made = ReviewCase(
            hotel_id=stage.hotel, review_id=review, conversation_id=talk.id, reasons=["low_stars"],
            opened_at=clock.now(), due_at=clock.after(3600), resolution="",
        )  # fmt: skip
        session.add(made)
        session.flush()
        return int(made.id)


@deed("/api/reviews/cases/{id:int}/take")
def take_case(stage: Stage) -> Click:
    return Click(f"/api/reviews/cases/{case(stage)}/take")


@deed("/api/reviews/cases/{id:int}/resolve", Again.TOLD, "case_resolved")
def resolve_case(stage: Stage) -> Click:
    said = {"what": "Se cambió el colchón", "to_guest": "¡Perdón! Ya lo cambiamos."}
    return Click(f"/api/reviews/cases/{case(stage)}/resolve", said)
