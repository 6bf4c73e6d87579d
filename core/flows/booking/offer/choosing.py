"""From an offer to a hold: what was shown is asked for again before it is believed, and taken only by a plain yes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from core.domain.memory import Party as PartySoFar
from core.domain.memory import StaySoFar
from core.domain.outgoing import Buttons, LinkButton, Text
from core.domain.refusals import Refusal, Refused, WhyNot
from core.domain.showing import Outcome
from core.flows.booking.money import paying
from core.flows.booking.notes import hour_of_coming, in_own_words, names_counted, noted
from core.flows.booking.offer import offering, restating
from core.flows.booking.order import naming
from core.flows.booking.progress import Progress
from core.flows.booking.search import pets
from core.flows.booking.wanted import Wanted, remembered
from core.flows.facts import coming_at
from core.flows.turn import Turn
from core.flows.understand.wishes import who_sleeps_there
from core.services import selling, showing, words
from core.services.scenes import Scene
from core.services.showing import Part, QuoteShown


def pick(session: Session, scene: Scene, shown_id: int, here: Progress | None) -> Turn:
    """One of the offers was tapped, or named."""
    row = showing.find(session, scene.conversation, shown_id)
    if row is None:
        return offering.go(session, scene, remembered(scene, here), lead=scene.say("booking.old_button"))
    wanted = wanted_of(session, scene, row)
    if row.outcome == Outcome.HELD:
        return paying.where_it_stands(session, scene, row)
    return _fresh(session, scene, wanted, row)


def take(session: Session, scene: Scene, shown_id: int, here: Progress | None) -> Turn:
    """A plain yes to everything restated. Old buttons, other prices and rooms taken meanwhile lead back, kindly."""
    row = showing.find(session, scene.conversation, shown_id)
    if row is None:
        return offering.go(session, scene, remembered(scene, here), lead=scene.say("booking.old_button"))
    if row.outcome == Outcome.HELD:
        return paying.where_it_stands(session, scene, row)
    if row.outcome == Outcome.REPLACED and here is not None and here.shown == row.id:
        row = _looked_for_anew(session, scene, row) or row
    wanted = wanted_of(session, scene, row)
    if row.outcome != Outcome.OPEN:
        return _fresh(session, scene, wanted, row, lead=scene.say("booking.old_button"))
    if (changed := _changed(session, scene, wanted, row)) is not None:
        return changed
    if (asked := naming.ask_if_unknown(scene, wanted, row)) is not None:
        return asked
    return hold(session, scene, wanted, row)


def _looked_for_anew(session: Session, scene: Scene, row: QuoteShown) -> QuoteShown | None:
    """The offer that is talked about, where something said beside it looked for it once more: on the same terms."""
    kept = showing.parts_of(session, row)
    open_ones = showing.open_in(session, scene.conversation) if kept else ()
    return next((one for one in open_ones if showing.same_terms(showing.parts_of(session, one), kept)), None)


def hold(session: Session, scene: Scene, wanted: Wanted, row: QuoteShown) -> Turn:
    """The database decides who has the room."""
    try:
        told = _told_before(session, scene, row)
        own = in_own_words.to_be_noted(scene, told.values())
        made = showing.hold(session, scene.conversation, row, _notes(scene, told, own))
    except Refused as problem:
        return _too_late(session, scene, wanted, row, problem.refusal)
    head = showing.together(session, made[0].id)[0]
    hour_of_coming.keep(session, scene, head)
    for kind, sentence in told.items():
        noted.give_to_reception(session, scene, head, kind, sentence, wanted=True)
    notes = {noted.NOTE: ". ".join(filter(None, (told.get(noted.NOTE), *own)))} if own else {}
    hour_is_told = coming_at.told_time(scene.words, scene.language) is not None
    news = {
        kind: words for kind, words in (told | notes).items() if not (hour_is_told and kind == noted.LATE)
    }
    said = noted.said(session, scene, head, news) if news else ""
    said = "\n".join(filter(None, (said, *names_counted.told_with_the_order(session, scene, head))))
    turn = saying(paying.begin(session, scene, made), said)
    no_pet = noted.PET in noted.before_booking(scene) and noted.PET not in told
    return saying(turn, pets.not_in_this_room(session, scene, made[0])) if no_pet else turn


def _told_before(session: Session, scene: Scene, row: QuoteShown) -> dict[str, str]:
    """What was told of wishes and companions; no dog is noted on a room that takes none.

    Whose the only room is, is the name of the booking.
    """
    told = noted.before_booking(scene)
    parts = showing.parts_of(session, row)
    slugs = {part.room_type.slug for part in parts}
    if len(parts) == 1 and who_sleeps_there.is_of_one_room(told.get(noted.NAMES, "")):
        del told[noted.NAMES]
    if noted.PET in told and not pets.taken_in(session, scene, slugs):
        del told[noted.PET]
    return told


def saying(turn: Turn, more: str) -> Turn:
    """More of the room that is held, above the question how it is paid."""
    if not more or not turn.says:
        return turn
    first, *rest = turn.says
    if not isinstance(first, Text | Buttons | LinkButton):
        return turn
    held, _, question = first.body.rpartition("\n\n") if isinstance(first, Buttons) else (first.body, "", "")
    body = "\n\n".join(filter(None, (held, more, question)))
    return replace(turn, says=(replace(first, body=body), *rest))


def _notes(scene: Scene, told: dict[str, str], own: Sequence[str]) -> str:
    lines = (noted.line(scene, kind, words) for kind, words in told.items())
    notes = (noted.line(scene, noted.NOTE, one) for one in own)
    return "\n".join(filter(None, (naming.note(scene), *lines, *notes)))


def _too_late(session: Session, scene: Scene, wanted: Wanted, row: QuoteShown, refusal: Refusal) -> Turn:
    taken = refusal.why in (WhyNot.FULL, WhyNot.ROOM_TAKEN)
    showing.close(row, Outcome.TAKEN if taken else Outcome.REPRICED)
    lead = scene.say("booking.taken_meanwhile" if taken else "booking.changed_meanwhile")
    return offering.go(session, scene, wanted, lead=lead)


def _changed(session: Session, scene: Scene, wanted: Wanted, row: QuoteShown) -> Turn | None:
    """Nothing while the quote stands exactly as it was shown, and may still be believed."""
    if row.expires_at <= scene.now:
        return _fresh(session, scene, wanted, row, lead=scene.say("booking.been_a_while"))
    fresh = showing.again(session, row)
    if isinstance(fresh, Refusal):
        return _too_late(session, scene, wanted, row, fresh)
    if not showing.same_terms(fresh, showing.parts_of(session, row)):
        return _repriced(session, scene, wanted, row, fresh)
    if _was_free_to_cancel(session, scene, row, fresh):
        showing.close(row, Outcome.REPRICED)
        return _anew(session, scene, wanted, row, fresh, lead=scene.say("booking.free_has_passed"))
    return None


def _was_free_to_cancel(session: Session, scene: Scene, row: QuoteShown, parts: Sequence[Part]) -> bool:
    """The hour until which cancelling costs nothing passed between the offer and the yes: taken is what was told."""
    quotes = [quote for part in parts for quote in part.quotes]
    return any(
        selling.free_until(session, scene.hotel, quote, row.shown_at) is not None
        and selling.free_until(session, scene.hotel, quote, scene.local_now) is None
        for quote in quotes
    )


def _fresh(session: Session, scene: Scene, wanted: Wanted, row: QuoteShown, lead: str = "") -> Turn:
    """What was shown, restated at today's price; looked for again where it is had no more."""
    fresh = showing.again(session, row)
    if isinstance(fresh, Refusal) or not showing.is_free(session, scene.conversation, fresh):
        why = fresh if isinstance(fresh, Refusal) else Refusal(WhyNot.FULL)
        return _too_late(session, scene, wanted, row, why)
    kept = showing.parts_of(session, row)
    if not showing.same_terms(fresh, kept):
        return _repriced(session, scene, wanted, row, fresh)
    if row.outcome == Outcome.OPEN and row.expires_at > scene.now:
        return restating.restate(session, scene, wanted, row, kept, lead)
    return _anew(session, scene, wanted, row, fresh, lead)


