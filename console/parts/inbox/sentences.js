// Sentences only conversations need: what happened in them, why something did not go out, how a line looks in the list.
import { isVisible, shownName } from "../people.js";
import { known, reasonWords } from "../wording.js";

export function eventWords({ t, clock }, line) {
  const staff = line.content.staff || t("somebody");
  const reason = reasonWords(t, line.content.reason);
  const what = line.content.what || "";
  const time = line.content.until ? clock.when(line.content.until) : "";
  return known(t, `event_${line.kind}`, "event_other", { staff, reason, what, time }).trim();
}

export const troubleWords = (t, code) => known(t, `trouble_${code}`, "trouble_other");

export function letterWords(t, letter) {
  const guest = shownName({ name: letter.guest }, t);
  return known(t, `letter_${letter.kind}`, "letter_other", { guest });
}

// The last line of a conversation as the list shows it: "[image]" is how a message without words is kept.
export function previewWords(t, row, me) {
  const bare = /^\[(\w+)\]$/.exec(row.text);
  const text = bare ? known(t, `kind_${bare[1]}`, "kind_other") : isVisible(row.text) ? row.text : t(row.text ? "blank" : "kind_other");
  if (row.author === "guest") return text;
  if (row.author === "staff") return t(row.owner_id === me.id ? "mark_you" : "mark_staff", { text });
  return t(row.author === "phone" ? "mark_phone" : "mark_house", { text });
}
