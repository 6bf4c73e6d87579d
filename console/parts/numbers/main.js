// How the hotel is doing: what an owner opens on a Sunday. Every figure leads to its rows and says how it is counted.
import { h, icon, set } from "../dom.js";
import { moneyFor } from "../money.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { groupFor } from "./cards.js";
import { houseFor } from "./house.js";
import { periodFor } from "./period.js";
import { forget } from "./plot.js";
import { rowsFor } from "./rows.js";
import { salesFor } from "./sales.js";
import { tilesFor } from "./tiles.js";

const AGAIN_MS = 2500;
const CALM_MS = 20_000;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const locale = data.lang === "en" ? "en-US" : "es-AR";
  const app = {
    root, t, tab, lang: data.lang, money: moneyFor(data.lang, data.hotel.currency),
    number: new Intl.NumberFormat(locale), decimal: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }), percent: new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }),
    asked: () => period.query(), spanWords,
  };
  app.rows = rowsFor(app);
  const period = periodFor(app, () => { set(page, "aria-busy", "true"); look(); });
  const tiles = tilesFor(app);
  const sales = salesFor(app);
  const house = houseFor(app);
  const lesson = h("div", { class: "lesson", hidden: true }, icon("chart"), h("h2", {}, t("no_numbers")), h("p", {}, t("no_numbers_why")));
  const groups = h("div", { class: "groups" }, tiles.element, groupFor(t, "group_sales", sales.cards), groupFor(t, "group_house", house.cards));
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title")), period.element, period.days), lesson, groups);
  root.replaceChildren(page);
  let found = null;

  function spanWords(seconds) {
    if (seconds < 60) return t("seconds", { n: app.number.format(seconds) });
    return tab.clock.span(seconds * 1000);
  }

  const look = steady(async () => {
    const asked = new URLSearchParams(period.query()).toString();
    const answer = await tab.wire.get(`/api/numbers?${asked}`);
    if (asked !== new URLSearchParams(period.query()).toString()) return look();
    tab.clock.serverSaid(answer.now);
    set(page, "aria-busy", "false");
    const { now: _, ...told } = answer;
    const said = JSON.stringify(told);
    if (found?.said === said) return null;
    found = { said, answer };
    return draw();
  }, { pause: 60, onResult: (trouble) => { if (trouble?.kind === "refused") tab.toast(tab.refusal(trouble), { bad: true }); else if (trouble) setTimeout(look, AGAIN_MS); } });

  function draw() {
    if (!found) return;
    const { answer } = found;
    period.shown(answer);
    lesson.hidden = answer.began;
    groups.hidden = !answer.began;
    if (!answer.began) return;
    tiles.draw(answer);
    sales.draw(answer);
    house.draw(answer);
  }

  // News come by the dozen; these figures are for looking at in calm.
  let calm = null;
  const later = () => { calm ??= setTimeout(() => { calm = null; look(); }, CALM_MS); };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.addEventListener("change", draw);
  const ends = [tab.on("news", (event) => { if (["booking", "case", "all"].includes(event.kind)) later(); }), tab.on("look", look)];
  look();
  return {
    update: () => null,
    end: () => { clearTimeout(calm); dark.removeEventListener("change", draw); for (const place of root.querySelectorAll(".js-plotly-plot")) forget(place); for (const end of ends) end(); },
  };
}
