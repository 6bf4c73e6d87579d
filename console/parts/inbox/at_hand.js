// What is at hand while one writes: one menu behind the plus, the same things behind the slash.
import { h, icon, set } from "../dom.js";
import { sendOffer } from "./at_hand_offer.js";
import { sendPhotos } from "./at_hand_photos.js";
import { OF_MONEY, sendOfStay } from "./at_hand_stay.js";
import { sheet } from "./at_hand_sheet.js";

const THINGS = [
  ["offer", "bed", sendOffer],
  ["pay_link", "money", (app, known) => sendOfStay(app, known, "pay_link")],
  ["transfer_details", "bank", (app, known) => sendOfStay(app, known, "transfer_details")],
  ["way_here", "pin", sendWayHere],
  ["photos", "image", sendPhotos],
  ["pass", "card", (app, known) => sendOfStay(app, known, "pass")],
  ["calendar", "calendar", (app, known) => sendOfStay(app, known, "calendar")],
];

export function atHandFor(app) {
  const { t, tab } = app;
  const button = h("button", { class: "button icon-only plus", type: "button", "aria-label": t("at_hand"), title: t("at_hand"), "aria-haspopup": "menu", "aria-expanded": "false", "aria-keyshortcuts": "Alt+P", onclick: () => (menu.hidden ? open() : close()) }, icon("plus"));
  const things = THINGS.filter(([name]) => !OF_MONEY.includes(name) || app.may("ask_payment")).map(([name, sign, act]) => ({ id: name, icon: sign, title: t(`hand_${name}`), words: t(`hand_${name}_hint`), open: () => begin(name, act) }));
  const items = things.map((one) => h("button", { type: "button", role: "menuitem", tabindex: "-1", dataset: { thing: one.id }, onclick: () => { close(); one.open(); } }, icon(one.icon), h("span", {}, h("b", {}, one.title), h("small", {}, one.words))));
  const menu = h("div", { class: "at-hand", role: "menu", "aria-label": t("at_hand"), hidden: true }, items);
  let busy = false;

  function open() {
    menu.hidden = false;
    set(button, "aria-expanded", "true");
    items[0].focus({ preventScroll: true });
    setTimeout(() => document.addEventListener("click", outside), 0);
  }

  function close() {
    menu.hidden = true;
    set(button, "aria-expanded", "false");
    document.removeEventListener("click", outside);
  }

  const outside = (event) => { if (!event.composedPath().includes(menu)) close(); };

  menu.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") { event.preventDefault(); close(); button.focus(); return; }
    if (event.key === "Tab") { close(); return; }
    const at = items.indexOf(app.focusIn(menu));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items[(next + items.length) % items.length].focus();
  });

  // What there is to send is asked once per opening: it may be another by the next.
  async function begin(name, act) {
    const id = app.current;
    if (busy || id === null) return;
    busy = true;
    try {
      const known = await tab.wire.get(`/api/conversations/${id}/at-hand`);
      if (app.current === id) await act(app, { ...known, id });
    } catch (trouble) {
      tab.toast(trouble.kind === "refused" ? tab.refusal(trouble) : t("error_reconnecting"), { bad: true });
    } finally {
      busy = false;
    }
  }

  const keys = (event) => {
    if (!event.altKey || event.code !== "KeyP" || button.hidden || !button.offsetParent) return;
    event.preventDefault();
    open();
  };
  document.addEventListener("keydown", keys);

  return { button, menu, things, close, end: () => { close(); document.removeEventListener("keydown", keys); } };
}

function sendWayHere(app, known) {
  const { t, tab } = app;
  const nothing = known.way_here ? null : { words: t("error_no_place"), act: t("at_hand_go_knowledge"), go: () => tab.go("/knowledge"), needs: "edit_knowledge" };
  return sheet(app, known, { title: t("hand_way_here"), nothing, thing: () => ({ thing: "way_here" }) });
}
