// The four figures of the trade, with how they moved.
import { h } from "../dom.js";
import { change, defined } from "./cards.js";

export function tilesFor(app) {
  const { t, money, percent, number } = app;
  const element = h("div", { class: "tiles" });

  function draw({ tiles, rooms }) {
    const { occupancy, adr, revpar, revenue, sold, available } = tiles;
    element.replaceChildren(
      tile("occupancy", occupancy.now === null ? "–" : percent.format(occupancy.now), change(app, occupancy.now, occupancy.before, { points: true }), t("sold_of", { sold: number.format(sold.now), all: number.format(available.now) })),
      tile("adr", adr.now === null ? "–" : money.about(adr.now), change(app, adr.now, adr.before), t("per_night_sold")),
      tile("revpar", revpar.now === null ? "–" : money.about(revpar.now), change(app, revpar.now, revpar.before), t("per_room", { n: number.format(rooms) })),
      tile("revenue", money.about(revenue.now), change(app, revenue.now, revenue.before), t("of_nights")),
    );
  }

  function tile(name, value, moved, under) {
    const title = t(`title_${name}`);
    return h("div", { class: "tile" }, h("div", { class: "tile-head" }, h("span", {}, title), defined(app, name)),
      h("button", { class: "tile-value", "aria-label": `${title}: ${value}. ${t("see_rows")}`, onclick: () => app.rows.open("nights", "", title) }, value),
      h("div", { class: "tile-foot" }, moved, h("small", {}, under)));
  }

  return { element, draw };
}
