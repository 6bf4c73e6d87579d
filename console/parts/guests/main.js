// The hotel's guests: found as one types, by what they are; one opens beside the page, its address can be shared.
import { arrange, h, icon, set } from "../dom.js";
import { moneyFor } from "../money.js";
import { face, phoneWords, shownName } from "../people.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { openProfile } from "./profile.js";

const TAGS = ["", "returning", "vip", "family", "couple", "business", "group", "long_stay", "blocked"];
const AGAIN_MS = 2500;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, data, money: moneyFor(data.lang, data.hotel.currency), look: () => look() };
  const asked = new URLSearchParams(location.search);
  const state = { q: asked.get("q") ?? "", tag: "" };
  const known = new Map();
  let open = null;

  const search = h("input", { type: "search", class: "search", placeholder: t("search"), "aria-label": t("search"), maxlength: 100, autocomplete: "off", spellcheck: "false" });
  search.value = state.q;
  const chips = TAGS.map((name) => h("button", { "aria-pressed": "false", onclick: () => choose({ tag: name }) }, t(name ? `tag_${name}` : "everybody")));
  const rows = h("ul", { class: "guest-rows", "aria-label": t("title") });
  const empty = h("div", { class: "lesson", hidden: true });
  const more = h("p", { class: "more", hidden: true }, t("more_found"));
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title"))),
    h("label", { class: "searching" }, icon("search"), search), h("div", { class: "filters", role: "group", "aria-label": t("by_tag") }, chips), rows, empty, more);
  root.replaceChildren(page);

  let pause = null;
  search.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => choose({ q: search.value.trim() }), 200); });
  search.addEventListener("keydown", (event) => { if (["ArrowDown", "Enter"].includes(event.key)) { event.preventDefault(); rows.querySelector("button")?.focus(); } });

  function choose(change) {
    Object.assign(state, change);
    for (const [place, chip] of chips.entries()) set(chip, "aria-pressed", String(TAGS[place] === state.tag));
    look();
  }

  const query = () => new URLSearchParams(Object.entries(state).filter(([, value]) => value)).toString();

  const look = steady(async () => {
    const wanted = query();
    const found = await tab.wire.get(`/api/guests?${wanted}`);
    if (wanted !== query()) return look();
    tab.clock.serverSaid(found.now);
    set(page, "aria-busy", "false");
    arrange(rows, found.rows.map(rowElement));
    more.hidden = !found.more;
    empty.hidden = found.rows.length > 0;
    const sought = Boolean(state.q || state.tag);
    empty.replaceChildren(h("h2", {}, t(sought ? "nobody_like" : "no_guests")), h("p", {}, t(sought ? "nobody_like_why" : "no_guests_why")));
    open?.look();
    return null;
  }, { pause: 40, onResult: (trouble) => { if (trouble?.kind === "refused") tab.toast(tab.refusal(trouble), { bad: true }); else if (trouble) setTimeout(look, AGAIN_MS); } });

  function rowElement(one) {
    const said = JSON.stringify(one);
    if (known.get(one.id)?.said !== said) known.set(one.id, { said, element: makeRow(one) });
    return known.get(one.id).element;
  }

  function makeRow(one) {
    const tags = one.tags.map((tag) => h("span", { class: "chip" }, t(`tag_${tag}`)));
    return h("li", {}, h("button", { class: "guest-row", onclick: () => show(one.id) },
      h("span", { class: "guest-face" }, face(one, t)),
      h("span", { class: "guest-who" }, h("b", { dir: "auto" }, shownName(one, t)), h("small", {}, phoneWords(one.phone) || t("no_phone"))),
      h("span", { class: "guest-tags" }, one.blocked ? h("span", { class: "chip bad" }, icon("block"), t("tag_blocked")) : null, tags),
      h("span", { class: "guest-sums" }, h("b", {}, one.stays ? t(one.stays === 1 ? "one_stay" : "stay_count", { n: one.stays }) : t("no_stays")), h("small", {}, [one.last ? tab.clock.dayOfYear(one.last, tab.clock.key(tab.clock.now())) : "", one.spent ? app.money.say(one.spent) : ""].filter(Boolean).join(" · ")))));
  }

  function show(id) {
    address(id);
    open = openProfile(app, id, () => { open = null; address(null); });
  }

  function address(id) {
    const url = new URL(location.href);
    if (id) url.searchParams.set("g", id);
    else url.searchParams.delete("g");
    history.replaceState(history.state, "", url);
  }

  const ends = [tab.on("news", (event) => { if (["guest", "booking", "all"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  choose({});
  if (/^\d{1,18}$/.test(asked.get("g") ?? "")) show(Number(asked.get("g")));
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
