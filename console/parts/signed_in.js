// One browser that somebody is signed in with: which it is, from where, and when it was seen.
import { h } from "./dom.js";

export function browserLine(t, clock, one, { begun = false } = {}) {
  const from = one.here ? t("from_this_machine") : one.address && t("from_address", { address: one.address });
  const since = begun && t("since_when", { when: clock.stamp(one.started) });
  const facts = [from, since, t("seen", { when: clock.stamp(one.seen) })].filter(Boolean).join(" · ");
  return h("div", { class: "main" }, h("b", {}, one.device || t("unknown_device")), one.own ? h("span", { class: "chip staff" }, t("this_one")) : null, h("small", {}, facts));
}
