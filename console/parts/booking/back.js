// A stay that was called off stands again, with its money said first; or the same people are booked anew.
import { ask } from "../ask.js";
import { act } from "./deed.js";

export const bookAgain = (card) => card.tab.go(`/bookings?again=${card.found.booking.code}`);

export async function bringBack(card) {
  const { found, t, tab, money } = card;
  const { booking } = found;
  let again;
  try { again = await tab.wire.get(`/api/bookings/${booking.id}/bringing-back`); } catch (trouble) { return trouble.error === "full" ? noRoom(card) : tab.toast(tab.refusal(trouble), { bad: true }); }
  const answer = await ask(card.app.place, t, {
    title: t("back_title", { guest: booking.guest }),
    text: [t(again.same_room ? "back_same_room" : "back_other_room", { room: again.room, before: booking.room }), again.without_hours ? t("back_without_hours") : "", t(booking.conversation ? "back_told" : "back_silent")].filter(Boolean).join("\n"),
    lines: [
      { label: t("back_price"), value: money.say(again.price) },
      again.fee ? { label: t("back_fee"), value: money.say(-again.fee) } : null,
      again.paid ? { label: t("paid"), value: money.say(again.paid) } : null,
      again.balance < 0 ? { label: t("in_favour"), value: money.say(-again.balance), strong: true } : { label: t("balance"), value: again.balance ? money.say(again.balance) : t("all_paid"), strong: true },
    ].filter(Boolean),
    act: t("act_bring_back"),
  });
  return answer && act(card, "bring-back", { room: again.room_id }, { said: "did_bring_back" });
}

async function noRoom(card) {
  const { found, t } = card;
  const answer = await ask(card.app.place, t, { title: t("back_no_room"), text: t("back_no_room_text", { guest: found.booking.guest }), act: t("act_again") });
  if (answer) bookAgain(card);
}
