"""What is asked of money and is no room's price: discounts, other money, paying later, in parts, by a bank."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from core.flows.facts.topics import PAYING_DISCOUNT, named, paying, speaks_of
from core.flows.understand import Guess, Understanding
from core.flows.understand.intents.labels import FOR_RECALL
from core.flows.understand.intents.plainly_said import is_said
from core.flows.understand.money.paid import says_paid
from core.flows.understand.text import normalise

ROOM_WISHES: Final = frozenset({"ask_availability", "ask_price", "book", "inform"})
SURE: Final = 0.9
_MOST_WORDS: Final = 8
_PRICED: Final = frozenset({"ask_price", "ask_payment", "ask_policy", "ask_amenity", "pay", "refund"})
# What may be asked in the same breath.
_BESIDE: Final = frozenset(
    {"ask_availability", "book", "ask_location", "ask_hours", "ask_photos", "ask_room", "human", "urgent_help",
     "complaint", "opt_out", "cancel_booking", "modify_booking", "greet"}
)  # fmt: skip
_PAYS: Final = re.compile(
    r"\b(?:pag\w*|abon\w*|cobr\w*|acept\w*|tom\w*|recib\w*|cuant\w*|cuest\w*|sale|vale|precio|pay\w*"
    r"|charge\w*|accept\w*"
    r"|take|how much|price|cost\w*|aceit\w*|quant\w*|cust\w*|fica|preco)\b"
)
_HOW_TO_PAY: Final = re.compile(
    r"\b(?:como|de que (?:manera|forma)|how) (?:can|do|could|should|podemos|puedo|podria\w*|hago|hacemos|posso"
    r"|se|fac[oa]|fazemos)\b[^.?!]{0,24}\b(?:abon|pag|pay)\w*"
)
# "Do they charge for the extra bed?" asks what the house has, not what the room costs.
_EXTRA_BED: Final = re.compile(
    r"\b(?:cam(?:a|ita)s? (?:extras?|adiciona(?:l|les|is)|supletorias?)|(?:extra|additional) beds?|rollaway)\b"
)


# Money sent from bank to bank, and no ride from the airport.
_BETWEEN_BANKS: Final = re.compile(
    r"\b(?:bank|wire|money|international|swift|sepa) transfers?\b|\btransfers? (?:the |my |some )?"
    r"(?:money|funds|deposit|cash)"
    r"|\btransferencias?\b|\btransferir\b"
    r"|\b(?:can|could|may|do|should|must|to) (?:i|we)?(?: just| also| still)? ?transfer"
    r"(?= (?:it|from|to you|the)\b|[ ?!.]*$)"
    r"|\b(?:pay|paying|payment|paid)\b[^.?!]{0,20}\btransfer\b|\bby transfer\b"
)
_RIDES: Final = re.compile(
    r"\b(?:airport|aeropuerto|aeroporto|ezeiza|aeroparque|eze|aep|flight|vuelo|voo|shuttle|pick|car|taxi|remis)\b"
)


_TWICE: Final = (
    r"(?:(?:2|dos|two|duas|tres|3) (?:veces|vezes|times)|twice|(?:por )?dobles?|en doble|em dobro|double"
    r"|duplicad[oa]"
    r"|otra vez|again|de novo|outra vez|de mas|a mais|demasiado|too much|extra|mal|errado|wrong(?:ly)?)"
)
_CHARGED_WRONGLY: Final = re.compile(
    r"\b(?:cobraron|cobraste|cobrou|cobraram|debitaron|debitou|debitaram|descontaron|descontou|descontaram"
    r"|facturaron"
    rf"|charged|billed|debited|pague|pagamos|pagou|paguei|paid)\b(?: (?!si|se|if)[a-z]+){{0,4}}? {_TWICE}\b"
    r"|\b(?:doble|double) (?:cobro|charge[ds]?|cargo|billing|billed|cobranca)\b|\bovercharged?\b"
    r"|\b(?:cobros?|cargos?|cobrancas?|pagos?|pagamentos?) (?:duplicad|doble|repetid)[a-z]*"
)
# "Nos cobraron mal dos noches" is one; that a thing is not dear is none.
_NO_CHARGE: Final = re.compile(
    r"\b(?:no|nao|never|nunca|didn'?t|not) (?:me |nos |se )?(?:cobr|charg|debit|overcharg)"
)
_PAGE: Final = r"(?:app|aplicacion|aplicativo|pagina|paginas|web|website|site|sitio|plataforma|page)"
_FAILS: Final = (
    r"(?:no (?:me |nos )?(?:anda|funciona|abre|carga|deja|va)|(?:does ?n'?t|do ?n'?t|wo ?n'?t|is ?n'?t|is not|not)"
    r" (?:work\w*|load\w*|open\w*)|is (?:down|broken)|(?:esta|ta) cai?d[oa]|se (?:cae|cuelga|traba)"
    r"|nao (?:funciona|abre|carrega|esta funcionando|ta funcionando)|da error|da erro|error)"
)
_PAGE_FAILS: Final = re.compile(
    rf"\b{_PAGE} (?:(?:de )?(?:ustedes|del hotel|reservas?|do hotel|de voces) )?{_FAILS}\b"
    rf"|\b(?:no (?:puedo|podemos|pude|logro)|nao (?:consigo|conseguimos|consegui)|can(?:'?t|not)|unable to)"
    rf" (?:entrar|ingresar|acceder|abrir|acessar|access|open|get in|get on|log ?in|reach)[a-z]*(?: [a-z]+){{0,3}}"
    rf" {_PAGE}\b"
)
_OF_A_LINK: Final = re.compile(r"\b(?:pag(?:o|ar|amos|amento)|pay\w*|link|mercado|transfer\w*)\b")


_CAME: Final = re.compile(
    r"\b(?:llego|les llego|te llego|entro|chegou|caiu|arrived?|get it|got it|received?)\b ?[?!. ]*$"
)


def charged_wrongly(meant: Understanding) -> Understanding:
    """Money taken twice, or too much of it: reception looks into it, whatever the money was for."""
    plain = normalise(meant.text)
    if meant.names & FOR_RECALL or not _CHARGED_WRONGLY.search(plain) or _NO_CHARGE.search(plain):
        return meant
    return as_only(meant, "complaint")


def did_it_arrive(meant: Understanding) -> Understanding:
    """ "I've paid, did it arrive?": the money, and nobody on their way."""
    if "ask_location" not in meant.names or not says_paid(meant.text):
        return meant
    others = tuple(guess for guess in meant.intents if guess.name != "ask_location")
    return replace(meant, intents=others) if others and _CAME.search(normalise(meant.text)) else meant


def page_fails(meant: Understanding) -> Understanding:
    """Who cannot get into the hotel's page is helped here, and comes no earlier into a room."""
    plain = normalise(meant.text)
    if meant.names & FOR_RECALL or not _PAGE_FAILS.search(plain) or _OF_A_LINK.search(plain):
        return meant
    return as_only(meant, "help")


