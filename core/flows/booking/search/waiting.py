"""The waiting list as the guest sees it: asking to be told, the offer of what became free, the answer to it."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import About, Asked, StaySoFar
from core.domain.outgoing import Buttons, Content, Option, Text
from core.domain.stays import NotAStay, Stay
from core.flows.booking.asking import WISH
from core.flows.booking.money import paying
from core.flows.booking.offer import offering
from core.flows.booking.progress import NAME, Progress
from core.flows.booking.search import kinds_named
from core.flows.booking.wanted import Wanted, remembered
from core.flows.courtesy import welcome
from core.flows.flow import Tap, tap_id
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.services import cot_words, showing, templates, waitlist, words
from core.services import paying as money
from core.services.scenes import Scene
from core.services.showing import Booking
from core.services.waitlist import WaitlistEntry

_TELL_ME: Final = re.compile(
    r"(?i)\bav[ií]s[ae]\w{0,4}\b.*\b(?:liber|lugar|cancel|desocup)|lista de espera|wait(?:ing)? ?list"
    r"|(?:let me know|tell me|notify me|text me) if .*(?:free|open|cancel|becomes? available)"
    r"|\ban[oó]t[ae](?:me|nos)\b.*\b(?:liber|desocup|cancel)|\bme (?:anota|avis[ae])\b.*\b(?:liber|vag|cancel)"
    r"|\b(?:put|note|jot) (?:me|us) down (?:if|in case|for when)\b"
    r"|(?:an[oó]ta|p[oó]n[eé]?)(?:me|nos) en espera|me (?:coloca|bota|p[oõ]e) na espera"
)
# What is looked for meanwhile begins here.
_MEANWHILE: Final = re.compile(
    r"(?i)\b(?:mientras(?: tanto)?|meanwhile|in the meantime|enquanto isso|por ahora|si no|if not|se n[aã]o"
    r"|what about|is there|are there|check"
    r"|(?:y|e|and) (?:(?:hay|ten[eé]s|fijate|busc\w+|mir[aá]|tem|v[eê]|olha|look|see|what|is|do)\b))|[.;!?]\s"
)


def asked_for(said: str) -> bool:
    return _TELL_ME.search(said) is not None


def before_another(scene: Scene, meant: Understanding, here: Progress | None) -> Wanted | None:
    """ "Tell me if it frees up, and meanwhile is there anything in January?": the days that are waited for.

    None where only one stay is spoken of.
    """
    told = _TELL_ME.search(meant.text)
    cut = _MEANWHILE.search(meant.text, told.end()) if told is not None else None
    before = scene.memory.before
    if told is None or cut is None or before is None or not before.just or before.stay is None:
        return None
    if not meant.stay or any(map(str.isdigit, meant.text[: cut.start()])):
        return None
    wanted = remembered(scene, here)
    return Wanted(before.stay, before.party or wanted.party, wanted.apart)


def joined_before(session: Session, scene: Scene, wanted: Wanted) -> str:
    """They wait for these days, whatever is looked for now: how that is said."""
    turn = join(session, scene, wanted)
    said = turn.says[0]
    return said.body if turn.step == "joined_waitlist" and isinstance(said, Buttons) else ""


def join(session: Session, scene: Scene, wanted: Wanted) -> Turn:
    if wanted.missing is not None:
        return offering.go(session, scene, wanted)
    kinds = kinds_named.kinds_meant(session, wanted.party.room_type)
    try:
        wish = wanted.wish(kinds[0].slug if len(kinds) == 1 else None)
    except NotAStay:
        return offering.go(session, scene, wanted)
    entry = waitlist.join(session, scene.conversation, wish)
    body = scene.say(
        "waitlist.joined", dates=words.dates(scene, wish.stay), people=words.people(scene, wish.party)
    )
    options = (
        Option(tap_id(NAME, "anew"), scene.say("button.other_dates")),
        Option(tap_id(NAME, "unlist", str(entry.id)), scene.say("button.unlist")),
    )
    return Turn(
        says=(Buttons(body, options),),
        asked=Asked.among(options),
        memory={"misses": 0, **wanted.memory},
        step="joined_waitlist",
        wish=WISH,
        facts=(f"waitlist:{entry.id}",),
    )


def tapped(session: Session, scene: Scene, tap: Tap, here: Progress | None) -> Turn | None:
    if tap.action == "wait":
        return _wait(session, scene, tap, here)
    number = int(tap.rest[0]) if tap.rest and tap.rest[0].isdecimal() and len(tap.rest[0]) < 16 else 0
    if tap.action == "unlist":
        left = waitlist.leave(session, scene.conversation, number)
        key = "waitlist.left" if left else "waitlist.not_there"
        return Turn(says=(Text(scene.say(key)),), memory={"misses": 0}, step="left_waitlist")
    hold = money.open_hold(session, scene.conversation)
    entry = waitlist.of_hold(session, hold) if hold is not None and hold.id == number else None
    if hold is None or entry is None:
        return _too_late(scene)
    return (
        _accepted(session, scene, entry) if tap.action == "accept" else _passed(session, scene, entry, hold)
    )


def _wait(session: Session, scene: Scene, tap: Tap, here: Progress | None) -> Turn:
    wanted = remembered(scene, here)
    try:
        first, last = (date.fromisoformat(day) for day in tap.rest)
        stay = Stay(first, last)
    except (ValueError, NotAStay):
        return join(session, scene, wanted)
    said = StaySoFar(stay.check_in, stay.check_out, stay.length)
    return join(session, scene, Wanted(said, wanted.party, wanted.apart))


def _accepted(session: Session, scene: Scene, entry: WaitlistEntry) -> Turn:
    booking = waitlist.accept(session, entry)
    if booking is None:
        return _too_late(scene)
    return paying.go_on_with(session, scene, booking)


def _passed(session: Session, scene: Scene, entry: WaitlistEntry, hold: Booking) -> Turn:
    waitlist.lapse(entry, by_guest=True)
    money.let_go(session, hold)
    return Turn(says=(Text(scene.say("waitlist.passed")),), memory={"misses": 0}, step="passed_on", wish=WISH)


def _too_late(scene: Scene) -> Turn:
    options = (
        Option(tap_id(NAME, "again"), scene.say("button.search_again")),
        Option(welcome.PERSON, scene.say("button.person")),
    )
    asked = Asked.among(options)
    return Turn(
        says=(Buttons(scene.say("waitlist.too_late"), options),),
        asked=asked,
        memory={"misses": 0},
        step="too_late",
        wish=WISH,
    )


def offer(session: Session, scene: Scene, entry: WaitlistEntry, hold: Booking) -> Turn | None:
    """What became free, kept for this guest alone; as a template where the channel takes nothing else.

    Nothing where that template may not go out.
    """
    wish = waitlist.wish_of(entry)
    facts = {
        "what": scene.say(
            "booking.what",
            rooms=cot_words.of_booked(session, scene, showing.together(session, hold.id)),
            dates=words.dates(scene, wish.stay),
            nights=words.nights(scene, wish.stay.length),
            people=words.people(scene, wish.party),
        ),
        "total": words.money(scene, money.price(session, hold)),
        "until": words.hour(scene, hold.hold_until) if hold.hold_until else "",
    }
    options = (
        Option(tap_id(NAME, "accept", str(hold.id)), scene.say("button.want_it")),
        Option(tap_id(NAME, "pass", str(hold.id)), scene.say("button.no_thanks")),
    )
    content: Content = Buttons(scene.say("waitlist.free", **facts), options)
    if not scene.window_is_open:
        taps = tuple(option.id for option in options)
        template = templates.filled(
            session, scene.conversation, waitlist.TEMPLATE, scene.language, facts, taps
        )
        if template is None:
            return None
        content = template
    asked = Asked.among(options, About.YES_OR_NO)
    stay = StaySoFar(wish.check_in, wish.check_out, wish.stay.length)
    return Turn(
        says=(content,), asked=asked, memory={"stay": stay}, step="offered_what_became_free", wish=WISH
    )
