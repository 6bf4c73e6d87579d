// What a fact said before, who wrote what came after it, and each text one click from being written again.
import { h, icon } from "../dom.js";
import { LANGUAGES } from "../texts.js";

export function historyOf(app, fact, put) {
  const { t, tab } = app;
  const list = h("ol", { class: "earlier" });
  const element = h("details", { class: "history" }, h("summary", {}, icon("clock"), t("earlier_versions")), list);
  let fetched = false;

  element.addEventListener("toggle", async () => {
    if (!element.open || fetched) return;
    fetched = true;
    list.replaceChildren(h("li", { class: "small" }, t("loading")));
    try {
      const { versions } = await tab.wire.get(`/api/knowledge/history?${new URLSearchParams({ subject: fact.subject, topic: fact.topic })}`);
      list.replaceChildren(...(versions.length ? versions.map(line) : [h("li", { class: "small" }, t("no_earlier"))]));
    } catch {
      fetched = false;
      list.replaceChildren(h("li", { class: "small" }, t("error_reconnecting")));
    }
  });

  function line(one) {
    const words = LANGUAGES.filter((language) => one.texts[language]).map((language) => h("div", { class: "earlier-text" }, h("small", {}, language.toUpperCase()), h("p", { dir: "auto" }, one.texts[language]), h("button", { class: "button small quiet", type: "button", onclick: () => put(language, one.texts[language]) }, icon("retry"), t("write_again"))));
    return h("li", {}, h("p", { class: "small" }, t("version_of", { n: one.version, when: tab.clock.full(one.at), who: one.by || t("somebody") })), words);
  }

  return element;
}
