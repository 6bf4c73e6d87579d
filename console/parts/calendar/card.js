// One stay beside the chart: what one must know, and what can be done with its place in the house.
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { fieldFor } from "../fields.js";
import { moneyFor } from "../money.js";
import { phoneWords } from "../people.js";
import { datesOf, nameOf } from "./bar.js";
import { serial } from "./days.js";

export function cardFor(app) {
  const { t, tab } = app;
  let shown = null;

  function open(id) {
    const stay = app.plan.byId.get(id);
    if (!stay) return;
    const drawer = openDrawer(app.root, t, { title: nameOf(app, stay), onClose: () => { shown = null; app.address(null); app.cursor.back(id); } });
    shown = { id, drawer, drawn: "" };
    app.address(stay);
    draw();
  }

  // What others change meanwhile is seen at once, unless somebody is typing in the form.
  function draw() {
    if (!shown) return;
    const stay = app.plan.byId.get(shown.id);
    if (!stay) return shown.drawer.close();
    const key = JSON.stringify(stay);
    if (key === shown.drawn || shown.editing) return undefined;
    shown.drawn = key;
    shown.drawer.rename(nameOf(app, stay));
    return shown.drawer.body.replaceChildren(h("div", { class: "card" }, top(stay), facts(stay), stay.notes ? h("p", { class: "notes", dir: "auto" }, icon("note"), h("span", {}, stay.notes)) : null, acts(stay)));
  }

  function top(stay) {
    const trouble = app.plan.troubleOf(stay);
    const chips = [h("span", { class: `status ${stay.aside ? "aside" : stay.status}` }, t(stay.aside ? "status_aside" : `status_${stay.status}`)), trouble ? h("span", { class: "chip bad" }, icon("alert"), t(`trouble_${trouble}`)) : null, stay.fixed ? h("span", { class: "chip" }, icon("lock"), t("asked_for_room")) : null];
    return h("div", { class: "chips" }, chips);
  }

  function facts(stay) {
    const nights = serial(stay.to) - serial(stay.from);
    const money = moneyFor(app.data.lang, stay.currency);
    const guests = [t(stay.adults === 1 ? "adult" : "adult_many", { n: stay.adults }), stay.children.length ? t(stay.children.length === 1 ? "child" : "child_many", { n: stay.children.length }) : ""].filter(Boolean).join(", ");
    const fact = (name, ...value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
    const people = stay.status === "blocked" ? [] : [
      fact(t("guests"), guests),
      stay.arrives ? fact(t("expected_at"), stay.arrives) : null,
      stay.phone ? fact(t("phone"), phoneWords(stay.phone)) : null,
      fact(t("booking_code"), stay.code),
      fact(t("total"), money.say(stay.total), h("small", {}, stay.paid >= stay.total ? t("paid_full") : t("to_pay", { money: money.say(stay.total - stay.paid) }))),
      fact(t("came_by"), t(`source_${stay.source}`)),
    ];
    return h("dl", { class: "facts" },
      fact(t("room"), stay.aside ? t("no_room") : `${app.plan.roomById.get(stay.room)?.number ?? ""} · ${app.plan.typeById.get(app.plan.roomById.get(stay.room)?.type)?.name ?? ""}`),
      fact(t("dates"), datesOf(app, stay), h("small", {}, [t(nights === 1 ? "night" : "nights", { n: nights }), stay.early ? t("comes_at", { time: stay.early }) : "", stay.late ? t("leaves_at", { time: stay.late }) : ""].filter(Boolean).join(" · "))),
      stay.status === "held" && stay.until ? fact(t("held_until"), tab.clock.full(stay.until)) : null,
      people);
  }

  function acts(stay) {
    const button = (words, sign, work, look = "") => h("button", { class: `button ${look}`, onclick: work }, icon(sign), t(words));
    const leave = (work) => () => { shown.drawer.close(); work(); };
    const blocked = stay.status === "blocked";
    return h("div", { class: "acts" },
      blocked ? null : button("open_booking", "book", leave(() => tab.openBooking(stay.code)), "primary"),
      stay.conversation && tab.may("read_conversations") ? button("open_conversation", "chat", leave(() => tab.openConversation(stay.conversation))) : null,
      app.mayMove(stay) ? button("change_place", "edit", () => edit(stay)) : null,
      app.mayPutAside(stay) ? button("set_aside", "out", leave(() => app.moving.aside(stay))) : null,
      !blocked && app.mayMove(stay) ? button(stay.fixed ? "unfix" : "fix", "lock", () => app.moving.fix(stay, !stay.fixed)) : null,
      blocked && tab.may("block_rooms") ? button("unblock", "check", leave(() => app.moving.unblock(stay))) : null);
  }

  // The form says what the hand does on the chart: for small screens, for the keyboard, and for long ways.
  function edit(stay) {
    shown.editing = true;
    const rooms = app.plan.rooms.filter((room) => !room.out || room.id === stay.room).map((room) => ({ value: String(room.id), label: `${room.number} · ${app.plan.typeById.get(room.type).name}` }));
    const fields = [
      { name: "room", kind: "select", label: t("room"), options: rooms, value: String(stay.room) },
      { name: "from", kind: "date", label: t("check_in"), value: stay.from, required: true },
      { name: "to", kind: "date", label: t("check_out"), value: stay.to, required: true },
    ].map((field) => fieldFor(t, field));
    if (stay.status === "in_house") fields[1].element.querySelector("input").disabled = true;
    const back = h("button", { class: "button", type: "button", onclick: () => { shown.editing = false; shown.drawn = ""; draw(); } }, t("not_now"));
    const form = h("form", { class: "making", novalidate: true }, fields.map((field) => field.element), h("div", { class: "pair" }, back, h("button", { class: "button primary", type: "submit" }, t("see_change"))));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!fields.every((field) => field.check())) return;
      const [room, from, to] = fields.map((field) => field.value());
      if (to <= from) { tab.toast(t("no_min_nights", { nights: 1 }), { bad: true }); return; }
      const now = app.plan.byId.get(stay.id) ?? stay;
      shown.drawer.close();
      app.moving.propose({ ...now, version: stay.version }, { room: Number(room), from, to });
    });
    shown.drawer.body.replaceChildren(form);
    fields[0].focus();
  }

  return { open, draw, close: () => shown?.drawer.close(), isOpen: () => Boolean(shown) };
}
