"""Days of the week and months by their full names, without accents, in the order of the calendar."""

from __future__ import annotations

from typing import Final

_WEEKDAYS: Final = {
    "es": "lunes martes miercoles jueves viernes sabado domingo",
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "pt": "segunda terca quarta quinta sexta sabado domingo",
}
_MONTHS: Final = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "en": "january february march april may june july august september october november december",
    "pt": "janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro",
}
WEEKDAYS: Final = {language: tuple(names.split()) for language, names in _WEEKDAYS.items()}
MONTHS: Final = {language: tuple(names.split()) for language, names in _MONTHS.items()}
NUMBER_OF_WEEKDAY: Final = {name: number for names in WEEKDAYS.values() for number, name in enumerate(names)}
NUMBER_OF_MONTH: Final = {
    name: number for names in MONTHS.values() for number, name in enumerate(names, start=1)
}
