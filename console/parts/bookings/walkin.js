// Whoever stands at the desk or calls: everything is filled in as it usually is, so that a name and Enter may be enough.
import { METHODS } from "../booking/paying.js";
import { SOURCES } from "../booking/sources.js";
import { openDrawer } from "../drawer.js";
import { h, icon } from "../dom.js";
import { fieldFor } from "../fields.js";
import { moneyFor } from "../money.js";

const PAUSE_MS = 250;
let serial = 0;

// `again` is an earlier booking of the same people, who book anew as they were.
export function openWalkIn(app, again = null) {
  const { t, tab, data, place } = app;
  const money = moneyFor(data.lang, data.hotel.currency);
  const earlier = again ?? { guest: "", phone: "", adults: 2, children: [], code: "" };
  const today = app.found?.today ?? tab.clock.key(tab.clock.now());
  const name = `walk-in:${(serial += 1)}`;
  const drawer = openDrawer(place, t, { title: t("new_booking"), look: "wide" });
  const state = { offers: null, room: null, total: 0, ages: [] };
  let asks = 0;
  let timer = null;

  const field = (one) => fieldFor(t, one);
  const who = field({ name: "name", label: t("guest_name"), value: earlier.guest ?? "", required: true, most: 120 });
  const phone = field({ name: "phone", label: t("guest_phone"), hint: t("guest_phone_hint"), value: earlier.phone ?? "", most: 30 });
  const agreed = field({ name: "agreed", kind: "checks", label: "WhatsApp", options: [{ value: "yes", label: t("guest_agreed") }] });
  const arrives = again && again.check_in > today ? again.check_in : today;
  const first = field({ name: "check_in", kind: "date", label: t("field_check_in"), value: arrives, required: true });
  const last = field({ name: "check_out", kind: "date", label: t("field_check_out"), value: tab.clock.plusDays(arrives, again ? tab.clock.nightsBetween(again.check_in, again.check_out) : 1), required: true });
  const adults = field({ name: "adults", kind: "number", label: t("field_adults"), value: String(earlier.adults), required: true, min: 1, max: 50 });
  const children = field({ name: "children", label: t("field_children"), hint: t("field_children_hint"), value: earlier.children.join(", "), most: 60 });
  const how = field({ name: "how", kind: "choice", label: t("how_label"), value: arrives === today ? "walk_in" : "confirmed", options: [{ value: "walk_in", label: t("how_walk_in"), hint: arrives === today ? "" : t("only_today"), disabled: arrives !== today }, { value: "confirmed", label: t("how_confirmed") }, { value: "held", label: t("how_held") }] });
  const source = field({ name: "source", kind: "select", label: t("came_by"), value: "desk", options: SOURCES.map((one) => ({ value: one, label: t(`source_${one}`) })) });
  const pays = field({ name: "method", kind: "choice", label: t("method"), value: "", options: [{ value: "", label: t("pays_later") }, ...METHODS.map((one) => ({ value: one, label: t(`method_${one}`) }))] });
  const amount = field({ name: "amount", kind: "money", label: t("amount"), unit: money.sign, min: 0.01 });
  const rooms = h("div", { class: "free-rooms", role: "radiogroup", "aria-label": t("free_rooms"), "aria-busy": "true" });
  const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
  const total = h("dl", { class: "sums", "aria-live": "polite" });
  const done = h("button", { class: "button primary", type: "submit", disabled: true }, icon("check"), h("span", {}, t("book_it")));
  const form = h("form", { class: "walk-in", novalidate: true },
    h("div", { class: "pair-of-fields" }, who.element, phone.element),
    agreed.element,
    h("div", { class: "four-fields" }, first.element, last.element, adults.element, children.element),
    h("section", {}, h("h3", {}, t("free_rooms")), rooms),
    how.element,
    source.element,
    tab.may("take_money") ? h("div", { class: "paying" }, pays.element, amount.element) : null,
    trouble,
    h("footer", {}, total, done));
  drawer.body.append(form);
  amount.element.hidden = true;
  who.focus();

  const agesOf = (written) => written.split(/[^\d]+/).filter(Boolean).map(Number);

  async function ask() {
    const turn = (asks += 1);
    rooms.setAttribute("aria-busy", "true");
    done.disabled = true;
    state.ages = agesOf(children.value());
    const query = new URLSearchParams({ check_in: first.value(), check_out: last.value(), adults: String(adults.value() || 1), children: state.ages.join(",") });
    try {
      const { types } = await tab.wire.get(`/api/offers?${query}`);
      if (turn !== asks) return;
      state.offers = types;
      problem("");
      drawRooms();
    } catch (wrong) {
      if (turn !== asks) return;
      problem(wrong.kind === "refused" ? tab.refusal(wrong) : t("error_reconnecting"));
      if (wrong.kind !== "refused") timer = setTimeout(ask, 2500);
    }
  }

  // Rooms that are ready come first where somebody enters now; what was chosen stays chosen while it is free.
  function drawRooms() {
    const now = how.value() === "walk_in";
    const known = state.offers.flatMap((type) => type.rooms.map((room) => ({ ...room, type })));
    const sellable = known.filter((room) => room.type.total !== undefined);
    const kept = sellable.find((room) => room.id === state.room);
    const usual = [...sellable].sort((one, two) => (now ? two.ready - one.ready : 0) || one.type.total - two.type.total)[0];
    choose(kept ?? usual ?? null);
    const groups = state.offers.filter((type) => type.rooms.length || type.why).map((type) => groupOf(type, now));
    rooms.replaceChildren(...(sellable.length ? groups : [h("p", { class: "nothing-free" }, t("nothing_free"))]));
    rooms.setAttribute("aria-busy", "false");
  }

  function groupOf(type, now) {
    const title = type.names[data.lang] || type.names.es || type.slug;
    const price = type.total === undefined ? tab.refusal({ error: type.why, facts: type.facts }) : money.say(type.total);
    return h("div", { class: "type-of-room" }, h("p", {}, h("b", {}, title), h("span", {}, price)), h("div", { class: "rooms-of-type" }, type.total === undefined ? null : type.rooms.map((room) => roomChoice(room, type, now))));
  }

  function roomChoice(room, type, now) {
    const radio = h("input", { type: "radio", name: "walk-in-room", value: String(room.id) });
    radio.checked = room.id === state.room;
    radio.addEventListener("change", () => choose({ ...room, type }));
    return h("label", { title: room.ready ? "" : t("room_unready") }, radio, h("span", {}, room.number, now && !room.ready ? icon("broom") : null, now && !room.ready ? h("span", { class: "sr" }, t("room_unready")) : null));
  }

  function choose(room) {
    state.room = room?.id ?? null;
    const before = state.total;
    state.total = room?.type.total ?? 0;
    const field = amount.element.querySelector("input");
    if (!field.value || field.value === money.plain(before)) field.value = state.total ? money.plain(state.total) : "";
    total.replaceChildren(...(room ? [h("div", { class: "strong" }, h("dt", {}, t("total_for", { room: room.number })), h("dd", {}, money.say(state.total)))] : []));
    done.disabled = !room;
  }

  function problem(words) {
    trouble.textContent = words;
    trouble.hidden = !words;
  }

  function changed(event) {
    amount.element.hidden = !pays.value();
    if (event && !form.contains(event.target)) return;
    if ([first, last, adults, children].some((one) => one.element.contains(event.target))) {
      if (first.element.contains(event.target) && first.value() && last.value() <= first.value()) last.element.querySelector("input").value = tab.clock.plusDays(first.value(), 1);
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE_MS);
      if (first.element.contains(event.target)) how.change({ walk_in: { disabled: first.value() !== today, hint: first.value() === today ? "" : t("only_today") } });
      if (!how.value()) how.element.querySelector("input[value=confirmed]").checked = true;
    } else if (how.element.contains(event.target) && state.offers) drawRooms();
  }

  async function submit(event) {
    event.preventDefault();
    const missing = [who, phone, first, last, adults, children, ...(pays.value() ? [amount] : [])].find((one) => !one.check());
    if (missing) return missing.focus();
    if (done.disabled) return undefined;
    done.disabled = true;
    const paid = pays.value() && amount.value() ? { method: pays.value(), amount: money.minor(amount.value()) } : {};
    const body = { name: who.value(), phone: phone.value(), agreed: agreed.value().includes("yes"), check_in: first.value(), check_out: last.value(), adults: adults.value(), children: agesOf(children.value()), room: state.room, how: how.value(), source: source.value(), notes: "", again: who.value() === earlier.guest ? earlier.code : "", ...paid };
    try {
      const made = await tab.act({ name, lane: "walk-ins", path: "/api/walk-ins", body });
      drawer.close();
      tab.toast(t("booked_as", { code: made.code }));
      tab.openBooking(made.code);
    } catch (deed) {
      problem(tab.refusal(deed));
      done.disabled = false;
      ask();
    }
    return undefined;
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", submit);
  ask();
}
