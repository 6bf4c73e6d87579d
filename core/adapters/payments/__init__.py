"""The payment gateway: one line per provider; everything else asks here and knows no provider by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from core.adapters.payments import mercadopago
from core.domain.payments import Hint, Provider
from core.domain.ports import PaymentPort


class PaymentGateway(Protocol):
    """What a provider's package offers. Everything but the port is pure."""

    def signature_is_good(
        self, query: Mapping[str, str], headers: Mapping[str, str], secrets: Sequence[str]
    ) -> bool: ...

    def read_notification(self, query: Mapping[str, str], raw: bytes) -> Hint | None: ...

    def open_port(self, base_url: str) -> PaymentPort: ...


_PROVIDERS: dict[Provider, PaymentGateway] = {
    Provider.MERCADOPAGO: mercadopago,
}


def reader(provider: Provider) -> PaymentGateway:
    return _PROVIDERS[provider]


def open_port(provider: Provider, base_url: str) -> PaymentPort:
    return _PROVIDERS[provider].open_port(base_url)
