// Unhappy guests: whose case it is, by when, and the two things one does with it.
import { ask } from "../ask.js";
import { arrange, h, icon } from "../dom.js";
import { stars, topicChips } from "./signs.js";

export function casesFor(app) {
  const { root, t, tab } = app;
  const rows = h("ul", { class: "cases" });
  const over = h("ul", { class: "cases" });
  const settled = h("details", { class: "settled", hidden: true }, h("summary", {}, h("h3", {}, t("cases_resolved")), h("span", { class: "how-many" })), over);
  const lesson = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("no_cases")), h("p", {}, t("no_cases_why")));
  const element = h("section", { class: "cases-part", "aria-label": t("cases") }, h("h2", {}, t("cases")), lesson, rows, settled);
  const known = new Map();
  const mayCare = tab.may("care_for_reviews");

  function draw(cases) {
    const done = cases.filter((one) => one.resolved);
    lesson.hidden = cases.length > done.length;
    arrange(rows, cases.filter((one) => !one.resolved).map(rowFor));
    arrange(over, done.map(rowFor));
    if (settled.hidden && done.length) settled.open = cases.length === done.length;
    settled.hidden = !done.length;
    settled.querySelector(".how-many").textContent = String(done.length);
  }

  function rowFor(one) {
    const said = JSON.stringify([one, Math.floor(tab.clock.now() / 60_000)]);
    if (known.get(one.id)?.said !== said) known.set(one.id, { said, element: makeRow(one) });
    return known.get(one.id).element;
  }

  function makeRow(one) {
    const { review } = one;
    const late = !one.resolved && tab.clock.now() > new Date(one.due);
    const state = one.resolved
      ? h("span", { class: "chip good" }, icon("check"), t("case_resolved"))
      : h("span", { class: `chip ${late ? "bad" : "warm"}` }, icon("clock"), t(late ? "case_late" : "case_due", { left: tab.clock.until(one.due) }));
    const owner = one.owner ? h("span", { class: "chip staff" }, icon("person"), one.owner_id === tab.me.id ? t("you") : one.owner) : null;
    const reasons = one.reasons.map((reason) => h("span", { class: "chip" }, t(`upset_${reason}`)));
    const acts = [
      !one.resolved && mayCare && one.owner_id !== tab.me.id ? h("button", { class: "button small", onclick: () => take(one) }, icon("hand"), t("case_take")) : null,
      !one.resolved && mayCare ? h("button", { class: "button small primary", onclick: () => resolve(one) }, icon("check"), t("case_resolve")) : null,
      one.conversation ? h("button", { class: "button small quiet", onclick: () => tab.openConversation(one.conversation) }, icon("chat"), t("open_conversation")) : null,
      review.code ? h("button", { class: "button small quiet", onclick: () => tab.openBooking(review.code) }, icon("bed"), review.code) : null,
    ];
    return h("li", { class: `case ${one.resolved ? "over" : ""}` },
      h("div", { class: "case-head" }, h("b", { dir: "auto" }, review.author || t("no_name")), stars(t, review.stars), state, owner),
      review.words ? h("blockquote", { dir: "auto" }, review.words) : h("p", { class: "wordless" }, t("no_words")),
      h("div", { class: "chips" }, reasons, topicChips(t, review.topics)),
      one.resolved ? h("div", { class: "resolution" }, icon("check"), h("div", {}, h("p", { dir: "auto" }, one.resolution), h("small", {}, [tab.clock.stamp(one.resolved), one.told ? t("guest_was_told") : ""].filter(Boolean).join(" · ")))) : null,
      h("div", { class: "acts" }, acts));
  }

  function take(one) {
    tab.act({ name: `case-take:${one.id}`, lane: `case:${one.id}`, path: `/api/reviews/cases/${one.id}/take` }).catch(() => null);
  }

  async function resolve(one) {
    const tell = one.may_tell ? { name: "to_guest", kind: "area", label: t("case_tell"), hint: t("case_tell_hint"), most: 1000, focus: false } : null;
    const said = await ask(root, t, {
      title: t("case_resolve_title", { name: one.review.author || t("no_name") }),
      text: one.may_tell ? "" : t("case_cannot_tell"),
      fields: [{ name: "what", kind: "area", label: t("case_what"), hint: t("case_what_hint"), required: true, most: 1000 }, tell],
      act: t("case_resolve"),
    });
    if (!said) return;
    tab.act({ name: `case-resolve:${one.id}`, lane: `case:${one.id}`, path: `/api/reviews/cases/${one.id}/resolve`, body: said }).catch(() => null);
  }

  return { element, draw };
}
