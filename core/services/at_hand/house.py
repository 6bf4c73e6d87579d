"""What the hotel shows of itself: where it is and how to come, and its photos."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Photo
from core.domain.messages import Place
from core.domain.outgoing import Content, File, PlaceCard, Text
from core.services import knowledge, on_the_way
from core.services.at_hand.things import CannotSend, Made, Why, made
from core.services.conversations import LONGEST
from core.services.knowledge import in_language
from core.services.words import Speaker

MOST_PHOTOS: Final = 10


def knows_the_way(session: Session, speaker: Speaker) -> bool:
    return bool(_way(session, speaker))


def way_here(session: Session, speaker: Speaker) -> Made:
    contents = _way(session, speaker)
    if not contents:
        raise CannotSend(Why.NO_PLACE)
    return made(*contents)


def _way(session: Session, speaker: Speaker) -> list[Content]:
    """The pin, where the hotel has set one, and then the words."""
    hotel, contents = speaker.hotel, list[Content]()
    if hotel.latitude is not None and hotel.longitude is not None:
        contents.append(PlaceCard(Place(hotel.latitude, hotel.longitude, hotel.name, hotel.address or None)))
    address = speaker.say("answer.address", address=hotel.address) if hotel.address else ""
    told = "\n\n".join(filter(None, [address, *on_the_way.directions(session, speaker)]))[:LONGEST]
    return [*contents, Text(told)] if told else contents


def pictures(session: Session, speaker: Speaker) -> Sequence[Photo]:
    return knowledge.of(session, speaker.hotel.id).photos


def photos(session: Session, speaker: Speaker, wanted: Sequence[int]) -> Made:
    """Each with its caption; what the hotel took down meanwhile does not go."""
    there = {photo.media: photo for photo in pictures(session, speaker)}
    if not there:
        raise CannotSend(Why.NO_PHOTOS)
    picked = [there.get(media) for media in dict.fromkeys(wanted)]
    if not picked:
        raise CannotSend(Why.NOTHING_CHOSEN)
    if len(picked) > MOST_PHOTOS:
        raise CannotSend(Why.TOO_MANY_PHOTOS)
    if None in picked:
        raise CannotSend(Why.PHOTO_GONE)
    return made(*(_file(speaker, photo) for photo in picked if photo is not None))


def _file(speaker: Speaker, photo: Photo) -> File:
    caption = in_language(photo.captions, speaker.language, speaker.hotel.language)
    return File(photo.media, "image", caption[0] if caption is not None else "")
