"""A strict stand-in of Google Business Profile's reviews, after its documentation; nothing of our adapter is in it."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

CLIENT, SECRET, TOKEN = "4711-posada.apps.googleusercontent.com", "GOCSPX-the-secret", "1//0g-refresh"
PLACE = "accounts/1018/locations/5550"
ACCESS = "ya29.an-hour"


def review(number: int, stars: str = "FIVE", words: str = "Muy lindo", **more: Any) -> dict[str, Any]:
    """As they write one; the later the number, the later it was written."""
    at = f"2026-10-{number % 28 + 1:02}T12:00:00.123456789Z"
    told = {
        "name": f"{PLACE}/reviews/AbFvOq{number:04}_x-Y",
        "reviewId": f"AbFvOq{number:04}_x-Y",
        "reviewer": {
            "displayName": f"Persona {number}",
            "profilePhotoUrl": "https://lh3.example/p",
            "isAnonymous": False,
        },
        "starRating": stars,
        "createTime": at,
        "updateTime": at,
    } | ({"comment": words} if words else {})
    return told | more


def failure(code: int, status: str, message: str = "No.", **detail: Any) -> tuple[int, dict[str, Any]]:
    error: dict[str, Any] = {"code": code, "message": message, "status": status}
    if detail:
        error["details"] = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", **detail}]
    return code, {"error": error}


@dataclass
class GoogleProfile:
    """`fails` are given as answers, one per call, before anything else is looked at. `before_pages` is what happens
    before one page after the other is shown, `while_replying` what else happens while a reply is on its way here."""

    reviews: list[dict[str, Any]] = field(default_factory=list)
    fails: deque[tuple[int, Any]] = field(default_factory=deque)
    refuses_token: tuple[int, Any] | None = None
    retry_after: str = ""
    reply_state: str = ""
    replied: list[tuple[str, str]] = field(default_factory=list)
    before_pages: deque[Callable[[], None]] = field(default_factory=deque)
    while_replying: deque[Callable[[], None]] = field(default_factory=deque)
    calls: list[str] = field(default_factory=list)
    url: str = ""

    def page(self, query: dict[str, list[str]]) -> tuple[int, Any]:
        if set(query) - {"pageSize", "pageToken", "orderBy"}:
            return failure(400, "INVALID_ARGUMENT", "Unknown name in the query")
        size = int(query.get("pageSize", ["50"])[0])
        if not 1 <= size <= 50 or query.get("orderBy", ["updateTime desc"])[0] not in (
            "updateTime desc", "rating", "rating desc",
        ):  # fmt: skip
            return failure(400, "INVALID_ARGUMENT")
        mark = query.get("pageToken", [""])[0]
        if mark and not mark.startswith("next-"):
            return failure(400, "INVALID_ARGUMENT", "Invalid page token")
        if self.before_pages:
            self.before_pages.popleft()()
        start = int(mark.removeprefix("next-") or 0)
        ordered = sorted(self.reviews, key=lambda one: str(one["updateTime"]), reverse=True)
        if not ordered:
            return 200, {}
        found: dict[str, Any] = {"reviews": ordered[start : start + size], "totalReviewCount": len(ordered)}
        found["averageRating"] = 4.5
        if start + size < len(ordered):
            found["nextPageToken"] = f"next-{start + size}"
        return 200, found

    def reply(self, key: str, body: bytes) -> tuple[int, Any]:
        told = json.loads(body)
        if set(told) != {"comment"} or not 0 < len(told["comment"].encode()) <= 4096:
            return failure(400, "INVALID_ARGUMENT")
        found = next((one for one in self.reviews if one["reviewId"] == key), None)
        if found is None:
            return failure(404, "NOT_FOUND", "Requested entity was not found.")
        if self.while_replying:
            self.while_replying.popleft()()
        self.replied.append((key, told["comment"]))
        found["reviewReply"] = {"comment": told["comment"], "updateTime": "2026-11-20T10:00:00Z"}
        if self.reply_state:
            found["reviewReply"]["reviewReplyState"] = self.reply_state
        return 200, found["reviewReply"]

    def exchange(self, body: bytes) -> tuple[int, Any]:
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if self.refuses_token is not None:
            return self.refuses_token
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 401, {"error": "invalid_client", "error_description": "The OAuth client was not found."}
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token") != TOKEN:
            return 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
        return 200, {
            "access_token": ACCESS,
            "expires_in": 3599,
            "scope": "business.manage",
            "token_type": "Bearer",
        }


def _handler(profile: GoogleProfile) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def do_PUT(self) -> None:
            self._answer("PUT")

        def log_message(self, *_: Any) -> None:
            """A test's output is its own."""

        def _answer(self, method: str) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            parts = urlsplit(self.path)
            profile.calls.append(f"{method} {parts.path}")
            code, told = self._looked_up(method, parts.path, parse_qs(parts.query), body)
            data = told if isinstance(told, bytes) else json.dumps(told).encode()
            self.send_response(code)
            self.send_header("content-type", "application/json; charset=UTF-8")
            self.send_header("content-length", str(len(data)))
            if code == 429 and profile.retry_after:
                self.send_header("retry-after", profile.retry_after)
            self.end_headers()
            self.wfile.write(data)

        def _looked_up(
            self, method: str, path: str, query: dict[str, list[str]], body: bytes
        ) -> tuple[int, Any]:
            if (method, path) == ("POST", "/token"):
                return profile.exchange(body)
            if self.headers.get("authorization") != f"Bearer {ACCESS}":
                return failure(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.")
            if profile.fails:
                return profile.fails.popleft()
            if (method, path) == ("GET", f"/v4/{PLACE}/reviews"):
                return profile.page(query)
            begins, ends = f"/v4/{PLACE}/reviews/", "/reply"
            if method == "PUT" and path.startswith(begins) and path.endswith(ends):
                return profile.reply(path.removeprefix(begins).removesuffix(ends), body)
            return failure(404, "NOT_FOUND", "Requested entity was not found.")

    return Handler


@contextmanager
def open_profile() -> Iterator[GoogleProfile]:
    """On a port of its own for as long as the block lasts."""
    profile = GoogleProfile()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(profile)) as server:
        profile.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield profile
        server.shutdown()
        thread.join()
