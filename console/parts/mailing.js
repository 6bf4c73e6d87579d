// How mail to the staff goes here, in words: the chip of its state, and the sentence that says what to do.
import { h, icon } from "./dom.js";

export function mailChip(t, { way, server }) {
  const look = { server: "good", folder: "", none: "warm" }[way];
  return h("span", { class: `chip ${look}` }, icon(way === "none" ? "info" : "mail"), t(`mail_way_${way}`, { server }));
}

export const mendMail = (t, why) => t(`mend_mail_${why}`);
