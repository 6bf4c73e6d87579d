"""Families of sentences that need no weighing, each beside one of its neighbours that it must leave alone."""

from __future__ import annotations

import pytest

from core.flows.understand.intents import plainly_said
from core.flows.understand.intents.deciding import decide
from core.flows.understand.intents.labels import LABELS


def said(text: str) -> list[str]:
    return [guess.name for guess in decide(text).intents]


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to cancel, I just need another date",
        "no la quiero cancelar, solamente correrla para el martes",
        "não quero cancelar a reserva, só mudar o dia",
    ],
)
def test_a_cancelling_that_is_denied_is_not_heard(text: str) -> None:
    assert "cancel_booking" not in said(text)
    assert said(text)[0] == "modify_booking"
    assert "opt_out" not in said(text)


def test_a_way_to_pay_that_cannot_be_is_no_cry_for_help() -> None:
    assert "urgent_help" not in said("desde México no puedo hacer transferencia argentina, mejor con tarjeta")
    assert "urgent_help" in said("auxilio, me robaron la tarjeta, no puedo pagar con tarjeta")


@pytest.mark.parametrize(
    "text", ["no voy a poder ir, cancelen la reserva", "I can't come, please cancel my booking"]
)
def test_a_cancelling_after_another_no_is_heard(text: str) -> None:
    assert said(text)[0] == "cancel_booking"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("una con vista por favor", "ask_room"),
        ("que mire al río puede ser?", "ask_room"),
        ("ground floor please, my mother walks badly", "ask_room"),
        ("mándame fotos de la que tiene vista", "ask_photos"),
        ("how much would it be per head?", "ask_price"),
        ("quanto sai por cabeça?", "ask_price"),
        ("our budget is $120 a night", "ask_price"),
        ("tengo 2 días libres", "ask_availability"),
        ("los bebés pagan?", "ask_policy"),
        ("cuánto pagan los chicos?", "ask_price"),
        ("llegamos pasada la medianoche, se atrasó el colectivo", "inform"),
        ("llegamos tarde, podemos quedarnos hasta las 2 el domingo?", "late_checkout"),
        ("como andan de lugar para febrero", "ask_availability"),
        ("não estou conseguindo escolher, como faço pra seguir", "help"),
        ("no puedo dormir con este ruido", "complaint"),
        ("desde México no puedo hacer transferencia argentina, mejor con tarjeta", "ask_payment"),
    ],
)
def test_what_is_said_plainly_is_what_is_heard_first(text: str, wish: str) -> None:
    assert said(text)[0] == wish


def test_every_rule_moves_labels_that_exist() -> None:
    moved = {name for rule in plainly_said.rules().values() for name in (rule.lifts, *rule.lowers) if name}
    assert moved <= set(LABELS)
    assert all(rule.lifts or rule.lowers for rule in plainly_said.rules().values())


def test_danger_and_people_called_for_are_never_talked_over() -> None:
    calm = dict.fromkeys(LABELS, 0.01)
    for name in ("urgent_help", "human", "opt_out"):
        found = calm | {name: 0.6}
        assert plainly_said.as_plainly_said(found, "con vista por favor", frozenset(), 4) == found


def test_whoever_tells_a_story_is_weighed() -> None:
    calm = dict.fromkeys(LABELS, 0.01)
    assert plainly_said.as_plainly_said(calm, "con vista por favor", frozenset(), 40) == calm
    assert plainly_said.as_plainly_said(calm, "con vista por favor", frozenset(), 4)["ask_room"] > 0.8


