// Changing a stay: other days, other people, another room. The difference is said while one types; the price is a choice.
import { ask } from "../ask.js";
import { act } from "./deed.js";

const PAUSE_MS = 250;

export async function changeDates(card) {
  const { found, t, tab } = card;
  const { booking } = found;
  const answer = await ask(card.app.place, t, {
    title: t("change_title"),
    fields: [
      { name: "check_in", kind: "date", label: t("field_check_in"), value: booking.check_in, required: true },
      { name: "check_out", kind: "date", label: t("field_check_out"), value: booking.check_out, required: true, focus: false },
      { name: "adults", kind: "number", label: t("field_adults"), value: String(booking.adults), required: true, min: 1, max: 50, focus: false },
      { name: "children", label: t("field_children"), hint: t("field_children_hint"), value: booking.children.join(", "), most: 60, focus: false },
      priceField(card),
    ],
    onInput: pricing(card, (values) => changeOf(booking, values)),
    act: t("act_change"),
  });
  if (!answer) return null;
  const { price, ...change } = { ...changeOf(booking, answer), price: answer.price };
  if (!Object.keys(change).length) return null;
  return act(card, "change", { ...change, price, version: booking.version }, { said: "did_change", undo: undoOf(card, tab) });
}

export async function moveRoom(card) {
  const { found, t, tab } = card;
  const { booking } = found;
  let rooms;
  try { ({ rooms } = await tab.wire.get(`/api/bookings/${booking.id}/rooms`)); } catch (trouble) { tab.toast(tab.refusal(trouble), { bad: true }); return null; }
  const others = rooms.filter((room) => room.id !== booking.room_id);
  if (!others.some((room) => room.free)) { tab.toast(t("no_other_room")); return null; }
  const answer = await ask(card.app.place, t, {
    title: t("move_title", { guest: booking.guest, room: booking.room }),
    fields: [
      { name: "room", kind: "select", label: t("fact_room"), value: String((others.find((room) => room.free && room.type === booking.type) ?? others.find((room) => room.free)).id), options: others.map((room) => ({ value: String(room.id), label: [room.number, room.type, room.free ? (room.ready ? "" : t("not_ready")) : t("taken")].filter(Boolean).join(" · "), disabled: !room.free })) },
      priceField(card),
    ],
    onInput: pricing(card, (values) => ({ room: Number(values.room) })),
    act: t("act_move"),
  });
  return answer && act(card, "change", { room: Number(answer.room), price: answer.price, version: booking.version }, { said: "did_move", undo: undoOf(card, tab) });
}

// Keeping an agreed price is an agreement, which is not for everybody.
function priceField({ t, tab }) {
  const keep = { value: "keep", label: t("price_keep") };
  return { name: "price", kind: "choice", label: t("price_label"), value: "new", options: [{ value: "new", label: t("price_new") }, tab.may("agree_price") ? keep : { ...keep, disabled: true, hint: t("price_by_manager") }] };
}

function changeOf(booking, values) {
  const children = values.children.split(/[^\d]+/).filter(Boolean).map(Number);
  const change = {};
  if (values.check_in && values.check_in !== booking.check_in) change.check_in = values.check_in;
  if (values.check_out && values.check_out !== booking.check_out) change.check_out = values.check_out;
  if (values.adults && values.adults !== booking.adults) change.adults = values.adults;
  if (JSON.stringify(children) !== JSON.stringify(booking.children)) change.children = children;
  return change;
}

function pricing(card, changed) {
  const { found, t, tab, money } = card;
  let asked = 0;
  let timer = null;
  let before = "";
  return (values, show) => {
    const change = changed(values);
    const key = JSON.stringify([change, values.price]);
    if (key === before) return;
    before = key;
    clearTimeout(timer);
    if (!Object.keys(change).length) { show({ lines: [{ label: t("price_now"), value: money.say(found.booking.total) }], blocked: true }); return; }
    const turn = (asked += 1);
    show({ lines: [{ label: t("price_now"), value: money.say(found.booking.total) }, { label: t("price_new"), value: "…" }], blocked: true });
    timer = setTimeout(async () => {
      const query = new URLSearchParams(Object.entries(change).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") || "-" : String(value)]));
      try {
        const quote = await tab.wire.get(`/api/bookings/${found.booking.id}/price?${query}`);
        if (turn === asked) show(told(card, quote, values.price));
      } catch (trouble) {
        if (turn === asked) show({ lines: [], problem: tab.refusal(trouble), blocked: true });
      }
    }, PAUSE_MS);
  };
}

function told({ t, tab, money }, quote, choice) {
  const lines = [{ label: t("price_now"), value: money.say(quote.keep.minor) }];
  if (!quote.free) return { lines, problem: t("error_room_taken"), blocked: true };
  if (!quote.new && choice === "new") return { lines, problem: tab.refusal(quote.why), blocked: true };
  const after = choice === "keep" ? quote.keep.minor : quote.new.minor;
  const apart = after - quote.keep.minor;
  lines.push({ label: t("price_after"), value: money.say(after) });
  lines.push({ label: t(apart < 0 ? "difference_back" : "difference"), value: apart ? money.say(Math.abs(apart)) : t("no_difference"), strong: true });
  return { lines, blocked: false };
}

// The plan's own way back: the very price that was agreed is on the bill again.
function undoOf(card, tab) {
  const { booking } = card.found;
  return () => {
    const of = tab.lastToken(`change:${booking.id}`);
    if (of) tab.act({ name: `change-back:${booking.id}`, lane: `booking:${booking.id}`, path: `/api/plan/stays/${booking.id}/change-back`, body: { of } }).then(() => card.look(), () => card.look());
  };
}
