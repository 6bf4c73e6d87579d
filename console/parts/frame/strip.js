// A strip at the foot of every screen while the house is silent: until when, and the way to let it speak again.
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";

export function stripFor(app) {
  const { t, tab } = app;
  const words = h("span", { class: "strip-words" });
  const again = tab.may("pause_channel") ? h("button", { class: "button small", onclick: resume }, icon("play"), t("resume_house")) : null;
  const element = h("div", { class: "strip", role: "status", hidden: true }, icon("pause"), words, ...[again].filter(Boolean));

  async function resume() {
    again.disabled = true;
    const { problem } = await sendingFor(tab, t)("/api/house/resume");
    again.disabled = false;
    if (problem) tab.toast(problem, { bad: true });
    app.attend();
  }

  // The room it takes is given to every screen at once: all of them end where the foot begins.
  function show(paused) {
    element.hidden = !paused;
    document.documentElement.style.setProperty("--strip", paused ? "2.9rem" : "0px");
    if (!paused) return;
    words.textContent = paused.until ? t("house_paused_until", { when: `${tab.clock.day(paused.until)} ${tab.clock.time(paused.until)}` }) : t("house_paused");
  }

  return { element, show, draw: () => null, count: () => null };
}
