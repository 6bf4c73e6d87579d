"""Reads a turn's words in the light of what was said before, and keeps what they add of stay and people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from core.domain.memory import About, Asked, Memory, Party, StaySoFar
from core.domain.so_far import Before
from core.flows import ages, alarms, tongues, who_comes
from core.flows.booking.progress import NAME as BOOKING
from core.flows.booking.progress import Step
from core.flows.coming_at import another_hour, on_their_day
from core.flows.context import context_of
from core.flows.manners import beyond_courtesies
from core.flows.plainly import plainly
from core.flows.topics import named
from core.flows.understand import Context, Guess, StayReading, Understanding, own_booking, read, temper
from core.flows.understand.beside import beside_the_party, beside_the_stay
from core.flows.understand.birthdays import as_ages
from core.flows.understand.calling_off import free_until_a_day
from core.flows.understand.changing import told_back
from core.flows.understand.corrections import corrected
from core.flows.understand.days_off import without_days_off
from core.flows.understand.included import with_what_is_included
from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.labels import COURTESIES, FOR_RECALL, LABELS
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.joining import who_joins
from core.flows.understand.joining.so_many import counted_once
from core.flows.understand.keeping import runs_out, speaks_of_later
from core.flows.understand.kind_taken_back import without_kind_taken_back, without_what_is_forgotten
from core.flows.understand.mishaps import without_reason
from core.flows.understand.misheard import without_what_it_sounds_like
from core.flows.understand.one_end import only_leaves
from core.flows.understand.part_of_stay import beside_the_part
from core.flows.understand.payers import as_the_payer
from core.flows.understand.pets import pet_names, told_of_it, with_it_named, with_pets_for_names
from core.flows.understand.questions import wants_either, without_either
from core.flows.understand.relayed import in_own_words
from core.flows.understand.so_many_nights import with_either
from core.flows.understand.somebody_comes import without_their_nights
from core.flows.understand.stay import Clock
from core.flows.understand.temper import Mood
from core.flows.understand.text import has_figures, normalise
from core.services.phrases import LANGUAGES
from core.services.scenes import Scene

_SHORT: Final = 4
_PRICED: Final = frozenset({Step.CHOICE, Step.YES, Step.CHANGE, Step.NAME})
# What a "yes or no" is taken for.
_EITHER: Final = frozenset({"yes", "no", "inform", "book", "confirm_booking"})
_CHOSEN: Final = frozenset({Step.CHOICE, Step.YES, Step.NAME, Step.PAY, Step.GIVE_UP})
# Fainter than this a wish is only imagined, however sure the whole looks.
FLOOR: Final = 0.3
_CLEAR: Final = 0.85
_MOST_PIECES: Final = 12
# Plain questions: a slightly wrong answer costs little, and many fit into one reply.
PLAIN: Final = (
    "ask_location", "ask_hours", "ask_photos", "ask_room", "ask_amenity", "ask_policy", "ask_payment",
)  # fmt: skip
_OF_THE_HOUSE: Final = COURTESIES.union(PLAIN) - {"ask_payment", "ask_policy"}
_BARE_HOURS: Final = re.compile(r"(?i)(?:(?:y|e|and)\s+)?(?:el\s+|o\s+)?check[ -]?(?:in|out)\s*[?!.]*")
_ABOUT_WRITING: Final = re.compile(
    r"(?i)escrib|escrev|writ|mensa[jg]|messag|text|contact|mand|env[ií]|llam|call|lig(?:ue|ar|uem)|whats|wpp|chat"
    r"|stop|unsub|subscri|suscri|inscri|(?:^|[.,;!\n] *|\b(?:de|la|una|mi|quiero|pido|solicito"
    r"|por favor) )baja\b(?! temporada)"
    r"|\balta\b|lista|list\b"
    r"|sair(?! (?:mais )?(?:antes|cedo))|parar|parem|\bpare\b|spam|public|promo"
    r"|molest|incomod|bother|\bpaz\b|alone|d[eé]jen|dejame|deja[dr]|borr|elimin|remov|delet|n[uú]mero|number"
)
# Lost among lists and buttons, and asking for a word of help.
_PUZZLED: Final = re.compile(
    r"(?i)\bno (?:lo |la )?(?:entiend|entend|comprend)|don'?t (?:get|understand)|n[aã]o entend"
)
_PIECES: Final = re.compile(r"[.,;:?!\n]+|\s(?:y|e|and)\s")


def hear(scene: Scene) -> Understanding:
    """The whole message in one reading, and then what that reading is known to pass over."""
    words = as_the_payer(in_own_words(scene.words, scene.memory.asked))
    words = without_days_off(without_kind_taken_back(without_reason(without_what_is_forgotten(words))))
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
    meant = _without_false_stops(_with_every_stop(another_hour(meant, scene.memory.wish), scene))
    return without_what_it_sounds_like(_with_every_question(_without_days_of_else(meant, scene), words))


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
    if alarm is None or not asks or alarm.confidence >= 0.5 or temper.mood(meant.text) is Mood.DANGER:
        return meant
    return replace(meant, intents=tuple(guess for guess in meant.intents if guess is not alarm), answer=True)


def _without_false_stops(meant: Understanding) -> Understanding:
    """ "I don't want it any more" is about a room; a stop speaks of writing, or is one of the words for it."""
    if "opt_out" not in meant.names:
        return meant
    others = tuple(guess for guess in meant.intents if guess.name != "opt_out")
    if own_booking.is_shown(normalise(meant.text)):
        return meant.heard_as("booking_status", _CLEAR)
    puzzled = _PUZZLED.search(meant.text) is not None and "help" in meant.names
    if meant.stay.extra_nights and own_booking.takes_off(meant.text, meant.language.spoken):
        return meant.heard_as("modify_booking", _CLEAR)
    of_theirs = own_booking.takes_off(meant.text, meant.language.spoken)
    if _ABOUT_WRITING.search(meant.text) and not (puzzled or of_theirs):
        return meant
    return replace(meant, intents=others or (Guess("no", _CLEAR),))


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
    memory, party, asked, context = scene.memory, scene.memory.party, scene.memory.asked, context_of(scene)
    lang = context.language or context.hotel_language
    words = told_of_it(counted_once(without_their_nights(words)), memory.recent, lang, anew=not memory.flow)
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
        return beside_the_party(party, beside_the_stay(heard, asked), asked)

    heard = with_either(reads(words), asked, memory.stay.check_in)
    joined = who_joins(party, heard, reads, memory.named, memory.before)
    return corrected(party, joined, memory.recent[-1] if memory.recent else "", of_ages=of_ages)


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


def _with_every_stop(meant: Understanding, scene: Scene) -> Understanding:
    """A stop in a line of its own is a stop, whatever stands in the lines around it."""
    lines = [line for line in scene.words.splitlines() if 0 < len(line.split()) <= _SHORT]
    if len(scene.words.splitlines()) < 2 or "opt_out" in meant.names:
        return meant
    if any("opt_out" in read(line, context_of(scene)).names for line in lines):
        return replace(meant, intents=(Guess("opt_out", 0.99), *meant.intents))
    return meant


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


def language_of(scene: Scene, meant: Understanding) -> str:
    """As asked for; of the words when there are any, then of the conversation, then the hotel's own."""
    wanted = tongues.chosen(scene) or tongues.asked_for(scene.words)
    if wanted is not None:
        return wanted
    spoken = scene.conversation.language or scene.guest.language
    if scene.words and not spoken and (word := tongues.told_by_a_word(scene.words)):
        return word
    if scene.words:
        return meant.language.lang
    return spoken or (scene.hotel.language if scene.hotel.language in LANGUAGES else LANGUAGES[0])


