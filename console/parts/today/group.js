// One list of the day: its name, how many, its rows in place, and words when there are none.
import { arrange, h, icon } from "../dom.js";

export function groupFor(app, { name, sign, row, empty = "", done = () => false, add = null, look = "" }) {
  const { t } = app;
  const rows = h("ul", { class: "rows-of-day" });
  const count = h("b", { class: `count ${look}` });
  const nobody = h("p", { class: "nobody" }, empty ? t(empty) : "");
  const more = add ? h("button", { class: "button small quiet add", "aria-label": t(`add_${name}`), title: t(`add_${name}`), onclick: add }, icon("plus")) : null;
  const element = h("section", { class: `group of-${name}`, "aria-label": t(name), hidden: true }, h("h2", {}, icon(sign), h("span", {}, t(name)), count, more), nobody, rows);
  const known = new Map();
  let lines = [];

  function draw(next, isToday) {
    lines = [...next].sort((one, two) => done(one) - done(two));
    const open = lines.filter((line) => !done(line)).length;
    element.hidden = !lines.length && (!empty || (!isToday && name !== "arrivals" && name !== "departures"));
    nobody.hidden = lines.length > 0;
    count.textContent = String(open);
    count.classList.toggle("none", !open);
    drawRows();
    const there = new Set(lines.map((line) => line.id));
    for (const id of known.keys()) if (!there.has(id)) known.delete(id);
  }

  function drawRows() {
    arrange(rows, lines.map((line) => {
      const made = row(app, line);
      const kept = known.get(line.id);
      if (kept?.said === made.said) return kept.element;
      const element = h("li", { class: `line-of-day ${done(line) ? "done" : ""} ${made.look ?? ""}`.trim() }, made.draw());
      const focused = kept?.element.contains(app.root.getRootNode().activeElement);
      known.set(line.id, { said: made.said, element });
      if (focused) queueMicrotask(() => element.querySelector("button")?.focus());
      return element;
    }));
  }

  return { name, element, draw, tick: drawRows };
}
