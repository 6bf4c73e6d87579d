// Every phrase of the house, and the hotel's own words in its place: WhatsApp's room and the blanks that must stand
// are watched while one types, and the original is always there to return to.
import { arrange, h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { LANGUAGES, textsFor } from "../texts.js";
import { bubbleOf } from "../bubble.js";
import { BLANK, blanksFor } from "./blanks.js";

const MOST_SHOWN = 60;

export function phrasesFor(app) {
  const { t, tab } = app;
  const { named, writingFor, chips, buttons } = blanksFor(t);
  let phrases = null;
  const search = h("input", { type: "search", class: "search", placeholder: t("search_phrases"), "aria-label": t("search_phrases"), oninput: () => show() });
  const own = h("button", { class: "filter", "aria-pressed": "false", onclick: () => { own.setAttribute("aria-pressed", String(own.getAttribute("aria-pressed") !== "true")); show(); } });
  const groups = h("div", { class: "groups" });
  const nothing = h("p", { class: "nothing", hidden: true }, t("no_phrases_found"));
  const element = h("div", { class: "phrases-part" }, h("p", { class: "small" }, t("phrases_why")), h("div", { class: "finding" }, h("div", { class: "searching" }, icon("search"), search), own), groups, nothing);
  const opened = new Set(["greeting"]);

  async function refetch() {
    phrases = (await tab.wire.get("/api/knowledge/phrases")).phrases;
    show();
  }

  function show() {
    if (!phrases) return;
    const ours = phrases.filter((one) => Object.keys(one.own).length);
    own.replaceChildren(icon("edit"), t("only_own", { n: ours.length }));
    const wanted = search.value.trim().toLocaleLowerCase();
    const from = own.getAttribute("aria-pressed") === "true" ? ours : phrases;
    const fits = from.filter((one) => !wanted || [one.key, ...Object.values(one.house), ...Object.values(one.own), ...one.blanks.map(named)].join(" ").toLocaleLowerCase().includes(wanted));
    nothing.hidden = fits.length > 0;
    const chapters = Map.groupBy ? Map.groupBy(fits, chapterOf) : grouped(fits);
    arrange(groups, [...chapters].map(([name, lines]) => chapter(name, lines, Boolean(wanted) || from === ours)));
  }

  const chapterOf = (one) => one.key.split(".")[0];
  const grouped = (list) => list.reduce((map, one) => map.set(chapterOf(one), [...(map.get(chapterOf(one)) ?? []), one]), new Map());

  function chapter(name, lines, unfolded) {
    const title = t(`chapter_${name}`) || name;
    const rows = h("ul", { class: "rows" }, lines.slice(0, MOST_SHOWN).map(row));
    const fold = h("details", { class: "group fold-group" }, h("summary", {}, icon("down"), h("b", {}, title), h("span", { class: "count-of" }, String(lines.length))), rows);
    fold.open = unfolded || opened.has(name);
    fold.addEventListener("toggle", () => { if (!search.value.trim()) { if (fold.open) opened.add(name); else opened.delete(name); } });
    return fold;
  }

  function row(one) {
    const words = one.own[tab.lang] || one.house[tab.lang];
    const marks = LANGUAGES.filter((language) => one.own[language]);
    return h("li", {}, h("button", { class: "phrase-row", onclick: () => edit(one) }, h("span", { dir: "auto" }, chips(words)), marks.length ? h("span", { class: "chip staff" }, t("own_words"), " ", marks.join(" ").toUpperCase()) : h("span", {})));
  }

  app.editPhrase = async (key) => {
    if (!phrases) await refetch();
    const one = phrases.find((other) => other.key === key);
    if (one) edit(one);
  };

  function edit(one) {
    const mayEdit = tab.may("edit_phrases");
    const drawer = openDrawer(app.root, t, { title: t(`chapter_${chapterOf(one)}`) || one.key, look: "broad" });
    const values = Object.fromEntries(LANGUAGES.map((language) => [language, one.own[language] ?? one.house[language]]));
    const texts = textsFor(t, { label: t("hotel_says"), values, most: one.most, rows: one.most > 30 ? 5 : 2, previews: true, problem: (_, words) => blanksProblem(one, words), onInput: preview, writing: writingFor(one.blanks) });
    let written = texts.columns.find((column) => column.language === tab.lang)?.area ?? texts.columns[0].area;
    texts.element.addEventListener("focusin", (event) => { if (event.target.matches("textarea")) written = event.target; });
    const originals = h("div", { class: "originals" }, LANGUAGES.map((language) => h("div", {}, h("small", {}, t("original")), h("p", { dir: "auto", lang: language }, chips(one.house[language])), mayEdit ? h("button", { class: "button small quiet", type: "button", onclick: () => texts.put(language, one.house[language]) }, icon("retry"), t("back_to_original")) : null)));
    const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    const save = h("button", { class: "button primary", type: "submit" }, t("save"));
    const blanks = one.blanks.length && mayEdit ? h("div", { class: "blanks" }, h("p", { class: "small" }, t("blanks_why")), buttons(one.blanks, () => written)) : null;
    const form = h("form", { class: "editing", novalidate: true, onsubmit: submit }, h("p", { class: "small" }, t("phrase_room", { n: one.most })), blanks, texts.element, originals, trouble, mayEdit ? h("footer", {}, save) : null);
    if (!mayEdit) for (const area of form.querySelectorAll("textarea")) area.disabled = true;
    drawer.body.append(form);
    const examples = { hotel: app.found?.hotel.name, name: t("example_name") };
    preview();

    function preview() {
      texts?.show((language) => { const words = texts.value()[language] || one.house[language]; return [bubbleOf(app, words.replace(BLANK, (_, name) => examples[name] ?? named(name)))]; });
    }

    async function submit(event) {
      event.preventDefault();
      if (!texts.fits()) { texts.wrongOne()?.focus(); return; }
      const now = texts.value();
      const changed = LANGUAGES.map((language) => ({ language, words: now[language] === one.house[language] ? "" : now[language] })).filter(({ language, words }) => words !== (one.own[language] ?? ""));
      save.disabled = true;
      try {
        for (const { language, words } of changed) await tab.act({ name: `phrase:${language}:${one.key}`, lane: "phrases", path: "/api/knowledge/phrase", body: { language, key: one.key, words, seen: one.own[language] ?? "" } }, { quietly: true });
        drawer.close();
        if (changed.length) tab.toast(t("phrase_saved"), { undo: () => restore(one, changed) });
      } catch (refused) {
        trouble.textContent = refused.error === "written_meanwhile" ? t("phrase_clash") : tab.refusal(refused);
        trouble.hidden = false;
        if (refused.error === "written_meanwhile") await refetch().then(() => { one.own = phrases.find((other) => other.key === one.key).own; });
      }
      save.disabled = false;
      refetch().catch(() => null);
    }
  }

  async function restore(one, changed) {
    for (const { language, words } of changed) await tab.act({ name: `phrase:${language}:${one.key}`, lane: "phrases", path: "/api/knowledge/phrase", body: { language, key: one.key, words: one.own[language] ?? "", seen: words } }).catch(() => null);
    refetch().catch(() => null);
  }

  function blanksProblem(one, words) {
    const found = new Set([...words.matchAll(BLANK)].map((match) => match[1]));
    const lost = one.blanks.filter((name) => !found.has(name));
    const odd = [...found].filter((name) => !one.blanks.includes(name));
    if (/[{}]/.test(words.replace(BLANK, ""))) return t("brace_alone");
    if (lost.length) return t("blank_lost", { names: lost.map((name) => `{${named(name)}}`).join(", ") });
    return odd.length ? t("blank_odd", { names: odd.map((name) => `{${name}}`).join(", ") }) : "";
  }

  return { element, refetch, opened: () => refetch().catch(() => null) };
}