_TO_ENTER: Final = re.compile(
    r"\bvisas?\b.{0,24}\b(?:need\w*|requir\w*|necessar\w*|indians?|citizens?|nationals?|passports?"
    r"|to enter|travel\w*"
    r"|tourists?|country|argentina|necesi\w+|precis\w+|turistas?|entrar|pais)\b"
    r"|\b(?:need|require|necesit\w+|precis\w+|get|apply for|sacar|tirar|travel|tourist|which|what) (?:a "
    r"|an |any |de |la |una? |um |o |tipo de )*"
    r"visas?\b(?! (?:card|debit|credit|or|o|ou|and|y|e))|\bvisados?\b|\bvisto\b.{0,16}\b(?:entrar|turista"
    r"|argentina)\b"
)


def entry_papers(meant: Understanding) -> Understanding:
    """A visa of travellers is no card: nobody here knows, and none is asked for."""
    if "visa" not in meant.text.lower() and "visto" not in meant.text.lower():
        return meant
    if not meant.names & {"ask_payment", "pay"} or not _TO_ENTER.search(normalise(meant.text)):
        return meant
    return as_only(meant, "ask_policy")


def between_banks(meant: Understanding) -> Understanding:
    plain = normalise(meant.text)
    if "transfer" not in plain or _RIDES.search(plain) or not _BETWEEN_BANKS.search(plain):
        return meant
    if not {"ask_amenity", "service_booking", "ask_price"} & meant.names:
        return meant
    named_ones = tuple(one for one in meant.entities.amenities if one != "transfer")
    meant = replace(meant, entities=replace(meant.entities, amenities=named_ones))
    if named_ones:
        return meant
    heard = {"ask_amenity", "service_booking", "ask_payment"}
    others = tuple(guess for guess in meant.intents if guess.name not in heard)
    intents = (*others, Guess("ask_payment", SURE))
    return replace(meant, intents=intents, right=max(meant.right, SURE), answer=True)


