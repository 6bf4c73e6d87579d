// Who owes: those who leave first, first; then who is still to come; and who left without paying.
import { h, icon } from "../dom.js";
import { statusChip } from "../booking/stays.js";
import { codeButton, guestWords, part, rowsFor, talkButton } from "./rows.js";

export function balancesFor(app) {
  const { t, tab, moneyIn } = app;
  const groups = {
    soon: { rows: rowsFor(row, (one) => one.code), title: t("leaves_soon"), sign: "leave", fits: (one) => one.status === "in_house" },
    coming: { rows: rowsFor(row, (one) => one.code), title: t("coming_owing"), sign: "arrive", fits: (one) => one.status === "confirmed" },
    gone: { rows: rowsFor(row, (one) => one.code), title: t("gone_owing"), sign: "alert", fits: (one) => one.status === "checked_out" },
  };
  for (const group of Object.values(groups)) group.part = part(group.title, group.rows.list, { sign: group.sign });
  const total = h("div", { class: "tiles" });
  const lesson = h("div", { class: "lesson calm", hidden: true }, icon("check"), h("h2", {}, t("nobody_owes")), h("p", {}, t("nobody_owes_why")));
  const element = h("div", { class: "stack" }, total, lesson, Object.values(groups).map((group) => group.part.element));

  function draw({ owing, today }) {
    lesson.hidden = owing.length > 0;
    total.hidden = !owing.length;
    const sums = new Map();
    for (const group of Object.values(groups)) {
      const found = owing.filter(group.fits).map((one) => ({ ...one, today }));
      group.rows.draw(found);
      group.part.show(found.length);
      if (found.length) sums.set(group.title, found);
    }
    total.replaceChildren(...[...sums].map(([title, found]) => h("div", { class: "tile" }, h("span", {}, title), h("b", {}, moneyIn(app.currency).say(found.filter((one) => one.currency === app.currency).reduce((sum, one) => sum + one.left, 0))), h("small", {}, t(found.length === 1 ? "one_booking" : "booking_count", { n: found.length })))));
  }

  function row(one) {
    const money = moneyIn(one.currency);
    const goes = { [-1]: t("left_on", { day: tab.clock.dayWords(one.check_out) }), 0: t("leaves_today"), 1: t("leaves_tomorrow") };
    const days = tab.clock.nightsBetween(one.today, one.check_out);
    const comes = one.check_in > one.today ? "arrives_on" : one.check_in === one.today ? "arrives_today" : "should_have_arrived";
    const when = one.status === "confirmed" ? t(comes, { day: tab.clock.dayWords(one.check_in) }) : goes[Math.max(-1, days)] ?? t("leaves_on", { day: tab.clock.dayWords(one.check_out) });
    return h("li", { class: "money-line" },
      h("div", { class: "who" }, guestWords(t, one), h("small", {}, [when, one.rooms > 1 ? t("room_count", { n: one.rooms }) : ""].filter(Boolean).join(" · "))),
      h("div", { class: "amount due" }, h("b", {}, money.say(one.left)), h("small", {}, t("of_total", { total: money.say(one.owed) }))),
      h("div", { class: "state" }, statusChip(t, one)),
      h("div", { class: "acts" }, h("button", { class: "button small", onclick: () => tab.openBooking(one.code) }, icon("money"), t("collect")), codeButton(app, one.code), talkButton(app, one.conversation)));
  }

  return { element, draw };
}
