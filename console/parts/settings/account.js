// The Mercado Pago account: whose money it is, whether its token was accepted, and where its notifications come to.
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";

export function accountFor(app) {
  const { t, tab } = app;
  const state = h("div", { class: "inside" });
  const button = tab.may("connect") ? h("button", { class: "button small", onclick: edit }, icon("edit"), t("connect")) : null;
  const element = app.panel("Mercado Pago", t("account_why"), button, state);
  let account = {};
  let asking = false;

  function draw(found) {
    ({ account } = found);
    if (asking && asking.at !== lastCheck()) asking = false;
    const chip = h("span", { class: `chip ${account.paused ? "bad" : account.there ? "good" : ""}` }, icon(account.paused ? "alert" : account.there ? "check" : "info"), account.paused || t(account.there ? "account_there" : "account_missing"));
    state.replaceChildren(
      h("div", { class: "chips" }, chip, account.there ? h("span", { class: "quiet-words" }, t("account_id", { id: account.collector })) : null),
      ...(account.there ? [checkWords(), acts()].filter(Boolean) : []),
      h("p", { class: "quiet-words" }, t("account_hook")), h("p", { class: "secret-link" }, account.hook), h("p", { class: "quiet-words" }, t("account_secret")));
  }

  const lastCheck = () => account.check?.at ?? null;

  function checkWords() {
    if (asking) return h("div", { class: "chips" }, h("span", { class: "chip" }, icon("clock"), t("account_asking")));
    const { check } = account;
    if (!check) return h("p", { class: "quiet-words" }, t("never_checked"));
    const when = h("span", { class: "quiet-words" }, tab.clock.dayTime(check.at));
    const words = check.ok ? t("account_good", { name: check.name }) : t("check_bad");
    const chip = h("span", { class: `chip ${check.ok ? "good" : "bad"}` }, icon(check.ok ? "check" : "alert"), words);
    const mend = check.ok ? null : h("p", {}, t(`mend_account_${check.why}`, { said: check.problem || "–" }));
    const theirs = ["token", "other"].includes(check.why) && check.problem ? h("p", { class: "quiet-words", dir: "auto" }, check.problem) : null;
    return h("div", { class: "checked" }, h("div", { class: "chips" }, chip, when), mend, theirs);
  }

  const acts = () => h("div", { class: "acts" }, h("button", { class: "button small", disabled: Boolean(asking), onclick: check }, icon("pulse"), t("check_now")));

  async function check() {
    const { problem } = await sendingFor(tab, t)("/api/settings/account/check", {});
    if (problem) tab.toast(problem, { bad: true });
    else asking = { at: lastCheck() };
    app.look();
  }

  async function edit() {
    const done = await app.change("/api/settings/account", {
      title: t("connect_account"),
      text: t("connect_account_means"),
      fields: [
        { name: "collector", label: t("collector"), hint: t("collector_means"), value: account.collector, required: true, most: 20, plain: true },
        { name: "access", kind: "password", label: t("mp_token"), hint: t(account.there ? "keeps_if_empty" : "never_shown"), required: !account.there, most: 600, plain: true },
        { name: "hook_secret", kind: "password", label: t("mp_secret"), hint: t(account.there ? "keeps_if_empty" : "never_shown"), required: !account.there, most: 600, plain: true },
      ],
    });
    if (done) { asking = { at: lastCheck() }; app.look(); }
  }

  return { element, draw };
}
