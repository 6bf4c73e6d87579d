// A change of many days before it is made: what, where, and why; each price before and after; how many bookings keep
// theirs. What somebody else changed while one was looking is shown first and never overwritten unseen.
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { fieldFor } from "../fields.js";

const ACTS = ["price", "percent", "usual", "close", "open", "min_nights"];
const MONEY = new Set(["price", "percent", "usual"]);
const SHOWN = 120;

export function changeDrawer(app, wanted) {
  const { root, t, tab, money, found } = app;
  const drawer = openDrawer(root, t, { title: t("change_prices"), look: "wide" });
  const make = (name, field) => fieldFor(t, { name, ...field });
  const fields = {
    act: make("act", { kind: "select", label: t("what"), value: wanted.act, options: ACTS.map((act) => ({ value: act, label: t(`act_${act}`) })) }),
    price: make("price", { kind: "money", label: t("new_price"), unit: money.sign, value: wanted.act === "price" ? money.plain(wanted.price) : "" }),
    percent: make("percent", { kind: "number", label: t("percent"), hint: t("percent_hint"), value: "10" }),
    nights: make("nights", { kind: "number", label: t("nights_least"), hint: t("nights_hint"), value: "2", min: 0, max: 60 }),
    first: make("first", { kind: "date", label: t("from"), value: wanted.first, required: true }),
    last: make("last", { kind: "date", label: t("until_day"), value: wanted.last, required: true }),
    reason: make("reason", { kind: "text", label: t("why"), hint: t("why_hint"), most: 200 }),
  };
  const types = chips("types", t("types"), found.types.filter((type) => type.usual).map((type) => [type.id, app.nameOf(type), wanted.types.includes(type.id)]));
  const weekdays = chips("weekdays", t("weekdays"), Array.from({ length: 7 }, (_, day) => [day, t(`weekday_${day}`), true]));
  const sums = h("div", { class: "before-after", "aria-live": "polite" });
  const kept = h("p", { class: "kept" });
  const clash = h("div", { class: "clash", role: "alert", hidden: true });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const save = h("button", { class: "button primary", type: "submit", disabled: true });
  const form = h("form", { class: "editing", novalidate: true, onsubmit: submit, oninput: changed }, h("div", { class: "fact-fields" }, fields.act.element, fields.price.element, fields.percent.element, fields.nights.element), h("div", { class: "pair" }, fields.first.element, fields.last.element), types.element, weekdays.element, fields.reason.element, clash, h("section", {}, h("h3", {}, t("before_after")), kept, sums), trouble, h("footer", {}, save));
  drawer.body.append(form);
  let seen = null;
  let newest = 0;
  let timer = null;
  changed();
  (MONEY.has(wanted.act) && wanted.act !== "usual" ? fields[wanted.act] : fields.act).focus();

  function chips(name, label, options) {
    const boxes = options.map(([value, words, checked]) => { const box = h("input", { type: "checkbox", checked }); box.value = value; return { value, box, element: h("label", { class: "pick" }, box, h("span", { dir: "auto" }, words)) }; });
    return { element: h("fieldset", { class: "picks" }, h("legend", {}, label), boxes.map((one) => one.element)), value: () => boxes.filter((one) => one.box.checked).map((one) => one.value) };
  }

  function amount(act) {
    if (act === "price") { const value = fields.price.value(); return Number.isFinite(value) && value !== null ? money.minor(value) : null; }
    if (act === "percent") { const value = fields.percent.value(); return Number.isFinite(value) && value ? Math.round(value * 100) : null; }
    if (act === "min_nights") { const value = fields.nights.value(); return Number.isInteger(value) ? value : null; }
    return 0;
  }

  function body() {
    const act = fields.act.value();
    const much = amount(act);
    if (much === null || !fields.first.value() || !fields.last.value() || !types.value().length || !weekdays.value().length) return null;
    return { act, amount: much, first: fields.first.value(), last: fields.last.value(), types: types.value(), weekdays: weekdays.value() };
  }

  function changed() {
    const act = fields.act.value();
    fields.price.element.hidden = act !== "price";
    fields.percent.element.hidden = act !== "percent";
    fields.nights.element.hidden = act !== "min_nights";
    trouble.hidden = true;
    seen = null;
    newest += 1; // an answer to what was asked before is not one to this
    clash.hidden = true;
    drawSave();
    clearTimeout(timer);
    timer = setTimeout(() => look(), 180);
  }

  async function look() {
    const mine = (newest += 1);
    const asked = body();
    if (!asked) { sums.replaceChildren(); kept.textContent = ""; return; }
    try {
      const next = await tab.wire.post("/api/rates/preview", asked);
      if (mine !== newest) return;
      seen = { ...next, asked };
      draw();
    } catch (problem) {
      if (mine !== newest) return;
      if (problem.kind === "refused") { sums.replaceChildren(); kept.textContent = ""; show(tab.refusal(problem)); } else timer = setTimeout(look, 1500);
    }
    drawSave();
  }

  function drawSave() {
    save.disabled = !seen?.moved;
    save.textContent = seen ? t(seen.moved === 1 ? "save_one" : "save_many", { n: seen.moved }) : t("save");
  }

  function draw() {
    kept.textContent = seen.kept ? t(seen.kept === 1 ? "kept_one" : "kept_many", { n: seen.kept }) : t("kept_none");
    const lines = seen.cells.filter((cell) => cell.changes).slice(0, SHOWN).map(line);
    const rest = seen.moved - lines.length;
    sums.replaceChildren(lines.length ? h("table", {}, h("thead", {}, h("tr", {}, [t("type"), t("day"), t("before"), t("after")].map((words) => h("th", { scope: "col" }, words)))), h("tbody", {}, lines)) : h("p", { class: "small" }, t("nothing_changes")), rest > 0 ? h("p", { class: "small" }, t("and_more", { n: rest })) : "");
  }

  function line(cell) {
    const type = found.types.find((one) => one.id === cell.type);
    return h("tr", {}, h("td", { dir: "auto" }, type ? app.nameOf(type) : ""), h("td", {}, tab.clock.dayWords(cell.day)), h("td", {}, side(cell.before)), h("td", {}, h("b", {}, side(cell.after))));
  }

  function side(one) {
    const act = seen.asked.act;
    if (act === "close" || act === "open") return t(one.closed ? "legend_shut" : "on_sale");
    return act === "min_nights" ? t("least_nights", { n: one.least }) : money.say(one.price);
  }

  async function submit(event) {
    event.preventDefault();
    const asked = body();
    if (!asked || !seen || save.disabled) return;
    if (MONEY.has(asked.act) && !fields.reason.value()) { show(t("error_needs_reason")); fields.reason.focus(); return; }
    save.disabled = true;
    const name = `prices:${asked.types.join(",")}:${asked.first}`;
    try {
      const done = await tab.act({ name, lane: "prices", path: "/api/rates/days", body: { ...asked, seen: seen.mark, reason: fields.reason.value() } }, { quietly: true });
      const of = tab.lastToken(name);
      drawer.close();
      tab.toast(t(done.moved === 1 ? "changed_one" : "changed_many", { n: done.moved }), { undo: () => back(of) });
    } catch (refused) {
      if (refused.error === "changed_meanwhile") await meanwhile();
      else show(tab.refusal(refused));
      drawSave();
    }
  }

  // The other person's values, one by one, beside what one had seen.
  async function meanwhile() {
    const before = new Map(seen.cells.map((cell) => [`${cell.type}:${cell.day}`, cell]));
    await look();
    const moved = (seen?.cells ?? []).filter((cell) => JSON.stringify(before.get(`${cell.type}:${cell.day}`)?.before) !== JSON.stringify(cell.before));
    clash.replaceChildren(icon("alert"), h("div", {}, h("b", {}, t("clash_title")), h("p", {}, t("clash_text")), h("ul", {}, moved.slice(0, 8).map((cell) => { const type = found.types.find((one) => one.id === cell.type); return h("li", {}, t("clash_line", { type: type ? app.nameOf(type) : "", day: tab.clock.dayWords(cell.day), price: money.say(cell.before.price) }), cell.before.closed ? ` · ${t("legend_shut")}` : ""); }))));
    clash.hidden = false;
    clash.scrollIntoView({ block: "nearest" });
  }

  function back(of) {
    tab.act({ name: `prices-back:${of}`, lane: "prices", path: "/api/rates/days/back", body: { of } }).then(() => tab.toast(t("changed_back")), () => null);
  }

  function show(words) {
    trouble.textContent = words;
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  }
}
