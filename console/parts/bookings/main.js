// All bookings: found as one types, by state and by days; a row opens the card, N begins a new one.
import { dayInput } from "../day.js";
import { arrange, h, icon, set } from "../dom.js";
import { peopleWords, statusChip } from "../booking/stays.js";
import { moneyFor } from "../money.js";
import { phoneWords, shownName } from "../people.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { openWalkIn } from "./walkin.js";

const STATES = ["coming", "in_house", "held", "past", "off", "all"];
const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);
const AGAIN_MS = 2500;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const asked = new URLSearchParams(location.search);
  const app = { root, t, tab, place: root, data, money: moneyFor(data.lang, data.hotel.currency), found: null, look: () => look() };
  const state = { q: asked.get("q") ?? "", state: STATES.includes(asked.get("state")) ? asked.get("state") : "coming", from: asked.get("from") ?? "", to: asked.get("to") ?? "" };
  const elements = new Map();

  const search = h("input", { type: "search", class: "search", placeholder: t("search_bookings"), "aria-label": t("search_bookings"), maxlength: 100, autocomplete: "off", spellcheck: "false" });
  search.value = state.q;
  const from = dayInput(t, { "aria-label": t("from_day") });
  const to = dayInput(t, { "aria-label": t("to_day") });
  [from.value, to.value] = [state.from, state.to];
  const chips = STATES.map((name) => h("button", { dataset: { state: name }, "aria-pressed": "false", onclick: () => choose({ state: name }) }, t(`filter_${name}`)));
  const add = tab.may("book") ? h("button", { class: "button primary", onclick: () => openWalkIn(app) }, icon("plus"), t("new_booking")) : null;
  const rows = h("ul", { class: "booking-rows", "aria-label": t("bookings") });
  const empty = h("div", { class: "lesson", hidden: true });
  const more = h("p", { class: "more", hidden: true }, t("more_found"));
  const page = h("div", { class: "page", "aria-busy": "true" },
    h("header", { class: "page-head" }, h("h1", {}, t("bookings")), add),
    h("div", { class: "finding" }, h("label", { class: "searching" }, icon("search"), search), h("div", { class: "days" }, from, h("span", { "aria-hidden": "true" }, "→"), to)),
    h("div", { class: "filters", role: "group", "aria-label": t("filter_label") }, chips),
    rows, empty, more);
  root.replaceChildren(page);

  let pause = null;
  search.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => choose({ q: search.value.trim(), ...(search.value.trim() && state.state === "coming" ? { state: "all" } : {}) }), 200); });
  search.addEventListener("keydown", (event) => { if (event.key === "ArrowDown" || event.key === "Enter") { event.preventDefault(); rows.querySelector("button")?.focus(); } });
  for (const [name, field] of [["from", from], ["to", to]]) field.addEventListener("change", () => choose({ [name]: field.value }));

  function choose(change) {
    Object.assign(state, change);
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(state)) if (value && !(name === "state" && value === "coming")) url.searchParams.set(name, value); else url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
    drawChips();
    look();
  }

  const drawChips = () => { for (const chip of chips) set(chip, "aria-pressed", String(chip.dataset.state === state.state)); };

  const look = steady(async () => {
    const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    const wanted = query.toString();
    const found = await tab.wire.get(`/api/bookings?${query}`);
    if (wanted !== new URLSearchParams(Object.entries(state).filter(([, value]) => value)).toString()) return look();
    tab.clock.serverSaid(found.now);
    app.found = found;
    return draw();
  }, { pause: 30, onResult: (trouble) => { if (trouble?.kind === "refused") tab.toast(tab.refusal(trouble), { bad: true }); else if (trouble) setTimeout(look, AGAIN_MS); } });

  function draw() {
    set(page, "aria-busy", "false");
    arrange(rows, app.found.rows.map(rowElement));
    more.hidden = !app.found.more;
    empty.hidden = app.found.rows.length > 0;
    const key = JSON.stringify(state);
    if (empty.hidden || empty.dataset.key === key) return;
    empty.dataset.key = key;
    empty.replaceChildren(h("h2", {}, t(state.q ? "nothing_like" : "nothing_here", { words: state.q })), h("p", {}, t(state.q ? "nothing_like_hint" : "nothing_here_hint")));
  }

  function rowElement(line) {
    const said = JSON.stringify(line);
    if (elements.get(line.id)?.said !== said) elements.set(line.id, { said, element: makeRow(line) });
    return elements.get(line.id).element;
  }

  function makeRow(line) {
    const nights = tab.clock.nightsBetween(line.check_in, line.check_out);
    return h("li", {}, h("button", { class: "booking-row", onclick: () => tab.openBooking(line.code) },
      h("span", { class: "who-row" }, h("b", { dir: "auto" }, shownName({ name: line.guest, phone: line.phone }, t)), h("small", {}, [phoneWords(line.phone), peopleWords(t, line)].filter(Boolean).join(" · "))),
      h("span", { class: "when-row" }, t("from_to", { first: tab.clock.dayWords(line.check_in), last: tab.clock.dayWords(line.check_out) }), h("small", {}, `${t(nights === 1 ? "one_night" : "nights", { n: nights })} · ${t("room_named", { room: line.room })}`)),
      h("span", { class: "code-row" }, line.code),
      h("span", { class: "state-row" }, statusChip(t, line)),
      h("span", { class: `money-row ${line.balance > 0 ? "due" : ""}` }, app.money.say(line.total), h("small", {}, line.balance > 0 ? t("still_owes", { amount: app.money.say(line.balance) }) : line.paid ? t("all_paid") : ""))));
  }

  function pressed(event) {
    const path = event.composedPath();
    if (event.ctrlKey || event.metaKey || event.altKey || path.some((one) => one.tagName === "DIALOG")) return;
    if (TYPING.has(path[0].tagName)) return;
    const act = { "/": () => { search.focus(); search.select(); }, n: () => add && openWalkIn(app), ArrowDown: () => step(1), ArrowUp: () => step(-1), j: () => step(1), k: () => step(-1) }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function step(by) {
    const all = [...rows.querySelectorAll("button")];
    const at = all.indexOf(root.getRootNode().activeElement);
    all[Math.max(0, Math.min(all.length - 1, at < 0 ? 0 : at + by))]?.focus();
  }

  // The same people once more: who they are is known from the booking in the address.
  async function bookAgain() {
    const url = new URL(location.href);
    const code = url.searchParams.get("again");
    if (!code || !add) return;
    url.searchParams.delete("again");
    history.replaceState(history.state, "", url);
    try { openWalkIn(app, (await tab.wire.get(`/api/booking/${encodeURIComponent(code)}`)).booking); } catch (trouble) { tab.toast(tab.refusal(trouble), { bad: true }); }
  }

  tab.helpKeys = [["N", t("new_booking")], ["/", t("search_bookings")], ["J K", t("key_rows")], ["Enter", t("key_card")]];
  document.addEventListener("keydown", pressed);
  document.addEventListener("conserje:went", bookAgain);
  const ends = [tab.on("news", (event) => { if (event.kind !== "message") look(); }), tab.on("look", look), tab.on("done", look)];
  drawChips();
  look();
  bookAgain();
  return { update: () => null, end: () => { clearTimeout(pause); document.removeEventListener("keydown", pressed); document.removeEventListener("conserje:went", bookAgain); tab.helpKeys = []; for (const end of ends) end(); } };
}
