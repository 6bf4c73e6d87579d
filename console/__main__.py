"""Starts the console: `python -m console`."""

from __future__ import annotations

import uvicorn

from core.base.settings import settings
from core.base.telemetry import start_logging


def main() -> None:
    chosen = settings()
    start_logging(chosen.log_level)
    uvicorn.run(
        "console.asgi:app",
        host=chosen.bind_address,
        port=chosen.console_port,
        timeout_graceful_shutdown=3,
        ws_ping_interval=20,
        proxy_headers=True,
        forwarded_allow_ips=chosen.trusted_proxies,
        log_config=None,
        access_log=False,
        server_header=False,
    )


if __name__ == "__main__":
    main()
