// The list of conversations: filters, search, pages as one scrolls, and rows that change without moving about.
import { arrange, h, icon, set } from "../dom.js";
import { hitsFor } from "./hits.js";
import { newsFor } from "./news.js";
import { makeRow } from "./row.js";
import { welcome } from "./welcome.js";

const FILTERS = ["all", "waiting", "mine", "unread"];
const SEARCH_PAUSE_MS = 220;
const EMPTY_WORDS = { waiting: "nobody_waiting", mine: "nothing_mine", unread: "nothing_unread" };

export function listFor(app) {
  const { t, wire } = app;
  const state = { filter: "all", words: "", rows: [], after: null, edge: null, counts: {}, loaded: false, asked: 0, fetching: false };
  const news = newsFor();
  const elements = new Map();
  let pause = null;

  const search = h("input", { type: "search", class: "search", placeholder: t("search"), "aria-label": t("search"), maxlength: 100, autocomplete: "off", spellcheck: "false" });
  const clear = h("button", { class: "clear", "aria-label": t("clear_search"), hidden: true, onclick: () => { setWords(""); search.focus(); } }, icon("close"));
  const tabs = FILTERS.map((name) => h("button", { "aria-pressed": "false", dataset: { filter: name }, onclick: () => choose(name) }));
  const rows = h("div", { class: "rows", role: "listbox", "aria-label": t("conversations"), tabindex: "-1" });
  const more = h("div", { class: "more" });
  const empty = h("div", { class: "empty", hidden: true });
  const hits = hitsFor(app);
  hits.element.addEventListener("found", () => draw());
  const scroller = h("div", { class: "scroller" }, rows, empty, more, hits.element);
  const element = h(
    "section",
    { class: "list", "aria-label": t("conversations") },
    h("div", { class: "tools" }, h("label", { class: "searching" }, icon("search"), search, clear), h("div", { class: "filters", role: "group", "aria-label": t("filters") }, tabs)),
    scroller,
  );

  new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) next(); }, { root: scroller, rootMargin: "400px" }).observe(more);
  search.addEventListener("input", () => {
    clear.hidden = !search.value;
    clearTimeout(pause);
    pause = setTimeout(() => setWords(search.value), SEARCH_PAUSE_MS);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && search.value) { event.stopPropagation(); setWords(""); }
    if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); focusRow(0); }
  });
  rows.addEventListener("click", (event) => {
    const row = event.target.closest("[data-id]");
    if (row) app.open(Number(row.dataset.id));
  });

  function choose(name) {
    if (state.filter === name) return;
    Object.assign(state, { filter: name });
    restart();
  }

  function setWords(words) {
    if (search.value !== words) search.value = words;
    clear.hidden = !words;
    if (state.words === words.trim()) return;
    state.words = words.trim();
    hits.look(state.words);
    restart();
  }

  function restart() {
    Object.assign(state, { rows: [], after: null, edge: null, loaded: false });
    scroller.scrollTop = 0;
    draw();
    refetch();
  }

  const address = (after) => {
    const query = new URLSearchParams({ filter: state.filter });
    if (state.words) query.set("q", state.words);
    if (after) query.set("after", after);
    return `/api/inbox?${query}`;
  };

  // What news were about; everything where there was no telling, or where words decide what belongs here.
  async function refetch() {
    const only = state.loaded && !state.words ? news.take() : news.takeAll();
    try {
      if (only) await refetchSome(only);
      else await refetchAll();
    } catch (trouble) {
      news.putBack(only);
      throw trouble;
    }
    return news.waiting();
  }

  async function refetchSome(only) {
    const turn = ++state.asked;
    const found = await wire.get(`${address(null)}&only=${only.join(",")}`);
    if (turn !== state.asked) return;
    app.clock.serverSaid(found.now);
    const gone = new Set(only);
    const rows = [...state.rows.filter((row) => !gone.has(row.id)), ...found.rows.filter((row) => !state.edge || !follows(row, state.edge))];
    Object.assign(state, { rows: rows.sort((one, two) => (follows(one, two) ? 1 : -1)), counts: found.counts });
    draw();
    app.alerts(found.alerts);
  }

  // The first page anew; what was loaded below it stays, without what moved up, and is looked at next.
  async function refetchAll() {
    const turn = ++state.asked;
    const found = await wire.get(address(null));
    if (turn !== state.asked) return;
    app.clock.serverSaid(found.now);
    const fresh = new Set(found.rows.map((row) => row.id));
    const deeper = state.loaded && found.after && state.rows.length > found.rows.length;
    const below = deeper ? state.rows.filter((row) => !fresh.has(row.id) && isBelow(row, found.rows.at(-1))) : [];
    if (!deeper) reached(found);
    if (!state.words) news.about(below.map((row) => row.id));
    Object.assign(state, { rows: [...found.rows, ...below], counts: found.counts, loaded: true });
    draw();
    app.alerts(found.alerts);
  }

  // How far the list is loaded: what stands behind its edge comes with the next page.
  function reached(found) {
    state.after = found.after;
    state.edge = found.after ? found.rows.at(-1) : null;
  }

  function follows(row, other) {
    const [one, two] = state.filter === "waiting" ? [row.waiting, other.waiting] : [other.at, row.at];
    if (one !== two) return one > two;
    return state.filter === "waiting" ? row.id > other.id : row.id < other.id;
  }

  function isBelow(row, last) {
    if (state.filter === "waiting") return row.waiting >= last.waiting;
    return row.at <= last.at;
  }

  async function next() {
    if (!state.after || state.fetching) return;
    const { after, filter, words } = state;
    state.fetching = true;
    try {
      const found = await wire.get(address(after));
      if (filter !== state.filter || words !== state.words) return;
      const have = new Set(state.rows.map((row) => row.id));
      state.rows.push(...found.rows.filter((row) => !have.has(row.id)));
      reached(found);
      draw();
    } catch { /* the next scroll asks again */ } finally {
      state.fetching = false;
    }
  }

  function draw() {
    for (const tab of tabs) drawTab(tab);
    const shown = state.rows.map((row) => {
      if (!elements.has(row.id)) elements.set(row.id, makeRow(row.id, app));
      const made = elements.get(row.id);
      made.update(row, app.current === row.id);
      return made.element;
    });
    const keep = new Set(state.rows.map((row) => row.id));
    for (const id of elements.keys()) if (!keep.has(id)) elements.delete(id);
    if (state.loaded) arrange(rows, shown);
    const reachable = shown.find((row) => row.getAttribute("aria-selected") === "true") || shown[0];
    for (const row of shown) if (row !== app.focusIn(rows)) row.tabIndex = row === reachable ? 0 : -1;
    more.textContent = state.after ? t("loading") : "";
    rows.setAttribute("aria-busy", String(!state.loaded));
    drawEmpty();
  }

  function drawTab(tab) {
    const name = tab.dataset.filter;
    const count = state.counts[name] || 0;
    const label = count ? [t(name), h("b", {}, count >= 100 ? "99+" : String(count))] : [t(name)];
    const said = label.map((part) => part.textContent ?? part).join(" ");
    if (tab.dataset.said !== said) {
      tab.dataset.said = said;
      tab.replaceChildren(...label);
    }
    set(tab, "aria-pressed", String(state.filter === name));
    tab.classList.toggle("warm", name === "waiting" && count > 0);
  }

  function drawEmpty() {
    empty.hidden = !state.loaded || state.rows.length > 0 || hits.count() > 0;
    if (empty.hidden) return;
    empty.classList.toggle("lesson", isEmpty());
    const key = `${state.filter}|${state.words}`;
    if (empty.dataset.key === key) return;
    empty.dataset.key = key;
    if (state.words) empty.replaceChildren(...lesson(t("nobody_found", { words: state.words }), t("nobody_found_hint")));
    else if (state.filter !== "all") empty.replaceChildren(...lesson(t(EMPTY_WORDS[state.filter]), t(`${EMPTY_WORDS[state.filter]}_hint`)));
    else empty.replaceChildren(...welcome(app));
  }

  const lesson = (title, hint) => [h("h2", {}, title), h("p", {}, hint)];

  const isEmpty = () => state.loaded && !state.rows.length && state.filter === "all" && !state.words;

  function focusRow(index) {
    const row = rows.children[Math.max(0, Math.min(index, rows.children.length - 1))] ?? hits.element.querySelector(".hit");
    row?.focus();
  }

  // j, k and the arrows walk; the walk begins at the open conversation.
  function walk(step) {
    const all = [...rows.children];
    const focused = all.indexOf(app.focusIn(rows));
    const from = focused >= 0 ? focused : all.findIndex((row) => row.getAttribute("aria-selected") === "true");
    focusRow(from < 0 ? 0 : from + step);
  }

  return {
    element,
    refetch,
    heard: news.heard,
    draw,
    walk,
    search: () => { search.focus(); search.select(); },
    holds: (target) => rows.contains(target),
    row: (id) => state.rows.find((row) => row.id === id),
    isEmpty,
    readHere(id) {
      const row = state.rows.find((one) => one.id === id);
      if (row?.unread) { row.unread = 0; draw(); }
    },
  };
}
