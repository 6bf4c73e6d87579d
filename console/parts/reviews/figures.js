// How asking and reviews go: how far the questions come, for whom, how good the stars are, and of what guests speak.
import { h, icon } from "../dom.js";
import { barsFor, cardFor, change, defined, groupFor } from "../numbers/cards.js";
import { periodFor } from "../numbers/period.js";
import { draw as plot, forget } from "../numbers/plot.js";
import { rowsFor } from "../numbers/rows.js";
import { fieldFor } from "./field.js";
import { behindFor } from "./behind.js";
import { notesFor } from "./notes.js";
import { waysFor } from "./ways.js";

const STEPS = ["sent", "delivered", "read", "answered", "clicked"];

export function figuresFor(app) {
  const { t, tab, lang, root } = app;
  const locale = lang === "en" ? "en-US" : "es-AR";
  const shown = {
    ...app, root,
    number: new Intl.NumberFormat(locale), decimal: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }), percent: new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }),
    asked: () => period.query(), spanWords: (seconds) => tab.clock.span(Math.max(60, seconds) * 1000), chart,
  };
  shown.rows = rowsFor(shown, { path: "/api/reviews/rows", row: behindFor(shown) });
  const { number, percent, decimal } = shown;
  const period = periodFor(shown, () => { groups.setAttribute("aria-busy", "true"); refetch(); }, "90");
  const tiles = h("div", { class: "tiles steps" });
  const rating = cardFor(shown, "rating", { wide: true });
  const topics = cardFor(shown, "topics");
  const through = cardFor(shown, "topics_over", { figure: "topics" });
  const cases = cardFor(shown, "cases", { wide: true });
  const opened = cardFor(shown, "opened");
  const places = cardFor(shown, "places", { wide: true });
  const field = fieldFor(shown);
  const ways = waysFor(shown);
  const notes = notesFor(shown);
  const plots = Object.fromEntries(["rating", "topics", "topics_over"].map((name) => [name, h("div", { class: "plot", role: "img", "aria-label": t(`title_${name}`) })]));
  const topic = h("select", { "aria-label": t("which_topic") });
  topic.addEventListener("change", () => draw());
  for (const [card, name] of [[rating, "rating"], [topics, "topics"], [through, "topics_over"]]) card.body.append(plots[name]);
  through.lead.append(topic);
  for (const card of [topics, through]) card.more.hidden = true;
  const lesson = h("div", { class: "lesson", hidden: true }, icon("chart"), h("h2", {}, t("no_figures")), h("p", {}, t("no_figures_why")));
  const groups = h("div", { class: "groups" }, notes.element, tiles, groupFor(t, "group_asking", [ways.element, field.element, opened.element]), groupFor(t, "group_said", [rating.element, topics.element, through.element, places.element]), groupFor(t, "group_unhappy", [cases.element]));
  const element = h("div", { class: "figures-part", "aria-label": t("tab_figures") }, h("div", { class: "figures-head" }, period.element, period.days), lesson, groups);
  let found = null;

  async function refetch() {
    const asked = new URLSearchParams(period.query()).toString();
    const answer = await tab.wire.get(`/api/reviews/numbers?${asked}`);
    if (asked !== new URLSearchParams(period.query()).toString()) return;
    groups.setAttribute("aria-busy", "false");
    const { now: _, ...told } = answer;
    const said = JSON.stringify(told);
    if (found?.said === said) return;
    found = { said, answer };
    draw();
  }

  function draw() {
    if (!found) return;
    const { answer } = found;
    period.shown(answer);
    lesson.hidden = answer.began;
    groups.hidden = !answer.began;
    if (!answer.began) return;
    notes.draw(answer.notes);
    drawTiles(answer);
    ways.draw(answer);
    field.draw(answer.field);
    drawCounts(opened, "opened", answer.opened.map((one) => ({ ...one, value: number.format(one.count) })));
    drawCounts(places, "places", answer.places.map((one) => ({ ...one, value: number.format(one.count), under: one.average === null ? "" : `${decimal.format(one.average)} ★` })));
    drawRating(answer.rating);
    drawTopics(answer);
    drawCases(answer.unhappy);
  }

  function chart(place, figure, name, named, more = {}) {
    const title = t(`title_${name}`);
    plot(place, figure, { lang, onPick: (key) => shown.rows.open(more.figure ?? name, key, `${title} · ${named(key)}`), ...more }).catch(() => { place.textContent = t("no_chart"); });
  }

  function drawTiles({ steps }) {
    const share = (name, at) => (steps.sent[at] ? steps[name][at] / steps.sent[at] : null);
    tiles.replaceChildren(...STEPS.map((name) => {
      const title = t(`title_${name}`);
      const first = name === "sent";
      const value = first ? number.format(steps.sent.now) : share(name, "now") === null ? "–" : percent.format(share(name, "now"));
      const moved = first ? change(shown, steps.sent.now, steps.sent.before) : change(shown, share(name, "now"), share(name, "before"), { points: true });
      return h("div", { class: "tile" }, h("div", { class: "tile-head" }, h("span", {}, title), defined(shown, name)),
        h("button", { class: "tile-value", "aria-label": `${title}: ${value}. ${t("see_rows")}`, onclick: () => shown.rows.open(name, "", title) }, value),
        h("div", { class: "tile-foot" }, moved, first ? null : h("small", {}, t("of_sent", { n: number.format(steps[name].now), all: number.format(steps.sent.now) }))));
    }));
  }

  function drawCounts(card, name, list) {
    card.enough(list.length > 0);
    card.body.replaceChildren(barsFor(shown, name, list.map((one) => ({ key: one.key, label: t(`platform_${one.key}`), value: one.value, under: one.under, share: one.count })), { title: card.title }));
  }

  function drawRating({ count, ours, public: open, figure }) {
    rating.enough(count > 0);
    plots.rating.hidden = !count;
    const say = (words, average) => (average === null ? null : h("span", { class: "of-side" }, h("b", {}, `${decimal.format(average)} ★`), ` ${t(words)}`));
    rating.lead.replaceChildren(...[say("told_to_us", ours), say("in_public", open)].filter(Boolean));
    if (!count) return;
    const named = (key) => { const [side, span] = key.split("|"); return `${t(side === "ours" ? "told_to_us" : "in_public")} · ${daysOf(span)}`; };
    chart(plots.rating, figure, "rating", named, { dates: true, height: 280, axes: { yaxis2: { overlaying: "y", side: "right", range: [0.8, 5.2], dtick: 1, showgrid: false } }, right: 32 });
  }

  const daysOf = (span) => { const [first, until] = span.split("/"); return `${tab.clock.dayWords(first)} → ${tab.clock.dayWords(tab.clock.plusDays(until, -1))}`; };

  function drawTopics({ topics: whole, topics_over: over }) {
    topics.enough(whole.count > 0);
    through.enough(over.length > 0);
    const chosen = over.find((one) => one.key === topic.value) ?? over[0];
    topic.hidden = !over.length;
    topic.replaceChildren(...over.map((one) => h("option", { value: one.key }, `${one.label} · ${number.format(one.count)}`)));
    if (chosen) topic.value = chosen.key;
    for (const name of ["topics", "topics_over"]) plots[name].hidden = !over.length;
    if (!chosen) return;
    const named = (key) => { const [which, sign, span] = key.split("|"); return [t(`topic_${which}`), t(`sign_${sign}`), span ? daysOf(span) : ""].filter(Boolean).join(" · "); };
    chart(plots.topics, whole.figure, "topics", named, { height: 40 + 30 * whole.count, left: 100 });
    chart(plots.topics_over, chosen.figure, "topics_over", named, { figure: "topics", dates: true, height: Math.max(240, 10 + 30 * whole.count) });
  }

  function drawCases({ opened: all, resolved, middle, before, cases: list }) {
    cases.enough(true);
    cases.lead.replaceChildren(...(middle === null ? [t(all ? "none_resolved" : "nobody_unhappy")] : [h("b", {}, shown.spanWords(middle)), ` ${t("to_put_right", { resolved: number.format(resolved), all: number.format(all) })} `, change(shown, middle, before, { lessIsBetter: true })]));
    const row = shown.rows.row;
    cases.body.replaceChildren(list.length ? h("ul", { class: "behind" }, list.map((one) => row("cases", one))) : "");
    cases.more.hidden = !all;
  }

  return { element, refetch, draw, end: () => { for (const place of element.querySelectorAll(".js-plotly-plot")) forget(place); } };
}
