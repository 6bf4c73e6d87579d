// One fact being written: its answer, its price, its words in three languages, and beside each what guests will read.
// Whoever saves says which version was seen; what somebody else wrote meanwhile is shown and never overwritten unseen.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { fieldFor } from "../fields.js";
import { textsFor } from "../texts.js";
import { bubbleOf } from "../bubble.js";
import { slugOf } from "../wording.js";
import { historyOf } from "./history.js";
import { previewFor } from "./preview.js";
import { topicName } from "../reading/topics.js";
import { ANSWERS } from "./topics.js";

const PERS = ["", "night", "day", "hour", "stay", "person", "use", "trip"];

export function factDrawer(app, fact, wish) {
  const { root, t, tab, money, found } = app;
  const subject = fact?.subject ?? wish.subject;
  const mayEdit = tab.may("edit_knowledge");
  const own = !fact && !wish.topic;
  const isOwn = own || (subject === "amenity" && !found.known_topics.amenity.includes(fact?.topic ?? wish.topic));
  const drawer = openDrawer(root, t, { title: own ? t(`add_${subject}`) : topicName(app, subject, fact?.topic ?? wish.topic), look: subject === "wifi" ? "" : "broad" });
  const fields = fieldsOf();
  const texts = subject === "wifi" ? null : textsFor(t, { label: t("what_guests_read"), values: fact?.texts ?? {}, most: found.limits.text, rows: 6, previews: true, onInput: () => preview.ask(), problem: (_, words) => (/[$€£]\s?\d|\d\s?[$€£]/.test(words) ? t("error_price_in_text") : "") });
  const shown = h("div", { class: "preview" });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const save = h("button", { class: "button primary", type: "submit" }, t("save"));
  const remove = fact && mayEdit ? h("button", { class: "button quiet", type: "button", onclick: takeAway }, t("take_away")) : null;
  const asked = wish.asked ? h("div", { class: "asked-for" }, h("p", {}, t("guests_asked", { n: wish.asked.times })), h("blockquote", { dir: "auto" }, wish.asked.words)) : null;
  const form = h("form", { class: "editing", novalidate: true, onsubmit: submit, oninput: changed }, asked, h("div", { class: "fact-fields" }, Object.values(fields).map((field) => field.element)), texts?.element ?? h("section", {}, h("h3", {}, t("what_guests_read")), shown), fact && texts && mayEdit ? historyOf(app, fact, (language, words) => texts.put(language, words)) : null, trouble, mayEdit ? h("footer", {}, remove, save) : null);
  drawer.body.append(form);
  if (!mayEdit) for (const control of form.querySelectorAll("input, textarea, select")) control.disabled = true;
  const preview = previewFor(app, draft, (told) => {
    const draw = (language) => (told[language] ? [h("span", { class: "sr" }, t("preview")), bubbleOf(app, told[language])] : []);
    if (texts) texts.show(draw);
    else shown.replaceChildren(...draw(tab.lang));
  });
  if (wish.asked && mayEdit) texts?.focus(wish.asked.language);
  changed();

  function fieldsOf() {
    const answers = ANSWERS[subject];
    const made = {};
    const add = (name, field) => { made[name] = fieldFor(t, { name, ...field }); };
    if (own) add("name", { kind: "text", label: t("own_name"), hint: t("own_name_hint"), required: true, most: 50 });
    if (answers.length > 1) add("answer", { kind: "select", label: t("short_answer"), value: fact?.answer ?? answers[0], options: answers.map((one) => ({ value: one, label: t(`answer_${one}`) })) });
    if (answers.includes("paid")) {
      add("price", { kind: "money", label: t("price"), unit: money.sign, value: fact?.price ? money.plain(fact.price) : "" });
      add("per", { kind: "select", label: t("per"), value: fact?.per ?? "", options: PERS.map((one) => ({ value: one, label: one ? t(`per_${one}`) : t("per_once") })) });
    }
    if (isOwn && subject === "amenity") add("words", { kind: "text", label: t("guests_call_it"), hint: t("guests_call_it_hint"), value: (fact?.words ?? []).join(", "), required: true, most: 300 });
    if (subject === "wifi") {
      add("network", { kind: "text", label: t("wifi_network"), value: fact?.details.network ?? "", required: true, most: 63 });
      add("password", { kind: "text", label: t("wifi_password"), hint: t("wifi_hint"), value: fact?.details.password ?? "", most: 63 });
    } else if (subject !== "payment") {
      add("audience", { kind: "select", label: t("who_reads_it"), value: fact?.audience ?? "everyone", options: ["everyone", "staying"].map((one) => ({ value: one, label: t(`audience_${one}`) })) });
    }
    return made;
  }

  function draft() {
    const value = (name) => fields[name]?.value();
    const answer = value("answer") ?? ANSWERS[subject][0];
    const paid = answer === "paid";
    const price = value("price");
    return {
      subject, answer,
      topic: fact?.topic ?? wish.topic ?? slugOf(value("name") || "", 60),
      texts: texts?.value() ?? {},
      price: paid && Number.isFinite(price) && price !== null ? money.minor(price) : null,
      per: paid ? value("per") || null : null,
      words: (value("words") ?? (fact?.words ?? []).join(",")).split(",").map((word) => word.trim()).filter(Boolean),
      audience: value("audience") ?? "everyone",
      details: subject === "wifi" ? { network: value("network"), password: value("password") } : {},
      version: fact?.version ?? 0,
    };
  }

  function changed() {
    const paid = fields.answer?.value() === "paid";
    for (const name of ["price", "per"]) if (fields[name]) fields[name].element.hidden = !paid;
    trouble.hidden = true;
    preview?.ask();
  }

  async function submit(event) {
    event.preventDefault();
    const missing = Object.values(fields).find((field) => !field.element.hidden && !field.check());
    if (missing) { missing.focus(); return; }
    if (texts && !texts.fits()) { texts.wrongOne()?.focus(); return; }
    const written = draft();
    if (written.answer === "paid" && !written.price) { show(t("error_needs_price")); fields.price.focus(); return; }
    if (own && app.found.facts.some((other) => other.subject === subject && other.topic === written.topic)) { show(t("topic_taken")); return; }
    save.disabled = true;
    await keep(written);
    save.disabled = false;
  }

  async function keep(written) {
    const body = { fact: written, ...(wish.asked ? { settles: wish.asked.id } : {}) };
    try {
      await tab.act({ name: `fact:${subject}:${written.topic}`, lane: "knowledge", path: "/api/knowledge/facts", body }, { quietly: true });
      drawer.close();
      tab.toast(t("fact_saved", { what: topicName(app, subject, written.topic) }));
    } catch (refused) {
      if (refused.error === "written_meanwhile") await clash(written);
      else show(tab.refusal(refused));
    }
  }

  // Both are shown; nobody's words are lost, and whoever saves now has seen what is there.
  async function clash(written) {
    const now = await tab.wire.get("/api/knowledge").catch(() => null);
    const theirs = now?.facts.find((other) => other.subject === subject && other.topic === written.topic);
    const lines = Object.entries(theirs?.texts ?? {}).map(([language, words]) => ({ label: t(`lang_${language}`), value: words }));
    const said = await ask(root, t, { title: t("clash_title"), text: theirs ? t("clash_text") : t("clash_removed"), lines, act: t("clash_mine"), look: "clash" });
    if (said) await keep({ ...written, version: theirs?.version ?? 0 });
  }

  async function takeAway() {
    const sure = await ask(root, t, { title: t("take_away_title", { what: topicName(app, subject, fact.topic) }), text: t("take_away_text"), act: t("take_away"), look: "harm" });
    if (!sure) return;
    try {
      await tab.act({ name: `fact-away:${subject}:${fact.topic}`, lane: "knowledge", path: "/api/knowledge/facts/remove", body: { subject, topic: fact.topic, version: fact.version } }, { quietly: true });
      drawer.close();
      tab.toast(t("fact_removed", { what: topicName(app, subject, fact.topic) }), { undo: () => keepAgain() });
    } catch (refused) { show(tab.refusal(refused)); }
  }

  const keepAgain = () => tab.act({ name: `fact:${subject}:${fact.topic}`, lane: "knowledge", path: "/api/knowledge/facts", body: { fact: { ...fact, version: 0 } } }).catch(() => null);

  function show(words) {
    trouble.replaceChildren(icon("alert"), words);
    trouble.hidden = false;
    trouble.scrollIntoView({ block: "nearest" });
  }
}
