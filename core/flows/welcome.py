"""The first dialogue: greeting, menu, where we are, when we open."""

from __future__ import annotations

from core.domain.messages import Place
from core.domain.outgoing import Buttons, Content, Option, PlaceCard, Text
from core.services.phrases import say
from core.services.scenes import Scene

LOCATION = "v1:menu:location"
TIMES = "v1:menu:times"
PERSON = "v1:menu:person"


def menu(language: str, body: str) -> Buttons:
    options = (
        Option(LOCATION, say(language, "button.location")),
        Option(TIMES, say(language, "button.times")),
        Option(PERSON, say(language, "button.person")),
    )
    return Buttons(body, options)


def greet(scene: Scene, language: str) -> Buttons:
    if scene.conversation.state.get("greeted"):
        return menu(language, say(language, "greeting.again"))
    first_name = _first_name(scene.guest.name)
    if first_name:
        return menu(language, say(language, "greeting.named", name=first_name, hotel=scene.hotel.name))
    return menu(language, say(language, "greeting.first", hotel=scene.hotel.name))


def _first_name(name: str) -> str:
    """People call themselves all sorts of things: only what looks like a name is used as one."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    return first if first.isalpha() and 2 <= len(first) <= 20 else ""


def location(scene: Scene, language: str) -> Content | None:
    """The pin with name and address; in words where the hotel has set no pin; nothing where it has neither."""
    hotel = scene.hotel
    if hotel.latitude is not None and hotel.longitude is not None:
        return PlaceCard(Place(hotel.latitude, hotel.longitude, hotel.name, hotel.address or None))
    if hotel.address:
        return Text(say(language, "answer.address", address=hotel.address))
    return None


def times(scene: Scene, language: str) -> Text:
    hotel = scene.hotel
    entry, leave = hotel.check_in.strftime("%H:%M"), hotel.check_out.strftime("%H:%M")
    if hotel.reception_opens == hotel.reception_closes:
        return Text(say(language, "answer.times_always", check_in=entry, check_out=leave))
    opens, closes = hotel.reception_opens.strftime("%H:%M"), hotel.reception_closes.strftime("%H:%M")
    return Text(say(language, "answer.times", check_in=entry, check_out=leave, opens=opens, closes=closes))
