"""A way to pay told or asked about while a room is held: taken, told to be none, or another found for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking import progress
from core.flows.booking.asking import going
from core.flows.booking.hold import giving_up, kept
from core.flows.booking.money import at_hotel, paid_without_proof, paying, way_said, without_asking
from core.flows.booking.progress import NAME, Step, any_way
from core.flows.booking.wanted import Wanted, remembered, says_anything
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over, promise
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.questions import asks
from core.flows.understand.answers.sealing import brings_money
from core.flows.understand.money.of_the_account import asks_whose_account
from core.flows.understand.money.paid import says_paid
from core.flows.understand.money.paying_now import demands
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.showing import Booking

# "When I pay" asks for nothing.
_ASKS: Final = re.compile(
    r"\?|\b(?:cuant[oa]s?|quant[oa]s?|how|como|donde|onde|where|cual|qual|which|what)\b"
)


def sent_at_once(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """ "Send me the link, I'll pay now and sort it out with the others later": no question, and nothing to look up."""
    here = progress.of(scene)
    if (
        here is None
        or here.step is not Step.PAY
        or scene.taps
        or "?" in meant.text
        or not demands(meant.text)
    ):
        return None
    booking = money.open_hold(session, scene.conversation)
    if booking is None or giving_up.tap_of_a_yes(scene):
        return None  # a change waits for its yes: another sum would be owed
    if meant.undoes or says_anything(meant) or way_said.is_refused(scene, meant.text):
        return None
    turn = heard(session, scene, remembered(scene, here), booking, meant.text)
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def heard(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn | None:
    """The way they named where it can be; else the ways there are, or how the hold stands."""
    ways = money.ways(session, scene.hotel)
    looked_at = kept.is_checked(booking) and (says_paid(said) or not way_said.TRANSFER.search(said))
    if looked_at or way_said.asks_until_when(said):
        return paying.where(session, scene, wanted, booking)
    if Way.HOTEL in money.ways(session, scene.hotel, booking) and at_hotel.said(said):
        return paying.ask_for_money(session, any_way(scene), wanted, booking, "")
    if way_said.BROKEN.search(said) and Way.LINK in ways and not way_said.TRANSFER.search(said):
        turn = paying.pay_by(session, scene, wanted, booking, Way.LINK, scene.say("booking.link_again"))
        return turn if Way.TRANSFER not in ways else _with_the_other_way(scene, turn)
    if says_paid(said):
        return paid_without_proof.not_seen_yet(session, scene, wanted, booking)
    left = way_said.without_what_cannot_be(said)
    if way_said.names_one(said) and not way_said.names_one(left):
        return _by_another(session, scene, wanted, booking, said)
    if (way_said.TRANSFER.search(left) or asks_whose_account(said)) and Way.TRANSFER in ways:
        return _by_transfer(session, scene, wanted, booking, said)
    if way_said.LINK.search(left) and Way.LINK not in ways and left != normalise(said):
        return _by_another(session, scene, wanted, booking, said)
    if way_said.LINK.search(left):
        return _by_link(session, scene, wanted, booking, said) if Way.LINK in ways else None
    return _by_any(session, scene, wanted, booking, said)


def _by_any(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn:
    """ "I'll pay in a minute" needs no account once more; whoever asks for it does."""
    another = way_said.asks_for_another(said)
    asked = any_way(scene) if another else scene
    turn = paying.ask_for_money(session, asked, wanted, booking, "")
    if another or demands(said) or _ASKS.search(normalise(said)):
        return turn
    here = progress.of(scene)
    if here is not None and here.way is not None:
        return without_asking.without_it(session, scene, booking, turn)
    return without_asking.twice_in_a_row(session, scene, booking, turn)


def _by_transfer(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn:
    """Whoever says that it goes now has read the account, if it was told in what they read last."""
    turn = paying.pay_by(session, scene, wanted, booking, Way.TRANSFER)
    account = money.account_words(session, scene.hotel, scene.language)
    goes = brings_money(said) and not demands(said) and account in (scene.memory.said or "")
    return without_asking.twice_in_a_row(session, scene, booking, turn) if goes else turn


def _by_link(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn:
    """It takes cards as well, which nobody sees in its name."""
    if not way_said.by_card(said):
        return paying.pay_by(session, scene, wanted, booking, Way.LINK)
    here = progress.of(scene)
    sent = here is not None and here.way == Way.LINK and asks(said)
    if here is not None and sent and "link" in normalise(said):
        works = Text(scene.say("booking.card_works"))
        return going(here, wanted, works, scene.memory.asked, "told_card_works", (f"booking:{booking.code}",))
    return paying.pay_by(session, scene, wanted, booking, Way.LINK, scene.say("booking.card_by_link"))


def _by_another(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn:
    """The way that was named cannot be: the hotel's others, and where there is none reception finds one."""
    barred = {
        way
        for way, named in ((Way.TRANSFER, way_said.TRANSFER), (Way.LINK, way_said.LINK))
        if named.search(said)
    }
    others = [way for way in money.ways(session, scene.hotel, booking) if way not in barred]
    if len(others) == 1:
        return paying.pay_by(session, scene, wanted, booking, others[0])
    if others:
        return paying.ask_for_money(session, scene, wanted, booking, "")
    body = f"{kept.still_kept(session, scene, booking)} {promise(scene, Reason.BOOKING)}"
    turn = hand_over(scene, Reason.BOOKING, "no_way_to_pay")
    return replace(turn, says=(Text(body),), facts=(f"booking:{booking.code}",))


def _with_the_other_way(scene: Scene, turn: Turn) -> Turn:
    option = Option(tap_id(NAME, "pay", Way.TRANSFER), scene.say("button.pay_transfer"))
    extra = Buttons(scene.say("booking.or_transfer"), (option,))
    return replace(turn, says=(*turn.says, extra))
