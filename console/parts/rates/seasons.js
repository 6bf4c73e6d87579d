// What a type usually costs, and the seasons that change it: the shorter one knows better.
import { arrange, h, icon } from "../dom.js";
import { formDrawer, reasonField } from "./asked.js";

export function seasonsFor(app) {
  const { t, tab, money, mayPrice } = app;
  const usual = h("section", { class: "group" });
  const rows = h("ul", { class: "rows" });
  const none = h("p", { class: "nothing", hidden: true }, t("no_seasons"));
  const add = mayPrice ? h("button", { class: "button", onclick: () => edit(null) }, icon("plus"), t("add_season")) : null;
  const element = h("div", { class: "seasons-part" }, usual, h("section", { class: "group" }, h("header", {}, h("h2", {}, t("seasons")), add), h("p", { class: "small" }, t("seasons_why")), none, rows));
  let said = "";

  function draw(found) {
    const next = JSON.stringify([found.types, found.seasons]);
    if (next === said) return;
    said = next;
    usual.replaceChildren(h("header", {}, h("h2", {}, t("usual_prices"))), h("p", { class: "small" }, t("usual_why")), h("ul", { class: "rows" }, found.types.map(usualRow)));
    none.hidden = found.seasons.length > 0;
    arrange(rows, found.seasons.map((one) => seasonRow(found, one)));
  }

  function usualRow(type) {
    const facts = type.usual ? [h("span", { class: "amount" }, money.say(type.usual.base)), h("span", { class: "said" }, t("usual_for", { n: type.usual.included, extra: money.say(type.usual.extra) }))] : [h("span", { class: "chip warm" }, t("no_price_yet")), h("span", {})];
    return h("li", {}, h(mayPrice && type.usual ? "button" : "div", { class: "rate-row", onclick: mayPrice && type.usual ? () => editUsual(type) : null }, h("b", { dir: "auto" }, app.nameOf(type)), facts));
  }

  function editUsual(type) {
    const { usual: now } = type;
    formDrawer(app, {
      title: app.nameOf(type), text: t("usual_keeps"), act: t("save"),
      fields: {
        base: { kind: "money", label: t("base_price"), unit: money.sign, value: money.plain(now.base), required: true, min: 0 },
        included: { kind: "number", label: t("included"), hint: t("included_hint"), value: String(now.included), required: true, min: 1, max: 50 },
        extra: { kind: "money", label: t("extra_guest"), unit: money.sign, value: money.plain(now.extra), required: true, min: 0 },
        reason: reasonField(t),
      },
      send: async (said) => { await tab.act({ name: `usual:${type.id}`, lane: "prices", path: `/api/rates/types/${type.id}/usual`, body: { base: money.minor(said.base), included: said.included, extra: money.minor(said.extra), seen: now.mark, reason: said.reason } }, { quietly: true }); tab.toast(t("usual_saved", { type: app.nameOf(type) })); },
    });
  }

  const effect = (one) => (one.price ? money.say(one.price) : `${one.share >= 10000 ? "+" : "−"}${Math.abs(one.share - 10000) / 100} %`);

  function seasonRow(found, one) {
    const type = found.types.find((other) => other.id === one.type);
    return h("li", {}, h(mayPrice ? "button" : "div", { class: "rate-row", onclick: mayPrice ? () => edit(one) : null }, h("b", { dir: "auto" }, one.name), h("span", { class: "amount" }, effect(one)), h("span", { class: "said" }, `${tab.clock.dayWords(one.first)} ${one.first.slice(0, 4)} – ${tab.clock.dayWords(one.last)} ${one.last.slice(0, 4)}`, h("small", {}, [type ? app.nameOf(type) : t("all_types"), one.least ? t("least_nights", { n: one.least }) : ""].filter(Boolean).join(" · ")))));
  }

  function edit(one) {
    const { found } = app;
    const fixed = Boolean(one?.price);
    formDrawer(app, {
      title: one ? one.name : t("add_season"), text: t("season_keeps"), act: t("save"),
      fields: {
        name: { kind: "text", label: t("name"), value: one?.name ?? "", required: true, most: 60 },
        first: { kind: "date", label: t("from"), value: one?.first ?? "", required: true },
        last: { kind: "date", label: t("until_day"), value: one?.last ?? "", required: true },
        type: { kind: "select", label: t("type"), value: String(one?.type ?? ""), options: [{ value: "", label: t("all_types") }, ...found.types.map((type) => ({ value: String(type.id), label: app.nameOf(type) }))] },
        how: { kind: "select", label: t("how"), value: fixed ? "price" : "share", options: [{ value: "share", label: t("how_share") }, { value: "price", label: t("how_price") }] },
        percent: { kind: "number", label: t("percent"), hint: t("percent_hint"), value: String(one && !fixed ? (one.share - 10000) / 100 : 20) },
        price: { kind: "money", label: t("price"), unit: money.sign, value: fixed ? money.plain(one.price) : "" },
        least: { kind: "number", label: t("nights_least"), hint: t("optional"), value: one?.least ? String(one.least) : "", min: 1, max: 60 },
        reason: reasonField(t),
      },
      onInput: (made, said) => { made.percent.element.hidden = said.how !== "share"; made.price.element.hidden = said.how !== "price"; },
      remove: one ? Object.assign(async (said) => { if (!said.reason) throw { error: "needs_reason" }; await tab.act({ name: `season-away:${one.id}`, lane: "prices", path: `/api/rates/seasons/${one.id}/remove`, body: { seen: one.mark, reason: said.reason } }, { quietly: true }); tab.toast(t("season_removed", { name: one.name })); }, { words: t("take_away") }) : null,
      send: async (said) => {
        const share = 10000 + Math.round((said.percent || 0) * 100);
        const body = { name: said.name, first: said.first, last: said.last, type: said.type ? Number(said.type) : null, share: said.how === "share" ? share : 10000, price: said.how === "price" ? money.minor(said.price ?? 0) : null, least: said.least || null, seen: one?.mark ?? "", reason: said.reason };
        await tab.act({ name: `season:${one?.id ?? "new"}`, lane: "prices", path: one ? `/api/rates/seasons/${one.id}` : "/api/rates/seasons", body }, { quietly: true });
        tab.toast(t("season_saved", { name: said.name }));
      },
    });
  }

  return { element, draw };
}
