"""WhatsApp's limits: what just fits may go out, what is too much is refused here first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.adapters.channels.whatsapp import check, render
from core.domain.errands import Act
from core.domain.messages import Channel, Place
from core.domain.outgoing import (
    AskContact,
    AskPlace,
    Buttons,
    ContactCard,
    Content,
    File,
    Form,
    LinkButton,
    Menu,
    Option,
    PlaceCard,
    Reaction,
    Section,
    Template,
    Text,
)
from core.domain.ports import Account, Parcel, Refused

HOTEL = Account(Channel.WHATSAPP, "109876543210001", "token")


def parcel(content: Content) -> Parcel:
    return Parcel(HOTEL, content, "5491155501234", None, "outbox-17", None, {7: "media-7"})


def options(number: int, **more: Any) -> tuple[Option, ...]:
    return tuple(Option(f"v1:{index}", f"Opción {index}", **more) for index in range(number))


def row(**change: Any) -> Menu:
    return Menu("b", "l", (Section("", (replace(Option("id", "title"), **change),)),))


def button(**change: Any) -> Buttons:
    return Buttons("b", (replace(Option("id", "title"), **change),))


FITS: list[Content] = [
    Text("ñ" * 4096),
    Buttons("b" * 1024, (Option("i" * 256, "t" * 20), *options(2)), "h" * 60, "f" * 60),
    Menu("b" * 1024, "l" * 20, tuple(Section(f"s{n}", (Option(f"{n}", "t"),)) for n in range(10))),
    row(id="i" * 200, title="🏡" * 24, description="d" * 72),
    LinkButton("b", "l" * 20, "https://x.example/" + "u" * 1982),
    File(7, "image", "c" * 1024),
    Template("n" * 512, "es", ("w" * 1024,), payloads=("p" * 128,) * 10),
    Form("b" * 1024, "l" * 20, "1", "t", "S", {}),
]

TOO_MUCH: list[tuple[Content, str]] = [
    (Text(""), "text is empty"),
    (Text(" \n"), "text is empty"),
    (Text("x" * 4097), "text has 4097 characters, 4096 are allowed"),
    (File(7, "image", "c" * 1025), "caption has 1025"),
    (File(7, "voice", "hola"), "a voice carries no caption"),
    (File(7, "sticker", "hola"), "a sticker carries no caption"),
    (File(7, "hologram"), "there is no form 'hologram'"),
    (PlaceCard(Place(91, 0)), "not on Earth"),
    (PlaceCard(Place(float("nan"), 0)), "not on Earth"),
    (ContactCard(" ", "1"), "name is empty"),
    (ContactCard("Ana", "none"), "the phone has no digits"),
    (Reaction("", "👍"), "message id is empty"),
    (Buttons("b", ()), "0 buttons"),
    (Buttons("b", options(4)), "4 buttons"),
    (Buttons("", options(1)), "body is empty"),
    (Buttons("b" * 1025, options(1)), "body has 1025"),
    (Buttons("b", options(1), header="h" * 61), "header has 61"),
    (Buttons("b", options(1), footer="f" * 61), "footer has 61"),
    (Buttons("b", options(1), header="h", header_media=7), "not both"),
    (LinkButton("b", "Ver", "https://hotel.example/q", header="h", header_media=7), "not both"),
    (button(title="t" * 21), "button title has 21"),
    (button(title=""), "button title is empty"),
    (button(id="i" * 257), "button id has 257"),
    (button(id=" i"), "begins or ends with a blank"),
    (Buttons("b", (Option("a", "x"), Option("a", "y"))), "two button ids are the same"),
    (Buttons("b", (Option("a", "x"), Option("b", "x"))), "two button titles are the same"),
    (Menu("b", "l" * 21, (Section("", options(1)),)), "menu label has 21"),
    (Menu("b", "", (Section("", options(1)),)), "menu label is empty"),
    (Menu("b", "l", ()), "0 sections"),
    (Menu("b", "l", (Section("", options(11)),)), "11 rows"),
    (Menu("b", "l", (Section("a", options(6)), Section("b", options(5)))), "11 rows"),
    (Menu("b", "l", (Section("a", options(1)), Section("b", options(1)))), "two row ids are the same"),
    (Menu("b", "l", (Section("a", options(1)), Section("", (Option("z", "z"),)))), "section title is empty"),
    (Menu("b", "l", (Section("s" * 25, options(1)),)), "section title has 25"),
    (Menu("b", "l", (Section("a", options(1)), Section("b", ()))), "a section has no rows"),
    (row(id="i" * 201), "row id has 201"),
    (row(title="t" * 25), "row title has 25"),
    (row(description="d" * 73), "row description has 73"),
    (LinkButton("b", "l" * 21, "https://x.example"), "link label has 21"),
    (LinkButton("b", "l", "javascript:alert(1)"), "not a web address"),
    (LinkButton("b", "l", "https://x.example/a b"), "not a web address"),
    (LinkButton("b", "l", "https://x.example/" + "u" * 2000), "url has"),
    (AskPlace(""), "body is empty"),
    (AskContact("b" * 1025), "body has 1025"),
    (Form("b", "l" * 21, "1", "t", "S", {}), "form label has 21"),
    (Form("b", "l", "", "", "", {}), "form token is empty"),
    (Template("Hola Mundo", "es"), "is no template name"),
    (Template("hola", ""), "template language is empty"),
    (Template("hola", "es", ("",)), "template word is empty"),
    (Template("hola", "es", ("a",), (("n", "b"),)), "not both"),
    (Template("hola", "es", named=(("n", "a"), ("n", "b"))), "two template names are the same"),
    (Template("hola", "es", payloads=("p" * 129,)), "template payload has 129"),
    (Template("hola", "es", payloads=("p",) * 10, url_suffix="x"), "11 template buttons"),
]


@pytest.mark.parametrize("content", FITS)
def test_what_just_fits_may_go_out(content: Content) -> None:
    assert check(content) == []
    render(parcel(content))


@pytest.mark.parametrize(("content", "complaint"), TOO_MUCH)
def test_what_whatsapp_would_refuse_is_refused_here_first(content: Content, complaint: str) -> None:
    assert any(complaint in wrong for wrong in check(content))
    with pytest.raises(Refused) as no:
        render(parcel(content))
    assert no.value.refusal.act is Act.OUR_BUG
    assert complaint in no.value.refusal.detail
