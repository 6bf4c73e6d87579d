// One line of the thread: a bubble of somebody, a note of the team, or an event between them.
import { h, icon } from "../dom.js";
import { contentOf } from "./content.js";
import { answeredMeanwhile } from "./meanwhile.js";
import { errorWords } from "../wording.js";
import { eventWords, troubleWords } from "./sentences.js";
import { whyFor } from "./why.js";

const EVENT_ICON = { took_over: "hand", gave_back: "house", gave_back_quiet: "house", person_called: "bell", phone_answered: "phone", opted_out: "block", promise_broken: "bell", nobody_came: "house", went_on: "house", called_off: "house", house_quiet: "pause", thinks_again: "retry" };
const WARM = new Set(["person_called", "promise_broken"]);
const TICKS = { queued: "clock", sent: "one", delivered: "two", read: "two", played: "two" };
const SVG = "http://www.w3.org/2000/svg";

export function makeLine(first, app) {
  const { t, clock } = app;
  const element = h("div", { dataset: { line: String(first.id) } });
  const why = first.explained ? whyFor(app, first) : null;
  let signature = "";

  function update(line, follows) {
    const next = JSON.stringify([line, follows, line.deed?.state, app.deeds.busy(`retry:${line.id}`)]);
    if (next === signature) return;
    signature = next;
    if (line.direction === "event") drawEvent(line);
    else drawBubble(line, follows);
  }

  function drawEvent(line) {
    element.className = `event ${WARM.has(line.kind) ? "warm" : ""}`;
    const summary = [line.content.summary, line.content.said].filter(Boolean).map((words) => h("p", { class: "summary", dir: "auto" }, words));
    filled(h("p", { title: clock.full(line.at) }, icon(EVENT_ICON[line.kind] || "info"), `${eventWords(app, line)} · ${clock.time(line.at)}`), ...summary);
  }

  function drawBubble(line, follows) {
    const side = line.direction === "in" ? "theirs" : "ours";
    const who = line.direction === "note" ? "note" : line.author;
    const state = isFailed(line) ? "failed" : line.deed ? "unsent" : "";
    element.className = `message ${side} ${who} ${state} ${follows ? "follows" : ""}`;
    const bubble = h("div", { class: "bubble" }, label(line, follows), quote(line), ...footed(contentOf(line, app), foot(line)));
    filled(bubble, ...reactions(line), ...troubles(line));
  }

  // What is open under a line, or being clicked, stays where it is while the rest is drawn anew.
  function filled(...parts) {
    for (const part of [...element.children]) if (part !== why?.element) part.remove();
    if (why && why.element.parentNode !== element) element.append(why.element);
    element.prepend(...parts);
  }

  // The hour stands behind the last word where there is room, and below the rest otherwise.
  function footed(parts, below) {
    const last = parts.at(-1);
    if (!last?.classList.contains("words") || last.classList.contains("folded")) return [...parts, below];
    last.append(below);
    return parts;
  }

  function label(line, follows) {
    if (line.direction === "in") return line.content.forwarded ? h("p", { class: "by" }, icon("forward"), t("forwarded")) : null;
    if (follows && line.direction !== "note") return null;
    if (line.direction === "note") return h("p", { class: "by" }, icon("note"), `${t("note")} · ${line.staff || t("somebody")}`);
    if (line.author === "house") return h("p", { class: "by" }, icon("house"), t("house"));
    if (line.author === "phone") return h("p", { class: "by" }, icon("phone"), t("phone_owner"));
    return h("p", { class: "by" }, icon("person"), line.staff === app.me.name ? t("you") : line.staff || t("somebody"));
  }

  function quote(line) {
    if (!line.quote) return null;
    const words = line.quote.text || t(`kind_${line.quote.kind}`) || t("kind_other");
    const by = line.quote.author === "guest" ? t("guest") : line.quote.author === "house" ? t("house") : t("somebody");
    return h("blockquote", { "aria-label": t("quoted") }, h("b", {}, by), h("span", { dir: "auto" }, words));
  }

  function foot(line) {
    const edited = line.edited ? h("span", {}, t("edited")) : null;
    return h("footer", {}, edited, h("time", { datetime: line.at, title: clock.full(line.at) }, clock.time(line.at)), mark(line));
  }

  function mark(line) {
    if (line.direction !== "out") return line.deed ? spoken("clock", t("saving")) : null;
    if (line.deed) return line.deed.state === "refused" ? null : spoken("clock", line.deed.state === "waiting" ? t("waits_for_line") : t("sending"));
    if (line.parked) return spoken("clock", t("parked"));
    if (line.delivery === "failed") return null;
    const shape = TICKS[line.delivery] || "clock";
    return spoken(shape, t(line.delivery || "queued"), ["read", "played"].includes(line.delivery));
  }

  function spoken(shape, words, seen = false) {
    const drawn = shape === "clock" ? icon("clock") : ticks(shape === "two");
    return h("span", { class: `tick ${seen ? "seen" : ""}`, role: "img", "aria-label": words, title: words }, drawn);
  }

  function troubles(line) {
    if (line.deed?.state === "waiting") return [h("p", { class: "trouble mild" }, t("waits_for_line"))];
    if (line.deed?.state === "refused") return [refusedDeed(line.deed)];
    if (line.parked) return [h("p", { class: "trouble mild" }, icon("clock"), t("parked"))];
    if (line.delivery !== "failed") return [];
    const why = troubleWords(t, line.trouble_code);
    const code = line.trouble_code ? t("trouble_code", { code: line.trouble_code }) : "";
    return [h("p", { class: "trouble", title: [code, line.trouble].filter(Boolean).join(": ") }, h("span", {}, icon("alert"), h("b", {}, t("not_delivered")), ` · ${why}`), retryButton(line))];
  }

  function retryButton(line) {
    if (!app.may("retry_letter")) return null;
    const busy = app.deeds.busy(`retry:${line.id}`);
    return h("button", { class: "again", disabled: busy, onclick: () => app.retry(line.id) }, icon("retry"), t(busy ? "retrying" : "retry"));
  }

  function refusedDeed(deed) {
    if (deed.error === "answered_meanwhile") return meanwhile(deed);
    const again = deed.error === "failed" ? h("button", { class: "again", onclick: () => app.deeds.again(deed.token) }, icon("retry"), t("retry")) : null;
    const discard = h("button", { class: "again", onclick: () => app.takeBack(deed) }, t("discard"));
    return h("p", { class: "trouble" }, h("span", {}, icon("alert"), h("b", {}, t("not_accepted")), ` · ${errorWords(t, deed)}`), again, discard);
  }

  function meanwhile(deed) {
    const words = answeredMeanwhile(t, deed);
    return h("p", { class: "trouble" }, h("span", {}, icon("alert"), words), h("button", { class: "again", onclick: () => app.sendAnyway(deed) }, icon("forward"), t("send_anyway")), h("button", { class: "again", onclick: () => app.takeBack(deed) }, t("discard")));
  }

  const isFailed = (line) => (line.delivery === "failed" && !line.parked) || line.deed?.state === "refused";

  function reactions(line) {
    if (!line.reactions?.length) return [];
    const words = line.reactions.join(" ");
    return [h("span", { class: "reactions", role: "img", "aria-label": `${t("kind_reaction")}: ${words}` }, words)];
  }

  return { element, update };
}

// One tick: the channel has it. Two: the guest's phone has it. Two in colour: the guest saw it.
function ticks(two) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 20 12");
  svg.setAttribute("class", "ticks");
  svg.setAttribute("aria-hidden", "true");
  for (const shape of two ? ["M1 6.5l3.5 3.500L11 2", "M8 8.5 9.5 10 16.5 2"] : ["M4 6.5 7.5 10 14.5 2"]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}
