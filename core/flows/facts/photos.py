"""Photos of the room or place that was asked for, a few at a time, and then: others?"""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Photo, Subject
from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Content, File, Menu, Option, Section
from core.flows.facts import matters, room_has
from core.flows.facts.rooms_there import room_name
from core.flows.flow import Flow, Tap, tap_id
from core.flows.heard.hearing import pieces
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.services import paying, selling
from core.services.knowledge import in_language
from core.services.scenes import Scene

MOST: Final = 4
_ROWS, _TITLE = 10, 24
_ROOM: Final = "room:"
_AND: Final = re.compile(r"(?i) (?:y|e|and|&) ")
_BOTH: Final = re.compile(
    r"(?:(?:de|of|da|do|y|e|and|quiero|quero|mandame|manda|ver|see|si|yes|sim|dale|ok)[ ,]+)*"
    r"(?:(?:d?(?:el|la|lo|o|a|los|las|os|as) )?(?:dos|2|dois|duas)|ambas|ambos|both(?: of them)?|the two"
    r"|todas|todos|all"
    r"|de las dos)(?:[ ,]+(?:por favor|porfa|please|pls|gracias|thanks))*"
)
_IT: Final = re.compile(
    r"\b(?:of (?:it|that(?: one)?|them)|de (?:ella|ellas|esa|ese|esas)|del[ae]s?|dess[ae]s?)\b"
)
_PLACES: Final = {
    "pool": "place.pool",
    "breakfast": "place.breakfast",
    "restaurant": "place.restaurant",
    "garden": "place.garden",
    "dock": "place.dock",
    "front": "place.front",
    "beach": "place.beach",
    "bathroom": "place.bathroom",
}


class Photos(Flow):
    name = "photos"
    topics = frozenset({"ask_photos"})

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        if not scene.knowledge.photos:
            return None
        words = matters.words_about(meant, topic)
        apart = _named_apart(scene, words)
        named_alone = _wanted(scene, words) or _of_it(session, scene, words)
        wanted = apart or _of_what_they_see(session, scene, named_alone)
        seen = wanted == _before_their_eyes(session, scene)
        if wanted and (len(wanted) == 1 or apart or seen or not _alike(wanted)):
            shows = _some(scene, wanted[0], 0) if len(wanted) == 1 else _of_each(scene, wanted)
            return Answer(
                topic, shows=shows, asked=_asked(shows), facts=tuple(f"photos:{of}" for of in wanted)
            )
        named = bool(matters.rooms(words, scene.knowledge) or _places_named(scene, words))
        question = "photos.which" if wanted or not named else "photos.none_of"
        menu = _menu(scene, question, wanted or scene.knowledge.pictured)
        return Answer(topic, shows=(menu,), asked=_asked((menu,)))

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        """ "Both", to whoever was asked of which they want to see photos."""
        if scene.say("photos.which") not in (scene.memory.said or "") or scene.taps:
            return None
        if _BOTH.fullmatch(normalise(meant.text).strip(" .!¡")) is None:
            return None
        asked = next(iter(scene.memory.said_before(1)), "")
        wanted = _wanted(scene, asked)[:MOST]
        return _turn(_of_each(scene, wanted)) if len(wanted) > 1 else None

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        if not scene.knowledge.photos:
            return None
        if tap.action == "others":
            return _turn((_menu(scene, "photos.which", scene.knowledge.pictured),))
        if tap.action != "of" or not tap.rest:
            return None
        of = _ROOM + tap.rest[1] if tap.rest[0] == "room" and len(tap.rest) > 1 else tap.rest[0]
        after = int(tap.rest[-1]) if tap.rest[-1].isdecimal() and len(tap.rest[-1]) < 6 else 0
        if not scene.knowledge.photos_of(of):
            return _turn((_menu(scene, "photos.none_of", scene.knowledge.pictured),))
        return _turn(_some(scene, of, after))


def _of_what_they_see(session: Session, scene: Scene, wanted: tuple[str, ...]) -> tuple[str, ...]:
    """ "Photos of the room", of the one they hold; "of the rooms", of those that are offered."""
    if len(wanted) == 1 or not _alike(wanted):
        return wanted
    seen = _before_their_eyes(session, scene)
    return tuple(of for of in seen if of in wanted) or wanted if wanted else wanted


def _of_it(session: Session, scene: Scene, words: str) -> tuple[str, ...]:
    """ "The garden double sounds lovely. Photos of it?": what the message named, else what they see."""
    if _IT.search(normalise(words)) is None:
        return ()
    named = _wanted(scene, scene.words)
    return named if len(named) == 1 else _before_their_eyes(session, scene)


def _before_their_eyes(session: Session, scene: Scene) -> tuple[str, ...]:
    hold = paying.open_hold(session, scene.conversation)
    kinds = [hold.room_type_id] if hold is not None else []
    kinds = kinds or [kind.id for kind in room_has.offered(session, scene)]
    slugs = {kind.id: kind.slug for kind in selling.room_types(session)}
    theirs = (_ROOM + slugs[kind] for kind in kinds if kind in slugs)
    return tuple(of for of in theirs if of in scene.knowledge.pictured)[:MOST]


