// Which days: a month, a number of days, a year, or one's own; it stands in the address, so that it can be shared.
import { dayInput } from "../day.js";
import { h, set } from "../dom.js";

const PERIODS = ["month", "last_month", "30", "90", "year", "custom"];

export function periodFor(app, changed, usual = "30") {
  const { t, tab } = app;
  const asked = new URLSearchParams(location.search);
  const state = { period: PERIODS.includes(asked.get("period")) ? asked.get("period") : usual, from: asked.get("from") ?? "", to: asked.get("to") ?? "" };
  const buttons = PERIODS.map((name) => h("button", { "aria-pressed": "false", dataset: { period: name }, onclick: () => choose(name) }, t(`period_${name}`)));
  const from = dayInput(t, { "aria-label": t("from_day") });
  const to = dayInput(t, { "aria-label": t("to_day") });
  const own = h("div", { class: "own-days" }, from, h("span", { "aria-hidden": "true" }, "→"), to);
  const element = h("div", { class: "periods" }, h("div", { class: "period-buttons", role: "group", "aria-label": t("period") }, buttons), own);
  for (const [name, field] of [["from", from], ["to", to]]) {
    field.value = state[name];
    field.addEventListener("change", () => { state[name] = field.value; if (state.from && state.to && state.from <= state.to) tell(); });
  }

  function choose(name) {
    state.period = name;
    draw();
    if (name !== "custom" || (state.from && state.to)) tell();
    else from.focus();
  }

  function tell() {
    const url = new URL(location.href);
    for (const name of ["period", "from", "to"]) url.searchParams.delete(name);
    for (const [name, value] of Object.entries(query())) url.searchParams.set(name, value);
    history.replaceState(history.state, "", url);
    changed();
  }

  function draw() {
    for (const button of buttons) set(button, "aria-pressed", String(button.dataset.period === state.period));
    own.hidden = state.period !== "custom";
    const pressed = buttons[PERIODS.indexOf(state.period)];
    pressed.parentNode.scrollLeft = pressed.offsetLeft - pressed.parentNode.clientWidth / 2;
  }

  const whole = () => state.period !== "custom" || (state.from && state.to && state.from <= state.to);
  const query = () => (state.period === "custom" && whole() ? { period: "custom", from: state.from, to: state.to } : { period: state.period === "custom" ? usual : state.period });

  const days = h("p", { class: "which-days" });

  // In words, beside those they are compared with. Whoever begins to choose days of their own starts from those that are shown.
  function shown({ first, last, before }) {
    const words = { first, last, before_first: before[0], before_last: before[1] };
    days.textContent = t("which_days", Object.fromEntries(Object.entries(words).map(([name, day]) => [name, tab.clock.dayWords(day)])));
    if (state.period === "custom") return;
    Object.assign(state, { from: first, to: last });
    [from.value, to.value] = [first, last];
  }

  draw();
  requestAnimationFrame(draw);
  return { element, days, query, shown };
}
