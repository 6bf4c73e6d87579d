"""A small webhook for the phone's tests: it records what arrives and answers as told."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class Ear:
    """`answers` are taken one by one; when none is left, 200."""

    url: str = ""
    verify_token: str = "local-verify-token"
    answers: list[int] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    signatures: list[str] = field(default_factory=list)

    def values(self) -> list[dict[str, Any]]:
        return [
            change["value"]
            for body in list(self.bodies)
            for entry in json.loads(body)["entry"]
            for change in entry["changes"]
        ]

    def messages(self) -> list[dict[str, Any]]:
        return [message for value in self.values() for message in value.get("messages", [])]

    def statuses(self) -> list[dict[str, Any]]:
        return [status for value in self.values() for status in value.get("statuses", [])]

    def hears(self, wamid: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The guest's message with this id and the contact that came along."""
        until = time.monotonic() + 4
        while time.monotonic() < until:
            for value in self.values():
                for message in value.get("messages", []):
                    if message["id"] == wamid:
                        return message, value["contacts"][0]
            time.sleep(0.01)
        raise AssertionError(f"{wamid} did not arrive")

    def wait_for(self, how_many: int, what: str = "messages", within: float = 4.0) -> list[dict[str, Any]]:
        until = time.monotonic() + within
        while True:
            found: list[dict[str, Any]] = getattr(self, what)()
            if len(found) >= how_many:
                return found
            assert time.monotonic() < until, f"{len(found)} of {how_many} {what} arrived"
            time.sleep(0.01)


def start_ear() -> tuple[Ear, ThreadingHTTPServer]:
    ear = Ear()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = 65_536  # head and body in one packet, or each answer waits for a delayed acknowledgement

        def do_GET(self) -> None:
            asked = parse_qs(urlsplit(self.path).query)
            good = asked.get("hub.verify_token") == [ear.verify_token] and asked.get("hub.mode") == [
                "subscribe"
            ]
            self._answer(200 if good else 403, asked["hub.challenge"][0].encode() if good else b"no")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = ear.answers.pop(0) if ear.answers else 200
            ear.signatures.append(self.headers["X-Hub-Signature-256"])
            ear.bodies.append(body)
            self._answer(status, b"ok")

        def _answer(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Silence."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    ear.url = f"http://127.0.0.1:{server.server_port}/webhooks/whatsapp"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return ear, server
