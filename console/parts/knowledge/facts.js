// Every fact by its subject, each with its answer, its words and the languages it is missing in; and what is not yet
// written down, one click away.
import { arrange, h, icon } from "../dom.js";
import { languageMarks } from "../texts.js";
import { factDrawer } from "./fact_drawer.js";
import { topicName } from "../reading/topics.js";
import { answerWords, ANSWERS, SUBJECTS } from "./topics.js";

const OWN = new Set(["amenity", "rule"]);
const LOOK = { yes: "good", no: "", paid: "blue", told: "" };

export function factsFor(app) {
  const { t, tab } = app;
  const mayEdit = tab.may("edit_knowledge");
  const search = h("input", { type: "search", class: "search", placeholder: t("search_facts"), "aria-label": t("search_facts"), oninput: () => draw(app.found) });
  const only = h("button", { class: "filter", "aria-pressed": "false", onclick: () => { only.setAttribute("aria-pressed", String(only.getAttribute("aria-pressed") !== "true")); draw(app.found); } });
  const groups = h("div", { class: "groups" });
  const nothing = h("p", { class: "nothing", hidden: true }, t("no_facts_found"));
  const element = h("div", { class: "facts-part" }, h("div", { class: "finding" }, h("div", { class: "searching" }, icon("search"), search), only), groups, nothing);
  const known = new Map();
  app.editFact = (fact, wish = {}) => factDrawer(app, fact, wish);

  function draw(found) {
    if (!found) return;
    const gaps = new Set(found.gaps.map((gap) => `${gap.what}:${gap.topic}`));
    only.replaceChildren(icon("alert"), t("only_gaps", { n: found.facts.filter((fact) => gaps.has(`${fact.subject}:${fact.topic}`)).length }));
    const wanted = search.value.trim().toLocaleLowerCase();
    const gapsOnly = only.getAttribute("aria-pressed") === "true";
    const fits = (fact) => {
      const words = [topicName(app, fact.subject, fact.topic), ...Object.values(fact.texts), ...fact.words].join(" ").toLocaleLowerCase();
      return words.includes(wanted) && (!gapsOnly || gaps.has(`${fact.subject}:${fact.topic}`));
    };
    const shown = SUBJECTS.map((subject) => group(found, subject, found.facts.filter((fact) => fact.subject === subject && fits(fact)), !wanted && !gapsOnly)).filter(Boolean);
    arrange(groups, shown);
    nothing.hidden = shown.length > 0;
  }

  function group(found, subject, facts, whole) {
    const open = whole && mayEdit ? unwritten(found, subject) : [];
    if (!facts.length && !(whole && mayEdit)) return null;
    const said = JSON.stringify([facts, open, whole]);
    if (known.get(subject)?.said === said) return known.get(subject).element;
    const rows = facts.map(row);
    const add = whole && mayEdit && OWN.has(subject) ? h("button", { class: "chip add own", onclick: () => app.editFact(null, { subject }) }, icon("plus"), t(`add_${subject}`)) : null;
    const missing = open.length || add ? h("div", { class: "unwritten" }, open.length ? h("span", {}, t("not_written")) : null, open.map((topic) => h("button", { class: "chip add", onclick: () => app.editFact(null, { subject, topic }) }, icon("plus"), topicName(app, subject, topic))), add) : null;
    const made = h("section", { class: "group", dataset: { subject } }, h("header", {}, h("h2", {}, t(`subject_${subject}`)), h("span", { class: "count-of" }, String(facts.length))), h("p", { class: "small" }, t(`subject_${subject}_why`)), rows.length ? h("ul", { class: "rows" }, rows) : null, missing);
    known.set(subject, { said, element: made });
    return made;
  }

  const unwritten = (found, subject) => (found.known_topics[subject] ?? []).filter((topic) => !found.facts.some((fact) => fact.subject === subject && fact.topic === topic));

  function row(fact) {
    const words = fact.subject === "wifi" ? fact.details.network : fact.texts[tab.lang] || fact.texts.es || Object.values(fact.texts)[0] || "";
    const answer = answerWords(app, fact);
    return h("li", {}, h("button", { class: "fact-row", onclick: () => app.editFact(fact) },
      h("b", { dir: "auto" }, topicName(app, fact.subject, fact.topic)),
      h("span", { class: "said", dir: "auto" }, words),
      answer && ANSWERS[fact.subject].length > 1 ? h("span", { class: `chip ${LOOK[fact.answer]}` }, answer) : h("span", {}),
      fact.subject === "wifi" ? h("span", { class: "chip" }, icon("lock"), t("only_staying")) : languageMarks(t, fact.texts)));
  }

  return { element, draw };
}
