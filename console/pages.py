"""The few pages that are not Streamlit's: signing in, and waiting for the house to come back."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from string import Template
from urllib.parse import quote

from console import words
from console.parts import assets
from core.base.settings import settings

_FOLDER = Path(__file__).parent / "parts" / "signin"


@dataclass(frozen=True)
class SignIn:
    next: str
    email: str = ""
    problem: str = ""
    notice: str = ""
    minutes: int = 1


def language_of(chosen: str | None, accepted: str | None) -> str:
    """What the person chose, else the first language of the browser that we speak, else Spanish."""
    if chosen in words.LANGUAGES:
        return str(chosen)
    for part in (accepted or "").split(","):
        spoken = part.partition(";")[0].strip().lower()[:2]
        if spoken in words.LANGUAGES:
            return spoken
    return "es"


def company_name(language: str) -> str:
    return settings().oidc_name or words.say(language, "signin.your_company")


def sign_in(shown: SignIn, language: str) -> str:
    say = {key: html.escape(text) for key, text in words.group(language, "signin").items()}
    problem = (
        words.say(
            language, f"signin.problem_{shown.problem}", minutes=shown.minutes, company=company_name(language)
        )
        if shown.problem
        else ""
    )
    known_notice = shown.notice in ("out", "idle", "long", "no_access", "joined", "password")
    notice = words.say(language, f"signin.why_{shown.notice}") if known_notice and not problem else ""
    other = "en" if language == "es" else "es"
    return framed(
        "page.html",
        language,
        say
        | {
            "problem": html.escape(problem),
            "notice": html.escape(notice),
            "email": html.escape(shown.email, quote=True),
            "next": html.escape(shown.next, quote=True),
            "other": other,
            "switch": f"/auth/login?lang={other}&amp;next={quote(shown.next, safe='')}",
            "company": _company(language, shown.next),
            "focus_email": "" if shown.email else "autofocus",
            "focus_password": "autofocus" if shown.email else "",
        },
    )


def _company(language: str, wanted: str) -> str:
    """Only where it is set up."""
    if not settings().oidc_issuer:
        return ""
    other = html.escape(words.say(language, "signin.or_password"))
    return f'{company_button(language, wanted, "go company")}<p class="or">{other}</p>'


def company_button(language: str, wanted: str, looks: str = "go") -> str:
    name = settings().oidc_name
    key = "with_company_named" if name else "with_company"
    label = html.escape(words.say(language, f"signin.{key}", name=name))
    way = f"/auth/company?next={quote(wanted, safe='')}"
    return f'<a class="{looks}" href="{html.escape(way, quote=True)}">{label}</a>'


def reconnecting(accepted: str | None) -> str:
    language = language_of(None, accepted)
    said = html.escape(words.say(language, "signin.reconnecting"))
    return notice(language, said, '<meta http-equiv="refresh" content="2">')


def broken(accepted: str | None, reference: str) -> str:
    language = language_of(None, accepted)
    said = html.escape(words.say(language, "frame.failed", reference=reference))
    return notice(language, said)


def notice(language: str, said: str, again: str = "") -> str:
    """One line and nothing to do."""
    return _fill("notice.html", language, {"text": said, "again": again})


def framed(name: str, language: str, values: dict[str, str]) -> str:
    """A page with a form, in the frame that all of them share. Every value is HTML already."""
    title = html.escape(words.say(language, "signin.title"))
    return _fill("frame.html", language, {"title": title, "main": _fill(name, language, values)})


def _fill(name: str, language: str, values: dict[str, str]) -> str:
    page = Template((_FOLDER / name).read_text(encoding="utf-8"))
    return page.substitute(values, language=language, assets=assets.base())
