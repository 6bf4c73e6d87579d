// What the hotel says of itself. Its zone and currency are shown only: prices and stays already agreed hang on them.
import { h, icon } from "../dom.js";

export function factsFor(app) {
  const { t } = app;
  const list = h("dl", { class: "sums inside" });
  const button = h("button", { class: "button small", onclick: edit }, icon("edit"), t("change"));
  const element = app.panel(t("hotel_facts"), t("hotel_facts_why"), button, list);
  let facts = {};

  function draw(found) {
    facts = found.facts;
    const shown = [["name", facts.name], ["address", facts.address || "–"], ["timezone", facts.timezone], ["currency", facts.currency], ["language", t(`speaks_${facts.language}`)], ["address_form", t(`form_${facts.form}`)], ["on_call", facts.on_call_phone ? `+${facts.on_call_phone}` : t("nobody_on_call")], ["promise", t("minutes", { n: facts.promise_minutes })], ["give_back", t("minutes", { n: facts.give_back_minutes })]];
    list.replaceChildren(...shown.map(([name, value]) => h("div", {}, h("dt", {}, t(name)), h("dd", { dir: "auto" }, value))));
  }

  function edit() {
    return app.change("/api/settings/facts", {
      title: t("hotel_facts"),
      fields: [
        { name: "name", label: t("name"), value: facts.name, required: true, most: 80 },
        { name: "language", kind: "select", label: t("language"), hint: t("language_means"), value: facts.language, options: ["es", "en", "pt"].map((one) => ({ value: one, label: t(`speaks_${one}`) })) },
        { name: "address_form", kind: "select", label: t("address_form"), value: facts.address_form, options: [{ value: "", label: t("by_country") }, ...["voseo", "tuteo"].map((one) => ({ value: one, label: t(`form_${one}`) }))] },
        { name: "on_call_phone", label: t("on_call"), hint: t("on_call_means"), value: facts.on_call_phone, most: 24 },
        { name: "promise_minutes", kind: "number", label: t("promise"), hint: t("promise_means"), value: facts.promise_minutes, required: true, min: 5, max: 1440 },
        { name: "give_back_minutes", kind: "number", label: t("give_back"), hint: t("give_back_means"), value: facts.give_back_minutes, required: true, min: 5, max: 1440 },
      ],
    });
  }

  return { element, draw };
}
