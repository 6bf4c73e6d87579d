"""Settings: the environment (and `.env`) read once, typed, refused loudly when wrong."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NoReturn

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


def _postgres(url: str) -> str:
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url[len(scheme) :]
    if not url.startswith("postgresql+psycopg://"):
        raise ValueError("must be a Postgres address such as postgresql://user:secret@host/name")
    return url


def _redis(url: str) -> str:
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("must be a Redis address such as redis://host:6379/0")
    return url


def _web(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must start with http:// or https://")
    return url.rstrip("/")


def _long_enough(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < 32:
        raise ValueError(
            "must be at least 32 characters (python -c 'import secrets; print(secrets.token_hex(32))')"
        )
    return secret


Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """Every setting stands in `.env.example` with its reason."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    conserje_mode: Literal["local", "server"] = "local"
    conserje_data: Path = Path("data")
    database_url: Annotated[str, AfterValidator(_postgres)]
    redis_url: Annotated[str, AfterValidator(_redis)]
    secret_key: Annotated[SecretStr, AfterValidator(_long_enough)]

    webhook_port: Port = 8000
    webhook_workers: Annotated[int, Field(ge=1, le=64)] = 2
    console_port: Port = 8501
    phone_port: Port = 8010
    bind_address: str = "127.0.0.1"
    public_console_url: Annotated[str, AfterValidator(_web)] = "http://127.0.0.1:8501"
    trusted_proxies: str = "127.0.0.1"

    whatsapp_app_secret: SecretStr
    whatsapp_verify_token: SecretStr
    whatsapp_api_url: Annotated[str, AfterValidator(_web)] = "https://graph.facebook.com"
    whatsapp_api_version: Annotated[str, Field(pattern=r"^v\d+\.\d+$")] = "v25.0"

    quiet_window: Annotated[float, Field(ge=0, le=30)] = 2.5
    send_in_flight: Annotated[int, Field(ge=1, le=512)] = 64
    pace_per_number: Annotated[int, Field(ge=1, le=1000)] = 80
    media_limit_mb: Annotated[int, Field(ge=1, le=100)] = 20
    session_idle_minutes: Annotated[int, Field(ge=1, le=1440)] = 60
    session_absolute_hours: Annotated[int, Field(ge=1, le=168)] = 12

    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    metrics_token: SecretStr | None = None

    @property
    def app_secrets(self) -> list[str]:
        """Several secrets, separated by commas, are all accepted while one is being replaced by the next."""
        return [
            part.strip() for part in self.whatsapp_app_secret.get_secret_value().split(",") if part.strip()
        ]

    @property
    def is_local(self) -> bool:
        return self.conserje_mode == "local"


class SettingsProblem(Exception):
    """What is wrong with the settings, in one line."""


def load() -> Settings:
    try:
        return Settings()  # type: ignore[call-arg]
    except ValidationError as problem:
        raise SettingsProblem("; ".join(_one_line(error) for error in problem.errors())) from None


def _one_line(error: object) -> str:
    assert isinstance(error, dict)
    name = str(error["loc"][0]).upper() if error["loc"] else "settings"
    if error["type"] == "missing":
        return f"{name} is not set (see .env.example)"
    reason = str(error["msg"]).removeprefix("Value error, ")
    return f"{name} is wrong: {reason}"


@cache
def settings() -> Settings:
    """The settings of this process; a problem ends it with one line."""
    try:
        return load()
    except SettingsProblem as problem:
        _give_up(str(problem))


def _give_up(reason: str) -> NoReturn:
    print(f"Conserje cannot start: {reason}", file=sys.stderr)
    raise SystemExit(2)
