"""Words while a room is held and its money awaited: a way to pay, questions about it, other wishes, second thoughts."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from core.domain.outgoing import Text
from core.flows.booking import asking
from core.flows.booking.asking import going
from core.flows.booking.hold import (
    another_name,
    giving_up,
    holding_on,
    kept,
    left_as_it_is,
    only_one_of_them,
    swapping,
    wished_otherwise,
)
from core.flows.booking.money import not_from_there, paying, way_for_a_hold, way_said, without_asking
from core.flows.booking.offer import per_head
from core.flows.booking.order import naming
from core.flows.booking.progress import Progress
from core.flows.booking.wanted import Wanted, remembered, says_anything
from core.flows.stays.told import pass_again
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.answers.calling_off import is_ordered_beside
from core.flows.understand.answers.dropped import is_waved_aside
from core.flows.understand.answers.keeping import asks_until_when, changes_nothing, holds_on
from core.flows.understand.answers.refusing import only_asked, refuses_to_book
from core.flows.understand.answers.sealing import asks_how_to_pay
from core.flows.understand.money import rides
from core.flows.understand.money.of_the_account import asks_whose_account
from core.flows.understand.money.paid import says_paid, says_unpaid
from core.flows.understand.money.paying_now import demands
from core.flows.understand.own_stay.own_booking import asks_its_price, asks_what_it_is
from core.flows.understand.stay.days_of_money import day_of_paying
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services import words
from core.services.scenes import Scene
from core.services.showing import Booking

_BESIDE_A_NAME: Final = frozenset({"no", "inform", "modify_booking", "out_of_scope"})
_EARS: Final = (
    only_one_of_them.of_a_hold,
    swapping.heard,
    holding_on.for_a_part,
    holding_on.heard,
    holding_on.when_it_counts,
    holding_on.while_they_decide,
)


def heard(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn | None:
    """Words while money is awaited. What is not about the hold is for others; the hold is then named once more."""
    names, said = meant.names, meant.text
    wanted = remembered(scene, here)
    if (first := _before_all_else(session, scene, meant, booking, here)) is not None:
        return first
    aside = next((turn for hears in _EARS if (turn := hears(session, scene, meant, booking))), None)
    aside = aside or (_shared_out(session, scene, booking, here) if per_head.asked_for(meant) else None)
    beside_a_yes = naming.beside_a_yes(meant)
    name = naming.signed(meant) or beside_a_yes
    if name and (names <= _BESIDE_A_NAME or beside_a_yes or naming.gives_another(meant)):
        if wished_otherwise.tells_of_others(session, scene, meant, booking, here) and not meant.stay:
            others = wished_otherwise.look_for_it(session, scene, meant, booking, here)
            return another_name.beside(session, scene, booking, name, others)
        at = kept.wanted_of(session, booking) if meant.changes else wanted
        aside = aside or another_name.of_a_hold(session, scene, at, booking, name)
    if aside is not None:
        return aside
    otherwise = wished_otherwise.is_wished(session, scene, meant, booking, here)
    bare_no = names - {"thanks"} == {"no"} and "?" not in said and not way_said.names_one(said)
    says_no = (
        bare_no
        and giving_up.is_said_by_a_no(said)
        and not wished_otherwise.tells_of_others(session, scene, meant, booking, here)
    )
    called_off = "cancel_booking" in names or says_no
    refused = refuses_to_book(said) or only_asked(said)
    gives_up = refused or (called_off and not (otherwise and _is_in_its_place(session, meant, booking)))
    if gives_up or ("refund" in names and kept.is_checked(booking)):
        return giving_up.ask_to_give_up(session, scene, wanted, booking)
    if otherwise:
        return wished_otherwise.look_for_it(session, scene, meant, booking, here)
    of_the_house = meant.entities.amenities and (names == {"ask_price"} or rides.is_one(normalise(said)))
    if of_the_house or ("ask_payment" in names and way_said.asks_of_the_rules(session, scene, booking, said)):
        return None  # what the car costs is no price of the room
    of_money = says_paid(said) or demands(said) or way_said.is_named_shortly(said)
    of_money = of_money or asks_how_to_pay(said) or says_unpaid(said)
    of_money = of_money or asks_whose_account(said)
    if names & {"pay", "ask_payment"} or of_money or (names == {"no"} and way_said.names_one(said)):
        return way_for_a_hold.heard(session, scene, wanted, booking, said)
    if names & {"book", "confirm_booking", "yes", "booking_status", "ask_price"} or _tells_when(said):
        return _where_it_stands(session, scene, meant, wanted, booking)
    return another_name.of_a_hold(session, scene, wanted, booking, name) if name else None


def _is_in_its_place(session: Session, meant: Understanding, booking: Booking) -> bool:
    """ "I changed my mind, the triple instead": what is wished for comes in place of the hold."""
    if meant.stay.complete:
        return True
    another = wished_otherwise.would_rather(session, meant, booking) is not None
    return another and not is_ordered_beside(meant.text)


def _before_all_else(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn | None:
    """What is taken back or left as it is, money that cannot come so, and an answer to what was put before them."""
    if (stays := _as_it_is(session, scene, meant, booking)) is not None:
        return stays
    if meant.undoes:
        return paying.as_held(session, scene, booking)
    costs = way_said.asks_what_a_card_costs(meant.text)
    if (why := not_from_there.said_now(scene)) and not (costs or says_anything(meant)):
        return paying.instead_of_a_transfer(session, scene, remembered(scene, here), booking, why)
    agrees = giving_up.agreed(session, scene, meant, here, booking)
    if agrees is None:
        return None
    if agrees:
        return giving_up.give_up(session, scene, booking)
    longer = holding_on.wants_longer(session, scene, meant, booking)
    return longer or paying.where(session, scene, kept.wanted_of(session, booking), booking)


def _as_it_is(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """Nothing of it is to be changed; a way to pay told in the same breath is taken."""
    left = left_as_it_is.is_said(session, scene, meant, booking) or _waves_a_question_aside(scene)
    nothing = left or changes_nothing(meant.text)
    if not (nothing or (holds_on(meant.text) and way_said.names_one(meant.text))):
        return None
    way = way_said.told_lately([meant.text])
    if way is None or way not in money.ways(session, scene.hotel, booking):
        stands = paying.as_held(session, scene, booking, for_whom=False, when=left) if nothing else None
        return asking.lead_with(stands, scene.say("stay.left_as_it_was")) if stands and left else stands
    wanted = kept.wanted_of(session, booking)
    lead = f"{scene.say('booking.not_let_go')} {kept.still_kept(session, scene, booking)}"
    return paying.pay_by(session, scene, wanted, booking, way, lead)


def _waves_a_question_aside(scene: Scene) -> bool:
    before = scene.memory.said_before(1)
    return is_waved_aside(scene.words, before[-1] if before else "")


def _where_it_stands(
    session: Session, scene: Scene, meant: Understanding, wanted: Wanted, booking: Booking
) -> Turn:
    """With what they ask of it beside that: its pass, what it is, what it costs."""
    beside = scene.say("confirmation.pass_comes") if pass_again.asked_for(meant.text) else ""
    if "booking_status" in meant.names and asks_what_it_is(meant.text):
        beside = f"{kept.in_words(session, scene, booking)} {beside}".strip()
    if asks_its_price(meant):
        price = words.money(scene, money.price(session, booking))
        beside = f"{scene.say('booking.due_all', amount=price)} {beside}"
    turn = paying.where(session, scene, wanted, booking, beside)
    return without_asking.twice_in_a_row(session, scene, booking, turn)


def _tells_when(said: str) -> bool:
    """Until when there is time to pay is asked, or on which day they do is told."""
    return asks_until_when(said) or bool(day_of_paying(normalise(said)))


def _shared_out(session: Session, scene: Scene, booking: Booking, here: Progress) -> Turn:
    said = f"{per_head.of_booking(session, scene, booking)} {kept.still_kept(session, scene, booking)}"
    wanted, asked = remembered(scene, here), scene.memory.asked
    return going(here, wanted, Text(said), asked, "told_per_head", (f"booking:{booking.code}",))
