// The team: who works here as what, links that are still open, and what the hotel asks of everybody's way in.
import { h, icon } from "../dom.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { invitesFor } from "./invites.js";
import { peopleFor } from "./people.js";
import { rulesFor } from "./rules.js";

const AGAIN_MS = 2500;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, data, look: () => look(), role: (one) => data.roles[one] ?? one };
  const people = peopleFor(app);
  const invites = invitesFor(app);
  const rules = rulesFor(app);
  const add = h("button", { class: "button primary", onclick: () => invites.invite() }, icon("plus"), t("invite"));
  const page = h("div", { class: "page", "aria-busy": "true" },
    h("header", { class: "page-head" }, h("h1", {}, t("title")), add, h("p", {}, t("lead"))), invites.element, people.element, rules.element);
  root.replaceChildren(page);

  const look = steady(async () => {
    const found = await tab.wire.get("/api/team");
    tab.clock.serverSaid(found.now);
    page.setAttribute("aria-busy", "false");
    people.draw(found.people);
    invites.draw(found.invites);
    rules.draw(found.rules);
  }, { pause: 40, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  const ends = [tab.on("news", (event) => { if (["team", "all"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
