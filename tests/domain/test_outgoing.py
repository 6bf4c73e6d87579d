"""What we say survives being stored: every kind comes back from JSON as it was."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.messages import Place
from core.domain.outgoing import (
    _KINDS,
    AskContact,
    AskPlace,
    Badge,
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
    from_json,
    kind_of,
    plain_words,
    to_json,
)

words = st.text(max_size=20)
options = st.lists(st.builds(Option, id=words, title=words, description=words), max_size=3).map(tuple)
places = st.builds(
    Place,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    name=st.none() | words,
    address=st.none() | words,
)
files = st.none() | st.integers(1, 10**12)
badges = st.none() | st.builds(Badge, title=words, code=words, colour=words)
KINDS: dict[type, st.SearchStrategy[Content]] = {
    Text: st.builds(Text, body=words, preview_link=st.booleans()),
    File: st.builds(File, media=st.integers(1), form=words, caption=words, filename=st.none() | words),
    PlaceCard: st.builds(PlaceCard, place=places),
    ContactCard: st.builds(ContactCard, name=words, phone=words),
    Reaction: st.builds(Reaction, message_id=words, emoji=words),
    Buttons: st.builds(Buttons, body=words, options=options, header=words, footer=words, header_media=files),
    Menu: st.builds(
        Menu,
        body=words,
        label=words,
        sections=st.lists(st.builds(Section, title=words, options=options), max_size=3).map(tuple),
    ),
    LinkButton: st.builds(LinkButton, body=words, label=words, url=words, header_media=files, badge=badges),
    AskPlace: st.builds(AskPlace, body=words),
    AskContact: st.builds(AskContact, body=words),
    Form: st.builds(
        Form,
        body=words,
        label=words,
        form_id=words,
        token=words,
        screen=words,
        data=st.dictionaries(words, words | st.integers() | st.booleans(), max_size=3),
    ),
    Template: st.builds(
        Template,
        name=words,
        language=words,
        words=st.lists(words, max_size=3).map(tuple),
        named=st.lists(st.tuples(words, words), max_size=3).map(tuple),
        payloads=st.lists(words, max_size=3).map(tuple),
        url_suffix=st.none() | words,
        header_media=files,
    ),
}


def test_every_kind_is_tried_here() -> None:
    assert set(KINDS) == set(_KINDS.values())


@given(st.one_of(*KINDS.values()))
def test_what_we_say_comes_back_from_the_store_as_it_was(content: Content) -> None:
    stored = json.loads(json.dumps(to_json(content)))
    assert from_json(stored) == content
    assert stored["kind"] == kind_of(content)


@given(st.one_of(*KINDS.values()))
def test_what_comes_back_can_be_stored_again(content: Content) -> None:
    once = to_json(from_json(json.loads(json.dumps(to_json(content)))))
    assert once == to_json(content)


@given(st.one_of(*KINDS.values()))
def test_everything_we_say_has_words_for_lists(content: Content) -> None:
    assert isinstance(plain_words(content), str)


def test_what_an_older_release_stored_is_still_understood() -> None:
    """A field that came later is missing in old letters; it takes its default."""
    assert from_json({"kind": "text", "body": "hola"}) == Text("hola")
    assert from_json({"kind": "text", "body": "hola", "mood": "unknown to us"}) == Text("hola")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (Text("hola"), "hola"),
        (Buttons("elegí", ()), "elegí"),
        (File(1, "document", "", "factura.pdf"), "factura.pdf"),
        (PlaceCard(Place(0, 0, "Posada", "Victorica 1280")), "Posada"),
        (Template("reabrir", "es", ("Ana",), (("hotel", "Posada"),)), "Ana · Posada"),
        (Template("reabrir", "es"), "reabrir"),
    ],
)
def test_words_for_lists_are_what_a_person_would_read_aloud(content: Content, said: str) -> None:
    assert plain_words(content) == said


def test_nothing_we_say_can_be_changed_after_it_was_said() -> None:
    frozen: dict[str, Any] = {kind.__name__: kind.__dataclass_params__.frozen for kind in KINDS}  # type: ignore[attr-defined]
    assert all(frozen.values())
    assert all(fields(kind) for kind in KINDS)
