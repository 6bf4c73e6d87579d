"""The console as one ASGI app: the gate, our routes, and Streamlit behind them."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware

from console import doors, live, opening, pulse, voice
from console.gate import Gate
from console.packed import Packing
from console.screens import shell

SCRIPT = Path(__file__).parent / "frame.py"
PAGES = {screen.path: screen.piece for screen in shell.SCREENS}


@contextlib.asynccontextmanager
async def _lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Loads what the first visitor would wait for, then lets the collector forget what never goes away."""
    import pandas  # noqa: F401 - Streamlit imports it at the first component otherwise

    voice.unite()
    tasks = [asyncio.create_task(live.listen()), asyncio.create_task(pulse.feel())]
    gc.collect()
    gc.freeze()
    try:
        yield {}
    finally:
        # A cancellation that meets the Redis client while it waits can come out as a timeout: ask again.
        while waiting := [task for task in tasks if not task.done()]:
            for task in waiting:
                task.cancel()
            await asyncio.wait(waiting, timeout=0.2)


app = st.App(
    SCRIPT,
    lifespan=_lifespan,
    routes=[*doors.routes(), *opening.routes(PAGES)],
    middleware=[Middleware(Gate, pages=frozenset(PAGES)), Middleware(Packing)],
    on_script_error=shell.failed,
)
