// Which letters the house writes by itself while a stay comes nearer.
import { h, icon } from "../dom.js";
import { capital } from "../wording.js";
import { showLetter } from "./letter.js";

const LETTERS = ["balance_due", "day_before", "arrival", "checkout_day", "hold_reminder"];

export function lettersFor(app) {
  const { t } = app;
  const list = h("ul", { class: "rows" });
  const button = h("button", { class: "button small", onclick: edit }, icon("edit"), t("change"));
  const element = app.panel(t("letters"), t("letters_why"), button, list);
  let rules = {};

  function draw(found) {
    rules = found.letters;
    list.replaceChildren(...LETTERS.map((name) => h("li", {}, h("div", { class: "main" }, h("b", {}, t(`journey_${name}`)), h("small", {}, when(name))), h("span", { class: `chip ${rules[name].on ? "good" : ""}` }, t(rules[name].on ? "goes_out" : "is_off")), h("button", { class: "button small", "aria-label": `${t("preview")}: ${t(`journey_${name}`)}`, onclick: () => showLetter(app, name, sentence(when(name))) }, icon("phone"), t("preview")))));
  }

  function when(name) {
    const rule = rules[name];
    if (["arrival", "hold_reminder"].includes(name)) return t(`when_${name}`, { n: rule.minutes });
    return t(`when_${name}`, { n: rule.days, hour: rule.hour.slice(0, 5) });
  }

  const sentence = (words) => `${capital(words)}.`;

  function edit() {
    return app.change("/api/settings/letters", {
      title: t("letters"),
      text: t("letters_means"),
      fields: [
        { name: "on", kind: "checks", label: t("which_go_out"), value: LETTERS.filter((name) => rules[name].on), options: LETTERS.map((name) => ({ value: name, label: t(`journey_${name}`), hint: when(name) })) },
        { name: "hold_reminder", kind: "number", label: t("reminder_minutes"), value: rules.hold_reminder.minutes, required: true, min: 1, max: 720 },
      ],
    });
  }

  return { element, draw };
}
