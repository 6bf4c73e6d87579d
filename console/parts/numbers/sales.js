// Nights and money: how full, from where, in what, what is ahead, how early people book, and what was lost.
import { h } from "../dom.js";
import { barsFor, cardFor, change } from "./cards.js";
import { draw as plot } from "./plot.js";

export function salesFor(app) {
  const { t, tab, money, number, percent, lang } = app;
  const nights = cardFor(app, "nights", { wide: true });
  const sources = cardFor(app, "sources");
  const types = cardFor(app, "types");
  const pace = cardFor(app, "pace", { wide: true });
  const lead = cardFor(app, "lead");
  const lost = cardFor(app, "lost");
  const places = Object.fromEntries(["nights", "pace", "lead"].map((name) => [name, h("div", { class: "plot", role: "img" })]));
  nights.body.append(places.nights);
  const then = h("button", { class: "button small quiet", onclick: () => app.rows.open("pace_then", "", t("at_the_same_lead")) }, t("see_then"));
  pace.body.append(places.pace);
  pace.more.before(then);
  lead.body.append(places.lead);

  function chart(place, figure, label, onPick, more = {}) {
    place.setAttribute("aria-label", label);
    plot(place, figure, { lang, onPick, ...more }).catch(() => { place.textContent = t("no_chart"); });
  }

  const dayName = (key) => { const [first, until] = key.split("/"); const last = tab.clock.plusDays(until, -1); return first === last ? tab.clock.dayWords(first) : `${tab.clock.dayWords(first)} → ${tab.clock.dayWords(last)}`; };

  function draw(found) {
    const { tiles } = found;
    nights.lead.replaceChildren(h("b", {}, number.format(tiles.sold.now)), ` ${t("nights_sold")} `, change(app, tiles.sold.now, tiles.sold.before));
    chart(places.nights, found.nights, nights.title, (key) => app.rows.open("nights", key, `${nights.title} · ${dayName(key)}`), { dates: true });
    drawShares(sources, found.sources, "sources", (key) => t(`source_${key}`) || key);
    drawShares(types, found.types, "types", (key) => { const names = found.type_names[key] ?? {}; return names[lang] || names.es || Object.values(names)[0] || key; });
    drawPace(found.pace);
    drawLead(found.lead);
    drawLost(found.lost);
  }

  function drawShares(card, shares, figure, label) {
    const whole = shares.reduce((sum, one) => sum + one.revenue, 0);
    card.enough(shares.length > 0);
    card.body.replaceChildren(barsFor(app, figure, shares.map((one) => ({ key: one.key, label: label(one.key), value: money.about(one.revenue), under: [whole ? percent.format(one.revenue / whole) : "", t(one.nights === 1 ? "one_night" : "night_count", { n: number.format(one.nights) })].filter(Boolean).join(" · "), share: one.revenue || one.nights / 1e6 })), { title: card.title }));
  }

  function drawPace(found) {
    pace.lead.replaceChildren(h("b", {}, number.format(found.now)), ` ${t("nights_ahead")} `, found.enough ? change(app, found.now, found.before) : "", h("small", { class: "against" }, found.enough ? t(found.back > 300 ? "against_a_year" : "against_a_quarter") : t("too_young")));
    then.hidden = !found.enough;
    chart(places.pace, found.figure, pace.title, (key) => app.rows.open("pace", key, `${pace.title} · ${dayName(key)}`), { dates: true });
  }

  function drawLead(found) {
    lead.enough(found.enough);
    lead.lead.replaceChildren(...(found.enough ? [h("b", {}, t("days_ahead", { n: number.format(found.now) })), ` ${t("in_the_middle")} `] : []));
    places.lead.hidden = !found.count;
    if (found.count) chart(places.lead, found.figure, lead.title, (key) => app.rows.open("lead", key, lead.title), { height: 210 });
  }

  function drawLost(found) {
    const sum = (name) => found.reduce((whole, one) => whole + one[name], 0);
    lost.lead.replaceChildren(...(found.length ? [h("b", {}, money.about(sum("amount"))), ` ${t("in_nights", { n: number.format(sum("nights")) })}`] : [t("nothing_lost")]));
    lost.body.replaceChildren(barsFor(app, "lost", found.map((one) => ({ key: one.key, label: t(`lost_${one.key}`), value: money.about(one.amount), under: t(one.nights === 1 ? "one_night" : "night_count", { n: number.format(one.nights) }), share: one.amount || one.nights / 1e6 })), { title: lost.title }));
  }

  return { cards: [nights, pace, sources, types, lead, lost].map((card) => card.element), draw };
}
