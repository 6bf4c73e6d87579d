// What is at the writer's fingertips: a slash at the beginning brings it up, a few letters find one, Enter takes it. A
// saved reply is put where it is written and can then be changed like anything else; a thing at hand opens by itself.
import { h, icon, set } from "../dom.js";

const MOST = 8;

export function savedFor(app, { text, put, things, cleared }) {
  const { t, tab } = app;
  const list = h("ul", { class: "saved", role: "listbox", id: "saved-replies", "aria-label": t("saved_replies"), hidden: true });
  let replies = null;
  let shown = [];
  let at = 0;
  let language = "";
  let hurried = false;
  let fetching = null;

  // One question, however many letters are typed while it is under way.
  async function fetchAll() {
    fetching ??= tab.wire.get("/api/replies").catch(() => null);
    replies = (await fetching)?.replies ?? replies;
    fetching = null;
  }

  const plain = (words) => words.normalize("NFD").replace(/[̀-ͯ]/g, "").toLowerCase();

  async function look() {
    const written = text.value;
    if (!written.startsWith("/") || written.includes("\n")) { close(); return; }
    if (!replies) {
      shown = [];
      list.hidden = false;
      list.replaceChildren(h("li", { class: "none" }, t("loading")));
      await fetchAll();
      if (text.value !== written || list.hidden) return;
    }
    const wanted = plain(written.slice(1).trim());
    const found = (replies ?? []).filter((one) => plain(`${one.title} ${wordsOf(one)}`).includes(wanted)).sort((one, two) => plain(two.title).startsWith(wanted) - plain(one.title).startsWith(wanted)).slice(0, MOST);
    shown = [...found, ...things.filter((one) => plain(one.title).includes(wanted))];
    at = 0;
    draw();
    if (hurried && shown.length) take(shown[0]);
    hurried = false;
  }

  const wordsOf = (one) => one.texts[language] || one.texts.es || Object.values(one.texts)[0];

  function draw() {
    list.hidden = false;
    if (!shown.length) { list.replaceChildren(h("li", { class: "none" }, t(replies?.length ? "no_saved_found" : "no_saved_yet"))); return; }
    list.replaceChildren(...shown.map((one, place) => h("li", { role: "option", id: `saved-${one.id}`, "aria-selected": String(place === at), onpointerdown: (event) => { event.preventDefault(); take(one); } }, h("b", { dir: "auto" }, one.open ? icon(one.icon) : null, one.title, one.media ? icon("image") : null), h("span", { dir: "auto" }, one.open ? one.words : wordsOf(one)), one.open || !language || one.texts[language] ? null : h("small", {}, t("saved_other_language")))));
    set(text, "aria-activedescendant", `saved-${shown[at].id}`);
    list.children[at].scrollIntoView({ block: "nearest" });
  }

  function take(one) {
    close();
    if (!one.open) { put(wordsOf(one), one); return; }
    text.value = "";
    cleared();
    one.open();
  }

  function close() {
    list.hidden = true;
    hurried = false;
    set(text, "aria-activedescendant", null);
  }

  // True when the key was for the list.
  function key(event) {
    if (list.hidden) return false;
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); close(); return true; }
    if (!shown.length) {
      if (event.key !== "Enter" || event.shiftKey) return false;
      event.preventDefault();
      hurried = fetching !== null;
      return true;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); at = (at + step + shown.length) % shown.length; draw(); return true; }
    if (event.key === "Tab" || (event.key === "Enter" && !event.shiftKey)) { event.preventDefault(); take(shown[at]); return true; }
    return false;
  }

  const ends = tab.on("news", (event) => { if (["saved_replies", "all"].includes(event.kind)) replies = null; });
  text.addEventListener("input", look);
  text.addEventListener("blur", () => setTimeout(close, 150));
  set(text, "aria-controls", "saved-replies");
  return { element: list, key, speaks: (spoken) => { language = spoken || ""; }, end: ends };
}
