// Below the list: open alerts, what needs attention, and how the line to the server is doing.
import { arrange, h, icon, set } from "../dom.js";
import { openLetters } from "./letters.js";
import { alertWords } from "../wording.js";

const SHOWN = 3;
const ALERT_ICON = { person_needed: "hand", channel_paused: "block", channel_slow: "clock", not_delivered: "alert", unreachable: "block", media_lost: "file" };

export function dockFor(app) {
  const { t, ringing } = app;
  let alerts = [];
  let letters = [];
  let unfolded = false;
  let lettersAt = 0;
  const elements = new Map();

  const strip = h("div", { class: "alerts", role: "region", "aria-label": t("alerts"), "aria-live": "polite" });
  const more = h("button", { class: "unfold", hidden: true, onclick: () => { unfolded = !unfolded; draw(); } });
  const attention = h("button", { class: "attention", hidden: true, onclick: () => openLetters(app, letters, fetchLetters) });
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  const line = h("span", { class: "line" }, dot, h("span", { class: "words", role: "status" }));
  const sound = h("button", { class: "small", onclick: () => { ringing.toggleSound(); drawTools(); } });
  const notify = h("button", { class: "small", onclick: async () => { await ringing.ask(); drawTools(); app.toast(t(Notification.permission === "granted" ? "notify_on" : "notify_denied")); } }, icon("bell"));
  const element = h("footer", { class: "dock" }, strip, more, h("div", { class: "status" }, line, attention, h("span", { class: "grow" }), notify, sound));

  function update(next) {
    const changed = JSON.stringify(next.map((alert) => alert.id)) !== JSON.stringify(alerts.map((alert) => alert.id));
    alerts = next;
    draw();
    if (changed || Date.now() - lettersAt > 55_000) fetchLetters();
  }

  // Who waits is said by the list itself, warmly and with the minutes; the strip has what the list cannot say.
  const worthShowing = () => alerts.filter((alert) => alert.kind !== "person_needed" || !app.isListed(alert.conversation));

  function draw() {
    const all = worthShowing();
    const shown = unfolded ? all : all.slice(0, SHOWN);
    arrange(strip, shown.map(alertElement));
    more.hidden = all.length <= SHOWN;
    more.textContent = unfolded ? t("show_less") : t("alerts_more", { n: all.length - SHOWN });
    const known = new Set(alerts.map((alert) => alert.id));
    for (const id of elements.keys()) if (!known.has(id)) elements.delete(id);
  }

  function alertElement(alert) {
    if (!elements.has(alert.id)) elements.set(alert.id, makeAlert(alert));
    return elements.get(alert.id);
  }

  function makeAlert(alert) {
    const words = alertWords(t, alert);
    const open = alert.conversation ? h("button", { class: "open", onclick: () => app.open(alert.conversation) }, words) : h("span", { class: "open" }, words);
    const shut = h("button", { class: "shut", "aria-label": `${t("alert_close")}: ${words}`, title: t("alert_close") }, icon("close"));
    shut.addEventListener("click", () => { shut.disabled = true; app.closeAlert(alert.id); });
    const detail = [alert.facts?.code ? t("trouble_code", { code: alert.facts.code }) : "", alert.facts?.reason && alert.kind !== "person_needed" ? alert.facts.reason : alert.facts?.detail].filter(Boolean).join(": ");
    return h("div", { class: `alert ${alert.kind}`, title: detail }, icon(ALERT_ICON[alert.kind] || "alert"), open, h("time", { datetime: alert.at }, app.clock.stamp(alert.at)), app.may("reply") ? shut : null);
  }

  async function fetchLetters() {
    lettersAt = Date.now();
    try {
      letters = (await app.wire.get("/api/letters")).letters;
    } catch { return letters; }
    attention.hidden = !letters.length;
    attention.replaceChildren(icon("alert"), t("letters"), h("b", { class: "count bad" }, letters.length >= 100 ? "99+" : String(letters.length)));
    return letters;
  }

  function state(name, pending) {
    const words = [t(name), pending ? t("pending_count", { n: pending }) : ""].filter(Boolean).join(" · ");
    if (line.dataset.words === words) return;
    line.dataset.words = words;
    line.className = `line ${name}`;
    line.lastChild.textContent = words;
  }

  function drawTools() {
    const on = ringing.soundIsOn();
    sound.replaceChildren(icon(on ? "sound" : "mute"));
    set(sound, "aria-label", t(on ? "sound_on" : "sound_off"));
    set(sound, "title", t(on ? "sound_on" : "sound_off"));
    set(sound, "aria-pressed", String(on));
    notify.hidden = !ringing.mayAsk();
    set(notify, "aria-label", t("notify"));
    set(notify, "title", t("notify"));
  }

  drawTools();
  state("live", 0);
  return { element, update, state };
}
