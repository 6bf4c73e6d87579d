// The Mercado Pago account: whose money it is, and where its notifications come to.
import { h, icon } from "../dom.js";

export function accountFor(app) {
  const { t, tab } = app;
  const state = h("div", { class: "inside" });
  const button = tab.may("connect") ? h("button", { class: "button small", onclick: edit }, icon("edit"), t("connect")) : null;
  const element = app.panel("Mercado Pago", t("account_why"), button, state);
  let account = {};

  function draw(found) {
    ({ account } = found);
    const chip = h("span", { class: `chip ${account.paused ? "bad" : account.there ? "good" : ""}` }, icon(account.paused ? "alert" : account.there ? "check" : "info"), account.paused || t(account.there ? "account_there" : "account_missing"));
    state.replaceChildren(h("div", { class: "chips" }, chip, account.there ? h("span", { class: "quiet-words" }, t("account_id", { id: account.collector })) : null), h("p", { class: "quiet-words" }, t("account_hook")), h("p", { class: "secret-link" }, account.hook));
  }

  function edit() {
    return app.change("/api/settings/account", {
      title: t("connect_account"),
      text: t("connect_account_means"),
      fields: [
        { name: "collector", label: t("collector"), hint: t("collector_means"), value: account.collector, required: true, most: 20, plain: true },
        { name: "access", kind: "password", label: t("mp_token"), hint: t(account.there ? "keeps_if_empty" : "never_shown"), required: !account.there, most: 600, plain: true },
        { name: "hook_secret", kind: "password", label: t("mp_secret"), hint: t(account.there ? "keeps_if_empty" : "never_shown"), required: !account.there, most: 600, plain: true },
      ],
    });
  }

  return { element, draw };
}
