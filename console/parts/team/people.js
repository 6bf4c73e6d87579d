// Everybody who works here, and those who did; a row opens what can be done about a person.
import { ask } from "../ask.js";
import { openDrawer } from "../drawer.js";
import { arrange, h, icon, initials } from "../dom.js";
import { sendingFor } from "../sending.js";
import { browserLine } from "../signed_in.js";
import { showLink } from "./link.js";

const ROLES = ["owner", "manager", "reception", "viewer"];

export function peopleFor(app) {
  const { root, t, tab } = app;
  const rows = h("ul", { class: "rows people" });
  const gone = h("ul", { class: "rows people" });
  const past = h("details", { class: "panel past", hidden: true }, h("summary", {}, t("past_people")), gone);
  const element = h("section", { class: "people-part", "aria-label": t("people") }, h("div", { class: "panel" }, rows), past);
  const known = new Map();
  let open = null;

  function draw(people) {
    arrange(rows, people.filter((one) => one.active).map(rowFor));
    arrange(gone, people.filter((one) => !one.active).map(rowFor));
    past.hidden = people.every((one) => one.active);
    if (open) open.draw(people.find((one) => one.id === open.id));
  }

  function rowFor(one) {
    const said = JSON.stringify([one, Math.floor(tab.clock.now() / 60_000)]);
    if (known.get(one.id)?.said !== said) known.set(one.id, { said, element: makeRow(one) });
    return known.get(one.id).element;
  }

  function makeRow(one) {
    return h("li", {},
      h("span", { class: "who-face", "aria-hidden": "true" }, initials(one.name)),
      h("div", { class: "main" }, h("b", { dir: "auto" }, one.name), one.id === tab.me.id ? h("span", { class: "chip staff" }, t("you")) : null, h("small", {}, one.email)),
      h("div", { class: "chips" }, h("span", { class: `chip ${one.role === "owner" ? "good" : ""}` }, app.role(one.role)), factorChip(one), one.locked ? h("span", { class: "chip bad" }, icon("lock"), t("locked")) : null),
      h("span", { class: "seen" }, one.seen ? t("seen", { when: tab.clock.stamp(one.seen) }) : t("never_seen")),
      h("button", { class: "button small", "aria-label": `${t("manage")}: ${one.name}`, onclick: () => openPerson(one) }, t("manage")));
  }

  const factorChip = (one) => h("span", { class: `chip ${one.factor ? "good" : ""}` }, icon(one.factor ? "shield" : "key"), t(one.factor ? "has_factor" : "no_factor"));

  function openPerson(one) {
    const drawer = openDrawer(root, t, { title: one.name, onClose: () => { open = null; } });
    const facts = h("div", { class: "person-facts" });
    const list = h("ul", { class: "rows sessions" });
    const box = h("div", { class: "person" }, facts, h("section", {}, h("h3", {}, t("sessions")), list));
    drawer.body.append(box);
    open = { id: one.id, draw: (found) => { if (found) { fill(found); sessions(found); } } };
    fill(one);
    sessions(one);

    function fill(person) {
      const own = person.id === tab.me.id;
      facts.replaceChildren(
        h("dl", { class: "facts" }, fact(t("email"), person.email), fact(t("role"), app.role(person.role)), fact(t("password_since"), tab.clock.date(person.password)), fact(t("factor"), t(person.factor ? "has_factor" : "no_factor"))),
        own ? h("p", { class: "quiet-words" }, t("own_hint")) : "",
        h("div", { class: "acts" }, ...(own ? [h("button", { class: "button", onclick: () => { drawer.close(); tab.go("/account"); } }, icon("person"), t("my_page"))] : deeds(person))));
    }

    async function sessions(person) {
      const found = await tab.wire.get(`/api/team/${person.id}/sessions`).catch(() => null);
      if (!found) return;
      list.replaceChildren(...(found.sessions.length ? found.sessions.map(sessionRow) : [h("li", { class: "quiet-words" }, t("no_sessions"))]));
    }
  }

  const fact = (label, value) => h("div", {}, h("dt", {}, label), h("dd", {}, value));

  const sessionRow = (one) => h("li", {}, browserLine(t, tab.clock, one));

  function deeds(one) {
    if (!one.active) return [button("retry", "reactivate", () => sure(one, "reactivate", ""))];
    return [
      button("edit", "change_role", () => changeRole(one)),
      button("link", "reset_link", () => resetLink(one)),
      one.factor ? button("shield", "reset_factor", () => sure(one, "reset_factor", "harm")) : null,
      button("out", "end_sessions", () => sure(one, "end_sessions", "")),
      button("block", "deactivate", () => sure(one, "deactivate", "harm"), "harm-words"),
    ].filter(Boolean);
  }

  const button = (sign, word, act, look = "") => h("button", { class: `button ${look}`.trim(), onclick: act }, icon(sign), t(word));

  function changeRole(one) {
    const send = sendingFor(tab, t);
    const options = ROLES.map((role) => ({ value: role, label: app.role(role), hint: t(`role_${role}_means`) }));
    return ask(root, t, { title: t("change_role_title", { name: one.name }), fields: [{ name: "role", kind: "choice", label: t("role"), value: one.role, options }], act: t("save"), send: (said) => done(send(`/api/team/${one.id}/role`, said)) });
  }

  function sure(one, word, look) {
    const send = sendingFor(tab, t);
    return ask(root, t, { title: t(`${word}_title`, { name: one.name }), text: t(`${word}_means`, { name: one.name }), act: t(word), look, send: () => done(send(`/api/team/${one.id}/${word.replace("_", "-")}`)) });
  }

  async function resetLink(one) {
    const send = sendingFor(tab, t);
    let link = null;
    const said = await ask(root, t, { title: t("reset_link_title", { name: one.name }), text: t("reset_link_means"), act: t("make_link"), send: async () => {
      const { answer, problem } = await send(`/api/team/${one.id}/reset-link`);
      link = answer?.link;
      return problem;
    } });
    if (said) showLink(app, { link, title: t("reset_link_title", { name: one.name }), words: t("reset_words", { hotel: app.data.hotel.name }) });
    app.look();
  }

  async function done(sending) {
    const { problem } = await sending;
    app.look();
    return problem;
  }

  return { element, draw };
}
