"""Words for people in each language, as patterns over folded text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class _Source:
    one: str
    adults: str
    children: str
    people: str
    filler: str  # may stand between the number and the noun
    whole: tuple[tuple[str, int], ...]  # expressions that name the adults by themselves
    heads: str
    ours: str
    kin_adults: str
    kin_children: str
    plural: str
    pairs: str
    speaker: str
    no_children: str
    years: str


_SOURCES = {
    "es": _Source(
        one="un|una|uno",
        adults=r"adult[oa]s?|adlt[oa]s?|mayor(?:es)?|grandes|senor(?:es|as?)?|abuel[oa]s?|jubilad[oa]s?|adul\b|adts?|ads\b|mujeres|hombres|grande|damas|caballeros|adulos|adulltos",
        children=r"nin[oa]s?|nen[ea]s?|chic[oa]s?|chiquit[oa]s?|hij[oa]s?|menor(?:es)?|bebes?|bebas?|beba|peques?|pequen[oa]s?|gurises|gurisas?|guri|criaturas?|infantes?|adolescentes?|crios?|nietos?|nietas?|nenit[oa]s?|ninit[oa]s?|hijit[oa]s?|pibes?|pibas?|ninnos|chamacos?|infantes|bbs?|beb[ie]s|mellizos|gemelos|chiquilin(?:es)?|guaguas?",
        people=r"personas?|persoas?|personas|pers\b|pax|huespedes|huesped|pasajer[oa]s?|pers?onas?|invitados|gentes|personitas|plazas|almas|viajeros|amig[oa]s",
        filler=r"(?:sola |otros |otras |solo |otra |otro |pequen[oa]s? |mas )?",
        whole=(
            (r"\b(?:somos |es para |para |con mi |vamos |en |viajamos |(?:es |seria |)?(?:para )?)?(?:una?|mi|nuestra) (?:pareja|matrimonio|parejita)(?! (?:de|y) \w+ (?:y|yo))(?= (?:con|y) (?:un|una|\d|nuestr|su|dos|bebe|hij)|[ ,.?!]*$| (?:sin|sola?\b|mas|del|para|el|este|desde|adulta|joven)|,)(?<!mi pareja)", 2),
            (r"\bmatrimonio (?:con|y|mas|sin)\b", 2),
            (r"\bpareja (?:con|y|mas|sin) (?:un|\d|hij|nin|nen|bebe|chic)", 2),
            (r"\b(?P<n>\d) (?:parejas|matrimonios)\b", 2),
            (r"\b(?:solo yo|yo sol[oa]|viajo sol[oa]|voy sol[oa]|para mi sol[oa]|para mi nomas|solo para mi|sol[oa] para mi|para una persona sola|vengo sol[oa]|estoy sol[oa]|ire sol[oa]|soy yo sol[oa]|para uno solo)\b", 1),
        ),
        heads=r"\b(?:somos|seriamos|vamos a ser|vamos|seremos|estariamos|iriamos|venimos|viajamos|iremos|serian|familia de|grupo de|familia tipo de|un grupo de|total de|en total somos|capacidad para|entramos)(?: (?:nosotros|unos|como|en total|solo|solamente))? \d{1,2}\b(?! ?(?:noches?|dias?|hab|cuarto|semana|de (?:ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)|[/-]\d|adult|mayor|grande|nen|nin|chic|hij|menor|bebe|pareja|matrim))"
        r"|\b(?:los|las) \d{1,2}(?= (?:juntos|de nosotros|entran)\b)|(?<![\d/])\b\d{1,2} en total\b|\b(?:para|x|por) \d{1,2}(?=\s*(?:$|[,.?!;)]|por favor|del? |el |este |desde|con |en |y (?:con|que|desayuno)|hoy|manana|a partir|entre|que |la |las |pax|porfa|x |por |tenes|hay|cuanto|sin |mas |cerca|al |pasado|durante|gracias|\d+ noch))"
        r"|\b(?:para|somos) (?:una|1) sola persona",
        ours=r"mi|mis|nuestr[oa]s?|tengo|con mis?|traigo|llevo",
        kin_adults=r"mujer|esposa|esposo|marido|senora|novi[oa]|pareja|mama|papa|madre|padre|suegr[oa]|herman[oa]|abuel[oa]|amig[oa]|cunad[oa]|ti[oa]|prim[oa]|jefe|socio|viej[oa]|companer[oa]|padres|viejos|papas|suegros|abuelos|amig[oa]s|herman[oa]s|colega",
        kin_children=r"hij[oa]s?|hijit[oa]s?|nen[ea]s?|bebes?|beba|niet[oa]s?|nin[oa]s?|chic[oa]s|sobrin[oa]s?|mellizos|gemelos|peques?",
        plural=r".*s",
        pairs=r"padres|papas|viejos|suegros|abuelos",
        speaker=r"yo|conmigo|vamos con|voy con|viajo con|viajamos con|llego con|llegamos con|voy a ir con|iria con|vamos a ir con|y yo|nosotros dos|vengo con",
        no_children=r"\b(?:sin (?:nin[oa]s|chic[oa]s|hijos|menores|nenes)|(?:no|ningun) (?:hay |llevamos |van |vamos con |tenemos )?(?:nin[oa]s|chicos|menores|nino|menor|nenes)|0 (?:nin[oa]s|menores|chicos)|ningun nin[oa])\b",
        years=r"anos?|anitos|anios?|meses|mes(?:ecitos)?|a\b",
    ),
    "en": _Source(
        one="a|an|one|1",
        adults=r"adults?|adlts?|grown[ -]?ups?|seniors?|parents|grandparents|men|women|ladies|man|woman|gentlemen|ads\b|adluts",
        children=r"children|child|childs|childrens|kids?|kiddos?|toddlers?|infants?|bab(?:y|ies)|sons?|daughters?|teenagers?|teens?|little ones?|boys?|girls?|minors?|grandchildren|grandkids?|newborns?|youngsters?|grandsons?|granddaughters?|kiddies|twins(?= (?:aged|who|of \d))|year[ -]olds?|yr[ -]olds?|y/o",
        people=r"people|persons?|ppl|pax|guests?|travell?ers|folks|individuals|peoples|of us|friends|heads|visitors|occupants|colleagues|poeple|peopel",
        filler=r"(?:other |more |small |young |little |extra |additional |single |lone )?",
        whole=(
            (r"\b(?:my|our|the) (?:husband|wife|partner|fiancee?|spouse|boyfriend|girlfriend) and (?:i|me|myself)\b", 2),
            (r"\b(?:a|an|one|we are a|for a|old|young|married|retired) couple\b(?! of)", 2),
            (r"\b(?P<n>\d) couples\b", 2),
            (r"\b(?:just (?:for )?(?:me|myself)|only me|by myself|on my own|travell?ing alone|(?:going|coming) alone|solo travell?er|travell?ing solo|only for me|for myself|just one of us|just 1 person alone)\b", 1),
            (r"\bboth of us\b|\bthe pair of us\b", 2),
        ),
        heads=r"\b(?:family of|party of|group of|total of|we are|we're|there are|there'll be|there will be|we will be|we'll be|for a party of|there'd be|it's|all|accommodate|sleeps)(?: (?:a|about|just|only|us))?(?: group of| family of| party of)? \d{1,2}\b(?! ?(?:nights?|days?|rooms?|weeks?|adult|kid|child|o'? ?clock|[ap]m|years?|:|st\b|nd\b|rd\b|th\b|couples|/|minutes|hours|double|single))"
        r"|(?<![\d/])\b\d{1,2} in total\b|\bfor \d{1,2}(?=\s*(?:$|[,.?!;)]|please|from |on |this |next |with |in |and (?:a|we|it)|tonight|tomorrow|starting|at |until|thanks|checking|near|that |to (?:stay|be)))"
        r"|\bfor (?:one|1) (?:person|guest)\b",
        ours=r"my|our|with (?:my|our)|have|bringing",
        kin_adults=r"wife|husband|partner|spouse|girlfriend|boyfriend|fiancee?|mother|father|mum|mom|dad|brother|sister|friend|boss|colleague|parents|in-laws|friends|grandmother|grandfather|grandma|grandpa|uncle|aunt|cousin|better half|brothers|sisters|grandparents|mate|bf|gf|hubby|missus",
        kin_children=r"sons?|daughters?|kids?|child|children|bab(?:y|ies)|toddlers?|grandsons?|granddaughters?|grandchildren|grandkids|nephews?|nieces?|twins|little ones?|teenagers?|boys|girls|newborn|infant|boy|girl",
        plural=r"(?!(?:boss|missus)$).*s|children|babies|grandchildren",
        pairs=r"parents|in-laws|grandparents",
        speaker=r"me|myself|and i|i and|us|i'm (?:coming|going|travell?ing) with|with my|we(?=,)|i am (?:coming|travell?ing|going) with",
        no_children=r"\b(?:no (?:kids|children|child|infants|minors)|without (?:kids|children)|0 (?:kids|children)|zero (?:kids|children)|not? any (?:kids|children)|none of them (?:kids|children))\b",
        years=r"years?(?:[ -]olds?)?|yrs?(?:[ -]olds?)?|y/?o\b|months?(?:[ -]olds?)?|yo\b",
    ),
    "pt": _Source(
        one="um|uma",
        adults=r"adultos?|adultas?|mulheres|homens|senhor(?:es|as?)?|idos[oa]s?|adutos?|adlts?|maiores",
        children=r"criancas?|crianc?as?|filh[oa]s?|filhinh[oa]s?|bebes?|menin[oa]s?|menor(?:es)?|adolescentes?|net[oa]s?|criancinhas?|pequen[oa]s?|recem[ -]nascidos?|guris?|gemeos|criansas?|criamcas?",
        people=r"pessoas?|pesoas?|hospedes?|pax|amig[oa]s|convidados|viajantes|pess\b",
        filler=r"(?:outr[oa]s? |so |mais |pequen[oa]s? )?",
        whole=(
            (r"\b(?:um|o|somos um|para|pra|de) casal\b(?! de)|^casal\b|\bcasal (?:com|e|mais|sem|\+)", 2),
            (r"\b(?P<n>\d) casais\b", 2),
            (r"\b(?:so eu|eu sozinh[oa]|viajo sozinh[oa]|vou sozinh[oa]|sozinh[oa]|so para mim|so pra mim|apenas eu|somente eu)\b", 1),
        ),
        heads=r"\b(?:somos|seremos|seriamos|estamos em|vamos em|vamos ser|em|familia de|grupo de|total de|estaremos em|vao ser|sao|iremos em|seriam)(?: (?:um grupo de|uns|em|um total de))? \d{1,2}\b(?! ?(?:noites?|dias?|quartos?|diarias?|semanas?|de (?:jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez)|[/-]\d|h\b|:|horas|adult|crianc|filh|bebe|casais|reais|minut|vezes|mes))"
        r"|(?<![\d/])\b\d{1,2} (?:no total|ao todo)\b|\b(?:para|por) \d{1,2}(?=\s*(?:$|[,.?!;)]|por favor|de |do |no |na |com |em |e (?:cafe|com|que)|hoje|amanha|a partir|entre|que |este |esse |neste|nesse|desde|pfv|quanto|tem |ate |dia ))",
        ours=r"minhas?|meus?|noss[oa]s?|com (?:meus?|minhas?)|tenho|levo",
        kin_adults=r"mulher|esposa|esposo|marido|namorad[oa]|noiv[oa]|companheir[oa]|mae|pai|sogr[oa]|irma|irmao|av[oa]|amig[oa]|cunhad[oa]|ti[oa]|prim[oa]|pais|sogros|avos|amig[oa]s|irmaos|irmas|chefe|colega",
        kin_children=r"filh[oa]s?|filhinh[oa]s?|bebes?|net[oa]s?|criancas?|menin[oa]s?|sobrinh[oa]s?|gemeos",
        plural=r".*s",
        pairs=r"pais|sogros|avos",
        speaker=r"eu|comigo|vou com|viajo com|vamos com|e eu|nos dois",
        no_children=r"\b(?:sem (?:criancas?|filhos|menores)|(?:nao|nenhuma) (?:ha |tem |vai |temos )?criancas?|0 criancas?|nenhum filho)\b",
        years=r"anos?|aninhos?|meses|mes",
    ),
}
_SOURCES["fr"] = _Source(
    one="un|une", adults=r"adultes?", children=r"enfants?|bebes?|fils|filles?", people=r"personnes?|pers\b", filler="",
    whole=((r"\bun couple\b", 2),), heads=r"\b(?:nous sommes|on est|on sera|pour) \d{1,2}\b(?! ?(?:nuits?|jours?|chambres?|semaines?))",
    ours=r"mon|ma|mes|nos|notre", kin_adults=r"femme|mari|copine|copain|mere|pere|ami|amie|epouse", kin_children=r"enfants?|fils|filles?|bebe",
    plural=r".*s", pairs=r"parents", speaker=r"moi|et moi", no_children=r"\bsans enfants?\b", years=r"ans?|mois",
)  # fmt: skip


@dataclass(frozen=True)
class PeopleWords:
    source: _Source
    pattern: re.Pattern[str]
    ages: re.Pattern[str]
    months: re.Pattern[str]
    wholes: tuple[tuple[re.Pattern[str], int], ...]
    child: re.Pattern[str]
    adult: re.Pattern[str]
    plural: re.Pattern[str]
    pairs: re.Pattern[str]

    def is_child(self, noun: str) -> bool:
        return self.child.fullmatch(noun) is not None

    def is_adult(self, noun: str) -> bool:
        return self.adult.fullmatch(noun) is not None

    def is_plural(self, noun: str) -> bool:
        return self.plural.fullmatch(noun) is not None

    def is_pair(self, noun: str) -> bool:
        return self.pairs.fullmatch(noun) is not None

    def adults_in(self, said: str) -> int:
        for pattern, adults in self.wholes:
            found = pattern.search(said)
            if found:
                number = found.groupdict().get("n")
                return adults * int(number) if number else adults
        return 0


@lru_cache(maxsize=None)
def people_words(lang: str) -> PeopleWords:
    source = _SOURCES[lang]
    unnamed = [re.sub(r"\?P<n>", "?:", pattern) for pattern, _ in source.whole]
    noun = rf"{source.children}|{source.adults}|{source.people}"
    kin = rf"{source.kin_children}|{source.kin_adults}"
    pattern = re.compile(
        rf"(?P<none>{source.no_children})|(?P<whole>{'|'.join(unnamed)})"
        rf"|(?<![\d/.,\x01-])\b(?P<count>\d{{1,2}}|{source.one}) ?x? ?{source.filler}(?P<noun>{noun})(?![a-z])"
        rf"|(?P<heads>{source.heads})"
        rf"|\b(?:{source.ours}) (?:(?P<howmany>\d{{1,2}}) )?{source.filler}(?P<kin>{kin})(?![a-z])"
        rf"|\b(?P<self>{source.speaker})(?![a-z'])"
    )
    numbers = r"\d{1,2}(?: ?(?:,|y|e|and|&|et|o|or) ?(?:de |el otro de |a |another |otro de |uno de |outro de |outra de |the other )?\d{1,2})*"
    ages = re.compile(
        rf"(?<![\d/$:.])\b(?P<list>{numbers})[ -]?(?:{source.years})(?![a-z])"
        rf"|(?:{source.children})(?: \w+)? (?:de|aged?|of|ages|com|con|\() ?(?P<more>{numbers})(?! ?(?:[/\d:]|noches?|noites?|nights?|pesos|de [a-z]))"
    )
    return PeopleWords(
        source, pattern, ages, re.compile(r"mes(?:es|ecitos)?\b|months?|mois"),
        tuple((re.compile(p), n) for p, n in source.whole),
        re.compile(f"{source.children}|{source.kin_children}"), re.compile(f"{source.adults}|{source.kin_adults}"),
        re.compile(source.plural), re.compile(source.pairs),
    )  # fmt: skip
