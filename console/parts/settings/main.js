// Settings: what the hotel says of itself, how it is connected, which letters it writes, and who may use its API.
import { h } from "../dom.js";
import { steady } from "../steady.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";
import { sendingFor } from "../sending.js";
import { ask } from "../ask.js";
import { accountFor } from "./account.js";
import { factsFor } from "./facts.js";
import { googleFor } from "./google.js";
import { keysFor } from "./keys.js";
import { lettersFor } from "./letters.js";
import { mailFor } from "./mail.js";
import { numberFor } from "./number.js";

const AGAIN_MS = 2500;

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const t = wordsFor(data.words);
  const tab = tabOf(data);
  const app = { root, t, tab, look: () => look(), panel, change };
  const parts = [factsFor(app), numberFor(app), accountFor(app), googleFor(app), mailFor(app), lettersFor(app), ...(tab.may("manage_api_keys") ? [keysFor(app)] : [])];
  const page = h("div", { class: "page", "aria-busy": "true" }, h("header", { class: "page-head" }, h("h1", {}, t("title")), h("p", {}, t("lead"))), parts.map((part) => part.element));
  root.replaceChildren(page);

  function panel(title, why, act, body) {
    return h("section", { class: "panel", "aria-label": title }, h("header", {}, h("h2", {}, title), ...[act].filter(Boolean), why ? h("p", {}, why) : null), body);
  }

  // A form that is sent while it stays open: what is wrong is said in it, and nothing typed is lost.
  function change(path, form, body = (said) => said) {
    const send = sendingFor(tab, t);
    let answer = null;
    return ask(root, t, { act: t("save"), ...form, send: async (said) => {
      const sent = await send(path, body(said));
      answer = sent.answer;
      look();
      return sent.problem;
    } }).then((said) => (said ? answer : null));
  }

  const look = steady(async () => {
    const found = await tab.wire.get("/api/settings");
    tab.clock.serverSaid(found.now);
    page.setAttribute("aria-busy", "false");
    for (const part of parts) part.draw(found);
  }, { pause: 40, onResult: (trouble) => { if (trouble) setTimeout(look, AGAIN_MS); } });

  const ends = [tab.on("news", (event) => { if (["settings", "hotel", "all"].includes(event.kind)) look(); }), tab.on("look", look), tab.on("done", look)];
  look();
  return { update: () => null, end: () => { for (const end of ends) end(); } };
}
