// What belongs to a stay of the guest's: the link to pay it, the account to transfer to, its pass with the QR, its entry for a calendar.
import { fieldFor } from "../fields.js";
import { h } from "../dom.js";
import { moneyFor } from "../money.js";
import { sendOffer } from "./at_hand_offer.js";
import { sheet } from "./at_hand_sheet.js";

const WHY_NOT = { pay_link: "why_no_link", transfer_details: "why_no_transfer", pass: "why_no_pass", calendar: "why_no_pass" };
export const OF_MONEY = ["pay_link", "transfer_details"];

export function sendOfStay(app, known, thing) {
  const { t, tab } = app;
  const title = t(`hand_${thing}`);
  const whyNot = (stay) => stay[WHY_NOT[thing]];
  const fits = known.stays.filter((stay) => !whyNot(stay));
  if (!known.stays.length) return sheet(app, known, { title, thing: () => null, nothing: { words: t("error_no_stay"), act: t("hand_offer"), go: () => sendOffer(app, known) } });
  if (!fits.length) {
    return sheet(app, known, { title, thing: () => null, nothing: wayOut(app, known, whyNot(known.stays[0])) });
  }
  if (known.stays.length === 1) return sheet(app, known, { title, parts: [h("p", { class: "ask-text" }, stayWords(app, thing, fits[0]))], thing: () => ({ thing, booking: fits[0].id }) });
  const options = known.stays.map((stay) => ({ value: String(stay.id), label: stayWords(app, thing, stay), hint: whyNot(stay) ? t(`error_${whyNot(stay)}`) : "", disabled: Boolean(whyNot(stay)) }));
  const which = fieldFor(t, { name: "stay", kind: "choice", label: t("at_hand_which_stay"), value: String(fits[0].id), options });
  which.element.addEventListener("input", () => which.element.dispatchEvent(new CustomEvent("changed", { bubbles: true })));
  return sheet(app, known, { title, parts: [which.element], thing: () => ({ thing, booking: Number(which.value()) }) });
}

// The button leads to where the words say that it can be mended.
function wayOut(app, known, why) {
  const { t, tab } = app;
  const [stay] = known.stays;
  const words = t(`error_${why}`);
  if (why === "no_account" && !stay.why_no_transfer) return { words, act: t("hand_transfer_details"), go: () => sendOfStay(app, known, "transfer_details") };
  if (why === "no_account") return { words, act: t("at_hand_go_settings"), go: () => tab.go("/settings"), needs: "connect" };
  if (why === "no_transfers") return { words, act: t("at_hand_go_knowledge"), go: () => tab.go("/knowledge"), needs: "edit_knowledge" };
  if (why === "money_looked_at") return { words, act: t("at_hand_go_money"), go: () => tab.go("/money"), needs: "take_money" };
  return { words, act: t("at_hand_go_booking", { code: stay.code }), go: () => tab.openBooking(stay.code) };
}

function stayWords({ tab, data, t }, thing, stay) {
  const dates = `${tab.clock.dayWords(stay.check_in)} – ${tab.clock.dayWords(stay.check_out)}`;
  const due = OF_MONEY.includes(thing) && stay.due.amount > 0 ? t("at_hand_due", { amount: moneyFor(data.lang, stay.due.currency).say(stay.due.amount) }) : "";
  return [stay.code, stay.rooms, dates, due].filter(Boolean).join(" · ");
}
