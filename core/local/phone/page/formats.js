// Numbers, days and files in the form people know them.

import { el } from "./dom.js";
import { locale, say } from "./words.js";

const SHAPES = [[/^(54)(9)(11)(\d{4})(\d{4})$/, "+$1 $2 $3 $4-$5"], [/^(55)(\d\d)(\d{4,5})(\d{4})$/, "+$1 $2 $3-$4"],
  [/^(521?)(\d\d)(\d{4})(\d{4})$/, "+$1 $2 $3 $4"], [/^(598)(\d\d)(\d{3})(\d{3})$/, "+$1 $2 $3 $4"], [/^(1)(\d{3})(\d{3})(\d{4})$/, "+$1 $2 $3-$4"]];

export function prettyNumber(digits) {
  const [shape, form] = SHAPES.find(([one]) => one.test(digits)) ?? [/^/, "+"];
  return digits.replace(shape, form);
}

export function pickFile(accept, use) {
  const input = el("input", { type: "file", accept });
  input.addEventListener("change", () => input.files[0] && use(input.files[0]));
  input.click();
}

// Where a guest's phone is at home: its bubbles show that hour, wherever the browser is.
const ZONES = {
  AR: "America/Argentina/Buenos_Aires", UY: "America/Montevideo", BR: "America/Sao_Paulo", CL: "America/Santiago", CO: "America/Bogota", PE: "America/Lima",
  PY: "America/Asuncion", BO: "America/La_Paz", MX: "America/Mexico_City", ES: "Europe/Madrid", US: "America/Los_Angeles", CA: "America/Vancouver", GB: "Europe/London",
  DE: "Europe/Berlin", FR: "Europe/Paris", IT: "Europe/Rome",
};
const zoneOf = (guest) => ZONES[guest.country];
const DAY_MS = 86_400_000;

export const hour = (at, guest) => new Date(at * 1000).toLocaleTimeString(locale(), { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zoneOf(guest) });

/** The day's number on that phone's calendar. */
const dayOf = (date, guest) => Date.parse(date.toLocaleDateString("sv-SE", { timeZone: zoneOf(guest) })) / DAY_MS;

export function dayName(at, guest) {
  const date = new Date(at * 1000);
  const days = dayOf(new Date(), guest) - dayOf(date, guest);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return date.toLocaleDateString(locale(), { weekday: "long", day: "numeric", month: "long", timeZone: zoneOf(guest) });
}
