"""The door of everything about a booking that stands: whose message it is, and which step hears it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.flows import composing
from core.flows.flow import Flow, Shared, Tap
from core.flows.person.handover import promise
from core.flows.stays import before, heard, ordered, progress, serving, taps, which
from core.flows.stays.cancel import after_cancelling, carried_over, if_cancelled, refund_beside
from core.flows.stays.change import (
    about_proposed,
    against,
    agreed_too,
    changing,
    declining,
    if_changed,
    joined,
    longer,
    older,
    passed_on,
    told_anew,
)
from core.flows.stays.hour import hours_off
from core.flows.stays.owed import how_to_pay, owed_and_more, paid_before, too_much
from core.flows.stays.progress import NAME, Matter, Request, Step
from core.flows.stays.told import (
    added,
    again,
    asked_of_it,
    elsewhere,
    in_the_name,
    introduced,
    key_of_the_door,
    on_it,
    somebody_comes,
)
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import calling_off
from core.flows.understand.answers.keeping import holds_on
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.money.paid import refuses_to_pay
from core.flows.understand.text import normalise
from core.services import paying
from core.services.scenes import Scene

_OWNER: Final = re.compile(
    r"\b(?:dono|dona do hotel|dueno|duena|owner|gerente|manager|encargad[oa]|responsavel|supervisor[a]?)\b"
)
_COMES_BACK: Final = re.compile(
    r"\b(?:devol\w*|devuelv\w*|reembols\w*|reintegr\w*|refund\w*|(?:comes?|coming|get|give|money) (?:it )?back)\b"
)
_WEIGHS_MORE: Final = FOR_RECALL | {"cancel_booking", "modify_booking"}
_LEFT_AS_IT_IS: Final = re.compile(
    r"\b(?:leave (?:it|everything|all) (?:alone|as (?:(?:it|they) )?(?:is|are))|don'?t (?:touch"
    r"|change) (?:anything|a thing)"
    r"|dej[ae](?:n|lo|la)? todo (?:como esta|asi|igual)|no (?:toques|toquen|cambies|cambien|muevas) nada"
    r"|(?:mant[eé]n\w*|manten[eg]\w*|mantem|mantenha|keep|segue|sigue) (?:todo|tudo|everything|it all|all)"
    r" (?:como (?:esta|ta|estaba)|igual|assim|asi|as (?:it )?(?:is|was)|the same)"
    r"|deix[ae]m? tudo (?:como (?:esta|ta)|assim|igual)|nao (?:mexe|mexa|muda|mude)(?: em)? nada)\b"
)
_CANCEL: Final = re.compile(r"(?i)\bcancel")


class Stays(Flow):
    name = NAME
    wishes = frozenset(map(str, serving.WAYS))

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        here = progress.of(scene)
        if here is not None:
            turn = heard.hear(session, scene, meant, here)
            if turn is not None or not meant.answer:
                return turn
        matter = _wished(meant)
        if matter is None:
            return None
        if matter is Matter.REFUND and calling_off.is_ordered_beside(meant.text):
            matter = Matter.CANCEL if which.candidates(session, scene, Matter.CANCEL) else matter
        if _only_asks(session, scene, matter, meant):
            return None
        if matter is Matter.PAY and _is_of_a_room_to_come(session, scene, meant):
            return None
        if matter in before.ASKED_BEFORE and before.has_none(session, scene, matter, meant):
            return before.answer(session, scene, matter, meant)
        if matter is Matter.CANCEL and _comes_on_other_days(session, scene, meant):
            matter = Matter.CHANGE
        changes = against.changes_of_theirs(session, scene, meant) if matter is Matter.CHANGE else {}
        if matter is Matter.CHANGE and not changes and here is not None and here.request.changes:
            return self.again(session, scene)  # of the change that was put before them
        request = which.with_hour(Request(matter, changes=changes), meant)
        turn = serving.begin(session, scene, request, meant)
        return _also_for_the_owner(scene, turn) if _OWNER.search(normalise(meant.text)) else turn

    def shares(self, session: Session, scene: Scene, meant: Understanding) -> Shared | None:
        return agreed_too.heard(session, scene, meant)

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        for hears in (
            before.overheard,
            carried_over.overheard,
            about_proposed.overheard,
            declining.overheard,
            declining.after_all,
            passed_on.overheard,
            older.overheard,
            hours_off.overheard,
            owed_and_more.overheard,
            key_of_the_door.overheard,
            elsewhere.overheard,
            in_the_name.overheard,
            again.that_again,
            again.and_more,
            on_it.told,
            too_much.told,
            if_changed.told,
            if_cancelled.told,
            _not_to_be_cancelled,
            _left_as_it_is,
            ordered.whether_cancelled,
            ordered.overheard,
            _doubts_the_rule,
            after_cancelling.other_dates,
            after_cancelling.the_money_sent,
            refund_beside.overheard,
            how_to_pay.overheard,
            asked_of_it.how_it_stands,
            asked_of_it.overheard,
            asked_of_it.the_car,
            joined.overheard,
            paid_before.overheard,
            added.overheard,
            somebody_comes.overheard,
            told_anew.overheard,
            longer.overheard,
            introduced.overheard,
        ):
            if (turn := hears(session, scene, meant)) is not None:
                return turn
        return None

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        return taps.tapped(session, scene, tap)

    def again(self, session: Session, scene: Scene) -> Turn | None:
        """The open question with its buttons, as things stand now."""
        here = progress.of(scene)
        if here is None or here.step is Step.CODE:
            return None
        booking = which.find(session, scene, [here.code] if here.code else [], None)
        if booking is None:
            return which.again(session, scene, here)
        return serving.serve(session, scene, here.request, booking)


def _comes_on_other_days(session: Session, scene: Scene, meant: Understanding) -> bool:
    """ "We can't come from the 4th to the 6th, could it be the 11th to the 13th?" calls nothing off."""
    if not meant.stay.complete or _CANCEL.search(meant.text):
        return False
    said = against.changes_of_theirs(session, scene, meant)
    theirs = [
        (one.check_in.isoformat(), one.check_out.isoformat())
        for one in which.standing(session, scene, Matter.CHANGE)
    ]
    days = (said.get("check_in"), said.get("check_out"))
    return len(theirs) == 1 and None not in days and days not in theirs


def _doubts_the_rule(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "What do you mean nothing comes back?", said to what cancelling costs: the rule once more, and reception."""
    here = progress.of(scene)
    if here is None or here.request.matter is not Matter.CANCEL or here.code is None:
        return None
    if not _COMES_BACK.search(normalise(meant.text)) or meant.agrees or meant.names & _WEIGHS_MORE:
        return None
    if calling_off.is_ordered_first(meant.text):
        return None
    booking = which.find(session, scene, [here.code], None)
    if booking is None or booking.status == Status.HELD:
        return None
    turn = serving.serve(session, scene, Request(Matter.REFUND), booking)
    return replace(turn, flow=NAME, by=NAME, goes_on=here.to_json(), asked=scene.memory.asked)


