"""Everything once more before anything is taken: what, when, who, how much, and until when it will be kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked
from core.domain.money import Money
from core.domain.outgoing import Buttons, Option
from core.flows import welcome
from core.flows.booking import terms
from core.flows.booking.asking import going
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.wanted import Wanted
from core.flows.flow import tap_id
from core.flows.turn import Turn
from core.services import selling, showing, words
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown


def restate(
    session: Session, scene: Scene, wanted: Wanted, row: QuoteShown, parts: Sequence[Part], lead: str = ""
) -> Turn:
    options = (
        Option(tap_id(NAME, "take", str(row.id)), scene.say("button.book")),
        Option(tap_id(NAME, "change"), scene.say("button.change")),
        Option(welcome.PERSON, scene.say("button.person")),
    )
    photo = selling.photo_of(session, scene.hotel, parts[0].room_type)
    body = in_full(session, scene, parts)
    content = Buttons(f"{lead}\n\n{body}" if lead else body, options, header_media=photo)
    asked = Asked.among(options[:2], About.YES_OR_NO)
    progress = Progress(Step.YES, shown=row.id, apart=wanted.apart)
    return going(progress, wanted, content, asked, "restated", (f"quotes_shown:{row.id}",))


def in_full(session: Session, scene: Scene, parts: Sequence[Part]) -> str:
    lines = [
        what(scene, parts),
        scene.say("booking.total", **_price(scene, parts)),
        terms.in_words(session, scene, [parts]),
    ]
    minutes = selling.hold_minutes(session, scene.hotel)
    until = words.hour(scene, scene.now + timedelta(minutes=minutes))
    key = "booking.shall_i_hold" if any(part.deposit for part in parts) else "booking.shall_i"
    return "\n".join([*lines, scene.say(key, until=until)])


def what(scene: Scene, parts: Sequence[Part]) -> str:
    """Rooms, dates and people; of rooms one after the other, each with its own dates."""
    stay, party = words.whole_stay(parts), words.whole_party(parts)
    rooms = words.all_rooms(scene, parts)
    if words.one_after_another(parts):
        rooms = scene.list_of(
            [f"{words.rooms(scene, part)} ({words.dates(scene, part.stay)})" for part in parts]
        )
    return scene.say(
        "booking.what",
        rooms=rooms,
        dates=words.dates(scene, stay),
        nights=words.nights(scene, stay.length),
        people=words.people(scene, party),
    )


def per_night(parts: Sequence[Part]) -> Money:
    return words.a_night(showing.total_of(parts), words.whole_stay(parts).length)


def _price(scene: Scene, parts: Sequence[Part]) -> dict[str, str]:
    return {
        "total": words.money(scene, showing.total_of(parts)),
        "night": words.money(scene, per_night(parts)),
    }
