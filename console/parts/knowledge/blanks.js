// The blanks of a phrase by names that staff know: {check_in} is kept, {horario de check-in} is read and written. Who
// writes the kept name is understood as well.
import { h } from "../dom.js";

export const BLANK = /\{([^{}]*)\}/g;

export function blanksFor(t) {
  const named = (name) => t(`phrase_blank_${name}`) || name;
  const exchanged = (words, other) => words.replace(BLANK, (whole, name) => `{${other(name.trim())}}`);

  // What is no blank of this phrase stays as it was written, and is said to be wrong.
  const writingFor = (names) => {
    const kept = new Map(names.map((name) => [named(name).toLocaleLowerCase(), name]));
    return { shown: (words) => exchanged(words, named), stored: (words) => exchanged(words, (name) => kept.get(name.toLocaleLowerCase()) ?? name) };
  };

  function chips(words) {
    const parts = [];
    let from = 0;
    for (const match of words.matchAll(BLANK)) {
      parts.push(words.slice(from, match.index), h("span", { class: "blank" }, named(match[1])));
      from = match.index + match[0].length;
    }
    return [...parts, words.slice(from)];
  }

  // `area` answers where somebody writes just now.
  const buttons = (names, area) => names.map((name) => h("button", { class: "blank", type: "button", onclick: () => put(area(), `{${named(name)}}`) }, named(name)));

  function put(area, words) {
    area.focus();
    area.setRangeText(words, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  return { named, writingFor, chips, buttons };
}
