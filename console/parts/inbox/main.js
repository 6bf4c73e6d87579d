// The live inbox: puts the parts together and decides when each of them looks again.
import { h } from "../dom.js";
import { cardFor } from "./card.js";
import { composerFor } from "./composer.js";
import { dockFor } from "./dock.js";
import { draftsFor } from "./drafts.js";
import { headFor } from "./head.js";
import { keysFor } from "./keys.js";
import { listFor } from "./list.js";
import { steady } from "../steady.js";
import { threadFor } from "./thread.js";
import { invitation } from "./welcome.js";
import { tabOf } from "../tab.js";
import { wordsFor } from "../wording.js";

const MINUTES_MS = 15_000;
const AGAIN_MS = 2000;
const NARROW = "(max-width: 760px)";

export function mount(shadow, { data }) {
  const root = shadow.querySelector(".root");
  const here = location.pathname;
  const t = wordsFor(data.words);
  const app = { data, t, root, me: data.me, hotel: data.hotel, current: null, head: null, line: "live" };
  const tab = tabOf(data);
  app.tab = tab;
  app.may = tab.may;
  app.words = data.words;
  app.factOpens = (subject, topic) => (subject === "booking" ? () => tab.openBooking(topic) : () => tab.go(`/knowledge?fact=${subject}:${topic ?? ""}`));
  app.focusIn = (element) => (element.contains(shadow.activeElement) ? shadow.activeElement : null);
  app.clock = tab.clock;
  app.wire = tab.wire;
  app.deeds = tab.deeds;
  app.toast = tab.toast;
  app.drafts = draftsFor(data.me, data.hotel);
  app.ringing = tab.ringing;
  app.line = app.stream = tab.state;
  tab.helpKeys = ["J K", "/", "Enter", "Alt H", "Alt P", "Esc"].map((key, place) => [key, t(["key_walk", "key_search", "key_open", "key_owner", "key_at_hand", "key_back"][place])]);

  const list = listFor(app);
  const dock = dockFor(app);
  const head = headFor(app);
  const thread = threadFor(app);
  const composer = composerFor(app);
  const card = cardFor(app);
  const nothing = h("div", { class: "nothing" });
  const talk = h("main", { class: "talk", hidden: true }, head.element, thread.element, composer.element);
  const side = h("div", { class: "side" }, list.element, dock.element);
  root.replaceChildren(side, nothing, talk, card.element);

  const look = {
    list: steady(async () => { if (await list.refetch()) look.list(); }, { pause: 50, onResult: answered }),
    thread: steady(async () => { const found = await thread.refetch(); if (found) headChanged(found); }, { pause: 15, onResult: answered }),
  };
  let again = null;
  const lookAtList = (event) => { if (list.heard(event)) look.list(); };
  const lookAtAll = () => { lookAtList({ kind: "all" }); look.thread(); };

  function answered(trouble) {
    if (trouble?.error === "not_found" && app.current !== null) {
      app.close();
      app.toast(t("error_not_found"));
    } else {
      if (trouble && again === null) again = setTimeout(() => { again = null; lookAtAll(); }, AGAIN_MS);
      app.line = trouble && ["offline", "away"].includes(trouble.kind) ? "offline" : app.stream || "live";
    }
    status();
  }

  function invite() {
    const key = String(list.isEmpty());
    if (nothing.dataset.key === key) return;
    nothing.dataset.key = key;
    nothing.replaceChildren(...invitation(app, list.isEmpty()));
  }

  const status = () => dock.state(app.line, app.deeds.waiting());

  function deedsChanged() {
    thread.draw();
    if (app.head) head.update(app.head);
    status();
  }

  function headChanged(found) {
    app.head = found;
    head.update(found);
    composer.update(found);
    card.update(found);
    thread.label(t("thread", { name: found.name || t("no_name") }));
    app.seen();
  }

  app.alerts = (alerts) => {
    invite();
    dock.update(alerts);
    const elsewhere = alerts.filter((alert) => alert.kind === "person_needed" && alert.conversation !== app.current);
    head.elsewhere(elsewhere.length);
  };

  app.newest = () => thread.newest();

  app.isListed = (id) => { const row = list.row(id); return Boolean(row?.waiting); };

  app.open = (id, { write = false, fromAddress = false, about = null } = {}) => {
    if (!Number.isSafeInteger(id) || id <= 0) return;
    if (!fromAddress) address(id);
    if (app.current === id && about) thread.goTo(about).catch(() => app.toast(t("error_not_found")));
    if (app.current !== id) {
      app.current = id;
      app.head = null;
      talk.hidden = false;
      nothing.hidden = true;
      root.classList.add("open");
      withoutBar(true);
      const row = list.row(id);
      if (row) head.update({ ...row, username: null });
      composer.open(id);
      thread.open(id, about).then((found) => { if (found) headChanged(found); }, () => look.thread());
    }
    list.draw();
    if (write) composer.focus();
  };

  app.close = ({ fromAddress = false } = {}) => {
    if (app.current === null) return;
    const was = app.current;
    app.current = null;
    app.head = null;
    thread.close();
    composer.close();
    root.classList.remove("open", "knows");
    withoutBar(false);
    talk.hidden = true;
    nothing.hidden = false;
    if (!fromAddress) address(null);
    list.draw();
    root.querySelector(`.row[data-id="${was}"]`)?.focus();
  };

  app.escape = () => {
    if (root.classList.contains("knows")) app.toggleCard(false);
    else if (matchMedia(NARROW).matches) app.close();
    else list.walk(0);
  };

  // On a phone the thread is a page of its own, and the back button leads to the list.
  function address(id) {
    const url = id === null ? location.pathname : `${location.pathname}?c=${id}`;
    const isStep = matchMedia(NARROW).matches && id !== null && app.current === null;
    history[isStep ? "pushState" : "replaceState"](history.state, "", url);
  }

  function addressed() {
    if (location.pathname !== here) return;
    const wanted = Number(new URLSearchParams(location.search).get("c"));
    if (wanted) app.open(wanted, { fromAddress: true });
    else app.close({ fromAddress: true });
  }

  app.toggleCard = (shown = !root.classList.contains("knows")) => {
    root.classList.toggle("knows", shown);
    head.opened(shown);
    if (shown) card.element.querySelector(".shut").focus();
  };

  app.seen = () => {
    const { head: known } = app;
    if (!known?.unread || document.hidden || !thread.pinned() || !app.may("reply")) return;
    known.unread = 0;
    list.readHere(known.id);
    app.wire.post(`/api/conversations/${known.id}/seen`, {}).catch(() => null);
  };

  app.write = (name, id, body, along = null) => {
    const seen = name === "reply" ? thread.newest() : null;
    app.deeds.start({ name, lane: `conversation:${id}`, shown: true, conversation: id, along, path: `/api/conversations/${id}/${name}`, body: { body, ...(along ? { saved: along.id } : {}), ...(seen ? { seen } : {}) } });
    thread.toEnd();
    composer.focus();
  };

  // A colleague answered meanwhile, and the person has seen it.
  app.sendAnyway = (deed) => {
    app.deeds.drop(deed.token);
    app.deeds.start({ name: deed.name, lane: deed.lane, shown: true, conversation: deed.conversation, along: deed.along, path: deed.path, body: { ...deed.body, anyway: true } });
  };

  app.takeBack = (deed) => {
    app.deeds.drop(deed.token);
    composer.putBack(deed);
  };

  const doing = (name, lane, path, conversation = null) => {
    if (!app.deeds.busy(name)) app.deeds.start({ name, lane, path, conversation, body: {} });
  };

  // What the list knows is enough to act on: a quick hand does not wait for the thread.
  app.toggleOwner = () => {
    const known = app.head ?? list.row(app.current);
    if (!known || !app.may("take_over")) return;
    const gives = known.owner !== "house" && !(known.owner === "staff" && !known.owner_id);
    const verb = gives ? "give-back" : "take";
    doing(`${gives ? "give" : "take"}:${known.id}`, `conversation:${known.id}`, `/api/conversations/${known.id}/${verb}`, known.id);
  };
  app.giveBack = (id) => doing(`give:${id}`, `conversation:${id}`, `/api/conversations/${id}/give-back`, id);
  app.retry = (message) => doing(`retry:${message}`, `message:${message}`, `/api/messages/${message}/retry`, app.current);
  app.closeAlert = (alert) => doing(`alert:${alert}`, `alert:${alert}`, `/api/alerts/${alert}/close`);
  app.revive = (letter) => doing(`letter:${letter.box}:${letter.id}`, `letter:${letter.id}`, `/api/letters/${letter.box}/${letter.id}/revive`);

  const ends = [
    tab.on("look", lookAtAll),
    tab.on("state", (state) => { app.stream = app.line = state; status(); }),
    tab.on("pulse", (pulse) => { app.line = pulse === "away" ? "offline" : app.stream; status(); }),
    tab.on("cut", () => { app.line = "offline"; status(); }),
    tab.on("news", (event) => {
      lookAtList(event);
      if (event.kind === "all" || event.conversation === app.current) look.thread();
    }),
    tab.on("deeds", deedsChanged),
    tab.on("done", (deed) => { if (deed.conversation === app.current) look.thread(); lookAtList(deed.conversation ? { conversation: deed.conversation } : { kind: "alert" }); }),
    tab.on("refused", lookAtAll),
  ];
  const aboutNow = () => { if (app.head) { composer.draw(); card.update(app.head); } };
  ends.push(tab.on("rest", aboutNow));
  const minutes = setInterval(() => { list.draw(); aboutNow(); }, MINUTES_MS);
  const endKeys = keysFor(app, list);
  window.addEventListener("popstate", addressed);
  document.addEventListener("visibilitychange", app.seen);
  look.list();
  addressed();

  return {
    update: () => null,
    end() {
      window.removeEventListener("popstate", addressed);
      document.removeEventListener("visibilitychange", app.seen);
      clearInterval(minutes);
      clearTimeout(again);
      endKeys();
      for (const end of ends) end();
      composer.end();
      withoutBar(false);
      tab.helpKeys = [];
    },
  };
}

// On a phone an open thread takes the bar's place; what else lies at the foot of the screen comes down with it, and
// what pops up keeps clear of the line one writes in.
function withoutBar(open) {
  const page = document.documentElement.style;
  if (open) page.setProperty("--bar", "0px");
  else page.removeProperty("--bar");
  page.setProperty("--composer", open && matchMedia("(max-width: 760px)").matches ? "4rem" : "0px");
}
