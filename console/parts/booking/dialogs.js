// The deeds on a booking, each with what it does and costs said before it is done, and a way back where there is one.
import { ask } from "../ask.js";
import { act, plain } from "./deed.js";
import { askPay, METHODS } from "./paying.js";

const rootOf = (card) => card.app.place;

// Asks only for what is missing: a room that is not ready, and money that is still due.
export async function checkIn(card) {
  const { found, t, tab, money } = card;
  const { booking } = found;
  const unready = !["clean", "inspected"].includes(booking.housekeeping);
  const due = found.money.balance > 0 && tab.may("take_money");
  const back = () => plain(card, "undo-check-in", "undid_check_in");
  if (!unready && !due) return act(card, "check-in", {}, { said: "did_check_in", undo: back });
  const answer = await ask(rootOf(card), t, {
    title: t("check_in_title", { guest: booking.guest, room: booking.room }),
    text: unready ? t("check_in_unready", { room: booking.room }) : "",
    lines: [{ label: t("balance"), value: due ? money.say(found.money.balance) : t("all_paid"), strong: true }],
    fields: [due ? { name: "money", kind: "choice", label: t("check_in_money"), value: "later", options: [{ value: "later", label: t("pays_later") }, { value: "now", label: t("pays_now") }] } : null],
    act: t(unready ? "check_in_anyway" : "act_check_in"),
  });
  if (!answer) return null;
  if (answer.money === "now" && !(await askPay(card))) return null;
  return act(card, "check-in", { as_it_is: unready }, { said: "did_check_in", undo: back });
}

export async function checkOut(card) {
  const { found, t, tab, money } = card;
  const { booking } = found;
  const early = booking.check_out > found.today;
  const owes = found.money.balance > 0;
  const back = () => plain(card, "undo-check-out", "undid_check_out");
  if (owes || early) {
    const answer = await ask(rootOf(card), t, {
      title: t("check_out_title", { guest: booking.guest }),
      text: [early ? t("check_out_early") : "", owes ? t("check_out_owes") : ""].filter(Boolean).join("\n"),
      fields: [owes && tab.may("take_money") ? { name: "method", kind: "choice", label: t("check_out_money"), required: true, value: "", options: [...METHODS.map((name) => ({ value: name, label: t(`method_${name}`) })), { value: "later", label: t("leaves_owing") }] } : null],
      lines: owes ? [{ label: t("balance"), value: money.say(found.money.balance), strong: true, bad: true }] : [],
      act: t("act_check_out"),
    });
    if (!answer) return null;
    if (METHODS.includes(answer.method) && !(await act(card, "pay", { amount: found.money.balance, method: answer.method }, { said: "did_pay" }))) return null;
  }
  return act(card, "check-out", {}, { said: "did_check_out", undo: back });
}

export async function forceConfirm(card) {
  const { found, t, money } = card;
  const answer = await ask(rootOf(card), t, {
    title: t("confirm_title"),
    text: t(found.booking.conversation ? "confirm_text" : "confirm_text_silent"),
    lines: [{ label: t("deposit_due"), value: money.say(found.money.deposit_due) }, { label: t("balance"), value: money.say(found.money.balance), strong: true }],
    fields: [{ name: "reason", label: t("reason"), hint: t("reason_hint"), required: true, most: 300 }],
    act: t("act_confirm"),
  });
  return answer && act(card, "confirm", { reason: answer.reason }, { said: "did_confirm" });
}

const TIMES = [30, 60, 180, 720, 1440];

export async function giveTime(card) {
  const { t } = card;
  const answer = await ask(rootOf(card), t, {
    title: t("time_title"),
    text: t("time_text"),
    fields: [{ name: "minutes", kind: "choice", label: t("time_label"), value: "60", options: TIMES.map((minutes) => ({ value: String(minutes), label: t(`time_${minutes}`) })) }],
    act: t("act_give_time"),
  });
  return answer && act(card, "time", { minutes: Number(answer.minutes) }, { said: "did_give_time" });
}

export async function noShow(card) {
  const { found, t, money } = card;
  const answer = await ask(rootOf(card), t, {
    title: t("no_show_title", { guest: found.booking.guest }),
    text: t("no_show_text"),
    lines: [{ label: t("paid"), value: money.say(found.money.paid) }],
    act: t("act_no_show"),
    look: "harm",
  });
  return answer && act(card, "no-show", {}, { said: "did_no_show" });
}

