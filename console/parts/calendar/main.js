// The room plan: puts the parts together, knows which days are shown, and looks again whenever there is news.
import { h, icon } from "../dom.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { actsFor } from "./act.js";
import { cardFor } from "./card.js";
import { chartFor } from "./chart.js";
import { cursorFor } from "./cursor.js";
import { iso, labelsFor, serial } from "./days.js";
import { dragFor } from "./drag.js";
import { laneFor } from "./lane.js";
import { makingFor } from "./making.js";
import { movingFor } from "./moving.js";
import { phoneFor } from "./phone.js";
import { planOf } from "./plan.js";
import { roomsFor } from "./rooms.js";
import { toolsFor } from "./tools.js";

const AGAIN_MS = 2500;
const MINUTE_MS = 60_000;
const NARROW = matchMedia("(max-width: 760px)");
const ZOOMS = [7, 14, 30, 60];
const MOVABLE = new Set(["held", "confirmed", "in_house", "blocked"]);

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const kept = keptFor(data);
  const app = { data, root, t, tab, labels: labelsFor(data.lang), plan: null, moved: new Map(), folded: new Set(kept.read().folded ?? []) };
  const asked = new URLSearchParams(location.search);
  const spoken = h("p", { class: "sr", "aria-live": "assertive" });
  const parking = h("div", { class: "parking", hidden: true }, icon("out"), t("park_here"));
  let found = null;
  let first = /^\d{4}-\d\d-\d\d$/.test(asked.get("from") ?? "") ? serial(asked.get("from")) : null;
  let wantsOpen = Number(asked.get("stay")) || null;
  let afterwards = null;
  let asks = 0;
  const told = new Map(); // stays whose move the server has answered: from which plan on they are in it

  app.days = ZOOMS.includes(Number(asked.get("days"))) ? Number(asked.get("days")) : (kept.read().days ?? 14);
  app.focusIn = (element) => (element.contains(shadow.activeElement) ? shadow.activeElement : null);
  app.say = (words) => { spoken.textContent = ""; spoken.textContent = words; };
  app.mayMove = (stay) => MOVABLE.has(stay.status) && tab.may(stay.status === "blocked" ? "block_rooms" : "book");
  app.mayPutAside = (stay) => ["held", "confirmed"].includes(stay.status) && !stay.aside && tab.may("book");
  app.mayMake = () => tab.may("book") || tab.may("block_rooms");
  app.home = () => app.plan.today - lookBack();

  const acts = actsFor(app);
  app.act = acts.act;
  app.moving = movingFor(app);
  app.making = makingFor(app);
  const rooms = roomsFor(app);
  app.careTag = rooms.careTag;
  app.lane = laneFor(app);
  app.cursor = cursorFor(app);
  app.foldAll = foldAll;
  app.chart = chartFor(app);
  const card = cardFor(app);
  const tools = toolsFor(app);
  const phone = phoneFor(app);
  const drag = dragFor(app, parking);
  root.replaceChildren(h("div", { class: "plan" }, tools.element, app.chart.element, phone.element, parking, spoken));
  app.chart.element.setAttribute("aria-busy", "true");

  // Of several answers on their way only the one asked for last is shown.
  async function fetchPlan() {
    const mine = (asks += 1);
    const query = new URLSearchParams({ days: shownDays(), lang: data.lang, ...(first === null ? { before: lookBack() } : { from: iso(first) }) });
    const answer = await tab.wire.get(`/api/plan?${query}`);
    if (mine !== asks) return;
    for (const [id, known] of told) if (mine >= known) { told.delete(id); app.moved.delete(id); }
    first = serial(answer.first);
    tab.clock.serverSaid(answer.now);
    found = answer;
    app.draw();
  }

  const lookBack = () => (NARROW.matches ? 0 : app.days > 7 ? 2 : 1);
  const shownDays = () => (NARROW.matches ? 7 : app.days);

  app.draw = () => {
    if (!found) return;
    app.plan = planOf(found, app.moved);
    app.day = app.plan.first;
    tools.draw();
    if (NARROW.matches) phone.draw();
    else if (!drag.busy()) app.chart.draw();
    card.draw();
    if (wantsOpen && app.plan.byId.has(wantsOpen)) { const id = wantsOpen; wantsOpen = null; app.open(id); }
    if (afterwards && app.plan.first === first) { const then = afterwards; afterwards = null; then(); }
  };

  const onResult = (trouble) => { if (trouble) setTimeout(app.look, AGAIN_MS); };
  app.look = steady(fetchPlan, { pause: 40, onResult });
  app.look.now = () => fetchPlan().catch(() => app.look());
  app.put = (id, goal) => { told.delete(id); app.moved.set(id, goal); app.draw(); };
  // What was moved stands where it was put until a plan has come that was asked for after the server's word.
  app.look.after = (id) => { told.set(id, asks + 1); return app.look.now(); };

  app.show = (day, then = null) => {
    first = day;
    afterwards = then;
    address();
    return app.look.now();
  };
  app.walk = (direction, then = null) => app.show(app.plan.first + direction * (NARROW.matches ? 1 : Math.max(1, Math.round(app.days / 2))), then);
  app.zoom = (days) => { app.days = days; keep(); return app.show(app.plan.today >= app.plan.first && app.plan.today < app.plan.last ? app.home() : app.plan.first); };
  app.open = (id) => {
    const stay = app.plan.byId.get(id);
    if (stay?.status === "blocked") card.open(id);
    else if (stay) tab.openBooking(stay.code);
  };
  app.select = (cells) => {
    if (!app.mayMake()) return;
    app.chart.mark({ room: cells.room, from: cells.from + 0.5 - app.plan.first, to: cells.to + 0.5 - app.plan.first, look: "choice" });
    app.making.open(cells);
  };
  app.unselect = () => app.chart.mark();
  app.fold = (type) => { if (!app.folded.delete(type)) app.folded.add(type); keep(); app.draw(); };

  function foldAll() {
    const all = app.plan.types.length > 0 && app.plan.types.every((kind) => app.folded.has(kind.id));
    const words = t(all ? "unfold_all" : "fold_all");
    return h("button", { class: "fold-all", "aria-label": words, title: words, onclick: () => { const shut = !app.plan.types.every((kind) => app.folded.has(kind.id)); app.folded = new Set(shut ? app.plan.types.map((kind) => kind.id) : []); keep(); app.draw(); } }, icon("list"));
  }

  const keep = () => kept.write({ days: app.days, folded: [...app.folded] });

  function address() {
    const query = new URLSearchParams(location.search);
    query.set("from", iso(first));
    query.set("days", app.days);
    query.delete("stay");
    history.replaceState(history.state, "", `${location.pathname}?${query}`);
  }

  // The keyboard finds its way back when what had the focus was drawn anew.
  const lost = (event) => { if (event.target === document.body && !document.querySelector("dialog[open]") && event.key.startsWith("Arrow") && app.plan) app.cursor.handle(event); };
  document.addEventListener("keydown", lost);
  const minutes = setInterval(() => { if (!app.focusIn(app.chart.element)) app.draw(); }, MINUTE_MS);
  const news = (event) => { if (["booking", "room", "all", "payment"].includes(event.kind)) app.look(); };
  const ends = [tab.on("news", news), tab.on("look", app.look), tab.on("done", app.look), acts.end];
  const pressed = (event) => app.cursor.pressed(event);
  const turned = () => { rooms.close(); app.look(); };
  root.addEventListener("keydown", pressed);
  NARROW.addEventListener("change", turned);
  tab.helpKeys = [["← ↑ ↓ →", "key_walk"], ["Enter", "key_open"], ["Shift →", "key_choose"], ["M", "key_move"], ["PgUp PgDn", "key_pages"], ["Esc", "key_cancel"]].map(([key, words]) => [key, t(words)]);
  app.look();

  return {
    update: () => null,
    end() {
      for (const end of ends) end();
      NARROW.removeEventListener("change", turned);
      document.removeEventListener("keydown", lost);
      clearInterval(minutes);
      root.removeEventListener("keydown", pressed);
      rooms.close();
      tools.end();
      drag.end();
      app.chart.end();
      tab.helpKeys = [];
    },
  };
}

// The last view is remembered in this browser, for each person in each hotel.
function keptFor(data) {
  const key = `conserje:plan:${data.hotel.id}:${data.me.id}`;
  return {
    read() { try { return JSON.parse(localStorage.getItem(key)) ?? {}; } catch { return {}; } },
    write(view) { try { localStorage.setItem(key, JSON.stringify(view)); } catch { /* this browser keeps nothing */ } },
  };
}
