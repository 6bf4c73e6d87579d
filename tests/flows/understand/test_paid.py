"""Who says that they have paid is heard alike, whether a room is held or booked."""

from __future__ import annotations

import pytest

from core.flows.understand.money.paid import says_paid


@pytest.mark.parametrize(
    "said",
    [
        "ya pagué",
        "te transferí recién",
        "ya hice la transferencia",
        "garpé la seña",
        "mandé la plata",
        "el depósito ya está hecho",
        "ya está pago",
        "i have paid",
        "i've just sent it",
        "i made the transfer",
        "payment is done",
        "já paguei",
        "fiz o pagamento",
        "transferência feita",
        "já transferi",
        "listo pagado",
        "listo pagado, ojo que el de 6 es celíaco",
        "done, paid!",
        "pronto, pago",
        "ya pagué pero no mandé el comprobante",
        "já paguei, não mandei comprovante",
    ],
)
def test_it_is_heard_that_money_was_paid(said: str) -> None:
    assert says_paid(said)


@pytest.mark.parametrize(
    "said",
    [
        "todavía no pagué",
        "pago con tarjeta",
        "pagado en efectivo se puede?",
        "no te transferí",
        "i haven't paid yet",
        "ainda não paguei",
        "quiero pagar",
        "puedo pagar a la noche?",
        "si ya pagué y cancelo me devuelven?",
        "pagué de más?",
        "where do i pay",
        "ya te mando el comprobante",
        "ya transfiero",
        "ainda nem paguei, nao mandei comprovante",
        "NAO fiz transferencia!",
        "não fiz nenhuma transferência",
        "no hice ninguna transferencia",
        "ni pagué ni mandé nada",
        "i didn't send any money",
        "we never made the transfer",
    ],
)
def test_what_was_not_paid_or_is_only_asked_is_no_payment(said: str) -> None:
    assert not says_paid(said)
