"""While a person is awaited, or answers: what the house still says, and when it is the guest's again.

Who came owns the conversation, and the house is silent but for what would else be a promise that nobody keeps. While
nobody has come, whoever plainly goes on is served and told once that reception knows: the person is still called; any
other line is said to be noted, and no two in a row are left without a word. That holds after danger as well, but for
what may still be of it. Only a guest who asked for one and takes that back in plain words has the house again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import EventKind, Reason
from core.domain.messages import MEDIA, Kind
from core.domain.outgoing import Text
from core.flows import after_an_alarm, composing, echoes, hearing, knocking, surely, welcome, wishes
from core.flows.after_an_alarm import MEANWHILE, own_pass, while_they_come
from core.flows.booking.progress import NAME as BOOKING
from core.flows.coming_back import Back, come_back, still_waits
from core.flows.flow import Tap
from core.flows.stays import by_reception
from core.flows.stays.progress import NAME as STAYS
from core.flows.turn import NOT_UNDERSTOOD, SILENCE, Answer, Turn
from core.flows.turn_of_a_flow import run_file, run_tap, where_it_was
from core.flows.understand import Understanding, temper
from core.flows.understand.temper import Mood
from core.services import handovers
from core.services.scenes import Scene

# A person was called for a part of the matter; the rest of it can go on.
_LIGHT: Final = frozenset(
    {
        Reason.NOT_UNDERSTOOD,
        Reason.BOOKING,
        Reason.SENT_A_FILE,
        Reason.UNKNOWN,
        Reason.ASKED_SERVICE,
        Reason.LOST,
        Reason.HOUSE_FAILED,
    }
)
# Nobody here would read it, or may be written to: not even that a person comes is said.
_LEFT_ALONE: Final = frozenset({Reason.ANOTHER_MACHINE, Reason.ALREADY_OPTED_OUT})
# The person was called for the guest: only what is surely understood is answered before they come.
_THEIRS: Final = frozenset({Reason.ASKED, Reason.COMPLAINT, Reason.UPSET})
_HEAVY: Final = _THEIRS | {Reason.URGENT}
_GO_ON: Final = frozenset({BOOKING, STAYS})
# The buttons of an offer, and those that they lead to: whoever sent it, they do what they say.
_OF_AN_OFFER: Final = (
    "pick", "take", "change", "dates", "from", "until", "never_mind", "again", "anew", "wait", "unlist", "pay",
)  # fmt: skip
_ANSWER_BESIDE: Final = frozenset((BOOKING, action) for action in _OF_AN_OFFER)
_OF_A_HOLD: Final = (
    "keep",
    "move",
    "swap",
    "release",
    "accept",
    "pass",
    "late_room",
    "late_dates",
    "late_back",
)
# Whyever a person is awaited, these buttons of ours still answer.
_ANSWER_MEANWHILE: Final = frozenset(
    {("menu", "location"), ("menu", "times")} | {(BOOKING, action) for action in (*_OF_AN_OFFER, *_OF_A_HOLD)}
)
# All of these restate what they do and look again before they do it, so they may be pressed at any time.
_ALWAYS_SAFE: Final = frozenset({STAYS})
# Another matter for the person who is coming anyway: said to be passed on, once, and never met with silence.
_ALSO_FOR_THEM: Final = frozenset({Reason.UNKNOWN, Reason.BOOKING, Reason.ASKED_SERVICE, Reason.LOST})
# Who is thanked or left answers in a word.
_KIND: Final = frozenset({"thanks", "bye"})
_NOD: Final = "nod"
_LONGEST_NOD: Final = 4
_SENT: Final = MEDIA | {Kind.CONTACTS, Kind.LOCATION}
_NO_MATTER: Final = _KIND | {_NOD}
_INSISTED: Final = "insisted"
_GOES_ON: Final = "goes_on"
# What memory keeps of this call: what was said once, and that reception owes more than somebody to talk to.
_ADDED, _OWED, _PASSED_ON = "added", "owed", "passed_on"


def answer(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    if not scene.somebody_is_awaited:
        return _beside_a_person(session, scene, tap)
    if tap is not None and (tap.flow in _ALWAYS_SAFE or (tap.flow, tap.action) in _ANSWER_MEANWHILE):
        return run_tap(session, scene, tap) or SILENCE
    if scene.hotel.house_paused:
        return SILENCE
    if (paper := run_file(session, scene)) is not None:
        return paper
    reason = scene.conversation.handover_reason
    if reason in _LIGHT | _THEIRS and (back := _back(scene)) is not None:
        return _taken_back(session, scene, meant, back)
    if (knocked := _knocked(session, scene, meant)) is not None:
        return knocked
    turn = SILENCE if reason in _LIGHT | _THEIRS else own_pass(session, scene, meant)
    if turn is SILENCE and reason not in _LEFT_ALONE:
        turn = _never_nothing(session, scene, meant, _served(session, scene, meant, tap))
    return knocking.answered(scene, turn) if turn.says else turn


def _served(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    """Called for danger they come for that: only what is surely of something else is served."""
    if not _is_urgent(scene) or tap is not None:
        return _meanwhile(session, scene, meant, tap)
    other = after_an_alarm.of_something_else(scene, meant)
    return _meanwhile(session, scene, other, tap) if other is not None and scene.words else SILENCE


def _is_urgent(scene: Scene) -> bool:
    return scene.conversation.handover_reason == Reason.URGENT


def _knocked(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    if knocking.asks_for_them(scene):
        return replace(knocking.insisted(session, scene), call_person=_with_newer_words(session, scene))
    return knocking.heard_once(scene) if knocking.knocks(scene, meant) else None


def _beside_a_person(session: Session, scene: Scene, tap: Tap | None) -> Turn:
    """Words and all else are theirs; an offer's button is not, or what they sent would be a promise nobody keeps.

    So is the receipt that a hold waits for: its clock must stop. Who would have to be called is here already.
    """
    if not scene.a_person_answers:
        return SILENCE
    if (paper := run_file(session, scene)) is not None:
        return paper
    if tap is None or not scene.taps or (tap.flow, tap.action) not in _ANSWER_BESIDE:
        return SILENCE
    turn = run_tap(session, scene, tap)
    return turn if turn is not None and turn.call_person is None else SILENCE


def _meanwhile(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    """What the house surely knows it goes on saying; whatever weighs more than what they were called for is told."""
    turn = _heard(session, scene, meant, tap)
    if turn.call_person in _HEAVY:
        return _called_louder(session, scene, turn)
    if turn.call_person in _ALSO_FOR_THEM:
        return _also_for_them(session, scene, turn)
    if turn.step in _KIND and turn.call_person is None:
        return turn
    if turn.step == _NOD and not turn.says:
        return turn if _only_nods(scene, meant) else SILENCE
    if not turn.says or turn.call_person is not None:
        return SILENCE
    helps = _helps(turn)
    if scene.conversation.handover_reason in _LIGHT:
        return turn if helps or tap is not None else SILENCE
    sure = tap is not None or turn.step not in NOT_UNDERSTOOD or MEANWHILE in scene.memory.told
    return while_they_come(scene, turn) if sure and (helps or tap is not None) else SILENCE


def _only_nods(scene: Scene, meant: Understanding) -> bool:
    """ "Sí, dale, a las 12" tells whoever comes something."""
    return len(scene.words.split()) <= _LONGEST_NOD and not (meant.entities.as_dict() or meant.stay)


def _never_nothing(session: Session, scene: Scene, meant: Understanding, turn: Turn) -> Turn:
    """Words that got no answer are for whoever comes, and the guest hears so.

    A nod wants none, nor do words that are said over and over. What came without words is received, now and then.
    """
    if not turn.says and not scene.words and any(Kind(line.kind) in _SENT for line in scene.lines):
        return replace(knocking.received(session, scene), call_person=turn.call_person)
    if turn.says or not scene.words or turn.step in _NO_MATTER or still_waits(scene.words):
        return turn
    if turn.step == _INSISTED and len(set(scene.memory.recent[-2:])) == 1:
        return turn
    if _is_urgent(scene):
        danger = "urgent_help" in meant.names or temper.mood(scene.words) is Mood.DANGER
        return knocking.still_urgent(session, scene, danger=danger)
    return replace(knocking.noted(session, scene), call_person=turn.call_person)


def _helps(turn: Turn) -> bool:
    """A matter of the guest's, and no small talk."""
    return bool(turn.says) and (bool(turn.facts) or turn.by in _GO_ON or turn.step == "who_i_am")


