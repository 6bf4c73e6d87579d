"""One voice in the log: Streamlit, as soon as it is imported, gives its loggers and uvicorn's handlers of their own."""

from __future__ import annotations

import logging

_STREAMLIT_SPEAKS_FOR = ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.asgi", "uvicorn.access")


def unite() -> None:
    """Everything goes through the root logger, but for the list of requests: searches in it name guests."""
    for name in _STREAMLIT_SPEAKS_FOR:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("uvicorn.access").propagate = False
