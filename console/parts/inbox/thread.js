// The open conversation: its lines by day, older ones on demand, and a reader who is never moved against their will.
import { arrange, h, icon } from "../dom.js";
import { laterElement } from "./later.js";
import { makeLine } from "./line.js";

const AT_END_PX = 80;
const TOGETHER_MS = 5 * 60_000;
const LIT_MS = 2600;

export function threadFor(app) {
  const { t, wire } = app;
  const state = { id: null, lines: new Map(), before: null, after: null, later: [], loaded: false, asked: 0, pinned: true, older: false, newer: false, stuckAt: 0 };
  const elements = new Map();
  const days = new Map();
  const places = new Map();

  const lines = h("div", { class: "lines", role: "log", "aria-live": "polite", "aria-relevant": "additions" });
  const older = h("button", { class: "older", onclick: () => loadOlder() }, t("older"));
  const start = h("p", { class: "start" }, t("start"));
  const scroller = h("div", { class: "scroller", tabindex: "0" }, older, start, lines);
  const pill = h("button", { class: "newer", hidden: true, onclick: () => toEnd() });
  const element = h("div", { class: "thread" }, scroller, pill);

  scroller.addEventListener("scroll", scrolled, { passive: true });
  const grown = new ResizeObserver(() => { if (atEnd()) stickToEnd(); });
  for (const grower of [scroller, lines]) grown.observe(grower);

  function open(id, about = null) {
    remember();
    empty(id);
    const kept = places.get(id);
    if (about) return goTo(about).catch(() => refetch());
    return refetch().then((head) => { if (head && kept) restore(kept); return head; });
  }

  function empty(id) {
    Object.assign(state, { id, lines: new Map(), before: null, after: null, later: [], loaded: false, pinned: true, stuckAt: 0 });
    elements.clear();
    days.clear();
    pill.hidden = true;
    lines.replaceChildren();
    older.hidden = start.hidden = true;
    element.classList.add("loading");
  }

  // To a line that was said any time ago: what is around it, and the way on in both directions.
  async function goTo(line) {
    const { id } = state;
    const turn = ++state.asked;
    state.pinned = false;
    if (!state.lines.has(line)) {
      const found = await wire.get(`/api/conversations/${id}?about=${line}`);
      if (turn !== state.asked || id !== state.id) return null;
      empty(id);
      Object.assign(state, { before: found.before, after: found.after, loaded: true, pinned: false });
      for (const one of found.lines) state.lines.set(one.id, one);
      app.clock.serverSaid(found.now);
      element.classList.remove("loading");
      draw();
      show(line);
      return found.head;
    }
    show(line);
    return null;
  }

  function show(line) {
    const there = elements.get(line)?.element;
    if (!there) return;
    there.scrollIntoView({ block: "center" });
    state.pinned = false;
    showPill("to_bottom", false);
    there.classList.remove("lit");
    void there.offsetWidth;
    there.classList.add("lit");
    setTimeout(() => there.classList.remove("lit"), LIT_MS);
  }

  async function refetch() {
    const { id } = state;
    if (id === null) return null;
    const turn = ++state.asked;
    const found = await wire.get(`/api/conversations/${id}`);
    if (turn !== state.asked || id !== state.id) return null;
    app.clock.serverSaid(found.now);
    const first = !state.loaded;
    const newest = newestId();
    const meets = state.after === null || found.lines.some((line) => state.lines.has(line.id));
    if (meets) state.after = null;
    for (const line of found.lines) if (meets || state.lines.has(line.id)) state.lines.set(line.id, line);
    if (first) state.before = found.before;
    state.later = found.later;
    state.loaded = true;
    app.deeds.arrived(found.lines.map((line) => line.token).filter(Boolean));
    element.classList.remove("loading");
    draw();
    if (!first && !state.pinned && found.lines.some((line) => line.id > newest && line.direction === "in")) announce();
    return found.head;
  }

  const newestId = () => Math.max(0, ...state.lines.keys());

  async function loadOlder() {
    if (!state.before || state.older) return;
    state.older = true;
    const { id } = state;
    try {
      const found = await wire.get(`/api/conversations/${id}?before=${encodeURIComponent(state.before)}`);
      if (id !== state.id) return;
      for (const line of found.lines) state.lines.set(line.id, line);
      state.before = found.before;
      const fromEnd = scroller.scrollHeight - scroller.scrollTop;
      draw();
      scroller.scrollTop = scroller.scrollHeight - fromEnd;
    } catch { /* the button is still there */ } finally {
      state.older = false;
    }
  }

  async function loadNewer() {
    if (!state.after || state.newer) return;
    state.newer = true;
    const { id } = state;
    try {
      const found = await wire.get(`/api/conversations/${id}?after=${encodeURIComponent(state.after)}`);
      if (id !== state.id || !state.after) return;
      for (const line of found.lines) state.lines.set(line.id, line);
      state.after = found.after;
      const top = scroller.scrollTop;
      draw();
      scroller.scrollTop = top;
    } catch { /* the next scroll asks again */ } finally {
      state.newer = false;
    }
  }

  function draw() {
    const stays = atEnd();
    const known = [...state.lines.values()].sort((one, two) => one.at.localeCompare(two.at) || one.id - two.id);
    const tokens = new Set(known.map((line) => line.token).filter(Boolean));
    const unsent = state.after ? [] : app.deeds.of(state.id).filter((deed) => !tokens.has(deed.token));
    const shown = [];
    let before = null;
    for (const line of [...known, ...unsent.map(asLine)]) {
      const key = app.clock.key(line.at);
      if (!before || app.clock.key(before.at) !== key) shown.push(dayMark(key, line.at));
      shown.push(lineElement(line, belongs(before, line)));
      before = line;
    }
    if (!state.after) shown.push(...state.later.map(laterOne));
    older.hidden = !state.before;
    start.hidden = !state.loaded || Boolean(state.before);
    arrange(lines, shown);
    if (stays) stickToEnd();
  }

  const belongs = (before, line) =>
    before !== null &&
    before.author === line.author &&
    before.direction === line.direction &&
    before.staff === line.staff &&
    new Date(line.at) - new Date(before.at) < TOGETHER_MS &&
    app.clock.key(before.at) === app.clock.key(line.at);

  function lineElement(line, follows) {
    if (!elements.has(line.id)) elements.set(line.id, makeLine(line, app));
    const made = elements.get(line.id);
    made.update(line, follows);
    return made.element;
  }

  // Drawn anew only when it says something else, so that a click on it is never lost.
  function laterOne(one) {
    const key = `later:${one.id}`;
    const said = JSON.stringify([one, app.clock.when(one.due)]);
    if (elements.get(key)?.said !== said) elements.set(key, { said, element: laterElement(app, one) });
    return elements.get(key).element;
  }

  function dayMark(key, at) {
    if (!days.has(key)) days.set(key, h("div", { class: "day" }, h("span", {})));
    const mark = days.get(key);
    const words = app.clock.day(at);
    if (mark.firstChild.textContent !== words) mark.firstChild.textContent = words;
    return mark;
  }

  // What was written here and is not yet acknowledged looks like a line already.
  const asLine = (deed) => ({
    id: deed.token,
    token: deed.token,
    direction: deed.name === "note" ? "note" : "out",
    author: "staff",
    staff: app.me.name,
    kind: "text",
    text: deed.body.body,
    content: {},
    at: deed.at,
    delivery: null,
    reactions: [],
    file: null,
    quote: null,
    deed,
  });

  function scrolled() {
    const left = fromTheEnd();
    state.pinned = !state.after && left < AT_END_PX;
    if (left < 300) loadNewer();
    if (state.pinned) { pill.hidden = true; app.seen(); } else if (pill.hidden) showPill("to_bottom", false);
    if (scroller.scrollTop < 300) loadOlder();
  }

  function showPill(word, fresh) {
    pill.replaceChildren(fresh ? t(word) : h("span", { class: "sr" }, t(word)), icon("arrow"));
    pill.classList.toggle("fresh", fresh);
    pill.hidden = false;
  }

  const announce = () => showPill("newer", true);

  function stickToEnd() {
    scroller.scrollTop = scroller.scrollHeight;
    state.stuckAt = scroller.scrollTop;
  }

  // Whoever has just scrolled up is let go, also when news come before the page has been told.
  const atEnd = () => state.pinned && (scroller.scrollTop > state.stuckAt - AT_END_PX || fromTheEnd() < AT_END_PX);

  const fromTheEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;

  function toEnd() {
    pill.hidden = true;
    if (state.after) { empty(state.id); refetch().catch(() => null); }
    state.pinned = true;
    stickToEnd();
    scroller.focus({ preventScroll: true });
  }

  function remember() {
    if (state.id !== null && state.loaded && !state.pinned && !state.after) places.set(state.id, scroller.scrollHeight - scroller.scrollTop);
    else places.delete(state.id);
  }

  function restore(fromEnd) {
    if (fromEnd > scroller.scrollHeight) return;
    state.pinned = false;
    scroller.scrollTop = scroller.scrollHeight - fromEnd;
  }

  return {
    element,
    open,
    goTo,
    refetch,
    draw: () => { if (state.id !== null) draw(); },
    toEnd,
    pinned: () => state.pinned,
    newest: () => (state.loaded && !state.after ? newestId() : null),
    label: (words) => scroller.setAttribute("aria-label", words),
    close: () => { remember(); state.id = null; },
  };
}
