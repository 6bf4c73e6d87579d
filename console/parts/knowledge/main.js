// What the hotel knows about itself, and a place to try out what the house answers. Each tab keeps its own address.
import { h } from "../dom.js";
import { leavesFor } from "../leaves.js";
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
  const leaves = leavesFor(parts, choose);
  tabs.addEventListener("keydown", leaves.walk);

  function choose(name, wish) {
    const before = leaves.open;
    leaves.turn(name);
    if (leaves.open !== before) leaves.open.button.scrollIntoView({ block: "nearest", inline: "nearest" });
    const { part } = leaves.open;
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
    await leaves.open.part.refetch?.();
    page.setAttribute("aria-busy", "false");
    asked();
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });
  app.look = look;

  app.factOpens = (subject, topic) => {
    const fact = app.found?.facts.find((other) => other.subject === subject && other.topic === topic);
    return fact && !["hours", "room", "holiday"].includes(subject) ? () => app.editFact(fact) : null;
  };

  // `?fact=amenity:pool`, `?question=7` and `?phrase=journey.welcome` are asked for by other screens, once.
  function asked() {
    const url = new URL(location.href);
    const [fact, question, phrase] = ["fact", "question", "phrase"].map((name) => url.searchParams.get(name));
    if (!fact && !question && !phrase) return;
    for (const name of ["fact", "question", "phrase"]) url.searchParams.delete(name);
    history.replaceState(history.state, "", url);
    if (phrase) app.editPhrase(phrase).catch(() => null);
    else if (question) app.answer(Number(question)).catch(() => null);
    else app.factOpens(...fact.split(":"))?.();
  }

  choose(leaves.asked);
  const ends = [tab.on("news", (event) => { if (NEWS.includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); for (const one of parts) one.part.end?.(); } };
}
