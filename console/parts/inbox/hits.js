// Lines that hold the words looked for, the newest first; each opens its conversation where it was said.
import { h, icon } from "../dom.js";
import { face, shownName } from "../people.js";

const AROUND = 60;

export function hitsFor(app) {
  const { t, wire } = app;
  const title = h("h3", {}, t("said_in_messages"));
  const list = h("ul", {});
  const more = h("button", { class: "button small", hidden: true, onclick: () => next() }, t("show_more"));
  const none = h("p", { class: "none", hidden: true }, t("said_nowhere"));
  const element = h("section", { class: "hits", "aria-label": t("said_in_messages"), "aria-live": "polite", hidden: true }, title, list, none, more);
  const state = { words: "", before: null, count: 0, asked: 0 };

  async function look(words) {
    const turn = ++state.asked;
    Object.assign(state, { words, before: null });
    if (!words) { state.count = 0; element.hidden = true; list.replaceChildren(); return; }
    const found = await wire.get(`/api/search?${new URLSearchParams({ q: words })}`).catch(() => null);
    if (turn !== state.asked || !found) return;
    list.replaceChildren();
    state.count = 0;
    add(found);
  }

  async function next() {
    const turn = state.asked;
    more.disabled = true;
    const found = await wire.get(`/api/search?${new URLSearchParams({ q: state.words, before: String(state.before) })}`).catch(() => null);
    more.disabled = false;
    if (turn === state.asked && found) add(found);
  }

  function add(found) {
    list.append(...found.hits.map((hit) => item(hit, found.words)));
    state.count += found.hits.length;
    state.before = found.before;
    more.hidden = !found.before;
    none.hidden = state.count > 0;
    element.hidden = !found.words.length;
    element.dispatchEvent(new CustomEvent("found", { bubbles: true }));
  }

  function item(hit, words) {
    const who = hit.author === "guest" ? "" : hit.author === "note" ? t("mark_note_by", { name: hit.staff || t("somebody") }) : hit.author === "phone" ? t("phone_owner") : hit.staff || t("somebody");
    return h("li", {}, h("button", { class: "hit", dataset: { line: String(hit.id) }, onclick: () => app.open(hit.conversation, { about: hit.id }) },
      h("span", { class: "portrait" }, face({ id: hit.conversation, name: hit.name }, t)),
      h("span", { class: "lines" },
        h("span", { class: "top" }, h("b", { dir: "auto" }, shownName(hit, t)), h("time", { datetime: hit.at, title: app.clock.full(hit.at) }, app.clock.stamp(hit.at))),
        h("span", { class: "said", dir: "auto" }, who ? h("em", {}, hit.author === "note" ? icon("note") : null, `${who}: `) : null, marked(hit.text, words)))));
  }

  return { element, look, count: () => state.count };
}

// The words around the first that was found, and all that were found in them made visible.
function marked(text, words) {
  const { plain, places } = folded(text);
  const spots = words.flatMap((word) => spotsOf(plain, word)).sort((one, two) => one[0] - two[0]);
  const first = spots[0]?.[0] ?? 0;
  const from = places[first] > AROUND ? text.indexOf(" ", places[first] - AROUND) + 1 : 0;
  const parts = [from ? "…" : ""];
  let at = from;
  for (const [start, end] of spots) {
    if (places[start] < at) continue;
    parts.push(text.slice(at, places[start]), h("mark", {}, text.slice(places[start], places[end] ?? text.length)));
    at = places[end] ?? text.length;
  }
  return [...parts, text.slice(at, at + 300)];
}

function spotsOf(plain, word) {
  const found = [];
  const whole = word.length < 3;
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
    const begins = at === 0 || !/[\p{L}\p{N}]/u.test(plain[at - 1]);
    const ends = !whole || !/[\p{L}\p{N}]/u.test(plain[at + word.length] ?? " ");
    if (begins && ends) found.push([at, at + word.length]);
  }
  return found;
}

// Without capitals and accents, and where in the text each letter of it stands.
function folded(text) {
  let plain = "";
  const places = [];
  for (let at = 0; at < text.length; at += 1) {
    for (const letter of text[at].normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()) {
      plain += letter;
      places.push(at);
    }
  }
  return { plain, places };
}
