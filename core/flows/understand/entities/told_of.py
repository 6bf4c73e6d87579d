"""People who are spoken to, asked, named as owners or told of: nothing says yet that they come."""

from __future__ import annotations

import re

# "Good evening, my daughter": so old people speak to whoever is at the desk.
SPOKEN_TO = re.compile(
    r"\b(?:boa tarde|boa noite|bom dia|oi|ola|hola|buenas|buen dia|buenos dias|buenas tardes|buenas noches|gracias"
    r"|obrigad[oa]|disculpa|perdon|ay|ai)[ ,!]*$"
)
# "my son's jacket", "la campera de mi hijo": the child is only named.
OWNED = re.compile(r"\b(?:de|of|do|da|del) $")
# "let me talk to a person": nobody who comes to stay.
TALKED_TO = re.compile(
    r"(?:habl|atend|atiend|pas[aeo]\w* (?:con|para|pra)|comuni|conect|connect|speak|spoke|talk|through|get me|"
    r"fal[aeo]|pass[ae]|real|verdad|humana?) ?[^.?!]{0,25}$"
)
# "I'll talk it over with my husband": he is asked, and whether he comes is another matter.
ASKED = re.compile(
    r"\b(?:habl|plati|consult|charl|convers|pregunt|coment|decid|talk|speak|spoke|check|discuss|ask|fal[aeo]|pergunt"
    r"|combin)[a-z]*(?: (?:it|this|that|over|with|to|lo|la|esto|eso|isso|antes|primero|first|com|con|a))* ?$"
    r"|\b(?:vou|voy a|vamos a|deixa eu|dejame|deja) ver $|\blo veo $"
)
# "a kids club", "the children's menu"
FOR_CHILDREN = re.compile(r"'?s?'? (?:club|menu|pool|play|area|meals?|corner|friendly|stay|eat|pay)\b")
# "my son left his jacket": told of, not coming.
TOLD_OF = re.compile(
    r" (?:en|in|na|num|numa|in an?|en una?) (?:otra |outra |another |a |una? |su |sua |the |la )?(?:camas?|beds?)\b"
    r"|,? (?:duerme|duerma|dorme|durma|sleeps?|sleeping) "
    r"| (?:se |le |ya |already |has |had |esta |is |tem |tiene )?"
    r"(?:me |a |un |uma? )?(?:olvid|perdi|dejo|left|forgot|lost|esquec|deixou|broke|rompio"
    r"|quebr|spill|vomit|pago|paid|pagou|cayo|fell|caiu|"
    r"fiebre|fever|febre|ill|sick)"
)
# "My gran's telly": hers it is, and nothing says that she comes.
OWNS = re.compile(
    r"'s(?: (?!\d|a |also|coming|joining|here|with|going|flying|travell?ing|only|just|now)|(?= ?(?:$|[,.?!])))"
)
_ONE_ON_TOP = re.compile(
    r" (?:mas|mais|more|extra)\b(?= ?(?:$|[,.;?!)]|(?:a|al|en|to|in|on|na|no|para|que|por|please)\b))"
)
_ADDING = re.compile(
    r"\b(?:agreg\w+|sum[aeo]\w*|anad\w+|inclu\w+|adicion\w+|acrescent\w+|add(?:ing)?|include) (?:a )?$"
)
MORE = re.compile(r"\b(?:more|extra|mas|mais|otr[oa]|outr[oa])\b")


def adds_one(match: re.Match[str]) -> bool:
    """ "Add one more guest": beside a party of which nothing is said."""
    text = match.string
    return bool(
        MORE.search(match.group())
        or _ONE_ON_TOP.match(text, match.end())
        or _ADDING.search(text, max(0, match.start() - 14), match.start())
    )
