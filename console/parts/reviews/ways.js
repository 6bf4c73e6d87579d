// Who answers: the questions by kind of stay, where it was booked, language, words, way, channel and week.
import { h } from "../dom.js";
import { cardFor } from "../numbers/cards.js";

const WAYS = ["segment", "source", "language", "variant", "way", "channel", "week"];
const STEPS = ["sent", "delivered", "read", "answered", "clicked"];

export function waysFor(app) {
  const { t, number, percent } = app;
  const card = cardFor(app, "ways", { figure: "answered", wide: true });
  const place = h("div", { class: "plot", role: "img", "aria-label": card.title });
  const sheet = h("div", { class: "ways-table" });
  const buttons = WAYS.map((way) => h("button", { "aria-pressed": "false", dataset: { way }, onclick: () => { chosen = way; redraw(); } }, t(`by_${way}`)));
  card.body.append(h("div", { class: "period-buttons", role: "group", "aria-label": t("title_ways") }, buttons), h("div", { class: "ways" }, h("div", {}, h("p", { class: "small" }, t("ways_drawn")), place), sheet));
  card.more.hidden = true;
  let chosen = WAYS[0];
  let found = null;

  function draw(answer) {
    found = answer;
    redraw();
  }

  function redraw() {
    const { groups, figure } = found.ways[chosen];
    card.enough(found.enough);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.way === chosen));
    place.hidden = !groups.length;
    const named = (key) => groups.find((one) => `${chosen}:${one.key}` === key)?.label ?? key;
    if (groups.length) app.chart(place, figure, "answered", named, { height: 40 + 34 * groups.length, left: 110, axes: { xaxis: { range: [0, 1.02] } } });
    sheet.replaceChildren(groups.length ? table(groups) : "");
  }

  function table(groups) {
    const head = h("tr", {}, h("th", { scope: "col" }, t(`by_${chosen}`)), STEPS.map((step) => h("th", { scope: "col", class: "number" }, t(`title_${step}`))));
    return h("table", {}, h("thead", {}, head), h("tbody", {}, groups.map((one) => h("tr", {}, h("th", { scope: "row" }, one.label), STEPS.map((step) => h("td", { class: "number", dataset: { step: t(`short_${step}`) } }, cell(one, step)))))));
  }

  function cell(one, step) {
    const value = step === "sent" ? number.format(one.sent) : one.sent ? percent.format(one[step] / one.sent) : "–";
    const what = `${t(`title_${step}`)} · ${one.label}`;
    return h("button", { class: "cell", "aria-label": `${what}: ${value}`, title: number.format(one[step]), onclick: () => app.rows.open(step, `${chosen}:${one.key}`, what) }, value);
  }

  return { element: card.element, draw };
}
