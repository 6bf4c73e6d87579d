// Everybody's own page: name and language, password, second factor, and the browsers they are signed in with.
import { h, icon } from "../dom.js";
import { browserLine } from "../signed_in.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { ask } from "../ask.js";
import { sendingFor, whyNot } from "../sending.js";
import { factorFor } from "./factor.js";

const AGAIN_MS = 2500;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, look: () => look() };
  const factor = factorFor(app);
  const who = h("div", { class: "inside" });
  const key = h("div", { class: "inside" });
  const rows = h("ul", { class: "rows sessions" });
  const others = h("button", { class: "button small", hidden: true, onclick: () => endOthers() }, icon("out"), t("end_others"));
  const page = h("div", { class: "page", "aria-busy": "true" },
    h("header", { class: "page-head" }, h("h1", {}, t("title"))),
    h("div", { class: "pair" },
      panel("who", t("about_you"), "", h("button", { class: "button small", onclick: () => rename() }, icon("edit"), t("change_name")), who),
      panel("key", t("password"), "", h("button", { class: "button small", onclick: () => changePassword() }, icon("key"), t("change_password")), key)),
    factor.element,
    panel("browsers", t("sessions"), t("sessions_why"), others, rows));
  root.replaceChildren(page);
  let me = null;

  function panel(name, title, why, act, body) {
    return h("section", { class: `panel ${name}`, "aria-label": title }, h("header", {}, h("h2", {}, title), act, why ? h("p", {}, why) : null), body);
  }

  const look = steady(async () => {
    me = await tab.wire.get("/api/account");
    tab.clock.serverSaid(me.now);
    page.setAttribute("aria-busy", "false");
    who.replaceChildren(h("p", {}, h("b", { dir: "auto" }, me.name), h("br"), h("span", { class: "quiet-words" }, me.email)), h("p", { class: "quiet-words" }, t("language_hint")));
    key.replaceChildren(h("p", {}, t("password_since", { day: tab.clock.date(me.password) })), h("p", { class: "quiet-words" }, t("password_why")));
    factor.draw(me);
    others.hidden = me.sessions.length < 2;
    rows.replaceChildren(...me.sessions.map(sessionRow));
  }, { pause: 40, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  function sessionRow(one) {
    return h("li", {},
      browserLine(t, tab.clock, one, { begun: true }),
      one.own ? "" : h("div", { class: "acts" }, h("button", { class: "button small", "aria-label": `${t("end_one")}: ${one.device}`, onclick: () => endOne(one) }, t("end_one"))));
  }

  async function plain(path, body, send = sendingFor(tab, t)) {
    const { problem } = await send(path, body);
    look();
    return problem;
  }

  async function endOne(one) {
    const problem = await plain("/api/account/sessions/end", { mark: one.mark });
    tab.toast(problem || t("ended"), { bad: Boolean(problem) });
  }

  function endOthers() {
    const send = sendingFor(tab, t);
    return ask(root, t, { title: t("end_others"), text: t("end_others_means"), act: t("end_others"), look: "harm", send: () => plain("/api/account/sessions/end-others", {}, send) });
  }

  function rename() {
    const send = sendingFor(tab, t);
    return ask(root, t, { title: t("change_name"), text: t("name_means"), fields: [{ name: "name", label: t("name"), value: me.name, required: true, most: 80, autocomplete: "name" }], act: t("save"), send: (said) => plain("/api/account/name", said, send) });
  }

  async function changePassword() {
    const send = sendingFor(tab, t);
    const said = await ask(root, t, {
      title: t("change_password"),
      text: t("password_rules"),
      fields: [
        { name: "old", kind: "password", label: t("old_password"), required: true, most: 1024, autocomplete: "current-password" },
        { name: "new", kind: "password", label: t("new_password"), required: true, most: 1024, autocomplete: "new-password" },
      ],
      act: t("change_password"),
      send: async (values) => {
        const { answer, problem } = await send("/api/account/password", values);
        look();
        return problem || whyNot(t, answer);
      },
    });
    if (said) tab.toast(t("password_changed"));
  }

  const ends = [tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
