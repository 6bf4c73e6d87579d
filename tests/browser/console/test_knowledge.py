"""The knowledge screen: teaching the house, seeing what guests will read, and trying a message out."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import select

from core.domain.access import Actor
from core.domain.conversations import Reason
from core.services import handovers, knowledge, questions
from core.services.handovers import Case
from core.services.questions import Unanswered, Why
from core.store.db import across_hotels, transaction
from core.store.phrases import PhraseOverride
from core.store.staff import Staff
from tests.browser.console.conftest import Desk, OpenDesk, Says
from tests.browser.console.pictures import picture
from tests.furnishing import forget, furnish
from tests.inventory import furnished
from tests.makers import House, heard, incoming

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def inn(house: House) -> House:
    furnished(house.posada)
    with transaction(house.posada) as session:
        furnish(session, house.posada)
        for language, topic in (("pt", "pool"), ("en", "crib")):
            forget(session, house.posada, language, "amenity", topic)
        talk = heard(session, house.posada, incoming("¿Tienen sauna?"))[0]
        for _ in range(3):
            questions.note(session, talk, Unanswered(Why.UNKNOWN, "es", "¿Tienen sauna?", "spa"))
        questions.note(session, talk, Unanswered(Why.UNKNOWN, "en", "Do you sell honey?"))
        understood = {"intents": [["help", 0.4]], "rivals": [["service_request", 0.3]]}
        handovers.begin(session, talk, Reason.NOT_UNDERSTOOD, Case("necesito algo para mañana", understood))
    return house


def speaks(actor: Actor, language: str) -> None:
    with across_hotels() as session:
        session.get_one(Staff, actor.staff_id).language = language


def opened(desk: Desk, actor: Actor, tab: str = "") -> Page:
    return desk.sign_in(actor, f"/knowledge?tab={tab}" if tab else "/knowledge", READY)


def test_a_fact_is_written_in_three_languages_with_its_preview(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.diego)
    page.get_by_placeholder("Buscar en lo que sabe la casa").fill("pileta al aire")
    row = page.locator(".fact-row", has_text="Pileta").first
    expect(row.locator(".missing")).to_have_text("PTFalta")
    row.click()
    drawer = page.get_by_role("dialog", name="Pileta")
    drawer.get_by_label("Portugués").fill("Sim, há uma piscina ao ar livre.")
    expect(drawer.locator("[data-language=pt] .bubble")).to_have_text("Sim, há uma piscina ao ar livre.")
    drawer.get_by_label("Respuesta corta").select_option("paid")
    drawer.get_by_label("Precio").fill("5.000")
    drawer.get_by_label("Por", exact=True).select_option("day")
    expect(drawer.locator("[data-language=es] .bubble")).to_contain_text("5.000")
    picture(page, "knowledge", "fact", "es", "1440")
    drawer.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Pileta: guardado. La casa ya lo sabe.")).to_be_visible()
    expect(row.locator(".missing")).to_have_count(0)
    expect(row).to_contain_text("$ 5.000 por día")
    row.click()
    drawer.get_by_label("Portugués").fill("Outra coisa.")
    drawer.get_by_text("Lo que decía antes").click()
    expect(drawer.locator(".earlier > li")).to_have_count(2)
    drawer.locator(".earlier > li").first.get_by_role("button", name="Volver a escribirlo").first.click()
    picture(page, "knowledge", "history")


def test_two_people_at_one_fact_lose_nobodys_words(desk: OpenDesk, inn: House) -> None:
    first, second = opened(desk(), inn.diego), opened(desk(), inn.olga)
    for page in (first, second):
        page.locator(".fact-row", has_text="Pileta").first.click()
        expect(page.get_by_role("dialog", name="Pileta")).to_be_visible()
    for page, words in ((first, "La de Diego."), (second, "La de Olga.")):
        page.get_by_role("dialog").get_by_label("Español").fill(words)
    first.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    expect(first.get_by_text("Pileta: guardado")).to_be_visible()
    second.get_by_role("dialog").get_by_role("button", name="Guardar").click()
    clash = second.get_by_role("dialog", name="Alguien guardó otra cosa")
    expect(clash).to_contain_text("La de Diego.")
    picture(second, "knowledge", "clash")
    clash.get_by_role("button", name="Guardar lo mío").click()
    expect(second.get_by_text("Pileta: guardado")).to_be_visible()
    expect(first.locator(".fact-row", has_text="La de Olga.")).to_be_visible()


def test_a_week_with_split_shifts_is_written(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.diego, "hours")
    page.locator(".card-of", has_text="Restaurante").get_by_role("button").click()
    drawer = page.get_by_role("dialog", name="Restaurante")
    drawer.get_by_role("button", name="Agregar un turno: Lunes").click()
    monday = drawer.get_by_role("group", name="Lunes")
    opens, closes = (monday.get_by_label(f"Lunes: {word}") for word in ("abre", "cierra"))
    opens.first.fill("12:00")
    closes.first.fill("15:30")
    drawer.get_by_role("button", name="Agregar un turno: Lunes").click()
    opens.nth(1).fill("20:00")
    closes.nth(1).fill("23:30")
    drawer.get_by_role("button", name="Igual toda la semana").click()
    expect(drawer.locator("[data-language=es] .bubble")).to_contain_text("20:00")
    picture(page, "knowledge", "hours-drawer")
    drawer.get_by_role("button", name="Guardar").click()
    card = page.locator(".card-of", has_text="Restaurante")
    expect(card).to_contain_text("Lunes – Domingo")
    expect(card.locator("dd span")).to_have_text(["12:00 – 15:30", "20:00 – 23:30"])


def test_a_photo_comes_in_and_a_false_one_is_refused_kindly(
    desk: OpenDesk, inn: House, tmp_path: Path
) -> None:
    held = io.BytesIO()
    Image.effect_noise((300, 200), 60).convert("RGB").save(held, "JPEG")
    (tmp_path / "terraza.jpg").write_bytes(held.getvalue())
    (tmp_path / "falsa.jpg").write_bytes(b"<script>alert(1)</script>")
    page = opened(desk(), inn.diego, "photos")
    row = page.locator(".photo-row", has_text="Triple")
    before = row.locator(".photo").count()
    row.locator("input[type=file]").set_input_files([tmp_path / "falsa.jpg", tmp_path / "terraza.jpg"])
    expect(row.locator(".photo")).to_have_count(before + 1)
    expect(page.get_by_text("falsa.jpg: Eso no es una foto. Sirven JPEG y PNG.")).to_be_visible()
    row.get_by_role("button", name="Epígrafe").last.click()
    drawer = page.get_by_role("dialog", name="Epígrafe")
    drawer.get_by_label("Inglés").fill("The terrace")
    drawer.get_by_role("button", name="Guardar").click()
    expect(row.locator(".photo").last.locator(".missing")).to_have_count(2)
    picture(page, "knowledge", "photos", "es", "1440")


def test_a_pasted_link_becomes_the_pin(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.diego, "place")
    page.get_by_label("Pegar un enlace o coordenadas").fill("https://maps.example/@-34.41421,-58.57961,17z")
    expect(page.get_by_label("Latitud")).to_have_value("-34.41421")
    page.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("La ubicación quedó guardada.")).to_be_visible()
    picture(page, "knowledge", "place", "es", "1440")


def test_a_phrase_is_watched_while_it_is_typed(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.diego, "phrases")
    page.get_by_placeholder("Buscar una frase").fill("asistente de")
    page.locator(".phrase-row").first.click()
    drawer = page.get_by_role("dialog", name="Saludos")
    words = drawer.get_by_label("Español")
    words.fill("¡Hola!")
    expect(drawer.get_by_text("Falta: {hotel}.")).to_be_visible()
    drawer.get_by_role("button", name="Guardar").click()
    expect(words).to_be_focused()
    words.fill("¡Buenas! Te saluda {hotel}.")
    picture(page, "knowledge", "phrase", "es", "1440")
    drawer.get_by_role("button", name="Guardar").click()
    expect(page.locator(".phrase-row .chip").first).to_have_text("Propia ES")
    page.locator(".toasts").get_by_role("button", name="Deshacer").click()
    expect(page.locator(".phrase-row .chip")).to_have_count(0)
    page.locator(".phrase-row", has_text="nombre").first.click()
    expect(page.get_by_role("dialog").locator("[data-language=es] .bubble")).to_contain_text("Lucía")


def test_blanks_read_in_the_language_of_staff_and_are_kept_as_they_are(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.diego, "phrases")
    page.get_by_placeholder("Buscar una frase").fill("horario de check-in")
    row = page.locator(".phrase-row", has_text="El check-in es desde las horario de check-in")
    row.click()
    drawer = page.get_by_role("dialog")
    words = drawer.get_by_label("Español")
    expect(words).to_have_value(
        re.compile(r"desde las \{horario de check-in\} y .* \{horario de check-out\}")
    )
    assert "check_in" not in drawer.inner_text()
    words.fill("Entrás a las ")
    drawer.get_by_role("button", name="horario de check-in").click()
    words.press_sequentially(", salís a las {check_out}. Recepción: {horarios}.")
    expect(drawer.locator("[data-language=es] .wrong")).to_be_hidden()
    drawer.get_by_role("button", name="Guardar").click()
    expect(page.locator(".phrase-row .chip").first).to_have_text("Propia ES")
    with transaction(inn.posada) as session:
        [kept] = session.scalars(select(PhraseOverride.words))
    assert kept == "Entrás a las {check_in}, salís a las {check_out}. Recepción: {hours}."


def test_a_question_of_guests_becomes_a_fact_and_another_is_dismissed(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.diego, "unanswered")
    sauna = page.locator(".asked", has_text="sauna")
    expect(sauna).to_contain_text("3×")
    picture(page, "knowledge", "unanswered", "es", "1440")
    page.locator(".asked", has_text="honey").get_by_role("button", name="Descartar").click()
    expect(page.locator(".asked", has_text="honey")).to_have_count(0)
    wanted = page.locator(".asked", has_text="necesito algo")
    wanted.get_by_role("button", name="Pedir algo para la habitación").click()
    expect(page.locator(".asked.labelled")).to_have_count(1)
    sauna.get_by_role("button", name="Escribir la respuesta").click()
    drawer = page.get_by_role("dialog", name="Spa")
    expect(drawer).to_contain_text("Lo preguntaron 3 veces")
    drawer.get_by_label("Español").fill("Tenemos sauna seco.")
    drawer.get_by_role("button", name="Guardar").click()
    expect(page.get_by_text("Spa: guardado")).to_be_visible()
    expect(page.locator(".asked", has_text="sauna")).to_have_count(0)


def test_a_message_is_tried_and_its_reading_explained(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.vera, "trying")
    box = page.get_by_placeholder("Escribí como un huésped…")
    box.fill("¿Tienen pileta? Somos 2 adultos, del 20 al 22 de diciembre")
    box.press("Enter")
    expect(page.locator(".try-thread .ours .bubble").first).to_be_visible()
    reading = page.locator(".reading")
    expect(reading).to_contain_text("Preguntar por un servicio")
    expect(reading).to_contain_text("Adultos: 2")
    picture(page, "knowledge", "trying", "es", "1440")
    box.fill("quiero hablar con una persona")
    box.press("Enter")
    expect(reading).to_contain_text("Llama a una persona")
    with transaction(inn.posada) as session:
        assert len(knowledge.of(session, inn.posada).facts) > 10


def test_a_slash_brings_up_saved_replies_where_one_writes(desk: OpenDesk, inn: House, guest: Says) -> None:
    page = opened(desk(), inn.diego, "replies")
    expect(page.get_by_role("heading", name="Todavía no hay respuestas guardadas")).to_be_visible()
    page.get_by_role("button", name="Nueva respuesta").click()
    drawer = page.get_by_role("dialog", name="Nueva respuesta")
    drawer.get_by_label("Título").fill("Llegada de noche")
    drawer.get_by_label("Español").fill("Tocá el timbre azul y te abrimos.")
    picture(page, "knowledge", "reply", "es", "1440")
    drawer.get_by_role("button", name="Guardar").click()
    expect(page.locator(".fact-row", has_text="Llegada de noche")).to_be_visible()
    page.goto(page.url.split("/knowledge")[0] + f"/conversations?c={guest('llego a las 2 am')}")
    box = page.get_by_label("Escribí un mensaje").or_(page.locator(".writing textarea")).first
    box.press_sequentially("/lleg")
    expect(page.get_by_role("option", name="Llegada de noche")).to_be_visible()
    picture(page, "knowledge", "slash")
    box.press("Enter")
    expect(box).to_have_value("Tocá el timbre azul y te abrimos.")
    box.press("Enter")
    expect(page.locator(".message.ours:not(.unsent)", has_text="Tocá el timbre azul")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", 1440, "light"), ("es", 390, "dark")],
)
def test_the_screen_reads_well_everywhere(
    desk: OpenDesk, inn: House, language: str, width: int, scheme: str
) -> None:
    speaks(inn.diego, language)
    screen = PHONE if width == PHONE["width"] else {"width": width, "height": 900}
    page = opened(desk(viewport=screen, color_scheme=scheme, has_touch=width < 500), inn.diego)
    expect(page.locator(".fact-row").first).to_be_visible()
    for tab in ("facts", "hours", "photos", "place", "phrases", "unanswered", "trying"):
        page.locator(f"#tab-{tab}").click()
        expect(page.locator(f"#panel-{tab}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture(page, "knowledge", tab, language, str(width), scheme)


def test_whoever_may_only_look_finds_nothing_to_press(desk: OpenDesk, inn: House) -> None:
    page = opened(desk(), inn.vera)
    expect(page.get_by_text("Podés mirar y probar")).to_be_visible()
    page.locator(".fact-row").first.click()
    drawer = page.get_by_role("dialog")
    expect(drawer.get_by_label("Español")).to_be_disabled()
    expect(drawer.get_by_role("button", name="Guardar")).to_have_count(0)
