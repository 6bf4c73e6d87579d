// The fields of forms: a label always, a hint where it helps, and what is wrong said beside it, not in a colour alone.
import { dayInput } from "./day.js";
import { h } from "./dom.js";
import { hourInput } from "./hour.js";

let serial = 0;

// field: { name, kind: text | area | money | number | date | time | email | password | choice | select | checks, label, value, hint, required, options, min, max, only }
export function fieldFor(t, field) {
  const id = `field-${(serial += 1)}`;
  const wrong = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert", hidden: true });
  const make = { choice, select, checks, date, time }[field.kind] ?? input;
  const { element, value, control, change = () => null, unread = () => false } = make(field, id, t);
  const hint = field.hint ? h("p", { class: "hint", id: `${id}-hint` }, field.hint) : null;
  control.setAttribute("aria-describedby", [hint ? `${id}-hint` : "", `${id}-wrong`].filter(Boolean).join(" "));

  function check() {
    const problem = unread() ? t(field.kind === "time" ? "hour_unread" : "day_unread") : problemOf(t, field, value());
    wrong.textContent = problem;
    wrong.hidden = !problem;
    control.setAttribute("aria-invalid", String(Boolean(problem)));
    return !problem;
  }

  element.append(...[hint, wrong].filter(Boolean));
  element.addEventListener("input", () => { if (!wrong.hidden) check(); });
  return { name: field.name, only: field.only, element, value, check, change, wantsFocus: !["choice", "checks"].includes(field.kind) && field.focus !== false, focus: () => { control.focus(); control.select?.(); } };
}

function problemOf(t, field, value) {
  const empty = value === "" || value === null || Number.isNaN(value);
  if (field.required && empty) return t("field_required");
  if (empty) return "";
  if (field.min !== undefined && value < field.min) return t("field_too_small", { min: field.min });
  if (field.max !== undefined && typeof value === "number" && value > field.max) return t("field_too_big", { max: field.max });
  return "";
}

const NUMERIC = { money: "decimal", number: "numeric" };
const NATIVE = ["email", "password"];

function input(field, id) {
  const area = field.kind === "area";
  const type = NATIVE.includes(field.kind) ? field.kind : "text";
  const control = h(area ? "textarea" : "input", {
    id, type: area ? null : type, rows: area ? String(field.rows ?? 3) : null, maxlength: field.most ?? (area ? 500 : 120), autocomplete: field.autocomplete ?? "off",
    spellcheck: field.plain ? "false" : null, autocapitalize: field.plain || field.kind === "email" ? "none" : null,
    inputmode: NUMERIC[field.kind] ?? null, min: type === "text" ? null : field.min, max: type === "text" ? null : field.max, dir: "auto",
  });
  control.value = field.value ?? "";
  const box = field.unit ? h("div", { class: "with-unit" }, h("span", { "aria-hidden": "true" }, field.unit), control) : control;
  const element = h("div", { class: `field ${field.kind ?? "text"}` }, h("label", { for: id }, field.label), box);
  const value = () => {
    const written = field.kind === "password" ? control.value : control.value.trim();
    return NUMERIC[field.kind] ? numberOf(written) : written;
  };
  return { element, value, control };
}

function date(field, id, t) {
  const day = dayInput(t, { id, required: field.required });
  day.value = field.value ?? "";
  const element = h("div", { class: "field date" }, h("label", { for: id }, field.label), day);
  return { element, control: day.input, value: () => day.value, unread: day.unread };
}

function time(field, id, t) {
  const hour = hourInput(t, { id, required: field.required });
  hour.value = field.value ?? "";
  const element = h("div", { class: "field time" }, h("label", { for: id }, field.label), hour);
  return { element, control: hour.input, value: () => hour.value, unread: hour.unread };
}

// "1.250,50", "1,250.50" and "1250.5" are all the same sum; "" is nothing at all.
export function numberOf(written) {
  const plain = written.replace(/[\s$]/g, "");
  if (!plain) return null;
  const decimal = /[.,](\d{1,2})$/.exec(plain);
  const whole = (decimal ? plain.slice(0, decimal.index) : plain).replace(/[.,]/g, "");
  if (!/^-?\d+$/.test(whole)) return Number.NaN;
  return Number(`${whole}.${decimal ? decimal[1] : "0"}`);
}

function choice(field, id) {
  const radios = field.options.map((option, place) =>
    h("input", { type: "radio", name: id, id: `${id}-${place}`, value: option.value, checked: option.value === field.value, disabled: option.disabled || false }),
  );
  const cards = field.options.map((option, place) =>
    h("label", { for: `${id}-${place}` }, radios[place], h("span", {}, option.label, option.hint ? h("small", {}, option.hint) : null)),
  );
  const element = h("fieldset", { class: "field choice" }, h("legend", {}, field.label), cards);
  return {
    element,
    control: element,
    value: () => radios.find((radio) => radio.checked)?.value ?? "",
    change(hints) {
      for (const [place, option] of field.options.entries()) {
        const said = hints[option.value];
        if (said === undefined) continue;
        radios[place].disabled = Boolean(said.disabled);
        if (said.disabled && radios[place].checked) radios[place].checked = false;
        const small = cards[place].querySelector("small") ?? cards[place].lastChild.appendChild(h("small", {}));
        small.textContent = said.hint ?? "";
      }
    },
  };
}

function select(field, id) {
  const options = field.options.map((option) => h("option", { value: option.value, disabled: option.disabled || false }, option.label));
  const control = h("select", { id }, options);
  control.value = field.value ?? field.options[0]?.value ?? "";
  const element = h("div", { class: "field select" }, h("label", { for: id }, field.label), control);
  return { element, control, value: () => control.value };
}

// Several of a list: the value is the list of those that are ticked.
function checks(field, id) {
  const boxes = field.options.map((option, place) =>
    h("input", { type: "checkbox", id: `${id}-${place}`, value: option.value, checked: (field.value ?? []).includes(option.value), disabled: option.disabled || false }),
  );
  const cards = field.options.map((option, place) => h("label", { for: `${id}-${place}` }, boxes[place], h("span", {}, option.label, option.hint ? h("small", {}, option.hint) : null)));
  const element = h("fieldset", { class: "field choice" }, h("legend", {}, field.label), cards);
  return { element, control: element, value: () => boxes.filter((box) => box.checked).map((box) => box.value) };
}
