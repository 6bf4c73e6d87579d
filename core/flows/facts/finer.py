"""A question finer than what the hotel wrote: it has wifi, and nobody wrote how fast; it has breakfast, is it vegan?

What is written is told, what is asked beyond it is said to be unknown and goes to reception.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.domain.knowledge import Fact
from core.flows.understand.text import normalise
from core.flows.understand.wishes import fetched_where, guide_dog


@dataclass(frozen=True)
class Finer:
    """`name` stands in `topic.<name>`; `wish` is the question it is of; it only sounds like the `not_meant`.

    Whoever asks what is asked `alone` is told nothing in general beside it.
    """

    name: str
    wish: str
    asked: re.Pattern[str]
    written: re.Pattern[str]
    not_meant: frozenset[str] = frozenset()
    alone: bool = False


def _finer(name: str, wish: str, asked: str, written: str, not_meant: tuple[str, ...] = ()) -> Finer:
    return Finer(name, wish, re.compile(asked), re.compile(written), frozenset(not_meant))


_OTHERWISE: Final = frozenset({"ask_policy", "ask_room"})
_FAST: Final = (
    r"(?:fast|slow|speed|rapid[oa]|veloc\w+|lent[oa]|stable|estable|estavel|mbps|megas?|zoom|video ?calls?)"
)
_GOOD: Final = r"(?:good|buen[oa]?|bo[am]|decent|reliable|confiable|confiavel)"
_NET: Final = r"(?:wi-?fi|internet)"
_BREAKFAST: Final = r"(?:desayun\w+|breakfasts?|cafe da manha)"
CARD_FEE: Final = "card_fee"
FETCHED_ELSEWHERE: Final = "fetched_elsewhere"
_FEE: Final = (
    r"(?:foreign )?(?:transaction )?fees?|surcharges?|recargos?|comision(?:es)?|impuestos?|tax(?:es)?|taxas?"
    r"|acrescimo"
    r"|juros|algo (?:extra|mas|de mas|a mais)|algum extra|(?:some|any)thing extra|extra (?:cost|charge)s?"
)
_CARD: Final = r"cards?|tarjetas?|cart(?:ao|oes)|visa|master ?card|amex"
_RAIN: Final = (
    r"(?:llueve|llover|lluvias?|tormentas?|rain(?:s|y|ing)?|storms?|chove|chover|chuvas?|tempestades?)"
)
_BATH: Final = r"(?:bano|ducha|box|banera|banheir[ao]|chuveiro|banho|shower|bath(?:room|tub)?|toilet|inodoro)"
_STEP: Final = (
    r"(?:escalon(?:es|cito)?|escal[oó]n|desnivel(?:es)?|degraus?|steps?|lip|ledge|curb|bordillo"
    r"|bordes? (?:alto|de la ducha))"
)
_DOORS: Final = r"(?:puertas?|portas?|doors?|doorways?)"
_WIDTH: Final = r"(?:anch[oa]s?|anchura|medidas?|mide[n]?|largura|larg[oa]s?|widths?|wide|measure\w*|medem?)"
# Which of several rooms will be theirs nobody has written.
_NEVER: Final = r"(?!)"
# What somebody has to know before they can come at all; what is near it is no answer.
OF_NEEDS: Final = (
    _finer(
        "bath_aids",
        "ask_amenity",
        rf"\b(?:barras?|barrales?|agarraderas?|pasamanos|corrimao)\b.{{0,24}}\b(?:{_BATH}|apoyo|apoio|seguridad"
        rf"|seguranca)\b"
        rf"|\b{_BATH}\b.{{0,24}}\b(?:barras?|barrales?|agarraderas?|pasamanos|corrimao)\b"
        r"|\b(?:grab|support) ?(?:bars?|rails?)\b|\b(?:hand)?rails? in the (?:shower|bath)"
        r"|\b(?:sill(?:a|ita)|banc[oa]|banquit[oa]|banqueta|asiento|cadeira|banquinho)s? (?:de|para|pra|en)"
        r" (?:la |el |o |a )?(?:ducha|bano|banar\w*|duchar\w*|banho|chuveiro)\b"
        r"|\b(?:shower|bath) (?:chair|seat|stool|bench)|\braised toilet|\bassento elevado|\belevador de inodoro"
        r"|\b(?:walk|roll)-?\s?in shower|\bwet ?room|\bducha a ras\b|\b(?:step-?free|sin escalon|sem degrau)\b.{0,16}"
        r"\b(?:shower|ducha|chuveiro)",
        r"\b(?:barras? de|agarradera|grab (?:bar|rail)|silla de (?:ducha|bano)|(?:shower|bath) (?:chair|seat)"
        r"|cadeira de banho)",
        ("accessible", "bathtub", "spa", "private_bathroom", "high_chair", "children", "balcony"),
    ),
    _finer(
        "shower_step",
        "ask_amenity",
        rf"\b{_BATH}\b[^.!?]{{0,24}}\b{_STEP}\b|\b{_STEP}\b[^.!?]{{0,24}}\b{_BATH}\b"
        rf"|\bstep-?free\b[^.!?]{{0,16}}\b{_BATH}\b|\b{_BATH} ?\? ?(?:[a-z]+ ){{0,3}}{_STEP}\b",
        rf"\b{_BATH}\b[^.!?]{{0,40}}\b(?:{_STEP}|a ras|al ras|sem desnivel)\b|\b{_STEP}\b[^.!?]{{0,24}}\b{_BATH}\b",
        ("accessible", "bathtub", "spa", "private_bathroom", "stairs", "lift", "pool"),
    ),
    _finer(
        "adapted_one",
        "ask_amenity",
        r"\b(?:est[ae]|es[ae]|this|that|it|ess[ae]|mi|mia|minha|my|nuestra|ours?|the one"
        r"|la (?:mia|nuestra|que \w+)|mine)\b"
        r".{0,28}\b(?:adaptad[oa]|accesible|accessible|adapted|acessivel)\b",
        _NEVER,
        ("accessible",),
    ),
    _finer(
        "door_width",
        "ask_amenity",
        rf"\b{_WIDTH}\b(?: [a-z]+){{0,4}} {_DOORS}\b|\b{_DOORS}\b(?: [a-z]+){{0,5}} {_WIDTH}\b",
        rf"\b{_DOORS}\b.{{0,24}}\b\d{{2,3}} ?cm",
        ("accessible", "private_bathroom"),
    ),
    _finer(
        "power",
        "ask_amenity",
        r"\b(?:corta\w*|va|cae|salta|cai|acaba|falta|sem) (?:[a-z]+ ){0,2}?(?:luz|electricidad|corriente|energia)\b"
        r"|\b(?:cortes?|quedas?) de (?:luz|energia|corriente)\b|\b(?:generador(?:es)?|gerador(?:es)?"
        r"|grupo electrogeno"
        r"|generators?|apagon(?:es)?|apagao|apagoes|blackouts?"
        r"|power (?:cuts?|outages?|fail\w*|go(?:es)?|supply|stays? on|all night))\b"
        r"|\bback-?up (?:power|electricity)\b|\b(?:enchuf\w+|plug\w*|tomada|conect\w+|electricity|current"
        r"|corriente)\b"
        r".{0,40}\b(?:toda la noche|all night|through the night|a noite (?:toda|inteira)|overnight"
        r"|la noche entera)\b",
        r"\b(?:generador|gerador|generator|grupo electrogeno|cortes? de luz|power cut)",
    ),
    _finer(
        "low_bed",
        "ask_amenity",
        r"\b(?:camas? (?:mas |sean |son |es |mais )?(?:baj|alt|baix)(?:as?|itas?|inhas?)|(?:low(?:er)?|high) beds?"
        r"|(?:altura|alto) (?:tiene[n]? |de )?(?:la |las |da |das )?camas?|how high (?:is|are) the beds?"
        r"|bed height)\b",
        r"\b(?:camas? baja|low bed|cama baixa)",
        ("crib",),
    ),
    _finer(
        "pillows",
        "ask_amenity",
        r"\b(?:feather|down|foam|hypoallergenic|synthetic) (?:pillows?|duvets?|bedding)\b"
        r"|\b(?:almohadas?|travesseiros?|acolchados?|edredon\w*|edredom) (?:son |es |sao |e )?(?:de |con )?(?:plumas?"
        r"|penas"
        r"|sintetic\w+|hipoalerg\w+|antialerg\w+|duvet)\b"
        r"|\b(?:pillows?|duvets?) (?:are |is |made )?(?:of |from |with )?"
        r"(?:feathers?|down|foam|synthetic)\b",
        r"\b(?:almohadas?|pillows?|travesseiros?)\b",
    ),
)
_ALL: Final = (
    _finer(
        "wifi_speed",
        "ask_amenity",
        r"\b(?:video ?(?:call|llamad|chamad|confer|meeting|reuni)\w*|(?:chamadas?|reunio\w*|reunion\w*) (?:de|por)"
        r" video"
        r"|meetings? (?:by|on|over) video|zoom)\b"
        rf"|\b{_NET}\b.{{0,40}}\b(?:{_FAST}|{_GOOD})\b|\b{_FAST}\b.{{0,16}}\b{_NET}\b",
        rf"\b{_FAST}\b",
    ),
    _finer(
        "vegan",
        "ask_amenity",
        rf"\b{_BREAKFAST}\b.{{0,40}}\bvegan[oa]?s?\b|\bvegan[oa]?s?\b.{{0,24}}\b{_BREAKFAST}\b",
        rf"\b{_BREAKFAST}\b.{{0,120}}\bvegan",
        ("restaurant",),
    ),
    _finer(
        "vegetarian",
        "ask_amenity",
        rf"\b{_BREAKFAST}\b.{{0,40}}\bvegetarian[oa]?s?\b|\bvegetarian[oa]?s?\b.{{0,24}}\b{_BREAKFAST}\b",
        rf"\b{_BREAKFAST}\b.{{0,120}}\bvegetarian",
        ("restaurant",),
    ),
    _finer(
        "packed_breakfast",
        "ask_amenity",
        rf"\b(?:{_BREAKFAST}|frutas?|fruits?|vianda|sandwich\w*|algo|something|alguna cosa|alguma coisa)\b.{{0,24}}"
        r"\b(?:(?:para|pra) (?:llevar|levar|viagem|el camino|o caminho)|to (?:go|take)|take ?away|packed)\b"
        rf"|\b(?:llevar(?:nos|me)?|levar|pack(?:ed)?|take|to go)\b.{{0,16}}\b{_BREAKFAST}\b"
        rf"|\b{_BREAKFAST} (?:antes|mas temprano|mais cedo|earlier|before)\b",
        r"\b(?:para llevar|to go|packed|para viagem|pra levar|vianda)\b",
    ),
    _finer("rain", "ask_amenity", rf"\b{_RAIN}\b", rf"\b{_RAIN}\b"),
    _finer("vegan", "ask_amenity", r"\bvegan[oa]?s?\b", r"\bvegan"),
    _finer("vegetarian", "ask_amenity", r"\bvegetarian[oa]?s?\b", r"\bvegetarian"),
    _finer(
        "gluten_free",
        "ask_amenity",
        r"\b(?:(?:sin|sem|libre de|no) (?:gluten|tacc)|gluten[ -]?free|apt[oa]s?(?: para| for)? (?:celiac|coeliac)\w*"
        r"|(?:menus?|opcion\w*|opc(?:ao|oes)|options?|pan|pao|bread|comidas?|food|meals?) (?:for |para |de )?"
        r"(?:celiac|coeliac)\w*)\b",
        r"\b(?:gluten|tacc|celiac|coeliac)",
    ),
    _finer(
        "lactose_free",
        "ask_amenity",
        r"\b(?:(?:sin|sem|no|libre de) lactos[ea]|lactose[ -]?free|deslactosad[oa]s?|dairy[ -]?free"
        r"|(?:leche|leite) (?:vegetal|de (?:almendras?|amendoas?|soja|soya|avena|aveia|coco))"
        r"|(?:almond|oat|soy|plant|vegan) milk)\b",
        r"\b(?:lactos|deslactosad|dairy[ -]free|(?:leche|leite) vegetal|(?:almond|oat|soy|plant) milk)",
    ),
    _finer(
        "special_food",
        "ask_amenity",
        r"\b(?:kosher|kasher|casher|halal|jain|hindu (?:food|comida))\b",
        r"\b(?:kosher|kasher|casher|halal|jain)\b",
    ),
    _finer(
        "way_of_paying",
        "ask_payment",
        r"\b(?:apple ?pay|google ?pay|venmo|pay ?pal|zelle|cash ?app|crypto\w*|cripto\w*|bitcoin|usdt"
        r"|western union)\b",
        r"\b(?:apple ?pay|google ?pay|venmo|pay ?pal|zelle|cripto|crypto|western union)",
    ),
    Finer(
        CARD_FEE,
        "ask_payment",
        re.compile(
            rf"\b(?:{_FEE})\b[^.!]{{0,40}}\b(?:{_CARD})\b|\b(?:{_CARD})\b[^.!]{{0,40}}\b(?:{_FEE})\b|\biof\b"
            r"|\b(?:link|mercado ?pago)\b[^.?!]{0,30}\b(?:fees?|surcharges?|recargos?|comision|taxas?)\b"
        ),
        re.compile(r"\b(?:recargos?|surcharges?|fees?|comision(?:es)?|iof|taxa de|taxas)\b"),
        frozenset({"debit_card", "credit_card", "mercado_pago", "cash"}),
        alone=True,
    ),
    _finer(
        FETCHED_ELSEWHERE, "ask_amenity", fetched_where.ASKED, fetched_where.WRITTEN, ("transfer", "parking")
    ),
    _finer(FETCHED_ELSEWHERE, "ask_amenity", fetched_where.ASKED_BESIDE_THE_AIRPORT, fetched_where.WRITTEN),
    _finer("ride_app", "ask_amenity", r"\b(?:uber|cabify|didi|lyft)\b", r"\b(?:uber|cabify|didi)\b"),
    _finer(
        "baby_bath",
        "ask_amenity",
        r"\b(?:banheirinha|bacia|palangana|banerita|baby bath(?:tub)?)\b"
        r"|\b(?:banheira|banera|bath ?tub|tina) (?:de|para|pra|for)(?: (?:o|a|el|la|the|um|un|our"
        r"|dar banho n[oa]s?))* ?"
        r"(?:bebes?|baby|babies)\b",
        r"\b(?:banheirinha|banerita|baby bath)",
        ("spa", "bathtub", "children", "hot_tub"),
    ),
    _finer(
        "baby_bottle",
        "ask_amenity",
        r"\b(?:esquentar|aquecer|calentar|entibiar|warm|heat)\w*(?: up)?(?: [a-z]+){0,3} (?:leite|leche|milk)\b"
        r"|\b(?:leite|leche|milk)\b.{0,30}\b(?:esquent|aquec|calent|entibi|warm|heat)\w*"
        r"|\b(?:mamadeiras?|mamaderas?|biberon(?:es)?|bottle warmer|warm (?:up )?(?:the |a )?(?:baby )?bottles?)\b",
        r"\b(?:mamadeira|mamadera|biberon|bottle warmer)",
        ("heating", "children"),
    ),
    _finer(
        "detail",
        "ask_amenity",
        r"\b(?:barandas?|barandillas?|(?:bed|guard|safety|hand) ?rails?|rails? (?:for|on) the bed"
        r"|grades? (?:de protecao|na cama|de cama)|barreras? (?:de|para) (?:la )?cama)\b",
        r"\b(?:baranda|barandilla|rail|grade de)",
        ("balcony", "accessible"),
    ),
    *OF_NEEDS,
    _finer("guide_dog", "ask_amenity", guide_dog.ASKED, guide_dog.WRITTEN, ("pets",)),
    _finer(
        "own_bike",
        "ask_amenity",
        r"\b(?:my|our|mi|mis|nuestras?|minhas?|nossas?)(?: (?:own|propias?|proprias?|one|2|two|dos|duas))*"
        r" (?:bikes?|bicycles?|bicis?|bicicletas?)\b"
        r"|\b(?:lock\w*|safe\w*|secure\w*|store|somewhere|place|room|guardar|dejar|deixar|segur[oa]|lugar|donde"
        r"|onde)\b"
        r"[^.?!]{0,24}\b(?:bikes?|bicycles?|bicis?|bicicletas?)\b",
        r"\b(?:own bikes?|propia bici\w*|propria bicicleta)",
        ("bikes",),
    ),
)


def asked(words: str) -> tuple[Finer, ...]:
    """Those that are asked about, written or not; of two of a name the nearer one."""
    plain = normalise(words)
    found = [one for one in _ALL if one.asked.search(plain)]
    return tuple({one.name: one for one in reversed(found)}.values())[::-1]


def of_wish(wish: str, words: str, *, alone: bool) -> list[Finer]:
    """Those that this question of the message is about; `alone` a rule of the house or a room is."""
    wishes = {wish, "ask_amenity"} if alone and wish in _OTHERWISE else {wish}
    return [one for one in asked(words) if one.wish in wishes]


def written(one: Finer, facts: Iterable[Fact]) -> list[Fact]:
    """The facts that say something of it."""
    return [
        fact for fact in facts if any(one.written.search(normalise(text)) for text in fact.texts.values())
    ]


def is_unwritten_of(name: str, fact: Fact) -> bool:
    """What the hotel has written there says nothing of this."""
    return all(not written(one, [fact]) for one in _ALL if one.name == name)
