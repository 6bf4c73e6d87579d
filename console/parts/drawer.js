// A page beside the page: on the right of a wide screen, the whole of a telephone. A native dialog keeps the keyboard
// inside, closes on Esc and gives the focus back to where it was.
import { h, icon } from "./dom.js";
import { lies } from "./layers.js";

const open = new WeakMap();

export function openDrawer(root, t, { title, look = "", onClose = () => null }) {
  open.get(root)?.close();
  const heading = h("h2", { tabindex: "-1" }, title);
  const shut = h("button", { class: "shut", type: "button", "aria-label": t("close"), onclick: () => dialog.close() }, icon("close"));
  const tools = h("div", { class: "drawer-tools" });
  const body = h("div", { class: "drawer-body" });
  const dialog = h("dialog", { class: `drawer ${look}`.trim(), "aria-label": title }, h("header", {}, heading, tools, shut), body);
  const before = focused();
  lies(dialog);
  dialog.addEventListener("pointerdown", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    dialog.remove();
    open.delete(root);
    if (before?.isConnected) before.focus({ preventScroll: true });
    onClose();
  });
  const made = {
    dialog,
    body,
    tools,
    rename: (words) => { heading.textContent = words; dialog.setAttribute("aria-label", words); },
    close: () => { if (dialog.open) dialog.close(); },
  };
  open.set(root, made);
  root.append(dialog);
  dialog.showModal();
  heading.focus({ preventScroll: true });
  return made;
}

// The element that really has the focus, through every shadow root.
export function focused() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element === document.body ? null : element;
}
