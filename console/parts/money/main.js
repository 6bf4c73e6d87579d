// The hotel's money: what waits for somebody first, then who owes, every payment, and the day's till.
import { h, icon, set } from "../dom.js";
import { moneyFor } from "../money.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { balancesFor } from "./balances.js";
import { paymentsFor } from "./payments.js";
import { pendingFor } from "./pending.js";
import { tillFor } from "./till.js";

const AGAIN_MS = 2500;
const LEAVES = ["pending", "balances", "payments", "till"];

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const monies = new Map();
  const moneyIn = (currency) => { if (!monies.has(currency)) monies.set(currency, moneyFor(data.lang, currency)); return monies.get(currency); };
  const app = { root, t, tab, place: root, moneyIn, currency: data.hotel.currency, look: () => look(), choose };
  const leaves = { pending: pendingFor(app), balances: balancesFor(app), payments: paymentsFor(app), till: tillFor(app) };
  const asked = new URLSearchParams(location.search).get("tab");
  let at = LEAVES.includes(asked) ? asked : "pending";
  let found = null;

  const tabs = LEAVES.map((name) => h("button", { class: "leaf", role: "tab", id: `leaf-${name}`, "aria-controls": `page-${name}`, dataset: { leaf: name }, onclick: () => choose(name) }, t(`tab_${name}`), h("span", { class: "count", hidden: true })));
  const strip = h("div", { class: "leaves", role: "tablist", "aria-label": t("title"), onkeydown: walk }, tabs);
  const pages = LEAVES.map((name) => h("section", { role: "tabpanel", id: `page-${name}`, "aria-labelledby": `leaf-${name}` }, leaves[name].element));
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title")), strip), pages);
  root.replaceChildren(page);

  const look = steady(async () => {
    found = await tab.wire.get("/api/money");
    tab.clock.serverSaid(found.now);
    leaves.pending.draw(found);
    leaves.balances.draw(found);
    count("pending", leaves.pending.count(found), "warm");
    count("balances", found.owing.length, "");
    await leaves[at].refetch?.();
    set(page, "aria-busy", "false");
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  function count(name, number, kind) {
    const badge = tabs[LEAVES.indexOf(name)].lastChild;
    badge.textContent = String(number);
    badge.className = `count ${kind}`.trim();
    badge.hidden = !number;
  }

  function choose(name) {
    at = name;
    const url = new URL(location.href);
    url.search = name === "pending" ? "" : `?tab=${name}`;
    history.replaceState(history.state, "", url);
    show();
    leaves[name].refetch?.().catch(() => null);
  }

  function show() {
    for (const [place, name] of LEAVES.entries()) {
      set(tabs[place], "aria-selected", String(name === at));
      set(tabs[place], "tabindex", name === at ? "0" : "-1");
      pages[place].hidden = name !== at;
    }
  }

  function walk(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = LEAVES[(LEAVES.indexOf(at) + step + LEAVES.length) % LEAVES.length];
    choose(next);
    tabs[LEAVES.indexOf(next)].focus();
  }

  const ends = [tab.on("news", (event) => { if (["booking", "case", "all", "alert"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look), tab.on("refused", look)];
  show();
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
