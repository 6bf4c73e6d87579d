// Money in the hands of staff: taking it, asking for it, giving it back, and one more line on the bill.
import { ask } from "../ask.js";
import { act } from "./deed.js";

export const METHODS = ["cash", "transfer", "card_at_desk"];
const CHARGES = ["minibar", "service", "damage"];

export const askPay = (card) => pay(card);

export async function pay(card) {
  const { found, t, money } = card;
  const { balance, deposit_due: deposit } = found.money;
  const held = ["held", "expired"].includes(found.booking.status);
  const due = held && deposit > 0 ? deposit : balance;
  const answer = await ask(card.app.place, t, {
    title: t("pay_title", { guest: found.booking.guest }),
    text: held ? t("pay_confirms") : "",
    fields: [
      { name: "amount", kind: "money", label: t("amount"), unit: money.sign, value: due > 0 ? money.plain(due) : "", required: true, min: 0.01 },
      { name: "method", kind: "choice", label: t("method"), value: "cash", options: METHODS.map((name) => ({ value: name, label: t(`method_${name}`) })) },
    ],
    onInput(values, show) {
      const left = balance - money.minor(values.amount || 0);
      const lines = [{ label: t("balance"), value: money.say(balance) }, left < 0 ? { label: t("in_favour"), value: money.say(-left), strong: true, bad: true } : { label: t("left_after"), value: left ? money.say(left) : t("all_paid"), strong: true }];
      show({ lines, blocked: Number.isNaN(values.amount) });
    },
    act: t("act_pay"),
  });
  return answer && act(card, "pay", { amount: money.minor(answer.amount), method: answer.method, seen: found.money.paid }, { said: "did_pay" });
}

export async function askPayment(card) {
  const { found, t, money } = card;
  const { balance, deposit_due: deposit } = found.money;
  const options = [
    deposit > 0 ? { value: "deposit", label: t("ask_deposit", { amount: money.say(deposit) }) } : null,
    balance > deposit || !deposit ? { value: "balance", label: t("ask_balance", { amount: money.say(balance) }) } : null,
  ].filter(Boolean);
  const answer = await ask(card.app.place, t, {
    title: t("ask_title"),
    text: t("ask_text"),
    fields: [{ name: "purpose", kind: "choice", label: t("ask_label"), value: options[0].value, options }],
    act: t("act_ask_payment"),
  });
  return answer && act(card, "ask", { purpose: answer.purpose }, { said: "did_ask" });
}

export async function addCharge(card) {
  const { t, tab, money } = card;
  const kinds = [...CHARGES, ...(tab.may("agree_price") ? ["discount"] : [])];
  const answer = await ask(card.app.place, t, {
    title: t("charge_title"),
    fields: [
      { name: "kind", kind: "select", label: t("charge_label"), options: kinds.map((name) => ({ value: name, label: t(`charge_${name}`) })), focus: false },
      { name: "amount", kind: "money", label: t("amount"), unit: money.sign, required: true, min: 0.01 },
      { name: "note", label: t("charge_note"), most: 120, focus: false },
    ],
    onInput: (values, show) => show({
      lines: values.amount > 0 ? [{ label: t("new_balance"), value: money.say(card.found.money.balance + money.minor(values.amount) * (values.kind === "discount" ? -1 : 1)), strong: true }] : [],
      blocked: Number.isNaN(values.amount),
    }),
    act: t("act_charge"),
  });
  return answer && act(card, "charge", { kind: answer.kind, amount: money.minor(answer.amount), note: answer.note }, { said: "did_charge" });
}

// "Ten per cent off" is what is agreed at a desk; the house reckons what that is.
export async function discount(card) {
  const { found, t, money } = card;
  const { owed, balance } = found.money;
  const off = (percent) => Math.round(owed * percent / 100);
  const answer = await ask(card.app.place, t, {
    title: t("discount_title", { guest: found.booking.guest }),
    fields: [
      { name: "percent", kind: "number", label: t("discount_percent"), value: "10", required: true, min: 1, max: 100 },
      { name: "reason", label: t("charge_note"), most: 100, focus: false },
    ],
    onInput: ({ percent }, show) => show({
      lines: percent > 0 ? [{ label: t("total"), value: money.say(owed) }, { label: t("charge_discount"), value: money.say(-off(percent)) }, { label: t("new_balance"), value: money.say(balance - off(percent)), strong: true }] : [],
      blocked: !(percent > 0 && percent <= 100),
    }),
    act: t("act_discount"),
  });
  const note = (percent, reason) => [`${percent} %`, reason].filter(Boolean).join(" · ");
  return answer && act(card, "charge", { kind: "discount", amount: off(answer.percent), note: note(answer.percent, answer.reason) }, { said: "did_discount" });
}

// `most` is what is proposed; never more than is left of the payment.
export async function refund(card, payment, most = Infinity) {
  const { t, tab, money, look } = card;
  const left = payment.amount - payment.refunded;
  const byHand = payment.method !== "mercadopago";
  const answer = await ask(card.app.place, t, {
    title: t("refund_title", { method: t(`method_${payment.method}`) }),
    text: t(byHand ? "refund_by_hand" : "refund_by_provider"),
    fields: [
      { name: "amount", kind: "money", label: t("amount"), unit: money.sign, value: money.plain(Math.min(left, most)), required: true, min: 0.01, max: left / money.minor(1) },
      { name: "reason", label: t("reason"), required: true, most: 200, focus: false },
    ],
    act: t("act_refund"),
    look: "harm",
  });
  if (!answer) return;
  await tab.act({ name: `refund:${payment.id}`, lane: `payment:${payment.id}`, path: `/api/payments/${payment.id}/refund`, body: { amount: money.minor(answer.amount), reason: answer.reason, seen: payment.back } }).then(() => tab.toast(t("did_refund")), () => null);
  look();
}
