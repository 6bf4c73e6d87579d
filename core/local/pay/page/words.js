// Every word of the checkout, in the three languages of the guests.

const WORDS = {
  es: {
    note: "entorno local, sin dinero real", paying: "Pagás a", how: "¿Cómo querés pagar?",
    card: "Tarjeta de crédito o débito", money: "Dinero en cuenta", pix: "Pix", now: "se acredita al instante",
    number: "Número de tarjeta", holder: "Nombre como figura en la tarjeta", until: "Vencimiento", code: "Código",
    pay: "Pagar {amount}", safe: "El precio ya incluye todo. El link vence en {minutes} min.",
    approved: "¡Listo! Se acreditó tu pago", approved_more: "Operación {id}. Te confirmamos por WhatsApp.",
    rejected: "No se pudo completar el pago", again: "Probar de nuevo", back: "Volver a WhatsApp",
    waiting: "Estamos procesando tu pago", waiting_more: "Te avisamos por WhatsApp apenas se acredite.",
    over: "Este link ya no está disponible", over_more: "Pedí uno nuevo por WhatsApp.", gone: "No encontramos este pago",
    cc_rejected_other_reason: "La tarjeta rechazó el pago.", cc_rejected_insufficient_amount: "La tarjeta no tiene fondos suficientes.",
    cc_rejected_bad_filled_security_code: "El código de seguridad no es correcto.", cc_rejected_bad_filled_date: "La fecha de vencimiento no es correcta.",
    cc_rejected_call_for_authorize: "El banco pide que autorices el pago por teléfono.",
    lab: "Qué va a pasar (solo en este entorno)", outcome: "El pago", telling: "El aviso al hotel", sum: "El monto",
    approve: "se aprueba", reject: "se rechaza", pending: "queda pendiente", late: "se aprueba cuando ya venció", pay_twice: "se cobra dos veces",
    once: "una vez", twice: "dos veces", early: "antes que la respuesta", never: "nunca",
    right: "el correcto", wrong: "uno menos", made: "Pagos de este link",
    do_approve: "aprobar", do_reject: "rechazar", do_refund_part: "devolver la mitad", do_refund: "devolver", do_chargeback: "contracargo",
    do_mediation: "reclamo", do_fraud_alert: "alerta de fraude", do_tell_again: "avisar otra vez",
  },
  en: {
    note: "local, no real money", paying: "You are paying", how: "How would you like to pay?",
    card: "Credit or debit card", money: "Account balance", pix: "Pix", now: "arrives at once",
    number: "Card number", holder: "Name on the card", until: "Expires", code: "Code",
    pay: "Pay {amount}", safe: "Everything is included. The link ends in {minutes} min.",
    approved: "Done! Your payment went through", approved_more: "Operation {id}. We confirm on WhatsApp.",
    rejected: "The payment did not go through", again: "Try again", back: "Back to WhatsApp",
    waiting: "Your payment is being processed", waiting_more: "We will tell you on WhatsApp as soon as it arrives.",
    over: "This link is no longer available", over_more: "Ask for a new one on WhatsApp.", gone: "We cannot find this payment",
    cc_rejected_other_reason: "The card declined the payment.", cc_rejected_insufficient_amount: "The card does not have enough funds.",
    cc_rejected_bad_filled_security_code: "The security code is not right.", cc_rejected_bad_filled_date: "The expiry date is not right.",
    cc_rejected_call_for_authorize: "Your bank asks you to authorise the payment by phone.",
    lab: "What is going to happen (here only)", outcome: "The payment", telling: "The hotel hears of it", sum: "The amount",
    approve: "is approved", reject: "is declined", pending: "stays pending", late: "is approved after the link ended", pay_twice: "is charged twice",
    once: "once", twice: "twice", early: "before the answer", never: "never",
    right: "as asked", wrong: "one less", made: "Payments of this link",
    do_approve: "approve", do_reject: "decline", do_refund_part: "refund half", do_refund: "refund", do_chargeback: "chargeback",
    do_mediation: "dispute", do_fraud_alert: "fraud alert", do_tell_again: "notify again",
  },
  pt: {
    note: "ambiente local, sem dinheiro real", paying: "Você está pagando a", how: "Como você quer pagar?",
    card: "Cartão de crédito ou débito", money: "Saldo em conta", pix: "Pix", now: "cai na hora",
    number: "Número do cartão", holder: "Nome impresso no cartão", until: "Validade", code: "Código",
    pay: "Pagar {amount}", safe: "O preço já inclui tudo. O link vence em {minutes} min.",
    approved: "Pronto! Seu pagamento foi aprovado", approved_more: "Operação {id}. Confirmamos pelo WhatsApp.",
    rejected: "Não foi possível concluir o pagamento", again: "Tentar de novo", back: "Voltar ao WhatsApp",
    waiting: "Estamos processando seu pagamento", waiting_more: "Avisamos pelo WhatsApp assim que cair.",
    over: "Este link não está mais disponível", over_more: "Peça um novo pelo WhatsApp.", gone: "Não encontramos este pagamento",
    cc_rejected_other_reason: "O cartão recusou o pagamento.", cc_rejected_insufficient_amount: "O cartão não tem saldo suficiente.",
    cc_rejected_bad_filled_security_code: "O código de segurança não está certo.", cc_rejected_bad_filled_date: "A validade não está certa.",
    cc_rejected_call_for_authorize: "O banco pede que você autorize o pagamento por telefone.",
    lab: "O que vai acontecer (só neste ambiente)", outcome: "O pagamento", telling: "O aviso ao hotel", sum: "O valor",
    approve: "é aprovado", reject: "é recusado", pending: "fica pendente", late: "é aprovado depois do prazo", pay_twice: "é cobrado duas vezes",
    once: "uma vez", twice: "duas vezes", early: "antes da resposta", never: "nunca",
    right: "o certo", wrong: "um a menos", made: "Pagamentos deste link",
    do_approve: "aprovar", do_reject: "recusar", do_refund_part: "devolver metade", do_refund: "devolver", do_chargeback: "contestação",
    do_mediation: "reclamação", do_fraud_alert: "alerta de fraude", do_tell_again: "avisar de novo",
  },
};

export const TONGUES = Object.keys(WORDS);
const KEY = "pay-tongue";
let tongue = remembered();

function remembered() {
  const wished = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  return wished in WORDS ? wished : "es";
}

export const spoken = () => tongue;

export function speak(other) {
  tongue = other;
  localStorage.setItem(KEY, other);
}

export function say(key, values = {}) {
  const words = WORDS[tongue][key] ?? WORDS[tongue].cc_rejected_other_reason;
  return words.replace(/{(\w+)}/g, (_, name) => values[name]);
}