def gathered(memory: Memory, meant: Understanding) -> Memory:
    """Memory with what this message adds of dates and people; what it says anew replaces what was said before."""
    name = meant.entities.name or memory.name
    # One more night of a stay that is booked already changes no wish.
    said = meant.stay if memory.flow == BOOKING else replace(meant.stay, extra_nights=None)
    stay = _stay(memory.stay, said)
    party = who_comes.after(memory, meant, stay.check_in)
    if meant.undoes and (was := memory.before) is not None:
        stay = stay if meant.stay else was.stay or memory.stay
        party = was.party or memory.party
        return replace(memory, stay=stay, party=party, named=was.named, before=None, name=name)
    party = who_comes.with_ages_told_before(memory, party)
    before = memory.before if meant.again else _before(memory, stay, party)
    named = memory.named if meant.named is None else meant.named
    return replace(memory, stay=stay, party=party, named=named, before=before, name=name)


def _before(memory: Memory, stay: StaySoFar, party: Party) -> Before | None:
    """How it was, where this message changed what was known; adding what was still missing changes nothing."""
    known = memory.party
    who = [(one.adults, one.children or 0, one.child_ages) for one in (known, party)]
    of_party = known if known.complete and who[0] != who[1] else None
    of_stay = memory.stay if memory.stay.check_in and memory.stay.check_out and stay != memory.stay else None
    if of_party is None and of_stay is None:
        return replace(memory.before, just=False) if memory.before is not None else None
    return Before(of_stay, of_party, memory.named)


def _stay(known: StaySoFar, said: StayReading) -> StaySoFar:
    if said.extra_nights and not said.check_in and not said.check_out and known.check_in and known.nights:
        length = known.nights + said.extra_nights
        if length < 1:
            return known
        first = known.check_in - timedelta(days=said.extra_nights if said.at_the_start else 0)
        return StaySoFar(first, first + timedelta(days=length), length)
    if not said or said.candidates:
        return replace(known, month=said.within.check_in.replace(day=1) if said.within else known.month)
    if said.nights and known.check_in and not said.check_in and not said.check_out:
        return StaySoFar(known.check_in, known.check_in + timedelta(days=said.nights), said.nights)
    check_in = said.check_in or known.check_in
    check_out = said.check_out or (known.check_out if None in (said.check_in, known.check_in) else None)
    if check_in and check_out and check_out <= check_in:
        return StaySoFar(said.check_in, said.check_out, said.nights)
    nights = (check_out - check_in).days if check_in and check_out else said.nights or known.nights
    return StaySoFar(check_in, check_out, nights, None if check_in or check_out else known.month)
