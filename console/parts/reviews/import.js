// A platform's export taken in: chosen, looked at before anything is kept, kept, and taken back if it was the wrong one.
import { ask } from "../ask.js";
import { newToken } from "../deeds.js";
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { stars } from "./signs.js";

const PLATFORMS = ["google", "booking", "tripadvisor", "airbnb", "expedia", "facebook"];
const MEANINGS = ["written_at", "score", "title", "words", "good", "bad", "author", "key", "language", "house"];
const TRIES = 3;

export function importFor(app) {
  const { root, t, tab } = app;
  const figure = new Intl.NumberFormat(tab.lang === "en" ? "en-GB" : "es-AR");

  async function open() {
    const drawer = openDrawer(root, t, { title: t("import_title"), look: "wide" });
    const chosen = { platform: PLATFORMS[0], file: null, token: newToken() };
    const found = h("div", { class: "import-found", role: "status" });
    const input = h("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
    const name = h("span", { dir: "auto" }, t("import_choose"));
    const drop = h("button", { class: "import-drop", type: "button", onclick: () => input.click() }, icon("file"), h("b", {}, name), h("small", {}, t("import_drop")));
    const places = h("select", { id: "import-platform" }, PLATFORMS.map((one) => h("option", { value: one }, t(`platform_${one}`))));
    places.addEventListener("change", () => { chosen.platform = places.value; look(); });
    input.addEventListener("change", () => { take(input.files[0]); input.value = ""; });
    for (const kind of ["dragover", "dragleave", "drop"]) drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.toggle("over", kind === "dragover"); if (kind === "drop") take(event.dataTransfer.files[0]); });
    const before = h("section", { class: "import-before" });
    drawer.body.append(h("div", { class: "import" }, h("p", { class: "small" }, t("import_why")), h("div", { class: "field" }, h("label", { for: "import-platform" }, t("by_platform")), places), input, drop, found, before));
    let looked = 0;
    let most = 0;

    function take(file) {
      if (!file) return;
      Object.assign(chosen, { file, token: newToken() });
      name.textContent = file.name;
      look();
    }

    async function look() {
      if (!chosen.file) return;
      const turn = (looked += 1);
      if (most && chosen.file.size > most) {
        found.replaceChildren(trouble({ kind: "refused", error: "file_too_large", facts: { most: most / 1024 / 1024 } }));
        return;
      }
      found.replaceChildren(h("p", { class: "quiet-words" }, t("import_looking")));
      const answer = await sent("look", new URLSearchParams({ platform: chosen.platform, name: chosen.file.name }));
      if (turn !== looked) return;
      found.replaceChildren(...(answer.trouble ? [trouble(answer.trouble)] : preview(answer)));
    }

    // Sent as often as the line needs; the token makes it happen once.
    async function sent(what, query) {
      let last = null;
      for (let tries = 0; tries < TRIES; tries += 1) {
        try { return await tab.wire.send(`/api/reviews/imports/${what}?${query}`, chosen.file); } catch (one) {
          last = one;
          if (one.kind === "refused" || one.kind === "gone") break;
          await new Promise((resolve) => { setTimeout(resolve, 1200); });
        }
      }
      return { trouble: last };
    }

    function trouble(one) {
      const words = one.kind === "refused" ? tab.refusal(one) : t("error_reconnecting");
      return h("p", { class: "import-trouble", role: "alert" }, icon("alert"), h("span", {}, words));
    }

    function preview(seen) {
      const warnings = [
        seen.before ? h("p", { class: "import-warning" }, icon("info"), t("import_before", { when: tab.clock.stamp(seen.before) })) : null,
        seen.other_house ? h("p", { class: "import-warning" }, icon("alert"), t("import_other_house", { names: seen.houses.join(", ") })) : null,
      ];
      const go = h("button", { class: "button primary", type: "button", disabled: !seen.new, onclick: () => confirm(go, seen) }, icon("check"), seen.new ? t(seen.new === 1 ? "import_take_one" : "import_take", { n: figure.format(seen.new) }) : t("import_nothing_new"));
      return [
        h("dl", { class: "import-counts" }, count("import_new", seen.new, "good"), count("import_known", seen.known + seen.twice), count("import_unreadable", seen.unreadable, seen.unreadable ? "warm" : "")),
        ...warnings.filter(Boolean), columns(seen.columns), seen.first.length ? firstOf(seen.first) : null, faults(seen), h("div", { class: "import-act" }, go),
      ].filter(Boolean);
    }

    async function confirm(go, seen) {
      if (seen.other_house && !(await ask(root, t, { title: t("import_other_title"), text: t("import_other_house", { names: seen.houses.join(", ") }), act: t("import_anyway"), look: "harm" }))) return;
      go.disabled = true;
      const done = await sent("take", new URLSearchParams({ platform: chosen.platform, name: chosen.file.name, token: chosen.token }));
      if (done.trouble) { go.disabled = false; go.before(trouble(done.trouble)); return; }
      found.replaceChildren(h("div", { class: "import-done" }, icon("check"), h("div", {}, h("b", {}, t(done.new === 1 ? "import_done_one" : "import_done", { n: figure.format(done.new) })), h("p", {}, t("import_done_rest", { known: figure.format(done.known), unreadable: figure.format(done.unreadable) })), h("p", {}, t("import_done_next")))));
      app.look();
      history();
    }

    async function history() {
      let listed;
      try { ({ imports: listed, most_bytes: most } = await tab.wire.get("/api/reviews/imports")); } catch { return; }
      before.replaceChildren(...(listed.length ? [h("h3", {}, t("imports_before")), h("ul", {}, listed.map(pastImport))] : []));
    }

    function pastImport(one) {
      const back = h("button", { class: "button small", type: "button", onclick: () => undo(one) }, icon("back"), t("undo"));
      return h("li", { class: one.undone ? "over" : "" },
        h("div", {}, h("b", { dir: "auto" }, one.file || t(`platform_${one.platform}`)), h("small", {}, [t(`platform_${one.platform}`), t("import_line", { n: figure.format(one.new) }), one.who, tab.clock.stamp(one.at)].join(" · "))),
        one.undone ? h("span", { class: "chip" }, t("import_undone")) : one.new ? back : null);
    }

    async function undo(one) {
      const text = [t("import_undo_text", { n: figure.format(one.new - one.answered) }), one.answered ? t("import_undo_answered", { n: figure.format(one.answered) }) : ""].filter(Boolean).join(" ");
      if (!(await ask(root, t, { title: t("import_undo_title"), text, act: t("import_undo"), look: "harm" }))) return;
      try {
        await tab.act({ name: `import-undo:${one.id}`, lane: "reviews", path: `/api/reviews/imports/${one.id}/undo` });
        found.replaceChildren();
        if (chosen.file) { chosen.token = newToken(); look(); }
      } catch { /* the refusal passes by */ }
      history();
    }

    history();
  }

  function count(name, number, look = "") {
    return h("div", { class: look }, h("dt", {}, t(name)), h("dd", {}, figure.format(number)));
  }

  function columns(list) {
    const known = list.filter((one) => one.means).sort((one, two) => MEANINGS.indexOf(one.means) - MEANINGS.indexOf(two.means));
    const aside = list.filter((one) => !one.means).map((one) => one.heading);
    return h("section", { class: "import-columns" }, h("h3", {}, t("import_columns")),
      h("ul", {}, known.map((one) => h("li", {}, h("span", { dir: "auto" }, one.heading), icon("next"), h("b", {}, t(`column_${one.means}`))))),
      aside.length ? h("p", { class: "small" }, t("import_aside", { names: aside.join(", ") })) : null);
  }

  function firstOf(list) {
    return h("section", {}, h("h3", {}, t("import_first")), h("ul", { class: "import-first" }, list.map((one) => h("li", {}, h("div", {}, h("b", { dir: "auto" }, one.author || t("no_name")), stars(t, one.stars), h("small", {}, tab.clock.dayWords(one.at.slice(0, 10)))), one.words ? h("p", { dir: "auto" }, one.words) : null))));
  }

  function faults({ faults: list, unreadable }) {
    if (!unreadable) return null;
    const rest = unreadable - list.length;
    return h("details", { class: "import-faults", open: list.length <= 5 }, h("summary", {}, t(unreadable === 1 ? "import_fault_one" : "import_faults", { n: figure.format(unreadable) })),
      h("ul", {}, list.map((one) => h("li", {}, h("b", {}, t("import_row", { n: figure.format(one.line) })), " ", t(`fault_${one.why}`)))), rest > 0 ? h("p", { class: "small" }, t("import_more_faults", { n: figure.format(rest) })) : null);
  }

  return { open };
}
