// What stands behind a figure: a table beside the page, and the same rows to take home.
import { openDrawer } from "../drawer.js";
import { h, icon } from "../dom.js";

const PREFIXES = { nights: "source_", sources: "source_", types: "source_", pace: "source_", pace_then: "source_", automation: "outcome_", answering: "by_", intents: "intent_", languages: "language_", handovers: "called_", lost: "lost_" };

// `path` is where rows are read, `row` how one of them looks; those of nights and talks unless a screen has its own.
export function rowsFor(app, { path = "/api/numbers/rows", row: own = null } = {}) {
  const { root, t, tab, money } = app;

  async function open(figure, key, title) {
    const query = new URLSearchParams({ ...app.asked(), figure, ...(key ? { key } : {}) }).toString();
    const drawer = openDrawer(root, t, { title, look: "wide" });
    drawer.tools.append(h("a", { class: "button small", href: `${path}.csv?${query}`, download: "" }, icon("file"), t("download")));
    const place = h("div", { class: "rows-place", "aria-busy": "true" }, h("p", { class: "quiet" }, t("looking")));
    drawer.body.append(place);
    try {
      const found = await tab.wire.get(`${path}?${query}`);
      place.setAttribute("aria-busy", "false");
      place.replaceChildren(...content(figure, found));
    } catch (trouble) {
      place.replaceChildren(h("p", { class: "trouble", role: "alert" }, tab.refusal(trouble)), h("button", { class: "button", onclick: () => { drawer.close(); open(figure, key, title); } }, t("again")));
    }
  }

  function content(figure, { rows, more }) {
    if (!rows.length) return [h("div", { class: "lesson" }, h("h3", {}, t("no_rows")), h("p", {}, t("no_rows_why")))];
    const head = h("p", { class: "quiet" }, more ? t("first_rows", { n: rows.length }) : t(rows.length === 1 ? "one_row" : "row_count", { n: rows.length }));
    return [head, h("ul", { class: "behind" }, rows.map((row) => rowOf(figure, row)))];
  }

  function rowElement(figure, row) {
    const when = row.day ? [tab.clock.dayWords(row.day), row.until ? tab.clock.dayWords(row.until) : ""].filter(Boolean).join(" → ") : row.at ? tab.clock.briefDayTime(row.at) : "";
    const what = PREFIXES[figure] ? t(`${PREFIXES[figure]}${row.what}`) || row.what : row.what;
    const inner = [
      h("span", { class: "of-whom" }, h("b", { dir: "auto" }, row.guest || t("no_name")), h("small", {}, [when, figure === "lead" ? t("days_ahead", { n: what }) : what].filter(Boolean).join(" · "))),
      h("span", { class: "how-much" }, row.amount !== null ? h("b", {}, money.say(row.amount)) : row.seconds !== null ? h("b", {}, app.spanWords(row.seconds)) : null, row.nights !== null ? h("small", {}, t(row.nights === 1 ? "one_night" : "night_count", { n: row.nights })) : null),
    ];
    const act = row.code ? () => tab.openBooking(row.code) : row.conversation ? () => tab.openConversation(row.conversation) : null;
    return h("li", {}, act ? h("button", { class: "behind-row", onclick: act }, inner, icon(row.code ? "bed" : "chat")) : h("div", { class: "behind-row" }, inner));
  }

  const rowOf = own ?? rowElement;
  return { open, row: rowOf };
}