@pytest.mark.parametrize(
    "text",
    [
        "¿dónde se puede comer algo rico por ahí?",
        "qué playa nos recomendás para ir con los chicos",
        "any good coffee around here?",
        "what should we see in town tomorrow?",
        "tem alguma padaria boa perto?",
        "o que vocês indicam pra fazer à noite na cidade?",
        "hola cómo andan nosotros somos los de la cabaña del fondo y como hoy llueve queríamos saber qué se puede hacer"
        " con los chicos por la zona porque ya no sabemos qué inventar",
    ],
)
def test_what_there_is_around_is_asked_of_the_place(text: str) -> None:
    assert "ask_location" in said(text)


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("queda algún lugar para el 20, cerca de semana santa?", "ask_availability"),
        ("me reservan una mesa en algún lugar cerca de la ventana?", "service_booking"),
        ("qué habitación me recomendás?", "ask_room"),
        ("hay algo para comer en el hotel?", "ask_amenity"),
    ],
)
def test_what_only_sounds_like_the_neighbourhood_is_not_of_it(text: str, wish: str) -> None:
    assert said(text) == [wish]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("mil gracias por las flores! me podrías subir una manta?", "service_request"),
        ("thank you so much for the fruit, could we get two more pillows?", "service_request"),
        ("muchísimas gracias, muy amables", "thanks"),
        ("a qué alias te transfiero la seña?", "ask_payment"),
        ("qual a chave pix de vocês?", "ask_payment"),
        ("mandame el link para pagar la seña", "pay"),
        ("ya transferí la seña al alias", "pay"),
        ("cuánto hay que dejar de seña?", "ask_payment"),
        ("pasame la reserva al 25 porfa", "modify_booking"),
        ("no no, dejalo así gracias", "no"),
        ("nah, never mind", "no"),
        ("sí, así está bien", "yes"),
        ("qué es ese ruido a las 3 de la mañana??", "complaint"),
        ("the pictures are misleading, it looks nothing like that", "complaint"),
        ("tienen fotos de la doble?", "ask_photos"),
        ("quiero hacer una reserva a nombre de la empresa Sur", "book"),
        ("necesito factura a nombre de la empresa Sur", "invoice"),
        ("quiero contratar un traslado al aeropuerto", "service_booking"),
    ],
)
def test_wishes_beside_their_likes_are_told_apart(text: str, wish: str) -> None:
    assert said(text)[0] == wish


@pytest.mark.parametrize(
    "text",
    [
        "tengo que anular la reserva, ¿me cobran multa?",
        "e se eu desistir, vocês cobram alguma taxa?",
        "I need to cancel, is there a fee?",
    ],
)
def test_what_cancelling_costs_is_asked_besides(text: str) -> None:
    assert "ask_policy" in said(text)


def test_a_fee_that_was_taken_is_no_question_of_the_rules() -> None:
    assert "ask_policy" not in said("cancelé y me cobraron una multa, quiero que me devuelvan la plata")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("mandame el QR de nuevo", "booking_status"),
        ("no me llegó el código", "booking_status"),
        ("y el qr?", "booking_status"),
        ("where's my qr", "booking_status"),
        ("i deleted the confirmation, send again", "booking_status"),
        ("me reenvia o QR", "booking_status"),
        ("não recebi o qr", "booking_status"),
        ("mandame de nuevo el codigo ese q se escanea, se me borró", "booking_status"),
        ("the damn qr again", "booking_status"),
        ("puedo pagar con qr?", "ask_payment"),
        ("mandame el qr para pagar", "pay"),
        ("dá pra pagar com qr code?", "ask_payment"),
        ("the qr doesn't work", "complaint"),
        ("no me llegó el código de la puerta", "complaint"),
    ],
)
def test_the_pass_again_is_no_payment(text: str, wish: str) -> None:
    assert said(text)[0] == wish


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("gracias a dios! reservala", "book"),
        ("thank god, book it", "book"),
        ("graças a deus! pode reservar", "book"),
        ("gracias a dios tenés! cuánto sale con desayuno?", "ask_price"),
        ("gracias a dios encontraron mi mochila, muchas gracias!", "lost_found"),
        ("gracias, adiós", "bye"),
    ],
)
def test_thanks_to_heaven_leave_the_rest_to_be_heard(text: str, wish: str) -> None:
    assert said(text)[0] == wish


