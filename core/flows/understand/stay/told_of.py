"""Times told of and not asked for: ten days ago, a week before, on Sundays, a stay that is over, a price a night.

Over folded text with its numbers as digits; what is found is covered, everything else stays in its place.
"""

from __future__ import annotations

import re
from typing import Final

from core.flows.understand.stay.days_of_cancelling import without_days_of_cancelling
from core.flows.understand.stay.days_of_money import without_days_of_money
from core.flows.understand.stay.lexicon import lexicon_of
from core.flows.understand.text import covered, has_figures, rewriting, rewritten
from core.flows.understand.words import LANGUAGES

_SPAN: Final = (
    r"(?:\d{1,2}|una?|uma?|a|one|un par de|a couple of) (?:dias?|semanas?|mes(?:es)?|days?|weeks?|months?)"
)
_ROUGHLY: Final = (
    r"(?:(?:ya|como|unos|unas|casi|mas de|mais de|apenas|uns|umas|about|over|almost|like|around) )*"
)
# "Hace diez días que espero", "it's been two weeks", "faz 3 semanas".
_AGO: Final = re.compile(
    r"\b(?:hace|hacen|faz|ha|llevo|llevamos|it's been|its been|it has been|been waiting|waiting for"
    rf"|for the (?:last|past)|the (?:last|past)) {_ROUGHLY}{_SPAN}\b"
    rf"|\b(?:los|las|nos|nas) ultim[oa]s {_SPAN}\b|\b{_SPAN} (?:ago|atras)\b"
    rf"|\b(?:faltan?|faltam?) {_ROUGHLY}{_SPAN}\b|\b{_SPAN} (?:to go|before (?:we|i) (?:come|arrive)|antes de llegar)\b"
)
_AGO_WORDS: Final = (
    "hace", "faz", "ha ", "llevo", "llevamos", "been", "waiting", "last", "past", "ultim", "ago", "atras",
    "falta", "to go", "before", "antes de lleg",
)  # fmt: skip
_FEASTS: Final = "|".join(
    sorted({" ".join(words) for lang in LANGUAGES for words in lexicon_of(lang).named("H")})
)
_A_DAY: Final = (
    rf"(?:de |del |do |da |the |of )*(?:{_FEASTS}|\d{{1,2}}/|\d{{1,2}}\w* (?:de|of) |[a-z]+ber \d)"
)
_WEEKDAY: Final = (
    r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo|segunda|terca|quarta|quinta|sexta"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
# "If I cancel a week before": no length of a stay. Before a feast or a day that is told it is a day.
_BEFORE: Final = re.compile(
    rf"\b{_SPAN} (?:(?:antes|before)(?! {_A_DAY})"
    r"|de (?:anticipacion|antelacion|antecedencia)|com antecedencia|in advance"
    r"|ahead of time)\b"
)
_BEFORE_WORDS: Final = (
    "antes",
    "anticipacion",
    "antelacion",
    "antecedencia",
    "in advance",
    "ahead",
    "before",
)
# "The weekend after my birthday": nobody here knows when that is.
_BESIDE_SOMETHING: Final = re.compile(
    r"\b(?:(?:el|the|o|este|algun|some) )?(?:finde(?: semana)?|fin de semana|fim de semana|fds|weekend"
    r"|(?:la|a|the) (?:semana|week))"
    r" (?:(?:right|just|justo|logo|bem) )?(?:despues|dsp|luego|depois|apos|after|following|antes|before|siguiente"
    r"|posterior|anterior|previo|previa|seguinte)(?: (?:del?|do|da|dos|al?|ao|to))*"
    r"(?: (?:mi|mis|my|our|her|his|their|your|su|sus|nuestr[oa]s?|noss[oa]|meu|minha|the|la|las|el|los|o|a|os|as))+"
    rf"(?<! to)(?<! a) (?!(?:the )?{_A_DAY}|weekend|finde|semana|week|that|de\b)[a-z]{{3,}}"
)
# "The weekend of the wedding", "graduation weekend": whoever was not told when that is asks.
_WEEKEND_OF: Final = re.compile(
    r"\b(?:el |o |the )?(?:finde(?: semana)?|fin de semana|fim de semana|fds|weekend) (?:del|de la|de los|de mis?"
    r"|de nuestr[oa]|de su|d[oa]s?(?: (?:meu|minha|nosso|nossa))?|of (?:the|my|our|her|his|their)) "
    rf"(?!(?:the )?{_A_DAY}|{_WEEKDAY}|mes\b|ano\b|feriad|puente|proxim|semana|month|year|week|\d|dia \d)"
    r"[a-z]{3,}\b"
    r"|\b(?:mlk|martin luther king(?: day)?|presidents?'? day|columbus day|veterans day|graduation"
    r"|(?:my|our|her|his|the) (?:wedding|birthday|bachelorette|anniversary)|homecoming|festival|marathon|reunion"
    r"|parents) weekend\b"
)
_WEEKEND_WORDS: Final = ("finde", "fin de semana", "fim de semana", "fds", "weekend")
_BESIDE_WORDS: Final = (
    "despues", "dsp", "luego", "depois", "apos", "after", "following", "antes", "before", "siguiente", "posterior",
    "anterior", "previ", "seguinte",
)  # fmt: skip
# "My wife could not get that weekend off": why they cannot come then.
_THAT_WEEKEND: Final = re.compile(
    r"\b(?:on |n?esse |ese |that |em |en )+(?:finde(?: semana)?|fin de semana|fim de semana|fds|weekend)\b"
)
_WORKS_THEN: Final = re.compile(
    r"\b(?:nao|sem|no|ningun) (?:[a-z]+ ){0,4}?(?:folga|franco)\b"
    r"|(?:n't|n't be able to|\bnot|cannot|unable to) (?:get|have) that weekend off"
    r"|(?<!\bno )(?<!nao )\b(?:tengo|tiene|tenho|tem) que (?:trabajar|laburar|trabalhar)\b"
    r"|(?<!not )(?<!n't )\b(?:have|has|got) to work\b|(?<!\bno )(?<!nao )\b(?:trabaj|trabalh)[oa]\b|'s working\b"
    r"|(?<!not )\bi'm working\b"
)
# What is so on every Sunday.
_WEEKLY: Final = re.compile(
    r"\b(?:los|todos los|cada) (?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?)\b"
    r"(?: y (?:los )?(?:lunes|martes|miercoles|jueves|viernes|sabados|domingos)\b)?"
    r"|\b(?:on |every |each )?(?:mon|tues|wednes|thurs|fri|satur|sun)days\b"
    r"|\b(?:every|each) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
    r"|\b(?:aos|todos os) (?:sabados|domingos)\b(?: e (?:domingos|feriados)\b)?"
    r"|\btod[oa]s? (?:as )?(?:segunda|terca|quarta|quinta|sexta|sabado|domingo)s?\b(?:-feira)?"
)
_WEEKLY_WORDS: Final = (
    "los ", "cada ", "days", "every ", "each ", "aos ", "todos os", "todo ", "toda ", "todas ",
)  # fmt: skip
# "We were there from the 3rd to the 6th and forgot a coat": over, until something is wished for.
_WISHED: Final = (
    r"(?:quer|quier|quis|necesit|busc|tien|tene|tendr|hay\b|pued|podr|volv|ahora|want|would|like|can\b|could|need"
    r"|do you|back|again|now\b|gostar|precis|tem\b|teria|agora|vamos|iria|para\b|pra\b|proxim|next|que viene|que vem)"
)
_STAYED: Final = re.compile(
    r"\b(?:estuve|estuvimos|me aloje|me hospede|nos hospedamos|nos fuimos|me fui|ya nos fuimos|we stayed|i stayed"
    r"|we were (?:there|with you|guests|staying)|i was (?:there|with you|staying)|checked out|we left on|i left on"
    r"|estivemos|estive|me hospedei|fomos embora|fui embora)\b"
    rf"(?:(?!\b{_WISHED})[^,.;?!]){{0,60}}?(?=[,.;?!]|$| y (?!\d)| and (?!\d)| e (?!\d)| pero | but | mas |\b{_WISHED})"
)
_STAYED_WORDS: Final = ("estuv", "aloje", "hosped", "fuimos", "me fui", "stayed", "were", "was", "checked out",
                        "left on", "estiv", "embora", "fui ")  # fmt: skip
# "Under $180 a night": a price, after its money has been covered.
_PRICED: Final = re.compile(
    r"(?<=\x01) (?:a|per|each|every|por|la|x|cada) ?(?:night|noche|noite|diaria)\b"
    r"|(?<=\x01) ?/ ?(?:night|noche|noite)\b"
)
# "The Saturday night, the 12th" is one day told twice.
_NIGHT_OF: Final = re.compile(
    r"\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)( night),? (?:the )?(\d{1,2}(?:st|nd|rd|th))\b"
)


# "If I book today, until when can I cancel?": the day of booking is no day of the stay.
_IF_BOOKED: Final = re.compile(
    r"\b(?:(?:si|se|if|cuando|when|quando|caso|y si|e se)(?: (?:yo|la|lo|eu|a gente|i|we|nos))*"
    r" (?:reserv(?:o|a|amos|ar|ara|armos|e|em|emos|asemos|aramos)|book|pag(?:o|a|amos|ar|ue|armos)|pay|sen(?:o|amos)"
    r"|confirm(?:o|a|amos|ar|e)?|fech(?:o|ar|amos|armos)|transfiero)"
    r"|(?:reservando|pagando|fechando|(?:by )?(?:booking|paying)))"
    r"(?: (?:la|lo|el|las|los|it|this|that|one|the|a|o|room|habitacion|cuarto|quarto|reserva|ya|ja|right|mismo|mesmo"
    r"|now|ahora|agora|sena|deposit|sinal))*? (?:hoy|today|hoje|ahora|now|agora)(?: (?:mismo|mesmo))?\b"
)
# "How are you today?" is a hello, and no day to arrive.
_HELLO: Final = re.compile(
    r"\b(?:how(?:'s| is| are) (?:you|u|it|everything|everyone|life)(?: all)?(?: doing| going| feeling)?"
    r"|(?:como|que tal) (?:le va|te va|esta(?:s|n)?|anda[ns]?|vai|voce esta|o senhor esta|va)(?: usted| voce)?),? "
    r"(?:today|tonight|this (?:morning|afternoon|evening)|hoy|hoje|esta (?:tarde|noche|manana))\b"
)
# "Many thanks and until January!", "see you on Friday": a farewell, and no day is asked for.
_MONTH: Final = (
    r"(?:ene|jan|feb|fev|mar|ab|apr|may|mai|jun|jul|ago|aug|se[pt]|o[cu]t|nov|di[ce]|dez|de[cz])[a-z]*"
)
_FAREWELL: Final = re.compile(
    rf"\b(?:until|till?|hasta|ate) (?:(?:en|in|em) )?{_MONTH}(?: then| entonces| entao)?[ .!]*$"
    r"|\b(?:nos vemos|see (?:you|ya|u)|te veo|los veo|a gente se ve|ate la)"
    rf"(?: (?:on|in|the|el|en|em|n[oa]|then|of|de|dia|{_WEEKDAY}(?:-feira)?|{_MONTH}|\d{{1,2}}(?:st|nd|rd"
    rf"|th)?)){{1,8}}[ .!]*$"
)
_BIDS_WELL: Final = (
    "thank", "cheers", "graci", "obrig", "valeu", "abraz", "abrac", "bye", "chau", "tchau", "see ", "vemos",
    "veo", "ve ", "ate la", "genial", "great", "perfect", "listo", "otimo",
)  # fmt: skip


# "May I transfer on Monday?": the day of the money.
_PAYS_ON: Final = re.compile(
    r"\b(?:pag(?:o|ar|amos|aria|aremos|arei|arte|arles)|transf(?:iero|erir|iro|erimos|er)|pix|transferencia|deposit(?:o|ar)"
    r"|abon(?:o|ar|amos)|cobr(?:o|amos)|recebo|pay|get paid)"
    r"(?: (?:it|you|lo|la|te|les|todo|tudo|the|deposit|o|a|sinal|sena|recien|so|only))*?"
    rf" (?:el|on|n[ao]|este|this|esta) (?:proxim[oa] |next )?(?:{_WEEKDAY}(?:-feira)?|dia \d{{1,2}})\b"
    rf"(?! ?(?:al?|to|ate|hasta|ao|-|\d)\b| ?(?:y|e|and) (?:(?:el|o|on|no|na) )?(?:{_WEEKDAY}|\d))"
)
_PAYS: Final = ("pag", "transf", "pix", "deposit", "abon", "cobr", "recebo", "pay", "paid")


def _unless_free(said: re.Match[str]) -> str:
    return covered(said) if _WORKS_THEN.search(said.string) else said.group()


def _said_goodbye(said: re.Match[str]) -> str:
    return covered(said) if any(word in said.string for word in _BIDS_WELL) else said.group()


# "The first one", "la primera": of what is shown; "the three from before" are people.
_ONE_OF: Final = re.compile(
    r"\b(?:the |this |that )?(?:[1-9](?:st|nd|rd|th)|last) ones?\b"
    r"|(?<!\d )\b(?:la|a|esa|essa) (?:[1-9](?:ro|o|ra|da)|ultima)(?: (?:opcion|opcao|de todas))?(?= ?[.!,?]*$)"
)
_SINCE: Final = (
    r"(?:de siempre|de sempre|de antes|de ayer|de ontem|de la otra vez|da outra vez|de la vez pasada|de hoy|de hoje"
    r"|de arriba|(?:del|al) principio|do comeco|do inicio|del comienzo|as before|from before|as always|as usual"
    r"|as last time|from last time|from the (?:start|beginning)|of us|of them"
    r"|que (?:somos|dij\w+|te dij\w+|disse|falei)|(?:i|we) (?:said|told))\b(?! (?:del?|do|da|of) )"
)
THOSE: Final = re.compile(
    rf"\b(?:(?:l[oa]s|os|as|the|nosotr[oa]s|nos|same) (?P<number>\d{{1,2}}) {_SINCE}"
    r"|(?:l[oa]s |os |as |the )?(?:mism[oa]s|mesm[oa]s|same|original) (?P<same>\d{1,2})"
    rf"(?: {_SINCE}|(?= ?(?:$|[.,!?;])|,? (?:por|para|pra|people|personas|pessoas|guests)\b)))"
)
_THOSE_WORDS: Final = (
    "siempre", "sempre", "antes", "ayer", "ontem", "vez", "principio", "comeco", "inicio", "comienzo", "before",
    "always", "usual", "start", "beginning", "last time", "mism", "mesm", "same", "original", " us", " them",
    "que ", "said", "told", "de ho", "arriba",
)  # fmt: skip
# "From the 6th 3 nights": a day, and how long from then on.
_DAY_THEN_NIGHTS: Final = re.compile(
    r"(?<![\d/.,:-])(?<!\d )\b(\d{1,2}(?:st|nd|rd|th)?) (?=\d{1,2} (?:nights?|nites?|noches?|noites?|diarias?)\b)"
)


def _day_first(found: re.Match[str]) -> str:
    day, night, number = found.groups()
    return f"{day} {number}, 1{night}"


# "We've been camping for 9 days": on the way here.
_ON_THE_WAY: Final = re.compile(
    r"\b(?:been (?:[a-z]+ing|on the road|on the go|out there)(?: [a-z]+){0,3}? for|after|despues de|depois de|tras) "
    rf"{_ROUGHLY}{_SPAN}(?= (?:of|de|en|on|in|no|na|camping|camp|hiking|driving|travel)|[,.;!?]|$)"
)
_ON_THE_WAY_WORDS: Final = ("been ", "after ", "despues de", "depois de", "tras ")
# "Is there a dinner on the 31st?": a feast of the house, and no day to arrive.
_FEAST_MEAL: Final = (
    r"(?:dinner|party|cena|fiesta|brindis|ceia|jantar|festa|almuerzo|almoco|lunch|fireworks|fogos)"
)
_IS_THERE: Final = (
    r"(?:hay|hacen|tienen|tem|tera|terao|vai ter|havera|habra|is there|will there be"
    r"|do (?:you|u|they) (?:do|have))"
)
_ITS_DAY: Final = (
    r"\d{1,2}(?:st|nd|rd|th)?"
    r"(?! ?(?:al?|to|-|ao|ate|hasta|until|till?|y|and|e|hs?|horas?|pm|am|people|person)\b)"
)
_MEAL_ON_A_DAY: Final = re.compile(
    rf"\b{_IS_THERE}(?: [a-z]+){{0,2}}? {_FEAST_MEAL} (?:(?:on|the|el|del|de|do|no|dia|night"
    rf"|noche|noite|especial|special|la|of) )+{_ITS_DAY}"
    rf"|\b(?:on the|el|dia|no dia|the) {_ITS_DAY} (?:(?:a|la|de|at|night|noche|noite) )*{_IS_THERE}"
    rf"(?: [a-z]+){{0,2}}? {_FEAST_MEAL}\b"
)
_MEALS: Final = (
    "dinner", "party", "cena", "fiesta", "brindis", "ceia", "jantar", "festa", "almuerzo", "almoco", "lunch",
    "fireworks", "fogos",
)  # fmt: skip


_OF_FIGURES: Final = rewriting(
    (_ON_THE_WAY_WORDS, _ON_THE_WAY, covered),
    (_MEALS, _MEAL_ON_A_DAY, covered),
    ((" one", "la ", "a ", "esa ", "essa "), _ONE_OF, covered),
    (_THOSE_WORDS, THOSE, covered),
)
_TOLD: Final = rewriting(
    (("last one", "ultima"), _ONE_OF, covered),
    (_AGO_WORDS, _AGO, covered),
    (_BEFORE_WORDS, _BEFORE, covered),
    (_BESIDE_WORDS, _BESIDE_SOMETHING, covered),
    (_WEEKEND_WORDS, _WEEKEND_OF, covered),
    (("esse f", "ese f", "that weekend"), _THAT_WEEKEND, _unless_free),
    (_WEEKLY_WORDS, _WEEKLY, covered),
    (_STAYED_WORDS, _STAYED, covered),
    (("hoy", "today", "hoje"), _IF_BOOKED, covered),
    (("how", "como", "que tal"), _HELLO, covered),
    (_PAYS, _PAYS_ON, covered),
    (("until ", "till ", "til ", "hasta ", "ate ", "vemos", "see ", " veo", "se ve"), _FAREWELL, _said_goodbye),
    (("day night",), _NIGHT_OF, _day_first),
    ((" night", " nite", " noche", " noite", " diaria"), _DAY_THEN_NIGHTS, r"\1, "),
    (("\x01",), _PRICED, covered),
)  # fmt: skip


def without_what_is_told_of(text: str) -> str:
    told = rewritten(rewritten(text, _OF_FIGURES) if has_figures(text) else text, _TOLD)
    return without_days_of_money(without_days_of_cancelling(told))
