// What can be done with a booking as it stands, by this person: the likely deed first, the harmful ones last.
import { h, icon } from "../dom.js";
import { changeDates, moveRoom } from "./changing.js";
import { plain } from "./deed.js";
import { cancel, checkIn, checkOut, forceConfirm, giveTime, hoursOff, late, noShow, waiveLate } from "./dialogs.js";
import { pay } from "./paying.js";
import { bookAgain, bringBack } from "./back.js";
import { fixRoom, setAside } from "./place.js";

export function actsFor(card) {
  const { found, t, tab } = card;
  const { booking, today } = found;
  if (!tab.may("book") || booking.block) return [];
  const can = (deed) => found.deeds.includes(deed);
  const here = booking.check_in <= today;
  const pays = ["held", "expired"].includes(booking.status) && tab.may("take_money") && found.money.balance > 0;
  const acts = [
    pays ? ["pay", "money", () => pay(card)] : null,
    can("check_in") && here ? ["check_in", "arrive", () => checkIn(card)] : null,
    can("check_out") ? ["check_out", "leave", () => checkOut(card)] : null,
    (can("confirm") || can("revive")) && booking.status !== "no_show" ? ["confirm", "check", () => forceConfirm(card)] : null,
    can("mind_hold") ? ["give_time", "clock", () => giveTime(card)] : null,
    can("bring_back") && booking.check_out > today ? ["bring_back", "retry", () => bringBack(card)] : null,
    OVER.has(booking.status) ? ["again", "plus", () => bookAgain(card)] : null,
    can("undo_check_in") && fresh(tab, booking.arrived_at) ? ["undo_check_in", "retry", () => plain(card, "undo-check-in", "undid_check_in")] : null,
    can("undo_check_out") && fresh(tab, booking.left_at) ? ["undo_check_out", "retry", () => plain(card, "undo-check-out", "undid_check_out")] : null,
    can("extra_hours") ? ["late", "clock", () => late(card)] : null,
    can("extra_hours") && booking.late_until && tab.may("agree_price") && lateCosts(found) ? ["waive_late", "money", () => waiveLate(card)] : null,
    can("change") ? ["change", "calendar", () => changeDates(card)] : null,
    can("change") ? ["move", "bed", () => moveRoom(card)] : null,
    can("set_aside") && !booking.aside && !booking.fixed ? ["aside", "out", () => setAside(card)] : null,
    can("fix_room") && !booking.aside ? [booking.fixed ? "unfix" : "fix", "lock", () => fixRoom(card, !booking.fixed)] : null,
  ].filter(Boolean);
  const harmful = [
    can("extra_hours") && booking.late_until ? ["late_off", "clock", () => hoursOff(card, "late_checkout", booking.late_until)] : null,
    can("extra_hours") && booking.early_from && booking.status === "confirmed" ? ["early_off", "clock", () => hoursOff(card, "early_check_in", booking.early_from)] : null,
    can("no_show") && booking.check_in < today ? ["no_show", "block", () => noShow(card)] : null,
    can("cancel") ? [booking.status === "held" ? "release" : "cancel", "close", () => cancel(card)] : null,
  ].filter(Boolean);
  const button = ([name, sign, act], place) => h("button", { class: `button ${place === 0 && LIKELY.has(name) ? "primary" : ""}`, dataset: { act: name }, onclick: act }, icon(sign), t(`act_${name}`));
  const harm = ([name, sign, act]) => h("button", { class: "button quiet harmful", dataset: { act: name }, onclick: act }, icon(sign), t(`act_${name}`));
  if (!acts.length && !harmful.length) return [];
  return [h("div", { class: "card-acts main-acts", role: "group", "aria-label": t("acts") }, acts.map(button), harmful.map(harm))];
}

const OVER = new Set(["cancelled", "no_show", "expired", "checked_out"]);
const LIKELY = new Set(["pay", "check_in", "check_out", "confirm", "bring_back"]);
const UNDO_MS = 12 * 3_600_000;
const fresh = (tab, at) => Boolean(at) && tab.clock.now() - new Date(at) < UNDO_MS;
const lateCosts = (found) => found.charges.filter((one) => one.kind === "late_checkout").reduce((sum, one) => sum + one.amount, 0) > 0;
