"""What can be had, shown: a list of types, one offer with its picture, or what is near when nothing is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.memory import Asked
from core.domain.outgoing import Buttons, Menu, Option, Section, Text
from core.domain.refusals import Refusal, WhyNot
from core.domain.stays import NotAStay
from core.flows.booking import asking
from core.flows.booking.asking import going
from core.flows.booking.offer import restating
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import (
    higher_up,
    kinds,
    kinds_named,
    looking,
    low_rooms,
    mixing,
    not_so_many,
    pets,
)
from core.flows.booking.search.looking import Found
from core.flows.booking.wanted import Wanted
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.services import cot_words, offer_words, selling, showing, words
from core.services.offers import Instead
from core.services.scenes import Scene
from core.services.showing import AS_WISHED, Part, QuoteShown

# Not the days that were asked for: said so, and the days are the title of the row.
_OTHER_DAYS: Final = frozenset({Instead.OTHER_DATES, Instead.FEWER_NIGHTS, Instead.MORE_NIGHTS})
_MOST_ROWS: Final = 9
_LONGEST: Final = 1024
# About the wish itself: nothing near it helps, the guest has to say something else.
_SAY_OTHERWISE: Final = {
    WhyNot.PAST: Step.DATES,
    WhyNot.TOO_LONG: Step.DATES,
    WhyNot.NO_ADULT: Step.PEOPLE,
}


def go(
    session: Session, scene: Scene, wanted: Wanted, *, here: Progress | None = None, lead: str = ""
) -> Turn:
    """Everything known is looked for; what is missing is asked."""
    if wanted.missing is not None:
        return asking.ask(scene, wanted, here, lead)
    missing, seen = "", low_rooms.kept_low(session, scene, pets.kept_out(session, scene, wanted))
    try:
        found = _named_one_by_one(session, scene, wanted)
        if found is None:
            missing = _not_those_together(session, scene, wanted)
            found = higher_up.those_below(session, scene, _without(seen, looking.look(session, scene, seen)))
    except NotAStay:
        return asking.ask(scene, wanted.without(Step.PEOPLE), lead=scene.say("booking.why_no_adult"))
    showing.open_anew(session, scene.conversation)
    if (several := low_rooms.in_several_rooms(session, scene, wanted, found)) is not None:
        found, lead = several[0], "\n".join(filter(None, (lead, several[1])))
        wanted = replace(wanted, party=replace(wanted.party, rooms=found.wish.rooms))
    if found.reason is not None and not found.choices:
        return _nothing(session, scene, wanted, found, found.reason, missing or lead)
    told = several is not None and several[1]
    none_low = "" if told else low_rooms.none_left(session, scene, wanted, found)
    only_those = none_low or not_so_many.said(session, scene, wanted, found)
    only_those = only_those or _only_those(session, scene, seen, found)
    lead = "\n".join(filter(None, (missing, only_those or lead)))
    if len(found.choices) == 1 and found.as_wished and not none_low:
        kind, parts = found.choices[0]
        row = showing.show(session, scene.conversation, found.wish, parts, kind)
        return restating.restate(session, scene, wanted, row, parts, lead)
    return _list(session, scene, wanted, found, lead)


def _without(wanted: Wanted, found: Found) -> Found:
    """Of what is only near the wish nothing either that they would rather not have, where anything else is."""
    gone = set(wanted.party.not_wanted)
    if found.as_wished or not gone:
        return found
    left = [one for one in found.choices if not gone & {part.room_type.slug for part in one[1]}]
    return replace(found, choices=tuple(left)) if left else found


def _only_those(session: Session, scene: Scene, wanted: Wanted, found: Found) -> str:
    """Nothing else is left than what the guest would rather not have: said, where they did not ask for it by name."""
    gone = set(wanted.party.not_wanted)
    if not gone or not found.as_wished or kinds_named.kinds_meant(session, wanted.party.room_type):
        return ""
    if not all(gone & {part.room_type.slug for part in parts} for _, parts in found.choices):
        return ""
    rooms = list(dict.fromkeys(words.all_rooms(scene, parts) for _, parts in found.choices))
    return scene.say("booking.only_those", rooms=scene.list_of(rooms))


def _not_those_together(session: Session, scene: Scene, wanted: Wanted) -> str:
    """Rooms named one by one that cannot be had so: said, before whatever else holds these people is shown."""
    if not wanted.party.kinds:
        return ""
    known = {kind.slug: kind for kind in selling.room_types(session)}
    so_many = Counter(slug for slug in wanted.party.kinds if slug in known)
    names = [words.so_many(known[slug].name(scene.language), count) for slug, count in so_many.items()]
    return scene.say("booking.not_together", rooms=scene.list_of(names))


def _named_one_by_one(session: Session, scene: Scene, wanted: Wanted) -> Found | None:
    """Exactly the rooms that were named, where they can be had; else whatever holds these people."""
    if not wanted.party.kinds:
        return None
    wish = wanted.wish()
    had = kinds.together(session, scene, wish, wanted.party.kinds)
    return Found(wish, ((AS_WISHED, mixing.joined(had)),)) if had else None


def _list(session: Session, scene: Scene, wanted: Wanted, found: Found, lead: str) -> Turn:
    why = found.reason.why if found.reason is not None else None
    shown = [
        showing.show(session, scene.conversation, found.wish, parts, kind, why)
        for kind, parts in found.choices[:_MOST_ROWS]
    ]
    rows = rows_of(session, scene, shown)
    if found.reason is not None and found.reason.why is WhyNot.FULL and len(rows) < _MOST_ROWS:
        rows.append(_waiting_row(scene, found))
    person = Option(welcome.PERSON, scene.say("button.person"))
    content = Menu(
        _with_prices(session, scene, found, lead),
        scene.say("button.offers"),
        (Section(scene.say("booking.section"), (*rows, person)),),
    )
    asked = Asked.among(rows)
    facts = ("bookings.search",)
    return going(Progress(Step.CHOICE, apart=wanted.apart), wanted, content, asked, "offered", facts)


def rows_of(session: Session, scene: Scene, shown: Sequence[QuoteShown]) -> list[Option]:
    rows = []
    for one in shown:
        parts = showing.parts_of(session, one)
        title, about = _title(scene, one.kind, parts), _words(scene, one.kind, parts)
        rows.append(offer_words.pick(one.id, title, about))
    return _told_apart(rows)


def _with_prices(session: Session, scene: Scene, found: Found, lead: str) -> str:
    """As many prices as the bubble holds; the list has them all."""
    lines = [
        higher_up.marked(session, scene, parts, line(scene, kind, parts))
        for kind, parts in found.choices[:_MOST_ROWS]
    ]
    while True:
        body = _body(session, scene, found, lines)
        said = f"{lead}\n\n{body}" if lead else body
        if len(said) <= _LONGEST or not lines:
            return said
        lines = lines[:-1]


def line(scene: Scene, kind: str, parts: tuple[Part, ...]) -> str:
    """One thing to take as the message itself tells it: other days, or a change of rooms, by their name."""
    if kind in _OTHER_DAYS or kind == Instead.SPLIT_STAY:
        title, about = _title(scene, kind, parts), _words(scene, kind, parts)
        return scene.say("booking.said_line", what=title, price=about)
    return offer_words.price_line(scene, parts)


def _body(session: Session, scene: Scene, found: Found, lines: Sequence[str]) -> str:
    stay = words.dates(scene, found.wish.stay)
    values = {
        "dates": stay,
        "nights": words.nights(scene, found.wish.stay.length),
        "people": words.people(scene, found.wish.party),
        "prices": "\n".join(lines),
        "terms": offer_words.terms(session, scene, [parts for _, parts in found.choices[:_MOST_ROWS]]),
    }
    if found.reason is None:
        return scene.say("booking.offers", **values)
    moved = [kind in _OTHER_DAYS for kind, _ in found.choices[:_MOST_ROWS]]
    if any(moved) and not all(moved):
        values["terms"] = f"{scene.say('booking.some_other_dates')} {values['terms']}"
    if found.reason.why is WhyNot.FULL and (others := _others_free(scene, found)) and found.kind is not None:
        room = found.kind.name(scene.language)
        return scene.say("booking.full_but", **{**values, "room": room, "others": others})
    key = "instead_other_dates" if all(moved) else "instead"
    return scene.say(f"booking.{key}", **{**values, "why": because(scene, found)})


def _others_free(scene: Scene, found: Found) -> str:
    """The types that are free on the very same days."""
    same_days = [parts for kind, parts in found.choices if kind == Instead.OTHER_TYPE]
    return scene.list_of(list(dict.fromkeys(words.all_rooms(scene, parts) for parts in same_days)))


def because(scene: Scene, found: Found) -> str:
    """Why the wish itself cannot be, said of the guest's own dates and people."""
    refusal = found.reason or Refusal(WhyNot.FULL)
    facts = {
        "dates": words.dates(scene, found.wish.stay),
        "people": words.people(scene, found.wish.party),
        "count": str(refusal.facts.get("nights", refusal.facts.get("capacity", ""))),
    }
    if refusal.why is WhyNot.MIN_NIGHTS:
        facts["nights"] = words.nights(scene, int(refusal.facts["nights"]))
    if found.kind is not None and refusal.why in (WhyNot.FULL, WhyNot.TOO_MANY_GUESTS):
        room = found.kind.name(scene.language)
        return scene.say(f"booking.why_{refusal.why}_of_type", room=room, **facts)
    return scene.say(f"booking.why_{refusal.why}", **facts)


