"""What a guest writes while a question about their booking is open; what is not about it is for others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Text
from core.domain.stays import Party
from core.flows.booking import second_thoughts
from core.flows.handover import hand_over, promise
from core.flows.stays import (
    against,
    before,
    changing,
    hours_off,
    longer,
    progress,
    serving,
    taps,
    which,
    who_comes,
)
from core.flows.stays.buttons import yes_tap
from core.flows.stays.progress import NAME, Matter, Progress, Request, Step
from core.flows.turn import Turn
from core.flows.understand import Understanding, calling_off, their_days
from core.flows.understand.asked import only_number
from core.flows.understand.halves import is_on_terms
from core.flows.understand.intents.labels import COURTESIES
from core.flows.understand.joining.undoing import lets_it_be
from core.flows.understand.keeping import holds_on
from core.flows.understand.paid import refuses_to_pay
from core.flows.understand.taking import agrees, agrees_to_move, moves_it
from core.flows.understand.text import normalise, numbered
from core.flows.understand.wavering import wavers
from core.services.own_stays import Booking
from core.services.scenes import Scene

_YES: Final = re.compile(
    r"(?i)\s*[¡!]*(?:s[ií]+|yes|yep|yeah|sim|dale|ok(?:ay|ey|is)?|de una|perfecto|sure|claro|bueno|joya|listo"
    r"|confirm\w*|go ahead|pode ser|isso)\b"
)
_SAYS_YES: Final = re.compile(
    r"(?i)\b(?:dale|ok(?:ay)?|s[ií]|yes|yeah|sim|de una|listo|perfecto|confirm\w*)\b"
)
_AN_HOUR: Final = re.compile(
    r"(?:(?:bueno|dale|ok|okay|si|sim|yes|listo|mejor|melhor|no|make it|hasta|until|till|ate|a|las|la|as"
    r"|at|then|so"
    r"|entonces|entao),? )*(?P<hour>\d{1,2})(?: ?hs?\b)?(?:,? (?:entonces|then|entao|dale|ok|please|por favor"
    r"|porfa|mejor"
    r"|esta bien|nomas|si|sim|is fine|is ok|works))*"
)
_NO: Final = re.compile(
    r"(?i)^\s*(?:no|nop|nah|n[aã]o|mejor no|better not|melhor n[aã]o)\b|\b(?:mejor no|mejor dej[aá]|dejal[oa]"
    r"|d[eé]jal[oa]|dej[aá](?:lo|la) as[ií]|never ?mind|deixa (?:pra l[aá]|assim|quieto)|me arrepent[ií])"
)
# "I have no code, I booked by phone" answers the question, whatever else it sounds like.
_WITHOUT_CODE: Final = re.compile(
    r"(?i)\b(?:(?:no|nunca) (?:tengo|tuve|me dieron|encuentro|s[eé])|sin|n[aã]o (?:tenho|recebi|sei|acho)|sem"
    r"|(?:don'?t|do not) (?:have|know)|never got|without) (?:\w+ ){0,3}(?:c[oó]digo|n[uú]mero|code|number)\b"
)
# At what hour the car should come is no hour of coming in.
_CAR: Final = "transfer"
_OF_HOURS: Final = frozenset({Matter.LATE, Matter.EARLY})
_BARE: Final = frozenset({"inform", "yes", "no", "out_of_scope", "help", "greet", "thanks", "review_answer"})


def hear(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    if here.request.matter is Matter.CANCEL and holds_on(meant.text):
        return taps.leave(scene, Matter.CANCEL)
    if here.request.matter in _OF_HOURS and hours_off.given_up(scene, meant) is here.request.matter:
        return taps.leave(scene, here.request.matter)
    undoes = meant.undoes or lets_it_be(meant)
    if here.request.matter is Matter.CHANGE and (undoes or meant.again):
        return _as_it_was(session, scene, here, undoes=undoes)
    return _HEARS[here.step](session, scene, meant, here)


def _as_it_was(session: Session, scene: Scene, here: Progress, *, undoes: bool) -> Turn | None:
    """The change is taken back, or somebody of it was only told once more."""
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    if booking is None:
        return taps.leave(scene, here.request.matter) if undoes else None
    if undoes:
        return changing.as_it_was(scene, booking)
    return serving.serve(session, scene, here.request, booking)


def _code(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """The code was asked for once: what cannot be found now is for a person."""
    codes = which.codes_in(meant, asked=True)
    found = which.find(session, scene, codes, meant)
    if found is not None:
        return serving.serve(session, scene, here.request, found)
    if not codes and here.request.matter in _OF_HOURS and before.says_none(meant.text):
        return before.hours(session, scene, here.request.matter, meant, asks_code=False)
    if meant.names and meant.names <= COURTESIES:
        return None
    about_it = meant.names <= _BARE | {str(here.request.matter)} or _WITHOUT_CODE.search(meant.text)
    if not codes and meant.answer and not about_it:
        return None
    said = f"{scene.say('stay.not_found')} {promise(scene, Reason.ASKED)}"
    return Turn(
        says=(Text(said),),
        call_person=Reason.BOOKING,
        wish=str(here.request.matter),
        memory={"misses": 0},
        step="no_booking_found",
    )


def _which(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    booking = which.find(session, scene, which.codes_in(meant, asked=True), meant)
    if booking is None and meant.stay:
        found = which.candidates(session, scene, here.request.matter)
        named = which.named_by_days(found, meant)
        booking = named[0] if len(named) == 1 else None
    if booking is not None:
        return serving.serve(session, scene, here.request, booking)
    return taps.leave(scene, here.request.matter) if says_no(meant) else None


def _hour(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    if says_no(meant) and not _names_an_hour(meant):
        return taps.leave(scene, here.request.matter)
    if _CAR in meant.entities.amenities:
        return None
    request = which.with_hour(here.request, meant)
    bare = _hour_alone(meant)
    if bare is not None and not meant.entities.times:
        request = replace(request, hour=taps.full_hour(bare))
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    if request.hour is None or booking is None:
        return None
    turn = serving.serve(session, scene, request, booking)
    return _taken_at_once(session, scene, meant, here, request, turn) or turn


def _hour_alone(meant: Understanding) -> int | None:
    """ "12 entonces", "make it 12 then"."""
    bare = only_number(meant.text, meant.language.spoken)
    if bare is None and (found := _AN_HOUR.fullmatch(normalise(meant.text).strip(" .!¡"))):
        bare = int(found["hour"])
    return bare if bare is not None and bare < 24 else None


def _names_an_hour(meant: Understanding) -> bool:
    return bool(meant.entities.times) or _hour_alone(meant) is not None


def _taken_at_once(
    session: Session, scene: Scene, meant: Understanding, here: Progress, request: Request, turn: Turn
) -> Turn | None:
    """ "Bueno, hasta las 12, dale": a yes to an hour whose price they have read, in the list or in the question."""
    asked = progress.of(replace(scene, memory=replace(scene.memory, flow=NAME, data=turn.goes_on or {})))
    tap = yes_tap(asked) if asked is not None and asked.step is Step.YES else None
    read = here.step is Step.HOUR or here.request.hour == request.hour
    same = asked is not None and asked.request.hour == request.hour
    if tap is None or not (read and same) or not _SAYS_YES.search(meant.text) or "?" in meant.text:
        return None
    return taps.tapped(session, scene, tap)


def _changes(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """What is to be different; asked in vain twice it is for people. "No, llegar el 27" is told anew, not refused."""
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    changes = _told_otherwise(scene, meant, here, booking) if booking is not None else {}
    if says_no(meant) and not _other_days(changes):
        return taps.leave(scene, here.request.matter)
    if booking is None or (not changes and meant.answer and not meant.names <= _BARE):
        return None
    if changes:
        if not _says_it_again(scene, meant):
            changes = _nights_of_it(here.request.changes, changes)
        changes = longer.with_departure(booking, here.request.changes, changes)
        before = {} if says_no(meant) else here.request.changes
        changes = who_comes.and_more(before, changes, scene.memory.asked)
        return serving.serve(session, scene, replace(here.request, changes=changes), booking)
    if here.asked > 1:
        return hand_over(scene, Reason.BOOKING, "change_not_understood")
    return changing.ask_what(scene, booking, here.request, asked=here.asked + 1)


def _told_otherwise(scene: Scene, meant: Understanding, here: Progress, booking: Booking) -> dict[str, Any]:
    proposed, day = changing.proposed(here.request), _another_day(meant)
    if proposed is not None and against.fewer_as_proposed(booking, meant, proposed):
        return dict(here.request.changes)
    if proposed is not None and day is not None:
        return against.with_another_day(booking, proposed, day)
    return against.changes(scene, booking, meant, None if says_no(meant) else proposed)


def _another_day(meant: Understanding) -> int | None:
    return their_days.another_day(numbered(normalise(meant.text), meant.language.spoken))


def _other_days(changes: Mapping[str, Any]) -> bool:
    return "check_in" in changes or "check_out" in changes


def _says_it_again(scene: Scene, meant: Understanding) -> bool:
    """ "One more night" in the very words of before is the same night, and not a second one."""
    return meant.text.strip().lower() in scene.memory.recent[:-1]


def _nights_of_it(before: Mapping[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """ "So it's 5 nights?", of the days that are proposed: counted from them, not from those that are booked."""
    if _other_days(said) or not ({"nights", "more"} & set(said)) or not _other_days(before):
        return said
    days = {name: before[name] for name in ("check_in", "check_out") if name in before}
    if "nights" in said:
        days.pop("check_out", None)
    return {**days, **said}


def _yes(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """No is heard first: whoever says both has said nothing yet."""
    changes = here.request.matter is Matter.CHANGE
    told_anew = changes and (
        bool(meant.stay.check_in or meant.stay.check_out) or _another_day(meant) is not None
    )
    not_coming = here.request.matter is Matter.CANCEL and calling_off.cannot_come(meant.text)
    another_hour = here.request.matter in _OF_HOURS and _names_an_hour(meant)
    rather_changes = here.request.matter is Matter.CANCEL and moves_it(meant.text)
    if (says_no(meant) or rather_changes) and not (not_coming or told_anew or another_hour):
        return _left_for_a_change(session, scene, meant, here) or taps.leave(scene, here.request.matter)
    if second_thoughts.thinks_it_over(meant.text) or (wavers(meant.text) and meant.names <= _BARE):
        return second_thoughts.no_hurry(scene)
    if another_hour:
        return _hour(session, scene, meant, here)
    tap = yes_tap(here)
    if changes and tap is not None and agrees_to_move(meant.text):
        return taps.tapped(session, scene, tap)
    if changes and (told_anew or changing.read(meant)):
        same = tap is not None and _tells_it_again(session, scene, meant, here)
        return taps.tapped(session, scene, tap) if same and tap else _changes(session, scene, meant, here)
    if tap is not None and says_yes(meant, here.request.matter):
        return taps.tapped(session, scene, tap)
    return None


def _tells_it_again(session: Session, scene: Scene, meant: Understanding, here: Progress) -> bool:
    booking = which.find(session, scene, [here.code] if here.code else [], None)
    stay = changing.proposed(here.request)
    if booking is None or stay is None:
        return False
    come = who_comes.by_now(booking, here.request.changes)
    return against.tells_the_same(
        scene, booking, meant, stay, Party(come.adults or booking.adults, come.child_ages)
    )


def _left_for_a_change(session: Session, scene: Scene, meant: Understanding, here: Progress) -> Turn | None:
    """ "No, better change the date", said to what cancelling costs; "no, just add a night", to a later hour."""
    if here.request.matter is Matter.CHANGE or here.code is None:
        return None
    booking = which.find(session, scene, [here.code], None)
    changes = against.changes(scene, booking, meant) if booking is not None else {}
    wished = Matter.CHANGE in meant.names or their_days.rather_changes(normalise(meant.text))
    if booking is None or not (wished or changes):
        return None
    return serving.serve(session, scene, Request(Matter.CHANGE, changes=changes), booking)


def says_no(meant: Understanding) -> bool:
    return meant.agrees is False or _NO.search(meant.text) is not None or refuses_to_pay(meant.text)


def says_yes(meant: Understanding, matter: Matter) -> bool:
    others = meant.names - {"yes", "confirm_booking", "thanks", "inform", str(matter)}
    plain = _YES.match(meant.text) is not None and not others and "?" not in meant.text
    called_off = calling_off.is_ordered(meant.text) or calling_off.is_ordered_first(meant.text)
    ordered = matter is Matter.CANCEL and called_off
    moves = matter is Matter.CHANGE and moves_it(meant.text)
    agreed = (meant.agrees is True or plain) and not wavers(meant.text)
    return (agreed and not is_on_terms(meant.text, agrees)) or ordered or moves


_HEARS: Final[dict[Step, Callable[[Session, Scene, Understanding, Progress], Turn | None]]] = {
    Step.CODE: _code,
    Step.WHICH: _which,
    Step.HOUR: _hour,
    Step.CHANGES: _changes,
    Step.YES: _yes,
}
