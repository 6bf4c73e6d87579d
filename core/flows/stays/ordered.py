"""A booking that is named in an order, by its code or as "mi reserva": it is about that one, whatever else is open.

"Cancelá la reserva HD9XRP" ends no search for rooms, and "cambiá mi reserva, no una nueva" begins none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import STANDS, Status
from core.domain.outgoing import Text
from core.flows.stays import progress, serving, which
from core.flows.stays.cancel import cancelling, if_cancelled
from core.flows.stays.change import against
from core.flows.stays.progress import NAME, Matter, Request, told
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import calling_off
from core.flows.understand.answers.keeping import holds_on
from core.flows.understand.answers.refusing import refuses_to_book
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.text import normalise
from core.services import paying, sending_back, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene

_CANCELS: Final = re.compile(
    r"\b(?:cancel(?:a|ar|arla|ala|alo|ame|e|en|enla|emos|o|las?)?|anul(?:a|ar|ala|en|ame|o)|desmarc(?:a|ar|o))\b"
)
_CHANGES: Final = re.compile(
    r"\b(?:cambi(?:a|ar|ame|arla|ala|en|enme|emos|o)|modific(?:a|ar|ame|ala|arla|en|o)|mov(?:er|erla|eme|e|ela)"
    r"|muev(?:e|an|ela)|pas(?:a|ar|ame|ala|arla|en)|change|move|modify|switch|reschedule|alter(?:a|ar)?"
    r"|mud(?:a|ar|e)|troc(?:a|ar)|remarc(?:a|ar)|transfere)\b"
)
_THEIRS: Final = re.compile(
    r"\b(?:mi|nuestra|my|our|a minha|minha|nossa) (?:reserva(?:cion)?|booking|reservation)\b"
    r"|\b(?:reserva|booking) (?:que ya (?:tengo|tenemos|hice)|i (?:already )?have|que (?:eu )?ja (?:tenho|fiz))\b"
)
_CALLED_OFF: Final = r"(?:cancelad[ao]|anulad[ao]|cancell?ed)"
_WHETHER: Final = re.compile(
    rf"\b(?:quedo|queda|esta|estaria|fue|ya|ficou|ta|foi|is|was|so|has|been|now|already)"
    rf"(?: (?:ya|ja|it|that|everything|todo|tudo|my|the|mi|la|a|minha|reserva|booking|been|now|already|vieja"
    rf"|anterior|primera|otra|old|previous|first|other|reservation|antiga"
    r"|primeira|outra))*"
    rf" {_CALLED_OFF}\b|\bdid you cancel\b|\bse cancelo\b|\b(?:la|lo) (?:cancelaste|cancelaron)\b"
    r"|\b(?:voces?|vcs?) cancel(?:ou|aram)\b|\b(?:cancelou|cancelaste|cancelaron|cancelaram) (?:ou|o) (?:nao|no|n)\b"
    r"|\bliber(?:ou|aste|aron|aram) (?:ou|o) (?:nao|no|n)\b"
)
_OR_NOT: Final = re.compile(r"\b(?:o|ou|or) (?:no|nao|not|n)\b[ .!]*$")
_WITHOUT_A_NO: Final = re.compile(
    r"[^.,;!?\n]*\b(?:no|nao|don'?t|do not|nunca|never)\b[^.,;!?\n]*(?:[.,;!?\n]+|$)"
)
_EVERYTHING: Final = re.compile(r"\b(?:todo|tudo|everything|all)\b")
_NOT_THAT_ONE: Final = re.compile(
    r"\b(?:no|nao) (?:quiero|queremos|quero) (?:es[ae]|est[ae]|eso|ess[ae]|isso|ningun[ao]?|nenhum[ao]?|nada)\b"
    r"|\b(?:don'?t|do not) want (?:that|this|any|anything)\b"
)
_OLD: Final = r"(?:vieja|anterior|primera|otra|antigua|old|previous|first|other|antiga|primeira|outra)"
# "And the money of the old one, has it come back?"
_ITS_MONEY: Final = re.compile(
    r"\b(?:plata|guita|sena|dinero|money|deposit|refund|dinheiro|sinal|devol\w+|reembols\w+"
    r"|reintegr\w+)\b(?: [a-z]+){0,4}?"
    rf" {_OLD}\b.*\?|\b{_OLD}\b.*\b(?:devolv\w+|reembols\w+|reintegr\w+|refund(?:ed)?|back|devolta)\b.*\?"
)
_BEFORE_A_QUESTION: Final = re.compile(r"^\W*(?:entonces|so|entao|osea|o sea)\b")
_FEW_WORDS: Final = 14


def overheard(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Where this very matter is talked of already its open question is answered instead."""
    plain = normalise(meant.text)
    matter = _ordered(plain, meant)
    here = progress.of(scene)
    if matter is None or meant.names & FOR_RECALL or if_cancelled.is_asked(plain):
        return None
    if here is not None and here.request.matter is matter:
        return None
    booking = _named(session, scene, meant, plain)
    if booking is None:
        return None
    changes = against.changes(scene, booking, meant) if matter is Matter.CHANGE else {}
    if matter is Matter.CHANGE and not changes and meant.entities.room_type:
        return None  # another room for the same nights
    turn = serving.serve(session, scene, Request(matter, changes=changes), booking)
    return replace(turn, flow=NAME, by=NAME)


