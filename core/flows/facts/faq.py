"""What the hotel has, allows and takes for money: answered from its facts, and never from anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.knowledge import Answer as Says
from core.domain.knowledge import Fact, Subject
from core.domain.outgoing import Text
from core.domain.topics import POLICIES
from core.flows.booking import beside
from core.flows.booking.offer import paid_for_them, rule_of_cancelling
from core.flows.facts import (
    cots_asked,
    fetching,
    finer,
    matters,
    part_of_it,
    pay_terms,
    room_has,
    rooms_there,
    served_at,
    spoken_of,
    telling,
)
from core.flows.facts.room_has import RoomAnswer
from core.flows.facts.room_names import are_compared
from core.flows.facts.shelves import may_hear, on_shelves
from core.flows.flow import Flow, Tap
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import normalise
from core.services import paying, room_amenities, selling, stays
from core.services.scenes import Scene

_MOST_TOLD: Final = 6
_MOST_COMPARED: Final = 3
_MOST_OFFERED: Final = 5
# Where nothing is known of them they are called by their own name, which `topic` of the phrases knows.
_ON_WHAT_TERMS: Final = frozenset({"instalments", "from_abroad", matters.PAYING_DISCOUNT})
_SAID_BY_NAME: Final = _ON_WHAT_TERMS | {matters.DINNER, "foreign_money", part_of_it.NAME}
_OF_ROOMS: Final = frozenset({"ask_amenity", "ask_room"})
_OF_PRICES: Final = frozenset({"ask_payment", "ask_policy"})


class Faq(Flow):
    name = "faq"
    wishes = frozenset({"ask_price"})
    topics = frozenset({"ask_amenity", "ask_policy", "ask_payment", "ask_room"})

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        """What parking costs is a fact; what a room costs is not ours to say."""
        said = meant.entities
        about_rooms = meant.stay or said.room_types or said.people or said.rooms
        topics = matters.amenities(meant.text, scene.knowledge)
        if "ask_price" not in meant.names or about_rooms:
            return None
        if "ask_amenity" in meant.names and topics:
            return Turn(memory={"misses": 0}, step="fact")  # the answer beside it says the price too
        known = [fact for topic in topics if (fact := on_shelves(scene, "ask_price", topic))]
        if any(fetching.is_a_car_from_elsewhere(fact, meant.text) for fact in known):
            return fetching.not_known(session, scene)
        if not known or len(known) < len(topics):
            return None
        words = "\n".join(_with_its_rooms(session, scene, fact) for fact in known)
        told = beside.told(session, scene, words, "fact")  # with the question that stands open, which goes on
        return replace(told, flow=None, goes_on=None, facts=telling.names_of(known))

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        words = matters.words_about(meant, topic)
        if (own := _by_itself(session, scene, meant, topic, words)) is not None:
            return own
        if topic in _OF_ROOMS and (room := room_has.told(session, scene, meant.text)) is not None:
            return self._of_room(session, scene, meant, topic, room)
        asked = _topics(scene, meant, topic, words)
        if asked == ["cancelling"] and (rule := rule_of_cancelling.of_the_offer(session, scene)):
            return Answer(topic, rule, facts=("policies.cancellation",))
        if _is_finer(meant, topic):
            return _beyond(session, scene, meant, topic, asked)
        if topic == "ask_amenity" and is_said("no_danger", normalise(words)):
            asked = [name for name in asked if name in scene.knowledge.own_words]
            if not asked:  # who is told of the pool, or that children are welcome, may take it for a yes
                return _unknown(session, scene, topic, ())
        found = pay_terms.without_the_same_again({name: on_shelves(scene, topic, name) for name in asked})
        if topic == "ask_room" and not any(found.values()):
            return _rooms(session, scene, words, meant.text) or _unknown(session, scene, topic, asked)
        known = [fact for fact in found.values() if fact is not None]
        missing = [name for name, fact in found.items() if fact is None]
        if not known and not missing:
            known = _general(scene, topic, words)
        if (ruled := pay_terms.by_the_rules(session, scene, meant, topic, found)) is not None:
            return ruled
        if not known:
            return _unknown(session, scene, topic, missing)
        if not missing and len(known) == 1 and part_of_it.unwritten(words, known[0]):
            missing = [part_of_it.NAME]
        _note(session, scene, missing)
        text = "\n".join(_with_its_rooms(session, scene, fact) for fact in known)
        if asked == ["cash"] and paying.open_hold(session, scene.conversation) is not None:
            text = f"{text} {pay_terms.paid_when(session, scene, topic).text}"  # nobody sends notes by a chat
        lacks = missing[0] if len(missing) == 1 and missing[0] in _SAID_BY_NAME else ""
        return Answer(topic, text, known=not missing, facts=telling.names_of(known), lacks=lacks)

    def _of_room(
        self, session: Session, scene: Scene, meant: Understanding, topic: str, room: RoomAnswer
    ) -> Answer | None:
        """The room's own, once; what the hotel has besides it is told with it, and a person is asked for the rest."""
        if topic == "ask_room" and "ask_amenity" in meant.names:
            return Answer(topic)
        words = matters.words_about(meant, topic)
        if room.of_all and _is_finer(meant, topic):
            asked = _topics(scene, meant, topic, words)
            return room_has.beside(room, _beyond(session, scene, meant, topic, asked))
        others = [
            name
            for name in _topics(scene, meant, topic, words)
            if (name not in room.of_all if room.of_all else not room_has.is_of_rooms(scene, name))
        ]
        found = {name: on_shelves(scene, topic, name) for name in others}
        known = [fact for fact in found.values() if fact is not None]
        missing = [*room.unknown, *(name for name, fact in found.items() if fact is None)]
        _note(session, scene, missing)
        text = "\n".join([room.words, *(telling.fact(session, scene, fact) for fact in known)]).strip()
        lacks = room.lacks if len(missing) == 1 else ""
        return Answer(
            topic, text, known=not missing, facts=(*room.facts, *telling.names_of(known)), lacks=lacks
        )

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        room = scene.knowledge.fact(Subject.ROOM, tap.rest[0]) if tap.action == "room" and tap.rest else None
        if room is None:
            return None
        told = _room(session, scene, room)
        return Turn(
            says=(Text(told),),
            memory={"misses": 0},
            wish="ask_room",
            step="room",
            facts=telling.names_of([room]),
        )


