// The book of who did what, when, to what: newest first, found by person, deed, days or booking, and to take home.
import { dayInput } from "../day.js";
import { h, icon } from "../dom.js";
import { moneyFor } from "../money.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";

const AGAIN_MS = 2500;
const SHOWN_DAYS = 6;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const asked = new URLSearchParams(location.search);
  const wanted = Object.fromEntries(["who", "tag", "from", "to", "code", "guest"].map((name) => [name, asked.get(name) ?? ""]));
  const money = moneyFor(data.lang, data.hotel.currency);
  let types = {};
  let lines = [];
  let after = null;

  const who = h("select", { "aria-label": t("by_who") });
  const tag = h("select", { "aria-label": t("by_deed") });
  const from = dayInput(t, { "aria-label": t("from_day") });
  const to = dayInput(t, { "aria-label": t("to_day") });
  const code = h("input", { type: "search", placeholder: t("by_code"), "aria-label": t("by_code"), maxlength: 100, autocomplete: "off", spellcheck: "false" });
  const take = h("a", { class: "button", download: "", href: "/api/audit/table" }, icon("download"), t("take_home"));
  const guest = h("button", { class: "filter", "aria-pressed": "true", title: t("every_guest"), hidden: true, onclick: () => choose("guest", "") });
  const rows = h("ol", { class: "rows lines" });
  const empty = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("nothing_found")), h("p", {}, t("nothing_found_why")));
  const more = h("button", { class: "button more", hidden: true, onclick: older }, t("older"));
  const page = h("div", { class: "page", "aria-busy": "true" },
    h("header", { class: "page-head" }, h("h1", {}, t("title")), take, h("p", {}, t("lead"))),
    h("div", { class: "filters", role: "group", "aria-label": t("filters") }, who, tag, from, to, code, guest),
    h("section", { class: "panel", "aria-label": t("title") }, rows, empty), more);
  root.replaceChildren(page);
  [from.value, to.value, code.value] = [wanted.from, wanted.to, wanted.code];

  let pause = null;
  for (const [name, field] of Object.entries({ who, tag, from, to })) field.addEventListener("change", () => choose(name, field.value));
  code.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => choose("code", code.value.trim()), 250); });

  function choose(name, value) {
    wanted[name] = value;
    after = null;
    const url = new URL(location.href);
    for (const [key, said] of Object.entries(wanted)) if (said) url.searchParams.set(key, said); else url.searchParams.delete(key);
    history.replaceState(history.state, "", url);
    look();
  }

  const query = () => new URLSearchParams(Object.entries(wanted).filter(([, value]) => value));

  const look = steady(async () => {
    const sent = query().toString();
    const found = await tab.wire.get(`/api/audit?${sent}`);
    if (sent !== query().toString()) { look(); return; }
    tab.clock.serverSaid(found.now);
    page.setAttribute("aria-busy", "false");
    fill(who, [["", t("everybody")], ["house", t("the_house")], ...found.people.map((one) => [String(one.id), one.name])], wanted.who);
    fill(tag, [["", t("every_deed")], ...found.tags.map((one) => [one, deed(one)]).sort((one, two) => one[1].localeCompare(two[1], tab.lang))], wanted.tag);
    take.href = `/api/audit/table?${sent}`;
    guest.hidden = !wanted.guest;
    guest.replaceChildren(icon("person"), found.guest || t("a_guest"), icon("close"));
    [lines, after, types] = [found.lines, found.after, found.types];
    draw();
  }, { pause: 60, onResult: (trouble) => { if (trouble?.kind === "refused") tab.toast(tab.refusal(trouble), { bad: true }); else if (trouble) setTimeout(look, AGAIN_MS); } });

  async function older() {
    more.disabled = true;
    try {
      const asking = query();
      asking.set("before", after);
      const found = await tab.wire.get(`/api/audit?${asking}`);
      lines = [...lines, ...found.lines];
      after = found.after;
      draw();
    } catch {
      tab.toast(t("error_reconnecting"), { bad: true });
    } finally {
      more.disabled = false;
    }
  }

  function fill(select, options, chosen) {
    const said = JSON.stringify(options);
    if (select.dataset.said === said) return;
    select.dataset.said = said;
    select.replaceChildren(...options.map(([value, label]) => h("option", { value }, label)));
    select.value = chosen;
  }

  const deed = (name) => t(`tag_${name.replace(":", "_")}`) || name;

  function draw() {
    empty.hidden = lines.length > 0;
    more.hidden = !after;
    let day = "";
    rows.replaceChildren(...lines.flatMap((one) => {
      const its = tab.clock.day(one.at);
      const head = its === day ? [] : [h("li", { class: "day" }, its)];
      day = its;
      return [...head, line(one)];
    }));
  }

  function line(one) {
    const about = one.code ? h("button", { class: "button small quiet", onclick: () => tab.openBooking(one.code) }, icon("bed"), one.code) : conversation(one);
    return h("li", {},
      h("time", { datetime: one.at, title: tab.clock.full(one.at) }, tab.clock.time(one.at)),
      h("div", { class: "main" }, h("b", { dir: "auto" }, one.who || t("the_house")), h("span", {}, ` ${deed(one.tag)}`), prices(one.cells), details(one.told)),
      about);
  }

  function conversation(one) {
    const number = /^conversation:(\d+)$/.exec(one.subject)?.[1];
    return number ? h("button", { class: "button small quiet", onclick: () => tab.openConversation(number) }, icon("chat"), t("conversation")) : "";
  }

  // A day's price before and after, as the list of prices has it: its own, closed, or the usual one.
  function prices(cells) {
    if (!Array.isArray(cells) || !cells.length) return null;
    const rule = (one) => [one?.[1] ? t("day_closed") : "", one?.[0] ? money.say(one[0]) : "", one?.[2] ? t("day_least", { n: one[2] }) : ""].filter(Boolean).join(", ") || t("day_usual");
    const days = cells.slice(0, SHOWN_DAYS).map(([type, day, before, next]) => h("small", { class: "change", dir: "auto" }, `${types[type]?.[tab.lang] ?? types[type]?.es ?? ""} · ${tab.clock.dayWords(day)}: `, h("s", {}, rule(before)), " → ", h("span", {}, rule(next))));
    return cells.length > SHOWN_DAYS ? [...days, h("small", {}, t("more_days", { n: cells.length - SHOWN_DAYS }))] : days;
  }

  const details = (told) => (told.length ? h("small", { dir: "auto" }, told.map(({ label, value }) => `${label}: ${value}`).join(" · ")) : null);

  const ends = [tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { clearTimeout(pause); for (const end of ends) end(); } };
}