// What the rules say in money, before anything is done; whoever may can forgive the fee and send money back.
export async function cancel(card) {
  const { found, t, tab, money } = card;
  const { booking } = found;
  let costs;
  try { costs = await tab.wire.get(`/api/bookings/${booking.id}/cancelling`); } catch (trouble) { tab.toast(tab.refusal(trouble), { bad: true }); return null; }
  const held = booking.status === "held";
  const mayWaive = tab.may("agree_price") && costs.fee > 0;
  const backOf = (waive) => costs.refund + (waive ? costs.fee - costs.owed : 0);
  const linesOf = (waive) => [
    costs.paid ? { label: t("paid"), value: money.say(costs.paid) } : null,
    held && !costs.paid ? null : { label: t("cancel_fee"), value: waive ? t("forgiven") : money.say(costs.fee), bad: costs.fee > 0 && !waive },
    backOf(waive) > 0 ? { label: t("cancel_back"), value: money.say(backOf(waive)), strong: true } : null,
    costs.owed > 0 && !waive ? { label: t("cancel_owed"), value: money.say(costs.owed), strong: true } : null,
  ].filter(Boolean);
  const canBack = tab.may("refund") && costs.paid > 0 && backOf(mayWaive) > 0;
  const answer = await ask(rootOf(card), t, {
    title: t(held ? "release_title" : "cancel_title", { guest: booking.guest }),
    text: [t(held ? "release_text" : "cancel_text"), costs.paid > 0 && backOf(false) > 0 && !tab.may("refund") ? t("refund_by_manager") : ""].filter(Boolean).join("\n"),
    fields: [
      mayWaive ? { name: "waive", kind: "choice", label: t("cancel_fee"), value: "keep", options: [{ value: "keep", label: t("fee_keep", { fee: money.say(costs.fee) }) }, { value: "waive", label: t("fee_waive") }] } : null,
      canBack ? { name: "refund", kind: "choice", label: t("cancel_back"), value: "yes", options: [{ value: "yes", label: t("refund_yes") }, { value: "no", label: t("refund_no") }] } : null,
    ],
    onInput: (values, show) => show({ lines: linesOf(values.waive === "waive") }),
    act: t(held ? "act_release" : "act_cancel"),
    look: "harm",
  });
  if (!answer) return null;
  const done = await act(card, "cancel", { waive: answer.waive === "waive", refund: answer.refund === "yes" }, { said: held ? "did_release" : "did_cancel" });
  if (done?.back?.by_hand) tab.toast(t("give_by_hand", { amount: money.say(done.back.by_hand) }));
  return done;
}

export async function late(card) {
  const { found, t, tab, money } = card;
  let options;
  try { ({ options } = await tab.wire.get(`/api/bookings/${found.booking.id}/late`)); } catch (trouble) { tab.toast(tab.refusal(trouble), { bad: true }); return null; }
  if (!options.length) { tab.toast(t("late_none")); return null; }
  const choices = options.map((one) => ({
    value: one.hour,
    label: t("late_option", { hour: one.hour, price: one.price ? money.say(one.price) : t("for_nothing") }),
    hint: one.why ? t(`error_${one.why}`) : one.to_pay !== one.price ? t("late_more", { amount: money.say(one.to_pay) }) : "",
    disabled: Boolean(one.why),
  }));
  const answer = await ask(rootOf(card), t, {
    title: t("late_title"),
    text: t("late_text"),
    fields: [{ name: "hour", kind: "choice", label: t("late_label"), required: true, value: choices.find((one) => !one.disabled)?.value ?? "", options: choices }],
    act: t("act_late"),
  });
  return answer && act(card, "late", { hour: answer.hour }, { said: "did_late" });
}

export async function waiveLate(card) {
  const { found, t, money } = card;
  const amount = found.charges.filter((one) => one.kind === "late_checkout").reduce((sum, one) => sum + one.amount, 0);
  const answer = await ask(rootOf(card), t, {
    title: t("waive_title"),
    text: t("waive_text", { hour: found.booking.late_until }),
    lines: [{ label: t("waive_line"), value: money.say(-amount), strong: true }],
    act: t("act_waive_late"),
  });
  return answer && act(card, "waive-late", {}, { said: "did_waive" });
}

export async function hoursOff(card, kind, hour) {
  const { found, t, tab, money } = card;
  const late = kind === "late_checkout";
  const amount = found.charges.filter((one) => one.kind === kind).reduce((sum, one) => sum + one.amount, 0);
  const answer = await ask(rootOf(card), t, {
    title: t(late ? "late_off_title" : "early_off_title"),
    text: t(late ? "late_off_text" : "early_off_text", { hour }),
    lines: amount ? [{ label: t("waive_line"), value: money.say(-amount), strong: true }] : [],
    act: t(late ? "act_late_off" : "act_early_off"),
    look: "harm",
  });
  if (!answer) return null;
  const done = await act(card, "hours-off", { kind }, { said: late ? "did_late_off" : "did_early_off" });
  if (done?.back?.by_hand) tab.toast(t("give_by_hand", { amount: money.say(done.back.by_hand) }));
  return done;
}

export async function editNote(card) {
  const { found, t } = card;
  const before = found.booking.notes;
  const answer = await ask(rootOf(card), t, {
    title: t("note_title"),
    fields: [{ name: "notes", kind: "area", label: t("notes"), hint: t("note_hint"), value: before, most: 2000 }],
    act: t("save"),
  });
  if (!answer || answer.notes === before) return null;
  return act(card, "note", { notes: answer.notes }, { said: "did_note", undo: () => act(card, "note", { notes: before }) });
}
