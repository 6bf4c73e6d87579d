// Lists of money: a row that stays the same element while what it says is the same, and the parts rows are made of.
import { arrange, h, icon } from "../dom.js";

export function rowsFor(make, keyOf = (one) => one.id, look = "") {
  const known = new Map();
  const list = h("ul", { class: `rows ${look}`.trim() });
  function draw(found) {
    arrange(list, found.map((one) => {
      const said = JSON.stringify(one);
      if (known.get(keyOf(one))?.said !== said) known.set(keyOf(one), { said, element: make(one) });
      return known.get(keyOf(one)).element;
    }));
  }
  return { list, draw };
}

// A heading with what belongs under it; the whole is away while there is nothing, unless it has a lesson to teach.
export function part(title, body, { why = "", sign = null, lesson = null } = {}) {
  const count = h("span", { class: "count soft" });
  const empty = lesson ? h("div", { class: "lesson", hidden: true }, h("h3", {}, lesson.title), h("p", {}, lesson.text)) : null;
  const element = h("section", { class: "part" }, h("h2", {}, sign ? icon(sign) : null, title, count), why ? h("p", { class: "why" }, why) : null, empty, body);
  return {
    element,
    show(number) {
      count.textContent = String(number);
      count.hidden = !number;
      element.hidden = !number && !empty;
      if (empty) empty.hidden = number > 0;
      body.hidden = !number;
    },
  };
}

export const guestWords = (t, one) => h("b", { dir: "auto" }, one.guest || t("no_name"));

export const codeButton = (app, code) => (code ? h("button", { class: "button small quiet code", onclick: () => app.tab.openBooking(code) }, icon("bed"), code) : null);

export const talkButton = (app, conversation) => (conversation ? h("button", { class: "button small quiet", onclick: () => app.tab.openConversation(conversation) }, icon("chat"), app.t("open_conversation")) : null);

const LOOKS = { approved: "good", refunded: "blue", in_mediation: "warm", charged_back: "bad", rejected: "", cancelled: "", pending: "warm", in_process: "warm", authorized: "warm", unknown: "bad", wanted: "warm", asked: "warm", done: "good", refused: "bad" };

export const stateChip = (t, state, prefix = "state_") => h("span", { class: `chip ${LOOKS[state] ?? ""}` }, t(`${prefix}${state}`));

export function act(app, name, path, body, said) {
  return app.tab.act({ name, lane: name, path, body }).then(() => { app.tab.toast(app.t(said)); return true; }, () => false);
}

// The buttons of a decision rest while it is on its way, and where the line is broken it is said that it waits.
export function decision(app, name, buttons) {
  const { deeds } = app.tab;
  const note = h("p", { class: "on-its-way", role: "status", hidden: true }, icon("clock"), app.t("decision_waits"));
  const look = () => {
    const busy = deeds.busy(name);
    for (const button of buttons.filter(Boolean)) button.disabled = busy;
    note.hidden = !busy || !deeds.waiting();
  };
  app.decisions.set(name, look);
  look();
  return h("div", { class: "acts" }, ...buttons.filter(Boolean), note);
}
