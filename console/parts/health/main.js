// How the house is: whether it answers, what waits, who is alive, what is stopped, and what to do where it is red.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { mailChip, mendMail } from "../mailing.js";
import { sendingFor } from "../sending.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { lettersFor } from "./letters.js";

const EVERY_MS = 15_000;
const LATE_MS = 60_000;
const SILENT_SECONDS = 15;
const PAUSES = [30, 60, 180, 720, 0];

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, look: () => look() };
  const verdict = h("div", { class: "verdict", role: "status" });
  const house = h("div", { class: "inside" });
  const queues = h("ul", { class: "rows" });
  const alive = h("ul", { class: "rows" });
  const lines = h("ul", { class: "rows" });
  const stock = h("dl", { class: "sums inside" });
  const letters = lettersFor(app);
  const panel = (title, why, body) => h("section", { class: "panel", "aria-label": title }, h("header", {}, h("h2", {}, title), why ? h("p", {}, why) : null), body);
  const page = h("div", { class: "page", "aria-busy": "true" },
    h("header", { class: "page-head" }, h("h1", {}, t("title"))), verdict,
    panel(t("house"), t("house_why"), house), letters.element,
    h("div", { class: "pair" }, panel(t("queues"), t("queues_why"), queues), panel(t("lines"), t("lines_why"), lines)),
    h("div", { class: "pair" }, panel(t("alive"), t("alive_why"), alive), panel(t("stock"), "", stock)));
  root.replaceChildren(page);
  // Those who may only read have nothing to step to, and still have to move down the page.
  for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", t("title")]]) root.setAttribute(name, value);

  const look = steady(async () => {
    const found = await tab.wire.get("/api/health");
    tab.clock.serverSaid(found.now);
    page.setAttribute("aria-busy", "false");
    drawVerdict(found);
    drawHouse(found.house);
    queues.replaceChildren(...found.queues.map(queueRow));
    alive.replaceChildren(...Object.entries(found.alive).map(aliveRow));
    lines.replaceChildren(...found.lines.map(lineRow), ...(found.lines.length ? [] : [h("li", { class: "quiet-words" }, t("no_lines"))]), mailRow(found.mail));
    letters.draw(found.letters);
    drawStock(found);
  }, { pause: 60, onResult: (trouble) => { if (trouble) setTimeout(look, 2500); } });

  const late = (queue) => queue.oldest && tab.clock.now() - new Date(queue.oldest) > LATE_MS;
  const silent = (seconds) => seconds === null || seconds > SILENT_SECONDS;
  const chip = (good, words) => h("span", { class: `chip ${good ? "good" : "bad"}` }, icon(good ? "check" : "alert"), words);

  // The first things to do, the worst first; each is a sentence that says how.
  function drawVerdict(found) {
    const still = Object.entries(found.alive).filter(([, seconds]) => silent(seconds)).map(([name]) => name);
    const red = [
      still.length ? t("do_process", { name: still.map((name) => t(`process_${name}`)).join(", ") }) : null,
      ...found.lines.filter((one) => one.paused).map((one) => t(`do_line_${one.kind}`, { name: one.name, reason: one.paused })),
      found.mail.why ? t("do_mail", { what: mendMail(t, found.mail.why) }) : null,
      ...found.queues.filter(late).map((one) => t("do_queue", { name: t(`queue_${one.name}`), age: tab.clock.since(one.oldest) })),
      found.letters.length ? t("do_letters", { n: found.letters.length }) : null,
      found.templates ? t("do_templates", { n: found.templates }) : null,
    ].filter(Boolean);
    verdict.className = `verdict ${red.length ? "red" : "green"}`;
    verdict.replaceChildren(icon(red.length ? "alert" : "check"), red.length ? h("ul", {}, red.map((words) => h("li", {}, words))) : h("p", {}, t("all_well")));
  }

  function drawHouse(paused) {
    const state = paused ? h("span", { class: "chip warm" }, icon("pause"), paused.until ? t("paused_until", { when: tab.clock.when(paused.until) }) : t("paused_open")) : chip(true, t("answers"));
    const act = !tab.may("pause_channel") ? null : paused
      ? h("button", { class: "button primary", onclick: resume }, icon("play"), t("resume"))
      : h("button", { class: "button", onclick: pause }, icon("pause"), t("pause"));
    house.replaceChildren(h("div", { class: "chips" }, state), h("div", { class: "acts" }, ...[act].filter(Boolean)));
  }

  function pause() {
    const send = sendingFor(tab, t);
    return ask(root, t, {
      title: t("pause_title"),
      text: t("pause_means"),
      fields: [{ name: "minutes", kind: "choice", label: t("how_long"), value: "60", options: PAUSES.map((minutes) => ({ value: String(minutes), label: minutes ? tab.clock.span(minutes * 60_000) : t("until_i_say") })) }],
      act: t("pause"),
      look: "harm",
      send: async (said) => done(await send("/api/house/pause", { minutes: Number(said.minutes) })),
    });
  }

  async function resume() {
    const problem = done(await sendingFor(tab, t)("/api/house/resume"));
    if (problem) tab.toast(problem, { bad: true });
  }

  function done({ problem }) {
    look();
    return problem;
  }

  const queueRow = (one) => h("li", {}, h("div", { class: "main" }, h("b", {}, t(`queue_${one.name}`)), h("small", {}, one.count ? t("queue_state", { n: one.count, age: tab.clock.since(one.oldest) }) : t("queue_empty"))), chip(!late(one), t(late(one) ? "is_late" : "is_well")));
  const aliveRow = ([name, seconds]) => h("li", {}, h("div", { class: "main" }, h("b", {}, t(`process_${name}`)), h("small", {}, seconds === null ? t("never_heard") : t("heard_ago", { n: Math.round(seconds) }))), chip(!silent(seconds), t(silent(seconds) ? "is_silent" : "is_well")));

  function lineRow(one) {
    const again = one.paused && one.kind === "whatsapp" && tab.may("pause_channel") ? h("button", { class: "button small", onclick: async () => { const problem = done(await sendingFor(tab, t)(`/api/channels/${one.id}/resume`)); if (problem) tab.toast(problem, { bad: true }); } }, icon("retry"), t("try_again")) : null;
    const slow = one.slow && new Date(one.slow) > tab.clock.now();
    return h("li", {}, h("div", { class: "main" }, h("b", {}, `${t(`line_${one.kind}`)} · ${one.name}`), one.paused ? h("small", {}, one.paused) : null), slow ? h("span", { class: "chip warm" }, t("is_slow")) : chip(!one.paused, t(one.paused ? "is_paused" : "is_open")), again ? h("div", { class: "acts" }, again) : "");
  }

  const mailRow = (mail) => h("li", {}, h("div", { class: "main" }, h("b", {}, t("mail")), mail.detail ? h("small", { dir: "auto" }, mail.detail) : null), mail.why ? chip(false, t("is_paused")) : mailChip(t, mail));

  function drawStock(found) {
    const size = new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR", { maximumFractionDigits: 1 }).format(found.files.bytes / 1_048_576);
    const fact = (label, value) => h("div", {}, h("dt", {}, label), h("dd", {}, value));
    stock.replaceChildren(
      fact(t("last_heard"), found.heard ? tab.clock.dayTime(found.heard) : t("never_heard")),
      fact(t("files"), t("files_state", { n: found.files.count, size })),
      fact(t("version"), `Conserje ${found.version}`));
  }

  const timer = setInterval(() => { if (!document.hidden) look(); }, EVERY_MS);
  const ends = [tab.on("news", (event) => { if (["house", "letter", "alert", "all"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { clearInterval(timer); for (const end of ends) end(); } };
}
