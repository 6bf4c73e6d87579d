"""A company's account provider, running for the tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from core.local.company.app import Company, Person
from tests.local.launching import free_port

CLIENT, SECRET = "conserje", "the-secret-of-the-tests"


@contextmanager
def running_company(console: str, *people: Person) -> Iterator[Company]:
    port = free_port()
    back = f"{console}/auth/company/back"
    company = Company(f"http://127.0.0.1:{port}", CLIENT, SECRET, back, list(people))
    server = uvicorn.Server(uvicorn.Config(company.app(), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    give_up = time.monotonic() + 30
    while not server.started and time.monotonic() < give_up:
        time.sleep(0.02)
    assert server.started
    try:
        yield company
    finally:
        server.should_exit = True
        thread.join(15)
