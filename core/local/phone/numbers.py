"""The hotels' own numbers, found by id, account and token."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from core.local.phone.problems import GraphProblem
from core.local.phone.settings import HotelNumber


class Numbers:
    """Every number the phone's Graph API answers for."""

    def __init__(self, numbers: Iterable[HotelNumber]) -> None:
        self._by_id = {number.number_id: number for number in numbers}

    def all(self) -> list[HotelNumber]:
        return list(self._by_id.values())

    def add(self, number: HotelNumber) -> None:
        self._by_id[number.number_id] = number

    def get(self, number_id: str) -> HotelNumber | None:
        return self._by_id.get(number_id)

    def owner_of(self, authorization: str | None) -> list[HotelNumber]:
        """The numbers this bearer token may act for; 190 when it opens nothing."""
        scheme, _, token = (authorization or "").partition(" ")
        mine = [
            number
            for number in self._by_id.values()
            if scheme.lower() == "bearer"
            and hmac.compare_digest(number.token.encode(), token.strip().encode())
        ]
        if not mine:
            raise GraphProblem(190, "Invalid OAuth access token - Cannot parse access token")
        return mine

    def authorised(self, authorization: str | None, object_id: str) -> HotelNumber:
        """The number (or the first number of the account) with that id, if the token reaches it."""
        for number in self.owner_of(authorization):
            if object_id in (number.number_id, number.account_id):
                return number
        raise GraphProblem(
            100,
            f"Unsupported request. Object with ID '{object_id}' does not exist, cannot be loaded due to "
            "missing permissions, or does not support this operation.",
            subcode=33,
        )

    def public(self) -> list[dict[str, Any]]:
        """What a page or a test may know: everything but the token."""
        return [{key: value for key, value in asdict(one).items() if key != "token"} for one in self.all()]
