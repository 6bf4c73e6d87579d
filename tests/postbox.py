"""A strict mail server of the tests' own: it insists on what real ones insist on, and refuses what it is told to."""

from __future__ import annotations

import asyncio
import ipaddress
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.adapters.mail.smtp import Server
from core.base import clock

USER, PASSWORD = "house@posada.example", "a-password-for-programs"
SENDER = f"Posada del Ceibo <{USER}>"


@dataclass
class Postbox:
    """What arrived, and the answers it was told to give: by command, each once."""

    certificate: Path
    arrived: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, list[str]]] = field(default_factory=list)
    refusals: dict[str, list[str]] = field(default_factory=dict)
    port: int = 0
    connections: int = 0

    def refuses(self, command: str, answer: str, times: int = 1) -> None:
        self.refusals.setdefault(command, []).extend([answer] * times)

    def server(self, **changes: Any) -> Server:
        facts = {
            "host": "127.0.0.1",
            "port": self.port,
            "security": "starttls",
            "user": USER,
            "password": PASSWORD,
            "sender": SENDER,
            "patience": 10.0,
        }
        return Server(**{**facts, **changes})

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self.certificate))
        context.check_hostname = True
        return context

    def _told(self, command: str) -> str | None:
        waiting = self.refusals.get(command)
        return waiting.pop(0) if waiting else None


class _Clerk:
    def __init__(self, box: Postbox) -> None:
        self._box = box

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, name: str, answers: list[str]
    ) -> list[str]:
        self._box.connections += 1
        session.host_name = name
        return answers

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if (no := self._box._told("MAIL")) is not None:
            return no
        if address != USER:
            return "553 5.7.1 sender address is not owned by the user"
        envelope.mail_from = address
        return "250 ok"

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        if (no := self._box._told("RCPT")) is not None:
            return no
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if (no := self._box._told("DATA")) is not None:
            return no
        message = message_from_bytes(envelope.content, policy=policy.SMTP)
        assert isinstance(message, EmailMessage)
        self._box.arrived.append(message)
        self._box.envelopes.append((envelope.mail_from, envelope.rcpt_tos))
        return "250 taken"

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
        return self._box._told("QUIT") or "221 bye"


def _server(box: Postbox, **facts: Any) -> SMTP:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of passwords in the open, not seeing the privacy around it
        return SMTP(_Clerk(box), hostname="postbox", **facts)


def _opens(server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
    good = isinstance(given, LoginPassword) and (given.login, given.password) == (
        USER.encode(),
        PASSWORD.encode(),
    )
    return AuthResult(success=good, handled=False)


@contextmanager
def open_postbox(folder: Path, *, wrapped: bool = False, offers_tls: bool = True) -> Iterator[Postbox]:
    """Plain words are refused before the line is private, and everything before somebody has signed in."""
    key, certificate = _certificate(folder)
    box = Postbox(certificate)
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(certificate, key)
    facts: dict[str, Any] = {"authenticator": _opens, "auth_required": offers_tls}
    if wrapped:
        facts["auth_require_tls"] = False  # as it is private already
    elif offers_tls:
        facts |= {"tls_context": own, "require_starttls": True}
    loop = asyncio.new_event_loop()
    opened = loop.run_until_complete(
        loop.create_server(
            lambda: _server(box, loop=loop, **facts),
            "127.0.0.1",
            0,
            ssl=own if wrapped else None,
        )
    )
    box.port = opened.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        opened.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that only those trust who were given it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail server of the tests")])
    now = clock.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file, certificate_file = folder / "key.pem", folder / "certificate.pem"
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return key_file, certificate_file
