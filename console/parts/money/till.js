// The day's till: what came by each way and through whose hands, what went back, and what should be in the drawer.
import { dayInput } from "../day.js";
import { h, icon, set } from "../dom.js";
import { numberOf } from "../fields.js";

const IN_HANDS = new Set(["cash"]);

export function tillFor(app) {
  const { t, tab, moneyIn } = app;
  let day = null;
  let today = null;
  const picked = dayInput(t, { "aria-label": t("till_day"), required: true });
  const step = (name, sign, days) => h("button", { class: "button icon-only", "aria-label": t(name), title: t(name), onclick: () => walk(days) }, icon(sign));
  const back = step("previous_day", "back", -1);
  const next = step("next_day", "next", 1);
  const print = h("button", { class: "button", onclick: () => window.print() }, icon("print"), t("print"));
  const heading = h("h2", {});
  const body = h("div", { class: "till" });
  const lesson = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("nothing_taken")), h("p", {}, t("nothing_taken_why")));
  const element = h("div", { class: "stack" }, h("div", { class: "finding" }, back, picked, next, heading, print), lesson, body);
  picked.addEventListener("change", () => { if (picked.value) { day = picked.value; refetch().catch(() => null); } });

  function walk(days) {
    if (!day) return;
    day = tab.clock.plusDays(day, days);
    refetch().catch(() => null);
  }

  async function refetch() {
    const asked = day;
    const found = await tab.wire.get(`/api/money/till${asked ? `?day=${asked}` : ""}`);
    if (asked !== day) return;
    ({ day, today } = found);
    if (picked.value !== day) picked.value = day;
    set(next, "disabled", day >= today);
    heading.textContent = day === today ? t("today") : tab.clock.longDay(day);
    draw(found.taken);
  }

  function draw(taken) {
    const said = JSON.stringify([day, taken]);
    if (body.dataset.said === said) return;
    body.dataset.said = said;
    lesson.hidden = taken.length > 0;
    body.hidden = !taken.length;
    const ways = new Map();
    for (const one of taken) {
      const key = `${one.currency}:${one.method}`;
      if (!ways.has(key)) ways.set(key, []);
      ways.get(key).push(one);
    }
    body.replaceChildren(...[...ways.values()].map(wayElement));
  }

  function wayElement(lines) {
    const [{ method, currency }] = lines;
    const money = moneyIn(currency);
    const sum = (name) => lines.reduce((whole, one) => whole + one[name], 0);
    const net = sum("amount") - sum("back");
    return h("section", { class: "tile way-of-day" },
      h("h3", {}, t(`method_${method}`)),
      h("b", {}, money.say(net)),
      h("dl", { class: "sums" },
        h("div", {}, h("dt", {}, t("came_count", { n: sum("count") })), h("dd", {}, money.say(sum("amount")))),
        sum("back") ? h("div", { class: "bad" }, h("dt", {}, t("gone_back")), h("dd", {}, `− ${money.say(sum("back"))}`)) : null,
        lines.length > 1 || lines[0].staff ? lines.map((one) => h("div", {}, h("dt", {}, icon("person"), one.staff ?? t("by_itself")), h("dd", {}, money.say(one.amount - one.back)))) : null),
      IN_HANDS.has(method) ? counting(money, net) : null);
  }

  // Whoever counts the drawer sees at once whether it fits; nothing of it is kept.
  function counting(money, net) {
    const written = h("input", { inputmode: "decimal", autocomplete: "off", "aria-label": t("counted"), placeholder: t("counted") });
    const result = h("p", { class: "counted", role: "status" });
    written.addEventListener("input", () => {
      const number = numberOf(written.value);
      const differs = number === null || Number.isNaN(number) ? null : money.minor(number) - net;
      result.textContent = differs === null ? "" : differs === 0 ? t("till_fits") : t(differs > 0 ? "till_over" : "till_under", { amount: money.say(Math.abs(differs)) });
      result.className = `counted ${differs ? "bad" : "good"}`;
    });
    return h("div", { class: "counting" }, written, result);
  }

  return { element, refetch };
}
