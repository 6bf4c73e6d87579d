"""A hold is there and money is awaited: the hotel's ways to pay, questions about them, second thoughts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.memory import Asked, StaySoFar
from core.domain.memory import Party as PartySoFar
from core.domain.outgoing import Buttons, LinkButton, Option, Text
from core.flows import welcome
from core.flows.booking import (
    at_hotel,
    giving_up,
    holding_on,
    kept,
    looking_again,
    naming,
    per_head,
    swapping,
    way_said,
)
from core.flows.booking.asking import going
from core.flows.booking.progress import NAME, Progress, any_way, awaiting_money
from core.flows.booking.wanted import Wanted, gather, remembered, says_anything
from core.flows.flow import tap_id
from core.flows.handover import hand_over, promise
from core.flows.stays import again
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.keeping import holds_on
from core.flows.understand.paid import says_paid
from core.flows.understand.refusing import only_asked, refuses_to_book
from core.flows.understand.text import normalise
from core.services import confirmations, late_money, paying, showing, words
from core.services.paying import Way
from core.services.payments import telling
from core.services.scenes import Message, Scene
from core.services.showing import Booking, QuoteShown


def begin(session: Session, scene: Scene, made: Sequence[Booking]) -> Turn:
    """The rooms are held. What nothing is due for is the guest's at once."""
    return go_on_with(session, scene, showing.together(session, made[0].id)[0])


def go_on_with(session: Session, scene: Scene, booking: Booking) -> Turn:
    came_late = late_money.chosen(session, scene.conversation)
    if came_late is not None:
        late_money.use_for(session, came_late, booking)
    if not paying.due(session, booking):
        paying.confirm(session, booking)
        forget = {"stay": StaySoFar(), "party": PartySoFar(), "before": None}
        content = confirmations.confirmation(session, booking, language=scene.language)
        return Turn(says=(content,), memory={"misses": 0, **forget}, step="confirmed", wish="booking_status")
    paying.remind(session, booking)
    what, until = kept.of_hold(session, scene, booking), kept.until(scene, booking)
    longer = holding_on.longer_than_it_is_kept(scene)
    lead = f"{scene.say('booking.held', what=what, code=booking.code, until=until)} {longer}".strip()
    way = way_said.told_lately(scene.memory.recent)
    turn = ask_for_money(session, scene, kept.wanted_of(session, booking), booking, lead, way)
    asked_more = Reason.ASKED_SERVICE if longer else turn.call_person
    return replace(turn, memory={**turn.memory, "before": None}, call_person=asked_more)


def ask_for_money(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, lead: str, way: Way | None = None
) -> Turn:
    """A way that was told once is not asked for again."""
    ways = paying.ways(session, scene.hotel, booking)
    due = kept.amount_due(session, scene, booking)
    progress = awaiting_money(scene, booking.id, wanted.apart, way)
    if not ways and scene.a_person_answers:
        said = Text(f"{lead} {scene.say('booking.pay_with_people', due=due)}".strip())
        return going(progress, wanted, said, None, "pays_with_people", (f"booking:{booking.code}",))
    if not ways:
        turn = hand_over(scene, Reason.BOOKING, "no_way_to_pay")
        promised = turn.says[0]
        body = f"{lead} {scene.say('booking.pay_with_people', due=due)}"
        said = Text(f"{body}\n\n{promised.body}" if isinstance(promised, Text) else body)
        return Turn(says=(said,), call_person=Reason.BOOKING, memory=wanted.memory, step="no_way_to_pay")
    if progress.way in ways or (len(ways) == 1 and Way.HOTEL not in ways):
        way = Way(progress.way) if progress.way in ways else ways[0]
        return _by(session, scene, wanted, booking, way, lead)
    options = tuple(Option(tap_id(NAME, "pay", way), scene.say(f"button.pay_{way}")) for way in ways)
    options = (*options, Option(welcome.PERSON, scene.say("button.person")))[:3]
    question = scene.say("booking.how_to_pay", due=due)
    if Way.HOTEL in ways:
        question = f"{question} {scene.say('booking.at_hotel_means')}"
    content = Buttons(f"{lead}\n\n{question}".strip(), options)
    asked = Asked.among(options)
    return going(progress, wanted, content, asked, "asked_how_to_pay", (f"booking:{booking.code}",))


def _by(session: Session, scene: Scene, wanted: Wanted, booking: Booking, way: Way, lead: str = "") -> Turn:
    if way is Way.HOTEL:
        return at_hotel.take(session, scene, booking)
    due = kept.amount_due(session, scene, booking)
    if way is Way.LINK:
        said = _link(session, scene, booking, due)
    else:
        account = paying.account_words(session, scene.hotel, scene.language)
        said = Text(scene.say("booking.transfer", due=due, account=account))
    if lead:
        said = replace(said, body=f"{lead}\n\n{said.body}")
    progress = awaiting_money(scene, booking.id, wanted.apart, way)
    return going(progress, wanted, said, None, f"pay_by_{way}", (f"booking:{booking.code}",))


