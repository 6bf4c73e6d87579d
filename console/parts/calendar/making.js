// Writing down a booking, a courtesy hold or a block for cells that were chosen. What is half typed stays, whatever
// the chart does meanwhile, and a refusal leaves the form as it is.
import { h, icon } from "../dom.js";
import { SOURCES } from "../booking/sources.js";
import { openDrawer } from "../drawer.js";
import { fieldFor } from "../fields.js";
import { moneyFor } from "../money.js";
import { refusalWords } from "./act.js";
import { iso, serial } from "./days.js";

const REASONS = ["maintenance", "owner", "other"];
const HOLD_MINUTES = [60, 180, 720, 1440, 2880];
const QUOTE_PAUSE_MS = 250;
const SLOW_MS = 4000;

export function makingFor(app) {
  const { t, tab } = app;

  function open({ room, from, to }) {
    const number = app.plan.roomById.get(room)?.number ?? "";
    const drawer = openDrawer(app.root, t, { title: t("new_in", { room: number }), onClose: () => app.unselect() });
    const here = from <= app.plan.today && to > app.plan.today;
    const kinds = [
      ...(tab.may("book") ? [{ value: "confirmed", label: t("kind_confirmed"), hint: t("kind_confirmed_hint") }, { value: "held", label: t("kind_held"), hint: t("kind_held_hint") }] : []),
      ...(tab.may("book") && here ? [{ value: "walk_in", label: t("kind_walk_in"), hint: t("kind_walk_in_hint") }] : []),
      ...(tab.may("block_rooms") ? [{ value: "block", label: t("kind_block"), hint: t("kind_block_hint") }] : []),
    ];
    const fields = fieldsOf(from, to, kinds);
    const dirty = !["clean", "inspected"].includes(app.plan.roomById.get(room)?.care);
    const unready = h("p", { class: "chip warm unready", hidden: true }, icon("broom"), t("not_ready", { state: t(`care_${app.plan.roomById.get(room)?.care}`) }));
    const sums = h("dl", { class: "sums", "aria-live": "polite", hidden: true });
    const trouble = h("p", { class: "trouble", role: "alert", hidden: true });
    const send = h("button", { class: "button primary wide", type: "submit" });
    const form = h("form", { class: "making", novalidate: true }, Object.values(fields).map((field) => field.element), unready, sums, trouble, send);
    drawer.body.append(form);
    const values = () => Object.fromEntries(Object.values(fields).map((field) => [field.name, field.value()]));
    let timer = null;
    let asked = 0;

    function changed() {
      const { kind } = values();
      for (const name of ["name", "phone", "agreed", "adults", "children", "source"]) fields[name].element.hidden = kind === "block";
      fields.minutes.element.hidden = kind !== "held";
      fields.reason.element.hidden = kind !== "block";
      unready.hidden = kind !== "walk_in" || !dirty;
      send.textContent = t(`make_${kind}`);
      clearTimeout(timer);
      timer = setTimeout(price, QUOTE_PAUSE_MS);
    }

    async function price() {
      const { kind, check_in, check_out, adults, children } = values();
      const mine = (asked += 1);
      if (kind === "block" || !check_in || !(check_out > check_in) || !agesOf(children)) { sums.hidden = true; return; }
      const query = new URLSearchParams({ room, check_in, check_out, adults: adults || 0, children: agesOf(children).join(",") });
      const found = await tab.wire.get(`/api/plan/quote?${query}`).catch(() => null);
      if (!found || mine !== asked) return;
      const money = found.total && moneyFor(app.data.lang, found.total.currency);
      const nights = serial(check_out) - serial(check_in);
      const line = (label, value, look = "") => h("div", { class: look }, h("dt", {}, label), h("dd", {}, value));
      sums.replaceChildren(...(found.total ? [line(t(nights === 1 ? "night" : "nights", { n: nights }), money.say(found.total.minor)), line(t("deposit"), money.say(found.deposit.minor))] : [line(refusalWords(app, found.why), "", "bad")]));
      sums.hidden = false;
    }

    async function submit(event) {
      event.preventDefault();
      const wrong = Object.values(fields).find((field) => !field.element.hidden && !field.check());
      const told = values();
      if (wrong) return wrong.focus();
      if (!(told.check_out > told.check_in)) return show(t("no_min_nights", { nights: 1 }));
      if (!agesOf(told.children)) return show(t("children_wrong"));
      send.disabled = true;
      const slow = setTimeout(() => show(t("error_reconnecting")), SLOW_MS);
      const done = await (told.kind === "block" ? block({ ...told, room }, true) : book(told)).catch((refused) => { show(refusalWords(app, refused)); return null; });
      clearTimeout(slow);
      send.disabled = false;
      if (!done) return undefined;
      drawer.close();
      await app.look.now();
      return app.cursor.arrive(done.answer.id);
    }

    const book = async (told) => {
      const body = { room, check_in: told.check_in, check_out: told.check_out, adults: told.adults || 0, children: agesOf(told.children), name: told.name, phone: told.phone, agreed: told.agreed.includes("yes"), notes: told.notes, how: told.kind, source: told.source, ...(told.kind === "held" ? { minutes: Number(told.minutes) } : {}) };
      const done = await app.act(`book:${room}:${told.check_in}`, `room:${room}`, "/api/plan/stays", body, { quietly: true });
      if (done) tab.toast(t("made", { who: told.name, code: done.answer.code }));
      return done;
    };

    function show(words) {
      trouble.textContent = words;
      trouble.hidden = false;
      trouble.scrollIntoView({ block: "nearest" });
    }

    form.addEventListener("input", () => { trouble.hidden = true; changed(); });
    form.addEventListener("submit", submit);
    changed();
    fields.name.focus();
  }

  function fieldsOf(from, to, kinds) {
    const minutes = HOLD_MINUTES.map((count) => ({ value: String(count), label: count < 1440 ? t("hour", { n: count / 60 }) : t("day_count", { n: count / 1440 }) }));
    const wanted = [
      { name: "kind", kind: "choice", label: t("what"), options: kinds, value: kinds[0].value },
      { name: "check_in", kind: "date", label: t("check_in"), value: iso(from), required: true },
      { name: "check_out", kind: "date", label: t("check_out"), value: iso(to), required: true },
      { name: "reason", kind: "select", label: t("reason"), options: REASONS.map((reason) => ({ value: reason, label: t(`reason_${reason}`) })) },
      { name: "name", label: t("guest_name"), required: true },
      { name: "phone", label: t("phone"), hint: t("phone_hint") },
      { name: "agreed", kind: "checks", label: "WhatsApp", options: [{ value: "yes", label: t("agreed") }] },
      { name: "adults", kind: "number", label: t("adults"), value: "2", min: 0, max: 50, required: true },
      { name: "children", label: t("children"), hint: t("children_hint") },
      { name: "source", kind: "select", label: t("came_by"), value: "desk", options: SOURCES.map((one) => ({ value: one, label: t(`source_${one}`) })) },
      { name: "minutes", kind: "select", label: t("held_for"), options: minutes, value: "1440" },
      { name: "notes", kind: "area", label: t("notes") },
    ];
    return Object.fromEntries(wanted.map((field) => [field.name, fieldFor(t, field)]));
  }

  async function block(told, quietly = false) {
    const { room, check_in, check_out, reason, notes = "" } = told;
    const done = await app.act(`block:${room}:${check_in}`, `room:${room}`, "/api/plan/blocks", { room, check_in, check_out, reason, notes }, { quietly });
    if (done) tab.toast(t("blocked_room", { room: app.plan.roomById.get(room)?.number ?? "" }), { undo: () => app.moving.unblock({ id: done.answer.id, room, from: check_in, to: check_out, reason, notes }) });
    return done;
  }

  return { open, block };
}

// "3, 7" are two ages, "" is no child; null is something else.
function agesOf(written) {
  const parts = String(written ?? "").split(/[\s,;y]+/).filter(Boolean);
  return parts.every((part) => /^\d{1,2}$/.test(part) && Number(part) <= 17) ? parts.map(Number) : null;
}
