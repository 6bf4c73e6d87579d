"""A stay said against the one being talked about: its month, its other length, its other order of day and month."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from core.flows.understand.days.around_a_feast import around_a_feast
from core.flows.understand.days.calendar_names import NUMBER_OF_WEEKDAY
from core.flows.understand.days.feasts import only_names_them
from core.flows.understand.days.longer import longer, without_such_nights
from core.flows.understand.days.one_end import Days, from_to
from core.flows.understand.days.plain_days import plain_days
from core.flows.understand.days.shifted import shifted
from core.flows.understand.days.weekday_pairs import paired
from core.flows.understand.days.weekend_before import weekend_before
from core.flows.understand.entities.children import without_heads
from core.flows.understand.entities.little_ones import told_once
from core.flows.understand.stay import Clock, Span, StayReading, Talk, read_stay
from core.flows.understand.stay.days import on_month
from core.flows.understand.stay.eves import is_within, of_so_many
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.stay.strewn import only_strewn
from core.flows.understand.text import covered, has_figures, normalise, numbered
from core.flows.understand.watching import Seldom

# "E se for 3?", "make it 3": nights, where nothing else is counted.
_OTHER_LENGTH: Final = re.compile(
    r"(?:\be se (?:for|fosse|forem|fossem)|\by si (?:fuera|fueran|son|es)|\bmake it|\bwhat if it'?s|\bque sean"
    r"|\bhacelo de|\bfaz) (\d{1,2})(?: noches?| nights?| noites?| dias?| days?| diarias?)?[ ?!.]*$"
)
_FOR_SO_MANY: Final = re.compile(r"(?<!\d )\bpara [1-9](?=$|[ ?!.,;]*$| pessoas?\b)")
# "For 2 on December 4": nobody says a day like this.
_FOR_SO_MANY_ON: Final = re.compile(
    r"\bfor [1-9](?= on (?:the )?[a-z0-9]"
    r"| (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d{1,2}(?:st|nd|rd|th)? ?(?:-|to|til|until|thr))"
)
# "5/12 8/12" is from one to the other.
_TWO_DATES: Final = Seldom(r"(?<![\d/-])(\d{1,2}/\d{1,2}) +(?=\d{1,2}/\d{1,2}(?![\d/]))")
_SLASHES: Final = re.compile(r"\b\d{1,2}/\d{1,2}\b")
_A_WEEKDAY: Final = "|".join(rf"{name}(?:-feira)?" for name in NUMBER_OF_WEEKDAY)
# "And if it's only the 31st?": one night, where no other day is told.
_ONLY_THAT_DAY: Final = re.compile(
    r"\b(?:solo|solamente|nomas|only|just|so|somente|apenas)(?: (?:por|para|on|for|no|em))?(?: (?:el|la|the|o|a))?"
    r"(?: dia)? \d{1,2}(?:st|nd|rd|th)?(?: (?:de|of) [a-z]+)?(?: (?:a|de|por la|la) noche)?[ ?!.]*$"
    r"|\b(?:el|the|dia|o) \d{1,2}(?: (?:de|of) [a-z]+)? (?:solo|solamente|nomas|nada mas|only)[ ?!.]*$"
    rf"|\b(?:solo|solamente|nomas|only|just|so|somente|apenas)(?: (?:por|para|on|for|no|na|em))?(?: (?:el|la|the|o|a))?"
    rf" (?:{_A_WEEKDAY})(?: (?:a|de|por la|la) noche)?[ ?!.]*$"
    rf"|\A(?:(?:el|the|o|a|y|e|and) )*(?:{_A_WEEKDAY}) (?:solo|solamente|nomas|nada mas|only|apenas|so)[ ?!.]*$"
)
# "Yes, that weekend": the one that was talked about, whichever comes first in the calendar.
_THE_SAME: Final = re.compile(
    r"(?i)\b(?:ese|esos|esas?|aquel|el mismo|los mismos|las mismas|that|those|(?:the )?same|mism[oa]s?|mesm[oa]s?"
    r"|esses?|essas?|nesses?|nessas?|o mesmo|os mesmos|as mesmas) (?:mismos? |mesmos? |same )?"
    r"(?:finde|fin de semana|weekend|fds|semana|week|d[ií]as|fechas|days|dates|datas)\b"
)
# Against a stay told before, "the following weekend" needs no calendar of its own.
_WEEK_AFTER: Final = re.compile(
    r"\b(?:(?:el |o )?(?:finde|fin de semana|fim de semana|fds) (?:siguiente|seguinte|posterior|despues|depois"
    r"|de despues|que (?:le |lhe )?(?:sigue|segue)|que vem depois)"
    r"|(?:the )?(?:following weekend|weekend (?:right )?after)"
    r"|(?:el|o) (?:otro|outro) (?:finde|fin de semana|fim de semana))\b"
    r"(?! (?:al?|ao|del?|d[oa]s?|the|to|my|our|next|christmas|new|easter|carnival|epiphany)\b(?! es[aeo]\b))"
)
# "The second half", "some weekend", "around the middle": of the month that is talked of, where none is said.
_PART: Final = re.compile(
    r"\b(?:semanas?|quincena|mitad|findes?|fin(?:es)? de semana|mediados|principios?|comienzos?|fin(?:es)?"
    r"|weeks?|weekends?|fortnight|half|beginning|start|middle|mid|end|fds|fim de semana|quinzena|metade|meados"
    r"|inicio|comeco|final|fim)\b"
)
_ITS_OWN: Final = re.compile(
    r"\b(?:est[ea]s?|prox\w*|que (?:viene|vem)|next|this|siguiente|seguinte|hoy|today|hoje)\b"
)
_OF_THE_MONTH: Final = re.compile(r" (?:de|del|do|of the|of) (?:mes|month)\b")
_OF: Final = {"en": "of"}
_FRIDAY: Final = 4
_WEEK_AFTER_IT: Final = re.compile(
    r"(?:\b(?:en|de|para|na|da|pra|in|on|of|for) )?(?:\b(?:la|a|na|the) )?"
    r"\b(?:(?:otra|outra|following) (?:semana|week)"
    r"|(?<!fim de )(?<!fin de )(?:semana|week) (?:siguiente|seguinte|que sigue|after|posterior))\b"
    r"(?! (?:al?|ao|de|del|da|do|of|next|the|my|our|carnaval|carnival|christmas|new|easter|epiphany)\b)"
)
# A yes to the days as they were just moved.
_AYE: Final = re.compile(
    r"^\W*(?:si+|yes|yep|yeah|sim|dale|ok(?:ay)?|claro|exact\w*|isso|correct\w*)\b(?!.*\?)"
)
# "We can no longer do the 4th to the 6th, what about the 11th to the 13th?"
_NO_MORE: Final = re.compile(
    r"\b(?:can(?:no|')t|cannot|can not|no longer|won'?t|not able|ya no"
    r"|no (?:vamos a )?(?:pod\w+|pued\w+|llegamos|vamos)"
    r"|nao (?:vamos|vou|pod\w+|posso|conseg\w+|da))\b"
)
# "No, one night": only that, and nothing that is denied.
_NO_SO_MANY: Final = re.compile(
    r"\A(no|nao) (?=(?:\d{1,2}|una?|uma|one) (?:noches?|noites?|nights?)(?: (?:nomas|no mas|nada mas|sol[oa]|so|only"
    r"|apenas|somente|mesmo))?[ .!]*\Z)"
)
_A_FIGURE: Final = re.compile(
    r"\W*(?:(?:el|the|o|dia|on|no|day) )*(?P<day>[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\W*"
)
_LONGEST: Final = 60
_TWO: Final = 2
_BOTH_DAYS: Final = re.compile(r"\b\d{1,2} (?:al?|ao|to|hasta|until|ate|-) (?:(?:el|the|o|dia) )*\d{1,2}\b")


def told_back(text: str, lang: str, clock: Clock, before: StayReading, now: Days) -> bool:
    """ "Yes, the same nights a day later", where they have been moved so: nothing is to be moved once more."""
    if _AYE.search(normalise(text)) is None:
        return False
    moved = shifted(text, lang, clock, before)
    return moved is not None and (moved.check_in, moved.check_out) == now


def without_people(text: str, lang: str) -> str:
    """The words with heads, ages and "pra 2" hidden."""
    plain = numbered(normalise(text), lang)
    if not has_figures(plain):
        return text
    plain = told_once(plain, lang)
    hidden = without_heads(plain, lang)
    if lang == "en":
        hidden = _FOR_SO_MANY_ON.sub(covered, hidden)
    if lang == "pt":
        hidden = _FOR_SO_MANY.sub(covered, hidden)
    return text if hidden == plain else hidden


# "El 21 en vez del 20, las mismas 3 noches".
_SAME_NIGHTS: Final = re.compile(
    r"\b(?:mism[oa]s?|same|mesm[oa]s?) (?:(?:cantidad|numero|number|quantidade) (?:de|of) )?"
    r"(?:\d{1,2} |dos |tres |cuatro |cinco |two |three |four |five |duas |quatro )?(?:noches|nights|noites)\b"
)


def _as_long_as_before(text: str, said: StayReading, known: StayReading | None) -> StayReading:
    if known is None or known.check_in is None or known.check_out is None or said.check_in is None:
        return said
    if said.check_in == known.check_in or not _SAME_NIGHTS.search(normalise(text)):
        return said
    length = known.check_out - known.check_in
    return replace(said, check_out=said.check_in + length, nights=length.days)


def read_against(
    text: str,
    lang: str,
    clock: Clock,
    known: StayReading | None,
    month: date | None = None,
    talk: Talk | None = None,
) -> StayReading:
    """What is said of a stay, when another may be known already, or at least the month that is talked of."""
    arrival = known.check_in if known is not None and month is None else None
    whole = known is not None and arrival is not None and known.check_out is not None
    moved = StayReading() if whole and only_names_them(text, lang) else shifted(text, lang, clock, known)
    if moved is not None:
        return _as_long_as_before(text, moved, known)
    if whole:
        text = _THE_SAME.sub(" ", text) if _THE_SAME.search(normalise(text)) else text
    if around := weekend_before(text, clock, known) or around_a_feast(text, lang, clock):
        return around
    talk = talk or _talk_of(known, month)
    if talk is not None and talk.spans and (week_after := _WEEK_AFTER_IT.search(normalise(text))):
        text, talk = _counted_from_it(normalise(text), week_after, talk)
    plain = _TWO_DATES.sub(r"\1 - ", numbered(normalise(text), lang))
    text = joined if (joined := from_to(plain, lang)) != numbered(normalise(text), lang) else text
    text = plain_days(_told_straight(text, lang), lang, clock)
    if month is not None and (part := _a_day_of(month, plain) or _part_of(month, text, lang, clock)):
        return part
    said = read_stay(text, lang, clock, arrival, talk)
    lasts = known is not None and known.check_out is not None
    if said.check_out and (apart := without_such_nights(text, lang, more=lasts)) is not None:
        said = read_stay(apart, lang, clock, arrival, talk)
    if known is not None and is_within(said, known):
        return replace(known, candidates=(), doubts=())
    said = _as_long_as_before(text, _without_what_is_given_up(text, said, known), known)
    if talk is not None and talk.under_way and len(talk.spans) > 1:
        said = of_so_many(said, talk.spans)
    no_days = not (said.check_in or said.check_out or said.candidates or said.period)
    if no_days and (more := longer(text, lang)) is not None:
        return StayReading(extra_nights=more.nights, at_the_start=more.at_the_start, confidence=0.6)
    if known is not None and arrival is not None:
        if known.check_out is not None and _only_an_arrival(said) and only_strewn(text, lang, clock):
            return StayReading()
        said = _of_another_length(text, lang, said)
        if _WEEK_AFTER.search(normalise(text)) and _BOTH_DAYS.search(plain) is None:
            return _a_week_later(known, arrival)
    return _in_the_other_order(text, lang, clock, said)


def _told_straight(text: str, lang: str) -> str:
    plain = normalise(text)
    straight = paired(_NO_SO_MANY.sub(r"\1, ", plain), lang)
    return text if straight == plain else straight


def _without_what_is_given_up(text: str, said: StayReading, known: StayReading | None) -> StayReading:
    """Of two stays the one that was talked about, where it can be no more."""
    two = len(said.candidates) == _TWO and known is not None and _NO_MORE.search(normalise(text)) is not None
    if not two or known is None:
        return said
    before = (known.check_in, known.check_out)
    left = [one for one in said.candidates if (one.check_in, one.check_out) != before]
    if len(left) != 1 or left[0].check_in is None or left[0].check_out is None:
        return said
    nights = (left[0].check_out - left[0].check_in).days
    return StayReading(
        left[0].check_in, left[0].check_out, nights, dates=said.dates, confidence=said.confidence
    )


def _talk_of(known: StayReading | None, month: date | None) -> Talk | None:
    """A stay that was talked of once lends its month to figures, and no more."""
    if month is not None:
        return Talk((Span(month, on_month(month.year, month.month + 1, 1) or month),), under_way=False)
    if known is None or known.check_in is None:
        return None
    return Talk((Span(known.check_in, known.check_out or known.check_in),), under_way=False)


def _counted_from_it(plain: str, said: re.Match[str], talk: Talk) -> tuple[str, Talk]:
    """ "The week after, from Monday to Wednesday": not next week, but the one after that in which they arrive."""
    mondays = [one.check_in + timedelta(days=7 - one.check_in.weekday()) for one in talk.spans]
    spans = tuple(Span(monday, monday + timedelta(days=6)) for monday in mondays)
    return f"{plain[: said.start()]} {plain[said.end() :]}", replace(talk, spans=spans)


def _only_an_arrival(said: StayReading) -> bool:
    """A day, or one of several, and nothing of how long."""
    longer = said.nights or said.check_out or any(one.check_out for one in said.candidates)
    return said.check_in is not None and not longer


def _a_week_later(known: StayReading, arrival: date) -> StayReading:
    """The weekend after the one talked about, from Friday to Sunday."""
    friday = arrival + timedelta(days=(_FRIDAY - arrival.weekday()) % 7 or 7)
    if known.check_out is not None and friday < known.check_out:
        friday += timedelta(days=7)
    return StayReading(friday, friday + timedelta(days=2), 2, confidence=0.8)


def _a_day_of(month: date, plain: str) -> StayReading | None:
    """ "March", and then "5": a figure alone is a day of the month that is talked of."""
    alone = _A_FIGURE.fullmatch(plain)
    day = on_month(month.year, month.month, int(alone["day"])) if alone is not None else None
    return StayReading(check_in=day, dates=(day,), confidence=0.8) if day is not None else None


def _part_of(month: date, text: str, lang: str, clock: Clock) -> StayReading | None:
    plain = normalise(text)
    if _PART.search(plain) is None or _ITS_OWN.search(plain):
        return None
    name = lexicon_of(lang).month(month.month)
    within = read_stay(f"{_OF_THE_MONTH.sub('', plain)} {_OF.get(lang, 'de')} {name}", lang, clock)
    starts = within.check_in or (within.period.check_in if within.period is not None else None)
    return within if starts is not None and starts.replace(day=1) == month else None


def _of_another_length(text: str, lang: str, said: StayReading) -> StayReading:
    plain = numbered(normalise(text), lang)
    if said.check_in and not said.check_out and not said.nights and not said.candidates:
        if _ONLY_THAT_DAY.search(plain):
            return replace(said, check_out=said.check_in + timedelta(days=1), nights=1)
        return said
    if found := _OTHER_LENGTH.search(plain):
        return StayReading(nights=int(found.group(1)), confidence=0.9) if int(found.group(1)) else said
    return said


def _in_the_other_order(text: str, lang: str, clock: Clock, said: StayReading) -> StayReading:
    """ "12/05 to 12/08" as three months is nobody's stay; the other way round it is three nights."""
    if not said.check_in or not said.check_out or len(_SLASHES.findall(text)) < 2:
        return said
    if (said.check_out - said.check_in).days <= _LONGEST:
        return said
    other = read_stay(text, lang, replace(clock, turned=True), None)
    if other.check_in and other.check_out and (other.check_out - other.check_in).days <= _LONGEST:
        return other
    return said
