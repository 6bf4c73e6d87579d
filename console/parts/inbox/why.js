// Why the house said what it said: opens under its words, and two clicks say what the guest really meant.
import { h, icon } from "../dom.js";
import { readingOf } from "../reading/reading.js";
import { wantedFor } from "../reading/wanted.js";
import { thinkAgain } from "./overrides.js";

const MOST = 3;

export function whyFor(app, line) {
  const { t, tab } = app;
  const button = h("button", { class: "why-open", type: "button", "aria-expanded": "false", onclick: toggle }, icon("lamp"), t("why_open"));
  const panel = h("section", { class: "why", hidden: true, "aria-label": t("why_of"), "aria-busy": "true" });
  const element = h("div", { class: "why-row" }, button, panel);

  function toggle() {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (!panel.hidden) refetch();
  }

  async function refetch() {
    if (panel.hidden) return;
    try {
      draw(await app.wire.get(`/api/messages/${line.id}/why`));
    } catch {
      if (!panel.querySelector(".reading")) panel.replaceChildren(h("p", { class: "small" }, t("why_failed")));
    }
    panel.setAttribute("aria-busy", "false");
  }

  function draw(one) {
    panel.replaceChildren(h("div", { class: "reading" }, readingOf(app, one), missing(one), really(one), again(one)));
  }

  function missing(one) {
    if (!one.question) return null;
    const teach = h("button", { class: "button small primary", type: "button", onclick: () => tab.go(`/knowledge?tab=unanswered&question=${one.question}`) }, icon("edit"), t("why_answer_it"));
    return h("p", { class: "why-missing" }, icon("info"), h("span", {}, t("why_missing")), tab.may("edit_knowledge") ? teach : null);
  }

  function really(one) {
    if (!one.words) return null;
    const chosen = one.label?.intents ?? [];
    const by = one.label ? h("p", { class: "small" }, icon("check"), t("wanted_said", { name: one.label.by || t("somebody") })) : null;
    if (!tab.may("reply")) return by && h("section", {}, by, h("div", { class: "chips" }, chosen.map((name) => h("span", { class: "chip staff" }, t(`intent_${name}`)))));
    const likely = [...(one.meant?.rivals ?? []), ...(one.meant?.intents ?? [])].map(([name]) => name);
    const choose = (name) => say(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name].slice(-MOST), chosen);
    return h("section", {}, h("h3", {}, t("wanted_really")), h("div", { class: "wanted", role: "group", "aria-label": t("wanted_really") }, wantedFor(app, { likely, chosen, choose })), by);
  }

  function again(one) {
    if (!one.can_think_again || !tab.may("take_over")) return null;
    return h("p", {}, h("button", { class: "button small", type: "button", onclick: () => thinkAgain(app, line) }, icon("retry"), t("again_act")));
  }

  function say(intents, before) {
    const name = `label:${line.id}`;
    tab.act({ name, lane: name, path: `/api/messages/${line.id}/label`, body: { intents } }).then(() => {
      refetch();
      tab.toast(t("wanted_thanks"), { undo: () => say(before, intents) });
    }, refetch);
  }

  return { element };
}
