// What a guest really wanted: the likeliest wishes as buttons, all others in a list.
import { h } from "../dom.js";

const MOST_CHOICES = 3;

// `chosen` are the wishes said so far; `choose(name)` hears the one that was clicked.
export function wantedFor(app, { likely, chosen, choose }) {
  const { t } = app;
  const all = Object.keys(app.words).filter((key) => key.startsWith("intent_")).map((key) => key.slice("intent_".length));
  const first = [...new Set([...chosen, ...likely])].filter((name) => all.includes(name)).slice(0, Math.max(MOST_CHOICES, chosen.length));
  const button = (name) => h("button", { class: "choice", type: "button", "aria-pressed": String(chosen.includes(name)), onclick: () => choose(name) }, t(`intent_${name}`));
  const other = h("select", { "aria-label": t("wanted_other") }, h("option", { value: "" }, t("wanted_other")), all.filter((name) => !first.includes(name)).map((name) => h("option", { value: name }, t(`intent_${name}`))));
  other.addEventListener("change", () => { if (other.value) choose(other.value); });
  return [...first.map(button), other];
}
