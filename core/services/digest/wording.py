"""What a digest says: the same sentences as a mail, plain and drawn, and as the words of an approved template."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from core.base.settings import settings
from core.domain.digest import Change, Moved, Quote, Sold, Stars, Week, change
from core.domain.money import EXPONENTS, Money
from core.domain.outgoing import Template
from core.domain.stays import Stay
from core.domain.templates import LONGEST_BODY
from core.services import wording
from core.services.mail import Words
from core.services.staff_words import say, spoken
from core.services.templates import language_of, registry
from core.store.hotels import Hotel

TEMPLATE: Final = "weekly_digest"
QUIET: Final = "weekly_digest_quiet"
_SHORTER: Final = 20


@dataclass(frozen=True)
class Part:
    """One paragraph: what it is about, and its sentences."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Digest:
    """A week in one language, of one hotel."""

    hotel: Hotel
    week: Week
    language: str

    def say(self, key: str, **facts: str) -> str:
        return say(self.language, f"digest.{key}", **facts)

    @property
    def days(self) -> str:
        # An interval without its year where that is plain: the week is always of now.
        return wording.dates(
            self.language, self.hotel.country, Stay(self.week.first, self.week.last), self.week.last
        )

    @property
    def link(self) -> str:
        return f"{settings().public_console_url}/reviews?tab=figures"

    def parts(self) -> list[Part]:
        sold = [Part(self.say("house"), (self.sold(self.week.sold),))] if self.week.sold else []
        if self.week.is_quiet:
            return [Part(self.say("reviews"), (self.say("quiet"),)), *sold]
        topics = tuple(map(self.topic, self.week.topics)) or (self.say("no_topics"),)
        return [
            Part(self.say("reviews"), (self.asked(), *self.ratings())),
            Part(self.say("cases"), (self.cases(),)),
            Part(self.say("topics"), topics),
            *([Part(self.say("words"), tuple(self.quotes()))] if self.week.best or self.week.worst else []),
            *sold,
        ]

    def asked(self) -> str:
        if not self.week.asked:
            return self.say("nobody_asked")
        return self.say("asked", asked=str(self.week.asked), answered=str(self.week.answered))

    def ratings(self) -> Iterator[str]:
        for name, now, before in (
            ("ours", self.week.ours, self.week.ours_before),
            ("public", self.week.public, self.week.public_before),
        ):
            if now.average is None:
                yield self.say(f"no_{name}")
            else:
                average = self.figure(now.average)
                told = self.say("stars_one" if now.count == 1 else "stars", n=str(now.count), average=average)
                yield f"{self.say(name)} {told} {self.compared(change(now, before), before)}"

    def compared(self, found: Change, before: Stars) -> str:
        if found.by is None:
            return self.say("too_few", n=str(found.before))
        if abs(found.by) < 0.05:
            return self.say("the_same", before=self.figure(before.average or 0.0))
        key = "better" if found.by > 0 else "worse"
        return self.say(key, by=self.figure(abs(found.by)), before=self.figure(before.average or 0.0))

    def cases(self) -> str:
        week = self.week
        told = self.say("no_cases") if not week.opened else self.say("opened", opened=str(week.opened))
        if week.opened and week.resolved:
            hours = self.figure((week.middle_seconds or 0) / 3600)
            told += " " + self.say("resolved", resolved=str(week.resolved), hours=hours)
        elif week.opened:
            told += " " + self.say("none_resolved")
        return f"{told} {self.say('open_now', n=str(week.open_now))}" if week.open_now else told

    def topic(self, found: Moved) -> str:
        name = say(self.language, f"topic.{found.topic}")
        key = ("praised" if found.praised else "blamed") + ("_more" if found.by > 0 else "_less")
        return self.say(key, topic=name, now=str(found.now), before=str(found.before))

    def quotes(self) -> Iterator[str]:
        for quote in (self.week.best, self.week.worst):
            if quote is not None:
                yield self.quote(quote)

    def quote(self, quote: Quote) -> str:
        return self.say("quote", words=quote.words, stars=str(quote.stars))

    def sold(self, sold: Sold) -> str:
        # Nobody reads a week's income to the cent.
        unit = 10 ** EXPONENTS[self.hotel.currency]
        whole = Money(round(sold.revenue / unit) * unit, self.hotel.currency)
        money = wording.money(self.language, self.hotel.country, whole)
        share = f"{round(sold.occupancy * 100)}"
        return self.say("sold", share=share, nights=str(sold.nights), money=money)

    def figure(self, number: float) -> str:
        written = f"{number:.1f}".removesuffix(".0")
        return written if self.language == "en" else written.replace(".", ",")


