"""What is read off a pattern before it is tried must never hide one of its matches."""

from __future__ import annotations

import gc
import re

import pytest

from core.flows.understand import Context, read
from core.flows.understand.entities.people_words import people_words
from core.flows.understand.intents.corpus import read_corpus, seeded
from core.flows.understand.intents.examples import make_examples
from core.flows.understand.patterns import at_words, needed
from core.flows.understand.text import normalise, numbered
from core.flows.understand.watching import Seldom, Watched, said_in
from core.flows.understand.words import LANGUAGES
from tests.makers import AFTERNOON

_SOME = 1500


@pytest.fixture(scope="module")
def texts() -> list[str]:
    dice = seeded(11)
    made = sorted((one.text for one in make_examples(read_corpus())), key=lambda _: dice.random())
    return [numbered(normalise(text), LANGUAGES[at % 3]) for at, text in enumerate(made[:_SOME])]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:el |la )?(?:kid|nin[oa]s?)\b", {"kid", "nino", "nina"}),
        (r"a(?:b|c(?:d|e))?x", {"ax", "abx", "acdx", "acex"}),
        (r"\d+ nights?(?: more)?", {" night"}),
        (r"(?:one|two)? ?weeks? later", {"week later", "weeks later"}),
        (r"(?:kids? )+", {"kid ", "kids "}),
        (r"(?:hab|room)(?!s)|(?!)", {"hab", "room"}),
        (r"(?<=the )(?:dog|cat)", {"dog", "cat"}),
        (r"(?:[a-f])og", {"aog", "bog", "cog", "dog", "eog", "fog"}),
    ],
)
def test_what_every_match_holds(pattern: str, words: set[str]) -> None:
    assert needed(pattern) == words


@pytest.mark.parametrize("pattern", [r"\d+", r"(?i)dog", r"(?:dog)?", r"dog|[^a]", r"(?i:dog) (?i:cat)|\w"])
def test_where_nothing_can_be_told(pattern: str) -> None:
    assert needed(pattern) == frozenset()
    with pytest.raises(ValueError, match="nothing is spared"):
        Seldom(pattern)


def test_seldom_finds_what_its_pattern_finds(texts: list[str]) -> None:
    for text in texts[:200]:
        read(text, Context(now=AFTERNOON))  # whoever is made when first wanted is made now
    seldom = [one for one in gc.get_objects() if isinstance(one, Seldom)]
    assert len(seldom) > 25
    hidden = [
        (one.pattern.pattern, text)
        for one in seldom
        for text in texts
        if one.search(text) is None and one.pattern.search(text) is not None
    ]
    assert hidden == []


def test_a_word_that_is_watched_later_is_found_in_texts_known_before() -> None:
    assert "zwxqy" not in said_in("un zwxqy")
    assert Watched(["zwxqy", "zwx"]).among("un zwxqy") == {"zwxqy", "zwx"}
    assert {"zwxqy", "zwx"} <= said_in("un zwxqy")


def test_half_a_sign_hides_nothing() -> None:
    Watched(["zwxqy"])
    assert "zwxqy" in said_in("\ud800 zwxqy")


def test_at_words_finds_what_its_pattern_finds(texts: list[str]) -> None:
    for lang in LANGUAGES:
        quick = people_words(lang).pattern
        _, _, rest = quick.pattern.partition(")(?:(?P<none>")
        plain = re.compile(r"\b(?=[a-z\d])(?:(?P<none>" + rest)
        for text in texts:
            assert [one.span() for one in quick.finditer(text)] == [
                one.span() for one in plain.finditer(text)
            ]


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"a|an", "a an"),
        (r"(?:(?!)|one)(?P<two>two)|(?!)", "onetwo two"),
        (r"(?:the )?dogs?", "the dogs, dog"),
        (r"\d{1,2} ?(?:x )?kids?", "2 kids 13kid 4 x kids"),
        (r"(?:no |sin )*nadie", "no sin nadie nadie"),
        (r"[ab]c*d", "ad bccccd acd"),
    ],
)
def test_at_words_of_all_that_may_be_left_out(pattern: str, text: str) -> None:
    found = [one.span() for one in at_words(pattern).finditer(text)]
    assert found == [one.span() for one in re.finditer(rf"\b(?=[a-z\d])(?:{pattern})", text)]
    assert found


@pytest.mark.parametrize("pattern", [r".og", r"(?i)dog", r"(?:dog)?", r"\w+"])
def test_at_words_wants_to_know_the_beginning(pattern: str) -> None:
    with pytest.raises(ValueError, match="may begin with anything"):
        at_words(pattern)
