// Whoever is signed out with a drawer half written finds the words again: they are kept in this tab of the browser, for
// the same person in the same hotel, and put back where they stood as soon as that drawer is opened again.
import { halfWritten } from "./typed.js";

const FIELDS = "textarea, select, input:not([type=search], [type=password], [type=file], [type=hidden])";
const CHECKED = ["radio", "checkbox"];
let mine = null;

export function keptFor({ hotel, me, t, toast }) {
  mine = { key: `conserje:typed:${hotel.id}:${me.id}`, t, toast, ends: [] };
  for (const one of read()) mine.ends.push(toast(t("kept_typed", { where: one.title }), { stays: true }));
}

export function keepHalfWritten() {
  const drawers = halfWritten().map(({ place, touched }) => {
    const fields = namedIn(place).filter(({ field }) => touched.has(field) && field.checkVisibility() && (field.type !== "radio" || field.checked));
    return { path: location.pathname, title: titleOf(place), fields: fields.map(({ field, name }) => ({ name, ...stateOf(field) })) };
  });
  if (drawers.length) write(drawers);
}

// A drawer fills itself in its own time, and some of its fields come of what stands in others.
export function giveBack(typed) {
  const { place } = typed;
  const waiting = new Map();
  let gave = false;

  function look() {
    const kept = gave ? null : read().find((one) => one.path === location.pathname && one.title === titleOf(place));
    if (kept) {
      gave = true;
      write(read().filter((one) => one.title !== kept.title || one.path !== kept.path));
      for (const { name, ...state } of kept.fields) waiting.set(name, state);
      for (const end of mine.ends.splice(0)) end();
      mine.toast(mine.t("gave_back"));
    }
    for (const { field, name } of waiting.size ? namedIn(place) : []) {
      const state = waiting.get(name);
      if (!state || field.disabled) continue;
      waiting.delete(name);
      typed.begins(field);
      Object.assign(field, state);
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    if (gave && !waiting.size) watching.disconnect();
  }

  const watching = new MutationObserver(look);
  if (!read().length) return;
  watching.observe(place, { childList: true, subtree: true, attributeFilter: ["aria-label", "disabled"] });
  place.addEventListener("close", () => watching.disconnect());
  look();
}

// By the name it is shown with, and by its place among those of the same name.
function namedIn(place) {
  const seen = new Map();
  return [...place.querySelectorAll(FIELDS)].map((field) => {
    const shown = field.getAttribute("aria-label") ?? field.labels?.[0]?.textContent ?? "";
    const name = `${field.type} ${CHECKED.includes(field.type) ? field.value : ""} ${shown.trim()}`;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return { field, name: `${name} ${seen.get(name)}` };
  });
}

const titleOf = (place) => place.getAttribute("aria-label");
const stateOf = (field) => (CHECKED.includes(field.type) ? { checked: field.checked } : { value: field.value });

function read() {
  try { return JSON.parse(sessionStorage.getItem(mine?.key)) ?? []; } catch { return []; }
}

function write(drawers) {
  try {
    if (drawers.length) sessionStorage.setItem(mine.key, JSON.stringify(drawers));
    else sessionStorage.removeItem(mine.key);
  } catch { /* nothing can be kept here */ }
}
