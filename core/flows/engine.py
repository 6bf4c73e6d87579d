"""One turn: what the guest said since our last word goes in, at most one reply comes out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from core.domain.conversations import Reason, looks_like_a_machine
from core.domain.messages import MEDIA, Kind
from core.domain.outgoing import Text
from core.flows import welcome
from core.flows.handover import hand_over
from core.flows.turn import SILENCE, Turn
from core.flows.understand import Intent, Understanding, read
from core.services import scenes
from core.services.phrases import LANGUAGES, say
from core.services.scenes import Scene

_FILES = frozenset({Kind.IMAGE, Kind.DOCUMENT, Kind.VIDEO, Kind.CONTACTS, Kind.ORDER, Kind.FORM})
_UNREADABLE = frozenset({Kind.STICKER, Kind.UNSUPPORTED, Kind.AUDIO, Kind.VOICE, Kind.LOCATION})

# What a message said before an outage is over soon; a call for help is not.
_TRUE_FOR_LONG = frozenset({Intent.URGENT, Intent.HUMAN})


def answer(session: Session, conversation: scenes.Conversation) -> None:
    """Takes the turn of a locked conversation; everything it decides is written in this transaction."""
    scene = scenes.look(session, conversation)
    if scene is None:
        return
    scenes.settle(scene)
    meant = read(scene.words)
    language = choose_language(scene, meant)
    turn = decide(scene, meant, language)
    _apply(session, scene, turn, language)


def choose_language(scene: Scene, meant: Understanding) -> str:
    """The words decide, then what was spoken before, then the hotel's own."""
    if meant.language is not None:
        return meant.language
    spoken = scene.conversation.language or scene.guest.language
    if spoken:
        return spoken
    return scene.hotel.language if scene.hotel.language in LANGUAGES else LANGUAGES[0]


def decide(scene: Scene, meant: Understanding, language: str) -> Turn:
    if not scene.window_is_open:
        return Turn(call_person=Reason.NOT_UNDERSTOOD) if scene.house_speaks else SILENCE
    if scene.guest.opted_out_at is not None:
        return _opted_out(scene, meant, language)
    if Intent.OPT_OUT in meant.intents:
        return Turn(say=Text(say(language, "consent.out")), opted_out=True)
    if not scene.house_speaks:
        return _while_awaiting(scene, language)
    if _is_machine(scene):
        return Turn(call_person=Reason.ANOTHER_MACHINE)
    if scene.is_late and not meant.intents & _TRUE_FOR_LONG:
        return Turn(say=welcome.menu(language, say(language, "greeting.late")), state={"greeted": True})
    if scene.taps:
        return _tapped(scene, language)
    if scene.words:
        return _wrote(scene, meant, language)
    return _sent_something(scene, language)


def _opted_out(scene: Scene, meant: Understanding, language: str) -> Turn:
    """Nobody who said stop is written to by a machine; a person may still care about what they say later."""
    if Intent.OPT_IN in meant.intents:
        greeting = welcome.menu(language, say(language, "consent.back"))
        return Turn(say=greeting, opted_out=False, state={"greeted": True})
    if Intent.OPT_OUT in meant.intents or not scene.house_speaks:
        return SILENCE
    return Turn(call_person=Reason.ALREADY_OPTED_OUT)


def _while_awaiting(scene: Scene, language: str) -> Turn:
    """While a person owns the conversation the house is silent; only its own buttons still work meanwhile."""
    if scene.somebody_is_awaited and scene.taps and scene.taps[-1] in (welcome.LOCATION, welcome.TIMES):
        return _tapped(scene, language)
    return SILENCE


def _tapped(scene: Scene, language: str) -> Turn:
    choice = scene.taps[-1]
    if choice == welcome.LOCATION:
        return _where(scene, language)
    if choice == welcome.TIMES:
        return Turn(say=welcome.times(scene, language), state={"misses": 0})
    if choice == welcome.PERSON:
        return hand_over(scene, language, Reason.ASKED)
    return _missed(scene, language)


