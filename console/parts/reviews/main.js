// What guests said of their stays: cases that wait first, then how three months went, then every review.
import { h } from "../dom.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { askingFor } from "./asking.js";
import { casesFor } from "./cases.js";
import { figuresFor } from "./figures.js";
import { reviewsFor } from "./list.js";

const AGAIN_MS = 2500;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab };
  const cases = casesFor(app);
  const asking = askingFor(app);
  const figures = figuresFor(app);
  const reviews = reviewsFor(app);
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title"))), cases.element, figures.element, asking.element, reviews.element);
  root.replaceChildren(page);

  const look = steady(async () => {
    const found = await tab.wire.get("/api/reviews");
    tab.clock.serverSaid(found.now);
    page.setAttribute("aria-busy", "false");
    cases.draw(found.cases);
    figures.draw(found);
    await asking.refetch();
    await reviews.refetch();
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  const ends = [tab.on("news", (event) => { if (["review", "all", "alert"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
