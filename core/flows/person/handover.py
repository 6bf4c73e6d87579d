"""Calling a person: always with a promise of who answers and when, and with what was understood so far."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from core.domain.conversations import Reason
from core.domain.emergencies import numbers_of
from core.domain.knowledge import Subject
from core.domain.memory import Memory
from core.domain.outgoing import Text
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services import scenes, wording, words
from core.services.knowledge import in_language
from core.services.scenes import Case, Scene

_OTHERWISE: Final = ("handover.now", "handover.later")
_COMPLAINT: Final = ("handover.complaint_now", "handover.complaint_later")
_WORDS: Final = {
    Reason.BOOKING: ("handover.booking_now", "handover.booking_later"),
    Reason.COMPLAINT: _COMPLAINT,
    Reason.UPSET: _COMPLAINT,
    Reason.SENT_A_FILE: ("handover.file", "handover.later"),
    Reason.LOST: ("handover.lost_now", "handover.lost_later"),
}
_WEEKDAYS: Final = ("when.mon", "when.tue", "when.wed", "when.thu", "when.fri", "when.sat", "when.sun")


def promise(scene: Scene, reason: Reason) -> str:
    if reason is Reason.URGENT:
        return f"{scene.say('handover.urgent')} {whom_to_ring(scene)}"
    now, later = _WORDS.get(reason, _OTHERWISE)
    key = now if scenes.attendance(scene).is_open else later
    return scene.say(key, when=in_words(scene, scenes.promised_by(scene, reason)))


def passed_on(scene: Scene, reason: Reason) -> str:
    """Whoever comes already reads this as well; else somebody comes, and by when."""
    return scene.say("handover.added_wish") if scene.somebody_is_awaited else promise(scene, reason)


def whom_to_ring(scene: Scene) -> str:
    """As the hotel wrote it, else by the numbers of its country."""
    written = scene.knowledge.fact(Subject.POLICY, "danger")
    found = in_language(written.texts, scene.language, scene.hotel.language) if written is not None else None
    if found is not None:
        return found[0]
    numbers = numbers_of(scene.hotel.country)
    if not numbers:
        return scene.say("emergency.call_somebody")
    told = [scene.say(f"emergency.{help_}", number=number) for help_, number in numbers]
    return scene.say("emergency.call", numbers=scene.list_of(told))


def in_words(scene: Scene, moment: datetime) -> str:
    """By when, as a person says it: today by the hour, then tomorrow, then by the day."""
    time = words.whose_clock(scene, wording.hour(scene.language, scene.hotel.country, moment.time()))
    days = moment.date() - scene.local_now.date()
    if not days:
        return scene.say("when.today", time=time)
    if days == timedelta(days=1):
        return scene.say("when.tomorrow", time=time)
    return scene.say("when.on_day", day=scene.say(_WEEKDAYS[moment.weekday()]), time=time)


def hand_over(scene: Scene, reason: Reason, step: str = "handed_over") -> Turn:
    """The turn that ends here: a promise in words, and a person called for it."""
    return Turn(says=(Text(promise(scene, reason)),), call_person=reason, memory={"misses": 0}, step=step)


def case_of(scene: Scene, meant: Understanding | None) -> Case:
    """What staff read: the guest's words, the wishes heard, and the stay and party gathered in the conversation."""
    understood: dict[str, Any] = {}
    if meant is not None and scene.words:
        understood = {
            "intents": [[guess.name, guess.confidence] for guess in meant.intents],
            "rivals": [[guess.name, guess.confidence] for guess in meant.rivals],
            "right": meant.right,
            "language": meant.language.lang,
            "named": meant.entities.as_dict(),
        }
    kept = scene.memory.to_json()
    understood |= {key: kept[key] for key in ("stay", "party", "wish")}
    words = scene.words or scene.memory.doubted or " ".join(line.text for line in scene.lines)
    return Case(words, understood, _summary(scene, meant))


def _summary(scene: Scene, meant: Understanding | None) -> str:
    """In the hotel's own language, for its staff."""

    def say(key: str, **values: str) -> str:
        return scene.voice.say(scene.hotel.language, key, **values)

    wishes = [say(f"wish.{name}") for name in _wishes(scene.memory, meant)]
    return " · ".join([*wishes, *_stay(scene.memory, say), *_party(scene.memory, say)])


def _wishes(memory: Memory, meant: Understanding | None) -> list[str]:
    from core.flows.heard.doubt import OFFERED  # which asks people through this module

    names = [guess.name for guess in meant.intents] if meant is not None else []
    known = [name for name in (*names, memory.wish) if name in OFFERED]
    return list(dict.fromkeys(known))[:3]


def _stay(memory: Memory, say: Any) -> list[str]:
    stay = memory.stay
    if stay.check_in and stay.check_out:
        return [say("summary.stay", begins=f"{stay.check_in:%d/%m}", ends=f"{stay.check_out:%d/%m}")]
    if stay.check_in:
        return [say("summary.arrival", begins=f"{stay.check_in:%d/%m}")]
    return [say("summary.nights", count=str(stay.nights))] if stay.nights else []


def _party(memory: Memory, say: Any) -> list[str]:
    party = memory.party
    found = []
    if party.adults:
        found.append(say("summary.adults", count=str(party.adults)))
    if party.children:
        ages = ", ".join(map(str, party.child_ages))
        key = "summary.children_aged" if ages else "summary.children"
        found.append(
            say(key, count=str(party.children), ages=ages) if ages else say(key, count=str(party.children))
        )
    if party.rooms:
        found.append(say("summary.rooms", count=str(party.rooms)))
    return found
