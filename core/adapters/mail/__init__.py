"""E-mail: by the server that the settings name; in local mode without one, into a folder for people to look at."""

from __future__ import annotations

from core.adapters.mail.folder import FolderMail
from core.adapters.mail.smtp import Server, SmtpMail
from core.base.settings import Settings
from core.domain.mail import Mail, MailPort, MailTrouble, NotSent


class NoMail:
    """Nobody has said by which server mail goes."""

    def send(self, mail: Mail) -> None:
        raise NotSent(MailTrouble.NOT_SET_UP, f"SMTP_HOST is not set, so {mail.to} was not written to")


def open_port(config: Settings) -> MailPort:
    if config.mail_folder is not None:
        return FolderMail(config.mail_folder, config.mail_sender)
    if not config.smtp_host:
        return NoMail()
    return SmtpMail(
        Server(
            host=config.smtp_host,
            port=config.smtp_port,
            security=config.smtp_security,
            user=config.smtp_user,
            password=config.smtp_password.get_secret_value() if config.smtp_password else "",
            sender=config.mail_sender,
            patience=float(config.smtp_timeout),
        )
    )
