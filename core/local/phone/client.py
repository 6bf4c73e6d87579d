"""What a test holds in its hand: guests who speak, and questions about what reached them."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx


@dataclass(frozen=True)
class Received:
    """A message of the hotel as the phone accepted it."""

    id: str
    order: int
    kind: str
    text: str
    callback: str | None
    status: str
    number_id: str
    content: Any


class PhoneGuest:
    """One guest's thumbs."""

    def __init__(self, phone: PhoneClient, guest_id: str, number_id: str | None) -> None:
        self.id = guest_id
        self.number_id = number_id
        self._phone = phone

    def says(self, text: str, *, quoted: str | None = None) -> str:
        return self.sends("text", {"body": text}, quoted=quoted)

    def sends(self, kind: str, content: Any, *, quoted: str | None = None) -> str:
        """Any type, exactly as given. Answers the wamid."""
        body = {"type": kind, "content": content, "quoted": quoted, "number_id": self.number_id}
        return str(self._phone.ask("POST", f"/lab/guests/{self.id}/say", body)["id"])

    def speaks(self, note: str, **extra: Any) -> str:
        """Sends one of the prepared spoken notes (`core/local/phone/prepared.py`)."""
        body = {"note": note, "number_id": self.number_id, **extra}
        return str(self._phone.ask("POST", f"/lab/guests/{self.id}/speak", body)["id"])

    def attaches(self, file: bytes, mime: str, name: str = "", **extra: Any) -> str:
        """A picture, paper or sound; `voice=True` makes a voice note; also `caption`, `kind`."""
        answer = self._phone.http.post(
            f"/lab/guests/{self.id}/attach",
            files={"file": (name or "file", file, mime)},
            data={"extra": json.dumps({"number_id": self.number_id, **extra}), "mime": mime},
        )
        return str(_good(answer)["id"])

    def is_at(self, latitude: float, longitude: float, name: str = "", *, quoted: str | None = None) -> str:
        place: dict[str, Any] = {"latitude": latitude, "longitude": longitude}
        return self.sends("location", place | ({"name": name} if name else {}), quoted=quoted)

    def taps(self, choice: str, message_id: str | None = None) -> str:
        """A button, a list row or a quick reply by id or title; on the latest message that has one."""
        target = message_id or self._latest_with(choice)
        return self._acts("tap", message_id=target, choice=choice)

    def reacts(self, message_id: str, emoji: str) -> str:
        return self._acts("react", message_id=message_id, emoji=emoji)

    def edits(self, message_id: str, text: str) -> str:
        return self._acts("edit", message_id=message_id, text=text)

    def deletes(self, message_id: str) -> str:
        return self._acts("delete", message_id=message_id)

    def shares_contact(self, quoted: str | None = None) -> str:
        return self._acts("share_contact", quoted=quoted)

    def hears_from_the_hotels_own_phone(self, text: str) -> str:
        return self._acts("hotel_writes", text=text)

    def becomes(self, **switches: Any) -> dict[str, Any]:
        """offline, receipts_off, duplicates, out_of_order, hides_number, blocked=[ids], name, username."""
        return dict(self._phone.ask("PATCH", f"/lab/guests/{self.id}", switches))

    def is_silent_for(self, hours: float) -> None:
        self._phone.ask("POST", f"/lab/guests/{self.id}/forward", {"hours": hours})

    def chat(self) -> list[dict[str, Any]]:
        query = f"?number_id={self.number_id}" if self.number_id else ""
        return list(self._phone.ask("GET", f"/lab/guests/{self.id}/messages{query}"))

    def details(self) -> dict[str, Any]:
        return dict(self._phone.ask("GET", f"/lab/guests/{self.id}"))

    def _acts(self, act: str, **more: Any) -> str:
        body = {"act": act, "number_id": self.number_id, **more}
        return str(self._phone.ask("POST", f"/lab/guests/{self.id}/act", body)["id"])

    def _latest_with(self, choice: str) -> str:
        for message in reversed(self.chat()):
            offered = json.dumps([message["content"], message["shown"]])
            if not message["from_guest"] and json.dumps(choice) in offered:
                return str(message["id"])
        raise AssertionError(f"{self.id} sees nothing called {choice!r} to tap")


class PhoneClient:
    """The lab over HTTP. `url` is also the WHATSAPP_API_URL for the product under test."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.http = httpx.Client(base_url=url, timeout=10)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        return _good(self.http.request(method, path, json=body))

    def guest(
        self, name: str, country: str = "AR", *, number_id: str | None = None, **more: Any
    ) -> PhoneGuest:
        """The guest of that name (or id), created when new. `username=` hides the number."""
        found = self.http.get(f"/lab/guests/{name}")
        if found.status_code == 404:
            found = self.http.post("/lab/guests", json={"name": name, "country": country, **more})
        return PhoneGuest(self, str(_good(found)["id"]), number_id)

    def accepted(self, guest: str | None = None, after: int = 0) -> list[Received]:
        """Everything accepted so far, in order."""
        query: dict[str, Any] = {"after": after} | ({"guest": guest} if guest else {})
        names = Received.__dataclass_fields__
        listed = _good(self.http.get("/lab/accepted", params=query))
        return [Received(**{name: entry[name] for name in names}) for entry in listed]

    def received_by(self, name: str, *, at_least: int = 0, within: float = 5.0) -> list[Received]:
        """What this guest was sent; waits until there are `at_least` so many."""
        guest_id = self.guest(name).id
        until = time.monotonic() + within
        while True:
            found = self.accepted(guest_id)
            if len(found) >= at_least:
                return found
            if time.monotonic() > until:
                raise AssertionError(f"{name} received {len(found)} of {at_least} messages in {within:g} s")
            time.sleep(0.02)

    def settings(self, **changes: Any) -> dict[str, Any]:
        return dict(self.ask("PATCH", "/lab/settings", changes))

    def fail_next(self, times: int = 1, *, code: int = 131000, kind: str = "error", **more: Any) -> None:
        """The next sends fail; faults.Fault describes the kinds, `guest_id` and `number_id` narrow it."""
        self.ask("POST", "/lab/faults", {"kind": kind, "remaining": times, "code": code, **more})

    def counters(self) -> dict[str, Any]:
        return dict(self.ask("GET", "/lab/counters"))

    def duplicates(self) -> list[dict[str, Any]]:
        return list(self.ask("GET", "/lab/duplicates"))

    def webhook(self, body: bytes, signature: str | None = None) -> None:
        """Post these bytes to the product, rightly signed unless a signature is given."""
        headers = {"X-Lab-Signature": signature} if signature is not None else {}
        _good(self.http.post("/lab/webhook", content=body, headers=headers))

    def skip(self, seconds: float) -> None:
        self.ask("POST", "/lab/clock", {"skip_seconds": seconds})

    def template_is(self, account_id: str, name: str, language: str, status: str) -> None:
        body = {"account_id": account_id, "name": name, "language": language, "status": status}
        self.ask("PATCH", "/lab/templates", body)

    def reset(self) -> None:
        self.ask("POST", "/lab/reset")

    def wait_until_quiet(self, within: float = 5.0) -> None:
        """Until no webhook waits any more."""
        until = time.monotonic() + within
        while self.counters()["webhook_pending"]:
            if time.monotonic() > until:
                raise AssertionError(f"webhooks still wait: {self.counters()}")
            time.sleep(0.02)

    def close(self) -> None:
        self.http.close()


def _good(answer: httpx.Response) -> Any:
    if answer.status_code >= 400:
        raise ValueError(f"the phone refused ({answer.status_code}): {answer.text}")
    return answer.json()
