// When things are open: weeks with split shifts, holidays, special days; when guests come and go; and the days off.
import { ask } from "../ask.js";
import { h, icon } from "../dom.js";
import { hoursDrawer } from "./hours_drawer.js";
import { topicName } from "../reading/topics.js";

export function hoursFor(app) {
  const { root, t, tab } = app;
  const mayEdit = tab.may("edit_knowledge");
  const coming = h("section", { class: "group" });
  const services = h("div", { class: "cards" });
  const off = h("section", { class: "group" });
  const element = h("div", { class: "hours-part" }, coming, services, off);
  let said = "";

  function draw(found) {
    const next = JSON.stringify([found.hotel, found.facts.filter((fact) => ["hours", "holiday"].includes(fact.subject)), found.holidays]);
    if (next === said) return;
    said = next;
    drawComing(found.hotel);
    const written = found.facts.filter((fact) => fact.subject === "hours");
    const names = [...new Set([...found.known_topics.hours.filter((name) => !["check_in", "check_out"].includes(name)), ...written.map((fact) => fact.topic)])];
    services.replaceChildren(...names.map((name) => card(name, written.find((fact) => fact.topic === name))));
    drawOff(found);
  }

  function drawComing(hotel) {
    const time = (name) => h("div", { class: "time-of" }, h("span", {}, t(`topic_${name}`)), h("b", {}, hotel[name]));
    coming.replaceChildren(h("header", {}, h("h2", {}, t("coming_going")), mayEdit ? h("button", { class: "button small", onclick: setArrival }, icon("edit"), t("change")) : null), h("div", { class: "times" }, time("check_in"), time("check_out")));
  }

  async function setArrival() {
    const { hotel } = app.found;
    const said = await ask(root, t, { title: t("coming_going"), text: t("coming_going_why"), fields: ["check_in", "check_out"].map((name) => ({ name, kind: "time", label: t(`topic_${name}`), value: hotel[name], required: true })), act: t("save") });
    if (said) tab.act({ name: "arrival", lane: "knowledge", path: "/api/knowledge/arrival", body: said }).catch(() => null);
  }

  function card(name, fact) {
    const week = fact ? h("dl", { class: "week" }, runs(fact.details.week).map(([days, shifts]) => h("div", {}, h("dt", {}, days), h("dd", {}, shifts.map((shift) => h("span", {}, shift)))))) : h("p", { class: "small" }, t("hours_unwritten"));
    const extra = fact ? [fact.details.holidays ? h("span", { class: "chip" }, t("holidays_are", { hours: shiftWords(fact.details.holidays).join(" · ") })) : null, fact.details.spans?.length ? h("span", { class: "chip" }, t("special_days", { n: fact.details.spans.length })) : null] : [];
    return h("section", { class: "card-of" }, h("header", {}, h("h3", {}, topicName(app, "hours", name)), mayEdit ? h("button", { class: "button small", onclick: () => hoursDrawer(app, name, fact) }, icon(fact ? "edit" : "plus"), t(fact ? "change" : "write")) : null), week, h("div", { class: "chips" }, extra));
  }

  const shiftWords = (shifts) => (!shifts.length ? [t("closed_then")] : shifts.map((one) => (one === "00:00-00:00" ? t("all_day") : one.replace("-", " – "))));

  // Days in a row with the same hours are one line.
  function runs(week) {
    const found = [];
    for (const [day, shifts] of week.entries()) {
      const words = shiftWords(shifts);
      if (found.at(-1)?.words.join() === words.join()) found.at(-1).last = day;
      else found.push({ first: day, last: day, words });
    }
    return found.map(({ first, last, words }) => [first === last ? t(`weekday_${first}`) : `${t(`weekday_${first}`)} – ${t(`weekday_${last}`)}`, words]);
  }

  function drawOff(found) {
    const away = found.facts.filter((fact) => fact.subject === "holiday" && fact.answer === "no");
    const rows = found.holidays.map((day) => h("li", {}, h("span", { class: "when" }, tab.clock.dayWords(day.on)), h("span", { dir: "auto" }, day.name, day.own ? h("span", { class: "chip staff" }, t("own_day")) : null), mayEdit ? h("button", { class: "button small quiet icon-only", "aria-label": t("no_day_off", { day: tab.clock.longDay(day.on) }), title: t("no_day_off", { day: tab.clock.longDay(day.on) }), onclick: () => takeOff(day) }, icon("close")) : null));
    const gone = away.map((fact) => h("li", { class: "away" }, h("span", { class: "when" }, tab.clock.dayWords(fact.topic)), h("span", {}, t("works_here")), mayEdit ? h("button", { class: "button small quiet", onclick: () => bring(fact) }, t("as_the_country")) : null));
    off.replaceChildren(h("header", {}, h("h2", {}, t("days_off")), mayEdit ? h("button", { class: "button small", onclick: addDay }, icon("plus"), t("add_day_off")) : null), h("p", { class: "small" }, t("days_off_why")), h("ul", { class: "days-off" }, rows, gone));
  }

  const write = (fact) => tab.act({ name: `holiday:${fact.topic}`, lane: "knowledge", path: "/api/knowledge/facts", body: { fact: { subject: "holiday", texts: {}, ...fact } } }).catch(() => null);
  const forget = (fact) => tab.act({ name: `holiday-away:${fact.topic}`, lane: "knowledge", path: "/api/knowledge/facts/remove", body: { subject: "holiday", topic: fact.topic, version: fact.version } }).catch(() => null);

  async function takeOff(day) {
    const own = app.found.facts.find((fact) => fact.subject === "holiday" && fact.topic === day.on);
    const done = await (own ? forget(own) : write({ topic: day.on, answer: "no" }));
    if (done) tab.toast(t("works_on", { day: tab.clock.longDay(day.on) }), { undo: () => (own ? write({ topic: day.on, answer: "yes", texts: own.texts }) : app.look()) });
  }

  const bring = (fact) => forget(fact);

  async function addDay() {
    const said = await ask(root, t, { title: t("add_day_off"), text: t("add_day_off_why"), fields: [{ name: "on", kind: "date", label: t("day"), required: true }, { name: "name", label: t("its_name"), required: true, most: 60 }], act: t("save") });
    if (said) write({ topic: said.on, answer: "yes", texts: { es: said.name } });
  }

  return { element, draw };
}
