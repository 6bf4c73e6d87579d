"""What a guest wants becomes a turn: what a flow under way shares or halves, wishes noted beside the rest, what a flow
overhears, danger and people, then the flow under way and whoever serves the wish."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from core.domain.memory import Party, StaySoFar
from core.flows import composing, flows
from core.flows.beside import asked_too, beside_a_deed, left_out, left_unanswered
from core.flows.beside.piecework import about_something_named, only_questions, piece_by_piece
from core.flows.booking.money import shares_asked
from core.flows.care import looking_for, tells_days
from core.flows.courtesy import consent, welcome
from core.flows.facts import (
    beds_asked,
    cots_asked,
    floors_asked,
    needs_asked,
    pet_weighed,
    shower_or_tub,
    things_sold,
)
from core.flows.facts.boldly import about_a_sight, about_what_is_known, about_who_comes
from core.flows.flow import Flow, Shared, Tap, read_tap
from core.flows.heard import doubt, hearing, surely, tongues
from core.flows.heard.gathering import gathered
from core.flows.heard.surely import BOLD
from core.flows.person import for_people
from core.flows.turn import NOT_UNDERSTOOD, Answer, Turn
from core.flows.turn_of_a_flow import once_more, run, run_tap, where_it_was
from core.flows.understand import Understanding
from core.flows.understand.intents.labels import COURTESIES
from core.flows.who_serves import served, topics_asked, with_answers
from core.flows.wished import invoices, noting, pet_along, read_back, taking_off_notes
from core.flows.wished.noting import Noted
from core.services.scenes import Scene

# What is noted or let be, in order, before the rest of the message is served as if alone.
_BESIDE_THE_REST: Final = (
    taking_off_notes.heard,
    noting.asked_beside,
    noting.heard,
    taking_off_notes.of_what_nobody_noted,
    shower_or_tub.heard,
    needs_asked.heard,
    beds_asked.heard,
    cots_asked.heard,
    floors_asked.heard,
    left_out.heard,
    pet_weighed.heard,
    things_sold.heard,
    shares_asked.heard,
    pet_along.heard,
)
# What only tells, where the days of a stay are told with it: what there is then is told below.
_TOLD_BESIDE_DAYS: Final = frozenset({"service_request", "early_before_booking", "late_before_booking"})


def respond(session: Session, scene: Scene, meant: Understanding) -> Turn:
    if read_back.is_asked(session, scene, meant):
        return _read_back(session, scene, meant)
    return _responded(session, scene, meant)


def _responded(session: Session, scene: Scene, meant: Understanding) -> Turn:
    meant = about_a_sight(scene, surely.without_the_faint(meant))
    in_pieces = piece_by_piece(meant, BOLD)
    asks_more = in_pieces.answer and in_pieces.names - COURTESIES
    if tongues.asked_for(scene.words) is not None and not asks_more and "urgent_help" not in meant.names:
        return where_it_was(session, scene) or tongues.switched(scene)
    under_way = flows.named(scene.memory.flow)
    if under_way is not None and (shared := under_way.shares(session, scene, meant)) is not None:
        return _with_the_rest(session, scene, under_way, shared)
    if (both := _halves(session, scene, meant)) is not None:
        return both
    if under_way is not None and under_way.hears_anger:
        heard = run(under_way, session, scene, meant)
        if heard is not None:
            return heard
    heard_beside = (hears(session, scene, meant) for hears in _BESIDE_THE_REST)
    if (wished := next((one for one in heard_beside if one is not None), None)) is not None:
        goes_on = under_way if wished.memory.flow == scene.memory.flow else None
        return _beside_what_is_noted(session, scene, wished, goes_on)
    for flow in flows.ALL:
        if (overheard := flow.overhears(session, scene, meant)) is not None:
            told = asked_too.beside(session, scene, meant, overheard)
            return left_unanswered.beside(session, scene, meant, told, several=True)
    called = for_people.handed_over(session, scene, meant)
    if called is not None:
        return called
    if surely.complains(meant):
        meant = replace(meant, answer=True)  # whatever else it is, a person has to read it
    turn = run(under_way, session, scene, meant)
    if turn is not None:
        turn = asked_too.beside_a_name(session, scene, meant, turn)
        turn = left_unanswered.beside(
            session, scene, meant, with_answers(session, scene, meant, turn, under_way)
        )
        return invoices.asked_beside(scene, meant, turn)
    return _beside_the_flow(session, scene, _as_bold_as_it_costs(scene, meant), under_way)


def _read_back(session: Session, scene: Scene, meant: Understanding) -> Turn:
    """What is noted by now, and whatever else the message says as if it had come alone."""
    rest = read_back.other_matter(scene, meant)
    if rest is None:
        return read_back.told(session, scene, meant)
    return read_back.beside_another(session, scene, respond(session, replace(scene, part=rest.text), rest))


def _with_the_rest(session: Session, scene: Scene, flow: Flow, shared: Shared) -> Turn:
    """What the flow under way answers stands first; of days and people only what the rest says counts."""
    apart = replace(scene.memory, flow=None, data={}, asked=None, stay=StaySoFar(), party=Party())
    memory = gathered(apart, shared.rest)
    turn = composing.reply(
        scene, [shared.answer], respond(session, replace(scene, memory=memory), shared.rest)
    )
    turn = replace(turn, memory={"stay": memory.stay, "party": memory.party, **turn.memory})
    if turn.goes_on is not None:
        return turn
    return replace(turn, flow=flow.name, goes_on=shared.goes_on)


def _halves(session: Session, scene: Scene, meant: Understanding) -> Turn | None:
    """Something done for the flow under way and something else: neither is lost."""
    flow = flows.named(scene.memory.flow)
    halved = flow.halves(session, scene, meant) if flow is not None else None
    if flow is None or halved is None:
        return None
    at, rest = halved.scene, halved.rest
    if rest is None:
        return halved.done(()) if halved.done else None
    if halved.joined is not None:
        return halved.joined(respond(session, at, rest))
    if halved.sure and (told := beside_a_deed.overheard(session, flow, halved)) is not None:
        return told
    lead = [Answer("inform", halved.noted)] if halved.noted else []
    if halved.done is None or halved.apart:
        return beside_a_deed.served(session, scene, halved, lead, respond(session, at, rest))
    if not halved.sure and (overheard := flow.overhears(session, at, rest)) is not None:
        return overheard  # told more exactly than plain questions are, with the open question
    answers = composing.answers_to(session, at, rest, topics_asked(at, rest))
    turn = composing.reply(scene, [*lead, *answers], halved.done(answers) or once_more(flow, session, scene))
    return invoices.asked_beside(scene, rest, left_unanswered.beside(session, at, rest, turn))


def _beside_what_is_noted(session: Session, scene: Scene, wished: Noted, under_way: Flow | None) -> Turn:
    """First what is noted, then the rest as if it had come alone, or the open question once more."""
    scene = replace(scene, memory=wished.memory)
    rest = wished.rest
    turn = respond(session, scene, rest) if rest is not None else None
    if turn is None or turn.step in NOT_UNDERSTOOD:
        turn = once_more(under_way, session, scene) if under_way is not None else None
        if turn is None and rest is not None and rest.stay.complete:
            turn = with_answers(session, scene, rest, served(session, scene, looking_for(rest)))
    turn = composing.reply(scene, wished.answers, turn)
    kept = {"stay": wished.memory.stay, "party": wished.memory.party, "misses": 0}
    return replace(turn, memory={**kept, **turn.memory})


def _as_bold_as_it_costs(scene: Scene, meant: Understanding) -> Understanding:
    if not surely.may_act(meant):
        meant = only_questions(piece_by_piece(about_something_named(meant), BOLD))
    if not surely.may_act(meant) or surely.asks_faintly(meant):
        meant = about_what_is_known(scene, meant)
    return meant if surely.may_act(meant) else about_who_comes(scene, meant)


def _beside_the_flow(session: Session, scene: Scene, meant: Understanding, under_way: Flow | None) -> Turn:
    """What the flow under way has passed on."""
    if not surely.may_act(meant):
        return _missed(session, scene, meant, under_way)
    if invoices.is_beside_a_search(session, scene, meant):
        found = with_answers(session, scene, meant, served(session, scene, looking_for(meant)))
        return invoices.asked_beside(scene, meant, left_unanswered.beside(session, scene, meant, found))
    turn = invoices.before_booking(session, scene, meant, where_it_was) or served(session, scene, meant)
    if turn is not None and turn.step in _TOLD_BESIDE_DAYS and under_way is None and tells_days(meant):
        return composing.with_a_search(scene, turn, served(session, scene, looking_for(meant)))
    if turn is None and tells_days(meant) and topics_asked(scene, meant) == ["ask_photos"]:
        turn = served(session, scene, looking_for(meant))
    if turn is None and not topics_asked(scene, meant):
        return _missed(session, scene, meant, under_way)
    if turn is None and under_way is not None:
        turn = once_more(under_way, session, scene)
    told = with_answers(session, _as_offered(scene, meant, turn), meant, turn)
    return left_unanswered.beside(session, scene, meant, told)


def _as_offered(scene: Scene, meant: Understanding, turn: Turn | None) -> Scene:
    """ "Two rooms from the 11th to the 13th, send me photos": of what there is then, which is offered below them."""
    if turn is None or turn.goes_on is None or "ask_photos" not in meant.names:
        return scene
    return replace(scene, memory=replace(scene.memory, flow=turn.flow, data=turn.goes_on))


def _missed(session: Session, scene: Scene, meant: Understanding, under_way: Flow | None) -> Turn:
    """In the middle of something its own question helps more than the menu of the house."""
    turn = None if under_way is None or scene.memory.misses else once_more(under_way, session, scene)
    if turn is None or doubt.has_guesses(meant):
        return doubt.missed(scene, meant)
    return composing.missed_before(scene, turn, scene.say("unsure.in_between"), "missed")


def tapped(session: Session, scene: Scene, meant: Understanding, tap: Tap | None) -> Turn:
    """A button, or the typed title of one. Words beside a tap may ask something too."""
    if not scene.taps and (both := _halves(session, scene, meant)) is not None:
        return both
    wish = doubt.chosen_wish(tap)
    if wish is not None:
        before = hearing.hear_words(scene, scene.memory.doubted or "")
        return respond(
            session, replace(scene, memory=replace(scene.memory, misses=0)), surely.of_wish(before, wish)
        )
    if tap == read_tap(consent.GO_ON):
        return gone_on(session, scene)
    turn = run_tap(session, scene, tap)
    if turn is None:
        return respond(session, scene, meant) if scene.words else doubt.missed(scene, None)
    return turn


def gone_on(session: Session, scene: Scene) -> Turn:
    """Not writing was not what they meant: whatever else they said then is answered now."""
    before = hearing.hear_words(scene, scene.memory.doubted or "")
    others = tuple(guess for guess in before.intents if guess.name not in consent.BESIDE)
    if not others:
        return Turn(says=(welcome.menu(scene, scene.say("consent.goes_on")),), step="goes_on")
    return respond(session, scene, replace(before, intents=others))
