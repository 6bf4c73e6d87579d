// Mail to the staff: whether a server is set up, and a letter to oneself that shows whether it takes any.
import { h, icon } from "../dom.js";
import { mailChip, mendMail } from "../mailing.js";
import { sendingFor } from "../sending.js";

export function mailFor(app) {
  const { t, tab } = app;
  const state = h("div", { class: "inside" });
  const element = app.panel(t("mail"), t("mail_why"), null, state);
  let mail = {};
  let asking = false;

  function draw(found) {
    ({ mail } = found);
    if (asking && asking.at !== lastCheck()) asking = false;
    const set = mail.way !== "none";
    state.replaceChildren(
      h("div", { class: "chips" }, mailChip(t, mail), set ? h("span", { class: "quiet-words" }, t("mail_from", { sender: mail.sender })) : null),
      h("p", { class: "quiet-words" }, t(`mail_means_${mail.way}`)),
      ...(set ? [checkWords(), acts()].filter(Boolean) : []));
  }

  const lastCheck = () => mail.check?.at ?? null;

  function checkWords() {
    if (asking) return h("div", { class: "chips" }, h("span", { class: "chip" }, icon("clock"), t("mail_asking")));
    const { check } = mail;
    if (!check) return null;
    const when = h("span", { class: "quiet-words" }, tab.clock.dayTime(check.at));
    const chip = h("span", { class: `chip ${check.ok ? "good" : "bad"}` }, icon(check.ok ? "check" : "alert"), check.ok ? t("mail_good", { to: check.to }) : t("check_bad"));
    const mend = check.ok ? null : h("p", {}, mendMail(t, check.why));
    const theirs = check.problem ? h("p", { class: "quiet-words", dir: "auto" }, check.problem) : null;
    return h("div", { class: "checked" }, h("div", { class: "chips" }, chip, when), mend, theirs);
  }

  const acts = () => h("div", { class: "acts" },
    h("button", { class: "button small", disabled: Boolean(asking), onclick: check }, icon("mail"), t("mail_test")),
    mail.mailbox ? h("a", { class: "button small", href: mail.mailbox, target: "_blank", rel: "noopener" }, icon("inbox"), t("mail_open_box")) : null);

  async function check() {
    const { problem } = await sendingFor(tab, t)("/api/settings/mail/check", {});
    if (problem) tab.toast(problem, { bad: true });
    else asking = { at: lastCheck() };
    app.look();
  }

  return { element, draw };
}
