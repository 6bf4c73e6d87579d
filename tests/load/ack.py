"""How fast a delivery is acknowledged, beside a bare route and beside the usual way of keeping a row."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.chaos.running_house import RunningHouse, open_house, until
from tests.load.far_side import message_body, sign
from tests.load.measuring import Findings, begin
from tests.local.launching import free_port

_SECONDS = 5
_BODIES = 60_000
_BODY_BYTES = 1024
_SLOW_CLIENTS = 64
SCRIPT = Path(__file__).with_name("post.lua")


@dataclass(frozen=True)
class Rate:
    per_second: float
    p50: float
    p95: float
    p99: float
    errors: int


def run() -> Findings:
    found = begin("ack: committed acknowledgements, 1,024-byte signed deliveries, wrk with one thread")
    if shutil.which("wrk") is None:
        found.say("wrk is not installed (apt-get install wrk); nothing measured")
        found.missed.append("wrk")
        return found
    with (
        open_house(without=("phone", "slow", "chores", "relay", "tick", "think-1", "think-2")) as house,
        _comparison(house) as port,
        tempfile.TemporaryDirectory() as folder,
    ):
        bodies = _prepare(Path(folder), house.app_secret)
        _compare(found, house, port, bodies)
        _slow_clients(found, house, bodies)
    return found


def _compare(found: Findings, house: RunningHouse, port: int, bodies: Iterator[Path]) -> None:
    """Each figure is the best of three runs, taken in turns: whatever else the machine did met all alike."""
    addresses = {
        "bare route": f"http://127.0.0.1:{port}/bare",
        "hmac + insert": f"http://127.0.0.1:{port}/insert",
        "conserje": house.webhook_url,
    }
    for connections in (64, 100):
        best: dict[str, Rate] = {}
        for _ in range(3):
            for name, address in addresses.items():
                rate = _wrk(address, next(bodies), connections)
                if name not in best or rate.per_second > best[name].per_second:
                    best[name] = rate
        for name, rate in best.items():
            found.say(
                f"{connections:>3} connections  {name:<14} {rate.per_second:>8.0f}/s   p50 {rate.p50:.1f}  "
                f"p95 {rate.p95:.1f}  p99 {rate.p99:.1f} ms   errors {rate.errors}"
            )
        ours = best["conserje"]
        found.goal(
            f"{connections}: share of the bare route",
            ours.per_second / best["bare route"].per_second,
            0.30,
            at_least=True,
        )
        found.goal(
            f"{connections}: share of hmac + insert",
            ours.per_second / best["hmac + insert"].per_second,
            0.75,
            at_least=True,
        )
        found.goal(f"{connections}: p95, ms", ours.p95, 100)
        found.goal(f"{connections}: errors", ours.errors, 0)


def _slow_clients(found: Findings, house: RunningHouse, bodies: Iterator[Path]) -> None:
    """Clients that send half a request and fall silent must not keep the others waiting."""
    address = ("127.0.0.1", house.place.ports["WEBHOOK_PORT"])
    slow = [socket.create_connection(address) for _ in range(_SLOW_CLIENTS)]
    for client in slow:
        client.sendall(b"POST /webhooks/whatsapp HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\nhalf")
    time.sleep(0.5)
    rate = _wrk(house.webhook_url, next(bodies), 16)
    found.say(
        f" 16 connections beside {_SLOW_CLIENTS} half-open ones: {rate.per_second:.0f}/s, p95 {rate.p95:.1f} ms"
    )
    found.goal("errors beside slow clients", rate.errors, 0)
    found.goal("p95 beside slow clients, ms", rate.p95, 100)
    for client in slow:
        client.close()


def _wrk(address: str, bodies: Path, connections: int) -> Rate:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{_SECONDS}s", "--timeout", "10s", "-s", str(SCRIPT)]
    said = subprocess.run([*command, address, "--", str(bodies)], capture_output=True, text=True, check=True)
    [line] = [line for line in said.stdout.splitlines() if line.startswith("FIGURES")]
    per_second, p50, p95, p99, errors = line.split()[1:]
    return Rate(float(per_second), float(p50), float(p95), float(p99), int(errors))


def _prepare(folder: Path, secret: str) -> Iterator[Path]:
    """A fresh file of unique deliveries for every run, or the store would only meet what it knows."""
    number = 0
    while True:
        number += 1
        file = folder / "deliveries.txt"
        with file.open("w") as out:
            for serial in range(_BODIES):
                out.write(_delivery(f"{number}.{serial}", serial, secret))
        yield file


def _delivery(name: str, serial: int, secret: str) -> str:
    guest = f"54911{60_000_000 + serial % 5000}"
    short = message_body(guest, f"wamid.{name}", "")
    body = message_body(guest, f"wamid.{name}", "x" * (_BODY_BYTES - len(short)))
    return f"{sign(secret, body)}\t{body.decode()}\n"


@contextmanager
def _comparison(house: RunningHouse) -> Iterator[int]:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "-c", "webhook/gunicorn.py", "tests.load.comparison:app"],
        env={**house.place.variables, "WEBHOOK_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        until(lambda: _answers(port), 20, "the comparison")
        yield port
    finally:
        server.terminate()
        server.wait(10)


def _answers(port: int) -> bool:
    try:
        return httpx.post(f"http://127.0.0.1:{port}/bare").status_code == 200
    except httpx.TransportError:
        return False
