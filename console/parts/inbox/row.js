// One conversation in the list. Drawn again only when something a person can see has changed.
import { h, icon, set } from "../dom.js";
import { face, shownName } from "../people.js";
import { reasonWords } from "../wording.js";
import { previewWords } from "./sentences.js";

const SOON_MS = 4 * 3_600_000;
const OWNER_ICON = { house: "house", staff: "person", phone: "phone" };

export function makeRow(id, app) {
  const { t, me, clock } = app;
  const element = h("div", { class: "row", role: "option", dataset: { id: String(id) }, tabindex: "-1" });
  let signature = "";

  function update(row, selected) {
    set(element, "aria-selected", String(selected));
    const facts = factsOf(row);
    const next = JSON.stringify(facts);
    if (next === signature) return;
    signature = next;
    element.classList.toggle("unread", facts.unread > 0);
    element.classList.toggle("waits", Boolean(facts.waits));
    element.replaceChildren(...parts(row, facts));
  }

  function factsOf(row) {
    const left = row.closes ? clock.left(row.closes) : 0;
    return {
      name: shownName(row, t),
      preview: previewWords(t, row, me),
      draft: app.drafts.has(row.id),
      stamp: clock.stamp(row.at),
      unread: row.unread,
      waits: row.waiting ? clock.since(row.waiting) : "",
      reason: row.waiting ? reasonWords(t, row.reason) : "",
      owner: row.owner,
      who: row.owner === "staff" && row.owner_id ? (row.owner_id === me.id ? t("you") : row.owner_name) : "",
      left: left > 0 && left < SOON_MS ? clock.span(left) : "",
      failed: row.failed,
    };
  }

  function parts(row, facts) {
    const owner = ownerWords(facts);
    return [
      h("div", { class: "portrait" }, face(row, t), h("span", { class: `owner ${facts.owner}`, title: owner, role: "img", "aria-label": owner }, icon(OWNER_ICON[facts.owner] || "house"))),
      h(
        "div",
        { class: "lines" },
        h("div", { class: "top" }, h("span", { class: "name", dir: "auto" }, facts.name), h("time", { datetime: row.at }, facts.stamp)),
        h("div", { class: "bottom" }, preview(facts), facts.unread ? h("b", { class: "count", "aria-label": t("unread_label", { count: facts.unread }) }, facts.unread > 99 ? "99+" : String(facts.unread)) : null),
        chips(facts),
      ),
    ];
  }

  function preview(facts) {
    const failed = facts.failed ? h("span", { class: "failed", title: t("failed_mark"), role: "img", "aria-label": t("failed_mark") }, icon("alert")) : null;
    const draft = facts.draft ? h("span", { class: "draft", "aria-hidden": "true" }, icon("note")) : null;
    return h("span", { class: "preview" }, failed, draft, h("span", { dir: "auto" }, facts.preview.slice(0, 160)));
  }

  function chips(facts) {
    const made = [];
    if (facts.waits) made.push(h("span", { class: "chip warm", title: facts.reason, "aria-label": `${t("waits_label", { time: facts.waits })}. ${facts.reason}` }, icon("hand"), t("waits", { time: facts.waits })));
    if (facts.who) made.push(h("span", { class: "chip staff" }, facts.who));
    if (facts.owner === "phone") made.push(h("span", { class: "chip" }, t("phone_owner")));
    if (facts.left) made.push(h("span", { class: "chip late", title: t("window_left_label", { time: facts.left }) }, icon("clock"), t("window_left", { time: facts.left })));
    return made.length ? h("div", { class: "chips" }, made) : null;
  }

  function ownerWords(facts) {
    if (facts.owner === "phone") return t("phone_owner");
    if (facts.owner !== "staff") return t("house");
    return facts.who || t("state_waiting");
  }

  return { element, update };
}
