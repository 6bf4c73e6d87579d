// The chart itself: days above, rooms by type at the left, bars between, how full each night is below. Lines and tints
// are drawn by the style alone; there is an element for each stay and none for each empty cell.
import { h, icon } from "../dom.js";
import { barFor } from "./bar.js";
import { isWeekend, weekdayOf } from "./days.js";

const LEAST_PX = { 7: 84, 14: 46, 30: 32, 60: 25 };
const LABEL_PX = 176;

export function chartFor(app) {
  const head = h("div", { class: "head" });
  const columns = h("div", { class: "columns", "aria-hidden": "true" });
  const body = h("div", { class: "rows" });
  const foot = h("div", { class: "foot" });
  const cursor = h("button", { class: "cursor", tabindex: "0", hidden: true });
  const shade = h("div", { class: "shade", hidden: true, "aria-hidden": "true" });
  const grid = h("div", { class: "grid" }, columns, head, body, foot);
  const sheet = h("div", { class: "sheet", role: "application", "aria-roledescription": app.t("chart"), "aria-label": app.t("chart_help") }, grid);
  const tracks = new Map();
  let dayPx = 0;
  let drawnAs = "";
  let drawnRows = "";

  function measure() {
    const room = sheet.clientWidth - LABEL_PX;
    dayPx = Math.max(LEAST_PX[app.days] ?? 25, Math.floor((room / app.days) * 100) / 100);
    grid.style.setProperty("--day", `${dayPx}px`);
    grid.style.setProperty("--days", app.days);
    grid.style.setProperty("--label", `${LABEL_PX}px`);
  }

  function draw() {
    const { plan } = app;
    if (!plan) return;
    measure();
    drawDays(plan);
    // Nothing is drawn anew while nothing has changed: what is under a pointer stays the same element.
    const facts = JSON.stringify([plan.first, plan.today, plan.rooms, plan.types, plan.stays, plan.hours, [...app.folded], dayPx, holdMinutes(plan)]);
    if (facts !== drawnRows) {
      drawnRows = facts;
      drawRows(plan);
      drawFoot(plan);
    }
    sheet.setAttribute("aria-busy", "false");
  }

  const holdMinutes = (plan) => plan.stays.filter((stay) => stay.status === "held" && stay.until).map((stay) => app.tab.clock.until(stay.until));

  const dayLook = (plan, day) => [day === plan.today ? "today" : "", isWeekend(day) ? "weekend" : "", plan.holidays.has(day) ? "holiday" : ""].filter(Boolean).join(" ");

  function drawDays(plan) {
    const key = JSON.stringify([plan.first, plan.days, plan.today, plan.holidays.size, app.data.lang, dayPx > 40]);
    if (key === drawnAs) return;
    drawnAs = key;
    const days = Array.from({ length: plan.days }, (_, place) => plan.first + place);
    const months = [];
    for (const day of days) {
      const name = app.labels.month(day, days.length < 60);
      if (months.at(-1)?.name === name) months.at(-1).count += 1;
      else months.push({ name, count: 1 });
    }
    const titles = days.map((day) => {
      const holiday = plan.holidays.get(day);
      return h("div", { class: `day ${dayLook(plan, day)}`, title: holiday ?? null, "aria-label": [app.labels.long(day), holiday].filter(Boolean).join(", ") },
        h("small", {}, dayPx > 40 ? app.labels.brief(day) : app.labels.letter(day)), h("b", {}, app.labels.number(day)));
    });
    head.replaceChildren(
      h("div", { class: "corner" }, h("span", {}, app.t("rooms")), app.foldAll()),
      h("div", { class: "months" }, months.map((one) => h("div", { style: `--n: ${one.count}` }, h("span", {}, one.count > 1 ? one.name : "")))),
      h("div", { class: "days" }, titles),
    );
    const tints = days.flatMap((day, place) => (dayLook(plan, day) ? [h("i", { class: dayLook(plan, day), style: `--x: ${place}` })] : []));
    const weeks = days.flatMap((day, place) => (weekdayOf(day) === 1 && place ? [h("i", { class: "week", style: `--x: ${place}` })] : []));
    columns.replaceChildren(...tints, ...weeks);
  }

  function drawRows(plan) {
    const focused = app.cursor.held();
    tracks.clear();
    const rows = plan.rooms.length ? [] : [h("div", { class: "lesson" }, h("h2", {}, app.t("no_rooms_title")), h("p", {}, app.t("no_rooms_text")))];
    if (plan.aside.length) rows.push(...app.lane.rows(plan, dayPx));
    for (const kind of plan.types) {
      const own = plan.rooms.filter((room) => room.type === kind.id);
      const folded = app.folded.has(kind.id);
      rows.push(typeRow(plan, kind, own.length, folded));
      if (!folded) rows.push(...own.map((room) => roomRow(plan, room)));
    }
    body.replaceChildren(...rows, shade, cursor);
    app.cursor.restore(focused);
  }

  function typeRow(plan, kind, count, folded) {
    const fold = h("button", { class: "fold", "aria-expanded": String(!folded), onclick: () => app.fold(kind.id) }, icon(folded ? "next" : "down"), h("span", {}, kind.name), h("small", {}, String(count)));
    const free = plan.nights(kind.id).map((night) => h("span", { class: night.free < 0 ? "over" : night.free === 0 ? "none" : "" }, String(night.free)));
    return h("div", { class: "row type" }, h("div", { class: "label" }, fold), h("div", { class: "free", "aria-label": app.t("free_by_night", { type: kind.name }) }, free));
  }

  function roomRow(plan, room) {
    const track = h("div", { class: "track", "data-room": room.id }, plan.bars(room.id).map((bar) => barFor(app, bar, dayPx)));
    tracks.set(room.id, track);
    const why = room.out ? h("span", { class: "why" }, room.why || app.t("care_out")) : null;
    return h("div", { class: `row room${room.out ? " out" : ""}` }, h("div", { class: "label" }, h("b", {}, room.number), why, app.careTag(room)), track);
  }

  function drawFoot(plan) {
    const types = plan.types.map((kind) => [kind.name, plan.nights(kind.id)]);
    const cells = plan.nights().map((night, place) => {
      const share = night.rooms ? Math.round((night.sold / night.rooms) * 100) : 0;
      const free = types.map(([name, nights]) => `${name}: ${nights[place].free}`).join("\n");
      const words = `${app.labels.long(plan.first + place)}\n${app.t("sold_of", { sold: night.sold, rooms: night.rooms })}\n${app.t("free_units")}\n${free}`;
      return h("div", { class: `fill${night.free < 0 ? " over" : share >= 90 ? " high" : ""}`, style: `--share: ${Math.min(100, share)}%`, title: words, "aria-label": words }, h("span", {}, dayPx > 30 ? `${share}%` : String(share)));
    });
    foot.replaceChildren(h("div", { class: "corner" }, app.t("occupancy")), h("div", { class: "fills" }, cells));
  }

  // Where a point of the screen lies in the chart: which room, and which day with its part.
  function placeOf(clientX, clientY) {
    const box = grid.getBoundingClientRect();
    const day = (clientX - box.left - LABEL_PX) / dayPx;
    for (const [room, track] of tracks) {
      const row = track.getBoundingClientRect();
      if (clientY >= row.top && clientY < row.bottom) return { room, day };
    }
    return { room: null, day };
  }

  // Shows where something would go: cells chosen, or a stay on its way.
  function mark({ room, from, to, look = "", words = "" } = {}) {
    const track = tracks.get(room);
    shade.hidden = !track;
    if (!track) return;
    shade.className = `shade ${look}`;
    shade.textContent = words;
    // Never beyond the days that are shown: the chart would grow under the pointer.
    const [begins, ends] = [Math.max(0, from), Math.min(app.plan.days, to)];
    shade.style.cssText = `--x: ${begins}; --w: ${Math.max(0, ends - begins)}; top: ${track.parentElement.offsetTop}px; height: ${track.offsetHeight}px`;
  }

  const barOf = (id) => body.querySelector(`[data-stay="${id}"]`);

  function showDay(place) {
    const left = place * dayPx;
    if (left < sheet.scrollLeft || left + dayPx > sheet.scrollLeft + sheet.clientWidth - LABEL_PX) sheet.scrollLeft = Math.max(0, left - 2 * dayPx);
  }

  // What a short bar cannot show is told to the pointer that rests on it.
  body.addEventListener("pointerover", (event) => {
    const bar = event.target.closest?.(".bar");
    if (bar && !bar.title) bar.title = bar.getAttribute("aria-label").replaceAll(", ", "\n");
  });
  const resized = new ResizeObserver(() => { const was = dayPx; measure(); if (Math.abs(was - dayPx) > 0.5) draw(); });
  resized.observe(sheet);
  return { element: sheet, grid, cursor, draw, placeOf, mark, barOf, tracks, showDay, dayPx: () => dayPx, end: () => resized.disconnect() };
}
