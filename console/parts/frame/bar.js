// The bar at the foot of a telephone: the screens of every day, and one sheet with everything else.
import { h, icon, set } from "../dom.js";
import { layOnTop } from "../layers.js";
import { linkFor } from "./links.js";
import { account, hotelChoices } from "./rail.js";

const MOST = 4;

export function barFor(app) {
  const { data, t } = app;
  const daily = data.pages.filter((page) => page.daily).slice(0, MOST);
  const rest = data.pages.filter((page) => page.listed && !daily.includes(page));
  const links = daily.map((page) => linkFor(app, page));
  const dot = h("b", { class: "count", hidden: true, "aria-hidden": "true" });
  const more = h("button", { class: "more", "aria-haspopup": "dialog", onclick: () => openSheet() }, icon("more"), h("span", { class: "word" }, t("more_screens")), dot);
  const element = h("nav", { class: "foot-bar", "aria-label": t("pages") }, links.map((link) => link.element), more);

  function openSheet() {
    const others = rest.map((page) => linkFor(app, page));
    for (const link of others) { link.draw(); link.count(); }
    const sections = [...new Set(rest.map((page) => page.section))].map((section) =>
      h("div", { class: "section" }, h("h2", {}, section), h("div", { class: "tiles" }, others.filter((link) => link.page.section === section).map((link) => link.element))),
    );
    const screens = others.length ? h("nav", { "aria-label": t("pages") }, sections) : null;
    const hotels = data.hotels.length > 1 ? h("div", { class: "sheet-hotels", role: "menu", "aria-label": t("switch_hotel") }, hotelChoices(app)) : null;
    const dialog = h("dialog", { class: "sheet", "aria-label": t("more_screens") }, ...[screens, hotels].filter(Boolean), h("div", { class: "sheet-account" }, account(app)));
    const shut = () => dialog.close();
    dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("a, .sheet-hotels [aria-checked=true], .sheet-account [role=menuitem][type=button]")) shut(); });
    dialog.addEventListener("close", () => dialog.remove());
    app.place.append(dialog);
    layOnTop(dialog);
  }

  return {
    element,
    draw() {
      for (const link of links) link.draw();
      set(more, "aria-current", daily.every((page) => page.path !== app.data.at) ? "page" : null);
    },
    count() {
      for (const link of links) link.count();
      dot.hidden = !rest.some((page) => page.badge && app.counts[page.badge]);
    },
  };
}