def _ordered(plain: str, meant: Understanding) -> Matter | None:
    if holds_on(meant.text):
        return None
    if _CANCELS.search(plain) is not None:
        return Matter.CANCEL
    return Matter.CHANGE if _CHANGES.search(plain) is not None else None


def _named(session: Session, scene: Scene, meant: Understanding, plain: str) -> Booking | None:
    """By its code; else the only one that is theirs, where no room is held: as such, or by nights of its own."""
    codes = which.codes_in(meant)
    if codes:
        found = which.find(session, scene, codes, meant)
        return found if found is not None and found.status in STANDS else None
    if paying.open_hold(session, scene.conversation) is not None:
        return None
    theirs = which.candidates(session, scene, Matter.CANCEL)
    if len(theirs) != 1 or theirs[0].status not in STANDS:
        return None
    named = _THEIRS.search(plain) is not None or _and_books_nothing(meant)
    return theirs[0] if named or _within(scene, theirs[0], meant) else None


def _and_books_nothing(meant: Understanding) -> bool:
    """ "I don't want to book anything, I want to CANCEL": the search is not meant, for it can only be left."""
    plain = normalise(meant.text)
    if _EVERYTHING.search(plain) is not None and calling_off.is_ordered_beside(plain):
        return True
    if not refuses_to_book(meant.text) and _NOT_THAT_ONE.search(plain) is None:
        return False
    rest = _WITHOUT_A_NO.sub("", plain)
    return calling_off.is_ordered(rest) or calling_off.is_ordered_beside(rest)


def _within(scene: Scene, booking: Booking, meant: Understanding) -> bool:
    """ "Cambiame a dos noches, del 9 al 11" of whoever has booked from the 9th to the 12th."""
    told = against.changes(scene, booking, meant)
    first, last = told.get("check_in"), told.get("check_out")
    if first is None or last is None:
        return False
    return bool(booking.check_in.isoformat() <= first < last <= booking.check_out.isoformat())


def whether_cancelled(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "So is it cancelled?": from the booking itself; one that stands can be cancelled from the answer."""
    whole, part = normalise(scene.words), normalise(meant.text)
    plain = whole if _OR_NOT.search(whole) else part
    asks = "?" in meant.text or bool(_BEFORE_A_QUESTION.search(part) or _OR_NOT.search(plain))
    of_its_money = _ITS_MONEY.search(plain) is not None
    if not asks or not (of_its_money or _WHETHER.search(plain)) or len(plain.split()) > _FEW_WORDS:
        return None
    if meant.names & FOR_RECALL or if_cancelled.is_asked(plain):
        return None
    if paying.open_hold(session, scene.conversation) is not None:
        return None
    named = which.find(session, scene, which.codes_in(meant), meant)
    lately = [named] if named is not None else which.candidates(session, scene, Matter.REFUND)
    over = [one for one in lately if one.status == Status.CANCELLED]
    standing = [one for one in lately if one.status in STANDS]
    if not over and not standing:
        return None
    if over and standing and named is None:
        return _gone_and_standing(session, scene, over[0], standing[0])
    if of_its_money:
        return None
    if not standing:
        turn = serving.serve(session, scene, Request(Matter.STATUS), over[0])
        return replace(turn, flow=NAME, by=NAME)
    lead = scene.say("stay.not_cancelled", code=standing[0].code)
    turn = cancelling.serve(session, scene, Request(Matter.CANCEL), standing[0], lead)
    return replace(turn, flow=NAME, by=NAME)


def _gone_and_standing(session: Session, scene: Scene, gone: Booking, stands: Booking) -> Turn:
    """Whoever has booked anew after cancelling hears of both, and nobody offers to cancel the new one."""
    lines = [scene.say("stay.is_cancelled", code=gone.code)]
    way = sending_back.way_of(session, showing.together(session, gone.id))
    if way.under_way or way.done:
        key, amount = ("stay.going_back", way.under_way) if way.under_way else ("stay.went_back", way.done)
        lines.append(scene.say(key, amount=words.money(scene, amount), code=gone.code))
    lines.append(scene.say(f"stay.title_{stands.status}", code=stands.code))
    turn = told(Text("\n".join(lines)), Matter.STATUS, "told_of_both", gone.code)
    return replace(turn, flow=NAME, by=NAME)
