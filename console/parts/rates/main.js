// What a night costs and what there is to sell: the grid of prices, seasons, rules, types and rooms.
import { h } from "../dom.js";
import { leavesFor } from "../leaves.js";
import { moneyFor } from "../money.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { closuresFor } from "./closures.js";
import { gridFor } from "./grid.js";
import { rulesFor } from "./rules.js";
import { seasonsFor } from "./seasons.js";
import { typesFor } from "./types.js";

const AGAIN_MS = 2500;
const NEWS = ["prices", "rooms", "knowledge", "booking", "plan", "all"];
const TABS = [["prices", gridFor], ["closures", closuresFor], ["seasons", seasonsFor], ["rules", rulesFor], ["types", typesFor]];

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, clock: tab.clock, money: moneyFor(data.lang, data.hotel.currency), found: null, mayPrice: tab.may("set_prices"), mayRooms: tab.may("set_rooms") };
  app.nameOf = (one) => one.names[tab.lang] || one.names.es || Object.values(one.names)[0] || one.slug;
  const parts = TABS.map(([name, make]) => {
    const part = make(app);
    const button = h("button", { role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => leaves.turn(name) }, t(`tab_${name}`));
    const panel = h("section", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, class: `part ${name}` }, part.element);
    return { name, part, button, panel };
  });
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("title") }, parts.map((one) => one.button));
  const note = h("p", { class: "reading-only", hidden: app.mayPrice }, t("only_reading"));
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title")), note), tabs, parts.map((one) => one.panel));
  root.replaceChildren(page);
  const leaves = leavesFor(parts, (name) => leaves.turn(name));
  app.turn = leaves.turn;
  tabs.addEventListener("keydown", leaves.walk);

  const look = steady(async () => {
    const [found] = await Promise.all([tab.wire.get("/api/rates/inventory"), ...parts.map((one) => one.part.refetch?.())]);
    tab.clock.serverSaid(found.now);
    app.found = found;
    for (const one of parts) one.part.draw?.(found);
    page.setAttribute("aria-busy", "false");
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });
  app.look = look;

  leaves.turn(leaves.asked);
  const ends = [tab.on("news", (event) => { if (NEWS.includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); for (const one of parts) one.part.end?.(); } };
}
