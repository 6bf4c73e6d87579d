"""Extra hours given up, "forget the late check-out": what that changes and costs less, a yes, and money back."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Option, Text
from core.domain.refusals import Refused
from core.flows.flow import tap_id
from core.flows.stays import which
from core.flows.stays.approving import ask_staff
from core.flows.stays.buttons import Stamp, ask_yes, button, still_true
from core.flows.stays.cancel.cancelling import money_back
from core.flows.stays.hour.sides import Side, side_of
from core.flows.stays.progress import NAME, Matter, Progress, Request, Step, of, told
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.text import normalise
from core.services import extra_hours, own_changes, wording, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_OFF: Final = "off"
_UNDOES: Final = (
    r"(?:cancel\w*|anul\w*|olvid\w*|esquec\w*|forget|scrap|drop|remove|undo|take (?:it |that )?off|skip"
    r"|sac(?:a|ame|ala|alo|anos|alen|ar)|quit(?:a|ame|ala|alo|ar|en)|tir(?:a|ar|e)"
    r"|dej(?:a|alo|ala|emos)(?! (?:me|nos|que|salir|quedar\w*|irnos|irme|hacer)\b)"
    r"|deix(?:a|e)(?! (?:eu|me|nos|a gente|sair|ficar|fazer)\b)|desist\w*|never ?mind|nvm|no longer|not any ?more)"
)
_NEEDLESS: Final = (
    r"(?:(?:ya )?no (?:la |lo )?(?:quiero|queremos|necesit\w+|hace falta|va(?:mos)? a (?:usar|necesitar))"
    r"|(?:do not|don'?t|dont|won'?t|no longer) (?:need|want)|no need"
    r"|nao (?:(?:vou|vamos) )?(?:quero|queremos|precis\w+)|ja nao)"
)
# The whole stay called off is no matter of its hours.
_ALL_OF_IT: Final = re.compile(
    r"\b(?:cancel\w*|anul\w*) (?:\w+ ){0,2}?(?:reservas?|booking|reservation|room|quarto|habitacion|estadia|stay"
    r"|todo|tudo|everything)\b"
)
_UNDO: Final = re.compile(rf"\b(?:{_UNDOES}|{_NEEDLESS})\b")
_LATE: Final = re.compile(
    r"\blate ?-?(?:check ?-?)?out\b|\b(?:el|del|o|do|the|that) late\b(?! (?:arriv|check ?-?in|night))"
    r"|\b(?:salida|saida|salir|sair|irnos|irme|check ?-?out) (?:(?:mas|mais) )?(?:tarde|tardi[ao])"
    r"|\b(?:sair|salir) depois\b|\b(?:leav\w+|stay(?:ing)?|check ?-?out) (?:later?|longer)\b"
    r"|\b(?:quedarnos|quedarme|ficar) (?:hasta|ate) (?:las |as )?\d|\bhoras? (?:extras?|de mas|a mais)\b"
    r"|\bextra hours?\b"
)
_EARLY: Final = re.compile(
    r"\bearly ?-?check ?-?in\b|\b(?:entrada|entrar|llegar|check ?-?in) (?:(?:mas|mais) )?"
    r"(?:temprano|antes|cedo|antecipad[ao]|anticipad[ao])\b|\bcheck(?:ing)? ?-?in earl(?:y|ier)\b"
)
_IT: Final = re.compile(
    r"(?:(?:no|nao|nah?|mejor|melhor|al final|actually|na verdade|perdon|sorry|che|ah|oh|ok|bueno|wait|pera|ya|then"
    r"|entonces|entao|please|porfa|por favor|it|that|eso|isso|lo|la|mas|more|mais|precisa|hace falta|need|want"
    r"|pagar|pay|for)[ ,.!]*)*"
)
_USUAL: Final = re.compile(
    r"\b(?:salimos|salgo|nos vamos|me voy|nos iremos|saldremos|(?:we|i)(?:'?ll| will)? (?:leave|check ?out|be out)"
    r"|leaving|saimos|saio|vamos sair|vou sair|a gente sai)\b"
)
_ASKS: Final = re.compile(
    r"\b(?:cuanto|quanto|how much|puedo|podria|posso|can i|could i|what if|y si|e se|se puede)\b.*\?"
)


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    here = of(scene)
    if here is not None and here.yes and f":{_OFF}:" in here.yes:
        return None  # its own question stands open
    matter = given_up(scene, meant)
    if matter is None:
        return None
    side = side_of(matter)
    found = which.standing(session, scene, matter)
    agreed = [one for one in found if side.agreed(one) is not None]
    if len(agreed) == 1:
        return replace(restate(session, scene, side, agreed[0]), flow=NAME, by=NAME)
    if agreed or len(found) != 1 or here is not None:
        return None  # an hour that is only asked about is let be by its own question
    if any(one.needs_approval for one in side.verbs.options(session, found[0].id)):
        say, language = scene.voice.say, scene.hotel.language
        about = " ".join(meant.text.split())[:160]
        what = say(language, "stay.task_about", matter=about, code=found[0].code)
        return replace(ask_staff(session, scene, found[0], what, matter), by=NAME)
    said = scene.say(f"stay.{side.word}_none", **_usual(scene, side))
    return replace(_said(said, side, "no_hours_to_give_up", found[0]), flow=NAME, by=NAME)


def given_up(scene: Scene, meant: Understanding) -> Matter | None:
    """Named, or right after it was spoken of. What giving it up would cost is told with the question for a yes."""
    plain = normalise(meant.text)
    undo = _UNDO.search(plain)
    if _ALL_OF_IT.search(plain) or (undo is None and not _leaves_as_usual(scene, plain, meant)):
        return None
    if _LATE.search(plain):
        return Matter.LATE
    if _EARLY.search(plain):
        return Matter.EARLY
    if _ASKS.search(plain):
        return None
    lately = scene.memory.wish if scene.memory.wish in (Matter.LATE, Matter.EARLY) else None
    rest = _UNDO.sub(" ", plain).strip(" ,.!")
    alone = _IT.fullmatch(rest) is not None and bool(undo)
    return Matter(lately) if lately and (alone or _leaves_as_usual(scene, plain, meant)) else None


def _leaves_as_usual(scene: Scene, plain: str, meant: Understanding) -> bool:
    """ "We leave at 10", where the house's hour is 10 and a later one was spoken of last."""
    hours = [one.at for one in meant.entities.times]
    late = scene.memory.wish == Matter.LATE and "?" not in plain
    return late and _USUAL.search(plain) is not None and bool(hours) and max(hours) <= scene.hotel.check_out


