// What could not be done after several tries: the reason, another try, or leaving it be.
import { ask } from "../ask.js";
import { arrange, h, icon } from "../dom.js";
import { mendMail } from "../mailing.js";
import { sendingFor } from "../sending.js";

export function lettersFor(app) {
  const { root, t, tab } = app;
  const rows = h("ul", { class: "rows" });
  const element = h("section", { class: "panel", "aria-label": t("letters"), hidden: true }, h("header", {}, h("h2", {}, t("letters")), h("p", {}, t("letters_why"))), rows);
  const known = new Map();

  function draw(letters) {
    element.hidden = !letters.length;
    arrange(rows, letters.map((one) => {
      const key = `${one.box}:${one.id}`;
      const said = JSON.stringify(one);
      if (known.get(key)?.said !== said) known.set(key, { said, element: row(one) });
      return known.get(key).element;
    }));
  }

  function row(one) {
    const open = one.conversation ? h("button", { class: "button small quiet", onclick: () => tab.openConversation(one.conversation) }, icon("chat"), t("conversation")) : null;
    const parked = one.state === "parked";
    const again = tab.may("retry_letter") && !parked ? h("button", { class: "button small", onclick: () => retry(one) }, icon("retry"), t("try_again")) : null;
    const drop = tab.may("drop_letter") ? h("button", { class: "button small", onclick: () => leave(one) }, t("drop")) : null;
    return h("li", {},
      h("div", { class: "main" }, h("b", {}, name(one)), one.text ? h("small", { dir: "auto" }, one.text) : null, one.mail ? h("small", {}, mendMail(t, one.mail)) : null, h("small", {}, [tab.clock.dayTime(one.at), parked ? t("is_parked") : "", one.code ? `${t("code")} ${one.code}` : one.error].filter(Boolean).join(" · "))),
      h("div", { class: "acts" }, ...[open, again, drop].filter(Boolean)));
  }

  const name = (one) => t(`letter_${one.kind}`, { guest: one.guest || t("no_name") }) || t("undone");

  async function retry(one) {
    const path = one.message ? `/api/messages/${one.message}/retry` : `/api/letters/${one.box}/${one.id}/revive`;
    const { problem } = await sendingFor(tab, t)(path);
    tab.toast(problem || t("tried_again"), { bad: Boolean(problem) });
    app.look();
  }

  function leave(one) {
    const send = sendingFor(tab, t);
    return ask(root, t, { title: t("drop_title"), text: t("drop_means", { what: name(one) }), act: t("drop"), look: "harm", send: async () => {
      const { problem } = await send(`/api/letters/${one.box}/${one.id}/drop`);
      app.look();
      return problem;
    } });
  }

  return { element, draw };
}
