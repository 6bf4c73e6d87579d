"""The rates screen: prices taken by mouse and keyboard, seen before they change, two people at one cell."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from core.domain.access import Actor
from core.domain.bookings import BlockReason
from core.domain.pricing import Act, Change, Selection
from core.domain.stays import Stay
from core.services import bookings, pricing, room_amenities
from core.services.pricing import Said
from core.services.room_amenities import Amenity
from core.store.db import across_hotels, transaction
from core.store.rates import SeasonRow
from core.store.rooms import RoomType
from core.store.staff import Staff
from tests.browser.console.conftest import Desk, OpenDesk
from tests.browser.console.pictures import picture
from tests.inventory import Inventory, furnished, in_days, wish
from tests.makers import House

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]

READY = ".page[aria-busy=false]"
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def inn(house: House) -> Inventory:
    made = furnished(house.posada)
    with transaction(house.posada) as session:
        season = {"first": in_days(14), "last": in_days(24), "multiplier": 13_000}
        session.add(SeasonRow(name="Fiestas", room_type_id=None, price=None, min_nights=2, **season))
        bookings.hold(session, house.carla, made.guest, wish(5))
    return made


def speaks(actor: Actor, language: str) -> None:
    with across_hotels() as session:
        session.get_one(Staff, actor.staff_id).language = language


def opened(desk: Desk, actor: Actor, tab: str = "") -> Page:
    return desk.sign_in(actor, f"/rates?tab={tab}" if tab else "/rates", READY)


def cell(page: Page, row: int, column: int) -> Locator:
    return page.locator(f'.cell[data-row="{row}"][data-column="{column}"]')


def test_a_range_is_dragged_changed_and_taken_back(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk(), house.diego)
    expect(cell(page, 0, 4)).to_contain_text("100.000")
    cell(page, 0, 4).hover()
    page.mouse.down()
    cell(page, 0, 7).hover()
    page.mouse.up()
    expect(page.locator(".cell[aria-selected=true]")).to_have_count(4)
    expect(page.locator(".chosen")).to_contain_text("4 noches")
    picture(page, "rates", "chosen")
    page.get_by_role("button", name="Subir o bajar %").click()
    drawer = page.get_by_role("dialog", name="Cambiar precios y fechas")
    drawer.get_by_label("Porcentaje").fill("20")
    expect(drawer.get_by_text("1 reserva en esos días conserva el precio que se le dijo.")).to_be_visible()
    expect(drawer.locator("tbody tr")).to_have_count(4)
    expect(drawer.locator("tbody tr").first).to_contain_text("$ 120.000")
    drawer.get_by_role("button", name="Cambiar 4 días").click()
    expect(drawer.get_by_text("Please write").or_(drawer.get_by_role("alert").last)).to_be_visible()
    drawer.get_by_label("Motivo").fill("Feria del libro")
    expect(drawer.get_by_role("button", name="Cambiar 4 días")).to_be_enabled()
    picture(page, "rates", "change", "es", "1440")
    drawer.get_by_role("button", name="Cambiar 4 días").click()
    expect(cell(page, 0, 4)).to_contain_text("120.000")
    page.locator(".toasts").get_by_role("button", name="Deshacer").click()
    expect(cell(page, 0, 4)).to_contain_text("100.000")


def test_the_keyboard_alone_closes_days(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk(), house.diego)
    cell(page, 0, 0).focus()
    for key in ("ArrowDown", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    expect(page.locator(".cell[aria-selected=true]")).to_have_count(3)
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Cambiar precios y fechas")
    drawer.get_by_label("Qué").select_option("close")
    save = drawer.get_by_role("button", name="Cambiar 3 días")
    expect(save).to_be_enabled()
    save.click()
    expect(page.locator(".cell.shut")).to_have_count(3)


def closes(house: House, inn: Inventory, first: int, last: int) -> None:
    with transaction(house.posada) as session:
        chosen = Selection((inn.types["doble"],), in_days(first), in_days(last))
        seen = pricing.preview(session, house.olga, chosen, Change(Act.CLOSE)).mark
        pricing.apply(
            session, house.olga, chosen, Change(Act.CLOSE), Said(seen, "Obra"), "click-of-olga-0001"
        )


def test_news_leave_the_keyboard_where_it_is(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk(), house.diego)
    cell(page, 0, 3).focus()
    closes(house, inn, 8, 8)
    expect(page.locator(".cell.shut")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".cell[aria-selected=true]")).to_have_count(1)
    expect(cell(page, 0, 4)).to_be_focused()


def test_two_people_at_one_price_and_the_second_sees_the_others(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    pages = opened(desk(), house.diego), opened(desk(), house.olga)
    drawers = []
    for page, price in zip(pages, ("111000", "222000"), strict=True):
        cell(page, 0, 9).click()
        page.get_by_role("button", name="Poner un precio").click()
        drawer = page.get_by_role("dialog", name="Cambiar precios y fechas")
        drawer.get_by_label("Precio por noche").fill(price)
        drawer.get_by_label("Motivo").fill("Feria")
        expect(drawer.locator("tbody tr").first).to_contain_text(f"$ {price[:3]}.000")
        drawers.append(drawer)
    for drawer in drawers:
        expect(drawer.get_by_role("button", name="Cambiar 1 día")).to_be_enabled()
    drawers[0].get_by_role("button", name="Cambiar 1 día").click()
    expect(cell(pages[0], 0, 9)).to_contain_text("111.000")
    drawers[1].get_by_role("button", name="Cambiar 1 día").click()
    expect(drawers[1].locator(".clash")).to_contain_text("ahora $ 111.000")
    picture(pages[1], "rates", "clash")
    drawers[1].get_by_role("button", name="Cambiar 1 día").click()
    expect(cell(pages[1], 0, 9)).to_contain_text("222.000")


def test_a_season_is_written_and_its_days_show_it(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk(), house.diego, "seasons")
    page.get_by_role("button", name="Nueva temporada").click()
    drawer = page.get_by_role("dialog", name="Nueva temporada")
    drawer.get_by_label("Nombre").fill("Feria")
    drawer.get_by_label("Desde").fill(in_days(2).isoformat())
    drawer.get_by_label("Hasta (incluido)").fill(in_days(4).isoformat())
    drawer.get_by_label("Porcentaje").fill("50")
    drawer.get_by_role("button", name="Guardar").click()
    expect(drawer.get_by_label("Motivo")).to_be_focused()
    drawer.get_by_label("Motivo").fill("Viene gente")
    drawer.get_by_role("button", name="Guardar").click()
    expect(page.locator(".rate-row", has_text="Feria")).to_contain_text("+50 %")
    picture(page, "rates", "seasons", "es", "1440")
    page.locator("#tab-prices").click()
    expect(cell(page, 0, 3)).to_contain_text("150.000")


def test_rules_are_saved_with_a_reason(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk(), house.olga, "rules")
    page.get_by_label("Recargo en % (0 es sin recargo)").fill("25")
    page.get_by_role("button", name="Guardar las reglas").click()
    expect(page.get_by_label("Motivo")).to_be_focused()
    page.get_by_label("Motivo").fill("Sube el finde")
    picture(page, "rates", "rules", "es", "1440")
    page.get_by_role("button", name="Guardar las reglas").click()
    expect(page.get_by_text("Las reglas quedaron guardadas.")).to_be_visible()
    page.locator("#tab-prices").click()
    expect(page.locator(".cell.weekend").first).to_contain_text("125.000")


def test_a_type_and_a_room_are_added_and_one_with_guests_stays(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    page = opened(desk(), house.diego, "types")
    page.get_by_role("button", name="Nuevo tipo").click()
    drawer = page.get_by_role("dialog", name="Nuevo tipo")
    drawer.get_by_label("Precio base por noche").fill("180.000")
    drawer.get_by_role("group", name="Nombre que lee el huésped").get_by_label("Español").fill("Loft del río")
    drawer.get_by_role("group", name="Descripción").get_by_label("Español").fill("Con balcón al río.")
    picture(page, "rates", "new-type", "es", "1440")
    drawer.get_by_role("button", name="Guardar").click()
    card = page.locator(".type-card", has_text="Loft del río")
    card.get_by_role("button", name="Agregar habitación").click()
    room = page.get_by_role("dialog", name="Agregar habitación")
    room.get_by_label("Número").fill("30")
    room.get_by_role("button", name="Guardar").click()
    expect(card.locator(".room-chip", has_text="30")).to_be_visible()
    busy = page.locator(".room-chip:has(.coming)").first
    busy.click()
    page.get_by_role("dialog").get_by_role("button", name="Retirar").click()
    expect(page.get_by_role("dialog").last).to_contain_text("Tiene 1 estadías por delante")
    picture(page, "rates", "cannot-retire")


def test_what_a_room_has_is_written_down_and_the_list_grows(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    page = opened(desk(), house.diego, "types")
    card = page.locator(".type-card", has_text="Doble").first
    expect(card).to_contain_text("Todavía no dice qué tiene")
    card.get_by_role("button", name="Cambiar").click()
    drawer = page.get_by_role("dialog", name="Doble")
    drawer.get_by_role("button", name="Aire acondicionado: Sí").click()
    drawer.get_by_role("button", name="Bañera: No").click()
    drawer.get_by_role("button", name="Agregar otro").click()
    form = page.get_by_role("dialog", name="Agregar otro")
    form.get_by_label("Nombre en español").fill("hamaca paraguaya")
    form.get_by_label("Nombre en inglés").fill("a hammock")
    form.get_by_label("Cómo lo llaman los huéspedes").fill("hamaca, hammock")
    picture(page, "rates", "own-amenity", "es", "1440")
    form.get_by_role("button", name="Guardar").click()
    own = drawer.get_by_role("group", name="Hamaca paraguaya")
    expect(own.get_by_role("button", name="Hamaca paraguaya: Sí")).to_have_attribute("aria-pressed", "true")
    own.scroll_into_view_if_needed()
    picture(page, "rates", "amenities", "es", "1440")
    drawer.get_by_role("button", name="Guardar").click()
    expect(card).to_contain_text("Tiene: Aire acondicionado, Hamaca paraguaya.")


def test_an_amenity_of_its_own_taken_off_the_list_loses_nothing_of_the_open_drawer(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    """Unless somebody else changed the type meanwhile: then what they wrote is not written over."""
    with transaction(house.posada) as session:
        for topic in ("hamaca", "fogon"):
            room_amenities.write(
                session, house.diego, Amenity(topic, {"es": topic}), f"click-of-{topic}-0001"
            )
        kind = session.get_one(RoomType, inn.types["doble"])
        kind.amenities = {"hamaca": False, "fogon": False}
    page = opened(desk(), house.diego, "types")
    card = page.locator(".type-card", has_text="Doble").first
    expect(card).to_contain_text("No tiene: ")
    card.get_by_role("button", name="Cambiar").click()
    drawer = page.get_by_role("dialog", name="Doble")
    drawer.get_by_label("Camas").fill("una grande")

    def takes_off(name: str) -> None:
        drawer.get_by_role("button", name=f"Quitar {name}").click()
        page.get_by_role("dialog", name=f"Quitar {name}").get_by_role("button", name="Retirar").click()
        expect(drawer.get_by_role("group", name=name)).to_have_count(0)

    takes_off("Hamaca")
    drawer.get_by_role("button", name="Guardar").click()
    expect(drawer).to_be_hidden()
    expect(card).to_contain_text("una grande")
    card.get_by_role("button", name="Cambiar").click()
    with transaction(house.posada) as session:
        session.get_one(RoomType, inn.types["doble"]).beds = "dos chicas"
    takes_off("Fogon")
    drawer.get_by_role("button", name="Guardar").click()
    expect(drawer.get_by_role("alert").first).to_be_visible()
    with transaction(house.posada) as session:
        assert session.get_one(RoomType, inn.types["doble"]).beds == "dos chicas"


def test_amenities_on_a_telephone_in_the_dark_in_english(
    desk: OpenDesk, house: House, inn: Inventory
) -> None:
    speaks(house.diego, "en")
    page = opened(desk(viewport=PHONE, color_scheme="dark", locale="en-GB"), house.diego, "types")
    page.locator(".type-card").first.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="A balcony or terrace: Yes").click()
    assert page.locator(".drawer-body").evaluate("(one) => one.scrollWidth <= one.clientWidth")
    picture(page, "rates", "amenities", "en", "390", "dark")


@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [("en", 1440, "light"), ("es", 390, "dark")],
)
def test_the_screen_reads_well_everywhere(
    desk: OpenDesk, house: House, inn: Inventory, language: str, width: int, scheme: str
) -> None:
    speaks(house.diego, language)
    screen = PHONE if width == PHONE["width"] else {"width": width, "height": 900}
    page = opened(desk(viewport=screen, color_scheme=scheme, has_touch=width < 500), house.diego)
    expect(page.locator(".cell").first).to_be_visible()
    for tab in ("prices", "seasons", "rules", "types"):
        page.locator(f"#tab-{tab}").click()
        expect(page.locator(f"#panel-{tab}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        picture(page, "rates", tab, language, str(width), scheme)


def test_whoever_may_only_look_changes_nothing(desk: OpenDesk, house: House, inn: Inventory) -> None:
    page = opened(desk(), house.carla)
    expect(page.get_by_text("Podés mirar; los precios los cambia quien administra el hotel.")).to_be_visible()
    cell(page, 0, 3).click()
    expect(page.locator(".chosen")).to_be_hidden()
    page.locator("#tab-types").click()
    expect(page.get_by_role("button", name="Nuevo tipo")).to_have_count(0)


@pytest.mark.parametrize(("language", "width", "scheme"), [("es", 1440, "light"), ("en", 390, "dark")])
def test_closed_dates_are_listed_and_sold_again(
    desk: OpenDesk, house: House, inn: Inventory, language: str, width: int, scheme: Any
) -> None:
    speaks(house.diego, language)
    closes(house, inn, 3, 6)
    with transaction(house.posada) as session:
        stay, room = Stay(in_days(1), in_days(3)), inn.rooms["doble-2"]
        bookings.block(session, house.diego, room, stay, BlockReason.MAINTENANCE)
    screen = PHONE if width == PHONE["width"] else {"width": width, "height": 900}
    page = opened(desk(viewport=screen, color_scheme=scheme), house.diego, "closures")
    expect(page.locator(".closure")).to_have_count(3)
    expect(page.locator(".closure", has_text="Obra")).to_contain_text("Olga Benítez")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, "rates", "closures", language, str(width), scheme)
    again, end, undo = {
        "es": ("Volver a vender", "Terminar el bloqueo", "Deshacer"),
        "en": ("Sell again", "End the block", "Undo"),
    }[language]
    for words in (again, end):
        page.get_by_role("button", name=words).click()
        expect(page.locator(".closure")).to_have_count(2)
        page.locator(".toasts").get_by_role("button", name=undo).last.click()
        expect(page.locator(".closure")).to_have_count(3)


@pytest.mark.parametrize(("language", "width", "scheme"), [("es", 1440, "light"), ("en", 390, "dark")])
def test_late_checkout_is_a_rule_one_writes(
    desk: OpenDesk, house: House, inn: Inventory, language: str, width: int, scheme: Any
) -> None:
    speaks(house.olga, language)
    hours, why, save, saved = {
        "es": ("Horas que se ofrecen", "Motivo", "Guardar las reglas", "Las reglas quedaron guardadas."),
        "en": ("Hours on offer", "Reason", "Save the rules", "The rules are saved."),
    }[language]
    screen = PHONE if width == PHONE["width"] else {"width": width, "height": 900}
    page = opened(desk(viewport=screen, color_scheme=scheme), house.olga, "rules")
    late = page.locator(".card-of", has_text="Late checkout")
    late.get_by_label(hours).fill("mediodía")
    page.get_by_label(why).fill("Temporada")
    page.get_by_role("button", name=save).click()
    expect(page.locator(".rules-part > footer .trouble")).to_contain_text("12:00, 14:00")
    late.get_by_label(hours).fill("13, 15:30")
    late.scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    picture(page, "rates", "extra-hours", language, str(width), scheme)
    page.get_by_role("button", name=save).click()
    expect(page.get_by_text(saved)).to_be_visible()
    expect(late.get_by_label(hours)).to_have_value("13:00, 15:30")