def _also_for_them(session: Session, scene: Scene, turn: Turn) -> Turn:
    """What it costs, why not, and a question that goes on are said as ever; the rest is passed on, and said so once.

    The reason that weighed more stays the reason; whoever comes reads the newest words.
    """
    told, added = scene.memory.told, f"{_ADDED}:{turn.wish or ''}"
    tells_more = by_reception.explains(turn) or (turn.call_person is Reason.UNKNOWN and turn.facts)
    explains = tells_more and not echoes.is_one(scene, turn)
    memory = {**turn.memory, "told": (*told, added, _OWED)}
    if turn.says and (turn.goes_on or explains):
        return replace(turn, call_person=_with_newer_words(session, scene), memory=memory)
    if added in told:
        return SILENCE
    key = "handover.added" if turn.call_person is Reason.UNKNOWN else "handover.added_wish"
    return Turn(says=(Text(scene.say(key)),), memory={"told": memory["told"]}, step=_ADDED)


def _heard(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    if tap is not None:
        return wishes.tapped(session, scene, meant, tap)
    return wishes.respond(session, scene, meant) if scene.words else SILENCE


def _called_louder(session: Session, scene: Scene, turn: Turn) -> Turn:
    """A new reason is a new promise; who insists hears by when, once, and whoever comes reads their newest words."""
    reason = scene.conversation.handover_reason
    if reason == Reason.URGENT:
        return SILENCE
    if turn.call_person is Reason.URGENT or (reason == Reason.ASKED and turn.call_person is not Reason.ASKED):
        return turn
    if reason in _LIGHT:
        kept = knocking.called_anew(scene.memory).told
        return replace(turn, memory={**turn.memory, "told": (*kept, _OWED)})
    return replace(knocking.insisted(session, scene), call_person=_with_newer_words(session, scene))


def _with_newer_words(session: Session, scene: Scene) -> Reason | None:
    """The same call once more, but for danger, which rings; a promise that was broken already is not given anew."""
    if _is_urgent(scene) or handovers.promised(session, scene.conversation) is None:
        return None
    return Reason(str(scene.conversation.handover_reason))


def _back(scene: Scene) -> Back | None:
    """A sigh after a complaint is no going on, and a "leave it" to an open question is its answer."""
    back = come_back(scene.words) if not scene.taps else None
    if back is None or back.rest or back.to_the_room:
        return back
    sighs = scene.conversation.handover_reason in (Reason.COMPLAINT, Reason.UPSET)
    return None if sighs or scene.memory.asked is not None else back


def _taken_back(session: Session, scene: Scene, meant: Understanding, back: Back) -> Turn:
    """Who asked for a person and for nothing else has the house again; whoever owes more than that still comes."""
    reason, told = scene.conversation.handover_reason, scene.memory.told
    calls_off = reason == Reason.ASKED and _OWED not in told
    turn = _after_it(session, scene, back)
    if turn.call_person in _HEAVY:
        return _called_louder(session, scene, turn)
    if turn.call_person is not None or turn is SILENCE:
        return _never_nothing(session, scene, meant, turn)
    if not calls_off and turn.step == _GOES_ON:
        said = () if _PASSED_ON in told else (Text(scene.say("handover.passed_on")),)
        memory = {"told": (*told, _PASSED_ON)}
        return Turn(says=said, call_person=_with_newer_words(session, scene), memory=memory, step=_PASSED_ON)
    if not calls_off:
        return while_they_come(scene, turn)
    if turn.step != _GOES_ON:
        lead = Answer("help", scene.say("handover.let_go"))
        turn = replace(composing.reply(scene, [lead], turn), wish=turn.wish)
    return replace(turn, event=EventKind.CALLED_OFF)


def _after_it(session: Session, scene: Scene, back: Back) -> Turn:
    """What was asked for in the same breath, where that is anything; else on it goes where it was.

    Words that nobody understands call nobody off: they may well be for the person.
    """
    if not back.rest:
        return _where_it_was(session, scene, back)
    turn = wishes.respond(session, scene, hearing.hear_words(scene, back.rest))
    if turn.step in _NO_MATTER:
        return _where_it_was(session, scene, back)
    understood = turn.step not in NOT_UNDERSTOOD and turn.call_person is not Reason.NOT_UNDERSTOOD
    return turn if understood and (turn.call_person is not None or _helps(turn)) else SILENCE


def _where_it_was(session: Session, scene: Scene, back: Back) -> Turn:
    """The open question of what was under way; else the way into a booking, or the menu."""
    once_more = where_it_was(session, scene)
    if once_more is not None:
        return once_more
    if back.to_the_room:
        return wishes.respond(session, scene, surely.of_wish(hearing.hear_words(scene, ""), "book"))
    return Turn(
        says=(welcome.menu(scene, scene.say("consent.goes_on")),), memory={"misses": 0}, step=_GOES_ON
    )
