"""The few environment names the phone reads, and the hotels' numbers it knows from the start."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class HotelNumber:
    """One WhatsApp number of a hotel, as Meta would hold it."""

    number_id: str
    account_id: str
    name: str
    display: str
    digits: str
    token: str


DEMO_NUMBERS = (
    HotelNumber(
        number_id="109876543210001",
        account_id="209876543210001",
        name="Posada del Ceibo",
        display="+54 9 11 5000-0001",
        digits="5491150000001",
        token="local-token-posada",
    ),
    HotelNumber(
        number_id="109876543210002",
        account_id="209876543210002",
        name="Cabañas Aguamarina",
        display="+598 95 000 002",
        digits="59895000002",
        token="local-token-cabanas",
    ),
)


@dataclass(frozen=True)
class PhoneSettings:
    """Everything that is decided before the phone starts."""

    data: Path
    host: str
    port: int
    webhook_url: str
    app_secret: str
    verify_token: str
    api_version: str
    numbers: tuple[HotelNumber, ...] = DEMO_NUMBERS

    @property
    def own_url(self) -> str:
        return f"http://{self.host}:{self.port}"

    @property
    def mail(self) -> Path:
        """Where the house lays its mail when no server takes it."""
        return self.data.parent / "mail"


class NotLocal(Exception):
    """The phone was started where real guests could be affected."""


def read_settings(environment: Mapping[str, str]) -> PhoneSettings:
    """Read the environment once; any mode but local is refused: the page lets anybody write as a guest."""
    mode = environment.get("CONSERJE_MODE") or "local"
    if mode != "local":
        raise NotLocal(
            f"The guest's phone only runs with CONSERJE_MODE=local (it is {mode!r}); not starting."
        )
    webhook_port = environment.get("WEBHOOK_PORT") or "8000"
    return PhoneSettings(
        data=Path(environment.get("CONSERJE_DATA") or "./data") / "phone",
        host="127.0.0.1",
        port=int(environment.get("PHONE_PORT") or "8010"),
        webhook_url=environment.get("WEBHOOK_URL") or f"http://127.0.0.1:{webhook_port}/webhooks/whatsapp",
        app_secret=environment.get("WHATSAPP_APP_SECRET") or "local-app-secret",
        verify_token=environment.get("WHATSAPP_VERIFY_TOKEN") or "local-verify-token",
        api_version=environment.get("WHATSAPP_API_VERSION") or "v25.0",
    )
