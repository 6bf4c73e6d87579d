// A month to pick a day from: arrows walk over days, Page Up and Page Down over months, Enter picks, Esc goes back.
import { h, icon } from "./dom.js";

const WEEK = 7;
const GAP = 4;
const EDGE = 8;

export function monthFor(t, clock, { anchor, picked, required }) {
  const title = h("h3", { "aria-live": "polite" });
  const step = (word, sign, months) => h("button", { class: "button icon-only quiet", type: "button", "aria-label": t(word), onclick: () => draw(otherMonth(at, months), chosen) }, icon(sign));
  const days = h("div", { class: "month-days", role: "grid" });
  const today = h("button", { class: "button small quiet", type: "button", onclick: () => pick(clock.key(clock.now())) }, t("today"));
  const none = required ? null : h("button", { class: "button small quiet", type: "button", onclick: () => pick("") }, t("no_day"));
  const element = h("div", { class: "month-sheet", popover: "auto", role: "dialog", "aria-label": t("pick_day") },
    h("div", { class: "month-head" }, step("month_before", "back", -1), title, step("month_after", "next", 1)), days, h("div", { class: "month-foot" }, today, none));
  let at = "";
  let chosen = "";

  function draw(day, of = chosen) {
    [at, chosen] = [day, of];
    const first = clock.plusDays(`${at.slice(0, 8)}01`, -weekdayOf(`${at.slice(0, 8)}01`));
    title.textContent = clock.monthName(at);
    days.setAttribute("aria-label", title.textContent);
    const names = h("div", { role: "row", class: "month-names" }, Array.from({ length: WEEK }, (_, place) => { const one = clock.plusDays(first, place); return h("span", { role: "columnheader", "aria-label": clock.weekday(one) }, clock.weekdayLetters(one)); }));
    const weeks = [];
    for (let monday = first; weeks.length < 6 && (!weeks.length || monday.slice(0, 7) <= at.slice(0, 7)); monday = clock.plusDays(monday, WEEK)) weeks.push(h("div", { role: "row" }, Array.from({ length: WEEK }, (_, place) => cell(clock.plusDays(monday, place)))));
    days.replaceChildren(names, ...weeks);
  }

  function cell(day) {
    const looks = [day.slice(0, 7) === at.slice(0, 7) ? "" : "beside", day === chosen ? "chosen" : ""].filter(Boolean).join(" ");
    const button = h("button", { type: "button", class: looks, tabindex: day === at ? "0" : "-1", "aria-label": `${clock.longDay(day)} ${day.slice(0, 4)}`, "aria-current": day === clock.key(clock.now()) ? "date" : null, "aria-pressed": String(day === chosen), onclick: () => pick(day) }, String(Number(day.slice(8))));
    return h("span", { role: "gridcell" }, button);
  }

  function pick(day) {
    element.hidePopover();
    picked(day);
  }

  function walk(event) {
    event.stopPropagation();
    if (event.key === "Escape") { event.preventDefault(); element.hidePopover(); anchor.focus(); return; }
    if (!event.target.closest(".month-days")) return;
    const to = {
      ArrowLeft: () => clock.plusDays(at, -1), ArrowRight: () => clock.plusDays(at, 1), ArrowUp: () => clock.plusDays(at, -WEEK), ArrowDown: () => clock.plusDays(at, WEEK),
      Home: () => clock.plusDays(at, -weekdayOf(at)), End: () => clock.plusDays(at, WEEK - 1 - weekdayOf(at)), PageUp: () => otherMonth(at, -1), PageDown: () => otherMonth(at, 1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    draw(to());
    days.querySelector("[tabindex='0']").focus();
  }

  // Below the field, above it, or where neither has room beside it; never beyond the screen.
  function place() {
    const [field, sheet] = [anchor.getBoundingClientRect(), element.getBoundingClientRect()];
    const within = (wanted, size, all) => `${Math.max(EDGE, Math.min(wanted, all - size - EDGE))}px`;
    const [below, above, beside] = [field.bottom + GAP, field.top - GAP - sheet.height, field.left - GAP - sheet.width];
    const fits = below + sheet.height + EDGE <= innerHeight || above >= EDGE;
    element.style.top = within(below + sheet.height + EDGE <= innerHeight ? below : above, sheet.height, innerHeight);
    element.style.left = within(fits || beside < EDGE ? field.left : beside, sheet.width, innerWidth);
  }

  const weekdayOf = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % WEEK;

  function otherMonth(day, months) {
    const [year, month, date] = day.split("-").map(Number);
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
  }

  element.addEventListener("keydown", walk);
  function arrive() {
    place();
    days.querySelector("[tabindex='0']").focus({ preventScroll: true });
  }

  // At once, and not when the browser's word for it comes round: the next key is meant for the month already.
  function open() {
    if (element.matches(":popover-open")) return;
    element.showPopover();
    arrive();
  }

  element.addEventListener("toggle", (event) => { if (event.newState === "open" && !element.contains(element.getRootNode().activeElement)) arrive(); });
  element.addEventListener("focusout", (event) => { if (event.relatedTarget && !anchor.contains(event.relatedTarget)) element.hidePopover(); });
  return { element, draw, open };
}
