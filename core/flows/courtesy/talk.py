"""What people say to be kind, or to find out whom they talk to."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Buttons, Option, Text
from core.flows.courtesy import trust, welcome
from core.flows.flow import Flow
from core.flows.heard import tongues
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import taking
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import normalise
from core.services.scenes import Scene

_NODS = frozenset({"yes", "no", "inform", "review_answer"})


_LAUGH = re.compile(r"\W*(?:(?:j[aeio]|h[aei]|k|rs){2,}|lol|k{2,})\w?\W*")
_WHAT_CAN_YOU = re.compile(
    r"\b(?:q|que|what|como|how)\b.*(?:pod|sab|hac|can you|do you|you do|faz|ajud|ayud)"
)
_LONGEST_NOD = 2
_LONG_HELLO, _ASKING_HELLO = 8, 5
# Who says who they are, and asks how one is, needs some words for it.
_HELLOS = ("says_who_speaks", "how_are_you")
_LONGEST_HELLO = 20


class Talk(Flow):
    name = "talk"
    wishes = frozenset({"greet", "thanks", "bye", "help", "bot_question", "out_of_scope", "opt_in"} | _NODS)

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        names = meant.names
        if _asks_more(meant):
            return None
        if not any(letter.isalnum() for letter in meant.text):
            return _wordless(scene, meant)
        if "bot_question" in names:
            return _who_i_am(scene)
        if "help" in names:
            wants_to_know = _WHAT_CAN_YOU.search(normalise(meant.text)) is not None
            return _turn(scene, "help", scene.say("talk.help"), greets=not wants_to_know)
        if "thanks" in names:
            key = "greeting.thanks_calm" if scene.memory.upset else "greeting.thanks"
            return _said(scene.say(key), "thanks")
        if "bye" in names:
            return _said(scene.say("greeting.bye"), "bye")
        if names & {"greet", "opt_in"}:
            words = welcome.greeting(scene)
            return _turn(scene, "greet", scene.say("talk.help") if words == scene.memory.said else words)
        if "out_of_scope" in names and not _LAUGH.fullmatch(meant.text.lower()):
            return _turn(scene, "out_of_scope", scene.say("talk.out_of_scope"), greets=True)
        return _told_unasked(scene, meant) if names == {"inform"} else _nod(scene, meant)

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        return trust.told(session, scene, meant)


def _told_unasked(scene: Scene, meant: Understanding) -> Turn | None:
    """ "My flight lands at three": nobody who tells something is left without a word."""
    told = bool(meant.stay or meant.entities.as_dict()) and "?" not in meant.text
    return _said(scene.say("talk.told"), "told_unasked") if told and _spoke_before(scene) else None


def _nod(scene: Scene, meant: Understanding) -> Turn | None:
    """Worth no answer: a yes to nothing in particular, a laugh."""
    bare = not _says_more(meant.text) and _spoke_before(scene)
    missed = scene.memory.misses and "no" in meant.names
    return Turn(memory={"misses": 0}, step="nod") if bare and not missed else None


def _says_more(text: str) -> bool:
    """ "Sim Igor Pires", "no, which one?": with words of its own, or a question, it is no bare yes or no."""
    if "?" in text:
        return True
    return len(text.split()) > _LONGEST_NOD and not (taking.agrees(text) or _LAUGH.search(text.lower()))


def _wordless(scene: Scene, meant: Understanding) -> Turn | None:
    """A thumb, a heart, a laugh want no answer; a lone question mark does, and a wave is a hello."""
    if "?" in meant.text:
        return None
    if _spoke_before(scene):
        return Turn(memory={"misses": 0}, step="nod")
    said = tongues.choice(scene, welcome.greeting(scene))
    return Turn(says=(said,), memory={"misses": 0, "greeted": True}, step="greet")


def _spoke_before(scene: Scene) -> bool:
    return len(scene.memory.turns) > 1


def _asks_more(meant: Understanding) -> bool:
    """A hello that only wraps a question nobody understood."""
    words, plain = len(meant.text.split()), normalise(meant.text)
    if any(is_said(rule, plain) for rule in _HELLOS):
        return meant.names == {"greet"} and words > _LONGEST_HELLO
    return meant.names == {"greet"} and (words > _LONG_HELLO or ("?" in meant.text and words > _ASKING_HELLO))


def _said(words: str, step: str) -> Turn:
    return Turn(says=(Text(words),), memory={"misses": 0}, step=step)


def _turn(scene: Scene, step: str, words: str, *, greets: bool = False) -> Turn:
    """With the menu below; the first words of all are a greeting."""
    if greets and not scene.memory.greeted:
        words = welcome.greeting(scene)
    return Turn(says=(welcome.menu(scene, words),), memory={"misses": 0, "greeted": True}, step=step)


def _who_i_am(scene: Scene) -> Turn:
    """Honest at once, and the way to a person beside it; asked again, the person comes."""
    if "who_i_am" in scene.memory.told:
        return hand_over(scene, Reason.ASKED, "who_i_am_again")
    body = scene.say("talk.who_i_am", hotel=scene.hotel.name)
    person = Option(welcome.PERSON, scene.say("button.person"))
    told = (*scene.memory.told, "who_i_am")
    return Turn(
        says=(Buttons(body, (person,)),), memory={"misses": 0, "greeted": True, "told": told}, step="who_i_am"
    )
