// A form in a drawer: what is wrong is said beside it, a refusal below it, and nothing is lost while one mends it.
import { h } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { fieldFor } from "../fields.js";

// fields: { name: field }; extra: elements below them; send(values) does it and may throw what was refused.
export function formDrawer(app, { title, look = "", text = "", fields, extra = [], act, onInput = () => null, send, remove = null }) {
  const { root, t, tab } = app;
  const drawer = openDrawer(root, t, { title, look });
  const made = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldFor(t, { name, ...field })]));
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const save = h("button", { class: "button primary", type: "submit" }, act);
  const away = remove ? h("button", { class: "button quiet", type: "button", onclick: () => attempt(() => remove(values())) }, remove.words) : null;
  const form = h("form", { class: "editing", novalidate: true }, text ? h("p", { class: "small" }, text) : null, h("div", { class: "fact-fields" }, Object.values(made).map((one) => one.element)), extra, trouble, h("footer", {}, away, save));
  const values = () => Object.fromEntries(Object.entries(made).map(([name, one]) => [name, one.value()]));
  drawer.body.append(form);
  form.addEventListener("input", () => { trouble.hidden = true; onInput(made, values()); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = Object.values(made).find((one) => !one.element.hidden && !one.check());
    if (wrong) wrong.focus();
    else attempt(() => send(values()));
  });
  onInput(made, values());

  async function attempt(work) {
    save.disabled = true;
    try {
      const done = await work();
      if (done !== false) drawer.close();
    } catch (refused) {
      trouble.textContent = refused.error === "changed_meanwhile" || refused.error === "written_meanwhile" ? t("error_written_meanwhile") : refused.error ? tab.refusal(refused) : t("error_reconnecting");
      trouble.hidden = false;
      trouble.scrollIntoView({ block: "nearest" });
    }
    save.disabled = false;
  }

  return { drawer, made, values };
}

export const reasonField = (t) => ({ kind: "text", label: t("why"), hint: t("why_hint"), most: 200, required: true });
