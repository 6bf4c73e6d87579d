// Small menus beside the button that opened them: Esc and a click elsewhere close them, arrows walk.
import { h } from "../dom.js";

const GAP = 6;

export function menusFor(app) {
  let menu = null;
  let opener = null;

  function open(button, content) {
    if (menu) return close();
    opener = button;
    menu = h("div", { class: "menu", role: "menu" }, content);
    const box = button.getBoundingClientRect();
    menu.style.left = `${Math.max(8, box.left)}px`;
    if (box.top > innerHeight / 2) menu.style.bottom = `${innerHeight - box.top + GAP}px`;
    else menu.style.top = `${box.bottom + GAP}px`;
    menu.addEventListener("keydown", pressed);
    app.place.append(menu);
    menu.querySelector("[role^=menuitem]")?.focus({ preventScroll: true });
    setTimeout(() => document.addEventListener("click", outside), 0);
    return undefined;
  }

  function pressed(event) {
    if (event.key === "Escape") { event.stopPropagation(); const back = opener; close(); back.focus(); }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...menu.querySelectorAll("button")];
    const at = items.indexOf(menu.getRootNode().activeElement);
    items[(at + step + items.length) % items.length].focus();
  }

  function outside(event) {
    if (menu && !event.composedPath().includes(menu)) close();
  }

  function close() {
    menu?.remove();
    menu = null;
    document.removeEventListener("click", outside);
  }

  return { open, close };
}
