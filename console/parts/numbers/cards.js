// The cards figures stand on: a title, a way to its rows, its definition one tap away, and words when there is too little.
import { h, icon } from "../dom.js";

export function cardFor(app, name, { figure = name, wide = false } = {}) {
  const { t } = app;
  const title = t(`title_${name}`);
  const open = () => app.rows.open(figure, "", title);
  const lead = h("p", { class: "lead" });
  const body = h("div", { class: "card-body" });
  const little = h("p", { class: "little", hidden: true }, icon("info"), t("not_enough"));
  const more = h("button", { class: "button small quiet", onclick: open }, t("see_rows"), icon("next"));
  const element = h("section", { class: `card ${wide ? "wide" : ""} of-${name}`, "aria-label": title },
    h("header", {}, h("h2", {}, title), defined(app, name)), lead, little, body, h("footer", {}, more));
  return {
    element, body, lead, more, title,
    enough: (yes) => { little.hidden = yes; },
  };
}

export const groupFor = (t, name, cards) => h("section", { class: "group-of-cards", "aria-label": t(name) }, h("h2", { class: "group-title" }, t(name)), h("div", { class: "cards" }, cards));

export function defined(app, name) {
  const words = app.t(`what_is_${name}`);
  const said = h("p", {}, words);
  return h("details", { class: "defined", name: "defined" }, h("summary", { "aria-label": app.t("how_counted", { what: app.t(`title_${name}`) }), title: app.t("how_counted_short") }, icon("info")), said);
}

// parts: [{ key, label, value, under, share }]: lines with a bar, each a way to its rows.
export function barsFor(app, figure, parts, { title }) {
  const most = Math.max(...parts.map((part) => part.share), 1e-9);
  return h("ul", { class: "bars" }, parts.map((part) => {
    const bar = h("i", {});
    bar.style.width = `${Math.max(0, (part.share / most) * 100)}%`;
    return h("li", {}, h("button", { class: "bar-row", onclick: () => app.rows.open(figure, part.key, `${title} · ${part.label}`) },
      h("span", { class: "bar-label" }, part.label), h("span", { class: "bar-value" }, h("b", {}, part.value), part.under ? h("small", {}, part.under) : null), h("span", { class: "track", "aria-hidden": "true" }, bar)));
  }));
}

// How a figure moved: better is green where more is better, and the other way round where less is.
export function change(app, now, before, { points = false, lessIsBetter = false } = {}) {
  const { t, percent, decimal } = app;
  if (now === null || before === null || before === undefined || (!points && !before)) return h("small", { class: "moved" }, t("nothing_before"));
  const by = points ? (now - before) * 100 : now / before - 1;
  const steady = Math.abs(by) < (points ? 0.05 : 0.0005);
  const good = lessIsBetter ? by < 0 : by > 0;
  const words = points ? t("points", { n: decimal.format(Math.abs(by)) }) : percent.format(Math.abs(by));
  return h("small", { class: `moved ${steady ? "" : good ? "good" : "bad"}` }, steady ? t("same_as_before") : h("span", {}, h("span", { "aria-hidden": "true" }, by > 0 ? "▲ " : "▼ "), h("span", { class: "sr" }, t(by > 0 ? "up_by" : "down_by")), words));
}
