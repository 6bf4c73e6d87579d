// A week of shifts being written: any number a day, holidays like the week or of their own, and days that differ.
import { dayInput } from "../day.js";
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { hourInput } from "../hour.js";
import { textsFor } from "../texts.js";
import { bubbleOf } from "../bubble.js";
import { previewFor } from "./preview.js";
import { topicName } from "../reading/topics.js";

const USUAL = ["08:00", "20:00"];

export function hoursDrawer(app, topic, fact) {
  const { root, t, tab, found } = app;
  const drawer = openDrawer(root, t, { title: topicName(app, "hours", topic), look: "broad" });
  const details = fact?.details ?? { week: Array.from({ length: 7 }, () => []), spans: [], holidays: null, named: {} };
  const week = details.week.map((shifts, day) => dayRow(t(`weekday_${day}`), shifts, { copy: day === 0 }));
  const ownHolidays = h("input", { type: "checkbox", id: "own-holidays", checked: details.holidays !== null, onchange: changed });
  const holidays = dayRow(t("holidays"), details.holidays ?? [], {});
  const spans = h("div", { class: "spans" });
  const spanRows = [];
  const texts = textsFor(t, { label: t("hours_besides"), values: fact?.texts ?? {}, most: found.limits.text, rows: 3, previews: true, optional: true, onInput: changed });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const save = h("button", { class: "button primary", type: "submit" }, t("save"));
  const form = h("form", { class: "editing", novalidate: true, onsubmit: submit, oninput: changed },
    h("section", { class: "week-editor" }, h("h3", {}, t("the_week")), week.map((one) => one.element)),
    h("section", { class: "week-editor" }, h("label", { class: "check", for: "own-holidays" }, ownHolidays, t("own_holiday_hours")), holidays.element),
    h("section", { class: "week-editor" }, h("h3", {}, t("days_that_differ")), h("p", { class: "small" }, t("days_that_differ_why")), spans, h("button", { class: "button small", type: "button", onclick: () => { addSpan(); changed(); } }, icon("plus"), t("add_days"))),
    texts.element, trouble, h("footer", {}, save));
  drawer.body.append(form);
  for (const span of details.spans ?? []) addSpan(span);
  const preview = previewFor(app, draft, (told) => texts.show((language) => (told[language] ? [bubbleOf(app, told[language])] : [])));
  changed();

  function dayRow(label, shifts, { copy }) {
    const list = h("div", { class: "shifts" });
    const none = h("span", { class: "closed-then" }, t("closed_then"));
    const rows = [];
    const add = h("button", { class: "button small quiet", type: "button", "aria-label": t("add_shift", { day: label }), onclick: () => { make(...(rows.length ? ["", ""] : USUAL)); changed(); } }, icon("plus"), t("shift"));
    const all = copy ? h("button", { class: "button small quiet", type: "button", onclick: () => { for (const other of week.slice(1)) other.put(value()); changed(); } }, icon("copy"), t("same_all_days")) : null;
    const element = h("div", { class: "day-row", role: "group", "aria-label": label }, h("b", {}, label), h("div", { class: "day-shifts" }, none, list), h("span", { class: "day-tools" }, add, all));

    function make(opens, closes) {
      const input = (value, words) => { const one = hourInput(t, { "aria-label": `${label}: ${words}` }); one.value = value; return one; };
      const [from, to] = [input(opens, t("opens")), input(closes, t("closes"))];
      const row = { from, to };
      const drop = h("button", { class: "button small quiet icon-only", type: "button", "aria-label": t("remove_shift", { day: label }), onclick: () => { rows.splice(rows.indexOf(row), 1); part.remove(); none.hidden = rows.length > 0; changed(); } }, icon("close"));
      const part = h("span", { class: "shift" }, from, h("span", { "aria-hidden": "true" }, "–"), to, drop);
      row.part = part;
      rows.push(row);
      list.append(part);
      none.hidden = true;
    }

    function put(shifts) {
      rows.length = 0;
      list.replaceChildren();
      none.hidden = false;
      for (const shift of shifts) make(...shift.split("-"));
    }

    const value = () => rows.filter((row) => row.from.value && row.to.value).map((row) => `${row.from.value}-${row.to.value}`);
    put(shifts);
    const hours = () => rows.flatMap((row) => [row.from, row.to]);
    return { element, value, put, unread: () => hours().find((hour) => hour.unread()), half: () => rows.find((row) => Boolean(row.from.value) !== Boolean(row.to.value))?.to };
  }

  function addSpan(span = { first: "", last: "", shifts: [] }) {
    const date = (name) => { const one = dayInput(t, { "aria-label": t(name) }); one.value = span[name]; return one; };
    const made = { first: date("first"), last: date("last"), day: dayRow(t("those_days"), span.shifts, {}) };
    const drop = h("button", { class: "button small quiet icon-only", type: "button", "aria-label": t("remove_days"), onclick: () => { spanRows.splice(spanRows.indexOf(made), 1); element.remove(); changed(); } }, icon("close"));
    const element = h("div", { class: "span-row" }, h("span", { class: "from-to" }, made.first, h("span", { "aria-hidden": "true" }, "–"), made.last, drop), made.day.element);
    spanRows.push(made);
    spans.append(element);
  }

  function draft() {
    const spansNow = spanRows.filter((one) => one.first.value).map((one) => ({ first: one.first.value, last: one.last.value || one.first.value, shifts: one.day.value() }));
    return {
      subject: "hours", topic, answer: "told", texts: texts.value(), price: null, per: null, words: [], audience: "everyone", version: fact?.version ?? 0,
      details: { week: week.map((one) => one.value()), spans: spansNow, holidays: ownHolidays.checked ? holidays.value() : null, named: details.named ?? {} },
    };
  }

  function changed() {
    holidays.element.hidden = !ownHolidays.checked;
    trouble.hidden = true;
    preview?.ask();
  }

  async function submit(event) {
    event.preventDefault();
    const days = [...week, holidays, ...spanRows.map((one) => one.day)];
    const unread = days.map((one) => one.unread()).find(Boolean);
    if (unread) { show(t("hour_unread")); unread.focus(); return; }
    const half = days.map((one) => one.half()).find(Boolean);
    if (half) { show(t("half_a_shift")); half.focus(); return; }
    if (!texts.fits()) { texts.wrongOne()?.focus(); return; }
    save.disabled = true;
    try {
      await tab.act({ name: `fact:hours:${topic}`, lane: "knowledge", path: "/api/knowledge/facts", body: { fact: draft() } }, { quietly: true });
      drawer.close();
      tab.toast(t("fact_saved", { what: topicName(app, "hours", topic) }));
    } catch (refused) {
      show(tab.refusal(refused));
    }
    save.disabled = false;
  }

  function show(words) {
    trouble.replaceChildren(icon("alert"), words);
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  }
}
