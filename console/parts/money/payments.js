// Every payment: by day, way and state, found by name or code as one types; the sums of all that was asked for; a file.
import { dayInput } from "../day.js";
import { h, icon, set } from "../dom.js";
import { guestWords, rowsFor, stateChip } from "./rows.js";

const WAYS = ["", "mercadopago", "transfer", "cash", "card_at_desk"];
const STATES = ["", "approved", "pending", "in_process", "partly_refunded", "refunded", "rejected", "cancelled", "in_mediation", "charged_back"];

export function paymentsFor(app) {
  const { t, tab, moneyIn } = app;
  const wanted = { q: "", from: "", to: "", method: "", state: "" };
  const { list, draw: drawRows } = rowsFor(row, (one) => one.id, "payments");
  let lines = [];
  let after = null;

  const search = h("input", { type: "search", placeholder: t("search"), "aria-label": t("search"), maxlength: 100, autocomplete: "off", spellcheck: "false" });
  const from = dayInput(t, { "aria-label": t("from_day") });
  const to = dayInput(t, { "aria-label": t("to_day") });
  const method = picker("method", WAYS, (one) => (one ? t(`method_${one}`) : t("every_way")), t("by_way"));
  const state = picker("state", STATES, (one) => (one ? t(`state_${one}`) : t("every_state")), t("by_state"));
  const file = h("a", { class: "button", download: "" }, icon("file"), t("download"));
  const sums = h("div", { class: "tiles" });
  const lesson = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("no_payments")), h("p", {}, t("no_payments_why")));
  const more = h("button", { class: "button more", hidden: true, onclick: older }, t("more"));
  const element = h("div", { class: "stack" },
    h("div", { class: "finding" }, h("label", { class: "searching" }, icon("search"), search), h("div", { class: "days" }, from, h("span", { "aria-hidden": "true" }, "→"), to), method, state, file),
    sums, lesson, list, more);

  let pause = null;
  search.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => change({ q: search.value.trim() }), 200); });
  for (const [name, field] of [["from", from], ["to", to]]) field.addEventListener("change", () => change({ [name]: field.value }));

  function picker(name, options, words, label) {
    const control = h("select", { "aria-label": label }, options.map((one) => h("option", { value: one }, words(one))));
    control.addEventListener("change", () => change({ [name]: control.value }));
    return control;
  }

  function change(what) {
    Object.assign(wanted, what);
    after = null;
    refetch().catch(() => null);
  }

  const query = (extra = {}) => new URLSearchParams(Object.entries({ ...wanted, ...extra }).filter(([, value]) => value)).toString();

  // News put the newest page in place again; what was opened below it stays.
  async function refetch() {
    const asked = query();
    set(file, "href", `/api/money/payments.csv?${asked}`);
    const found = await tab.wire.get(`/api/money/payments?${asked}`);
    if (asked !== query()) return;
    const fresh = new Set(found.rows.map((one) => one.id));
    const kept = after === null ? [] : lines.filter((one) => !fresh.has(one.id) && one.at < (found.rows.at(-1)?.at ?? ""));
    lines = [...found.rows, ...kept];
    if (!kept.length) after = found.after;
    drawSums(found.sums);
    draw();
  }

  async function older() {
    more.disabled = true;
    const asked = query();
    try {
      const found = await tab.wire.get(`/api/money/payments?${query({ after })}`);
      if (asked !== query()) return;
      lines = [...lines, ...found.rows];
      after = found.after;
      draw();
    } catch { /* the button is still there */ } finally {
      more.disabled = false;
    }
  }

  function draw() {
    lesson.hidden = lines.length > 0;
    list.hidden = !lines.length;
    more.hidden = !after;
    drawRows(lines);
  }

  function drawSums(found) {
    sums.hidden = !found.length;
    sums.replaceChildren(...found.map((one) => h("div", { class: "tile" }, h("span", {}, t(`method_${one.method}`)), h("b", {}, moneyIn(one.currency).say(one.amount)),
      h("small", {}, [t(one.count === 1 ? "one_payment" : "payment_count", { n: one.count }), one.refunded ? t("went_back", { amount: moneyIn(one.currency).say(one.refunded) }) : ""].filter(Boolean).join(" · ")))));
  }

  function row(one) {
    const money = moneyIn(one.currency);
    const inner = [
      h("span", { class: "when" }, tab.clock.dayWords(tab.clock.key(one.at)), h("small", {}, tab.clock.time(one.at))),
      h("span", { class: "who" }, guestWords(t, one), h("small", {}, [one.code, one.staff].filter(Boolean).join(" · "))),
      h("span", { class: "way" }, t(`method_${one.method}`)),
      h("span", { class: "state" }, stateChip(t, one.state === "approved" && one.refunded ? "partly_refunded" : one.state), one.state === "approved" && !one.counted ? h("span", { class: "chip warm" }, t("not_counted")) : null),
      h("span", { class: "amount" }, h("b", {}, money.say(one.amount)), one.refunded ? h("small", {}, `− ${money.say(one.refunded)}`) : null),
    ];
    return h("li", {}, one.code ? h("button", { class: "payment-row", onclick: () => tab.openBooking(one.code) }, inner) : h("div", { class: "payment-row" }, inner));
  }

  return { element, refetch };
}
