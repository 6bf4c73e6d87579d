// A strip at the foot of every screen while something is not as usual: the server or its database is away, nobody is there
// to answer guests, the house is paused, news come slowly. It goes by itself; of several the worst is said.
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";

// A line that comes back within a breath is nobody's business.
const SLOW_AFTER_MS = 4000;
const SIGNS = { away: "alert", late: "clock", paused: "pause", slow: "clock" };

export function stripFor(app) {
  const { t, tab } = app;
  const sign = h("span", { class: "strip-sign", "aria-hidden": "true" });
  const words = h("span", { class: "strip-words" });
  const again = tab.may("pause_channel") ? h("button", { class: "button small", hidden: true, onclick: resume }, icon("play"), t("resume_house")) : null;
  const health = tab.may("read_health") ? h("button", { class: "button small", hidden: true, onclick: () => tab.go("/health") }, t("see_health")) : null;
  const element = h("div", { class: "strip", role: "status", hidden: true }, sign, words, ...[again, health].filter(Boolean));
  let paused = null;
  let troubled = false;
  let slow = tab.state === "polling";
  let slowSoon = null;

  async function resume() {
    again.disabled = true;
    const { problem } = await sendingFor(tab, t)("/api/house/resume");
    again.disabled = false;
    if (problem) tab.toast(problem, { bad: true });
    app.attend();
  }

  function state() {
    if (troubled || tab.pulse === "away") return "away";
    if (tab.pulse === "late") return "late";
    if (paused) return "paused";
    return slow ? "slow" : "";
  }

  function sentence(name) {
    if (name === "paused") return paused.until ? t("house_paused_until", { when: tab.clock.when(paused.until) }) : t("house_paused");
    const waiting = name === "away" ? tab.deeds.waiting() : 0;
    const said = { away: t("strip_away"), late: t("strip_late"), slow: t("strip_slow") }[name];
    return [said, waiting ? t(waiting === 1 ? "strip_one_waits" : "strip_some_wait", { n: waiting }) : ""].filter(Boolean).join(" ");
  }

  function draw() {
    const name = state();
    const said = name && sentence(name);
    if (element.dataset.said === said) return;
    element.dataset.said = said;
    element.dataset.state = name;
    element.hidden = !name;
    if (again) again.hidden = name !== "paused";
    if (health) health.hidden = name !== "late";
    if (name) sign.replaceChildren(icon(SIGNS[name]));
    words.textContent = said;
    fit();
  }

  // The room it takes is given to every screen at once: all of them end where the foot begins.
  const fit = () => document.documentElement.style.setProperty("--strip", `${element.offsetHeight}px`);
  new ResizeObserver(fit).observe(element);

  function lineIs(name) {
    clearTimeout(slowSoon);
    slowSoon = null;
    if (name === "polling") slowSoon = setTimeout(() => { slow = true; draw(); }, SLOW_AFTER_MS);
    else slow = false;
    draw();
  }

  // The browser knows of its own line; that the server is away is learnt by asking it.
  const cut = () => { troubled = true; draw(); app.attend(); };
  const deeds = () => { if (tab.deeds.waiting() && !troubled) app.attend(); draw(); };
  const ends = [tab.on("state", lineIs), tab.on("pulse", () => { if (tab.pulse !== "away") app.attend(); draw(); }), tab.on("cut", cut), tab.on("deeds", deeds)];
  lineIs(tab.state);

  return {
    element,
    show: (house) => { paused = house; troubled = false; tab.rests(Boolean(house)); draw(); },
    failed: (trouble) => { if (["offline", "away"].includes(trouble.kind)) troubled = true; draw(); },
    draw: () => null,
    count: () => null,
    end: () => { clearTimeout(slowSoon); for (const end of ends) end(); },
  };
}
