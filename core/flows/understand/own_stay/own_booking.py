"""Words of whoever has a room: what is left to pay for it, and the wish to see how it stands."""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.days.longer import longer
from core.flows.understand.reading import Understanding
from core.flows.understand.text import normalise, says_any
from core.flows.understand.wishes import stay_wishes
from core.flows.understand.wishes.pets import leaves_the_pet

_PAYING: Final = r"(?:pay|paid|rest|left|remain\w*|missing|owe|owing|due)"
_OWED: Final = re.compile(
    r"\bhow much (?:(?:do|will|would|shall|must|should|have|is|to|we|i|still|more|need|else|the|money) )*"
    rf"{_PAYING}\b"
    r"|\bwhat (?:do|will|would|shall) (?:i|we) (?:still )?(?:owe|have (?:left )?to pay|need to pay)\b"
    r"|\bwhat(?:'?s| is) (?:still |there )*(?:left|owed|owing|outstanding|due)\b(?! (?:of|in|on|for|to (?:see|do|eat)))"
    r"|\bbalance\b|\bsaldo\b(?! (?:de|em) (?:cuenta|conta))"
    r"|\bcuanto (?:(?:es|lo|que|me|nos|te|les|se|mas|todavia|aun|hay|tengo|tenemos|voy|vamos|va|van|a|plata) )*"
    r"(?:a |que |de |por )*(?:deb\w+|falta\w*|queda\w*|resta\w*|pagar\w*|pago|pagamos)\b"
    r"|\bquanto (?:(?:e|que|eu|a gente|nos|te|ainda|mais|tenho|temos|vou|vamos|vai|preciso|falta) )*"
    r"(?:a |que |de |pra |para )*(?:dev\w+|falta\w*|fica\w*|resta\w*|pagar|pago|pagamos)\b"
)
# "May the rest be paid by card?" asks by what, and not how much.
_IN_WHAT: Final = re.compile(
    r"^(?!.*\b(?:cuanto|how much|quanto|what)\b).*\b(?:saldo|balance|resto|rest)\b.{0,40}\b(?:con|com|by|in|en|em"
    r"|with|por|no)"
    r" (?:(?:la|el|a|o|mi|my) )?(?:tarjeta|cards?|cash|efectivo|dinheiro|cartao|credit\w*|debit\w*|dolares|dollars?"
    r"|reais"
    r"|transfer\w*|pix|link|mercado ?pago)\b"
)
_TOTAL: Final = re.compile(r"\btotal\b")
_NOW_OR_THERE: Final = re.compile(
    r"\bpa(?:y|go|gar|gamos)\b.{0,20}\b(?:now|ahora|ya|agora|ja)\b.{0,20}\b(?:or|o|ou)\b"
)
_MINE: Final = (
    r"(?:(?:my|our|the) (?:booking|reservation)|(?:(?:a )?(?:minha|nossa)|mi|nuestra|la|a) reserva)"
)
_SHOW: Final = re.compile(
    r"\b(?:show|see|tell|give|read|mostra\w*|muestr\w*|mostre\w*|ver|ve[jr]o?|mirar|olhar|deci\w*|dime)"
    rf"(?: (?:me|us|nos|to|again|de nuevo|otra vez|de novo))* {_MINE}\b"
    rf"|^\W*{_MINE}(?: (?:please|pls|por favor|porfa|pfv))?\W*$"
    rf"|\b{_MINE}\b.{{0,16}}\b(?:as it was|the same|igual|como (?:estaba|era|antes))\b"
    r"|\b(?:i|we)(?: have|'ve(?: got)?| already have| got)(?: already)? (?:a |my |our |the )?"
    r"(?:room|booking|reservation)(?: booked)? already\b"
    r"|\b(?:i|we) already have (?:a |my |our )?(?:room|booking|reservation)\b"
    r"|\bya (?:tengo|tenemos) (?:(?:la|una|mi|nuestra|hecha) )*(?:reserva|habitacion|cuarto)\b"
    r"|\b(?:ya )?(?:esta|quedo|ta|ficou) (?:ya |todo |tudo )?(?:confirmad|reservad)[ao]\b(?= *(?:$|[?,]| o | ou ))"
    r"|\b(?:is it|are we|am i) (?:all )?(?:confirmed|booked|set)\b(?= *(?:$|[?,]| or ))"
    r"|\b(?:me |nos )falta (?:hacer )?algo\b"
    r"|\bja (?:tenho|temos) (?:(?:a|o|uma|um|minha|meu|nossa) )*(?:reserva|quarto)\b"
)
# "How much do I pay for the late check-out, if I cancel, for the dog?" asks for another price.
_FOR_ELSE: Final = re.compile(
    r"\b(?:if|si|se|a mais|adicional|extra|late|early|tarde|cancel\w*"
    r"|por (?:el|la|los|las|un|una|noche|dia|persona|cada|noite|pessoa)"
    r"|(?:for|per) (?!(?:my|our|the) (?:booking|room|stay|reservation)\b|\d)\w+|pel[oa]s?|otra|another|outr[oa])\b"
)
_PRICE: Final = re.compile(
    r"\b(?:[cq]uanto(?! ti?empo)|how much|what would (?:it|that)|what does (?:it|that)"
    r"|what (?:do|will|would) (?:i|we) (?:pay|owe)"
    r"|what(?:'?s| is| would) (?:be )?the (?:new |final |whole |full |extra )?(?:price|cost|total|difference)"
    r"|(?:el|o|the|same|mismo|mesmo) (?:(?:nuevo|novo|new) )?(?:precio|preco|price|total|valor|rate|tarifa|amount)"
    r"|(?:la|a|the) diferen[cz]\w+|price|precio|preco"
    r"|what(?:'?s| is) (?:that|it|this) (?:gonna|going to) (?:cost|be|come to)|(?:cost|pay"
    r"|charge)s? (?:us )?(?:extra|more)"
    r"|(?:algun|tiene|lleva|hay|algum|tem)(?: algun| algum)? (?:costo|custo|cargo)(?: extra| adicional)?"
    r"|(?:se paga|hay que pagar|pagamos|paga-se|tem que pagar) (?:algo|mas|mais|alguma coisa|aparte)|(?:y )?aumenta"
    r"|sube"
    r"|(?:muda|cambia|varia|altera|changes?|does) (?:(?:o|el|the) )?(?:valor|precio|preco|price)(?: change)?|whats the"
    r"|(?:paga|pagamos|pago)(?: [a-z]+)? (?:alguma coisa|a mais|algo)"
    r"|cheaper|more expensive|mas (?:barato|caro)|mais (?:barato|caro)|costs? more|cuesta mas|custa mais"
    r"|(?:cuesta|sale|vale) (?:igual|lo mismo)|(?:is it|costs?) the same|(?:custa|sai) (?:igual|o mesmo)"
    r"|me devuelv\w+|me devolv\w+|devuelven|devolvem|refund(?:ed)?|reembols\w+|(?:money|plata|dinero|dinheiro) back"
    r"|get (?:anything|something|money) back)\b"
)
_OF_THE_PRICE: Final = frozenset(
    {"ask_price", "ask_payment", "ask_policy", "refund", "booking_status", "inform", "modify_booking", "yes"}
)
# "How much would the extra night be?": of the one that was just put before them, and not one more of them.
_OF_THAT_NIGHT: Final = re.compile(
    r"\b(?:the|that|this|la|esa|esta|a|essa|dessa|da) "
    r"(?:(?:extra|additional|added|other|adicional) (?:night|noche|noite|diaria)"
    r"|(?:noche|noite|diaria|night) (?:extra|adicional|de mas|mas|a mais|mais|de sobra))\b"
)
_LOOK_HOW: Final = (
    "booking", "booked", "reserv", "stay", "night", "noche", "noite", "diaria", "until when", "till when",
    "room", "habitac", "pieza", "cuarto", "quarto",
)  # fmt: skip
_HOW_IT_STANDS: Final = re.compile(
    r"^\W*(?:(?:hola|hi|hello|hey|oi|ola|buenas|buen dia)[ ,!.]+)*(?:(?:it'?s |its )?about (?:my"
    r"|our) (?:booking|reservation)"
    r"|(?:i|we) have (?:a|the) (?:booking|reservation)|(?:tengo|tenemos|tenho|temos) (?:una|uma|la|a) reserva"
    r"|(?:por|sobre) (?:mi|la|a minha|minha) reserva)(?: (?:para|pra|for|del?|on|from) (?:el |the |o "
    r"|dia )?\d{1,2}(?:st|nd|rd|th)?"
    r"(?: (?:al|to|a) (?:el )?\d{1,2})?(?: (?:de )?[a-z]+)?| (?:here|con ustedes|com voces|with you))?\W*$|"
    r"\b(?:is|are|was) (?:my|our|the) (?:booking|reservation|stay) (?:now |still )?(?:for|from|until)\b"
    r"|\b(?:am i|are we) (?:now |still )?booked (?:for|from|until)\b"
    r"|\b(?:how many nights|for how many nights|until when|till when) (?:do i|do we|is it|is my|is our"
    r"|am i|are we|have)\b"
    r"|\b(?:mi|la|nuestra) reserva (?:es|quedo|queda|esta|sigue)(?: ahora| ya)? (?:por|de|del|para|hasta|en)\b[^.!]*\?"
    r"|\b(?:me |nos )?(?:quedo|quedaron|tengo|tenemos) (?:reservad\w+ )?(?:por |en |las )?\d+ noches\b[^.!]*\?"
    r"|\b(?:por|de) cuantas noches (?:es|quedo|tengo|tenemos)\b|\bcuantas noches (?:tengo|tenemos|son|quedaron)\b"
    r"|\b(?:a |minha |nossa )reserva (?:e|ficou|esta|ta)(?: agora| ja)? (?:por|de|do|para|pra|ate|em)\b[^.!]*\?"
    r"|\b(?:which|what) room (?:do|did|have) (?:i|we) (?:(?:have|hold|got|get|booked?|reserved?)\b ?)+"
    r"(?:now|at the moment|then|held|booked|reserved|on hold)*[ ?.!]*$"
    r"|\b(?:que|cual|qual) (?:es la |e o )?(?:habitacion|pieza|cuarto|quarto) (?:(?:es la que|que|eu|yo|a gente) )?"
    r"(?:tengo|tenemos|me quedo|tenho|temos|ficou|reserve|reservei|guardaste|guardou)"
    r"(?: (?:ahora|agora|al final|no final|entonces|entao|reservad[oa]|guardad[oa]|hasta ahora))*[ ?.!]*$"
    r"|\b(?:esta|is|ta|is it|are we) (?:todo|all|everything|tudo)"
    r" (?:bien|ok|en orden|en regla|fine|good|in order|certo|set)\b"
    r"|\b(?:ficou|ficaram|tenho|temos) (?:em |por )?\d+ (?:noites|diarias)\b[^.!]*\?|\bquantas (?:noites"
    r"|diarias) (?:tenho|temos|sao|ficaram)\b"
)
_WHAT_IT_IS: Final = re.compile(
    r"\b(?:what|which|que|cuales?|quais|qual) (?:[a-z]+ ){0,3}?(?:days?|dates?|nights?|rooms?|dias?|fechas?|noches?"
    r"|datas?|noites?|habitacion|quarto)\b|\bwhat (?:did|have) (?:i|we) (?:book|reserve)"
    r"|\bque (?:es lo que )?(?:reserve|reservamos|tengo reservado)\b"
    r"|\bo que (?:eu )?(?:reservei|reservamos)\b"
)
_LOOK_NAMED: Final = ("reserv", "book", "viene", "venia", "iba")
_A_BOOKING: Final = r"(?:reserva(?:cion|da|do|ded)?|booking|reservation|room booked)"
_NAMES_IT: Final = re.compile(
    rf"\b(?:tengo|tenemos|teniamos|tenia|tenho|temos|tinha(?:mos)?|(?:i|we)(?: have|'ve(?: got)?| made| got)|hice"
    rf"|hicimos|fiz"
    rf"|fizemos|ya esta) (?:(?:ya|una?|la|mi|nuestra|hecha|a|an|the|my|our|already|uma|minha|nossa|feita|habitacion"
    rf"|quarto"
    rf"|doble|cabana|triple|ja) )*{_A_BOOKING}\b"
    rf"|\b(?:soy|somos|sou|it'?s|this is|i'?m|aqui e|aca|habla)\b[^.?!]{{0,30}}?\b(?:de|da|del|from|with|about|por)"
    rf" (?:(?:la|mi|a|the|my|nuestra|minha) )*{_A_BOOKING}\b"
    r"|\b(?:la|el|los|las) que (?:(?:ya|tiene|tenia|hizo|viene|venia|iba|reservo|reserve|iban|vienen|reservaron) ?)+"
    rf"|^(?:(?:hola|hi|hello|hey|oi|ola|buenas|buen dia|buenos dias|buenas tardes)[ ,!.]+)*{_A_BOOKING}"
    r" (?:para|pra|for|del?|from|of|on) (?:(?:el|the|o|dia) )*\d"
    r"|\b(?:we'?re|i'?m|we are|i am|estamos|estoy) (?:booked|reservad[oa]s?)\b|\b(?:ya )?(?:reserve|reservamos|reservei"
    r"|booked) (?:una?|la|a|the|um|uma|con|with|para|for|pra|from)\b"
)
_COMES_THEN: Final = re.compile(
    r"\b(?:voy|vamos|viajo|viajamos|llego|llegamos|iba|ibamos|we (?:come|arrive)|we'?re (?:coming|arriving)"
    r"|i (?:come|arrive)"
    r"|i'?m (?:coming|arriving)|vou|chego|chegamos|venimos|nos vemos|see you|ate (?:o )?dia) (?:[a-z]+ ){0,5}?"
    r"(?:(?:el|the|on|dia|o|no|en) )*(?:[a-z]+,? )?(?:the )?\d{1,2}(?:st|nd|rd|th)?\b"
)
_AIRPORT: Final = r"(?:airport|aeropuerto|aeroporto|ezeiza|eze|aeroparque|aep)"
_CAR: Final = re.compile(
    r"\b(?:the|that|a) (?:car|driver|pick ?-?up|taxi|cab)\b(?! (?:park|hire|rent))"
    r"|\b(?:el|un) (?:auto|coche|remis|taxi|chofer|traslado)\b|\b(?:o|um) (?:carro|taxi|motorista|traslado)\b"
    rf"|\btransfer (?:(?:from|to|desde|hasta|do|da|de|al|para|the|el|o|a) )*{_AIRPORT}\b|\b{_AIRPORT} transfer\b"
)
_HOW_MUCH: Final = re.compile(r"\b(?:how much|cuanto|quanto|what does|what would|price|precio|preco)\b")
_PARKED: Final = re.compile(
    r"\b(?:park\w*|estacion\w*|cochera\w*|garage|garagem|vaga|hire|rent\w*|alquil\w*|alug\w*)\b"
)