def restate(session: Session, scene: Scene, side: Side, booking: Booking, lead: str = "") -> Turn:
    facts = {"hour": _hour(scene, side.agreed(booking)), "code": booking.code, **_usual(scene, side)}
    lines = [lead, scene.say(f"stay.{side.word}_off", day=_day(scene, side, booking), **facts)]
    lines.append(_money(session, scene, side, booking))
    body = " ".join(line for line in (*lines, scene.say("stay.shall_i")) if line)
    yes = button(_OFF, booking, scene, side.matter)
    here = Progress(Step.YES, Request(side.matter), booking.code, yes)
    no = Option(tap_id(NAME, "leave", side.matter, booking.code), scene.say("button.no_thanks"))
    return ask_yes(
        scene, here, body, Option(yes, scene.say("button.yes_please")), no, f"restated_{side.word}_off"
    )


def _money(session: Session, scene: Scene, side: Side, booking: Booking) -> str:
    off = extra_hours.charged_for(session, side.stretch, booking)
    if off.minor <= 0:
        return ""
    back = own_changes.back_for_hours(session, booking, side.stretch)
    amounts = {"amount": words.money(scene, off)}
    if back:
        return scene.say("stay.off_your_bill_back", refund=words.money(scene, back), **amounts)
    return scene.say("stay.off_your_bill", **amounts)


def agree(session: Session, scene: Scene, stamped: Stamp, booking: Booking) -> Turn:
    """The button under it; given up already it only says which hour it is now."""
    side = side_of(Matter.EARLY if stamped.rest[:1] == (Matter.EARLY,) else Matter.LATE)
    if side.agreed(booking) is None:
        said = scene.say(f"stay.{side.word}_none", **_usual(scene, side))
        return _said(said, side, "no_hours_to_give_up", booking)
    if not still_true(stamped, booking, scene):
        return restate(session, scene, side, booking, scene.say("stay.looked_again"))
    off = extra_hours.charged_for(session, side.stretch, booking)
    token = f"chat:{side.word}_off:{booking.id}:{booking.version}"
    try:
        sent = own_changes.call_off_hours(session, booking, side.stretch, token)
    except Refused:
        say, language = scene.voice.say, scene.hotel.language
        what = say(
            language, "stay.task_about", matter=say(language, f"wish.{side.matter}"), code=booking.code
        )
        return ask_staff(session, scene, booking, what, side.matter)
    lines = [scene.say(f"stay.{side.word}_off_done", day=_day(scene, side, booking), **_usual(scene, side))]
    if off.minor > 0:
        lines.append(scene.say("stay.off_your_bill", amount=words.money(scene, off)))
    lines += money_back(session, scene, booking, sent)
    return _said("\n".join(lines), side, f"{side.word}_given_up", booking)


def _said(said: str, side: Side, step: str, booking: Booking) -> Turn:
    return told(Text(said), side.matter, step, booking.code)


def _usual(scene: Scene, side: Side) -> dict[str, str]:
    return {"departure" if side.late else "arrival": _hour(scene, side.usual(scene))}


def _day(scene: Scene, side: Side, booking: Booking) -> str:
    return words.day(scene, booking.check_out if side.late else booking.check_in)


def _hour(scene: Scene, at: time | None) -> str:
    return wording.hour(scene.language, scene.hotel.country, at) if at is not None else ""
