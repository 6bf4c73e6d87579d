// Whether the guest of a stay is asked how it was: what became of it, and asking now or leaving them in peace.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";

export function reviewOf(card) {
  const { found, t, tab } = card;
  const { review, booking } = found;
  if (!review) return [];
  const open = tab.may("care_for_reviews") && ["planned", "sent", "skipped"].includes(review.state);
  const acts = !open ? [] : [
    h("button", { class: "button small", dataset: { act: "review_send" }, onclick: () => send(card) }, icon("forward"), t(review.asked ? "review_again" : "review_send")),
    review.state === "skipped" ? null : h("button", { class: "button small quiet", dataset: { act: "review_skip" }, onclick: () => skip(card, booking.guest) }, t("review_leave")),
  ].filter(Boolean);
  return [h("section", { class: "card-review", "aria-label": t("review_request") }, h("p", {}, icon("star"), " ", h("b", {}, t("review_request")), " · ", words(card)), h("div", { class: "card-acts" }, acts))];
}

function words({ found: { review }, t, tab }) {
  if (review.state === "answered") return review.stars ? t("review_answered", { n: review.stars }) : t("review_answered_words");
  if (review.state === "skipped") return t("review_skipped");
  return review.asked ? t("review_sent", { when: tab.clock.stamp(review.asked) }) : t("review_planned", { when: tab.clock.stamp(review.due) });
}

// What shows the card's questions is the piece whose drawer it is.
const place = (card) => card.app.place;

async function send(card) {
  const { t, tab, found: { review } } = card;
  const why = review.opens ? t("review_send_quiet", { when: tab.clock.stamp(review.opens) }) : t("review_send_why");
  if (!(await ask(place(card), t, { title: t("review_send_title"), text: why, act: t(review.opens ? "review_send_anyway" : "review_send") }))) return;
  done(card, { name: `ask:${review.id}`, lane: "asking", path: "/api/reviews/requests/send", body: { ids: [review.id] } }, "did_review_send", tab);
}

async function skip(card, guest) {
  const { t, tab, found: { review } } = card;
  const options = ["by_staff", "bad_stay"].map((value) => ({ value, label: t(`review_${value}`) }));
  const said = await ask(place(card), t, { title: t("review_leave_title", { name: guest }), text: t("review_leave_why"), fields: [{ name: "reason", kind: "select", label: t("review_leave_reason"), options, value: "by_staff" }], act: t("review_leave") });
  if (said) done(card, { name: `skip:${review.id}`, lane: `request:${review.id}`, path: `/api/reviews/requests/${review.id}/skip`, body: said }, "did_review_skip", tab);
}

async function done(card, deed, said, tab) {
  try {
    await tab.act(deed);
    tab.toast(card.t(said));
  } catch { /* the refusal passes by */ } finally {
    card.look();
  }
}
