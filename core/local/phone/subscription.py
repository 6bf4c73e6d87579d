"""The subscription check: asks the webhook to echo a challenge, until something answers."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from core.local.phone.http_line import HttpLine


@dataclass
class Subscription:
    """`waiting` until the webhook answers, then `good` or `refused` with a reason in plain words."""

    url: str
    verify_token: str
    state: str = "waiting"
    reason: str = "the webhook has not answered yet"
    answered: int | None = None
    changed: Callable[[], None] = lambda: None

    async def check(self, pause: float = 1.0) -> None:
        while self.state != "good":
            await self.ask()
            await asyncio.sleep(pause if self.state == "waiting" else pause * 10)

    async def ask(self) -> None:
        before = self.state
        await self._ask()
        if self.state != before:
            self.changed()

    async def _ask(self) -> None:
        challenge = str(secrets.randbelow(10**9) + 10**9)
        query = urlencode(
            {"hub.mode": "subscribe", "hub.challenge": challenge, "hub.verify_token": self.verify_token}
        )
        line = HttpLine(self.url)
        try:
            status, body = await line.get(query, 5.0)
        except (OSError, EOFError, ValueError, TimeoutError) as problem:
            self.state, self.reason = "waiting", f"no answer from {self.url} ({type(problem).__name__})"
            self.answered = None
            return
        finally:
            line.close()
        self.answered = status
        if status == 200 and body.strip() == challenge.encode():
            self.state, self.reason = "good", f"{self.url} echoed the challenge"
        elif status == 200:
            self.state, self.reason = "refused", "the webhook answered 200 but did not echo the challenge"
        else:
            self.state, self.reason = "refused", f"the webhook answered {status} to the verify token"

    def view(self) -> dict[str, str | int | None]:
        return {"state": self.state, "reason": self.reason, "url": self.url, "answered": self.answered}
