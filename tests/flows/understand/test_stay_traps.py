"""Known traps of dates, each by name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from core.flows.understand.stay import Clock, Doubt, read_stay

WEDNESDAY = Clock(datetime(2026, 11, 18, 10, 0), country="AR")
SATURDAY = Clock(datetime(2026, 11, 21, 10, 0), country="AR")


def day(month: int, number: int, year: int = 2026) -> date:
    return date(year, month, number)


def stay(said: str, lang: str = "es", clock: Clock = WEDNESDAY) -> tuple[date | None, date | None]:
    read = read_stay(said, lang, clock)
    return read.check_in, read.check_out


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("es", "vista al mar"),
        ("es", "hay set de toallas?"),
        ("en", "may I come earlier?"),
        ("en", "is there a sun terrace?"),
        ("en", "I sat by the pool"),
        ("pt", "o ar não funciona, está out"),
        ("pt", "segunda via da nota"),
        ("pt", "chuveiro do quarto 12"),
        ("es", "a la mañana hay ruido"),
        ("en", "would the garden double be easier for her?"),
        ("en", "we heard eastern birds"),
        ("es", "vienen mis madres"),
        ("es", "hay redes para pescar?"),
        ("es", "mandan la ubicación?"),
        ("pt", "a quadra de tênis está aberta?"),
        ("pt", "troca a toalha?"),
        ("pt", "a estrada é de terra, vento norte"),
        ("es", "por la mañana desayunamos"),
        ("es", "mesa para 4"),
        ("es", "somos 2 adultos y 3 chicos de 4, 6 y 9 años"),
        ("es", "estoy en la habitación 15"),
        ("es", "mi código es H7K4QX"),
        ("es", "escribime a ana15@mail.com"),
        ("es", "son $ 15.000 por noche?"),
        ("es", "el desayuno es de 7 a 10?"),
        ("en", "is the pool open monday to friday?"),
        ("es", "a las 15:30"),
        ("en", "at 6 pm"),
        ("es", "mi teléfono es 11 5555-1012"),
    ],
)
def test_what_only_looks_like_a_date_is_none(lang: str, said: str) -> None:
    read = read_stay(said, lang, WEDNESDAY)
    assert not read
    assert read.dates == ()


def test_one_languages_words_are_read_at_a_time() -> None:
    assert stay("segunda", "pt") == (day(11, 23), None)
    assert stay("segunda quincena de enero", "es") == (day(1, 16, 2027), day(1, 31, 2027))
    assert stay("15 de out", "pt")[0] == day(10, 15, 2027)
    assert stay("sex 20", "pt")[0] == day(11, 20)
    assert not read_stay("sex 20", "en", WEDNESDAY).check_in


def test_tomorrow_morning_is_one_day() -> None:
    assert read_stay("mañana a la mañana", "es", WEDNESDAY).dates == (day(11, 19),)


def test_a_bare_day_before_today_is_of_the_next_month() -> None:
    assert stay("del 10 al 15") == (day(12, 10), day(12, 15))
    assert stay("el 25")[0] == day(11, 25)


def test_the_month_said_at_one_end_serves_the_other() -> None:
    assert stay("del 28 al 3 de enero") == (day(12, 28), day(1, 3, 2027))
    assert stay("del 28 de diciembre al 3") == (day(12, 28), day(1, 3, 2027))
    assert stay("en enero del 10 al 15") == (day(1, 10, 2027), day(1, 15, 2027))


def test_a_stay_goes_over_the_end_of_the_year() -> None:
    assert stay("del 30/12 al 2/1") == (day(12, 30), day(1, 2, 2027))
    late = Clock(datetime(2026, 12, 30, 10), country="AR")
    assert stay("mañana por 3 noches", clock=late) == (day(12, 31), day(1, 3, 2027))
    assert stay("del 2 al 5", clock=late) == (day(1, 2, 2027), day(1, 5, 2027))


def test_a_weekday_and_a_day_find_the_month_where_they_agree() -> None:
    assert stay("viernes 4")[0] == day(12, 4)
    assert stay("del sábado 5 al lunes 7") == (day(12, 5), day(12, 7))


def test_a_weekday_that_disagrees_with_the_date_is_a_doubt_with_both_days() -> None:
    read = read_stay("jueves 13 de enero", "es", WEDNESDAY)
    assert read.doubts == (Doubt.WEEKDAY_DISAGREES,)
    assert {c.check_in for c in read.candidates} == {day(1, 13, 2027), day(1, 14, 2027)}
    assert read.confidence < 0.7


@pytest.mark.parametrize(
    ("country", "wanted"), [("AR", day(12, 4)), ("BR", day(12, 4)), ("US", day(4, 12, 2027))]
)
@pytest.mark.parametrize("lang", ["es", "en", "pt"])
def test_the_country_orders_day_and_month_whatever_the_language(
    country: str, wanted: date, lang: str
) -> None:
    assert stay("4/12", lang, Clock(datetime(2026, 11, 18), country=country))[0] == wanted


def test_a_date_that_fits_one_order_only_is_read_in_that_order() -> None:
    assert stay("12/25")[0] == day(12, 25)
    assert stay("25/12", clock=Clock(datetime(2026, 11, 18), country="US"))[0] == day(12, 25)


def test_fifteen_days_is_two_weeks_but_not_in_english() -> None:
    assert stay("en 15 días")[0] == day(12, 2)
    assert stay("em 15 dias", "pt")[0] == day(12, 2)
    assert stay("in 15 days", "en")[0] == day(12, 3)


def test_days_may_be_one_night_fewer() -> None:
    read = read_stay("3 días desde el viernes", "es", WEDNESDAY)
    assert read.doubts == (Doubt.DAYS_OR_NIGHTS,)
    assert {c.check_out for c in read.candidates} == {day(11, 22), day(11, 23)}
    assert read_stay("4 días y 3 noches", "es", WEDNESDAY).nights == 3


def test_until_sets_the_departure_only() -> None:
    assert stay("hasta el domingo") == (None, day(11, 22))
    assert stay("until Sunday", "en") == (None, day(11, 22))
    assert stay("até domingo", "pt") == (None, day(11, 22))


def test_until_counts_from_the_arrival_already_agreed() -> None:
    read = read_stay("hasta el domingo", "es", WEDNESDAY, known_check_in=day(1, 13, 2027))
    assert read.check_out == day(1, 17, 2027)


def test_a_weekday_said_on_that_weekday_asks() -> None:
    read = read_stay("el miércoles", "es", WEDNESDAY)
    assert read.doubts == (Doubt.WHICH_DAY,)
    assert [c.check_in for c in read.candidates] == [day(11, 25), day(11, 18)]


def test_next_friday_asks() -> None:
    for said, lang in (("el viernes que viene", "es"), ("next Friday", "en"), ("sexta que vem", "pt")):
        read = read_stay(said, lang, WEDNESDAY)
        assert read.doubts == (Doubt.WHICH_DAY,)
        assert {c.check_in for c in read.candidates} == {day(11, 20), day(11, 27)}


def test_next_monday_said_on_a_wednesday_is_clear() -> None:
    assert read_stay("el lunes que viene", "es", WEDNESDAY).sure


def test_this_weekend_is_friday_to_sunday() -> None:
    assert stay("este finde") == (day(11, 20), day(11, 22))
    assert read_stay("este finde", "es", WEDNESDAY).sure


def test_this_weekend_said_on_a_saturday_is_what_is_left_or_the_next_one() -> None:
    read = read_stay("este finde", "es", SATURDAY)
    spans = [(c.check_in, c.check_out) for c in read.candidates]
    assert spans == [(day(11, 21), day(11, 22)), (day(11, 27), day(11, 29))]
    assert not read.sure


def test_next_weekend_asks() -> None:
    read = read_stay("el próximo finde", "es", WEDNESDAY)
    assert read.doubts == (Doubt.WHICH_WEEKEND,)
    assert len(read.candidates) == 2


@pytest.mark.parametrize(
    "said", ["la semana que viene", "en enero", "fines de febrero", "el finde largo", "carnaval"]
)
def test_wide_times_are_asked_about(said: str) -> None:
    read = read_stay(said, "es", WEDNESDAY)
    assert not read.sure
    assert read.candidates
    assert read.period


def test_a_month_is_never_taken_for_a_stay() -> None:
    read = read_stay("en enero", "es", WEDNESDAY)
    assert (read.check_in, read.check_out) == (None, None)


def test_nights_somewhere_in_a_month_leave_the_dates_open() -> None:
    read = read_stay("3 noches en enero", "es", WEDNESDAY)
    assert (read.check_in, read.nights) == (None, 3)
    assert read.period is not None


def test_the_verbs_decide_in_either_order() -> None:
    assert stay("me voy el 7 y llego el 3") == (day(12, 3), day(12, 7))
    assert stay("el 3 llego y el 7 me voy") == (day(12, 3), day(12, 7))
    assert stay("check out 7/12, check in 3/12") == (day(12, 3), day(12, 7))


def test_two_choices_are_two_candidates() -> None:
    read = read_stay("el 10 o el 17, 2 noches", "es", WEDNESDAY)
    spans = [(c.check_in, c.check_out) for c in read.candidates]
    assert spans == [(day(12, 10), day(12, 12)), (day(12, 17), day(12, 19))]
    assert read.doubts == (Doubt.SEVERAL,)


def test_nights_that_disagree_with_the_dates_are_a_doubt() -> None:
    assert Doubt.NIGHTS_DISAGREE in read_stay("del 10 al 15, 3 noches", "es", WEDNESDAY).doubts


def test_more_nights_are_kept_apart_from_nights() -> None:
    read = read_stay("queremos quedarnos 2 noches más", "es", WEDNESDAY)
    assert (read.extra_nights, read.nights) == (2, None)


def test_a_date_behind_us_is_next_years_and_a_doubt() -> None:
    read = read_stay("15/11", "es", WEDNESDAY)
    assert (read.check_in, read.doubts) == (day(11, 15, 2027), (Doubt.PAST,))


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert stay("31 de junio") == (None, None)
    assert stay("30/2") == (None, None)


def test_a_leap_day_waits_for_its_year() -> None:
    assert stay("29 de febrero")[0] == day(2, 29, 2028)


def test_the_hotels_own_zone_says_what_today_is() -> None:
    late = datetime(2026, 11, 19, 1, 30, tzinfo=UTC)
    assert stay("hoy", clock=Clock(late, zone="America/Argentina/Buenos_Aires"))[0] == day(11, 18)
    assert stay("hoy", clock=Clock(late, zone="Europe/Madrid", country="ES"))[0] == day(11, 19)


def test_every_day_said_is_listed() -> None:
    assert read_stay("llego mañana y el viernes quiero spa", "es", WEDNESDAY).dates == (
        day(11, 19),
        day(11, 20),
    )


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("finde largo", (day(11, 20), day(11, 23))),
        ("del sab 5 al lun 7 dic", (day(12, 5), day(12, 7))),
        ("juev 26 x 3 noches", (day(11, 26), day(11, 29))),
        ("del 3 al 5 de disiembre", (day(12, 3), day(12, 5))),
        ("del 3 al 5 de dicimbre", (day(12, 3), day(12, 5))),
        ("del vienes 20 al doimngo 22", (day(11, 20), day(11, 22))),
        ("dsd el 10 hta el 12 d enero", (day(1, 10, 2027), day(1, 12, 2027))),
        ("p/ el 20 x 2 nches", (day(11, 20), day(11, 22))),
        ("DEL VEINTE AL VEINTICINCO DE ENERO", (day(1, 20, 2027), day(1, 25, 2027))),
        ("del treinta de diciembre al dos de enero", (day(12, 30), day(1, 2, 2027))),
        ("findeee largooo", (day(11, 20), day(11, 23))),
        ("del 5 al 8 de setiembre", (day(9, 5, 2027), day(9, 8, 2027))),
        ("entramos el 10dic salimos el 12dic", (day(12, 10), day(12, 12))),
    ],
)
def test_chat_spelling_is_understood(said: str, wanted: tuple[date, date]) -> None:
    assert stay(said) == wanted
