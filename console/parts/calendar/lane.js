// Stays that were put aside: sold, and without a room until somebody gives them one.
import { h, icon } from "../dom.js";
import { barFor } from "./bar.js";
import { drawn } from "./days.js";

export function laneFor(app) {
  // As few lines as the stays need, none over another.
  function lines(plan) {
    const found = [];
    const bars = plan.aside.map((stay) => { const [from, to] = drawn(stay); return { stay, from: from - plan.first, to: to - plan.first }; });
    for (const bar of bars.filter((one) => one.to > 0 && one.from < plan.days).sort((one, two) => one.from - two.from)) {
      const line = found.find((bars) => bars.at(-1).to <= bar.from);
      if (line) line.push(bar);
      else found.push([bar]);
    }
    return found;
  }

  function rows(plan, dayPx) {
    const shown = lines(plan);
    const elsewhere = plan.aside.length - shown.flat().length;
    const title = h("div", { class: "row lane-head" }, h("div", { class: "label" }, icon("alert"), h("b", {}, app.t("lane")), h("span", { class: "count warm" }, String(plan.aside.length))), h("p", {}, h("span", {}, elsewhere ? app.t("lane_elsewhere", { n: elsewhere }) : app.t("lane_hint"), app.tab.may("book") ? h("button", { class: "seat", onclick: () => app.moving.seatAll() }, app.t("seat_all")) : null)));
    return [title, ...shown.map((bars) => h("div", { class: "row aside" }, h("div", { class: "label" }), h("div", { class: "track" }, bars.map((bar) => barFor(app, bar, dayPx)))))];
  }

  return { rows };
}
