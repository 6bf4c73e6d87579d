"""What a guest wanted, held against what the house did and said.

stay doble 10/12 13/12 2      a live booking of that type (`any`: whichever), those days and adults; `2+1` with a child,
                              `doble x2` for two rooms together. What else the guest holds counts against it
no stay                       nothing is held or booked
people                        somebody was called, or a task or a question waits for one
written cuna|crib             the booking, a task, a question or a call for people has one of these words
named Norma Bianchi           the guest is known by this name
told 9:00|nueve               a line of the house matches
admits WORD                   a line of the house has the word, or follows the guest's, and says that it is not known
never told REGEX              no line does
money alias, money link       the account was told, a link was made
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.bookings import TAKES_ROOM
from core.store.bookings import Booking
from core.store.conversations import Conversation
from core.store.guests import Guest
from core.store.handovers import Handover
from core.store.payments import PaymentRequest
from core.store.questions import OpenQuestion
from core.store.rooms import RoomType
from core.store.tasks import Task

_UNKNOWN = r"no (lo |la )?se\b|no (lo )?tengo|pregunt|consult|don.t (know|have)|nao (sei|tenho)|recep[ct]"
_STAY = re.compile(r"(\w+)(?: x(\d))? (\d+/\d+) (\d+/\d+) (\d+)(?:\+(\d+))?")


_VERBS = ("no stay", "people", "never told", "stay", "written", "named", "told", "admits", "money")


def parsed(want: str) -> tuple[str, str]:
    """The verb and what follows it."""
    verb = next(verb for verb in _VERBS if want == verb or want.startswith(f"{verb} "))
    rest = want.removeprefix(verb).strip()
    if verb == "stay":
        assert _STAY.fullmatch(rest), want
    if verb in ("told", "written", "never told"):
        re.compile(rest)
    return verb, rest


@dataclass(frozen=True)
class End:
    """What has become of a conversation."""

    session: Session
    guest: Guest
    said: list[str]

    def missed(self, wants: list[list[str]]) -> Iterator[str]:
        for alternatives in wants:
            if not any(self._has(want) for want in alternatives):
                yield " OR ".join(alternatives)
        stays = [want for alternatives in wants for want in alternatives if want.startswith("stay ")]
        if stays and len(self._live()) > max(self._rooms_wanted(wants), 1):
            yield f"nothing beside it (has {self.kept()})"

    def kept(self) -> str:
        return ", ".join(self._told(one) for one in self._live()) or "no stay"

    def _has(self, want: str) -> bool:
        verb, rest = parsed(want)
        return {
            "no stay": lambda _none: not self._live(),
            "people": lambda _none: any(True for _ in self._for_people()),
            "never told": lambda words: not self._says(words),
            "stay": self._stays,
            "written": lambda words: any(_found(words, text) for text in self._written()),
            "named": lambda name: any(_found(re.escape(name), known) for known in self._names()),
            "told": self._says,
            "admits": lambda word: self._says(word) and self._says(_UNKNOWN),
            "money": self._money,
        }[verb](rest)

    def _says(self, words: str) -> bool:
        return any(_found(words, line) for line in self.said)

    def _stays(self, wanted: str) -> bool:
        match = _STAY.fullmatch(wanted)
        assert match, wanted
        kind, rooms, first, last, adults, children = match.groups()
        those = [
            one for one in self._live() if _days(one) == (first, last) and kind in ("any", self._kind(one))
        ]
        heads = (sum(one.adults for one in those), sum(len(one.children) for one in those))
        alone = len(those) == int(rooms) if rooms else bool(those)
        return alone and heads == (int(adults), int(children or 0))

    @staticmethod
    def _rooms_wanted(wants: list[list[str]]) -> int:
        counts = [
            max(int(match[2] or 1) for want in alternatives if (match := _STAY.search(want)))
            for alternatives in wants
            if any(want.startswith("stay ") for want in alternatives)
        ]
        return sum(counts)

    def _live(self) -> list[Booking]:
        query = select(Booking).where(Booking.guest_id == self.guest.id, Booking.status.in_(TAKES_ROOM))
        return list(self.session.scalars(query.order_by(Booking.id)))

    def _kind(self, booking: Booking) -> str:
        return self.session.get_one(RoomType, booking.room_type_id).slug

    def _told(self, booking: Booking) -> str:
        heads = f"{booking.adults}+{len(booking.children)}" if booking.children else str(booking.adults)
        return " ".join((booking.status, self._kind(booking), *_days(booking), heads))

    def _for_people(self) -> Iterator[str]:
        yield from self.session.scalars(select(Task.what))
        yield from self.session.scalars(select(OpenQuestion.words))
        yield from self.session.scalars(select(Handover.words))

    def _written(self) -> Iterator[str]:
        yield from self._for_people()
        yield from self.session.scalars(select(Booking.notes).where(Booking.guest_id == self.guest.id))

    def _names(self) -> Iterator[str]:
        yield self.guest.name
        kept = select(Conversation.state).where(Conversation.guest_id == self.guest.id)
        yield from (str(state.get("name") or "") for state in self.session.scalars(kept))
        yield from self._written()

    def _money(self, how: str) -> bool:
        if how == "alias":
            return self._says(r"POSADA\.CEIBO")
        assert how == "link", how
        return self.session.scalars(select(PaymentRequest.id)).first() is not None


def _days(booking: Booking) -> tuple[str, str]:
    return (
        f"{booking.check_in.day}/{booking.check_in.month}",
        f"{booking.check_out.day}/{booking.check_out.month}",
    )


def _found(words: str, text: str) -> bool:
    return re.search(_bare(words), _bare(text), re.IGNORECASE) is not None


def _bare(text: str) -> str:
    """Without accents, whichever way they are written."""
    apart = unicodedata.normalize("NFD", text.replace("\xa0", " "))
    return "".join(one for one in apart if not unicodedata.combining(one))
