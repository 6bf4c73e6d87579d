// The talks: how many become bookings, who answers and how fast, what the house does alone, what people want and when.
import { h } from "../dom.js";
import { barsFor, cardFor, change } from "./cards.js";
import { draw as plot } from "./plot.js";

const OUTCOMES = ["automated", "again", "called", "person", "silent"];

export function houseFor(app) {
  const { t, number, percent, decimal, lang } = app;
  const cards = Object.fromEntries([["funnel"], ["automation"], ["answering"], ["quotes"], ["intents"], ["hours", { wide: true }], ["languages"], ["handovers"], ["templates"]].map(([name, how]) => [name, cardFor(app, name, how)]));
  const places = Object.fromEntries(["funnel", "intents", "hours"].map((name) => [name, h("div", { class: "plot", role: "img", "aria-label": cards[name].title })]));
  for (const [name, place] of Object.entries(places)) cards[name].body.append(place);
  for (const name of ["answering", "intents", "languages", "hours", "templates", "quotes", "funnel"]) cards[name].more.hidden = true;

  function chart(name, figure, more = {}) {
    const named = { hours: (key) => { const [day, hour] = key.split("-"); return `${t(`weekday_${day}`)} ${hour.padStart(2, "0")}:00`; }, intents: (key) => t(`intent_${key}`) || key, funnel: (key) => t(`step_${key}`) }[name];
    const onPick = (key) => app.rows.open(name, key, `${cards[name].title} · ${named(key)}`);
    plot(places[name], figure, { lang, onPick, ...more }).catch(() => { places[name].textContent = t("no_chart"); });
  }

  function draw(found) {
    drawFunnel(found.funnel);
    drawAutomation(found.automation);
    drawAnswering(found.answering);
    places.intents.hidden = !found.intents.total;
    cards.intents.enough(found.intents.total > 0);
    if (found.intents.total) chart("intents", found.intents.figure, { height: 40 + 30 * found.intents.figure.data[0].y.length, left: 130 });
    cards.hours.enough(found.hours.enough);
    chart("hours", found.hours.figure, { height: 250 });
    drawCounts("languages", found.languages, (key) => t(`language_${key}`) || key);
    drawCounts("handovers", found.handovers, (key) => t(`called_${key}`) || key, "no_handovers");
    drawCounts("quotes", found.quotes, (key) => t(`quote_${key}`) || key);
    drawTemplates(found.templates);
  }

  function drawFunnel({ now, before, enough, figure }) {
    cards.funnel.enough(enough);
    const rate = (one) => (one.conversations ? one.paid / one.conversations : null);
    const asked = now.conversations > 0 && now.quoted > 0;
    cards.funnel.lead.replaceChildren(...(!asked ? [now.conversations ? t("nobody_asked_a_price") : ""] : [h("b", {}, percent.format(rate(now))), ` ${t("of_talks_paid")} `, change(app, rate(now), rate(before), { points: true })]));
    places.funnel.hidden = !asked;
    if (asked) chart("funnel", figure, { height: 240, left: 110 });
  }

  function drawAutomation({ parts, total, now, before, enough }) {
    const { automation } = cards;
    automation.enough(enough);
    automation.lead.replaceChildren(...(total ? [h("b", {}, percent.format(now)), ` ${t("of_talks", { n: number.format(total) })} `, change(app, now, before, { points: true })] : []));
    const shown = OUTCOMES.filter((name) => parts[name]);
    automation.body.replaceChildren(barsFor(app, "automation", shown.map((name) => ({ key: name, label: t(`outcome_${name}`), value: number.format(parts[name]), under: percent.format(parts[name] / total), share: parts[name] })), { title: automation.title }));
  }

  function drawAnswering(found) {
    cards.answering.enough(found.house.enough || found.staff.enough);
    cards.answering.body.replaceChildren(h("div", { class: "pair-of-figures" }, ["house", "staff"].map((who) => figure(who, found[who]))));
  }

  function figure(who, { count, now, slow, before, enough }) {
    return h("button", { class: "answer-figure", disabled: !count, onclick: () => app.rows.open("answering", who, `${cards.answering.title} · ${t(`by_${who}`)}`) },
      h("span", {}, t(`by_${who}`)), h("b", {}, enough ? app.spanWords(now) : "–"),
      h("small", {}, enough ? t("nine_of_ten", { time: app.spanWords(slow) }) : t("too_few", { n: count })), enough ? change(app, now, before, { lessIsBetter: true }) : null);
  }

  function drawCounts(name, counts, label, none = "") {
    const parts = Object.entries(counts);
    const whole = parts.reduce((sum, [, count]) => sum + count, 0);
    cards[name].enough(whole > 0 || Boolean(none));
    cards[name].lead.textContent = whole || !none ? "" : t(none);
    cards[name].body.replaceChildren(barsFor(app, name, parts.map(([key, count]) => ({ key, label: label(key), value: number.format(count), under: percent.format(count / whole), share: count })), { title: cards[name].title }));
  }

  function drawTemplates({ sent, cost, priced }) {
    drawCounts("templates", sent, (key) => t(`billed_${key}`) || key, "no_templates");
    const whole = Object.values(sent).reduce((sum, count) => sum + count, 0);
    if (!whole) return;
    cards.templates.lead.replaceChildren(...(priced ? [h("b", {}, `US$ ${decimal.format(cost)}`), ` ${t("for_templates", { n: number.format(whole) })}`] : [h("b", {}, number.format(whole)), ` ${t("cost_unknown")}`]));
  }

  return { cards: Object.values(cards).map((card) => card.element), draw };
}
