"""A hand on the pay page for tests: guests pay, things happen, and afterwards one can ask what there was."""

from __future__ import annotations

import time
from typing import Any

import httpx


class PayClient:
    """`url` is the phone's; the API for the product under test is `api_url`."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.api_url = f"{url}/mercadopago"
        self.http = httpx.Client(base_url=url, timeout=10)

    def close(self) -> None:
        self.http.close()

    def reset(self) -> None:
        self._ask("POST", "/pay/lab/reset", {})

    def settings(self, **changes: Any) -> dict[str, Any]:
        return dict(self._ask("PATCH", "/pay/lab/settings", changes))

    def links(self) -> list[dict[str, Any]]:
        return list(self.ledger()["links"])

    def payments(self, reference: str | None = None) -> list[dict[str, Any]]:
        found = self.ledger()["payments"]
        return [one for one in found if reference in (None, one["external_reference"])]

    def ledger(self) -> dict[str, Any]:
        return dict(self._ask("GET", "/pay/lab/ledger"))

    def link_of(self, url: str) -> str:
        """The link's id from the address a guest was sent."""
        return str(httpx.URL(url).params["pref_id"])

    def pay(self, link_id: str, outcome: str = "approve", telling: str = "once", **more: Any) -> int:
        body = {"outcome": outcome, "telling": telling, **more}
        return int(self._ask("POST", f"/pay/links/{link_id}/payments", body)["id"])

    def happens(self, payment_id: int, act: str, **more: Any) -> dict[str, Any]:
        return dict(self._ask("POST", f"/pay/payments/{payment_id}", {"act": act, **more}))

    def fail_next(self, remaining: int = 1, **fault: Any) -> None:
        self._ask("POST", "/pay/lab/faults", {"remaining": remaining, **fault})

    def skip(self, seconds: float) -> None:
        self._ask("POST", "/pay/lab/clock", {"skip_seconds": seconds})

    def wait_until_quiet(self, within: float = 10.0) -> None:
        until = time.monotonic() + within
        while self.ledger()["pending"]:
            if time.monotonic() > until:
                raise AssertionError(f"notifications still wait: {self.ledger()['told'][-5:]}")
            time.sleep(0.03)

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.http.request(method, path, json=body)
        if answer.status_code >= 400:
            raise ValueError(f"the pay page refused ({answer.status_code}): {answer.text}")
        return answer.json()
