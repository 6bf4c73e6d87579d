"""The sellers the stand-in knows from the start, and where it lives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Seller:
    """A hotel's account as Mercado Pago would hold it."""

    id: str
    name: str
    token: str
    webhook_secret: str
    site: str
    currency: str


DEMO_SELLERS = (
    Seller("440000001", "Posada del Ceibo", "APP_USR-local-posada", "local-pay-secret-posada", "MLA", "ARS"),
    Seller(
        "440000002", "Cabañas Aguamarina", "APP_USR-local-cabanas", "local-pay-secret-cabanas", "MLU", "UYU"
    ),
)


@dataclass(frozen=True)
class PaySettings:
    own_url: str
    data: Path
    sellers: tuple[Seller, ...] = DEMO_SELLERS
