// The week's questions nobody had written an answer to, and what people were called for. One click turns a question
// into a fact; two clicks say what a guest really wanted.
import { arrange, h, icon } from "../dom.js";
import { reasonWords, slugOf } from "../wording.js";
import { topicName } from "../reading/topics.js";
import { wantedFor } from "../reading/wanted.js";
import { SUBJECTS } from "./topics.js";

export function unansweredFor(app) {
  const { t, tab } = app;
  const mayTeach = tab.may("edit_knowledge");
  const maySettle = tab.may("settle_question");
  const questions = h("ul", { class: "asked-list" });
  const none = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("no_questions")), h("p", {}, t("no_questions_why")));
  const calls = h("ul", { class: "asked-list" });
  const noCalls = h("p", { class: "nothing", hidden: true }, t("no_handovers"));
  const element = h("div", { class: "unanswered-part" }, h("section", {}, h("h2", {}, t("questions_title")), h("p", { class: "small" }, t("questions_why")), none, questions), h("section", {}, h("h2", {}, t("handovers_title")), h("p", { class: "small" }, t("handovers_why")), noCalls, calls));
  const known = new Map();

  async function refetch() {
    const found = await tab.wire.get("/api/knowledge/unanswered");
    app.asked = found.questions;
    none.hidden = found.questions.length > 0;
    noCalls.hidden = found.handovers.length > 0;
    arrange(questions, found.questions.map((one) => kept(`q${one.id}`, one, question)));
    arrange(calls, found.handovers.map((one) => kept(`h${one.id}`, one, handover)));
  }

  function kept(key, one, make) {
    const said = JSON.stringify(one);
    if (known.get(key)?.said !== said) known.set(key, { said, element: make(one) });
    return known.get(key).element;
  }

  const talk = (one) => h("button", { class: "button small quiet", onclick: () => tab.openConversation(one.conversation) }, icon("chat"), one.guest || t("no_name"));

  function question(one) {
    const about = one.topic ? topicOf(one.topic) : null;
    return h("li", { class: "asked" }, h("span", { class: "times", title: t("asked_times", { n: one.times }) }, `${one.times}×`),
      h("div", {}, h("blockquote", { dir: "auto", lang: one.language }, one.words), h("div", { class: "chips" }, about ? h("span", { class: "chip blue" }, topicName(app, about.subject, about.topic)) : null, h("span", { class: "chip" }, t(`lang_${one.language}`)), one.why === "not_in_language" ? h("span", { class: "chip warm" }, t("why_not_in_language")) : null, h("time", { datetime: one.at }, tab.clock.stamp(one.at)))),
      h("div", { class: "acts" }, mayTeach ? h("button", { class: "button small primary", onclick: () => teach(one) }, icon("edit"), t("write_answer")) : null, maySettle ? h("button", { class: "button small", onclick: () => settle(one) }, t("dismiss")) : null, talk(one)));
  }

  // `amenity:pool`, `hours:pool` or the bare topic.
  function topicOf(written) {
    const [first, rest] = written.includes(":") ? written.split(":") : ["", written];
    if (first) return { subject: first, topic: rest };
    const subject = SUBJECTS.find((one) => (app.found.known_topics[one] ?? []).includes(rest)) ?? "amenity";
    return { subject, topic: rest };
  }

  function teach(one) {
    const about = one.topic ? topicOf(one.topic) : { subject: "amenity", topic: slugOf(one.words, 30) || "tema" };
    if (about.subject === "hours") { app.show("hours"); return; }
    const there = app.found.facts.find((fact) => fact.subject === about.subject && fact.topic === about.topic) ?? null;
    if (!one.topic) app.editFact(null, { subject: "amenity", asked: one });
    else app.editFact(there, { ...about, asked: one });
  }

  async function settle(one) {
    const done = await tab.act({ name: `settle:${one.id}`, lane: `question:${one.id}`, path: `/api/knowledge/questions/${one.id}/settle` }).catch(() => null);
    if (done) tab.toast(t("dismissed"));
    refetch().catch(() => null);
  }

  function handover(one) {
    const choices = wantedFor(app, { likely: [...one.heard, ...one.rivals], chosen: one.label ? [one.label] : [], choose: (name) => label(one, one.label === name ? "" : name) });
    return h("li", { class: `asked ${one.label ? "labelled" : ""}` }, h("span", { class: "times" }, icon(one.label ? "check" : "hand")),
      h("div", {}, h("blockquote", { dir: "auto" }, one.words), h("div", { class: "chips" }, h("span", { class: "small" }, reasonWords(t, one.reason)), h("time", { datetime: one.at }, tab.clock.stamp(one.at)))),
      h("div", { class: "acts wanted", role: "group", "aria-label": t("wanted") }, tab.may("reply") ? [h("span", { class: "small" }, t("wanted")), ...choices] : one.label ? h("span", { class: "chip staff" }, t(`intent_${one.label}`) || one.label) : null, talk(one)));
  }

  function label(one, name) {
    tab.act({ name: `label:${one.id}`, lane: `handover:${one.id}`, path: `/api/knowledge/handovers/${one.id}/label`, body: { label: name } }).then(refetch, () => null);
  }

  // A question that another screen asks for by its number.
  app.answer = async (id) => {
    await refetch();
    const one = app.asked.find((question) => question.id === id);
    if (one && mayTeach) teach(one);
  };

  return { element, refetch, opened: () => refetch().catch(() => null) };
}
