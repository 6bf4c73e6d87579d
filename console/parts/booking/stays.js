// How a stay is said in a word or two; lists, cards and bars say it the same way.
import { h } from "../dom.js";

const LOOK = { held: "warm", confirmed: "good", in_house: "blue", checked_out: "", expired: "", cancelled: "", no_show: "bad", blocked: "" };

export const statusChip = (t, stay) => h("span", { class: `chip ${LOOK[stay.status] ?? ""}` }, t(`status_${stay.status}`));

export function peopleWords(t, stay) {
  const adults = t(stay.adults === 1 ? "one_adult" : "adults", { n: stay.adults });
  if (!stay.children.length) return adults;
  const ages = stay.children.join(", ");
  return `${adults}, ${t(stay.children.length === 1 ? "one_child" : "children", { n: stay.children.length, ages })}`;
}
