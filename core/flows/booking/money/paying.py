"""A room is held and its money awaited: the ways to pay are put, one is taken, and how the hold stands is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.bookings import Status
from core.domain.conversations import Reason
from core.domain.knowledge import Fact
from core.domain.memory import Asked, StaySoFar
from core.domain.memory import Party as PartySoFar
from core.domain.outgoing import Buttons, LinkButton, Option, Text
from core.flows.booking.asking import going
from core.flows.booking.hold import holding_on, kept
from core.flows.booking.money import at_hotel, not_from_there, way_said
from core.flows.booking.progress import NAME, awaiting_money
from core.flows.booking.search import looking_again
from core.flows.booking.wanted import Wanted, remembered
from core.flows.courtesy import welcome
from core.flows.facts import telling as knowing
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over, promise
from core.flows.turn import Turn
from core.flows.understand.money.paid import says_paid
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
    if way is None and says_paid(scene.words):
        lead = f"{lead} {scene.say('booking.not_seen_yet')}"
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
        return pay_by(session, scene, wanted, booking, way, lead)
    if Way.LINK in ways and (why := not_from_there.said_lately(scene)):
        return instead_of_a_transfer(session, scene, wanted, booking, why, lead)
    options = tuple(Option(tap_id(NAME, "pay", way), scene.say(f"button.pay_{way}")) for way in ways)
    options = (*options, Option(welcome.PERSON, scene.say("button.person")))[:3]
    question = scene.say("booking.how_to_pay", due=due)
    if Way.HOTEL in ways:
        question = f"{question} {scene.say('booking.at_hotel_means')}"
    content = Buttons(f"{lead}\n\n{question}".strip(), options)
    asked = Asked.among(options)
    return going(progress, wanted, content, asked, "asked_how_to_pay", (f"booking:{booking.code}",))


def pay_by(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, way: Way, lead: str = ""
) -> Turn:
    if way is Way.HOTEL:
        return at_hotel.take(session, scene, booking)
    if way is Way.TRANSFER and (why := not_from_there.said_lately(scene)):
        return instead_of_a_transfer(session, scene, wanted, booking, why, lead)
    due = kept.amount_due(session, scene, booking)
    if way is Way.LINK:
        said = _link(session, scene, booking, due)
        if way_said.is_for_another(scene.words):
            lead = f"{lead}\n\n{scene.say('booking.link_for_another')}".strip()
    else:
        return _by_transfer(session, scene, wanted, booking, due, lead)
    if lead:
        said = replace(said, body=f"{lead}\n\n{said.body}")
    progress = awaiting_money(scene, booking.id, wanted.apart, way)
    return going(progress, wanted, said, None, f"pay_by_{way}", (f"booking:{booking.code}",))


def _by_transfer(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, due: str, lead: str
) -> Turn:
    first = not_from_there.before_the_account(scene)
    told = "\n".join(knowing.fact(session, scene, fact) for fact in first)
    account = paying.account_words(session, scene.hotel, scene.language)
    said = scene.say("booking.transfer", due=due, account=account)
    body = "\n\n".join(one for one in (lead, told, said) if one)
    progress = awaiting_money(scene, booking.id, wanted.apart, Way.TRANSFER)
    facts = (*knowing.names_of(first), f"booking:{booking.code}")
    turn = going(progress, wanted, Text(body), None, f"pay_by_{Way.TRANSFER}", facts)
    return replace(turn, memory={**turn.memory, **not_from_there.told_once(scene)}) if first else turn


def instead_of_a_transfer(
    session: Session, scene: Scene, wanted: Wanted, booking: Booking, why: Sequence[Fact], lead: str = ""
) -> Turn:
    """From where they are none comes: that is told, and the link sent; where there is no link reception finds a way."""
    told = "\n".join(knowing.fact(session, scene, fact) for fact in why)
    lead = f"{lead}\n\n{told}".strip()
    if Way.LINK in paying.ways(session, scene.hotel, booking):
        turn = pay_by(session, scene, wanted, booking, Way.LINK, lead)
    else:
        body = f"{lead}\n\n{kept.still_kept(session, scene, booking)} {promise(scene, Reason.BOOKING)}"
        turn = replace(hand_over(scene, Reason.BOOKING, "no_way_to_pay"), says=(Text(body),))
    facts = (*turn.facts, *knowing.names_of(why), f"booking:{booking.code}")
    return replace(turn, facts=tuple(dict.fromkeys(facts)))


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
    return pay_by(session, scene, wanted, booking, Way(way))


def where(session: Session, scene: Scene, wanted: Wanted, booking: Booking, beside: str = "") -> Turn:
    """How the hold stands, and the ways to pay once more; nobody is asked for money that is being looked at."""
    told = f"{kept.still_kept(session, scene, booking)} {beside}".strip()
    if kept.is_checked(booking):
        here = awaiting_money(scene, booking.id)
        return going(here, wanted, Text(told), None, "is_checked", (f"booking:{booking.code}",))
    return ask_for_money(session, scene, wanted, booking, told)


def as_held(
    session: Session, scene: Scene, booking: Booking, *, for_whom: bool = True, when: bool = False
) -> Turn:
    """Nothing of it is changed: for whom it is, or of when, and how it stands."""
    wanted = kept.wanted_of(session, booking)
    people = wanted.people if for_whom else None
    said = scene.say("booking.who_comes", people=words.people(scene, people)) if people is not None else ""
    if when:
        said = kept.in_words(session, scene, booking)
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
