"""Refusals in Mercado Pago's shape."""

from __future__ import annotations

from typing import Any

_NAMES = {
    400: "bad_request",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    409: "conflict",
    429: "too_many_requests",
    500: "internal_error",
}


class PayProblem(Exception):
    def __init__(self, status: int, message: str, code: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.code = code

    def body(self) -> dict[str, Any]:
        cause = [] if self.code is None else [{"code": self.code, "description": self.message, "data": None}]
        return {
            "message": self.message,
            "error": _NAMES.get(self.status, "error"),
            "status": self.status,
            "cause": cause,
        }
