// Above the chart: where in time one is, how many days are shown, what today has in store, and what colours mean.
import { dayInput } from "../day.js";
import { h, icon } from "../dom.js";
import { iso, serial } from "./days.js";

const ZOOMS = [7, 14, 30, 60];
const COUNTS = [["arrivals", "arrive"], ["departures", "leave"], ["in_house", "bed"], ["unpaid", "money"], ["holds", "clock"], ["cancelled", "close"]];
const STATUSES = ["held", "confirmed", "in_house", "checked_out", "blocked", "aside"];

export function toolsFor(app) {
  const { t } = app;
  const heading = h("h1", {});
  const date = dayInput(t, { "aria-label": t("jump_to"), required: true });
  date.addEventListener("change", () => { if (date.value) app.show(serial(date.value)); });
  const step = (name, sign, direction) => h("button", { class: "button icon-only", "aria-label": t(name), title: t(name), onclick: () => app.walk(direction) }, icon(sign));
  const now = h("button", { class: "button", onclick: () => app.show(app.home()) }, t("today"));
  const zooms = ZOOMS.map((days) => h("button", { "data-days": days, "aria-label": t("show_days", { n: days }), onclick: () => app.zoom(days) }, String(days)));
  const zoom = h("div", { class: "segments", role: "group", "aria-label": t("days") }, zooms, h("span", { "aria-hidden": "true" }, t("days")));
  const counts = h("ul", { class: "counts", "aria-label": t("counts_today") });
  const legend = h("details", { class: "legend" }, h("summary", { class: "button" }, icon("info"), h("span", {}, t("legend"))), legendBody());
  const element = h("header", { class: "tools" }, h("div", { class: "when" }, heading, step("earlier", "back", -1), now, step("later", "next", 1), date), counts, h("div", { class: "how" }, zoom, legend));
  const shut = (event) => { if (legend.open && !event.composedPath().includes(legend)) legend.open = false; };
  document.addEventListener("pointerdown", shut);
  legend.addEventListener("keydown", (event) => { if (event.key === "Escape" && legend.open) { event.stopPropagation(); legend.open = false; legend.firstChild.focus(); } });

  function legendBody() {
    const look = (status) => h("li", {}, h("i", { class: `swatch ${status}` }), t(`status_${status}`));
    const mark = (sign, words) => h("li", {}, sign, t(words));
    return h("div", { class: "legend-body" },
      h("ul", {}, STATUSES.map(look)),
      h("ul", {}, ["full", "part", "none"].map((paid) => mark(h("i", { class: `paid ${paid}` }), `paid_${paid}`)), mark(icon("lock"), "asked_for_room"), mark(icon("note"), "has_note"), mark(icon("chat"), "came_by_whatsapp"), mark(icon("alert"), "needs_a_look"), mark(h("i", { class: "swatch group" }), "of_a_group")));
  }

  function draw() {
    const { plan } = app;
    if (!plan) return;
    heading.textContent = app.labels.month(plan.first, true);
    date.value = iso(plan.first);
    for (const button of zooms) button.setAttribute("aria-pressed", String(Number(button.dataset.days) === app.days));
    counts.replaceChildren(...COUNTS.filter(([name]) => plan.counts[name]).map(([name, sign]) => h("li", { class: name }, h("a", { href: "/", onclick: (event) => { event.preventDefault(); app.tab.go("/"); } }, icon(sign), h("b", {}, String(plan.counts[name])), h("span", {}, t(plan.counts[name] === 1 ? `${name}_one` : `${name}_many`))))));
  }

  return { element, draw, end: () => document.removeEventListener("pointerdown", shut) };
}
