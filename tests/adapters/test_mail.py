"""Mail against a strict server: taken once, in private, and each refusal told for what it is."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email.utils import parseaddr
from pathlib import Path

import pytest

from core.adapters import mail as adapters
from core.adapters.mail.folder import FolderMail
from core.adapters.mail.smtp import SmtpMail
from core.base.settings import Settings
from core.domain.mail import Mail, MailTrouble, NotSent
from tests.postbox import PASSWORD, SENDER, USER, Postbox, open_postbox

LETTER = Mail(
    "olga@posada.test", "Resumen ★ de la semana", "Hola Olga, ¿cómo va?", "<p>Hola <b>Olga</b></p>", "m.1"
)


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Postbox]:
    with open_postbox(tmp_path) as opened:
        yield opened


def port_of(box: Postbox, **changes: object) -> SmtpMail:
    return SmtpMail(box.server(**changes), box.trust())


def refused(port: SmtpMail, letter: Mail = LETTER) -> NotSent:
    with pytest.raises(NotSent) as no:
        port.send(letter)
    return no.value


def test_a_letter_arrives_plain_and_drawn_from_whom_the_settings_say(box: Postbox) -> None:
    port_of(box).send(LETTER)
    [got] = box.arrived
    assert box.envelopes == [(USER, ["olga@posada.test"])]
    assert (got["From"], got["To"], got["Subject"]) == (SENDER, "olga@posada.test", "Resumen ★ de la semana")
    plain, drawn = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None
    assert drawn is not None
    assert plain.get_content().strip() == "Hola Olga, ¿cómo va?"
    assert drawn.get_content().strip() == "<p>Hola <b>Olga</b></p>"
    assert got["Auto-Submitted"] == "auto-generated"


def test_the_same_letter_has_the_same_name_when_it_is_sent_again(box: Postbox) -> None:
    for _ in range(2):
        port_of(box).send(LETTER)
    assert {got["Message-ID"] for got in box.arrived} == {"<m.1@posada.example>"}


def test_nothing_is_smuggled_into_a_header(box: Postbox) -> None:
    port_of(box).send(Mail(LETTER.to, "Hola\r\nBcc: all@world.test", "x", "x", "m.2"))
    [got] = box.arrived
    assert got["Subject"] == "Hola Bcc: all@world.test"
    assert got["Bcc"] is None
    for hostile in (
        "olga@posada.test\nBcc: all@world.test",
        "olga",
        "a@b",
        "ñandú@posada.test",
        "a@b.c, d@e.f",
        "",
    ):
        assert refused(port_of(box), Mail(hostile, "x", "x", "x", "m.3")).why is MailTrouble.ADDRESS
    assert len(box.arrived) == 1


def test_a_line_that_is_private_from_the_first_byte_works_too(tmp_path: Path) -> None:
    with open_postbox(tmp_path, wrapped=True) as box:
        port_of(box, security="tls").send(LETTER)
        assert len(box.arrived) == 1


def test_a_server_inside_the_machine_may_be_spoken_to_openly(tmp_path: Path) -> None:
    with open_postbox(tmp_path, offers_tls=False) as box:
        port_of(box, security="off", user="").send(LETTER)
        assert len(box.arrived) == 1


@pytest.mark.parametrize(
    ("command", "answer", "why", "may_pass"),
    [
        ("RCPT", "550 5.1.1 no such mailbox", MailTrouble.ADDRESS, False),
        ("RCPT", "450 4.2.0 greylisted, come back", MailTrouble.BUSY, True),
        ("MAIL", "421 4.7.0 too many letters", MailTrouble.BUSY, True),
        ("DATA", "554 5.7.1 looks like spam", MailTrouble.REFUSED, False),
        ("DATA", "452 4.3.1 disk is full", MailTrouble.BUSY, True),
    ],
)
def test_what_passes_is_told_from_what_stays(
    box: Postbox, command: str, answer: str, why: MailTrouble, may_pass: bool
) -> None:
    box.refuses(command, answer)
    no = refused(port_of(box))
    assert (no.why, no.may_pass) == (why, may_pass)
    assert answer[:3] in no.detail
    assert box.arrived == []


def test_a_letter_that_was_taken_is_taken_however_the_server_says_goodbye(box: Postbox) -> None:
    box.refuses("QUIT", "500 what?")
    port_of(box).send(LETTER)
    assert len(box.arrived) == 1


def test_a_wrong_password_is_told_and_never_repeated(box: Postbox) -> None:
    no = refused(port_of(box, password="another-password"))
    assert (no.why, no.may_pass) == (MailTrouble.LOGIN, True)
    assert "another-password" not in no.detail
    assert PASSWORD not in no.detail


def test_a_sender_that_is_not_the_users_is_told(box: Postbox) -> None:
    assert refused(port_of(box, sender="somebody@else.example")).why is MailTrouble.SENDER


def test_nothing_is_said_on_a_line_that_is_not_private(box: Postbox, tmp_path: Path) -> None:
    assert refused(SmtpMail(box.server())).why is MailTrouble.UNSAFE, "nobody vouches for its certificate"
    with open_postbox(tmp_path, offers_tls=False) as open_box:
        assert refused(port_of(open_box)).why is MailTrouble.UNSAFE, "it offers no privacy"
        assert open_box.arrived == []


def test_a_server_that_is_not_there_or_never_answers_is_away(box: Postbox) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        nobody = deaf.getsockname()[1]
        assert refused(port_of(box, port=nobody)).why is MailTrouble.AWAY
        deaf.listen()
        no = refused(port_of(box, port=nobody, patience=0.2))
        assert (no.why, no.may_pass) == (MailTrouble.AWAY, True)


def test_on_a_laptop_without_a_server_letters_land_in_a_folder_once(tmp_path: Path) -> None:
    folder = FolderMail(tmp_path / "mail", SENDER)
    for _ in range(2):
        folder.send(LETTER)
    [file] = (tmp_path / "mail").iterdir()
    assert b"Subject: Resumen" in file.read_bytes()
    for hostile in ("../../escaped", "/etc/passwd"):
        folder.send(Mail(LETTER.to, "x", "x", "x", hostile))
    assert {one.parent for one in tmp_path.rglob("*.eml")} == {tmp_path / "mail"}


@pytest.mark.usefixtures("house")
def test_the_settings_choose_the_way(tmp_path: Path) -> None:
    from core.base.settings import settings

    def told(**changes: object) -> Settings:
        return settings().model_copy(update={"conserje_data": tmp_path, **changes})

    assert isinstance(adapters.open_port(told()), FolderMail)
    assert isinstance(adapters.open_port(told(smtp_host="smtp.example")), SmtpMail)
    nobody = adapters.open_port(told(conserje_mode="server"))
    with pytest.raises(NotSent) as no:
        nobody.send(LETTER)
    assert (no.value.why, no.value.may_pass) == (MailTrouble.NOT_SET_UP, False)


def test_who_signs_in_with_an_address_signs_with_it() -> None:
    def signs(**facts: str) -> str:
        return Settings.model_construct(**facts).mail_sender

    assert signs(smtp_user=USER) == USER
    assert signs(smtp_user=USER, mail_from=SENDER) == SENDER
    assert signs(smtp_user="apikey", smtp_host="smtp.example") == "conserje@smtp.example"


def test_a_password_with_letters_that_smtp_cannot_carry_is_told_without_it(box: Postbox) -> None:
    no = refused(port_of(box, password="contraseña-larga"))
    assert no.why is MailTrouble.LOGIN
    assert "ñ" not in no.detail


def test_a_hotel_with_a_comma_in_its_name_signs_with_its_address(box: Postbox) -> None:
    port_of(box, sender=f"Hotel Sol, Mar y Luna <{USER}>").send(LETTER)
    [got] = box.arrived
    assert box.envelopes[0][0] == USER
    assert parseaddr(got["From"]) == ("Hotel Sol, Mar y Luna", USER)
