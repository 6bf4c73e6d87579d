// How people are called on the screen, and the face that stands for them.
import { h, icon, initials } from "./dom.js";

// Formats the way numbers are read aloud; unknown countries keep their digits in groups.
export function phoneWords(digits) {
  if (!digits) return "";
  const plain = digits.replace(/\D/g, "");
  const shapes = [
    [/^549(\d{2})(\d{4})(\d{4})$/, "+54 9 $1 $2-$3"],
    [/^54(\d{2})(\d{4})(\d{4})$/, "+54 $1 $2-$3"],
    [/^598(\d{2})(\d{3})(\d{3})$/, "+598 $1 $2 $3"],
    [/^55(\d{2})(\d{5})(\d{4})$/, "+55 $1 $2-$3"],
    [/^55(\d{2})(\d{4})(\d{4})$/, "+55 $1 $2-$3"],
    [/^569(\d{4})(\d{4})$/, "+56 9 $1 $2"],
    [/^52(1?)(\d{2})(\d{4})(\d{4})$/, "+52 $1 $2 $3 $4"],
    [/^1(\d{3})(\d{3})(\d{4})$/, "+1 $1 $2 $3"],
    [/^34(\d{3})(\d{3})(\d{3})$/, "+34 $1 $2 $3"],
    [/^44(\d{4})(\d{6})$/, "+44 $1 $2"],
    [/^(\d{2})(\d{3})(\d{3})(\d*)$/, "+$1 $2 $3 $4"],
  ];
  const shape = shapes.find(([pattern]) => pattern.test(plain));
  return shape ? plain.replace(...shape).replace(/ {2,}/g, " ").trim() : `+${plain}`;
}

// Some write in signs without a shape; a bubble or a name of nothing but those would look broken.
export const isVisible = (text) => /[^\s\p{Cf}\p{Cc}\u115f\u3164\uffa0]/u.test(text || "");

export const shownName = (person, t) => (isVisible(person.name) ? person.name.trim() : "") || phoneWords(person.phone) || t("no_name");

export function face(person, t) {
  const letters = initials(person.name || "");
  const hue = (Number(person.id) * 47) % 360;
  return h("span", { class: "face", style: `--hue: ${hue}`, "aria-hidden": "true" }, letters || icon("person"));
}
