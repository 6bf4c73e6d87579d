// A thing before it goes: what it is made of, how the guest will see it, and one button. What was seen is what goes.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { contentOf } from "./content.js";
import { answeredMeanwhile } from "./meanwhile.js";

const PAUSE_MS = 200;
const SLOW_MS = 3000;
const SVG = "http://www.w3.org/2000/svg";
const LOOK_AGAIN = new Set(["seen_otherwise", "taken_meanwhile", "nothing_free", "photo_gone"]);

// made: { title, parts: elements above, thing(): what to send or null, nothing: { words, act, go, needs } where there is none }
export async function sheet(app, known, { title, parts = [], thing, nothing = null, ready = null }) {
  const { t, tab, root } = app;
  if (nothing) return instead(app, title, nothing);
  const path = `/api/conversations/${known.id}/at-hand`;
  const screen = h("div", { class: "as-guest", "aria-live": "polite", "aria-busy": "true" });
  const shown = h("section", { class: "as-guest-part" }, h("h3", {}, t("at_hand_as_guest")), screen);
  const content = h("div", { class: "at-hand-sheet" }, parts, shown);
  const seen = { mark: "", body: "", turn: 0, anyway: false, line: app.newest() };
  let say = () => null;
  let timer = null;

  function look() {
    clearTimeout(timer);
    seen.turn += 1;
    const wanted = thing();
    if (!wanted) { draw(h("p", { class: "hint" }, t("at_hand_choose"))); say({ blocked: true }); return; }
    screen.setAttribute("aria-busy", "true");
    say({ blocked: true });
    timer = setTimeout(() => fetchIt(wanted, seen.turn), PAUSE_MS);
  }

  async function fetchIt(wanted, turn) {
    try {
      const made = await tab.wire.post(`${path}/preview`, wanted);
      if (turn !== seen.turn) return;
      Object.assign(seen, { later: made.later, mark: made.mark, body: JSON.stringify(wanted) });
      draw(...made.lines.map((line) => bubble(app, line)), made.later ? h("p", { class: "hint" }, icon("clock"), t("at_hand_link_follows")) : null);
      say({ problem: seen.words ?? "" });
      seen.words = "";
      handBack();
    } catch (trouble) {
      if (turn !== seen.turn) return;
      draw();
      say({ problem: trouble.kind === "refused" ? tab.refusal(trouble) : t("error_reconnecting"), blocked: true });
      if (trouble.kind !== "refused") timer = setTimeout(() => fetchIt(wanted, turn), 2500);
    }
  }

  // A button that was out of reach while it waited had lost the keyboard: it gets it back.
  function handBack() {
    const dialog = content.closest("dialog");
    const at = content.getRootNode().activeElement;
    if (dialog && (!at || at === dialog || !dialog.contains(at))) dialog.querySelector("button[type=submit]").focus({ preventScroll: true });
  }

  function draw(...lines) {
    screen.replaceChildren(...lines.filter(Boolean));
    screen.setAttribute("aria-busy", "false");
  }

  async function send() {
    const slow = setTimeout(() => say({ problem: t("waits_for_line"), blocked: true }), SLOW_MS);
    try {
      const body = { ...JSON.parse(seen.body), mark: seen.mark, ...(seen.line ? { seen: seen.line } : {}), ...(seen.anyway ? { anyway: true } : {}) };
      await tab.act({ name: `at-hand:${known.id}`, lane: `conversation:${known.id}`, conversation: known.id, path: `${path}/send`, body }, { quietly: true });
      if (seen.later) tab.toast(t("at_hand_link_follows"));
      return "";
    } catch (deed) {
      return refused(deed);
    } finally {
      clearTimeout(slow);
    }
  }

  function refused(deed) {
    if (deed.error === "answered_meanwhile") {
      seen.anyway = true;
      return answeredMeanwhile(t, deed);
    }
    const words = tab.refusal(deed);
    if (LOOK_AGAIN.has(deed.error)) { seen.words = words; (ready?.again ?? look)(); }
    return words;
  }

  const open = ask(root, t, { title, content, look: "at-hand-ask", act: t("send"), send, onInput: (_, show) => { if (say !== show) { say = show; look(); } } });
  content.addEventListener("changed", look);
  ready?.(content, () => content.closest("dialog")?.close());
  const sent = await open;
  clearTimeout(timer);
  seen.turn += 1;
  return sent;
}

// One screen cannot send what does not exist: it says so, and where to make it; or who can, where this person may not.
async function instead(app, title, { words, act, go, needs = "" }) {
  const { t, root } = app;
  if (needs && !app.may(needs)) await ask(root, t, { title, text: `${words} ${t("at_hand_ask_who_runs")}` });
  else if (await ask(root, t, { title, text: words, act })) go();
}

export function bubble(app, line) {
  const parts = contentOf({ ...line, trouble: null, deleted: false }, app);
  const made = h("div", { class: "message ours staff" }, h("div", { class: "bubble" }, line.qr ? drawnQr(line.qr, app.t("at_hand_qr")) : null, ...parts));
  for (const list of made.querySelectorAll("details")) list.open = true;
  return made;
}

function drawnQr([size, path], words) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `-2 -2 ${size + 4} ${size + 4}`);
  svg.setAttribute("class", "pass-qr");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", words);
  const dark = document.createElementNS(SVG, "path");
  dark.setAttribute("d", path);
  svg.append(dark);
  return svg;
}
