"""From scores to an answer: which intents were meant, how sure that is, and whether it may be acted on.

What is measured and may be measured again (calibration, thresholds) lies in `gate.json`; what is a matter of principle
(a table is never a room, danger is heard early) is here.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Final, NamedTuple

from core.base.kept import table
from core.flows.understand.alarms.names_that_ring import without_names
from core.flows.understand.intents.features import Features, featurise
from core.flows.understand.intents.labels import (
    ANSWERS,
    CAREFUL,
    COURTESIES,
    FOR_RECALL,
    LABELS,
    TOUCH_BOOKING,
)
from core.flows.understand.intents.model import model, total
from core.flows.understand.intents.plainly_said import as_plainly_said, loudest, without_thanks_to_heaven

GATE_FILE: Final = Path(__file__).parent / "gate.json"
_SERVICES: Final = frozenset({"table", "wellness", "ride", "outing"})
_BY_NAME: Final = tuple(sorted(LABELS))
_BESIDE_WISHES: Final = COURTESIES | ANSWERS
_BESIDE_WISHES_BY_NAME: Final = tuple(sorted(_BESIDE_WISHES))
_WISHES: Final = tuple(name for name in LABELS if name not in _BESIDE_WISHES)
_NO_COURTESIES: Final = tuple(name for name in LABELS if name not in COURTESIES)
_LIKELIER_THAN_AMENITY: Final = tuple(name for name in _NO_COURTESIES if name != "ask_amenity")
_ROOMS: Final = frozenset({"room", "room_part", "night"})
_NAMED: Final = _SERVICES | {"amenity", "facility", "supply", "device"}
_PLACES: Final = {name: place for place, name in enumerate(LABELS)}
_of_wishes: Final = itemgetter(*(_PLACES[name] for name in _NO_COURTESIES))
_HEARD_AT: Final = 0.3
_DANGER_AT: Final = 0.2
_FLOOR_OF_PERSONS, _THANKED = 0.5, 0.9
_SHORT: Final = 10
LONG: Final = 18
_CLEARLY: Final = 0.3
# Whatever the gate has learned from messages that were mostly plain: what is hardly heard is never acted on.
_FLOOR: Final = 0.45
_NEARLY, _NEARLY_HEARD = 0.25, 0.4
# What a clear answer or courtesy weighs against a wish: hellos stand before nearly everything.
_WORTH: Final = {"thanks": 0.65, "bye": 0.65, "greet": 0.2}
_WORTH_OF_ANSWERS: Final = 0.75
_STOP_WORDS: Final = frozenset(
    {"stop", "baja", "parar", "sair", "pare", "unsubscribe", "desuscribir", "opt out", "dar de baja"}
)
_START_WORDS: Final = frozenset({"alta", "start", "unstop", "subscribe", "suscribir", "dar de alta"})


class Guess(NamedTuple):
    name: str
    confidence: float


@dataclass(frozen=True)
class Gate:
    """Calibration of single labels, the chance that a whole answer is right, and how much chance is enough."""

    slope: float
    offset: float
    per_length: float
    by_label: dict[str, float]
    rightness: tuple[float, ...]
    enough_plain: float
    enough_careful: float
    enough_long: float = 0.0
    chosen_at: float = 0.5

    @cached_property
    def own(self) -> tuple[float, ...]:
        """What is added to each label, in their order."""
        return tuple(self.by_label.get(label, 0.0) for label in LABELS)


class Verdict(NamedTuple):
    """`rivals` were thought of and not chosen: the buttons of a question back. `right` is the chance of being right."""

    intents: tuple[Guess, ...]
    rivals: tuple[Guess, ...]
    right: float
    answer: bool


@table
def gate(path: Path = GATE_FILE) -> Gate:
    held = json.loads(path.read_text(encoding="utf-8"))
    return Gate(**{**held, "rightness": tuple(held["rightness"])})


def decide(text: str, rules: Gate | None = None) -> Verdict:
    """A turn asks several times what the same words want: by the shipped gate they are weighed once."""
    return _decide(text, rules) if rules is not None else _by_the_shipped_gate(text)


@lru_cache(maxsize=1024)
def _by_the_shipped_gate(text: str) -> Verdict:
    return _decide(text, gate())


def _decide(text: str, rules: Gate) -> Verdict:
    keyword = " ".join(text.lower().split()).strip("!. ")
    if keyword in _STOP_WORDS or keyword in _START_WORDS:
        name = "opt_out" if keyword in _STOP_WORDS else "opt_in"
        return Verdict((Guess(name, 0.99),), (), 0.99, answer=True)
    heard = hear(without_names(without_thanks_to_heaven(text)))
    return judge(heard, chances(heard, rules), rules)


class Heard(NamedTuple):
    """A message weighed by the model: `parts` are what its words, letters and meanings say, each by itself."""

    features: Features
    parts: list[list[float]]
    scores: list[float]


def hear(text: str) -> Heard:
    features = featurise(text)
    parts = model().parts(features)
    return Heard(features, parts.tolist(), (total(parts) + model().bias).tolist())


def chances(heard: Heard, rules: Gate) -> dict[str, float]:
    """The calibrated chance of every label, after what principle forbids has been taken away."""
    features, scores = heard.features, heard.scores
    level = rules.offset + rules.per_length * math.log(1 + features.count)
    slope, exp = rules.slope, math.exp
    found = {
        label: 1 / (1 + exp(-(slope * score + level + own)))
        for label, score, own in zip(LABELS, scores, rules.own, strict=True)
    }
    found = _thanks_ask_for_nobody(no_table_is_a_room(found, features.cues))
    return as_plainly_said(
        _something_is_named(found, features.cues), features.plain, features.cues, features.count
    )


def _thanks_ask_for_nobody(found: dict[str, float]) -> dict[str, float]:
    """ "Thank you for contacting us": whoever wants a person says it louder than that."""
    if found["thanks"] < _THANKED or found["human"] >= _FLOOR_OF_PERSONS:
        return found
    return found | {"human": min(found["human"], 0.02)}


def no_table_is_a_room(found: dict[str, float], cues: frozenset[str]) -> dict[str, float]:
    """Cancelling a dinner must not touch the room: what is said of a table, massage or transfer stays with it."""
    if not cues & _SERVICES:
        return _no_room_is_a_table(found)
    booked = found["service_booking"]
    strayed = {label for label in TOUCH_BOOKING if not cues & _ROOMS or booked > found[label] - _CLEARLY}
    if max((found[label] for label in strayed), default=0.0) > booked and not cues & _ROOMS:
        found["service_booking"] = max(found[label] for label in strayed)
    return {label: min(chance, 0.02) if label in strayed else chance for label, chance in found.items()}


def _no_room_is_a_table(found: dict[str, float]) -> dict[str, float]:
    """Where no table, massage or ride is named, "I want to book for the 20th" is of a room alone."""
    booked = found["service_booking"]
    if booked >= loudest(found, TOUCH_BOOKING):
        return found
    return found | {"service_booking": booked / 2}


def _something_is_named(found: dict[str, float], cues: frozenset[str]) -> dict[str, float]:
    """ "Is there room?" asks for no amenity: one has to be named, unless nothing likelier was heard."""
    if cues & _NAMED or found["ask_amenity"] >= loudest(found, _LIKELIER_THAN_AMENITY):
        return found
    return found | {"ask_amenity": found["ask_amenity"] / 2}


def judge(heard: Heard, found: dict[str, float], rules: Gate) -> Verdict:
    features = heard.features
    ranked = sorted(_BY_NAME, key=found.__getitem__, reverse=True)
    heard_at = dict.fromkeys(FOR_RECALL, _HEARD_AT)
    chosen = [name for name in ranked if found[name] >= heard_at.get(name, rules.chosen_at)]
    wish = next(name for name in ranked if name not in COURTESIES)
    best = wish if found[wish] > _faint(found) or not chosen else chosen[0]
    if best not in chosen:
        chosen.append(best)
    kept = _what_it_is_for(found, _tidied(chosen, features.count), features.count)
    right = rightness(heard, found, kept, rules)
    answer = right >= enough(features, kept, rules) and found[kept[0]] >= _FLOOR and not _torn(found, kept)
    called = any(name in FOR_RECALL and found[name] >= _HEARD_AT for name in kept)
    # Danger that nothing else outweighs is heard however softly it was said.
    called |= kept[0] == "urgent_help" and found["urgent_help"] >= _DANGER_AT
    rivals = [name for name in ranked[: len(kept) + 3] if name not in kept][:3]
    return Verdict(
        tuple(Guess(name, round(found[name], 3)) for name in kept),
        tuple(Guess(name, round(found[name], 3)) for name in rivals if found[name] > 0.05),
        round(right, 3),
        answer or called,
    )


def _torn(found: dict[str, float], kept: list[str]) -> bool:
    """Two wishes heard nearly alike, of which one alone may be meant, are a question to the guest."""
    if len(kept) > 1 or kept[0] in _BESIDE_WISHES:
        return False
    others = max([found[name] for name in _WISHES if name != kept[0]])
    return found[kept[0]] - _NEARLY < others > _NEARLY_HEARD


def enough(features: Features, kept: list[str], rules: Gate) -> float:
    """How sure is sure enough: surer where a booking or money moves, surer where somebody talked at length."""
    wanted = rules.enough_careful if CAREFUL & set(kept) else rules.enough_plain
    return max(wanted, rules.enough_long) if features.count > LONG else wanted


def _faint(found: dict[str, float]) -> float:
    """Below this a wish is only imagined: thanks and goodbyes may be all a message is for, a hello seldom is."""
    return 0.35 if max(found["thanks"], found["bye"]) > 0.8 else 0.12


def _tidied(chosen: list[str], count: int) -> list[str]:
    """Wishes first; bare facts only where there is no wish; no hello in passing beside a wish told at length."""
    wishes = [name for name in chosen if name not in _BESIDE_WISHES]
    answers = [name for name in chosen if name in ANSWERS and not (name == "inform" and wishes)]
    courtesies = [name for name in chosen if name in COURTESIES]
    said = wishes + answers
    return said + courtesies if not said or count <= _SHORT else said


def _what_it_is_for(found: dict[str, float], kept: list[str], count: int) -> list[str]:
    """A faint wish heard beside a clear yes, a clear thank-you or bare facts was only imagined."""
    wish = loudest(found, _WISHES)
    worth = {name: found[name] * _WORTH.get(name, _WORTH_OF_ANSWERS) for name in _BESIDE_WISHES_BY_NAME}
    if count > _SHORT:
        worth["greet"] = 0.0  # nobody says hello at such length
    best = max(worth, key=worth.__getitem__)
    if worth[best] <= wish or kept[0] == best or FOR_RECALL & set(kept):
        return kept
    return [best, *(name for name in kept if name in _BESIDE_WISHES and name != best)]


def rightness(heard: Heard, found: dict[str, float], kept: list[str], rules: Gate) -> float:
    weighed = zip(rules.rightness, signs(heard, found, kept), strict=True)
    return 1 / (1 + math.exp(-sum(weight * sign for weight, sign in weighed)))


def signs(heard: Heard, found: dict[str, float], kept: list[str]) -> tuple[float, ...]:
    """What tells a right answer from a wrong one without knowing the message.

    The last three are by how much words, letters and meanings, each by itself, would have chosen the same.
    """
    features = heard.features
    wishes = [name for name in kept if name not in COURTESIES] or kept
    others = [found[name] for name in _NO_COURTESIES if name not in kept]
    lowest, highest = min(found[name] for name in wishes), max(found[name] for name in wishes)
    return (
        1.0, _logit(lowest), _logit(highest), _logit(max(others, default=0.0)), float(len(wishes) > 1),
        math.log(1 + features.count), len(features.cues) / (1 + features.count),
        float(features.count <= 3), sum(others), *_ahead(heard, kept),
    )  # fmt: skip


def _ahead(heard: Heard, kept: list[str]) -> list[float]:
    said = [_PLACES[name] for name in kept]
    ahead = []
    for part in heard.parts:
        first, others = part[said[0]], part.copy()
        for place in said:
            others[place] = -math.inf
        ahead.append(first - max(_of_wishes(others)))
    return ahead


def _logit(chance: float) -> float:
    held = min(max(chance, 0.002), 0.998)
    return math.log(held / (1 - held))
