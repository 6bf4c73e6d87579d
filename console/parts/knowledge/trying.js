// Trying a message: what a guest would write, how it is read, and exactly what the house would answer. It is the house
// itself that answers, and nothing of it is kept.
import { h, icon, set } from "../dom.js";
import { guestBubble, lineOf } from "../bubble.js";
import { readingOf } from "../reading/reading.js";

const MOST_LETTERS = 1000;

export function tryingFor(app) {
  const { t, tab } = app;
  let messages = [];
  let played = [];
  let chosen = 0;
  const thread = h("div", { class: "try-thread", "aria-live": "polite", tabindex: "0", "aria-label": t("try_thread") });
  const reading = h("div", { class: "reading", "aria-live": "polite" });
  const text = h("textarea", { rows: "2", dir: "auto", maxlength: String(MOST_LETTERS), placeholder: t("try_placeholder"), "aria-label": t("try_placeholder") });
  const send = h("button", { class: "button primary", type: "submit" }, t("try_it"));
  const anew = h("button", { class: "button quiet", type: "button", onclick: () => { messages = []; played = []; draw(); text.focus(); } }, icon("retry"), t("start_anew"));
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const form = h("form", { class: "try-form", onsubmit: submit }, text, h("div", { class: "try-acts" }, anew, send));
  const examples = h("div", { class: "examples" }, ["one", "two", "three", "four"].map((name) => h("button", { class: "chip add", type: "button", onclick: () => { text.value = t(`example_${name}`); form.requestSubmit(); } }, t(`example_${name}`))));
  const element = h("div", { class: "trying-part" }, h("div", { class: "try-talk" }, h("p", { class: "small" }, t("try_why")), thread, trouble, form), h("aside", {}, h("h2", {}, t("how_read")), reading));
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  async function submit(event) {
    event.preventDefault();
    const words = text.value.trim();
    if (!words || send.disabled) return;
    const next = [...messages, words].slice(-8);
    send.disabled = true;
    set(thread, "aria-busy", "true");
    trouble.hidden = true;
    try {
      const found = await tab.wire.post("/api/knowledge/try", { messages: next });
      messages = next;
      played = found.played;
      chosen = played.length - 1;
      if (text.value.trim() === words) text.value = "";
      draw();
    } catch (problem) {
      trouble.textContent = problem.kind === "refused" ? tab.refusal(problem) : t("error_reconnecting");
      trouble.hidden = false;
    } finally {
      send.disabled = false;
      set(thread, "aria-busy", "false");
    }
  }

  function draw() {
    anew.hidden = !played.length;
    thread.replaceChildren(...(played.length ? played.flatMap(turn) : [h("div", { class: "lesson" }, h("h2", {}, t("try_title")), h("p", {}, t("try_lesson")), examples)]));
    reading.replaceChildren(...(played.length ? readingOf(app, played[chosen]) : [h("p", { class: "small" }, t("nothing_read"))]));
    thread.scrollTop = thread.scrollHeight;
  }

  function turn(one, place) {
    const see = h("button", { class: "see-reading", type: "button", "aria-pressed": String(place === chosen), onclick: () => { chosen = place; draw(); } }, icon("info"), t(`decision_${one.decision}`));
    const silent = one.said.length ? [] : [h("p", { class: "house-silent" }, icon("mute"), t("says_nothing"))];
    return [guestBubble(app, one.words), see, ...one.said.map((line) => lineOf(app, line)), ...silent];
  }

  draw();
  return { element, opened: () => text.focus({ preventScroll: true }) };
}