def _by_itself(session: Session, scene: Scene, meant: Understanding, topic: str, words: str) -> Answer | None:
    """The network, breakfast at an hour, cots that nobody wrote of, and what children pay have their own answers."""
    if matters.speaks_of("password", words) and "wifi" in matters.amenities(words, scene.knowledge):
        return _wifi(session, scene, topic)
    if topic == "ask_amenity" and (then := served_at.at_an_hour(session, scene, meant, topic)) is not None:
        return then
    if topic == "ask_amenity" and _topics(scene, meant, topic, words) == [cots_asked.CRIB]:
        return cots_asked.in_general(session, scene, words)
    children = paid_for_them.in_words(session, scene, meant.text) if topic in _OF_PRICES else ""
    return Answer(topic, children, facts=("policies.children",)) if children else None


def _is_finer(meant: Understanding, topic: str) -> bool:
    return bool(finer.of_wish(topic, meant.text, alone="ask_amenity" not in meant.names))


def _beyond(session: Session, scene: Scene, meant: Understanding, wish: str, asked: Sequence[str]) -> Answer:
    """A question finer than what is written: that is told, and of the rest that reception is asked."""
    more = finer.of_wish(wish, meant.text, alone="ask_amenity" not in meant.names)
    not_meant = frozenset().union(*(one.not_meant for one in more))
    found = (on_shelves(scene, wish, name) for name in asked if name not in not_meant)
    known = [fact for fact in found if fact is not None]
    if not known and not any(one.alone for one in more):
        known = _general(scene, wish, "")
    elsewhere = [fact for fact in scene.knowledge.facts.values() if may_hear(fact)]
    said = {one.name: finer.written(one, known) or finer.written(one, elsewhere)[:1] for one in more}
    known = list(
        {fact.topic: fact for fact in (*known, *(fact for facts in said.values() for fact in facts))}.values()
    )
    missing = [name for name, facts in said.items() if not facts]
    _note(session, scene, missing)
    text = "\n".join(_with_its_rooms(session, scene, fact) for fact in known)
    return Answer(
        wish, text, known=not missing, facts=telling.names_of(known), lacks=missing[0] if missing else ""
    )


def _with_its_rooms(session: Session, scene: Scene, fact: Fact) -> str:
    """What is allowed in some rooms only, and not in the one that is offered, is said so."""
    told = telling.fact(session, scene, fact)
    beside = room_has.not_meant(session, scene, fact) if fact.topic in POLICIES else ""
    return f"{told} {beside}".strip()


