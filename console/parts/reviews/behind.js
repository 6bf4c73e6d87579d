// One row behind a figure of reviews: who, when, how many stars, what they said, how long it took.
import { h, icon } from "../dom.js";
import { stars } from "./signs.js";

const PREFIXES = { opened: "platform_", places: "platform_", rating: "platform_", topics: "platform_", sent: "segment_", delivered: "segment_", read: "segment_", answered: "segment_", clicked: "segment_" };

export function behindFor(app) {
  const { t, tab } = app;

  return function row(figure, one) {
    const what = PREFIXES[figure] && one.what ? t(`${PREFIXES[figure]}${one.what}`) || one.what : "";
    const took = figure !== "cases" ? null : one.seconds === null ? h("span", { class: "chip warm" }, t("case_waits")) : h("b", {}, app.spanWords(one.seconds));
    const inner = [
      h("span", { class: "of-whom" }, h("span", { class: "who-line" }, h("b", { dir: "auto" }, one.guest || t("no_name")), stars(t, one.stars)), h("small", {}, [tab.clock.dayWords(tab.clock.key(one.at)), what].filter(Boolean).join(" · ")), one.words ? h("span", { class: "quoted", dir: "auto" }, one.words) : null),
      h("span", { class: "how-much" }, took),
    ];
    const act = one.conversation ? () => tab.openConversation(one.conversation) : one.code ? () => tab.openBooking(one.code) : null;
    return h("li", {}, act ? h("button", { class: "behind-row", onclick: act }, inner, icon(one.conversation ? "chat" : "bed")) : h("div", { class: "behind-row" }, inner));
  };
}
