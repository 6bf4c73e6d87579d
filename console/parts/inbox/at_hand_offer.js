// An offer: dates and people, what is free and what it costs now, and what of it goes to the guest or is held at once.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { fieldFor } from "../fields.js";
import { moneyFor } from "../money.js";
import { sheet } from "./at_hand_sheet.js";
import { answeredMeanwhile } from "./meanwhile.js";

const PAUSE_MS = 250;

export function sendOffer(app, known) {
  const { t, tab, data } = app;
  const { clock } = tab;
  const today = clock.key(clock.now());
  const asked = known.wish && known.wish.check_in >= today ? known.wish : { check_in: today, check_out: clock.plusDays(today, 1), adults: 2, children: [], rooms: 1 };
  const field = (one) => fieldFor(t, { focus: false, ...one });
  const first = field({ name: "check_in", kind: "date", label: t("at_hand_from"), value: asked.check_in, required: true });
  const last = field({ name: "check_out", kind: "date", label: t("at_hand_until"), value: asked.check_out, required: true });
  const adults = field({ name: "adults", kind: "number", label: t("at_hand_adults"), value: String(asked.adults), required: true });
  const children = field({ name: "children", label: t("at_hand_ages"), value: asked.children.join(", "), most: 60 });
  const rooms = field({ name: "rooms", kind: "number", label: t("at_hand_rooms"), value: String(asked.rooms), required: true });
  const found = h("div", { class: "free-types", "aria-live": "polite", "aria-busy": "true" });
  const fields = h("div", { class: "offer-fields" }, [first, last, adults, children, rooms].map((one) => one.element));
  const chosen = new Set();
  let wish = null;
  let turn = 0;
  let timer = null;
  let shut = () => null;

  const read = () => ({ check_in: first.value(), check_out: last.value(), adults: adults.value() || 0, children: (children.value().match(/\d+/g) ?? []).map(Number), rooms: rooms.value() || 1 });
  const changed = () => found.dispatchEvent(new CustomEvent("changed", { bubbles: true }));

  // What is drawn is of other dates by now: nothing of it can be held until it was looked at again.
  function forget() {
    wish = null;
    for (const button of found.querySelectorAll(".free-type .button")) button.disabled = true;
  }

  async function look() {
    const mine = (turn += 1);
    forget();
    found.setAttribute("aria-busy", "true");
    changed();
    const wanted = read();
    try {
      const answer = await tab.wire.post(`/api/conversations/${known.id}/at-hand/free`, wanted);
      if (mine !== turn) return;
      wish = wanted;
      draw(answer);
    } catch (trouble) {
      if (mine !== turn) return;
      found.replaceChildren(h("p", { class: "trouble", role: "alert" }, trouble.kind === "refused" ? tab.refusal(trouble) : t("error_reconnecting")));
      if (trouble.kind !== "refused") timer = setTimeout(look, 2500);
    }
    found.setAttribute("aria-busy", "false");
    changed();
  }

  function draw({ free, why, instead }) {
    chosen.clear();
    for (const one of free) chosen.add(one.slug);
    found.replaceChildren(...(free.length ? free.map(typeRow) : nothing(why, instead)));
  }

  function typeRow(one) {
    const tick = h("input", { type: "checkbox", checked: true, onchange: () => { chosen[tick.checked ? "add" : "delete"](one.slug); changed(); } });
    const name = one.names[data.lang] || one.names.es || one.slug;
    const keep = app.may("book") ? h("button", { class: "button small", type: "button", onclick: () => hold(one, name) }, t("at_hand_hold")) : null;
    return h("div", { class: "free-type" }, h("label", {}, tick, h("span", {}, h("b", {}, name), h("small", {}, t(one.free === 1 ? "at_hand_one_free" : "at_hand_free", { n: one.free })))), h("strong", {}, say(one.total)), keep);
  }

  const say = ({ amount, currency }) => moneyFor(data.lang, currency).say(amount);

  function nothing(why, instead) {
    const words = why ? tab.refusal(why) : t("error_nothing_free");
    const near = instead.map((one) => h("button", { class: "button small", type: "button", onclick: () => take(one) }, `${clock.dayWords(one.check_in)} – ${clock.dayWords(one.check_out)} · ${one.rooms > 1 ? `${one.rooms} × ` : ""}${one.names[data.lang] || one.names.es} · ${say(one.total)}`));
    return [h("p", { class: "trouble", role: "alert" }, icon("info"), words), near.length ? h("p", { class: "hint" }, t("at_hand_near")) : h("p", { class: "hint" }, t("at_hand_nothing_near")), ...near];
  }

  function take(one) {
    for (const [made, value] of [[first, one.check_in], [last, one.check_out], [rooms, String(one.rooms)]]) made.element.querySelector("input").value = value;
    look();
  }

  async function hold(one, name) {
    if (!wish) return;
    const body = { ...wish, types: [one.slug] };
    const told = await tab.wire.post(`/api/conversations/${known.id}/at-hand/hold-preview`, body).catch((trouble) => { tab.toast(trouble.kind === "refused" ? tab.refusal(trouble) : t("error_reconnecting"), { bad: true }); });
    if (!told) { look(); return; }
    const seen = app.newest();
    let code = "";
    let anyway = false;
    const lines = [
      { label: name, value: `${clock.dayWords(body.check_in)} – ${clock.dayWords(body.check_out)}` },
      { label: t("at_hand_total"), value: say(told.total), strong: true },
      { label: t("at_hand_deposit"), value: say(told.deposit) },
    ];
    const send = async () => {
      try {
        const more = { mark: told.mark, ...(seen ? { seen } : {}), ...(anyway ? { anyway } : {}) };
        code = (await tab.act({ name: `hold:${known.id}`, lane: `conversation:${known.id}`, conversation: known.id, path: `/api/conversations/${known.id}/at-hand/hold`, body: { ...body, ...more } }, { quietly: true })).code;
        return "";
      } catch (deed) {
        if (deed.error !== "answered_meanwhile") return tab.refusal(deed);
        anyway = true;
        return answeredMeanwhile(t, deed);
      }
    };
    const content = told.told
      ? h("figure", { class: "ask-quote" }, h("figcaption", {}, t("at_hand_will_read")), h("blockquote", { dir: "auto" }, told.told))
      : h("p", { class: "ask-text" }, t("at_hand_confirmed_at_once"));
    if (!(await ask(app.root, t, { title: t("at_hand_hold_title", { name }), lines, content, act: t("at_hand_hold"), send }))) { look(); return; }
    shut();
    tab.toast(t(told.told ? "at_hand_held" : "at_hand_confirmed", { code }));
  }

  fields.addEventListener("input", (event) => {
    event.stopPropagation();
    if (first.element.contains(event.target) && first.value() && last.value() <= first.value()) last.element.querySelector("input").value = clock.plusDays(first.value(), 1);
    clearTimeout(timer);
    turn += 1;
    forget();
    changed();
    timer = setTimeout(look, PAUSE_MS);
  });
  const ready = (_, close) => { shut = close; first.focus(); look(); };
  ready.again = look;
  return sheet(app, known, { title: t("hand_offer"), parts: [fields, found], thing: () => (wish && chosen.size ? { thing: "offer", ...wish, types: [...chosen] } : null), ready });
}
