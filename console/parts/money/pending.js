// What waits for somebody: receipts, cases, money that is to go back or is on its way, and what banks fight over.
import { h, icon } from "../dom.js";
import { refund } from "../booking/paying.js";
import { casesFor } from "./cases.js";
import { receiptsFor } from "./receipts.js";
import { codeButton, guestWords, part, rowsFor, stateChip, talkButton } from "./rows.js";

const UNDER_WAY = new Set(["wanted", "asked", "refused"]);

export function pendingFor(app) {
  const { t, tab, moneyIn } = app;
  const receipts = receiptsFor(app);
  const cases = casesFor(app);
  const back = rowsFor(overpaidRow, (one) => one.code);
  const refunds = rowsFor(refundRow);
  const fought = rowsFor(foughtRow);
  const parts = {
    back: part(t("to_give_back"), back.list, { sign: "back", why: t("to_give_back_why") }),
    refunds: part(t("refunds"), refunds.list, { sign: "retry" }),
    fought: part(t("fought"), fought.list, { sign: "alert", why: t("fought_why") }),
  };
  const lesson = h("div", { class: "lesson calm", hidden: true }, icon("check"), h("h2", {}, t("nothing_waits")), h("p", {}, t("nothing_waits_why")));
  const element = h("div", { class: "stack" }, lesson, receipts.element, cases.element, parts.back.element, parts.fought.element, parts.refunds.element);

  const count = (found) => found.receipts.length + found.cases.length + found.overpaid.length + found.refunds.filter((one) => one.state === "refused").length;

  function draw(found) {
    receipts.draw(found.receipts);
    cases.draw(found.cases);
    back.draw(found.overpaid);
    refunds.draw(found.refunds);
    fought.draw(found.fought);
    parts.back.show(found.overpaid.length);
    parts.refunds.show(found.refunds.length);
    parts.fought.show(found.fought.length);
    lesson.hidden = count(found) > 0;
  }

  function overpaidRow(one) {
    const money = moneyIn(one.currency);
    return h("li", { class: "money-line" },
      h("div", { class: "who" }, guestWords(t, one), h("small", {}, t("paid_of", { paid: money.say(one.paid), owed: money.say(one.owed) }))),
      h("b", { class: "amount" }, money.say(-one.left)),
      h("div", { class: "acts" },
        tab.may("refund") ? h("button", { class: "button small", onclick: () => giveBack(one) }, icon("back"), t("give_back")) : null,
        codeButton(app, one.code), talkButton(app, one.conversation)));
  }

  // The newest money first, as the house itself would send it.
  async function giveBack(one) {
    const card = await tab.wire.get(`/api/booking/${one.code}`).catch(() => null);
    const payment = card?.payments.filter((paid) => paid.counted && ["approved", "in_mediation"].includes(paid.state) && paid.amount > paid.refunded).at(-1);
    if (!payment) { tab.toast(t("error_cannot_refund"), { bad: true }); return; }
    await refund({ t, tab, money: moneyIn(one.currency), look: app.look, app }, payment, -one.left);
  }

  function refundRow(one) {
    const money = moneyIn(one.currency);
    const when = one.done ?? one.at;
    return h("li", { class: `money-line ${UNDER_WAY.has(one.state) ? "open" : ""}` },
      h("div", { class: "who" }, guestWords(t, one), h("small", {}, [t(`method_${one.method}`), one.reason, one.staff].filter(Boolean).join(" · "))),
      h("b", { class: "amount" }, money.say(one.amount)),
      h("div", { class: "state" }, stateChip(t, one.state, "refund_state_"), h("time", { datetime: when }, tab.clock.stamp(when))),
      h("div", { class: "acts" }, codeButton(app, one.code)));
  }

  function foughtRow(one) {
    return h("li", { class: "money-line" },
      h("div", { class: "who" }, guestWords(t, one), h("small", {}, t("number", { number: one.number ?? "–" }))),
      h("b", { class: "amount" }, moneyIn(one.currency).say(one.amount)),
      h("div", { class: "state" }, stateChip(t, one.state), h("time", { datetime: one.at }, tab.clock.stamp(one.at))),
      h("div", { class: "acts" }, codeButton(app, one.code)));
  }

  return { element, draw, count };
}