def _topics(scene: Scene, meant: Understanding, wish: str, words: str) -> list[str]:
    """In the order of asking; where both amenities and policies are asked for, pets and smoke are policies."""
    amenities = matters.amenities(words, scene.knowledge)
    policies = matters.named("policy", words)
    if wish == "ask_amenity":
        amenities = amenities or matters.amenities(meant.text, scene.knowledge)
        mine = [name for name in amenities if name not in POLICIES or "ask_policy" not in meant.names]
        return list(dict.fromkeys(mine or (() if amenities else policies)))
    if wish == "ask_policy":
        everywhere = [name for name in matters.amenities(meant.text, scene.knowledge) if name in POLICIES]
        others = () if everywhere or policies else amenities
        return list(dict.fromkeys((*policies, *everywhere, *others)))
    if wish == "ask_payment":
        paid = matters.paying(words)
        told = {"discounts"} if matters.PAYING_DISCOUNT in paid else set()
        return list(dict.fromkeys((*paid, *(name for name in policies if name not in told))))
    return list(amenities)


def _general(scene: Scene, wish: str, words: str) -> list[Fact]:
    """No topic named: the ways to pay, the rules of the house, the best of what there is."""
    known = scene.knowledge
    if wish == "ask_payment":
        ways = (fact for fact in known.all_of(Subject.PAYMENT) if fact.topic not in _ON_WHAT_TERMS)
        return [fact for fact in ways if fact.answer is not Says.NO]
    if wish == "ask_policy" and matters.speaks_of("rules", words):
        return list(known.all_of(Subject.RULE))
    if wish == "ask_amenity" and matters.speaks_of("everything", words):
        return [fact for fact in known.all_of(Subject.AMENITY) if fact.answer is not Says.NO][:_MOST_TOLD]
    return spoken_of.facts(scene, words)


def _rooms(session: Session, scene: Scene, words: str, whole: str) -> Answer | None:
    """The room that was named; where several may be meant, or none was, a list to choose from."""
    if is_said("rooms_there_are", normalise(whole)) and not matters.rooms(words, scene.knowledge):
        return rooms_there.all_of_them(session, scene)
    both = room_has.compared_here(session, scene, whole)
    if 1 < len(both) <= _MOST_COMPARED:
        facts = [fact for topic in both if (fact := scene.knowledge.fact(Subject.ROOM, topic))]
        told = "\n\n".join(_room(session, scene, fact) for fact in facts)
        return Answer("ask_room", told, facts=telling.names_of(facts))
    named = matters.rooms(words, scene.knowledge)
    meant = room_has.offered(session, scene) or room_has.held(session, scene, whole)
    named = named or tuple(kind.slug for kind in meant)
    if is_said("every_room", normalise(whole)) or (not named and are_compared(whole)):
        return rooms_there.each_of_them(session, scene)
    known = [fact for topic in named if (fact := scene.knowledge.fact(Subject.ROOM, topic))]
    if len(known) == 1:
        return Answer("ask_room", _room(session, scene, known[0]), facts=telling.names_of(known))
    if not matters.rooms(words, scene.knowledge) and 1 < len(known) <= _MOST_OFFERED:
        told = "\n".join(telling.fact(session, scene, fact) for fact in known)
        return Answer("ask_room", told, facts=telling.names_of(known))
    offered = known or list(scene.knowledge.all_of(Subject.ROOM))
    if not offered:
        return None
    menu, asked = rooms_there.to_choose(scene, offered, scene.say("fact.rooms"))
    return Answer("ask_room", shows=(menu,), asked=asked)


def _room(session: Session, scene: Scene, fact: Fact) -> str:
    """As the hotel describes it, and what it has."""
    kind = next((one for one in selling.room_types(session) if one.slug == fact.topic), None)
    listed = room_amenities.listed(scene, scene.knowledge, kind) if kind is not None else ""
    return f"{telling.fact(session, scene, fact)} {listed}".strip()


def _wifi(session: Session, scene: Scene, wish: str) -> Answer | None:
    """Name and password only for those who stay."""
    fact = scene.knowledge.fact(Subject.WIFI, "wifi")
    if fact is None:
        return None
    if not stays.is_staying(session, scene.guest.id, scene.local_now.date()):
        return Answer(wish, scene.say("fact.wifi_for_guests"), facts=("wifi",))
    network, password = fact.details["network"], fact.details["password"]
    key = "fact.wifi" if password else "fact.wifi_open"
    values = {"network": network, "password": password} if password else {"network": network}
    return Answer(wish, scene.say(key, **values), facts=("wifi",))


def _unknown(session: Session, scene: Scene, wish: str, missing: Iterable[str]) -> Answer:
    """Nothing is invented: a person is asked, and staff see what is not written down yet."""
    names = tuple(missing)
    _note(session, scene, names or (None,))
    return Answer(wish, known=False, lacks=names[0] if len(names) == 1 and names[0] in _SAID_BY_NAME else "")


def _note(session: Session, scene: Scene, missing: Iterable[str | None]) -> None:
    for topic in missing:
        telling.unwritten(session, scene, topic)
