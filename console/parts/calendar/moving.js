// A stay goes to other days or another room: who is in the way, what it costs, what was agreed, and the way back.
import { ask } from "../ask.js";
import { moneyFor } from "../money.js";
import { datesOf, nameOf } from "./bar.js";
import { refusalWords } from "./act.js";
import { serial } from "./days.js";

const AGAIN_MS = 1500;
const PATIENCE_MS = 60_000;

export function movingFor(app) {
  const { t, tab } = app;

  // `wanted` is { room, from, to }; whatever is missing stays as it is.
  async function propose(stay, wanted) {
    const goal = { room: wanted.room ?? stay.room, from: wanted.from ?? stay.from, to: wanted.to ?? stay.to };
    const sameDays = goal.from === stay.from && goal.to === stay.to;
    if (sameDays && goal.room === stay.room && !stay.aside) return;
    const rival = app.plan.rivalOf({ ...stay, ...goal, aside: false });
    if (rival) return tab.toast(takenWords(rival), { bad: true });
    const problem = cannot(stay, goal);
    if (problem) return tab.toast(problem, { bad: true });
    app.put(stay.id, { ...goal, aside: false });
    const agreed = await agree(stay, goal, sameDays).catch((trouble) => { tab.toast(refusalWords(app, trouble), { bad: true }); return null; });
    if (agreed) await send(stay, goal, agreed);
    await app.look.after(stay.id);
    app.cursor.arrive(stay.id);
  }

  const takenWords = (rival) => t("no_room_taken_by", { room: app.plan.roomById.get(rival.room)?.number ?? "", who: nameOf(app, rival), dates: datesOf(app, rival) });

  function cannot(stay, goal) {
    if (stay.status === "in_house" && goal.from !== stay.from) return t("no_arrived_already");
    if (goal.from !== stay.from && serial(goal.from) < app.plan.today) return t("no_past");
    if (serial(goal.to) < app.plan.today) return t("no_past");
    const room = app.plan.roomById.get(goal.room);
    return room?.out && goal.room !== stay.room ? t("no_out_of_service", { room: room.number }) : "";
  }

  // The price is asked only where there is a question: other nights, or a room of another type.
  async function agree(stay, goal, sameDays) {
    const leavesFixed = stay.fixed && goal.room !== stay.room;
    const sold = app.plan.types.find((kind) => kind.slug === stay.type)?.id;
    const sameType = app.plan.roomById.get(goal.room)?.type === sold;
    if (stay.status === "blocked") return { price: "new", fixed: null };
    if (sameDays && sameType) {
      if (leavesFixed && !(await ask(app.root, t, { title: t("leave_fixed_title"), text: t("leave_fixed", { who: nameOf(app, stay), room: numberOf(stay.room) }), act: t("move") }))) return null;
      return { price: "keep", fixed: leavesFixed ? false : null };
    }
    const query = new URLSearchParams({ room: goal.room, check_in: goal.from, check_out: goal.to });
    const found = await priceOf(`/api/plan/stays/${stay.id}/price?${query}`);
    if (!found.free) throw { error: "room_taken", facts: { booking: found.booking, room: numberOf(goal.room) } };
    const mayKeep = sameDays || tab.may("agree_price");
    if (found.new?.minor === found.keep.minor && !leavesFixed) return { price: mayKeep ? "keep" : "new", fixed: null };
    const picked = await askPrice(stay, goal, found, { mayKeep, leavesFixed });
    return picked && { price: picked.price, fixed: leavesFixed ? false : null };
  }

  // What a hand has begun goes on when the line is back, as the strip at the foot says; after a while it is said to be dropped.
  async function priceOf(address) {
    const until = Date.now() + PATIENCE_MS;
    let told = null;
    try {
      while (true) {
        try { return await tab.wire.get(address); } catch (trouble) {
          if (!["offline", "away"].includes(trouble.kind)) throw trouble;
          if (Date.now() > until) throw { error: "line_away" };
        }
        told ??= tab.toast(t("move_waits"), { stays: true });
        await new Promise((on) => { setTimeout(on, AGAIN_MS); });
      }
    } finally { told?.(); }
  }

  const numberOf = (room) => app.plan.roomById.get(room)?.number ?? "";

  function askPrice(stay, goal, found, { mayKeep, leavesFixed }) {
    const money = moneyFor(app.data.lang, found.keep.currency);
    const difference = found.new ? found.new.minor - found.keep.minor : 0;
    const signed = `${difference > 0 ? "+" : "−"}${money.say(Math.abs(difference))}`;
    const nights = serial(goal.to) - serial(goal.from);
    const options = [
      { value: "new", label: found.new ? t("price_new", { price: money.say(found.new.minor) }) : t("price_none"), hint: found.new ? t(difference > 0 ? "price_more" : "price_less", { difference: signed }) : refusalWords(app, found.why ?? {}), disabled: !found.new },
      { value: "keep", label: t("price_keep", { price: money.say(found.keep.minor) }), hint: mayKeep ? t("price_keep_hint") : t("price_keep_manager"), disabled: !mayKeep },
    ];
    const usual = found.new ? "new" : mayKeep ? "keep" : "";
    return ask(app.root, t, {
      title: t("move_title", { who: nameOf(app, stay) }),
      text: [t("move_to", { room: numberOf(goal.room), dates: datesOf(app, goal), nights: t(nights === 1 ? "night" : "nights", { n: nights }) }), leavesFixed ? t("leave_fixed", { who: nameOf(app, stay), room: numberOf(stay.room) }) : ""].filter(Boolean).join("\n"),
      fields: [{ name: "price", kind: "choice", label: t("price_question"), options, value: usual, required: true }],
      act: t("move"),
    });
  }

  async function send(stay, goal, { price, fixed }) {
    // Only what changes is sent: who moves a stay to another room has nothing to do with its nights.
    const changed = { check_in: goal.from !== stay.from && goal.from, check_out: goal.to !== stay.to && goal.to, room: (goal.room !== stay.room || stay.aside) && goal.room };
    const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value));
    const body = { version: stay.version, price, ...given, ...(fixed === null ? {} : { fixed }) };
    const done = await app.act(`move:${stay.id}`, `stay:${stay.id}`, `/api/plan/stays/${stay.id}/change`, body);
    if (!done) return;
    const money = moneyFor(app.data.lang, done.answer.difference.currency);
    const { minor } = done.answer.difference;
    const apart = minor ? t(minor > 0 ? "now_more" : "now_less", { difference: money.say(Math.abs(minor)) }) : "";
    tab.toast([t("moved", { who: nameOf(app, stay), room: numberOf(goal.room), dates: datesOf(app, goal) }), apart].filter(Boolean).join(" "), { undo: () => back(stay, done.token) });
  }

  async function back(stay, of) {
    if (await app.act(`back:${stay.id}`, `stay:${stay.id}`, `/api/plan/stays/${stay.id}/change-back`, { of })) tab.toast(t("moved_back", { who: nameOf(app, stay) }));
  }

  async function aside(stay) {
    const done = await app.act(`aside:${stay.id}`, `stay:${stay.id}`, `/api/plan/stays/${stay.id}/aside`, { version: stay.version });
    if (done) tab.toast(t("put_aside", { who: nameOf(app, stay) }), { undo: () => back(stay, done.token) });
  }

  // A free room for a stay that has none: of the type that was sold, and of those the house's own order decides.
  async function seat(stay) {
    const sold = app.plan.types.find((kind) => kind.slug === stay.type)?.id;
    const room = app.plan.rooms.find((one) => one.type === sold && !one.out && !app.plan.rivalOf({ ...stay, room: one.id, aside: false }));
    if (!room) { tab.toast(t("no_seat"), { bad: true }); return false; }
    await propose(stay, { room: room.id });
    return !app.plan.byId.get(stay.id)?.aside;
  }

  // One after the other, as each may take the room that another had in mind.
  async function seatAll() {
    for (const { id } of app.plan.aside) {
      const stay = app.plan.byId.get(id);
      if (stay?.aside && !(await seat(stay))) return;
    }
  }

  async function unblock(stay) {
    const done = await app.act(`unblock:${stay.id}`, `stay:${stay.id}`, `/api/plan/blocks/${stay.id}/end`);
    if (done) tab.toast(t("unblocked", { room: numberOf(stay.room) }), { undo: () => app.making.block({ room: stay.room, check_in: stay.from, check_out: stay.to, reason: stay.reason, notes: stay.notes }) });
  }

  return { propose, aside, seatAll, unblock };
}
