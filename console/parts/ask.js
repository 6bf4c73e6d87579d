// Asking before something is done: what will happen, what it costs, and what must be said with it. Resolves with what
// was filled in, or with null when the person thought better of it.
import { focused, h, icon } from "./dom.js";
import { fieldFor } from "./fields.js";
import { layOnTop } from "./layers.js";

// lines: [{ label, value, strong, bad }]; fields: see fields.js; onInput(values, show) may show other lines as one types,
// and `quote` ({ label, text }): what somebody else will read because of it.
// A field may say by `only` of what is filled in that it is asked for.
// `keep` says the way back where "not now" would not.
// Without `act` there is nothing to do but to read it and close it.
// send(values) does it while the question stays open: what it answers is what was wrong, nothing is that all went well.
export function ask(root, t, { title, text = "", lines = [], fields = [], content = null, act = "", keep = "", look = "", onInput = null, send = null }) {
  return new Promise((resolve) => {
    const before = focused();
    const made = fields.filter(Boolean).map((field) => fieldFor(t, field));
    const money = h("dl", { class: "sums", "aria-live": "polite" });
    const heard = h("figure", { class: "ask-quote", "aria-live": "polite", hidden: true });
    const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    const yes = h("button", { class: `button primary ${look}`, type: "submit", hidden: !act }, act ?? "");
    const no = h("button", { class: "button", type: "button", onclick: () => end(null) }, keep || t(act ? "not_now" : "close"));
    const form = h(
      "form",
      { novalidate: true },
      h("header", {}, h("h2", {}, title)),
      h("div", { class: "ask-body" }, ...[text ? h("p", { class: "ask-text" }, text) : null, content, ...made.map((one) => one.element), money, heard, trouble].filter(Boolean)),
      h("footer", {}, no, yes),
    );
    const dialog = h("dialog", { class: `ask ${look}`.trim(), "aria-label": title }, form);

    function values() {
      return Object.fromEntries(made.map((one) => [one.name, one.value()]));
    }

    const fit = () => { const said = values(); for (const one of made) if (one.only) one.element.hidden = !one.only(said); };

    function show({ lines: shown = [], problem = "", blocked = false, fields: changed = {}, quote = null }) {
      heard.replaceChildren(...(quote ? [h("figcaption", {}, quote.label), h("blockquote", { dir: "auto" }, quote.text)] : []));
      heard.hidden = !quote;
      money.replaceChildren(...shown.map(lineElement));
      money.hidden = !shown.length;
      trouble.textContent = problem;
      trouble.hidden = !problem;
      yes.disabled = blocked;
      for (const one of made) if (changed[one.name]) one.change(changed[one.name]);
    }

    function submit(event) {
      event.preventDefault();
      const missing = made.find((one) => !one.element.hidden && !one.check());
      if (missing) missing.focus();
      else if (!yes.disabled && send) sendIt(values());
      else if (!yes.disabled) end(values());
    }

    async function sendIt(found) {
      yes.disabled = true;
      yes.setAttribute("aria-busy", "true");
      const problem = await send(found);
      yes.disabled = false;
      yes.removeAttribute("aria-busy");
      if (problem) show({ lines, problem });
      else end(found);
    }

    function end(found) {
      if (!dialog.open) return;
      dialog.close();
      resolve(found);
    }

    form.addEventListener("submit", submit);
    form.addEventListener("input", () => { fit(); onInput?.(values(), show); });
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => { dialog.remove(); if (before?.isConnected) before.focus({ preventScroll: true }); resolve(null); });
    show({ lines });
    fit();
    root.append(dialog);
    layOnTop(dialog);
    (made.find((one) => one.wantsFocus)?.focus ?? (() => (look === "harm" || !act ? no : yes).focus()))();
    onInput?.(values(), show);
  });
}

function lineElement({ label, value, strong = false, bad = false, sign = "" }) {
  const look = [strong ? "strong" : "", bad ? "bad" : ""].filter(Boolean).join(" ");
  return h("div", { class: look }, h("dt", {}, sign ? icon(sign) : null, label), h("dd", {}, value));
}