def names_it(plain: str) -> bool:
    """ "Tengo reserva para el 4", "soy la de la reserva": theirs, and made already."""
    return says_any(plain, _LOOK_NAMED) and _NAMES_IT.search(plain) is not None


def comes_on_a_day(plain: str) -> bool:
    return _COMES_THEN.search(plain) is not None


def is_shown(plain: str) -> bool:
    """Plainly their own booking is to be told of, whatever else the words sound of."""
    return _SHOW.search(plain) is not None or (_TOTAL.search(plain) is not None and is_owed(plain))


def asks_how_it_stands(plain: str) -> bool:
    """ "Is my booking for five nights now?": asked of what is booked, and nothing is to be changed."""
    return says_any(plain, _LOOK_HOW) and _HOW_IT_STANDS.search(plain) is not None


def asks_what_it_is(text: str) -> bool:
    """ "What days are in my booking?", "what did I book?"."""
    return _WHAT_IT_IS.search(normalise(text)) is not None


def asks_its_price(meant: Understanding) -> bool:
    """What it comes to, or what comes back of it, with no other days, people or things named."""
    said = meant.entities
    of_else = (said.amenities, said.room_type, said.rooms, said.adults, said.people, said.children)
    plain = normalise(meant.text)
    nights = bool(meant.stay or meant.stay.extra_nights) and _OF_THAT_NIGHT.search(plain) is None
    if any(of_else) or nights or not meant.names <= _OF_THE_PRICE:
        return False
    return asks_a_price(plain)


def asks_a_price(plain: str) -> bool:
    return _PRICE.search(plain) is not None


def takes_off(text: str, lang: str) -> bool:
    """ "Remove the crib, please", "remove that night" are of the booking, and of no messages."""
    fewer = longer(text, lang)
    if fewer is not None and fewer.nights < 0:
        return True
    return leaves_the_pet(text) or any(not wish.wanted for wish in stay_wishes.told(text))


def is_owed(plain: str) -> bool:
    """What is left to pay of it, and when; the price of something else is another question."""
    asked = _OWED.search(plain) is not None or _NOW_OR_THERE.search(plain) is not None
    return asked and _FOR_ELSE.search(plain) is None and _IN_WHAT.search(plain) is None


def asks_for_the_cars_price(plain: str) -> bool:
    """The car that fetches them, spoken of to the house: nobody's car that has to be parked."""
    return None not in (_CAR.search(plain), _HOW_MUCH.search(plain)) and _PARKED.search(plain) is None
