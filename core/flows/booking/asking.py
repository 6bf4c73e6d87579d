"""What is missing is asked: one short question at a time, with buttons where the guest's words left a choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from core.domain.conversations import Reason
from core.domain.memory import About, Asked, Party, StaySoFar
from core.domain.outgoing import Buttons, Content, Menu, Option, Text
from core.domain.stays import Stay
from core.flows.booking.progress import NAME, Progress, Step
from core.flows.booking.search import so_far
from core.flows.booking.wanted import Wanted
from core.flows.courtesy import welcome
from core.flows.flow import tap_id
from core.flows.person.handover import hand_over
from core.flows.turn import Turn
from core.flows.understand import StayReading
from core.flows.understand.stay import Candidate
from core.services import words
from core.services.scenes import Scene

WISH: Final = "ask_availability"
_PATIENCE: Final = 3
_MOST_BUTTONS: Final = 3
_WIDE: Final = 14
_FAR: Final = 300
_ABOUT: Final = {
    Step.DATES: About.OTHER,
    Step.NIGHTS: About.NIGHTS,
    Step.PEOPLE: About.PEOPLE,
    Step.AGES: About.AGES,
}


def ask(
    scene: Scene, wanted: Wanted, here: Progress | None = None, lead: str = "", *, in_vain: bool = False
) -> Turn:
    """The next thing missing: asked again it is put otherwise, and with a person beside it.

    `in_vain`: the answer said nothing new. Again and again, it becomes a matter for people.
    """
    step = wanted.missing
    if step is None:
        raise ValueError("nothing is missing")
    if (
        step is Step.DATES
        and here is not None
        and here.step is step
        and here.which
        and here.asked < _PATIENCE
    ):
        return _which(scene, wanted, here.which, here, lead, stuck=not lead)
    times = here.times(step) + 1 if here is not None else 1
    if in_vain and times > _PATIENCE:
        return replace(hand_over(scene, Reason.BOOKING, f"asked_{step}_in_vain"), asked=Asked(_ABOUT[step]))
    if in_vain and times >= _PATIENCE:
        lead = scene.say("booking.still_unclear")
    return _put(scene, wanted, here, lead, times)


def _put(scene: Scene, wanted: Wanted, here: Progress | None, lead: str, times: int) -> Turn:
    """Where something new leads up to it the question may be put as before, once."""
    step = wanted.missing or Step.DATES
    question = _question(scene, wanted, step, again=times > (2 if lead else 1))
    if question == scene.memory.said:
        question = _question(scene, wanted, step, again=True)
    known = so_far.told(scene, wanted) if times > 1 and not lead else ""
    body = "\n\n".join(filter(None, (lead, known, question)))
    content: Content = Text(body)
    if times >= _PATIENCE:
        content = Buttons(body, (Option(welcome.PERSON, scene.say("button.person")),))
    return going(_asked(here, step, wanted, times), wanted, content, Asked(_ABOUT[step]), f"asked_{step}")


def _asked(
    here: Progress | None, step: Step, wanted: Wanted, times: int, which: tuple[str, ...] = ()
) -> Progress:
    earlier = tuple(one for one in (here.put if here is not None else ()) if one[0] is not step)
    return Progress(step, apart=wanted.apart, which=which, asked=times, earlier=earlier)


def going(
    progress: Progress,
    wanted: Wanted,
    content: Content,
    asked: Asked | None,
    step: str,
    facts: tuple[str, ...] = (),
) -> Turn:
    """A turn that leaves the dialogue under way, with all that is known of the wish."""
    return Turn(
        says=(content,),
        asked=asked,
        wish=WISH,
        goes_on=progress.to_json(),
        memory={"misses": 0, "greeted": True, **wanted.memory},
        step=step,
        facts=facts,
    )


def _question(scene: Scene, wanted: Wanted, step: Step, *, again: bool) -> str:
    if step is Step.NIGHTS and wanted.stay.check_in is not None and not again:
        return scene.say("booking.ask_nights", day=words.day(scene, wanted.stay.check_in))
    if step is Step.DATES and wanted.stay.nights and not again:
        return scene.say("booking.ask_arrival", nights=words.nights(scene, wanted.stay.nights))
    if step is Step.PEOPLE and wanted.party.children and wanted.party.adults is None:
        return scene.say("booking.ask_people_again" if again else "booking.ask_adults")
    if step is Step.AGES:
        return how_old_again(scene, wanted.party) if again else how_old(scene, wanted.party)
    return scene.say(f"booking.ask_{step}_again" if again else f"booking.ask_{step}")


def how_old(scene: Scene, party: Party, *, left: bool = False) -> str:
    """Of those who still come, where somebody has just stayed at home."""
    one = (party.children or 0) - len(party.child_ages) == 1
    key = "ask_age" if one else "ask_ages"
    return scene.say(f"booking.{key}_left" if left else f"booking.{key}")


def how_old_again(scene: Scene, party: Party) -> str:
    left = (party.children or 0) - len(party.child_ages)
    if left == 1 and party.child_ages:
        return scene.say("booking.ask_age_of_the_other")
    return scene.say("booking.ask_age_again" if left == 1 else "booking.ask_ages_again")


def ask_how_old_is_left(scene: Scene, wanted: Wanted) -> Turn:
    progress = Progress(Step.AGES, apart=wanted.apart)
    said = Text(how_old(scene, wanted.party, left=True))
    return going(progress, wanted, said, Asked(About.AGES), f"asked_{Step.AGES}")


def in_few_words(scene: Scene, wanted: Wanted) -> str:
    """The open question once more, after something else was answered."""
    return _question(scene, wanted, wanted.missing, again=False) if wanted.missing else ""


def ask_which(scene: Scene, wanted: Wanted, said: StayReading, here: Progress | None = None) -> Turn:
    """Words that may mean several stays: each is a button. A wide one, such as a month, is asked about openly."""
    nights = None if said.period is not None and said.nights == said.period.nights else said.nights
    ids = [one for candidate in said.candidates if (one := _button_of(candidate)) is not None][:3]
    if not ids and said.complete:
        return ask(scene, replace(wanted, stay=StaySoFar()), here, lead=scene.say("booking.days_unclear"))
    if not ids or (len(ids) == 1 and said.period is not None):
        wanted = replace(wanted, stay=StaySoFar(nights=nights, month=wanted.stay.month))
        return ask(scene, wanted, here, lead="" if nights else scene.say("booking.which_days"))
    if len(ids) == 1 and (lead := _next_year(scene, said)):
        return _which(scene, replace(wanted, stay=StaySoFar()), tuple(ids), here, lead)
    known = StaySoFar(nights=nights) if nights else wanted.stay
    same = here is not None and here.which == tuple(ids)
    return _which(scene, replace(wanted, stay=known), tuple(ids), here, stuck=same)


def which_again(scene: Scene, wanted: Wanted, here: Progress) -> Turn:
    """With the same buttons: which of these days was left open, not that there are any."""
    return _which(scene, wanted, here.which, replace(here, asked=here.asked - 1))


def _next_year(scene: Scene, said: StayReading) -> str:
    """Days that are over by now are of next year, if they were meant at all."""
    first = said.check_in
    far = first is not None and first.year > scene.now.year and (first - scene.now.date()).days > _FAR
    return scene.say("booking.next_year", year=str(first.year)) if far and first is not None else ""


def _which(
    scene: Scene,
    wanted: Wanted,
    ids: tuple[str, ...],
    here: Progress | None,
    lead: str = "",
    *,
    stuck: bool = False,
) -> Turn:
    """Where the last answer told nothing it says how days can be written; then a person is a button beside them."""
    times = here.times(Step.DATES) + 1 if here is not None else 1
    options = tuple(Option(one, _title(scene, one)) for one in ids)
    if times >= _PATIENCE:
        options = (*options[: _MOST_BUTTONS - 1], Option(welcome.PERSON, scene.say("button.person")))
    elif len(options) == 1:
        options += (Option(tap_id(NAME, "change", "dates"), scene.say("button.other_dates")),)
    question = scene.say("booking.ask_which_again" if stuck or times >= _PATIENCE else "booking.ask_which")
    lead = lead or (scene.say("booking.still_unclear") if stuck and times >= _PATIENCE else "")
    content = Buttons("\n\n".join(filter(None, (lead, question))), options)
    progress = _asked(here, Step.DATES, wanted, times, ids)
    return going(progress, wanted, content, Asked.among(options), "asked_which_days")


def _button_of(candidate: Candidate) -> str | None:
    """A stay that may be meant, as a button; None where it is as wide as a month."""
    first, last = candidate.check_in, candidate.check_out
    if first is not None and last is not None and last > first:
        wide = (last - first).days > _WIDE
        return None if wide else tap_id(NAME, "dates", first.isoformat(), last.isoformat())
    if first is not None:
        return tap_id(NAME, "from", first.isoformat())
    return tap_id(NAME, "until", last.isoformat()) if last is not None else None


def _title(scene: Scene, button: str) -> str:
    days = [date.fromisoformat(day) for day in button.split(":")[3:]]
    return words.short_dates(scene, Stay(*days)) if len(days) == 2 else words.short_day(scene, days[0])


def lead_with(turn: Turn, lead: str, between: str = "\n\n") -> Turn:
    first = turn.says[0]
    if not isinstance(first, Text | Buttons | Menu):
        return turn
    return replace(turn, says=(replace(first, body=f"{lead}{between}{first.body}"), *turn.says[1:]))
