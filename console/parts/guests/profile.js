// One guest: who, what they like, how to reach them, what happened, and what may be done with their data.
import { openDrawer } from "../drawer.js";
import { h, icon } from "../dom.js";
import { moneyFor } from "../money.js";
import { phoneWords, shownName } from "../people.js";
import { deedsFor } from "./acts.js";

export function openProfile(app, id, onClose) {
  const { root, t, tab, money } = app;
  const drawer = openDrawer(root, t, { title: "…", look: "wide", onClose });
  const body = h("div", { class: "profile", "aria-busy": "true" });
  drawer.body.append(body);
  const monies = new Map();
  const moneyIn = (currency) => { if (!monies.has(currency)) monies.set(currency, moneyFor(app.data.lang, currency)); return monies.get(currency); };
  let said = "";

  async function look() {
    let found;
    try {
      found = await tab.wire.get(`/api/guests/${id}`);
    } catch (trouble) {
      if (trouble.kind === "refused") body.replaceChildren(h("div", { class: "lesson" }, h("h3", {}, t("guest_gone")), h("p", {}, t("guest_gone_why"))));
      body.setAttribute("aria-busy", "false");
      return;
    }
    const { now: _, ...told } = found;
    if (said === JSON.stringify(told)) return;
    said = JSON.stringify(told);
    drawer.rename(shownName(found, t));
    body.setAttribute("aria-busy", "false");
    draw(found);
  }

  function draw(found) {
    const deeds = deedsFor(app, found, { look, close: drawer.close });
    const mayCare = tab.may("care_for_guests");
    body.replaceChildren(
      h("div", { class: "profile-chips" }, found.blocked ? h("span", { class: "chip bad" }, icon("block"), t("tag_blocked")) : null, found.opted_out ? h("span", { class: "chip warm" }, icon("mute"), t("opted_out")) : null, found.tags.map((tag) => h("span", { class: "chip good" }, t(`tag_${tag}`)))),
      h("dl", { class: "profile-sums" }, sum(t("stays"), String(found.stays)), sum(t("spent"), money.say(found.spent)), sum(t("messages"), String(found.belongs.messages)), sum(t("since"), tab.clock.dayOfYear(tab.clock.key(found.since), tab.clock.key(tab.clock.now())))),
      h("div", { class: "acts" }, found.conversations.map((one, place) => h("button", { class: `button small ${place ? "" : "primary"}`, onclick: () => tab.openConversation(one) }, icon("chat"), t("open_conversation"))), mayCare ? h("button", { class: "button small", onclick: deeds.edit }, icon("edit"), t("edit")) : null),
      part(t("notes"), found.notes ? h("p", { class: "notes", dir: "auto" }, found.notes) : h("p", { class: "quiet" }, t("no_notes"))),
      part(t("reach"), found.identifiers.length ? h("ul", { class: "reach" }, found.identifiers.map((one) => h("li", {}, h("span", {}, t(`kind_${one.kind}`)), h("b", { dir: "auto" }, one.kind === "phone" ? phoneWords(one.value) : one.value)))) : h("p", { class: "quiet" }, t("no_reach")), h("ul", { class: "reach" }, h("li", {}, h("span", {}, t("language")), h("b", {}, found.language ? t(`language_${found.language}`) : "–")))),
      part(t("timeline"), found.joinings.length ? h("ol", { class: "timeline" }, found.joinings.map((one) => joined(one, mayCare ? deeds.part : null))) : null, found.timeline.length ? h("ol", { class: "timeline" }, found.timeline.map(moment)) : h("p", { class: "quiet" }, t("nothing_yet"))),
      h("section", { class: "privacy" }, h("h3", {}, t("privacy")), h("div", { class: "acts" },
        mayCare ? h("button", { class: "button small", onclick: deeds.consent }, icon(found.opted_out ? "sound" : "mute"), t(found.opted_out ? "opt_in" : "opt_out")) : null,
        mayCare ? h("button", { class: "button small", onclick: found.blocked ? deeds.unblock : deeds.block }, icon("block"), t(found.blocked ? "unblock" : "block")) : null,
        mayCare ? h("button", { class: "button small", onclick: deeds.merge }, icon("people"), t("merge")) : null,
        tab.may("read_audit") ? h("button", { class: "button small", onclick: () => tab.go(`/audit?guest=${id}`) }, icon("list"), t("who_did_what")) : null,
        tab.may("export_guests") ? h("a", { class: "button small", href: `/api/guests/${id}/export`, download: "" }, icon("file"), t("export")) : null,
        tab.may("erase_guests") ? h("button", { class: "button small harm", onclick: deeds.erase }, t("erase")) : null)));
  }

  const sum = (label, value) => h("div", {}, h("dt", {}, label), h("dd", {}, value));
  const part = (title, ...inside) => h("section", {}, h("h3", {}, title), inside);
  const SIGNS = { stay: "bed", payment: "money", review: "star", talk: "chat" };

  function joined(one, take) {
    const words = h("span", { class: "moment-words" }, h("span", { dir: "auto" }, t("joined_on", { other: shownName(one, t), day: tab.clock.date(one.at) })), one.by ? h("small", {}, t("joined_by", { who: one.by })) : null);
    return h("li", {}, h("div", { class: "moment" }, icon("people"), words, take ? h("button", { class: "button small", onclick: () => take(one) }, icon("retry"), t("part")) : null));
  }

  function moment(one) {
    const words = one.kind === "talk" ? t(one.what === "1" ? "one_message" : "talk_of", { n: one.what }) : one.kind === "review" ? `${t("a_review")} ${"★".repeat(Number(one.what) || 0)}` : t(`${one.kind}_${one.what}`);
    const act = one.code ? () => tab.openBooking(one.code) : one.conversation ? () => tab.openConversation(one.conversation) : null;
    const inner = [icon(SIGNS[one.kind]), h("span", { class: "moment-words" }, h("span", {}, words), h("small", {}, [tab.clock.date(one.at), one.code].filter(Boolean).join(" · "))), one.amount ? h("b", {}, moneyIn(one.currency).say(one.amount)) : null];
    return h("li", {}, act ? h("button", { class: "moment", onclick: act }, inner) : h("div", { class: "moment" }, inner));
  }

  look();
  return { look };
}
