// What a booking is: who, when, where, how many, and what staff wrote about it.
import { h, icon } from "../dom.js";
import { phoneWords } from "../people.js";
import { peopleWords, statusChip } from "./stays.js";
import { editNote } from "./dialogs.js";

export function factsFor(card) {
  const { found, t, tab } = card;
  const { booking, rooms } = found;
  return [
    h("div", { class: "card-top" }, statusChip(t, booking), hold(card), h("span", { class: "code" }, booking.code)),
    h("dl", { class: "card-facts" }, [
      fact("calendar", t("fact_dates"), dates(card)),
      fact("bed", t("fact_room"), rooms.length > 1 ? group(card) : roomWords(t, booking)),
      booking.block ? null : fact("people", t("fact_people"), peopleWords(t, booking)),
      booking.arrives ? fact("arrive", t("fact_arrives"), booking.arrives) : null,
      booking.early_from ? fact("clock", t("fact_early"), t("early_from", { hour: booking.early_from })) : null,
      booking.late_until ? fact("clock", t("fact_late"), t("late_until", { hour: booking.late_until })) : null,
      booking.phone ? fact("phone", t("fact_phone"), h("a", { href: `tel:+${booking.phone.replace(/\D/g, "")}` }, phoneWords(booking.phone))) : null,
      fact("inbox", t("fact_source"), t(`source_${booking.source}`) || booking.source),
    ]),
    booking.conversation ? h("button", { class: "button wide-link", onclick: () => tab.openConversation(booking.conversation) }, icon("chat"), t("open_conversation")) : null,
    notes(card),
  ];
}

const fact = (sign, name, value) => h("div", {}, icon(sign), h("dt", {}, name), h("dd", {}, value));

const roomWords = (t, booking) => (booking.aside ? t("room_aside") : t("room_named", { room: booking.room }));

function dates({ t, tab, found: { booking, hours } }) {
  const nights = tab.clock.nightsBetween(booking.check_in, booking.check_out);
  return [
    t("from_to", { first: tab.clock.dayWords(booking.check_in), last: tab.clock.dayWords(booking.check_out) }),
    h("small", {}, [t(nights === 1 ? "one_night" : "nights", { n: nights }), t("hours_in_out", { first: booking.arrives ?? hours.arrive, last: hours.leave })].join(" · ")),
  ];
}

function group({ t, tab, code, found }) {
  return h("ul", { class: "group-rooms" }, found.rooms.map((room) => {
    const words = [t("room_named", { room: room.room }), statusChip(t, room)];
    return h("li", {}, room.code === code ? h("span", {}, words) : h("button", { onclick: () => tab.openBooking(room.code) }, words));
  }));
}

function hold({ t, tab, found: { booking } }) {
  if (booking.status !== "held" || !booking.hold_until) return null;
  const over = tab.clock.left(booking.hold_until) <= 0;
  return h("span", { class: `chip ${over ? "bad" : "warm"}` }, icon("clock"), over ? t("hold_is_over") : t("hold_left", { left: tab.clock.until(booking.hold_until), time: tab.clock.time(booking.hold_until) }));
}

function notes(card) {
  const { t, tab, found: { booking } } = card;
  const may = tab.may("book");
  if (!booking.notes && !may) return null;
  const edit = may ? h("button", { class: "button small quiet", onclick: () => editNote(card) }, icon("edit"), t(booking.notes ? "edit_note" : "add_note")) : null;
  return h("section", { class: `card-notes${booking.notes ? "" : " none"}`, "aria-label": t("notes") }, booking.notes ? h("p", { dir: "auto" }, booking.notes) : null, edit);
}
