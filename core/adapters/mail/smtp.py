"""SMTP: one connection a letter, encrypted unless said otherwise, and each refusal told for what it is."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from typing import Final, Literal

from core.adapters.mail.writing import drawn, sender_of
from core.domain.mail import Mail, MailTrouble, NotSent

_LONGEST_DETAIL: Final = 300


@dataclass(frozen=True)
class Server:
    """`security`: encrypted from the first byte (tls), after a greeting (starttls), or not at all (off)."""

    host: str
    port: int
    security: Literal["starttls", "tls", "off"]
    user: str
    password: str
    sender: str
    patience: float


class SmtpMail:
    def __init__(self, server: Server, trust: ssl.SSLContext | None = None) -> None:
        self._server = server
        self._trust = trust or ssl.create_default_context()

    def send(self, mail: Mail) -> None:
        message = drawn(mail, self._server.sender)
        try:
            line = self._connected()
            try:
                self._signed_in(line)
                line.send_message(message, sender_of(self._server.sender)[1], [mail.to])
            finally:
                _hang_up(line)
        except smtplib.SMTPRecipientsRefused as no:
            code, said = next(iter(no.recipients.values()))
            raise _refusal(MailTrouble.ADDRESS, code, said) from no
        except smtplib.SMTPSenderRefused as no:
            raise _refusal(MailTrouble.SENDER, no.smtp_code, no.smtp_error) from no
        except smtplib.SMTPResponseException as no:
            raise _refusal(MailTrouble.REFUSED, no.smtp_code, no.smtp_error) from no
        except smtplib.SMTPNotSupportedError as no:
            raise NotSent(MailTrouble.UNSAFE, _short(str(no))) from no
        except ssl.SSLError as no:
            raise NotSent(MailTrouble.UNSAFE, _short(no.reason or str(no))) from no
        except (OSError, smtplib.SMTPException) as silence:
            raise NotSent(MailTrouble.AWAY, _short(f"{type(silence).__name__}: {silence}")) from silence

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        if server.security == "tls":
            return smtplib.SMTP_SSL(server.host, server.port, timeout=server.patience, context=self._trust)
        line = smtplib.SMTP(server.host, server.port, timeout=server.patience)
        if server.security == "starttls":
            try:
                line.starttls(context=self._trust)
            except BaseException:
                line.close()
                raise
        return line

    def _signed_in(self, line: smtplib.SMTP) -> None:
        if not self._server.user:
            return
        try:
            line.login(self._server.user, self._server.password)
        except smtplib.SMTPAuthenticationError as no:
            raise _refusal(MailTrouble.LOGIN, no.smtp_code, no.smtp_error) from no
        except smtplib.SMTPServerDisconnected:
            raise
        except UnicodeEncodeError:
            raise NotSent(
                MailTrouble.LOGIN, "the user or the password has letters that SMTP cannot carry"
            ) from None
        except smtplib.SMTPException as no:
            raise NotSent(MailTrouble.LOGIN, _short(str(no))) from no


def _hang_up(line: smtplib.SMTP) -> None:
    """A letter that was taken is taken, however clumsily the server says goodbye."""
    with suppress(OSError, smtplib.SMTPException):
        line.quit()
    line.close()


def _refusal(why: MailTrouble, code: int, said: bytes | str) -> NotSent:
    """A four in front means "later", whatever it was about; a five means what it says."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    passing = 400 <= code < 500 and why is not MailTrouble.LOGIN
    return NotSent(MailTrouble.BUSY if passing else why, _short(f"{code} {words}"))


def _short(words: str) -> str:
    return " ".join(words.split())[:_LONGEST_DETAIL]
