// Keys of the API: made with what they may do, shown this once, taken away with one question.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { sendingFor } from "../sending.js";

const SCOPES = ["read", "hold", "staff"];

export function keysFor(app) {
  const { root, t, tab } = app;
  const list = h("ul", { class: "rows" });
  const element = app.panel(t("keys"), t("keys_why"), h("button", { class: "button small", onclick: create }, icon("plus"), t("new_key")), list);

  function draw(found) {
    list.replaceChildren(...(found.keys.length ? found.keys.map(row) : [h("li", { class: "quiet-words" }, t("no_keys"))]));
  }

  const row = (one) => h("li", {},
    h("div", { class: "main" }, h("b", { dir: "auto" }, one.name), h("small", {}, [`…${one.hint}`, t("made_on", { day: tab.clock.date(one.created) }), one.used ? t("used_on", { day: tab.clock.date(one.used) }) : t("never_used"), one.origins.join(" ")].filter(Boolean).join(" · "))),
    h("span", { class: `chip ${one.revoked ? "" : "good"}` }, one.revoked ? t("is_revoked") : t(`scope_${one.scope}`)),
    one.revoked ? "" : h("div", { class: "acts" }, h("button", { class: "button small", "aria-label": `${t("revoke")}: ${one.name}`, onclick: () => revoke(one) }, t("revoke"))));

  async function create() {
    const made = await app.change("/api/settings/keys", {
      title: t("new_key"),
      fields: [
        { name: "name", label: t("key_name"), hint: t("key_name_means"), required: true, most: 60 },
        { name: "scope", kind: "choice", label: t("scope"), value: "read", options: SCOPES.map((scope) => ({ value: scope, label: t(`scope_${scope}`), hint: t(`scope_${scope}_means`) })) },
        { name: "origins", kind: "area", label: t("origins"), hint: t("origins_means"), most: 2000, focus: false },
      ],
      act: t("make_key"),
    });
    if (!made) return;
    if (!made.secret) { tab.toast(t("key_gone"), { bad: true }); return; }
    const copy = h("button", { class: "button small", type: "button", onclick: () => navigator.clipboard?.writeText(made.secret).then(() => tab.toast(t("copied")), () => null) }, icon("copy"), t("copy"));
    ask(root, t, { title: t("your_key"), text: t("key_once"), content: h("div", { class: "key-box" }, h("p", { class: "secret-link", tabindex: "0" }, made.secret), copy), act: t("key_kept") });
  }

  function revoke(one) {
    const send = sendingFor(tab, t);
    return ask(root, t, { title: t("revoke_title", { name: one.name }), text: t("revoke_means"), act: t("revoke"), look: "harm", send: async () => {
      const { problem } = await send(`/api/settings/keys/${one.id}/revoke`);
      app.look();
      return problem;
    } });
  }

  return { element, draw };
}