def _nothing(
    session: Session, scene: Scene, wanted: Wanted, found: Found, reason: Refusal, lead: str
) -> Turn:
    showing.nothing(session, scene.conversation, found.wish, reason.why)
    why = because(scene, found)
    if reason.why is WhyNot.TOO_MANY_GUESTS and found.kind is None:
        return _a_group(scene, wanted, why, lead)
    otherwise = _SAY_OTHERWISE.get(reason.why)
    if otherwise is not None:
        return asking.ask(scene, wanted.without(otherwise), lead=f"{lead}\n\n{why}" if lead else why)
    options = [Option(tap_id(NAME, "change", "dates"), scene.say("button.other_dates"))]
    if reason.why is WhyNot.FULL:
        row = _waiting_row(scene, found)
        options.append(Option(row.id, scene.say("button.tell_me")))
    options.append(Option(welcome.PERSON, scene.say("button.person")))
    body = f"{why} {scene.say('booking.nothing_near')}"
    content = Buttons(f"{lead}\n\n{body}" if lead else body, tuple(options))
    asked = Asked.among(options)
    return going(Progress(Step.CHOICE, apart=wanted.apart), wanted, content, asked, "nothing_to_offer")


def _a_group(scene: Scene, wanted: Wanted, why: str, lead: str) -> Turn:
    """More people than any rooms of these days hold together: other days would hold no more, a person may know how."""
    if scene.conversation.waiting_since is not None and wanted.nights and wanted.people:
        who, days = words.people(scene, wanted.people), words.dates(scene, wanted.nights)
        why = scene.say("booking.group_with_reception", people=who, dates=days)
    called = hand_over(scene, Reason.BOOKING)
    promised = called.says[0]
    said = (
        Text("\n\n".join(filter(None, (lead, f"{why} {promised.body}"))))
        if isinstance(promised, Text)
        else promised
    )
    turn = going(Progress(Step.CHANGE, apart=wanted.apart), wanted, said, None, "a_group")
    return replace(turn, call_person=called.call_person)


