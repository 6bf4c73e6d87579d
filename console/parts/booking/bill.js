// The money of a booking: what it costs line by line, what came, what is left, and what one can do about it.
import { h, icon } from "../dom.js";
import { addCharge, askPayment, discount, pay, refund } from "./paying.js";

export function billFor(card) {
  const { found, t } = card;
  if (found.booking.block) return [];
  return [
    h("section", { class: "card-part", "aria-label": t("bill") }, h("h3", {}, t("bill")), lines(card), tools(card)),
    found.payments.length || found.requests.some((one) => ["wanted", "open"].includes(one.state)) ? h("section", { class: "card-part", "aria-label": t("payments") }, h("h3", {}, t("payments")), payments(card)) : null,
  ];
}

function lines({ found, t, money }) {
  const sum = (label, value, look = "") => h("div", { class: look }, h("dt", {}, label), h("dd", {}, value));
  const quoted = (found.quote?.lines ?? []).map((line) => sum(lineWords(t, line), line.counts ? money.say(line.counts) : t("included"), line.counts ? "" : "told"));
  const extra = found.charges.map((one) => sum([t(`charge_${one.kind}`) || one.kind, one.note].filter(Boolean).join(" · "), money.say(one.amount)));
  const { owed, paid, balance } = found.money;
  return h("dl", { class: "sums" }, quoted, extra, sum(t(found.rooms.length > 1 ? "total_group" : "total"), money.say(owed), "strong"), paid ? sum(t("paid"), money.say(-paid)) : null, balanceLine(t, money, balance, sum));
}

function balanceLine(t, money, balance, sum) {
  if (balance > 0) return sum(t("balance"), money.say(balance), "strong due");
  if (balance < 0) return sum(t("in_favour"), money.say(-balance), "strong");
  return sum(t("balance"), t("all_paid"), "strong settled");
}

const NAMED = { special_nights: true, tax_added: true, tax_included: true };

function lineWords(t, line) {
  const words = t(`line_${line.kind}`, { n: line.count }) || line.kind;
  return NAMED[line.kind] && line.name ? `${words} · ${line.name}` : words;
}

function tools(card) {
  const { found, t, tab } = card;
  const open = !["cancelled", "expired"].includes(found.booking.status);
  const buttons = [
    tab.may("take_money") && open && found.booking.status !== "held" && found.money.balance > 0 ? h("button", { class: "button small", onclick: () => pay(card) }, icon("money"), t("act_pay")) : null,
    tab.may("ask_payment") && open && found.money.balance > 0 && found.booking.conversation ? h("button", { class: "button small", onclick: () => askPayment(card) }, icon("link"), t("act_ask_payment")) : null,
    tab.may("book") && found.deeds.includes("charge") ? h("button", { class: "button small", onclick: () => addCharge(card) }, icon("plus"), t("act_charge")) : null,
    tab.may("agree_price") && found.deeds.includes("charge") && found.money.owed > 0 ? h("button", { class: "button small", onclick: () => discount(card) }, icon("tag"), t("act_discount")) : null,
  ].filter(Boolean);
  return buttons.length ? h("div", { class: "card-acts" }, buttons) : null;
}

function payments(card) {
  const { found, t, tab, money } = card;
  const asked = found.requests.filter((one) => ["wanted", "open"].includes(one.state));
  return h("ul", { class: "came" }, [
    ...asked.map((one) => h("li", {}, h("span", {}, t("asked_for"), h("small", {}, t("asked_until", { time: tab.clock.time(one.until), day: tab.clock.day(one.until) }))), h("b", {}, money.say(one.amount)))),
    ...found.payments.map((one) => came(card, one)),
  ]);
}

function came(card, one) {
  const { t, tab, money } = card;
  const gone = !one.counted || one.state !== "approved";
  const about = [tab.clock.dayTime(one.at), one.staff, gone ? t(`payment_${one.state}`) : "", one.refunded ? t("refunded", { amount: money.say(one.refunded) }) : ""];
  const left = one.amount - one.refunded;
  const back = tab.may("refund") && one.state === "approved" && left > 0 ? h("button", { class: "button small quiet", onclick: () => refund(card, one) }, t("act_refund")) : null;
  return h("li", { class: gone ? "gone" : "" }, h("span", {}, t(`method_${one.method}`), h("small", {}, about.filter(Boolean).join(" · "))), h("b", {}, money.say(one.amount)), back);
}
