// Rows of stays: whose, which room, what is left to pay, and the one click that is likely wanted.
import { dotted, h, icon } from "../dom.js";
import { checkIn, checkOut } from "../booking/dialogs.js";
import { peopleWords } from "../booking/stays.js";
import { phoneWords, shownName } from "../people.js";

const READY = new Set(["clean", "inspected"]);

export const arrivalRow = (app, line) => stayRow(app, line, [hourChip(app, line), nightsWords(app, line), peopleWords(app.t, line)], likely(app, line));
export const departureRow = (app, line) => stayRow(app, line, [leaveChip(app, line), peopleWords(app.t, line)], likely(app, line));
export const hereRow = (app, line) => stayRow(app, line, [app.t("leaves_on", { day: app.tab.clock.dayWords(line.check_out) }), peopleWords(app.t, line)], null);

export function overdueRow(app, line) {
  const words = line.status === "in_house" ? app.t("should_have_left", { day: app.tab.clock.dayWords(line.check_out) }) : app.t("should_have_come", { day: app.tab.clock.dayWords(line.check_in) });
  return stayRow(app, line, [words], likely(app, line), "late");
}

// What the booking's own questions need to know of it; the list has all of that already.
export const asCard = (app, line) => ({
  app: { place: app.place },
  tab: app.tab,
  t: app.t,
  money: app.money,
  look: app.look,
  found: { booking: line, today: app.found.today, money: { balance: line.balance, paid: line.paid, deposit_due: line.deposit_due } },
});

function likely(app, line) {
  if (!app.tab.may("book")) return null;
  if (line.status === "confirmed" && line.check_in <= app.found.today) return { word: "act_check_in", act: () => checkIn(asCard(app, line)), name: `check-in:${line.id}` };
  if (line.status === "in_house" && line.check_out <= app.found.today) return { word: "act_check_out", act: () => checkOut(asCard(app, line)), name: `check-out:${line.id}` };
  return null;
}

function hourChip({ t, found }, line) {
  if (line.status === "in_house") return t("is_here");
  return line.arrives ? t("comes_at", { hour: line.arrives }) : t("comes_from", { hour: found.hours.arrive });
}

function leaveChip({ t, found }, line) {
  if (line.status === "checked_out") return t("has_left");
  return line.late_until ? t("late_until", { hour: line.late_until }) : t("leaves_by", { hour: found.hours.leave });
}

function nightsWords({ t, tab }, line) {
  const nights = tab.clock.nightsBetween(line.check_in, line.check_out);
  return t(nights === 1 ? "one_night" : "nights", { n: nights });
}

function stayRow(app, line, about, button, look = "") {
  const { t, tab, money } = app;
  const busy = Boolean(button) && tab.deeds.busy(button.name);
  const facts = [line, about, button?.word, busy, money.say(line.balance)];
  return {
    said: JSON.stringify(facts),
    look,
    draw: () => [
      h("span", { class: "room-mark", title: t("room_named", { room: line.room }) }, line.aside ? "–" : line.room),
      h("button", { class: "line-open", onclick: () => tab.openBooking(line.code) },
        h("b", { dir: "auto" }, shownName({ name: line.guest, phone: line.phone }, t)),
        dotted(about, { class: "about" }),
        h("span", { class: "only-print" }, [phoneWords(line.phone), line.notes].filter(Boolean).join(" · "))),
      h("span", { class: "marks" }, marks(app, line)),
      button ? h("button", { class: "button small go", disabled: busy, onclick: button.act }, t(button.word)) : null,
    ],
  };
}

function marks({ t, money }, line) {
  const unready = ["confirmed", "held"].includes(line.status) && !READY.has(line.housekeeping);
  return [
    line.balance > 0 ? h("span", { class: "chip warm", title: t("balance") }, money.say(line.balance)) : null,
    line.status === "held" ? h("span", { class: "chip warm" }, t("status_held")) : null,
    unready ? h("span", { class: "chip", title: t("room_unready") }, icon("broom"), h("span", { class: "sr" }, t("room_unready"))) : null,
    line.notes ? h("span", { class: "chip", title: line.notes }, icon("note"), h("span", { class: "sr" }, line.notes)) : null,
  ];
}
