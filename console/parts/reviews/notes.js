// What it all comes to, in a few sentences that lead to what stands behind them.
import { h, icon } from "../dom.js";

const SIGNS = { open: "hand", blamed: "alert", praised: "star", stars_up: "up", stars_down: "arrow", stars_same: "check", unanswered: "chat", all_answered: "check" };
const URGENT = ["open", "blamed", "stars_down"];

export function notesFor(app) {
  const { t, number, decimal } = app;
  const list = h("ul", { class: "notes" });
  const element = h("section", { class: "notes-part", "aria-label": t("notes") }, h("h2", { class: "group-title" }, t("notes")), list);

  function draw(notes) {
    list.replaceChildren(...notes.map((one) => {
      const go = wayOf(one);
      const inner = [icon(SIGNS[one.kind]), h("span", {}, words(one)), go ? icon("next") : null];
      const look = `note-line ${URGENT.includes(one.kind) ? "warm" : ""}`;
      return h("li", {}, go ? h("button", { class: look, onclick: go }, inner) : h("p", { class: look }, inner));
    }));
  }

  function words(one) {
    const facts = { n: number.format(one.count ?? 0), all: number.format(one.all ?? 0), topic: one.topic ? t(`topic_${one.topic}`) : "", now: decimal.format(one.now ?? 0), before: decimal.format(one.before ?? 0) };
    return t(one.count === 1 && ["open", "unanswered"].includes(one.kind) ? `note_${one.kind}_one` : `note_${one.kind}`, facts);
  }

  function wayOf(one) {
    if (one.kind === "open") return () => app.turn("reviews");
    if (one.kind === "unanswered") return () => app.turn("reviews", { unanswered: true });
    if (one.topic) return () => app.rows.open("topics", `${one.topic}|${one.sign}`, `${t("title_topics")} · ${t(`topic_${one.topic}`)} · ${t(`sign_${one.sign}`)}`);
    if (one.kind.startsWith("stars")) return () => app.rows.open("rating", "", t("title_rating"));
    return null;
  }

  return { element, draw };
}
