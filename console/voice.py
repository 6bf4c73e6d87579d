"""One voice in the log. Streamlit gives its own and uvicorn's loggers handlers of their own as soon as it is imported."""

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
