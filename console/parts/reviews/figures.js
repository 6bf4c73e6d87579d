// Three months in a few figures, each beside the three months before, and what guests speak of.
import { h } from "../dom.js";

export function figuresFor(app) {
  const { t, tab } = app;
  const tiles = h("div", { class: "tiles" });
  const topics = h("div", { class: "topics" });
  const topicsPart = h("section", { class: "panel", hidden: true }, h("h2", {}, t("topics")), h("p", { class: "small" }, t("topics_why")), topics);
  const starsPart = h("section", { class: "panel", hidden: true }, h("h2", {}, t("ratings")));
  const element = h("section", { class: "figures", "aria-label": t("figures") }, tiles, h("div", { class: "pair" }, starsPart, topicsPart));
  const figure = new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR", { maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR", { style: "percent", maximumFractionDigits: 0 });

  function draw({ figures, before, topics: spoken, days }) {
    tiles.replaceChildren(
      tile(t("sent"), figure.format(figures.sent), before.sent ? t("before", { n: figure.format(before.sent) }) : t("last_days", { n: days })),
      tile(t("answered"), part(figures.answered, figures.sent), before.sent ? t("before", { n: part(before.answered, before.sent) }) : ""),
      tile(t("average"), figures.average === null ? "–" : `${figure.format(figures.average)} ★`, before.average === null ? t("of_answers", { n: figures.answered }) : t("before", { n: figure.format(before.average) })),
      tile(t("clicked"), part(figures.clicked, figures.answered), t("clicked_why")),
    );
    drawStars(figures.stars);
    topicsPart.hidden = !spoken.length;
    topics.replaceChildren(...spoken.map((one) => topicLine(one, Math.max(...spoken.map((other) => other.good + other.bad + other.mixed)))));
  }

  const part = (some, all) => (all ? share.format(some / all) : "–");

  function tile(label, value, under) {
    return h("div", { class: "tile" }, h("span", {}, label), h("b", {}, value), h("small", {}, under));
  }

  function drawStars(counts) {
    const most = Math.max(1, ...counts);
    starsPart.hidden = counts.every((count) => !count);
    const lines = counts.map((count, place) => h("div", { class: "bar-line" }, h("span", {}, "★".repeat(place + 1)), bar([["good", count, most]]), h("b", {}, figure.format(count)))).reverse();
    starsPart.replaceChildren(starsPart.firstChild, ...lines);
  }

  function topicLine(one, most) {
    const words = t("topic_counts", { good: one.good, bad: one.bad });
    return h("div", { class: "bar-line", title: words }, h("span", {}, t(`topic_${one.topic}`)), bar([["good", one.good, most], ["mixed", one.mixed, most], ["bad", one.bad, most]]), h("b", { "aria-label": words }, `${one.good} / ${one.bad}`));
  }

  function bar(parts) {
    return h("div", { class: "track", "aria-hidden": "true" }, parts.filter(([, count]) => count).map(([look, count, most]) => {
      const piece = h("i", { class: look });
      piece.style.width = `${(count / most) * 100}%`;
      return piece;
    }));
  }

  return { element, draw };
}
