// The rules of price: weekend, deposit, cancelling, children, cots, long stays, extra hours, taxes. What is saved holds for new
// quotes; what was agreed stays as it was.
import { h, icon } from "../dom.js";
import { fieldFor } from "../fields.js";
import { hoursCard } from "./hours.js";

const DAYS = [0, 1, 2, 3, 4, 5, 6];

export function rulesFor(app) {
  const { t, tab, money, mayPrice } = app;
  const element = h("form", { class: "rules-part", novalidate: true });
  let shown = null;
  let dirty = false;
  let parts = null;
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const news = h("p", { class: "clash", role: "alert", hidden: true });
  const reason = fieldFor(t, { name: "reason", kind: "text", label: t("why"), hint: t("why_hint"), most: 200, required: true });
  const save = h("button", { class: "button primary", type: "submit" }, t("save_rules"));
  const leave = h("button", { class: "button quiet", type: "button", onclick: () => { dirty = false; shown = null; draw(app.found); } }, t("leave_as_it_was"));
  const foot = h("footer", { hidden: true }, reason.element, trouble, h("div", { class: "acts" }, leave, save));

  function draw({ rules }) {
    if (dirty) {
      if (shown !== rules.version) { news.replaceChildren(icon("alert"), t("rules_meanwhile")); news.hidden = false; }
      return;
    }
    if (shown === rules.version) return;
    shown = rules.version;
    news.hidden = true;
    trouble.hidden = true;
    parts = make(rules.document);
    foot.hidden = true;
    element.replaceChildren(news, h("p", { class: "small" }, t("rules_why")), h("div", { class: "cards" }, parts.map((one) => h("section", { class: "card-of" }, h("h3", {}, one.title), one.why ? h("p", { class: "small" }, one.why) : null, one.body))), foot);
    if (!mayPrice) for (const control of element.querySelectorAll("input, select, button")) control.disabled = true;
  }

  function touched() {
    dirty = true;
    trouble.hidden = true;
    foot.hidden = !mayPrice;
  }
  element.addEventListener("input", touched);

  const number = (name, label, value, more = {}) => fieldFor(t, { name, kind: "number", label, value: String(value), required: true, min: 0, ...more });
  const share = (value) => value / 100;

  function make(document) {
    const { weekend, deposit, pay_at_hotel: later } = document;
    const nights = DAYS.map((day) => { const box = h("input", { type: "checkbox", checked: weekend.nights.includes(day) }); return { day, box, element: h("label", { class: "pick" }, box, h("span", {}, t(`weekday_${day}`))) }; });
    const more = number("weekend", t("weekend_percent"), share(weekend.multiplier) - 100, { min: -90, max: 900 });
    const kind = fieldFor(t, { name: "deposit", kind: "select", label: t("deposit"), value: deposit.amount !== null ? "amount" : deposit.share ? "share" : "none", options: ["share", "amount", "none"].map((one) => ({ value: one, label: t(`deposit_${one}`) })) });
    const part = number("share", t("percent_of_stay"), share(deposit.share ?? 3000), { max: 100 });
    const sum = fieldFor(t, { name: "amount", kind: "money", label: t("amount"), unit: money.sign, value: deposit.amount !== null ? money.plain(deposit.amount) : "" });
    const show = () => { part.element.hidden = kind.value() !== "share"; sum.element.hidden = kind.value() !== "amount"; };
    kind.element.addEventListener("input", show);
    show();
    const least = number("least", t("nights_least"), document.min_nights, { min: 1, max: 365 });
    const most = number("most", t("nights_most"), document.max_nights, { min: 1, max: 365 });
    const hold = number("hold", t("hold_minutes"), document.hold_minutes, { min: 5, max: 10080 });
    const atHotel = h("input", { type: "checkbox", checked: later.allowed, id: "at-hotel" });
    const ahead = number("ahead", t("days_ahead"), later.days_ahead, { max: 1500 });
    const cot = fieldFor(t, { name: "cot", kind: "money", label: t("cot_price"), unit: money.sign, value: money.plain(document.cot) });
    const cotAge = number("cot_age", t("cot_up_to"), document.cot_up_to, { max: 17 });
    const tiers = list(document.cancellation.map((tier) => [tier.hours_before, share(tier.fee)]), ["hours_before", "fee_percent"], t("add_tier"), [24, 50], (row) => t("tier_says", { hours: row[0] || 0, percent: row[1] || 0 }));
    const children = list(document.children.map((band) => [band.up_to, share(band.share)]), ["up_to_age", "pays_percent"], t("add_band"), [12, 50], (row) => t("band_says", { age: row[0] || 0, percent: row[1] || 0 }));
    const long = list(document.long_stay.map((rule) => [rule.nights, share(rule.discount)]), ["from_nights", "discount_percent"], t("add_long"), [7, 10], (row) => t("long_says", { nights: row[0] || 0, percent: row[1] || 0 }));
    const taxes = taxList(document.taxes);
    return [
      { title: t("weekend"), why: t("weekend_why"), body: [h("fieldset", { class: "picks" }, h("legend", {}, t("weekend_nights")), nights.map((one) => one.element)), more.element], fields: [more], read: () => ({ weekend: { nights: nights.filter((one) => one.box.checked).map((one) => one.day), multiplier: Math.round((100 + (more.value() ?? 0)) * 100) } }) },
      { title: t("deposit"), why: t("deposit_why"), body: [kind.element, part.element, sum.element, h("label", { class: "check", for: "at-hotel" }, atHotel, t("pay_at_hotel")), ahead.element], fields: [part, ahead], read: () => ({ deposit: { share: kind.value() === "share" ? Math.round(part.value() * 100) : null, amount: kind.value() === "amount" ? money.minor(sum.value() ?? 0) : null }, pay_at_hotel: { allowed: atHotel.checked, days_ahead: ahead.value() } }) },
      { title: t("cancelling"), why: t("cancelling_why"), body: [tiers.element], fields: [], read: () => ({ cancellation: tiers.value().map(([hours, fee]) => ({ hours_before: hours, fee: Math.round(fee * 100) })) }) },
      { title: t("children"), why: t("children_why"), body: [children.element, h("div", { class: "pair" }, cot.element, cotAge.element)], fields: [cotAge], read: () => ({ children: children.value().map(([age, pays]) => ({ up_to: age, share: Math.round(pays * 100) })), cot: money.minor(cot.value() ?? 0), cot_up_to: cotAge.value() }) },
      { title: t("long_stays"), why: t("long_stays_why"), body: [long.element, h("div", { class: "pair" }, least.element, most.element)], fields: [least, most], read: () => ({ long_stay: long.value().map(([count, off]) => ({ nights: count, discount: Math.round(off * 100) })), min_nights: least.value(), max_nights: most.value() }) },
      hoursCard(app, "late_checkout", document.late_checkout, { title: t("late_checkout"), why: t("late_checkout_why") }),
      hoursCard(app, "early_check_in", document.early_check_in, { title: t("early_check_in"), why: t("early_check_in_why") }),
      { title: t("taxes"), why: t("taxes_why"), body: [taxes.element, hold.element], fields: [hold], read: () => ({ taxes: taxes.value(), hold_minutes: hold.value() }) },
    ];
  }

  // Pairs of numbers that may be more or fewer, each told in words as it stands.
  function list(values, labels, add, usual, says) {
    const rows = h("div", { class: "pairs" });
    const held = [];
    const put = (row) => {
      const boxes = row.map((value, place) => { const box = h("input", { type: "text", inputmode: "decimal", "aria-label": t(labels[place]) }); box.value = String(value); return box; });
      const words = h("small", {});
      const draw = () => { words.textContent = says(boxes.map((box) => box.value)); };
      for (const box of boxes) box.addEventListener("input", draw);
      draw();
      const drop = h("button", { class: "button small quiet icon-only", type: "button", "aria-label": t("take_away"), onclick: () => { held.splice(held.indexOf(boxes), 1); line.remove(); touched(); } }, icon("close"));
      const line = h("div", { class: "pair-row" }, boxes.map((box, place) => h("label", {}, h("span", {}, t(labels[place])), box)), drop, words);
      held.push(boxes);
      rows.append(line);
    };
    for (const row of values) put(row);
    const element = h("div", {}, rows, h("button", { class: "button small", type: "button", onclick: () => { put(usual); touched(); } }, icon("plus"), add));
    return { element, value: () => held.map((boxes) => boxes.map((box) => Number(box.value.replace(",", ".")))) };
  }

  function taxList(taxes) {
    const rows = h("div", { class: "pairs" });
    const held = [];
    const put = (tax) => {
      const name = h("input", { type: "text", maxlength: "40", "aria-label": t("name") });
      name.value = tax.name;
      const part = h("input", { type: "text", inputmode: "decimal", "aria-label": t("percent") });
      part.value = String(share(tax.share));
      const how = h("select", { "aria-label": t("how") }, h("option", { value: "yes" }, t("tax_included")), h("option", { value: "no" }, t("tax_added")));
      how.value = tax.included ? "yes" : "no";
      const one = { name, part, how };
      const drop = h("button", { class: "button small quiet icon-only", type: "button", "aria-label": t("take_away"), onclick: () => { held.splice(held.indexOf(one), 1); line.remove(); touched(); } }, icon("close"));
      const line = h("div", { class: "tax-row" }, name, part, how, drop);
      held.push(one);
      rows.append(line);
    };
    for (const tax of taxes) put(tax);
    const element = h("div", {}, rows, h("button", { class: "button small", type: "button", onclick: () => { put({ name: "", share: 2100, included: true }); touched(); } }, icon("plus"), t("add_tax")));
    return { element, value: () => held.filter((one) => one.name.value.trim()).map((one) => ({ name: one.name.value.trim(), share: Math.round(Number(one.part.value.replace(",", ".")) * 100), included: one.how.value === "yes" })) };
  }

  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    const wrong = [...parts.flatMap((one) => one.fields), reason].find((field) => !field.element.hidden && !field.check());
    if (wrong) { wrong.focus(); return; }
    const rules = Object.assign({}, ...parts.map((one) => one.read()));
    const problem = problemOf(rules);
    if (problem) { show(problem); return; }
    save.disabled = true;
    try {
      await tab.act({ name: "rules", lane: "prices", path: "/api/rates/rules", body: { rules, version: shown, reason: reason.value() } }, { quietly: true });
      dirty = false;
      shown = null;
      tab.toast(t("rules_saved"));
      app.look();
    } catch (refused) {
      show(refused.error === "changed_meanwhile" ? t("rules_meanwhile") : tab.refusal(refused));
    }
    save.disabled = false;
  });

  function problemOf(rules) {
    const numbers = [...rules.cancellation.flatMap((one) => [one.hours_before, one.fee]), ...rules.children.flatMap((one) => [one.up_to, one.share]), ...rules.long_stay.flatMap((one) => [one.nights, one.discount]), ...rules.taxes.map((one) => one.share)];
    if (numbers.some((one) => !Number.isInteger(one) || one < 0)) return t("numbers_wrong");
    const tiers = [...rules.cancellation].sort((one, two) => two.hours_before - one.hours_before);
    if (tiers.some((tier, place) => place && tier.fee < tiers[place - 1].fee)) return t("tiers_wrong");
    if (![rules.late_checkout, rules.early_check_in].every((one) => Array.isArray(one.hours))) return t("hours_unreadable");
    if (rules.min_nights > rules.max_nights) return t("nights_wrong");
    return "";
  }

  function show(words) {
    trouble.textContent = words;
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  }

  return { element, draw };
}
