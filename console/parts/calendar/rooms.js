// A room's state: clean, dirty, being cleaned, looked at, out of order. Shown beside its number and changed with a tap.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";

const STATES = ["clean", "inspected", "cleaning", "dirty"];
const SIGN = { clean: "check", inspected: "check", cleaning: "clock", dirty: "broom", out: "block" };

export function roomsFor(app) {
  const { t, tab } = app;
  let menu = null;

  function careTag(room) {
    const state = room.out ? "out" : room.care;
    const words = t(`care_${state}`);
    const tag = h("button", { class: `care ${state}`, title: room.out && room.why ? `${words}: ${room.why}` : words, "aria-haspopup": "menu", "aria-label": t("care_of", { room: room.number, state: words }), disabled: !tab.may("book") }, icon(SIGN[state] ?? "check"));
    tag.addEventListener("click", (event) => { event.stopPropagation(); open(tag, room); });
    return tag;
  }

  function open(tag, room) {
    close();
    const item = (name, sign, work) => h("button", { role: "menuitem", class: !room.out && room.care === name ? "now" : "", onclick: () => { close(tag); work(); } }, icon(sign), t(`set_${name}`));
    const states = STATES.map((state) => item(state, SIGN[state], () => care(room, state)));
    const order = tab.may("block_rooms") ? [h("hr", {}), room.out ? item("in_order", "check", () => inOrder(room)) : item("out", "block", () => outOfOrder(room))] : [];
    menu = h("div", { class: "care-menu", role: "menu", "aria-label": t("room_n", { room: room.number }) }, h("p", {}, t("room_n", { room: room.number })), room.out ? [] : states, order);
    const box = tag.getBoundingClientRect();
    menu.style.left = `${Math.min(box.left, innerWidth - 220)}px`;
    menu.style.top = `${Math.min(box.bottom + 4, innerHeight - 270)}px`;
    menu.addEventListener("keydown", (event) => walk(event, tag));
    app.root.append(menu);
    menu.querySelector("button")?.focus();
    setTimeout(() => document.addEventListener("pointerdown", outside), 0);
  }

  function walk(event, tag) {
    event.stopPropagation();
    if (event.key === "Escape") return close(tag);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return undefined;
    event.preventDefault();
    const all = [...menu.querySelectorAll("button")];
    return all[(all.indexOf(app.focusIn(menu)) + step + all.length) % all.length].focus();
  }

  const outside = (event) => { if (menu && !event.composedPath().includes(menu)) close(); };

  function close(tag = null) {
    menu?.remove();
    menu = null;
    document.removeEventListener("pointerdown", outside);
    tag?.focus?.();
  }

  async function care(room, state) {
    const before = room.care;
    const set = (value) => app.act(`care:${room.id}`, `room:${room.id}`, `/api/plan/rooms/${room.id}/care`, { state: value });
    if (await set(state)) tab.toast(t("room_is", { room: room.number, state: t(`care_${state}`) }), before === state ? {} : { undo: () => set(before) });
  }

  async function outOfOrder(room) {
    const found = await ask(app.root, t, { title: t("out_title", { room: room.number }), text: t("out_text"), fields: [{ name: "why", label: t("out_why"), most: 200, hint: t("out_why_hint") }], act: t("set_out") });
    if (found && (await order(room, true, found.why))) tab.toast(t("room_is", { room: room.number, state: t("care_out") }), { undo: () => order(room, false) });
  }

  async function inOrder(room) {
    if (await order(room, false)) tab.toast(t("room_in_order", { room: room.number }), { undo: () => order(room, true, room.why) });
  }

  const order = (room, out, why = "") => app.act(`order:${room.id}`, `room:${room.id}`, `/api/plan/rooms/${room.id}/order`, { out, why });

  return { careTag, close };
}
