// The asking itself: what has stopped it, who waits, which words get more answers, and what a person does about it.
import { ask } from "../ask.js";
import { arrange, h, icon } from "../dom.js";
import { rulesFor } from "./rules.js";

// The groups of the list, and whether they are open at first.
const STATES = [["planned", true], ["sent", false], ["skipped", false]];

export function askingFor(app) {
  const { root, t, tab } = app;
  const mayCare = tab.may("care_for_reviews");
  const rules = rulesFor(app);
  const banner = h("div", { class: "asking-state", role: "status" });
  const words = h("section", { class: "panel variants", hidden: true });
  const groups = STATES.map(([state, open]) => {
    const rows = h("ul", { class: "requests" });
    const count = h("span", { class: "how-many" });
    const fold = h("details", { open, hidden: true, dataset: { state } }, h("summary", {}, h("h3", {}, t(`requests_${state}`)), count), rows);
    return { state, rows, count, fold };
  });
  const all = h("button", { class: "button small", hidden: true, onclick: () => send(waiting.map((one) => one.id)) }, icon("forward"), t("ask_all"));
  const lesson = h("p", { class: "small" }, t("no_requests"));
  const list = h("section", { class: "panel requests-part", "aria-label": t("requests") }, h("header", {}, h("h2", {}, t("requests")), all), lesson, groups.map((one) => one.fold));
  const element = h("section", { class: "asking-part", "aria-label": t("asking") }, h("h2", {}, t("asking")), banner, rules.element, words, list);
  const figure = new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR");
  const share = new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR", { style: "percent", maximumFractionDigits: 0 });
  const moment = (at) => tab.clock.briefDayTime(at);
  const known = new Map();
  let waiting = [];
  let opens = null;

  async function refetch() {
    const found = await tab.wire.get("/api/reviews/asking");
    drawState(found);
    rules.draw(found.rules);
    drawWords(found);
    opens = found.opens;
    waiting = found.requests.filter((one) => one.state === "planned");
    all.hidden = !mayCare || waiting.length < 2 || Boolean(found.stop);
    lesson.hidden = found.requests.length > 0;
    for (const group of groups) {
      const these = found.requests.filter((one) => one.state === group.state);
      group.fold.hidden = !these.length;
      group.count.textContent = figure.format(these.length);
      arrange(group.rows, these.map(rowFor));
    }
  }

  function drawState({ stop, waiting: soon, asked, limit }) {
    const line = t("asking_state", { waiting: figure.format(soon), asked: figure.format(asked) });
    const most = limit === null ? t("asking_unlimited") : t("asking_limit", { n: figure.format(limit) });
    const act = (name, sign, look) => h("button", { class: `button small ${look}`, onclick: () => tab.act({ name: `asking-${name}`, lane: "asking", path: `/api/reviews/asking/${name}` }).catch(() => null) }, icon(sign), t(`asking_${name}`));
    banner.classList.toggle("stopped", Boolean(stop));
    banner.replaceChildren(
      h("div", {}, stop ? h("p", { class: "why" }, icon("alert"), h("b", {}, t(`stop_${stop.reason}`)), " ", h("small", {}, tab.clock.stamp(stop.since))) : null, h("p", {}, line), h("small", {}, most)),
      mayCare ? act(stop ? "resume" : "stop", stop ? "forward" : "clock", stop ? "primary" : "quiet") : "",
    );
  }

  function drawWords({ variants, verdict, days }) {
    words.hidden = variants.length < 1;
    const said = !verdict ? t("variant_only") : t(`variant_${verdict.found}`, { better: (verdict.better ?? "").toUpperCase() });
    words.replaceChildren(h("h2", {}, t("variants")), h("p", { class: "small" }, t("variants_why", { n: days })), ...variants.map(variantLine), h("p", { class: "verdict" }, said));
  }

  function variantLine(one) {
    const rate = one.share === null ? "–" : share.format(one.share);
    const span = t("variant_span", { low: share.format(one.low), high: share.format(one.high) });
    const from = h("i", { class: "span" });
    from.style.insetInlineStart = `${one.low * 100}%`;
    from.style.width = `${Math.max(1, (one.high - one.low) * 100)}%`;
    const point = h("i", { class: "point" });
    point.style.insetInlineStart = `${(one.share ?? 0) * 100}%`;
    return h("div", { class: "variant" }, h("b", { class: "letter" }, one.variant.toUpperCase()), h("p", { class: "asked-words" }, t("in_quotes", { words: one.words })), h("div", { class: "whisker", "aria-hidden": "true" }, from, one.share === null ? null : point), h("span", {}, h("b", {}, rate), " ", h("small", {}, `${span} · ${t("variant_of", { answered: figure.format(one.answered), sent: figure.format(one.sent) })}`)));
  }

  function rowFor(one) {
    const said = JSON.stringify(one);
    if (known.get(one.id)?.said !== said) known.set(one.id, { said, element: makeRow(one) });
    return known.get(one.id).element;
  }

  function makeRow(one) {
    const when = one.state === "planned" ? t("asked_at", { when: moment(one.due) }) : one.asked ? t("was_asked", { when: tab.clock.dayWords(tab.clock.key(one.asked)) }) : "";
    const why = one.reason ? h("span", { class: "chip warm" }, t(`unasked_${one.reason}`)) : null;
    return h("li", {},
      h("div", {}, h("b", { dir: "auto" }, one.guest || t("no_name")), why, h("small", {}, [when, one.reminded ? t(one.reminded === 1 ? "reminded_once" : "reminded_twice") : ""].filter(Boolean).join(" · "))),
      h("div", { class: "acts" },
        mayCare ? h("button", { class: "button small", onclick: () => send([one.id]) }, icon("forward"), t(one.asked ? "ask_again" : "ask_now")) : null,
        mayCare && one.state !== "skipped" ? h("button", { class: "button small quiet", onclick: () => skip(one) }, t("leave_in_peace")) : null,
        h("button", { class: "button small quiet", onclick: () => tab.openBooking(one.code) }, icon("bed"), one.code)));
  }

  async function send(ids) {
    const many = ids.length > 1;
    const alone = opens ? t("ask_quiet", { when: moment(opens) }) : t("ask_one_why");
    const sure = await ask(root, t, { title: t(many ? "ask_many_title" : "ask_one_title", { n: figure.format(ids.length) }), text: many ? t("ask_why") : alone, act: t(many ? "ask_all" : opens ? "ask_anyway" : "ask_now") });
    if (sure) tab.act({ name: `ask:${ids.join(",").slice(0, 60)}`, lane: "asking", path: "/api/reviews/requests/send", body: { ids } }).catch(() => null);
  }

  async function skip(one) {
    const options = [{ value: "by_staff", label: t("unasked_by_staff") }, { value: "bad_stay", label: t("unasked_bad_stay") }];
    const said = await ask(root, t, { title: t("leave_title", { name: one.guest || t("no_name") }), text: t("leave_why"), fields: [{ name: "reason", kind: "select", label: t("leave_reason"), options, value: "by_staff" }], act: t("leave_in_peace") });
    if (said) tab.act({ name: `skip:${one.id}`, lane: `request:${one.id}`, path: `/api/reviews/requests/${one.id}/skip`, body: said }).catch(() => null);
  }

  return { element, refetch };
}
