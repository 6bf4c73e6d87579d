// The hotel's place on Google: entered step by step, tried at once, with what is wrong said in words that help.
import { h, icon } from "../dom.js";
import { ask } from "../ask.js";
import { sendingFor } from "../sending.js";

export function googleFor(app) {
  const { root, t, tab } = app;
  const state = h("div", { class: "inside" });
  const button = tab.may("connect") ? h("button", { class: "button small", onclick: edit }, icon("edit"), t("connect")) : null;
  const element = app.panel(t("google_title"), t("google_why"), button, state);
  let google = {};
  let asking = false;

  const when = (moment) => tab.clock.dayTime(moment);
  const lastCheck = () => google.check?.at ?? null;

  function draw(found) {
    ({ google } = found);
    if (asking && asking.at !== lastCheck()) asking = false;
    const look = google.stopped ? ["bad", "alert", "google_stopped"] : google.there ? ["good", "check", "google_there"] : ["", "info", "google_missing"];
    state.replaceChildren(
      h("div", { class: "chips" }, h("span", { class: `chip ${look[0]}` }, icon(look[1]), t(look[2])), google.there ? h("span", { class: "quiet-words" }, google.place) : null),
      ...(google.there ? [h("p", { class: "quiet-words" }, readWords()), checkWords(), acts()] : []),
      h("details", { open: !google.there && tab.may("connect") }, h("summary", {}, t("how_to_google")), h("ol", { class: "steps" }, ["step_google_access", "step_google_client", "step_google_token", "step_google_place"].map((word) => h("li", {}, t(word))))));
  }

  function readWords() {
    if (google.rests && new Date(google.rests) > tab.clock.now()) return t("google_rests", { when: when(google.rests) });
    return google.fetched ? t("google_fetched", { when: when(google.fetched) }) : t("google_unread");
  }

  function checkWords() {
    if (asking) return h("div", { class: "chips" }, h("span", { class: "chip" }, icon("clock"), t("google_asking")));
    const { check } = google;
    const wrong = check?.ok ? google.stopped : check?.why ?? google.stopped;
    if (wrong) return h("div", { class: "checked" }, h("div", { class: "chips" }, h("span", { class: "chip bad" }, icon("alert"), t("check_bad")), check ? h("span", { class: "quiet-words" }, when(check.at)) : null), h("p", {}, t(`mend_google_${wrong}`)), check?.problem ? h("p", { class: "quiet-words", dir: "auto" }, check.problem) : null);
    if (!check) return h("p", { class: "quiet-words" }, t("never_checked"));
    const average = check.average === null ? "–" : new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR", { maximumFractionDigits: 1 }).format(check.average);
    return h("div", { class: "chips" }, h("span", { class: "chip good" }, icon("check"), t("google_good", { n: check.total, average })), h("span", { class: "quiet-words" }, when(check.at)));
  }

  const acts = () => h("div", { class: "acts" }, h("button", { class: "button small", disabled: Boolean(asking), onclick: check }, icon("pulse"), t("check_now")), tab.may("connect") ? h("button", { class: "button small quiet", onclick: leave }, t("google_leave")) : null);

  async function check() {
    const { problem } = await sendingFor(tab, t)("/api/settings/google/check", {});
    if (problem) tab.toast(problem, { bad: true });
    else asking = { at: lastCheck() };
    app.look();
  }

  async function leave() {
    const send = sendingFor(tab, t);
    await ask(root, t, { title: t("google_leave_title"), text: t("google_leave_means"), act: t("google_leave"), look: "harm", send: async () => (await send("/api/settings/google/leave")).problem });
    app.look();
  }

  async function edit() {
    const secret = (name, label) => ({ name, kind: "password", label: t(label), hint: t(google.there ? "keeps_if_empty" : "never_shown"), required: !google.there, most: 600, plain: true });
    const done = await app.change("/api/settings/google", {
      title: t("connect_google"),
      text: t("connect_google_means"),
      fields: [
        { name: "place", label: t("google_place"), hint: t("google_place_means"), value: google.place, required: true, most: 90, plain: true },
        { name: "client", label: t("google_client"), hint: t("google_client_means"), value: google.client, required: true, most: 200, plain: true },
        secret("client_secret", "google_secret"),
        secret("refresh", "google_refresh"),
      ],
    });
    if (done) { asking = { at: lastCheck() }; app.look(); }
  }

  return { element, draw };
}
