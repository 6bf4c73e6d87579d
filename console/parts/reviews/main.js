// What guests said of their stays: cases that wait and every review, how it all goes, the asking itself, and the weekly digest.
import { h, set } from "../dom.js";
import { leavesFor } from "../leaves.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { askingFor } from "./asking.js";
import { casesFor } from "./cases.js";
import { digestFor } from "./digest.js";
import { figuresFor } from "./figures.js";
import { reviewsFor } from "./list.js";

const AGAIN_MS = 2500;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, lang: data.lang, look: () => look(), turn: (name, wanted = {}) => turnTo(name, wanted) };
  const cases = casesFor(app);
  const reviews = reviewsFor(app);
  const asking = askingFor(app);
  const figures = figuresFor(app);
  const digest = tab.may("read_numbers") ? digestFor(app) : null;
  const parts = [
    leaf("reviews", [cases.element, reviews.element], () => reviews.refetch()),
    leaf("figures", [figures.element], () => figures.refetch()),
    leaf("asking", [asking.element], () => asking.refetch()),
    ...(digest ? [leaf("digest", [digest.element], () => digest.refetch())] : []),
  ];
  const leaves = leavesFor(parts, choose);
  const strip = h("div", { class: "leaves", role: "tablist", "aria-label": t("title"), onkeydown: leaves.walk }, parts.map((one) => one.button));
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title")), strip), parts.map((one) => one.panel));
  root.replaceChildren(page);

  function leaf(name, elements, refetch) {
    const button = h("button", { class: "leaf", role: "tab", id: `leaf-${name}`, "aria-controls": `page-${name}`, dataset: { leaf: name }, onclick: () => choose(name) }, t(`tab_${name}`), h("span", { class: "count warm", hidden: true }));
    const panel = h("section", { class: "leaf-page", role: "tabpanel", id: `page-${name}`, "aria-labelledby": `leaf-${name}` }, elements);
    return { name, button, panel, refetch };
  }

  function choose(name) {
    leaves.turn(name);
    leaves.open.refetch().catch(() => look());
  }

  // A figure leads to another leaf, where the eye and the keyboard go on from its tab.
  function turnTo(name, { unanswered = false }) {
    if (unanswered) reviews.showUnanswered();
    choose(name);
    leaves.open.button.focus({ preventScroll: true });
    const place = unanswered ? reviews.element : page;
    place.scrollIntoView({ block: "start" });
  }

  const look = steady(async () => {
    const found = await tab.wire.get("/api/reviews");
    tab.clock.serverSaid(found.now);
    cases.draw(found.cases);
    const waiting = found.cases.filter((one) => !one.resolved && !one.owner_id).length;  // as beside the screen's name
    const badge = parts[0].button.lastChild;
    badge.textContent = String(waiting);
    badge.hidden = !waiting;
    await leaves.open.refetch();
    set(page, "aria-busy", "false");
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const redraw = () => figures.draw();
  dark.addEventListener("change", redraw);
  const ends = [tab.on("news", (event) => { if (["review", "all", "alert"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  leaves.turn(leaves.asked);
  look();
  return { update: () => null, end: () => { dark.removeEventListener("change", redraw); figures.end(); for (const end of ends) end(); } };
}