@pytest.mark.parametrize(
    "text", ["gracias a dios hay lugar", "thank god you have a room", "tem vaga graças a deus"]
)
def test_thanks_to_heaven_are_none_to_the_house(text: str) -> None:
    assert "thanks" not in said(text)


@pytest.mark.parametrize("text", ["whats up", "sup", "hey man", "eae blz", "que onda"])
def test_friends_say_hello(text: str) -> None:
    assert said(text) == ["greet"]


def test_fine_by_itself_is_a_yes() -> None:
    assert said("beleza")[0] == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "reservala",
        "dale reservala",
        "isso, reserva",
        "reserva logo mulher",
        "reservá nomás",
        "guardamela por favor",
        "me la quedo",
        "lo quiero",
        "quero essa",
        "i want that one",
    ],
)
def test_taken_in_a_word(text: str) -> None:
    assert said(text)[0] == "book"


@pytest.mark.parametrize("text", ["mi reserva", "no la quiero", "la quiero cancelar", "guarda"])
def test_what_only_begins_like_it_is_not_taken(text: str) -> None:
    assert "book" not in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "soy valen, queremos ir con mis amigas a la posada",
        "queria passar uns dias aí em janeiro com meu marido",
        "mire joven, resulta que con mi marido cumplimos cincuenta años de casados en enero y queríamos pasar unos "
        "días ahí si dios quiere",
        "my husband and I will be celebrating our fiftieth anniversary in January and we would love to spend a few "
        "days with you, god willing",
    ],
)
def test_who_would_like_to_come_asks_for_a_room(text: str) -> None:
    assert said(text)[0] == "ask_availability"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("queremos pasar unos días más", "modify_booking"),
        ("i want to go out for dinner", "service_booking"),
        ("quiero ir con mi perro, se puede?", "ask_policy"),
        ("quiero saber el precio", "ask_price"),
    ],
)
def test_what_only_sounds_like_coming_is_what_it_is(text: str, wish: str) -> None:
    assert said(text)[0] == wish


def test_who_says_who_speaks_asks_for_no_bot() -> None:
    assert said("boa tarde, aqui quem fala é a Marlene, tudo bem com você?") == ["greet"]
    assert said("quem fala é um robô?") == ["bot_question"]
    assert said("hello dear, this is Margaret from Leeds, how are you today?") == ["greet"]


@pytest.mark.parametrize(
    "text", ["Oh how marvellous, God bless you dear", "que Dios la bendiga", "Deus te abençoe"]
)
def test_a_blessing_is_thanks(text: str) -> None:
    assert said(text) == ["thanks"]


@pytest.mark.parametrize("text", ["ok bet", "aight", "bet"])
def test_the_young_say_yes(text: str) -> None:
    assert said(text) == ["yes"]


def test_a_square_picture_that_was_lost_is_no_photo_of_the_house() -> None:
    text = "I seem to have lost that little square picture, could you send the QR again?"
    assert said(text) == ["booking_status"]


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("puedo pagar el resto ahora?", "pay"),
        ("can i pay the rest now?", "pay"),
        ("posso pagar o resto agora?", "pay"),
        ("puedo pagar el resto al llegar?", "ask_payment"),
        ("hay resto para cenar?", "service_booking"),
        ("que tenga buenas noches", "bye"),
        ("tenha uma boa noite", "bye"),
        ("buenas noches", "greet"),
        ("con qué pago?", "ask_payment"),
        ("cómo va mi comprobante?", "booking_status"),
        ("did you get the money?", "booking_status"),
        ("o pix caiu?", "booking_status"),
        ("me devolvieron la plata?", "refund"),
        ("listo? ya esta?", "booking_status"),
    ],
)
def test_what_is_left_to_pay_and_how_it_stands(text: str, wish: str) -> None:
    assert said(text)[0] == wish


def test_whoever_drives_is_in_a_hurry_and_in_no_danger_unless_they_crashed() -> None:
    assert "urgent_help" not in said("mp rapido q estoy manejando")
    assert "urgent_help" in said("choque manejando, ayuda")