def _link(session: Session, scene: Scene, booking: Booking, due: str) -> Text | LinkButton:
    """The link where it is there already; else it comes by itself in a moment."""
    request = paying.link(session, booking)
    if request is None or not request.link_url:
        return Text(scene.say("booking.link_comes", due=due))
    return telling.link(booking, request, request.link_url, scene)


def receipt_came(session: Session, scene: Scene, booking: Booking, line: Message) -> Turn:
    """A picture while money is awaited is a receipt: staff look at it, and meanwhile the clock stands still."""
    paying.receipt_came(session, booking, line)
    wanted = kept.wanted_of(session, booking)
    said = Text(scene.say("booking.receipt_came", code=booking.code))
    progress = awaiting_money(scene, booking.id)
    return going(progress, wanted, said, None, "took_receipt", (f"booking:{booking.code}",))


def tapped(session: Session, scene: Scene, way: str) -> Turn | None:
    booking = paying.open_hold(session, scene.conversation)
    if booking is None:
        return looking_again.it_is_over(scene, looking_again.the_last(session, scene))
    wanted = remembered(scene, None)
    if way not in set(Way) or Way(way) not in paying.ways(session, scene.hotel, booking):
        return ask_for_money(session, scene, wanted, booking, "")
    return _by(session, scene, wanted, booking, Way(way))


