// Who else has this conversation open, and who is writing: a hint, never a lock.
import { h, icon, set } from "../dom.js";

const BEAT_MS = 10_000;
const STILL_WRITING_MS = 6000;

export function besideFor(app) {
  const { t } = app;
  const element = h("p", { class: "beside", role: "status", hidden: true });
  let id = null;
  let writing = false;
  let pause = null;

  const say = (conversation, body) => app.wire.post(`/api/conversations/${conversation}/here`, body);

  async function beat() {
    if (id === null || document.hidden || !app.may("reply")) return;
    const asked = id;
    try {
      const { others } = await say(asked, { writing });
      if (asked === id) draw(others);
    } catch { draw([]); }
  }

  function draw(others) {
    const writers = others.filter((one) => one.writing);
    const shown = writers.length ? writers : others;
    element.hidden = !shown.length;
    set(element, "data-writing", writers.length ? "true" : null);
    const names = shown.map((one) => one.name).join(", ");
    element.replaceChildren(icon(writers.length ? "edit" : "people"), t(writers.length ? (writers.length > 1 ? "they_write" : "one_writes") : others.length > 1 ? "they_look" : "one_looks", { names }));
  }

  function open(conversation) {
    leave();
    id = conversation;
    element.hidden = true;
    beat();
  }

  function leave() {
    clearTimeout(pause);
    writing = false;
    if (id !== null && app.may("reply")) say(id, { leaving: true }).catch(() => null);
    id = null;
    element.hidden = true;
  }

  // Every key moves the end of writing; only its beginning and its end are told.
  function typed(words) {
    clearTimeout(pause);
    const before = writing;
    writing = Boolean(words.trim());
    if (writing) pause = setTimeout(() => { writing = false; beat(); }, STILL_WRITING_MS);
    if (writing !== before) beat();
  }

  const timer = setInterval(beat, BEAT_MS);
  const seen = () => (document.hidden ? id !== null && app.may("reply") && say(id, { leaving: true }).catch(() => null) : beat());
  document.addEventListener("visibilitychange", seen);
  const stop = app.tab.on("beside", (event) => { if (event.place === `conversation:${id}`) beat(); });

  return { element, open, leave, typed, end() { clearInterval(timer); document.removeEventListener("visibilitychange", seen); stop(); leave(); } };
}
