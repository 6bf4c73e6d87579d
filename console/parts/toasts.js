// Words that pass by, above everything, also above an open drawer. With an undo they stay longer and say how.
import { h } from "./dom.js";
import { onLayers, top } from "./layers.js";

const STAY_MS = 6000;
const STAY_WITH_UNDO_MS = 12_000;

export function toastsFor(t) {
  const stack = h("div", { class: "toasts", role: "status", "aria-live": "polite", popover: "manual" });
  let home = null;

  function say(words, { undo = null, bad = false } = {}) {
    const toast = h("p", { class: bad ? "bad" : "" }, h("span", {}, words));
    let timer = null;
    const end = () => { clearTimeout(timer); toast.remove(); if (!stack.childElementCount) lower(); };
    if (undo) toast.append(h("button", { onclick: () => { end(); undo(); } }, t("undo")));
    toast.append(h("button", { class: "shut", "aria-label": t("close"), onclick: end }, "×"));
    stack.append(toast);
    raise();
    const wait = () => { timer = setTimeout(end, undo ? STAY_WITH_UNDO_MS : STAY_MS); };
    toast.addEventListener("pointerenter", () => clearTimeout(timer));
    toast.addEventListener("pointerleave", wait);
    wait();
    return end;
  }

  // What is shown last lies on top; and only what is inside a modal dialog can be clicked while it is open.
  function raise() {
    const place = top() ?? home;
    if (!place) return;
    if (stack.parentNode !== place) place.append(stack);
    if (!stack.isConnected || !stack.showPopover || !stack.childElementCount) return;
    lower();
    stack.showPopover();
  }

  function lower() {
    if (stack.matches(":popover-open")) stack.hidePopover();
  }

  onLayers(raise);
  return {
    say,
    standIn: (place) => { home = place; raise(); },
  };
}
