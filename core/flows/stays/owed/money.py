"""A booking's money in the chat: the rest of it, its way back, and the paper for it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.access import House
from core.domain.bookings import STANDS, Status
from core.domain.conversations import Reason
from core.domain.outgoing import LinkButton, Text
from core.domain.payments import Purpose
from core.flows.facts import rules
from core.flows.person.handover import hand_over
from core.flows.stays.approving import ask_staff
from core.flows.stays.cancel import cancelling
from core.flows.stays.progress import Matter, Request, told
from core.flows.stays.told import standing
from core.flows.turn import Turn
from core.services import calling_off, paying, payments, sending_back, showing, words
from core.services.own_stays import Booking
from core.services.scenes import Scene


def pay(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    """What is still to be paid, by link or by transfer, as far as the hotel takes them."""
    if booking.status not in STANDS:
        return standing.serve(session, scene, request, booking)
    balance = payments.purse(session, booking).balance
    if balance.minor <= 0:
        return told(
            Text(scene.say("stay.paid_already", code=booking.code)), Matter.PAY, "paid_already", booking.code
        )
    owing = scene.say("stay.owing", code=booking.code, amount=words.money(scene, balance))
    asked = payments.ask(session, House(booking.hotel_id), booking, Purpose.BALANCE)
    if asked is not None and asked.link_url:
        content = LinkButton(owing, scene.say("button.pay"), asked.link_url)
        return told(content, Matter.PAY, "sent_link", booking.code)
    if asked is not None:
        return told(
            Text(f"{owing} {scene.say('stay.link_comes')}"), Matter.PAY, "asked_for_link", booking.code
        )
    account = paying.account_words(session, scene.hotel, scene.language)
    if not account:
        return hand_over(scene, Reason.BOOKING, "no_way_to_pay")
    said = scene.say("stay.by_transfer", owing=owing, account=account)
    return told(Text(said), Matter.PAY, "told_account", booking.code)


def refund(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    """How far the money is; where none goes back a person looks."""
    way = sending_back.way_of(session, showing.together(session, booking.id))
    if way.under_way:
        said = scene.say("stay.going_back", amount=words.money(scene, way.under_way), code=booking.code)
        return told(Text(said), Matter.REFUND, "refund_under_way", booking.code)
    if way.done:
        said = scene.say("stay.went_back", amount=words.money(scene, way.done), code=booking.code)
        return told(Text(said), Matter.REFUND, "refund_done", booking.code)
    turn = with_a_person(session, scene, request, booking)
    rule = _by_the_rule(session, scene, booking)
    first = turn.says[0]
    if not rule or not isinstance(first, Text):
        return turn
    return replace(turn, says=(Text(f"{rule}\n{first.body}"),), step="refund_by_the_rule")


def _by_the_rule(session: Session, scene: Scene, booking: Booking) -> str:
    """What the rule that was agreed on says in money, of a stay that stands and of one that is cancelled."""
    group = showing.together(session, booking.id)
    standing_yet = [one for one in group if one.status == Status.CONFIRMED]
    if standing_yet:
        names = showing.names_of(session, standing_yet, scene.language)
        dates = words.dates(scene, words.from_to(standing_yet))
        what = scene.say("stay.cancel_what", code=booking.code, rooms=names, dates=dates)
        costs = cancelling.in_money(scene, calling_off.costs(session, standing_yet))
        return "\n".join(filter(None, (what, costs, rules.kept_as_credit(session, scene))))
    purse = payments.purse(session, booking)
    if booking.status != Status.CANCELLED or not purse.paid or purse.paid.minor > purse.owed.minor:
        return ""
    kept = scene.say("stay.kept_by_the_rule", code=booking.code, paid=words.money(scene, purse.paid))
    return f"{kept} {rules.kept_as_credit(session, scene)}".strip()


def with_a_person(session: Session, scene: Scene, request: Request, booking: Booking, lead: str = "") -> Turn:
    """Invoices, and money that should come back: people deal with them, and know which booking it is about."""
    say, language = scene.voice.say, scene.hotel.language
    what = say(language, "stay.task_about", matter=say(language, f"wish.{request.matter}"), code=booking.code)
    return ask_staff(session, scene, booking, what, request.matter)
