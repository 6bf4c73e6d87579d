// The number on WhatsApp: entered step by step, asked at once whether it is right, with the templates it may send.
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";

const GOOD = new Set(["APPROVED", "REINSTATED", "UNARCHIVED", "FLAGGED"]);

export function numberFor(app) {
  const { t, tab } = app;
  const state = h("div", { class: "inside" });
  const button = tab.may("connect") ? h("button", { class: "button small", onclick: edit }, icon("edit"), t("connect")) : null;
  const element = app.panel("WhatsApp", t("number_why"), button, state);
  let channel = null;
  let asking = false;

  function draw(found) {
    ({ channel } = found);
    if (asking && asking.at !== lastCheck()) asking = false;
    const parts = channel ? [numberWords(), checkWords(), acts()] : [h("p", { class: "quiet-words" }, t("no_number"))];
    state.replaceChildren(...parts.filter(Boolean), steps(found.hook), templates(found));
  }

  const lastCheck = () => channel?.check?.at ?? null;

  const numberWords = () => h("p", {}, h("b", {}, channel.display), h("br"), h("span", { class: "quiet-words" }, t("number_ids", { account: channel.account, business: channel.business || "–" })));

  function checkWords() {
    if (asking) return h("div", { class: "chips" }, h("span", { class: "chip" }, icon("clock"), t("asking")));
    const { check } = channel;
    if (!check) return h("p", { class: "quiet-words" }, t("never_checked"));
    const when = tab.clock.dayTime(check.at);
    const chip = h("span", { class: `chip ${check.ok ? "good" : "bad"}` }, icon(check.ok ? "check" : "alert"), t(check.ok ? "check_good" : "check_bad"));
    const mend = check.ok ? null : h("p", {}, t(`mend_${check.code}`) || t("mend_other"));
    return h("div", { class: "checked" }, h("div", { class: "chips" }, chip, h("span", { class: "quiet-words" }, when)), mend, check.problem ? h("p", { class: "quiet-words", dir: "auto" }, check.problem) : null);
  }

  function acts() {
    const one = (sign, word, submit) => h("button", { class: "button small", disabled: Boolean(asking), onclick: () => check(submit) }, icon(sign), t(word));
    return h("div", { class: "acts" }, one("pulse", "check_now", false), channel.business ? one("mail", "submit_templates", true) : null);
  }

  async function check(submit) {
    const { problem } = await sendingFor(tab, t)(`/api/channels/${channel.id}/check`, { submit });
    if (problem) tab.toast(problem, { bad: true });
    else asking = { at: lastCheck() };
    app.look();
  }

  const steps = (hook) => h("details", {}, h("summary", {}, t("how_to_connect")), h("ol", { class: "steps" }, ["step_app", "step_number", "step_token", "step_hook", "step_secret"].map((word) => h("li", {}, t(word, { url: hook.url })))));

  function templates(found) {
    if (!found.templates.length) return "";
    const ready = found.templates.filter((one) => GOOD.has(one.state)).length;
    const rows = found.templates.map((one) => h("li", {}, h("div", { class: "main" }, h("b", {}, one.name), h("small", { dir: "auto" }, one.body)), h("div", { class: "chips" }, h("span", { class: "chip" }, one.language), h("span", { class: `chip ${GOOD.has(one.state) ? "good" : "warm"}`, title: one.reason || "" }, one.reason ? `${one.state} · ${one.reason}` : one.state))));
    return h("details", {}, h("summary", {}, t("templates_state", { ready, n: found.templates.length })), found.outdated.length ? h("p", { class: "quiet-words" }, t("templates_old", { names: found.outdated.join(", ") })) : null, h("ul", { class: "rows" }, rows));
  }

  async function edit() {
    const done = await app.change("/api/settings/number", {
      title: t("connect_number"),
      text: t("connect_number_means"),
      fields: [
        { name: "account", label: t("number_id"), hint: t("number_id_means"), value: channel?.account, required: true, most: 20, plain: true },
        { name: "display", label: t("display"), value: channel?.display, required: true, most: 25 },
        { name: "business", label: t("business_id"), hint: t("business_id_means"), value: channel?.business, most: 20, plain: true },
        { name: "secret", kind: "password", label: t("access_token"), hint: t(channel ? "keeps_if_empty" : "never_shown"), required: !channel, most: 600, plain: true },
      ],
    });
    if (done) { asking = { at: lastCheck() }; app.look(); }
  }

  return { element, draw };
}
