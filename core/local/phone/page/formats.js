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

export function dayName(at) {
  const date = new Date(at * 1000);
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at * 1000).setHours(0, 0, 0, 0)) / 86400000);
  if (days === 0) return say("today");
  if (days === 1) return say("yesterday");
  return date.toLocaleDateString(locale(), { weekday: "long", day: "numeric", month: "long" });
}
