// A day at a time for a small screen: every room with who sleeps there, who comes and who goes. A tap opens or books.
import { h, icon } from "../dom.js";
import { barWords, nameOf } from "./bar.js";
import { serial } from "./days.js";
import { paidState } from "./plan.js";

const SWIPE_PX = 70;

export function phoneFor(app) {
  const element = h("div", { class: "day-list" });
  let drawn = "";
  let swipe = null;

  // A swipe goes to the next day or the day before.
  element.addEventListener("touchstart", ({ touches: [finger] }) => { swipe = [finger.clientX, finger.clientY]; }, { passive: true });
  element.addEventListener("touchend", ({ changedTouches: [finger] }) => {
    const [across, along] = [finger.clientX - swipe[0], finger.clientY - swipe[1]];
    if (Math.abs(across) > SWIPE_PX && Math.abs(along) < SWIPE_PX / 2) app.walk(across < 0 ? 1 : -1);
  }, { passive: true });

  function draw() {
    const { plan, t } = app;
    if (!plan) return;
    const day = app.day;
    // What is under a finger stays the same element while nothing has changed.
    const facts = JSON.stringify([day, plan.today, plan.rooms, plan.stays, app.tab.key]);
    if (facts === drawn) return;
    drawn = facts;
    const aside = plan.aside.filter((stay) => serial(stay.from) <= day && day <= serial(stay.to));
    const holiday = plan.holidays.get(day);
    const tonight = plan.nights()[day - plan.first];
    element.replaceChildren(
      h("p", { class: "tonight" }, h("b", {}, app.labels.long(day)), holiday ? h("span", { class: "chip warm" }, holiday) : null, tonight ? h("span", {}, t("sold_of", { sold: tonight.sold, rooms: tonight.rooms })) : null),
      ...(aside.length ? [h("section", { class: "lane" }, h("h2", {}, icon("alert"), t("lane")), aside.map(line))] : []),
      ...plan.types.map((kind) => section(kind, day)),
    );
  }

  function section(kind, day) {
    const { plan, t } = app;
    const free = plan.nights(kind.id)[day - plan.first]?.free ?? 0;
    return h("section", {}, h("h2", {}, kind.name, h("small", {}, t(free === 1 ? "one_free" : "n_free", { n: free }))), plan.rooms.filter((room) => room.type === kind.id).map((room) => roomCard(room, day)));
  }

  function roomCard(room, day) {
    const { plan, t } = app;
    const stays = plan.bars(room.id).map((bar) => bar.stay).filter((stay) => serial(stay.from) <= day && day <= serial(stay.to));
    const free = plan.isFree(room.id, day) && !room.out;
    const empty = free && app.mayMake() ? h("button", { class: "empty-cell", onclick: () => app.select({ room: room.id, from: day, to: day + 1 }) }, icon("plus"), t("free_tonight")) : null;
    const out = room.out ? h("p", { class: "why" }, icon("block"), room.why || t("care_out")) : null;
    return h("article", { class: "room-card" }, h("div", { class: "label" }, h("b", {}, room.number), app.careTag(room)), h("div", { class: "stays" }, out, stays.map(line), empty));
  }

  function line(stay) {
    const { t } = app;
    const [from, to] = [serial(stay.from), serial(stay.to)];
    const when = app.day === from ? t("comes_today", { time: stay.arrives ?? "" }) : app.day === to ? t("goes_today", { time: stay.late ?? "" }) : t("until_day", { day: app.labels.short(to) });
    const paid = paidState(stay);
    const trouble = app.plan.troubleOf(stay);
    return h("button", { class: `line ${stay.status}${trouble ? " trouble" : ""}`, "aria-label": barWords(app, stay), onclick: () => app.open(stay.id) }, h("b", { dir: "auto" }, nameOf(app, stay)), h("span", {}, when.trim()), h("span", { class: "marks" }, trouble ? icon("alert") : null, stay.fixed ? icon("lock") : null, stay.notes ? icon("note") : null, paid ? h("i", { class: `paid ${paid}` }) : null));
  }

  return { element, draw };
}
