"""Several matters, one bubble: answers in the order asked, then what a flow says, then what a person is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Buttons, Content, LinkButton, Menu, PlaceCard, Text
from core.flows import flows
from core.flows.heard.hearing import PLAIN, pieces
from core.flows.person.handover import hand_over, promise
from core.flows.turn import NOTED_WISH, Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.which_room.pointing import asks_to_have
from core.services.scenes import Scene

_A_LIST = 2
_OFFERS = frozenset({"offered", "restated"})
_LONGEST = {Text: 4096, Buttons: 1024, Menu: 1024, LinkButton: 1024}


def answers_to(session: Session, scene: Scene, meant: Understanding, topics: Sequence[str]) -> list[Answer]:
    """One for every plain question, known or not."""
    return [_answer(session, scene, meant, topic) for topic in topics]


def _answer(session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer:
    for flow in flows.answering(topic):
        found = flow.answer(session, scene, meant, topic)
        if found is not None:
            return found
    return Answer(topic, known=False)


def missed_before(scene: Scene, turn: Turn, said: str, step: str) -> Turn:
    """Something was not understood: that is said, and then the open question of the flow under way."""
    told = reply(scene, [Answer("help", said)], turn)
    return replace(told, memory={**told.memory, "misses": 1}, wish=turn.wish, step=step)


def reply(scene: Scene, answers: Sequence[Answer], turn: Turn | None) -> Turn:
    """Answers and a flow's turn as one turn; a person is called for what nobody in the house could answer."""
    if not answers:
        return turn or Turn()
    known = [answer for answer in answers if answer.known or answer.text]
    answers = _without_what_nobody_asked(scene, answers)
    missing = [answer.lacks or answer.topic for answer in answers if not answer.known]
    if not known and turn is None:
        said = " ".join((scene.say("handover.not_noted"), promise(scene, Reason.UNKNOWN)))
        return replace(hand_over(scene, Reason.UNKNOWN, "unknown"), says=(Text(said),))
    only_a_pin = len(answers) == 1 and turn is None and any(_is_pin(one) for one in known[0].shows)
    words = [
        word for answer in known for word in (answer.text if not only_a_pin else "", answer.beside) if word
    ]
    noted = {answer.text for answer in known if answer.topic == NOTED_WISH}
    words += _what_is_missing(scene, missing, turn, beside=any(word for word in words if word not in noted))
    answers_offer = turn is not None and turn.step in _OFFERS
    known = [answer for answer in known if not (answers_offer and _only_asks_which_room(answer))]
    asks_which = turn is None or ("?" in scene.words and not asks_to_have(scene.words))
    shows = tuple(
        content
        for answer in known
        for content in answer.shows
        if (only_a_pin or not answer.text or not _is_pin(content))
        and (asks_which or not isinstance(content, Menu))
    )
    base = turn or Turn(memory={"misses": 0}, step="answered")
    return replace(
        base,
        says=_joined(_once(words, base.says), (*shows, *_without_lists_told_whole(base.says, words))),
        asked=base.asked or next((answer.asked for answer in known if answer.asked), None),
        call_person=base.call_person or (Reason.UNKNOWN if missing else None),
        facts=(*base.facts, *(fact for answer in known for fact in answer.facts)),
        wish=base.wish or answers[0].topic,
    )


def _without_what_nobody_asked(scene: Scene, answers: Sequence[Answer]) -> Sequence[Answer]:
    """As many things are told from what is written as were asked: a further one is only a sound of the words."""
    told = [one for one in answers if one.known and one.text and one.facts and one.topic != NOTED_WISH]
    if len(told) == len(answers) or len(told) < max(1, sum(map(asks, pieces(scene.words)))):
        return answers
    return [answer for answer in answers if answer.known or answer.text or answer.lacks]