def _wrote(scene: Scene, meant: Understanding, language: str) -> Turn:
    """Danger and people first, then what can be answered, then greetings."""
    intents = meant.intents
    if Intent.URGENT in intents:
        return hand_over(scene, language, Reason.URGENT)
    if Intent.HUMAN in intents:
        return hand_over(scene, language, Reason.ASKED)
    if Intent.BOOKING in intents:
        return hand_over(scene, language, Reason.BOOKING)
    if Intent.FOR_PEOPLE in intents:
        return hand_over(scene, language, Reason.NOT_UNDERSTOOD)
    if Intent.LOCATION in intents and Intent.TIMES not in intents:
        return _where(scene, language)
    if Intent.TIMES in intents and Intent.LOCATION not in intents:
        return Turn(say=welcome.times(scene, language), state={"misses": 0})
    if Intent.LOCATION in intents:
        return _where_and_when(scene, language)
    return _said_politely(scene, meant, language)


def _said_politely(scene: Scene, meant: Understanding, language: str) -> Turn:
    """Greetings, thanks and nods, unless they only wrap a question that was not understood."""
    greeted = bool(scene.conversation.state.get("greeted"))
    wordless = meant.is_wordless and greeted
    if wordless or meant.intents == {Intent.FINE}:
        return Turn(state={"misses": 0})
    polite = meant.intents & {Intent.GREET, Intent.THANKS, Intent.OPT_IN}
    if Intent.THANKS in polite and not meant.asks and (greeted or Intent.GREET not in polite):
        return Turn(say=Text(say(language, "greeting.thanks")), state={"misses": 0})
    if polite and not meant.says_more:
        return Turn(say=welcome.greet(scene, language), state={"greeted": True, "misses": 0})
    return _missed(scene, language)


def _where(scene: Scene, language: str) -> Turn:
    place = welcome.location(scene, language)
    if place is None:
        return hand_over(scene, language, Reason.NOT_UNDERSTOOD)
    return Turn(say=place, state={"misses": 0})


def _where_and_when(scene: Scene, language: str) -> Turn:
    """Two questions, one bubble."""
    if not scene.hotel.address:
        return hand_over(scene, language, Reason.NOT_UNDERSTOOD)
    where = say(language, "answer.address", address=scene.hotel.address)
    return Turn(say=Text(f"{where}\n\n{welcome.times(scene, language).body}"), state={"misses": 0})


def _missed(scene: Scene, language: str) -> Turn:
    """Once unsure: ask with buttons. Twice: a person."""
    if scene.conversation.state.get("misses", 0) >= 1:
        return hand_over(scene, language, Reason.NOT_UNDERSTOOD)
    body = say(language, "unsure.once")
    if not scene.conversation.state.get("greeted"):
        body = welcome.greet(scene, language).body
    return Turn(say=welcome.menu(language, body), state={"misses": 1, "greeted": True})


def _sent_something(scene: Scene, language: str) -> Turn:
    """No words: a picture goes to people; what cannot be read is asked for in words once, then goes to people."""
    kinds = {Kind(line.kind) for line in scene.lines}
    if kinds & _FILES or not kinds & (_UNREADABLE | MEDIA):
        return hand_over(scene, language, Reason.SENT_A_FILE)
    if scene.conversation.state.get("misses", 0) >= 1:
        return hand_over(scene, language, Reason.NOT_UNDERSTOOD)
    key = "unsure.voice" if kinds & {Kind.VOICE, Kind.AUDIO} else "unsure.cannot_read"
    return Turn(say=welcome.menu(language, say(language, key)), state={"misses": 1})


def _is_machine(scene: Scene) -> bool:
    """Notes this turn's words and time among the last ones, and asks whether they could be a person's."""
    state = scene.conversation.state
    recent = [*state.get("recent", []), scene.words.strip().lower()[:200]][-20:]
    times = [*state.get("turns", []), scene.now.isoformat()][-20:]
    scenes.remember(scene, recent=recent, turns=times)
    return looks_like_a_machine(recent, [datetime.fromisoformat(time) for time in times])


def _apply(session: Session, scene: Scene, turn: Turn, language: str) -> None:
    scenes.speak_language(scene, language)
    if turn.opted_out is not None:
        scenes.set_consent(session, scene, opted_out=turn.opted_out)
    if turn.state:
        scenes.remember(scene, **turn.state)
    if turn.say is not None:
        scenes.say(session, scene, turn.say)
    if turn.call_person is not None:
        scenes.call_person(session, scene, turn.call_person)
    if turn.say is not None or turn.call_person is not None:
        scenes.mark_read(session, scene)
    scenes.leave(scene)
