"""The booking dialogue's door: whose message it is, and which step hears it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy.orm import Session

from core.domain.messages import Kind
from core.flows.booking import asking, at_this_step, beginning, buttons, open_question, progress, wanted
from core.flows.booking.hold import (
    another_room,
    asked_of_a_hold,
    back_to_the_hold,
    booked_already,
    giving_up,
    left_and_more,
    moved_too,
    moving,
    one_more_room,
    one_of_the_holds,
    proposed_instead,
    second_stay,
    swapping,
    while_held,
)
from core.flows.booking.money import (
    another_payer,
    deposit_asked,
    how_to_send,
    in_shares,
    paid_without_proof,
    paying,
    said_paid,
    way_for_a_hold,
    ways_told,
    which_money,
    with_the_transfer,
)
from core.flows.booking.notes import hour_of_coming, in_passing, night_asked_of, whether_noted
from core.flows.booking.offer import (
    before_holding,
    before_their_eyes,
    choosing,
    paid_for_them,
    per_head,
    rule_of_cancelling,
    which_to_pick,
)
from core.flows.booking.order import both, hoped_for, name_beside, naming, ordered
from core.flows.booking.progress import NAME, Step
from core.flows.booking.search import (
    does_not_mind,
    families,
    how_many,
    how_many_rooms,
    lower_down,
    minors_alone,
    only_asked,
    pet_weight,
    taking_shape,
    too_dear,
    two_beds,
    whether_it_fits,
    with_the_pet,
)
from core.flows.flow import Flow, Halved, Tap, read_tap
from core.flows.turn import Answer, Turn
from core.flows.understand import Understanding
from core.flows.understand.answers import taking
from core.flows.understand.answers.beside_an_order import names_only_kin
from core.flows.understand.answers.halves import is_on_terms
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.text import normalise
from core.services import paying as money
from core.services import showing, words
from core.services.scenes import Scene

_IN_PASSING: Final[tuple[Callable[[Session, Scene, Understanding], Turn | None], ...]] = (
    night_asked_of.told,
    only_asked.told,
    back_to_the_hold.told,
    one_of_the_holds.told,
    second_stay.told,
    one_more_room.told,
    does_not_mind.told,
    minors_alone.told,
    asked_of_a_hold.told,
    ordered.told,
    lower_down.told,
    whether_it_fits.told,
    with_the_pet.told,
    paid_for_them.told,
    pet_weight.told,
    two_beds.told,
    paid_without_proof.told,
    how_many.told,
    how_many_rooms.told,
    rule_of_cancelling.told,
    which_money.told,
    which_to_pick.told,
    in_shares.told,
    deposit_asked.told,
    another_payer.told,
    ways_told.told,
    before_holding.told,
    another_room.told,
    booked_already.swaps,
    at_this_step.told,
    with_the_transfer.told,
    too_dear.told,
    hour_of_coming.told,
    whether_noted.told,
    in_passing.told,
    how_to_send.told,
    way_for_a_hold.sent_at_once,
)


class Booking(Flow):
    name = NAME
    wishes = frozenset({"ask_availability", "ask_price", "book", "confirm_booking", "inform", "pay", "greet"})
    topics = frozenset({"ask_payment"})

    def step(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        here = progress.of(scene)
        if here is None:
            return beginning.begin(session, scene, meant)
        if here.step in (Step.PAY, Step.GIVE_UP):
            return _held(session, scene, meant, here)
        if here.step is Step.NAME:
            return _named(session, scene, meant, here)
        if here.step is Step.CHANGE and here.shown and taking.takes_it(meant.text):
            return choosing.take(session, scene, here.shown, here)  # nothing is to be changed after all
        if here.step is Step.CHILDREN and (turn := families.heard(session, scene, meant, here)) is not None:
            return turn
        if meant.names == {"booking_status"} and is_said("what_is_owed", normalise(meant.text)):
            return _what_it_comes_to(session, scene, here) or taking_shape.heard(session, scene, meant, here)
        return taking_shape.heard(session, scene, meant, here)

    def halves(self, session: Session, scene: Scene, meant: Understanding) -> Halved | None:
        hears = (hoped_for.heard, left_and_more.heard, said_paid.heard, moved_too.heard, both.heard)
        return next((found for heard in hears if (found := heard(session, scene, meant))), None)

    def overhears(self, session: Session, scene: Scene, meant: Understanding) -> Turn | None:
        turns = (told(session, scene, meant) for told in _IN_PASSING)
        return next((turn for turn in turns if turn is not None), None)

    def tapped(self, session: Session, scene: Scene, tap: Tap) -> Turn | None:
        return buttons.tapped(session, scene, tap)

    def given(self, session: Session, scene: Scene) -> Turn | None:
        hold = money.open_hold(session, scene.conversation)
        pictures = [line for line in scene.lines if line.kind in (Kind.IMAGE, Kind.DOCUMENT)]
        if hold is None or not pictures or not money.account_words(session, scene.hotel, scene.language):
            return None
        return paying.receipt_came(session, scene, hold, pictures[-1])

    def answer(self, session: Session, scene: Scene, meant: Understanding, topic: str) -> Answer | None:
        """While a room is held, "can I pay by transfer?" is about this very hold; `step` answers it."""
        return None

    def again(self, session: Session, scene: Scene) -> Turn | None:
        here = progress.of(scene)
        return open_question.once_more(session, scene, here) if here is not None else None


def _held(session: Session, scene: Scene, meant: Understanding, here: progress.Progress) -> Turn | None:
    """A yes to what was put before them in place of the hold, a room named instead, or whatever else is said of it."""
    hold = money.open_hold(session, scene.conversation)
    if hold is None:
        return beginning.after_a_hold(session, scene, meant, here)
    tap = read_tap(giving_up.tap_of_a_yes(scene))
    gone = read_tap(giving_up.lets_it_go(scene, meant))
    in_one_breath = gone is None or moving.lets_go_to_take(meant, tap)
    if tap and in_one_breath and (turn := moving.to_the_room_named(session, scene, meant, hold, tap)):
        return per_head.beside(session, scene, meant, turn)
    if gone is not None:
        turn = buttons.tapped(session, scene, gone)
        return per_head.beside(session, scene, meant, turn) if turn is not None else None
    yes = (meant.agrees and not is_on_terms(meant.text, taking.agrees)) or (
        meant.agrees is None and taking.agrees_to_move(meant.text)
    )
    again = tap is not None and proposed_instead.tells_it_again(scene, meant, hold, tap)
    if tap is not None and (again or (yes and not wanted.says_anything(meant))) and not meant.undoes:
        return buttons.tapped(session, scene, tap)
    if tap is not None and (turn := moving.agreed_beside_a_question(session, scene, meant, hold, tap)):
        return turn
    if tap is not None and proposed_instead.fewer_as_proposed(scene, meant, hold, tap):
        return swapping.asked_again(session, scene, hold)
    return while_held.heard(session, scene, meant, hold, here)


def _what_it_comes_to(session: Session, scene: Scene, here: progress.Progress) -> Turn | None:
    """ "How much do I owe you?" before anything is booked: what is offered, with its total."""
    if here.step is Step.YES and here.shown:
        return choosing.pick(session, scene, here.shown, here)
    if here.step is not Step.CHOICE:
        return None
    return before_their_eyes.taken_gladly(session, scene, here, before_their_eyes.Gladly.POINTS)


def _named(session: Session, scene: Scene, meant: Understanding, here: progress.Progress) -> Turn | None:
    """The name that was asked for; anything else is heard as what it is."""
    row = showing.find(session, scene.conversation, here.shown or 0)
    if row is not None and names_only_kin(meant.text):
        return naming.ask_again(scene, choosing.wanted_of(session, scene, row), here)
    beside = name_beside.in_some_piece(meant.text) if meant.entities.name is None else None
    if beside and meant.stay and not _are_those_days(session, meant, row):
        return _named_with_other_days(session, scene, meant, here, beside)
    behind = naming.beside_a_yes(meant) or beside
    named = (
        meant.entities.name is not None
        or behind is not None
        or naming.looks_like_one(meant.text)
        or naming.is_behind_a_yes(meant.text)
    )
    if meant.undoes or "cancel_booking" in meant.names or (wanted.says_anything(meant) and not named):
        return taking_shape.heard(session, scene, meant, here)
    name = behind or naming.heard(meant.text, meant.entities.name)
    unnamed = name is None or ("yes" in meant.names and not named)
    if row is not None and unnamed and meant.names <= naming.NOTHING_ELSE:
        return naming.ask_again(scene, wanted.remembered(scene, here), here)
    if row is None or name is None or (meant.names & naming.NO_NAMES and not named):
        return None
    scene = naming.called(scene, name)
    turn = choosing.take(session, scene, row.id, here)
    return naming.remembering(turn, name)


def _are_those_days(session: Session, meant: Understanding, row: showing.QuoteShown | None) -> bool:
    """ "Tarquin Wetherby, we arrive on the 11th at five": told once more."""
    parts = showing.parts_of(session, row) if row is not None else ()
    stay, said = words.whole_stay(parts) if parts else None, meant.stay
    return (
        stay is not None
        and said.check_in in (None, stay.check_in)
        and said.check_out in (None, stay.check_out)
    )


def _named_with_other_days(
    session: Session, scene: Scene, meant: Understanding, here: progress.Progress, name: str
) -> Turn | None:
    """ "Tarquin Wetherby. And could we stay until the 14th instead?": the name is kept, the days are looked for."""
    turn = taking_shape.heard(session, naming.called(scene, name), meant, here)
    if turn is None:
        return None
    told = asking.lead_with(turn, scene.say("booking.noted_name", name=name))
    return naming.remembering(told, name)
