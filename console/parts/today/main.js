// The day at the front desk: who comes, who goes, who is here. It looks again whenever there is news.
import { arrange, h, icon } from "../dom.js";
import { phoneWords, shownName } from "../people.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";

const AGAIN_MS = 2500;
const LISTS = [["overdue", "", "alert"], ["holds", "", "clock"], ["arrivals", "nobody_arrives", "arrive"], ["departures", "nobody_leaves", "leave"], ["in_house", "nobody_here", "moon"]];

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const heading = h("h1", {});
  const back = h("button", { class: "button", hidden: true, onclick: () => walk(0) }, t("back_to_today"));
  const tools = h("div", { class: "day-tools" },
    back,
    h("button", { class: "button icon-only", "aria-label": t("previous_day"), onclick: () => walk(-1) }, icon("back")),
    h("button", { class: "button icon-only", "aria-label": t("next_day"), onclick: () => walk(1) }, icon("next")));
  const lists = LISTS.map(([name, empty, sign]) => listFor(name, empty, sign));
  const board = h("div", { class: "board" }, lists.map((list) => list.element));
  root.replaceChildren(h("div", { class: "day", "aria-busy": "true" }, h("header", { class: "day-head" }, heading, tools), board));
  let wanted = new URLSearchParams(location.search).get("day");
  let found = null;

  const look = steady(async () => {
    found = await tab.wire.get(`/api/today${wanted ? `?day=${encodeURIComponent(wanted)}` : ""}`);
    tab.clock.serverSaid(found.now);
    draw();
  }, { pause: 40, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  function draw() {
    root.firstChild.setAttribute("aria-busy", "false");
    heading.textContent = tab.clock.longDay(found.day);
    back.hidden = found.day === found.today;
    for (const list of lists) list.draw(found[list.name]);
  }

  function walk(days) {
    if (!found) return;
    wanted = days ? tab.clock.plusDays(found.day, days) : null;
    if (wanted === found.today) wanted = null;
    history.replaceState(history.state, "", `${location.pathname}${wanted ? `?day=${wanted}` : ""}`);
    look();
  }

  function listFor(name, empty, sign) {
    const rows = h("ul", { class: "stays" });
    const count = h("b", { class: "count" });
    const nobody = h("p", { class: "nobody" }, empty ? t(empty) : "");
    const element = h("section", { class: `group ${name}`, hidden: true }, h("h2", {}, icon(sign), t(name), count), nobody, rows);
    const known = new Map();
    return {
      name,
      element,
      draw(lines) {
        element.hidden = !lines.length && !empty;
        nobody.hidden = lines.length > 0;
        count.textContent = String(lines.length);
        arrange(rows, lines.map((line) => rowFor(known, line)));
      },
    };
  }

  function rowFor(known, line) {
    const said = JSON.stringify(line);
    if (known.get(line.id)?.said !== said) known.set(line.id, { said, element: makeRow(line) });
    return known.get(line.id).element;
  }

  function makeRow(line) {
    const name = shownName({ name: line.guest, phone: line.phone }, t);
    const about = [t("room", { room: line.room }), line.arrives, phoneWords(line.phone)].filter(Boolean).join(" · ");
    return h("li", { class: "stay" }, h("button", { class: "stay-open", onclick: () => tab.openBooking(line.code) }, h("b", { dir: "auto" }, name), h("span", {}, about)));
  }

  const ends = [tab.on("news", look), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
