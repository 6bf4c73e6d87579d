// Small signs that cases and reviews share.
import { h } from "../dom.js";

export function stars(t, count) {
  if (!count) return null;
  return h("span", { class: `stars ${count <= 2 ? "low" : ""}`, role: "img", "aria-label": t("star_count", { n: count }) }, "★".repeat(count), h("i", {}, "★".repeat(5 - count)));
}

const LOOKS = { good: "good", bad: "bad", mixed: "warm", neutral: "" };
const MARKS = { good: "+", bad: "−", mixed: "±", neutral: "·" };

export function topicChips(t, topics) {
  return Object.entries(topics).map(([topic, sign]) => h("span", { class: `chip ${LOOKS[sign] ?? ""}` }, h("b", { "aria-hidden": "true" }, MARKS[sign] ?? ""), t(`topic_${topic}`), h("span", { class: "unseen" }, t(`sign_${sign}`))));
}