def _waiting_row(scene: Scene, found: Found) -> Option:
    wish = found.wish
    rest = (wish.check_in.isoformat(), wish.check_out.isoformat())
    return Option(
        tap_id(NAME, "wait", *rest), scene.say("button.tell_me"), scene.say("booking.tell_me_when_free")
    )


def _title(scene: Scene, kind: str, parts: tuple[Part, ...]) -> str:
    if kind == Instead.SPLIT_STAY:
        return scene.say("booking.changing_rooms")
    if kind in _OTHER_DAYS:
        return words.short_dates(scene, words.whole_stay(parts))
    return words.all_rooms(scene, parts)


def _words(scene: Scene, kind: str, parts: tuple[Part, ...]) -> str:
    """The price, and what the title does not say already."""
    total = words.money(scene, showing.total_of(parts))
    if kind == Instead.SPLIT_STAY:
        turns = " + ".join(
            f"{words.rooms(scene, part)} {words.nights(scene, part.stay.length)}" for part in parts
        )
        return scene.say("booking.row_total", what=turns, total=total)
    if kind in _OTHER_DAYS:
        what = f"{cot_words.of_parts(scene, parts)}, {words.nights(scene, words.whole_stay(parts).length)}"
        return scene.say("booking.row_total", what=what, total=total)
    return offer_words.row(scene, parts)


def _told_apart(rows: list[Option]) -> list[Option]:
    """Two rows may be about the same dates: the second has a number, so that a typed title means one of them."""
    seen: dict[str, int] = {}
    told = []
    for row in rows:
        seen[row.title] = seen.get(row.title, 0) + 1
        count = seen[row.title]
        title = row.title if count == 1 else f"{row.title[: offer_words.ROW_TITLE - 4]} ({count})"
        told.append(Option(row.id, title, row.description))
    return told
