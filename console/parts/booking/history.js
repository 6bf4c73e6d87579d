// What will happen by itself, and who did what: folded, because one looks at it seldom.
import { h, icon } from "../dom.js";
import { known } from "../wording.js";

const ALWAYS = 6;

export function historyFor(card) {
  const { found, t, tab } = card;
  return [
    found.letters.length ? fold("letters", t("letters_under_way", { n: found.letters.length }), found.letters.map((one) => letter(card, one))) : null,
    found.entries.length ? fold("book", t("history"), found.entries.map((one) => entry(card, one)), found.entries.length <= ALWAYS) : null,
    tab.may("read_audit") ? h("button", { class: "button small quiet", onclick: () => tab.go(`/audit?code=${found.booking.code}`) }, icon("list"), t("who_did_what")) : null,
  ];
}

const fold = (name, title, items, open = false) => h("details", { class: "card-fold", dataset: { name }, open }, h("summary", {}, title), h("ul", {}, items));

function letter({ t, tab }, one) {
  const when = ["dead", "parked"].includes(one.state) ? t(`letter_state_${one.state}`) : tab.clock.dayTime(one.due);
  return h("li", {}, h("span", {}, known(t, `errand_${one.kind}`, "errand_other")), h("time", { datetime: one.due }, when));
}

function entry(card, one) {
  const { t, tab } = card;
  const words = known(t, `audit_${one.tag.replace(":", "_")}`, "audit_other");
  const about = detail(card, one);
  return h("li", {}, h("span", {}, words, about ? h("q", { dir: "auto" }, about) : null, h("small", {}, one.staff || t("by_the_house"))), h("time", { datetime: one.at, title: tab.clock.full(one.at) }, tab.clock.dayTime(one.at)));
}

function detail({ t, tab, money }, { tag, facts }) {
  if (facts.reason) return facts.reason;
  if (tag === "booking:changed" && facts.before !== facts.after) return t("price_went", { before: money.say(facts.before), after: money.say(facts.after) });
  if (tag === "hold:extended" && facts.until) return tab.clock.dayTime(facts.until);
  if (typeof facts.amount === "number") return money.say(facts.amount);
  return facts.hour ?? "";
}
