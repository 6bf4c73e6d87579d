"""A running phone for tests and measurements: on a free port, in a thread or in a process of its own."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import uvicorn

from core.local.phone.app import build_app
from core.local.phone.client import PhoneClient
from core.local.phone.settings import read_settings

APP_SECRET = "local-app-secret"
VERIFY_TOKEN = "local-verify-token"


@contextlib.contextmanager
def running_phone(
    webhook_url: str = "http://127.0.0.1:9/webhooks/whatsapp",
    *,
    app_secret: str = APP_SECRET,
    verify_token: str = VERIFY_TOKEN,
    data: Path | None = None,
    own_process: bool = False,
) -> Iterator[PhoneClient]:
    """Start, hand over a client, stop. Statuses come at once; `phone.settings(...)` makes life calmer."""
    with contextlib.ExitStack() as stack:
        folder = data or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="phone-")))
        port = _free_port()
        environment = {
            "CONSERJE_MODE": "local",
            "CONSERJE_DATA": str(folder),
            "PHONE_PORT": str(port),
            "WEBHOOK_URL": webhook_url,
            "WHATSAPP_APP_SECRET": app_secret,
            "WHATSAPP_VERIFY_TOKEN": verify_token,
        }
        stack.enter_context(_process(environment) if own_process else _thread(environment))
        phone = PhoneClient(f"http://127.0.0.1:{port}")
        stack.callback(phone.close)
        _wait(phone.url)
        phone.settings(sent_after=0.0, delivered_after=0.0, read_after=0.0, template_approval_seconds=0.0)
        yield phone


@contextlib.contextmanager
def _thread(environment: dict[str, str]) -> Iterator[None]:
    settings = read_settings(environment)
    server = uvicorn.Server(
        uvicorn.Config(
            build_app(settings),
            host=settings.host,
            port=settings.port,
            log_level="error",
            access_log=False,
            timeout_graceful_shutdown=1,
        )
    )
    thread = threading.Thread(target=server.run, name="phone", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(timeout=5)


@contextlib.contextmanager
def _process(environment: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "core.local.phone"],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(url: str, within: float = 10.0) -> None:
    until = time.monotonic() + within
    while True:
        try:
            httpx.get(f"{url}/health", timeout=1).raise_for_status()
            return
        except httpx.HTTPError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