def digest(hotel: Hotel, week: Week, language: str) -> Digest:
    return Digest(hotel, week, spoken(language))


def as_mail(found: Digest) -> Words:
    title = found.say("title", hotel=found.hotel.name, days=found.days)
    parts = found.parts()
    plain = "\n\n".join("\n".join((part.name.upper(), *part.lines)) for part in parts)
    foot = found.say("foot", hotel=found.hotel.name)
    more = found.say("more")
    return Words(
        title, f"{title}\n\n{plain}\n\n{more}: {found.link}\n\n{foot}\n", _drawn(title, parts, found)
    )


def as_template(found: Digest, spelling: str) -> Template:
    """The blanks in the channel's one-line manner, shortened until the whole fits."""
    name = QUIET if found.week.is_quiet else TEMPLATE
    made = registry()[name]
    facts = _facts(found)
    words = made.words(facts)
    while len(made.read(language_of(spelling), words)) > LONGEST_BODY:
        longest = max(words, key=len)
        words = tuple(
            one[: len(one) - _SHORTER].rstrip(" ,.…") + "…" if one == longest else one for one in words
        )
    return Template(name, spelling, words)


def read(found: Digest) -> str:
    """What somebody reads in the chat."""
    template = as_template(found, found.language)
    return registry()[template.name].read(found.language, template.words)


def _facts(found: Digest) -> dict[str, str]:
    week = found.week
    house = found.sold(week.sold) if week.sold else found.say("nothing_sold")
    return {
        "hotel": found.hotel.name,
        "week": found.days,
        "what": f"{found.say('quiet')} {house}" if week.sold else found.say("quiet"),
        "reviews": " ".join((found.asked(), *found.ratings())),
        "cases": found.cases(),
        "topics": " ".join(map(found.topic, week.topics)) or found.say("no_topics"),
        "words": " ".join(found.quotes()) or "–",
        "house": house,
        "link": found.link,
    }


def _drawn(title: str, parts: list[Part], found: Digest) -> str:
    """Tables and styles of their own are what mail programs disagree about: headings and paragraphs are not."""
    colour = escape(found.hotel.accent, quote=True)
    body = "".join(
        f'<h2 style="font-size:15px;margin:22px 0 4px;color:{colour}">{escape(part.name)}</h2>'
        + "".join(f'<p style="margin:4px 0">{escape(line)}</p>' for line in part.lines)
        for part in parts
    )
    button = (
        f'<p style="margin:26px 0"><a href="{escape(found.link, quote=True)}" style="background:{colour};'
        f'color:#ffffff;padding:10px 16px;border-radius:8px;text-decoration:none">{escape(found.say("more"))}</a></p>'
    )
    foot = escape(found.say("foot", hotel=found.hotel.name))
    return (
        f'<html lang="{found.language}"><body style="margin:0;padding:24px;background:#f6f5f1;color:#1d2420;'
        'font:15px/1.5 -apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">'
        '<div style="max-width:560px;margin:0 auto;background:#ffffff;padding:24px;border-radius:12px">'
        f'<h1 style="font-size:19px;margin:0">{escape(title)}</h1>{body}{button}'
        f'<p style="font-size:13px;color:#5d665f;margin:0">{foot}</p></div></body></html>'
    )
