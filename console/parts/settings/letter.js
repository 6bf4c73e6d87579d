// One automatic message as guests read it, in their languages: freely while their chat is open, approved beforehand after it.
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { lineOf } from "../bubble.js";
import { LANGUAGES } from "../texts.js";

export async function showLetter(app, name, when) {
  const { t, tab, root } = app;
  const drawer = openDrawer(root, t, { title: t(`journey_${name}`), look: "broad" });
  const body = h("div", { class: "letter-shown", "aria-busy": "true" }, h("p", { class: "quiet-words" }, t("preview_wait")));
  drawer.body.append(body);
  const found = await tab.wire.post(`/api/settings/letters/${name}/preview`, {}).catch((trouble) => ({ trouble }));
  body.setAttribute("aria-busy", "false");
  if (found.trouble) body.replaceChildren(h("p", { class: "trouble", role: "alert" }, found.trouble.kind === "refused" ? tab.refusal(found.trouble) : t("error_reconnecting")), h("button", { class: "button", onclick: () => showLetter(app, name, when) }, icon("retry"), t("preview_again")));
  else if (!found.told[tab.lang]) body.replaceChildren(h("p", {}, t("preview_full")));
  else body.replaceChildren(...shown(found.told));

  function shown(told) {
    return [
      h("p", { class: "quiet-words" }, when, " ", t("preview_means")),
      part("preview_free", "preview_free_means", (one) => [bubble(one.free.body, one.free.buttons)], told),
      told[tab.lang].formal ? part("preview_formal", "preview_formal_means", (one, language) => [bubble(one.formal.body, one.formal.buttons), goes(one.formal, language)], told) : h("p", { class: "quiet-words" }, t("preview_only_free")),
      phrases(told),
    ];
  }

  function part(title, means, draw, told) {
    return h("section", { "aria-label": t(title) }, h("h3", {}, t(title)), h("p", { class: "quiet-words" }, t(means)), h("div", { class: "told-in" }, LANGUAGES.map((language) => h("div", {}, h("b", {}, t(`lang_${language}`)), h("div", { class: "preview", lang: language }, draw(told[language], language))))));
  }

  function bubble(words, buttons) {
    return lineOf(app, { direction: "out", kind: "buttons", text: words, content: { body: words, options: buttons.map((title) => ({ title })) } });
  }

  function goes(formal, language) {
    if (formal.goes_in === language) return null;
    const words = formal.goes_in ? t("template_goes_in", { language: t(`lang_${formal.goes_in}`).toLowerCase() }) : t("template_goes_not");
    return h("p", { class: "hint" }, icon("info"), h("span", { lang: tab.lang }, words));
  }

  function phrases(told) {
    const row = ([key, words]) => h("li", {}, h("div", { class: "main" }, h("span", { dir: "auto" }, words)), h("a", { class: "button small", href: `/knowledge?tab=phrases&phrase=${encodeURIComponent(key)}`, "aria-label": `${t("change_words")}: ${words}`, onclick: (event) => { event.preventDefault(); drawer.close(); tab.go(event.currentTarget.getAttribute("href")); } }, icon("edit"), t("change_words")));
    return h("section", { "aria-label": t("preview_words") }, h("h3", {}, t("preview_words")), h("p", { class: "quiet-words" }, t("preview_words_means")), h("ul", { class: "rows panel" }, Object.entries(told[tab.lang].phrases).map(row)));
  }
}
