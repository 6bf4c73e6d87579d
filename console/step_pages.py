"""The pages between a right password and an open console, and those that a link from the hotel opens."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from urllib.parse import quote

from console import pages, qr, words
from core.domain.entry import Awaits
from core.services.invites import Opened
from core.services.steps import Waiting


@dataclass(frozen=True)
class Page:
    """`name` chooses the words: heading, lead, button and help."""

    name: str
    action: str
    body: str
    problem: str = ""
    facts: dict[str, str] = field(default_factory=dict)


def step(language: str, waiting: Waiting, wanted: str, problem: str = "") -> str:
    action = f"/auth/step?next={quote(wanted, safe='')}"
    if waiting.awaits is Awaits.FACTOR:
        body = _qr(language, waiting) + _code(language)
    elif waiting.awaits is Awaits.CODE:
        body = _code(language)
    else:
        body = _new_password(language, waiting.email)
    return _draw(language, Page(str(waiting.awaits), action, body, problem))


def codes(language: str, made: list[str], wanted: str) -> str:
    """The recovery codes, this once; the button leads on."""
    listed = "".join(f"<li>{html.escape(code)}</li>" for code in made)
    action = f"/auth/step?next={quote(wanted, safe='')}"
    body = f'<ol class="codes">{listed}</ol><input type="hidden" name="seen" value="1">'
    return _draw(language, Page("codes", action, body))


def invite(language: str, secret: str, opened: Opened, problem: str = "", name: str = "") -> str:
    kind = "reset" if opened.is_reset else "known" if opened.known else "invite"
    facts = {"hotel": opened.hotel, "name": opened.name, "email": opened.email}
    if kind == "known":
        body = _known(language, opened.email) + _password(language, "current-password")
    elif kind == "reset":
        body = _new_password(language, opened.email)
    else:
        body = _name(language, name or opened.name) + _new_password(language, opened.email)
    return _draw(language, Page(kind, f"/auth/invite/{quote(secret, safe='')}", body, problem, facts))


def by_company(language: str, opened: Opened) -> str:
    """The link of somebody who needs no password: their company's account proves that it is theirs."""
    facts = {"hotel": opened.hotel, "name": opened.name, "email": opened.email}
    heading = "reset_heading" if opened.is_reset else "known_heading" if opened.known else "invite_heading"
    said = {
        "heading": words.say(language, f"steps.{heading}", **facts),
        "lead": words.say(language, "steps.company_lead", company=pages.company_name(language), **facts),
        "help": words.say(language, "steps.company_help"),
    }
    shown = {word: html.escape(text) for word, text in said.items()}
    body = _known(language, opened.email)
    return pages.framed(
        "company.html", language, shown | {"body": body, "button": pages.company_button(language, "/")}
    )


def over(language: str) -> str:
    """A link that opens nothing (any more)."""
    return pages.notice(language, html.escape(words.say(language, "steps.over")))


def _draw(language: str, page: Page) -> str:
    def say(word: str) -> str:
        return html.escape(words.say(language, f"steps.{page.name}_{word}", **page.facts))

    values = {word: say(word) for word in ("heading", "lead", "go", "help")} | {
        "action": html.escape(page.action, quote=True),
        "problem": html.escape(page.problem),
        "body": page.body,
    }
    return pages.framed("step.html", language, values)


def _code(language: str) -> str:
    label = html.escape(words.say(language, "steps.label_code"))
    return (
        f'<label for="code">{label}</label><input id="code" name="code" class="code" autocomplete="one-time-code" '
        'autocapitalize="none" spellcheck="false" maxlength="16" required autofocus aria-describedby="problem">'
    )


def _qr(language: str, waiting: Waiting) -> str:
    wide, path = qr.drawn(waiting.address)
    label = html.escape(words.say(language, "steps.qr_label"), quote=True)
    by_hand = html.escape(words.say(language, "steps.by_hand"))
    spaced = " ".join(waiting.secret[at : at + 4] for at in range(0, len(waiting.secret), 4))
    return (
        f'<svg class="qr" role="img" aria-label="{label}" viewBox="0 0 {wide} {wide}"><path d="{path}"/></svg>'
        f'<p class="key"><small>{by_hand}</small>{html.escape(spaced)}</p>'
    )


def _new_password(language: str, email: str) -> str:
    hints = "".join(f"<li>{html.escape(words.say(language, f'steps.hint_{n}'))}</li>" for n in (1, 2, 3))
    return f"{_known(language, email)}{_password(language, 'new-password')}<ul class='hints'>{hints}</ul>"


def _known(language: str, email: str) -> str:
    """The e-mail stands in a field as well: a password manager keeps both together."""
    label, shown = html.escape(words.say(language, "signin.label_email")), html.escape(email, quote=True)
    return (
        f'<p class="known"><small>{label}</small>{shown}</p>'
        f'<input type="hidden" name="email" autocomplete="username" value="{shown}">'
    )


def _name(language: str, name: str) -> str:
    label = html.escape(words.say(language, "steps.label_name"))
    return (
        f'<label for="name">{label}</label><input id="name" name="name" autocomplete="name" maxlength="80" '
        f'required value="{html.escape(name, quote=True)}">'
    )


def _password(language: str, kind: str) -> str:
    new = kind == "new-password"
    label = html.escape(words.say(language, "steps.label_new" if new else "signin.label_password"))
    show, hide, caps = (
        html.escape(words.say(language, f"signin.{word}"), quote=True) for word in ("show", "hide", "caps")
    )
    return (
        f'<label for="password">{label}</label><span class="secret"><input id="password" name="password" '
        f'type="password" autocomplete="{kind}" maxlength="200" required aria-describedby="problem caps">'
        f'<button type="button" class="reveal" data-show="{show}" data-hide="{hide}" hidden>{show}</button></span>'
        f'<p class="caps" id="caps" role="status" data-text="{caps}"></p>'
    )