# "From the 4th to the 6th, what is your best price?" wants to see it.
_BEST: Final = re.compile(
    r"\b(?:best (?:price|rate)|mejor (?:precio|tarifa)|melhor (?:preco|tarifa|valor))\b"
)


def asked_of(meant: Understanding) -> Understanding:
    """Haggling, other money and paying later are asked of the hotel's rules; the price was told already."""
    text = meant.text
    if _EXTRA_BED.search(normalise(text)) and _PAYS.search(normalise(text)) and not meant.stay:
        return _instead_of_the_price(meant, "ask_amenity")
    if not meant.answer and _HOW_TO_PAY.search(normalise(text)) and not meant.names & FOR_RECALL:
        return _instead_of_the_price(meant, "ask_payment")
    ways = paying(text)
    if PAYING_DISCOUNT in ways:  # "à vista" is no view
        left = tuple(guess for guess in meant.intents if guess.name not in ("ask_room", "ask_photos"))
        return _instead_of_the_price(replace(meant, intents=left), "ask_payment")
    terms = named("policy", text)
    if "taxes" in terms and "invoice" not in meant.names:
        return _beside_a_search(meant, _instead_of_the_price(meant, "ask_policy"))
    if "discounts" in terms and not (meant.stay.complete and _BEST.search(normalise(text))):
        return _beside_a_search(meant, _instead_of_the_price(meant, "ask_policy"))
    if "instalments" in ways and not meant.answer and not meant.stay:
        return _instead_of_the_price(meant, "ask_payment")
    later = speaks_of("later", text) and _PAYS.search(normalise(text)) is not None
    other_money = "foreign_money" in ways and not meant.stay
    if later or (other_money and _PAYS.search(normalise(text)) is not None):
        return _instead_of_the_price(meant, "ask_payment")
    return meant


def what_it_costs(meant: Understanding) -> Understanding:
    """ "Does the cat pay?" is asked of the house's rules; nobody is handing over money."""
    words = normalise(meant.text)
    pays = meant.names & {"pay", "ask_payment"} and meant.names <= _PRICED and "?" in words
    if not pays or not meant.entities.amenities or len(words.split()) > _MOST_WORDS:
        return meant
    if is_said("pays_the_rest", words):
        return meant
    return meant if paying(words) or _HOW_TO_PAY.search(words) else as_only(meant, "ask_amenity")


def _instead_of_the_price(meant: Understanding, wish: str) -> Understanding:
    others = tuple(guess for guess in meant.intents if guess.name not in _PRICED and guess.name in _BESIDE)
    if not meant.stay and "ask_availability" not in meant.names:
        others = tuple(guess for guess in others if guess.name not in ROOM_WISHES)
    return replace(meant, intents=(*others, Guess(wish, SURE)), right=max(meant.right, SURE), answer=True)


def _beside_a_search(meant: Understanding, asked: Understanding) -> Understanding:
    """ "2 adults, the 4th to the 9th, any discount?": whoever tells days and people is shown the rooms as well."""
    said = meant.entities
    whole = meant.stay.complete and (said.adults is not None or said.people is not None)
    if not whole or "ask_availability" in asked.names:
        return asked
    return replace(asked, intents=(*asked.intents, Guess("ask_availability", SURE)))


def as_only(meant: Understanding, wish: str) -> Understanding:
    return meant.heard_as(wish, SURE)
