// What is not for sale in days to come: closed dates, shortest stays, blocked rooms, rooms out of order. Each says why, who
// and until when, and is opened again by one click that can be taken back.
import { arrange, h, icon } from "../dom.js";

const SIGNS = { closed: "lock", least: "moon", season: "calendar", block: "block", out: "alert" };
const DAY_MS = 86_400_000;

export function closuresFor(app) {
  const { t, tab } = app;
  const rows = h("ul", { class: "rows closures" });
  const lesson = h("div", { class: "lesson", hidden: true }, h("h2", {}, t("nothing_closed")), h("p", {}, t("nothing_closed_why")));
  const element = h("div", { class: "closures-part" }, h("p", { class: "small" }, t("closures_why")), h("section", { class: "group", "aria-label": t("tab_closures") }, rows), lesson);
  const known = new Map();
  let found = [];

  async function refetch() {
    found = (await tab.wire.get("/api/rates/closures")).closures;
  }

  function draw({ types }) {
    rows.parentElement.hidden = !found.length;
    lesson.hidden = found.length > 0;
    arrange(rows, found.map((one) => {
      const key = JSON.stringify([one, types.map(app.nameOf)]);
      if (!known.has(key)) known.set(key, row(one, types));
      return known.get(key);
    }));
  }

  function row(one, types) {
    const days = one.last === one.first ? dated(one.first) : one.last ? t("closed_from_to", { first: dated(one.first), last: dated(one.last) }) : t("closed_without_end");
    const why = [one.block ? t(`closure_of_${one.block}`) : "", one.reason].filter(Boolean).join(" · ");
    const by = one.at ? t("closed_by", { who: one.who || t("the_house"), day: tab.clock.day(one.at) }) : "";
    return h("li", { class: "closure" }, icon(SIGNS[one.what]),
      h("div", {}, h("b", { dir: "auto" }, placeOf(one, types)), h("small", {}, t(`closure_${one.what}`, { n: one.nights }))),
      h("span", { class: "said" }, days, h("small", { dir: "auto" }, [why, by].filter(Boolean).join(" — "))),
      opener(one));
  }

  const dated = (day) => `${tab.clock.dayWords(day)} ${day.slice(0, 4)}`;

  function placeOf(one, types) {
    if (one.room) return t("room_called", { room: one.room });
    const named = types.filter((type) => one.types.includes(type.id));
    return !one.types.length || named.length === types.filter((type) => type.usual).length ? t("all_types") : named.map(app.nameOf).join(", ");
  }

  function opener(one) {
    const button = (words, act) => h("button", { class: "button small", onclick: act }, words);
    if (one.what === "season") return app.mayPrice ? button(t("see_season"), () => app.turn("seasons")) : null;
    if (["closed", "least"].includes(one.what)) return app.mayPrice ? button(t(one.what === "closed" ? "open_again" : "take_away"), () => openDays(one)) : null;
    return tab.may("block_rooms") ? button(t(one.what === "block" ? "end_block" : "back_in_service"), () => openRoom(one)) : null;
  }

  // What is opened is what was seen: a day that somebody changed meanwhile is refused.
  async function openDays(one) {
    const asked = { act: one.what === "closed" ? "open" : "min_nights", amount: 0, first: one.first, last: one.last, types: one.types };
    const name = `open:${one.what}:${one.types.join(",")}:${one.first}`;
    try {
      const { mark } = await tab.wire.post("/api/rates/preview", asked);
      await tab.act({ name, lane: "prices", path: "/api/rates/days", body: { ...asked, seen: mark, reason: "" } }, { quietly: true });
      const of = tab.lastToken(name);
      opened(() => tab.act({ name: `prices-back:${of}`, lane: "prices", path: "/api/rates/days/back", body: { of } }));
    } catch (refused) {
      tab.toast(refused.error ? tab.refusal(refused) : t("error_reconnecting"), { bad: true });
    }
    app.look();
  }

  function openRoom(one) {
    const lane = `room:${one.room_id}`;
    const out = (value, why = "") => ({ name: `order:${one.room_id}:${value}`, lane, path: `/api/plan/rooms/${one.room_id}/order`, body: { out: value, why } });
    const past = { room: one.room_id, check_in: one.first, check_out: one.last && new Date(Date.parse(one.last) + DAY_MS).toISOString().slice(0, 10), reason: one.block, notes: one.reason };
    const [deed, back] = one.what === "out"
      ? [out(false), out(true, one.reason)]
      : [{ name: `unblock:${one.id}`, lane, path: `/api/plan/blocks/${one.id}/end` }, { name: `block-again:${one.id}`, lane, path: "/api/plan/blocks", body: past }];
    tab.act(deed).then(() => opened(() => tab.act(back)), () => null).then(app.look);
  }

  const opened = (back) => tab.toast(t("opened_again"), { undo: () => back().then(() => tab.toast(t("closed_again")), () => null).then(app.look) });

  return { element, refetch, draw };
}
