// The day at the front desk: who comes, who goes, who is here, and what waits for somebody. It looks again whenever
// there is news, and only what has changed is drawn anew.
import { h, icon, set } from "../dom.js";
import { moneyFor } from "../money.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { groupFor } from "./group.js";
import { keysFor } from "./keys.js";
import { alertRow, holdRow, openTask, taskRow, waitingRow } from "./chores.js";
import { arrivalRow, departureRow, hereRow, overdueRow } from "./stays.js";

const AGAIN_MS = 2500;
const MINUTES_MS = 15_000;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, place: root, money: moneyFor(data.lang, data.hotel.currency), found: null };
  app.look = () => look();

  const heading = h("h1", {});
  const weekday = h("p", { class: "weekday" });
  const summary = h("ul", { class: "summary" });
  const home = h("button", { class: "button", hidden: true, onclick: () => walk(0) }, t("back_to_today"));
  const tool = (name, sign, act) => h("button", { class: "button icon-only", "aria-label": t(name), title: t(name), onclick: act }, icon(sign));
  const tools = h("div", { class: "day-tools" }, home, tool("previous_day", "back", () => walk(-1)), tool("next_day", "next", () => walk(1)), tool("print_day", "print", () => window.print()));
  const groups = [
    groupFor(app, { name: "waiting", sign: "hand", row: waitingRow, look: "warm" }),
    groupFor(app, { name: "overdue", sign: "alert", row: overdueRow, look: "warm" }),
    groupFor(app, { name: "arrivals", sign: "arrive", row: arrivalRow, empty: "nobody_arrives", done: (line) => line.status === "in_house" }),
    groupFor(app, { name: "departures", sign: "leave", row: departureRow, empty: "nobody_leaves", done: (line) => line.status === "checked_out" }),
    groupFor(app, { name: "holds", sign: "clock", row: holdRow }),
    groupFor(app, { name: "tasks", sign: "check", row: taskRow, empty: "no_tasks", add: tab.may("work_tasks") ? () => openTask(app) : null }),
    groupFor(app, { name: "alerts", sign: "bell", row: alertRow }),
    groupFor(app, { name: "in_house", sign: "moon", row: hereRow, empty: "nobody_here" }),
  ];
  const column = (...names) => h("div", { class: "column" }, groups.filter((group) => names.includes(group.name)).map((group) => group.element));
  const board = h("div", { class: "board" }, column("overdue", "arrivals", "departures"), column("in_house"), column("waiting", "holds", "tasks", "alerts"));
  const day = h("div", { class: "day", "aria-busy": "true" }, h("header", { class: "day-head" }, h("div", { class: "day-name" }, heading, weekday), tools), summary, board);
  root.replaceChildren(day);
  let wanted = new URLSearchParams(location.search).get("day");

  const look = steady(async () => {
    const asked = wanted;
    const found = await tab.wire.get(`/api/today${asked ? `?day=${encodeURIComponent(asked)}` : ""}`);
    if (asked !== wanted) return look();
    tab.clock.serverSaid(found.now);
    app.found = found;
    return draw();
  }, { pause: 40, onResult: answered });

  function answered(trouble) {
    if (!trouble) return;
    if (trouble.kind === "refused" && wanted) { wanted = null; address(); look(); return; }
    setTimeout(look, AGAIN_MS);
  }

  function draw() {
    const { found } = app;
    if (!found) return;
    const isToday = found.day === found.today;
    set(day, "aria-busy", "false");
    day.classList.toggle("other-day", !isToday);
    heading.textContent = isToday ? t("today") : tab.clock.longDay(found.day);
    weekday.textContent = isToday ? tab.clock.longDay(found.day) : relative(found);
    home.hidden = isToday;
    drawSummary(found);
    for (const group of groups) group.draw(found[group.name], isToday);
  }

  function relative(found) {
    const apart = tab.clock.nightsBetween(found.today, found.day);
    if (Math.abs(apart) === 1) return t(apart > 0 ? "is_tomorrow" : "was_yesterday");
    return t(apart > 0 ? "days_ahead" : "days_ago", { n: Math.abs(apart) });
  }

  function drawSummary(found) {
    const { rooms, sold, blocked } = found.tonight;
    const coming = found.arrivals.filter((line) => line.status !== "in_house").length;
    const going = found.departures.filter((line) => line.status !== "checked_out").length;
    const facts = [[coming, t("sum_coming")], [going, t("sum_going")], [`${sold}/${rooms}`, t("sum_sold")], [Math.max(0, rooms - sold - blocked), t("sum_free")]];
    const said = JSON.stringify(facts);
    if (summary.dataset.said === said) return;
    summary.dataset.said = said;
    summary.replaceChildren(...facts.map(([number, words]) => h("li", {}, h("b", {}, String(number)), h("span", {}, words))));
  }

  function walk(days) {
    if (!app.found) return;
    const from = wanted ?? app.found.today;
    const next = days ? tab.clock.plusDays(from, days) : null;
    wanted = next === app.found.today ? null : next;
    address();
    set(day, "aria-busy", "true");
    look();
  }

  function address() {
    const url = new URL(location.href);
    if (wanted) url.searchParams.set("day", wanted);
    else url.searchParams.delete("day");
    history.replaceState(history.state, "", url);
  }

  const tick = () => { if (app.found) for (const group of groups) group.tick(); };
  const minutes = setInterval(tick, MINUTES_MS);
  const ends = [tab.on("deeds", tick), tab.on("news", look), tab.on("look", look), tab.on("done", look), tab.on("refused", look), keysFor(app, { walk })];
  look();
  return { update: () => null, end: () => { clearInterval(minutes); for (const end of ends) end(); } };
}