def heard(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn | None:
    """Words while money is awaited. What is not about the hold is for others; the hold is then named once more."""
    names, said = meant.names, meant.text
    wanted = remembered(scene, here)
    if meant.undoes:
        return as_held(session, scene, booking)
    agrees = giving_up.agreed(scene, meant, here)
    if agrees is not None:
        as_it_is = where(session, scene, kept.wanted_of(session, booking), booking)
        return giving_up.give_up(session, scene, booking) if agrees else as_it_is
    aside = holding_on.heard(session, scene, meant, booking) or holding_on.when_it_counts(
        session, scene, meant, booking
    )
    aside = aside or (_shared_out(session, scene, booking, here) if per_head.asked_for(meant) else None)
    name = naming.signed(meant)
    if name and names <= {"no", "inform", "modify_booking", "out_of_scope"}:
        aside = aside or _in_the_name_of(session, scene, wanted, booking, name)
    if aside is not None:
        return aside
    otherwise = _wishes_otherwise(session, scene, meant, booking, here)
    called_off = "cancel_booking" in names or names - {"thanks"} == {"no"}
    refused = refuses_to_book(said) or only_asked(said)
    gives_up = refused or (called_off and not (otherwise and meant.stay.complete))
    if gives_up or ("refund" in names and kept.is_checked(booking)):
        return giving_up.ask_to_give_up(session, scene, wanted, booking)
    if otherwise:
        return _of_another_wish(session, scene, meant, booking, here)
    of_the_house = names == {"ask_price"} and meant.entities.amenities
    if of_the_house or ("ask_payment" in names and way_said.asks_of_the_rules(session, scene, booking, said)):
        return None  # what the car costs is no price of the room
    if names & {"pay", "ask_payment"} or says_paid(said) or way_said.is_named_shortly(said):
        return _about_money(session, scene, wanted, booking, said)
    if names & {"book", "confirm_booking", "yes", "booking_status", "ask_price"}:
        beside = scene.say("confirmation.pass_comes") if again.asked_for(said) else ""
        return where(session, scene, wanted, booking, beside)
    return _in_the_name_of(session, scene, wanted, booking, name) if name else None


def _shared_out(session: Session, scene: Scene, booking: Booking, here: Progress) -> Turn:
    said = f"{per_head.of_booking(session, scene, booking)} {kept.still_kept(session, scene, booking)}"
    wanted, asked = remembered(scene, here), scene.memory.asked
    return going(here, wanted, Text(said), asked, "told_per_head", (f"booking:{booking.code}",))


def _wishes_otherwise(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> bool:
    """Days, people or a room; told as they are held beside a way to pay they are no other wish."""
    if way_said.is_all_of(meant) or not (says_anything(meant) or "modify_booking" in meant.names):
        return False
    same = kept.is_wanted(session, booking, kept.as_named(session, meant.text, gather(scene, meant, here)))
    return not (same and not meant.stay.within and way_said.names_one(meant.text))


def _of_another_wish(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn:
    """Other days or people, unless it is held for them already."""
    gathered = kept.as_named(session, meant.text, gather(scene, meant, here))
    lead = scene.say("booking.not_let_go") if holds_on(meant.text) else ""
    same = kept.is_wanted(session, booking, gathered)
    if same and (meant.stay or meant.stay.within) and not (meant.stay.check_in or meant.stay.check_out):
        return swapping.which_days(session, scene, booking, lead)
    if says_anything(meant) and same:
        return as_held(session, scene, booking)
    if not says_anything(meant):
        return swapping.which_days(session, scene, booking, lead)
    return swapping.ask(session, scene, gathered, booking, left=meant.loses_a_child, lead=lead)


def _in_the_name_of(session: Session, scene: Scene, wanted: Wanted, booking: Booking, name: str) -> Turn:
    """Told once the room is held: it stands on the booking, and the way to pay is asked for once more."""
    paying.write_down(session, booking, naming.note(naming.called(scene, name)))
    lead = scene.say("booking.noted_name", name=name)
    turn = ask_for_money(session, scene, wanted, booking, lead)
    return naming.remembering(turn, name)


def _about_money(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn | None:
    ways = paying.ways(session, scene.hotel)
    if kept.is_checked(booking) and (says_paid(said) or not way_said.TRANSFER.search(said)):
        return where(session, scene, wanted, booking)
    if Way.HOTEL in paying.ways(session, scene.hotel, booking) and at_hotel.said(said):
        return ask_for_money(session, any_way(scene), wanted, booking, "")
    if way_said.BROKEN.search(said) and Way.LINK in ways:
        turn = _by(session, scene, wanted, booking, Way.LINK, scene.say("booking.link_again"))
        return turn if Way.TRANSFER not in ways else _with_the_other_way(scene, turn)
    if says_paid(said):
        key = "booking.not_seen_yet" if Way.TRANSFER in ways else "booking.not_seen_yet_link"
        progress = awaiting_money(scene, booking.id, wanted.apart)
        return going(progress, wanted, Text(scene.say(key)), None, "says_paid", (f"booking:{booking.code}",))
    left = way_said.without_what_cannot_be(said)
    if way_said.names_one(said) and not way_said.names_one(left):
        return _by_another(session, scene, wanted, booking, said)
    if way_said.TRANSFER.search(left) and Way.TRANSFER in ways:
        return _by(session, scene, wanted, booking, Way.TRANSFER)
    if way_said.LINK.search(left) and Way.LINK not in ways and left != normalise(said):
        return _by_another(session, scene, wanted, booking, said)
    if way_said.LINK.search(left):
        return _by(session, scene, wanted, booking, Way.LINK) if Way.LINK in ways else None
    asked = any_way(scene) if way_said.asks_for_another(said) else scene
    return ask_for_money(session, asked, wanted, booking, "")


def _by_another(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn:
    """The way that was named cannot be: the hotel's others, and where there is none reception finds one."""
    barred = {
        way
        for way, named in ((Way.TRANSFER, way_said.TRANSFER), (Way.LINK, way_said.LINK))
        if named.search(said)
    }
    others = [way for way in paying.ways(session, scene.hotel, booking) if way not in barred]
    if len(others) == 1:
        return _by(session, scene, wanted, booking, others[0])
    if others:
        return ask_for_money(session, scene, wanted, booking, "")
    body = f"{kept.still_kept(session, scene, booking)} {promise(scene, Reason.BOOKING)}"
    turn = hand_over(scene, Reason.BOOKING, "no_way_to_pay")
    return replace(turn, says=(Text(body),), facts=(f"booking:{booking.code}",))


def _with_the_other_way(scene: Scene, turn: Turn) -> Turn:
    option = Option(tap_id(NAME, "pay", Way.TRANSFER), scene.say("button.pay_transfer"))
    extra = Buttons(scene.say("booking.or_transfer"), (option,))
    return replace(turn, says=(*turn.says, extra))


def where(session: Session, scene: Scene, wanted: Wanted, booking: Booking, beside: str = "") -> Turn:
    """How the hold stands, and the ways to pay once more; nobody is asked for money that is being looked at."""
    told = f"{kept.still_kept(session, scene, booking)} {beside}".strip()
    if kept.is_checked(booking):
        here = awaiting_money(scene, booking.id)
        return going(here, wanted, Text(told), None, "is_checked", (f"booking:{booking.code}",))
    return ask_for_money(session, scene, wanted, booking, told)


def as_held(session: Session, scene: Scene, booking: Booking) -> Turn:
    """Nothing of it is changed: for whom it is, and how it stands."""
    wanted = kept.wanted_of(session, booking)
    people = wanted.people
    said = scene.say("booking.who_comes", people=words.people(scene, people)) if people is not None else ""
    body = f"{said}\n\n{kept.still_kept(session, scene, booking)}".strip()
    here = awaiting_money(scene, booking.id)
    return going(here, wanted, Text(body), None, "left_as_it_was", (f"booking:{booking.code}",))


def where_it_stands(session: Session, scene: Scene, row: QuoteShown) -> Turn:
    """The button of something that was taken already, tapped once more."""
    made = showing.together(session, row.booking_id or 0)
    if made and made[0].status == Status.HELD and paying.open_hold(session, scene.conversation) is not None:
        return where(session, scene, remembered(scene, None), made[0])
    if made and made[0].status in (Status.CONFIRMED, Status.IN_HOUSE):
        return Turn(
            says=(confirmations.confirmation(session, made[0], language=scene.language),),
            memory={"misses": 0},
            step="is_confirmed",
        )
    return looking_again.it_is_over(scene, made[0] if made else None)
