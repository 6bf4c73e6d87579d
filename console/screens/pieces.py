"""Our own pieces as Streamlit components: each loads its scripts as modules from our own address."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from console import words
from console.parts import assets
from console.screens.here import Here
from core.domain.access import Action

# The piece's own modules import each other by relative address, which a script given as text cannot do.
_LOADER = """
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement;
  root.wanted = { data, tell: setTriggerValue };
  if (root.piece) {
    root.piece.update(root.wanted);
  } else if (!root.loading) {
    root.loading = import(new URL(data.assets + "%s", location.origin).href).then((module) => {
      if (root.wanted) root.piece = module.mount(root, root.wanted);
    });
  }
  return () => {
    root.wanted = null;
    root.loading = null;
    root.piece?.end();
    root.piece = null;
  };
}
"""

# What every piece looks like before its own styles.
_SHARED = ("tokens", "shared")


@cache
def piece(name: str, styles: tuple[str, ...], placeholder: str = "") -> Any:
    return st.components.v2.component(
        f"conserje_{name}",
        html=f'<div class="root {name}">\n{placeholder}</div>\n',
        css="\n".join(assets.text(f"{style}.css") for style in (*_SHARED, *styles)) + "\n",
        js=_LOADER % f"{name}/main.js",
    )


def facts(here: Here, *groups: str) -> dict[str, Any]:
    """What every piece is told: whose screen it is, in which hotel, and the words of its groups."""
    actor, hotel = here.present.actor, here.hotel
    said = words.group(here.language, "common")
    for name in groups:
        said = said | words.group(here.language, name)
    return {
        "lang": here.language,
        "words": said,
        "hotel": {
            "id": actor.hotel_id,
            "name": hotel.name,
            "timezone": hotel.timezone,
            "currency": hotel.currency,
        },
        "me": {
            "id": actor.staff_id,
            "name": actor.name,
            "may": sorted(action.value for action in Action if actor.may(action)),
        },
    }


def roles(language: str) -> dict[str, str]:
    return words.group(language, "roles")


def frame(data: dict[str, Any]) -> Any:
    return piece("frame", ("frame/frame", "booking/booking"))(data=_with_assets(data), key="frame")


def inbox(data: dict[str, Any]) -> Any:
    parts = ("layout", "list", "thread", "content", "composer", "at_hand", "card", "why")
    return mounted("inbox", ("reading/reading", *(f"inbox/{part}" for part in parts)), data)


def mounted(name: str, styles: tuple[str, ...], data: dict[str, Any]) -> Any:
    """A screen's piece, whose scripts begin in `<name>/main.js`."""
    return piece(name, styles)(data=_with_assets(data), key=name)


def _with_assets(data: dict[str, Any]) -> dict[str, Any]:
    return {"assets": assets.base(), **data}
