// A block beside the chart: why the room is shut, for how long, and how to change or end that. Guests' stays have the
// console's own card.
import { h, icon } from "../dom.js";
import { openDrawer } from "../drawer.js";
import { fieldFor } from "../fields.js";
import { datesOf, nameOf } from "./bar.js";
import { serial } from "./days.js";

export function cardFor(app) {
  const { t, tab } = app;
  let shown = null;

  function open(id) {
    const stay = app.plan.byId.get(id);
    if (!stay) return;
    const drawer = openDrawer(app.root, t, { title: nameOf(app, stay), onClose: () => { shown = null; app.cursor.back(id); } });
    shown = { id, drawer, drawn: "", by: "" };
    draw();
    whoBlocked(stay);
  }

  // Who shut the room, and when: whoever wonders asks them.
  async function whoBlocked(stay) {
    const found = await tab.wire.get(`/api/booking/${stay.code}`).catch(() => null);
    const made = found?.entries.find((one) => one.tag === "room:blocked");
    if (!made || shown?.id !== stay.id) return;
    shown.by = t("blocked_by", { who: made.staff || t("the_house"), day: tab.clock.day(made.at), time: tab.clock.time(made.at) });
    shown.drawn = "";
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
    const chips = [h("span", { class: `status ${stay.status}` }, t(`status_${stay.status}`)), trouble ? h("span", { class: "chip bad" }, icon("alert"), t(`trouble_${trouble}`)) : null];
    return h("div", { class: "chips" }, chips);
  }

  function facts(stay) {
    const nights = serial(stay.to) - serial(stay.from);
    const fact = (name, ...value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
    return h("dl", { class: "facts" },
      fact(t("room"), `${app.plan.roomById.get(stay.room)?.number ?? ""} · ${app.plan.typeById.get(app.plan.roomById.get(stay.room)?.type)?.name ?? ""}`),
      fact(t("dates"), datesOf(app, stay), h("small", {}, t(nights === 1 ? "night" : "nights", { n: nights }))),
      shown.by ? fact(t("blocked"), shown.by) : null);
  }

  function acts(stay) {
    const button = (words, sign, work, look = "") => h("button", { class: `button ${look}`, onclick: work }, icon(sign), t(words));
    if (!app.mayMove(stay)) return null;
    return h("div", { class: "acts" },
      button("change_place", "edit", () => edit(stay)),
      button("unblock", "check", () => { shown.drawer.close(); app.moving.unblock(stay); }));
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

  return { open, draw };
}
