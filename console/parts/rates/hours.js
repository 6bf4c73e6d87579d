// Hours beyond the usual ones that guests may buy: leaving later, coming earlier. Which, for how much, and whether staff
// say yes first.
import { h } from "../dom.js";
import { fieldFor } from "../fields.js";

const HOUR = /^([01]?\d|2[0-3])(?:[:.]([0-5]\d))?$/;

// "14, 16:30" are two hours; what is no hour makes the whole of it none.
const hoursOf = (written) => {
  const found = written.split(/[\s,;]+/).filter(Boolean).map((part) => HOUR.exec(part));
  return found.every(Boolean) ? found.map(([, hour, minute = "00"]) => `${hour.padStart(2, "0")}:${minute}:00`).sort() : null;
};

// `side` is late_checkout or early_check_in, as the document has them.
export function hoursCard({ t }, side, rule, words) {
  const field = (name, label, more) => fieldFor(t, { name: `${side}_${name}`, label: t(label), required: true, ...more });
  const hours = field("hours", "extra_hours", { hint: t("extra_hours_hint"), value: rule.hours.map((one) => one.slice(0, 5)).join(", "), required: false, most: 120 });
  const share = field("share", "share_per_hour", { kind: "number", value: String(rule.share_per_hour / 100), min: 0, max: 100 });
  const free = field("free", "free_hours", { kind: "number", value: String(rule.free_hours), min: 0, max: 12 });
  const most = field("most", "most_share", { kind: "number", value: String(rule.most / 100), min: 0, max: 100 });
  const approval = h("input", { type: "checkbox", checked: rule.approval, id: `${side}-approval` });
  const says = h("p", { class: "small", "aria-live": "polite" });
  const body = h("div", { class: "extra-hours" }, hours.element, h("div", { class: "pair" }, share.element, free.element), most.element, h("label", { class: "check", for: approval.id }, approval, t("needs_approval")), says);
  const draw = () => {
    const count = hoursOf(hours.value())?.length;
    says.textContent = count === undefined ? t("hours_unreadable") : t(count ? "extra_says" : "extra_none", { share: share.value() ?? 0, most: most.value() ?? 0 });
  };
  body.addEventListener("input", draw);
  draw();
  return {
    ...words, body: [body], fields: [share, free, most],
    read: () => ({ [side]: { hours: hoursOf(hours.value()) ?? hours.value(), share_per_hour: Math.round(share.value() * 100), free_hours: free.value(), most: Math.round(most.value() * 100), approval: approval.checked } }),
  };
}
