// What the hotel knows about itself, and a place to try out what the house answers. Each tab keeps its own address.
import { h, set } from "../dom.js";
import { moneyFor } from "../money.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { factsFor } from "./facts.js";
import { hoursFor } from "./hours.js";
import { photosFor } from "./photos.js";
import { phrasesFor } from "./phrases.js";
import { placeFor } from "./place.js";
import { repliesFor } from "./replies.js";
import { tryingFor } from "./trying.js";
import { unansweredFor } from "./unanswered.js";

const AGAIN_MS = 2500;
const NEWS = ["knowledge", "question", "saved_replies", "all"];
const TABS = [["facts", factsFor], ["hours", hoursFor], ["photos", photosFor], ["place", placeFor], ["phrases", phrasesFor], ["replies", repliesFor], ["unanswered", unansweredFor], ["trying", tryingFor]];

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, me: tab.me, clock: tab.clock, deeds: tab.deeds, may: tab.may, words: data.words, money: moneyFor(data.lang, data.hotel.currency), found: null, show: choose };
  const parts = TABS.map(([name, make]) => {
    const part = make(app);
    const button = h("button", { role: "tab", id: `tab-${name}`, "aria-controls": `panel-${name}`, onclick: () => choose(name) }, t(`tab_${name}`));
    const panel = h("section", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}`, class: `part ${name}` }, part.element);
    return { name, part, button, panel };
  });
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("title") }, parts.map((one) => one.button));
  const note = h("p", { class: "reading-only", hidden: tab.may("edit_knowledge") }, t("only_reading"));
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title")), note), tabs, parts.map((one) => one.panel));
  root.replaceChildren(page);
  let chosen = "";

  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = parts.findIndex((one) => one.name === chosen);
    choose(parts[(at + step + parts.length) % parts.length].name);
    parts.find((one) => one.name === chosen).button.focus();
  });

  function choose(name, wish) {
    const known = parts.some((one) => one.name === name) ? name : "facts";
    if (known !== chosen) {
      chosen = known;
      for (const one of parts) {
        const here = one.name === chosen;
        one.panel.hidden = !here;
        set(one.button, "aria-selected", String(here));
        set(one.button, "tabindex", here ? "0" : "-1");
      }
      const url = new URL(location.href);
      if (chosen === "facts") url.searchParams.delete("tab");
      else url.searchParams.set("tab", chosen);
      history.replaceState(history.state, "", url);
      parts.find((one) => one.name === chosen).button.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
    const part = parts.find((one) => one.name === chosen).part;
    if (app.found) part.draw?.(app.found);
    part.opened?.(wish);
  }

  const look = steady(async () => {
    const found = await tab.wire.get("/api/knowledge");
    tab.clock.serverSaid(found.now);
    app.found = found;
    const waiting = parts.find((one) => one.name === "unanswered").button;
    waiting.replaceChildren(t("tab_unanswered"), ...(found.unanswered ? [h("b", { class: "count warm" }, String(found.unanswered))] : []));
    for (const one of parts) one.part.draw?.(found);
    await parts.find((one) => one.name === chosen).part.refetch?.();
    page.setAttribute("aria-busy", "false");
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });
  app.look = look;

  choose(new URLSearchParams(location.search).get("tab") ?? "facts");
  const ends = [tab.on("news", (event) => { if (NEWS.includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); for (const one of parts) one.part.end?.(); } };
}