def _wanted(scene: Scene, words: str) -> tuple[str, ...]:
    """What there are photos of and the words may mean."""
    return _meant_by(scene, words) or _only_rooms(words, scene.knowledge.pictured)


def _named_apart(scene: Scene, words: str) -> tuple[str, ...]:
    """Of "the pool and the double", "the cabin and the family room" each half says its own."""
    parts = [_meant_by(scene, half) for part in pieces(words) for half in _AND.split(part)]
    named = [part for part in parts if part]
    if len(named) < 2 or any(len(part) != 1 for part in named):
        return ()
    return tuple(dict.fromkeys(of for part in named for of in part))[:MOST]


def _meant_by(scene: Scene, words: str) -> tuple[str, ...]:
    pictured = scene.knowledge.pictured
    rooms = [room for room in matters.rooms(words, scene.knowledge) if _ROOM + room in pictured]
    places = [place for place in _places_named(scene, words) if place in pictured]
    if places and len(rooms) > 1 and not matters.speaks_of("room", words):
        return tuple(places)
    # The garden of "the garden double" is no wish of its own.
    within = {place for room in rooms for place in _places_named(scene, _names_of(scene, room))}
    return tuple([place for place in places if place not in within] + [_ROOM + room for room in rooms])


def _names_of(scene: Scene, room: str) -> str:
    fact = scene.knowledge.fact(Subject.ROOM, room)
    return " ".join(fact.names.values()) if fact is not None else ""


def _alike(wanted: tuple[str, ...]) -> bool:
    """Several rooms, one of which is meant; a room and the pool are two wishes."""
    return all(of.startswith(_ROOM) for of in wanted)


def _places_named(scene: Scene, words: str) -> list[str]:
    return list(dict.fromkeys((*matters.named("place", words), *matters.amenities(words, scene.knowledge))))


def _only_rooms(words: str, pictured: tuple[str, ...]) -> tuple[str, ...]:
    """ "Photos of the rooms": which of them?"""
    if not matters.speaks_of("room", words):
        return ()
    return tuple(of for of in pictured if of.startswith(_ROOM))


def _some(scene: Scene, of: str, after: int) -> tuple[Content, ...]:
    """At most four from there on, and the question whether to go on."""
    photos = scene.knowledge.photos_of(of)
    shown = photos[after : after + MOST] or photos[:MOST]
    more = after + len(shown) < len(photos) and shown[0] is photos[after]
    options = [Option(_tap(of, str(after + MOST)), scene.say("button.more_photos"))] if more else []
    if len(scene.knowledge.pictured) > 1:
        options.append(Option(tap_id("photos", "others"), scene.say("button.other_photos")))
    files = tuple(_file(scene, photo) for photo in shown)
    return (*files, Buttons(scene.say("photos.more"), tuple(options))) if options else files


def _of_each(scene: Scene, wanted: tuple[str, ...]) -> tuple[Content, ...]:
    """Several things were asked for: something of each, four in all."""
    share = max(1, MOST // len(wanted))
    shown = [photo for of in wanted for photo in scene.knowledge.photos_of(of)[:share]][:MOST]
    others = Option(tap_id("photos", "others"), scene.say("button.other_photos"))
    return (*(_file(scene, photo) for photo in shown), Buttons(scene.say("photos.more"), (others,)))


def _file(scene: Scene, photo: Photo) -> File:
    found = in_language(photo.captions, scene.language, scene.hotel.language)
    return File(photo.media, "image", found[0] if found is not None else "")


def _menu(scene: Scene, question: str, offered: tuple[str, ...]) -> Menu:
    options = tuple(Option(_tap(of), _title(scene, of)) for of in offered[:_ROWS])
    return Menu(scene.say(question), scene.say("button.photos"), (Section("", options),))


def _tap(of: str, *more: str) -> str:
    return tap_id("photos", "of", of, *more)


def _title(scene: Scene, of: str) -> str:
    if of in _PLACES:
        return scene.say(_PLACES[of])
    room = scene.knowledge.fact(Subject.ROOM, of.removeprefix(_ROOM))
    if room is not None:
        return room_name(scene, room)
    return of.removeprefix(_ROOM).replace("-", " ").capitalize()[:_TITLE]


def _asked(shows: tuple[Content, ...]) -> Asked | None:
    """Titles may be typed instead of tapped."""
    for content in shows:
        if isinstance(content, Buttons):
            return Asked.among(content.options)
        if isinstance(content, Menu):
            rows = [option for section in content.sections for option in section.options]
            return Asked.among(rows)
    return None


def _turn(says: tuple[Content, ...]) -> Turn:
    return Turn(says=says, asked=_asked(says), memory={"misses": 0}, wish="ask_photos", step="photos")
