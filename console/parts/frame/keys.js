// The keyboard of the whole console: Alt and a digit goes to a screen, ? shows every key there is.
import { openDrawer } from "../drawer.js";
import { h } from "../dom.js";

const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

export function keysFor(app) {
  const { data, t, tab } = app;

  const listed = () => data.pages.filter((page) => page.listed);

  function pressed(event) {
    const target = event.composedPath()[0];
    if (event.composedPath().some((one) => one.tagName === "DIALOG")) return;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1];
    if (event.altKey && !event.ctrlKey && !event.metaKey && digit) {
      const page = listed()[Number(digit) - 1];
      if (!page) return;
      event.preventDefault();
      tab.go(`/${page.path}`);
    } else if (event.key === "?" && !TYPING.has(target.tagName) && !target.isContentEditable) {
      event.preventDefault();
      app.showKeys();
    }
  }

  app.showKeys = () => {
    const drawer = openDrawer(app.place, t, { title: t("keys_title") });
    const everywhere = [...listed().slice(0, 9).map((page, place) => [`Alt ${place + 1}`, page.title]), ["?", t("keys_title")], ["Esc", t("close")]];
    drawer.body.append(table(t("keys_everywhere"), everywhere));
    if (tab.helpKeys.length) drawer.body.append(table(t("keys_here"), tab.helpKeys));
  };

  const table = (title, keys) =>
    h("section", { class: "key-table" }, h("h3", {}, title), h("dl", {}, keys.map(([key, words]) => h("div", {}, h("dt", {}, key.split(" ").map((one) => h("kbd", {}, one))), h("dd", {}, words)))));

  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}