def _repriced(session: Session, scene: Scene, wanted: Wanted, row: QuoteShown, fresh: Sequence[Part]) -> Turn:
    showing.close(row, Outcome.REPRICED)
    before, now = showing.total_of(showing.parts_of(session, row)), showing.total_of(fresh)
    lead = scene.say("booking.repriced", before=words.money(scene, before), now=words.money(scene, now))
    return _anew(
        session, scene, wanted, row, fresh, lead if before != now else scene.say("booking.changed_meanwhile")
    )


def _anew(
    session: Session, scene: Scene, wanted: Wanted, row: QuoteShown, fresh: Sequence[Part], lead: str
) -> Turn:
    showing.open_anew(session, scene.conversation)
    new = showing.show(session, scene.conversation, showing.wish_of(row), fresh, row.kind)
    return restating.restate(session, scene, wanted, new, fresh, lead)


def wanted_of(session: Session, scene: Scene, row: QuoteShown) -> Wanted:
    """The wish as it stands once this offer is the one being talked about."""
    gone = scene.memory.party.not_wanted
    parts = showing.parts_of(session, row)
    if not parts:
        wish = showing.wish_of(row)
        return Wanted(
            StaySoFar(wish.check_in, wish.check_out, wish.stay.length),
            PartySoFar(
                wish.adults, len(wish.children), wish.children, wish.rooms, wish.room_type, not_wanted=gone
            ),
        )
    stay, party = words.whole_stay(parts), words.whole_party(parts)
    rooms = words.rooms_side_by_side(parts)
    kind = parts[0].room_type.slug if len({part.room_type.slug for part in parts}) == 1 else None
    return Wanted(
        StaySoFar(stay.check_in, stay.check_out, stay.length),
        PartySoFar(party.adults, len(party.children), party.children, rooms, kind, not_wanted=gone),
    )


def of_type(session: Session, scene: Scene, slugs: Sequence[str]) -> list[QuoteShown]:
    """The open offers that are of one of these types, the cheapest first."""
    rows = showing.open_in(session, scene.conversation)
    fitting = [row for row in rows if not slugs or {part["room_type"] for part in row.parts} <= set(slugs)]
    return sorted(fitting, key=lambda row: row.total or 0)


def without_type(wanted: Wanted) -> Wanted:
    return replace(wanted, party=replace(wanted.party, room_type=None))
