"""Starts the guest's phone: `python -m core.local.phone`."""

from __future__ import annotations

import logging
import os
import sys

import uvicorn

from core.local.phone.app import build_app
from core.local.phone.settings import NotLocal, read_settings


def main() -> int:
    try:
        settings = read_settings(os.environ)
    except NotLocal as problem:
        print(problem, file=sys.stderr)
        return 2
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    print(f"The guest's phone: {settings.own_url} (webhooks go to {settings.webhook_url})", flush=True)
    uvicorn.run(
        build_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
