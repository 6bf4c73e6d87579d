"""Words while a room is held and its money awaited: a way to pay, questions about it, other wishes, second thoughts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.conversations import Reason
from core.domain.outgoing import Buttons, Option, Text
from core.flows.booking import (
    at_hotel,
    giving_up,
    holding_on,
    kept,
    naming,
    not_from_there,
    paid_without_proof,
    paying,
    per_head,
    progress,
    swapping,
    way_said,
)
from core.flows.booking.asking import going
from core.flows.booking.progress import NAME, Progress, Step, any_way
from core.flows.booking.wanted import Wanted, gather, remembered, says_anything, tells_who
from core.flows.flow import tap_id
from core.flows.handover import hand_over, promise
from core.flows.stays import pass_again
from core.flows.turn import Turn
from core.flows.understand import Understanding
from core.flows.understand.keeping import asks_until_when, changes_nothing, holds_on
from core.flows.understand.own_booking import asks_its_price, asks_what_it_is
from core.flows.understand.paid import says_paid
from core.flows.understand.paying_now import demands
from core.flows.understand.questions import asks
from core.flows.understand.refusing import only_asked, refuses_to_book
from core.flows.understand.stay.days_of_money import day_of_paying
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services import words
from core.services.paying import Way
from core.services.scenes import Scene
from core.services.selling import RoomType
from core.services.showing import Booking

_BESIDE_A_NAME: Final = frozenset({"no", "inform", "modify_booking", "out_of_scope"})
_SOON: Final = re.compile(r"\b(?:hoy|manana|today|tomorrow|tonight|hoje|amanha)\b")
_RATHER: Final = re.compile(
    r"\b(?:mejor|prefier\w+|prefer\w*|rather|instead|melhor|prefir\w+|cambi\w+|pas\w+|chang\w+|switch|swap|mov\w+|mud\w+"
    r"|troc\w+)\b"
)
_MOVES: Final = re.compile(
    r"\b(?:lleg(?:o|ar\w*|amos|ando)|entr(?:o|ar|amos)|ir|va(?:mos|yamos)|voy|vou|venimos|cheg(?:o|ar\w*"
    r"|amos)|arriv(?:e|ing)"
    r"|com(?:e|ing)|check\w*|cambi\w+|mud\w+|troc\w+|chang\w+|mov\w+|desde|from|a partir|para|for|pra"
    r"|mejor|instead|melhor|noches?|nights?|noites?)\b"
)


def heard(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn | None:
    """Words while money is awaited. What is not about the hold is for others; the hold is then named once more."""
    names, said = meant.names, meant.text
    wanted = remembered(scene, here)
    if (first := _before_all_else(session, scene, meant, booking, here)) is not None:
        return first
    ears = (swapping.heard, holding_on.for_a_part, holding_on.heard, holding_on.when_it_counts)
    aside = next((turn for hears in ears if (turn := hears(session, scene, meant, booking))), None)
    aside = aside or (_shared_out(session, scene, booking, here) if per_head.asked_for(meant) else None)
    beside_a_yes = naming.beside_a_yes(meant)
    name = naming.signed(meant) or beside_a_yes
    if name and (names <= _BESIDE_A_NAME or beside_a_yes or naming.gives_another(meant)):
        at = kept.wanted_of(session, booking) if meant.changes else wanted
        aside = aside or _in_the_name_of(session, scene, at, booking, name)
    if aside is not None:
        return aside
    otherwise = _wishes_otherwise(session, scene, meant, booking, here)
    bare_no = names - {"thanks"} == {"no"} and "?" not in said and not way_said.names_one(said)
    says_no = (
        bare_no and giving_up.is_said_by_a_no(said) and not _are_others(session, scene, meant, booking, here)
    )
    called_off = "cancel_booking" in names or says_no
    refused = refuses_to_book(said) or only_asked(said)
    gives_up = refused or (called_off and not (otherwise and meant.stay.complete))
    if gives_up or ("refund" in names and kept.is_checked(booking)):
        return giving_up.ask_to_give_up(session, scene, wanted, booking)
    if otherwise:
        return _of_another_wish(session, scene, meant, booking, here)
    of_the_house = names == {"ask_price"} and meant.entities.amenities
    if of_the_house or ("ask_payment" in names and way_said.asks_of_the_rules(session, scene, booking, said)):
        return None  # what the car costs is no price of the room
    of_money = says_paid(said) or demands(said) or way_said.is_named_shortly(said)
    if names & {"pay", "ask_payment"} or of_money or (names == {"no"} and way_said.names_one(said)):
        return _about_money(session, scene, wanted, booking, said)
    if names & {"book", "confirm_booking", "yes", "booking_status", "ask_price"} or _tells_when(said):
        beside = scene.say("confirmation.pass_comes") if pass_again.asked_for(said) else ""
        if "booking_status" in names and asks_what_it_is(said):
            beside = f"{kept.in_words(session, scene, booking)} {beside}".strip()
        if asks_its_price(meant):
            price = words.money(scene, money.price(session, booking))
            beside = f"{scene.say('booking.due_all', amount=price)} {beside}"
        return paying.where(session, scene, wanted, booking, beside)
    return _in_the_name_of(session, scene, wanted, booking, name) if name else None


def _before_all_else(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn | None:
    """What is taken back or left as it is, money that cannot come so, and an answer to what was put before them."""
    if (stays := _as_it_is(session, scene, meant, booking)) is not None:
        return stays
    if meant.undoes:
        return paying.as_held(session, scene, booking)
    if (why := not_from_there.said_now(scene)) and not says_anything(meant):
        return paying.instead_of_a_transfer(session, scene, remembered(scene, here), booking, why)
    agrees = giving_up.agreed(session, scene, meant, here, booking)
    if agrees is None:
        return None
    as_it_is = paying.where(session, scene, kept.wanted_of(session, booking), booking)
    return giving_up.give_up(session, scene, booking) if agrees else as_it_is


def _as_it_is(session: Session, scene: Scene, meant: Understanding, booking: Booking) -> Turn | None:
    """Nothing of it is to be changed; a way to pay told in the same breath is taken."""
    nothing = changes_nothing(meant.text)
    if not (nothing or (holds_on(meant.text) and way_said.names_one(meant.text))):
        return None
    way = way_said.told_lately([meant.text])
    if way is None or way not in money.ways(session, scene.hotel, booking):
        return paying.as_held(session, scene, booking, for_whom=False) if nothing else None
    wanted = kept.wanted_of(session, booking)
    lead = f"{scene.say('booking.not_let_go')} {kept.still_kept(session, scene, booking)}"
    return paying.pay_by(session, scene, wanted, booking, way, lead)


def _tells_when(said: str) -> bool:
    """Until when there is time to pay is asked, or on which day they do is told."""
    return asks_until_when(said) or bool(day_of_paying(normalise(said)))


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
    turn = _about_money(session, scene, remembered(scene, here), booking, meant.text)
    return replace(turn, flow=NAME, by=NAME) if turn is not None else None


def _are_others(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> bool:
    """ "There's only 2 of us now, not 3": its "not" is of who comes, and not of the room."""
    said = meant.entities
    if meant.party is None and said.adults is None and said.children is None:
        return False
    people = gather(scene, meant, here).people
    return people not in (None, kept.wanted_of(session, booking).people)


def _shared_out(session: Session, scene: Scene, booking: Booking, here: Progress) -> Turn:
    said = f"{per_head.of_booking(session, scene, booking)} {kept.still_kept(session, scene, booking)}"
    wanted, asked = remembered(scene, here), scene.memory.asked
    return going(here, wanted, Text(said), asked, "told_per_head", (f"booking:{booking.code}",))


def _wishes_otherwise(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> bool:
    """Days, people or a room; told as they are held beside a way to pay they are no other wish."""
    if way_said.is_all_of(meant):
        return False
    if not (says_anything(meant) or "modify_booking" in meant.names):
        return _would_rather(session, meant, booking) is not None
    if _names_a_day_in_passing(scene, meant):
        return False
    same = kept.is_wanted(session, booking, kept.as_named(session, meant.text, gather(scene, meant, here)))
    return not (same and not meant.stay.within and way_said.names_one(meant.text))


def _would_rather(session: Session, meant: Understanding, booking: Booking) -> RoomType | None:
    """ "Rather the garden one, if that is cheaper": one sort of room, by a word of its name."""
    rather = _RATHER.search(normalise(meant.text)) is not None
    return kept.named_instead(session, meant.text, booking) if rather else None


def _names_a_day_in_passing(scene: Scene, meant: Understanding) -> bool:
    """ "He does it tomorrow": nobody who has a room held for later comes then without saying so."""
    stay = meant.stay
    if stay.check_in is None or stay.check_out or stay.nights or meant.party is not None:
        return False
    plain, soon = normalise(meant.text), (stay.check_in - scene.local_now.date()).days in (0, 1)
    return soon and _SOON.search(plain) is not None and _MOVES.search(plain) is None


def _of_another_wish(
    session: Session, scene: Scene, meant: Understanding, booking: Booking, here: Progress
) -> Turn:
    """Other days or people, unless it is held for them already."""
    gathered = kept.as_named(session, meant.text, gather(scene, meant, here))
    sort = _would_rather(session, meant, booking) if not says_anything(meant) else None
    if sort is not None:
        gathered = replace(gathered, party=replace(gathered.party, room_type=sort.slug))
    lead = scene.say("booking.not_let_go") if holds_on(meant.text) else ""
    same = kept.is_wanted(session, booking, gathered)
    if same and (meant.stay or meant.stay.within) and not (meant.stay.check_in or meant.stay.check_out):
        return swapping.which_days(session, scene, booking, lead)
    if says_anything(meant) and same:
        return paying.as_held(session, scene, booking, for_whom=tells_who(meant), when=bool(meant.stay))
    if not (says_anything(meant) or sort):
        return swapping.which_days(session, scene, booking, lead)
    return swapping.ask(session, scene, gathered, booking, left=meant.loses_a_child, lead=lead)


def _in_the_name_of(session: Session, scene: Scene, wanted: Wanted, booking: Booking, name: str) -> Turn:
    """Told once the room is held: it stands on the booking; the way told with it is taken, else asked for once more."""
    money.write_down(session, booking, naming.note(naming.called(scene, name)))
    lead = scene.say("booking.noted_name", name=name)
    way = way_said.told_lately([scene.words])
    turn = paying.ask_for_money(session, scene, wanted, booking, lead, way)
    return naming.remembering(turn, name)


def _about_money(session: Session, scene: Scene, wanted: Wanted, booking: Booking, said: str) -> Turn | None:
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
    if way_said.TRANSFER.search(left) and Way.TRANSFER in ways:
        return paying.pay_by(session, scene, wanted, booking, Way.TRANSFER)
    if way_said.LINK.search(left) and Way.LINK not in ways and left != normalise(said):
        return _by_another(session, scene, wanted, booking, said)
    if way_said.LINK.search(left):
        return _by_link(session, scene, wanted, booking, said) if Way.LINK in ways else None
    asked = any_way(scene) if way_said.asks_for_another(said) else scene
    return paying.ask_for_money(session, asked, wanted, booking, "")


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
