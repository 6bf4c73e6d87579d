// The grid: a row a type, a column a day, and in each cell the price with what makes it so. A range is taken by
// dragging, with shift, or by the keyboard; what can be done with it stands below.
import { dayInput } from "../day.js";
import { h, icon, set } from "../dom.js";
import { changeDrawer } from "./change.js";

const WIDE = 31;
const NARROW = 14;
const WEEKEND = new Set([5, 6]);

export function gridFor(app) {
  const { t, tab, money, mayPrice } = app;
  const count = innerWidth < 761 ? NARROW : WIDE;
  const plain = new Intl.NumberFormat(tab.lang === "en" ? "en-US" : "es-AR", { maximumFractionDigits: 2 });
  let from = new URLSearchParams(location.search).get("from");
  let found = null;
  let anchor = null;
  let edge = null;
  let dragging = false;
  const heading = h("h2", { "aria-live": "polite" });
  const tool = (name, sign, act) => h("button", { class: "button icon-only", "aria-label": t(name), title: t(name), onclick: act }, icon(sign));
  const jump = dayInput(t, { "aria-label": t("go_to_day"), required: true, onchange: () => { if (jump.value) go(jump.value); } });
  const bar = h("div", { class: "grid-tools" }, tool("earlier_days", "back", () => walk(-count)), h("button", { class: "button", onclick: () => go(null) }, t("today")), tool("later_days", "next", () => walk(count)), heading, jump);
  const table = h("div", { class: "grid", role: "grid", "aria-label": t("grid_label"), "aria-multiselectable": "true" });
  const legend = h("ul", { class: "legend" }, ["usual", "weekend", "season", "own", "shut"].map((name) => h("li", {}, h("i", { class: `sample ${name}` }), t(`legend_${name}`))));
  const chosen = h("div", { class: "chosen", role: "region", "aria-label": t("chosen"), hidden: true });
  const lesson = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("no_types")), h("p", {}, t("no_types_why")));
  const element = h("div", { class: "grid-part" }, bar, lesson, h("div", { class: "scroller" }, table), h("div", { class: "under-grid" }, legend, mayPrice ? h("p", { class: "small" }, t(matchMedia("(pointer: coarse)").matches ? "how_to_touch" : "how_to_choose")) : null), chosen);
  const cells = new Map();

  async function refetch() {
    const asked = from;
    const next = await tab.wire.get(`/api/rates?${new URLSearchParams({ days: String(count), ...(asked ? { from: asked } : {}) })}`);
    if (asked !== from) return;
    found = next;
    draw();
  }

  function go(day) {
    from = day;
    clear();
    const url = new URL(location.href);
    if (day) url.searchParams.set("from", day);
    else url.searchParams.delete("from");
    history.replaceState(history.state, "", url);
    set(table, "aria-busy", "true");
    refetch().catch(() => app.look());
  }

  const walk = (days) => { if (found) go(tab.clock.plusDays(found.days[0], days)); };
  const weekdayOf = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  const dayParts = (day) => tab.clock.dayWords(day).split(" ");

  function draw() {
    lesson.hidden = found.rows.length > 0;
    heading.textContent = `${tab.clock.dayWords(found.days[0])} – ${tab.clock.dayWords(found.days.at(-1))}`;
    jump.value = found.days[0];
    table.style.setProperty("--days", String(found.days.length));
    const holder = table.getRootNode().activeElement;
    const held = table.contains(holder) ? placeOf(holder) : null;
    cells.clear();
    const head = h("div", { role: "row", class: "days-row" }, h("div", { role: "columnheader", class: "corner" }, t("type")), found.days.map(dayHead));
    table.replaceChildren(head, ...found.rows.map(typeRow));
    set(table, "aria-busy", "false");
    paint();
    if (held) cells.get(`${held.row}:${held.column}`)?.focus({ preventScroll: true });
  }

  function dayHead(day, column) {
    const [weekday, number, month] = dayParts(day);
    const begins = !column || number === "1";
    const marks = [day === found.today ? "today" : "", WEEKEND.has(weekdayOf(day)) ? "weekend" : "", found.holidays[day] ? "holiday" : ""].filter(Boolean).join(" ");
    const inside = [h("small", {}, weekday), h("b", {}, number), begins ? h("small", { class: "month-of" }, month) : null, found.holidays[day] ? h("i", { class: "feast", title: found.holidays[day] }) : null];
    return h("div", { role: "columnheader", class: `day-head ${marks}` }, mayPrice ? h("button", { "aria-label": `${tab.clock.longDay(day)}. ${t("choose_day")}`, title: found.holidays[day] || null, onclick: () => choose({ row: 0, column }, { row: found.rows.length - 1, column }) }, inside) : inside);
  }

  function typeRow(row, at) {
    const name = app.nameOf(row);
    const head = [h("b", { dir: "auto" }, name), h("small", {}, `${money.say(row.base)} · ${t(row.rooms === 1 ? "one_room" : "n_rooms", { n: row.rooms })}`)];
    return h("div", { role: "row" }, h("div", { role: "rowheader", class: "type-head" }, mayPrice ? h("button", { "aria-label": `${name}. ${t("choose_type")}`, onclick: () => choose({ row: at, column: 0 }, { row: at, column: found.days.length - 1 }) }, head) : head), row.cells.map((cell, column) => cellOf(row, cell, at, column)));
  }

  function cellOf(row, cell, at, column) {
    const day = found.days[column];
    const look = [cell.closed ? "shut" : "", cell.kind === "special_nights" ? "own" : cell.season ? "season" : "", cell.kind === "weekend_nights" ? "weekend" : "", day < found.today ? "past" : ""].filter(Boolean).join(" ");
    const words = [app.nameOf(row), tab.clock.longDay(day), cell.closed ? t("legend_shut") : money.say(cell.price), cell.kind === "special_nights" ? t("legend_own") : cell.season, cell.least > 1 ? t("least_nights", { n: cell.least }) : "", t("sold_of", { n: cell.sold, all: row.rooms })].filter(Boolean).join(", ");
    const made = h("div", { role: "gridcell", class: `cell ${look}`, tabindex: "-1", "aria-label": words, title: words, dataset: { row: String(at), column: String(column) } },
      h("span", { class: "price" }, plain.format(cell.price / 10 ** places())), h("span", { class: "marks" }, cell.closed ? icon("block") : null, cell.least > 1 ? h("small", {}, `${cell.least}n`) : null, cell.sold ? h("small", { class: "sold" }, `${cell.sold}/${row.rooms}`) : null));
    cells.set(`${at}:${column}`, made);
    return made;
  }

  const places = () => (money.minor(1) === 1 ? 0 : 2);
  const placeOf = (target) => { const cell = target.closest?.(".cell"); return cell ? { row: Number(cell.dataset.row), column: Number(cell.dataset.column) } : null; };

  function choose(one, other) {
    anchor = one;
    edge = other;
    paint();
  }

  function clear() {
    anchor = edge = null;
    paint();
  }

  function range() {
    if (!anchor || !edge) return null;
    const [top, bottom] = [Math.min(anchor.row, edge.row), Math.max(anchor.row, edge.row)];
    const [left, right] = [Math.min(anchor.column, edge.column), Math.max(anchor.column, edge.column)];
    return { top, bottom, left, right };
  }

  function paint() {
    const box = range();
    for (const [key, cell] of cells) {
      const [row, column] = key.split(":").map(Number);
      const inside = Boolean(box) && row >= box.top && row <= box.bottom && column >= box.left && column <= box.right;
      set(cell, "aria-selected", mayPrice ? String(inside) : null);
      set(cell, "tabindex", edge ? (row === edge.row && column === edge.column ? "0" : "-1") : key === "0:0" ? "0" : "-1");
    }
    chosen.hidden = !box || !mayPrice || dragging;
    if (!chosen.hidden) drawChosen(box);
  }

  function drawChosen(box) {
    const types = found.rows.slice(box.top, box.bottom + 1);
    const [first, last] = [found.days[box.left], found.days[box.right]];
    const who = types.length === found.rows.length && types.length > 1 ? t("all_types") : types.map(app.nameOf).join(", ");
    const when = first === last ? tab.clock.dayWords(first) : `${tab.clock.dayWords(first)} – ${tab.clock.dayWords(last)}`;
    const open = (act) => changeDrawer(app, { act, types: types.map((row) => row.type), first, last, price: found.rows[box.top].cells[box.left].price });
    const button = (act, sign) => h("button", { class: "button small", onclick: () => open(act) }, icon(sign), t(`act_${act}`));
    chosen.replaceChildren(h("p", {}, h("b", { dir: "auto" }, who), h("span", {}, `${when} · ${t(box.left === box.right ? "one_night" : "n_nights", { n: box.right - box.left + 1 })}`)), h("div", { class: "acts" }, button("price", "tag"), button("percent", "chart"), button("close", "block"), button("open", "check"), button("min_nights", "moon"), button("usual", "retry"), h("button", { class: "button small quiet icon-only", "aria-label": t("close"), onclick: clear }, icon("close"))));
  }

  table.addEventListener("pointerdown", (event) => {
    const place = placeOf(event.target);
    if (!place || event.button) return;
    cells.get(`${place.row}:${place.column}`).focus({ preventScroll: true });
    if (event.shiftKey && anchor) edge = place;
    else [anchor, edge] = [place, place];
    dragging = event.pointerType === "mouse" && mayPrice;
    paint();
  });
  table.addEventListener("pointerover", (event) => {
    const place = dragging ? placeOf(event.target) : null;
    if (!place) return;
    edge = place;
    paint();
  });
  const drop = () => { if (dragging) { dragging = false; paint(); } };
  window.addEventListener("pointerup", drop);

  table.addEventListener("keydown", (event) => {
    const at = placeOf(event.target);
    if (!at || !found) return;
    const step = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0], Home: [0, -at.column], End: [0, found.days.length - 1 - at.column] }[event.key];
    if (step) {
      event.preventDefault();
      const next = { row: Math.min(Math.max(at.row + step[0], 0), found.rows.length - 1), column: Math.min(Math.max(at.column + step[1], 0), found.days.length - 1) };
      if (event.shiftKey && anchor) edge = next;
      else [anchor, edge] = [next, next];
      paint();
      const cell = cells.get(`${next.row}:${next.column}`);
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if ((event.key === "Enter" || event.key === " ") && mayPrice) {
      event.preventDefault();
      if (!range()) choose(at, at);
      const box = range();
      changeDrawer(app, { act: "price", types: found.rows.slice(box.top, box.bottom + 1).map((row) => row.type), first: found.days[box.left], last: found.days[box.right], price: found.rows[box.top].cells[box.left].price });
    } else if (event.key === "Escape") clear();
  });

  return { element, refetch, end: () => window.removeEventListener("pointerup", drop) };
}
