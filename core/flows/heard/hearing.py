"""Reads a turn's words in the light of what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.domain.memory import About, Asked, Memory
from core.flows.booking.progress import NAME as BOOKING
from core.flows.booking.progress import Step
from core.flows.courtesy.manners import beyond_courtesies
from core.flows.courtesy.stop_writing import with_every_stop, without_false_stops
from core.flows.facts import ages
from core.flows.facts.coming_at import another_hour, on_their_day, without_asking_to_note
from core.flows.facts.topics import named
from core.flows.heard import way_told
from core.flows.heard.context import context_of
from core.flows.heard.plainly import plainly
from core.flows.heard.surname import with_their_first_name
from core.flows.person import alarms
from core.flows.understand import Context, Guess, StayReading, Understanding, read
from core.flows.understand.alarms import temper
from core.flows.understand.alarms.false_alarms import only_tells_of_a_need
from core.flows.understand.alarms.mishaps import without_reason
from core.flows.understand.alarms.misheard import without_what_it_sounds_like
from core.flows.understand.alarms.names_that_ring import once_told, with_the_real_name
from core.flows.understand.alarms.temper import Mood
from core.flows.understand.alarms.told_beforehand import as_told_beforehand
from core.flows.understand.answers.at_home import without_who_is_asked_at_home
from core.flows.understand.answers.calling_off import free_until_a_day
from core.flows.understand.answers.keeping import runs_out, speaks_of_later
from core.flows.understand.answers.questions import wants_either, without_either
from core.flows.understand.answers.relayed import in_own_words
from core.flows.understand.changing import told_back
from core.flows.understand.days.days_off import without_days_off
from core.flows.understand.days.one_end import only_leaves
from core.flows.understand.days.part_of_stay import beside_the_part
from core.flows.understand.days.so_many_nights import with_either
from core.flows.understand.heads.age_corrected import with_the_age_corrected
from core.flows.understand.heads.beside import beside_the_party, beside_the_stay
from core.flows.understand.heads.birthdays import as_ages
from core.flows.understand.heads.corrections import corrected
from core.flows.understand.heads.only_spoken_of import without_who_is_only_spoken_of
from core.flows.understand.heads.payers import as_the_payer
from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL, LABELS
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.joining import who_joins
from core.flows.understand.joining.so_many import counted_once, summed_up
from core.flows.understand.joining.wanted_back import as_it_was, wants_it_back
from core.flows.understand.own_stay.somebody_comes import without_their_nights
from core.flows.understand.stay import Clock
from core.flows.understand.text import has_figures, normalise
from core.flows.understand.which_room.fewer_rooms import with_one_less
from core.flows.understand.which_room.kind_taken_back import (
    without_kind_taken_back,
    without_what_is_forgotten,
)
from core.flows.understand.which_room.singles_are_beds import as_beds
from core.flows.understand.wishes.included import with_what_is_included
from core.flows.understand.wishes.invoice_named import in_one
from core.flows.understand.wishes.pet_by_name import pet_names
from core.flows.understand.wishes.pets import told_of_it, with_it_named, with_pets_for_names
from core.services.scenes import Scene

_PRICED: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE, Step.NAME})
# What a "yes or no" is taken for.
_EITHER: Final = frozenset({"yes", "no", "inform", "book", "confirm_booking"})
_CHOSEN: Final = frozenset({Step.CHOICE, Step.YES, Step.NAME, Step.PAY, Step.GIVE_UP})
# Fainter than this a wish is only imagined, however sure the whole looks.
FLOOR: Final = 0.3
_CLEAR: Final = 0.85
_MOST_PIECES: Final = 12
_JUST_NOW: Final = 2
# Plain questions: a slightly wrong answer costs little, and many fit into one reply.
PLAIN: Final = (
    "ask_location", "ask_hours", "ask_photos", "ask_room", "ask_amenity", "ask_policy", "ask_payment",
)  # fmt: skip
_OF_THE_HOUSE: Final = COURTESIES.union(PLAIN) - {"ask_payment", "ask_policy"}
_BARE_HOURS: Final = re.compile(r"(?i)(?:(?:y|e|and)\s+)?(?:el\s+|o\s+)?check[ -]?(?:in|out)\s*[?!.]*")
_PIECES: Final = re.compile(r"[.,;:?!\n]+|\s(?:y|e|and)\s")


def hear(scene: Scene) -> Understanding:
    """The whole message in one reading; a name that is known by now and sounds of danger is a name in it."""
    told = (scene.memory.name or "", scene.guest.name or "", *scene.memory.recent)
    words = once_told(scene.words, told)
    meant = _heard(scene, words)
    if words == scene.words:
        return meant
    entities = replace(meant.entities, name=with_the_real_name(meant.entities.name, scene.words))
    return replace(meant, text=with_the_real_name(meant.text, scene.words) or meant.text, entities=entities)


def _heard(scene: Scene, words: str) -> Understanding:
    """What the whole reads as, and then what that reading is known to pass over."""
    words = as_the_payer(in_one(in_own_words(words, scene.memory.asked)))
    words = without_who_is_asked_at_home(words) if scene.memory.flow else words
    words = without_who_is_only_spoken_of(words, scene.memory.party)
    words = without_days_off(without_kind_taken_back(without_reason(without_what_is_forgotten(words))))
    words = as_beds(with_one_less(words), (scene.memory.said or "", *scene.memory.recent[-_JUST_NOW:]))
    words = without_asking_to_note(words, scene.language)
    meant = hear_words(scene, words)
    if wants_either(words) and (meant.names <= _EITHER or not meant.answer):
        meant = hear_words(scene, without_either(words))
    calmer = alarms.calmer(words, priced=_sees_a_price(scene))
    if "urgent_help" in meant.names and calmer != words:
        meant = hear_words(scene, calmer)
    if "urgent_help" not in meant.names and alarms.rings(calmer):
        meant = replace(meant, intents=(Guess("urgent_help", 0.9), *meant.intents), answer=True)
    meant = beyond_courtesies(with_what_is_included(_without_faint_alarms(meant)), pieces(words))
    if _BARE_HOURS.fullmatch(words.strip()) and "opt_out" not in meant.names:
        return meant.heard_as("ask_hours", 0.9)
    meant = on_their_day(plainly(meant), scene.memory.stay.check_in)
    meant = without_false_stops(with_every_stop(another_hour(meant, scene.memory.wish), scene))
    meant = _with_every_question(_without_days_of_else(meant, scene), words)
    return way_told.beside_a_stay(without_what_it_sounds_like(meant))


def _sees_a_price(scene: Scene) -> bool:
    return scene.memory.flow == BOOKING and scene.memory.data.get("step") in _PRICED


def _without_days_of_else(meant: Understanding, scene: Scene) -> Understanding:
    """ "I'll pay on Monday", "is the pool open on Sunday?", "any discount for a week?" of a room before their eyes."""
    if scene.memory.flow != BOOKING or scene.memory.data.get("step") not in _CHOSEN or not meant.stay:
        return meant
    of_the_house = bool(meant.names) and meant.names <= _OF_THE_HOUSE and meant.answer
    one_day = meant.stay.check_in is not None and not (meant.stay.check_out or meant.stay.nights)
    of_a_price = not (meant.stay.check_in or meant.stay.check_out) and "discounts" in named(
        "policy", meant.text
    )
    if one_day and meant.stay.check_in == scene.memory.stay.check_out and only_leaves(normalise(meant.text)):
        told = meant if meant.answer or "?" in meant.text else meant.heard_as("booking_status", _CLEAR)
        return replace(told, stay=StayReading())
    told_of_cancelling = free_until_a_day(meant.text)
    if told_of_cancelling or speaks_of_later(meant.text) or (of_the_house and one_day) or of_a_price:
        return replace(meant, stay=StayReading())
    return meant


def _without_faint_alarms(meant: Understanding) -> Understanding:
    """ "Is there a lift? My mother uses a wheelchair" asks plainly, and only sounds of help needed."""
    alarm = next((guess for guess in meant.intents if guess.name == "urgent_help"), None)
    asks = any(guess.name in PLAIN and guess.confidence >= _CLEAR for guess in meant.intents)
    asks = asks or runs_out(meant.text)
    if alarm is not None and not asks and only_tells_of_a_need(meant):
        return meant.heard_as("inform", _CLEAR)
    if alarm is None or not asks or alarm.confidence >= 0.5 or temper.mood(meant.text) is Mood.DANGER:
        return meant
    return replace(meant, intents=tuple(guess for guess in meant.intents if guess is not alarm), answer=True)


def as_told(meant: Understanding, wishes: Sequence[str]) -> Understanding:
    """What staff say a guest meant is what was meant; days, people and all else stay as they were read."""
    told = tuple(Guess(name, 1.0) for name in wishes if name in LABELS)
    return replace(meant, intents=told, rivals=(), right=1.0, answer=True) if told else meant


def hear_words(scene: Scene, words: str) -> Understanding:
    beside = beside_the_part(words)
    if beside is not None and (scene.memory.flow == BOOKING or has_figures(beside)):
        told = any(map(str.isalnum, beside))
        heard = hear_words(scene, beside) if told else read("", context_of(scene)).heard_as("inform", _CLEAR)
        return replace(heard, text=words)
    memory, party, asked = scene.memory, scene.memory.party, scene.memory.asked
    context = context_of(scene, words)
    lang = context.language or context.hotel_language
    words = counted_once(summed_up(without_their_nights(words), lang))
    words = told_of_it(words, memory.recent, lang, anew=not memory.flow)
    words = with_it_named(with_pets_for_names(words, pet_names((*memory.recent, words))), memory.recent)
    words = as_ages(
        words, lang, context.now.date(), lambda: read(words, context).stay.check_in or memory.stay.check_in
    )
    if ages.are_told(party, words, lang):
        asked = Asked(About.AGES)
        context = replace(context, asked=asked)
    of_ages = asked is not None and asked.about is About.AGES
    if of_ages:
        words = ages.of_all(memory, words, lang)

    def reads(said: str) -> Understanding:
        heard = without_what_it_sounds_like(_without_days_told_back(read(said, context), memory, context))
        heard = as_told_beforehand(heard, lambda rest: read(rest, context))
        return beside_the_party(party, beside_the_stay(heard, asked), asked)

    heard = with_either(reads(words), asked, memory.stay.check_in)
    if wants_it_back(heard.text):
        return as_it_was(heard)
    joined = who_joins(party, heard, reads, memory.named, memory.before)
    heard = corrected(party, joined, memory.recent[-1] if memory.recent else "", of_ages=of_ages)
    return with_their_first_name(scene, with_the_age_corrected(party, heard))


def _without_days_told_back(meant: Understanding, memory: Memory, context: Context) -> Understanding:
    was, now = memory.before.stay if memory.before is not None else None, memory.stay
    if was is None or not meant.stay or now.check_in is None or now.check_out is None:
        return meant
    clock = Clock(context.now, context.zone, context.country, context.holidays)
    before = StayReading(was.check_in, was.check_out, was.nights)
    again = told_back(meant.text, meant.language.spoken, clock, before, (now.check_in, now.check_out))
    if not again:
        return meant
    yes = meant.text.split()[0]
    return replace(meant.heard_as("yes", _CLEAR), text=yes, stay=StayReading(), agrees=True)


def in_order(scene: Scene, names: list[str]) -> list[str]:
    """Wishes in the order in which the message speaks of them, piece by piece."""
    places = [{guess.name for guess in decide(piece).intents} for piece in pieces(scene.words)]
    last = len(places)
    return sorted(
        names, key=lambda name: next((at for at, found in enumerate(places) if name in found), last)
    )


def pieces(words: str) -> list[str]:
    """A message cut where one question may end and the next begin."""
    return [piece for piece in _PIECES.split(words) if piece.strip()]


def _with_every_question(meant: Understanding, words: str) -> Understanding:
    """ "Where are you, and the times?": a short second question drowns in the first; alone it is clear."""
    parts = pieces(words)
    if not 2 <= len(parts) <= _MOST_PIECES or meant.names & FOR_RECALL:
        return meant
    if meant.names == {"booking_status"} and is_said("pass_again", normalise(words)):
        return meant  # a picture that was lost is the QR
    if is_said("shown_and_gone", normalise(words)):
        return meant  # what was shown there is a room, and no picture
    sure = {guess.name for guess in meant.intents if guess.confidence >= FLOOR}
    heard = [guess for verdict in map(decide, parts) if verdict.answer for guess in verdict.intents]
    told = [guess for guess in heard if guess.name in PLAIN and guess.confidence >= _CLEAR]
    found = {guess.name: guess for guess in told if guess.name not in sure}
    if not found:
        return meant
    others = tuple(guess for guess in meant.intents if guess.name in sure)
    harmless = sure <= COURTESIES.union(PLAIN)
    return replace(meant, intents=(*found.values(), *others), answer=meant.answer or harmless)
