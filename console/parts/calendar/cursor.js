// The keyboard's way through the chart: over cells and stays alike. One of them holds the focus; Tab leaves the chart.
import { barWords } from "./bar.js";
import { iso, serial } from "./days.js";

export function cursorFor(app) {
  let at = null; // { room, day } or { stay }
  let move = null; // a stay on its way: { stay, room, from, to }
  let choosing = null; // the cell where a choice of nights began

  const visible = () => app.plan.types.filter((kind) => !app.folded.has(kind.id)).flatMap((kind) => app.plan.rooms.filter((room) => room.type === kind.id));
  const within = (day) => Math.max(app.plan.first, Math.min(app.plan.last - 1, day));

  function held() {
    const inside = app.focusIn(app.chart.element);
    if (!inside) return null;
    if (inside.dataset.stay) return { stay: Number(inside.dataset.stay) };
    return inside === app.chart.cursor ? at : null;
  }

  function restore(was) {
    tabStops();
    if (!was) return;
    if (was.stay) to(was.stay);
    else if (was.room) cell(was.room, was.day);
  }

  // Exactly one stop for Tab: the stay or the cell where one was, else today's first cell.
  function tabStops() {
    const bar = at?.stay ? app.chart.barOf(at.stay) : null;
    if (bar) bar.tabIndex = 0;
    else {
      if (!at?.room && visible().length) at = { room: visible()[0].id, day: app.plan.today };
      if (at?.room) place(at.room, within(at.day));
    }
    if (bar) app.chart.cursor.hidden = true;
  }

  function place(room, day) {
    const track = app.chart.tracks.get(room);
    const { cursor } = app.chart;
    cursor.hidden = !track;
    if (!track) return false;
    cursor.style.cssText = `--x: ${day - app.plan.first + 0.5}; --w: 1; top: ${track.parentElement.offsetTop}px; height: ${track.offsetHeight}px`;
    cursor.setAttribute("aria-label", app.t("free_cell", { room: app.plan.roomById.get(room).number, day: app.labels.long(day) }));
    return true;
  }

  function to(id) {
    const bar = app.chart.barOf(id);
    if (!bar) return false;
    at = { stay: id };
    for (const other of app.chart.element.querySelectorAll('.bar[tabindex="0"]')) other.tabIndex = -1;
    bar.tabIndex = 0;
    app.chart.cursor.hidden = true;
    bar.focus({ preventScroll: true });
    bar.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  // After a drawer: a hand quicker than its closing has gone on already, and is not fetched back.
  const back = (id) => at?.stay === id && to(id);

  // After something that took a moment, with the same courtesy.
  function arrive(id) {
    const here = held();
    if (!here || here.stay === id || app.plan.at(here.room, here.day)?.id === id) to(id);
  }

  function cell(room, day) {
    const stay = app.plan.at(room, day);
    if (stay && to(stay.id)) return;
    at = { room, day };
    for (const other of app.chart.element.querySelectorAll('.bar[tabindex="0"]')) other.tabIndex = -1;
    if (place(room, day)) { app.chart.cursor.focus({ preventScroll: true }); app.chart.cursor.scrollIntoView({ block: "nearest", inline: "nearest" }); }
  }

  function step(days, rows) {
    const rooms = visible();
    const stay = at?.stay ? app.plan.byId.get(at.stay) : null;
    const room = stay ? stay.room : at?.room;
    const row = Math.max(0, rooms.findIndex((one) => one.id === room));
    if (rows) {
      const next = rooms[Math.max(0, Math.min(rooms.length - 1, row + rows))];
      if (stay?.aside) return rows > 0 && rooms[0] ? cell(rooms[0].id, within(serial(stay.from))) : undefined;
      if (rows < 0 && row === 0 && app.plan.aside[0]) return to(app.plan.aside[0].id);
      return next && cell(next.id, within(at?.day ?? (stay ? serial(stay.from) : app.plan.today)));
    }
    if (stay?.aside) { const all = app.plan.aside; return to(all[(all.indexOf(stay) + days + all.length) % all.length].id); }
    const day = stay ? (days > 0 ? serial(stay.to) : serial(stay.from) - 1) : (at?.day ?? app.plan.today) + days;
    if (day < app.plan.first || day >= app.plan.last) return app.walk(days, () => cell(room, within(day)));
    return cell(room, day);
  }

  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !app.plan) return undefined;
    const target = event.composedPath()[0];
    if (!app.chart.element.contains(target) || target.closest?.(".label, .head")) return undefined;
    const stay = Number(target.dataset?.stay);
    if (stay && at?.stay !== stay) at = { stay };
    return handle(event);
  }

  // Also for a key that met nobody because what had the focus was drawn anew: it goes on from where one was.
  function handle(event) {
    if (move) return whileMoving(event);
    const arrow = ARROWS[event.key];
    if (arrow && event.shiftKey && at?.room) return act(event, () => choose(arrow[0]));
    if (arrow) return act(event, () => { unchoose(); step(...arrow); });
    if (event.key === "Home") return act(event, () => cell(roomHere(), app.plan.first));
    if (event.key === "End") return act(event, () => cell(roomHere(), app.plan.last - 1));
    if (event.key === "PageDown") return act(event, () => app.walk(1, refocus));
    if (event.key === "PageUp") return act(event, () => app.walk(-1, refocus));
    if (event.key === "Escape") return act(event, unchoose);
    if (event.key === "Enter" || event.key === " ") return act(event, open);
    if (event.key.toLowerCase() === "m" && at?.stay) return act(event, () => begin(app.plan.byId.get(at.stay)));
    return undefined;
  }

  const roomHere = () => at?.room ?? app.plan.byId.get(at?.stay)?.room ?? visible()[0]?.id;
  const refocus = () => cell(roomHere(), within(at?.day ?? app.plan.today));
  function act(event, work) { event.preventDefault(); event.stopPropagation(); work(); }

  function open() {
    if (at?.stay) return app.open(at.stay);
    const [from, end] = choosing ? [Math.min(choosing, at.day), Math.max(choosing, at.day) + 1] : [at.day, at.day + 1];
    choosing = null;
    return app.select({ room: at.room, from, to: end });
  }

  function choose(days) {
    if (!days) return;
    choosing ??= at.day;
    const day = within(at.day + days);
    const nights = Array.from({ length: Math.abs(day - choosing) + 1 }, (_, place) => Math.min(day, choosing) + place);
    if (!nights.every((night) => app.plan.isFree(at.room, night))) return app.say(app.t("cell_taken"));
    at.day = day;
    place(at.room, day);
    app.chart.mark({ room: at.room, from: nights[0] + 0.5 - app.plan.first, to: nights.at(-1) + 1.5 - app.plan.first, look: "choice" });
    return app.say(app.t("chosen", { from: app.labels.long(nights[0]), to: app.labels.long(nights.at(-1) + 1) }));
  }

  function unchoose() {
    if (choosing === null) return;
    choosing = null;
    app.chart.mark();
  }

  function begin(stay) {
    if (!stay || !app.mayMove(stay)) return app.say(app.t("not_movable"));
    move = { stay, room: stay.room, from: serial(stay.from), to: serial(stay.to) };
    return shown("move_begins");
  }

  function shown(words = "") {
    const wanted = { room: move.room, from: iso(move.from), to: iso(move.to) };
    const rival = app.plan.rivalOf({ ...move.stay, ...wanted, aside: false });
    app.chart.mark({ room: move.room, from: move.from + 0.5 - app.plan.first, to: move.to + 0.5 - app.plan.first, look: rival ? "clash" : "goal", words: barWords(app, { ...move.stay, ...wanted }).split(",")[0] });
    app.chart.showDay(Math.max(0, move.from - app.plan.first));
    const facts = { room: app.plan.roomById.get(move.room)?.number ?? "", from: app.labels.long(move.from), to: app.labels.long(move.to) };
    app.say([words ? app.t(words) : "", app.t("move_at", facts), rival ? app.t("cell_taken") : ""].filter(Boolean).join(" "));
  }

  function whileMoving(event) {
    const arrow = ARROWS[event.key];
    if (event.key === "Escape") return act(event, () => { const { id } = move.stay; move = null; app.chart.mark(); to(id); app.say(app.t("move_off")); });
    if (event.key === "Enter") return act(event, () => { const { stay, room, from, to: end } = move; move = null; app.chart.mark(); app.moving.propose(stay, { room, from: iso(from), to: iso(end) }); });
    if (!arrow) return undefined;
    return act(event, () => {
      const [days, rows] = arrow;
      if (event.shiftKey && days) move.to = Math.max(move.from + 1, move.to + days);
      else if (days) { move.from += days; move.to += days; }
      if (rows) { const rooms = visible(); const row = rooms.findIndex((one) => one.id === move.room); move.room = rooms[Math.max(0, Math.min(rooms.length - 1, row + rows))].id; }
      shown();
    });
  }

  return { held, restore, to, back, arrive, cell, pressed, handle, begin, isMoving: () => Boolean(move) };
}
