// A field for a day that reads in the staff's language whatever language the browser speaks: one writes the day as one
// says it, or picks it from a month. What it holds is "2026-11-27" or "".
import { h, icon } from "./dom.js";
import { monthFor } from "./month.js";
import { readDay } from "./reading_days.js";
import { clockOfTab } from "./time.js";

// With a finger the month is the shorter way; no keyboard is laid over it.
const byFinger = () => matchMedia("(pointer: coarse)").matches;

export function dayInput(t, { required = false, ...props } = {}) {
  const clock = clockOfTab();
  const input = h("input", { type: "text", autocomplete: "off", spellcheck: "false", inputmode: byFinger() ? "none" : null, placeholder: t("day_example"), "aria-required": required ? "true" : null, ...props });
  const button = h("button", { class: "open-month", type: "button", tabindex: "-1", "aria-label": t("open_month"), "aria-haspopup": "dialog" }, icon("calendar"));
  const element = h("div", { class: "day-field" }, input, button);
  const read = () => readDay(input.value, clock.key(clock.now()));
  const show = (day) => { input.value = day ? clock.written(day) : ""; said(); };
  const unread = () => Boolean(input.value.trim()) && !read();
  const said = () => input.setAttribute("aria-invalid", String(unread()));
  const month = monthFor(t, clock, { anchor: element, required, picked: (day) => {
    show(day);
    input.focus({ preventScroll: true });
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  } });

  element.append(month.element);
  button.popoverTargetElement = month.element;
  month.element.addEventListener("beforetoggle", (event) => { if (event.newState === "open") month.draw(read() || clock.key(clock.now()), read()); });
  input.addEventListener("focus", () => { if (!byFinger()) input.select(); });
  input.addEventListener("click", () => { if (byFinger()) month.open(); });
  input.addEventListener("change", () => { const day = read(); if (day) show(day); said(); });
  input.addEventListener("input", () => { if (!unread()) said(); });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown") return;
    event.preventDefault();
    month.open();
  });

  Object.defineProperty(element, "value", { get: read, set: (day) => { if (day !== read() || unread()) show(day); } });
  return Object.assign(element, { input, unread, focus: () => input.focus() });
}
