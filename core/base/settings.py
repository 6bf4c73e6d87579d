"""Settings: the environment (and `.env`) read once, typed, refused loudly when wrong."""

from __future__ import annotations

import re
import sys
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NoReturn, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
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


def _issuer(url: str) -> str:
    """Kept as it is written: providers compare it letter by letter."""
    if url and not re.match(r"https://[^/]|http://(?:127\.0\.0\.1|localhost)(?:[:/]|$)", url):
        raise ValueError("must be https, such as https://accounts.google.com")
    return url


def _long_enough(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < 32:
        raise ValueError(
            "must be at least 32 characters (python -c 'import secrets; print(secrets.token_hex(32))')"
        )
    return secret


def _voices(given: str) -> str:
    if given and not all(
        language.strip() and path.strip()
        for language, _, path in (one.partition("=") for one in given.split(","))
    ):
        raise ValueError("must be such as es=/voices/es.onnx,en=/voices/en.onnx")
    return given


def _sender(given: str) -> str:
    if given and not re.fullmatch(r"(?:[^<>\r\n]* )?<?[^\s<>@]+@[^\s<>@]+>?", given):
        raise ValueError("must be such as house@hotel.example or Posada del Ceibo <house@hotel.example>")
    return given


Port = Annotated[int, Field(ge=1, le=65535)]


class SpeechSettings(BaseSettings):
    """What hearing and speaking need: also read on its own, before there is a house to configure."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    conserje_data: Path = Path("data")
    speech_model: str = "small"
    speech_device: Literal["cpu", "cuda", "auto"] = "cpu"
    speech_compute: Literal["int8", "int8_float16", "int8_float32", "float16", "float32"] = "int8"
    speech_beam: Annotated[int, Field(ge=1, le=10)] = 5
    speech_threads: Annotated[int, Field(ge=0, le=64)] = 0
    speech_timeout: Annotated[int, Field(ge=5, le=300)] = 90
    voice_limit_seconds: Annotated[int, Field(ge=5, le=900)] = 180
    voice_engine: Literal["auto", "piper", "espeak", "off"] = "auto"
    piper_voices: Annotated[str, AfterValidator(_voices)] = ""

    @property
    def voice_files(self) -> dict[str, Path]:
        """The voice file of each language that Piper speaks here."""
        pairs = (one.partition("=") for one in self.piper_voices.split(",") if one)
        return {language.strip(): Path(path.strip()) for language, _, path in pairs}

    @property
    def speech_folder(self) -> Path | None:
        """Where the speech model lies, or would; nothing when listening is switched off."""
        if self.speech_model == "off":
            return None
        named = Path(self.speech_model)
        is_folder = named.is_absolute() or named.exists()
        return named if is_folder else self.conserje_data / "models" / self.speech_model.replace("/", "--")


class MailSettings(BaseSettings):
    """By which server mail to the staff goes; without a server's name none goes."""

    smtp_host: str = ""
    smtp_port: Port = 587
    smtp_security: Literal["starttls", "tls", "off"] = "starttls"
    smtp_user: str = ""
    smtp_password: SecretStr | None = None
    smtp_timeout: Annotated[int, Field(ge=1, le=120)] = 15
    mail_from: Annotated[str, AfterValidator(_sender)] = ""

    @property
    def mail_sender(self) -> str:
        """Who signs: many servers take a user's own address only, so that is the usual one."""
        user = self.smtp_user if "@" in self.smtp_user else ""
        return self.mail_from or user or f"conserje@{self.smtp_host or 'localhost'}"


class CompanySettings(BaseSettings):
    """Signing in with a company's own account; without an issuer there is no such button."""

    oidc_issuer: Annotated[str, AfterValidator(_issuer)] = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_name: str = ""
    oidc_domains: str = ""
    oidc_only: bool = False
    oidc_email_is_verified: bool = False

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it")
        if self.oidc_only and not self.oidc_issuer:
            raise ValueError("OIDC_ONLY without OIDC_ISSUER would keep everybody out")
        return self

    def is_of_company(self, email: str) -> bool:
        """Whoever has an address of these domains; where none is named, everybody."""
        domains = self.company_domains
        return bool(self.oidc_issuer) and (not domains or email.strip().lower().rpartition("@")[2] in domains)

    @property
    def company_domains(self) -> set[str]:
        return {one.strip().lower().lstrip("@") for one in self.oidc_domains.split(",") if one.strip()}


class Settings(SpeechSettings, MailSettings, CompanySettings):
    """Every setting stands in `.env.example` with its reason."""

    conserje_mode: Literal["local", "server"] = "local"
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

    google_reviews_url: Annotated[str, AfterValidator(_web)] = "https://mybusiness.googleapis.com"
    google_oauth_url: Annotated[str, AfterValidator(_web)] = "https://oauth2.googleapis.com"
    mercadopago_api_url: Annotated[str, AfterValidator(_web)] = "https://api.mercadopago.com"
    public_webhook_url: Annotated[str, AfterValidator(_web)] = "http://127.0.0.1:8000"

    api_per_minute: Annotated[int, Field(ge=1, le=100_000)] = 120
    quiet_window: Annotated[float, Field(ge=0, le=30)] = 2.5
    send_in_flight: Annotated[int, Field(ge=1, le=512)] = 64
    pace_per_number: Annotated[int, Field(ge=1, le=1000)] = 80
    media_limit_mb: Annotated[int, Field(ge=1, le=100)] = 20
    session_idle_minutes: Annotated[int, Field(ge=1, le=1440)] = 60
    session_absolute_hours: Annotated[int, Field(ge=1, le=168)] = 12

    template_cost_marketing: Annotated[float, Field(ge=0, le=10)] = 0.0
    template_cost_utility: Annotated[float, Field(ge=0, le=10)] = 0.0
    template_cost_authentication: Annotated[float, Field(ge=0, le=10)] = 0.0

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

    @property
    def mail_folder(self) -> Path | None:
        """Where mail lands on a laptop without a mail server: its mailbox page shows it."""
        return self.conserje_data / "mail" if self.is_local and not self.smtp_host else None


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
