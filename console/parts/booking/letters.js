// What the house writes to the guest of a stay by itself: what went out, what will, and a person's word over it.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { known } from "../wording.js";

export function lettersOf(card) {
  const { found, t } = card;
  if (!found.journey?.length) return [];
  return [h("details", { class: "card-fold", dataset: { name: "journey" } }, h("summary", {}, t("stay_letters")), h("ul", { class: "stay-letters" }, found.journey.map((one) => row(card, one))))];
}

function row(card, one) {
  const { t } = card;
  const acts = [
    one.keep ? h("button", { class: "button small quiet", onclick: () => done(card, one, "keep", {}, "letter_kept") }, t("letter_keep")) : null,
    one.skip ? h("button", { class: "button small quiet", onclick: () => skip(card, one) }, t("letter_skip")) : null,
    one.send ? h("button", { class: "button small", onclick: () => send(card, one) }, icon("forward"), t(one.fate === "sent" ? "letter_again" : "letter_now")) : null,
  ];
  return h("li", {}, h("span", {}, h("b", {}, t(`journey_${one.letter}`)), h("small", {}, words(card, one))), h("span", { class: "card-acts" }, acts));
}

function words({ t, tab }, one) {
  if (!one.at) return "";
  if (one.fate === "skipped") return known(t, `unwritten_${one.why}`, "unwritten_other");
  const when = tab.clock.dayTime(one.at);
  return t(one.fate === "sent" ? "letter_sent_at" : "letter_planned_at", { when });
}

const place = (card) => card.app.place;
const reason = (t) => [{ name: "reason", kind: "text", label: t("why_reason"), required: true, most: 200 }];
const called = (t, one) => t(`journey_${one.letter}`);

async function skip(card, one) {
  const { t } = card;
  const said = await ask(place(card), t, { title: t("letter_skip_title", { letter: called(t, one) }), text: t("letter_skip_text"), fields: reason(t), act: t("letter_skip") });
  if (said) done(card, one, "skip", said, "letter_skipped", () => done(card, one, "keep", {}, "letter_kept"));
}

async function send(card, one) {
  const { t } = card;
  const again = one.fate === "sent";
  const said = await ask(place(card), t, { title: t("letter_send_title", { letter: called(t, one) }), text: t(again ? "letter_again_text" : "letter_now_text"), fields: reason(t), act: t(again ? "letter_again" : "letter_now") });
  if (said) done(card, one, "send", said, "letter_on_its_way");
}

async function done(card, one, verb, body, said, undo = null) {
  const { t, tab, found: { booking } } = card;
  const path = one.letter === "confirmation" ? `/api/bookings/${booking.id}/confirmation` : `/api/bookings/${booking.id}/letters/${one.letter}/${verb}`;
  try {
    await tab.act({ name: `${verb}:${one.letter}:${booking.id}`, lane: `booking:${booking.id}`, path, body });
    tab.toast(t(said), { undo });
  } catch { /* the refusal passes by */ } finally {
    card.look();
  }
}
