// Pictures of transfers that wait: the picture large, what was asked beside it, and what the guest will read.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { layOnTop } from "../layers.js";
import { act, codeButton, decision, guestWords, part, rowsFor, talkButton } from "./rows.js";

const HIDDEN_REASON = "…";

export function receiptsFor(app) {
  const { root, t, tab, moneyIn } = app;
  const mayJudge = tab.may("take_money");
  const { list, draw: drawRows } = rowsFor(card, (one) => one.id, "cards");
  const whole = part(t("receipts"), list, { sign: "image", why: t("receipts_why") });

  function card(one) {
    const money = moneyIn(one.currency);
    const seen = one.seen_before;
    return h("li", { class: `receipt ${seen ? "doubtful" : ""}` },
      picture(one),
      h("div", { class: "receipt-facts" },
        h("div", { class: "receipt-head" }, guestWords(t, one), h("time", { datetime: one.sent }, tab.clock.stamp(one.sent))),
        seen ? h("p", { class: "warning" }, icon("alert"), t(`seen_before_${seen.state}`, { code: seen.code, when: tab.clock.date(seen.at) })) : null,
        h("dl", { class: "sums" },
          sum(t("asked_for"), money.say(one.asked), "strong"),
          one.left > one.asked ? sum(t("left_of_bill"), money.say(one.left)) : null,
          sum(t("stay"), t("from_to", { first: tab.clock.dayWords(one.check_in), last: tab.clock.dayWords(one.check_out) }))),
        one.caption ? h("blockquote", { dir: "auto" }, one.caption) : null,
        decision(app, `receipt:${one.id}`, mayJudge ? [h("button", { class: "button primary", onclick: () => approve(one) }, icon("check"), t("approve")), h("button", { class: "button", onclick: () => refuse(one) }, t("refuse"))] : []),
        h("div", { class: "acts" }, codeButton(app, one.code), talkButton(app, one.conversation))));
  }

  const sum = (label, value, look = "") => h("div", { class: look }, h("dt", {}, label), h("dd", {}, value));

  function picture(one) {
    const address = `/api/media/${one.media}`;
    if (!one.mime.startsWith("image/")) return h("a", { class: "paper", href: address, download: "" }, icon("file"), t("open_file"));
    const image = h("img", { src: address, alt: t("receipt_of", { guest: one.guest || t("no_name") }), loading: "lazy" });
    return h("button", { class: "photo", "aria-label": t("enlarge"), onclick: () => enlarge(address, image.alt) }, image);
  }

  function enlarge(address, alt) {
    const shut = h("button", { class: "shut", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close"));
    const dialog = h("dialog", { class: "large", "aria-label": alt, onclick: () => dialog.close() }, h("img", { src: address, alt }), shut);
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => dialog.remove());
    root.append(dialog);
    layOnTop(dialog);
  }

  async function approve(one) {
    const money = moneyIn(one.currency);
    const said = await ask(root, t, {
      title: t("approve_title", { guest: one.guest || t("no_name") }),
      text: t(one.seen_before ? "approve_doubtful" : "approve_why"),
      fields: [{ name: "amount", kind: "money", label: t("came_amount"), unit: money.sign, value: money.plain(one.asked), required: true, min: 0.01 }],
      onInput(values, show) {
        const minor = money.minor(values.amount || 0);
        const left = one.left - minor;
        const lines = [
          { label: t("asked_for"), value: money.say(one.asked) },
          minor === one.asked ? null : { label: t("difference"), value: money.say(minor - one.asked), bad: minor < one.asked },
          { label: t(left < 0 ? "in_favour" : "left_after"), value: left === 0 ? t("all_paid") : money.say(Math.abs(left)), strong: true, bad: left < 0 },
        ].filter(Boolean);
        const words = one.words.approved?.replace(one.words.amount, money.say(minor));
        show({ lines, blocked: Number.isNaN(values.amount), quote: words ? { label: t("guest_reads"), text: words } : null });
      },
      act: t("approve"),
    });
    if (said) act(app, `receipt:${one.id}`, `/api/receipts/${one.id}/approve`, { amount: money.minor(said.amount) }, "did_approve");
  }

  async function refuse(one) {
    const said = await ask(root, t, {
      title: t("refuse_title", { guest: one.guest || t("no_name") }),
      text: t("refuse_why"),
      fields: [{ name: "reason", kind: "area", label: t("refuse_reason"), hint: t("refuse_hint"), most: 200 }],
      onInput(values, show) {
        const words = values.reason ? one.words.because?.replace(HIDDEN_REASON, values.reason) : one.words.refused;
        show({ quote: words ? { label: t("guest_reads"), text: words } : null });
      },
      act: t("refuse"),
      look: "harm",
    });
    if (said) act(app, `receipt:${one.id}`, `/api/receipts/${one.id}/refuse`, said, "did_refuse");
  }

  return { element: whole.element, draw: (found) => { drawRows(found); whole.show(found.length); } };
}
