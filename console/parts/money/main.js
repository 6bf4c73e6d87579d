// The hotel's money: what waits for somebody first, then who owes, every payment, and the day's till.
import { h, set } from "../dom.js";
import { leavesFor } from "../leaves.js";
import { moneyFor } from "../money.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { balancesFor } from "./balances.js";
import { paymentsFor } from "./payments.js";
import { pendingFor } from "./pending.js";
import { tillFor } from "./till.js";

const AGAIN_MS = 2500;
const LEAVES = [["pending", pendingFor], ["balances", balancesFor], ["payments", paymentsFor], ["till", tillFor]];

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const monies = new Map();
  const moneyIn = (currency) => { if (!monies.has(currency)) monies.set(currency, moneyFor(data.lang, currency)); return monies.get(currency); };
  const app = { root, t, tab, place: root, moneyIn, currency: data.hotel.currency, decisions: new Map(), look: () => look() };
  const parts = LEAVES.map(([name, make]) => {
    const part = make(app);
    const button = h("button", { class: "leaf", role: "tab", id: `leaf-${name}`, "aria-controls": `page-${name}`, dataset: { leaf: name }, onclick: () => choose(name) }, t(`tab_${name}`), h("span", { class: "count", hidden: true }));
    const panel = h("section", { role: "tabpanel", id: `page-${name}`, "aria-labelledby": `leaf-${name}` }, part.element);
    return { name, part, button, panel };
  });
  const [pending, balances] = parts;
  const leaves = leavesFor(parts, choose);
  const strip = h("div", { class: "leaves", role: "tablist", "aria-label": t("title"), onkeydown: leaves.walk }, parts.map((one) => one.button));
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title")), strip), parts.map((one) => one.panel));
  root.replaceChildren(page);

  const look = steady(async () => {
    const found = await tab.wire.get("/api/money");
    tab.clock.serverSaid(found.now);
    pending.part.draw(found);
    balances.part.draw(found);
    count(pending, pending.part.count(found), "warm");
    count(balances, found.owing.length, "");
    await leaves.open.part.refetch?.();
    set(page, "aria-busy", "false");
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  function count(leaf, number, kind) {
    const badge = leaf.button.lastChild;
    badge.textContent = String(number);
    badge.className = `count ${kind}`.trim();
    badge.hidden = !number;
  }

  function choose(name) {
    leaves.turn(name);
    leaves.open.part.refetch?.().catch(() => null);
  }

  const decide = () => { for (const one of app.decisions.values()) one(); };
  const ends = [tab.on("deeds", decide), tab.on("news", (event) => { if (["booking", "case", "all", "alert"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look), tab.on("refused", look)];
  leaves.turn(leaves.asked);
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
