// Every review, the newest first: what came to us and what stands in public, with what the hotel answered.
import { ask } from "../ask.js";
import { arrange, h, icon } from "../dom.js";
import { importFor } from "./import.js";
import { stars, topicChips } from "./signs.js";

const PLATFORMS = ["", "own", "google", "tripadvisor", "booking", "airbnb", "expedia", "facebook"];

export function reviewsFor(app) {
  const { root, t, tab } = app;
  const importing = importFor(app);
  const wanted = { platform: "", stars: "", reply: new URLSearchParams(location.search).get("reply") === "none" ? "none" : "" };
  let lines = [];
  let after = null;
  const known = new Map();
  const controls = {};
  let open = [];
  const rows = h("ul", { class: "reviews-list" });
  const lesson = h("div", { class: "lesson", hidden: true });
  const more = h("button", { class: "button more", hidden: true, onclick: older }, t("more"));
  const filters = h("div", { class: "filters" }, picker("platform", PLATFORMS, (one) => (one ? t(`platform_${one}`) : t("all_platforms"))), picker("stars", ["", "5", "4", "3", "2", "1"], (one) => (one ? "★".repeat(Number(one)) : t("all_stars"))), picker("reply", ["", "none"], (one) => t(one ? "without_reply" : "with_any_reply")));
  const element = h("section", { class: "list-part", "aria-label": t("reviews") }, h("header", {}, h("h2", {}, t("reviews")), tab.may("care_for_reviews") ? h("div", { class: "acts" }, h("button", { class: "button small", onclick: () => importing.open() }, icon("file"), t("import")), h("button", { class: "button small", onclick: byHand }, icon("edit"), t("by_hand"))) : null, filters), lesson, rows, more);
  const mayCare = tab.may("care_for_reviews");

  function picker(name, options, words) {
    const control = h("select", { "aria-label": t(`by_${name}`) }, options.map((one) => h("option", { value: one }, words(one))));
    control.value = wanted[name];
    controls[name] = control;
    control.addEventListener("change", () => { wanted[name] = control.value; after = null; refetch(); });
    return control;
  }

  const address = (from) => `/api/reviews/list?${new URLSearchParams({ ...wanted, ...(from ? { after: from } : {}) })}`;

  // News put the newest page in place again; what was opened below it stays.
  async function refetch() {
    const found = await tab.wire.get(address(null));
    if (String(open) !== String(found.open)) known.clear();
    open = found.open;
    const fresh = new Set(found.reviews.map((one) => one.id));
    const kept = after === null ? [] : lines.filter((one) => !fresh.has(one.id) && one.at < (found.reviews.at(-1)?.at ?? ""));
    lines = [...found.reviews, ...kept];
    if (!kept.length) after = found.after;
    draw();
  }

  async function older() {
    more.disabled = true;
    try {
      const found = await tab.wire.get(address(after));
      lines = [...lines, ...found.reviews];
      after = found.after;
    } catch { /* the button is still there */ } finally {
      more.disabled = false;
    }
    draw();
  }

  function draw() {
    lesson.hidden = lines.length > 0;
    const chosen = Object.values(wanted).some(Boolean);
    lesson.replaceChildren(h("h2", {}, t(chosen ? "no_such_reviews" : "no_reviews")), h("p", {}, t(chosen ? "no_such_reviews_why" : "no_reviews_why")));
    more.hidden = !after;
    arrange(rows, lines.map(rowFor));
  }

  function rowFor(one) {
    const said = JSON.stringify(one);
    if (known.get(one.id)?.said !== said) known.set(one.id, { said, element: makeRow(one) });
    return known.get(one.id).element;
  }

  function makeRow(one) {
    const flags = [one.strong ? h("span", { class: "chip bad" }, icon("alert"), t("flag_strong")) : null, one.contradicts ? h("span", { class: "chip warm" }, t("flag_contradicts")) : null, one.edited ? h("span", { class: "chip" }, icon("edit"), t("was_edited", { when: tab.clock.stamp(one.edited) })) : null, one.gone ? h("span", { class: "chip" }, icon("close"), t("was_taken_down")) : null];
    return h("li", { class: "review" },
      h("div", { class: "review-head" }, h("b", { dir: "auto" }, one.author || t("no_name")), stars(t, one.stars), h("span", { class: "where" }, t(`platform_${one.platform}`)), h("time", { datetime: one.at }, tab.clock.stamp(one.at))),
      one.words ? h("p", { class: "said", dir: "auto" }, one.words) : null,
      one.reply ? h("p", { class: "our-reply", dir: "auto" }, h("b", {}, t("our_reply")), " ", one.reply) : null,
      one.reply_state ? replyState(one) : null,
      h("div", { class: "review-foot" }, h("div", { class: "chips" }, topicChips(t, one.topics), flags), h("div", { class: "acts" },
        mayCare && one.platform !== "own" ? h("button", { class: "button small quiet", onclick: () => note(one) }, icon("edit"), t(one.reply ? "change_reply" : "suggest_reply")) : null,
        one.conversation ? h("button", { class: "button small quiet", onclick: () => tab.openConversation(one.conversation) }, icon("chat"), t("open_conversation")) : null,
        one.code ? h("button", { class: "button small quiet", onclick: () => tab.openBooking(one.code) }, icon("bed"), one.code) : null)));
  }

  // Here it is sent by a hand that has read it; elsewhere it is copied there.
  const canSend = (one) => open.includes(one.platform) && one.seen && !one.gone;
  const LOOKS = { sending: ["", "clock"], sent: ["good", "check"], in_review: ["", "clock"], rejected: ["bad", "alert"], failed: ["bad", "alert"] };

  function replyState(one) {
    const [look, sign] = LOOKS[one.reply_state];
    const why = one.reply_state === "failed" ? t(`unsent_${one.reply_problem}`) : one.reply_problem;
    return h("div", { class: "chips" }, h("span", { class: `chip ${look}` }, icon(sign), t(`reply_${one.reply_state}`)), why ? h("small", { class: "where" }, why) : null);
  }

  // What is suggested goes nowhere before a person has read it: sent where the place is connected, else copied by hand.
  // Without a suggestion the field is empty.
  async function note(one) {
    let suggested = "";
    if (!one.reply) { try { suggested = (await tab.wire.get(`/api/reviews/${one.id}/draft`)).words; } catch { /* it can be written without */ } }
    const words = () => copy.closest("dialog").querySelector("textarea").value;
    const copy = h("button", { class: "button small", type: "button", onclick: () => navigator.clipboard?.writeText(words()).then(() => tab.toast(t("copied")), () => null) }, icon("copy"), t("copy_reply"));
    const sends = canSend(one);
    const place = t(`platform_${one.platform}`);
    const why = sends ? t("publish_why", { place }) : t(suggested ? "suggested_why" : "note_reply_why");
    const said = await ask(root, t, { title: t(sends ? "publish_title" : "note_reply", { place }), text: why, fields: [{ name: "words", kind: "area", label: t("our_reply"), value: one.reply || suggested, required: true, most: 2000, rows: 6 }], content: h("div", { class: "answered-to" }, h("figure", {}, h("figcaption", {}, h("b", { dir: "auto" }, one.author || t("no_name")), stars(t, one.stars)), one.words ? h("blockquote", { dir: "auto" }, one.words) : null), copy), act: sends ? t("publish", { place }) : t("save_replied") });
    if (said) tab.act({ name: `review-reply:${one.id}`, lane: `review:${one.id}`, path: `/api/reviews/${one.id}/${sends ? "publish" : "reply"}`, body: said }).catch(() => null);
  }

  async function byHand() {
    const places = PLATFORMS.filter((one) => one && one !== "own").map((one) => ({ value: one, label: t(`platform_${one}`) }));
    const marks = [5, 4, 3, 2, 1].map((count) => ({ value: String(count), label: "★".repeat(count) }));
    const said = await ask(root, t, {
      title: t("by_hand"), text: t("by_hand_why"), act: t("save"),
      fields: [
        { name: "platform", kind: "select", label: t("by_platform"), options: places, value: "google" },
        { name: "stars", kind: "select", label: t("by_stars"), options: marks, value: "5" },
        { name: "day", kind: "date", label: t("by_hand_day"), required: true },
        { name: "author", label: t("by_hand_author") },
        { name: "words", kind: "area", label: t("by_hand_words"), most: 2000 },
      ],
    });
    if (said) tab.act({ name: `by-hand:${said.platform}:${said.day}:${said.author}`, lane: "reviews", path: "/api/reviews/by-hand", body: { ...said, stars: Number(said.stars) } }).catch(() => null);
  }

  // From elsewhere on the screen: the public ones nobody has answered yet.
  function showUnanswered() {
    Object.assign(wanted, { platform: "", stars: "", reply: "none" });
    for (const [name, control] of Object.entries(controls)) control.value = wanted[name];
    after = null;
  }

  return { element, refetch, showUnanswered };
}
