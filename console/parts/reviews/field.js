// Beside what others publish: said with who says it, and plainly where nobody says anything that can be checked.
import { h } from "../dom.js";
import { cardFor } from "../numbers/cards.js";

export function fieldFor(app) {
  const { t, percent, lang } = app;
  const card = cardFor(app, "field", { figure: "read" });
  const two = new Intl.NumberFormat(lang === "en" ? "en-US" : "es-AR", { maximumFractionDigits: 2 });
  card.more.hidden = true;

  function draw(found) {
    const part = (value) => (value === null ? "–" : percent.format(value));
    card.body.replaceChildren(h("dl", { class: "field-lines" },
      line("read", part(found.read), t("field_read", { untuned: percent.format(found.read_untuned), low: percent.format(found.read_tuned[0]), high: percent.format(found.read_tuned[1]) }), found.read, [found.read_untuned, found.read_tuned[1]]),
      line("answered", part(found.answered), found.answered === null ? t("field_answered_none") : t("field_answered", { low: part(found.answered_low), high: part(found.answered_high) }), found.answered, []),
      line("public", found.public === null ? "–" : two.format(found.public), t("field_public", { n: two.format(found.public_per_room_month) }), found.public, [found.public_per_room_month])));
  }

  // The bar is ours; the marks are theirs.
  function line(name, value, words, share, marks) {
    const whole = Math.max(1, share ?? 0, ...marks);
    const bar = h("i", { class: "ours" });
    bar.style.width = `${((share ?? 0) / whole) * 100}%`;
    const theirs = marks.map((mark) => { const sign = h("i", { class: "theirs" }); sign.style.insetInlineStart = `${(mark / whole) * 100}%`; return sign; });
    return h("div", {}, h("dt", {}, t(`field_title_${name}`)), h("dd", {}, h("b", {}, value), h("div", { class: "whisker", "aria-hidden": "true" }, bar, theirs), h("small", {}, words)));
  }

  return { element: card.element, draw };
}
