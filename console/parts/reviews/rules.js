// When guests are asked, how often, and where they can write in public: in sentences, with a way to change them.
import { h, icon } from "../dom.js";
import { everyHour, onTheHour, settlingFor } from "./settling.js";

const PLATFORMS = ["google", "tripadvisor", "booking", "airbnb", "expedia", "facebook"];

export function rulesFor(app) {
  const { t, tab } = app;
  const may = tab.may("set_reviews");
  const lines = h("div", { class: "rule-lines" });
  const links = h("div", { class: "rule-lines" });
  const edit = (action, what) => (may ? h("button", { class: "button small", "aria-label": `${t("change")}: ${t(what)}`, onclick: action }, icon("edit"), t("change")) : null);
  const panel = (name, action, body) => h("section", { class: "panel", "aria-label": t(name) }, h("header", {}, h("h2", {}, t(name)), edit(action, name)), body);
  const element = h("div", { class: "rules-part" }, panel("rules_title", changeRules, lines), panel("links_title", changeLinks, links));
  const settle = settlingFor(app);
  let rules = null;

  function draw(found) {
    rules = found;
    lines.replaceChildren(...sentences().map((words) => h("p", {}, words)));
    const list = h("ul", { class: "links" }, found.links.map((one) => h("li", {}, h("b", {}, t(`platform_${one.platform}`)), h("small", { dir: "ltr" }, one.url))));
    links.replaceChildren(found.links.length ? list : h("p", {}, t("links_none")), h("p", { class: "small" }, t("links_why")));
  }

  function sentences() {
    if (!rules.on) return [t("rules_off")];
    const [first, second] = rules.reminders;
    const some = (key, n) => (n === 1 ? `${key}_at_one` : key);
    const reminders = !first ? t("rules_no_reminder") : t(some(second ? "rules_two_reminders" : "rules_one_reminder", first), { first, second });
    return [t(some("rules_when", rules.delay), { n: rules.delay, opens: onTheHour(rules.opens), closes: onTheHour(rules.closes) }), reminders, t(some("rules_cap", rules.cap), { n: rules.cap })];
  }

  function changeRules() {
    const { version } = rules;
    const clock = everyHour();
    const [first = 0, second = 0] = rules.reminders;
    const days = (name, value) => ({ name, kind: "number", label: t(`rules_${name}`), hint: t("rules_nought"), value: String(value), required: true, min: 0, max: 60 });
    return settle(t("rules_title"), t("rules_why"), [
      { name: "on", kind: "checks", label: t("rules_switch"), value: rules.on ? ["yes"] : [], options: [{ value: "yes", label: t("rules_on") }] },
      { name: "delay", kind: "number", label: t("rules_delay"), value: String(rules.delay), required: true, min: 0, max: 336 },
      { name: "opens", kind: "select", label: t("rules_opens"), value: String(rules.opens), options: clock },
      { name: "closes", kind: "select", label: t("rules_closes"), value: String(rules.closes), options: clock },
      days("first", first), days("second", second),
      { name: "cap", kind: "number", label: t("rules_cap_days"), hint: t("rules_cap_hint"), value: String(rules.cap), required: true, min: 1, max: 730 },
    ], "/api/reviews/rules", (said) => ({ ...said, version, on: said.on.includes("yes"), opens: Number(said.opens), closes: Number(said.closes) }));
  }

  function changeLinks() {
    const { links_mark: seen } = rules;
    const known = Object.fromEntries(rules.links.map((one) => [one.platform, one.url]));
    return settle(t("links_title"), t("links_why"), PLATFORMS.map((one) => ({ name: one, label: t(`platform_${one}`), value: known[one] ?? "", most: 500, plain: true })), "/api/reviews/links", (said) => ({ ...said, seen }));
  }

  return { element, draw };
}
