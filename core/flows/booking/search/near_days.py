"""The nearest days, before and after those that were asked for, on which rooms of some types are really free."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.domain.stays import Stay, Wish
from core.services import offers, words
from core.services.scenes import Scene

EARLIER: Final = timedelta(days=7)
_LATER: Final = timedelta(days=30)


def with_rooms_of(session: Session, scene: Scene, wish: Wish, slugs: Iterable[str]) -> list[Stay]:
    """As many nights as were wished for, all of them in the same rooms; none where the wished for days have one."""
    span = Stay(max(words.today(scene), wish.check_in - EARLIER), wish.check_out + _LATER)
    found = offers.days_with_rooms(session, scene.hotel.id, wish, span, frozenset(slugs))
    if wish.stay in found:
        return []
    before = [one for one in found if one.check_in < wish.check_in]
    after = [one for one in found if one.check_in > wish.check_in]
    return [*before[-1:], *after[:1]]
