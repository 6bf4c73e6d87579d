// A field for an hour that reads by the clock of 24 hours, as everything else in the console does, whatever clock the
// browser shows. One writes it as one says it; the arrows go by quarters. What it holds is "14:30" or "".
import { h } from "./dom.js";

const QUARTER = 15;
const MINUTES_OF_DAY = 24 * 60;

// "14:30", "14.30", "14h30", "1430", "14", "14 hs", "2:30 pm", "2 p. m."; 24 is midnight. "" where no hour is meant.
export function readHour(written) {
  const text = written.toLowerCase().replace(/[\s.]/g, (sign) => (sign === "." ? ":" : ""));
  const found = /^(\d{1,2}?)(?:[:h]?(\d{2}))?(?::|hs?:?|hrs?:?|horas?|hours?)?(?:([ap]):?m:?)?$/.exec(text);
  if (!found) return "";
  const [hours, minutes, half] = [Number(found[1]), Number(found[2] ?? 0), found[3]];
  if (half && (hours < 1 || hours > 12)) return "";
  const hour = half ? (hours % 12) + (half === "p" ? 12 : 0) : hours;
  const midnight = hour === 24 && !minutes;
  return (hour > 23 && !midnight) || minutes > 59 ? "" : told((hour % 24) * 60 + minutes);
}

const told = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");

export function hourInput(t, { required = false, ...props } = {}) {
  const input = h("input", { type: "text", autocomplete: "off", spellcheck: "false", inputmode: "numeric", maxlength: 12, placeholder: t("hour_example"), "aria-required": required ? "true" : null, ...props });
  const element = h("span", { class: "hour-field" }, input);
  const read = () => readHour(input.value);
  const unread = () => Boolean(input.value.trim()) && !read();
  const said = () => input.setAttribute("aria-invalid", String(unread()));

  function move(step) {
    const [hours, minutes] = (read() || "12:00").split(":").map(Number);
    const from = hours * 60 + minutes;
    const to = step > 0 ? Math.floor(from / QUARTER + 1) : Math.ceil(from / QUARTER - 1);
    input.value = told((to * QUARTER + MINUTES_OF_DAY) % MINUTES_OF_DAY);
    said();
    for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  input.addEventListener("focus", () => input.select());
  input.addEventListener("change", () => { input.value = read() || input.value; said(); });
  input.addEventListener("input", () => { if (!unread()) said(); });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    move(step);
  });

  Object.defineProperty(element, "value", { get: read, set: (hour) => { input.value = hour; said(); } });
  return Object.assign(element, { input, unread, focus: () => input.focus() });
}
