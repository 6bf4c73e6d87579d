// Sentences made of facts: reasons, events, troubles, alerts. What has no words yet gets a general sentence.
import { isVisible, shownName } from "./people.js";

export function wordsFor(book) {
  return function t(key, facts = {}) {
    const words = book[key] ?? "";
    return words.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  };
}

const known = (t, key, other, facts) => t(key, facts) || t(other, facts);

export const reasonWords = (t, reason) => known(t, `reason_${reason}`, "reason_other");

export function eventWords(t, line) {
  const staff = line.content.staff || t("somebody");
  const reason = reasonWords(t, line.content.reason);
  const what = line.content.what || "";
  return known(t, `event_${line.kind}`, "event_other", { staff, reason, what }).trim();
}

export const troubleWords = (t, code) => known(t, `trouble_${code}`, "trouble_other");

export function alertWords(t, alert) {
  const guest = shownName({ name: alert.guest }, t);
  const kind = alert.facts?.on_call === "missing" ? `${alert.kind}_alone` : alert.kind;
  return known(t, `alert_${kind}`, "alert_other", { guest, reason: reasonWords(t, alert.facts?.reason), what: alert.facts?.what ?? "" }).trim();
}

export function letterWords(t, letter) {
  const guest = shownName({ name: letter.guest }, t);
  return known(t, `letter_${letter.kind}`, "letter_other", { guest });
}

export const errorWords = (t, deed) => known(t, `error_${deed.error}`, "error_failed", { reference: deed.reference || "–" });

// The last line of a conversation as the list shows it: "[image]" is how a message without words is kept.
export function previewWords(t, row, me) {
  const bare = /^\[(\w+)\]$/.exec(row.text);
  const text = bare ? known(t, `kind_${bare[1]}`, "kind_other") : isVisible(row.text) ? row.text : t(row.text ? "blank" : "kind_other");
  if (row.author === "guest") return text;
  if (row.author === "staff") return t(row.owner_id === me.id ? "mark_you" : "mark_staff", { text });
  return t(row.author === "phone" ? "mark_phone" : "mark_house", { text });
}
