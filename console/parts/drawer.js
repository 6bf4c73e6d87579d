// A page beside the page: on the right of a wide screen, the whole of a telephone. A native dialog keeps the keyboard
// inside, closes on Esc and gives the focus back to where it was.
import { focused, h, icon } from "./dom.js";
import { giveBack } from "./kept.js";
import { layOnTop } from "./layers.js";
import { typedIn } from "./typed.js";
import { ask } from "./ask.js";

const open = new WeakMap();

export function openDrawer(root, t, { title, look = "", onClose = () => null }) {
  open.get(root)?.close();
  const heading = h("h2", { tabindex: "-1" }, title);
  const shut = h("button", { class: "shut", type: "button", "aria-label": t("close"), onclick: () => leave() }, icon("close"));
  const tools = h("div", { class: "drawer-tools" });
  const body = h("div", { class: "drawer-body" });
  const dialog = h("dialog", { class: `drawer ${look}`.trim(), "aria-label": title }, h("header", {}, heading, tools, shut), body);
  const before = focused();
  let over = false;
  // All at once and not when the browser's own word for it comes round: by then a quick hand has gone on.
  function end() {
    if (over) return;
    over = true;
    if (dialog.open) dialog.close();
    dialog.remove();
    typed.forget();
    open.delete(root);
    if (before?.isConnected) before.focus({ preventScroll: true });
    onClose();
  }
  // A slip of the hand throws nothing away that somebody has written.
  const typed = typedIn(dialog, leave);
  async function leave() {
    if (typed.some() && !(await ask(root, t, { title: t("leave_typed"), text: t("leave_typed_means"), act: t("leave_it"), keep: t("keep_writing"), look: "harm" }))) return false;
    end();
    return true;
  }
  // A telephone's own way back.
  dialog.addEventListener("cancel", (event) => { if (event.target === dialog && typed.some()) { event.preventDefault(); leave(); } });
  // The second half of a double click on a question that lay above means that question, not the drawer beneath it.
  dialog.addEventListener("mousedown", (event) => { if (event.target === dialog && event.detail < 2) leave(); });
  dialog.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key !== "Escape" || event.defaultPrevented || event.target.closest("dialog") !== dialog) return;
    event.preventDefault();
    leave();
  });
  dialog.addEventListener("close", end);
  const made = {
    dialog,
    body,
    tools,
    rename: (words) => { heading.textContent = words; dialog.setAttribute("aria-label", words); },
    close: end,
  };
  open.set(root, made);
  root.append(dialog);
  layOnTop(dialog);
  giveBack(typed);
  heading.focus({ preventScroll: true });
  return made;
}