def _also_for_the_owner(scene: Scene, turn: Turn) -> Turn:
    """ "Cancel it then, and talk to the owner": both, or half of it is lost."""
    if turn.call_person is not None or not turn.says:
        return turn
    said = [Answer("human", promise(scene, Reason.ASKED))]
    return replace(composing.reply(scene, said, turn), call_person=Reason.ASKED_SERVICE, wish=turn.wish)


def _not_to_be_cancelled(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Please don't cancel my booking", said of their own accord: how it stands says that nobody does."""
    if scene.memory.flow is not None or not _CANCEL.search(meant.text) or not holds_on(meant.text):
        return None
    found = which.candidates(session, scene, Matter.STATUS)
    if len(found) != 1 or found[0].status == Status.HELD or meant.names & FOR_RECALL:
        return None
    return serving.serve(session, scene, Request(Matter.STATUS), found[0])


def _left_as_it_is(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Please leave everything as it is", with nothing asked: so it is, and for whom."""
    if (
        not _LEFT_AS_IT_IS.search(normalise(meant.text))
        or scene.memory.before is not None
        or "?" in meant.text
    ):
        return None
    if meant.stay or not which.nothing_else_is_open(session, scene):
        return None
    found = which.standing(session, scene, Matter.STATUS)
    if len(found) != 1 or meant.names & FOR_RECALL:
        return None
    return replace(changing.as_it_was(scene, found[0]), flow=NAME, by=NAME)


def _only_asks(session: Session, scene: Scene, matter: Matter, meant: Understanding) -> bool:
    """ "Can one cancel?", "may I leave my bags before check-in?": answered by the rules, of no booking."""
    if matter in (Matter.EARLY, Matter.LATE) and "luggage" in meant.entities.amenities:
        return "ask_amenity" in meant.names and not which.candidates(session, scene, matter)
    asks = matter is Matter.CANCEL and "ask_policy" in meant.names and "?" in meant.text
    return asks and not which.candidates(session, scene, matter)


def _is_of_a_room_to_come(session: Session, scene: Scene, meant: Understanding) -> bool:
    """The booking dialogue waits for this money, or how it will be paid is told with the order of a room."""
    if paying.open_hold(session, scene.conversation) is not None:
        return True
    orders = meant.stay.complete and meant.names & {"book", "ask_availability"}
    return bool(orders) and not which.candidates(session, scene, Matter.PAY)


def _wished(meant: Understanding) -> Matter | None:
    """The clearest of several; who has paid and wants something else does not want to pay."""
    wished = [Matter(guess.name) for guess in meant.intents if guess.name in Stays.wishes]
    if refuses_to_pay(meant.text):
        wished = [matter for matter in wished if matter is not Matter.PAY]
    if len(meant.names) > 1 and paid_before.is_told(normalise(meant.text)):
        wished = [matter for matter in wished if matter is not Matter.PAY]
    if Matter.REFUND in wished:
        wished = [matter for matter in wished if matter is not Matter.PAY]
    if {Matter.CANCEL, Matter.REFUND} <= set(wished):
        return Matter.CANCEL  # what comes back is told before anything is given up
    return next(iter(wished), None)
