// Words that pass by, above everything, also above an open drawer. With an undo they stay longer and say how.
import { h } from "./dom.js";
import { onLayers, top } from "./layers.js";

const STAY_MS = 6000;
const STAY_WITH_UNDO_MS = 12_000;
const GAP = 12;

export function toastsFor(t) {
  const stack = h("div", { class: "toasts", role: "status", "aria-live": "polite", popover: "manual" });
  const sizes = new ResizeObserver(() => keepClear());
  let home = null;
  let under = null;

  // What `stays` goes when whoever said it takes it away.
  function say(words, { undo = null, bad = false, stays = false } = {}) {
    const toast = h("p", { class: bad ? "bad" : "" }, h("span", {}, words));
    let timer = null;
    const end = () => { clearTimeout(timer); toast.remove(); if (!stack.childElementCount) lower(); };
    if (undo) toast.append(h("button", { onclick: () => { end(); undo(); } }, t("undo")));
    toast.append(h("button", { class: "shut", "aria-label": t("close"), onclick: end }, "×"));
    stack.append(toast);
    raise();
    const wait = () => { if (!stays) timer = setTimeout(end, undo ? STAY_WITH_UNDO_MS : STAY_MS); };
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
    under = top();
    for (const one of [stack, under].filter(Boolean)) sizes.observe(one);
    keepClear();
  }

  function lower() {
    sizes.disconnect();
    if (stack.matches(":popover-open")) stack.hidePopover();
    makeRoom(0);
    stack.classList.remove("above");
    under = null;
  }

  // Never over what an open dialog asks: below it, above it, or in room that the dialog gives up at its foot.
  function keepClear() {
    if (!under?.open) return;
    makeRoom(0);
    stack.classList.remove("above");
    const [words, box] = [stack.getBoundingClientRect(), under.getBoundingClientRect()];
    const beside = words.right <= box.left || words.left >= box.right;
    const wanted = words.height + 2 * GAP;
    if (beside || box.bottom + wanted <= innerHeight) return;
    if (box.top >= wanted) stack.classList.add("above");
    else makeRoom(wanted);
  }

  function makeRoom(height) {
    if (height) under.style.setProperty("--said", `${height}px`);
    else under?.style.removeProperty("--said");
  }

  onLayers(raise);
  return {
    say,
    standIn: (place) => { home = place; raise(); },
  };
}
