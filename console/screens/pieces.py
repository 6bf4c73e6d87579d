"""Our own pieces as Streamlit components: each loads its scripts as modules from our own address."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from console.parts import assets

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


@cache
def piece(name: str, styles: tuple[str, ...], placeholder: str = "") -> Any:
    return st.components.v2.component(
        f"conserje_{name}",
        html=f'<div class="root {name}">\n{placeholder}</div>\n',
        css="\n".join(assets.text(style) for style in styles) + "\n",
        js=_LOADER % f"{name}/main.js",
    )


def frame(data: dict[str, Any], **more: Any) -> Any:
    return piece("frame", ("tokens.css", "frame/frame.css"))(data=_with_assets(data), key="frame", **more)


def inbox(data: dict[str, Any]) -> Any:
    styles = (
        "tokens",
        "inbox/layout",
        "inbox/list",
        "inbox/thread",
        "inbox/content",
        "inbox/composer",
        "inbox/card",
    )
    return piece("inbox", tuple(f"{style}.css" for style in styles))(data=_with_assets(data), key="inbox")


def _with_assets(data: dict[str, Any]) -> dict[str, Any]:
    return {"assets": assets.base(), **data}
