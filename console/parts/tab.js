// What all pieces of one browser tab share: the line to the server, the deeds under way, the clock, and the words that
// pass by. Modules are loaded once per page, so this is one object however many pieces are on the screen.
import { deedsFor } from "./deeds.js";
import { keptFor } from "./kept.js";
import { listen } from "./live.js";
import { ringingFor } from "./ringing.js";
import { clockFor } from "./time.js";
import { toastsFor } from "./toasts.js";
import { wireFor } from "./wire.js";
import { errorWords, wordsFor } from "./wording.js";

let tab = null;

export function tabOf(data) {
  const key = `${data.hotel.id}:${data.me.id}:${data.lang}`;
  if (tab?.key !== key) tab = opened(data, key);
  return tab;
}

function opened(data, key) {
  const { hotel, me, lang } = data;
  const t = wordsFor(data.words);
  const heard = new Map();
  const told = new Set();
  const made = { key, hotel, me, lang, t, state: "live", pulse: "", paused: false, helpKeys: [] };

  const tell = (name, ...facts) => { for (const listener of [...(heard.get(name) ?? [])]) listener(...facts); };

  // name: beside (somebody came, went or writes), news (something changed), look (everything may have), state (of the line), pulse (of the house), cut (it broke), rest (the house is paused or goes on), deeds, done, refused.
  made.on = (name, listener) => {
    if (!heard.has(name)) heard.set(name, new Set());
    heard.get(name).add(listener);
    return () => heard.get(name).delete(listener);
  };

  made.rests = (paused) => {
    if (paused === made.paused) return;
    made.paused = paused;
    tell("rest");
  };

  made.may = (action) => me.may.includes(action);
  made.clock = clockFor(lang, hotel.timezone, t);
  made.wire = wireFor(hotel.id);
  made.toasts = toastsFor(t);
  made.toast = made.toasts.say;
  keptFor(made);
  made.go = go;
  made.openBooking = (code) => document.dispatchEvent(new CustomEvent("conserje:booking", { detail: { code } }));
  made.openConversation = (id) => go(`/conversations?c=${id}`);
  made.ringing = ringingFor({ t, hotel, open: made.openConversation });
  made.deeds = deedsFor({
    wire: made.wire,
    me,
    hotel,
    onChange: () => tell("deeds"),
    onDone: (deed, answer) => tell("done", deed, answer),
    onRefused: (deed) => {
      if (!deed.shown && !told.delete(deed.token)) made.toast(made.refusal(deed), { bad: true });
      tell("refused", deed);
    },
  });

  // A refusal in words, with the days in it as people write them.
  made.refusal = (trouble) => {
    const facts = Object.entries(trouble.facts ?? {}).map(([name, fact]) => [name, /^\d{4}-\d\d-\d\d$/.test(fact) ? made.clock.dayWords(fact) : fact]);
    return errorWords(t, { error: trouble.error, reference: trouble.reference, facts: Object.fromEntries(facts) });
  };

  const awaited = new Map();
  const tokens = new Map();
  // The click behind the last deed of a name: what is taken back names it.
  made.lastToken = (name) => tokens.get(name);
  // A double click is one deed, though the screen may show another button in that place before its second half.
  let begun = false;
  let isSecondHalf = false;
  document.addEventListener("click", (event) => {
    isSecondHalf = event.detail > 1;
    begun &&= isSecondHalf;
    setTimeout(() => { isSecondHalf = false; });
  }, true);
  // A deed whose end somebody waits for; the very same asked twice is done once. It settles when the server has answered.
  // Whoever asks quietly says a refusal in its own place; after a reload nobody does, and it passes by as ever.
  made.act = (deed, { quietly = false } = {}) => {
    const same = `${deed.name} ${JSON.stringify(deed.body ?? {})}`;
    if (awaited.has(same)) return awaited.get(same);
    if (begun && isSecondHalf) return new Promise(() => {});
    begun = true;
    const promise = new Promise((resolve, reject) => {
      const token = made.deeds.start({ body: {}, ...deed });
      tokens.set(deed.name, token);
      if (quietly) told.add(token);
      const ends = [
        made.on("done", (one, answer) => { if (one.token === token) end(() => resolve(answer)); }),
        made.on("refused", (one) => { if (one.token === token) end(() => reject(one)); }),
      ];
      const end = (settle) => { for (const stop of ends) stop(); awaited.delete(same); settle(); };
    });
    awaited.set(same, promise);
    return promise;
  };

  made.live = listen({
    hotel,
    refetch: () => tell("look"),
    onState: (state) => { made.state = state; tell("state", state); if (state === "live") made.deeds.work(); },
    onPulse: (pulse) => { made.pulse = pulse; tell("pulse", pulse); if (pulse !== "away") made.deeds.work(); },
    onNews: (event) => tell(event.kind === "beside" ? "beside" : "news", event),
  });
  window.addEventListener("offline", () => tell("cut"));
  made.deeds.work();
  return made;
}

const ARRIVED_WITHIN_MS = 5000;
const AGAIN_MS = 2000;
let leaving = null;
let turn = null;

// While the page is about to be loaded anew, `how` hears of every way that is taken instead.
export const turnsWith = (how) => { turn = how; };

// Moves to another address of the console without loading the page anew: Streamlit follows the browser's history, and
// where it cannot (its line is broken), the browser loads the page as for any link.
export function go(address) {
  const url = new URL(address, location.origin);
  if (turn) { turn(url); return; }
  if (url.href === location.href) return;
  history.pushState({}, "", url);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
  document.dispatchEvent(new CustomEvent("conserje:went", { detail: { path: url.pathname } }));
  clearTimeout(leaving);
  leaving = setTimeout(loadAnew, ARRIVED_WITHIN_MS);
}

// Without a line the browser would put its own page of error in place of everything that is on the screen.
async function loadAnew() {
  const wanted = location.href;
  const there = await fetch("/_stcore/health", { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (wanted !== location.href) return;
  if (there) location.reload();
  else leaving = setTimeout(loadAnew, AGAIN_MS);
}

export function arrived(path) {
  if (`/${path}` === location.pathname) clearTimeout(leaving);
}
