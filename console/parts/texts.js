// The same words in the three languages guests write in, side by side: what is missing is seen, what is too long is
// said while typing, and below each stands what its guests will read.
import { h, set } from "./dom.js";

export const LANGUAGES = ["es", "en", "pt"];

let serial = 0;

const AS_IT_IS = { shown: (words) => words, stored: (words) => words };

// wants: { label, values, most, rows, onInput, previews, problem(language, words), writing }
// writing: { shown, stored }: where what is kept reads otherwise for those who write it; everything else is about what is kept.
export function textsFor(t, { label, values = {}, most, rows = 4, onInput = () => null, previews = false, optional = false, problem = () => "", writing = AS_IT_IS }) {
  const columns = LANGUAGES.map(column);
  const element = h("fieldset", { class: "texts" }, h("legend", {}, label), columns.map((one) => one.element));

  function column(language) {
    const id = `text-${(serial += 1)}`;
    const gap = h("span", { class: "gap" }, t("text_missing"));
    const count = h("span", { class: "characters", id: `${id}-count` });
    const wrong = h("p", { class: "wrong", id: `${id}-wrong`, role: "alert", hidden: true });
    const area = h("textarea", { id, rows: String(rows), lang: language, dir: "auto", spellcheck: "true", "aria-describedby": `${id}-count ${id}-wrong` });
    area.value = writing.shown(values[language] ?? "");
    const words = () => writing.stored(area.value.trim());
    const shown = previews ? h("div", { class: "preview", "aria-live": "polite" }) : null;
    area.addEventListener("input", () => { draw(); onInput(language); });
    const draw = () => {
      const left = most - words().length;
      gap.hidden = optional || Boolean(words());
      count.textContent = left < 0 ? t("too_long_by", { n: -left }) : t("room_left", { n: left });
      count.classList.toggle("over", left < 0);
      const said = words() ? problem(language, words()) : "";
      wrong.textContent = said;
      wrong.hidden = !said;
      set(area, "aria-invalid", String(left < 0 || Boolean(said)));
    };
    draw();
    const made = h("div", { class: "text-column", dataset: { language } }, h("label", { for: id }, t(`lang_${language}`), gap), area, h("div", { class: "under-text" }, wrong, count), shown);
    return { language, area, words, shown, draw, element: made, fits: () => words().length <= most && wrong.hidden };
  }

  return {
    element,
    columns,
    value: () => Object.fromEntries(columns.map((one) => [one.language, one.words()])),
    fits: () => columns.every((one) => one.fits()),
    wrongOne: () => columns.find((one) => !one.fits())?.area ?? null,
    put(language, words) { const one = columns.find((other) => other.language === language); one.area.value = writing.shown(words); one.draw(); onInput(language); },
    show(told) { for (const one of columns) one.shown?.replaceChildren(...(told(one.language) ?? [])); },
    focus: (language) => (columns.find((one) => one.language === language) ?? columns[0]).area.focus(),
  };
}

// ES EN PT, each full or missing.
export function languageMarks(t, texts) {
  return h("span", { class: "marks" }, LANGUAGES.map((language) => {
    const there = Boolean(texts?.[language]);
    return h("span", { class: there ? "there" : "missing", title: there ? t(`lang_${language}`) : t("missing_in", { language: t(`lang_${language}`).toLowerCase() }) }, language.toUpperCase(), there ? null : h("span", { class: "sr" }, t("text_missing")));
  }));
}
