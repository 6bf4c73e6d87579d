// The pointer on the chart: cells are chosen, stays are moved, made longer or shorter, put aside. With a finger a long
// press begins it; without one the page scrolls as every page does.
import { nameOf } from "./bar.js";
import { iso, serial } from "./days.js";

const BEGINS_PX = 5;
const LONG_PRESS_MS = 420;
const FINGER_PX = 9;
const EDGE_PX = 44;
const GLIDE_PX = 14;
const AFTER_TAP_MS = 350;

export function dragFor(app, parking) {
  const { chart } = app;
  const sheet = chart.element;
  let press = null; // where the pointer went down
  let drag = null; // what became of it
  let swallow = false; // the click that ends a drag opens nothing
  let gliding = 0;
  let waits = false; // something is to be drawn once the hand is off

  function down(event) {
    const target = event.composedPath()[0];
    if (event.button || !app.plan || target.closest(".label, .head, .foot, .type, .lane-head")) return;
    const id = Number(target.closest(".bar")?.dataset.stay ?? 0);
    const stay = id ? app.plan.byId.get(id) : null;
    press = { x: event.clientX, y: event.clientY, id: event.pointerId, stay, grip: Boolean(target.closest(".grip")), touch: event.pointerType === "touch", ...chart.placeOf(event.clientX, event.clientY) };
    if (press.touch) press.timer = setTimeout(() => begin(), LONG_PRESS_MS);
  }

  function moved(event) {
    if (!press || event.pointerId !== press.id) return;
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (!drag && press.touch) { if (far > FINGER_PX) forget(); return; }
    if (!drag && far > BEGINS_PX) begin();
    if (drag) { drag.at = [event.clientX, event.clientY]; follow(); glide(); }
  }

  function begin() {
    const { stay, grip, room, touch } = press;
    if (stay && !app.mayMove(stay)) return forget();
    if (!stay && (room === null || !app.mayMake())) return forget();
    if (touch) navigator.vibrate?.(12);
    drag = { kind: stay ? (grip ? "size" : "move") : "choose", at: [press.x, press.y], goal: null };
    app.root.classList.add("dragging");
    sheet.setPointerCapture?.(press.id);
    if (drag.kind === "move" && app.mayPutAside(stay)) parking.hidden = false;
    follow();
    return undefined;
  }

  function follow() {
    const [x, y] = drag.at;
    const place = chart.placeOf(x, y);
    if (drag.kind === "choose") choose(place);
    else carry(place, x, y);
  }

  // The night a point means: the half of the day before noon belongs to the night before, where that one is free.
  function nightAt(room, day) {
    const night = Math.floor(day) + app.plan.first;
    if (app.plan.isFree(room, night)) return night;
    return day % 1 < 0.5 && app.plan.isFree(room, night - 1) ? night - 1 : null;
  }

  function choose({ day }) {
    const { room } = press;
    const began = nightAt(room, press.day);
    if (began === null) return;
    const wanted = Math.floor(day) + app.plan.first;
    let [from, to] = [began, began + 1];
    while (to <= wanted && app.plan.isFree(room, to)) to += 1;
    while (from > wanted && app.plan.isFree(room, from - 1)) from -= 1;
    drag.goal = { room, from, to };
    chart.mark({ room, from: from + 0.5 - app.plan.first, to: to + 0.5 - app.plan.first, look: "choice", words: app.t(to - from === 1 ? "night" : "nights", { n: to - from }) });
  }

  function carry({ room, day }, x, y) {
    const { stay } = press;
    const shift = Math.round(day - press.day);
    const over = sheet.getRootNode().elementFromPoint?.(x, y);
    const aside = !parking.hidden && over?.closest?.(".parking, .aside, .lane-head");
    parking.classList.toggle("over", Boolean(aside));
    if (aside) { drag.goal = { aside: true }; chart.mark(); return; }
    const days = drag.kind === "size" || stay.status === "in_house" ? 0 : shift;
    const from = serial(stay.from) + days;
    const to = drag.kind === "size" ? Math.max(from + 1, serial(stay.to) + shift) : serial(stay.to) + days;
    const goalRoom = drag.kind === "size" ? stay.room : (room ?? drag.goal?.room ?? stay.room);
    drag.goal = { room: goalRoom, from: iso(from), to: iso(to) };
    const rival = app.plan.rivalOf({ ...stay, ...drag.goal, aside: false });
    const words = rival ? app.t("in_the_way", { who: nameOf(app, rival) }) : app.t("goal", { from: app.labels.short(from), to: app.labels.short(to) });
    chart.mark({ room: goalRoom, from: from + 0.5 - app.plan.first, to: to + 0.5 - app.plan.first, look: rival ? "clash" : "goal", words });
  }

  // Near an edge the chart moves along under the pointer.
  function glide() {
    cancelAnimationFrame(gliding);
    if (!drag) return;
    const box = sheet.getBoundingClientRect();
    const [x, y] = drag.at;
    const across = x > box.right - EDGE_PX ? GLIDE_PX : x < box.left + 150 + EDGE_PX && x > box.left + 150 ? -GLIDE_PX : 0;
    const along = y > box.bottom - EDGE_PX ? GLIDE_PX : y < box.top + EDGE_PX * 1.5 ? -GLIDE_PX : 0;
    if (!across && !along) return;
    sheet.scrollBy(across, along);
    follow();
    gliding = requestAnimationFrame(glide);
  }

  function up(event) {
    if (!press || event.pointerId !== press.id) return;
    const { stay, touch, room, day } = press;
    const ended = drag;
    if (ended) swallow = true;
    // With a finger the click that follows opens: a drawer under the finger would take that click for its own.
    if (!ended && stay && !touch) { swallow = true; app.cursor.to(stay.id); app.open(stay.id); }
    const night = !ended && !stay && !touch && room !== null && app.mayMake() ? nightAt(room, day) : null;
    forget();
    setTimeout(() => { swallow = false; }, 0);
    if (night !== null) app.select({ room, from: night, to: night + 1 });
    if (!ended?.goal) return;
    if (ended.kind === "choose") app.select(ended.goal);
    else if (ended.goal.aside) app.moving.aside(stay);
    else app.moving.propose(stay, ended.goal);
  }

  function forget() {
    clearTimeout(press?.timer);
    cancelAnimationFrame(gliding);
    const wasDragging = Boolean(drag);
    const soon = press?.touch ? AFTER_TAP_MS : 0;
    press = null;
    drag = null;
    if (wasDragging || waits) setTimeout(app.draw, soon);
    waits = false;
    parking.hidden = true;
    parking.classList.remove("over");
    app.root.classList.remove("dragging");
    chart.mark();
  }

  // A tap, and a click without a pointer: what reads the screen aloud presses buttons this way.
  function clicked(event) {
    const bar = event.composedPath()[0].closest?.(".bar");
    if (!bar || swallow) return;
    app.cursor.to(Number(bar.dataset.stay));
    app.open(Number(bar.dataset.stay));
  }

  const escaped = (event) => { if (event.key === "Escape" && drag) { event.stopPropagation(); swallow = true; forget(); } };
  const still = (event) => { if (drag) event.preventDefault(); };
  const noMenu = (event) => { if (press?.touch) event.preventDefault(); };
  sheet.addEventListener("pointerdown", down);
  sheet.addEventListener("pointermove", moved);
  sheet.addEventListener("pointerup", up);
  sheet.addEventListener("pointercancel", forget);
  sheet.addEventListener("click", clicked);
  sheet.addEventListener("touchmove", still, { passive: false });
  sheet.addEventListener("contextmenu", noMenu);
  document.addEventListener("keydown", escaped, true);
  return { busy: () => { waits = Boolean(press); return waits; }, end: () => document.removeEventListener("keydown", escaped, true) };
}
