// A link to a screen: an ordinary address that opens without loading the page anew.
import { h, icon, set } from "../dom.js";

export function linkFor(app, page) {
  const count = h("b", { class: "count", hidden: true });
  const said = h("span", { class: "sr" });
  const element = h("a", { href: `/${page.path}`, title: page.title, dataset: { screen: page.word } }, icon(page.icon), h("span", { class: "word" }, page.title), count, said);
  element.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button) return;
    event.preventDefault();
    app.menus.close();
    app.tab.go(`/${page.path}`);
  });
  return {
    element,
    page,
    draw: () => set(element, "aria-current", page.path === app.data.at ? "page" : null),
    count() {
      const number = page.badge ? app.counts[page.badge] || 0 : 0;
      count.hidden = !number;
      count.textContent = number > 99 ? "99+" : String(number);
      said.textContent = number ? app.t(`badge_${page.badge}`, { n: number }) : "";
      set(count, "aria-hidden", "true");
    },
  };
}
