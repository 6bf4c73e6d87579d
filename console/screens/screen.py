"""What a screen of the console is: its name, its address, who may open it, and where it stands in the frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from console.screens.here import Here
from core.domain.access import Action


class Section(StrEnum):
    """The parts of the rail, in their order; `frame.section_...` has the words."""

    FRONT = "front"
    MANAGE = "manage"
    HOUSE = "house"


@dataclass(frozen=True)
class Screen:
    """A page of the console: `word` names it in `words`, `path` is its address, `needs` opens it.

    `icon` is one of `parts/dom.js`; `daily` ones stand in the bar of a telephone; `badge` is a count of
    `console.attention`; `piece` is the folder of its scripts, fetched before anybody asks for it. One that is not
    `listed` stands in no rail: something else leads to it.
    """

    word: str
    path: str
    show: Callable[[Here], None]
    needs: Action
    section: Section = Section.FRONT
    icon: str = "list"
    daily: bool = False
    badge: str = ""
    piece: str = ""
    listed: bool = True
