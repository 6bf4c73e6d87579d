// One stay as a bar: the guest's name, and small marks for what must not be forgotten.
import { h, icon } from "../dom.js";
import { shownName } from "../people.js";
import { serial } from "./days.js";
import { paidState } from "./plan.js";

const SOURCE_ICON = { whatsapp: "chat", walk_in: "arrive", web: "link", calendar: "calendar", booking: "link", airbnb: "link", expedia: "link", partner: "link" };
// A name comes first: marks stand beside it only where there is room for both.
const TINY_PX = 58;
const NARROW_PX = 105;
const ROOMY_PX = 150;

export function barFor(app, { stay, from, to }, dayPx) {
  const { plan } = app;
  const begins = Math.max(0, from);
  const ends = Math.min(plan.days, to);
  const width = (ends - begins) * dayPx;
  const trouble = plan.troubleOf(stay);
  const look = ["bar", stay.status, trouble ? "trouble" : "", from < 0 ? "cut-left" : "", to > plan.days ? "cut-right" : "", stay.group ? "group" : "", stay.moving ? "moving" : "", width < TINY_PX ? "tiny" : ""];
  const element = h(
    "button",
    { class: look.filter(Boolean).join(" "), tabindex: "-1", "data-stay": stay.id, "aria-label": barWords(app, stay), style: `--x: ${begins.toFixed(4)}; --w: ${(ends - begins).toFixed(4)}${stay.group ? `; --hue: ${hueOf(stay.group)}` : ""}` },
    h("span", { class: "name", dir: "auto" }, nameOf(app, stay)),
    width < TINY_PX ? null : h("span", { class: "marks", "aria-hidden": "true" }, marks(app, stay, trouble, width)),
  );
  if (app.mayMove(stay) && to <= plan.days) element.append(h("i", { class: "grip", "aria-hidden": "true" }));
  return element;
}

function marks(app, stay, trouble, width) {
  const paid = paidState(stay);
  return [
    trouble ? icon("alert") : null,
    stay.fixed ? icon("lock") : null,
    stay.notes && width > NARROW_PX ? icon("note") : null,
    stay.late && width > NARROW_PX ? h("small", {}, stay.late) : null,
    stay.status === "held" && stay.until && width > NARROW_PX ? h("small", {}, app.tab.clock.until(stay.until)) : null,
    width > ROOMY_PX && SOURCE_ICON[stay.source] && stay.status !== "blocked" ? icon(SOURCE_ICON[stay.source]) : null,
    paid && stay.status !== "checked_out" ? h("i", { class: `paid ${paid}` }) : null,
  ];
}

export function nameOf(app, stay) {
  if (stay.status === "blocked") return app.t(`reason_${stay.reason}`) || app.t("status_blocked");
  return shownName({ name: stay.guest, phone: stay.phone }, app.t);
}

export const datesOf = (app, stay) => app.t("from_to", { from: app.labels.short(serial(stay.from)), to: app.labels.short(serial(stay.to)) });

// The same a pair of eyes would gather from the bar, for ears and for the pointer that rests on it.
export function barWords(app, stay) {
  const { t, plan } = app;
  const paid = paidState(stay);
  const trouble = plan.troubleOf(stay);
  return [
    nameOf(app, stay),
    stay.aside ? t("no_room") : t("room_n", { room: plan.roomById.get(stay.room)?.number ?? "" }),
    datesOf(app, stay),
    t(`status_${stay.status}`),
    stay.late ? t("leaves_at", { time: stay.late }) : "",
    paid && t(`paid_${paid}`),
    stay.fixed ? t("asked_for_room") : "",
    trouble ? t(`trouble_${trouble}`) : "",
    stay.notes,
  ].filter(Boolean).join(", ");
}

function hueOf(code) {
  return [...code].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
}
