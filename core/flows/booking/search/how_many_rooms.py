""" "Is that one room or two?" of what is offered: each option is one room for everybody, or how many of which it is."""

from __future__ import annotations

import re
from typing import Final

from sqlalchemy.orm import Session

from core.flows.booking import beside, progress
from core.flows.booking.progress import Step
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise, says_any
from core.services import showing, words
from core.services.scenes import Scene

_LOOK: Final = ("room", "habitaci", "cuarto", "pieza", "quarto", "en una", "in one", "numa", "em um")
_ROOM: Final = r"(?:rooms?|habitacion(?:es)?|cuartos?|piezas?|quartos?)"
_ONE: Final = (
    r"(?:one|1|a single|the same|una?|uma?|um so|uma so|una sola|un solo|un mismo|la misma|el mismo|o mesmo)"
)
_ASKED: Final = re.compile(
    rf"\b(?:is|are|es|son|seria|serian|e|sao|seria|would)\b(?: [a-z']+){{0,4}}? {_ONE} {_ROOM}\b"
    rf"|\b{_ONE} {_ROOM} (?:or|o|ou) (?:two|2|dos|dois|duas|several|varias|mais|mas)\b"
    rf"|\b(?:how many|cuant[oa]s|quant[oa]s) {_ROOM} (?:is (?:it|that)|are (?:they|those)|son|serian|sao|seriam|es)\b"
    rf"|\b(?:todos|all(?: of us)?|everyone|everybody|todo mundo)\b.{{0,16}}\b(?:en|in|em|num|no)"
    rf" (?:a |el |la )?(?:{_ONE} )?{_ROOM}\b"
    r"|\b(?:entramos|cabemos|entran|caben|dormimos|cabem|fit|sleep)\b"
    r"(?: (?:all|tod[oa]s|juntos|juntas|us|the|of|a gente)){0,4}"
    rf" (?:en|in|em|num|numa) ?{_ONE}?\b(?! (?:cama|bed)\b)"
)
_MOST_WORDS: Final = 14


def told(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here, plain = progress.of(scene), normalise(meant.text)
    if here is None or here.step not in (Step.CHOICE, Step.YES) or scene.taps or not says_any(plain, _LOOK):
        return None
    if "?" not in plain or len(plain.split()) > _MOST_WORDS or _ASKED.search(plain) is None:
        return None
    if meant.stay or meant.names & FOR_RECALL:
        return None
    offered = showing.open_choices(session, scene.conversation, here.shown)
    if not offered:
        return None
    counts = [words.rooms_side_by_side(parts) for parts in offered]
    if max(counts) <= 1:
        said = scene.say("booking.is_one_room")
    else:
        said = "\n".join(
            scene.say("booking.is_so_many", room=words.all_rooms(scene, parts), count=str(count))
            for parts, count in zip(offered, counts, strict=True)
        )
    return beside.told(session, scene, said, "told_how_many_rooms")
