"""The same review twice: as a line of an export that has no number of the platform's, and as the platform tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from core.base.letters import fold
from core.domain.public_reviews import original_of
from core.domain.reviews import Platform
from core.services.reviews.exports import Arrived
from core.services.reviews.keys import is_ours, key_of
from core.store import reviews as rows
from core.store.reviews import Review

# An export may write down the day where the platform knows the moment, in whatever zone.
_NEAR: Final = timedelta(hours=36)
_NOBODY: Final = frozenset({"a google user", "un usuario de google", "um usuario do google"})

_Mark = tuple[str, int | None, str]


def known(session: Session, platform: Platform, arrived: Sequence[Arrived]) -> dict[str, Review]:
    """Which of these are kept already, by their keys: under the same one, or under another of the other kind."""
    by_key = {key_of(one): one for one in arrived}
    same = {row.key: row for row in rows.by_keys(session, platform, list(by_key))}
    rest = [one for key, one in by_key.items() if key not in same]
    return same | _alike(session, platform, rest)


def adopt(session: Session, platform: Platform, arrived: Sequence[Arrived]) -> None:
    """Lines of exports get the number the platform gives them, and are no longer the import's to take back."""
    for key, row in known(session, platform, arrived).items():
        row.import_id = None
        if row.key != key:
            row.key = key
    session.flush()


def _alike(session: Session, platform: Platform, arrived: Sequence[Arrived]) -> dict[str, Review]:
    if not arrived:
        return {}
    moments = [one.written_at for one in arrived]
    near = rows.written_between(session, platform, min(moments) - _NEAR, max(moments) + _NEAR)
    by_mark: dict[_Mark, list[Review]] = {}
    for row in near:
        by_mark.setdefault(_mark(row.author, row.stars, row.words), []).append(row)
    found: dict[str, Review] = {}
    for one in arrived:
        mark = _mark(one.author, one.stars, one.words)
        candidates = by_mark.get(mark, []) if mark[0] or mark[2] else []
        twin = next((row for row in candidates if _fits(row, one)), None)
        if twin is not None:
            candidates.remove(twin)
            found[key_of(one)] = twin
    return found


def _fits(row: Review, one: Arrived) -> bool:
    """Two numbers of the platform's are two reviews, and so are two lines of our own numbering."""
    return is_ours(row.key) != is_ours(key_of(one)) and abs(row.written_at - one.written_at) <= _NEAR


def _mark(author: str, stars: int | None, words: str) -> _Mark:
    name = " ".join(fold(author).split())
    said = re.sub(r"\W+", " ", fold(original_of(words))).strip()
    return "" if name in _NOBODY else name, stars, said
