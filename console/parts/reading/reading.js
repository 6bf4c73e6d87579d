// How one message was read, in plain words: language, wishes with how sure, the stay, the people, the doubts, and what
// was decided and why.
import { h, icon } from "../dom.js";
import { reasonWords } from "../wording.js";
import { topicName } from "./topics.js";

const SIGN = { answer: "check", ask: "info", hand_over: "hand", silent: "mute", by_itself: "clock" };

export function readingOf(app, one) {
  const { t, tab } = app;
  const share = new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR", { style: "percent", maximumFractionDigits: 0 });
  const decision = h("div", { class: `decision ${one.decision}` }, icon(SIGN[one.decision]), h("div", {}, h("b", {}, t(`decision_${one.decision}`)), h("p", {}, whyWords(app, one))));
  if (!one.meant) return [decision, facts(app, one)].filter(Boolean);
  const { meant } = one;
  const parts = [decision, facts(app, one)];
  if (one.language) parts.push(part(t("read_language"), h("p", {}, t(`lang_${one.language}`))));
  parts.push(part(t("read_wishes"), h("div", { class: "bars" }, bars(meant.intents, "chosen"), meant.rivals.length ? h("p", { class: "small" }, t("also_thought")) : null, bars(meant.rivals, "rival"))));
  parts.push(part(t("read_sure"), h("div", { class: "bars" }, bar("", meant.right, meant.sure ? "chosen" : "unsure"), h("p", { class: "small" }, t(meant.sure ? "sure_enough" : "not_sure_enough")))));
  const stay = stayWords(app, meant);
  if (stay) parts.push(part(t("read_stay"), h("p", {}, stay)));
  const people = peopleWords(app, meant.named);
  if (people) parts.push(part(t("read_people"), h("p", {}, people)));
  const named = otherWords(app, meant.named);
  if (named.length) parts.push(part(t("read_named"), h("div", { class: "chips" }, named.map((word) => h("span", { class: "chip" }, word)))));
  const doubts = [...meant.unsure.map((doubt) => t(`doubt_${doubt.replace("stay:", "")}`)), ...(meant.impossible ? [t("doubt_impossible")] : [])].filter(Boolean);
  if (doubts.length) parts.push(part(t("read_doubts"), h("ul", { class: "doubts" }, doubts.map((words) => h("li", {}, words)))));
  return parts.filter(Boolean);

  function bars(list, look) {
    return list.map(([name, chance]) => bar(t(`intent_${name}`) || name, chance, look));
  }

  function bar(label, chance, look) {
    const fill = h("i", { class: look });
    fill.style.width = `${Math.round(chance * 100)}%`;
    return h("div", { class: "chance" }, label ? h("span", {}, label) : null, h("div", { class: "track", "aria-hidden": "true" }, fill), h("b", {}, share.format(chance)));
  }
}

const part = (title, body) => h("section", {}, h("h3", {}, title), body);

function whyWords(app, one) {
  const { t } = app;
  if (one.decision === "hand_over") return reasonWords(t, one.reason) || t("why_hand_over");
  if (one.decision === "ask") return t("why_ask", { what: t(`about_${one.asks}`) });
  if (one.decision === "silent") return t("why_silent");
  if (one.decision === "by_itself") return t("why_by_itself");
  if (one.tap) return t("why_tap");
  return one.facts.length ? t("why_facts") : t("why_flow");
}

// The facts that were used open where they are written, if the screen knows how.
function facts(app, one) {
  const { t } = app;
  if (!one.facts.length) return null;
  const chips = one.facts.map((name) => {
    const [subject, topic] = name.split(":");
    const open = app.factOpens?.(subject, topic);
    const words = factWords(app, name, subject, topic);
    return open ? h("button", { class: "chip add", type: "button", onclick: open }, icon("book"), words) : h("span", { class: "chip" }, icon("book"), words);
  });
  return part(t("read_facts"), h("div", { class: "chips" }, chips));
}

function factWords(app, name, subject, topic) {
  const { t } = app;
  if (!topic) return t(`fact_${name.replaceAll(".", "_")}`) || t("fact_other");
  if (subject === "booking") return `${t("subject_booking")} ${topic}`;
  const called = t(`subject_${subject}`);
  return called ? `${called}: ${topicName(app, subject, topic)}` : t("fact_other");
}

function stayWords(app, meant) {
  const { t, clock } = app;
  const { check_in: from, check_out: to, nights } = meant.stay;
  if (from && to) return t("stay_from_to", { from: clock.longDay(from), to: clock.longDay(to) });
  if (from) return t("stay_from", { from: clock.longDay(from) });
  return nights ? t("stay_nights", { n: nights }) : "";
}

function peopleWords(app, named) {
  const { t } = app;
  const parts = [];
  if (named.adults) parts.push(t("n_adults", { n: named.adults }));
  if (named.children) parts.push(named.child_ages?.length ? t("n_children_aged", { n: named.children, ages: named.child_ages.join(", ") }) : t("n_children", { n: named.children }));
  if (!parts.length && named.people) parts.push(t("n_people", { n: named.people }));
  if (named.rooms) parts.push(t("n_rooms", { n: named.rooms }));
  return parts.join(" · ");
}

function otherWords(app, named) {
  return [...(named.amenities ?? []).map((topic) => topicName(app, "amenity", topic)), named.room_type, ...(named.times ?? []), named.booking_code, named.email, named.phone, named.name, ...(named.money ?? []).map((one) => `${one.amount} ${one.currency ?? ""}`.trim())].filter(Boolean);
}
