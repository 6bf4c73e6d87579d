// Money about which a person must decide: late, too much, too little, fought over. Each deed says its money first.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { act, codeButton, decision, part, rowsFor, talkButton } from "./rows.js";

export function casesFor(app) {
  const { root, t, tab, moneyIn } = app;
  const maySettle = tab.may("settle_cases");
  const mayRefund = tab.may("refund");
  const { list, draw: drawRows } = rowsFor(card, (one) => one.id, "cards");
  const whole = part(t("cases"), list, { sign: "alert", why: t("cases_why") });

  function card(one) {
    const said = one.amount ? moneyIn(one.currency).say(one.amount) : "";
    const asked = one.facts.asked && one.facts.asked !== one.amount ? moneyIn(one.currency).say(one.facts.asked) : "";
    return h("li", { class: "case" },
      h("div", { class: "case-head" }, h("b", {}, t(`case_${one.kind}`)), h("time", { datetime: one.opened }, tab.clock.stamp(one.opened))),
      h("p", { class: "why" }, t(`case_${one.kind}_why`)),
      one.guest || said ? h("dl", { class: "sums" },
        one.guest ? h("div", {}, h("dt", {}, t("guest")), h("dd", { dir: "auto" }, one.guest)) : null,
        said ? h("div", { class: "strong" }, h("dt", {}, t("came_in", { method: one.method ? t(`method_${one.method}`) : "" })), h("dd", {}, said)) : null,
        asked ? h("div", {}, h("dt", {}, t("asked_for")), h("dd", {}, asked)) : null) : null,
      one.facts.detail ? h("p", { class: "detail", dir: "auto" }, one.facts.detail) : null,
      maySettle ? decision(app, `money-case:${one.id}`, one.can.filter((deed) => deed !== "send_back" || mayRefund).map((deed, place) => button(one, deed, place === 0))) : h("p", { class: "why" }, t("for_managers")),
      h("div", { class: "acts" }, codeButton(app, one.code), talkButton(app, one.conversation)));
  }

  const DEEDS = { accept, rescue, send_back: sendBack, close };
  const SIGNS = { accept: "check", rescue: "bed", send_back: "back", close: "check" };

  function button(one, deed, first) {
    return h("button", { class: `button small ${first && deed !== "send_back" ? "primary" : ""}`, onclick: () => DEEDS[deed](one) }, icon(SIGNS[deed]), t(`deed_${deed}`));
  }

  const money = (one) => moneyIn(one.currency);
  const send = (one, deed, body, said) => act(app, `money-case:${one.id}`, `/api/money/cases/${one.id}/${deed}`, body, said);

  async function accept(one) {
    const said = await ask(root, t, { title: t("accept_title"), text: t("accept_why", { code: one.code }), lines: [{ label: t("counts_as_paid"), value: money(one).say(one.amount), strong: true }], act: t("deed_accept") });
    if (said) send(one, "accept", {}, "did_accept");
  }

  async function rescue(one) {
    const said = await ask(root, t, { title: t("rescue_title", { code: one.code }), text: t("rescue_why"), lines: [{ label: t("already_paid"), value: money(one).say(one.amount), strong: true }], act: t("deed_rescue") });
    if (said) send(one, "rescue", {}, "did_rescue");
  }

  async function sendBack(one) {
    const said = await ask(root, t, {
      title: t("send_back_title", { guest: one.guest || t("no_name") }),
      text: t(one.method === "mercadopago" ? "refund_by_provider" : "refund_by_hand"),
      lines: [{ label: t("goes_back"), value: money(one).say(one.left), strong: true, bad: true }],
      fields: [{ name: "reason", label: t("reason"), required: true, most: 200, focus: false }],
      act: t("deed_send_back_now", { amount: money(one).say(one.left) }),
      look: "harm",
    });
    if (said) send(one, "send-back", said, "did_refund");
  }

  async function close(one) {
    const said = await ask(root, t, { title: t("close_title"), text: t(`case_${one.kind}_why`), fields: [{ name: "resolution", kind: "area", label: t("close_what"), hint: t("close_hint"), required: true, most: 1000 }], act: t("deed_close") });
    if (said) send(one, "close", said, "did_close");
  }

  return { element: whole.element, draw: (found) => { drawRows(found); whole.show(found.length); } };
}
