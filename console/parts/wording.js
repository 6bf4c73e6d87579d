// Sentences made of facts that several screens say: reasons, alerts, refusals. What has no words yet gets a general sentence.
import { shownName } from "./people.js";

export function wordsFor(book) {
  return function t(key, facts = {}) {
    const words = book[key] ?? "";
    return words.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");
  };
}

// Names become topics: "Cancha de fútbol" is kept as `cancha-de-futbol`.
export const slugOf = (words, most, joint = "-") => words.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, joint).slice(0, most).replace(new RegExp(`^${joint}|${joint}$`, "g"), "");

export const capital = (words) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

export const known = (t, key, other, facts) => t(key, facts) || t(other, facts);

export const reasonWords = (t, reason) => known(t, `reason_${reason}`, "reason_other");

export function alertWords(t, alert) {
  const guest = shownName({ name: alert.guest }, t);
  const kind = alert.facts?.on_call === "missing" ? `${alert.kind}_alone` : alert.kind;
  return known(t, `alert_${kind}`, "alert_other", { guest, reason: reasonWords(t, alert.facts?.reason), what: alert.facts?.what ?? "" }).trim();
}

export const errorWords = (t, trouble) => known(t, `error_${trouble.error}`, "error_failed", { ...trouble.facts, reference: trouble.reference || "–" });