def _what_is_missing(scene: Scene, missing: Sequence[str], turn: Turn | None, *, beside: bool) -> list[str]:
    """By its name where it has one of its own; "what the hotel has" would name another thing than was asked."""
    if not missing or (turn is not None and turn.call_person is not None):
        return []  # a person comes anyway, and reads the whole message
    if any(topic in PLAIN for topic in missing):
        told = scene.say("handover.unknown_rest" if beside else "handover.unknown_this")
    else:
        topics = scene.list_of([scene.say(f"topic.{topic}") for topic in missing])
        told = scene.say("handover.unknown", topics=topics)
    return [told, promise(scene, Reason.UNKNOWN)]


def _once(words: Sequence[str], said: Sequence[Content]) -> list[str]:
    """Dogs are an amenity and a rule, and have a price: what is told of them once need not be told again."""
    bodies = [one.body for one in said if isinstance(one, Text | Buttons | Menu | LinkButton)]
    told = {line for body in bodies for line in body.split("\n")}
    kept = []
    for word in words:
        lines = [line for line in word.split("\n") if not line.strip() or line not in told]
        told.update(lines)
        kept.append("\n".join(lines).strip("\n"))
    return [word for word in kept if word.strip()]


def _without_lists_told_whole(says: Sequence[Content], words: Sequence[str]) -> tuple[Content, ...]:
    """What a room has is told in short on its card, and not below the whole of it."""
    told = "\n".join(words)
    return tuple(
        replace(one, body="\n".join(line for line in one.body.split("\n") if not _is_begun_in(told, line)))
        if isinstance(one, Text | Buttons | Menu)
        else one
        for one in says
    )


def _is_begun_in(told: str, line: str) -> bool:
    begun = line.rpartition(",")[0]
    return begun.count(",") >= _A_LIST and begun in told


def _only_asks_which_room(answer: Answer) -> bool:
    """The rooms that there are then stand below, each with its price."""
    return (
        answer.topic == "ask_room" and not answer.text and all(isinstance(one, Menu) for one in answer.shows)
    )


def _is_pin(content: Content) -> bool:
    """Among other words the address in words is enough."""
    return isinstance(content, PlaceCard)


def _joined(words: list[str], says: tuple[Content, ...]) -> tuple[Content, ...]:
    """The words go into the bubble that is said anyway, if it has room for them."""
    text = "\n\n".join(words)
    if not text:
        return says
    for place, content in enumerate(says):
        if isinstance(content, Text | Buttons | Menu | LinkButton):
            body = f"{text}\n\n{content.body}"
            if len(body) <= _LONGEST[type(content)]:
                return (*says[:place], replace(content, body=body), *says[place + 1 :])
            break
    files = [content for content in says if not isinstance(content, Text | Buttons | Menu | LinkButton)]
    rest = [content for content in says if content not in files]
    return (*files, Text(text[: _LONGEST[Text]]), *rest)


def with_a_search(scene: Scene, noted: Turn, search: Turn | None) -> Turn:
    """What was given to reception stands first, and what there is for the days told with it."""
    first = noted.says[0] if noted.says else None
    if search is None or not isinstance(first, Text):
        return noted
    return reply(scene, [Answer("service_request", first.body)], search)


def only_tells(scene: Scene, turn: Turn) -> bool:
    """Words alone: nothing new is asked or offered by them."""
    words = all(isinstance(one, Text) for one in turn.says) and bool(turn.says)
    return words and turn.asked in (None, scene.memory.asked) and turn.opted_out is None


def told_before(scene: Scene, told: Turn, turn: Turn) -> Turn:
    """What was asked beside it stands above, and whoever has to be called for that is called."""
    words = [Answer(told.wish or told.step, one.body) for one in told.says if isinstance(one, Text)]
    called = turn.call_person or told.call_person
    return reply(scene, words, replace(turn, call_person=called, facts=(*told.facts, *turn.facts)))


def beside_a_deed(scene: Scene, lead: Sequence[Answer], served: Turn, done: Turn | None) -> Turn:
    """What was asked is told, and then it is done; where that would ask something back the deed alone is told."""
    if done is None:
        return reply(scene, lead, served)
    return told_before(scene, served, done) if only_tells(scene, served) else reply(scene, lead, done)
