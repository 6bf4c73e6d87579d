"""Who comes is weighed: learned from messages, asked for where it is unlikely, else as the rules say."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.flows.understand.entities import read_entities
from core.flows.understand.entities.children import party_by_rules
from core.flows.understand.entities.spoken import as_spoken
from core.flows.understand.entities.tally import People
from core.flows.understand.party import heard, train
from core.flows.understand.party.counting import Count, Told, counted, told
from core.flows.understand.party.cues import Said
from core.flows.understand.party.learn import Lesson, learned
from core.flows.understand.party.mentions import Means, Mention, mentions_of, tokens_of
from core.flows.understand.party.model import FILE, model, pack
from core.flows.understand.party.texts import FOLDER, messages
from core.flows.understand.party.weighing import alike, opinion
from core.flows.understand.party.who import LANGUAGES, who_comes
from core.flows.understand.party.words import words_for

_FEW = {
    "es": ["AR\t2\t1\t4\tmi mujer, yo y el nene de 4", "AR\t\t\t\tmesa para 6", "UY\t3\t\t\tsomos 3"],
    "en": ["US\t2\t\t\tmy wife and I", "US\t\t\t\ttable for six", "US\t4\t2\t\t4 adults and 2 kids"],
    "pt": ["BR\t2\t1\t0\teu, meu marido e o bebê de 5 meses", "BR\t\t\t\tmesa pra 4", "BR\t5\t\t\tsomos 5"],
}


@pytest.fixture
def few(tmp_path: Path) -> Path:
    for lang, lines in _FEW.items():
        (tmp_path / f"messages.{lang}.tsv").write_text("\n".join(lines * 10) + "\n", encoding="utf-8")
        (tmp_path / f"sayings.{lang}.tsv").write_text("", encoding="utf-8")
    return tmp_path


def _lessons(folder: Path) -> list[Lesson]:
    return [*train.lessons(heard.lexicon(), folder)]


def _taught(folder: Path) -> bytes:
    heard.read_texts_anew(folder)
    return pack(learned(_lessons(folder), frozenset()))


def test_the_same_messages_teach_the_same_to_the_byte(few: Path) -> None:
    assert _taught(few) == _taught(few)


def test_what_is_learned_is_what_the_messages_mean(few: Path, tmp_path: Path) -> None:
    packed = tmp_path / "model.npz"
    packed.write_bytes(_taught(few))
    weights = model(packed)
    said = Said("somos 3", words_for("es"), weights.common)
    assert opinion(weights, said, Told()).told == Told(3)
    table = Said("mesa para 6", words_for("es"), weights.common)
    assert opinion(weights, table, Told()).told == Told()


def test_a_line_that_cannot_be_read_is_named(few: Path) -> None:
    (few / "messages.en.tsv").write_text("US\ttwo\t\t\tmy wife and I\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"messages\.en\.tsv, line 1"):
        _taught(few)


def test_no_message_to_learn_from_stands_in_an_exam() -> None:
    exams = Path("tests/flows/understand/exam")
    examined = "\n".join(path.read_text("utf-8") for path in exams.rglob("*.jsonl"))
    taught = [text for lang in LANGUAGES for _, _, text in messages(FOLDER, lang)]
    assert len(taught) > 5000
    long = [text for text in taught if len(text.split()) > 6 and '"' not in text]
    assert not [text for text in long if text in examined]


def test_learning_begins_as_the_shipped_model_began_to_the_byte() -> None:
    """Whoever changes what is learned from, or how, learns anew: `python -m core.flows.understand.party.train`."""
    known = heard.lexicon()
    assert train.begun(train.everything(known), known.common) == model().begun


def test_no_word_of_the_rules_is_asked_while_learning(few: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = _taught(few)
    monkeypatch.setattr(heard, "party_by_rules", lambda *_: People(7))
    monkeypatch.setattr(heard, "as_spoken", lambda *_: as_spoken("somos 9", "es", "AR"))
    assert pack(learned(_lessons(few), frozenset())) == once
    assert _taught(few) != once


def test_a_word_put_right_is_read_anew_first_and_a_number_put_right_is_not(few: Path) -> None:
    heard.read_texts_anew(few)
    for old, new, is_read in (("\t3\t", "\t4\t", True), ("somos 3", "somos 33", False)):
        path = few / "messages.es.tsv"
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        if is_read:
            assert _lessons(few)[2].meant == Told(4)
        else:
            with pytest.raises(heard.OutdatedError, match="--read-anew"):
                _lessons(few)


def test_packing_and_opening_keeps_what_was_learned() -> None:
    weights = model()
    again = pack(weights)
    assert again == FILE.read_bytes()
    assert weights.words.shape == (len(weights.cues), len(Means))
    assert np.isfinite(weights.words).all()


def test_all_together_less_the_children_are_the_adults() -> None:
    five, two = (Mention("number", number, "#", 0, 1, tuple(Means)) for number in (5, 2))
    count = counted(counted(Count(), five, Means.ALL), two, Means.CHILDREN)
    assert told(count) == Told(3, 2)


def test_partners_are_as_many_as_those_whose_they_are() -> None:
    named = mentions_of(tokens_of("van mis 2 hermanas con sus maridos"), words_for("es"), frozenset())
    assert [(one.word, one.number) for one in named] == [("hermanas", 2), ("maridos", 2)]
    ours = mentions_of(tokens_of("my brother, i and our wives"), words_for("en"), frozenset())
    assert [(one.word, one.number) for one in ours] == [("brother", 1), ("i", 1), ("wives", 2)]


def test_names_follow_each_other_without_a_comma() -> None:
    named = mentions_of(tokens_of("eu a nat o vini e a carol"), words_for("pt"), frozenset())
    assert [one.kind for one in named] == ["me", "name", "name", "name"]


def test_what_is_said_beyond_somebody_else_is_another_cue() -> None:
    mine, hers = Said("mi suegra con mi tia que canta", words_for("es"), frozenset()).cues[-2:]
    assert "R canta" in mine
    assert "r canta" in hers
    assert "r canta" not in mine


def test_a_childs_age_is_told_from_a_grown_ups() -> None:
    young, grown = (Said(f"mi hijo de {age}", words_for("es"), frozenset()).cues[2] for age in (7, 30))
    assert "child aged #" in young
    assert "child aged ##" in grown


def test_a_message_is_learned_with_its_stops_and_without(few: Path) -> None:
    for lang, text in (("es", "AR\t3\t\t\tHola, vamos mi mujer, mi hermano y yo.\n"), ("en", ""), ("pt", "")):
        (few / f"messages.{lang}.tsv").write_text(text, encoding="utf-8")
    heard.read_texts_anew(few)
    written, spoken = _lessons(few)
    assert written.meant == spoken.meant == Told(3)
    assert "any ," in written.said.cues[0]
    assert "any ," not in spoken.said.cues[0]


def test_how_far_the_rules_are_believed_is_learned_of_the_words() -> None:
    count = Count(adults=2, children=1)
    assert alike(count, Told(2, 1)) == (Means.ADULTS, Means.CHILDREN, Means.ALL)
    assert alike(count, Told(2)) == (Means.ADULTS,)
    assert alike(count, Told(3, 1)) == (Means.CHILDREN,)
    assert alike(count, None) == ()


def test_nobody_stays_nobody_whatever_follows() -> None:
    two = Mention("number", 2, "#", 0, 1, tuple(Means))
    count = counted(counted(Count(), two, Means.NOBODY), two, Means.ADULTS)
    assert told(count) == Told()


@pytest.mark.parametrize(
    ("said", "lang", "adults", "children", "ages"),
    [
        ("la jesi, la romi y yo", "es", 3, None, ()),
        ("mi hermana, su marido, mi mama y yo", "es", 4, None, ()),
        ("me and my husband with our girls, 5 and 9", "en", 2, 2, (5, 9)),
        ("eu, meu marido, minha sogra e o bebe de 4 meses", "pt", 3, 1, (0,)),
        ("somos 6, dos son chicos", "es", 4, 2, ()),
    ],
)
def test_lists_and_totals_are_counted(
    said: str, lang: str, adults: int, children: int | None, ages: tuple[int, ...]
) -> None:
    found = read_entities(said, lang)
    assert (found.adults, found.children, found.child_ages) == (adults, children, ages)


def test_bare_figures_are_left_to_what_was_asked() -> None:
    assert who_comes("4", "es").adults is None
    assert who_comes("5 y 8", "es").children is None


def test_a_list_without_an_end_is_not_weighed() -> None:
    numbers = " y ".join("somos 2, mi hijo de 4" for _ in range(400))
    assert who_comes(numbers, "es") == party_by_rules(numbers, "es")


def test_a_language_without_messages_is_read_by_rules() -> None:
    assert who_comes("nous sommes 4", "fr").people == 4
